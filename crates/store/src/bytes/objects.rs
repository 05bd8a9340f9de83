//! Bytes in a bucket: `files/…` are whole files; an upload is a row of parts, `uploads/…/n`, each
//! named after where it begins, which are put together in the end.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use ::bytes::{Bytes, BytesMut};
use async_stream::try_stream;
use futures_util::stream::{self, BoxStream, StreamExt, TryStreamExt};
use object_store::aws::{AmazonS3Builder, Checksum};
use object_store::path::Path;
use object_store::{
    ClientOptions, Error, MultipartUpload, ObjectMeta, ObjectStore, ObjectStoreExt, PutMode,
    RetryConfig,
};

use super::{ByteFault, ByteSettings, ByteStream, Incoming, Kind, Stored, Tally, grown};

/// Bytes sent at a time: S3 takes no less than 5 MiB in one part, and no more than 10,000 parts.
const PART: usize = 8 << 20;

/// Bytes fetched at a time.
const CHUNK: u64 = 2 << 20;

/// How long one request may take, and how long it may be repeated.
const REQUEST_PATIENCE: Duration = Duration::from_secs(30);
const REPEAT_PATIENCE: Duration = Duration::from_secs(10);

/// The bucket.
pub struct Objects {
    bucket: Arc<dyn ObjectStore>,
}

impl Objects {
    /// Prepares to call the bucket of `settings`.
    pub fn open(settings: &ByteSettings) -> Result<Self, ByteFault> {
        let ByteSettings::S3 {
            bucket,
            region,
            endpoint,
            access_key,
            secret,
        } = settings
        else {
            return Err(ByteFault::Missing);
        };
        // The client has no provider of its own; another may have been chosen before.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let options = ClientOptions::new()
            .with_connect_timeout(Duration::from_secs(3))
            .with_timeout(REQUEST_PATIENCE);
        let retry = RetryConfig {
            max_retries: 2,
            retry_timeout: REPEAT_PATIENCE,
            ..Default::default()
        };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(bucket)
            .with_region(region)
            .with_access_key_id(access_key)
            .with_secret_access_key(secret)
            .with_checksum_algorithm(Checksum::SHA256)
            .with_client_options(options)
            .with_retry(retry);
        if let Some(endpoint) = endpoint {
            builder = builder
                .with_endpoint(endpoint)
                .with_allow_http(endpoint.starts_with("http://"))
                .with_virtual_hosted_style_request(false);
        }
        Ok(Self {
            bucket: Arc::new(builder.build()?),
        })
    }

    #[cfg(feature = "testing")]
    pub fn in_memory() -> Self {
        Self {
            bucket: Arc::new(object_store::memory::InMemory::new()),
        }
    }

    /// Looks into the bucket where nothing is, so that the answer is short.
    pub async fn check(&self) -> Result<(), ByteFault> {
        let nothing = Path::from("check");
        match self.bucket.list(Some(&nothing)).next().await {
            None | Some(Ok(_)) => Ok(()),
            Some(Err(error)) => Err(ByteFault::Unavailable(Arc::new(error))),
        }
    }

    /// Sends a small file at once and a large one in parts; either shows only when it is whole.
    pub async fn put(
        &self,
        key: &str,
        chunks: &mut Incoming<'_>,
        limit: u64,
    ) -> Result<Stored, ByteFault> {
        let place = file(key);
        let mut tally = Tally::new(limit);
        let mut part = BytesMut::new();
        if fill(&mut part, chunks, |chunk| tally.add(chunk)).await? {
            let mut upload = self.bucket.put_multipart(&place).await?;
            let sent = send(&mut *upload, part, chunks, &mut tally).await;
            if let Err(fault) = sent {
                if let Err(error) = upload.abort().await {
                    tracing::warn!(%error, "parts of a failed upload stay in the bucket");
                }
                return Err(fault);
            }
        } else {
            self.bucket.put(&place, part.freeze().into()).await?;
        }
        let stored = tally.stored();
        if self.size(key).await? == stored.size {
            Ok(stored)
        } else {
            Err(ByteFault::Damaged)
        }
    }

    pub async fn append(
        &self,
        upload: &str,
        offset: u64,
        chunks: &mut Incoming<'_>,
        limit: u64,
    ) -> Result<u64, ByteFault> {
        let mut end = self.offset(upload).await?;
        if end != offset {
            return Err(ByteFault::WrongOffset { end });
        }
        let mut size = offset;
        let mut part = BytesMut::new();
        loop {
            let count = |chunk: &[u8]| {
                size = grown(size, chunk, limit)?;
                Ok(())
            };
            let more = fill(&mut part, chunks, count).await;
            if !part.is_empty() {
                let length = part.len() as u64;
                self.add(upload, end, part.split().freeze()).await?;
                end += length;
            }
            if !more? {
                return Ok(end);
            }
        }
    }

    pub async fn offset(&self, upload: &str) -> Result<u64, ByteFault> {
        Ok(self.parts(upload).await?.iter().map(|part| part.size).sum())
    }

    pub async fn finish(&self, upload: &str, key: &str) -> Result<Stored, ByteFault> {
        let parts = self.parts(upload).await?;
        if parts.is_empty() {
            // It may have been finished before, and the answer lost.
            let mut chunks = self.read(key, 0..u64::MAX).await?;
            let mut tally = Tally::new(u64::MAX);
            while let Some(chunk) = chunks.try_next().await? {
                tally.add(&chunk)?;
            }
            return Ok(tally.stored());
        }
        let bucket = Arc::clone(&self.bucket);
        let chunks = stream::iter(parts)
            .flat_map(move |part| fetch(Arc::clone(&bucket), part.location, 0..part.size));
        let stored = self.put(key, &mut chunks.boxed(), u64::MAX).await?;
        self.discard(upload).await?;
        Ok(stored)
    }

