//! The binary: settings, command line, wiring, start and stop. It alone reads the environment, the clock and chance.

mod backups;
mod command;
mod demo;
mod examples;
mod failure;
mod folder;
mod key_file;
mod nature;
mod open;
mod output;
mod settings;

use std::process::ExitCode;

use clap::Parser as _;

use command::CommandLine;
use output::Output;

fn main() -> ExitCode {
    let line = CommandLine::parse();
    let output = Output::new(line.json);
    match command::run(line, &output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output.failed(&failure);
            ExitCode::from(failure.code())
        }
    }
}
