//! The words of `locales/` keep the tone of plain language: no blame, no exclamation marks.

use crate::check::{self, Locale, Message, Piece};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn locales() -> Vec<Locale> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales");
    let sources = check::sources(&folder).expect("the folder can be read");
    check::locales(&sources).expect("the build passed them")
}

/// Calls `judge` with each sentence of a language, and lists those that it finds fault with.
fn faults(language: &str, judge: impl Fn(&str) -> bool) -> Vec<String> {
    let locales = locales();
    let locale = locales.iter().find(|locale| locale.language == language);
    let messages = locale.into_iter().flat_map(|locale| &locale.messages);
    let faulty = messages.filter(|(_, message)| judge(&text(message)));
    faulty
        .map(|(key, message)| format!("{}: {key}", message.place))
        .collect()
}

fn text(message: &Message) -> String {
    fn write(pieces: &[Piece], text: &mut String) {
        for piece in pieces {
            match piece {
                Piece::Text(piece) => text.push_str(piece),
                Piece::Value(_) => text.push('…'),
                Piece::Choice(_, variants) => {
                    for (_, pieces) in variants {
                        write(pieces, text);
                    }
                }
            }
        }
    }
    let mut sentence = String::new();
    write(&message.pieces, &mut sentence);
    sentence
}

#[test]
fn nobody_shouts() {
    for language in ["en", "sv"] {
        assert_eq!(
            faults(language, |text| text.contains('!')),
            Vec::<String>::new()
        );
    }
}

#[test]
fn quotation_marks_and_dots_are_the_printers() {
    for language in ["en", "sv"] {
        let found = faults(language, |text| {
            text.contains(['"', '`']) || text.contains("...")
        });
        assert_eq!(found, Vec::<String>::new());
    }
}

#[test]
fn swedish_is_plain_and_uses_the_glossary() {
    let avoided = [
        "vänligen",
        "var god",
        "var vänlig",
        "ogiltig",
        "supporthändelse",
        "begäran om support",
        "olycka",
        "på plats",
        "tyvärr",
        " er/",
        "he/",
        "klicka här",
        "via e-post",
        "per e-post",
    ];
    let found = faults("sv", |text| {
        let text = text.to_lowercase();
        avoided.iter().any(|word| text.contains(word))
    });
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn english_never_blames() {
    let avoided = [
        "please",
        "invalid",
        "illegal",
        "sorry",
        "click here",
        "oops",
        "ticket",
    ];
    let found = faults("en", |text| {
        let text = text.to_lowercase();
        avoided.iter().any(|word| {
            text.split(|c: char| !c.is_alphabetic())
                .any(|said| said == *word)
        })
    });
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn no_sentence_was_left_in_english() {
    let locales = locales();
    let [english, swedish] = &locales[..] else {
        panic!("there are two languages")
    };
    for (key, message) in &english.messages {
        let words = text(message)
            .split_whitespace()
            .filter(|word| word.chars().filter(|letter| letter.is_alphabetic()).count() > 1)
            .count();
        let same = text(message) == text(&swedish.messages[key]);
        assert!(
            !same || words < 4,
            "{}: {key}: the same in both languages",
            message.place
        );
    }
}

/// The codes that a language names.
fn countries(locale: &Locale) -> BTreeMap<&str, String> {
    let [Piece::Choice(_, names)] = &locale.messages["country-name"].pieces[..] else {
        panic!("a choice by code")
    };
    let named = names.iter().filter(|(code, _)| code != "other");
    named
        .map(|(code, name)| match &name[..] {
            [Piece::Text(name)] => (code.as_str(), name.clone()),
            _ => panic!("{code} is not a name"),
        })
        .collect()
}

#[test]
fn every_language_names_every_country_once() {
    let locales = locales();
    let [english, swedish] = &locales[..] else {
        panic!("there are two languages")
    };
    let (english, swedish) = (countries(english), countries(swedish));
    assert_eq!(english.len(), 249, "those of ISO 3166-1");
    assert!(english.keys().eq(swedish.keys()));
    for names in [english, swedish] {
        let different: BTreeSet<&String> = names.values().collect();
        assert_eq!(different.len(), names.len());
    }
}
