//! Sending the IDs that a case asks for.

use domain::ledger::IncidentRef;
use domain::refusal::Refusal;

use super::work;
use crate::contracts::Tools;
use crate::outbox::CaseDeed;
use crate::partners::{self, Resent};
use crate::{Answer, House, Visit};

/// Sends the IDs of the contract that the case names to the contact on file called `contact`, tells whoever asked, and
/// takes the case where nobody has it.
///
/// # Errors
/// `NotFound` for anybody but the service centre and for a case that names no contract, `Closed`, and as
/// [`partners::resend`].
pub async fn send_ids(
    house: &House,
    visit: &Visit,
    case: IncidentRef,
    contact: &str,
) -> Answer<Resent> {
    let (tools, asked, contact) = (Tools::of(house), visit.clone(), contact.to_owned());
    house
        .act(visit, move |tx, caller| {
            let (mut held, file) = work::begin(tx, caller, case, &asked)?;
            let (contract, _) = file.contract.ok_or(Refusal::NotFound)?;
            let (to, asker) = ((contract.as_str(), contact.as_str()), held.case.reporter);
            let resent = partners::resend_within(tx, &tools, caller, to, Some(asker), asked.at)?;
            let to = resent.masked.clone();
            let deed = CaseDeed::IdsSent { to };
            work::end(tx, &tools.catalog, caller, &mut held, deed, &asked)?;
            Ok(resent)
        })
        .await
}
