//! Asking, without changing anything, which contracts of a sign-in could be used for what, and why not.

use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::params;

use super::mine::payment_choices;
use super::signed_in;
use super::summary::{Summary, Wanted};
use crate::house::{House, Seen, Visit};
use crate::stopped::Answer;

const ACCOUNT: &str = "SELECT id FROM account WHERE email = $1";

/// Every contract of the sign-in with that address, or of the visitor's own, judged for `wanted` as of `instant` by
/// the rules that *Submit* asks, with all reasons.
///
/// # Errors
/// [`Refusal::NotFound`] for an unknown product or version, and for another's address unless the service centre asks.
pub async fn explain(
    house: &House,
    visit: &Visit,
    sign_in: Option<String>,
    wanted: Wanted,
    instant: Moment,
) -> Answer<Seen<Vec<Summary>>> {
    let (catalog, at) = (house.catalog(), visit.at);
    wanted.check(&catalog)?;
    house
        .see(visit, move |reader, caller| {
            let person = signed_in(caller)?;
            let account = match &sign_in {
                Some(email) if *email != person.email => {
                    policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
                    let found = reader.maybe(ACCOUNT, params![email], |row| row.get::<i64>(0))?;
                    domain::account::AccountRef(found.ok_or(Refusal::NotFound)?)
                }
                _ => person.account,
            };
            Ok(payment_choices(
                reader,
                &catalog,
                account,
                Some(&wanted),
                instant,
            )?)
        })
        .await
}
