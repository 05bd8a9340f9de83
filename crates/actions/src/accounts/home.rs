//! What awaits a person on the start page.

use domain::limits;
use domain::time::Moment;
use store::params;

use crate::{Answer, House, Seen, Visit};

const OPEN: &str = "
    SELECT number, title, changed_at, state FROM incident
    WHERE account = $1 AND closed_at IS NULL ORDER BY changed_at DESC, id DESC LIMIT $2";

/// An open request, in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenRequest {
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// When it changed last.
    pub changed: Moment,
    /// Its state's code.
    pub state: String,
}

/// The person's open requests, the one changed last first; a visitor has none.
pub async fn home(house: &House, visit: &Visit) -> Answer<Seen<Vec<OpenRequest>>> {
    house
        .see(visit, move |reader, caller| {
            let Some(person) = caller.person() else {
                return Ok(Vec::new());
            };
            let values = params![person.account.0, limits::HOME_REQUESTS_MAX];
            Ok(reader.rows(OPEN, values, |row| {
                Ok(OpenRequest {
                    number: row.get(0)?,
                    title: row.get(1)?,
                    changed: Moment(row.get(2)?),
                    state: row.get(3)?,
                })
            })?)
        })
        .await
}
