//! SQL stands beside its use in the actions, and a table is written by its own noun.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::nouns::noun;
use crate::tree::{Tree, is_test, product};

const ACTIONS: &str = "crates/actions/src/";
const STORE: &str = "crates/store/src/";

/// The tables of each noun: only its verbs write them.
const OWNED: &[(&str, &str)] = &[
    (
        "accounts",
        "account account_identity account_quiet account_role ceremony passkey session sign_in",
    ),
    ("advisory", "estimate"),
    ("audit", "audit audit_note"),
    ("budget", "budget"),
    ("calendar", "calendar_feed"),
    ("catalog", "article catalog offer"),
    (
        "cloud",
        "delegation subscription subscription_invitation subscription_role",
    ),
    (
        "contracts",
        "adjustment contract contract_change invitation link link_proof transfer_note undelivered",
    ),
    ("example_world", "job"),
    ("files", "file"),
    (
        "imports",
        "import import_claim import_problem import_row import_upload",
    ),
    (
        "incidents",
        "counter draft event incident participant rating split submission",
    ),
    ("jobs", "job_run"),
    ("known_problems", "known_problem"),
    ("ledger", "lot seal seal_head transfer"),
    ("look", "logo look"),
    ("notices", "reminder statement_sent warned"),
    (
        "organisations",
        "contact location organisation organisation_note",
    ),
    ("outbox", "letter"),
    (
        "partners",
        "activated activation addition competency membership",
    ),
    ("program", "program_case"),
    ("purchases", "payment purchase"),
    ("repeats", "repeat"),
    ("saved_replies", "saved_reply"),
    ("selfhelp", "article_read deflection"),
    ("settings", "setting"),
    ("setup", "setup_code"),
];

/// Who else writes which tables, and why that is right.
const GUESTS: &[(&str, &str, &str)] = &[
    (
        "accounts/erase.rs",
        "adjustment audit_note calendar_feed contact draft event file incident invitation letter link link_proof organisation_note participant purchase rating reminder repeat split statement_sent subscription_invitation subscription_role transfer_note warned",
        "what is erased stands wherever a person has left a word",
    ),
    (
        "accounts/sweep.rs",
        "letter",
        "what nobody needs any longer is forgotten in one sweep",
    ),
    (
        "contracts/activate.rs",
        "lot",
        "a lot begins with its contract",
    ),
    ("contracts/extend.rs", "lot", "a lot ends with its contract"),
    (
        "contracts/import.rs",
        "lot",
        "a lot is taken over with its contract",
    ),
    (
        "contracts/issue.rs",
        "lot",
        "a lot is bought with its contract",
    ),
    (
        "incidents/drafts/end.rs",
        "file",
        "a draft that ends takes its files with it",
    ),
    (
        "incidents/files.rs",
        "file",
        "a message takes the files along that were put aside for it",
    ),
    (
        "incidents/submit/write.rs",
        "file link",
        "a submission takes its draft's files along, and its link was used",
    ),
    (
        "keys/rewrap.rs",
        "contract",
        "what was sealed with an old key is sealed anew",
    ),
    (
        "ledger/books.rs",
        "contract",
        "the head of the chain stands in the contract's row",
    ),
];

/// SQL outside the actions, the migrations, the store and tests; and tables of ours named in the store.
pub fn where_it_stands(tree: &Tree) -> Vec<String> {
    static SQL: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r#"\b(?:INSERT INTO|DELETE FROM|CREATE (?:TABLE|INDEX|TRIGGER)) [a-z]|\bUPDATE [a-z_]+\s+SET\b|\bSELECT\s[^";]*?\sFROM\s+[a-z]"#;
        Regex::new(pattern).expect("a pattern")
    });
    let tables = tables(tree);
    let speaks = |path: &str, text: &str| {
        if path.starts_with(STORE) {
            let named = written(text).into_iter().find(|name| tables.contains(name));
            return named
                .map(|name| format!("{path} names the table {name}, and the store knows none"));
        }
        let found = SQL.find(text)?;
        let line = text[..found.start()].lines().count();
        Some(format!(
            "{path}:{line} speaks SQL, which stands in {ACTIONS} and migrations"
        ))
    };
    let sources = tree
        .files("", ".rs")
        .filter(|(path, _)| !path.starts_with(ACTIONS) && !is_test(path));
    sources
        .filter(|(path, _)| !path.starts_with("xtask/"))
        .filter_map(|(path, text)| speaks(path, product(text)))
        .collect()
}

