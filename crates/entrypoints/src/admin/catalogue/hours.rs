//! Response times: the severities, the calendars that business hours are counted by, and the regions that follow them.

use actions::catalog::{Said, dues_now, said, tables};
use domain::catalog::Catalog;
use domain::response::Severity;
use words::Words;

use super::parts::{
    Field, Kind, Section, Sheet, Source, file_key, key, name, name_at, only, table_of,
};
use super::sheet::Form;

const WEEK: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The form of the severities.
pub(super) fn severities() -> Form {
    Form {
        file: "severities.toml".to_owned(),
        here: "/admin/severities".to_owned(),
        back: "/admin",
        key: String::new(),
        folder: "",
        sheet: severities_sheet,
    }
}

/// The form of the calendar called `key`.
pub(super) fn calendar(key: &str) -> Form {
    Form {
        file: format!("calendars/{key}.toml"),
        here: format!("/admin/calendars/{key}"),
        back: "/admin/calendars",
        key: key.to_owned(),
        folder: "",
        sheet: calendar_sheet,
    }
}

/// The form of a new calendar.
pub(super) fn new_calendar() -> Form {
    Form::of_new_file("calendars", "/admin/calendars", new_calendar_sheet)
}

/// The form of a new region.
pub(super) fn new_region() -> Form {
    Form {
        here: "/admin/regions/new".to_owned(),
        sheet: new_region_sheet,
        ..region("")
    }
}

/// The form of the region called `key`.
pub(super) fn region(key: &str) -> Form {
    Form {
        file: "regions.toml".to_owned(),
        here: format!("/admin/regions/{key}"),
        back: "/admin/regions",
        key: key.to_owned(),
        folder: "",
        sheet: region_sheet,
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "other sheets may find nothing in their file"
)]
fn severities_sheet(source: &Source<'_>) -> Option<Sheet> {
    let (w, text) = (source.w, source.text);
    let sections = (0..tables(text, "severity")).zip(Severity::ALL);
    let sections = sections.map(|(place, severity)| {
        let at = format!("severity.{place}");
        let mut fields = name(w, &format!("{at}.name"));
        fields.push(Field::new(
            format!("{at}.minutes"),
            w.catalogue_minutes(),
            Kind::Whole,
        ));
        Section {
            title: severity.code().to_owned(),
            hint: "",
            is_new: false,
            fields,
        }
    });
    Some(Sheet {
        title: w.catalogue_severities_title().to_owned(),
        facts: vec![w.catalogue_severities_lead().to_owned()],
        links: Vec::new(),
        sections: sections.collect(),
    })
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "other sheets may find nothing in their file"
)]
fn calendar_sheet(source: &Source<'_>) -> Option<Sheet> {
    let (w, text) = (source.w, source.text);
    let count = tables(text, "holidays");
    let held = (0..count).filter_map(|place| {
        let at = format!("holidays.{place}");
        let Some(Said::Day(day)) = said(text, &format!("{at}.date")) else {
            return None;
        };
        let name = name_at(w, text, &format!("{at}.name"));
        let words = w.catalogue_holiday(w.long_date(day), name);
        Some((place.to_string(), words))
    });
    let mut basics = name(w, "name");
    basics.push(Field::new("zone", w.catalogue_zone(), Kind::Line).hint(w.catalogue_zone_hint()));
    let days = [
        w.catalogue_monday(),
        w.catalogue_tuesday(),
        w.catalogue_wednesday(),
        w.catalogue_thursday(),
        w.catalogue_friday(),
        w.catalogue_saturday(),
        w.catalogue_sunday(),
    ];
    let hours = WEEK
        .into_iter()
        .zip(days)
        .map(|(day, label)| Field::new(format!("hours.{day}"), label, Kind::Texts).optional());
    let new = format!("holidays.{count}");
    let mut holiday = vec![Field::new(
        format!("{new}.date"),
        w.catalogue_holiday_day(),
        Kind::Day,
    )];
    holiday.extend(name(w, &format!("{new}.name")));
    let removals = Field::new(
        "holidays",
        w.catalogue_holidays_gone(),
        Kind::Removals(held.collect()),
    );
    let section = |title: &str, hint, is_new, fields| Section {
        title: title.to_owned(),
        hint,
        is_new,
        fields,
    };
    Some(Sheet {
        title: name_at(w, text, "name"),
        facts: due_now(source),
        links: Vec::new(),
        sections: vec![
            section(w.catalogue_basics(), "", false, basics),
            section(
                w.catalogue_hours(),
                w.catalogue_hours_hint(),
                false,
                hours.collect(),
            ),
            section(w.catalogue_holiday_new(), "", true, holiday),
            section(w.catalogue_holidays(), "", false, vec![removals.optional()]),
        ],
    })
}

