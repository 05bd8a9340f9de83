//! What the binary carries of others' work, and under which licences: `THIRD-PARTY.md`, written from what cargo knows
//! of the crates that are linked. The styles, icons and scripts carry their own list, which the portal serves.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::process::Command;

use anyhow::{Context as _, ensure};
use serde::Deserialize;

use crate::tree::Tree;

/// Where the list stands.
pub const PATH: &str = "THIRD-PARTY.md";

const HEAD: &str = "\
# Others' work in the binary

Written by `cargo xtask licences`; a test keeps it current. The full texts, with those of the styles, icons and scripts
of the pages, are in the binary: `klippkort licences` shows them, and the portal serves them at `/licences`.

| Crate | Version | Licence |
|---|---|---|
";

/// What `cargo metadata` says, as far as it matters here.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

/// Nothing for a crate that is linked; else `dev` or `build`.
#[derive(Deserialize)]
struct Kind {
    kind: Option<String>,
}

/// The list as it should be: every crate of others that is linked into `klippkort` on Linux.
pub fn list() -> anyhow::Result<String> {
    let metadata = metadata()?;
    let packages: HashMap<&str, &Package> = by(&metadata.packages, |package| &package.id);
    let nodes: HashMap<&str, &Node> = by(&metadata.resolve.nodes, |node| &node.id);
    let binary = metadata
        .packages
        .iter()
        .find(|package| package.name == "klippkort")
        .context("the binary is in the workspace")?;
    let (mut linked, mut ahead) = (BTreeSet::new(), vec![binary.id.as_str()]);
    while let Some(id) = ahead.pop() {
        if linked.insert(id) {
            let deps = nodes.get(id).into_iter().flat_map(|node| &node.deps);
            let is_linked =
                |one: &&Dependency| one.dep_kinds.iter().any(|kind| kind.kind.is_none());
            ahead.extend(deps.filter(is_linked).map(|one| one.pkg.as_str()));
        }
    }
    let others: BTreeMap<(&str, &str), &str> = linked
        .iter()
        .filter_map(|id| packages.get(id))
        .filter(|package| package.source.is_some())
        .map(|package| {
            let licence = package.license.as_deref().unwrap_or("see its source");
            ((package.name.as_str(), package.version.as_str()), licence)
        })
        .collect();
    let row = |((name, version), licence): (&(&str, &str), &&str)| {
        format!("| {name} | {version} | {licence} |\n")
    };
    let rows: String = others.iter().map(row).collect();
    Ok(format!("{HEAD}{rows}"))
}

fn by<'a, T>(all: &'a [T], key: impl Fn(&'a T) -> &'a String) -> HashMap<&'a str, &'a T> {
    all.iter().map(|one| (key(one).as_str(), one)).collect()
}

fn metadata() -> anyhow::Result<Metadata> {
    let asked = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
        .current_dir(Tree::root())
        .output()
        .context("cargo tells of the crates")?;
    ensure!(
        asked.status.success(),
        "cargo does not know this workspace: {}",
        String::from_utf8_lossy(&asked.stderr)
    );
    Ok(serde_json::from_slice(&asked.stdout)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Licences that a permissively licensed product may carry. MPL-2.0 asks for the source of its own files only,
    /// which stands unchanged on crates.io.
    const FIT: [&str; 13] = [
        "MIT",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "ISC",
        "Zlib",
        "0BSD",
        "Unlicense",
        "CC0-1.0",
        "BSL-1.0",
        "Unicode-3.0",
        "MIT-0",
        "MPL-2.0",
    ];

    #[test]
    fn the_list_is_current() {
        let kept = std::fs::read_to_string(Tree::root().join(PATH));
        assert_eq!(
            kept.expect("the list"),
            list().expect("what cargo knows"),
            "run cargo xtask licences"
        );
    }

    #[test]
    fn every_licence_fits_a_permissive_product() {
        let list = list().expect("what cargo knows");
        let rows = list
            .lines()
            .filter(|line| line.starts_with("| ") && !line.starts_with("| Crate"));
        let unfit: Vec<&str> = rows
            .filter(|row| {
                let licence = row.rsplit('|').nth(1).unwrap_or_default();
                let mut words = licence.split([' ', '/', '(', ')']);
                !words.any(|word| FIT.contains(&word))
            })
            .collect();
        assert!(unfit.is_empty(), "{unfit:#?}");
    }
}
