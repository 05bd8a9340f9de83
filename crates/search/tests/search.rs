//! What the index finds, in which order, and that it survives what it is given.

use std::path::Path;

use search::{Document, Fault, Index, Query};

fn article(id: &str, language: &str, title: &str, body: &str) -> Document {
    Document {
        id: id.to_owned(),
        language: language.to_owned(),
        title: title.to_owned(),
        body: body.to_owned(),
        scopes: vec!["windows".to_owned()],
        ..Document::default()
    }
}

fn filed(document: Document, scopes: &[&str], topics: &[&str]) -> Document {
    let keys = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
    Document {
        scopes: keys(scopes),
        topics: keys(topics),
        ..document
    }
}

fn index(documents: impl IntoIterator<Item = Document>) -> Index {
    let index = Index::in_memory(&["en", "sv"]).unwrap();
    index.rebuild("1", documents).unwrap();
    index
}

fn library() -> Index {
    index([
        article(
            "printer",
            "en",
            "Printer is missing",
            "The printer is missing from the session.",
        ),
        article(
            "printer",
            "sv",
            "Skrivaren saknas",
            "Skrivaren syns inte i fjärrsessionen.",
        ),
        article(
            "spooler",
            "en",
            "Print spooler stops",
            "The spooler stops responding. 0x80004027",
        ),
        article(
            "dns",
            "en",
            "Records disappear",
            "DNS records are scavenged. Event 4624.",
        ),
        article(
            "lås",
            "sv",
            "Kontot är låst",
            "Lösenordet har gått ut och kontot är låst.",
        ),
    ])
}

fn query(text: &str) -> Query<'_> {
    Query {
        text,
        languages: &["sv", "en"],
        limit: 10,
        ..Query::default()
    }
}

fn ids(index: &Index, query: &Query<'_>) -> Vec<String> {
    index
        .search(query)
        .unwrap()
        .hits
        .into_iter()
        .map(|hit| hit.id)
        .collect()
}

fn shown(index: &Index, query: &Query<'_>) -> Vec<(String, String)> {
    index
        .search(query)
        .unwrap()
        .hits
        .into_iter()
        .map(|hit| (hit.id, hit.language))
        .collect()
}

fn pair(id: &str, language: &str) -> (String, String) {
    (id.to_owned(), language.to_owned())
}

#[test]
fn a_title_counts_for_more_than_a_body() {
    let index = index([
        article(
            "body",
            "en",
            "Something else",
            "This one has a certificate in its text.",
        ),
        article(
            "title",
            "en",
            "Certificate renewal",
            "This one is about other things in its text.",
        ),
    ]);
    assert_eq!(ids(&index, &query("certificate")), ["title", "body"]);
}

#[test]
fn swedish_words_are_found_in_every_form_and_without_dots() {
    let index = library();
    assert_eq!(shown(&index, &query("skrivarna")), [pair("printer", "sv")]);
    assert_eq!(ids(&index, &query("losenord")), ["lås"]);
    assert_eq!(ids(&index, &query("LÅSTA KONTON")), ["lås"]);
}

#[test]
fn what_the_readers_language_lacks_is_shown_in_the_other_one_after() {
    let index = library();
    let english = article(
        "session",
        "en",
        "Printer session",
        "A printer in a session.",
    );
    index.update("2", &[], [english]).unwrap();
    let found = shown(
        &index,
        &query("skrivaren saknas i fjärrsessionen: printer session"),
    );
    assert_eq!(found, [pair("printer", "sv"), pair("session", "en")]);
}

#[test]
fn a_document_that_matched_in_another_language_is_shown_in_the_readers() {
    assert_eq!(
        shown(&library(), &query("printer missing"))[0],
        pair("printer", "sv")
    );
    let english = Query {
        languages: &["en"],
        ..query("printer missing")
    };
    assert_eq!(shown(&library(), &english)[0], pair("printer", "en"));
}

#[test]
fn languages_without_an_index_are_passed_over() {
    let index = library();
    let icelandic = Query {
        languages: &["is", "en"],
        ..query("spooler")
    };
    assert_eq!(shown(&index, &icelandic), [pair("spooler", "en")]);
    assert!(
        ids(
            &index,
            &Query {
                languages: &["is"],
                ..query("spooler")
            }
        )
        .is_empty()
    );
}

