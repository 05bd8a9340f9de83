//! Offers, as the vendor writes them and as each version of one is kept.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::ops::RangeInclusive;

use domain::catalog::{Key, SeverityTerms};
use domain::limits;
use domain::money::{Currency, Money, Price, TaxRate};
use domain::offer::{
    ChargeRule, Coverage, Grant, LateCredit, Offer, ProductSet, ResponseTarget, Unit,
};
use domain::response::Severity;
use domain::time::Term;
use domain::warning::Warnings;
use toml::value::Array;

use super::{Keyed, Known, places, products::DELIVERIES};
use crate::document::{Notes, Parsed, Source, Table, Value};

/// The most that an offer grants; more is a typing error.
const QUANTITY_MAX: i64 = 1_000_000;
/// The most that an offer costs, in hundredths: ten million, beyond which it is a typing error.
const PRICE_MAX: i64 = 1_000_000_000;
/// The longest time that an offer's rules may name, in days.
const DAYS_MAX: i64 = 366;

pub(super) fn read(file: &Parsed<'_>, severities: &[SeverityTerms], known: &Known) -> Vec<Offer> {
    let mut keys = BTreeSet::new();
    let read = |table: Table<'_>| {
        let key = table.required("key").and_then(|key| key.new_key(&mut keys));
        let coverage = table
            .required("coverage")
            .and_then(|coverage| self::coverage(&coverage, Some(known)));
        offer(&table, key, coverage, severities)
    };
    file.table()
        .tables("offer")
        .into_iter()
        .filter_map(read)
        .collect()
}

