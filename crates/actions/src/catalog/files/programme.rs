//! The partner programme: levels and competencies, and the offers that a membership brings.

use std::collections::BTreeSet;

use domain::catalog::Key;
use domain::offer::{Offer, Unit};
use domain::partner::{Activation, CloudOffers, Competency, Level, Programme};

use super::Keyed;
use crate::document::{Parsed, Table, Value};

/// The longest time in which a renewed membership may be activated, in days.
const ACTIVATION_DAYS_MAX: i64 = 366;

pub(super) fn read(file: &Parsed<'_>, offers: &[Offer]) -> Programme {
    let root = file.table();
    let (mut levels, mut competencies) = (BTreeSet::new(), BTreeSet::new());
    Programme {
        cloud_support: root
            .optional("cloud_support")
            .and_then(|offer| counting(&offer, offers, Unit::Incident)),
        levels: root
            .tables("level")
            .into_iter()
            .filter_map(|table| level(&table, offers, &mut levels))
            .collect(),
        competencies: root
            .tables("competency")
            .into_iter()
            .filter_map(|table| competency(&table, &mut competencies))
            .collect(),
    }
}

fn level(table: &Table<'_>, offers: &[Offer], keys: &mut Keyed) -> Option<Level> {
    let incidents = |value: Value<'_>| counting(&value, offers, Unit::Incident);
    let key = table.required("key").and_then(|key| key.new_key(keys));
    let name = table.required("name").and_then(|name| name.name());
    let core = table.required("core").and_then(incidents);
    let advisory = table
        .optional("advisory")
        .and_then(|offer| counting(&offer, offers, Unit::Minute));
    let cloud = table
        .optional("cloud")
        .and_then(|cloud| cloud.table())
        .and_then(|cloud| {
            let counted = cloud.required("counted").and_then(incidents);
            let with_competency = cloud.required("with_competency").and_then(incidents);
            Some(CloudOffers {
                counted: counted?,
                with_competency: with_competency?,
            })
        });
    let toolkit = table.optional("toolkit").and_then(incidents);
    let activation = match table.optional("activation_days") {
        None => Some(Activation::OnRequest),
        Some(days) => days
            .number(1..=ACTIVATION_DAYS_MAX)
            .map(|days| Activation::Proactive { days }),
    };
    let program_support = table
        .required("program_support")
        .and_then(|given| given.yes());
    Some(Level {
        key: key?,
        name: name?,
        core: core?,
        advisory,
        cloud,
        toolkit,
        activation: activation?,
        program_support: program_support?,
    })
}

fn competency(table: &Table<'_>, keys: &mut Keyed) -> Option<Competency> {
    let key = table.required("key").and_then(|key| key.new_key(keys));
    let name = table.required("name").and_then(|name| name.name());
    let cloud = table.required("cloud").and_then(|cloud| cloud.yes());
    let internal_use = table
        .required("internal_use")
        .and_then(|words| words.name());
    Some(Competency {
        key: key?,
        name: name?,
        cloud: cloud?,
        internal_use: internal_use?,
    })
}

/// The key of an offer that counts in `unit`.
fn counting(value: &Value<'_>, offers: &[Offer], unit: Unit) -> Option<Key> {
    let known = offers.iter().map(|offer| offer.key.clone()).collect();
    let key = value.reference(&known)?;
    let offer = offers.iter().find(|offer| offer.key == key)?;
    if offer.unit != unit {
        value.wrong(format!("\"{key}\" does not count in {}s", unit.code()));
        return None;
    }
    Some(key)
}
