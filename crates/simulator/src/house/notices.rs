//! What people are told as time goes by, read from the outbox.

use actions::Answer;
use actions::notices;
use actions::outbox::{self, ContractNews, Due, Letter};
use domain::time::Moment;

use super::Played;
use crate::story::Outcome;

impl Played {
    /// The job runs, and what it left in the outbox is read.
    pub(super) async fn warn(&self, at: Moment) -> Answer<Outcome> {
        let before = outbox::newest(&self.house).await?;
        let before = before.iter().map(|due| due.id).max();
        notices::warn_all(&self.house, at).await?;
        let letters = outbox::newest(&self.house).await?;
        let fresh = letters.iter().filter(|due| Some(due.id) > before);
        let mut told: Vec<String> = fresh.filter_map(|due| self.told(due)).collect();
        told.sort();
        Ok(Outcome::Told(told))
    }

    /// Who is told what, in a story's words.
    fn told(&self, due: &Due) -> Option<String> {
        let Letter::Contract { about, news } = &due.letter else {
            return None;
        };
        let who = due.to.address.split('@').next()?;
        let named = |(_, key): &(&String, &String)| **key == about.contract;
        let (contract, _) = self.contracts.iter().find(named)?;
        match news {
            ContractNews::BalanceLow { left, .. } => {
                Some(format!("{who}: {left} left on {contract}"))
            }
            ContractNews::EndsSoon { last_day, .. } => {
                Some(format!("{who}: {contract} ends {last_day}"))
            }
            _ => None,
        }
    }
}