/// By when a request made now would be answered that is handled in the hours of the calendar.
fn due_now(source: &Source<'_>) -> Vec<String> {
    let Source { catalog, w, at, .. } = *source;
    let mut calendars = catalog.calendars.iter();
    let found = calendars.find(|one| one.key.as_str() == source.key);
    let dues = found.map(|calendar| {
        let zone = calendar.calendar.zone();
        let dues = dues_now(catalog, calendar, at).into_iter();
        dues.map(move |(severity, due)| w.catalogue_due_now(w.moment(due, zone), severity.code()))
    });
    dues.into_iter().flatten().collect()
}

fn region_sheet(source: &Source<'_>) -> Option<Sheet> {
    let (catalog, w, text) = (source.catalog, source.w, source.text);
    let at = format!("region.{}", table_of(text, "region", source.key)?);
    Some(Sheet {
        title: name_at(w, text, &format!("{at}.name")),
        facts: Vec::new(),
        links: Vec::new(),
        sections: vec![Section {
            title: w.catalogue_basics().to_owned(),
            hint: "",
            is_new: false,
            fields: region_fields(catalog, w, &at),
        }],
    })
}

fn new_region_sheet(source: &Source<'_>) -> Option<Sheet> {
    let (catalog, w) = (source.catalog, source.w);
    let at = format!("region.{}", tables(source.text, "region"));
    let mut fields = vec![key(w, &at)];
    fields.extend(region_fields(catalog, w, &at));
    only(w.catalogue_region_new(), w, fields)
}

fn new_calendar_sheet(source: &Source<'_>) -> Option<Sheet> {
    let new = calendar_sheet(source)?;
    let mut sections = new.sections;
    sections[0].fields.insert(0, file_key(source.w));
    Some(Sheet {
        title: source.w.catalogue_calendar_new().to_owned(),
        facts: Vec::new(),
        sections,
        ..new
    })
}

fn region_fields(catalog: &Catalog, w: Words, at: &str) -> Vec<Field> {
    let language = w.language().code();
    let calendars = catalog.calendars.iter().map(|one| {
        let name = one.name.in_language(language);
        (one.key.to_string(), name.to_owned())
    });
    let policies = [
        ("contacts-in-same-country", w.catalogue_ids_contacts()),
        ("primary-contact", w.catalogue_ids_primary()),
    ];
    let policies = policies.map(|(word, words)| (word.to_owned(), words.to_owned()));
    let mut fields = name(w, &format!("{at}.name"));
    fields.extend([
        Field::new(
            format!("{at}.ids_sent_to"),
            w.catalogue_ids(),
            Kind::Choice(policies.to_vec()),
        )
        .usually(Said::Text("primary-contact".to_owned())),
        Field::new(
            format!("{at}.calendar"),
            w.catalogue_calendar(),
            Kind::Choice(calendars.collect()),
        ),
        Field::new(
            format!("{at}.countries"),
            w.catalogue_countries(),
            Kind::Texts,
        )
        .hint(w.catalogue_countries_hint()),
    ]);
    fields
}
