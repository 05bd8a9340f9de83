//! Turns `locales/<language>/*.ftl` into one typed method per sentence, and fails the build where
//! the languages do not say the same things.

#[path = "build/check.rs"]
mod check;
#[path = "build/generate.rs"]
mod generate;

use check::Locale;
use std::path::Path;
use std::{env, fs, io, process};

fn main() -> io::Result<()> {
    let folder = Path::new(&cargo("CARGO_MANIFEST_DIR")).join("../../locales");
    println!("cargo::rerun-if-changed={}", folder.display());
    match check::locales(&check::sources(&folder)?) {
        Ok(locales) => write(&locales),
        Err(problems) => {
            for problem in problems {
                println!("cargo::error={problem}");
            }
            process::exit(1);
        }
    }
}

fn write(locales: &[Locale]) -> io::Result<()> {
    fs::write(
        Path::new(&cargo("OUT_DIR")).join("messages.rs"),
        generate::module(locales),
    )
}

fn cargo(variable: &str) -> String {
    env::var(variable).expect("cargo sets it for every build script")
}
