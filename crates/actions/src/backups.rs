//! Backups: everything that is kept, as one signed file that either engine takes back.

use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::account::Caller;
use domain::time::Moment;
use sha2::{Digest as _, Sha256};
use store::{Archive, Attached, ByteStore, Damage, Fault, Manifest, Proof, Signature, Store};
use tokio::runtime::Handle;

use crate::audit::{self, Done, Record};
use crate::keys::{KeyRing, is_signed};
use crate::{Answer, House, MIGRATIONS};

/// The word that the runs of the daily backup are written down under.
pub const JOB: &str = "backup";

/// What wrote a backup.
const PROGRAM: &str = concat!("klippkort ", env!("CARGO_PKG_VERSION"));
/// What stands before a manifest's hash when it is signed: a signature over it is over nothing else.
const PURPOSE: &[u8] = b"klippkort backup\n";

/// The rows that name files.
const ATTACHED: &[Attached] = &[
    Attached {
        table: "file",
        key: "bytes_key",
        sha256: "sha256",
        gone: Some("removed_at"),
    },
    Attached {
        table: "import",
        key: "bytes_key",
        sha256: "sealed_sha256",
        gone: None,
    },
];

/// Writes everything that is kept at one moment into a new file, while all goes on; and that it was written into the
/// audit log. The keys are not in it.
///
/// # Errors
/// Where the database, the place for files or the disk fails; there is no file then.
pub async fn write(house: &House, path: PathBuf, at: Moment) -> Answer<Manifest> {
    let (store, bytes, keys) = (house.store.clone(), house.bytes.clone(), house.keys.clone());
    let handle = Handle::current();
    let written = tokio::task::spawn_blocking(move || {
        let files = (&bytes, ATTACHED);
        store.archive(files, &path, (PROGRAM, at.0), &keys, &handle)
    });
    let manifest = written.await.map_err(Fault::other)??;
    let size = manifest.rows().to_string();
    let recorded = house.quietly(move |tx| {
        let line = Record {
            after: Some(&size),
            ..Record::of(Done::BackupWrite, "house")
        };
        Ok(audit::record(tx, &Caller::House("operator"), at, &line)?)
    });
    recorded.await?;
    Ok(manifest)
}

/// Reads a backup once from end to end.
///
/// # Errors
/// [`Damage`] where it is not what was written, or not signed with a key of `keys`.
pub async fn verify(path: PathBuf, keys: KeyRing) -> Result<Archive, Damage> {
    let opened = tokio::task::spawn_blocking(move || Archive::open(&path, &keys));
    opened.await.map_err(std::io::Error::other)?
}

/// Puts a backup into a blank database and into the place for files: all of it, or nothing. The schema is the
/// backup's until it is migrated.
///
/// # Errors
/// [`Fault::Conflict`] where the database is not blank, [`Fault::NewerSchema`] where the backup is of a newer program.
pub async fn restore(mut backup: Archive, store: Store, bytes: ByteStore) -> Result<(), Fault> {
    let handle = Handle::current();
    let unpacked =
        tokio::task::spawn_blocking(move || backup.unpack((&store, &bytes), MIGRATIONS, &handle));
    unpacked.await.map_err(Fault::other)?
}

impl Proof for KeyRing {
    fn sign(&self, manifest: &[u8]) -> Signature {
        let signed = KeyRing::sign(self, &purpose(manifest));
        Signature {
            key: signed.number,
            signature: STANDARD.encode(signed.signature),
        }
    }

    fn holds(&self, manifest: &[u8], signature: &Signature) -> bool {
        let made = STANDARD.decode(&signature.signature).unwrap_or_default();
        let Ok(made) = <[u8; 64]>::try_from(made) else {
            return false;
        };
        let mut keys = self.public_keys().into_iter();
        keys.any(|(number, public)| {
            number == signature.key && is_signed(&public, &purpose(manifest), &made)
        })
    }
}

fn purpose(manifest: &[u8]) -> Vec<u8> {
    [PURPOSE, &Sha256::digest(manifest)].concat()
}
