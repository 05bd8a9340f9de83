//! A disk that is full under the real program: clear words, reads go on, and what was confirmed is there afterwards.
#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;

use crate::browser::{Browser, Page};
use crate::killed::ready;
use crate::place::{Place, Served};

const MAJA: &str = "maja.lindqvist@example.com";
/// Letters of a long message.
const LONG: usize = 20_000;
/// As she reads it.
const WORDS: &str = "det du skickade blev inte sparat";

/// A disk of its own in memory, of a few megabytes. Only root can have one.
struct Disk(PathBuf);

impl Disk {
    fn mounted(path: PathBuf) -> Option<Self> {
        let id = Command::new("id").arg("-u").output().expect("id runs");
        if id.stdout != b"0\n" {
            eprintln!("NOT TESTED ON A FULL DISK: only root can mount one");
            return None;
        }
        fs::create_dir(&path).expect("it is made");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=64m", "klippkort"])
            .arg(&path)
            .status();
        assert!(mounted.expect("mount runs").success());
        Some(Self(path))
    }

    /// Leaves no byte free.
    fn fill(&self) {
        let mut filler = File::create(self.0.join("filler")).expect("it is made");
        for length in [1 << 20, 4096, 1] {
            while filler.write_all(&vec![0; length]).is_ok() {}
        }
    }

    fn free(&self) {
        fs::remove_file(self.0.join("filler")).expect("it goes");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // What still runs there is gone by then, or the folder of the test stays.
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

/// Maja, on the page of an open request of hers.
fn asking(served: &Served) -> (Browser, String) {
    ready(&served.address);
    let mut browser = Browser::of(&served.address, MAJA).expect("it is up");
    let list = browser.get("/requests").expect("it is up").text();
    let links = list
        .split("href=\"")
        .filter(|rest| rest.starts_with("/requests/INC"));
    let mut paths = links.filter_map(|rest| rest.split('"').next());
    let open = paths.find(|path| {
        let page = browser.get(path).expect("it is up").text();
        page.contains(&format!("{path}/replies"))
    });
    let open = open.expect("an open request").to_owned();
    (browser, open)
}

/// How a reply begins.
fn begins(number: usize) -> String {
    format!("Number {number}. ")
}

/// Answers with a long text that has a number.
fn reply(browser: &mut Browser, request: &str, number: usize) -> Page {
    let page = browser.get(request).expect("it is up");
    let message = begins(number) + &"It stops. ".repeat(LONG / 10);
    let path = format!("{request}/replies");
    let sent = browser.send_form(&page, &path, &[("message", &message)]);
    sent.expect("it is up")
}

#[test]
fn a_full_disk_is_told_and_recovered_from_without_a_restart() {
    let place = Place::new();
    let Some(disk) = Disk::mounted(place.path("disk")) else {
        return;
    };
    fs::write(place.path("klippkort.toml"), "data = \"disk/data\"").expect("it is written");
    // A program that has ended leaves no log behind in whose room the next one could go on for long.
    place.said(&["init"]);
    place.said(&["demo"]);
    let served = Served::start(&place);
    let (mut maja, request) = asking(&served);
    assert_eq!(reply(&mut maja, &request, 0).status, 303);
    disk.fill();
    // What is free in the files that are there is used first.
    let mut kept = 0;
    let refused = loop {
        let answer = reply(&mut maja, &request, kept + 1);
        if answer.status != 303 {
            break answer;
        }
        kept += 1;
        assert!(kept < 1_000, "the disk is never full");
    };
    assert_eq!(refused.status, 507, "{}", refused.text());
    assert!(refused.text().contains(WORDS), "{}", refused.text());
    assert!(
        refused.text().contains(&begins(kept + 1)),
        "what was typed is kept"
    );
    for page in ["/requests", "/contracts", "/account"] {
        let shown = maja.get(page).expect("it is up");
        assert_eq!(shown.status, 200, "{page}: {}", shown.text());
    }
    let shown = maja.get(&request).expect("it is up").text();
    assert!(
        (0..=kept).all(|number| shown.contains(&begins(number))),
        "reads go on, and what was confirmed is there"
    );

    disk.free();
    let again = reply(&mut maja, &request, kept + 2);
    assert_eq!(again.status, 303, "by itself: {}", again.text());
    drop(served);
    let served = Served::start(&place);
    ready(&served.address);
    let mut maja = Browser::of(&served.address, MAJA).expect("it is up");
    let shown = maja.get(&request).expect("it is up").text();
    let mut confirmed = (0..=kept).chain([kept + 2]);
    assert!(
        confirmed.all(|number| shown.contains(&begins(number))),
        "also after a kill"
    );
    assert!(!shown.contains(&begins(kept + 1)), "and nothing else");
    drop(served);
    place.said(&["ledger", "verify"]);
}

#[test]
fn a_log_that_cannot_be_written_stops_nothing() {
    let place = Place::new();
    let full = || {
        File::options()
            .write(true)
            .open("/dev/full")
            .expect("it is there")
    };
    let served = Served::start_with(&place, |command| {
        command.env("KLIPPKORT_LOG", "debug").stderr(full());
    });
    let (mut maja, request) = asking(&served);
    assert_eq!(reply(&mut maja, &request, 1).status, 303);
    assert_eq!(served.get("/"), "HTTP/1.1 200 OK");
}
