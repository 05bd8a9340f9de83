//! What is done with advice.

use actions::advisory::{self, Delivery, Wanted};
use actions::incidents::show;
use actions::{Answer, Visit};
use domain::ledger::IncidentRef;
use domain::refusal::Refusal;
use domain::time::Moment;

use super::Played;
use super::incidents::contact;
use crate::story::{Deed, Outcome};

impl Played {
    pub(super) async fn ask_advice(
        &mut self,
        at: Moment,
        who: &str,
        name: &str,
        contract: &str,
    ) -> Answer<Outcome> {
        let visit = self.visit(at, who).await?;
        let wanted = Wanted {
            contract: self.contract(contract)?,
            product: "windows-server".to_owned(),
            subject: name.to_owned(),
            goal: "What a story tells.".to_owned(),
            days: (None, None),
            minutes: (60, 120),
            contact: contact(who),
            once: format!("story/{name}"),
        };
        let ask = || advisory::request(&self.house, &visit, wanted.clone());
        let number = self.once_or_twice(ask).await?;
        let asked = (self.house.incident_of(&number), contract.to_owned());
        self.incidents.insert(name.to_owned(), asked);
        self.left(at, contract, None).await
    }

    pub(super) async fn advise(
        &self,
        visit: &Visit,
        request: IncidentRef,
        deed: &Deed,
    ) -> Answer<()> {
        let (house, words) = (&self.house, "A story".to_owned());
        match deed {
            Deed::Estimate { minutes, .. } => {
                advisory::estimate(house, visit, request, *minutes, words).await
            }
            Deed::Approve(_) => {
                let shown = advisory::show(house, visit, request).await?;
                let seen = shown.and_then(|shown| shown.estimate).unwrap_or_default();
                advisory::approve(house, visit, request, seen).await
            }
            Deed::DeclineEstimate(_) => advisory::decline(house, visit, request, words).await,
            Deed::Deliver { minutes, .. } => {
                let seen = show::at_desk(house, visit, request).await?;
                let delivery = Delivery {
                    day: self.zone.date_of(visit.at),
                    minutes: *minutes,
                    words,
                    seen: seen.page.shown.last_event,
                };
                advisory::deliver(house, visit, request, delivery).await
            }
            _ => Err(Refusal::NotFound.into()),
        }
    }
}
