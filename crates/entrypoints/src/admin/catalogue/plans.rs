//! A support plan: what it holds, for how long, when people are warned, what it covers and costs.

use actions::catalog::{Said, tables};
use domain::catalog::{Catalog, Name};
use domain::limits;
use domain::offer::{ChargeRule, Unit};
use domain::response::Severity;
use words::Words;

use super::parts::{Field, Kind, Options, Section, Sheet, Source, key, name, name_at, table_of};
use super::products::deliveries;
use super::sheet::Form;

/// The form of the plan called `key`.
pub(super) fn form(key: &str) -> Form {
    Form {
        file: "offers.toml".to_owned(),
        here: format!("/admin/plans/{key}"),
        back: "/admin/plans",
        key: key.to_owned(),
        folder: "",
        sheet,
    }
}

/// The form of a new plan.
pub(super) fn new() -> Form {
    Form {
        here: "/admin/plans/new".to_owned(),
        sheet: new_sheet,
        ..form("")
    }
}

fn sheet(source: &Source<'_>) -> Option<Sheet> {
    let (catalog, w, text) = (source.catalog, source.w, source.text);
    let at = format!("offer.{}", table_of(text, "offer", source.key)?);
    Some(Sheet {
        title: name_at(w, text, &format!("{at}.name")),
        facts: vec![w.catalogue_plan_versions().to_owned()],
        links: Vec::new(),
        sections: sections(catalog, w, &at),
    })
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "other sheets may find nothing in their file"
)]
fn new_sheet(source: &Source<'_>) -> Option<Sheet> {
    let (catalog, w) = (source.catalog, source.w);
    let at = format!("offer.{}", tables(source.text, "offer"));
    let mut sections = sections(catalog, w, &at);
    sections[0].fields.insert(0, key(w, &at));
    Some(Sheet {
        title: w.catalogue_plan_new().to_owned(),
        facts: Vec::new(),
        links: Vec::new(),
        sections,
    })
}

fn sections(catalog: &Catalog, w: Words, at: &str) -> Vec<Section> {
    let section = |title: &str, hint, fields| Section {
        title: title.to_owned(),
        hint,
        is_new: false,
        fields,
    };
    vec![
        section(w.catalogue_basics(), "", basics(w, at)),
        section(w.catalogue_terms(), "", terms(w, at)),
        section(w.catalogue_answers(), "", answers(w, at)),
        section(w.catalogue_coverage(), "", coverage(catalog, w, at)),
        section(
            w.catalogue_warnings(),
            w.catalogue_warnings_hint(),
            warnings(w, at),
        ),
        section(w.catalogue_price(), w.catalogue_price_hint(), price(w, at)),
    ]
}

fn basics(w: Words, at: &str) -> Vec<Field> {
    let units = [
        (Unit::Incident.code(), w.catalogue_unit_incident()),
        (Unit::Minute.code(), w.catalogue_unit_minute()),
    ];
    let mut fields = name(w, &format!("{at}.name"));
    fields.extend([
        Field::new(
            format!("{at}.programme"),
            w.catalogue_programme(),
            Kind::Line,
        )
        .hint(w.catalogue_programme_hint())
        .optional(),
        Field::new(
            format!("{at}.unit"),
            w.catalogue_unit(),
            Kind::Choice(owned(&units)),
        ),
        Field::new(
            format!("{at}.quantity"),
            w.catalogue_quantity(),
            Kind::Quantity,
        )
        .hint(w.catalogue_quantity_hint()),
    ]);
    fields
}

