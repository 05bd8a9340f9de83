//! What is done to incidents.

use actions::incidents::converse::{Message, answer, reply};
use actions::incidents::drafts::{self, Change, Description};
use actions::incidents::{
    Contact, close, dispute, move_charge, reopen, severity, split, submit_draft, take,
};
use actions::{Answer, Stopped, Visit};
use domain::incident::{ChargeEffect, Usage};
use domain::ledger::IncidentRef;
use domain::refusal::Refusal;
use domain::response::{Handling, Severity};
use domain::time::Moment;

use super::Played;
use crate::story::{Deed, Outcome};

/// What everybody says in a story.
const WORDS: &str = "A story";

impl Played {
    pub(super) async fn submit(&mut self, at: Moment, who: &str, deed: &Deed) -> Answer<Outcome> {
        let Deed::Submit {
            incident, contract, ..
        } = deed
        else {
            return Err(Refusal::NotFound.into());
        };
        let visit = self.visit(at, who).await?;
        let (draft, version) = match self.drafts.get(incident) {
            Some(kept) => kept.clone(),
            None => self.draft(&visit, who, deed).await?,
        };
        let accepted = self.accepted(at)?;
        let once = format!("story/{incident}");
        self.spring();
        let send = || {
            let accepted = Some(accepted.clone());
            submit_draft(&self.house, &visit, &draft, version, accepted, &once)
        };
        let number = self.once_or_twice(send).await?;
        let submitted = (self.house.incident_of(&number), contract.clone());
        self.incidents.insert(incident.clone(), submitted);
        self.left(at, contract, None).await
    }

    /// The steps of the wizard before the last; gives the draft's key and version.
    async fn draft(&mut self, visit: &Visit, who: &str, deed: &Deed) -> Answer<(String, i64)> {
        let Deed::Submit {
            incident,
            severity,
            contract,
            product,
            version,
        } = deed
        else {
            return Err(Refusal::NotFound.into());
        };
        let catalog = self.house.catalog();
        let found = catalog.product(product).ok_or(Refusal::NotFound)?;
        let kind = found.problem_types.first().ok_or(Refusal::NotFound)?;
        let category = kind.categories.first().ok_or(Refusal::NotFound)?;
        let mut draft = drafts::start(&self.house, visit, Change::Product(product.clone())).await?;
        let changes = [
            Change::Version(version.clone()),
            Change::Use {
                usage: Some(Usage::ItProfessional),
                production: Some(true),
            },
            Change::Problem {
                problem_type: kind.key.to_string(),
                title: incident.clone(),
            },
            Change::Category(category.key.to_string()),
            Change::SelfHelp,
            Change::Contract(Some(self.contract(contract)?)),
            Change::Contact(contact(who)),
            Change::Description(described(incident, *severity)),
        ];
        for change in changes {
            draft = drafts::save(&self.house, visit, &draft.key, draft.version, change).await?;
        }
        let kept = (draft.key, draft.version);
        self.drafts.insert(incident.clone(), kept.clone());
        Ok(kept)
    }

    /// What is done to an incident that is there.
    pub(super) async fn handle(&mut self, at: Moment, who: &str, deed: &Deed) -> Answer<Outcome> {
        let visit = self.visit(at, who).await?;
        let name = deed.incident().ok_or(Refusal::NotFound)?;
        let incident = self.incident(name)?;
        let effect = match deed {
            Deed::Move { contract, .. } => {
                let to = self.contract(contract)?;
                let moved = move_charge(&self.house, &visit, incident, &to, WORDS).await;
                let unheard = self.unheard && matches!(moved, Err(Stopped::Broke(_)));
                if moved.is_ok() || unheard {
                    let paying = (incident, contract.clone());
                    self.incidents.insert(name.to_owned(), paying);
                }
                moved?;
                None
            }
            Deed::Split { second, .. } => {
                let words = WORDS.to_owned();
                let asked =
                    split::propose(&self.house, &visit, incident, second.clone(), words).await;
                let unheard = self.unheard && matches!(asked, Err(Stopped::Broke(_)));
                if asked.is_ok() || unheard {
                    self.seconds.insert(name.to_owned(), second.clone());
                }
                asked?;
                None
            }
            Deed::Consent(_) => {
                self.consent(&visit, name, incident).await?;
                None
            }
            Deed::Decline(_) => {
                split::decline(&self.house, &visit, incident).await?;
                None
            }
            Deed::Close { .. }
            | Deed::Withdraw(_)
            | Deed::Solve(_)
            | Deed::Dispute { .. }
            | Deed::Judge { .. } => self.settle(&visit, incident, deed).await?,
            Deed::Estimate { .. }
            | Deed::Approve(_)
            | Deed::DeclineEstimate(_)
            | Deed::Deliver { .. } => {
                self.advise(&visit, incident, deed).await?;
                None
            }
            _ => {
                self.work(&visit, incident, deed).await?;
                None
            }
        };
        let paying = self.incidents.get(name);
        let paying = paying.map(|(_, paying)| paying.clone()).unwrap_or_default();
        self.left(at, &paying, effect).await
    }

