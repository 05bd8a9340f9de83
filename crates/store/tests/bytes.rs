//! Files go in and come out the same, or not at all; uploads that were cut go on.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use futures_util::stream::{self, Stream, StreamExt, TryStreamExt};
use sha2::{Digest, Sha256};
use store::{ByteFault, ByteSettings, ByteStore, ByteStream, Kind};
use tempfile::TempDir;

const KEY: &str = "abcdefgh-0123";
const UPLOAD: &str = "upload_0000001";

/// Bytes that differ from place to place.
fn content(length: usize) -> Vec<u8> {
    (0_u32..)
        .flat_map(|number| (number ^ 0x5bd1).to_le_bytes())
        .take(length)
        .collect()
}

/// Arrives in pieces of a size that fits nothing.
fn pieces(bytes: &[u8]) -> impl Stream<Item = Result<Bytes, io::Error>> + Send + use<> {
    let pieces: Vec<_> = bytes
        .chunks(70_001)
        .map(|piece| Ok(Bytes::copy_from_slice(piece)))
        .collect();
    stream::iter(pieces)
}

/// Arrives, and then breaks.
fn cut(bytes: &[u8]) -> impl Stream<Item = Result<Bytes, io::Error>> + Send + use<> {
    pieces(bytes).chain(stream::once(async {
        Err(io::Error::other("the wire was cut"))
    }))
}

