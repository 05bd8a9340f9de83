//! The program as the operator meets it: its commands, its exit codes, and what it refuses to start with.
#![expect(
    clippy::disallowed_methods,
    reason = "how long something takes is measured on the wall"
)]

mod backups;
mod browser;
mod full;
mod greedy;
mod killed;
mod place;
mod upload;

use std::fs;
use std::io::Read as _;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;

use place::{Place, Served, text};
use store::{Migration, Store};

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path)
        .expect("it is there")
        .permissions()
        .mode()
        & 0o777
}

#[cfg(unix)]
#[test]
fn init_makes_what_only_the_operator_can_open_and_never_makes_it_over() {
    let place = Place::new();
    assert!(
        place
            .failed(&["contract", "list"], 5)
            .contains("klippkort init")
    );
    place.said(&["init"]);
    assert_eq!(
        (
            mode(&place.path("data")),
            mode(&place.path("klippkort.keys"))
        ),
        (0o700, 0o600)
    );
    let keys = fs::read_to_string(place.path("klippkort.keys")).expect("a key file");
    place.said(&["init"]);
    assert_eq!(
        fs::read_to_string(place.path("klippkort.keys")).expect("a key file"),
        keys
    );
}

#[test]
fn nothing_starts_without_the_keys_that_the_data_needs() {
    let place = Place::new();
    place.said(&["demo"]);
    fs::rename(place.path("klippkort.keys"), place.path("kept")).expect("it moves");
    assert!(
        place
            .failed(&["ledger", "verify"], 5)
            .contains("is missing")
    );

    let other = Place::new();
    other.said(&["init"]);
    fs::copy(other.path("klippkort.keys"), place.path("klippkort.keys")).expect("it is copied");
    assert!(
        place.failed(&["ledger", "verify"], 5).contains("number 1"),
        "another key of the same number"
    );

    fs::write(place.path("klippkort.keys"), "numbers = 1").expect("it is written");
    assert_eq!(place.run(&["ledger", "verify"]).status.code(), Some(5));
    fs::rename(place.path("kept"), place.path("klippkort.keys")).expect("it moves");
    place.said(&["ledger", "verify"]);
}

#[cfg(unix)]
#[test]
fn a_key_file_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new();
    place.said(&["init"]);
    fs::set_permissions(
        place.path("klippkort.keys"),
        fs::Permissions::from_mode(0o644),
    )
    .expect("it is changed");
    assert!(place.failed(&["contract", "list"], 5).contains("chmod 600"));
}

#[test]
fn a_misspelt_or_unusable_setting_stops_the_start() {
    let place = Place::new();
    fs::write(place.path("klippkort.toml"), "lisen = \"127.0.0.1:8080\"").expect("it is written");
    assert!(place.failed(&["init"], 5).contains("lisen"));
    fs::write(place.path("klippkort.toml"), "listen = \"everywhere\"").expect("it is written");
    assert!(place.failed(&["init"], 5).contains("the setting listen"));
    for largest in ["0", "10001", "\"all\"", "-1", "1.5"] {
        let written = format!("file_megabytes_max = {largest}");
        fs::write(place.path("klippkort.toml"), written).expect("it is written");
        let said = place.failed(&["init"], 5);
        assert!(said.contains("cannot be used"), "{largest}: {said}");
    }
}

/// The environment of a provider called `example`.
const PROVIDER: [(&str, &str); 5] = [
    ("KLIPPKORT_PROVIDERS", "example"),
    ("KLIPPKORT_PROVIDER_EXAMPLE_NAME", "Example"),
    (
        "KLIPPKORT_PROVIDER_EXAMPLE_ISSUER",
        "https://id.example.com",
    ),
    ("KLIPPKORT_PROVIDER_EXAMPLE_CLIENT_ID", "klippkort"),
    ("KLIPPKORT_PROVIDER_EXAMPLE_CLIENT_SECRET", "hidden"),
];

