//! The portal is killed at any moment under load, with files: nothing acknowledged is lost, nothing charged twice.
//!
//! `KLIPPKORT_KILLS` says how often it is killed on each engine; `docs/how-to/prove.md` has a long run.

use std::fs;
use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread::{self, ScopedJoinHandle};
use std::time::{Duration, Instant};

use serde_json::Value;
use store::Engine;

use crate::browser::{Browser, Page};
use crate::place::{Place, Served};

/// How often it is killed unless told otherwise.
const KILLS: u32 = 20;
/// How many people submit at once.
const PEOPLE: usize = 4;
/// How many kills one house lives through before all that it said is looked at: each leaves drafts behind, of which
/// one person has fifty at most.
const KILLS_A_HOUSE: u32 = 10;
/// The units of the contract that all use.
const UNITS: i64 = 1_000_000;
const ACCESS: &str = "0777000017";

/// A request that was acknowledged: its number, its title and what its file holds.
struct Acknowledged {
    number: String,
    title: String,
    file: String,
}

/// A submission whose answer never came.
struct Unanswered {
    browser: Browser,
    page: Page,
    path: String,
    title: String,
    file: String,
}

/// What all have been told so far.
#[derive(Default)]
struct Told {
    acknowledged: Mutex<Vec<Acknowledged>>,
    unanswered: Mutex<Vec<Unanswered>>,
}

/// A house that is killed and comes back.
struct House {
    place: Place,
    contract: String,
    told: Told,
    count: AtomicU32,
}

impl House {
    /// The example world with a contract of many units, on SQLite or on the PostgreSQL at `url`.
    fn open(url: Option<&str>) -> Self {
        let place = Place::new();
        if let Some(url) = url {
            let written = format!("database_url = {url:?}");
            fs::write(place.path("klippkort.toml"), written).expect("it is written");
        }
        place.said(&["init"]);
        place.said(&["demo"]);
        let head = "Access ID,Contract ID,Plan,Owner e-mail,Start date,End date,Left";
        let row = format!(
            "{ACCESS},777000012345,partner-gold-20,kim.sandell@example.com,2026-01-01,2036-01-01,{UNITS}"
        );
        fs::write(place.path("contract.csv"), format!("{head}\n{row}\n")).expect("it is written");
        let terms = [
            "--country",
            "SE",
            "--zone",
            "Europe/Stockholm",
            "--kind",
            "contracts",
        ];
        place.said(&[&["import", "contract.csv"][..], &terms].concat());
        let shown: Value =
            serde_json::from_str(&place.said(&["contract", "show", ACCESS, "--json"]))
                .expect("JSON");
        Self {
            place,
            contract: shown["key"].as_str().expect("its key").to_owned(),
            told: Told::default(),
            count: AtomicU32::new(0),
        }
    }

    /// Walks the wizard to its end, with a file.
    fn submit(&self, browser: &mut Browser) -> io::Result<()> {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        let (title, file) = (
            format!("Stopped {count}"),
            format!("trace {count}\n").repeat(500),
        );
        let started = browser.fill("/requests/new", &[("product", "windows-server")])?;
        let base = started.location.trim_end_matches("/version").to_owned();
        assert!(base.starts_with("/requests/draft/"), "{}", started.text());
        let steps: [(&str, &[(&str, &str)]); 7] = [
            ("version", &[("product_version", "2025")]),
            (
                "use",
                &[
                    ("usage", "work"),
                    ("which", "it_professional"),
                    ("production", "yes"),
                ],
            ),
            (
                "problem",
                &[("problem_type", "identity"), ("title", &title)],
            ),
            ("category", &[("category", "replication")]),
            ("self-help", &[]),
            ("contract", &[("contract", &self.contract)]),
            (
                "contact",
                &[
                    ("name", "Kim"),
                    ("email", "kim.sandell@example.com"),
                    ("preferred", "email"),
                    ("language", "en"),
                    ("zone", "Europe/Stockholm"),
                ],
            ),
        ];
        for (step, fields) in steps {
            let sent = browser.fill(&format!("{base}/{step}"), fields)?;
            assert_eq!(sent.status, 303, "{step}: {}", sent.text());
        }
        let typed = [
            ("title", title.as_str()),
            ("description", "It stops at the logo."),
            ("severity", "B"),
            ("handling", "business_hours"),
        ];
        let described = browser.attach(
            &format!("{base}/description"),
            &typed,
            ("trace.log", file.as_bytes()),
        )?;
        assert_eq!(described.status, 303, "{}", described.text());
        let path = format!("{base}/check");
        let page = browser.get(&path)?;
        assert_eq!(page.status, 200, "{}", page.text());
        let browser = browser.clone();
        self.send(Unanswered {
            browser,
            page,
            path,
            title,
            file,
        })
    }

    /// Presses *Submit*, and notes what was answered, or that nothing was.
    fn send(&self, mut asked: Unanswered) -> io::Result<()> {
        let answer = asked
            .browser
            .send_form(&asked.page, &asked.path, &[("agreement", "yes")]);
        match answer {
            Ok(answer) => {
                assert_eq!(answer.status, 303, "{}", answer.text());
                let number = answer
                    .location
                    .trim_start_matches("/requests/")
                    .trim_end_matches("/submitted");
                self.told
                    .acknowledged
                    .lock()
                    .expect("nobody panicked")
                    .push(Acknowledged {
                        number: number.to_owned(),
                        title: asked.title,
                        file: asked.file,
                    });
                Ok(())
            }
            Err(problem) => {
                self.told
                    .unanswered
                    .lock()
                    .expect("nobody panicked")
                    .push(asked);
                Err(problem)
            }
        }
    }

