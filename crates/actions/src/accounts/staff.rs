//! The staff: who holds which role, how they prove themselves, and when they were last here.

use domain::account::Role;
use domain::ids::EmailAddress;
use domain::limits;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Row, params};

use crate::incidents::line::pattern;
use crate::{Answer, House, Seen, Visit};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT a.key, a.email, a.name,
                    (SELECT string_agg(r.role, ',') FROM account_role r WHERE r.account = a.id), a.disabled_at,
                    (SELECT COUNT(*) FROM passkey k WHERE k.account = a.id),
                    (SELECT MAX(s.seen_at) FROM session s WHERE s.account = a.id),
                    (SELECT MAX(l.at) FROM audit l WHERE l.actor = a.key), a.region
             FROM account a WHERE a.erased_at IS NULL AND ",
            $rest
        )
    };
}

/// Everybody with one of the roles, and whoever has just that address.
pub(super) const LISTED: &str = select!(
    "a.id IN (SELECT r.account FROM account_role r WHERE r.role IN_LIST($1)
              UNION SELECT b.id FROM account b WHERE b.email = $2)
     AND ($3 = '' OR LOWER(COALESCE(a.email, '') || ' ' || a.name) LIKE $3 ESCAPE '!')
     ORDER BY a.email, a.id LIMIT $4 OFFSET $5"
);

pub(super) const ONE: &str = select!("a.key = $1");

/// A member of the staff, or somebody who may become one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The account's opaque key.
    pub key: String,
    /// Their address.
    pub email: String,
    /// What they are called; may be empty.
    pub name: String,
    /// Their roles, in their order.
    pub roles: Vec<Role>,
    /// The key of the region that they work for; nothing where it is all.
    pub region: Option<String>,
    /// Since when they can sign in no longer.
    pub disabled: Option<Moment>,
    /// How many passkeys they have; without one no role counts.
    pub passkeys: i64,
    /// When they were last here.
    pub seen: Option<Moment>,
}

/// Who is listed.
#[derive(Clone, Debug, Default)]
pub struct Narrowed {
    /// Words in the name or the address.
    pub text: String,
    /// Those with this role.
    pub role: Option<Role>,
    /// The page, from 1.
    pub page: i64,
}

/// A page of the staff.
#[derive(Clone, Debug)]
pub struct Listed {
    /// At most [`limits::PAGE_ROWS`], by address.
    pub members: Vec<Member>,
    /// Whether there are more behind them.
    pub more: bool,
}

/// The staff, by address.
///
/// # Errors
/// [`Refusal::NotFound`] for whoever is no administrator.
pub async fn list(house: &House, visit: &Visit, narrowed: Narrowed) -> Answer<Seen<Listed>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            let roles = narrowed.role.map_or(Role::ALL.to_vec(), |role| vec![role]);
            let roles: Vec<String> = roles.iter().map(|role| role.code().to_owned()).collect();
            // Whoever is looked for by role is found among those who have it.
            let email = match narrowed.role {
                None => EmailAddress::parse(&narrowed.text).ok(),
                Some(_) => None,
            };
            let email = email.as_ref().map_or("", EmailAddress::as_str);
            let rows = limits::PAGE_ROWS as i64;
            let skipped = (narrowed.page - 1).clamp(0, i64::MAX / rows) * rows;
            let text = pattern(&narrowed.text);
            let values = params![&roles, email, &text, rows + 1, skipped];
            let mut members = reader.rows(LISTED, values, member)?;
            let more = members.len() > limits::PAGE_ROWS;
            members.truncate(limits::PAGE_ROWS);
            Ok(Listed { members, more })
        })
        .await
}

/// The member called `key`.
///
/// # Errors
/// [`Refusal::NotFound`].
pub async fn show(house: &House, visit: &Visit, key: &str) -> Answer<Seen<Member>> {
    let (key, at) = (key.to_owned(), visit.at);
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            let found = reader.maybe(ONE, params![&key], member)?;
            Ok(found.ok_or(Refusal::NotFound)?)
        })
        .await
}

fn member(row: &Row<'_>) -> Result<Member, Fault> {
    let held: Option<String> = row.get(3)?;
    let held = held.unwrap_or_default();
    let is_held = |role: &Role| held.split(',').any(|code| code == role.code());
    let (used, done): (Option<i64>, Option<i64>) = (row.get(6)?, row.get(7)?);
    Ok(Member {
        key: row.get(0)?,
        email: row.get::<Option<String>>(1)?.unwrap_or_default(),
        name: row.get(2)?,
        roles: Role::ALL.into_iter().filter(is_held).collect(),
        region: row.get(8)?,
        disabled: row.get::<Option<i64>>(4)?.map(Moment),
        passkeys: row.get(5)?,
        seen: used.max(done).map(Moment),
    })
}