#[test]
fn codes_are_found_whole() {
    let index = library();
    for text in ["0x80004027", "80004027", "error 0X80004027!"] {
        assert_eq!(ids(&index, &query(text))[0], "spooler", "{text}");
    }
    assert_eq!(ids(&index, &query("4624")), ["dns"]);
    let document = Document {
        codes: vec!["932455".to_owned()],
        ..article("kb", "en", "Join", "")
    };
    index.update("2", &[], [document]).unwrap();
    assert_eq!(ids(&index, &query("KB932455")), ["kb"]);
}

#[test]
fn synonyms_and_slips_find_what_was_meant() {
    let index = library();
    assert_eq!(ids(&index, &query("spooler freezes"))[0], "spooler");
    assert_eq!(ids(&index, &query("hangs")), ["spooler"]);
    let english = Query {
        languages: &["en"],
        ..query("spoolre")
    };
    assert_eq!(ids(&index, &english), ["spooler"]);
    assert!(
        ids(&index, &query("spoolre")).is_empty(),
        "not in a language that is not the reader's"
    );
    assert_eq!(ids(&index, &query("borta")), ["printer"]);
}

#[test]
fn outside_of_the_scope_one_word_of_many_is_not_enough() {
    let elsewhere = filed(
        article("elsewhere", "en", "Disk full", "0x8007000e"),
        &["office"],
        &[],
    );
    let index = index([elsewhere]);
    let asked = |text| {
        ids(
            &index,
            &Query {
                scopes: &["windows"],
                ..query(text)
            },
        )
    };
    assert!(asked("disk makes a strange noise").is_empty());
    assert_eq!(asked("disk is full again"), ["elsewhere"]);
    assert_eq!(asked("makes a strange noise 0x8007000e"), ["elsewhere"]);
}

#[test]
fn a_language_ranks_the_same_whatever_the_others_hold() {
    let swedish = || {
        [
            article("title", "sv", "Kontot är låst", "Vänta en stund."),
            article("other", "sv", "Skrivaren saknas", "Vänta en stund."),
        ]
    };
    let english = (0..50).map(|n| article(&format!("{n}"), "en", "Account", "Locked account."));
    let score = |index: Index| index.search(&query("konto")).unwrap().hits[0].score;
    let (alone, together) = (
        score(index(swedish())),
        score(index(english.chain(swedish()))),
    );
    assert!(
        (alone - together).abs() < f32::EPSILON,
        "{alone} and {together}"
    );
}

#[test]
fn the_scope_comes_first_and_is_left_only_for_want_of_hits() {
    let inside = (0..6).map(|n| {
        filed(
            article(&format!("server{n}"), "en", "Printer", "offline"),
            &["server", "all"],
            &[],
        )
    });
    let outside = article("client", "en", "Printer offline", "printer offline");
    let beside = filed(
        article("beside", "en", "Scanner", "offline"),
        &["beside", "all"],
        &[],
    );
    let index = index(inside.chain([filed(outside, &["client"], &[]), beside]));
    let server = Query {
        scopes: &["server"],
        ..query("printer offline")
    };
    assert!(
        ids(&index, &server)
            .iter()
            .all(|id| id.starts_with("server"))
    );
    let beside = Query {
        scopes: &["beside", "all"],
        ..query("offline")
    };
    let found = ids(&index, &beside);
    assert_eq!(found[0], "beside");
    assert_eq!(
        found.len(),
        7,
        "all is enough, so that the client is not asked: {found:?}"
    );
    let nowhere = Query {
        scopes: &["nowhere"],
        ..query("scanner")
    };
    assert_eq!(ids(&index, &nowhere), ["beside"]);
}

#[test]
fn topics_raise_and_without_text_they_choose() {
    let same = |id: &str| article(id, "en", "Update fails", "The update fails.");
    let index = index([
        filed(same("plain"), &["windows"], &[]),
        filed(same("type"), &["windows"], &["setup"]),
        filed(same("category"), &["windows"], &["setup", "setup/updates"]),
        filed(same("elsewhere"), &["office"], &["setup", "setup/updates"]),
    ]);
    let topics = &["setup", "setup/updates"];
    let asked = Query {
        scopes: &["windows"],
        topics,
        ..query("update fails")
    };
    assert_eq!(
        ids(&index, &asked),
        ["category", "type", "plain", "elsewhere"]
    );
    let blank = Query {
        text: " \t",
        ..asked
    };
    assert_eq!(ids(&index, &blank), ["category", "type"]);
    let none = Query {
        topics: &["other"],
        ..blank
    };
    assert!(ids(&index, &none).is_empty());
    let all = Query {
        topics: &[],
        ..blank
    };
    assert_eq!(ids(&index, &all), ["category", "plain", "type"]);
}

