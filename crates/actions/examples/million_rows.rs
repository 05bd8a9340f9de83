//! How long a file of many rows takes, and how much memory: `cargo run --release --package actions --example
//! million_rows -- 1000000 sqlite`, or `postgres`. The file is made as it is received; the database is one of its own.

use std::fmt::Write as _;
use std::time::Instant;

use actions::imports::{self, Choice};
use actions::testing::noon;
use actions::{By, MIGRATIONS};
use bytes::Bytes;
use domain::ids::{AccessId, ContractId};
use domain::import::Kind;
use domain::time::Zone;
use futures_util::stream;
use store::{ByteSettings, ByteStore, Engine};

/// Rows that are made at once.
const AT_ONCE: u128 = 1_000;

#[tokio::main]
#[expect(clippy::disallowed_methods, reason = "it measures")]
async fn main() {
    let rows: u128 = std::env::args()
        .nth(1)
        .map_or(100_000, |text| text.parse().expect("a number of rows"));
    let engine = match std::env::args().nth(2).as_deref() {
        Some("postgres") => Engine::Postgres,
        _ => Engine::Sqlite,
    };
    let world = store::testing::world(engine, MIGRATIONS).expect("a database of that engine");
    let folder = tempfile::tempdir().expect("a folder");
    let place = ByteSettings::Folder {
        path: folder.path().to_owned(),
    };
    let bytes = ByteStore::open(&place).expect("a place for files");
    let house = actions::testing::house_with(&world.store, bytes).await;
    let by = || By::House("example", noon());
    println!(
        "{rows} rows on {engine:?}; memory at the start {}",
        memory()
    );
    let chunks = stream::iter(
        (0..rows.div_ceil(AT_ONCE)).map(move |part| Ok::<_, std::io::Error>(made(part, rows))),
    );
    let file = (
        Some(Kind::Contracts),
        "many.csv".to_owned(),
        "Europe/Stockholm".to_owned(),
    );
    let begun = Instant::now();
    let key = imports::receive(&house, by(), file, chunks)
        .await
        .expect("received");
    println!("received in {:?}; memory {}", begun.elapsed(), memory());
    let place = Some((
        Zone::named("Europe/Stockholm").expect("a zone"),
        "SE".to_owned(),
    ));
    let begun = Instant::now();
    imports::choose(
        &house,
        by(),
        &key,
        Choice {
            place,
            ..Choice::default()
        },
    )
    .await
    .expect("chosen");
    imports::work(&house, &key, noon()).await.expect("checked");
    println!("checked in {:?}; memory {}", begun.elapsed(), memory());
    let begun = Instant::now();
    imports::apply(&house, by(), &key, false)
        .await
        .expect("asked");
    imports::work(&house, &key, noon()).await.expect("applied");
    let shown = imports::show(&house, by(), &key).await.expect("shown");
    println!(
        "applied in {:?}; memory {}; {:?} {:?}",
        begun.elapsed(),
        memory(),
        shown.phase,
        shown.counts
    );
}

/// Some rows of the file, the headings before the first.
fn made(part: u128, rows: u128) -> Bytes {
    let mut text = String::new();
    if part == 0 {
        text.push_str("Access ID;Contract ID;Plan;Owner e-mail;Start date;End date;Left\r\n");
    }
    for number in part * AT_ONCE..rows.min((part + 1) * AT_ONCE) {
        let access = AccessId::issue(&number.to_be_bytes());
        let contract = ContractId::issue(&(number * 7_919).to_be_bytes());
        let _ = write!(
            text,
            "{access};{};partner-gold-20;owner{number}@example.com;2026-11-01;2027-10-31;{}\r\n",
            contract.reveal(),
            number % 20 + 1
        );
    }
    text.into()
}

/// The memory of this process, now and at most.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = |name: &str| {
        let found = status
            .lines()
            .find(|line| line.starts_with(name))
            .unwrap_or_default();
        found
            .split_whitespace()
            .skip(1)
            .collect::<Vec<_>>()
            .join(" ")
    };
    format!("{} (at most {})", line("VmRSS"), line("VmHWM"))
}
