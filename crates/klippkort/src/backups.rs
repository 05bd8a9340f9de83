//! The folder of backups: one a day, the oldest dropped, and beside them who has been erased, so that a backup from
//! before brings nobody back.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use actions::jobs::{self, Run};
use actions::{House, accounts, backups};
use domain::time::{Moment, Span};
use store::Manifest;
use tokio::time::{MissedTickBehavior, interval};

use crate::failure::Failure;
use crate::nature;
use crate::settings::Backups;

/// The file beside the backups that names whoever has been erased, a line each.
pub const ERASED: &str = "erased.txt";

/// How often it is looked whether a backup is due, or somebody has been erased.
const ROUND: Duration = Duration::from_mins(1);
/// How old the last backup grows before the next is made.
const AGE: Span = Span::minutes(24 * 60);
/// How far back it is looked for the erased each time, in minutes: longer than any transaction takes.
const OVERLAP_MINUTES: i64 = 60;
/// How many of the erased are read at once.
const AT_ONCE: i64 = 1_000;

/// The name of a backup that is made at `at`.
pub fn name(at: Moment) -> String {
    let at = at.to_string();
    let digits: String = at
        .chars()
        .take(19)
        .filter(|c| !matches!(c, '-' | ':'))
        .collect();
    format!("klippkort-{digits}Z.zip")
}

/// Makes a backup in the folder, writes down that it ran, and drops the oldest.
pub async fn make(house: &House, backups: &Backups) -> Result<(PathBuf, Manifest), Failure> {
    make_folder(&backups.folder)?;
    let began = nature::now();
    let path = backups.folder.join(name(began));
    let written = backups::write(house, path.clone(), began).await;
    let run = Run {
        job: backups::JOB.to_owned(),
        began,
        ended: nature::now(),
        failure: written.as_ref().err().map(|why| format!("{why:?}")),
    };
    jobs::record(house, vec![run]).await?;
    let manifest = written?;
    drop_oldest(backups)?;
    Ok((path, manifest))
}

/// Looks after the folder until it is dropped.
pub async fn look_after(backups: Option<&Backups>, house: &House) {
    let Some(backups) = backups else { return };
    let mut rounds = interval(ROUND);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut since = Moment(0);
    loop {
        rounds.tick().await;
        match note_erased(house, &backups.folder, since).await {
            Ok(until) => since = until,
            Err(failure) => tracing::error!(%failure, "who was erased could not be written down"),
        }
        match is_due(house).await {
            Ok(false) => {}
            Ok(true) => match make(house, backups).await {
                Ok((path, manifest)) => {
                    let (rows, files) = (manifest.rows(), manifest.files());
                    tracing::info!(path = %path.display(), rows, files, "a backup is written");
                }
                Err(failure) => tracing::error!(%failure, "the backup failed"),
            },
            Err(failure) => tracing::error!(%failure, "it is not known when the last backup was"),
        }
    }
}

/// The keys of whoever the file at `path` names; nobody where there is none.
pub fn erased(path: &Path) -> Result<Vec<String>, Failure> {
    let text = match fs::read_to_string(path) {
        Err(problem) if problem.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        text => text.map_err(|problem| broken(path, &problem))?,
    };
    let keys = text
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    Ok(keys.map(str::to_owned).collect())
}

async fn is_due(house: &House) -> Result<bool, Failure> {
    let runs = jobs::recent(house, &[backups::JOB]).await?;
    let last = runs.iter().map(|run| run.began).max();
    Ok(last.is_none_or(|last| nature::now() - last >= AGE))
}

/// Adds whoever has been erased since to the file; gives since when to look the next time.
async fn note_erased(house: &House, folder: &Path, since: Moment) -> Result<Moment, Failure> {
    let mut from = since;
    loop {
        let found = accounts::erase::erased(house, from, AT_ONCE).await?;
        note(folder, &found)?;
        let last = found.last().map_or(from, |(_, at)| *at);
        if last == from || i64::try_from(found.len()) != Ok(AT_ONCE) {
            return Ok(since.max(last.plus_minutes(-OVERLAP_MINUTES)));
        }
        from = last;
    }
}

/// Adds those of `found` to the file who are not in it.
fn note(folder: &Path, found: &[(String, Moment)]) -> Result<(), Failure> {
    let path = folder.join(ERASED);
    let known: BTreeSet<String> = match found {
        [] => return Ok(()),
        _ => erased(&path)?.into_iter().collect(),
    };
    let new = found.iter().filter(|(key, _)| !known.contains(key));
    let lines: Vec<_> = new.map(|(key, at)| format!("{key} {at}\n")).collect();
    append(folder, &path, &lines.concat())
}

/// Adds lines to a file, durably.
fn append(folder: &Path, path: &Path, lines: &str) -> Result<(), Failure> {
    if lines.is_empty() {
        return Ok(());
    }
    make_folder(folder)?;
    let written = OpenOptions::new().append(true).create(true).open(path);
    let written = written.and_then(|mut file| {
        file.write_all(lines.as_bytes())?;
        file.sync_all()
    });
    written.map_err(|problem| broken(path, &problem))
}

fn drop_oldest(backups: &Backups) -> Result<(), Failure> {
    let entries =
        fs::read_dir(&backups.folder).map_err(|problem| broken(&backups.folder, &problem))?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| is_backup(path))
        .collect();
    found.sort();
    let too_many = found.len().saturating_sub(backups.keep);
    for path in &found[..too_many] {
        fs::remove_file(path).map_err(|problem| broken(path, &problem))?;
    }
    Ok(())
}

/// Whether the name is one that [`name`] gives: nothing else in the folder is touched.
fn is_backup(path: &Path) -> bool {
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let digits = name
        .strip_prefix("klippkort-")
        .and_then(|name| name.strip_suffix("Z.zip"));
    digits.is_some_and(|digits| {
        digits.len() == 15 && digits.bytes().all(|c| c.is_ascii_digit() || c == b'T')
    })
}

fn make_folder(folder: &Path) -> Result<(), Failure> {
    crate::command::init::make_folder(folder)
}

fn broken(path: &Path, problem: &std::io::Error) -> Failure {
    Failure::Broke(format!("{}: {problem}", path.display()))
}
