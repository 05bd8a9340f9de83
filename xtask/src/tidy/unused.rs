//! What nobody says and nobody shows: sentences and templates left over.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::tree::{Tree, is_test, product};

/// The sentences whose method (`crates/words/build/generate.rs` names it) is called by no page, letter or command.
pub fn sentences(tree: &Tree) -> Vec<String> {
    static KEY: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?m)^([a-z][a-z0-9-]*) =").expect("a pattern"));
    static CALLED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\.\s*([a-z][a-z0-9_]*)\(|Words::([a-z][a-z0-9_]*)").expect("a pattern")
    });
    let code = [".rs", ".html", ".txt"].map(|end| tree.files("crates/", end));
    let called: BTreeSet<&str> = code
        .into_iter()
        .flatten()
        .filter(|(path, _)| !is_test(path))
        .flat_map(|(_, text)| CALLED.captures_iter(product(text)))
        .filter_map(|found| Some(found.get(1).or(found.get(2))?.as_str()))
        .collect();
    let unsaid = tree.files("locales/en/", ".ftl").flat_map(|(path, text)| {
        let keys = KEY.captures_iter(text).map(|found| found[1].to_owned());
        let left = keys.filter(|key| !called.contains(key.replace('-', "_").as_str()));
        left.map(move |key| format!("{path} has {key}, which nobody says"))
    });
    unsaid.collect()
}

/// The templates that no page is made of.
pub fn templates(tree: &Tree) -> Vec<String> {
    const ROOM: &str = "crates/entrypoints/templates/";
    let code: Vec<&str> = tree
        .files("crates/entrypoints/", "")
        .map(|(_, text)| text)
        .collect();
    let names = tree
        .files(ROOM, "")
        .filter_map(|(path, _)| path.strip_prefix(ROOM));
    let is_used = |name: &str| {
        let quoted = format!("\"{name}\"");
        code.iter().any(|text| text.contains(&quoted))
    };
    names
        .filter(|name| !is_used(name))
        .map(|name| format!("{ROOM}{name} is used by no page"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_nobody_says_is_found() {
        let tree = Tree::of([
            (
                "locales/en/a.ftl",
                "# Words\na-said = Said\na-named = Named\na-left =\n    Left over\na-tested = Tested\n",
            ),
            (
                "crates/entrypoints/templates/a.html",
                "{{ w.a_said() }} a_left",
            ),
            ("crates/entrypoints/src/a.rs", "one.map(Words::a_named)"),
            ("crates/words/tests/a.rs", "w.a_tested()"),
        ]);
        assert_eq!(
            sentences(&tree),
            [
                "locales/en/a.ftl has a-left, which nobody says",
                "locales/en/a.ftl has a-tested, which nobody says",
            ]
        );
    }

    #[test]
    fn a_template_of_no_page_is_found() {
        let tree = Tree::of([
            (
                "crates/entrypoints/templates/a.html",
                "{% include \"b.html\" %}",
            ),
            ("crates/entrypoints/templates/b.html", ""),
            ("crates/entrypoints/templates/c.html", ""),
            (
                "crates/entrypoints/src/app.rs",
                "#[template(path = \"a.html\")]",
            ),
        ]);
        assert_eq!(
            templates(&tree),
            ["crates/entrypoints/templates/c.html is used by no page"]
        );
    }
}
