//! One SQL text for two engines: reads a statement piece by piece and rewrites what differs.
//!
//! The text is PostgreSQL's, with `$1…$n`. SQLite would number those by first appearance, so they
//! become `?1…?n`; its writer is alone, so `FOR UPDATE` goes. `x IN_LIST($1)` asks for membership
//! in a bound list, which no syntax of both says.

/// A run of text that is left alone or looked at as a whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece<'a> {
    /// A keyword or a bare name.
    Word(&'a str),
    /// The digits of `$n`.
    Parameter(&'a str),
    /// Quoted text, a comment, a number, blank space or a single mark.
    Plain(&'a str),
}

/// The pieces of a statement, in order.
#[derive(Clone)]
pub struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Pieces<'a> {
    /// Reads `sql` from its start.
    pub fn of(sql: &'a str) -> Self {
        Self { rest: sql }
    }

    /// Steps over `wanted` (and the space before it) if it comes next.
    pub fn eat(&mut self, wanted: &str) -> bool {
        let mut ahead = Self::of(self.rest.trim_start());
        let found = match ahead.next() {
            Some(Piece::Word(text) | Piece::Plain(text)) => text.eq_ignore_ascii_case(wanted),
            _ => false,
        };
        if found {
            *self = ahead;
        }
        found
    }

    /// Steps over all of `wanted` in a row, or over nothing.
    pub fn eat_all(&mut self, wanted: &[&str]) -> bool {
        let mut ahead = self.clone();
        let found = wanted.iter().all(|word| ahead.eat(word));
        if found {
            *self = ahead;
        }
        found
    }

    /// Steps over a name.
    fn eat_name(&mut self) {
        self.rest = self.rest.trim_start();
        self.next();
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let rest = self.rest;
        let first = rest.chars().next()?;
        let second = rest[first.len_utf8()..].chars().next();
        let length = match (first, second) {
            ('\'' | '"', _) => after(rest, 1, &rest[..1]),
            ('-', Some('-')) => rest.find('\n').unwrap_or(rest.len()),
            ('/', Some('*')) => after(rest, 2, "*/"),
            ('$', Some('0'..='9')) => 1 + run(&rest[1..], |c| c.is_ascii_digit()),
            ('$', _) => {
                let tag = after(rest, 1, "$");
                after(rest, tag, &rest[..tag])
            }
            _ if is_name(first) => run(rest, is_name),
            _ => first.len_utf8(),
        };
        let (text, rest) = rest.split_at(length);
        self.rest = rest;
        Some(match (first, second) {
            ('$', Some('0'..='9')) => Piece::Parameter(&text[1..]),
            _ if is_name(first) && !first.is_ascii_digit() => Piece::Word(text),
            _ => Piece::Plain(text),
        })
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Length of the leading run of characters that satisfy `belongs`.
fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// Where the first `end` found at or after `from` is over.
fn after(text: &str, from: usize, end: &str) -> usize {
    text[from..]
        .find(end)
        .map_or(text.len(), |at| from + at + end.len())
}

/// The statement as SQLite prepares it.
pub fn for_sqlite(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len() + 32);
    let mut pieces = Pieces::of(sql);
    let mut in_list = false;
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Parameter(number) => {
                out.push('?');
                out.push_str(number);
            }
            Piece::Word(word) if word.eq_ignore_ascii_case("FOR") && pieces.eat("UPDATE") => {
                skip_lock_options(&mut pieces);
            }
            Piece::Word("IN_LIST") => {
                in_list = true;
                out.push_str("IN (SELECT value FROM json_each");
            }
            Piece::Plain(")") if in_list => {
                in_list = false;
                out.push_str("))");
            }
            Piece::Word(text) | Piece::Plain(text) => out.push_str(text),
        }
    }
    out
}

fn skip_lock_options(pieces: &mut Pieces<'_>) {
    if pieces.eat("OF") {
        pieces.eat_name();
        while pieces.eat(",") {
            pieces.eat_name();
        }
    }
    let _ = pieces.eat("NOWAIT") || pieces.eat_all(&["SKIP", "LOCKED"]);
}

/// The statement as PostgreSQL prepares it.
pub fn for_postgres(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len() + 8);
    let mut pieces = Pieces::of(sql);
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Parameter(number) => {
                out.push('$');
                out.push_str(number);
            }
            Piece::Word("IN_LIST") => out.push_str("= ANY"),
            Piece::Word("NOT") if pieces.eat("IN_LIST") => out.push_str("<> ALL"),
            Piece::Word(text) | Piece::Plain(text) => out.push_str(text),
        }
    }
    out
}

