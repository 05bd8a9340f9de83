//! The command line: what can be asked of the program, and which part answers.

mod backup;
mod catalog;
mod contract;
mod demo;
mod doctor;
mod explain;
mod export;
mod import;
pub mod init;
mod keys;
mod ledger;
mod person;
mod problem;
mod serve;
mod statement;
mod subscription;

use std::future::Future;
use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::failure::Failure;
use crate::output::{Output, write};
use crate::settings::{Settings, told};
use statement::Statement;

const EXAMPLES: &str = "\
Examples:
  klippkort serve --demo                   try it on invented data, on this computer only
  klippkort init                           make the data folder and the key file
  klippkort catalog load ./catalogue       load products, offers and articles
  klippkort serve                          serve in earnest
  klippkort person give vera@example.com administrator
  klippkort contract list                  how every contract stands
  klippkort explain --sign-in maja@example.com --product sql-server --product-version 2022
  klippkort export --out everything.json   write all that is kept to a file
  klippkort backup --out backup.zip        write everything to a file that `restore` takes back
  klippkort ledger verify                  prove that every balance follows from the transfers
  klippkort doctor --json                  say what is ready and what is not";

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  something broke: the database, a file, the network
  2  the command line cannot be read
  3  the rules refuse it
  4  what was checked is not as it should be
  5  the settings, the keys or the data folder are missing or wrong

Settings are read from klippkort.toml and from the environment; secrets never from the command line.";

/// Who does what a command does, in the ledger and the audit log.
const OPERATOR: &str = "operator";

/// Prepaid technical support: contracts, requests, and a ledger that adds up.
#[derive(Debug, Parser)]
#[command(name = "klippkort", version, before_help = EXAMPLES, after_help = EXIT_CODES)]
pub struct CommandLine {
    /// The file with the settings [default: klippkort.toml, where it exists]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Answer in JSON
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the portal until it is told to stop
    Serve(serve::Serve),
    /// Make the data folder, the key file and the database
    Init,
    /// Load the example catalogue and the example world into an empty database
    Demo,
    /// Issue, activate, change and show contracts
    #[command(subcommand)]
    Contract(contract::Contract),
    /// Prove that the ledger adds up
    #[command(subcommand)]
    Ledger(ledger::Ledger),
    /// Write or check a signed statement
    #[command(subcommand)]
    Statement(statement::Statement),
    /// Say which contracts of a sign-in can be used for what, and why not
    Explain(explain::Explain),
    /// Make accounts for people who are expected, and give staff roles
    #[command(subcommand)]
    Person(person::Person),
    /// Make subscriptions to cloud products known, and give roles on them
    #[command(subcommand)]
    Subscription(subscription::Subscription),
    /// Tell everybody of a problem that is known, or that it is over
    #[command(subcommand)]
    Problem(problem::Problem),
    /// Check a file of contracts with opening balances, and take it over all or nothing
    Import(import::Import),
    /// Write everything that is kept to a file, or what concerns one organisation or person
    Export(export::Export),
    /// Write everything that is kept, files too, to one signed file, while all goes on
    Backup(backup::Backup),
    /// Fill a blank database and the place for files from a backup
    Restore(backup::Restore),
    /// Load, check or write out a catalogue
    #[command(subcommand)]
    Catalog(catalog::Catalog),
    /// List or rotate the keys
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Say what is ready and what is not
    Doctor,
    /// Show the licences of others' work in the program, with their full texts
    Licences,
}

/// Does what the command line asks for.
///
/// # Errors
/// [`Failure`] with the exit code.
pub fn run(line: CommandLine, output: &Output) -> Result<(), Failure> {
    if let Command::Statement(Statement::Verify { file, keys }) = &line.command {
        return statement::verify(file, keys, *output);
    }
    let settings = Settings::read(line.config.as_deref())?;
    match line.command {
        Command::Serve(serve) => {
            let decided = told(&settings, line.config.as_deref());
            waited(serve::run(&settings, &serve, decided))
        }
        Command::Init => waited(init::run(&settings, *output)),
        Command::Demo => waited(demo::run(&settings, *output)),
        Command::Contract(command) => waited(contract::run(&settings, command, *output)),
        Command::Ledger(command) => waited(ledger::run(&settings, &command, *output)),
        Command::Statement(Statement::Verify { file, keys }) => {
            statement::verify(&file, &keys, *output)
        }
        Command::Statement(Statement::Export { one, from, to, out }) => waited(statement::export(
            &settings,
            one,
            (from, to),
            out.as_deref(),
        )),
        Command::Explain(explain) => waited(explain::run(&settings, explain, *output)),
        Command::Person(command) => waited(person::run(&settings, command, *output)),
        Command::Subscription(command) => waited(subscription::run(&settings, command, *output)),
        Command::Problem(command) => waited(problem::run(&settings, command, *output)),
        Command::Import(import) => waited(import::run(&settings, import, *output)),
        Command::Export(export) => waited(export::run(&settings, export)),
        Command::Backup(backup) => waited(backup::run(&settings, backup, *output)),
        Command::Restore(restore) => waited(backup::restore(&settings, restore, *output)),
        Command::Catalog(command) => waited(catalog::run(&settings, &command, *output)),
        Command::Keys(command) => waited(keys::run(&settings, &command, *output)),
        Command::Licences => {
            write(&web_kit::assets::licences());
            Ok(())
        }
        Command::Doctor => waited(doctor::run(&settings, *output)),
    }
}

/// Runs a command to its end on threads of its own.
fn waited(command: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|problem| Failure::Broke(format!("no threads: {problem}")))?;
    runtime.block_on(command)
}
