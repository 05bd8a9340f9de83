//! Telling the buyer what became of an order.

use domain::catalog::Catalog;
use domain::order::number;
use domain::time::Moment;
use store::{Fault, Tx};

use super::stored::Purchase;
use crate::contracts::told;
use crate::outbox::{self, AboutOrder, Letter, OrderNews, Posting};

/// Tells the buyer the news, once; nobody where the account was erased.
pub(super) fn tell(
    tx: &mut Tx<'_>,
    catalog: &Catalog,
    purchase: &Purchase,
    news: OrderNews,
    at: Moment,
) -> Result<(), Fault> {
    let buyer = told::account(tx, purchase.buyer.account)?;
    let Some(to) = buyer.and_then(|buyer| buyer.recipient()) else {
        return Ok(());
    };
    let offer = catalog.offer(&purchase.offer, purchase.offer_version);
    let names = offer.map(|offer| offer.name.languages());
    let posting = Posting {
        once: format!("{}/{}", purchase.key, news.kind()),
        to,
        incident: None,
        contract: None,
        author: None,
        letter: Letter::Order {
            about: AboutOrder {
                order: purchase.key.clone(),
                number: number(&purchase.key),
                plan: names
                    .into_iter()
                    .flatten()
                    .map(|(language, name)| (language.to_owned(), name.to_owned()))
                    .collect(),
                quantity: purchase.quantity,
                net: purchase.cost.net.minor,
                tax: purchase.cost.tax.minor,
                total: purchase.cost.total.minor,
                currency: purchase.cost.total.currency.code().to_owned(),
                reference: purchase.reference.clone(),
            },
            news,
        },
    };
    outbox::post(tx, &posting, at)
}
