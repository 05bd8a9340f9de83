//! What problems a product can have: its problem types, and the categories of each.

use actions::catalog::{Said, said, tables};
use words::Words;

use super::parts::{Field, Kind, Section, Sheet, Source, key, name, name_at};
use super::sheet::Form;

/// The form of the problem types of the product called `key`.
pub(super) fn form(product: &str) -> Form {
    Form {
        file: format!("products/{product}.toml"),
        here: format!("/admin/products/{product}/problem-types"),
        back: "/admin/products",
        key: product.to_owned(),
        folder: "",
        sheet,
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "other sheets may find nothing in their file"
)]
fn sheet(source: &Source<'_>) -> Option<Sheet> {
    let (w, text) = (source.w, source.text);
    let title = w.catalogue_problem_types_of(name_at(w, text, "name"));
    if let Some(Said::Text(lender)) = said(text, "problem_types_of") {
        return Some(Sheet {
            title,
            facts: vec![w.catalogue_problem_types_lent().to_owned()],
            links: vec![(
                w.catalogue_problem_types(),
                format!("/admin/products/{lender}/problem-types"),
            )],
            sections: Vec::new(),
        });
    }
    let count = tables(text, "problem_type");
    let mut sections: Vec<Section> = (0..count).map(|place| held(w, text, place)).collect();
    sections.push(new(w, count));
    Some(Sheet {
        title,
        facts: vec![w.catalogue_problem_types_lead().to_owned()],
        links: Vec::new(),
        sections,
    })
}

/// A problem type that is there: its name, its categories, and one more. Keys stay: articles and requests name them.
fn held(w: Words, text: &str, place: usize) -> Section {
    let at = format!("problem_type.{place}");
    let list = format!("{at}.categories");
    let count = tables(text, &list);
    let mut fields = name(w, &format!("{at}.name"));
    fields.extend((0..count).flat_map(|category| {
        [
            ("en", w.catalogue_category_en()),
            ("sv", w.catalogue_category_sv()),
        ]
        .map(|(code, label)| line(format!("{list}.{category}.name.{code}"), label))
    }));
    fields.extend(category(w, &list, count).map(Field::optional));
    Section {
        title: name_at(w, text, &format!("{at}.name")),
        hint: w.catalogue_category_hint(),
        is_new: false,
        fields,
    }
}

/// A problem type that is yet to be, with its first category.
pub(super) fn new(w: Words, place: usize) -> Section {
    let at = format!("problem_type.{place}");
    let mut fields = vec![key(w, &at)];
    fields.extend(name(w, &format!("{at}.name")));
    fields.extend(category(w, &format!("{at}.categories"), 0));
    Section {
        title: w.catalogue_problem_type_new().to_owned(),
        hint: w.catalogue_problem_type_new_hint(),
        is_new: true,
        fields,
    }
}

/// A category that is yet to be.
fn category(w: Words, list: &str, place: usize) -> [Field; 3] {
    let at = format!("{list}.{place}");
    [
        line(format!("{at}.key"), w.catalogue_category_key()),
        line(format!("{at}.name.en"), w.catalogue_category_new_en()),
        line(format!("{at}.name.sv"), w.catalogue_category_new_sv()),
    ]
}

fn line(at: String, label: &'static str) -> Field {
    Field::new(at, label, Kind::Line)
}
