//! A contract as cards and choices say it.

use actions::contracts::Summary;
use domain::catalog::Catalog;
use domain::contract::{Label, Standing};
use domain::limits;
use domain::offer::Unit;
use domain::time::Moment;
use words::Words;

use crate::refused::{About, reason_sentence};

/// A contract in the reader's words.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    /// Its address.
    pub href: String,
    /// What the plan is called.
    pub plan: String,
    /// Its Access ID.
    pub access: String,
    /// The coded label of the cloud area, with its meaning in words.
    pub label: Option<(String, String)>,
    /// What is left, in words.
    pub left: String,
    /// The units left and granted, where they can be drawn as clips.
    pub clips: Option<(i64, i64)>,
    /// The last usable day, for `<time>` and in words.
    pub ends: (String, String),
    /// The key of the status, which its colour and icon follow from.
    pub standing: &'static str,
    /// The status in words.
    pub standing_word: String,
    /// With how many others it is shared.
    pub shared: String,
    /// Why it cannot be used, a sentence each.
    pub why: Vec<String>,
}

impl Card {
    /// The card of `summary` as of `at`. What the reasons name beside the contract is in `about`.
    pub fn of(
        w: &Words,
        catalog: &Catalog,
        summary: &Summary,
        at: Moment,
        about: &About<'_>,
    ) -> Self {
        let language = w.language().code();
        let plan = summary.offer.name.in_language(language).to_owned();
        let (standing, standing_word) = standing(w, summary, at);
        let label = summary.label.as_ref();
        let label = label.map(|label| (label.to_string(), meaning(w, summary, label)));
        Self {
            href: format!("/contracts/{}", summary.key),
            access: summary.access_id.to_string(),
            label,
            left: left(w, summary),
            clips: summary
                .left
                .map(|left| (left, summary.granted))
                .filter(|(_, granted)| *granted > 0 && !begins_later(summary)),
            ends: (summary.last_day.to_string(), w.long_date(summary.last_day)),
            standing,
            standing_word,
            shared: w.contracts_shared_with(summary.shared_with),
            why: why(
                w,
                catalog,
                summary,
                &About {
                    plan: &plan,
                    ..about.clone()
                },
            ),
            plan,
        }
    }
}

/// What a coded label means: when it was made, the plan's clear name, and whose it is.
pub(crate) fn meaning(w: &Words, summary: &Summary, label: &Label) -> String {
    let plan = summary.offer.name.in_language(w.language().code());
    w.contract_cloud_label(&label.partner, plan, format!("20{:02}", label.year))
}

/// Whether the contract is activated, and so has its units, and its first day is still to come.
fn begins_later(summary: &Summary) -> bool {
    summary.standing == Standing::NotYetActive && summary.granted > 0
}

/// What is left, in words: `11 of 20 incidents left`, `7.5 hours left`, `Unlimited incidents`; of what begins later,
/// what it will bring: `15 incidents from 7 December 2026`.
pub(crate) fn left(w: &Words, summary: &Summary) -> String {
    if begins_later(summary) {
        let units = match summary.offer.unit {
            Unit::Minute => w.hours(summary.granted),
            Unit::Incident => w.incidents(summary.granted),
        };
        return w.contract_units_from(w.long_date(summary.first_day), units);
    }
    match (summary.offer.unit, summary.left) {
        (_, None) => w.incidents_unlimited().to_owned(),
        (Unit::Minute, Some(minutes)) => w.hours_left(minutes),
        (Unit::Incident, Some(left)) if left <= summary.granted => {
            w.incidents_left_of(left, summary.granted)
        }
        (Unit::Incident, Some(left)) => w.incidents_left(left),
    }
}

/// Every reason in words that name the plan, and to linked people the successor.
pub(crate) fn why(
    w: &Words,
    catalog: &Catalog,
    summary: &Summary,
    about: &About<'_>,
) -> Vec<String> {
    let language = w.language().code();
    let name = |key: &str| {
        catalog
            .region(key)
            .map_or(key, |region| region.name.in_language(language))
            .to_owned()
    };
    let regions: Vec<String> = summary
        .offer
        .coverage
        .regions
        .iter()
        .map(|region| name(region.as_str()))
        .collect();
    let regions = w.list(&regions);
    let successor = successor(summary, language).filter(|_| summary.linked || summary.owned);
    let about = About {
        unlimited: summary.left.is_none(),
        counts_hours: summary.offer.unit == Unit::Minute,
        regions: &regions,
        successor: successor.as_deref(),
        ..about.clone()
    };
    summary
        .reasons
        .iter()
        .map(|reason| reason_sentence(w, *reason, &about))
        .collect()
}

fn successor(summary: &Summary, language: &str) -> Option<String> {
    let next = summary.successor.as_ref()?;
    Some(format!(
        "{} - {}",
        next.access_id,
        next.offer.name.in_language(language)
    ))
}

fn standing(w: &Words, summary: &Summary, at: Moment) -> (&'static str, String) {
    let days = i64::from(summary.zone.date_of(at).days_until(summary.last_day));
    match summary.standing {
        Standing::Active if summary.left == Some(0) => {
            ("exhausted", w.standing_exhausted().to_owned())
        }
        Standing::Active if days <= limits::ENDING_SOON_DAYS => {
            ("expiring", w.standing_expiring(days))
        }
        Standing::Active => ("active", w.standing_active().to_owned()),
        Standing::NotYetActive if summary.zone.start_of_day(summary.first_day) > at => (
            "pending",
            w.standing_pending_from(w.long_date(summary.first_day)),
        ),
        Standing::NotYetActive => ("pending", w.standing_pending().to_owned()),
        Standing::Expired => ("expired", w.standing_expired(w.long_date(summary.last_day))),
        Standing::Suspended => ("suspended", w.standing_suspended().to_owned()),
        Standing::Cancelled => ("cancelled", w.standing_cancelled().to_owned()),
        Standing::Superseded(_) => ("superseded", w.standing_replaced().to_owned()),
    }
}
