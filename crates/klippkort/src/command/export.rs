//! `export`: everything that is kept, one table, or what concerns one organisation or person, as a file.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use actions::exports::{self, Part, Wanted};
use actions::{By, Stopped};
use clap::{Args, ValueEnum};
use domain::ids::EmailAddress;
use entrypoints::exported::{Format, written};
use futures_util::TryStreamExt as _;
use tokio::sync::mpsc::Receiver;

use super::OPERATOR;
use crate::failure::Failure;
use crate::settings::Settings;
use crate::{nature, open};

#[derive(Clone, Copy, Debug, ValueEnum)]
enum As {
    Json,
    Xlsx,
    Csv,
}

impl As {
    const fn format(self) -> Format {
        match self {
            Self::Json => Format::Json,
            Self::Xlsx => Format::Xlsx,
            Self::Csv => Format::Csv,
        }
    }
}

#[derive(Debug, Args)]
pub struct Export {
    /// One table, by name [default: everything]
    #[arg(long, value_parser = table, conflicts_with_all = ["organisation", "person"])]
    table: Option<String>,
    /// What concerns an organisation, by partner ID or key
    #[arg(long, value_name = "ID", conflicts_with = "person")]
    organisation: Option<String>,
    /// What is kept about a person, who has asked for it
    #[arg(long, value_name = "E-MAIL", value_parser = address)]
    person: Option<EmailAddress>,
    /// How it is written; CSV holds one table
    #[arg(long = "as", value_enum, default_value = "json", value_name = "FORMAT")]
    format: As,
    /// Where to write it [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

fn table(name: &str) -> Result<String, String> {
    if exports::names().any(|known| known == name) {
        return Ok(name.to_owned());
    }
    let known: Vec<&str> = exports::names().collect();
    Err(format!("there are {}", known.join(", ")))
}

fn address(text: &str) -> Result<EmailAddress, String> {
    EmailAddress::parse(text).map_err(|_| "that is no address".to_owned())
}

pub async fn run(settings: &Settings, export: Export) -> Result<(), Failure> {
    let (format, out) = (export.format.format(), export.out.clone());
    if format == Format::Csv && export.table.is_none() {
        return Err(Failure::Found(vec![
            "A CSV file holds one table: choose it with --table.".to_owned(),
        ]));
    }
    let house = open::house(settings).await?;
    let by = By::House(OPERATOR, nature::now());
    let parts = exports::export(&house, by, wanted(export), format.code()).await;
    let done = match parts {
        Ok(parts) => write(format, parts, out.as_deref()).await,
        Err(stopped) => Err(Stopped::into(stopped)),
    };
    house.close().await;
    done
}

fn wanted(export: Export) -> Wanted {
    match (export.table, export.organisation, export.person) {
        (Some(table), ..) => Wanted::Table(table),
        (_, Some(organisation), _) => Wanted::Organisation(organisation),
        (.., Some(person)) => Wanted::Person(person),
        _ => Wanted::Everything,
    }
}

async fn write(format: Format, parts: Receiver<Part>, out: Option<&Path>) -> Result<(), Failure> {
    let name = out.map_or("standard output".into(), Path::to_string_lossy);
    let broken = |problem| Failure::Broke(format!("{name}: {problem}"));
    let mut bytes = written(format, parts).await.map_err(broken)?;
    let mut to: Box<dyn Write> = match out {
        Some(path) => Box::new(File::create(path).map_err(broken)?),
        None => Box::new(io::stdout()),
    };
    while let Some(piece) = bytes.try_next().await.map_err(broken)? {
        to.write_all(&piece).map_err(broken)?;
    }
    to.flush().map_err(broken)
}
