//! An incident as its verbs hold it: read under a lock, changed by the rules, written back with what happened.

use domain::account::{AccountRef, Caller};
use domain::catalog::Catalog;
use domain::ids::RequestKind;
use domain::incident::{Case, Disposition, State, Waiting};
use domain::ledger::{Book, ContractRef, IncidentRef, LiveCharge, LotRef, Place, Warrant};
use domain::offer::Offer;
use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::response::{Handling, Severity};
use domain::time::Moment;
use serde_json::{Value as Json, json};
use store::{Fault, Reader, Row, Tx, params};

use super::admission::Admitted;
use super::participants::{self, standing};
use super::submit::place_code;
use crate::ledger::books;
use crate::stopped::Answer;

/// An incident with what it was submitted under, and how `$2`, who asks, stands to it.
macro_rules! case {
    () => {
        concat!(
            "
    SELECT i.id, i.number, i.account, i.contract, i.state, i.severity, i.handling, i.engineer, i.work_began_at,
           i.closed_at, i.disposition, i.disputed_at, i.extended_support_at, i.charge_lot, i.charge_seq,
           i.charge_place, i.title, i.last_event, i.due_at, i.waiting_since, i.submitted_at, i.admission,
           (SELECT e.name FROM account e WHERE e.id = i.engineer), c.access_id, i.offer, i.offer_version,
           i.changed_at, i.contacted_at, i.reminded_at, ",
            standing!("$2"),
            ", i.charge_quantity, i.delivered
    FROM incident i LEFT JOIN contract c ON c.id = i.contract
    WHERE i.id = $1"
        )
    };
}

const READ: &str = case!();

const LOCK: &str = concat!(case!(), " FOR UPDATE OF i");

const SAVE: &str = "
    UPDATE incident SET state = $2, severity = $3, handling = $4, engineer = $5, work_began_at = $6, closed_at = $7,
                        disposition = $8, disputed_at = $9, charge_lot = $10, charge_seq = $11, charge_place = $12,
                        last_event = $13, due_at = $14, waiting_since = $15, reminded_at = $16, overdue_at = $17,
                        contacted_at = $18, changed_at = $19, charge_quantity = $20, delivered = $21
    WHERE id = $1";

const HAPPENED: &str = "
    INSERT INTO event (incident, seq, at, actor, account, kind, internal_at, words, facts)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// An incident under a lock.
pub(crate) struct Held {
    pub case: Case,
    pub number: String,
    pub title: String,
    pub submitted: Moment,
    pub admitted: Admitted,
    /// What the engineer who has it is called.
    pub engineer_name: String,
    /// The Access ID of the contract that pays, where one does.
    pub access_id: Option<String>,
    /// The key and version of the offer whose terms hold.
    pub offer: (String, i64),
    /// When the first answer is due, while one is.
    pub due: Option<Moment>,
    /// When something last happened that the customer can see.
    pub changed: Moment,
    /// The place of the newest event.
    pub last_event: i64,
    /// Who made the newest event, where it was made here.
    pub(super) author: Option<AccountRef>,
    /// What the policy asks about whoever reads it.
    object: Object,
}

/// Something that happened to an incident, for its timeline.
pub(crate) struct Happened<'a> {
    pub kind: &'a str,
    pub words: &'a str,
    /// Whether only the desk sees it.
    pub internal: bool,
    pub facts: Json,
}

/// Holds the incident for `caller` to do `deed`.
///
/// # Errors
/// What the policy says; an unknown incident is like a foreign one.
pub(crate) fn hold(
    tx: &Tx<'_>,
    caller: &Caller,
    incident: IncidentRef,
    deed: Deed,
    at: Moment,
) -> Answer<Held> {
    find(tx, LOCK, caller, incident, deed, at)
}

/// Shows the incident to `caller`, without a lock.
///
/// # Errors
/// As [`hold`].
pub(crate) fn look(
    reader: &Reader<'_>,
    caller: &Caller,
    incident: IncidentRef,
    deed: Deed,
    at: Moment,
) -> Answer<Held> {
    find(reader, READ, caller, incident, deed, at)
}

