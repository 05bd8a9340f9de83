//! What the start page has to say.

use domain::limits;
use domain::time::Moment;
use store::{Fault, Row, params};

use crate::known_problems::{self, KnownProblem};
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

/// What the start page has to say.
#[derive(Clone, Debug)]
pub struct Home {
    /// What is known to be wrong with all products.
    pub problems: Vec<KnownProblem>,
    /// The person's open requests, the one changed last first; a visitor has none.
    pub requests: Vec<OpenRequest>,
}

/// What awaits whoever opens the start page.
pub async fn home(house: &House, visit: &Visit) -> Answer<Seen<Home>> {
    house
        .see(visit, move |reader, caller| {
            let requests = caller.person().map_or(Ok(Vec::new()), |person| {
                let values = params![person.account.0, limits::HOME_REQUESTS_MAX];
                reader.rows(OPEN, values, request)
            });
            Ok(Home {
                problems: known_problems::about(reader, "")?,
                requests: requests?,
            })
        })
        .await
}

fn request(row: &Row<'_>) -> Result<OpenRequest, Fault> {
    Ok(OpenRequest {
        number: row.get(0)?,
        title: row.get(1)?,
        changed: Moment(row.get(2)?),
        state: row.get(3)?,
    })
}
