//! The files of the repository as text, by path.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, ensure};

/// Files by their path from the root, with `/` between folders.
#[derive(Debug, Default)]
pub struct Tree(BTreeMap<String, String>);

impl Tree {
    /// The folder that the repository stands in.
    pub fn root() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
    }

    /// What git knows of this repository and what it would take in. A file that is not text is there, and empty.
    pub fn of_this_repository() -> anyhow::Result<Self> {
        let root = Self::root();
        let listed = Command::new("git")
            .args([
                "ls-files",
                "-z",
                "--cached",
                "--others",
                "--exclude-standard",
            ])
            .current_dir(&root)
            .output()
            .context("git lists the files")?;
        ensure!(listed.status.success(), "git does not know this folder");
        let paths = String::from_utf8(listed.stdout)?;
        let read = |path: &str| {
            let bytes = std::fs::read(root.join(path)).ok()?;
            Some((
                path.to_owned(),
                String::from_utf8(bytes).unwrap_or_default(),
            ))
        };
        Ok(Self(
            paths.split_terminator('\0').filter_map(read).collect(),
        ))
    }

    /// A made-up tree, to see a check find something.
    #[cfg(test)]
    pub fn of<const N: usize>(files: [(&str, &str); N]) -> Self {
        let owned = |(path, text): (&str, &str)| (path.to_owned(), text.to_owned());
        Self(files.into_iter().map(owned).collect())
    }

    /// The text of the file at `path`; empty where there is none.
    pub fn text(&self, path: &str) -> &str {
        self.0.get(path).map_or("", String::as_str)
    }

    /// Whether `path` is a file or a folder.
    pub fn has(&self, path: &str) -> bool {
        let folder = format!("{}/", path.trim_end_matches('/'));
        self.0.contains_key(path) || self.0.keys().any(|file| file.starts_with(&folder))
    }

    /// Every file whose path begins with `start` and ends with `end`.
    pub fn files<'a>(
        &'a self,
        start: &'a str,
        end: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        let all = self
            .0
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()));
        all.filter(move |(path, _)| path.starts_with(start) && path.ends_with(end))
    }
}

/// Whether `path` holds only tests.
pub fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("tests.rs") || path.contains("/testing")
}

/// The part of a Rust file that is built into the product: what stands before its tests.
pub fn product(text: &str) -> &str {
    text.split("\n#[cfg(test)]\nmod tests")
        .next()
        .unwrap_or(text)
}
