//! What owners are told as time goes by, by the rules alone.

use domain::contract::Standing;
use domain::time::{Moment, Zone};
use domain::warning;

use super::{Contract, Model};
use crate::story::Outcome;

impl Model {
    pub(super) fn warn(&mut self, at: Moment) -> Outcome {
        let zone = &self.zone;
        let each = self
            .contracts
            .iter_mut()
            .flat_map(|(name, contract)| contract.warn(name, zone, at));
        let mut told: Vec<String> = each.collect();
        told.sort();
        Outcome::Told(told)
    }
}

impl Contract {
    fn warn(&mut self, name: &str, zone: &Zone, at: Moment) -> Vec<String> {
        let (milestones, owner) = (&self.milestones, &self.owner);
        if milestones.standing(milestones.ends, at) != Standing::Active {
            return Vec::new();
        }
        let balance = warning::balance(&self.book, self.offer.unit, at);
        let low = balance.and_then(|(granted, left)| self.offer.warnings.low(granted, left));
        let last = milestones.last_day(zone);
        let (first, today) = (zone.date_of(milestones.starts), zone.date_of(at));
        let end = warning::ending(&self.offer.warnings.days, first, last, today);
        let end_told = self
            .end_told
            .filter(|(_, ends)| *ends == milestones.ends)
            .map(|(level, _)| level);
        let mut told = Vec::new();
        if warning::is_news(self.low_told, low) {
            let left = balance.map_or(0, |(_, left)| left);
            told.push(format!("{owner}: {left} left on {name}"));
        }
        if warning::is_news(end_told, end) {
            told.push(format!("{owner}: {name} ends {last}"));
        }
        self.low_told = low;
        self.end_told = end.map(|level| (level, milestones.ends));
        told
    }
}
