//! The stage of a real house: every step goes through the actions, by people who sign in for it.

mod advice;
mod centre;
mod errands;
mod fated;
mod incidents;
mod notices;
mod partners;
mod trade;
mod traffic;

use std::collections::BTreeMap;
use std::sync::Arc;

use actions::accounts::{self, Newcomer, demo, roles, sessions::Device};
use actions::contracts::{self, Adjustment, Order, Owner};
use actions::incidents::{Accepted, overdue, show};
use actions::ledger;
use actions::{Answer, By, House, MIGRATIONS, Stopped, Visit, catalog, testing};
use domain::account::Role;
use domain::catalog::Catalog;
use domain::ids::EmailAddress;
use domain::incident::ChargeEffect;
use domain::ledger::IncidentRef;
use domain::refusal::Refusal;
use domain::time::{Moment, Zone};
use store::testing::{Template, Trick, World};
use store::{ByteStore, Engine};

use self::errands::{DONE, Named};
pub use self::traffic::Handed;
use self::traffic::Outside;
use crate::Stage;
use crate::story::{Deed, Outcome, Row};

/// How long a sign-in is used again: less than what a passkey of staff, or the note of a session's last use, lasts.
const FRESH_MINUTES: i64 = 1;

/// Everybody's network in a story.
const NETWORK: &str = "192.0.2.0/24";

/// People, contracts and incidents of a story, by the names it gives them.
pub struct Played {
    world: World,
    bytes: ByteStore,
    house: Arc<House>,
    /// What befalls the transaction of the deed that is under way.
    due: Option<Trick>,
    zone: Zone,
    people: BTreeMap<String, EmailAddress>,
    visits: BTreeMap<String, Visit>,
    contracts: BTreeMap<String, String>,
    owners: BTreeMap<String, String>,
    incidents: BTreeMap<String, (IncidentRef, String)>,
    /// What the second problem of an incident is called.
    seconds: BTreeMap<String, String>,
    named: Named,
    outside: Outside,
    /// What is done is kept, and its answer is lost.
    unheard: bool,
    /// The deed comes twice at once.
    twice: bool,
    /// The wizard's drafts, with their versions, by the incident they become.
    drafts: BTreeMap<String, (String, i64)>,
    /// Rows played, so that each has a key of its own.
    steps: u64,
    /// How often the house was opened.
    openings: u64,
}

impl Played {
    /// An empty story in a house over `world`, with the example catalogue and the offers that only stories use.
    ///
    /// # Panics
    /// Where the catalogue does not load, or the time zone database lacks Stockholm.
    pub async fn new(world: World) -> Self {
        let stage = Self::opened(world, 1).await;
        let mut files = testing::catalogue();
        let offers = files.get_mut("offers.toml").expect("there are offers");
        offers.push_str(include_str!("../stories/offers.toml"));
        catalog::load(&stage.house, &files, testing::noon())
            .await
            .expect("the offers of the stories load");
        stage
    }

    /// What houses for very many stories are copied from, on `engine`; nothing where PostgreSQL is left out on purpose.
    pub async fn template(engine: Engine) -> Option<Template> {
        let stage = Self::new(store::testing::world(engine, MIGRATIONS)?).await;
        Some(stage.world.into_template().await)
    }

    /// An empty story in a copy of the template.
    ///
    /// # Panics
    /// Where the time zone database lacks Stockholm.
    pub async fn copied(template: &Template) -> Self {
        Self::opened(template.copied(), 2).await
    }

    async fn opened(world: World, openings: u64) -> Self {
        let bytes = ByteStore::in_memory();
        let house = testing::reopened(&world.store, bytes.clone(), openings).await;
        Self {
            world,
            bytes,
            house,
            due: None,
            zone: Zone::named("Europe/Stockholm").expect("the zone is known"),
            people: BTreeMap::new(),
            visits: BTreeMap::new(),
            contracts: BTreeMap::new(),
            owners: BTreeMap::new(),
            incidents: BTreeMap::new(),
            seconds: BTreeMap::new(),
            named: Named::default(),
            outside: Outside::default(),
            unheard: false,
            twice: false,
            drafts: BTreeMap::new(),
            steps: 0,
            openings,
        }
    }

    /// The catalogue that the story is under.
    pub fn catalog(&self) -> Arc<Catalog> {
        self.house.catalog()
    }

    /// Proves that every contract's books follow from its transfers.
    pub async fn examine(&self) -> Answer<usize> {
        Ok(ledger::examine(&self.house).await?.findings.len())
    }

    /// A sign-in of `who`, with a passkey for staff: a fresh one, unless the last is minutes old.
    async fn visit(&mut self, at: Moment, who: &str) -> Answer<Visit> {
        if let Some(visit) = self.visits.get_mut(who)
            && at < visit.at.plus_minutes(FRESH_MINUTES)
        {
            return Ok(Visit {
                at,
                ..visit.clone()
            });
        }
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
        let visit = Visit {
            session: Some(session),
            ..visitor
        };
        self.visits.insert(who.to_owned(), visit.clone());
        Ok(visit)
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

    async fn outcome(&mut self, row: &Row) -> Outcome {
        match self.act(row.at, &row.who, &row.deed).await {
            Ok(outcome) => outcome,
            Err(Stopped::Refused(refusal)) => Outcome::Refused(refusal),
            Err(Stopped::Broke(fault)) => Outcome::Broke(fault.to_string()),
        }
    }

    async fn act(&mut self, at: Moment, who: &str, deed: &Deed) -> Answer<Outcome> {
        self.steps += 1;
        self.lie_in_wait(at, who, deed).await?;
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
                let once = format!("story/{at}/{change}");
                let adjustment = Adjustment {
                    change: *change,
                    reason: "A story".to_owned(),
                    once,
                };
                let made = || contracts::adjust(&self.house, desk, &key, adjustment.clone());
                self.once_or_twice(made).await?;
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
                let run = || async { ledger::expire(&self.house, at).await.map(|_| ()) };
                self.once_or_twice(run).await?;
                Ok(DONE)
            }
            Deed::CloseWaiting => {
                let run = || async { overdue::run(&self.house, at).await.map(|_| ()) };
                self.once_or_twice(run).await?;
                Ok(DONE)
            }
            Deed::Errand(errand) => self.run(at, who, errand).await,
            Deed::Traffic(traffic) => self.pass(at, who, traffic).await,
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
        let desk = By::House("command:story", at);
        let summary = contracts::with_key(&self.house, desk, &self.contract(name)?).await?;
        Ok(Outcome::Done {
            effect,
            left: Some(summary.left),
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
    async fn play(&mut self, row: &Row) -> Outcome {
        let outcome = match row.fate {
            None => self.outcome(row).await,
            Some(fate) => self.befall(row, fate).await,
        };
        // Only what was not answered is tried again from the same draft.
        if let Deed::Submit { incident, .. } = &row.deed
            && outcome != Outcome::Lost
        {
            self.drafts.remove(incident);
        }
        outcome
    }
}
