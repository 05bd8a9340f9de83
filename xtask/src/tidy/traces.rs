//! Nothing that belongs to one machine or to a day's work is left in the tree.

use std::sync::LazyLock;

use regex::Regex;

use crate::tree::Tree;

/// What may hold anything: this file, which names what it looks for, and articles that others wrote.
const SPARED: &[&str] = &["xtask/src/tidy/traces.rs", "examples/articles/"];

/// Folders of somebody's machine, marks of unfinished work, tests that do not run, and packages from elsewhere than the
/// public registries.
pub fn left(tree: &Tree) -> Vec<String> {
    static TRACE: LazyLock<Regex> = LazyLock::new(|| {
        let machine = r"/(?:home|Users)/[a-z]+/|/root/|/tmp/[a-z]";
        let unfinished = r"\b(?:TODO|FIXME|HACK)\b|\b(?:todo|unimplemented|dbg)!\(|#\[ignore";
        Regex::new(&format!("{machine}|{unfinished}")).expect("a pattern")
    });
    static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?m)^ *(?:"resolved": |source = )"(.*?)""#).expect("a pattern")
    });
    let mut found = Vec::new();
    for (path, text) in tree.files("", "").filter(|(path, _)| !is_spared(path)) {
        let line = |start: usize| text[..start].matches('\n').count() + 1;
        let traces = TRACE.find_iter(text).map(|one| (one.start(), one.as_str()));
        let sources = SOURCE.captures_iter(text).filter_map(|one| one.get(1));
        let foreign = sources
            .map(|one| (one.start(), one.as_str()))
            .filter(|(_, at)| !is_public(at));
        let all = traces.chain(foreign.filter(|_| path.contains("lock")));
        found.extend(all.map(|(start, what)| format!("{path}:{} has {what}", line(start))));
    }
    found
}

fn is_spared(path: &str) -> bool {
    SPARED.iter().any(|start| path.starts_with(start))
}

/// Whether a lock file may name `source`.
fn is_public(source: &str) -> bool {
    let public = [
        "https://registry.npmjs.org/",
        "registry+https://github.com/rust-lang/crates.io-index",
    ];
    public.iter().any(|start| source.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_machine_or_a_day_left_is_found() {
        let tree = Tree::of([
            ("docs/start.md", "Open /requests/new.\nSee /home/kim/notes."),
            ("crates/a/src/lib.rs", "fn later() {\n    todo!()\n}"),
            (
                "Cargo.lock",
                "source = \"registry+https://github.com/rust-lang/crates.io-index\"",
            ),
            (
                "web/package-lock.json",
                "\"resolved\": \"https://mirror.example.com/htmx.tgz\",",
            ),
        ]);
        assert_eq!(
            left(&tree),
            [
                "crates/a/src/lib.rs:2 has todo!(",
                "docs/start.md:2 has /home/kim/",
                "web/package-lock.json:1 has https://mirror.example.com/htmx.tgz",
            ]
        );
    }
}
