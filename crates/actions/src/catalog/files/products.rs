//! Products with their versions, problem types and categories.

use std::collections::BTreeSet;

use domain::catalog::{Category, Delivery, Family, Forum, Key, ProblemType, Product, Version};

use super::{Keyed, KeyedFile};
use crate::document::{Table, Value};

/// How deliveries are written.
pub(super) const DELIVERIES: [(&str, Delivery); 2] = [
    ("on-premises", Delivery::OnPremises),
    ("cloud", Delivery::Cloud),
];

/// A product, with the key of the one that it takes its problem types from.
struct Draft<'a> {
    product: Product,
    problem_types_of: Option<(Value<'a>, Key)>,
}

pub(super) fn read(files: &[KeyedFile<'_>], families: &Keyed, portals: &Keyed) -> Vec<Product> {
    let keys: Keyed = files.iter().map(|file| file.key.clone()).collect();
    let drafts: Vec<_> = files
        .iter()
        .filter_map(|file| draft(file, families, portals, &keys))
        .collect();
    let lender = |key: &Key| drafts.iter().find(|draft| draft.product.key == *key);
    let whole = |draft: &Draft<'_>| {
        let mut product = draft.product.clone();
        if let Some((value, key)) = &draft.problem_types_of {
            let lender = lender(key)?;
            if lender.problem_types_of.is_some() {
                value.wrong(format!("\"{key}\" has no problem types of its own"));
            }
            product
                .problem_types
                .clone_from(&lender.product.problem_types);
        }
        Some(product)
    };
    drafts.iter().filter_map(whole).collect()
}

/// Products by family, and by key within it.
pub(super) fn in_order(mut products: Vec<Product>, families: &[Family]) -> Vec<Product> {
    products.sort_by_key(|product| {
        families
            .iter()
            .position(|family| family.key == product.family)
    });
    products
}

fn draft<'a>(
    file: &'a KeyedFile<'_>,
    families: &Keyed,
    portals: &Keyed,
    products: &Keyed,
) -> Option<Draft<'a>> {
    let root = file.fields.table();
    let name = root.required("name").and_then(|name| name.name());
    let aliases = root
        .optional("aliases")
        .map(|list| list.list(|alias| alias.text().map(str::to_owned)));
    let family = root
        .required("family")
        .and_then(|family| family.reference(families));
    let delivery = root
        .required("delivery")
        .and_then(|delivery| delivery.choice(&DELIVERIES));
    let portal = portal(&root, delivery, portals);
    let community = root.optional("community").map(|forum| forum_of(&forum));
    let asks_use = root
        .optional("asks_use")
        .map_or(Some(false), |asks| asks.yes());
    let versions = versions(&root);
    let own = problem_types(&root);
    let lent = root.optional("problem_types_of");
    match (&lent, own.is_empty()) {
        (Some(value), false) => value.wrong("stands beside problem types of its own"),
        (None, true) => root.wrong("problem_type", "is missing"),
        _ => {}
    }
    let problem_types_of = lent.and_then(|value| value.reference(products).map(|key| (value, key)));
    let product = Product {
        key: file.key.clone(),
        name: name?,
        aliases: aliases.unwrap_or_default(),
        family: family?,
        delivery: delivery?,
        portal,
        community: community.map_or(Some(None), |forum| forum.map(Some))?,
        asks_use: asks_use?,
        versions,
        problem_types: own,
    };
    Some(Draft {
        product,
        problem_types_of,
    })
}

fn forum_of(value: &Value<'_>) -> Option<Forum> {
    let table = value.table()?;
    let address = table
        .required("address")
        .and_then(|address| address.https());
    let about = table.required("about").and_then(|about| about.name());
    Some(Forum {
        address: address?,
        about: about?,
    })
}

fn portal(root: &Table<'_>, delivery: Option<Delivery>, portals: &Keyed) -> Option<Key> {
    let portal = root.optional("portal");
    match (&portal, delivery) {
        (None, Some(Delivery::Cloud)) => {
            root.wrong("portal", "is missing: a cloud product has one");
        }
        (Some(value), Some(Delivery::OnPremises)) => value.wrong("is for cloud products only"),
        _ => {}
    }
    portal?.reference(portals)
}

fn versions(root: &Table<'_>) -> Vec<Version> {
    let mut keys = BTreeSet::new();
    let mut newest = None;
    let read = |table: Table<'_>| {
        let key = table.required("key").and_then(|key| key.new_key(&mut keys));
        let name = table.required("name").and_then(|name| name.name());
        let released = table.required("released").and_then(|date| date.date());
        let [mainstream, extended] =
            ["mainstream_end", "extended_end"].map(|field| table.optional(field));
        let mainstream_end = mainstream.as_ref().and_then(Value::date);
        let extended_end = extended.as_ref().and_then(Value::date);
        if released < newest {
            table.wrong("released", "is before that of the version above it");
        }
        newest = newest.max(released);
        if let (Some(value), Some(end)) = (&mainstream, mainstream_end)
            && Some(end) < released
        {
            value.wrong("is before the release");
        }
        match (&extended, extended_end, mainstream_end) {
            (Some(value), Some(_), None) => {
                value.wrong("needs an end of mainstream support before it");
            }
            (Some(value), Some(end), Some(mainstream)) if end <= mainstream => {
                value.wrong("is not after the end of mainstream support");
            }
            _ => {}
        }
        Some(Version {
            key: key?,
            name: name?,
            released: released?,
            mainstream_end,
            extended_end,
        })
    };
    root.tables("version")
        .into_iter()
        .filter_map(read)
        .collect()
}

fn problem_types(root: &Table<'_>) -> Vec<ProblemType> {
    let mut keys = BTreeSet::new();
    let read = |table: Table<'_>| {
        let key = table.required("key").and_then(|key| key.new_key(&mut keys));
        let name = table.required("name").and_then(|name| name.name());
        let categories = table.required("categories").map(|list| categories(&list));
        Some(ProblemType {
            key: key?,
            name: name?,
            categories: categories?,
        })
    };
    root.tables("problem_type")
        .into_iter()
        .filter_map(read)
        .collect()
}

fn categories(list: &Value<'_>) -> Vec<Category> {
    let mut keys = BTreeSet::new();
    list.filled_list(|item| {
        let table = item.table()?;
        let key = table.required("key").and_then(|key| key.new_key(&mut keys));
        let name = table.required("name").and_then(|name| name.name());
        Some(Category {
            key: key?,
            name: name?,
        })
    })
}
