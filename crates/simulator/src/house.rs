//! The stage of a real house: every step goes through the actions, by people who sign in for it.

mod advice;
mod centre;
mod errands;
mod incidents;
mod notices;
mod partners;
mod trade;

use std::collections::BTreeMap;
use std::sync::Arc;

use actions::accounts::{self, Newcomer, demo, roles, sessions::Device};
use actions::contracts::{self, Adjustment, Order, Owner};
use actions::incidents::{Accepted, overdue, show};
use actions::ledger;
use actions::{Answer, By, House, Stopped, Visit};
use domain::account::Role;
use domain::ids::EmailAddress;
use domain::incident::ChargeEffect;
use domain::ledger::IncidentRef;
use domain::refusal::Refusal;
use domain::time::{Moment, Zone};

use self::errands::Named;
use crate::Stage;
use crate::story::{Deed, Outcome};

/// Everybody's network in a story.
const NETWORK: &str = "192.0.2.0/24";

/// People, contracts and incidents of a story, by the names it gives them.
pub struct Played {
    house: Arc<House>,
    zone: Zone,
    people: BTreeMap<String, EmailAddress>,
    contracts: BTreeMap<String, String>,
    owners: BTreeMap<String, String>,
    incidents: BTreeMap<String, (IncidentRef, String)>,
    /// What the second problem of an incident is called.
    seconds: BTreeMap<String, String>,
    named: Named,
    steps: u64,
}

impl Played {
    /// An empty story over `house`.
    ///
    /// # Panics
    /// Where the time zone database lacks Stockholm.
    pub fn new(house: Arc<House>) -> Self {
        Self {
            house,
            zone: Zone::named("Europe/Stockholm").expect("the zone is known"),
            people: BTreeMap::new(),
            contracts: BTreeMap::new(),
            owners: BTreeMap::new(),
            incidents: BTreeMap::new(),
            seconds: BTreeMap::new(),
            named: Named::default(),
            steps: 0,
        }
    }

    /// Proves that every contract's books follow from its transfers.
    pub async fn examine(&self) -> Answer<usize> {
        Ok(ledger::examine(&self.house).await?.findings.len())
    }

    /// A fresh sign-in of `who`, with a passkey for staff.
    async fn visit(&mut self, at: Moment, who: &str) -> Answer<Visit> {
        let email = match self.people.get(who) {
            Some(email) => email.clone(),
            None => self.enrol(at, who).await?,
        };
        let visitor = Visit {
            session: None,
            browser: None,
            network: NETWORK.to_owned(),
            language: "en".to_owned(),
            at,
            once: None,
        };
        let device = Device {
            session: self.house.random(),
            agent: String::new(),
        };
        let session = device.session;
        demo::enter(&self.house, &visitor, email, "/".to_owned(), device).await?;
        Ok(Visit {
            session: Some(session),
            ..visitor
        })
    }

    async fn enrol(&mut self, at: Moment, who: &str) -> Answer<EmailAddress> {
        let email =
            EmailAddress::parse(&format!("{who}@example.com")).map_err(|_| Refusal::NotFound)?;
        let newcomer = Newcomer {
            email: email.clone(),
            name: who.to_owned(),
            phone: None,
            organisation: None,
            language: Some("en".to_owned()),
            zone: self.zone.clone(),
            country: None,
        };
        accounts::enrol(&self.house, newcomer, at).await?;
        let role = match who {
            "erik" | "maja" => Some(Role::Engineer),
            "sara" => Some(Role::Supervisor),
            _ => None,
        };
        if let Some(role) = role {
            let change = roles::Change::Give(role);
            roles::change_by_house(&self.house, "command:story", email.clone(), change, at).await?;
        }
        self.people.insert(who.to_owned(), email.clone());
        Ok(email)
    }