fn terms(w: Words, at: &str) -> Vec<Field> {
    let charges = [
        (ChargeRule::Submit.code(), w.catalogue_charge_submit()),
        (ChargeRule::Accept.code(), w.catalogue_charge_accept()),
        (ChargeRule::Resolve.code(), w.catalogue_charge_resolve()),
    ];
    let days = |field, label, usual| {
        Field::new(format!("{at}.{field}"), label, Kind::Whole).usually(Said::Number(usual))
    };
    vec![
        Field::new(format!("{at}.term"), w.catalogue_term(), Kind::Line)
            .hint(w.catalogue_term_hint())
            .usually(Said::Text("P1Y".to_owned())),
        Field::new(
            format!("{at}.redeem_within"),
            w.catalogue_redeem(),
            Kind::Line,
        )
        .hint(w.catalogue_redeem_hint())
        .optional(),
        Field::new(
            format!("{at}.charge"),
            w.catalogue_charge(),
            Kind::Choice(owned(&charges)),
        )
        .usually(Said::Text(ChargeRule::Submit.code().to_owned())),
        days("late_credit_days", w.catalogue_grace(), 0).hint(w.catalogue_grace_hint()),
        days("reopen_days", w.catalogue_reopen(), limits::REOPEN_DAYS),
        days(
            "waiting_days",
            w.catalogue_waiting(),
            limits::WAITING_CLOSES_DAYS,
        ),
    ]
}

fn answers(w: Words, at: &str) -> Vec<Field> {
    let severities = Severity::ALL.map(|one| (one.code(), one.code()));
    let mut fields = vec![Field::new(
        format!("{at}.severities"),
        w.catalogue_severities(),
        Kind::Ticks(owned(&severities)),
    )];
    let labels = [
        w.catalogue_minutes_a(),
        w.catalogue_minutes_b(),
        w.catalogue_minutes_c(),
    ];
    fields.extend(Severity::ALL.into_iter().zip(labels).map(|(one, label)| {
        Field::new(format!("{at}.minutes.{}", one.code()), label, Kind::Whole)
            .hint(w.catalogue_minutes_own())
            .optional()
    }));
    fields
}

fn coverage(catalog: &Catalog, w: Words, at: &str) -> Vec<Field> {
    let language = w.language().code();
    let named = |key: &str, name: &Name| (key.to_owned(), name.in_language(language).to_owned());
    let ticks = |field, label, options: Options| {
        Field::new(
            format!("{at}.coverage.{field}"),
            label,
            Kind::Ticks(options),
        )
    };
    let families = catalog.families.iter();
    let products = catalog.products.iter();
    let regions = catalog.regions.iter();
    vec![
        ticks("deliveries", w.catalogue_deliveries(), deliveries(w)),
        ticks(
            "families",
            w.catalogue_families(),
            families
                .map(|one| named(one.key.as_str(), &one.name))
                .collect(),
        )
        .hint(w.catalogue_families_hint())
        .optional(),
        ticks(
            "products",
            w.catalogue_products(),
            products
                .map(|one| named(one.key.as_str(), &one.name))
                .collect(),
        )
        .hint(w.catalogue_families_hint())
        .optional(),
        Field::new(
            format!("{at}.coverage.releases_behind"),
            w.catalogue_releases_behind(),
            Kind::Whole,
        )
        .hint(w.catalogue_releases_behind_hint())
        .optional(),
        Field::new(
            format!("{at}.coverage.production"),
            w.catalogue_production(),
            Kind::Yes,
        )
        .usually(Said::Yes(true)),
        ticks(
            "regions",
            w.catalogue_regions(),
            regions
                .map(|one| named(one.key.as_str(), &one.name))
                .collect(),
        )
        .hint(w.catalogue_regions_hint())
        .optional(),
    ]
}

fn warnings(w: Words, at: &str) -> Vec<Field> {
    let levels =
        |field, label| Field::new(format!("{at}.warnings.{field}"), label, Kind::Levels).optional();
    vec![
        levels("percent", w.catalogue_warn_percent()),
        levels("left", w.catalogue_warn_left()),
        levels("days", w.catalogue_warn_days()),
    ]
}

fn price(w: Words, at: &str) -> Vec<Field> {
    let field =
        |field, label, kind| Field::new(format!("{at}.price.{field}"), label, kind).optional();
    vec![
        field("amount", w.catalogue_amount(), Kind::Hundredths),
        field("currency", w.catalogue_currency(), Kind::Line).hint(w.catalogue_currency_hint()),
        field("tax", w.catalogue_tax(), Kind::Hundredths),
    ]
}

fn owned(options: &[(&str, &str)]) -> Options {
    let owned = options.iter();
    owned
        .map(|(value, words)| ((*value).to_owned(), (*words).to_owned()))
        .collect()
}
