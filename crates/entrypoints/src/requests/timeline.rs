//! A request's timeline in words: messages, and what happened between them.

use std::collections::BTreeMap;

use actions::incidents::show::Shown;
use actions::incidents::timeline::{Author, Event};
use actions::outbox::CaseDeed;
use domain::incident::{Disposition, Dispute};
use domain::response::Severity;
use domain::time::{Date, Moment, Zone};
use serde_json::Value as Json;
use words::Words;

use super::words::{ground, paying_for, reason, severity};
use crate::markdown;

/// A line of the timeline.
pub(crate) enum Item {
    /// Somebody wrote.
    Message(Message),
    /// Something happened.
    Happened {
        text: String,
        when: String,
        iso: String,
        icon: &'static str,
    },
}

/// What somebody wrote.
pub(crate) struct Message {
    /// `customer`, `agent` or `note`.
    pub kind: &'static str,
    pub who: String,
    pub when: String,
    pub iso: String,
    pub id: String,
    pub mark: &'static str,
    /// Clean HTML.
    pub html: String,
    /// Key, name and size in words.
    pub files: Vec<(String, String, String)>,
}

/// Tells a timeline in the reader's words.
pub(crate) struct Teller<'a> {
    pub w: Words,
    pub app: &'a str,
    pub zone: &'a Zone,
    pub at: Moment,
    pub shown: &'a Shown,
}

