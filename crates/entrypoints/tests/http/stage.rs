//! A portal with a clock that stands where it is put, and drafts that are ready to be submitted.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use actions::cloud::{self, NewSubscription};
use actions::contracts::{self, Order, Owner};
use actions::incidents::Contact;
use actions::incidents::drafts::{self, Change, Description};
use actions::organisations::{self, NewContact, NewLocation, NewOrganisation};
use actions::testing::scene;
use actions::testing::{house, noon};
use actions::{By, House, Visit};
use axum::Router;
use domain::ids::{AccessId, ContractId, EmailAddress};
use domain::incident::Usage;
use domain::ledger::ContractRef;
use domain::response::{Handling, Severity};
use domain::time::{Moment, Zone};
use store::testing::World;
use store::{Fault, Store, params};

use crate::support::{Browser, portal_at};

/// The Access ID of the contract that most tests are about.
pub const ACCESS: &str = "0230242323";

/// A pair that nobody else's contract has.
pub const PAIR: (&str, &str) = ("0088163423", "333142862171");

/// The portal, its house and its clock.
pub struct Stage {
    pub house: Arc<House>,
    pub store: Store,
    pub portal: Router,
    clock: Arc<AtomicI64>,
}

/// A draft that lacks nothing but the button.
pub struct Ready {
    /// Its opaque key.
    pub key: String,
    /// Its address.
    pub base: String,
}

impl Stage {
    /// At noon.
    pub async fn open(world: &World) -> Self {
        Self::over(&world.store, house(&world.store).await)
    }

    /// Over a house that is open already.
    pub fn over(store: &Store, house: Arc<House>) -> Self {
        let clock = Arc::new(AtomicI64::new(noon().0));
        let tells = Arc::clone(&clock);
        let portal = portal_at(
            &house,
            Arc::new(move || Moment(tells.load(Ordering::Relaxed))),
        );
        Self {
            house,
            store: store.clone(),
            portal,
            clock,
        }
    }

    /// Now.
    pub fn now(&self) -> Moment {
        Moment(self.clock.load(Ordering::Relaxed))
    }

    /// Puts the clock to `moment`.
    pub fn at(&self, moment: &str) {
        let moment = Moment::parse(moment).expect("an instant");
        self.clock.store(moment.0, Ordering::Relaxed);
    }

    /// Lets time pass.
    pub fn wait(&self, minutes: i64) {
        let later = self.now().plus_minutes(minutes);
        self.clock.store(later.0, Ordering::Relaxed);
    }

    /// Somebody new, as they visit at noon.
    pub async fn person(&self, name: &str) -> Visit {
        scene::person(&self.store, name, &[], noon()).await
    }

    /// A contract of `owner`'s that tells current and previous versions apart.
    pub async fn contract(&self, owner: &Visit, access: &'static str, units: i64) -> ContractRef {
        scene::contract(&self.house, owner, (access, "partner-gold-20"), units, 90).await
    }

    /// A contract of `offer` with a pair, which `owner` owns, usable from `start` days after noon; gives its opaque key.
    pub async fn issued(
        &self,
        owner: &Visit,
        offer: &str,
        pair: (&str, &str),
        start: i32,
    ) -> String {
        self.issued_in("emea", owner, offer, pair, start).await
    }

    /// The same for a region.
    pub async fn issued_in(
        &self,
        region: &str,
        owner: &Visit,
        offer: &str,
        pair: (&str, &str),
        start: i32,
    ) -> String {
        let caller = self.house.caller(owner).await.expect("somebody");
        let order = Order {
            offer: offer.to_owned(),
            owner: Owner::Account(caller.key().to_owned()),
            region: region.to_owned(),
            zone: Zone::named("Europe/Stockholm").expect("a zone"),
            start: Zone::UTC.date_of(noon()).plus_days(start),
            last_day: None,
            pair: Some((
                AccessId::parse(pair.0).expect("an Access ID"),
                ContractId::parse(pair.1).expect("a Contract ID"),
            )),
            partner_id: None,
            country: None,
        };
        let issued = contracts::issue(&self.house, operator(), order).await;
        let key = issued.expect("it is issued").key;
        // What is over was activated while it could be used.
        let since = if start < -365 { start } else { 0 };
        let at = noon().plus_days(i64::from(since));
        let activated = contracts::activate(&self.house, By::House("operator", at), &key).await;
        activated.expect("it is activated");
        key
    }

    /// An organisation in London that `contact` stands for; gives its opaque key.
    pub async fn organisation(
        &self,
        name: &str,
        partner_id: Option<&str>,
        contact: &str,
    ) -> String {
        let new = NewOrganisation {
            name: name.to_owned(),
            partner_id: partner_id.map(str::to_owned),
            head_office: NewLocation {
                name: "London".to_owned(),
                country: "GB".to_owned(),
                zone: Zone::named("Europe/London").expect("a zone"),
                contact: Some(NewContact {
                    name: contact.to_owned(),
                    email: address(contact),
                    phone: None,
                    language: "en".to_owned(),
                }),
            },
        };
        let made = organisations::create(&self.house, operator(), new).await;
        made.expect("the organisation is made").key
    }

