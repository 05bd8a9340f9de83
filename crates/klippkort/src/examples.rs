//! The example catalogue and the example world, embedded in the program.

use actions::catalog::Files;
use rust_embed::Embed;

#[derive(Embed)]
#[folder = "../../examples"]
struct Embedded;

/// Every file of the example catalogue.
pub fn files() -> Files {
    let text = |path: &str| {
        Embedded::get(path).map(|file| String::from_utf8_lossy(&file.data).into_owned())
    };
    Embedded::iter()
        .filter_map(|path| Some((path.to_string(), text(&path)?)))
        .collect()
}