impl Teller<'_> {
    /// The whole timeline, oldest first.
    pub fn tell(&self) -> Vec<Item> {
        let mut items = Vec::new();
        for event in &self.shown.events {
            self.event(event, &mut items);
        }
        items
    }

    fn event(&self, event: &Event, items: &mut Vec<Item>) {
        let (w, who) = (self.w, self.name(&event.by));
        match event.kind.as_str() {
            "submitted" => {
                items.push(self.happened(event, w.request_event_submitted(&who), "send"));
            }
            "taken" => items.push(self.happened(event, w.request_event_taken(&who), "point")),
            "severity" => {
                items.push(self.happened(event, self.severities(&who, &event.facts), "point"));
            }
            "closed" => items.push(self.happened(event, self.closed(event, &who), "lock")),
            "reopened" => items.push(self.happened(event, w.request_event_reopened(&who), "point")),
            "disputed" => {
                let why = event.facts["ground"].as_str().and_then(Dispute::from_code);
                let why = why.map_or("", |why| ground(w, why));
                items.push(self.happened(event, w.request_event_disputed(&who, why), "point"));
            }
            "judged" if event.facts["verdict"] == "stands" => {
                items.push(self.happened(event, w.request_event_dispute_stands(&who), "point"));
            }
            "judged" => {
                items.push(self.happened(event, w.request_event_dispute_given_back(&who), "point"));
            }
            "estimated" | "estimate_approved" | "estimate_declined" | "delivered" => {
                items.push(self.happened(event, self.advice(event, &who), "clock"));
            }
            "worked" => items.extend(self.worked(event)),
            "split_proposed" => {
                let text = w.request_event_split_proposed(&who);
                items.push(self.happened(event, text, "point"));
            }
            "split_accepted" => {
                let second = event.facts["number"].as_str().unwrap_or_default();
                let text = w.request_event_split_accepted(&who, w.request_number(second));
                items.push(self.happened(event, text, "point"));
            }
            "split_declined" => {
                items.push(self.happened(event, w.request_event_split_declined(&who), "point"));
            }
            "charge_moved" => {
                let access_id = |side: &str| event.facts[side]["access_id"].as_str();
                let (from, to) = (access_id("from"), access_id("to"));
                let text = w.request_event_moved(from.unwrap_or(""), to.unwrap_or(""));
                items.push(self.happened(event, text, "receipt-refund"));
            }
            _ => {}
        }
        if !event.words.is_empty() || !event.files.is_empty() {
            items.push(Item::Message(self.message(event, who.clone())));
        }
        if event.kind == "answer" {
            let state = match event.facts["state"].as_str() {
                Some("waiting_customer") => Some(w.request_event_waiting_customer(&who)),
                Some("waiting_vendor") => Some(w.request_event_waiting_third(&who)),
                Some("solution_proposed") => Some(w.request_event_proposed(&who)),
                _ => None,
            };
            items.extend(state.map(|text| self.happened(event, text, "hourglass")));
        }
        if let Some(text) = self.balance(event) {
            items.push(self.happened(event, text, "receipt-refund"));
        }
    }

    fn message(&self, event: &Event, who: String) -> Message {
        let is_customer = matches!(
            event.kind.as_str(),
            "submitted" | "reply" | "reopened" | "disputed"
        ) || matches!(&event.by, Author::Customer(_));
        let kind = match () {
            () if event.internal => "note",
            () if is_customer => "customer",
            () => "agent",
        };
        Message {
            kind,
            who,
            when: self.w.near_time(event.at, self.at, self.zone),
            iso: event.at.to_string(),
            id: format!("event-{}", event.seq),
            mark: if event.internal {
                self.w.desk_note_mark()
            } else {
                ""
            },
            html: markdown::written(&event.words),
            files: event
                .files
                .iter()
                .map(|file| {
                    (
                        file.key.clone(),
                        file.name.clone(),
                        self.w.file_size(file.size),
                    )
                })
                .collect(),
        }
    }

    fn happened(&self, event: &Event, text: String, icon: &'static str) -> Item {
        Item::Happened {
            text,
            when: self.w.near_time(event.at, self.at, self.zone),
            iso: event.at.to_string(),
            icon,
        }
    }

    /// What whoever did something is called.
    pub fn name(&self, author: &Author) -> String {
        match author {
            Author::Reader => self.w.person_you().to_owned(),
            Author::House => self.w.person_system(self.app),
            Author::Customer(name) | Author::Desk(name) if name.is_empty() => {
                self.w.person_erased().to_owned()
            }
            Author::Customer(name) | Author::Desk(name) => name.clone(),
        }
    }

    /// What the service centre has done about a case.
    fn worked(&self, event: &Event) -> Option<Item> {
        let w = self.w;
        let deed = serde_json::from_value(event.facts.clone()).ok()?;
        let text = match deed {
            CaseDeed::IdsSent { to } => w.program_done_ids_sent(to),
            CaseDeed::Activated { plans, to } => {
                let language = w.language().code();
                let named = |plan: &BTreeMap<String, String>| plan.get(language).cloned();
                let plans: Vec<String> = plans.iter().filter_map(named).collect();
                w.program_done_activated(plans.join(", "), to)
            }
            CaseDeed::LocationAdded { name } => w.program_done_location_added(name),
        };
        Some(self.happened(event, text, "point"))
    }

    /// What happened to an engagement of advice.
    fn advice(&self, event: &Event, who: &str) -> String {
        let w = self.w;
        let hours = w.hours(event.facts["minutes"].as_i64().unwrap_or_default());
        match event.kind.as_str() {
            "estimated" => w.advisory_event_estimated(hours, who),
            "estimate_approved" => w.advisory_event_approved(paying_for(w, self.shown), hours, who),
            "estimate_declined" => w.advisory_event_declined(hours, who),
            _ => {
                let day = event.facts["day"].as_str().unwrap_or_default();
                let day = Date::parse(day).map_or_else(|_| day.to_owned(), |day| w.long_date(day));
                w.advisory_event_delivered(day, hours, who)
            }
        }
    }

    /// What the closing of an engagement did to its minutes.
    fn settled(&self, event: &Event) -> Option<String> {
        let w = self.w;
        let used = event.facts["used"].as_i64()?;
        let released = event.facts["released"].as_i64()?;
        let contract = paying_for(w, self.shown);
        let said = || w.advisory_event_settled(contract, w.hours(released), w.hours(used));
        ((used, released) != (0, 0)).then(said)
    }

    fn severities(&self, who: &str, facts: &Json) -> String {
        let words = |fact: &Json| {
            let one = fact.as_str().and_then(Severity::from_code);
            one.map_or("", |one| severity(self.w, one))
        };
        self.w
            .request_event_severity(words(&facts["before"]), who, words(&facts["severity"]))
    }

    fn closed(&self, event: &Event, who: &str) -> String {
        let why = event.facts["disposition"]
            .as_str()
            .and_then(Disposition::from_code);
        match why {
            Some(Disposition::NoAnswer) if event.by == Author::House => {
                let days = self.shown.case.terms.waiting_days;
                self.w.request_event_auto_closed(i64::from(days))
            }
            Some(Disposition::WithdrawnBefore | Disposition::WithdrawnAfter) => {
                self.w.request_event_withdrawn(who)
            }
            why => self
                .w
                .request_event_closed(who, why.map_or("", |why| reason(self.w, why))),
        }
    }

    /// What an event did to the unit.
    fn balance(&self, event: &Event) -> Option<String> {
        let w = self.w;
        self.shown.contract.as_ref()?;
        if self.shown.case.is_advice() {
            return self.settled(event);
        }
        let contract = paying_for(w, self.shown);
        if event.kind == "submitted" {
            return Some(
                match (event.facts["place"].as_str(), event.facts["left"].as_i64()) {
                    (Some("held"), _) => w.request_event_reserved(&contract),
                    (_, Some(left)) => w.request_event_used(&contract, left),
                    (_, None) => w.request_event_used_unlimited(&contract),
                },
            );
        }
        match (
            event.facts["effect"].as_str()?,
            event.facts["after"].as_i64(),
        ) {
            ("given_back", Some(left)) => Some(w.request_event_given_back(&contract, left)),
            ("given_back", None) => Some(w.request_event_given_back_unlimited(&contract)),
            ("lapsed", _) => Some(w.request_event_lapsed(&contract)),
            ("charged_again", _) => Some(w.request_event_used_again(&contract)),
            ("uncharged", _) => Some(w.request_event_uncharged(&contract)),
            _ => None,
        }
    }
}