#[test]
fn a_provider_that_lacks_something_stops_the_start_by_name() {
    let place = Place::new();
    for (changed, value, told) in [
        ("NAME", "", "the setting providers.example.name"),
        (
            "CLIENT_SECRET",
            "",
            "the setting KLIPPKORT_PROVIDER_EXAMPLE_CLIENT_SECRET",
        ),
        ("REACH", "far", "the setting providers.example.reach"),
        ("ISSUER", "http://id.example.com", "the provider example"),
        ("ISSUER", "nonsense", "the provider example"),
    ] {
        let mut command = place.command(&["serve"]);
        command
            .envs(PROVIDER)
            .env(format!("KLIPPKORT_PROVIDER_EXAMPLE_{changed}"), value);
        let output = command.output().expect("the program starts");
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(5), "{changed}: {said}");
        assert!(said.contains(told) && !said.contains("hidden"), "{said}");
    }
    let mut twice = place.command(&["init"]);
    twice
        .envs(PROVIDER)
        .env("KLIPPKORT_PROVIDERS", "example, example");
    let said = text(&twice.output().expect("the program starts").stderr);
    assert!(
        said.contains("the setting providers cannot be used"),
        "{said}"
    );
    fs::write(place.path("klippkort.toml"), "contact = \"nobody\"").expect("it is written");
    assert!(place.failed(&["init"], 5).contains("the setting contact"));
}

#[test]
fn doctor_says_what_answers_and_what_does_not() {
    let place = Place::new();
    place.said(&["demo"]);
    let said = place.said(&["doctor"]);
    for line in [
        "ok      files: in ",
        "ok      letters: ",
        "ok      mail: no server is set",
    ] {
        assert!(said.contains(line), "{said}");
    }
    let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let away = free.local_addr().expect("it has an address");
    drop(free);
    let issuer = format!("http://{away}");
    let mut command = place.command(&["doctor"]);
    let output = command
        .envs(PROVIDER)
        .env("KLIPPKORT_PROVIDER_EXAMPLE_ISSUER", &issuer)
        .env("KLIPPKORT_PROVIDER_EXAMPLE_REACH", "local")
        .env("KLIPPKORT_MAIL_HOST", "127.0.0.1")
        .env("KLIPPKORT_MAIL_PORT", away.port().to_string())
        .env("KLIPPKORT_MAIL_FROM", "Support <support@example.com>")
        .env("KLIPPKORT_BUCKET", "files")
        .env("KLIPPKORT_BUCKET_ENDPOINT", &issuer)
        .env("KLIPPKORT_BUCKET_ACCESS_KEY", "us")
        .env("KLIPPKORT_BUCKET_SECRET", "hidden")
        .output()
        .expect("the program starts");
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(4), "{said}");
    for line in [
        "ok      catalogue",
        "not ok  files",
        "not ok  mail",
        "not ok  sign-in with Example",
    ] {
        assert!(said.contains(line), "{said}");
    }
    assert!(!said.contains("hidden"), "{said}");
}

#[test]
fn a_contract_is_issued_to_an_address_or_a_key() {
    let place = Place::new();
    place.said(&["demo"]);
    let issue = |owner| {
        let offer = [
            "contract",
            "issue",
            "--offer",
            "partner-gold-20",
            "--owner",
            owner,
        ];
        let terms = ["--country", "SE", "--zone", "Europe/Stockholm", "--start"];
        place.run(&[&offer[..], &terms[..], &["2026-01-01"]].concat())
    };
    let issued = issue("maja.lindqvist@example.com");
    assert!(issued.status.success(), "{}", text(&issued.stderr));
    assert_eq!(issue("nobody@example.com").status.code(), Some(3));
    assert_eq!(issue("a_notakey").status.code(), Some(2));
}

#[test]
fn demo_mode_is_refused_where_others_could_reach_it() {
    let place = Place::new();
    let mut command = place.command(&["serve", "--demo"]);
    let output = command
        .env("KLIPPKORT_LISTEN", "0.0.0.0:0")
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(5), "{}", text(&output.stderr));
    assert!(!place.path("data").exists(), "nothing is made");
}

