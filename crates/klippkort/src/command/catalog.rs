//! `catalog check`, `catalog load` and `catalog save`.

use std::path::{Path, PathBuf};

use actions::By;
use actions::catalog::{self, Loaded, Unloaded};
use clap::Subcommand;
use serde::Serialize;

use super::OPERATOR;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use crate::{folder, nature, open};

#[derive(Debug, Subcommand)]
pub enum Catalog {
    /// List every mistake of a catalogue, and load nothing
    Check {
        /// The folder of the catalogue
        folder: PathBuf,
    },
    /// Load a catalogue, whole or not at all
    Load {
        /// The folder of the catalogue
        folder: PathBuf,
    },
    /// Write the files in force to a folder, from which they can be loaded again
    Save {
        /// The folder, which is made
        folder: PathBuf,
    },
}

#[derive(Serialize)]
struct Said {
    version: i64,
    changed: bool,
    offers: usize,
    articles_written: usize,
    articles_removed: usize,
}

pub async fn run(settings: &Settings, command: &Catalog, output: Output) -> Result<(), Failure> {
    match command {
        Catalog::Check { folder } => check(folder, output),
        Catalog::Load { folder } => load(settings, folder, output).await,
        Catalog::Save { folder } => save(settings, folder, output).await,
    }
}

fn check(folder: &Path, output: Output) -> Result<(), Failure> {
    catalog::check(&folder::read(folder)?)?;
    output.say(&serde_json::json!({ "mistakes": [] }), |_| {
        "No mistakes.".to_owned()
    });
    Ok(())
}

async fn load(settings: &Settings, folder: &Path, output: Output) -> Result<(), Failure> {
    let files = folder::read(folder)?;
    let house = open::house(settings).await?;
    let loaded = catalog::load(&house, &files, nature::now()).await;
    house.close().await;
    let Loaded {
        version,
        changed,
        offers,
        articles,
    } = loaded?;
    let (articles_written, articles_removed) = (articles.written, articles.removed);
    let said = Said {
        version,
        changed,
        offers,
        articles_written,
        articles_removed,
    };
    output.say(&said, tell);
    Ok(())
}

async fn save(settings: &Settings, folder: &Path, output: Output) -> Result<(), Failure> {
    let house = open::house(settings).await?;
    let held = catalog::in_force(&house, By::House(OPERATOR, nature::now())).await;
    house.close().await;
    let (version, files) = held?;
    folder::write(folder, &files)?;
    output.say(
        &serde_json::json!({ "version": version, "files": files.len() }),
        |_| format!("Version {version} of the catalogue: {} files.", files.len()),
    );
    Ok(())
}

fn tell(said: &Said) -> String {
    let Said {
        version,
        changed,
        offers,
        articles_written,
        articles_removed,
    } = said;
    let is = if *changed {
        "is new"
    } else {
        "was there already"
    };
    format!(
        "Version {version} of the catalogue {is}. Offers with a new version: {offers}. \
         Articles written: {articles_written}, removed: {articles_removed}."
    )
}

impl From<Unloaded> for Failure {
    fn from(unloaded: Unloaded) -> Self {
        match unloaded {
            Unloaded::Mistakes(mistakes) => mistakes.into(),
            Unloaded::Stopped(stopped) => stopped.into(),
        }
    }
}