#[test]
fn pages_follow_one_another() {
    let documents = (0..30).map(|n| article(&format!("{n:02}"), "en", "Same title", "same text"));
    let index = index(documents);
    let mut seen = Vec::new();
    for offset in [0, 12, 24, 36] {
        let page = index
            .search(&Query {
                limit: 12,
                offset,
                ..query("title")
            })
            .unwrap();
        assert_eq!(page.total, 30);
        seen.extend(page.hits.into_iter().map(|hit| hit.id));
    }
    assert_eq!(seen, (0..30).map(|n| format!("{n:02}")).collect::<Vec<_>>());
}

#[test]
fn no_text_is_an_error() {
    let index = library();
    let long = "printer ".repeat(200_000);
    let nonsense = "\u{0}\u{202e}\u{feff}".repeat(50);
    let one_word = "å".repeat(500_000);
    for text in [
        "title:\"(",
        "AND OR NOT",
        "+-*?~^\\/[]{}()!:",
        "\"",
        "a:b:c",
        "*",
        "printer~9999",
        "''",
        "n't",
        "'; DROP TABLE articles; --",
        "🖨️🖨️",
        &long,
        &nonsense,
        &one_word,
    ] {
        let found = index.search(&query(text)).unwrap();
        assert!(found.total <= 200);
    }
    assert_eq!(ids(&index, &query(&long))[0], "printer");
    let stop_words = Query {
        languages: &["en"],
        ..query("the and of")
    };
    assert_eq!(ids(&index, &stop_words), ["dns", "printer", "spooler"]);
}

#[test]
fn an_update_replaces_in_every_language() {
    let index = library();
    let corrected = article(
        "printer",
        "en",
        "Scanner is missing",
        "The scanner is missing.",
    );
    index
        .update("2", &["printer", "unknown"], [corrected])
        .unwrap();
    assert_eq!(index.content().unwrap().as_deref(), Some("2"));
    assert_eq!(shown(&index, &query("scanner")), [pair("printer", "en")]);
    assert!(ids(&index, &query("skrivaren")).is_empty());
}

#[test]
fn a_rebuild_leaves_nothing_behind() {
    let index = library();
    index
        .rebuild("2", [article("new", "en", "New", "article")])
        .unwrap();
    assert!(ids(&index, &query("printer")).is_empty());
    assert_eq!(ids(&index, &query("article")), ["new"]);
}

#[test]
fn a_document_in_an_unknown_language_is_refused_and_changes_nothing() {
    let index = library();
    let foreign = [
        article("new", "en", "New", ""),
        article("x", "is", "Tölva", ""),
    ];
    let refused = index.rebuild("2", foreign).unwrap_err();
    assert!(matches!(refused, Fault::Language(language) if language == "is"));
    assert_eq!(index.content().unwrap().as_deref(), Some("1"));
    assert_eq!(ids(&index, &query("spooler")), ["spooler"]);
}

#[test]
fn an_index_in_a_folder_is_reused() {
    let folder = tempfile::tempdir().unwrap();
    let open = || Index::open(folder.path(), &["en", "sv"]).unwrap();
    assert_eq!(open().content().unwrap(), None);
    open()
        .rebuild("7", [article("kept", "en", "Kept", "on disk")])
        .unwrap();
    let again = open();
    assert_eq!(again.content().unwrap().as_deref(), Some("7"));
    assert_eq!(ids(&again, &query("kept")), ["kept"]);
}

#[test]
fn a_damaged_index_is_replaced_by_an_empty_one() {
    let folder = tempfile::tempdir().unwrap();
    let open = || Index::open(folder.path(), &["en"]).unwrap();
    open()
        .rebuild("7", [article("kept", "en", "Kept", "on disk")])
        .unwrap();
    let inner = std::fs::read_dir(folder.path())
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    damage(&inner);
    let again = open();
    assert_eq!(again.content().unwrap(), None);
    again
        .rebuild("8", [article("anew", "en", "Anew", "built")])
        .unwrap();
    assert_eq!(ids(&again, &query("anew")), ["anew"]);
}

fn damage(folder: &Path) {
    std::fs::write(folder.join("meta.json"), b"{\"segments\":[{").unwrap();
}
