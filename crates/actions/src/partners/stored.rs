//! Memberships, what a partner has besides, and activations, as their rows tell them.

use domain::catalog::Catalog;
use domain::ledger::ContractRef;
use domain::partner::{
    Addition, Benefit, Cause, Level, LocationRef, OrganisationRef, Site, Standing, Toolkit,
};
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Reader, Row, Tx, params};

use crate::organisations::{self, Location};
use crate::stopped::Answer;

macro_rules! memberships {
    ($tail:literal) => {
        concat!(
            "SELECT m.id, m.key, m.level, m.starts_at, m.ends_at FROM membership m ",
            $tail
        )
    };
}

const CURRENT: &str = memberships!(
    "WHERE m.organisation = $1 AND m.starts_at <= $2 AND m.ends_at > $2 ORDER BY m.starts_at DESC LIMIT 1"
);

/// The latest that has begun, else the first that will.
const NEAREST: &str = memberships!(
    "WHERE m.organisation = $1 ORDER BY CASE WHEN m.starts_at <= $2 THEN 0 ELSE 1 END, ABS(m.starts_at - $2) LIMIT 1"
);

const OF_ROW: &str = memberships!("WHERE m.id = $1");

/// What the locations of a partner hold: their competencies and additions.
const COMPETENCIES: &str = "
    SELECT q.location, q.competency, q.earned_at FROM competency q JOIN location w ON w.id = q.location
    WHERE w.organisation = $1 AND q.ended_at IS NULL ORDER BY q.id";

const ADDITIONS: &str = "
    SELECT d.id, d.location, d.kind, (SELECT v.id FROM activation v WHERE v.addition = d.id)
    FROM addition d JOIN location w ON w.id = d.location
    WHERE w.organisation = $1 AND d.ended_at IS NULL ORDER BY d.id";

macro_rules! activations {
    ($tail:literal) => {
        concat!(
            "SELECT v.id, v.key, v.membership, v.location, v.cause, v.asked_at, v.due_at, v.done_at
             FROM activation v ",
            $tail
        )
    };
}
pub(super) use activations;

const ACTIVATION: &str = activations!("WHERE v.key = $1");
const ACTIVATION_LOCKED: &str = activations!("WHERE v.key = $1 FOR UPDATE OF v");

/// Contracts of a location that are made from certain offers and were activated, the latest first.
const PREDECESSORS: &str = "
    SELECT id, key, access_id, ends_at FROM contract
    WHERE location = $1 AND offer IN_LIST($2) AND activated_at IS NOT NULL AND cancelled_at IS NULL
      AND superseded_by IS NULL AND starts_at < $3
    ORDER BY starts_at DESC, id DESC LIMIT 1";

/// A membership in one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    pub(super) row: i64,
    /// Its opaque key.
    pub key: String,
    /// The key of its level.
    pub level: String,
    /// When it began or was renewed.
    pub starts: Moment,
    /// First instant at which it is over.
    pub ends: Moment,
}

impl Membership {
    /// Its level in the programme.
    ///
    /// # Errors
    /// Where the programme no longer has that level.
    pub fn level<'a>(&self, catalog: &'a Catalog) -> Result<&'a Level, Refusal> {
        catalog
            .programme
            .level(&self.level)
            .ok_or(Refusal::NoMembership)
    }
}

/// What the locations of a partner hold.
#[derive(Clone, Debug, Default)]
pub(super) struct Held {
    pub competencies: Vec<(LocationRef, String, Moment)>,
    pub additions: Vec<Bought>,
}

/// An addition that a location has.
#[derive(Clone, Debug)]
pub(super) struct Bought {
    pub row: i64,
    pub location: LocationRef,
    pub kind: Addition,
    /// Whether its contract was asked for.
    pub is_used: bool,
}

impl Held {
    /// What decides which contracts a membership brings.
    pub fn standing(&self, catalog: &Catalog) -> Standing {
        let in_cloud = |key: &str| {
            let competency = catalog.programme.competency(key);
            competency.is_some_and(|competency| competency.cloud)
        };
        let additions = &mut self.additions.iter();
        Standing {
            signature_cloud: additions.any(|one| one.kind == Addition::SignatureCloud),
            cloud_competency: self.competencies.iter().any(|(_, key, _)| in_cloud(key)),
        }
    }

    /// The toolkit that a location has bought.
    pub fn toolkit(&self, location: LocationRef) -> Option<&Bought> {
        let mut additions = self.additions.iter();
        additions.find(|one| one.location == location && one.kind == Addition::Toolkit)
    }
}

/// What a location brings along at `at` that asks for something.
pub(super) fn site(
    reader: &Reader<'_>,
    catalog: &Catalog,
    held: &Held,
    location: &Location,
    at: Moment,
) -> Result<Site, Fault> {
    let toolkit = held.toolkit(location.row);
    let before = match toolkit {
        Some(_) => predecessor(reader, catalog, (location.row, Benefit::Toolkit), at)?,
        None => None,
    };
    let in_use = before.is_some_and(|before| at < before.ends);
    let mut competencies = held.competencies.iter();
    Ok(Site {
        is_head_office: location.is_head_office,
        has_competency: competencies.any(|(here, ..)| *here == location.row),
        toolkit: toolkit.map(|one| {
            if one.is_used || in_use {
                Toolkit::Used
            } else {
                Toolkit::Open
            }
        }),
    })
}