    async fn consent(&mut self, visit: &Visit, name: &str, first: IncidentRef) -> Answer<()> {
        let accepted = Some(self.accepted(visit.at)?);
        let number = split::consent(&self.house, visit, first, accepted).await?;
        let second = self.seconds.get(name).ok_or(Refusal::NotFound)?;
        let (_, paying) = self.incidents.get(name).ok_or(Refusal::NotFound)?;
        let submitted = (self.house.incident_of(&number), paying.clone());
        self.incidents.insert(second.clone(), submitted);
        Ok(())
    }

    /// What ends an incident or decides about its unit; gives what became of that.
    async fn settle(
        &self,
        visit: &Visit,
        incident: IncidentRef,
        deed: &Deed,
    ) -> Answer<Option<ChargeEffect>> {
        let (house, words) = (&self.house, WORDS.to_owned());
        Ok(match deed {
            Deed::Close { disposition, .. } => {
                let closing = close::close(house, visit, incident, *disposition, words).await?;
                Some(closing.effect)
            }
            Deed::Withdraw(_) => {
                let closing = close::withdraw(house, visit, incident, words).await?;
                Some(closing.effect)
            }
            Deed::Solve(_) => {
                let closing = close::solved_by_customer(house, visit, incident).await?;
                Some(closing.effect)
            }
            Deed::Dispute { ground, .. } => {
                dispute::dispute(house, visit, incident, *ground, words).await?;
                None
            }
            Deed::Judge { verdict, .. } => {
                Some(dispute::answer(house, visit, incident, *verdict, words).await?)
            }
            _ => return Err(Refusal::NotFound.into()),
        })
    }

    /// What moves an open incident on.
    async fn work(&self, visit: &Visit, incident: IncidentRef, deed: &Deed) -> Answer<()> {
        let (house, words) = (&self.house, WORDS.to_owned());
        let message = Message {
            words: words.clone(),
            files: Vec::new(),
            seen: None,
        };
        match deed {
            Deed::Take(_) => {
                take::take(house, visit, incident).await?;
            }
            Deed::Answer { then, .. } => {
                answer(house, visit, incident, message, *then).await?;
            }
            Deed::Reply(_) => {
                reply(house, visit, incident, message).await?;
            }
            Deed::Reopen(_) => {
                reopen::reopen(house, visit, incident, words).await?;
            }
            Deed::ChangeSeverity { severity, .. } => {
                severity::change(house, visit, incident, *severity, words, false).await?;
            }
            _ => return Err(Refusal::NotFound.into()),
        }
        Ok(())
    }
}

pub(super) fn contact(who: &str) -> Contact {
    Contact {
        name: who.to_owned(),
        email: format!("{who}@example.com"),
        phone: "+46 8 123 456 78".to_owned(),
        preferred: "email".to_owned(),
        language: "en".to_owned(),
        zone: "Europe/Stockholm".to_owned(),
        ..Contact::default()
    }
}

fn described(title: &str, severity: Severity) -> Description {
    Description {
        title: title.to_owned(),
        description: "What a story tells.".to_owned(),
        severity: Some(severity),
        handling: Some(Handling::BusinessHours),
        ..Description::default()
    }
}