fn find(
    reader: &Reader<'_>,
    sql: &'static str,
    caller: &Caller,
    incident: IncidentRef,
    deed: Deed,
    at: Moment,
) -> Answer<Held> {
    let account = caller.person().map(|person| person.account.0);
    let held = reader.maybe(sql, params![incident.0, account], held)?;
    let object = held.as_ref().map(|held| held.object).unwrap_or_default();
    policy::allow(caller, deed, &object, at)?;
    held.ok_or(Refusal::NotFound.into())
}

impl Held {
    /// The book of the contract that pays, locked.
    pub fn book(&self, tx: &Tx<'_>) -> Result<Book, Fault> {
        self.case.contract.map_or_else(
            || Ok(Book::of_nobody()),
            |contract| books::lock_one(tx, contract),
        )
    }

    /// The book of the contract that pays, as it is.
    pub fn book_as_it_is(&self, reader: &Reader<'_>) -> Result<Book, Fault> {
        self.case.contract.map_or_else(
            || Ok(Book::of_nobody()),
            |contract| books::read_one(reader, contract),
        )
    }

    /// What a transfer for this incident is made under; `step` tells this transfer from the incident's others.
    pub fn warrant<'a>(&self, caller: &'a Caller, step: &str, at: Moment) -> Warrant<'a> {
        let key = format!("{}/{step}/{}", self.number, self.last_event + 1);
        Warrant {
            actor: caller.key(),
            idempotency_key: key,
            note: None,
            at,
        }
    }

    /// Adds to the timeline; returns the event's place in it.
    pub fn happened(
        &mut self,
        tx: &mut Tx<'_>,
        caller: &Caller,
        at: Moment,
        what: &Happened<'_>,
    ) -> Result<i64, Fault> {
        self.last_event += 1;
        self.author = caller.person().map(|person| person.account);
        let facts = what.facts.to_string();
        tx.execute(
            HAPPENED,
            params![
                self.case.incident.0,
                self.last_event,
                at.0,
                caller.key(),
                self.author.map(|author| author.0),
                what.kind,
                what.internal.then_some(at.0),
                what.words,
                &facts,
            ],
        )?;
        Ok(self.last_event)
    }

    /// Writes the incident as it is now.
    pub fn save(&self, tx: &mut Tx<'_>, at: Moment) -> Result<(), Fault> {
        let case = &self.case;
        let values = params![
            case.incident.0,
            case.state.code(),
            case.severity.code(),
            case.handling_chosen.code(),
            case.engineer.map(|engineer| engineer.0),
            case.work_began.map(|began| began.0),
            case.closed.map(|(closed, _)| closed.0),
            case.closed.map(|(_, disposition)| disposition.code()),
            case.disputed.map(|disputed| disputed.0),
            case.charge.map(|charge| charge.lot.0),
            case.charge.map(|charge| charge.seq),
            case.charge.map(|charge| place_code(charge.place)),
            self.last_event,
            self.due.map(|due| due.0),
            case.waiting.map(|waiting| waiting.since.0),
            case.waiting
                .and_then(|waiting| waiting.reminded)
                .map(|at| at.0),
            case.waiting.map(|waiting| waiting.next().0),
            case.contacted.map(|contacted| contacted.0),
            at.0,
            case.charge.map(|charge| charge.quantity),
            (case.delivered > 0).then_some(case.delivered),
        ];
        tx.execute(SAVE, values).map(|_| ())
    }

    /// Refuses what is only done with incidents.
    pub fn must_be_incident(&self) -> Result<(), Refusal> {
        if self.case.number.kind() == RequestKind::Incident {
            Ok(())
        } else {
            Err(Refusal::NotFound)
        }
    }

    /// Refuses where the conversation has gone on since the page was opened at event `seen`.
    pub fn is_as_seen(&self, seen: Option<i64>) -> Result<(), Refusal> {
        match seen {
            Some(seen) if seen < self.last_event => Err(Refusal::NewerMessage),
            _ => Ok(()),
        }
    }

    /// The offer whose terms hold.
    pub fn offer_in<'a>(&self, catalog: &'a Catalog) -> Result<&'a Offer, Fault> {
        let (key, version) = &self.offer;
        catalog
            .offer(key, *version)
            .ok_or_else(|| Fault::corrupt(format!("offer {key}@{version}")))
    }
}

