//! `keys list`: the public halves of the keys, by number.

use std::fmt::Write as _;

use clap::Subcommand;
use serde::Serialize;

use crate::failure::Failure;
use crate::open;
use crate::output::Output;
use crate::settings::Settings;

#[derive(Debug, Subcommand)]
pub enum Keys {
    /// List the numbers of the keys with their public halves
    List,
}

#[derive(Serialize)]
struct Listed {
    number: i64,
    public: String,
    current: bool,
}

pub fn run(settings: &Settings, command: &Keys, output: Output) -> Result<(), Failure> {
    match command {
        Keys::List => list(settings, output),
    }
}

fn list(settings: &Settings, output: Output) -> Result<(), Failure> {
    let ring = open::key_ring(&settings.keys)?;
    let listed = |(number, public): (i64, [u8; 32])| Listed {
        number,
        public: hex(&public),
        current: number == ring.current(),
    };
    let keys: Vec<_> = ring.public_keys().into_iter().map(listed).collect();
    output.say(&keys, |keys| {
        keys.iter().map(line).collect::<Vec<_>>().join("\n")
    });
    Ok(())
}

fn line(key: &Listed) -> String {
    let Listed {
        number,
        public,
        current,
    } = key;
    format!(
        "{number}  {public}{}",
        if *current { "  current" } else { "" }
    )
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes all that is written");
        text
    })
}
