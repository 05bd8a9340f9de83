//! What nobody shows: templates left over.

use crate::tree::Tree;

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
