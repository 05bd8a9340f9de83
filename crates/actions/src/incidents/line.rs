//! A request in a list, alone and among those of colleagues.

use domain::catalog::{Catalog, Name};
use domain::incident::{Disposition, State};
use domain::response::Severity;
use domain::time::Moment;
use store::{Fault, Row};

/// A request in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// How badly it hurts.
    pub severity: Severity,
    /// Where it is in its life.
    pub state: State,
    /// Why it was closed.
    pub disposition: Option<Disposition>,
    /// The product's key.
    pub product: String,
    /// The keys of problem type and category.
    pub problem: (String, String),
    /// What the subscription is called that it is about, where it was made in the cloud area.
    pub subscription: Option<String>,
    /// The Access ID of the contract that pays, where one does.
    pub access_id: Option<String>,
    /// What the plan is called whose terms hold.
    pub plan: Name,
    /// When something last happened that the customer can see.
    pub changed: Moment,
    /// When it was submitted.
    pub submitted: Moment,
    /// When it was closed.
    pub closed: Option<Moment>,
}

/// A request in a list that holds those of colleagues too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// The request.
    pub line: Line,
    /// Whether the reader submitted or follows it.
    pub is_mine: bool,
    /// Whether the reader may open its page: to read it, or to begin to follow it.
    pub opens: bool,
    /// What whoever submitted it is called; empty where they were erased or gave no name.
    pub reporter: String,
}

/// The columns of an [`Activity`] that the account `$account` reads: of the incident `i`, its contract `c`, its
/// subscription `u` and the account `a` that submitted it.
macro_rules! activities {
    ($account:literal) => {
        concat!(
            "i.number, i.title, i.severity, i.state, i.disposition, i.product, c.access_id, i.offer, i.offer_version,
             i.changed_at, i.submitted_at, i.closed_at, i.problem_type, i.category, u.name, a.name, CASE WHEN ",
            $crate::incidents::participants::own!($account),
            " THEN 1 ELSE 0 END, CASE WHEN ",
            $crate::incidents::participants::opens!($account),
            " THEN 1 ELSE 0 END"
        )
    };
}
pub(crate) use activities;

/// What is looked for, as a LIKE pattern whose wildcards are only those around it.
pub(crate) fn pattern(text: &str) -> String {
    let text = text.trim().to_ascii_lowercase();
    if text.is_empty() {
        return String::new();
    }
    let escaped = text
        .replace('!', "!!")
        .replace('%', "!%")
        .replace('_', "!_");
    format!("%{escaped}%")
}

/// A request in a list, from the fifteen columns that lists read.
pub(crate) fn line(row: &Row<'_>, catalog: &Catalog) -> Result<Line, Fault> {
    let unknown = |code: String| Fault::corrupt(format!("an incident's code {code}"));
    let (severity, state) = (row.get::<String>(2)?, row.get::<String>(3)?);
    let disposition = row.get::<Option<String>>(4)?;
    Ok(Line {
        number: row.get(0)?,
        title: row.get(1)?,
        severity: Severity::from_code(&severity).ok_or_else(|| unknown(severity))?,
        state: State::from_code(&state).ok_or_else(|| unknown(state))?,
        disposition: disposition.as_deref().and_then(Disposition::from_code),
        product: row.get(5)?,
        access_id: row.get(6)?,
        plan: plan(catalog, &row.get::<String>(7)?, row.get(8)?)?,
        changed: Moment(row.get(9)?),
        submitted: Moment(row.get(10)?),
        closed: row.get::<Option<i64>>(11)?.map(Moment),
        problem: (row.get(12)?, row.get(13)?),
        subscription: row.get(14)?,
    })
}

/// A request among those of colleagues, from the columns of [`activities!`].
pub(crate) fn activity(row: &Row<'_>, catalog: &Catalog) -> Result<Activity, Fault> {
    Ok(Activity {
        line: line(row, catalog)?,
        reporter: row.get(15)?,
        is_mine: row.get::<i64>(16)? == 1,
        opens: row.get::<i64>(17)? == 1,
    })
}

/// What the plan is called whose terms hold.
pub(super) fn plan(catalog: &Catalog, offer: &str, version: i64) -> Result<Name, Fault> {
    let offer = catalog
        .offer(offer, version)
        .ok_or_else(|| Fault::corrupt(format!("offer {offer}@{version}")))?;
    Ok(offer.name.clone())
}
