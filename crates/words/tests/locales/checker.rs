//! The build fails where the languages differ: the checker that `build.rs` runs, on small texts.

use crate::check::{Source, locales};

fn source(language: &str, area: &str, text: &str) -> Source {
    Source {
        language: language.to_owned(),
        area: area.to_owned(),
        text: text.to_owned(),
    }
}

fn problems(english: &str, swedish: &str) -> Vec<String> {
    let sources = [
        source("en", "account", english),
        source("sv", "account", swedish),
    ];
    locales(&sources).err().unwrap_or_default()
}

#[test]
fn languages_that_say_the_same_pass() {
    let english = "account-greeting = Welcome, { $name }\naccount-left =\n    { $count ->\n        [one] One left\n       *[other] { $count } left\n    }\n";
    let swedish = "account-left = { $count } kvar\naccount-greeting = Välkommen, { $name }\n";
    let sources = [
        source("en", "account", english),
        source("sv", "account", swedish),
    ];
    let read = locales(&sources).expect("nothing is wrong with them");
    let codes: Vec<&str> = read.iter().map(|locale| locale.language.as_str()).collect();
    assert_eq!(codes, ["en", "sv"]);
    let left = &read[0].messages["account-left"];
    assert_eq!(left.place, "locales/en/account.ftl:2");
    assert!(left.source.ends_with('}') && !left.pieces.is_empty());
    assert_eq!(left.arguments().into_iter().collect::<Vec<_>>(), ["count"]);
}

#[test]
fn a_key_that_one_language_lacks() {
    assert_eq!(
        problems(
            "account-name = Name\n\naccount-phone = Phone\n",
            "account-name = Namn\n"
        ),
        ["locales/en/account.ftl:3: account-phone: missing in sv"]
    );
    assert_eq!(
        problems(
            "account-name = Name\n",
            "account-name = Namn\naccount-phone = Telefon\n"
        ),
        ["locales/sv/account.ftl:2: account-phone: missing in en"]
    );
}

#[test]
fn an_argument_that_one_language_lacks() {
    assert_eq!(
        problems(
            "account-until = Until { $date }\n",
            "account-until = Till { $dag }\n"
        ),
        [
            "locales/sv/account.ftl:1: account-until: does not use $date, en does",
            "locales/en/account.ftl:1: account-until: does not use $dag, sv does",
        ]
    );
}

#[test]
fn an_argument_inside_a_variant_counts() {
    let english =
        "account-left =\n    { $count ->\n        [0] None\n       *[other] { $name }\n    }\n";
    assert_eq!(
        problems(english, "account-left = { $count }\n"),
        ["locales/sv/account.ftl:1: account-left: does not use $name, en does"]
    );
}

#[test]
fn a_key_said_twice_even_in_another_file() {
    let sources = [
        source("en", "account", "account-name = Name\n"),
        source("en", "common", "account-name = Name\n"),
    ];
    assert_eq!(
        locales(&sources).err().unwrap_or_default(),
        ["locales/en/common.ftl:1: account-name: already said at locales/en/account.ftl:1"]
    );
}

#[test]
fn a_text_that_does_not_parse() {
    let found = problems(
        "account-name = Name\naccount-phone = { $\n",
        "account-name = Namn\n",
    );
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with("locales/en/account.ftl:2: "),
        "{found:?}"
    );
}

#[test]
fn a_choice_without_a_default() {
    let found = problems(
        "account-left =\n    { $count ->\n        [one] One\n    }\n",
        "",
    );
    assert!(
        found.iter().any(|problem| problem.contains("default")),
        "{found:?}"
    );
}

#[test]
fn what_we_do_not_use_of_fluent() {
    for (text, reason) in [
        ("-brand = Klippkort\n", "terms are not used"),
        (
            "account-name = { account-phone }\naccount-phone = Phone\n",
            "only text, arguments",
        ),
        (
            "account-left = { NUMBER($count) }\n",
            "only text, arguments",
        ),
        (
            "account-name = Name\n    .title = Title\n",
            "attributes are not used",
        ),
    ] {
        let found = problems(text, text);
        assert!(
            found.iter().any(|problem| problem.contains(reason)),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn keys_that_do_not_fit() {
    for (text, reason) in [
        ("account-Name = Name\n", "small letters"),
        ("account--name = Name\n", "small letters"),
        ("profile-name = Name\n", "name of its file"),
    ] {
        let found = problems(text, text);
        assert!(
            found.iter().any(|problem| problem.contains(reason)),
            "{text}: {found:?}"
        );
    }
}
