//! A customer disputes a charge, and a supervisor answers.

use domain::incident::{self, ChargeEffect, Dispute, Verdict};
use domain::ledger::IncidentRef;
use domain::policy::Deed;
use serde_json::json;

use super::cases::{self, Happened};
use super::close::{effect_code, given_back};
use super::letters;
use crate::audit::{self, Done, Record};
use crate::ledger::books;
use crate::outbox::RequestNews;
use crate::{Answer, House, Visit};

/// Disputes the charge of a closed incident.
///
/// # Errors
/// `NotFound`, `NotClosed`, `NoCharge`, `AlreadyOpen`, `ReopenOver`.
pub async fn dispute(
    house: &House,
    visit: &Visit,
    incident: IncidentRef,
    ground: Dispute,
    words: String,
) -> Answer<()> {
    let at = visit.at;
    house
        .act(visit, move |tx, caller| {
            let mut held = cases::hold(tx, caller, incident, Deed::OwnIncident, at)?;
            held.must_be_incident()?;
            incident::dispute(&mut held.case, at)?;
            let facts = json!({ "ground": ground.code() });
            held.happened(
                tx,
                caller,
                at,
                &Happened {
                    kind: "disputed",
                    words: &words,
                    internal: false,
                    facts,
                },
            )?;
            Ok(held.save(tx, at)?)
        })
        .await
}

/// A supervisor decides a dispute; the decision is coded, and a unit given back is in the statement. Either way a letter tells the customer.
///
/// # Errors
/// `NotFound`, `PasskeyNeeded`, `StepUpNeeded`, `NoProposal`, `NoCharge`.
pub async fn answer(
    house: &House,
    visit: &Visit,
    incident: IncidentRef,
    verdict: Verdict,
    words: String,
) -> Answer<ChargeEffect> {
    let (at, catalog) = (visit.at, house.catalog());
    house
        .act(visit, move |tx, caller| {
            let mut held = cases::hold(tx, caller, incident, Deed::JudgeCharge, at)?;
            held.must_be_incident()?;
            let mut book = held.book(tx)?;
            let before = book.left(held.case.terms.unit, at);
            let warrant = held.warrant(caller, "dispute", at);
            let effect = incident::answer_dispute(&mut held.case, verdict, &mut book, &warrant)?;
            let after = book.left(held.case.terms.unit, at);
            books::write(tx, [&mut book])?;
            let mut facts = cases::balance_facts(effect_code(effect), before, after);
            facts["verdict"] = verdict.code().into();
            held.happened(
                tx,
                caller,
                at,
                &Happened {
                    kind: "judged",
                    words: &words,
                    internal: false,
                    facts,
                },
            )?;
            held.save(tx, at)?;
            let line = Record {
                after: Some(verdict.code()),
                ..Record::of(Done::IncidentJudge, &held.number)
            };
            audit::record(tx, caller, at, &line)?;
            let told = held.told(letters::name_of(caller), &words);
            let news = match verdict {
                Verdict::Stands => RequestNews::DisputeStands,
                Verdict::GiveBack => {
                    given_back(&catalog, &held, "dispute", effect, (before, after))?
                }
            };
            held.write_to_customer(tx, told, news, at)?;
            Ok(effect)
        })
        .await
}
