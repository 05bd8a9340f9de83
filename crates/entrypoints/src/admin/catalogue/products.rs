//! A product: what it is called, where it runs, and the lifecycle of its versions.

use actions::catalog::{Said, tables};
use domain::catalog::{Catalog, Name};
use words::Words;

use super::parts::{Field, Kind, Options, Section, Sheet, Source, file_key, key, name, name_at};
use super::problem_types;
use super::sheet::Form;
use super::words::delivery;

/// The form of the product called `key`.
pub(super) fn form(key: &str) -> Form {
    Form {
        file: format!("products/{key}.toml"),
        here: format!("/admin/products/{key}"),
        back: "/admin/products",
        key: key.to_owned(),
        folder: "",
        sheet,
    }
}

/// The form of a new product.
pub(super) fn new() -> Form {
    Form::of_new_file("products", "/admin/products", new_sheet)
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "other sheets may find nothing in their file"
)]
fn sheet(source: &Source<'_>) -> Option<Sheet> {
    let (catalog, w, text) = (source.catalog, source.w, source.text);
    let count = tables(text, "version");
    let mut sections = vec![basics(catalog, w)];
    sections.extend((0..count).map(|place| {
        let at = format!("version.{place}");
        let mut fields = name(w, &format!("{at}.name"));
        fields.extend(dates(w, &at));
        Section {
            title: name_at(w, text, &format!("{at}.name")),
            hint: "",
            is_new: false,
            fields,
        }
    }));
    sections.push(new_version(w, count));
    Some(Sheet {
        title: name_at(w, text, "name"),
        facts: Vec::new(),
        links: vec![(
            w.catalogue_problem_types(),
            format!("/admin/products/{}/problem-types", source.key),
        )],
        sections,
    })
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "other sheets may find nothing in their file"
)]
fn new_sheet(source: &Source<'_>) -> Option<Sheet> {
    let (catalog, w) = (source.catalog, source.w);
    let mut basics = basics(catalog, w);
    basics.fields.insert(0, file_key(w));
    let problem_type = problem_types::new(w, 0);
    let version = new_version(w, 0);
    Some(Sheet {
        title: w.catalogue_product_new().to_owned(),
        facts: Vec::new(),
        links: Vec::new(),
        sections: vec![
            basics,
            version,
            Section {
                hint: w.catalogue_problem_type_first(),
                is_new: false,
                ..problem_type
            },
        ],
    })
}

fn basics(catalog: &Catalog, w: Words) -> Section {
    let language = w.language().code();
    let named = |key: &str, name: &Name| (key.to_owned(), name.in_language(language).to_owned());
    let families = catalog.families.iter();
    let families = families.map(|one| named(one.key.as_str(), &one.name));
    let portals = catalog.portals.iter();
    let portals = portals.map(|one| named(one.key.as_str(), &one.name));
    let mut fields = name(w, "name");
    fields.extend([
        Field::new("aliases", w.catalogue_aliases(), Kind::Texts)
            .hint(w.catalogue_aliases_hint())
            .optional(),
        Field::new(
            "family",
            w.catalogue_family(),
            Kind::Choice(families.collect()),
        ),
        Field::new(
            "delivery",
            w.catalogue_delivery(),
            Kind::Choice(deliveries(w)),
        ),
        Field::new(
            "portal",
            w.catalogue_portal(),
            Kind::Choice(portals.collect()),
        )
        .hint(w.catalogue_portal_hint())
        .optional(),
        Field::new("asks_use", w.catalogue_asks_use(), Kind::Yes).usually(Said::Yes(false)),
    ]);
    Section {
        title: w.catalogue_basics().to_owned(),
        hint: "",
        is_new: false,
        fields,
    }
}

fn new_version(w: Words, place: usize) -> Section {
    let at = format!("version.{place}");
    let mut fields = vec![key(w, &at)];
    fields.extend(name(w, &format!("{at}.name")));
    fields.extend(dates(w, &at));
    Section {
        title: w.catalogue_version_new().to_owned(),
        hint: w.catalogue_version_new_hint(),
        is_new: true,
        fields,
    }
}

fn dates(w: Words, at: &str) -> [Field; 3] {
    let day = |field, label| Field::new(format!("{at}.{field}"), label, Kind::Day);
    [
        day("released", w.catalogue_released()),
        day("mainstream_end", w.catalogue_mainstream_end()).optional(),
        day("extended_end", w.catalogue_extended_end()).optional(),
    ]
}

/// Where a product can run.
pub(super) fn deliveries(w: Words) -> Options {
    use domain::catalog::Delivery::{Cloud, OnPremises};
    [("on-premises", OnPremises), ("cloud", Cloud)]
        .map(|(word, one)| (word.to_owned(), delivery(w, one).to_owned()))
        .to_vec()
}
