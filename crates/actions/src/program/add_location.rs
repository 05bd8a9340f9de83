//! Adding the location that a case asks for.

use domain::ledger::IncidentRef;
use domain::refusal::Refusal;

use super::work;
use crate::organisations::{self, NewLocation};
use crate::outbox::CaseDeed;
use crate::{Answer, House, Visit};

/// Adds the location that the case asks for as it was typed there, tells whoever asked, and takes the case where
/// nobody has it.
///
/// # Errors
/// `NotFound` for anybody but the service centre and for a case that asks for none, `Closed`, `LocationOnFile` where
/// the organisation has one of that name.
pub async fn add_location(house: &House, visit: &Visit, case: IncidentRef) -> Answer<()> {
    let (catalog, asked) = (house.catalog(), visit.clone());
    let draw = organisations::Draw::from(house);
    house
        .act(visit, move |tx, caller| {
            let (mut held, file) = work::begin(tx, caller, case, &asked)?;
            let site = file.site.ok_or(Refusal::NotFound)?;
            if file.added.is_some() {
                return Err(Refusal::LocationOnFile.into());
            }
            let location = NewLocation {
                name: site.name,
                country: site.country,
                zone: site.zone,
                contact: None,
            };
            let wanted = (file.organisation.0.as_str(), &location);
            organisations::add_within(tx, &catalog, caller, wanted, &draw, asked.at)?;
            let name = location.name;
            let deed = CaseDeed::LocationAdded { name };
            work::end(tx, &catalog, caller, &mut held, deed, &asked)
        })
        .await
}