async fn collect(chunks: Result<ByteStream, ByteFault>) -> Result<Vec<u8>, ByteFault> {
    chunks?
        .try_fold(Vec::new(), async |mut all, chunk| {
            all.extend_from_slice(&chunk);
            Ok(all)
        })
        .await
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

async fn older(store: &ByteStore, kind: Kind, at: i64) -> Vec<String> {
    let mut keys: Vec<String> = store
        .older_than(kind, at)
        .try_collect()
        .await
        .expect("the place can be searched");
    keys.sort();
    keys
}

fn folder() -> (TempDir, ByteStore) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("bytes");
    (
        folder,
        ByteStore::open(&ByteSettings::Folder { path }).expect("it opens"),
    )
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// Writes each test once and runs it on a folder and on a bucket in memory.
macro_rules! on_both_places {
    ($(async fn $name:ident($store:ident) $body:block)*) => {
        $(mod $name {
            use super::*;

            async fn test($store: ByteStore) $body

            #[tokio::test]
            async fn folder() {
                let (_folder, store) = super::folder();
                test(store).await;
            }

            #[tokio::test]
            async fn bucket() {
                test(ByteStore::in_memory()).await;
            }
        })*
    };
}

on_both_places! {
    async fn what_goes_in_comes_out(store) {
        for (number, length) in [0, 1, 70_001, 8 << 20, (16 << 20) + 12_345].into_iter().enumerate() {
            let key = format!("{KEY}{number}");
            let bytes = content(length);
            let stored = store.put_stream(&key, pieces(&bytes), u64::MAX).await.expect("it fits");
            assert_eq!((stored.size, stored.sha256), (length as u64, sha256(&bytes)));
            assert_eq!(store.size(&key).await.expect("it is there"), length as u64);
            let back = collect(store.get(&key, stored.sha256).await).await.expect("it is there");
            assert!(back == bytes, "{length} bytes changed");
        }
        assert!(older(&store, Kind::Upload, i64::MAX).await.is_empty());
    }

    async fn a_part_can_be_asked_for(store) {
        let bytes = content(5 << 20);
        store.put_stream(KEY, pieces(&bytes), u64::MAX).await.expect("it fits");
        let end = bytes.len() as u64;
        for range in [0..10, 1..2, 100_000..3_000_000, end - 5..end, end - 5..end + 100, 0..u64::MAX] {
            let part = collect(store.get_range(KEY, range.clone()).await).await.expect("it is there");
            let first = usize::try_from(range.start).expect("small");
            let last = usize::try_from(range.end.min(end)).expect("small");
            assert!(part == bytes[first..last], "{range:?}");
        }
        for range in [5..5, end..end + 1, end + 10..end + 20] {
            let part = collect(store.get_range(KEY, range).await).await.expect("it is there");
            assert!(part.is_empty());
        }
    }

    async fn too_much_is_refused_and_leaves_nothing(store) {
        for length in [100_000, 10 << 20] {
            let limit = length as u64 - 1;
            let refused = store.put_stream(KEY, pieces(&content(length)), limit).await;
            assert!(matches!(refused, Err(ByteFault::TooLarge { limit: told }) if told == limit));
            assert!(matches!(store.size(KEY).await, Err(ByteFault::Missing)));
        }
        assert!(older(&store, Kind::Upload, i64::MAX).await.is_empty());
        store.put_stream(KEY, pieces(&content(100)), 100).await.expect("it just fits");
    }

    async fn a_stream_that_breaks_leaves_nothing(store) {
        for length in [100_000, 10 << 20] {
            let broken = store.put_stream(KEY, cut(&content(length)), u64::MAX).await;
            assert!(matches!(broken, Err(ByteFault::Interrupted(_))));
            assert!(matches!(store.size(KEY).await, Err(ByteFault::Missing)));
        }
        assert!(older(&store, Kind::Upload, i64::MAX).await.is_empty());
    }

    async fn a_full_place_is_told_and_recovered_from(store) {
        store.leave_space(200_000);
        let full = store.put_stream(KEY, pieces(&content(300_000)), u64::MAX).await;
        assert!(matches!(full, Err(ByteFault::Full)));
        assert!(matches!(store.size(KEY).await, Err(ByteFault::Missing)));
        store.leave_space(100_000);
        let full = store.append(UPLOAD, 0, pieces(&content(300_000)), u64::MAX).await;
        assert!(matches!(full, Err(ByteFault::Full)));
        store.leave_space(u64::MAX);
        let at = store.offset(UPLOAD).await.expect("it can be asked");
        assert_eq!(at, 70_001, "what came before is kept");
        let rest = &content(300_000)[70_001..];
        store.append(UPLOAD, at, pieces(rest), u64::MAX).await.expect("there is space again");
        let stored = store.finish(UPLOAD, KEY).await.expect("it is whole");
        assert_eq!(stored.sha256, sha256(&content(300_000)));
    }

    async fn an_upload_cut_again_and_again_goes_on(store) {
        let bytes = content((20 << 20) + 77);
        let mut cuts = 0;
        loop {
            let at = store.offset(UPLOAD).await.expect("it can be asked");
            let from = usize::try_from(at).expect("small");
            let to = bytes.len().min(from + 3_000_000);
            if from == to {
                break;
            }
            let appended = store.append(UPLOAD, at, cut(&bytes[from..to]), u64::MAX).await;
            assert!(matches!(appended, Err(ByteFault::Interrupted(_))));
            cuts += 1;
        }
        assert!(cuts >= 7);
        let stored = store.finish(UPLOAD, KEY).await.expect("it is whole");
        assert_eq!((stored.size, stored.sha256), (bytes.len() as u64, sha256(&bytes)));
        let back = collect(store.get(KEY, stored.sha256).await).await.expect("it is there");
        assert!(back == bytes);
        assert_eq!(store.offset(UPLOAD).await.expect("it can be asked"), 0, "the parts are gone");
        assert_eq!(store.finish(UPLOAD, KEY).await.expect("safe to repeat"), stored);
    }

    async fn an_upload_goes_on_only_where_it_ends(store) {
        let bytes = content(100_000);
        let end = store.append(UPLOAD, 0, pieces(&bytes), u64::MAX).await.expect("it fits");
        assert_eq!(end, 100_000);
        for offset in [0, 99_999, 100_001] {
            let refused = store.append(UPLOAD, offset, pieces(&bytes), u64::MAX).await;
            assert!(matches!(refused, Err(ByteFault::WrongOffset { end: 100_000 })), "{offset}");
        }
        let refused = store.append(UPLOAD, end, pieces(&bytes), 150_000).await;
        assert!(matches!(refused, Err(ByteFault::TooLarge { limit: 150_000 })));
        store.discard(UPLOAD).await.expect("it goes");
        assert_eq!(store.offset(UPLOAD).await.expect("it can be asked"), 0);
        store.discard(UPLOAD).await.expect("nothing to discard");
    }

    async fn what_is_not_there_is_missing(store) {
        let missing = |outcome: Option<ByteFault>| matches!(outcome, Some(ByteFault::Missing));
        assert!(missing(store.size(KEY).await.err()));
        assert!(missing(collect(store.get(KEY, [0; 32]).await).await.err()));
        assert!(missing(collect(store.get_range(KEY, 0..1).await).await.err()));
        assert!(missing(store.finish(UPLOAD, KEY).await.err()));
        let nothing = store.append(UPLOAD, 0, pieces(&[]), u64::MAX).await.expect("nothing fits");
        assert_eq!(nothing, 0);
        assert!(missing(store.finish(UPLOAD, KEY).await.err()));
        store.delete(KEY).await.expect("nothing to delete");
    }

    async fn a_file_that_is_not_what_was_stored_is_never_whole(store) {
        let bytes = content(3 << 20);
        let stored = store.put_stream(KEY, pieces(&bytes), u64::MAX).await.expect("it fits");
        let mut other = stored.sha256;
        other[31] ^= 1;
        let mut chunks = store.get(KEY, other).await.expect("it is there");
        let mut served = 0;
        let fault = loop {
            match chunks.next().await.expect("it ends in a fault") {
                Ok(chunk) => served += chunk.len(),
                Err(fault) => break fault,
            }
        };
        assert!(matches!(fault, ByteFault::Damaged));
        assert!(served < bytes.len(), "the end was held back");
    }

    async fn a_deleted_file_is_gone(store) {
        store.put_stream(KEY, pieces(&content(10)), u64::MAX).await.expect("it fits");
        store.delete(KEY).await.expect("it goes");
        assert!(matches!(store.size(KEY).await, Err(ByteFault::Missing)));
    }

    async fn what_nobody_knows_can_be_found(store) {
        for key in ["aaaaaaaa", "aaaaaaab", "bbbbbbbb"] {
            store.put_stream(key, pieces(&content(10)), u64::MAX).await.expect("it fits");
        }
        for upload in ["uuuuuuuu", "vvvvvvvv"] {
            let end = store.append(upload, 0, pieces(&content(10)), u64::MAX).await.expect("it fits");
            store.append(upload, end, pieces(&content(10)), u64::MAX).await.expect("it fits");
        }
        assert_eq!(older(&store, Kind::File, i64::MAX).await, ["aaaaaaaa", "aaaaaaab", "bbbbbbbb"]);
        assert_eq!(older(&store, Kind::Upload, i64::MAX).await, ["uuuuuuuu", "vvvvvvvv"]);
        let long_ago = 1_000_000;
        assert!(older(&store, Kind::File, long_ago).await.is_empty());
        assert!(older(&store, Kind::Upload, long_ago).await.is_empty());
    }

    async fn a_key_is_not_a_path(store) {
        for key in ["", "short", "../../etc/passwd", "aaaa/bbbb", "aaaaaaaa.", "ååååååååå", &"a".repeat(129)] {
            let refused = store.put_stream(key, pieces(&[1]), u64::MAX).await;
            assert!(matches!(refused, Err(ByteFault::BadKey)), "{key}");
            assert!(matches!(store.delete(key).await, Err(ByteFault::BadKey)), "{key}");
            assert!(matches!(store.append(key, 0, pieces(&[1]), 9).await, Err(ByteFault::BadKey)));
            assert!(matches!(store.finish(UPLOAD, key).await, Err(ByteFault::BadKey)), "{key}");
        }
    }
}

#[tokio::test]
async fn flipped_bits_are_detected() {
    let (folder, store) = folder();
    let bytes = content(1 << 20);
    let stored = store
        .put_stream(KEY, pieces(&bytes), u64::MAX)
        .await
        .expect("it fits");
    let path = files(folder.path()).pop().expect("one file");
    let mut damaged = bytes.clone();
    damaged[700_000] ^= 0x10;
    fs::write(&path, damaged).expect("it can be written");
    let back = collect(store.get(KEY, stored.sha256).await).await;
    assert!(matches!(back, Err(ByteFault::Damaged)));
    fs::write(&path, &bytes[..bytes.len() - 1]).expect("it can be written");
    let back = collect(store.get(KEY, stored.sha256).await).await;
    assert!(matches!(back, Err(ByteFault::Damaged)));
}

#[tokio::test]
async fn one_request_at_a_time_adds_to_an_upload() {
    let (_folder, store) = folder();
    let (go_on, gone_on) = tokio::sync::oneshot::channel::<()>();
    let slow = stream::iter([Ok(Bytes::from_static(b"first, "))]).chain(stream::once(async {
        let _ = gone_on.await;
        Ok::<_, io::Error>(Bytes::from_static(b"then"))
    }));
    let other = store.clone();
    let first = tokio::spawn(async move { other.append(UPLOAD, 0, slow, u64::MAX).await });
    while store.offset(UPLOAD).await.expect("it can be asked") == 0 {
        tokio::task::yield_now().await;
    }
    let second = store.append(UPLOAD, 7, pieces(b"me"), u64::MAX).await;
    assert!(matches!(second, Err(ByteFault::Busy)));
    assert!(matches!(
        store.finish(UPLOAD, KEY).await,
        Err(ByteFault::Busy)
    ));
    drop(go_on);
    assert_eq!(first.await.expect("no panic").expect("it fits"), 11);
    assert_eq!(
        store.finish(UPLOAD, KEY).await.expect("it is free").sha256,
        sha256(b"first, then")
    );
}

#[tokio::test]
async fn an_append_whose_request_goes_away_can_be_continued() {
    let (_folder, store) = folder();
    let hanging =
        stream::iter([Ok::<_, io::Error>(Bytes::from_static(b"first, "))]).chain(stream::pending());
    let other = store.clone();
    let first = tokio::spawn(async move { other.append(UPLOAD, 0, hanging, u64::MAX).await });
    while store.offset(UPLOAD).await.expect("it can be asked") == 0 {
        tokio::task::yield_now().await;
    }
    first.abort();
    assert!(first.await.is_err());
    store
        .append(UPLOAD, 7, pieces(b"then"), u64::MAX)
        .await
        .expect("it goes on");
    assert_eq!(
        store.finish(UPLOAD, KEY).await.expect("it is whole").sha256,
        sha256(b"first, then")
    );
}

#[tokio::test]
async fn a_bucket_that_is_away_is_told() {
    let settings = ByteSettings::S3 {
        bucket: "attachments".into(),
        region: "eu-north-1".into(),
        // Nobody listens on this port.
        endpoint: Some("http://127.0.0.1:1".into()),
        access_key: "access".into(),
        secret: "secret".into(),
    };
    let store = ByteStore::open(&settings).expect("the settings make sense");
    let away = store.put_stream(KEY, pieces(&content(10)), u64::MAX).await;
    assert!(matches!(away, Err(ByteFault::Unavailable(_))));
    assert!(matches!(
        store.offset(UPLOAD).await,
        Err(ByteFault::Unavailable(_))
    ));
}

#[tokio::test]
async fn a_place_says_whether_it_works() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("bytes");
    let store = ByteStore::open(&ByteSettings::Folder { path: path.clone() }).expect("a place");
    store.check().await.expect("it works");
    let left = fs::read_dir(&path).expect("it is there").count();
    assert_eq!(left, 2, "nothing stays of the check");
    fs::remove_dir_all(&path).expect("it goes");
    assert!(store.check().await.is_err());
    ByteStore::in_memory().check().await.expect("it works");
}

#[tokio::test]
async fn an_upload_is_cut_only_where_it_ends_and_while_nobody_adds_to_it() {
    let (_folder, store) = folder();
    let whole = pieces(b"whole, tor");
    store
        .append(UPLOAD, 0, whole, u64::MAX)
        .await
        .expect("it fits");
    let elsewhere = store.cut(UPLOAD, 9, 7).await;
    assert!(matches!(elsewhere, Err(ByteFault::WrongOffset { end: 10 })));
    store.cut(UPLOAD, 10, 7).await.expect("it is cut");
    let end = store.append(UPLOAD, 7, pieces(b"and well"), u64::MAX).await;
    assert_eq!(end.expect("it goes on"), 15);
    let stored = store.finish(UPLOAD, KEY).await.expect("it is whole");
    assert_eq!(stored.sha256, sha256(b"whole, and well"));
}
