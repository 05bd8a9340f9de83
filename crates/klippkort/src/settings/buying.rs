//! How what is bought can be paid for, and the payment provider that takes cards.

use domain::order::Way;
use serde::Deserialize;
use web_kit::payment;

use super::providers::reach;
use super::{Secret, parts, secret, text, unusable};
use crate::failure::Failure;

/// Where Stripe answers, unless another place is set.
const STRIPE: &str = "https://api.stripe.com";

/// What is decided about buying.
#[derive(Clone, Debug)]
pub struct Buying {
    /// The ways to pay that are named; nothing where nothing is said.
    pub ways: Option<Vec<Way>>,
    /// Who takes cards.
    pub stripe: Option<Stripe>,
}

/// The payment provider and what it knows us by.
#[derive(Clone, Debug)]
pub struct Stripe {
    endpoint: String,
    key: Secret,
    webhook_secret: Secret,
    reach: payment::Reach,
}

impl Stripe {
    /// As it is spoken to.
    pub fn settings(&self) -> payment::Settings {
        payment::Settings {
            endpoint: self.endpoint.clone(),
            key: self.key.reveal().to_owned(),
            webhook_secret: self.webhook_secret.reveal().to_owned(),
            reach: self.reach,
        }
    }
}

impl Buying {
    /// The ways that are open: those that are named, else a card wherever somebody takes one, and in the demo an
    /// invoice.
    pub fn ways(&self, demo: bool) -> Vec<Way> {
        self.ways.clone().unwrap_or_else(|| {
            let card = self.stripe.is_some().then_some(Way::Card);
            card.into_iter()
                .chain(demo.then_some(Way::Invoice))
                .collect()
        })
    }
}

/// The payment provider as the file says it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenStripe {
    endpoint: Option<String>,
    reach: Option<String>,
}

/// Reads what is decided about buying.
pub(super) fn buying(
    ways: Option<String>,
    written: Option<WrittenStripe>,
) -> Result<Buying, Failure> {
    let stripe = stripe(written.unwrap_or_default())?;
    let ways = text("KLIPPKORT_BUYING", ways)?
        .map(|ways| named(&ways))
        .transpose()?;
    let wants_card = ways.as_ref().is_some_and(|ways| ways.contains(&Way::Card));
    if wants_card && stripe.is_none() {
        let problem = "card needs KLIPPKORT_STRIPE_KEY and KLIPPKORT_STRIPE_WEBHOOK_SECRET";
        return Err(unusable("buying", problem));
    }
    Ok(Buying { ways, stripe })
}

/// The ways that stand between commas, or none.
fn named(ways: &str) -> Result<Vec<Way>, Failure> {
    if ways.trim() == "off" {
        return Ok(Vec::new());
    }
    parts(ways)
        .map(|way| {
            let problem = format!("“{way}” is neither card nor invoice, and not off alone");
            Way::from_code(way).ok_or_else(|| unusable("buying", problem))
        })
        .collect()
}

/// Stripe, where a key is set; its secrets come from the environment or a file alone.
fn stripe(written: WrittenStripe) -> Result<Option<Stripe>, Failure> {
    let key = secret("KLIPPKORT_STRIPE_KEY", None)?;
    let webhook_secret = secret("KLIPPKORT_STRIPE_WEBHOOK_SECRET", None)?;
    let endpoint = text("KLIPPKORT_STRIPE_ENDPOINT", written.endpoint)?;
    let reach = reach(
        text("KLIPPKORT_STRIPE_REACH", written.reach)?,
        "stripe.reach",
    )?;
    match (key, webhook_secret) {
        (None, None) => Ok(None),
        (Some(key), Some(webhook_secret)) => Ok(Some(Stripe {
            endpoint: endpoint.unwrap_or_else(|| STRIPE.to_owned()),
            key,
            webhook_secret,
            reach,
        })),
        (Some(_), None) => Err(missing("KLIPPKORT_STRIPE_WEBHOOK_SECRET")),
        (None, Some(_)) => Err(missing("KLIPPKORT_STRIPE_KEY")),
    }
}

fn missing(setting: &str) -> Failure {
    unusable(setting, "it is missing, and taking cards needs it")
}