    async fn act(&mut self, at: Moment, who: &str, deed: &Deed) -> Answer<Outcome> {
        self.steps += 1;
        let desk = By::House("command:story", at);
        match deed {
            Deed::Make {
                contract,
                offer,
                owner,
            } => self.make(at, contract, offer, owner).await,
            Deed::AskAdvice { advice, contract } => {
                self.ask_advice(at, who, advice, contract).await
            }
            Deed::Submit { .. } => self.submit(at, who, deed).await,
            Deed::Adjust { contract, change } => {
                let key = self.contract(contract)?;
                let once = format!("story/{}", self.steps);
                let adjustment = Adjustment {
                    change: *change,
                    reason: "A story".to_owned(),
                    once,
                };
                contracts::adjust(&self.house, desk, &key, adjustment).await?;
                self.left(at, contract, None).await
            }
            Deed::Suspend(contract) => {
                contracts::suspend(&self.house, desk, &self.contract(contract)?, "A story").await?;
                self.left(at, contract, None).await
            }
            Deed::Resume(contract) => {
                contracts::resume(&self.house, desk, &self.contract(contract)?, "A story").await?;
                self.left(at, contract, None).await
            }
            Deed::Extend { contract, last_day } => {
                let key = self.contract(contract)?;
                contracts::extend(&self.house, desk, &key, *last_day, "A story").await?;
                self.left(at, contract, None).await
            }
            Deed::Warn => self.warn(at).await,
            Deed::Expire => {
                ledger::expire(&self.house, at).await?;
                Ok(Outcome::Done {
                    effect: None,
                    left: None,
                })
            }
            Deed::CloseWaiting => {
                overdue::run(&self.house, at).await?;
                Ok(Outcome::Done {
                    effect: None,
                    left: None,
                })
            }
            Deed::Errand(errand) => self.run(at, who, errand).await,
            Deed::Look(contract) => self.left(at, contract, None).await,
            Deed::ReadClock(name) => {
                let visit = self.visit(at, who).await?;
                let shown = show::show(&self.house, &visit, self.incident(name)?).await?;
                let clock = shown.page.clock;
                assert_eq!(
                    shown.page.due,
                    clock.awaited(),
                    "what is stored is what is read"
                );
                Ok(Outcome::Clock(clock.verdict))
            }
            _ => self.handle(at, who, deed).await,
        }
    }

    async fn make(&mut self, at: Moment, name: &str, offer: &str, owner: &str) -> Answer<Outcome> {
        let visit = self.visit(at, owner).await?;
        let seen = accounts::profile::read(&self.house, &visit).await?;
        let account = seen
            .caller
            .person()
            .map(|person| person.key.clone())
            .unwrap_or_default();
        let order = Order {
            offer: offer.to_owned(),
            owner: Owner::Account(account),
            region: "emea".to_owned(),
            zone: self.zone.clone(),
            start: self.zone.date_of(at),
            last_day: None,
            pair: None,
            partner_id: None,
            country: None,
        };
        let by = By::House("command:story", at);
        let issued = contracts::issue(&self.house, by, order).await?;
        contracts::activate(&self.house, by, &issued.key).await?;
        self.contracts.insert(name.to_owned(), issued.key);
        self.owners.insert(name.to_owned(), owner.to_owned());
        self.left(at, name, None).await
    }

    /// The services agreement in force, accepted.
    fn accepted(&self, at: Moment) -> Result<Accepted, Refusal> {
        let catalog = self.house.catalog();
        let agreement = catalog.agreement(self.zone.date_of(at));
        Ok(Accepted {
            version: agreement.ok_or(Refusal::AgreementChanged)?.version.clone(),
            language: "en".to_owned(),
        })
    }

    async fn left(
        &mut self,
        at: Moment,
        name: &str,
        effect: Option<ChargeEffect>,
    ) -> Answer<Outcome> {
        let owner = self.owners.get(name).cloned().ok_or(Refusal::NotFound)?;
        let visit = self.visit(at, &owner).await?;
        let shown = contracts::show(&self.house, &visit, &self.contract(name)?, None).await?;
        Ok(Outcome::Done {
            effect,
            left: Some(shown.page.summary.left),
        })
    }

    fn contract(&self, name: &str) -> Result<String, Refusal> {
        self.contracts.get(name).cloned().ok_or(Refusal::NotFound)
    }

    fn incident(&self, name: &str) -> Result<IncidentRef, Refusal> {
        self.incidents
            .get(name)
            .map(|(incident, _)| *incident)
            .ok_or(Refusal::NotFound)
    }
}

impl Stage for Played {
    async fn play(&mut self, at: Moment, who: &str, deed: &Deed) -> Outcome {
        match self.act(at, who, deed).await {
            Ok(outcome) => outcome,
            Err(Stopped::Refused(refusal)) => Outcome::Refused(refusal),
            Err(Stopped::Broke(fault)) => Outcome::Broke(fault.to_string()),
        }
    }
}
