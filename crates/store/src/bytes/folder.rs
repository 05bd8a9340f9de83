//! Bytes in a folder: written beside, made durable, then moved into place.
//!
//! `files/ab/abcd…` are whole files, spread over folders by the start of their keys; `uploads/…`
//! are those that still grow.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use ::bytes::BytesMut;
use async_stream::try_stream;
use futures_util::stream::{self, BoxStream, StreamExt, TryStreamExt};
use tokio::fs::File as AsyncFile;
use tokio::io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};
use tokio::sync::mpsc::{Sender, channel};
use tokio::task::spawn_blocking;

use super::{ByteFault, ByteStream, Incoming, Kind, Stored, Tally, grown};

/// Bytes read at a time.
const CHUNK: usize = 64 << 10;

/// The folder.
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Opens the folder at `root`, creating what is missing.
    pub fn open(root: &Path) -> Result<Self, ByteFault> {
        for part in ["files", "uploads"] {
            fs::create_dir_all(root.join(part))?;
        }
        Ok(Self {
            root: root.to_owned(),
        })
    }

    /// Writes a byte and takes it away: a full disk, or one that can only be read, is found out.
    pub async fn check(&self) -> Result<(), ByteFault> {
        let place = self.root.join("check");
        blocking(move || {
            fs::write(&place, "1")?;
            Ok(fs::remove_file(&place)?)
        })
        .await
    }

    /// Writes a file as an upload first; one that fails leaves nothing.
    pub async fn put(
        &self,
        key: &str,
        chunks: &mut Incoming<'_>,
        limit: u64,
    ) -> Result<Stored, ByteFault> {
        let (draft, place) = (self.upload(key), self.file(key));
        let mut file = blocking(move || begin(&draft, 0)).await?;
        let mut tally = Tally::new(limit);
        let written = async {
            while let Some(chunk) = chunks.try_next().await? {
                tally.add(&chunk)?;
                file.write_all(&chunk).await?;
            }
            settle(&mut file).await
        };
        if let Err(fault) = written.await {
            self.discard(key).await?;
            return Err(fault);
        }
        let draft = self.upload(key);
        blocking(move || move_durably(&draft, &place)).await?;
        Ok(tally.stored())
    }

    pub async fn append(
        &self,
        upload: &str,
        offset: u64,
        chunks: &mut Incoming<'_>,
        limit: u64,
    ) -> Result<u64, ByteFault> {
        let path = self.upload(upload);
        let mut file = blocking(move || begin(&path, offset)).await?;
        let mut end = offset;
        let written = async {
            while let Some(chunk) = chunks.try_next().await? {
                let grown = grown(end, &chunk, limit)?;
                file.write_all(&chunk).await?;
                end = grown;
            }
            Ok(())
        };
        let written = written.await;
        settle(&mut file).await?;
        written.map(|()| end)
    }

    pub async fn cut(&self, upload: &str, from: u64, to: u64) -> Result<(), ByteFault> {
        let path = self.upload(upload);
        blocking(move || {
            let file = going_on(&path, from)?;
            file.set_len(to)?;
            Ok(file.sync_all()?)
        })
        .await
    }

    /// Makes durable what it tells: the append may have been cut off before it could.
    pub async fn offset(&self, upload: &str) -> Result<u64, ByteFault> {
        let path = self.upload(upload);
        blocking(move || match File::open(path) {
            Ok(file) => {
                file.sync_all()?;
                Ok(file.metadata()?.len())
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
            Err(error) => Err(error.into()),
        })
        .await
    }

    pub async fn finish(&self, upload: &str, key: &str) -> Result<Stored, ByteFault> {
        let (draft, place) = (self.upload(upload), self.file(key));
        blocking(move || {
            let file = match File::open(&draft) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    // It may have been finished before, and the answer lost.
                    return hash(&mut File::open(place)?);
                }
                file => file?,
            };
            lock(&file)?;
            let stored = hash(&mut &file)?;
            if stored.size == 0 {
                return Err(ByteFault::Missing);
            }
            file.sync_all()?;
            move_durably(&draft, &place)?;
            Ok(stored)
        })
        .await
    }

    pub async fn discard(&self, upload: &str) -> Result<(), ByteFault> {
        let path = self.upload(upload);
        blocking(move || remove(&path)).await
    }

    pub async fn size(&self, key: &str) -> Result<u64, ByteFault> {
        let path = self.file(key);
        blocking(move || Ok(fs::metadata(path)?.len())).await
    }

    pub async fn read(&self, key: &str, range: Range<u64>) -> Result<ByteStream, ByteFault> {
        let mut file = AsyncFile::open(self.file(key)).await?;
        file.seek(io::SeekFrom::Start(range.start)).await?;
        let mut file = file.take(range.end.saturating_sub(range.start));
        let chunks = try_stream! {
            loop {
                let mut chunk = BytesMut::with_capacity(CHUNK);
                if file.read_buf(&mut chunk).await? == 0 {
                    break;
                }
                yield chunk.freeze();
            }
        };
        Ok(chunks.boxed())
    }

    pub async fn delete(&self, key: &str) -> Result<(), ByteFault> {
        let path = self.file(key);
        blocking(move || remove(&path)).await
    }

    /// Walks on a thread of its own, no faster than the keys are taken.
    pub fn older_than(&self, kind: Kind, at: i64) -> BoxStream<'static, Result<String, ByteFault>> {
        let (sender, receiver) = channel(64);
        let folder = self.root.join(match kind {
            Kind::File => "files",
            Kind::Upload => "uploads",
        });
        spawn_blocking(move || {
            if let Err(error) = walk(&folder, at, &sender) {
                // Whoever asked may have gone.
                let _ = sender.blocking_send(Err(error.into()));
            }
        });
        stream::unfold(receiver, async |mut receiver| {
            Some((receiver.recv().await?, receiver))
        })
        .boxed()
    }

    fn file(&self, key: &str) -> PathBuf {
        self.root.join("files").join(&key[..2]).join(key)
    }

    fn upload(&self, key: &str) -> PathBuf {
        self.root.join("uploads").join(key)
    }
}