    /// Removes the first part first: what is left, should this be cut off, is no upload.
    pub async fn discard(&self, upload: &str) -> Result<(), ByteFault> {
        let mut parts: Vec<ObjectMeta> = self
            .bucket
            .list(Some(&folder(upload)))
            .try_collect()
            .await?;
        parts.sort_by(|a, b| a.location.cmp(&b.location));
        for part in parts {
            self.remove(&part.location).await?;
        }
        Ok(())
    }

    pub async fn size(&self, key: &str) -> Result<u64, ByteFault> {
        Ok(self.bucket.head(&file(key)).await?.size)
    }

    pub async fn read(&self, key: &str, range: Range<u64>) -> Result<ByteStream, ByteFault> {
        let end = range.end.min(self.size(key).await?);
        Ok(fetch(Arc::clone(&self.bucket), file(key), range.start..end))
    }

    pub async fn delete(&self, key: &str) -> Result<(), ByteFault> {
        self.remove(&file(key)).await
    }

    /// The newest part tells the age of an upload.
    pub fn older_than(&self, kind: Kind, at: i64) -> BoxStream<'static, Result<String, ByteFault>> {
        let mut found = self.bucket.list(Some(&Path::from(match kind {
            Kind::File => "files",
            Kind::Upload => "uploads",
        })));
        let keys = try_stream! {
            let mut last: Option<(String, i64)> = None;
            while let Some(object) = found.try_next().await? {
                let key = object.location.parts().nth(1).map(|part| part.as_ref().to_owned());
                let Some(key) = key else { continue };
                let written = object.last_modified.timestamp_micros();
                match &mut last {
                    Some((same, newest)) if *same == key => *newest = written.max(*newest),
                    _ => {
                        if let Some((before, newest)) = last.replace((key, written))
                            && newest < at
                        {
                            yield before;
                        }
                    }
                }
            }
            if let Some((key, newest)) = last
                && newest < at
            {
                yield key;
            }
        };
        keys.boxed()
    }

    /// Adds one part, unless another request added one that begins there.
    async fn add(&self, upload: &str, at: u64, part: Bytes) -> Result<(), ByteFault> {
        let place = folder(upload).join(format!("{at:020}"));
        match self
            .bucket
            .put_opts(&place, part.into(), PutMode::Create.into())
            .await
        {
            Ok(_) => Ok(()),
            Err(Error::AlreadyExists { .. } | Error::Precondition { .. }) => Err(ByteFault::Busy),
            Err(error) => Err(error.into()),
        }
    }

    /// The parts of an upload, in order, from its start and without a gap.
    async fn parts(&self, upload: &str) -> Result<Vec<ObjectMeta>, ByteFault> {
        let mut parts: Vec<ObjectMeta> = self
            .bucket
            .list(Some(&folder(upload)))
            .try_collect()
            .await?;
        parts.sort_by(|a, b| a.location.cmp(&b.location));
        let mut end = 0;
        for part in &parts {
            if part.location.filename() != Some(&format!("{end:020}")) {
                return if end == 0 {
                    Ok(Vec::new())
                } else {
                    Err(ByteFault::Damaged)
                };
            }
            end += part.size;
        }
        Ok(parts)
    }

    async fn remove(&self, place: &Path) -> Result<(), ByteFault> {
        match self.bucket.delete(place).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

fn file(key: &str) -> Path {
    Path::from_iter(["files", key])
}

fn folder(upload: &str) -> Path {
    Path::from_iter(["uploads", upload])
}

/// Fills `part` until it is worth sending; whether more may come. After a fault it holds what came
/// before. Every chunk is shown to `count` first.
async fn fill(
    part: &mut BytesMut,
    chunks: &mut Incoming<'_>,
    mut count: impl FnMut(&[u8]) -> Result<(), ByteFault>,
) -> Result<bool, ByteFault> {
    while part.len() < PART {
        let Some(chunk) = chunks.try_next().await? else {
            return Ok(false);
        };
        count(&chunk)?;
        part.extend_from_slice(&chunk);
    }
    Ok(true)
}

/// Sends `part` and all that comes after it, one part at a time.
async fn send(
    upload: &mut dyn MultipartUpload,
    mut part: BytesMut,
    chunks: &mut Incoming<'_>,
    tally: &mut Tally,
) -> Result<(), ByteFault> {
    let mut more = true;
    while !part.is_empty() {
        upload.put_part(part.split().freeze().into()).await?;
        if more {
            more = fill(&mut part, chunks, |chunk| tally.add(chunk)).await?;
        }
    }
    upload.complete().await?;
    Ok(())
}

/// Fetches `range` piece by piece, each with a request of its own: no slow reader holds one open.
fn fetch(bucket: Arc<dyn ObjectStore>, place: Path, range: Range<u64>) -> ByteStream {
    let chunks = try_stream! {
        let mut start = range.start;
        while start < range.end {
            let end = range.end.min(start + CHUNK);
            yield bucket.get_range(&place, start..end).await?;
            start = end;
        }
    };
    chunks.boxed()
}