/// What the timeline says about a movement of the unit.
pub(crate) fn balance_facts(effect: &str, before: Option<i64>, after: Option<i64>) -> Json {
    json!({ "effect": effect, "before": before, "after": after })
}

fn held(row: &Row<'_>) -> Result<Held, Fault> {
    let moment = |place| row.get::<Option<i64>>(place).map(|at| at.map(Moment));
    let admitted = Admitted::from_text(&row.get::<String>(21)?)?;
    let closed = moment(9)?.zip(stored(row, 10, Disposition::from_code)?);
    let terms = admitted.terms()?;
    let reminded = moment(28)?;
    let case = Case {
        incident: IncidentRef(row.get(0)?),
        number: books::request_number(&row.get::<String>(1)?)?,
        reporter: AccountRef(row.get(2)?),
        contract: row.get::<Option<i64>>(3)?.map(ContractRef),
        terms,
        state: known(row, 4, State::from_code)?,
        severity: known(row, 5, Severity::from_code)?,
        handling_chosen: known(row, 6, Handling::from_code)?,
        engineer: row.get::<Option<i64>>(7)?.map(AccountRef),
        work_began: moment(8)?,
        contacted: moment(27)?,
        waiting: moment(19)?.map(|since| Waiting {
            since,
            days: terms.waiting_days,
            reminded,
        }),
        charge: charge(row)?,
        delivered: row.get::<Option<i64>>(33)?.unwrap_or_default(),
        extended_support: moment(12)?.is_some(),
        closed,
        disputed: moment(11)?,
    };
    let object = Object {
        owner: Some(case.reporter),
        kind: case.number.kind(),
        ..participants::stands(row, 29)?
    };
    Ok(Held {
        case,
        object,
        number: row.get(1)?,
        title: row.get(16)?,
        submitted: Moment(row.get(20)?),
        admitted,
        engineer_name: row.get::<Option<String>>(22)?.unwrap_or_default(),
        access_id: row.get(23)?,
        offer: (row.get(24)?, row.get(25)?),
        due: moment(18)?,
        changed: Moment(row.get(26)?),
        last_event: row.get(17)?,
        author: None,
    })
}

fn charge(row: &Row<'_>) -> Result<Option<LiveCharge>, Fault> {
    let (lot, seq) = (row.get::<Option<i64>>(13)?, row.get::<Option<i64>>(14)?);
    let (place, quantity) = (stored(row, 15, place)?, row.get::<Option<i64>>(32)?);
    let all = lot.zip(seq).zip(place.zip(quantity));
    Ok(all.map(|((lot, seq), (place, quantity))| LiveCharge {
        lot: LotRef(lot),
        seq,
        place,
        quantity,
    }))
}

fn place(code: &str) -> Option<Place> {
    [Place::Held, Place::Consumed]
        .into_iter()
        .find(|place| place_code(*place) == code)
}

/// The value stored under a code, where there is one.
fn stored<T>(
    row: &Row<'_>,
    column: usize,
    from_code: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Fault> {
    let Some(code) = row.get::<Option<String>>(column)? else {
        return Ok(None);
    };
    from_code(&code)
        .map(Some)
        .ok_or_else(|| Fault::corrupt(format!("an incident's code {code}")))
}

fn known<T>(
    row: &Row<'_>,
    column: usize,
    from_code: impl Fn(&str) -> Option<T>,
) -> Result<T, Fault> {
    stored(row, column, from_code)?.ok_or_else(|| Fault::corrupt("an incident without a state"))
}
