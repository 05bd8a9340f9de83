//! `plans.txt` holds every statement of the verbs as it is written today, and no other.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::tree::{Tree, is_test, product};

/// Where the statements are kept, with their plans.
pub const KEPT: &str = "crates/actions/plans.txt";

const ACTIONS: &str = "crates/actions/src/";

/// Statements that are not kept, and kept ones that nobody says.
pub fn kept(tree: &Tree) -> Vec<String> {
    let lines = tree.text(KEPT).lines();
    let statements: Vec<&str> = lines.filter(|line| !line.starts_with(['#', ' '])).collect();
    let bare: Vec<String> = statements
        .iter()
        .map(|statement| squeezed(statement))
        .collect();
    let literals = literals(tree);
    let missing = literals
        .iter()
        .filter(|(_, text)| speaks(text))
        .map(|(path, text)| (path, squeezed(text)))
        .filter(|(_, text)| !bare.iter().any(|statement| statement.contains(text)))
        .map(|(path, text)| {
            format!("{path} says what {KEPT} does not hold (`cargo xtask plans` writes it): {text}")
        });
    let pieces = Pieces::of(&literals);
    let idle = statements
        .iter()
        .filter(|statement| !pieces.compose(&squeezed(statement)))
        .map(|statement| format!("{KEPT} holds what no verb says: {statement}"));
    missing.chain(idle).collect()
}

/// Whether a verb of this repository says `statement`.
pub fn ours(tree: &Tree) -> impl Fn(&str) -> bool + use<> {
    let pieces = Pieces::of(&literals(tree));
    move |statement| pieces.compose(&squeezed(statement))
}

/// A text of the sources that is SQL or a piece of it.
fn speaks(text: &str) -> bool {
    static SQL: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"^\s*(?:(?:SELECT|UPDATE|WITH) [a-z(*]|INSERT INTO [a-z]|DELETE FROM [a-z]|FROM [a-z(]|(?:WHERE|AND|OR|ORDER BY|GROUP BY|LEFT JOIN|JOIN|UNION|LIMIT|RETURNING|FOR UPDATE|ON CONFLICT)\b )";
        Regex::new(pattern).expect("a pattern")
    });
    SQL.is_match(text)
}

/// The string literals of the actions, with the path of their file.
fn literals(tree: &Tree) -> Vec<(String, String)> {
    static LITERAL: LazyLock<Regex> = LazyLock::new(|| {
        let pattern =
            r##"(?s)//[^\n]*|'(?:[^'\\]|\\.)'|r#"(?<raw>.*?)"#|"(?<text>(?:[^"\\]|\\.)*)""##;
        Regex::new(pattern).expect("a pattern")
    });
    let sources = tree
        .files(ACTIONS, ".rs")
        .filter(|(path, _)| !is_test(path));
    sources
        .flat_map(|(path, text)| {
            let found = LITERAL.captures_iter(product(text));
            let texts = found.filter_map(|found| found.name("text").or(found.name("raw")));
            texts.map(move |text| (path.to_owned(), unescaped(text.as_str())))
        })
        .collect()
}

/// A literal as the compiler reads it, but for white space.
fn unescaped(literal: &str) -> String {
    let breaks = literal.replace("\\\n", " ").replace("\\n", "\n");
    breaks.replace("\\\"", "\"").replace("\\\\", "\\")
}

/// A text without its white space.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The texts that statements are put together from.
struct Pieces(BTreeSet<String>);

impl Pieces {
    fn of(literals: &[(String, String)]) -> Self {
        let texts = literals.iter().map(|(_, text)| squeezed(text));
        Self(texts.filter(|text| !text.is_empty()).collect())
    }

    /// Whether `statement` can be put together from them.
    fn compose(&self, statement: &str) -> bool {
        let mut reached = vec![false; statement.len() + 1];
        reached[0] = true;
        for at in 0..statement.len() {
            if !reached[at] || !statement.is_char_boundary(at) {
                continue;
            }
            let rest = &statement[at..];
            for piece in self
                .0
                .iter()
                .filter(|piece| rest.starts_with(piece.as_str()))
            {
                reached[at + piece.len()] = true;
            }
        }
        reached[statement.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERB: &str = "macro_rules! line { () => { \"SELECT name \\\n     FROM lot\" } }\nconst ONE: &str = concat!(line!(), \" WHERE id = $1\");";

    fn found(kept: &str) -> Vec<String> {
        super::kept(&Tree::of([
            ("crates/actions/src/lot.rs", VERB),
            (KEPT, kept),
        ]))
    }

    #[test]
    fn a_statement_that_is_kept_is_put_together_from_its_pieces() {
        assert_eq!(
            found("# Plans\nSELECT name FROM lot WHERE id = $1\n    sqlite: SCAN lot\n"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_statement_that_is_not_kept_is_found() {
        assert_eq!(found("# Plans\n").len(), 2);
    }

    #[test]
    fn a_statement_that_nobody_says_is_found() {
        let told = found("SELECT name FROM lot WHERE id = $1\nSELECT name FROM lot ORDER BY id\n");
        assert_eq!(
            told,
            ["crates/actions/plans.txt holds what no verb says: SELECT name FROM lot ORDER BY id"]
        );
    }
}
