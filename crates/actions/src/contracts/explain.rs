//! Asking, without changing anything, which contracts of a sign-in could be used for what, and why not.

use domain::account::AccountRef;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Reader, params};

use super::mine::payment_choices;
use super::signed_in;
use super::summary::{Summary, Wanted};
use crate::house::{By, House, Seen, Visit};
use crate::stopped::Answer;

const ACCOUNT: &str = "SELECT id FROM account WHERE email = $1";

/// Every contract of the sign-in with that address, or of the visitor's own, judged for `wanted` as of `instant` by
/// the rules that *Submit* asks, with all reasons.
///
/// # Errors
/// [`Refusal::NotFound`] for an unknown product or version, and for another's address unless staff ask.
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
                    policy::allow(caller, Deed::Explain, &Object::default(), at)?;
                    account(reader, email)?
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

/// The same for the operator, named by an opaque key such as `operator`, for the sign-in with that address.
///
/// # Errors
/// [`Refusal::NotFound`] for an unknown product, version or address.
pub async fn explain_by_house(
    house: &House,
    by: &'static str,
    sign_in: String,
    wanted: Wanted,
    instant: Moment,
) -> Answer<Vec<Summary>> {
    let catalog = house.catalog();
    wanted.check(&catalog)?;
    house
        .see_by(By::House(by, instant), move |reader, caller, at| {
            policy::allow(caller, Deed::ManageContract, &Object::default(), at)?;
            let account = account(reader, &sign_in)?;
            let wanted = Some(&wanted);
            Ok(payment_choices(reader, &catalog, account, wanted, instant)?)
        })
        .await
}

fn account(reader: &Reader<'_>, email: &str) -> Answer<AccountRef> {
    let found = reader.maybe(ACCOUNT, params![email], |row| Ok(AccountRef(row.get(0)?)))?;
    Ok(found.ok_or(Refusal::NotFound)?)
}
