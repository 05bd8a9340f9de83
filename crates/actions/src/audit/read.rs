//! Reading the log: the newest line first, narrowed to somebody, something, a deed or a time.

use domain::policy::{self, Deed, Object};
use domain::time::Moment;
use store::{Fault, Reader, Row, Value, params};

use super::{Done, Record, record};
use crate::house::{House, Seen, Visit};
use crate::stopped::Answer;

/// The lines before a place, from an instant on. Each way to narrow has an index in the order of the log.
macro_rules! lines {
    ($narrowed:literal) => {
        concat!(
            "SELECT l.id, l.at, l.actor, a.email, l.deed, l.object, o.email, l.before, l.after, l.network, n.words
             FROM audit l LEFT JOIN account a ON a.key = l.actor LEFT JOIN account o ON o.key = l.object
             LEFT JOIN audit_note n ON n.audit = l.id
             WHERE ", $narrowed, " AND l.at >= $1 AND (l.at, l.id) < ($2, $3)
               AND ($4 = '' OR l.actor = $4) AND ($5 = '' OR l.object = $5) AND ($6 = '' OR l.deed = $6)
             ORDER BY l.at DESC, l.id DESC LIMIT $7"
        )
    };
}

const ALL: &str = lines!("1 = 1");
const OF_ACTOR: &str = lines!("l.actor = $4");
const OF_OBJECT: &str = lines!("l.object = $5");
const OF_DEED: &str = lines!("l.deed = $6");

/// The deeds of the log: from each to the next one in the index, however many lines there are.
pub(crate) const DEEDS: &str = "
    WITH RECURSIVE known (deed) AS (
        SELECT MIN(deed) FROM audit
        UNION ALL
        SELECT (SELECT MIN(l.deed) FROM audit l WHERE l.deed > known.deed) FROM known WHERE known.deed IS NOT NULL)
    SELECT deed FROM known WHERE deed IS NOT NULL ORDER BY deed LIMIT 500";

const KEY_OF: &str = "SELECT key FROM account WHERE email = $1";

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its place in the log.
    pub place: Before,
    /// The opaque key of who did it, or the name of a job or a command.
    pub actor: String,
    /// The actor's address, where it is a person who has one.
    pub actor_email: Option<String>,
    /// What was done, as `noun.verb`.
    pub deed: String,
    /// The opaque key of what it was done to.
    pub object: String,
    /// The object's address, where it is a person who has one.
    pub object_email: Option<String>,
    /// What held before.
    pub before: Option<String>,
    /// What has held since.
    pub after: Option<String>,
    /// The network it came from.
    pub network: Option<String>,
    /// The reason that was given.
    pub reason: Option<String>,
}

/// A place in the log: lines are read from there backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before {
    /// When the line there was written.
    pub at: Moment,
    /// Its row.
    pub id: i64,
}

/// Which lines are read. What is empty narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowed {
    /// Who did it: an address or a key.
    pub actor: String,
    /// What it was done to: an address of a person or a key.
    pub object: String,
    /// What was done.
    pub deed: String,
    /// From then on.
    pub from: Option<Moment>,
    /// Before then.
    pub until: Option<Moment>,
}

/// Lines of the log.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// The newest first.
    pub lines: Vec<Line>,
    /// Where the next page begins, where there is one.
    pub next: Option<Before>,
}

/// A page of the log, from `before` backwards, at most `rows` lines.
///
/// # Errors
/// [`domain::refusal::Refusal::NotFound`] for whoever is no administrator.
pub async fn page(
    house: &House,
    visit: &Visit,
    narrowed: Narrowed,
    before: Option<Before>,
    rows: usize,
) -> Answer<Seen<Lines>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            Ok(read(reader, &narrowed, before, rows)?)
        })
        .await
}

/// Every deed that stands in the log.
///
/// # Errors
/// [`domain::refusal::Refusal::NotFound`] for whoever is no administrator.
pub async fn deeds(house: &House, visit: &Visit) -> Answer<Vec<String>> {
    let at = visit.at;
    let seen = house.see(visit, move |reader, caller| {
        policy::allow(caller, Deed::Administer, &Object::default(), at)?;
        Ok(reader.rows(DEEDS, params![], |row| row.get(0))?)
    });
    Ok(seen.await?.page)
}

/// Writes down that the log is given out.
///
/// # Errors
/// [`domain::refusal::Refusal::NotFound`] for whoever is no administrator.
pub async fn export(house: &House, visit: &Visit) -> Answer<()> {
    let at = visit.at;
    house
        .act(visit, move |tx, caller| {
            policy::allow(caller, Deed::Administer, &Object::default(), at)?;
            let line = Record {
                after: Some("csv"),
                ..Record::of(Done::ExportMake, "audit")
            };
            Ok(record(tx, caller, at, &line)?)
        })
        .await
}

fn read(
    reader: &Reader<'_>,
    narrowed: &Narrowed,
    before: Option<Before>,
    rows: usize,
) -> Result<Lines, Fault> {
    let (actor, object) = (
        key_of(reader, &narrowed.actor)?,
        key_of(reader, &narrowed.object)?,
    );
    let sql = match (object.as_str(), actor.as_str(), narrowed.deed.as_str()) {
        ("", "", "") => ALL,
        ("", "", _) => OF_DEED,
        ("", _, _) => OF_ACTOR,
        _ => OF_OBJECT,
    };
    let until = narrowed.until.unwrap_or(Moment::MAX);
    let end = Before { at: until, id: 0 };
    let before = before.filter(|before| before.at < until).unwrap_or(end);
    let from = narrowed.from.map_or(i64::MIN, |from| from.0);
    let values: [Value<'_>; 7] = [
        from.into(),
        before.at.0.into(),
        before.id.into(),
        (&actor).into(),
        (&object).into(),
        (&narrowed.deed).into(),
        (rows as i64 + 1).into(),
    ];
    let mut lines = reader.rows(sql, &values, line)?;
    let more = lines.len() > rows;
    lines.truncate(rows);
    let next = lines.last().map(|line| line.place).filter(|_| more);
    Ok(Lines { lines, next })
}

/// The key of the person with that address; any other word is a key itself.
fn key_of(reader: &Reader<'_>, word: &str) -> Result<String, Fault> {
    let word = word.trim();
    if !word.contains('@') {
        return Ok(word.to_owned());
    }
    let known = reader.maybe(KEY_OF, params![word], |row| row.get(0))?;
    Ok(known.unwrap_or_else(|| word.to_owned()))
}

fn line(row: &Row<'_>) -> Result<Line, Fault> {
    Ok(Line {
        place: Before {
            id: row.get(0)?,
            at: Moment(row.get(1)?),
        },
        actor: row.get(2)?,
        actor_email: row.get(3)?,
        deed: row.get(4)?,
        object: row.get(5)?,
        object_email: row.get(6)?,
        before: row.get(7)?,
        after: row.get(8)?,
        network: row.get(9)?,
        reason: row.get(10)?,
    })
}