#[test]
fn the_example_world_is_loaded_once_and_its_ledger_adds_up() {
    let place = Place::new();
    place.said(&["demo"]);
    let first = place.said(&["contract", "list", "--json"]);
    place.said(&["demo"]);
    assert_eq!(
        place.said(&["contract", "list", "--json"]),
        first,
        "a second load changes nothing"
    );
    let contracts: Vec<serde_json::Value> = serde_json::from_str(&first).expect("JSON");
    let standing = |access_id: &str| {
        let found = contracts
            .iter()
            .find(|contract| contract["access_id"] == access_id);
        let contract = found.expect("the contract is there");
        (
            contract["standing"].as_str().expect("words"),
            contract["left"].as_i64(),
        )
    };
    assert_eq!(standing("0230242323"), ("active", Some(11)));
    assert_eq!(standing("0451177307"), ("expired", Some(0)));
    assert_eq!(standing("0618402754"), ("active", Some(0)));
    assert_eq!(standing("0037481207"), ("active", Some(10)));
    assert_eq!(standing("0783029614").0, "not yet active");
    assert_eq!(standing("0905173449").0, "suspended");
    assert_eq!(standing("0088163423").0, "superseded");
    assert_eq!(standing("0326651080"), ("active", None));
    assert!(
        place
            .said(&["ledger", "verify"])
            .starts_with("The ledger adds up")
    );

    let explained = [
        "explain",
        "--sign-in",
        "maja.lindqvist@example.com",
        "--product",
        "sql-server",
    ];
    let explained =
        place.said(&[&explained[..], &["--product-version", "2025", "--json"]].concat());
    let explained: Vec<serde_json::Value> = serde_json::from_str(&explained).expect("JSON");
    let cloud = explained
        .iter()
        .find(|contract| contract["access_id"] == "0037481207")
        .expect("it is linked");
    assert_eq!(cloud["reasons"], serde_json::json!(["cloud_only"]));
}

#[test]
fn a_known_problem_is_told_listed_and_ended() {
    let place = Place::new();
    place.said(&["demo"]);
    let listed = || -> Vec<serde_json::Value> {
        serde_json::from_str(&place.said(&["problem", "list", "--json"])).expect("JSON")
    };
    let of_the_world = listed();
    assert_eq!(of_the_world.len(), 1, "the example world has one");
    assert_eq!(of_the_world[0]["product"], "exchange-server");
    let say = ["problem", "say", "--en", "The line is down", "--sv"];
    place.failed(&[&say[..], &[" "]].concat(), 2);
    let odd = [&say[..], &["Linjen är nere", "--product", "abacus"]].concat();
    assert!(place.failed(&odd, 3).contains("not_found"));
    let said = place.said(&[&say[..], &["Linjen är nere", "--json"]].concat());
    let said: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let key = said["problem"].as_str().expect("its key");
    let told = listed();
    assert_eq!(told[0]["key"], key);
    assert_eq!(told[0]["words"]["sv"]["title"], "Linjen är nere");
    place.said(&["problem", "end", key]);
    let told = listed();
    assert_eq!(told[1]["key"], key);
    assert!(told[1]["ended"].is_string(), "{told:?}");
    assert!(place.said(&["problem", "list"]).contains("ended 20"));
}

#[test]
fn the_licence_of_every_crate_that_is_linked_is_in_the_program() {
    let place = Place::new();
    let texts = place.said(&["licences"]);
    let listed = concat!(env!("CARGO_MANIFEST_DIR"), "/../../THIRD-PARTY.md");
    let listed = fs::read_to_string(listed).expect("the list");
    let rows = listed.lines().filter_map(|line| line.strip_prefix("| "));
    let crates: Vec<String> = rows
        .skip(1)
        .map(|row| {
            let mut cells = row.split(" | ");
            let (name, version) = (cells.next(), cells.next());
            format!(
                "\n{} {} (",
                name.expect("a name"),
                version.expect("a version")
            )
        })
        .collect();
    assert!(crates.len() > 400, "{}", crates.len());
    let missing: Vec<&String> = crates.iter().filter(|one| !texts.contains(*one)).collect();
    assert!(missing.is_empty(), "{missing:?}: run make web");
    for words in [
        "Permission is hereby granted",
        "Apache License",
        "Mozilla Public License",
    ] {
        assert!(texts.contains(words), "{words}");
    }
}

