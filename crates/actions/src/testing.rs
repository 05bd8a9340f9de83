//! A house for tests: the example catalogue in a database of the test's own, and chance that repeats itself.

pub mod estate;
pub mod scene;

use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

use domain::catalog::LANGUAGES;
use domain::limits;
use domain::time::Moment;
use sha2::{Digest as _, Sha256};
use store::{ByteStore, Store};

use crate::catalog::{self, Files};
use crate::keys::KeyRing;
use crate::{Chance, House, Opened};

/// When tests take place unless they say otherwise: a Tuesday within office hours, Stockholm.
pub fn noon() -> Moment {
    Moment::parse("2026-11-24T11:00:00Z").expect("an instant")
}

/// Chance that gives the same bytes for the same seed.
#[derive(Debug)]
pub struct Seeded(Mutex<(u64, u64)>);

impl Seeded {
    /// The chance that `seed` gives.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new((seed, 0)))
    }
}

impl Chance for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().expect("nothing panics while it draws");
        for part in bytes.chunks_mut(32) {
            let (seed, drawn) = &mut *state;
            let block = Sha256::new()
                .chain_update(seed.to_be_bytes())
                .chain_update(drawn.to_be_bytes())
                .finalize();
            *drawn += 1;
            part.copy_from_slice(&block[..part.len()]);
        }
    }
}

/// The folder of the example catalogue.
pub fn examples() -> &'static Files {
    static EXAMPLES: OnceLock<Files> = OnceLock::new();
    EXAMPLES.get_or_init(|| {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples"));
        let mut files = Files::new();
        collect(root, root, &mut files);
        files
    })
}

/// The example catalogue without its articles.
pub fn catalogue() -> Files {
    let about_products = |(path, _): &(&String, &String)| !path.starts_with("articles/");
    examples()
        .iter()
        .filter(about_products)
        .map(|(path, text)| (path.clone(), text.clone()))
        .collect()
}

/// A house over the migrated `store`, with the example catalogue and no articles.
pub async fn house(store: &Store) -> Arc<House> {
    house_with(store, ByteStore::in_memory()).await
}

/// The same with files in `bytes`.
pub async fn house_with(store: &Store, bytes: ByteStore) -> Arc<House> {
    house_taking(store, bytes, limits::FILE_BYTES_MAX).await
}

/// The same where no file is larger than `file_bytes_max`.
pub async fn house_taking(store: &Store, bytes: ByteStore, file_bytes_max: u64) -> Arc<House> {
    let house = opened(store, bytes, file_bytes_max, 1).await;
    catalog::load(&house, &catalogue(), noon())
        .await
        .expect("the example catalogue loads");
    house
}

/// The house over `store` once more, as after a restart; its chance follows from `seed`, which no opening before it had.
pub async fn reopened(store: &Store, bytes: ByteStore, seed: u64) -> Arc<House> {
    opened(store, bytes, limits::FILE_BYTES_MAX, seed).await
}

/// The text of the key file of every house for tests.
pub fn key_file() -> String {
    KeyRing::generate(&[1; 32], &[2; 96])
}

async fn opened(store: &Store, bytes: ByteStore, file_bytes_max: u64, seed: u64) -> Arc<House> {
    let keys = KeyRing::parse(&key_file()).expect("a key file");
    let opened = Opened {
        store: store.clone(),
        bytes,
        file_bytes_max,
        keys,
        chance: Box::new(Seeded::new(seed)),
        articles: search::Index::in_memory(&LANGUAGES).expect("an index in memory"),
    };
    House::open(opened).await.expect("the house opens")
}

fn collect(root: &Path, folder: &Path, files: &mut Files) {
    for entry in std::fs::read_dir(folder).expect("the examples are there") {
        let path = entry.expect("the examples can be read").path();
        if path.is_dir() {
            collect(root, &path, files);
            continue;
        }
        let within = path.strip_prefix(root).expect("it was found there");
        let parts: Vec<_> = within
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        files.insert(
            parts.join("/"),
            std::fs::read_to_string(&path).expect("the examples are text"),
        );
    }
}
