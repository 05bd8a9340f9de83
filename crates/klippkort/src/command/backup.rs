//! `backup` and `restore`: everything that is kept, as one signed file, and a blank house filled from it.

use std::path::PathBuf;

use actions::ledger::{self, Examined};
use actions::{House, accounts, backups as archive};
use clap::{Args, Subcommand};
use serde::Serialize;
use store::{Damage, Fault, Manifest};

use super::init;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Backups, Settings};
use crate::{backups, nature, open};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Backup {
    /// Where to write it [default: the folder of the setting backups.folder]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(subcommand)]
    check: Option<Check>,
}

#[derive(Debug, Subcommand)]
enum Check {
    /// Read a backup from end to end and prove that it is what was written
    Verify {
        /// The backup
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
pub struct Restore {
    /// The backup
    file: PathBuf,
    /// Who has been erased since, as written beside the backups [default: erased.txt beside the backup]
    #[arg(long, value_name = "FILE")]
    erased: Option<PathBuf>,
}

#[derive(Serialize)]
struct Said {
    file: String,
    taken: String,
    program: String,
    rows: u64,
    files: usize,
    bytes: u64,
    /// Files that rows name and that could not be read whole when the backup was made.
    lost: Vec<String>,
    /// How many people were erased again.
    #[serde(skip_serializing_if = "Option::is_none")]
    erased_again: Option<usize>,
}

impl Said {
    fn new(file: &std::path::Path, manifest: &Manifest) -> Self {
        Self {
            file: file.display().to_string(),
            taken: domain::time::Moment(manifest.taken).to_string(),
            program: manifest.program.clone(),
            rows: manifest.rows(),
            files: manifest.files(),
            bytes: manifest.bytes(),
            lost: manifest.lost.clone(),
            erased_again: None,
        }
    }

    fn tell(&self, done: &str) -> String {
        let Self {
            file,
            taken,
            rows,
            files,
            bytes,
            lost,
            ..
        } = self;
        let lost = match lost.len() {
            0 => String::new(),
            lost => format!(" {lost} files were gone or damaged then and are not in it."),
        };
        format!(
            "{done} {file}, as of {taken}: {rows} rows, {files} files with {bytes} bytes.{lost}"
        )
    }
}

/// Writes a backup, or checks one.
pub async fn run(settings: &Settings, backup: Backup, output: Output) -> Result<(), Failure> {
    if let Some(Check::Verify { file }) = backup.check {
        let found = verified(settings, file.clone()).await?;
        let said = Said::new(&file, found.manifest());
        output.say(&said, |said| {
            said.tell("Whole and signed with a key of the key file:")
        });
        return Ok(());
    }
    let house = open::house(settings).await?;
    let written = written(&house, backup.out, settings.backups.as_ref()).await;
    house.close().await;
    let (path, manifest) = written?;
    output.say(&Said::new(&path, &manifest), |said| said.tell("Written:"));
    Ok(())
}

/// Fills a blank house from a backup.
pub async fn restore(settings: &Settings, asked: Restore, output: Output) -> Result<(), Failure> {
    let backup = verified(settings, asked.file.clone()).await?;
    let mut said = Said::new(&asked.file, backup.manifest());
    let beside = asked.file.with_file_name(backups::ERASED);
    let erased = backups::erased(asked.erased.as_ref().unwrap_or(&beside))?;
    init::make_folder(&settings.data)?;
    let store = open::database(settings)?;
    let restored = archive::restore(backup, store.clone(), open::bytes(settings)?).await;
    store.close().await;
    restored.map_err(|fault| match fault {
        Fault::Conflict { constraint: None } => Failure::Unready(
            "the database is not blank: a backup is put back into nothing but a new one".to_owned(),
        ),
        fault => fault.into(),
    })?;
    let house = open::house(settings).await?;
    let proven = proven(&house, &erased).await;
    house.close().await;
    said.erased_again = Some(proven?);
    output.say(&said, |said| {
        let again = said.erased_again.unwrap_or_default();
        let done = said.tell("Put back:");
        format!("{done} {again} people were erased again. The ledger adds up.")
    });
    Ok(())
}

async fn written(
    house: &House,
    out: Option<PathBuf>,
    backups: Option<&Backups>,
) -> Result<(PathBuf, Manifest), Failure> {
    match (out, backups) {
        (Some(path), _) => {
            let manifest = archive::write(house, path.clone(), nature::now()).await?;
            Ok((path, manifest))
        }
        (None, Some(backups)) => backups::make(house, backups).await,
        (None, None) => Err(Failure::Unready(
            "say where with --out, or set backups.folder".to_owned(),
        )),
    }
}

async fn verified(settings: &Settings, file: PathBuf) -> Result<store::Archive, Failure> {
    let name = file.display().to_string();
    let keys = open::key_ring(&settings.keys)?;
    let found = archive::verify(file, keys).await;
    found.map_err(|damage| match damage {
        Damage::Unreadable(problem) => Failure::Broke(format!("{name}: {problem}")),
        damage => Failure::Found(vec![format!("{name}: {damage}")]),
    })
}

/// Erases again whoever was erased since, and proves that the ledger adds up.
async fn proven(house: &House, erased: &[String]) -> Result<usize, Failure> {
    let again = accounts::erase::erase_again(house, erased, nature::now()).await?;
    let Examined { findings, .. } = ledger::examine(house).await?;
    if findings.is_empty() {
        return Ok(again);
    }
    Err(Failure::Found(
        findings.iter().map(super::ledger::words).collect(),
    ))
}
