//! The nouns of the actions lean on one another in one direction only, as ARCHITECTURE.md draws it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::arrows::{Arrows, difference, drawn};
use crate::tree::{Tree, is_test, product};

const ROOM: &str = "crates/actions/src/";
/// What every noun stands on: it is no noun.
const GROUND: &[&str] = &[
    "document",
    "example_world",
    "health",
    "house",
    "lib",
    "stopped",
    "testing",
];

/// The uses that ARCHITECTURE.md does not draw, what it draws in vain, and circles.
pub fn graph(tree: &Tree) -> Vec<String> {
    let (used, drawn) = (
        used(tree),
        drawn(tree.text("ARCHITECTURE.md"), "Nouns, complete:"),
    );
    let mut found = difference(
        &used,
        &drawn,
        "uses",
        "without an arrow between nouns in ARCHITECTURE.md",
    );
    found.extend(difference(
        &drawn,
        &used,
        "does not use",
        "though ARCHITECTURE.md draws it",
    ));
    found.extend(circle(&used));
    found
}

/// Which noun names which other.
fn used(tree: &Tree) -> Arrows {
    let mut used = Arrows::new();
    for (path, text) in tree.files(ROOM, ".rs").filter(|(path, _)| !is_test(path)) {
        let noun = noun(path);
        let others: BTreeSet<String> = named(product(text))
            .into_iter()
            .filter(|name| name != noun && !GROUND.contains(&name.as_str()))
            .collect();
        if !GROUND.contains(&noun) && !others.is_empty() {
            used.entry(noun.to_owned()).or_default().extend(others);
        }
    }
    used
}

/// What a file names of its crate: one by one, or several in braces, whatever is picked from each.
fn named(text: &str) -> Vec<String> {
    static ONE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\bcrate::([a-z_]+)").expect("a pattern"));
    static SEVERAL: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\bcrate::\{([^;]*)\};").expect("a pattern"));
    static PICKED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\{[^{}]*\}").expect("a pattern"));
    static FIRST: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?:^|,)\s*([a-z_]+)").expect("a pattern"));
    let mut names: Vec<String> = ONE
        .captures_iter(text)
        .map(|found| found[1].to_owned())
        .collect();
    for group in SEVERAL.captures_iter(text) {
        let mut group = group[1].to_owned();
        while let Cow::Owned(flat) = PICKED.replace_all(&group, "") {
            group = flat;
        }
        names.extend(FIRST.captures_iter(&group).map(|found| found[1].to_owned()));
    }
    names
}

/// The noun that a file of the actions belongs to.
pub fn noun(path: &str) -> &str {
    let room = path.strip_prefix(ROOM).unwrap_or(path);
    let first = room.split('/').next().unwrap_or(room);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// Takes away what leads nowhere until nothing does: what is left goes in a circle.
fn circle(used: &Arrows) -> Option<String> {
    let mut left = used.clone();
    loop {
        let starts: BTreeSet<String> = left.keys().cloned().collect();
        let before = left.len();
        left.retain(|_, ends| ends.iter().any(|end| starts.contains(end)));
        if left.is_empty() {
            return None;
        }
        if left.len() == before {
            let nouns: Vec<&str> = left.keys().map(String::as_str).collect();
            return Some(format!(
                "{ROOM}: these nouns use one another in a circle: {}",
                nouns.join(", ")
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_use_that_is_not_drawn_is_found() {
        let tree = Tree::of([
            (
                "ARCHITECTURE.md",
                "Nouns, complete: `contracts → ledger, outbox`",
            ),
            (
                "crates/actions/src/contracts/issue.rs",
                "use crate::House;\nuse crate::{Stopped, budget::{self, charge}, ledger};",
            ),
            ("crates/actions/src/ledger.rs", "use crate::keys::KeyRing;"),
        ]);
        assert_eq!(
            graph(&tree),
            [
                "contracts uses budget without an arrow between nouns in ARCHITECTURE.md",
                "ledger uses keys without an arrow between nouns in ARCHITECTURE.md",
                "contracts does not use outbox though ARCHITECTURE.md draws it",
            ]
        );
    }

    #[test]
    fn a_circle_is_found() {
        let tree = Tree::of([
            (
                "ARCHITECTURE.md",
                "Nouns, complete: `contracts → ledger` · `ledger → contracts` · `files → ledger`",
            ),
            (
                "crates/actions/src/contracts/issue.rs",
                "use crate::ledger::books;",
            ),
            (
                "crates/actions/src/ledger/mod.rs",
                "use crate::contracts::stored;",
            ),
            (
                "crates/actions/src/files/mod.rs",
                "use crate::ledger::books;",
            ),
        ]);
        let found = graph(&tree);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].ends_with("in a circle: contracts, files, ledger"),
            "{found:?}"
        );
    }
}
