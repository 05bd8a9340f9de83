//! A house that people submit requests with files to, and everything that they were told.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::mem;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::browser::{Browser, Page};
use crate::place::Place;

/// Who submits.
pub const CUSTOMER: &str = "kim.sandell@example.com";
/// The units of the contract that all use.
const UNITS: i64 = 1_000_000;
const ACCESS: &str = "0777000017";
/// How long somebody who hangs up waits, at most, in milliseconds: until the commit, more or less.
const HANG_UP_AFTER: u64 = 40;
/// How many of those that were answered last are asked once more after a restart.
const REPEATED: usize = 12;

/// A submission: the page whose button is pressed, and what it is about.
#[derive(Clone)]
struct Asked {
    browser: Browser,
    page: Page,
    path: String,
    title: String,
    file: String,
}

impl Asked {
    /// Presses *Submit*, for the first time or once more; the number of the request, if an answer came.
    fn send(&self) -> io::Result<String> {
        let mut browser = self.browser.clone();
        let answer = browser.send_form(&self.page, &self.path, &[("agreement", "yes")])?;
        assert_eq!(answer.status, 303, "{}", answer.text());
        let number = answer.location.trim_start_matches("/requests/");
        Ok(number.trim_end_matches("/submitted").to_owned())
    }

    /// Presses *Submit* twice at once. Where both are answered, they are answered alike.
    fn send_twice(&self) -> io::Result<String> {
        let (first, second) = thread::scope(|scope| {
            let other = scope.spawn(|| self.send());
            (self.send(), other.join().expect("nobody panicked"))
        });
        if let (Ok(first), Ok(second)) = (&first, &second) {
            assert_eq!(first, second, "two presses of one button");
        }
        first.or(second)
    }

    /// Presses *Submit* and leaves before the answer, around the time of the commit.
    fn hang_up(&self) -> io::Result<()> {
        let after = Duration::from_millis(fastrand::u64(0..HANG_UP_AFTER));
        self.browser
            .hang_up(&self.page, &self.path, &[("agreement", "yes")], after)
    }

    /// Fails unless `browser` is shown it as `number`, with its file.
    fn is_shown(&self, browser: &mut Browser, number: &str) {
        let page = browser.get(&format!("/requests/{number}"));
        let page = page.expect("it is up");
        let text = page.text();
        assert!(
            page.status == 200 && text.contains(&self.title),
            "{number}: {text}"
        );
        let mut links = text.split("href=\"");
        let link = links.find(|rest| rest.starts_with("/files/"));
        let link = link.and_then(|rest| rest.split('"').next());
        let link = link.expect("the file's address");
        let found = browser.get(link).expect("it is up");
        assert!(
            found.status == 200 && found.text() == self.file,
            "{number}: {}",
            found.status
        );
    }
}

/// A house that is killed and comes back.
pub struct House {
    /// Where it is.
    pub place: Place,
    contract: String,
    /// The submissions whose answer came, with the number that it told.
    acknowledged: Mutex<Vec<(String, Asked)>>,
    /// Those whose answer never came.
    unanswered: Mutex<Vec<Asked>>,
    count: AtomicU32,
    repeated: AtomicU32,
}

