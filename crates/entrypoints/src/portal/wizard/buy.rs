//! Buying in the payment step: what covers the product and is for sale, and the contract once it is bought.

use actions::contracts::Summary;
use actions::purchases;
use domain::order::{self, State as Standing, number};

use super::sheet::Opened;
use crate::answer::Halt;
use crate::app::App;
use crate::frame::{Notice, Tone};
use crate::orders::money;
use crate::visit::Asked;

/// What buys a contract instead of choosing one: the value of a choice begins with it, and ends with an offer's key.
const BUY: &str = "buy-";

/// Something that can be bought for the request.
pub(super) struct Purchase {
    /// The value of its choice.
    pub value: String,
    /// What is bought.
    pub title: String,
    /// What one costs with tax.
    pub price: String,
}

/// Where the choice called `value` is ordered, if it buys something.
pub(super) fn counter(app: &App, opened: &Opened, value: &str) -> Option<String> {
    let sold = for_sale(app, opened);
    let chosen = sold.iter().find(|one| one.value == value)?;
    let (offer, draft) = (&chosen.value[BUY.len()..], &opened.draft.key);
    Some(format!("/orders/new?offer={offer}&draft={draft}"))
}

/// The contract that was bought for the draft, which is chosen unless another is; what is still to be paid is told.
pub(super) async fn ordered(
    app: &App,
    asked: &Asked,
    opened: &mut Opened,
    choices: &[Summary],
) -> Result<String, Halt> {
    if opened.draft.answers.contract.is_some() {
        return Ok(String::new());
    }
    let found = purchases::of_draft(&app.house, &asked.visit(), &opened.draft.key).await?;
    let Some(order) = found else {
        return Ok(String::new());
    };
    let contract = order.contract.unwrap_or_default();
    let is_there = choices
        .iter()
        .any(|choice| choice.key == contract && choice.is_usable());
    let w = opened.frame.w;
    let (tone, sentence) = match order.state {
        Standing::Delivered if is_there => (Tone::Success, w.order_step_bought().to_owned()),
        Standing::AwaitingPayment | Standing::Paid => {
            (Tone::Warning, w.order_step_ordered(number(&order.key)))
        }
        _ => return Ok(String::new()),
    };
    opened.frame.notices.push(Notice { tone, sentence });
    Ok(contract)
}

/// What covers the request's product and is for sale to everybody, where buying is on.
pub(super) fn for_sale(app: &App, opened: &Opened) -> Vec<Purchase> {
    let (w, language) = (&opened.frame.w, opened.language());
    let Some(product) = opened.product().ok().filter(|_| app.buying.is_on()) else {
        return Vec::new();
    };
    let offers = opened.catalog.for_sale().into_iter();
    let programme = &opened.catalog.programme;
    let offers = offers.filter(|offer| {
        offer.coverage.covers(product) && !programme.is_for_members(offer.key.as_str())
    });
    offers
        .filter_map(|offer| {
            let total = order::cost(offer, 1).ok()?.total;
            Some(Purchase {
                value: format!("{BUY}{}", offer.key),
                title: w.order_step_buy(offer.name.in_language(language)),
                price: w.order_step_price(money(w, total)),
            })
        })
        .collect()
}
