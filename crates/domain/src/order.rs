//! Orders: what is bought and what it costs, what becomes of money that comes in, and when it can go back.

use crate::ids::PublicKey;
use crate::limits;
use crate::money::{Money, Price};
use crate::offer::{Grant, Offer};
use crate::refusal::Refusal;
use crate::time::Moment;

/// The letter that the opaque key of an order begins with.
pub const KEY: char = 'r';

/// How an order is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// By card, at the payment provider.
    Card,
    /// Against an invoice, whose payment the service centre sees.
    Invoice,
}

impl Way {
    /// Every way, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Card, Self::Invoice];

    /// The word it is stored and sent under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Invoice => "invoice",
        }
    }

    /// The way stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }
}

/// What an order costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Without tax.
    pub net: Money,
    /// The tax.
    pub tax: Money,
    /// With tax: what has to come in, to the hundredth.
    pub total: Money,
}

/// What `quantity` of `offer` costs.
///
/// # Errors
/// [`Refusal::NotForSale`] where the offer has no price, [`Refusal::QuantityOutOfBounds`] for none, for more than
/// [`limits::ORDER_QUANTITY_MAX`], or for more than one of what is unlimited already.
pub fn cost(offer: &Offer, quantity: i64) -> Result<Cost, Refusal> {
    let price = offer.price.ok_or(Refusal::NotForSale)?;
    let most = quantity_most(offer);
    if !(1..=most).contains(&quantity) {
        return Err(Refusal::QuantityOutOfBounds { most });
    }
    Ok(priced(price, quantity))
}

/// The most of `offer` that one order can hold.
pub const fn quantity_most(offer: &Offer) -> i64 {
    match offer.grant {
        Grant::Counted(_) => limits::ORDER_QUANTITY_MAX,
        Grant::Unlimited | Grant::Free => 1,
    }
}

fn priced(price: Price, quantity: i64) -> Cost {
    let currency = price.net.currency;
    let net = price.net.minor.saturating_mul(quantity);
    let tax = price.tax.on(net);
    let money = |minor| Money { minor, currency };
    Cost {
        net: money(net),
        tax: money(tax),
        total: money(net.saturating_add(tax)),
    }
}

/// What people call the order with that opaque key: the first ten characters of its chance, in two groups.
pub fn number(key: &str) -> String {
    let Some(key) = PublicKey::parse(KEY, key) else {
        return String::new();
    };
    let chance = key.to_string()[2..12].to_uppercase();
    format!("{}-{}", &chance[..5], &chance[5..])
}

/// Where an order is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing has come in.
    AwaitingPayment,
    /// It is paid, and the contract is not made yet.
    Paid,
    /// It is paid, and the contract is active.
    Delivered,
    /// The contract is cancelled, and the money is on its way back.
    Refunding,
    /// The money is back.
    Refunded,
    /// It was cancelled, the time to pay ran out, or another amount came in.
    Failed,
}

impl State {
    /// The word that pages know it by.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AwaitingPayment => "awaiting_payment",
            Self::Paid => "paid",
            Self::Delivered => "delivered",
            Self::Refunding => "refunding",
            Self::Refunded => "refunded",
            Self::Failed => "failed",
        }
    }
}

/// What has happened to an order, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Milestones {
    /// It was placed.
    pub placed: Moment,
    /// All of it came in.
    pub paid: Option<Moment>,
    /// Its contract was issued and activated.
    pub delivered: Option<Moment>,
    /// It was taken back.
    pub refund_began: Option<Moment>,
    /// All that came in is back.
    pub refunded: Option<Moment>,
    /// It was given up.
    pub failed: Option<Moment>,
}

impl Milestones {
    /// Where the order is. What is paid has not failed, in whatever order the news came.
    pub const fn state(&self) -> State {
        match self {
            Self {
                refunded: Some(_), ..
            } => State::Refunded,
            Self {
                refund_began: Some(_),
                ..
            } => State::Refunding,
            Self {
                delivered: Some(_), ..
            } => State::Delivered,
            Self { paid: Some(_), .. } => State::Paid,
            Self {
                failed: Some(_), ..
            } => State::Failed,
            Self { .. } => State::AwaitingPayment,
        }
    }
}

/// Why money that came in pays for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// It is not the amount, or not the currency, of the order.
    Amount,
    /// The order was paid before.
    Twice,
}

