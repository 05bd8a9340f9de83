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

/// The page that leads from each fault that is survived to the tests that show it.
const PROOFS: &str = "docs/how-to/prove.md";

/// The page that names a screen for each statement of the article.
const WALKTHROUGH: &str = "docs/walkthrough.md";

/// The paths that a page names and nobody has: those in backticks that begin with a folder of the root, and links.
pub fn paths(tree: &Tree) -> Vec<String> {
    static NAMED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"`([a-z.-]+/[^`\s{]*)`|\]\(([^)#\s]+)").expect("a pattern"));
    let missing = pages(tree).flat_map(|(page, text)| {
        let is_documentation = page.starts_with("docs/");
        let named = NAMED.captures_iter(text).filter_map(move |found| {
            if let Some(link) = found.get(2) {
                return Some((link.as_str(), beside(page, link.as_str())));
            }
            // Documentation names other folders than ours as well: those of a catalogue, of a disk.
            let path = found.get(1)?.as_str();
            let root = path.split('/').next().unwrap_or(path);
            let is_meant = !is_documentation || tree.has(root);
            is_meant.then(|| (path, path.to_owned()))
        });
        let lost = named.filter(|(said, path)| !said.contains("://") && !tree.has(path));
        lost.map(move |(said, _)| format!("{page} names {said}, which does not exist"))
    });
    missing.collect()
}

/// The functions and tests that a page leads to and that are not there. The text of such a link is code: a function of
/// the Rust file that it leads to, or how the name of a test of that script begins.
pub fn functions(tree: &Tree) -> Vec<String> {
    static LED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\[`([^`]+)`\]\(([^)#\s]+\.(rs|mjs))\)").expect("a pattern"));
    let missing = pages(tree).flat_map(|(page, text)| {
        LED.captures_iter(text).filter_map(move |found| {
            let [name, path, kind] = [1, 2, 3].map(|group| &found[group]);
            let code = tree.text(&beside(page, path)).to_owned();
            let is_there = match kind {
                "rs" => {
                    let function = name.rsplit("::").next().unwrap_or(name);
                    ["(", "<"]
                        .map(|end| format!("fn {function}{end}"))
                        .iter()
                        .any(|one| code.contains(one))
                }
                _ => ["\"", "`"]
                    .map(|quote| format!("test({quote}{name}"))
                    .iter()
                    .any(|one| code.contains(one)),
            };
            (!is_there).then(|| format!("{page} names {name}, which is not in {path}"))
        })
    });
    missing.collect()
}

