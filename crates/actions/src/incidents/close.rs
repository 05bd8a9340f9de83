//! Closing, with the effect on the balance shown before it happens; and the customer's withdrawal.

use domain::account::Caller;
use domain::catalog::Catalog;
use domain::incident::{self, Case, ChargeEffect, Closing, Disposition};
use domain::ledger::{Book, IncidentRef, Warrant};
use domain::offer::Unit;
use domain::policy::Deed;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::{Fault, Tx, params};

use super::cases::{self, Happened, Held};
use super::clock::parsed;
use crate::audit::{self, Done, Record};
use crate::ledger::books;
use crate::outbox::{Closed, GivenBack, RequestNews, Told};
use crate::{Answer, House, Seen, Visit, repeats};

const CLOSED: &str =
    "SELECT facts FROM event WHERE incident = $1 AND kind = 'closed' ORDER BY seq DESC LIMIT 1";

/// Units left after a closing, or nothing where the contract is unlimited, with what becomes of the unit; or why it
/// cannot be closed so.
pub type Outcome = Result<(Option<i64>, ChargeEffect), Refusal>;

/// What closing would do to the balance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The Access ID of the contract that pays, where one does.
    pub access_id: Option<String>,
    /// Each disposition that is offered: units left after it and what becomes of the unit, or that nothing is left
    /// to charge again.
    pub outcomes: Vec<(Disposition, Outcome)>,
    /// Units left now, or nothing where the contract is unlimited.
    pub before: Option<i64>,
    /// What is counted.
    pub unit: Unit,
}

/// What each disposition would do, before one is chosen.
///
/// # Errors
/// `NotFound`, `PasskeyNeeded`.
pub async fn preview(house: &House, visit: &Visit, incident: IncidentRef) -> Answer<Seen<Preview>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            let held = cases::look(reader, caller, incident, Deed::WorkIncident, at)?;
            let book = held.book_as_it_is(reader)?;
            let warrant = held.warrant(caller, "close", at);
            let outcome = |disposition| {
                let outcome = incident::preview(&held.case, disposition, &book, &warrant);
                outcome.map(|(_, after, closing)| (after, closing.effect))
            };
            let dispositions = held.case.dispositions().into_iter();
            Ok(Preview {
                outcomes: dispositions.map(|one| (one, outcome(one))).collect(),
                before: book.left(held.case.terms.unit, at),
                access_id: held.access_id.clone(),
                unit: held.case.terms.unit,
            })
        })
        .await
}

/// Closes the incident with a disposition and words to the customer.
///
/// # Errors
/// `NotFound`, `PasskeyNeeded`, `Closed`, `DispositionNotOffered`, `Exhausted`.
pub async fn close(
    house: &House,
    visit: &Visit,
    incident: IncidentRef,
    disposition: Disposition,
    words: String,
) -> Answer<Closing> {
    let (at, catalog, once) = (visit.at, house.catalog(), visit.once.clone());
    house
        .act(visit, move |tx, caller| {
            let held = cases::hold(tx, caller, incident, Deed::WorkIncident, at)?;
            let what = ["incident.close", &held.number, disposition.code(), &words];
            if repeats::is_repeat(tx, caller, once.as_deref(), &what, at)? {
                return Ok(closed_before(tx, incident, disposition)?);
            }
            let rule: Rule = incident::close;
            end(tx, &catalog, caller, held, (rule, disposition), &words, at)
        })
        .await
}

/// What the latest closing did.
fn closed_before(
    tx: &Tx<'_>,
    incident: IncidentRef,
    disposition: Disposition,
) -> Result<Closing, Fault> {
    let facts: String = tx.row(CLOSED, params![incident.0], |row| row.get(0))?;
    let code = parsed(&facts);
    let mut effects = ChargeEffect::ALL.into_iter();
    let effect = effects.find(|effect| code["effect"] == effect_code(*effect));
    Ok(Closing {
        disposition,
        effect: effect.ok_or_else(|| Fault::corrupt("a closing without its effect"))?,
    })
}

/// The customer takes the incident back: free before work began, charged after.
///
/// # Errors
/// `NotFound`, `Closed`.
pub async fn withdraw(
    house: &House,
    visit: &Visit,
    incident: IncidentRef,
    words: String,
) -> Answer<Closing> {
    conclude(house, visit, incident, Case::withdrawal, words).await
}

/// The customer says that it is solved.
///
/// # Errors
/// `NotFound`, `Closed`.
pub async fn solved_by_customer(
    house: &House,
    visit: &Visit,
    incident: IncidentRef,
) -> Answer<Closing> {
    conclude(house, visit, incident, Case::solution, String::new()).await
}

async fn conclude(
    house: &House,
    visit: &Visit,
    incident: IncidentRef,
    ends_as: fn(&Case) -> Disposition,
    words: String,
) -> Answer<Closing> {
    let (at, catalog) = (visit.at, house.catalog());
    house
        .act(visit, move |tx, caller| {
            let held = cases::hold(tx, caller, incident, Deed::OwnIncident, at)?;
            let how: (Rule, _) = (incident::conclude, ends_as(&held.case));
            end(tx, &catalog, caller, held, how, &words, at)
        })
        .await
}