/// Notes names that refer to no free offer.
pub(super) fn check_free(offers: &[Offer], names: &[Value<'_>]) {
    let free = offers.iter().filter(|offer| offer.grant == Grant::Free);
    let free = free.map(|offer| offer.key.clone()).collect();
    for name in names {
        name.reference(&free);
    }
}

/// Reads a kept version. Products, families and regions that it names may be gone by now.
pub(super) fn reread(notes: &Notes, version: i64, body: &str) -> Option<Offer> {
    let parsed = Source::new(notes, "offer", body).parse();
    let table = parsed.table();
    let key = table.required("key").and_then(|key| key.key());
    let coverage = table
        .required("coverage")
        .and_then(|coverage| self::coverage(&coverage, None));
    Some(Offer {
        version,
        ..offer(&table, key, coverage, &[])?
    })
}

fn offer(
    table: &Table<'_>,
    key: Option<Key>,
    coverage: Option<Coverage>,
    severities: &[SeverityTerms],
) -> Option<Offer> {
    let name = table.required("name").and_then(|name| name.name());
    let programme = table.optional("programme").map(|value| programme(&value));
    let units = [Unit::Incident, Unit::Minute].map(|unit| (unit.code(), unit));
    let unit = table.required("unit").and_then(|unit| unit.choice(&units));
    let grant = table
        .required("quantity")
        .and_then(|quantity| grant(&quantity));
    let term = table
        .optional("term")
        .map_or(Some(Term::YEAR), |term| term.read(Term::parse));
    let redeem_within = table
        .optional("redeem_within")
        .map(|term| term.read(Term::parse));
    let charges = [ChargeRule::Submit, ChargeRule::Accept, ChargeRule::Resolve]
        .map(|rule| (rule.code(), rule));
    let charge = table
        .optional("charge")
        .map_or(Some(ChargeRule::Submit), |charge| charge.choice(&charges));
    let late = days(table, "late_credit_days", 0, 0);
    let reopen_days = days(table, "reopen_days", 0, limits::REOPEN_DAYS);
    let waiting_days = days(table, "waiting_days", 1, limits::WAITING_CLOSES_DAYS);
    let warnings = warnings(table, unit.unwrap_or(Unit::Incident));
    let targets = targets(table, severities);
    let price = table.optional("price");
    let price = price.map(|price| self::price(&price, grant));
    Some(Offer {
        key: key?,
        version: 0,
        name: name?,
        programme: programme.map_or(Some(None), |given| given.map(Some))?,
        unit: unit?,
        grant: grant?,
        coverage: coverage?,
        term: term?,
        redeem_within: redeem_within.map_or(Some(None), |given| given.map(Some))?,
        charge: charge?,
        late_credit: late.map(|days| {
            if days == 0 {
                LateCredit::Lapse
            } else {
                LateCredit::GraceDays(days)
            }
        })?,
        targets,
        reopen_days: reopen_days?,
        waiting_days: waiting_days?,
        warnings: warnings?,
        price: price.map_or(Some(None), |given| given.map(Some))?,
    })
}

/// A programme stands between dashes in the label of the cloud area.
fn programme(value: &Value<'_>) -> Option<String> {
    let text = value.text_within(limits::NAME_CHARS_MAX)?;
    if text.contains(['-', '–']) {
        value.wrong("has a dash, which separates the parts of a label");
        return None;
    }
    Some(text.to_owned())
}

fn grant(value: &Value<'_>) -> Option<Grant> {
    if value.is_text() {
        return value.choice(&[("unlimited", Grant::Unlimited), ("free", Grant::Free)]);
    }
    value.number(1..=QUANTITY_MAX).map(Grant::Counted)
}

/// What one costs without tax, in hundredths of the currency, and the tax in hundredths of a percent.
fn price(value: &Value<'_>, grant: Option<Grant>) -> Option<Price> {
    if grant == Some(Grant::Free) {
        value.wrong("has no place in an offer that is free");
        return None;
    }
    let table = value.table()?;
    let amount = table.required("amount");
    let minor = amount.and_then(|amount| amount.number(1..=PRICE_MAX));
    let currency = table.required("currency");
    let currency = currency.and_then(|currency| currency.read(Currency::parse));
    let tax = table.required("tax").and_then(|tax| tax.number(0..=10_000));
    let (minor, currency) = (minor?, currency?);
    Some(Price {
        net: Money { minor, currency },
        tax: TaxRate(tax?),
    })
}

fn days(table: &Table<'_>, field: &str, least: i64, usual: i64) -> Option<u16> {
    match table.optional(field) {
        Some(value) => value.number(least..=DAYS_MAX),
        None => u16::try_from(usual).ok(),
    }
}

/// When the people of a contract are warned: the offer's own levels, else the usual ones.
fn warnings(table: &Table<'_>, unit: Unit) -> Option<Warnings> {
    let usual = Warnings::usual(unit);
    let Some(given) = table.optional("warnings") else {
        return Some(usual);
    };
    let own = given.table()?;
    let percent = own.optional("percent").map(|list| list.list(level(1..=99)));
    let left = own
        .optional("left")
        .map(|list| list.list(level(1..=QUANTITY_MAX)));
    let days = own
        .optional("days")
        .map(|list| list.filled_list(level(1..=DAYS_MAX)));
    Some(Warnings {
        percent: percent.unwrap_or(usual.percent),
        left: left.unwrap_or(usual.left),
        days: days.unwrap_or(usual.days),
    })
}

/// Reads the levels of one list, of which each stands once.
fn level<T: TryFrom<i64> + Ord + Copy + Display>(
    bounds: RangeInclusive<i64>,
) -> impl FnMut(Value<'_>) -> Option<T> {
    let mut taken = BTreeSet::new();
    move |item| {
        let level: T = item.number(bounds.clone())?;
        if !taken.insert(level) {
            item.wrong(format!("{level} stands twice"));
        }
        Some(level)
    }
}

/// The minutes of each severity that may be chosen: the offer's own, else those of the severity.
fn targets(table: &Table<'_>, severities: &[SeverityTerms]) -> Vec<ResponseTarget> {
    let all = Severity::ALL.map(|severity| (severity.code(), severity));
    let mut chosen = BTreeSet::new();
    let list = table.required("severities");
    if let Some(list) = &list {
        list.filled_list(|item| {
            let severity = item.choice(&all)?;
            if !chosen.insert(severity) {
                item.wrong(format!("\"{}\" stands twice", severity.code()));
            }
            Some(())
        });
    }
    let own = table
        .optional("minutes")
        .and_then(|minutes| minutes.table());
    let own_minutes = |severity: Severity| {
        let value = own.as_ref()?.optional(severity.code())?;
        Some(places::minutes_of(&value))
    };
    let usual = |severity: Severity| {
        severities
            .iter()
            .find(|terms| terms.severity == severity)
            .map(|terms| terms.minutes)
    };
    let target = |severity: Severity| {
        let minutes = own_minutes(severity).unwrap_or_else(|| usual(severity));
        Some(ResponseTarget {
            severity,
            minutes: minutes?,
        })
    };
    chosen.into_iter().filter_map(target).collect()
}

/// What is covered; without `known`, keys are taken as they stand.
fn coverage(value: &Value<'_>, known: Option<&Known>) -> Option<Coverage> {
    let table = value.table()?;
    let keys = |field: &str, known: Option<&Keyed>| {
        table.optional(field).map(|list| match known {
            Some(known) => list.references(known),
            None => list.list(|key| key.key()),
        })
    };
    let deliveries = table
        .required("deliveries")
        .map(|list| list.filled_list(|item| item.choice(&DELIVERIES)));
    let products = keys("products", known.map(|known| &known.products));
    let families = keys("families", known.map(|known| &known.families));
    let regions = keys("regions", known.map(|known| &known.regions));
    let releases_behind = table
        .optional("releases_behind")
        .map(|number| number.number(0..=9));
    let production = table
        .optional("production")
        .map_or(Some(true), |production| production.yes());
    let products = match (products, families) {
        (None, None) => ProductSet::All,
        (products, families) => ProductSet::Listed {
            products: products.unwrap_or_default(),
            families: families.unwrap_or_default(),
        },
    };
    Some(Coverage {
        products,
        deliveries: deliveries?,
        releases_behind: releases_behind.map_or(Some(None), |given| given.map(Some))?,
        production: production?,
        regions: regions.unwrap_or_default(),
    })
}

/// An offer as it is kept: every field said, so that a later change of a severity or a default alters no contract.
pub(crate) fn written(offer: &Offer) -> String {
    let mut table = toml::Table::new();
    let mut say = |field: &str, value: toml::Value| table.insert(field.to_owned(), value);
    say("key", offer.key.as_str().into());
    say("name", names(offer.name.languages()));
    if let Some(programme) = &offer.programme {
        say("programme", programme.as_str().into());
    }
    say("unit", offer.unit.code().into());
    say(
        "quantity",
        match offer.grant {
            Grant::Counted(quantity) => quantity.into(),
            Grant::Unlimited => "unlimited".into(),
            Grant::Free => "free".into(),
        },
    );
    say("term", offer.term.to_string().into());
    if let Some(term) = offer.redeem_within {
        say("redeem_within", term.to_string().into());
    }
    say("charge", offer.charge.code().into());
    let late = match offer.late_credit {
        LateCredit::Lapse => 0,
        LateCredit::GraceDays(days) => days,
    };
    say("late_credit_days", i64::from(late).into());
    say(
        "severities",
        offer
            .targets
            .iter()
            .map(|target| target.severity.code().into())
            .collect::<Array>()
            .into(),
    );
    let minutes = offer.targets.iter().map(|target| {
        (
            target.severity.code().to_owned(),
            i64::from(target.minutes).into(),
        )
    });
    say("minutes", minutes.collect::<toml::Table>().into());
    say("reopen_days", i64::from(offer.reopen_days).into());
    say("waiting_days", i64::from(offer.waiting_days).into());
    if let Some(price) = offer.price {
        say("price", priced(price).into());
    }
    say("coverage", covered(&offer.coverage).into());
    say("warnings", warned(&offer.warnings).into());
    table.to_string()
}

fn priced(price: Price) -> toml::Table {
    let fields: [(&str, toml::Value); 3] = [
        ("amount", price.net.minor.into()),
        ("currency", price.net.currency.code().into()),
        ("tax", price.tax.0.into()),
    ];
    fields
        .into_iter()
        .map(|(field, value)| (field.to_owned(), value))
        .collect()
}

fn covered(coverage: &Coverage) -> toml::Table {
    let mut table = toml::Table::new();
    let mut say = |field: &str, value: toml::Value| table.insert(field.to_owned(), value);
    let keys = |keys: &[Key]| {
        keys.iter()
            .map(|key| key.as_str().into())
            .collect::<Array>()
    };
    let word = |delivery| {
        DELIVERIES
            .iter()
            .find(|(_, other)| *other == delivery)
            .map_or("", |(word, _)| word)
    };
    say(
        "deliveries",
        coverage
            .deliveries
            .iter()
            .map(|delivery| word(*delivery).into())
            .collect::<Array>()
            .into(),
    );
    if let ProductSet::Listed { products, families } = &coverage.products {
        say("products", keys(products).into());
        say("families", keys(families).into());
    }
    if let Some(behind) = coverage.releases_behind {
        say("releases_behind", i64::from(behind).into());
    }
    say("production", coverage.production.into());
    say("regions", keys(&coverage.regions).into());
    table
}

fn warned(warnings: &Warnings) -> toml::Table {
    let Warnings {
        percent,
        left,
        days,
    } = warnings;
    let numbers = |levels: Vec<i64>| toml::Value::from(levels);
    toml::Table::from_iter([
        (
            "percent".to_owned(),
            numbers(percent.iter().copied().map(i64::from).collect()),
        ),
        ("left".to_owned(), numbers(left.clone())),
        (
            "days".to_owned(),
            numbers(days.iter().copied().map(i64::from).collect()),
        ),
    ])
}

fn names<'a>(languages: impl Iterator<Item = (&'a str, &'a str)>) -> toml::Value {
    let named = languages.map(|(language, words)| (language.to_owned(), words.into()));
    named.collect::<toml::Table>().into()
}
