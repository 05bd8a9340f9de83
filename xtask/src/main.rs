//! Tooling for those who work on Klippkort: `cargo xtask tidy`, `cargo xtask licences`, `cargo xtask plans`, `cargo xtask
//! sim`, `cargo xtask bench`.

mod licences;
mod plans;
mod tidy;
mod tree;

use std::env;
use std::process::{Command, ExitCode};

use tree::Tree;

const HELP: &str = "\
cargo xtask tidy        says what in this tree is against ARCHITECTURE.md and STYLE.md; a test does the same
cargo xtask licences    writes THIRD-PARTY.md: the crates that the binary links, with their licences
cargo xtask plans       writes crates/actions/plans.txt: what the tests say to the database, or what a FILE holds, with its plans
cargo xtask sim         plays stories written at random: --seed N --seeds N --operations N --engine sqlite|postgres --show --done FILE
cargo xtask bench       measures submissions, journeys, pages, memory and more, beside the bare engine; --help tells what
";

fn main() -> anyhow::Result<ExitCode> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["tidy"] => {
            let findings = tidy::findings(&Tree::of_this_repository()?);
            for finding in &findings {
                println!("{finding}");
            }
            Ok(ExitCode::from(u8::from(!findings.is_empty())))
        }
        ["licences"] => {
            std::fs::write(Tree::root().join(licences::PATH), licences::list()?)?;
            Ok(ExitCode::SUCCESS)
        }
        ["plans"] => plans::write(None),
        ["plans", noted] => plans::write(Some(noted)),
        ["sim", ..] => apart("simulator", "sim", &arguments[1..]),
        ["bench", ..] => apart("bench", "bench", &arguments[1..]),
        ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        _ => {
            eprint!("{HELP}");
            Ok(ExitCode::from(2))
        }
    }
}

/// Runs what stands on the whole product: apart from here, so that the checks of the tree do not wait for it to be
/// built.
fn apart(package: &str, binary: &str, arguments: &[String]) -> anyhow::Result<ExitCode> {
    let release = ["run", "--quiet", "--release", "--package", package];
    let ended = Command::new("cargo")
        .args(release)
        .args(["--bin", binary, "--"])
        .args(arguments)
        .status()?;
    Ok(ExitCode::from(u8::from(!ended.success())))
}
