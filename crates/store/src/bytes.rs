//! A place for attachments: a folder or a bucket. Bytes go in and out as streams, so memory stays
//! flat however large they are; they are hashed on the way, and an upload that was cut resumes.
//!
//! A key is a random opaque name that the caller makes: never a person's words.

mod fault;
mod folder;
mod objects;

use std::error::Error;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ::bytes::Bytes;
use async_stream::try_stream;
use futures_util::stream::{BoxStream, Stream, StreamExt, TryStreamExt};
use sha2::{Digest, Sha256};

pub use fault::ByteFault;
use folder::Folder;
use objects::Objects;

/// How long a place may take to say that it works.
const PATIENCE: Duration = Duration::from_secs(3);

/// Where the bytes are kept. Not to be printed: it holds a secret.
#[derive(Clone)]
pub enum ByteSettings {
    /// A folder of this machine, created if need be.
    Folder {
        /// The folder; nothing else may live in it.
        path: PathBuf,
    },
    /// A bucket of S3 or of what speaks like it.
    S3 {
        /// Its name.
        bucket: String,
        /// `eu-north-1`, or what the service expects there.
        region: String,
        /// Another service than Amazon's: `https://minio.example.com`. Its buckets are paths.
        endpoint: Option<String>,
        /// Who we are.
        access_key: String,
        /// How we prove it.
        secret: String,
    },
}

/// What was stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    /// In bytes.
    pub size: u64,
    /// Of all of them.
    pub sha256: [u8; 32],
}

/// What a key names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole file.
    File,
    /// An upload that has not been finished.
    Upload,
}

/// Chunks on their way out.
pub type ByteStream = BoxStream<'static, Result<Bytes, ByteFault>>;

/// A handle on the place; clones share it.
#[derive(Clone)]
pub struct ByteStore {
    place: Arc<Place>,
    #[cfg(feature = "testing")]
    space: crate::testing::Space,
}

enum Place {
    Folder(Folder),
    Objects(Objects),
}

impl ByteStore {
    /// Opens the place. A bucket is first called when it is needed.
    pub fn open(settings: &ByteSettings) -> Result<Self, ByteFault> {
        Ok(Self::at(match settings {
            ByteSettings::Folder { path } => Place::Folder(Folder::open(path)?),
            ByteSettings::S3 { .. } => Place::Objects(Objects::open(settings)?),
        }))
    }

    fn at(place: Place) -> Self {
        Self {
            place: Arc::new(place),
            #[cfg(feature = "testing")]
            space: crate::testing::Space::default(),
        }
    }

