//! The activities of an organisation: its incidents, its advice and its program support cases.

use domain::account::AccountRef;
use domain::catalog::Catalog;
use domain::ids::RequestKind;
use domain::limits;
use store::{Fault, Reader, params};

use crate::incidents::Activity;
use crate::incidents::line::{activities, activity};
use crate::incidents::participants::{followed, own};

/// Which activities are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Incidents, advice or program support cases.
    pub kind: RequestKind,
    /// Whether those are asked for that are closed, in place of those that are not.
    pub closed: bool,
    /// The page, from 1.
    pub page: i64,
}

/// A page of activities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Activities {
    /// Last changed first, at most [`limits::PAGE_ROWS`].
    pub rows: Vec<Activity>,
    /// Whether there are more behind them.
    pub more: bool,
    /// How many are open of each kind, in the order of [`RequestKind::ALL`].
    pub open: [i64; 3],
    /// How many of all kinds wait for the reader, and how many for a colleague.
    pub waiting: (i64, i64),
}

/// What `$1` submitted or follows, where `$3` says so, and what belongs to the locations `$2`.
macro_rules! seen {
    () => {
        concat!(
            "i.id IN (SELECT id FROM incident WHERE account = $1 AND CAST($3 AS BIGINT) = 1
                      UNION ",
            followed!("$1"),
            " AND CAST($3 AS BIGINT) = 1
                      UNION SELECT id FROM incident
                            WHERE location IN (SELECT w.id FROM location w WHERE w.key IN_LIST($2)))"
        )
    };
}

/// `$4` is the kind, `$5` says whether it is closed, `$6` and `$7` are the page.
pub(super) const ROWS: &str = concat!(
    "SELECT ",
    activities!("$1"),
    "
     FROM incident i LEFT JOIN contract c ON c.id = i.contract LEFT JOIN subscription u ON u.id = i.subscription
          JOIN account a ON a.id = i.account
     WHERE ",
    seen!(),
    " AND i.kind = $4 AND ((CAST($5 AS BIGINT) = 0 AND i.closed_at IS NULL) OR (CAST($5 AS BIGINT) = 1 AND i.closed_at IS NOT NULL))
     ORDER BY i.changed_at DESC, i.id DESC LIMIT $6 OFFSET $7"
);

pub(super) const COUNTS: &str = concat!(
    "SELECT COUNT(*) FILTER (WHERE i.kind = 'incident'), COUNT(*) FILTER (WHERE i.kind = 'advisory'),
            COUNT(*) FILTER (WHERE i.kind = 'program'), COUNT(*) FILTER (WHERE i.waiting_since IS NOT NULL AND ",
    own!("$1"),
    "), COUNT(i.waiting_since)
     FROM incident i WHERE ",
    seen!(),
    " AND i.closed_at IS NULL"
);

/// A page of what belongs to the locations `sites`, and of what `account` submitted or follows where `with_own`.
pub(super) fn read(
    reader: &Reader<'_>,
    catalog: &Catalog,
    account: AccountRef,
    (sites, with_own): (&[String], bool),
    wanted: &Wanted,
) -> Result<Activities, Fault> {
    let rows = limits::PAGE_ROWS as i64;
    let skipped = (wanted.page - 1).clamp(0, i64::MAX / rows) * rows;
    let with_own = i64::from(with_own);
    let (open, waiting) = reader.row(COUNTS, params![account.0, sites, with_own], |row| {
        let (mine, all) = (row.get::<i64>(3)?, row.get::<i64>(4)?);
        Ok(([row.get(0)?, row.get(1)?, row.get(2)?], (mine, all - mine)))
    })?;
    let page = params![
        account.0,
        sites,
        with_own,
        wanted.kind.code(),
        i64::from(wanted.closed),
        rows + 1,
        skipped
    ];
    let mut found = reader.rows(ROWS, page, |row| activity(row, catalog))?;
    let more = found.len() > limits::PAGE_ROWS;
    found.truncate(limits::PAGE_ROWS);
    Ok(Activities {
        rows: found,
        more,
        open,
        waiting,
    })
}
