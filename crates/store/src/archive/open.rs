//! Opening an archive, and proving that it is whole and ours before anything is taken from it.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use sha2::{Digest as _, Sha256};
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::manifest::FORM;
use super::write::hex;
use super::{CHUNK, MANIFEST, Manifest, Proof, SIGNATURE, file_part, table_part};

/// The longest manifest that is read, in bytes: some two million files.
const MANIFEST_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// Why an archive is not taken for one.
#[derive(Debug, thiserror::Error)]
pub enum Damage {
    /// It cannot be read at all.
    #[error("the file cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    /// It is no archive, or is cut short.
    #[error("the file is no backup, or is cut short")]
    Foreign,
    /// It is of a newer form.
    #[error("the backup was written by a newer version: {0}")]
    Newer(String),
    /// No key of ours has signed it as it is.
    #[error("the backup is not signed with a key of the key file, or was changed")]
    Unsigned,
    /// A part is not what the manifest says.
    #[error("the part {0} is damaged")]
    Part(String),
}

/// An archive that is whole.
pub struct Archive {
    zip: ZipArchive<BufReader<File>>,
    manifest: Manifest,
}

impl Archive {
    /// Opens the archive at `path` and reads all of it once. Blocks.
    ///
    /// # Errors
    /// [`Damage`], where it is anything else than what was written.
    pub fn open(path: &Path, proof: &dyn Proof) -> Result<Self, Damage> {
        let file = BufReader::new(File::open(path)?);
        let mut zip = ZipArchive::new(file).map_err(|problem| match problem {
            ZipError::Io(problem) if problem.kind() != io::ErrorKind::UnexpectedEof => {
                Damage::Unreadable(problem)
            }
            _ => Damage::Foreign,
        })?;
        let text = whole(&mut zip, MANIFEST)?;
        let signature = whole(&mut zip, SIGNATURE)?;
        let signature = serde_json::from_slice(&signature).map_err(|_| Damage::Unsigned)?;
        if !proof.holds(&text, &signature) {
            return Err(Damage::Unsigned);
        }
        let manifest: Manifest = serde_json::from_slice(&text).map_err(|_| newer(&text))?;
        if manifest.form != FORM {
            return Err(newer(&text));
        }
        let mut archive = Self { zip, manifest };
        archive.prove()?;
        Ok(archive)
    }

    /// What it says of itself.
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Compares every part with what the manifest says.
    fn prove(&mut self) -> Result<(), Damage> {
        let tables = self.manifest.tables.iter();
        let tables = tables.map(|(name, table)| (table_part(name), table.sha256.clone()));
        let files = self.manifest.files.iter();
        let files = files.map(|(key, file)| (file_part(key), file.sha256.clone()));
        for (name, sha256) in tables.chain(files).collect::<Vec<_>>() {
            let found = self.part(&name).and_then(hashed);
            if !found.is_ok_and(|found| found == sha256) {
                return Err(Damage::Part(name));
            }
        }
        Ok(())
    }

    /// A part, to be read.
    pub(super) fn part(&mut self, name: &str) -> io::Result<ZipFile<'_, BufReader<File>>> {
        Ok(self.zip.by_name(name)?)
    }
}

fn whole(zip: &mut ZipArchive<BufReader<File>>, name: &str) -> Result<Vec<u8>, Damage> {
    let part = zip.by_name(name).map_err(|_| Damage::Foreign)?;
    let mut text = Vec::new();
    let read = part.take(MANIFEST_BYTES_MAX).read_to_end(&mut text);
    read.map_err(|_| Damage::Part(name.to_owned()))?;
    Ok(text)
}

/// The SHA-256 of all that `part` gives, in hexadecimal.
fn hashed(mut part: impl Read) -> io::Result<String> {
    let (mut hash, mut piece) = (Sha256::new(), vec![0; CHUNK]);
    loop {
        match part.read(&mut piece)? {
            0 => return Ok(hex(&hash.finalize())),
            count => hash.update(&piece[..count]),
        }
    }
}

/// A manifest that is signed and yet not understood.
fn newer(text: &[u8]) -> Damage {
    let told: Option<serde_json::Value> = serde_json::from_slice(text).ok();
    let program = told.and_then(|told| Some(told.get("program")?.as_str()?.to_owned()));
    Damage::Newer(program.unwrap_or_default())
}
