//! Backups as the operator makes them, checks them and takes them back.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use store::testing::World;
use store::{Engine, Settings};

use crate::browser::Browser;
use crate::killed::{CUSTOMER, House, ready};
use crate::place::{Place, Served};

/// A place with the keys of another and nothing else: a new machine on which the copy of the key file was put.
fn new_machine(old: &Place) -> Place {
    let place = Place::new();
    fs::copy(old.path("klippkort.keys"), place.path("klippkort.keys")).expect("it is copied");
    place
}

/// The example world and a file, with one backup of them.
fn backed_up() -> (Place, Value) {
    let place = Place::new();
    place.said(&["demo"]);
    let sites = "Partner ID,Organisation,Location,Country,Head office\n1234567,Vinterhav AB,Kiruna,SE,yes\n";
    fs::write(place.path("sites.csv"), sites).expect("it is written");
    let terms = ["--country", "SE", "--zone", "Europe/Stockholm", "--dry-run"];
    place.said(&[&["import", "sites.csv"][..], &terms].concat());
    let said = place.said(&["backup", "--out", "backup.zip", "--json"]);
    (place, serde_json::from_str(&said).expect("JSON"))
}

/// The rows of a table, by their keys.
fn table(place: &Place, name: &str) -> Value {
    serde_json::from_str(&place.said(&["export", "--table", name])).expect("JSON")
}

/// An address in a table of accounts.
fn account<'a>(accounts: &'a Value, email: &str) -> Option<&'a Value> {
    let accounts = accounts["people"].as_array().expect("a table");
    accounts.iter().find(|account| account["email"] == email)
}

fn restored(old: &Place, more: &[&str]) -> (Place, String) {
    let new = new_machine(old);
    let backup = old.path("backup.zip").display().to_string();
    let said = new.said(&[&["restore", &backup][..], more].concat());
    (new, said)
}

#[test]
fn a_new_machine_takes_a_backup_back() {
    let (old, written) = backed_up();
    let checked = old.said(&["backup", "verify", "backup.zip", "--json"]);
    let checked: Value = serde_json::from_str(&checked).expect("JSON");
    assert_eq!(checked, written);
    assert!(
        written["rows"].as_u64().is_some_and(|rows| rows > 1_000),
        "{written}"
    );
    assert!(
        written["files"].as_u64().is_some_and(|files| files > 0),
        "{written}"
    );
    let (new, said) = restored(&old, &[]);
    assert!(
        said.contains("0 people were erased again. The ledger adds up."),
        "{said}"
    );
    for name in ["contracts", "requests", "people", "ledger", "imports"] {
        assert_eq!(table(&new, name), table(&old, name), "{name}");
    }
    let served = Served::start(&new);
    assert_eq!(served.get("/"), "HTTP/1.1 200 OK");
}

#[test]
fn a_backup_under_load_holds_all_that_was_acknowledged_before_it() {
    let house = House::open(None);
    let served = Served::start(&house.place);
    ready(&served.address);
    let stop = AtomicBool::new(false);
    let before = thread::scope(|scope| {
        let submit = || {
            let mut browser = Browser::of(&served.address, CUSTOMER).expect("it is up");
            while !stop.load(Ordering::SeqCst) {
                house.submit(&mut browser).expect("it is up");
            }
        };
        let people = [(); 3].map(|()| scope.spawn(submit));
        let begun = Instant::now();
        while house.acknowledged() < 5 && begun.elapsed() < Duration::from_mins(2) {
            thread::sleep(Duration::from_millis(5));
        }
        let before = house.acknowledged();
        house.place.said(&["backup", "--out", "backup.zip"]);
        stop.store(true, Ordering::SeqCst);
        assert!(people.into_iter().all(|person| person.join().is_ok()));
        before
    });
    drop(served);
    assert!(
        before >= 5 && house.acknowledged() > before,
        "it was made meanwhile"
    );
    let (new, said) = restored(&house.place, &[]);
    assert!(said.contains("The ledger adds up."), "{said}");
    let served = Served::start(&new);
    ready(&served.address);
    house.audit(&new, &served.address, before);
}

#[test]
fn a_house_outgrows_its_machine_and_moves_to_postgres_and_back() {
    let Some(world) = store::testing::world(Engine::Postgres, &[]) else {
        return;
    };
    let World {
        settings: Settings::Postgres { url },
        ..
    } = &world
    else {
        unreachable!("it was asked for");
    };
    let (old, _) = backed_up();
    let new = new_machine(&old);
    let on_postgres = |arguments: &[&str]| {
        let output = new.command(arguments).env("DATABASE_URL", url).output();
        let output = output.expect("the program starts");
        let problem = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {problem}");
        String::from_utf8(output.stdout).expect("text")
    };
    fs::copy(old.path("backup.zip"), new.path("there.zip")).expect("it is copied");
    on_postgres(&["restore", "there.zip"]);
    let moved = on_postgres(&["contract", "list", "--json"]);
    assert_eq!(moved, old.said(&["contract", "list", "--json"]));
    on_postgres(&["contract", "suspend", "0230242323", "--reason", "it lives"]);
    on_postgres(&["backup", "--out", "back.zip"]);
    let home = new_machine(&old);
    let back = new.path("back.zip").display().to_string();
    home.said(&["restore", &back]);
    let moved = on_postgres(&["contract", "list", "--json"]);
    assert_eq!(home.said(&["contract", "list", "--json"]), moved);
    home.said(&[
        "contract",
        "resume",
        "0230242323",
        "--reason",
        "and goes on",
    ]);
}

