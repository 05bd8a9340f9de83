//! `import`: a file checked row by row, and taken over all or nothing.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use actions::files::Failed;
use actions::imports::{self, Choice, Counts, Phase, Problem, Shown};
use actions::{By, House, Stopped};
use clap::{Args, ValueEnum};
use domain::import::{Kind, Repairs, Zeros};
use domain::time::Zone;
use futures_util::stream;
use serde::Serialize;
use tokio::fs::File;
use tokio::io::AsyncReadExt as _;

use super::OPERATOR;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use crate::{nature, open};

/// Bytes of a file that are read at once.
const PIECE: usize = 64 * 1024;

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Holds {
    Contracts,
    Organisations,
    Contacts,
}

impl Holds {
    const fn kind(self) -> Kind {
        match self {
            Self::Contracts => Kind::Contracts,
            Self::Organisations => Kind::Organisations,
            Self::Contacts => Kind::Contacts,
        }
    }
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
#[derive(Debug, Args)]
pub struct Import {
    /// The file: CSV in whatever encoding, or XLSX
    file: PathBuf,
    /// What it holds; else its headings tell
    #[arg(long, value_enum)]
    kind: Option<Holds>,
    /// The country of rows that name none, which the region follows from
    #[arg(long, value_name = "CODE")]
    country: String,
    /// The time zone that its days are of
    #[arg(long, value_parser = Zone::named)]
    zone: Zone,
    /// Say what would happen, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Leave rows with errors out
    #[arg(long)]
    skip_errors: bool,
    /// Add the zeros that a spreadsheet has taken from IDs
    #[arg(long, conflicts_with = "keep_ids")]
    add_zeros: bool,
    /// Take IDs as they are
    #[arg(long)]
    keep_ids: bool,
    /// Read bare numbers in columns of dates as a spreadsheet's count of days
    #[arg(long)]
    read_serials: bool,
}

#[derive(Serialize)]
struct Said {
    import: String,
    kind: &'static str,
    applied: bool,
    rows: Counts,
    errors: Vec<Wrong>,
}

#[derive(Serialize)]
struct Wrong {
    row: i64,
    field: &'static str,
    problem: &'static str,
    value: String,
}

pub async fn run(settings: &Settings, import: Import, output: Output) -> Result<(), Failure> {
    let house = open::house(settings).await?;
    let done = done(&house, &import, output).await;
    house.close().await;
    done
}

async fn done(house: &House, import: &Import, output: Output) -> Result<(), Failure> {
    let by = || By::House(OPERATOR, nature::now());
    let key = received(house, by(), import).await?;
    let choice = Choice {
        place: Some((import.zone.clone(), import.country.to_uppercase())),
        repairs: Some(repairs(import)),
        ..Choice::default()
    };
    imports::choose(house, by(), &key, choice).await?;
    imports::work(house, &key, nature::now()).await?;
    let shown = imports::show(house, by(), &key).await?;
    if shown.phase != Phase::Checked {
        return Err(Failure::Found(vec![format!("{:?}", shown.turned)]));
    }
    let (problems, _) = imports::problems(house, by(), &key, (0, "")).await?;
    if !import.dry_run {
        imports::apply(house, by(), &key, import.skip_errors).await?;
        imports::work(house, &key, nature::now()).await?;
    }
    let shown = imports::show(house, by(), &key).await?;
    if shown.phase == Phase::Failed {
        return Err(Failure::Found(vec![format!("{:?}", shown.turned)]));
    }
    say(&shown, &problems, output);
    Ok(())
}

fn repairs(import: &Import) -> Repairs {
    let zeros = match (import.add_zeros, import.keep_ids) {
        (true, _) => Zeros::Add,
        (_, true) => Zeros::Keep,
        _ => Zeros::Ask,
    };
    Repairs {
        zeros,
        serials: import.read_serials,
    }
}

async fn received(house: &House, by: By<'_>, import: &Import) -> Result<String, Failure> {
    let path: &Path = &import.file;
    let broken = |problem| Failure::Broke(format!("{}: {problem}", path.display()));
    let file = File::open(path).await.map_err(broken)?;
    let chunks = stream::try_unfold(file, |mut file| async move {
        let mut piece = vec![0; PIECE];
        let count = file.read(&mut piece).await?;
        piece.truncate(count);
        Ok::<_, std::io::Error>((count > 0).then(|| (piece.into(), file)))
    });
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let about = (
        import.kind.map(Holds::kind),
        name.into_owned(),
        import.zone.name().to_owned(),
    );
    match imports::receive(house, by, about, chunks).await {
        Ok(key) => Ok(key),
        Err(Failed::Stopped(stopped)) => Err(Stopped::into(stopped)),
        Err(failed) => Err(Failure::Broke(format!("{failed:?}"))),
    }
}

fn say(shown: &Shown, problems: &[Problem], output: Output) {
    let wrong = problems.iter().map(|problem| Wrong {
        row: problem.row,
        field: problem.field.code(),
        problem: problem.defect.code(),
        value: problem.value.clone(),
    });
    let said = Said {
        import: shown.key.clone(),
        kind: shown.kind.code(),
        applied: shown.phase == Phase::Applied,
        rows: shown.counts,
        errors: wrong.collect(),
    };
    output.say(&said, |said| {
        let Counts {
            new,
            changed,
            same,
            wrong,
        } = said.rows;
        let done = if said.applied { "Imported" } else { "Dry run" };
        let mut text = format!(
            "{done} ({}): {new} new, {changed} changed, {same} unchanged, {wrong} with errors.",
            said.kind
        );
        for one in &said.errors {
            let _ = write!(
                text,
                "\nRow {}: {} {} {}",
                one.row, one.field, one.problem, one.value
            );
        }
        text
    });
}
