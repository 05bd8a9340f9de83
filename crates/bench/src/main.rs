//! How fast it is, beside the bare engine where that does the same: `cargo xtask bench`. `docs/performance.md` says how
//! to read it.

mod beside;
mod browser;
mod http;
mod journey;
mod measure;
mod overload;
mod pages;
mod portal;
mod report;
mod standing;
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
    /// The same through the program: the form of the last step
    Http(submissions::Asked),
    /// Whole journeys through the wizard, page by page
    Journeys(submissions::Asked),
    /// Pages and searches, in databases of several sizes
    Pages(pages::Asked),
    /// Pairs of IDs, checked among all contracts
    Verification(pages::Asked),
    /// The start of the program, its memory, and what it takes of attachments
    Standing(standing::Asked),
    /// Many times what can be served
    Overload(overload::Asked),
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
    let (folder, report) = (&arguments.folder, &mut report);
    match &arguments.what {
        What::Submissions(asked) => submissions::run(asked, folder, report).await,
        What::Http(asked) => http::run(asked, folder, report).await,
        What::Journeys(asked) => http::journeys(asked, folder, report).await,
        What::Pages(asked) => pages::run(asked, folder, report).await,
        What::Verification(asked) => pages::verification(asked, folder, report).await,
        What::Standing(asked) => standing::run(asked, folder, report).await,
        What::Overload(asked) => overload::run(asked, folder, report).await,
    }
}
