//! An archive: one file with everything that the database and the place for bytes hold at one moment.
//!
//! It is a ZIP file of lines of JSON, the same whichever engine it comes from, and so fit for the other one:
//! `tables/NAME.jsonl` has a line for each row, `files/KEY` the bytes of each file, and `manifest.json` tells what
//! must be there, with the SHA-256 of each part. `manifest.sig` proves that nobody has written another manifest.

mod manifest;
mod open;
mod rows;
mod tally;
mod unpack;
mod write;

pub use manifest::{Manifest, Proof, Signature};
pub use open::{Archive, Damage};
pub use write::Attached;

const MANIFEST: &str = "manifest.json";
const SIGNATURE: &str = "manifest.sig";
/// How much is read at once, in bytes.
const CHUNK: usize = 64 * 1024;

/// The name of the part with the rows of a table.
fn table_part(name: &str) -> String {
    format!("tables/{name}.jsonl")
}

/// The name of the part with the bytes of a file.
fn file_part(key: &str) -> String {
    format!("files/{key}")
}
