//! Each refusal has a sentence of its own: the compiler sees that there is one, not that it is meant. That both
//! languages have it is seen by the build of `words`.

use std::sync::LazyLock;

use regex::Regex;

use crate::tree::{Tree, product};

const REFUSALS: &str = "crates/domain/src/refusal.rs";
const SENTENCES: &str = "crates/entrypoints/src/refused.rs";
/// The one that is said where nothing else may be.
const UNSAID: &str = "Refusal::NotFound";

/// The refusals that are told as if something were missing.
pub fn sentences(tree: &Tree) -> Vec<String> {
    static VARIANT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?m)^    ([A-Z][A-Za-z]+)[ ({,]").expect("a pattern"));
    let listed = product(tree.text(REFUSALS))
        .split("pub enum Refusal {")
        .nth(1)
        .unwrap_or_default();
    let listed = listed.split("\n}").next().unwrap_or_default();
    let told = tree
        .text(SENTENCES)
        .split(UNSAID)
        .next()
        .unwrap_or_default();
    let is_told = |variant: &str| {
        let at = format!("Refusal::{variant}");
        told.match_indices(&at)
            .any(|(start, _)| !told[start + at.len()..].starts_with(char::is_alphanumeric))
    };
    let variants = VARIANT
        .captures_iter(listed)
        .map(|found| found[1].to_owned());
    variants
        .filter(|variant| format!("Refusal::{variant}") != UNSAID && !is_told(variant))
        .map(|variant| format!("{SENTENCES} has no sentence of its own for {variant}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_without_a_sentence_of_its_own_is_found() {
        let tree = Tree::of([
            (
                REFUSALS,
                "pub enum Refusal {\n    NotFound,\n    Closed,\n    ClosedLate { at: i64 },\n}\n",
            ),
            (
                SENTENCES,
                "Refusal::Closed => w.closed(),\nRefusal::NotFound | Refusal::ClosedLate { .. } => w.missing()",
            ),
        ]);
        let found = sentences(&tree);
        assert_eq!(
            found,
            ["crates/entrypoints/src/refused.rs has no sentence of its own for ClosedLate"]
        );
    }
}