    /// A subscription of the organisation called `customer` that `owner` owns; gives its opaque key.
    pub async fn subscription(
        &self,
        name: &str,
        product: &str,
        customer: &str,
        owner: &str,
    ) -> String {
        let new = NewSubscription {
            name: name.to_owned(),
            product: product.to_owned(),
            country: "GB".to_owned(),
            organisation: Some(customer.to_owned()),
            owner: address(owner),
        };
        let made = cloud::create(&self.house, operator(), new).await;
        made.expect("the subscription is made")
    }

    /// Links `name` to a contract whose pair nobody knows.
    pub async fn linked(&self, name: &str, contract: ContractRef) {
        let (name, link) = (name.to_owned(), format!("l_{name}"));
        let insert = "
            INSERT INTO link (key, contract, account, origin, made_at)
            SELECT $1, $2, id, 'import', $3 FROM account WHERE name = $4";
        let written = self.store.write::<_, Fault, _>(move |tx| {
            tx.execute(insert, params![&link, contract.0, noon().0, &name])
        });
        assert_eq!(written.await.expect("the link is written"), 1);
    }

    /// A browser in which `name` has signed in.
    pub async fn browser(&self, name: &str) -> Browser {
        let mut browser = Browser::new(&self.portal);
        let email = format!("{name}@example.com");
        browser.sign_in_at(&self.house, &email, self.now()).await;
        browser
    }

    /// A draft of `visit`'s about a version of a product, complete but for a contract where none is given.
    pub async fn ready(
        &self,
        visit: &Visit,
        about: (&str, &str, &str, &str),
        contract: Option<&str>,
    ) -> Ready {
        let (product, version, problem_type, category) = about;
        let visit = scene::at(visit, self.now());
        let started = drafts::start(&self.house, &visit, Change::Product(product.to_owned())).await;
        let mut draft = started.expect("a draft");
        let changes = [
            Change::Version(version.to_owned()),
            Change::Use {
                usage: Some(Usage::ItProfessional),
                production: Some(true),
            },
            Change::Problem {
                problem_type: problem_type.to_owned(),
                title: String::new(),
            },
            Change::Category(category.to_owned()),
            Change::SelfHelp,
            Change::Contract(contract.map(str::to_owned)),
            Change::Contact(contact()),
            Change::Description(Description {
                title: "No start after the update".to_owned(),
                description: "It stops at the logo.".to_owned(),
                severity: Some(Severity::B),
                handling: Some(Handling::BusinessHours),
                ..Description::default()
            }),
        ];
        for change in changes {
            let saved = drafts::save(
                &self.house,
                &visit,
                &draft.key,
                draft.version,
                change.clone(),
            )
            .await;
            draft = saved.unwrap_or_else(|stopped| panic!("{change:?}: {stopped:?}"));
        }
        Ready {
            base: format!("/requests/draft/{}", draft.key),
            key: draft.key,
        }
    }

    /// A draft about Windows Server 2025 that lacks a contract; the address of its payment step.
    pub async fn unpaid(&self, visit: &Visit) -> String {
        let ready = self.ready(visit, SERVER, None).await;
        format!("{}/contract", ready.base)
    }

    /// The first column of what a statement finds.
    pub async fn texts(&self, sql: &'static str) -> Vec<String> {
        let found = self
            .store
            .read::<_, Fault, _>(move |reader| reader.rows(sql, &[], |row| row.get(0)));
        found.await.expect("texts")
    }

    /// The opaque key of whoever is called `name`.
    pub async fn person_key(&self, name: &str) -> String {
        let name = name.to_owned();
        let found = self.store.read::<_, Fault, _>(move |reader| {
            let by_name = "SELECT key FROM account WHERE name = $1";
            reader.row(by_name, params![&name], |row| row.get(0))
        });
        found.await.expect("somebody")
    }

    /// A draft about Windows Server 2025, paid for with the contract called `contract`.
    pub async fn server(&self, visit: &Visit, contract: &str) -> Ready {
        self.ready(visit, SERVER, Some(contract)).await
    }
}

/// The current version of Windows Server, with a problem.
pub const SERVER: (&str, &str, &str, &str) = ("windows-server", "2025", "identity", "replication");

/// The version before it, which left mainstream support in October 2026.
pub const SERVER_2022: (&str, &str, &str, &str) =
    ("windows-server", "2022", "identity", "replication");

/// The address of somebody called `name`.
pub fn address(name: &str) -> EmailAddress {
    EmailAddress::parse(&format!("{name}@example.com")).expect("an address")
}

/// Whoever does what the service centre does, at noon.
pub fn operator() -> By<'static> {
    By::House("test", noon())
}

/// How Kim is reached.
pub fn contact() -> Contact {
    Contact {
        name: "Kim".to_owned(),
        email: "kim@example.com".to_owned(),
        preferred: "email".to_owned(),
        language: "en".to_owned(),
        zone: "Europe/Stockholm".to_owned(),
        ..Contact::default()
    }
}
