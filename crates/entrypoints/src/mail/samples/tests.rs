//! Every letter in both languages, as it is read: `letters.en.txt` and `letters.sv.txt`.
//!
//! `WRITE_LETTERS=1 cargo test -p entrypoints letters` writes the files anew; the difference is then read.

use std::fmt::Write as _;

use actions::contracts::{self, Order, Owner};
use actions::outbox::{Due, Letter, Recipient};
use actions::testing::{house, scene};
use actions::{By, House, MIGRATIONS};
use domain::ids::{AccessId, ContractId, EmailAddress};
use domain::time::Zone;
use web_kit::host::BaseUrl;
use words::{Language, Words};

use super::requests::about_requests;
use super::{ACCESS, LANGUAGES, SECRET, about_the_rest, noon};
use crate::mail::compose::{Part, compose};
use crate::mail::render::{Rendered, render};
use crate::markdown;

/// A letter as it was composed and rendered.
struct Sample {
    kind: &'static str,
    parts: Vec<Part>,
    rendered: Rendered,
}

/// The opaque key of a contract whose Contract ID is known.
async fn contract(house: &House) -> String {
    let order = Order {
        offer: "partner-gold-20".to_owned(),
        owner: Owner::Address(EmailAddress::parse("kim@example.com").expect("an address")),
        region: "emea".to_owned(),
        zone: Zone::named("Europe/Stockholm").expect("a zone"),
        start: domain::time::Date::parse("2026-11-24").expect("a day"),
        last_day: None,
        pair: Some((
            AccessId::parse(ACCESS).expect("an Access ID"),
            ContractId::parse(SECRET).expect("a Contract ID"),
        )),
        partner_id: None,
        country: None,
    };
    let by = By::House("command:test", noon());
    let issued = contracts::issue(house, by, order).await;
    issued.expect("it is issued").key
}

async fn composed(house: &House, language: &str, letter: Letter) -> Sample {
    let kind = letter.kind();
    let due = Due {
        id: 7,
        to: Recipient {
            address: "kim@example.com".to_owned(),
            language: language.to_owned(),
            zone: "Europe/Stockholm".to_owned(),
        },
        letter,
        posted: noon(),
        tries: 1,
        sent: None,
    };
    let base = BaseUrl::parse("https://support.example.com").expect("an address");
    let composed = compose(house, &base, "Klippkort", &due).await;
    let composed = composed.expect("it is composed");
    let rendered = render(&due, &composed, "Klippkort", "support.example.com");
    Sample {
        kind,
        rendered: rendered.expect("it is rendered"),
        parts: composed.parts,
    }
}

/// Every letter in `language`.
async fn samples(language: &str, words: &str) -> Vec<Sample> {
    let world =
        store::testing::world(store::Engine::Sqlite, MIGRATIONS).expect("SQLite is built in");
    let house = house(&world.store).await;
    scene::person(&world.store, "kim", &[], noon()).await;
    let contract = contract(&house).await;
    let letters = [about_requests(words), about_the_rest(&contract)].concat();
    let mut samples = Vec::new();
    for letter in letters {
        let mut sample = composed(&house, language, letter).await;
        sample.rendered.text = sample.rendered.text.replace(&contract, "c_sample");
        if let Some(off) = &sample.rendered.off {
            let kind = off.split('.').rev().nth(1).expect("a kind");
            let sampled = format!("https://support.example.com/notices/a_1.{kind}.token");
            sample.rendered.text = sample.rendered.text.replace(off, &sampled);
        }
        samples.push(sample);
    }
    samples
}

#[tokio::test]
async fn letters_read_as_they_did() {
    for language in LANGUAGES {
        let mut text = String::new();
        for sample in samples(language, "Which *version* is it?").await {
            let Rendered {
                subject,
                text: body,
                ..
            } = &sample.rendered;
            writeln!(text, "==== {}\n{subject}\n\n{body}", sample.kind).expect("memory");
        }
        let file = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join(format!("src/mail/samples/letters.{language}.txt"));
        if std::env::var_os("WRITE_LETTERS").is_some() {
            std::fs::write(&file, &text).expect("the file is written");
        }
        let before = std::fs::read_to_string(&file).expect("the file is there");
        for (line, (was, is)) in before.lines().zip(text.lines()).enumerate() {
            assert_eq!(was, is, "letters.{language}.txt:{}", line + 1);
        }
        assert_eq!(before.len(), text.len(), "letters.{language}.txt");
    }
}

#[tokio::test]
async fn both_parts_of_letters_say_the_same() {
    for language in LANGUAGES {
        for Sample {
            kind,
            parts,
            rendered,
        } in samples(language, "Which *version* is it?").await
        {
            let (text, html) = (&rendered.text, plain(&rendered.html));
            for part in &parts {
                let said = match part {
                    Part::Said(said) | Part::Heading(said) => vec![said.clone()],
                    Part::Facts(facts) => facts
                        .iter()
                        .flat_map(|(label, value)| [label.clone(), value.clone()])
                        .collect(),
                    Part::Quoted(words) => {
                        assert!(rendered.html.contains(&markdown::written(words)), "{kind}");
                        vec![]
                    }
                    Part::Copied(label, value) => vec![label.clone(), value.clone()],
                    Part::Button(_, link, _) => vec![link.clone()],
                };
                for said in said.iter().filter(|said| !said.contains("c_")) {
                    assert!(text.contains(said), "{kind}: {said:?} is not in {text}");
                    assert!(html.contains(said), "{kind}: {said:?} is not in {html}");
                }
            }
        }
    }
}

/// HTML with its escapes undone, so that what is said in it can be found.
fn plain(html: &str) -> String {
    html.replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#38;", "&")
}

#[tokio::test]
async fn letters_carry_no_contract_id_but_where_they_deliver_it() {
    for sample in samples("en", "Hello").await {
        let delivers = [
            "contract_activated",
            "contract_id_changed",
            "contract_ids_resent",
        ]
        .contains(&sample.kind);
        let Rendered {
            subject,
            text,
            html,
            ..
        } = &sample.rendered;
        assert_eq!(text.contains(SECRET), delivers, "{}", sample.kind);
        assert_eq!(html.contains(SECRET), delivers, "{}", sample.kind);
        assert!(
            !subject.contains(SECRET) && !subject.contains(ACCESS),
            "{subject}"
        );
    }
}

#[test]
fn every_kind_of_letter_is_called_something_in_every_language() {
    for &language in Language::all() {
        for letter in super::all() {
            let kind = letter.kind();
            let called = Words::of(language).called_letter(kind);
            assert_ne!(called, kind, "{language:?}");
        }
    }
}

#[tokio::test]
async fn letters_show_what_people_write_as_text() {
    let hostile =
        "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> [x](javascript:alert(1))";
    let world =
        store::testing::world(store::Engine::Sqlite, MIGRATIONS).expect("SQLite is built in");
    let house = house(&world.store).await;
    for mut letter in about_requests(hostile) {
        if let Letter::Request { told, .. } = &mut letter {
            "<i>Title</i>\r\nBcc: all@example.com".clone_into(&mut told.title);
            "<u>Erin</u>".clone_into(&mut told.by);
        }
        let sample = composed(&house, "sv", letter).await;
        let Rendered { subject, html, .. } = &sample.rendered;
        for bad in ["<script", "<img", "<i>", "<u>", "href=\"javascript"] {
            assert!(!html.contains(bad), "{} has {bad}: {html}", sample.kind);
        }
        assert!(!subject.contains(['\r', '\n']), "{subject:?}");
    }
}