impl Oddity {
    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::Twice => "twice",
        }
    }

    /// The oddity stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Amount, Self::Twice]
            .into_iter()
            .find(|oddity| oddity.code() == code)
    }
}

/// Whether a payment that nobody has seen before pays for the order. Neither of the two is lost: what is odd is kept
/// for the service centre to send back.
///
/// # Errors
/// The [`Oddity`] for which nothing is delivered.
pub fn pays(order: &Milestones, total: Money, paid: Money) -> Result<(), Oddity> {
    if paid != total {
        return Err(Oddity::Amount);
    }
    if order.paid.is_some() {
        return Err(Oddity::Twice);
    }
    Ok(())
}

/// Whether the order can be taken back, `used` units of its contract having been used or set aside.
///
/// # Errors
/// [`Refusal::OrderState`] where nothing was paid or it was taken back before, and [`Refusal::OrderUsed`].
pub fn refundable(order: &Milestones, used: i64) -> Result<(), Refusal> {
    if !matches!(order.state(), State::Paid | State::Delivered) {
        return Err(Refusal::OrderState);
    }
    if used > 0 {
        return Err(Refusal::OrderUsed { used });
    }
    Ok(())
}

/// Whether the order can be given up.
///
/// # Errors
/// [`Refusal::OrderState`] where it is paid or over.
pub fn cancellable(order: &Milestones) -> Result<(), Refusal> {
    if order.state() == State::AwaitingPayment {
        Ok(())
    } else {
        Err(Refusal::OrderState)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::{Currency, TaxRate};

    fn kronor(minor: i64) -> Money {
        let currency = Currency::parse("SEK").expect("a currency");
        Money { minor, currency }
    }

    fn placed() -> Milestones {
        Milestones {
            placed: Moment(1),
            paid: None,
            delivered: None,
            refund_began: None,
            refunded: None,
            failed: None,
        }
    }

    #[test]
    fn tax_is_counted_on_the_whole_order_once() {
        let price = Price {
            net: kronor(333),
            tax: TaxRate(1_250),
        };
        let cost = priced(price, 3);
        assert_eq!((cost.net.minor, cost.tax.minor), (999, 125), "not 3 × 42");
        assert_eq!(cost.total, kronor(1_124));
    }

    #[test]
    fn what_is_paid_has_not_failed_in_whatever_order_the_news_came() {
        let failed = Milestones {
            failed: Some(Moment(3)),
            ..placed()
        };
        assert_eq!(failed.state(), State::Failed);
        let paid = Milestones {
            paid: Some(Moment(2)),
            ..failed
        };
        assert_eq!(paid.state(), State::Paid);
        assert_eq!(cancellable(&paid), Err(Refusal::OrderState));
    }

    #[test]
    fn only_the_right_amount_in_the_right_currency_pays_and_only_once() {
        let total = kronor(623_750);
        let euros = Money {
            minor: 623_750,
            currency: Currency::parse("EUR").expect("a currency"),
        };
        assert_eq!(pays(&placed(), total, total), Ok(()));
        assert_eq!(pays(&placed(), total, euros), Err(Oddity::Amount));
        assert_eq!(pays(&placed(), total, kronor(623_749)), Err(Oddity::Amount));
        let paid = Milestones {
            paid: Some(Moment(2)),
            ..placed()
        };
        assert_eq!(pays(&paid, total, total), Err(Oddity::Twice));
    }

    #[test]
    fn a_refund_is_for_what_is_paid_and_unused() {
        let paid = Milestones {
            paid: Some(Moment(2)),
            delivered: Some(Moment(2)),
            ..placed()
        };
        assert_eq!(refundable(&paid, 0), Ok(()));
        assert_eq!(refundable(&paid, 2), Err(Refusal::OrderUsed { used: 2 }));
        assert_eq!(refundable(&placed(), 0), Err(Refusal::OrderState));
        let back = Milestones {
            refund_began: Some(Moment(3)),
            ..paid
        };
        assert_eq!(refundable(&back, 0), Err(Refusal::OrderState));
    }

    #[test]
    fn a_number_is_read_from_the_key_and_from_nothing_else() {
        let key = PublicKey::mint(KEY, [0xAB; 16]).to_string();
        let number = number(&key);
        assert_eq!(number.len(), 11);
        assert!(key.to_uppercase()[2..].starts_with(&number.replace('-', "")));
        assert_eq!(super::number("c_1"), "");
    }
}