/// Writes of a table by another noun than its own, and guests who come no more.
pub fn who_writes(tree: &Tree) -> Vec<String> {
    let owner = |table: &str| {
        let owns = |(_, tables): &&(&str, &str)| tables.split(' ').any(|one| one == table);
        OWNED.iter().find(owns).map_or("nobody", |(noun, _)| *noun)
    };
    let mut guests: BTreeSet<(&str, String)> = GUESTS
        .iter()
        .filter(|(room, ..)| tree.has(&format!("{ACTIONS}{room}")))
        .flat_map(|(room, tables, _)| {
            tables
                .split(' ')
                .map(move |table| (*room, table.to_owned()))
        })
        .collect();
    let mut found = Vec::new();
    for (path, text) in tree
        .files(ACTIONS, ".rs")
        .filter(|(path, _)| !is_test(path))
    {
        let room = path.strip_prefix(ACTIONS).unwrap_or(path);
        for table in written(product(text)) {
            let owner = owner(&table);
            if owner != noun(path) && !guests.remove(&(room, table.clone())) {
                found.push(format!(
                    "{path} writes the table {table}, which belongs to {owner}"
                ));
            }
        }
    }
    let idle = guests.into_iter().map(|(room, table)| {
        format!("{ACTIONS}{room} writes {table} no longer: it need not be a guest")
    });
    found.extend(idle);
    found
}

/// The tables that a text writes.
fn written(text: &str) -> BTreeSet<String> {
    static WRITES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:INSERT INTO|DELETE FROM|UPDATE)\s+([a-z_]+)").expect("a pattern")
    });
    WRITES
        .captures_iter(text)
        .map(|found| found[1].to_owned())
        .collect()
}

/// The tables of the migrations.
fn tables(tree: &Tree) -> BTreeSet<String> {
    static TABLE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"CREATE TABLE ([a-z_]+)").expect("a pattern"));
    let migrations = tree.files("migrations/", ".sql");
    migrations
        .flat_map(|(_, text)| TABLE.captures_iter(text).map(|found| found[1].to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sql_outside_the_actions_is_found() {
        let tree = Tree::of([
            (
                "migrations/0001.sql",
                "CREATE TABLE lot (id BIGINT PRIMARY KEY) STRICT;",
            ),
            (
                "crates/entrypoints/src/app.rs",
                "\n\"SELECT name\n FROM account\"\n",
            ),
            (
                "crates/entrypoints/src/desk.rs",
                "// Select one from the list.\n",
            ),
            (
                "crates/entrypoints/tests/http.rs",
                "\"SELECT name FROM account\"",
            ),
            ("crates/store/src/tx.rs", "\"UPDATE lot SET granted = 0\""),
            (
                "crates/store/src/migrate.rs",
                "\"INSERT INTO schema_version\"",
            ),
        ]);
        assert_eq!(
            where_it_stands(&tree),
            [
                "crates/entrypoints/src/app.rs:2 speaks SQL, which stands in crates/actions/src/ and migrations",
                "crates/store/src/tx.rs names the table lot, and the store knows none",
            ]
        );
    }

    #[test]
    fn a_write_by_another_noun_is_found_and_a_guest_who_comes_no_more() {
        let tree = Tree::of([
            (
                "crates/actions/src/ledger/seal.rs",
                "\"INSERT INTO seal (id) VALUES ($1)\"",
            ),
            (
                "crates/actions/src/contracts/adjust.rs",
                "\"DELETE FROM transfer\"",
            ),
            (
                "crates/actions/src/contracts/issue.rs",
                "\"UPDATE wish SET granted = 1\"",
            ),
        ]);
        assert_eq!(
            who_writes(&tree),
            [
                "crates/actions/src/contracts/adjust.rs writes the table transfer, which belongs to ledger",
                "crates/actions/src/contracts/issue.rs writes the table wish, which belongs to nobody",
                "crates/actions/src/contracts/issue.rs writes lot no longer: it need not be a guest",
            ]
        );
    }
}
