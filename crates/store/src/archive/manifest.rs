//! What an archive says of itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The form that this program writes, and the only one that it reads.
pub const FORM: i64 = 1;

/// What an archive must hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The form of the archive.
    pub(super) form: i64,
    /// What wrote it, with its version.
    pub program: String,
    /// When the database stood as it is told here, in microseconds since 1970 UTC.
    pub taken: i64,
    /// The number and checksum of every migration in force.
    pub(super) schema: Vec<(i64, String)>,
    /// The tables.
    pub(super) tables: BTreeMap<String, Rows>,
    /// The files, by key.
    pub(super) files: BTreeMap<String, Bytes>,
    /// The keys of files that rows name and that could not be read whole: what is missing here was missing there.
    pub lost: Vec<String>,
}

/// The rows of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rows {
    /// Its columns, in the order of the values.
    pub columns: Vec<String>,
    /// How many rows there are.
    pub count: u64,
    /// The SHA-256 of all lines, in hexadecimal.
    pub sha256: String,
}

/// The bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bytes {
    /// How many.
    pub size: u64,
    /// Their SHA-256, in hexadecimal.
    pub sha256: String,
}

impl Manifest {
    /// How many rows there are in all.
    pub fn rows(&self) -> u64 {
        self.tables.values().map(|table| table.count).sum()
    }

    /// How many files there are.
    pub fn files(&self) -> usize {
        self.files.len()
    }

    /// How many bytes they have in all.
    pub fn bytes(&self) -> u64 {
        self.files.values().map(|file| file.size).sum()
    }
}

/// A signature over a manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The number of the key.
    pub key: i64,
    /// The signature, in whatever form its maker understands.
    pub signature: String,
}

/// Signs manifests, and knows its own signatures again.
pub trait Proof: Send + Sync {
    /// Signs.
    fn sign(&self, manifest: &[u8]) -> Signature;
    /// Whether the signature is over this manifest and by a key of ours.
    fn holds(&self, manifest: &[u8], signature: &Signature) -> bool;
}
