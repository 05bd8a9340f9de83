//! Writing an archive: beside its name until it is whole and on the disk, so that no half of one is ever taken for one.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use bytes::Bytes;
use futures_util::TryStreamExt as _;
use tokio::runtime::Handle;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::manifest::{self, FORM};
use super::tally::Tally;
use super::{MANIFEST, Manifest, Proof, SIGNATURE, file_part, table_part};
use crate::copy::Copied;
use crate::{ByteFault, ByteStore, Fault, Store, Table, Value};

/// How hard rows are pressed: a little is most of what there is to win.
const EFFORT: i64 = 1;

/// The columns of a table that name a file, which is there where neither of the first two is NULL and the third is.
#[derive(Clone, Copy, Debug)]
pub struct Attached {
    /// The table.
    pub table: &'static str,
    /// Where the key stands.
    pub key: &'static str,
    /// Where the SHA-256 stands.
    pub sha256: &'static str,
    /// Where it stands since when the file is gone, if anywhere.
    pub gone: Option<&'static str>,
}

/// An archive as it grows.
struct Growing {
    zip: ZipWriter<BufWriter<File>>,
    attached: &'static [Attached],
    schema: Vec<(i64, String)>,
    tally: Tally,
    /// Where the key, the hash and the end of a file stand in the rows that come now.
    places: Option<(usize, usize, Option<usize>)>,
    /// The files that rows name, with their hashes.
    named: BTreeMap<String, [u8; 32]>,
}

impl Store {
    /// Writes everything here and in `bytes` into a new file at `path`, which only its owner can read. Blocks, and
    /// must not be called on a thread of the runtime that `handle` leads to.
    ///
    /// # Errors
    /// Where the database, the place for bytes or the disk fails; there is no file then. A file that rows name and
    /// that is damaged or gone is told in the manifest instead.
    pub fn archive(
        &self,
        (bytes, attached): (&ByteStore, &'static [Attached]),
        path: &Path,
        (program, taken): (&str, i64),
        proof: &dyn Proof,
        handle: &Handle,
    ) -> Result<Manifest, Fault> {
        let unfinished = path.with_extension("part");
        let written = self.grown(
            (bytes, attached),
            &unfinished,
            (program, taken),
            proof,
            handle,
        );
        let written = written.and_then(|manifest| {
            fs::rename(&unfinished, path)?;
            // The name, too, is to be there after a power failure.
            File::open(
                path.parent()
                    .filter(|folder| !folder.as_os_str().is_empty())
                    .unwrap_or(Path::new(".")),
            )?
            .sync_all()?;
            Ok(manifest)
        });
        if written.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        written.map_err(fault)
    }

    fn grown(
        &self,
        (bytes, attached): (&ByteStore, &'static [Attached]),
        path: &Path,
        (program, taken): (&str, i64),
        proof: &dyn Proof,
        handle: &Handle,
    ) -> io::Result<Manifest> {
        let mut growing = Growing::new(created(path)?, attached);
        self.copy_out(&mut |copied| growing.take(copied).map_err(Fault::other))
            .map_err(io::Error::other)?;
        let (files, lost) = growing.put_files(bytes, handle)?;
        let manifest = Manifest {
            form: FORM,
            program: program.to_owned(),
            taken,
            schema: growing.schema,
            tables: growing.tally.tables(),
            files,
            lost,
        };
        let text = serde_json::to_vec_pretty(&manifest)?;
        let signature = serde_json::to_vec(&proof.sign(&text))?;
        let mut zip = growing.zip;
        for (name, text) in [(MANIFEST, text), (SIGNATURE, signature)] {
            zip.start_file(name, pressed())?;
            zip.write_all(&text)?;
        }
        let file = zip.finish()?.into_inner()?;
        file.sync_all()?;
        Ok(manifest)
    }
}

impl Growing {
    fn new(file: File, attached: &'static [Attached]) -> Self {
        Self {
            zip: ZipWriter::new(BufWriter::new(file)),
            attached,
            schema: Vec::new(),
            tally: Tally::default(),
            places: None,
            named: BTreeMap::new(),
        }
    }

    fn take(&mut self, copied: Copied<'_>) -> io::Result<()> {
        match copied {
            Copied::Schema(schema) => self.schema = schema,
            Copied::Table(table) => {
                self.zip.start_file(table_part(&table.name), pressed())?;
                self.tally.table(table);
                let attached = self.attached.iter().find(|one| one.table == table.name);
                self.places = attached.and_then(|attached| attached.places(table));
            }
            Copied::Row(row) => {
                self.zip.write_all(self.tally.row(row)?)?;
                self.name(row);
            }
        }
        Ok(())
    }

    /// Remembers the file that a row names.
    fn name(&mut self, row: &[Value<'_>]) {
        if let Some((key, sha256, gone)) = self.places
            && let (Value::Text(key), Value::Bytes(sha256)) = (row[key], row[sha256])
            && gone.is_none_or(|gone| row[gone] == Value::Null)
            && let Ok(sha256) = sha256.try_into()
        {
            self.named.insert(key.to_owned(), sha256);
        }
    }

    /// Puts in every file that a row names; gives them, and the keys of those that cannot be read whole.
    fn put_files(
        &mut self,
        bytes: &ByteStore,
        handle: &Handle,
    ) -> io::Result<(BTreeMap<String, manifest::Bytes>, Vec<String>)> {
        let (mut files, mut lost) = (BTreeMap::new(), Vec::new());
        for (key, sha256) in std::mem::take(&mut self.named) {
            let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
            self.zip
                .start_file(file_part(&key), stored.large_file(true))?;
            match handle.block_on(self.put_bytes(bytes, &key, sha256)) {
                Ok(size) => {
                    let sha256 = hex(&sha256);
                    files.insert(key, manifest::Bytes { size, sha256 });
                }
                Err(ByteFault::Missing | ByteFault::Damaged) => {
                    self.zip.abort_file()?;
                    lost.push(key);
                }
                Err(fault) => return Err(io::Error::other(fault)),
            }
        }
        Ok((files, lost))
    }

    async fn put_bytes(
        &mut self,
        bytes: &ByteStore,
        key: &str,
        sha256: [u8; 32],
    ) -> Result<u64, ByteFault> {
        let mut chunks = bytes.get(key, sha256).await?;
        let mut size = 0;
        while let Some(chunk) = chunks.try_next().await? {
            size += chunk.len() as u64;
            self.zip.write_all(&chunk)?;
        }
        Ok(size)
    }
}

impl Attached {
    /// Where the key, the hash and the end of a file stand in a row of its table.
    fn places(&self, table: &Table) -> Option<(usize, usize, Option<usize>)> {
        let place = |wanted: &str| table.columns.iter().position(|column| column == wanted);
        Some((
            place(self.key)?,
            place(self.sha256)?,
            self.gone.and_then(place),
        ))
    }
}

/// A new file that only its owner can read.
fn created(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn pressed() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(EFFORT))
        .large_file(true)
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    format!("{:x}", Bytes::copy_from_slice(bytes))
}

/// What went wrong, with a full disk told apart.
fn fault(problem: io::Error) -> Fault {
    match problem.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Fault::Full,
        _ => match problem.downcast::<Fault>() {
            Ok(fault) => fault,
            Err(problem) => Fault::other(problem),
        },
    }
}