#[test]
fn a_statement_is_checked_without_the_database_and_a_changed_one_is_found_out() {
    let place = Place::new();
    place.said(&["demo"]);
    let keys = place.said(&["keys", "list", "--json"]);
    let days = [
        "--from",
        "2025-01-01",
        "--to",
        "2030-01-01",
        "--out",
        "statement.json",
    ];
    place.said(&[&["statement", "export", "0230242323"][..], &days[..]].concat());
    let elsewhere = Place::new();
    let statement = fs::read_to_string(place.path("statement.json")).expect("a statement");
    fs::write(elsewhere.path("keys.json"), keys).expect("it is written");
    fs::write(elsewhere.path("statement.json"), &statement).expect("it is written");
    let verify = [
        "statement",
        "verify",
        "statement.json",
        "--keys",
        "keys.json",
    ];
    assert!(elsewhere.said(&verify).starts_with("Genuine"));
    assert!(statement.contains("\"quantity\": 20"));
    let changed = statement.replacen("\"quantity\": 20", "\"quantity\": 30", 1);
    fs::write(elsewhere.path("statement.json"), changed).expect("it is written");
    assert!(elsewhere.failed(&verify, 4).contains("signature"));
}

#[test]
fn everything_can_be_taken_along() {
    let place = Place::new();
    place.said(&["demo"]);
    place.said(&["export", "--out", "all.json"]);
    let all = fs::read_to_string(place.path("all.json")).expect("it is written");
    let all: serde_json::Value = serde_json::from_str(&all).expect("JSON");
    for table in [
        "contracts",
        "ledger",
        "memberships",
        "messages",
        "subscriptions",
        "catalogue",
    ] {
        assert!(
            all[table].as_array().is_some_and(|rows| !rows.is_empty()),
            "{table}"
        );
    }
    let contracts = place.said(&["export", "--table", "contracts", "--as", "csv"]);
    assert!(
        contracts.starts_with("\u{feff}\"key\",\"access_id\""),
        "{contracts}"
    );
    let person = place.said(&["export", "--person", "astrid.nyberg@example.org"]);
    assert!(person.contains("astrid.nyberg@example.org"), "{person}");
    place.failed(&["export", "--person", "nobody@example.com"], 3);
    place.failed(&["export", "--table", "secrets"], 2);
    assert!(
        place
            .failed(&["export", "--as", "csv"], 4)
            .contains("--table")
    );
    place.said(&["catalog", "save", "saved"]);
    place.failed(&["catalog", "save", "saved"], 1);
    let loaded = place.said(&["catalog", "load", "saved"]);
    assert!(loaded.contains("was there already"), "{loaded}");
    assert!(loaded.contains("written: 0, removed: 0"), "{loaded}");
}

#[test]
fn commands_say_in_their_exit_code_what_went_wrong() {
    let place = Place::new();
    assert_eq!(place.run(&["frobnicate"]).status.code(), Some(2));
    place.said(&["demo"]);
    place.failed(&["contract", "show", "9999999999"], 3);
    place.said(&[
        "contract",
        "suspend",
        "0230242323",
        "--reason",
        "the invoice is not paid",
    ]);
    place.failed(
        &["contract", "suspend", "0230242323", "--reason", "again"],
        3,
    );
    place.said(&[
        "contract",
        "resume",
        "0230242323",
        "--reason",
        "the invoice is paid",
    ]);
    fs::create_dir(place.path("catalogue")).expect("it is made");
    assert!(
        place
            .failed(&["catalog", "load", "catalogue"], 4)
            .contains("offers.toml:1: the file is missing")
    );
}

#[test]
fn a_database_of_a_newer_program_is_refused_in_words() {
    let place = Place::new();
    place.said(&["init"]);
    let before = place.said(&["contract", "list", "--json"]);
    let path = place.path("data").join("klippkort.sqlite");
    let store = Store::open(&store::Settings::Sqlite { path }).expect("it opens");
    let newer = Migration {
        number: 9_999,
        name: "newer",
        shared: Some("CREATE TABLE newer (id BIGINT PRIMARY KEY) STRICT;"),
        sqlite: None,
        postgres: None,
    };
    let migrations = [actions::MIGRATIONS, &[newer]].concat();
    store.migrate(&migrations).expect("a newer program comes");
    drop(store);
    for command in [&["serve"][..], &["contract", "list"], &["ledger", "verify"]] {
        let said = place.failed(command, 1);
        assert!(
            said.contains("the database has schema 9999, which this version does not know"),
            "{command:?}: {said}"
        );
    }
    let path = place.path("data").join("klippkort.sqlite");
    let store = Store::open(&store::Settings::Sqlite { path }).expect("it opens");
    let again = store
        .migrate(&migrations)
        .expect("the newer program still can");
    assert_eq!((again.applied, before.as_str()), (Vec::new(), "[]\n"));
}

