//! How fast it is, each figure beside the bare engine's own: `cargo xtask bench`. `docs/performance.md` says how to read
//! it.

mod measure;
mod report;
mod submissions;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use report::Report;

/// Measures beside the bare engine, prints a table and adds it to `results.json`.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    what: What,
    /// Where filled databases and results are kept.
    #[arg(long, global = true, default_value = "target/bench")]
    folder: PathBuf,
}

#[derive(Subcommand)]
enum What {
    /// Durable submissions in process: spread over all contracts, and all on one
    Submissions(submissions::Asked),
}

/// The database below.
#[derive(Clone, Copy, ValueEnum)]
enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    const fn store(self) -> store::Engine {
        match self {
            Self::Sqlite => store::Engine::Sqlite,
            Self::Postgres => store::Engine::Postgres,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let mut report = Report::open(&arguments.folder)?;
    match &arguments.what {
        What::Submissions(asked) => {
            submissions::run(asked, &arguments.folder, &mut report).await?;
        }
    }
    Ok(())
}
