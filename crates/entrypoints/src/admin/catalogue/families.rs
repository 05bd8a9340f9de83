//! What products are grouped by, and where requests about cloud products are made.

use actions::catalog::{Said, tables};
use domain::catalog::Catalog;
use domain::offer::Grant;
use words::Words;

use super::parts::{Field, Kind, Options, Section, Sheet, Source, key, name, name_at};
use super::sheet::Form;

/// The form of the families.
pub(super) fn families() -> Form {
    Form {
        file: "families.toml".to_owned(),
        here: "/admin/families".to_owned(),
        back: "/admin/products",
        key: String::new(),
        folder: "",
        sheet: families_sheet,
    }
}

/// The form of the portals.
pub(super) fn portals() -> Form {
    Form {
        file: "portals.toml".to_owned(),
        here: "/admin/portals".to_owned(),
        back: "/admin/products",
        key: String::new(),
        folder: "",
        sheet: portals_sheet,
    }
}

fn families_sheet(source: &Source<'_>) -> Option<Sheet> {
    let w = source.w;
    let fields = |at: &str| name(w, &format!("{at}.name"));
    let words = (
        w.catalogue_families(),
        w.catalogue_families_lead(),
        w.catalogue_family_new(),
    );
    each(source, "family", words, fields)
}

fn portals_sheet(source: &Source<'_>) -> Option<Sheet> {
    let (catalog, w) = (source.catalog, source.w);
    let fields = |at: &str| portal(catalog, w, at);
    let words = (
        w.catalogue_portals(),
        w.catalogue_portals_lead(),
        w.catalogue_portal_new(),
    );
    each(source, "portal", words, fields)
}

/// A sheet over all tables of a list, with one more for something new.
#[expect(
    clippy::unnecessary_wraps,
    reason = "other sheets may find nothing in their file"
)]
pub(super) fn each(
    source: &Source<'_>,
    list: &str,
    (title, lead, new): (&str, &str, &str),
    fields: impl Fn(&str) -> Vec<Field>,
) -> Option<Sheet> {
    Some(Sheet {
        title: title.to_owned(),
        facts: vec![lead.to_owned()],
        links: Vec::new(),
        sections: sections(source, list, new, fields),
    })
}

/// A section for each table of a list, and one for something new.
pub(super) fn sections(
    source: &Source<'_>,
    list: &str,
    new: &str,
    fields: impl Fn(&str) -> Vec<Field>,
) -> Vec<Section> {
    let (w, text) = (source.w, source.text);
    let count = tables(text, list);
    let mut sections: Vec<Section> = (0..count)
        .map(|place| {
            let at = format!("{list}.{place}");
            Section {
                title: name_at(w, text, &format!("{at}.name")),
                hint: "",
                is_new: false,
                fields: fields(&at),
            }
        })
        .collect();
    let at = format!("{list}.{count}");
    let mut added = vec![key(w, &at)];
    added.extend(fields(&at));
    sections.push(Section {
        title: new.to_owned(),
        hint: w.catalogue_version_new_hint(),
        is_new: true,
        fields: added,
    });
    sections
}

fn portal(catalog: &Catalog, w: Words, at: &str) -> Vec<Field> {
    let mut fields = name(w, &format!("{at}.name"));
    let line = |field: &str, label| Field::new(format!("{at}.{field}"), label, Kind::Line);
    let yes = |field: &str, label| Field::new(format!("{at}.{field}"), label, Kind::Yes);
    fields.extend([
        line("address", w.catalogue_portal_address())
            .hint(w.catalogue_portal_address_hint())
            .optional(),
        yes("uses_ids", w.catalogue_portal_uses_ids()),
        yes("by_delegation", w.catalogue_portal_by_delegation()).usually(Said::Yes(false)),
        Field::new(
            format!("{at}.free_offer"),
            w.catalogue_portal_free_offer(),
            Kind::Choice(free(catalog, w)),
        )
        .hint(w.catalogue_portal_free_offer_hint())
        .optional(),
        line("sign_in.en", w.catalogue_portal_sign_in_en()),
        line("sign_in.sv", w.catalogue_portal_sign_in_sv()),
        line("partner_rights.en", w.catalogue_portal_rights_en()).optional(),
        line("partner_rights.sv", w.catalogue_portal_rights_sv()).optional(),
    ]);
    fields
}

/// The plans that cost nothing.
fn free(catalog: &Catalog, w: Words) -> Options {
    let offers = catalog.on_offer.iter();
    let offers = offers.filter_map(|key| catalog.newest_offer(key.as_str()));
    let free = offers.filter(|offer| offer.grant == Grant::Free);
    free.map(|offer| {
        let name = offer.name.in_language(w.language().code());
        (offer.key.to_string(), name.to_owned())
    })
    .collect()
}
