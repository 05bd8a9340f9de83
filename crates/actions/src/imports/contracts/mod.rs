//! Contracts with their opening balances: several rows with the same pair are lots of one contract.

mod here;
mod write;

use domain::import::read_contract;
use domain::time::Moment;
use serde::{Deserialize, Serialize};
use store::{Fault, Reader};

use super::check::Sheet;
use super::staged::Judged;
use crate::contracts::Tools;

pub(super) use write::step;

/// What a row says, as the later steps need it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Facts {
    access_id: String,
    offer: String,
    version: i64,
    region: String,
    country: String,
    starts: i64,
    ends: i64,
    /// Nothing where it is unlimited.
    left: Option<i64>,
    email: Option<String>,
    location: Option<i64>,
    before: Option<Before>,
}

impl Facts {
    /// The half-open interval in which the contract can be used.
    const fn interval(&self) -> (Moment, Moment) {
        (Moment(self.starts), Moment(self.ends))
    }
}

/// What held of a contract before a row changed it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Before {
    ends: i64,
    owner: Option<i64>,
    location: Option<i64>,
}

/// What the rows of `sheet` are.
pub(super) fn judge(
    reader: &Reader<'_>,
    tools: &Tools,
    sheet: &Sheet<'_>,
) -> Result<Vec<Judged>, Fault> {
    let lines = sheet.lines(|of, terms| read_contract(of, terms));
    let here = here::Here::of(reader, &lines)?;
    Ok(sheet.judged(lines, |line, draw| {
        here.state(tools, &line, (sheet.zone, draw))
    }))
}
