//! The portal is killed at any moment under load, with files: nothing acknowledged is lost, nothing charged twice.
//!
//! `KLIPPKORT_KILLS` says how often it is killed on each engine, and `KLIPPKORT_KILLS_DONE` names a file that lets a long
//! run go on where it was; `docs/how-to/prove.md` has one.

mod house;

use std::env;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ScopedJoinHandle};
use std::time::{Duration, Instant};

use store::{Engine, Settings};

use crate::browser::Browser;
use crate::place::{Served, is_quick};
pub use house::{CUSTOMER, House};

/// How often it is killed unless told otherwise.
const KILLS: usize = 20;
/// How many people submit at once.
const PEOPLE: usize = 4;
/// How many kills one house lives through before all that it said is looked at: each leaves drafts behind, of which
/// one person has fifty at most.
const KILLS_A_HOUSE: usize = 10;

/// What became of houses that were killed.
#[derive(Default)]
struct Tally {
    acknowledged: usize,
    repeated: u32,
    /// How long it took from each start to the first page.
    ready: Vec<Duration>,
}

impl Tally {
    /// What the file at `path` tells of `engine`: a line for each house.
    fn read(path: &str, engine: Engine) -> Self {
        let mut tally = Self::default();
        let engine = format!("{engine:?}");
        for line in fs::read_to_string(path).unwrap_or_default().lines() {
            let mut words = line.split(' ');
            if words.next() != Some(engine.as_str()) {
                continue;
            }
            let mut number = || words.next().and_then(|word| word.parse::<u32>().ok());
            tally.acknowledged += number().expect("how many") as usize;
            tally.repeated += number().expect("how many");
            while let Some(milliseconds) = number() {
                tally.ready.push(Duration::from_millis(milliseconds.into()));
            }
        }
        tally
    }

    /// Adds a house, also to the file at `path`.
    fn add(&mut self, house: Self, path: Option<&str>, engine: Engine) {
        if let Some(path) = path {
            let mut line = format!("{engine:?} {} {}", house.acknowledged, house.repeated);
            for ready in &house.ready {
                write!(line, " {}", ready.as_millis()).expect("text takes all");
            }
            let file = File::options().create(true).append(true).open(path);
            writeln!(file.expect("the file can be written"), "{line}").expect("there is space");
        }
        self.acknowledged += house.acknowledged;
        self.repeated += house.repeated;
        self.ready.extend(house.ready);
    }

    fn tell(mut self, engine: Engine) {
        assert!(self.acknowledged > 0, "something was submitted");
        self.ready.sort_unstable();
        let (half, last) = (
            self.ready[self.ready.len() / 2],
            self.ready[self.ready.len() - 1],
        );
        println!(
            "{engine:?}: {} kills, {} acknowledged, {} asked again, ready after {half:?} (half of them), {last:?} (all)",
            self.ready.len(),
            self.acknowledged,
            self.repeated
        );
        let bound = match engine {
            Engine::Sqlite => Duration::from_secs(2),
            Engine::Postgres => Duration::from_secs(5),
        };
        assert!(!is_quick() || last <= bound, "ready after {last:?}");
    }
}

/// Waits until the portal at `address` answers; how long it took.
pub fn ready(address: &str) -> Duration {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_mins(1) {
        if Browser::of(address, CUSTOMER).is_ok() {
            return begun.elapsed();
        }
        thread::sleep(Duration::from_millis(5));
    }
    panic!("nobody answers at {address}");
}

/// Lets people submit until the portal is killed, `delay` after something was acknowledged.
fn live(house: &House, mut served: Served, delay: Duration) {
    let dead = AtomicBool::new(false);
    let address = served.address.clone();
    thread::scope(|scope| {
        let submit = || {
            let mut browser = Browser::of(&address, CUSTOMER);
            while let Ok(signed_in) = &mut browser
                && house.submit(signed_in).is_ok()
            {}
            assert!(
                dead.load(Ordering::SeqCst),
                "an answer broke off before the kill"
            );
        };
        let people = [(); PEOPLE].map(|()| scope.spawn(submit));
        let before = house.acknowledged();
        while house.acknowledged() == before && !people.iter().any(ScopedJoinHandle::is_finished) {
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(delay);
        dead.store(true, Ordering::SeqCst);
        served.child.kill().expect("it runs");
        served.child.wait().expect("it ends");
    });
}

/// Kills one house `kills` times, and looks at all that it said.
fn kill_one(engine: Engine, kills: usize) -> Option<Tally> {
    let world = store::testing::world(engine, &[])?;
    let url = match &world.settings {
        Settings::Postgres { url } => Some(url.as_str()),
        Settings::Sqlite { .. } => None,
    };
    let house = House::open(url);
    let address = Served::free_address();
    let mut tally = Tally::default();
    for _ in 0..kills {
        let served = Served::start_at(&house.place, &address);
        tally.ready.push(ready(&address));
        house.ask_again();
        let delay = Duration::from_millis(fastrand::u64(0..800));
        live(&house, served, delay);
    }
    let served = Served::start_at(&house.place, &address);
    ready(&address);
    house.ask_again();
    house.audit(&house.place, &address, house.acknowledged());
    drop(served);
    tally.acknowledged = house.acknowledged();
    tally.repeated = house.repeated();
    Some(tally)
}

/// Kills houses on `engine` until it was done as often as asked.
fn kill(engine: Engine) {
    let wanted = env::var("KLIPPKORT_KILLS");
    let wanted = wanted.map_or(KILLS, |told| told.parse().expect("a number"));
    let done = env::var("KLIPPKORT_KILLS_DONE").ok();
    let mut tally = done
        .as_deref()
        .map_or_else(Tally::default, |path| Tally::read(path, engine));
    while tally.ready.len() < wanted {
        let kills = KILLS_A_HOUSE.min(wanted - tally.ready.len());
        let Some(house) = kill_one(engine, kills) else {
            return;
        };
        tally.add(house, done.as_deref(), engine);
    }
    tally.tell(engine);
}

#[test]
fn a_kill_at_any_moment_loses_nothing_and_charges_nothing_twice_on_sqlite() {
    kill(Engine::Sqlite);
}

#[test]
fn a_kill_at_any_moment_loses_nothing_and_charges_nothing_twice_on_postgres() {
    kill(Engine::Postgres);
}
