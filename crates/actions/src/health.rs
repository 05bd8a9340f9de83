//! How the house is: what a page or a probe can ask without knowing anybody.

use domain::time::{Moment, Span};
use store::params;

use crate::{Answer, House, Visit};

/// Letters that are due for longer than this are late.
const LETTERS_LATE: Span = Span::minutes(10);

/// The letter that waits longest of those that should be sent.
const WAITING: &str = "SELECT MIN(next_at) FROM letter WHERE next_at IS NOT NULL AND next_at <= $1";

/// What works. A database that does not answer is a fault, not a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Health {
    /// Since when letters wait, where they do for too long.
    pub letters_late_since: Option<Moment>,
    /// Whether the articles can be searched.
    pub search: bool,
}

/// Looks at the database, the letters that wait and the index.
pub async fn check(house: &House, visit: &Visit) -> Answer<Health> {
    let search = house.articles().content().is_ok();
    let at = visit.at;
    let seen = house.see(visit, move |reader, _caller| {
        let oldest = reader.row(WAITING, params![at.0], |row| row.get::<Option<i64>>(0))?;
        Ok(oldest.map(Moment))
    });
    let oldest = seen.await?.page;
    let letters_late_since = oldest.filter(|oldest| at - *oldest > LETTERS_LATE);
    Ok(Health {
        letters_late_since,
        search,
    })
}
