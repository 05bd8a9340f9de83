//! Families, portals, calendars, regions and severities.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::{BusinessCalendar, CalendarProblem, Opening};
use domain::catalog::{Family, IdPolicy, NamedCalendar, Portal, Region, SeverityTerms};
use domain::limits;
use domain::response::Severity;
use domain::time::{WallTime, Zone};

use super::{Keyed, KeyedFile};
use crate::document::{Parsed, Table, Value};

const WEEK: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

pub(super) fn families(file: &Parsed<'_>, keys: &mut Keyed) -> Vec<Family> {
    let read = |family: Table<'_>| {
        let key = family.required("key").and_then(|key| key.new_key(keys));
        let name = family.required("name").and_then(|name| name.name());
        Some(Family {
            key: key?,
            name: name?,
        })
    };
    file.table()
        .tables("family")
        .into_iter()
        .filter_map(read)
        .collect()
}

/// The portals, and the names of their free offers, to be checked once the offers are read.
pub(super) fn portals<'a>(file: &'a Parsed<'a>, keys: &mut Keyed) -> (Vec<Portal>, Vec<Value<'a>>) {
    let mut free_offers = Vec::new();
    let read = |portal: Table<'a>| {
        let key = portal.required("key").and_then(|key| key.new_key(keys));
        let name = portal.required("name").and_then(|name| name.name());
        let address = portal
            .optional("address")
            .and_then(|address| address.https());
        let uses_ids = portal.required("uses_ids").and_then(|uses| uses.yes());
        let sign_in = portal.required("sign_in").and_then(|words| words.name());
        let partner_rights = portal
            .optional("partner_rights")
            .and_then(|words| words.name());
        let by_delegation = portal.optional("by_delegation");
        let by_delegation = by_delegation.and_then(|value| value.yes()).unwrap_or(false);
        let free_offer = portal.optional("free_offer").and_then(|value| {
            let key = value.key();
            free_offers.push(value);
            key
        });
        Some(Portal {
            key: key?,
            name: name?,
            address,
            uses_ids: uses_ids?,
            free_offer,
            by_delegation,
            sign_in: sign_in?,
            partner_rights,
        })
    };
    let portals = file.table().tables("portal").into_iter();
    let portals = portals.filter_map(read).collect();
    (portals, free_offers)
}

pub(super) fn severities(file: &Parsed<'_>) -> Vec<SeverityTerms> {
    let root = file.table();
    let choices = Severity::ALL.map(|severity| (severity.code(), severity));
    let read = |table: Table<'_>| {
        let severity = table.required("key").and_then(|key| key.choice(&choices));
        let name = table.required("name").and_then(|name| name.name());
        let minutes = table
            .required("minutes")
            .and_then(|minutes| minutes_of(&minutes));
        Some(SeverityTerms {
            severity: severity?,
            name: name?,
            minutes: minutes?,
        })
    };
    let severities: Vec<_> = root
        .tables("severity")
        .into_iter()
        .filter_map(read)
        .collect();
    if !severities
        .iter()
        .map(|terms| terms.severity)
        .eq(Severity::ALL)
    {
        root.wrong("severity", "is not exactly A, B and C, in that order");
    }
    severities
}

/// Minutes to a first answer.
pub(super) fn minutes_of(value: &Value<'_>) -> Option<u32> {
    value.number(1..=i64::from(limits::RESPONSE_MINUTES_MAX))
}

pub(super) fn regions(file: &Parsed<'_>, calendars: &Keyed, keys: &mut Keyed) -> Vec<Region> {
    let policies = [
        ("contacts-in-same-country", IdPolicy::ContactsInSameCountry),
        ("primary-contact", IdPolicy::PrimaryContact),
    ];
    let mut countries = BTreeSet::new();
    let read = |region: Table<'_>| {
        let key = region.required("key").and_then(|key| key.new_key(keys));
        let name = region.required("name").and_then(|name| name.name());
        let own = region
            .required("countries")
            .map(|list| list.filled_list(|code| country(&code, &mut countries)));
        let calendar = region
            .required("calendar")
            .and_then(|key| key.reference(calendars));
        let policy = region
            .optional("ids_sent_to")
            .map(|policy| policy.choice(&policies));
        let ids_sent_to = policy.unwrap_or(Some(IdPolicy::PrimaryContact));
        Some(Region {
            key: key?,
            name: name?,
            countries: own?,
            calendar: calendar?,
            ids_sent_to: ids_sent_to?,
        })
    };
    file.table()
        .tables("region")
        .into_iter()
        .filter_map(read)
        .collect()
}

/// A country that no region has had yet.
fn country(value: &Value<'_>, taken: &mut BTreeSet<String>) -> Option<String> {
    let code = value.text()?;
    if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        value.wrong("is not a country code of two capital letters, such as SE");
        return None;
    }
    if !taken.insert(code.to_owned()) {
        value.wrong(format!("{code} belongs to a region already"));
        return None;
    }
    Some(code.to_owned())
}

pub(super) fn calendars(files: &[KeyedFile<'_>], keys: &mut Keyed) -> Vec<NamedCalendar> {
    keys.extend(files.iter().map(|file| file.key.clone()));
    files.iter().filter_map(calendar).collect()
}

fn calendar(file: &KeyedFile<'_>) -> Option<NamedCalendar> {
    let root = file.fields.table();
    let name = root.required("name").and_then(|name| name.name());
    let zone = root
        .required("zone")
        .and_then(|zone| zone.read(Zone::named));
    let mut holidays = BTreeMap::new();
    for holiday in root.tables("holidays") {
        let name = holiday.required("name").and_then(|name| name.name());
        let Some(written) = holiday.required("date") else {
            continue;
        };
        let (Some(date), Some(name)) = (written.date(), name) else {
            continue;
        };
        if holidays.insert(date, name).is_some() {
            written.wrong(format!("{date} stands twice"));
        }
    }
    let hours = root.required("hours")?;
    let week = week(&hours)?;
    let made = BusinessCalendar::new(zone?, week, holidays.keys().copied().collect());
    let calendar = made
        .map_err(|problem| hours.wrong(unopenable(problem)))
        .ok()?;
    Some(NamedCalendar {
        key: file.key.clone(),
        name: name?,
        calendar,
        holidays,
    })
}

fn week(hours: &Value<'_>) -> Option<[Vec<Opening>; 7]> {
    let table = hours.table()?;
    let day = |name: &str| {
        table
            .optional(name)
            .map(|list| list.list(|text| opening(&text)))
            .unwrap_or_default()
    };
    Some(WEEK.map(day))
}

fn opening(value: &Value<'_>) -> Option<Opening> {
    let ends = value.text()?.split_once('-');
    let opening = ends.and_then(|(opens, closes)| {
        Some(Opening {
            opens: WallTime::parse(opens).ok()?,
            closes: WallTime::parse(closes).ok()?,
        })
    });
    if opening.is_none() {
        value.wrong("is not a stretch of time such as 08:00-17:00");
    }
    opening
}

fn unopenable(problem: CalendarProblem) -> String {
    let day = |weekday: domain::time::Weekday| {
        WEEK[usize::from(weekday.to_monday_zero_offset().unsigned_abs())]
    };
    match problem {
        CalendarProblem::NeverOpen => "open on no day".to_owned(),
        CalendarProblem::ClosesBeforeOpening(weekday) => {
            format!("close before they open on {}", day(weekday))
        }
        CalendarProblem::OutOfOrder(weekday) => {
            format!("overlap or are out of order on {}", day(weekday))
        }
    }
}
