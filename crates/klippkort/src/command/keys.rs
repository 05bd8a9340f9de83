//! `keys list`: the public halves of the keys, by number. `keys rotate`: one more key, and every value wrapped with it.

use std::fmt::Write as _;

use actions::keys::{self, KeyRing};
use clap::Subcommand;
use serde::Serialize;
use tokio::time::sleep;

use crate::failure::Failure;
use crate::nature::Entropy;
use crate::output::Output;
use crate::settings::{self, Settings};
use crate::{key_file, open};

#[derive(Debug, Subcommand)]
pub enum Keys {
    /// List the numbers of the keys with their public halves
    List,
    /// Add a key to the key file, and wrap every stored ID anew with it; running servers go on
    Rotate,
}

#[derive(Serialize)]
struct Listed {
    number: i64,
    public: String,
    current: bool,
}

#[derive(Serialize)]
struct Rotated {
    number: i64,
    rewrapped: usize,
}

pub async fn run(settings: &Settings, command: &Keys, output: Output) -> Result<(), Failure> {
    match command {
        Keys::List => list(settings, output),
        Keys::Rotate => rotate(settings, output).await,
    }
}

/// Running servers read the new key before anything is wrapped with it.
async fn rotate(settings: &Settings, output: Output) -> Result<(), Failure> {
    let settings::Keys::File(path) = &settings.keys else {
        let words =
            "the keys come from the environment: rotate them where that is kept, in a key file";
        return Err(Failure::Unready(words.into()));
    };
    open::house(settings).await?.close().await;
    let text = KeyRing::rotated(&open::key_file(path)?, &Entropy::bytes());
    let text = text.map_err(|problem| Failure::Unready(problem.to_string()))?;
    key_file::replace(path, &text)?;
    sleep(key_file::LOOKED_AFTER_EVERY * 3).await;
    let house = open::house(settings).await?;
    let rewrapped = keys::rewrap(&house).await;
    house.close().await;
    let number = open::key_ring(&settings.keys)?.current();
    let rotated = Rotated {
        number,
        rewrapped: rewrapped?,
    };
    output.say(&rotated, |rotated| {
        let Rotated { number, rewrapped } = rotated;
        format!(
            "Key {number} is in use, and {rewrapped} contracts are wrapped with it. Keep a copy of the key file: \
             the older keys still check old statements."
        )
    });
    Ok(())
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