    /// Stores what `chunks` bring under `key`: whole and durable, or not at all. Past `limit` bytes
    /// it is refused.
    pub async fn put_stream<E>(
        &self,
        key: &str,
        chunks: impl Stream<Item = Result<Bytes, E>> + Send,
        limit: u64,
    ) -> Result<Stored, ByteFault>
    where
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        check(key)?;
        let mut chunks = self.incoming(chunks);
        match &*self.place {
            Place::Folder(folder) => folder.put(key, &mut chunks, limit).await,
            Place::Objects(objects) => objects.put(key, &mut chunks, limit).await,
        }
    }

    /// Adds `chunks` to `upload` at `offset`, which must be where it ends; where it ends then. What
    /// came before a fault is kept: ask [`Self::offset`] where to go on. One that grows past `limit`
    /// bytes is refused and fit only to be discarded. One append at a time, or [`ByteFault::Busy`].
    pub async fn append<E>(
        &self,
        upload: &str,
        offset: u64,
        chunks: impl Stream<Item = Result<Bytes, E>> + Send,
        limit: u64,
    ) -> Result<u64, ByteFault>
    where
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        check(upload)?;
        let mut chunks = self.incoming(chunks);
        match &*self.place {
            Place::Folder(folder) => folder.append(upload, offset, &mut chunks, limit).await,
            Place::Objects(objects) => objects.append(upload, offset, &mut chunks, limit).await,
        }
    }

    /// Shortens `upload`, which must end at `from`, to `to` bytes: what is only worth something as a whole is sent again.
    /// A bucket keeps what one append brought whole or not at all, and cannot be cut within.
    pub async fn cut(&self, upload: &str, from: u64, to: u64) -> Result<(), ByteFault> {
        check(upload)?;
        match &*self.place {
            Place::Folder(folder) => folder.cut(upload, from, to).await,
            Place::Objects(_) => Err(ByteFault::Damaged),
        }
    }

    /// How many bytes of `upload` are safe; 0 for one that nobody began.
    pub async fn offset(&self, upload: &str) -> Result<u64, ByteFault> {
        check(upload)?;
        match &*self.place {
            Place::Folder(folder) => folder.offset(upload).await,
            Place::Objects(objects) => objects.offset(upload).await,
        }
    }

    /// Makes `upload` the file `key`, reading it once more for its hash. Safe to repeat.
    /// [`ByteFault::Missing`] where neither is there, or nothing was ever appended.
    pub async fn finish(&self, upload: &str, key: &str) -> Result<Stored, ByteFault> {
        check(upload)?;
        check(key)?;
        match &*self.place {
            Place::Folder(folder) => folder.finish(upload, key).await,
            Place::Objects(objects) => objects.finish(upload, key).await,
        }
    }

    /// Forgets `upload`. None to forget is fine, too.
    pub async fn discard(&self, upload: &str) -> Result<(), ByteFault> {
        check(upload)?;
        match &*self.place {
            Place::Folder(folder) => folder.discard(upload).await,
            Place::Objects(objects) => objects.discard(upload).await,
        }
    }

    /// How large the file `key` is.
    pub async fn size(&self, key: &str) -> Result<u64, ByteFault> {
        check(key)?;
        match &*self.place {
            Place::Folder(folder) => folder.size(key).await,
            Place::Objects(objects) => objects.size(key).await,
        }
    }

    /// The bytes of the file `key` within `range`, cut off where it ends. Not checked: no hash tells
    /// of a part.
    pub async fn get_range(&self, key: &str, range: Range<u64>) -> Result<ByteStream, ByteFault> {
        check(key)?;
        match &*self.place {
            Place::Folder(folder) => folder.read(key, range).await,
            Place::Objects(objects) => objects.read(key, range).await,
        }
    }

    /// The whole file `key`, which must hash to `sha256`. The last chunk is held back until that is
    /// certain: a damaged file ends in [`ByteFault::Damaged`], and never complete.
    pub async fn get(&self, key: &str, sha256: [u8; 32]) -> Result<ByteStream, ByteFault> {
        let mut chunks = self.get_range(key, 0..u64::MAX).await?;
        let checked = try_stream! {
            let mut hash = Sha256::new();
            let mut held: Option<Bytes> = None;
            while let Some(chunk) = chunks.try_next().await? {
                hash.update(&chunk);
                if let Some(before) = held.replace(chunk) {
                    yield before;
                }
            }
            if hash.finalize()[..] != sha256 {
                Err(ByteFault::Damaged)?;
            }
            if let Some(last) = held {
                yield last;
            }
        };
        Ok(checked.boxed())
    }

    /// Removes the file `key`. None to remove is fine, too.
    pub async fn delete(&self, key: &str) -> Result<(), ByteFault> {
        check(key)?;
        match &*self.place {
            Place::Folder(folder) => folder.delete(key).await,
            Place::Objects(objects) => objects.delete(key).await,
        }
    }

    /// The keys of all that was last written before `at` (microseconds since 1970 UTC), to find
    /// those that nobody knows any more.
    pub fn older_than(&self, kind: Kind, at: i64) -> BoxStream<'static, Result<String, ByteFault>> {
        match &*self.place {
            Place::Folder(folder) => folder.older_than(kind, at),
            Place::Objects(objects) => objects.older_than(kind, at),
        }
    }

    /// Whether the place is there and works: a folder takes a byte, a bucket answers.
    ///
    /// # Errors
    /// What is wrong; a place that does not answer within [`PATIENCE`] is [`ByteFault::Unavailable`].
    pub async fn check(&self) -> Result<(), ByteFault> {
        let asked = async {
            match &*self.place {
                Place::Folder(folder) => folder.check().await,
                Place::Objects(objects) => objects.check().await,
            }
        };
        match tokio::time::timeout(PATIENCE, asked).await {
            Ok(found) => found,
            Err(late) => Err(ByteFault::Unavailable(Arc::new(late))),
        }
    }

    #[cfg_attr(
        not(feature = "testing"),
        expect(clippy::unused_self, reason = "only a test's full place is asked")
    )]
    fn incoming<'a, E: Into<Box<dyn Error + Send + Sync>>>(
        &self,
        chunks: impl Stream<Item = Result<Bytes, E>> + Send + 'a,
    ) -> Incoming<'a> {
        let chunks = chunks.map_err(|error| ByteFault::Interrupted(error.into().into()));
        #[cfg(feature = "testing")]
        let chunks = {
            let space = self.space.clone();
            chunks
                .and_then(move |chunk| std::future::ready(space.take(chunk.len()).map(|()| chunk)))
        };
        chunks.boxed()
    }
}

#[cfg(feature = "testing")]
impl ByteStore {
    /// A bucket in memory, to test what is done with buckets.
    pub fn in_memory() -> Self {
        Self::at(Place::Objects(Objects::in_memory()))
    }

    /// Lets the place be full after `bytes` more, until told otherwise.
    pub fn leave_space(&self, bytes: u64) {
        self.space.leave(bytes);
    }
}

/// Chunks on their way in.
type Incoming<'a> = BoxStream<'a, Result<Bytes, ByteFault>>;

/// Counts and hashes what passes.
struct Tally {
    size: u64,
    limit: u64,
    hash: Sha256,
}

impl Tally {
    fn new(limit: u64) -> Self {
        Self {
            size: 0,
            limit,
            hash: Sha256::new(),
        }
    }

    /// Takes a chunk into account, unless it is too much.
    fn add(&mut self, chunk: &[u8]) -> Result<(), ByteFault> {
        self.size = grown(self.size, chunk, self.limit)?;
        self.hash.update(chunk);
        Ok(())
    }

    fn stored(self) -> Stored {
        Stored {
            size: self.size,
            sha256: self.hash.finalize().into(),
        }
    }
}

/// The size with `chunk` added, unless that is past `limit`.
fn grown(size: u64, chunk: &[u8], limit: u64) -> Result<u64, ByteFault> {
    let size = size.saturating_add(chunk.len() as u64);
    if size > limit {
        Err(ByteFault::TooLarge { limit })
    } else {
        Ok(size)
    }
}

/// Refuses what could be a path: a key is 8 to 128 letters, digits, dashes and underscores.
fn check(key: &str) -> Result<(), ByteFault> {
    let fits = (8..=128).contains(&key.len())
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if fits { Ok(()) } else { Err(ByteFault::BadKey) }
}