#[test]
fn whoever_was_erased_stays_erased() {
    let (old, _) = backed_up();
    let kim = account(&table(&old, "people"), "kim.sandell@example.com").cloned();
    let kim = kim.expect("the account is there");
    let key = kim["key"].as_str().expect("its key");
    fs::write(
        old.path("erased.txt"),
        format!("{key} 2026-01-01T00:00:00Z\na_unknown\n"),
    )
    .expect("it is written");
    let (new, said) = restored(&old, &[]);
    assert!(said.contains("1 people were erased again"), "{said}");
    let everything = new.said(&["export"]);
    for left in ["kim.sandell@example.com", "Kim Sandell"] {
        assert!(!everything.contains(left), "{left}");
    }
    new.said(&["ledger", "verify"]);
    let kept = new.path("kept");
    let served = Served::start_with(&new, |command| {
        command.env("KLIPPKORT_BACKUPS", &kept);
    });
    served.get("/");
    awaited(&kept, |names| {
        names.contains(&"erased.txt".to_owned()).then_some(())
    });
    drop(served);
    let noted = fs::read_to_string(kept.join("erased.txt")).expect("it is there");
    assert!(
        noted.starts_with(&format!("{key} 20")) && noted.lines().count() == 1,
        "{noted}"
    );

    let elsewhere = old.path("elsewhere.txt");
    fs::rename(old.path("erased.txt"), &elsewhere).expect("it moves");
    let (remembered, _) = restored(&old, &[]);
    assert!(account(&table(&remembered, "people"), "kim.sandell@example.com").is_some());
    let (_, said) = restored(&old, &["--erased", &elsewhere.display().to_string()]);
    assert!(said.contains("1 people were erased again"), "{said}");
}

#[test]
fn a_bad_backup_is_refused_before_it_touches_data() {
    let (old, _) = backed_up();
    let whole = fs::read(old.path("backup.zip")).expect("it is there");
    let refused = |bytes: &[u8], told: &str| {
        let new = new_machine(&old);
        fs::write(new.path("bad.zip"), bytes).expect("it is written");
        for command in [
            &["backup", "verify", "bad.zip"][..],
            &["restore", "bad.zip"],
        ] {
            let said = new.failed(command, 4);
            assert!(said.contains(told), "{command:?}: {said}");
        }
        assert!(!new.path("data").exists(), "nothing is made");
    };
    refused(b"", "is no backup, or is cut short");
    refused(&whole[..whole.len() / 2], "is no backup, or is cut short");
    let mut flipped = whole.clone();
    flipped[whole.len() / 3] ^= 1;
    refused(&flipped, "is damaged");

    let stranger = Place::new();
    stranger.said(&["init"]);
    fs::remove_dir_all(stranger.path("data")).expect("it is there");
    fs::write(stranger.path("backup.zip"), &whole).expect("it is written");
    assert!(
        stranger
            .failed(&["restore", "backup.zip"], 4)
            .contains("not signed with a key")
    );
    stranger.failed(&["restore", "missing.zip"], 1);
}

#[test]
fn what_is_there_already_is_not_written_over() {
    let (old, _) = backed_up();
    let before = old.said(&["contract", "list", "--json"]);
    assert!(
        old.failed(&["restore", "backup.zip"], 5)
            .contains("not blank")
    );
    assert_eq!(old.said(&["contract", "list", "--json"]), before);
    old.said(&["ledger", "verify"]);
    assert!(old.failed(&["backup"], 5).contains("backups.folder"));
}

/// Waits until `found` finds something in the folder.
fn awaited<T>(folder: &Path, found: impl Fn(Vec<String>) -> Option<T>) -> T {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_mins(1) {
        let names = fs::read_dir(folder).into_iter().flatten();
        let names = names.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        if let Some(found) = found(names.collect()) {
            return found;
        }
        thread::sleep(Duration::from_millis(50));
    }
    panic!("nothing came into {}", folder.display());
}

#[test]
fn a_backup_is_made_by_itself_and_the_oldest_go() {
    let place = Place::new();
    place.said(&["demo"]);
    let written = "[backups]\nfolder = \"kept\"\nkeep = 2";
    fs::write(place.path("klippkort.toml"), written).expect("it is written");
    let folder = place.path("kept");
    fs::create_dir(&folder).expect("it is made");
    let old = [
        "klippkort-20250101T000000Z.zip",
        "klippkort-20250102T000000Z.zip",
    ];
    for name in old.iter().chain(&["notes.zip"]) {
        fs::write(folder.join(name), "").expect("it is written");
    }
    let served = Served::start(&place);
    served.get("/");
    let made = awaited(&folder, |names| {
        let is_new = |name: &&String| name.ends_with("Z.zip") && !old.contains(&name.as_str());
        let is_dropped = !names.iter().any(|name| name == old[0]);
        names.iter().find(is_new).filter(|_| is_dropped).cloned()
    });
    drop(served);
    assert!(folder.join(old[1]).exists() && folder.join("notes.zip").exists());
    let made = Path::new("kept").join(made).display().to_string();
    place.said(&["backup", "verify", &made]);

    let served = Served::start(&place);
    served.get("/");
    thread::sleep(Duration::from_secs(2));
    drop(served);
    let count = fs::read_dir(&folder).expect("it is there").count();
    assert_eq!(count, 3, "the next is not due before tomorrow");
    place.said(&["backup"]);
    let again = fs::read_dir(&folder).expect("it is there").count();
    assert_eq!(again, 3, "one came and one went");
    assert!(!folder.join(old[1]).exists());
}