/// Contracts that are to be activated, or were.
#[derive(Clone, Debug)]
pub(super) struct Activation {
    pub row: i64,
    pub key: String,
    pub membership: i64,
    pub location: LocationRef,
    pub cause: Cause,
    pub asked: Moment,
    pub due: Option<Moment>,
    pub done: Option<Moment>,
}

/// A contract whose place another takes.
#[derive(Clone, Debug)]
pub struct Predecessor {
    pub(super) contract: ContractRef,
    /// Its opaque key.
    pub key: String,
    /// Its Access ID.
    pub access_id: String,
    /// First instant at which it can no longer be used.
    pub ends: Moment,
}

/// The membership of an organisation at `at`.
///
/// # Errors
/// [`Refusal::NoMembership`].
pub(crate) fn current(
    reader: &Reader<'_>,
    organisation: OrganisationRef,
    at: Moment,
) -> Answer<Membership> {
    let found = reader.maybe(CURRENT, params![organisation.0, at.0], membership)?;
    Ok(found.ok_or(Refusal::NoMembership)?)
}

/// The membership that tells how an organisation stands at `at`: the latest that has begun, else the next.
pub(super) fn nearest(
    reader: &Reader<'_>,
    organisation: OrganisationRef,
    at: Moment,
) -> Result<Option<Membership>, Fault> {
    reader.maybe(NEAREST, params![organisation.0, at.0], membership)
}

/// The membership in that row.
pub(super) fn of_row(reader: &Reader<'_>, row: i64) -> Result<Membership, Fault> {
    reader.row(OF_ROW, params![row], membership)
}

/// What the locations of an organisation hold.
pub(super) fn held(reader: &Reader<'_>, organisation: OrganisationRef) -> Result<Held, Fault> {
    let competencies = reader.rows(COMPETENCIES, params![organisation.0], |row| {
        Ok((LocationRef(row.get(0)?), row.get(1)?, Moment(row.get(2)?)))
    })?;
    let additions = reader.rows(ADDITIONS, params![organisation.0], |row| {
        let kind = row.get::<String>(2)?;
        Ok(Bought {
            row: row.get(0)?,
            location: LocationRef(row.get(1)?),
            kind: Addition::from_code(&kind).ok_or_else(|| Fault::corrupt("an addition"))?,
            is_used: row.get::<Option<i64>>(3)?.is_some(),
        })
    })?;
    Ok(Held {
        competencies,
        additions,
    })
}

/// The activation called `key` with its location.
///
/// # Errors
/// [`Refusal::NotFound`] where there is none.
pub(super) fn activation(reader: &Reader<'_>, key: &str) -> Answer<(Activation, Location)> {
    let found = reader.maybe(ACTIVATION, params![key], activated)?;
    at_its_location(reader, found)
}

/// As [`activation`], locked until the transaction ends.
pub(super) fn held_activation(tx: &Tx<'_>, key: &str) -> Answer<(Activation, Location)> {
    let found = tx.maybe(ACTIVATION_LOCKED, params![key], activated)?;
    at_its_location(tx, found)
}

/// The opaque key of the location that the activation called `key` is for.
pub(crate) fn location_of(reader: &Reader<'_>, key: &str) -> Answer<String> {
    Ok(activation(reader, key)?.1.key)
}

fn at_its_location(
    reader: &Reader<'_>,
    found: Option<Activation>,
) -> Answer<(Activation, Location)> {
    let found = found.ok_or(Refusal::NotFound)?;
    let location = organisations::at_row(reader, found.location)?;
    Ok((found, location))
}

/// The contract whose place one that begins at `starts` takes: the latest of the same benefit that began before.
pub(super) fn predecessor(
    reader: &Reader<'_>,
    catalog: &Catalog,
    (location, benefit): (LocationRef, Benefit),
    starts: Moment,
) -> Result<Option<Predecessor>, Fault> {
    let offers = catalog.programme.offers_of(benefit);
    reader.maybe(
        PREDECESSORS,
        params![location.0, &offers, starts.0],
        |row| {
            Ok(Predecessor {
                contract: ContractRef(row.get(0)?),
                key: row.get(1)?,
                access_id: row.get(2)?,
                ends: Moment(row.get(3)?),
            })
        },
    )
}

fn membership(row: &Row<'_>) -> Result<Membership, Fault> {
    Ok(Membership {
        row: row.get(0)?,
        key: row.get(1)?,
        level: row.get(2)?,
        starts: Moment(row.get(3)?),
        ends: Moment(row.get(4)?),
    })
}

/// Reads a row of [`activations`].
pub(super) fn activated(row: &Row<'_>) -> Result<Activation, Fault> {
    let cause = row.get::<String>(4)?;
    let moment = |place| row.get::<Option<i64>>(place).map(|at| at.map(Moment));
    Ok(Activation {
        row: row.get(0)?,
        key: row.get(1)?,
        membership: row.get(2)?,
        location: LocationRef(row.get(3)?),
        cause: Cause::from_code(&cause).ok_or_else(|| Fault::corrupt("an activation's cause"))?,
        asked: Moment(row.get(5)?),
        due: moment(6)?,
        done: moment(7)?,
    })
}
