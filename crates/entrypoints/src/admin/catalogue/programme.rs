//! The partner programme: what each level brings, and the competencies that a location can earn.

use domain::catalog::Catalog;
use domain::offer::Unit;
use words::Words;

use super::families::sections;
use super::parts::{Field, Kind, Options, Section, Sheet, Source, name};
use super::sheet::Form;

/// The form of the programme.
pub(super) fn form() -> Form {
    Form {
        file: "programme.toml".to_owned(),
        here: "/admin/programme/change".to_owned(),
        back: "/admin/programme",
        key: String::new(),
        folder: "",
        sheet,
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "other sheets may find nothing in their file"
)]
fn sheet(source: &Source<'_>) -> Option<Sheet> {
    let (catalog, w) = (source.catalog, source.w);
    let cloud_support = choice(
        "cloud_support",
        w.catalogue_programme_cloud(),
        catalog,
        w,
        Unit::Incident,
    );
    let mut all = vec![Section {
        title: w.catalogue_basics().to_owned(),
        hint: "",
        is_new: false,
        fields: vec![cloud_support.optional()],
    }];
    let level = |at: &str| level(catalog, w, at);
    all.extend(sections(source, "level", w.catalogue_level_new(), level));
    let competency = |at: &str| competency(w, at);
    all.extend(sections(
        source,
        "competency",
        w.catalogue_competency_new(),
        competency,
    ));
    Some(Sheet {
        title: w.catalogue_programme_title().to_owned(),
        facts: vec![
            w.catalogue_programme_order().to_owned(),
            w.catalogue_programme_later().to_owned(),
        ],
        links: Vec::new(),
        sections: all,
    })
}

fn level(catalog: &Catalog, w: Words, at: &str) -> Vec<Field> {
    let plan = |field: &str, label, unit| choice(&format!("{at}.{field}"), label, catalog, w, unit);
    let mut fields = name(w, &format!("{at}.name"));
    fields.extend([
        plan("core", w.catalogue_level_core(), Unit::Incident),
        plan("advisory", w.catalogue_level_advisory(), Unit::Minute).optional(),
        plan("cloud.counted", w.catalogue_level_cloud(), Unit::Incident).optional(),
        plan(
            "cloud.with_competency",
            w.catalogue_level_cloud_competency(),
            Unit::Incident,
        )
        .hint(w.catalogue_level_cloud_hint())
        .optional(),
        plan("toolkit", w.catalogue_level_toolkit(), Unit::Incident).optional(),
        Field::new(
            format!("{at}.activation_days"),
            w.catalogue_level_activation(),
            Kind::Whole,
        )
        .hint(w.catalogue_level_activation_hint())
        .optional(),
        Field::new(
            format!("{at}.program_support"),
            w.catalogue_level_program_support(),
            Kind::Yes,
        ),
    ]);
    fields
}

fn competency(w: Words, at: &str) -> Vec<Field> {
    let mut fields = name(w, &format!("{at}.name"));
    fields.push(Field::new(
        format!("{at}.cloud"),
        w.catalogue_competency_cloud(),
        Kind::Yes,
    ));
    let uses = [
        ("en", w.catalogue_competency_use_en()),
        ("sv", w.catalogue_competency_use_sv()),
    ];
    fields.extend(
        uses.map(|(code, label)| {
            Field::new(format!("{at}.internal_use.{code}"), label, Kind::Line)
        }),
    );
    fields
}

/// A field for one of the plans that count in `unit`.
fn choice(at: &str, label: &'static str, catalog: &Catalog, w: Words, unit: Unit) -> Field {
    let offers = catalog.on_offer.iter();
    let offers = offers.filter_map(|key| catalog.newest_offer(key.as_str()));
    let counting = offers.filter(|offer| offer.unit == unit);
    let options: Options = counting
        .map(|offer| {
            let name = offer.name.in_language(w.language().code());
            (offer.key.to_string(), name.to_owned())
        })
        .collect();
    Field::new(at, label, Kind::Choice(options))
}
