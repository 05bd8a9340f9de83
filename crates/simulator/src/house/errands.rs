//! What is done around contracts.

use std::collections::BTreeMap;

use actions::accounts::roles;
use actions::contracts;
use actions::outbox;
use actions::{Answer, By, Visit};
use domain::account::Role;
use domain::contract::{Label, Standing};
use domain::ids::EmailAddress;
use domain::refusal::Refusal;
use domain::time::Moment;

use super::Played;
use crate::story::{Errand, Outcome};

/// What a story names besides people, contracts and requests: opaque keys.
#[derive(Default)]
pub(super) struct Named {
    /// Organisations.
    pub organisations: BTreeMap<String, String>,
    /// Locations with the organisation each belongs to.
    pub sites: BTreeMap<String, (String, String)>,
    /// Orders with the offer of each, by the contract that they become.
    pub orders: BTreeMap<String, (String, String)>,
    /// Subscriptions with the product of each.
    pub subscriptions: BTreeMap<String, (String, String)>,
    /// What waits for a second person, by contract.
    pub asked: BTreeMap<String, String>,
    /// The newest letter that was read.
    pub read: i64,
}

/// Nothing to tell but that it is done.
pub(super) const DONE: Outcome = Outcome::Done {
    effect: None,
    left: None,
};

impl Played {
    pub(super) async fn run(&mut self, at: Moment, who: &str, errand: &Errand) -> Answer<Outcome> {
        match errand {
            Errand::Employ { who, role } => self.employ(at, who, *role).await,
            Errand::See(contract) => {
                let visit = self.visit(at, who).await?;
                let key = self.contract(contract)?;
                let shown = contracts::show(&self.house, &visit, &key, None).await?;
                Ok(Outcome::Done {
                    effect: None,
                    left: Some(shown.page.summary.left),
                })
            }
            Errand::Standing(contract) => self.standing(at, contract).await,
            Errand::Label(contract) => {
                let (key, by) = (self.contract(contract)?, By::House("command:story", at));
                let summary = contracts::with_key(&self.house, by, &key).await?;
                let label = summary.label.ok_or(Refusal::NotFound)?;
                let printed = label.to_string();
                assert_eq!(Label::parse(&printed).as_ref(), Some(&label), "{printed}");
                // The digits are chance.
                Ok(Outcome::Says(printed.replace(&label.access_start, "nnnn")))
            }
            Errand::Statement(contract) => self.statement(at, contract).await,
            Errand::Post => self.post().await,
            Errand::Foresee { .. }
            | Errand::Change { .. }
            | Errand::Agree(_)
            | Errand::Replace(_)
            | Errand::SendIds { .. }
            | Errand::TakeOver { .. } => self.serve(at, who, errand).await,
            Errand::Order { .. }
            | Errand::Pay(_)
            | Errand::Refund(_)
            | Errand::Subscribe { .. }
            | Errand::Give { .. }
            | Errand::Ask { .. } => self.trade(at, who, errand).await,
            _ => self.partner(at, who, errand).await,
        }
    }

    async fn employ(&mut self, at: Moment, who: &str, role: Role) -> Answer<Outcome> {
        self.visit(at, who).await?;
        let change = roles::Change::Give(role);
        roles::change_by_house(&self.house, "command:story", address(who)?, change, at).await?;
        Ok(DONE)
    }

    async fn standing(&mut self, at: Moment, contract: &str) -> Answer<Outcome> {
        let (key, by) = (self.contract(contract)?, By::House("command:story", at));
        let summary = contracts::with_key(&self.house, by, &key).await?;
        let says = match summary.standing {
            Standing::Active => "active",
            Standing::NotYetActive => "not yet active",
            Standing::Expired => "expired",
            Standing::Suspended => "suspended",
            Standing::Cancelled => "cancelled",
            Standing::Superseded(_) => "superseded",
        };
        Ok(Outcome::Says(says.to_owned()))
    }

    /// Every movement of a contract: its cause and what it did to the units free to use.
    async fn statement(&mut self, at: Moment, contract: &str) -> Answer<Outcome> {
        let owner = self.owners.get(contract).cloned();
        let visit = self.visit(at, &owner.ok_or(Refusal::NotFound)?).await?;
        let key = self.contract(contract)?;
        let shown = contracts::show(&self.house, &visit, &key, None).await?;
        let lines = shown.page.lines.iter().map(|line| {
            let (cause, change) = (line.movement.transfer.cause.code(), line.movement.change);
            format!("{cause} {change:+}")
        });
        Ok(Outcome::Told(lines.collect()))
    }

    /// Who was sent which letter since this was asked last.
    async fn post(&mut self) -> Answer<Outcome> {
        let letters = outbox::newest(&self.house).await?;
        let fresh = letters.iter().filter(|due| due.id > self.named.read);
        let mut told: Vec<String> = fresh
            .map(|due| {
                let who = due.to.address.split('@').next().unwrap_or_default();
                format!("{who}: {}", due.letter.kind())
            })
            .collect();
        told.sort();
        let newest = letters.iter().map(|due| due.id).max();
        self.named.read = newest.unwrap_or_default();
        Ok(Outcome::Told(told))
    }

    /// The opaque key of the contact on file with the address of `who`.
    pub(super) async fn on_file(&self, visit: &Visit, who: &str) -> Answer<String> {
        let address = address(who)?;
        for organisation in self.named.organisations.values() {
            let shown = actions::organisations::show(&self.house, visit, organisation).await;
            let sites = shown.map(|seen| seen.page.sites).unwrap_or_default();
            let mut people = sites.into_iter().flat_map(|site| site.people);
            if let Some(found) = people.find(|one| one.email == address.as_str()) {
                return Ok(found.key);
            }
        }
        Err(Refusal::NotFound.into())
    }
}

/// The address of whoever a story calls `who`.
pub(super) fn address(who: &str) -> Result<EmailAddress, Refusal> {
    EmailAddress::parse(&format!("{who}@example.com")).map_err(|_| Refusal::NotFound)
}