    /// How many requests were acknowledged so far.
    fn acknowledged(&self) -> usize {
        self.told
            .acknowledged
            .lock()
            .expect("nobody panicked")
            .len()
    }

    /// Lets people submit until the portal is killed, `delay` after something was acknowledged.
    fn live(&self, address: &str, mut served: Served, delay: Duration) {
        let dead = AtomicBool::new(false);
        thread::scope(|scope| {
            let submit = || {
                let mut browser = Browser::of(address, "kim.sandell@example.com");
                while let Ok(signed_in) = &mut browser
                    && self.submit(signed_in).is_ok()
                {}
                assert!(
                    dead.load(Ordering::SeqCst),
                    "an answer broke off before the kill"
                );
            };
            let people = [(); PEOPLE].map(|()| scope.spawn(submit));
            let before = self.acknowledged();
            while self.acknowledged() == before && !people.iter().any(ScopedJoinHandle::is_finished)
            {
                thread::sleep(Duration::from_millis(1));
            }
            thread::sleep(delay);
            dead.store(true, Ordering::SeqCst);
            served.child.kill().expect("it runs");
            served.child.wait().expect("it ends");
        });
    }

    /// Presses *Submit* once more wherever no answer came.
    fn ask_again(&self) {
        let unanswered =
            std::mem::take(&mut *self.told.unanswered.lock().expect("nobody panicked"));
        for asked in unanswered {
            self.send(asked).expect("it is answered now");
        }
    }

    /// Compares all that people were told with all that is there.
    fn audit(&self, address: &str) {
        let acknowledged = self.told.acknowledged.lock().expect("nobody panicked");
        let mut browser = Browser::of(address, "kim.sandell@example.com").expect("it is up");
        for Acknowledged {
            number,
            title,
            file,
        } in acknowledged.iter()
        {
            let page = browser
                .get(&format!("/requests/{number}"))
                .expect("it is up");
            let text = page.text();
            assert!(
                page.status == 200 && text.contains(title.as_str()),
                "{number}: {text}"
            );
            let link = text
                .split("href=\"")
                .find(|rest| rest.starts_with("/files/"));
            let link = link
                .and_then(|rest| rest.split('"').next())
                .expect("the file's address");
            let found = browser.get(link).expect("it is up");
            assert!(
                found.status == 200 && found.text() == *file,
                "{number}: {}",
                found.status
            );
        }
        let said = self.place.said(&["export", "--table", "requests"]);
        let rows: Value = serde_json::from_str(&said).expect("JSON");
        let rows = rows["requests"].as_array().expect("a table");
        let mut titles: Vec<&str> = rows
            .iter()
            .filter_map(|row| row["title"].as_str())
            .collect();
        titles.retain(|title| title.starts_with("Stopped "));
        titles.sort_unstable();
        let mut told: Vec<&str> = acknowledged.iter().map(|one| one.title.as_str()).collect();
        told.sort_unstable();
        assert_eq!(
            titles, told,
            "each that was acknowledged is there once, and no other"
        );
        let shown = self.place.said(&["contract", "show", ACCESS, "--json"]);
        let shown: Value = serde_json::from_str(&shown).expect("JSON");
        let used = i64::try_from(told.len()).expect("they are few");
        assert_eq!(shown["left"], UNITS - used, "a unit for each");
        self.place.said(&["ledger", "verify"]);
    }
}

/// Waits until the portal at `address` answers; how long it took.
fn ready(address: &str) -> Duration {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_mins(1) {
        let page = Browser::of(address, "kim.sandell@example.com");
        if page.is_ok() {
            return begun.elapsed();
        }
        thread::sleep(Duration::from_millis(5));
    }
    panic!("nobody answers at {address}");
}

/// Kills houses on `engine` until it was done as often as asked.
fn kill(engine: Engine) {
    let wanted = std::env::var("KLIPPKORT_KILLS")
        .ok()
        .and_then(|text| text.parse().ok());
    let mut wanted = wanted.unwrap_or(KILLS);
    let (mut slowest, mut taken, mut unanswered) = (Duration::ZERO, 0, 0);
    while wanted > 0 {
        let world = store::testing::world(engine, &[]);
        let Some(world) = world else { return };
        let url = match &world.settings {
            store::Settings::Postgres { url } => Some(url.as_str()),
            store::Settings::Sqlite { .. } => None,
        };
        let house = House::open(url);
        let address = Served::free_address();
        for _ in 0..wanted.min(KILLS_A_HOUSE) {
            wanted -= 1;
            let served = Served::start_at(&house.place, &address);
            slowest = slowest.max(ready(&address));
            unanswered += house.told.unanswered.lock().expect("nobody panicked").len();
            house.ask_again();
            house.live(
                &address,
                served,
                Duration::from_millis(fastrand::u64(0..800)),
            );
        }
        let served = Served::start_at(&house.place, &address);
        ready(&address);
        house.ask_again();
        house.audit(&address);
        drop(served);
        taken += house
            .told
            .acknowledged
            .lock()
            .expect("nobody panicked")
            .len();
    }
    assert!(taken > 0, "something was submitted");
    println!(
        "{engine:?}: {taken} acknowledged, {unanswered} asked again, ready within {slowest:?}"
    );
}

#[test]
fn a_kill_at_any_moment_loses_nothing_and_charges_nothing_twice_on_sqlite() {
    kill(Engine::Sqlite);
}

#[test]
fn a_kill_at_any_moment_loses_nothing_and_charges_nothing_twice_on_postgres() {
    kill(Engine::Postgres);
}