#[test]
fn the_largest_file_is_what_the_environment_says_and_else_the_file() {
    for (written, environment, bytes) in [
        ("", None, 200 * 1024 * 1024),
        ("file_megabytes_max = 3", None, 3 * 1024 * 1024),
        (
            "file_megabytes_max = \"3\"",
            Some("10000"),
            10_000 * 1024 * 1024_u64,
        ),
    ] {
        let place = Place::new();
        fs::write(place.path("klippkort.toml"), written).expect("it is written");
        let served = Served::start_with(&place, |command| {
            if let Some(megabytes) = environment {
                command.env("KLIPPKORT_FILE_MEGABYTES_MAX", megabytes);
            }
        });
        let answer = served.ask("OPTIONS", "/requests/draft/d_0/files");
        let most = format!("tus-max-size: {bytes}\r\n");
        assert!(answer.to_lowercase().contains(&most), "{answer}");
    }
}

#[cfg(unix)]
#[test]
fn the_demo_is_served_and_stops_when_it_is_asked_to() {
    let place = Place::new();
    let mut served = Served::start(&place);
    assert_eq!(served.get("/"), "HTTP/1.1 200 OK");
    let stop = Command::new("kill")
        .args(["-TERM", &served.child.id().to_string()])
        .status();
    assert!(stop.expect("there is a kill").success());
    assert!(served.child.wait().expect("it ends").success());
    let mut said = String::new();
    served
        .child
        .stdout
        .take()
        .expect("it was piped")
        .read_to_string(&mut said)
        .expect("words");
    assert!(said.contains("0230242323  618761393031  valid"), "{said}");
    assert!(
        said.contains("/demo/sign-in?as=maja.lindqvist@example.com"),
        "{said}"
    );
}

#[test]
fn keys_are_rotated_while_the_portal_is_up() {
    let place = Place::new();
    let served = Served::start(&place);
    served.get("/");
    let listed = place.said(&["contract", "list", "--json"]);
    let contracts: serde_json::Value = serde_json::from_str(&listed).expect("JSON");
    let count = contracts.as_array().map_or(0, Vec::len);
    assert!(count > 10, "the example world has contracts");
    let rotated = place.said(&["keys", "rotate"]);
    let said = format!("Key 2 is in use, and {count} contracts");
    assert!(rotated.starts_with(&said), "{rotated}");
    assert_eq!(place.said(&["keys", "list"]).lines().count(), 2);
    place.said(&["ledger", "verify"]);
    assert_eq!(served.get("/"), "HTTP/1.1 200 OK");
}

#[test]
fn a_subscription_is_made_known_and_a_role_on_it_given() {
    let place = Place::new();
    place.said(&["demo"]);
    let add = ["subscription", "add", "Lab", "--country", "SE", "--owner"];
    let azure = ["kim.sandell@example.com", "--product", "azure", "--json"];
    let said = place.said(&[&add[..], &azure].concat());
    let said: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let key = said["subscription"].as_str().expect("its key");
    place.said(&[
        "subscription",
        "give",
        key,
        "maja.lindqvist@example.com",
        "reader",
    ]);
    let demoted = [
        "subscription",
        "give",
        key,
        "kim.sandell@example.com",
        "reader",
    ];
    assert!(place.failed(&demoted, 3).contains("last_owner"));
    let server = ["kim.sandell@example.com", "--product", "windows-server"];
    assert!(
        place
            .failed(&[&add[..], &server].concat(), 3)
            .contains("not_found")
    );
    place.failed(
        &[
            "subscription",
            "give",
            key,
            "kim.sandell@example.com",
            "king",
        ],
        2,
    );
}
