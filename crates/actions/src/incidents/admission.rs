//! What was true when an incident was submitted and does not change: stored with it as one document.

use std::collections::BTreeMap;

use domain::incident::{Admission, Terms};
use domain::offer::{ChargeRule, LateCredit, Unit};
use serde::{Deserialize, Serialize};
use store::Fault;

use super::answers::{Answers, Contact};
use crate::ledger::books;

/// The document. Its words are those of the domain's codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admitted {
    /// How the customer is reached.
    pub contact: Contact,
    /// What the customer wrote beside title and description: error message, affected systems, when it began.
    pub error_message: String,
    /// The systems concerned.
    pub affected: String,
    /// When it began, in the customer's words.
    pub began: String,
    /// Whether the system is used for development and test only.
    pub test_only: bool,
    /// `incident` or `minute`.
    pub unit: String,
    /// When the unit is charged.
    pub charge: String,
    /// Days of grace for a late credit; none means that it lapses.
    pub grace_days: Option<u16>,
    /// Days within which it may be reopened.
    pub reopen_days: u16,
    /// Days without an answer after which it closes.
    pub waiting_days: u16,
    /// Minutes to the first answer, on the clock of the handling.
    pub target_minutes: u32,
    /// When the first answer was due as counted at submit.
    pub target_due: i64,
    /// The key of the calendar that business hours are counted by.
    pub calendar: String,
    /// The version of the catalogue that holds that calendar.
    pub catalog: i64,
    /// Units left after the charge, or nothing where the contract is unlimited.
    pub left: Option<i64>,
    /// The ledger entry of the first charge, where one was made.
    pub entry: Option<i64>,
    /// The version of the services agreement, and the language it was read in.
    pub agreement: (String, String),
    /// The version of the entitlement rules.
    pub rules: u32,
    /// The facts of the decision, by name.
    pub facts: BTreeMap<String, String>,
}

impl Admitted {
    /// The same without the person: what is left is what the request was promised.
    #[must_use]
    pub fn without_person(self) -> Self {
        let Contact {
            preferred,
            language,
            zone,
            ..
        } = self.contact;
        Self {
            contact: Contact {
                preferred,
                language,
                zone,
                ..Contact::default()
            },
            error_message: String::new(),
            affected: String::new(),
            began: String::new(),
            ..self
        }
    }

    /// Writes down an admission.
    pub fn record(
        admission: &Admission,
        answers: &Answers,
        contact: &Contact,
        calendar: &str,
        agreement: (String, String),
    ) -> Self {
        let Terms {
            unit,
            charge,
            late_credit,
            reopen_days,
            waiting_days,
        } = admission.terms;
        Self {
            contact: contact.clone(),
            error_message: answers.error_message.clone(),
            affected: answers.affected.clone(),
            began: answers.began.clone(),
            test_only: answers.production == Some(false),
            unit: unit.code().to_owned(),
            charge: charge.code().to_owned(),
            grace_days: match late_credit {
                LateCredit::Lapse => None,
                LateCredit::GraceDays(days) => Some(days),
            },
            reopen_days,
            waiting_days,
            target_minutes: admission.target.minutes,
            target_due: admission.due.0,
            calendar: calendar.to_owned(),
            catalog: admission.decision.catalog,
            left: admission.left,
            entry: admission.charge.map(|charge| charge.seq),
            agreement,
            rules: admission.decision.rules,
            facts: admission
                .decision
                .facts
                .iter()
                .map(|(name, fact)| ((*name).to_owned(), fact.clone()))
                .collect(),
        }
    }

    /// The rules that hold for the incident.
    pub fn terms(&self) -> Result<Terms, Fault> {
        let unit: Unit = books::unit(&self.unit)?;
        let charge = ChargeRule::from_code(&self.charge)
            .ok_or_else(|| Fault::corrupt(format!("charge rule {}", self.charge)))?;
        let late_credit = self
            .grace_days
            .map_or(LateCredit::Lapse, LateCredit::GraceDays);
        let (reopen_days, waiting_days) = (self.reopen_days, self.waiting_days);
        Ok(Terms {
            unit,
            charge,
            late_credit,
            reopen_days,
            waiting_days,
        })
    }

    /// The document as it is stored.
    pub fn to_text(&self) -> Result<String, Fault> {
        serde_json::to_string(self).map_err(Fault::other)
    }

    /// Reads the document.
    pub fn from_text(text: &str) -> Result<Self, Fault> {
        serde_json::from_str(text)
            .map_err(|problem| Fault::corrupt(format!("an admission: {problem}")))
    }
}