/// Runs what waits for the disk off the runtime.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ByteFault> + Send + 'static,
) -> Result<T, ByteFault> {
    spawn_blocking(work)
        .await
        .unwrap_or_else(|error| Err(io::Error::other(error).into()))
}

/// Opens the upload at `path` to go on at `offset`, alone.
fn begin(path: &Path, offset: u64) -> Result<AsyncFile, ByteFault> {
    going_on(path, offset).map(AsyncFile::from_std)
}

fn going_on(path: &Path, offset: u64) -> Result<File, ByteFault> {
    let file = OpenOptions::new().create(true).append(true).open(path)?;
    lock(&file)?;
    let end = file.metadata()?.len();
    if end == offset {
        Ok(file)
    } else {
        Err(ByteFault::WrongOffset { end })
    }
}

fn lock(file: &File) -> Result<(), ByteFault> {
    file.try_lock().map_err(|error| match error {
        TryLockError::WouldBlock => ByteFault::Busy,
        TryLockError::Error(error) => error.into(),
    })
}

/// Waits until all that was written is on the disk.
async fn settle(file: &mut AsyncFile) -> Result<(), ByteFault> {
    file.flush().await?;
    Ok(file.sync_all().await?)
}

fn hash(file: &mut impl Read) -> Result<Stored, ByteFault> {
    let mut tally = Tally::new(u64::MAX);
    let mut chunk = vec![0; CHUNK];
    loop {
        match file.read(&mut chunk)? {
            0 => return Ok(tally.stored()),
            length => tally.add(&chunk[..length])?,
        }
    }
}

/// Moves a durable file; the move is durable, too.
fn move_durably(from: &Path, to: &Path) -> Result<(), ByteFault> {
    let shard = parent(to);
    if !shard.exists() {
        fs::create_dir_all(shard)?;
        sync_folder(parent(shard))?;
    }
    fs::rename(from, to)?;
    sync_folder(shard)?;
    sync_folder(parent(from))
}

fn remove(path: &Path) -> Result<(), ByteFault> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => {
            removed?;
            sync_folder(parent(path))
        }
    }
}

fn parent(path: &Path) -> &Path {
    path.parent().expect("the folder is above all paths in it")
}

fn sync_folder(folder: &Path) -> Result<(), ByteFault> {
    Ok(File::open(folder)?.sync_all()?)
}

/// Sends the names of all files below `folder` that were last written before `at`.
fn walk(
    folder: &Path,
    at: i64,
    found: &Sender<Result<String, ByteFault>>,
) -> Result<(), io::Error> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let about = match entry.metadata() {
            // It went meanwhile.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            about => about?,
        };
        if about.is_dir() {
            walk(&entry.path(), at, found)?;
            continue;
        }
        let written = about
            .modified()?
            .duration_since(UNIX_EPOCH)
            .map_or(0, |age| age.as_micros());
        let is_older = i64::try_from(written).is_ok_and(|written| written < at);
        let name = entry.file_name().into_string();
        if let (true, Ok(key)) = (is_older, name)
            && found.blocking_send(Ok(key)).is_err()
        {
            break;
        }
    }
    Ok(())
}
