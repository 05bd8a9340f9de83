//! What was measured: a line of a table as soon as it is known, and a file that later runs add to.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

use crate::measure::Figures;

/// All rows by name, those of earlier runs too.
pub struct Report {
    path: PathBuf,
    rows: BTreeMap<String, Row>,
    commit: String,
}

/// What was measured under one name.
#[derive(Debug, Serialize, Deserialize, PartialEq)]
struct Row {
    #[serde(flatten)]
    what: What,
    /// The commit that was measured.
    commit: String,
}

#[derive(Debug, Serialize, Deserialize, PartialEq)]
#[serde(untagged)]
enum What {
    Rate {
        /// Ours.
        ours: Figures,
        /// The bare engine's, on the very same rows.
        bare: Option<Figures>,
        /// Of the bare engine's rate, what ours reached: 1 is all of it.
        share: Option<f64>,
    },
    Amount {
        amount: f64,
        unit: String,
    },
}

impl Report {
    /// Reads what earlier runs left in `folder`.
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        fs::create_dir_all(folder)?;
        let path = folder.join("results.json");
        let rows = match fs::read(&path) {
            Ok(text) => serde_json::from_slice(&text)
                .with_context(|| format!("{} is not ours", path.display()))?,
            Err(_) => BTreeMap::new(),
        };
        println!(
            "{:64} {:>9} {:>8} {:>8}",
            "", "a second", "p50 ms", "p99 ms"
        );
        Ok(Self {
            path,
            rows,
            commit: commit(),
        })
    }

    /// Prints how fast something is, and the bare engine where it did the same, and keeps it in the place of an earlier
    /// row of its name.
    pub fn rate(
        &mut self,
        name: String,
        ours: Figures,
        bare: Option<Figures>,
    ) -> anyhow::Result<()> {
        let share = bare.map(|bare| ours.per_second / bare.per_second);
        print(&name, ours, "");
        if let Some((bare, share)) = bare.zip(share) {
            let share = format!("{:4.0} %", share * 100.0);
            print("  the bare engine", bare, &share);
        }
        self.keep(name, What::Rate { ours, bare, share })
    }

    /// The same for a figure of another kind.
    pub fn amount(&mut self, name: &str, amount: f64, unit: &str) -> anyhow::Result<()> {
        println!("{name:64} {amount:9.1} {unit}");
        let unit = unit.to_owned();
        self.keep(name.to_owned(), What::Amount { amount, unit })
    }

    fn keep(&mut self, name: String, what: What) -> anyhow::Result<()> {
        let commit = self.commit.clone();
        self.rows.insert(name, Row { what, commit });
        Ok(fs::write(
            &self.path,
            serde_json::to_vec_pretty(&self.rows)?,
        )?)
    }
}

fn print(name: &str, figures: Figures, share: &str) {
    let Figures {
        per_second,
        p50,
        p99,
    } = figures;
    println!("{name:64} {per_second:9.0} {p50:8.2} {p99:8.2} {share}");
}

/// The commit of the tree that is measured; empty where git does not know.
fn commit() -> String {
    let told = Command::new("git")
        .args(["describe", "--always", "--dirty"])
        .output();
    let told = told.map(|told| told.stdout).unwrap_or_default();
    String::from_utf8_lossy(&told).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(per_second: f64) -> Figures {
        Figures {
            per_second,
            p50: 1.0,
            p99: 2.0,
        }
    }

    #[test]
    fn a_later_run_adds_rows_and_replaces_those_of_its_names() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut report = Report::open(folder.path()).expect("nothing is there");
        for name in ["one", "two"] {
            let added = report.rate(name.to_owned(), figures(10.0), Some(figures(20.0)));
            added.expect("it is written");
        }
        report.amount("room", 3.5, "MB").expect("it is written");
        let mut later = Report::open(folder.path()).expect("it can be read");
        let added = later.rate("two".to_owned(), figures(30.0), Some(figures(40.0)));
        added.expect("it is written");
        let rows = Report::open(folder.path()).expect("it can be read").rows;
        let told: Vec<_> = rows
            .iter()
            .map(|(name, row)| (name.as_str(), share_or_amount(&row.what)))
            .collect();
        assert_eq!(told, [("one", 0.5), ("room", 3.5), ("two", 0.75)]);
    }

    fn share_or_amount(what: &What) -> f64 {
        match what {
            What::Rate { share, .. } => share.expect("the bare engine did the same"),
            What::Amount { amount, .. } => *amount,
        }
    }

    #[test]
    fn a_file_that_is_not_ours_is_not_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("results.json"), "[]").expect("a file");
        let refused = Report::open(folder.path()).err().expect("it is refused");
        assert!(refused.to_string().ends_with("results.json is not ours"));
    }
}
