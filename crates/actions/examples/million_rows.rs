//! How long a file of many rows takes, how much memory, and how long a request waits meanwhile: `cargo run --release
//! --package actions --example million_rows -- 1000000 sqlite`, or `postgres`. The file is made as it is received, as
//! CSV, or as a workbook with `xlsx` behind; the database is one of its own. Beside the work somebody submits a request
//! ten times a second, through the same writer.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use actions::imports::{self, Choice};
use actions::testing::{house_with, noon, scene};
use actions::{By, House, MIGRATIONS, Visit};
use bytes::Bytes;
use domain::ids::{AccessId, ContractId};
use domain::import::Kind;
use domain::response::Severity;
use domain::time::Zone;
use futures_util::stream;
use rust_xlsxwriter::Workbook;
use store::{ByteSettings, ByteStore, Engine};

/// Rows that are made at once.
const AT_ONCE: u128 = 1_000;

/// How long the other person pauses between two requests.
const PAUSE: Duration = Duration::from_millis(100);

/// The contract that those requests are charged to.
const ACCESS: &str = "0230242323";

/// How long requests took, since it was last looked at.
type Waits = Arc<Mutex<Vec<Duration>>>;

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let rows: u128 = arguments
        .next()
        .map_or(100_000, |text| text.parse().expect("a number of rows"));
    let engine = match arguments.next().as_deref() {
        Some("postgres") => Engine::Postgres,
        _ => Engine::Sqlite,
    };
    let world = store::testing::world(engine, MIGRATIONS).expect("a database of that engine");
    let folder = tempfile::tempdir().expect("a folder");
    let place = ByteSettings::Folder {
        path: folder.path().to_owned(),
    };
    let bytes = ByteStore::open(&place).expect("a place for files");
    let house = house_with(&world.store, bytes).await;
    let kim = scene::person(&world.store, "kim", &[], noon()).await;
    scene::contract(&house, &kim, (ACCESS, "partner-gold-20"), 1_000_000, 365).await;
    let waits = Waits::default();
    tokio::spawn(submit(Arc::clone(&house), kim, Arc::clone(&waits)));
    let file: Vec<Bytes> = match arguments.next().as_deref() {
        Some("xlsx") => vec![workbook(rows)],
        _ => Vec::new(),
    };
    println!(
        "{rows} rows on {engine:?}; memory at the start {}",
        memory()
    );
    take(&house, rows, file, &waits).await;
}

/// Receives, checks and applies the file; tells what each took.
#[expect(clippy::disallowed_methods, reason = "it measures")]
async fn take(house: &House, rows: u128, file: Vec<Bytes>, waits: &Waits) {
    let by = || By::House("example", noon());
    let made = (0..if file.is_empty() {
        rows.div_ceil(AT_ONCE)
    } else {
        0
    })
        .map(move |part| made(part, rows));
    let chunks = stream::iter(file.into_iter().chain(made).map(Ok::<_, std::io::Error>));
    let about = (
        Some(Kind::Contracts),
        "many".to_owned(),
        "Europe/Stockholm".to_owned(),
    );
    let begun = Instant::now();
    let received = imports::receive(house, by(), about, chunks).await;
    told("received", begun, waits);
    let key = match received {
        Ok(key) => key,
        Err(refused) => return println!("refused: {refused:?}"),
    };
    let zone = Zone::named("Europe/Stockholm").expect("a zone");
    let choice = Choice {
        place: Some((zone, "SE".to_owned())),
        ..Choice::default()
    };
    let begun = Instant::now();
    if let Err(refused) = imports::choose(house, by(), &key, choice).await {
        return println!("refused: {refused:?}");
    }
    imports::work(house, &key, noon()).await.expect("checked");
    told("checked", begun, waits);
    let begun = Instant::now();
    imports::apply(house, by(), &key, false)
        .await
        .expect("asked");
    imports::work(house, &key, noon()).await.expect("applied");
    told("applied", begun, waits);
    let shown = imports::show(house, by(), &key).await.expect("shown");
    println!("{:?} {:?}", shown.phase, shown.counts);
}

/// Submits requests until the program ends.
#[expect(clippy::disallowed_methods, reason = "it measures")]
async fn submit(house: Arc<House>, kim: Visit, waits: Waits) {
    for number in 0.. {
        let answers = scene::answers(ACCESS, Severity::B, &format!("Request {number}"));
        let begun = Instant::now();
        scene::submit(&house, &kim, answers).await.expect("taken");
        let took = begun.elapsed();
        waits.lock().expect("nobody panics").push(took);
        tokio::time::sleep(PAUSE).await;
    }
}

/// Tells how long something took, the memory, and how long requests took meanwhile.
fn told(what: &str, begun: Instant, waits: &Waits) {
    let took = begun.elapsed();
    let mut waited = std::mem::take(&mut *waits.lock().expect("nobody panics"));
    waited.sort_unstable();
    let at = |percent: usize| waited.get(waited.len() * percent / 100).or(waited.last());
    println!(
        "{what} in {took:.1?}; memory {}; {} requests, p50 {:.1?}, p99 {:.1?}, longest {:.1?}",
        memory(),
        waited.len(),
        at(50).copied().unwrap_or_default(),
        at(99).copied().unwrap_or_default(),
        waited.last().copied().unwrap_or_default(),
    );
}

/// The headings of the file.
const HEADINGS: &str = "Access ID;Contract ID;Plan;Owner e-mail;Start date;End date;Left";

/// What a row says.
fn row(number: u128) -> String {
    let access = AccessId::issue(&number.to_be_bytes());
    let contract = ContractId::issue(&(number * 7_919).to_be_bytes());
    format!(
        "{access};{};partner-gold-20;owner{number}@example.com;2026-11-01;2027-10-31;{}",
        contract.reveal(),
        number % 20 + 1
    )
}

/// Some rows of the file, the headings before the first.
fn made(part: u128, rows: u128) -> Bytes {
    let mut text = String::new();
    if part == 0 {
        let _ = write!(text, "{HEADINGS}\r\n");
    }
    for number in part * AT_ONCE..rows.min((part + 1) * AT_ONCE) {
        let _ = write!(text, "{}\r\n", row(number));
    }
    text.into()
}

/// The same as a workbook.
fn workbook(rows: u128) -> Bytes {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_low_memory().expect("a sheet");
    let lines = std::iter::once(HEADINGS.to_owned()).chain((0..rows).map(row));
    for (number, line) in (0..).zip(lines) {
        for (column, cell) in (0..).zip(line.split(';')) {
            sheet.write(number, column, cell).expect("written");
        }
    }
    book.save_to_buffer().expect("saved").into()
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
