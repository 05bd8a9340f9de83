//! The arrows between the crates are those that ARCHITECTURE.md draws, no more and no fewer.

use std::collections::{BTreeMap, BTreeSet};

use toml::Table;

use crate::tree::Tree;

/// What leads where.
pub type Arrows = BTreeMap<String, BTreeSet<String>>;

/// The crates that depend on another without an arrow, and the arrows that no dependency follows.
pub fn between_crates(tree: &Tree) -> Vec<String> {
    let built = built(tree);
    let mut drawn = drawn(tree.text("ARCHITECTURE.md"), "Arrows, complete:");
    for ends in drawn.values_mut() {
        if ends.remove("all") {
            ends.extend(built.keys().cloned());
        }
    }
    // An arrow to all says what may be, not what must be.
    let may_all = |start: &str| built.len() <= drawn.get(start).map_or(0, BTreeSet::len);
    let mut found = difference(
        &built,
        &drawn,
        "depends on",
        "without an arrow in ARCHITECTURE.md",
    );
    let too_many = difference(
        &drawn,
        &built,
        "does not depend on",
        "though ARCHITECTURE.md draws it",
    );
    found.extend(too_many.into_iter().filter(|line| {
        let start = line.split(' ').next().unwrap_or_default();
        !may_all(start)
    }));
    found
}

/// What `one` has and `other` has not, a sentence each.
pub fn difference(one: &Arrows, other: &Arrows, verb: &str, but: &str) -> Vec<String> {
    let none = BTreeSet::new();
    let missing = one.iter().flat_map(|(start, ends)| {
        let known = other.get(start).unwrap_or(&none);
        ends.difference(known)
            .map(move |end| format!("{start} {verb} {end} {but}"))
    });
    missing.collect()
}

/// The arrows that a page draws between `heading` and the end of the paragraph: `a → b, c`.
pub fn drawn(page: &str, heading: &str) -> Arrows {
    let paragraph = page.split(heading).nth(1).unwrap_or_default();
    let paragraph = paragraph.split("\n\n").next().unwrap_or_default();
    let arrows = paragraph.split('`').filter_map(|code| code.split_once('→'));
    arrows
        .map(|(start, ends)| {
            let ends = ends.split(',').map(|end| end.trim().to_owned());
            (start.trim().to_owned(), ends.collect())
        })
        .collect()
}

/// The dependencies between our crates, without those of tests.
fn built(tree: &Tree) -> Arrows {
    let manifests: Vec<(&str, Table)> = tree
        .files("crates/", "/Cargo.toml")
        .filter_map(|(path, text)| {
            let name = path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml")?;
            Some((name, text.parse().ok()?))
        })
        .collect();
    let ours: BTreeSet<&str> = manifests.iter().map(|(name, _)| *name).collect();
    let dependencies = |manifest: &Table| {
        let kinds = ["dependencies", "build-dependencies"];
        let tables = kinds
            .iter()
            .filter_map(|kind| manifest.get(*kind)?.as_table());
        let names = tables.flat_map(Table::keys);
        names
            .filter(|name| ours.contains(name.as_str()))
            .cloned()
            .collect()
    };
    manifests
        .iter()
        .map(|(name, manifest)| ((*name).to_owned(), dependencies(manifest)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dependency_without_an_arrow_is_found_and_an_arrow_without_a_dependency() {
        let tree = Tree::of([
            (
                "ARCHITECTURE.md",
                "Arrows, complete: `pages → rules` ·\n`shop → all`.\n\nMore.",
            ),
            (
                "crates/pages/Cargo.toml",
                "[dependencies]\nstore.workspace = true",
            ),
            (
                "crates/rules/Cargo.toml",
                "[dev-dependencies]\nstore.workspace = true",
            ),
            (
                "crates/shop/Cargo.toml",
                "[dependencies]\npages.workspace = true",
            ),
            ("crates/store/Cargo.toml", ""),
        ]);
        let found = between_crates(&tree);
        assert_eq!(
            found,
            [
                "pages depends on store without an arrow in ARCHITECTURE.md",
                "pages does not depend on rules though ARCHITECTURE.md draws it",
            ]
        );
    }
}
