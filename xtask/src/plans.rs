//! Writes `plans.txt`: notes what the tests of the verbs say to the database, and asks both engines how they do it.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, ensure};

use crate::tidy::plans::{KEPT, ours};
use crate::tree::Tree;

/// Keeps the plan of each statement that a verb says: of those that are kept already, and of those noted in `noted`, or
/// else of all that the tests run.
pub fn write(noted: Option<&str>) -> anyhow::Result<ExitCode> {
    let folder = tempfile::tempdir()?;
    let notes = folder.path().join("statements");
    match noted {
        Some(noted) => {
            std::fs::copy(noted, &notes)?;
        }
        // Whether they are green does not matter here: the plans may be what is not.
        None => {
            let verbs_and_pages = ["--package", "actions", "--package", "entrypoints"];
            tests(&verbs_and_pages, ("KLIPPKORT_STATEMENTS", &notes))?;
        }
    }
    let noted = std::fs::read_to_string(&notes).context("the tests note their statements")?;
    let ours = ours(&Tree::of_this_repository()?);
    let kept = std::fs::read_to_string(Tree::root().join(KEPT))?;
    let kept = kept.lines().filter(|line| !line.starts_with(['#', ' ']));
    let statements: BTreeSet<&str> = noted
        .lines()
        .chain(kept)
        .filter(|line| ours(line))
        .collect();
    std::fs::write(&notes, Vec::from_iter(statements).join("\n"))?;
    let only = ["--package", "actions", "--test", "verbs", "plans"];
    ensure!(
        tests(&only, ("WRITE_PLANS", &notes))?,
        "a plan is not as it must be"
    );
    Ok(ExitCode::SUCCESS)
}

/// Whether the tests that `arguments` name are green.
fn tests(arguments: &[&str], (variable, file): (&str, &Path)) -> anyhow::Result<bool> {
    let mut cargo = Command::new("cargo");
    let cargo = cargo.arg("test").args(arguments).arg("--no-fail-fast");
    Ok(cargo.env(variable, file).status()?.success())
}
