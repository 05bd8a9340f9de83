//! What no compiler checks: that the house stays as ARCHITECTURE.md draws it and as STYLE.md wants it. Each check
//! reads the tree as text and says what it finds, and each is seen to find something in a made-up tree.

mod arrows;
mod macros;
mod names;
mod nouns;
pub mod plans;
mod refusals;
mod sizes;
mod sql;
mod traces;
mod unused;

use crate::tree::Tree;

/// A check: everything in the tree that is against it, a sentence each, beginning with where.
type Check = fn(&Tree) -> Vec<String>;

const CHECKS: &[Check] = &[
    arrows::between_crates,
    nouns::graph,
    sql::where_it_stands,
    sql::who_writes,
    plans::kept,
    sizes::files,
    macros::shadowed,
    names::paths,
    names::functions,
    names::proofs,
    names::screens,
    refusals::sentences,
    unused::sentences,
    unused::templates,
    traces::left,
];

/// Everything in `tree` that is against a check.
pub fn findings(tree: &Tree) -> Vec<String> {
    CHECKS.iter().flat_map(|check| check(tree)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_repository_is_tidy() {
        let tree = Tree::of_this_repository().expect("git lists the files");
        let found = findings(&tree);
        assert!(found.is_empty(), "\n{}\n", found.join("\n"));
    }
}
