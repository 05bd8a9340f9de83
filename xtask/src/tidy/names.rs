//! Pages about the code name what is there.

use std::sync::LazyLock;

use regex::Regex;

use crate::tree::Tree;

const PAGES: &[&str] = &[
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "README.md",
    "SECURITY.md",
    "STYLE.md",
];

/// The paths that a page names and nobody has: those in backticks that begin with a folder of the root, and links.
pub fn paths(tree: &Tree) -> Vec<String> {
    static NAMED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"`([a-z.-]+/[^`\s{]*)`|\]\(([^)#\s]+)").expect("a pattern"));
    let missing = PAGES.iter().flat_map(|page| {
        let named = NAMED.captures_iter(tree.text(page));
        let paths = named.filter_map(|found| Some(found.get(1).or(found.get(2))?.as_str()));
        let lost = paths.filter(|path| !path.contains("://") && !tree.has(path));
        lost.map(move |path| format!("{page} names {path}, which does not exist"))
    });
    missing.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_is_gone_is_found() {
        let page = "`crates/domain` and `crates/gone/src` do [x](docs/gone.md), `a → b`, [y](https://example.com/x).";
        let tree = Tree::of([("ARCHITECTURE.md", page), ("crates/domain/Cargo.toml", "")]);
        assert_eq!(
            paths(&tree),
            [
                "ARCHITECTURE.md names crates/gone/src, which does not exist",
                "ARCHITECTURE.md names docs/gone.md, which does not exist",
            ]
        );
    }
}
