//! The people of an organisation, with what each has linked and when it was last used.

use std::collections::BTreeMap;

use domain::ids::AccessId;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Reader, params};

use crate::house::{House, Seen, Visit};
use crate::organisations::{self, Shown};
use crate::stopped::Answer;

/// What the living contacts `$2` of the organisation `$1` have linked of its contracts.
pub(super) const LINKED: &str = "
    SELECT k.key, c.access_id, l.used_at
    FROM contact k
    JOIN link l ON l.account = k.account AND l.ended_at IS NULL
    JOIN contract c ON c.id = l.contract AND c.organisation = k.organisation
    WHERE k.organisation = (SELECT o.id FROM organisation o WHERE o.key = $1) AND k.key IN_LIST($2)
      AND k.ended_at IS NULL
    ORDER BY k.id, c.access_id LIMIT 5000";

/// What a sign-in has linked of its organisation's contracts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Use {
    /// Their Access IDs.
    pub contracts: Vec<AccessId>,
    /// When one of them was last used.
    pub last: Option<Moment>,
}

/// An organisation as its people page shows it.
#[derive(Clone, Debug)]
pub struct People {
    /// The organisation, with the locations that the person sees.
    pub organisation: Shown,
    /// What each contact has linked, by the contact's opaque key.
    pub uses: BTreeMap<String, Use>,
}

/// The organisations that the person belongs to, with the people of the locations that they see.
///
/// # Errors
/// [`Refusal::SignInNeeded`], and [`Refusal::NotFound`] for a sign-in that belongs to nobody.
pub async fn people(house: &House, visit: &Visit) -> Answer<Seen<Vec<People>>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            let person = caller.person().ok_or(Refusal::SignInNeeded)?;
            let mut places = organisations::of_account(reader, person.account)?;
            places.retain(|place| !place.is_waiting);
            places.dedup_by(|one, other| one.organisation == other.organisation);
            let mut found = Vec::new();
            for place in places {
                let organisation = organisations::shown(reader, caller, &place.organisation, at)?;
                let uses = uses(reader, &organisation)?;
                found.push(People { organisation, uses });
            }
            if found.is_empty() {
                return Err(Refusal::NotFound.into());
            }
            Ok(found)
        })
        .await
}

fn uses(reader: &Reader<'_>, organisation: &Shown) -> Result<BTreeMap<String, Use>, Fault> {
    let people = organisation.sites.iter().flat_map(|site| &site.people);
    let keys: Vec<String> = people.map(|person| person.key.clone()).collect();
    let mut uses: BTreeMap<String, Use> = BTreeMap::new();
    for (contact, access_id, used) in
        reader.rows(LINKED, params![&organisation.key, &keys], |row| {
            let access_id = row.get::<String>(1)?;
            let access_id = AccessId::parse(&access_id)
                .map_err(|_| Fault::corrupt(format!("Access ID {access_id}")))?;
            Ok((
                row.get::<String>(0)?,
                access_id,
                row.get::<Option<i64>>(2)?.map(Moment),
            ))
        })?
    {
        let of_contact = uses.entry(contact).or_default();
        of_contact.contracts.push(access_id);
        of_contact.last = of_contact.last.max(used);
    }
    Ok(uses)
}