/// The same as [`withdraw`], for whoever is erased in that transaction.
pub(crate) fn withdraw_for(
    tx: &mut Tx<'_>,
    catalog: &Catalog,
    caller: &Caller,
    incident: IncidentRef,
    at: Moment,
) -> Answer<Closing> {
    let held = cases::hold(tx, caller, incident, Deed::OwnIncident, at)?;
    let how: (Rule, _) = (incident::conclude, held.case.withdrawal());
    end(tx, catalog, caller, held, how, "", at)
}

/// [`incident::close`] or [`incident::conclude`].
pub(super) type Rule =
    fn(&mut Case, Disposition, &mut Book, &Warrant<'_>) -> Result<Closing, Refusal>;

/// Ends a held incident as `rule` decides, and writes all that follows from it.
pub(super) fn end(
    tx: &mut Tx<'_>,
    catalog: &Catalog,
    caller: &Caller,
    mut held: Held,
    (rule, disposition): (Rule, Disposition),
    words: &str,
    at: Moment,
) -> Answer<Closing> {
    let mut book = held.book(tx)?;
    let before = book.left(held.case.terms.unit, at);
    let reserved = held.case.charge.map_or(0, |charge| charge.quantity);
    let warrant = held.warrant(caller, "close", at);
    let closing = rule(&mut held.case, disposition, &mut book, &warrant)?;
    let after = book.left(held.case.terms.unit, at);
    books::write(tx, [&mut book])?;
    held.due = None;
    let mut facts = cases::balance_facts(effect_code(closing.effect), before, after);
    facts["disposition"] = disposition.code().into();
    let minutes = held.case.is_advice().then(|| {
        let used = held.case.charge.map_or(0, |charge| charge.quantity);
        (used, reserved - used)
    });
    if let Some((used, released)) = minutes {
        (facts["used"], facts["released"]) = (used.into(), released.into());
    }
    let what = Happened {
        kind: "closed",
        words,
        internal: false,
        facts,
    };
    held.happened(tx, caller, at, &what)?;
    held.save(tx, at)?;
    let line = Record {
        after: Some(disposition.code()),
        ..Record::of(Done::IncidentClose, &held.number)
    };
    audit::record(tx, caller, at, &line)?;
    let told = held.told(caller.person().map_or("", |person| &person.name), words);
    tell(
        tx,
        catalog,
        &held,
        told,
        (closing, minutes),
        (before, after),
        at,
    )?;
    Ok(closing)
}

fn tell(
    tx: &mut Tx<'_>,
    catalog: &Catalog,
    held: &Held,
    told: Told,
    (closing, minutes): (Closing, Option<(i64, i64)>),
    balance: (Option<i64>, Option<i64>),
    at: Moment,
) -> Result<(), Fault> {
    let closed = RequestNews::Closed(Closed {
        disposition: closing.disposition.code().to_owned(),
        effect: effect_code(closing.effect).to_owned(),
        contract: held.named_contract(catalog)?,
        reopen_until: held.case.reopen_until().unwrap_or(at).0,
        waiting_days: held.case.terms.waiting_days,
        minutes,
    });
    held.write_to_customer(tx, told.clone(), closed, at)?;
    let came_back = matches!(
        closing.effect,
        ChargeEffect::GivenBack | ChargeEffect::Lapsed
    );
    if came_back && minutes.is_none() {
        let reason = closing.disposition.code();
        let news = given_back(catalog, held, reason, closing.effect, balance)?;
        held.write_to_customer(tx, told, news, at)?;
    } else if closing.effect == ChargeEffect::Uncharged {
        held.write_to_engineer(tx, told, RequestNews::Uncharged, at)?;
    }
    Ok(())
}

/// What is told where a unit came back.
pub(super) fn given_back(
    catalog: &Catalog,
    held: &Held,
    reason: &str,
    effect: ChargeEffect,
    (before, after): (Option<i64>, Option<i64>),
) -> Result<RequestNews, Fault> {
    Ok(RequestNews::GivenBack(GivenBack {
        reason: reason.to_owned(),
        contract: held.named_contract(catalog)?,
        before,
        after,
        lapsed: effect == ChargeEffect::Lapsed,
    }))
}

/// The word that an effect is stored and told under.
pub(crate) const fn effect_code(effect: ChargeEffect) -> &'static str {
    match effect {
        ChargeEffect::Charged => "charged",
        ChargeEffect::GivenBack => "given_back",
        ChargeEffect::Lapsed => "lapsed",
        ChargeEffect::ChargedAgain => "charged_again",
        ChargeEffect::Uncharged => "uncharged",
        ChargeEffect::Nothing => "nothing",
    }
}
