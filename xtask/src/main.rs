//! Tooling for those who work on Klippkort: `cargo xtask tidy`, `cargo xtask licences`.

mod licences;
mod tidy;
mod tree;

use std::env;
use std::process::ExitCode;

use tree::Tree;

const HELP: &str = "\
cargo xtask tidy        says what in this tree is against ARCHITECTURE.md and STYLE.md; a test does the same
cargo xtask licences    writes THIRD-PARTY.md: the crates that the binary links, with their licences
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