/// The faults of the table of proofs that no test shows: one that is led to, and that stands where tests stand.
pub fn proofs(tree: &Tree) -> Vec<String> {
    static TEST: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\[`([^`]+)`\]\(([^)#\s]+)\)").expect("a pattern"));
    let is_shown = |row: &str| {
        let mut tests = TEST.captures_iter(row).peekable();
        tests.peek().is_some()
            && tests.all(|test| {
                let code = tree.text(&beside(PROOFS, &test[2]));
                let at = code.find(&format!("fn {}(", &test[1]));
                let before = at.map_or("", |at| &code[..at]);
                test[2].rsplit('.').next() == Some("mjs")
                    || code.contains("on_both_")
                    || before.trim_end_matches("async ").trim_end().ends_with(']')
            })
    };
    let rows = tree
        .text(PROOFS)
        .lines()
        .filter(|line| line.starts_with("| "));
    let faults = rows.filter(|row| !row.starts_with("| Fault |"));
    faults
        .filter(|row| !is_shown(row))
        .map(|row| {
            let fault = row.split('|').nth(1).unwrap_or_default().trim();
            format!("{PROOFS} leads to no test, or to what is none, for {fault:?}")
        })
        .collect()
}

/// The screens of the walkthrough that are no route.
pub fn screens(tree: &Tree) -> Vec<String> {
    static SCREEN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"`(/[^`\s]*)`").expect("a pattern"));
    let is_route = |path: &str| {
        let quoted = format!("\"{path}\"");
        tree.files("crates/entrypoints/src/", ".rs")
            .any(|(_, code)| code.contains(&quoted))
    };
    let named = SCREEN
        .captures_iter(tree.text(WALKTHROUGH))
        .map(|found| found[1].to_owned());
    let lost = named.filter(|path| !is_route(path));
    lost.map(|path| format!("{WALKTHROUGH} names the screen {path}, which is no route"))
        .collect()
}

/// The pages that are held to what they name: those of the root, and the documentation.
fn pages(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    let of_root = PAGES.iter().map(|page| (*page, tree.text(page)));
    of_root.chain(tree.files("docs/", ".md"))
}

/// The path from the root of what `page` links to as `link`.
fn beside(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
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

    #[test]
    fn documentation_is_read_from_where_it_stands() {
        let page = "[up](../crates/a.rs), [beside](b.md#part), [lost](crates/a.rs), `crates/lost.rs`, `articles/KEY.md`";
        let tree = Tree::of([
            ("docs/how-to/a.md", page),
            ("docs/how-to/b.md", "[root](../../crates/a.rs)"),
            ("docs/crates/a.rs", ""),
            ("crates/a.rs", ""),
        ]);
        assert_eq!(
            paths(&tree),
            [
                "docs/how-to/a.md names crates/a.rs, which does not exist",
                "docs/how-to/a.md names crates/lost.rs, which does not exist",
            ]
        );
    }

    #[test]
    fn a_function_or_a_test_that_is_gone_is_found() {
        let page = "[`link::add`](../a.rs) [`ad`](../a.rs) [`sorted`](../a.rs) [`added`](../gone.rs)
            [`it is`](../b.test.mjs) [`as it`](../b.test.mjs) [a.rs](../a.rs) [`Cargo`](../Cargo.toml)";
        let tree = Tree::of([
            ("docs/a.md", page),
            (
                "a.rs",
                "pub async fn add(one: i64) {}\nfn sorted<T>(all: &[T]) {}",
            ),
            ("b.test.mjs", "test(`it is as ${it} was`, () => {});"),
        ]);
        assert_eq!(
            functions(&tree),
            [
                "docs/a.md names ad, which is not in ../a.rs",
                "docs/a.md names added, which is not in ../gone.rs",
                "docs/a.md names as it, which is not in ../b.test.mjs",
            ]
        );
    }

    #[test]
    fn a_fault_that_no_test_shows_is_found() {
        let page = "| Fault | Holds | Tests |\n|---|---|---|\n| shown | a | [`it_holds`](../../a.rs) |\n\
            | waved at | a | the simulation |\n| shown by a helper | a | [`helper`](../../a.rs) |\n\
            | on both | a | [`it_is`](../../b.rs) |\n";
        let tree = Tree::of([
            (PROOFS, page),
            (
                "a.rs",
                "#[tokio::test]\nasync fn it_holds() {}\n\nfn helper() {}",
            ),
            (
                "b.rs",
                "store::on_both_engines! {\n    async fn it_is(world) {}\n}",
            ),
        ]);
        let missing =
            |fault| format!("{PROOFS} leads to no test, or to what is none, for {fault:?}");
        assert_eq!(
            proofs(&tree),
            [missing("waved at"), missing("shown by a helper")]
        );
    }

    #[test]
    fn a_screen_that_is_no_route_is_found() {
        let tree = Tree::of([
            (WALKTHROUGH, "`/contracts`, `/contracts/{key}`, `contracts`"),
            (
                "crates/entrypoints/src/contracts.rs",
                ".route(\"/contracts\", get(list))",
            ),
        ]);
        assert_eq!(
            screens(&tree),
            ["docs/walkthrough.md names the screen /contracts/{key}, which is no route"]
        );
    }
}