impl House {
    /// The example world with a contract of many units, on SQLite or on the PostgreSQL at `url`.
    pub fn open(url: Option<&str>) -> Self {
        let place = Place::new();
        if let Some(url) = url {
            let written = format!("database_url = {url:?}");
            fs::write(place.path("klippkort.toml"), written).expect("it is written");
        }
        place.said(&["init"]);
        place.said(&["demo"]);
        let head = "Access ID,Contract ID,Plan,Owner e-mail,Start date,End date,Left";
        let row = format!(
            "{ACCESS},777000012345,partner-gold-20,{CUSTOMER},2026-01-01,2036-01-01,{UNITS}"
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
        let shown = json(&place.said(&["contract", "show", ACCESS, "--json"]));
        Self {
            place,
            contract: shown["key"].as_str().expect("its key").to_owned(),
            acknowledged: Mutex::default(),
            unanswered: Mutex::default(),
            count: AtomicU32::new(0),
            repeated: AtomicU32::new(0),
        }
    }

    /// Walks the wizard to its end, with a file, and presses *Submit*: as everybody does, or twice at once, or hanging
    /// up and asking again, or hanging up for good.
    pub fn submit(&self, browser: &mut Browser) -> io::Result<()> {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        let asked = self.written(browser, count)?;
        let answer = match count % 8 {
            1 | 5 => asked.send_twice(),
            2 | 6 => asked.hang_up().and_then(|()| asked.send()),
            7 => {
                let left = asked.hang_up();
                hold(&self.unanswered).push(asked);
                return left;
            }
            _ => asked.send(),
        };
        match answer {
            Ok(number) => {
                hold(&self.acknowledged).push((number, asked));
                Ok(())
            }
            Err(problem) => {
                hold(&self.unanswered).push(asked);
                Err(problem)
            }
        }
    }

    /// Walks the wizard to its last page.
    fn written(&self, browser: &mut Browser, count: u32) -> io::Result<Asked> {
        let title = format!("Stopped {count}");
        let file = format!("trace {count}\n").repeat(500);
        let started = browser.fill("/requests/new", &[("product", "windows-server")])?;
        let base = started.location.trim_end_matches("/version").to_owned();
        assert!(base.starts_with("/requests/draft/"), "{}", started.text());
        let used = [
            ("usage", "work"),
            ("which", "it_professional"),
            ("production", "yes"),
        ];
        let problem = [("problem_type", "identity"), ("title", title.as_str())];
        let contact = [
            ("name", "Kim"),
            ("email", CUSTOMER),
            ("preferred", "email"),
            ("language", "en"),
            ("zone", "Europe/Stockholm"),
        ];
        let steps: [(&str, &[(&str, &str)]); 7] = [
            ("version", &[("product_version", "2025")]),
            ("use", &used),
            ("problem", &problem),
            ("category", &[("category", "replication")]),
            ("self-help", &[]),
            ("contract", &[("contract", &self.contract)]),
            ("contact", &contact),
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
        let trace = ("trace.log", file.as_bytes());
        let described = browser.attach(&format!("{base}/description"), &typed, trace)?;
        assert_eq!(described.status, 303, "{}", described.text());
        let path = format!("{base}/check");
        let page = browser.get(&path)?;
        assert_eq!(page.status, 200, "{}", page.text());
        Ok(Asked {
            browser: browser.clone(),
            page,
            path,
            title,
            file,
        })
    }

    /// Presses *Submit* once more wherever no answer came, and where one came not long ago: the answer stays the same.
    pub fn ask_again(&self) {
        let unanswered = mem::take(&mut *hold(&self.unanswered));
        for asked in unanswered {
            self.repeated.fetch_add(1, Ordering::Relaxed);
            let number = asked.send().expect("it is answered now");
            hold(&self.acknowledged).push((number, asked));
        }
        for (number, asked) in hold(&self.acknowledged).iter().rev().take(REPEATED) {
            self.repeated.fetch_add(1, Ordering::Relaxed);
            assert_eq!(asked.send().expect("it is answered again"), *number);
        }
    }

    /// How many requests were acknowledged so far.
    pub fn acknowledged(&self) -> usize {
        hold(&self.acknowledged).len()
    }

    /// How often *Submit* was pressed again after a restart.
    pub fn repeated(&self) -> u32 {
        self.repeated.load(Ordering::Relaxed)
    }

    /// Compares what people were told with what `place` shows at `address`: the first `sure` that were acknowledged are
    /// there with their files, nothing is there twice or unasked, and each has its unit.
    pub fn audit(&self, place: &Place, address: &str, sure: usize) {
        let acknowledged = hold(&self.acknowledged);
        let mut browser = Browser::of(address, CUSTOMER).expect("it is up");
        for (number, asked) in &acknowledged[..sure] {
            asked.is_shown(&mut browser, number);
        }
        let rows = json(&place.said(&["export", "--table", "requests"]));
        let rows = rows["requests"].as_array().expect("a table");
        let titles = rows.iter().filter_map(|row| row["title"].as_str());
        let titles: Vec<&str> = titles
            .filter(|title| title.starts_with("Stopped "))
            .collect();
        let there: BTreeSet<&str> = titles.iter().copied().collect();
        assert_eq!(
            there.len(),
            titles.len(),
            "nothing is there twice: {titles:?}"
        );
        let unanswered = hold(&self.unanswered);
        let asked = acknowledged
            .iter()
            .map(|(_, asked)| asked)
            .chain(unanswered.iter());
        let asked: BTreeSet<&str> = asked.map(|asked| asked.title.as_str()).collect();
        assert!(
            there.is_subset(&asked),
            "{there:?} are not all of {asked:?}"
        );
        for (number, asked) in &acknowledged[..sure] {
            assert!(there.contains(asked.title.as_str()), "{number} is lost");
        }
        let shown = json(&place.said(&["contract", "show", ACCESS, "--json"]));
        let used = i64::try_from(titles.len()).expect("they are few");
        assert_eq!(shown["left"], UNITS - used, "a unit for each");
        place.said(&["ledger", "verify"]);
    }
}

fn hold<T>(told: &Mutex<T>) -> MutexGuard<'_, T> {
    told.lock().expect("nobody panicked")
}

fn json(said: &str) -> Value {
    serde_json::from_str(said).expect("JSON")
}