/// The INSERT of one row as PostgreSQL prepares it for `rows` rows at once, their parameters one after the other. Nothing
/// for any other statement, nor for one that does something about what is there already.
pub fn together(sql: &str, rows: usize) -> Option<String> {
    let text = for_postgres(sql);
    let (mut pieces, mut head) = (Pieces::of(&text), String::new());
    if !pieces.clone().eat("INSERT") {
        return None;
    }
    loop {
        match pieces.next()? {
            Piece::Word(word) if word.eq_ignore_ascii_case("VALUES") => break,
            Piece::Word(text) | Piece::Plain(text) => head.push_str(text),
            Piece::Parameter(_) => return None,
        }
    }
    let row: Vec<Piece<'_>> = Pieces::of(pieces.rest.trim()).collect();
    if end(&row)? + 1 != row.len() {
        return None;
    }
    let numbers = row.iter().filter_map(|piece| number(*piece));
    let count = numbers.max()?;
    for place in 0..rows {
        head.push_str(if place == 0 { "VALUES " } else { ", " });
        for piece in &row {
            match (number(*piece), piece) {
                (Some(number), _) => {
                    head.push('$');
                    head.push_str(&(number + place * count).to_string());
                }
                (None, Piece::Word(text) | Piece::Plain(text) | Piece::Parameter(text)) => {
                    head.push_str(text);
                }
            }
        }
    }
    Some(head)
}

/// Where the parenthesis is closed that comes first.
fn end(pieces: &[Piece<'_>]) -> Option<usize> {
    let mut depth = 0;
    pieces.iter().position(|piece| {
        match piece {
            Piece::Plain("(") => depth += 1,
            Piece::Plain(")") => depth -= 1,
            _ => {}
        }
        depth == 0
    })
}

fn number(piece: Piece<'_>) -> Option<usize> {
    match piece {
        Piece::Parameter(number) => number.parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{for_postgres, for_sqlite, together};

    #[test]
    fn an_insert_of_one_row_becomes_one_of_several() {
        let sql = "
    INSERT INTO lot (contract, unit, key)
    VALUES ($1, CAST($2 AS TEXT), $1)";
        let wanted = "
    INSERT INTO lot (contract, unit, key)
    VALUES ($1, CAST($2 AS TEXT), $1), ($3, CAST($4 AS TEXT), $3)";
        assert_eq!(together(sql, 2).as_deref(), Some(wanted));
        for other in [
            "INSERT INTO lot (contract) VALUES ($1) ON CONFLICT DO NOTHING",
            "INSERT INTO lot (contract) VALUES ($1) RETURNING id",
            "INSERT INTO lot (contract) SELECT $1",
            "UPDATE lot SET unit = $2 WHERE contract = $1",
            "INSERT INTO lot DEFAULT VALUES",
            "INSERT INTO lot (contract) VALUES",
        ] {
            assert_eq!(together(other, 2), None, "{other}");
        }
    }

    #[test]
    fn parameters_keep_their_numbers() {
        assert_eq!(for_sqlite("SELECT $2, $1, $10"), "SELECT ?2, ?1, ?10");
        assert_eq!(for_postgres("SELECT $2, $1"), "SELECT $2, $1");
    }

    #[test]
    fn quoted_text_and_comments_stay_as_they_are() {
        let sql = "SELECT 'it''s $1 FOR UPDATE', \"$2\" -- IN_LIST($3)\n/* $4 */ , $tag$ $5 $tag$";
        assert_eq!(for_sqlite(sql), sql);
        assert_eq!(for_postgres(sql), sql);
    }

    #[test]
    fn row_locks_go_for_sqlite_only() {
        let sql = "SELECT id FROM lot WHERE id = $1 FOR UPDATE OF lot, contract SKIP LOCKED";
        assert_eq!(for_sqlite(sql), "SELECT id FROM lot WHERE id = ?1 ");
        assert_eq!(for_postgres(sql), sql);
        assert_eq!(for_sqlite("SELECT 1 for update NOWAIT"), "SELECT 1 ");
        assert_eq!(for_sqlite("(SELECT 1 FOR UPDATE)"), "(SELECT 1 )");
        assert_eq!(for_sqlite("FOR EACH ROW"), "FOR EACH ROW");
    }

    #[test]
    fn membership_has_a_spelling_on_each_engine() {
        let sql = "x IN_LIST($1) AND y NOT IN_LIST($2) AND (z)";
        assert_eq!(
            for_sqlite(sql),
            "x IN (SELECT value FROM json_each(?1)) AND y NOT IN (SELECT value FROM json_each(?2)) \
             AND (z)"
        );
        assert_eq!(for_postgres(sql), "x = ANY($1) AND y <> ALL($2) AND (z)");
    }

    #[test]
    fn unfinished_text_does_not_panic() {
        for sql in ["'", "\"x", "/*", "$", "$tag", "$tag$ x", "--", "å$1", ""] {
            for_sqlite(sql);
            for_postgres(sql);
        }
    }
}
