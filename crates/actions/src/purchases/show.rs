//! One order, as its buyer and as the service centre see it.

use domain::account::Caller;
use domain::time::Moment;
use store::Reader;

use super::payment::{self, Payment};
use super::stored::{self, Purchase};
use crate::contracts;
use crate::house::{House, Seen, Visit};
use crate::stopped::Answer;

/// An order with what came in for it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The order.
    pub purchase: Purchase,
    /// What came in, oldest first.
    pub payments: Vec<Payment>,
    /// Units of its contract that have been used or set aside.
    pub used: i64,
}

/// The order called `key`, for whoever placed it.
pub async fn show(house: &House, visit: &Visit, key: &str) -> Answer<Seen<Shown>> {
    read(house, visit, key, stored::seen).await
}

/// The order called `key`, for the service centre.
pub async fn show_at_service_centre(
    house: &House,
    visit: &Visit,
    key: &str,
) -> Answer<Seen<Shown>> {
    read(house, visit, key, stored::seen_at_service_centre).await
}

async fn read(
    house: &House,
    visit: &Visit,
    key: &str,
    find: fn(&Reader<'_>, &Caller, &str, Moment) -> Answer<Purchase>,
) -> Answer<Seen<Shown>> {
    let (key, at) = (key.to_owned(), visit.at);
    house
        .see(visit, move |reader, caller| {
            let purchase = find(reader, caller, &key, at)?;
            let used = match &purchase.contract {
                Some(contract) => contracts::used(reader, contract.row)?,
                None => 0,
            };
            Ok(Shown {
                payments: payment::of_purchase(reader, purchase.id)?,
                purchase,
                used,
            })
        })
        .await
}
