//! Every table that is given out, and what is kept back.

mod contracts;
mod house;
mod organisations;
mod people;
mod requests;

use super::table::Table;

/// The tables in the order they are given out.
static PARTS: [&[Table]; 5] = [
    organisations::TABLES,
    people::TABLES,
    contracts::TABLES,
    requests::TABLES,
    house::TABLES,
];

/// Every table that is given out.
pub(super) fn all() -> impl Iterator<Item = &'static Table> {
    PARTS.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::{Table, all};
    use crate::MIGRATIONS;

    /// Tables of the schema whose rows are no table's of the export, and why.
    const KEPT_BACK: &[(&str, &str)] = &[
        ("transfer_note", "told with the ledger"),
        ("audit_note", "told with the log"),
        ("counter", "the next number, which the requests tell"),
        ("budget", "guesses, counted for some hours"),
        ("ceremony", "half of a sign-in, for some minutes"),
        ("link_proof", "half of a link, for some minutes"),
        ("setup_code", "what proves who sets the house up"),
        ("submission", "keys of forms, so that none counts twice"),
        ("repeat", "keys of forms, so that none counts twice"),
        (
            "contract_change",
            "keys of forms, so that none counts twice",
        ),
        ("import_upload", "a file that is still coming, for a day"),
        ("import_row", "an import's working papers, with sealed IDs"),
        ("import_claim", "an import's working papers"),
        ("import_problem", "an import's working papers"),
    ];

    /// Columns that no table tells, and why.
    const UNTOLD: &[(&str, &[&str])] = &[
        (
            "what proves who somebody is, or what that is derived from",
            &[
                "calendar_feed.token_hash",
                "contact.token_hash",
                "draft.browser_hash",
                "invitation.key",
                "invitation.token_hash",
                "link.undo_hash",
                "passkey.credential",
                "passkey.credential_id",
                "purchase.session",
                "purchase.session_address",
                "session.passkey_at",
                "session.proven_at",
                "session.token_hash",
                "sign_in.browser_hash",
                "sign_in.key",
                "sign_in.link_hash",
            ],
        ),
        (
            "the Contract ID, hashed or sealed",
            &[
                "contract.pair_key",
                "contract.pair_mac",
                "contract.sealed_id",
                "contract.sealed_key",
            ],
        ),
        (
            "where the bytes of a file lie, and how far they have come",
            &[
                "file.bytes_key",
                "file.finished_at",
                "file.received",
                "import.bytes_key",
                "import.bytes_read",
                "import.row_done",
                "import.row_last",
                "import.sealed_sha256",
                "import.working_since",
            ],
        ),
        (
            "told by the rest of the row, or by rows beside it",
            &[
                "article.digest",
                "draft.version",
                "event.account",
                "file.draft",
                "incident.last_event",
                "organisation.looked_for",
                "transfer.note",
            ],
        ),
        (
            "keys of forms, so that none counts twice",
            &[
                "adjustment.once",
                "letter.once",
                "organisation_note.once",
                "purchase.once",
            ],
        ),
    ];

    /// The columns of each table of the schema.
    fn schema() -> BTreeMap<String, BTreeSet<String>> {
        let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut now = None;
        for line in MIGRATIONS
            .iter()
            .filter_map(|migration| migration.shared)
            .flat_map(str::lines)
        {
            if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
                now = rest.split(' ').next().map(str::to_owned);
            } else if line.starts_with(')') {
                now = None;
            } else if let Some(table) = &now {
                let word = line.trim().split(' ').next().unwrap_or_default();
                let columns = tables.entry(table.clone()).or_default();
                if word.starts_with(|first: char| first.is_ascii_lowercase()) {
                    columns.insert(word.to_owned());
                }
            }
        }
        tables
    }

    /// The table of the schema that those rows are of, and the name it goes by there.
    fn held(sql: &'static str) -> (&'static str, &'static str) {
        let (_, from) = sql.split_once(" FROM ").expect("from somewhere");
        let mut words = from.split_whitespace();
        let table = words.next().expect("a table");
        (table, words.next().expect("its name"))
    }

    #[test]
    fn every_table_of_the_schema_is_given_out_or_kept_back_with_a_reason() {
        let given: BTreeSet<&str> = all()
            .filter_map(|table| table.all)
            .map(|sql| held(sql).0)
            .collect();
        for table in schema().keys() {
            let kept = KEPT_BACK.iter().any(|(name, _)| name == table);
            assert!(
                given.contains(table.as_str()) != kept,
                "{table}: is it given out, or kept back?"
            );
        }
        let known = schema();
        for (name, reason) in KEPT_BACK {
            assert!(known.contains_key(*name), "{name} is no table: {reason}");
        }
    }

    #[test]
    fn every_column_of_what_is_given_out_is_told_or_has_a_reason() {
        let schema = schema();
        let untold: BTreeSet<&str> = UNTOLD
            .iter()
            .flat_map(|(_, columns)| columns.iter().copied())
            .collect();
        let mut silent = Vec::new();
        for table in all() {
            let Some(sql) = table.all else { continue };
            let (name, short) = held(sql);
            let told = sql
                .split(|letter: char| !(letter.is_ascii_alphanumeric() || "._".contains(letter)));
            let told: BTreeSet<&str> = told.collect();
            let columns = schema.get(name).into_iter().flatten();
            silent.extend(
                columns
                    .map(|column| (format!("{short}.{column}"), format!("{name}.{column}")))
                    .filter_map(|(here, whole)| {
                        (told.contains(here.as_str()) == untold.contains(whole.as_str()))
                            .then_some(whole)
                    }),
            );
        }
        assert_eq!(
            silent, [""; 0],
            "told by no column, or told in spite of its reason"
        );
    }

    #[test]
    fn no_two_tables_of_one_scope_have_one_name() {
        for is_in in [
            |table: &&Table| table.all.is_some(),
            |table: &&Table| table.of_organisation.is_some(),
            |table: &&Table| table.of_person.is_some(),
        ] {
            let names: Vec<&str> = all().filter(is_in).map(|table| table.name).collect();
            let once: BTreeSet<&str> = names.iter().copied().collect();
            assert_eq!(names.len(), once.len(), "{names:?}");
        }
    }
}
