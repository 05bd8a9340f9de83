//! A partner with a head office in Stockholm and locations in Kalmar and Oslo, and the people there.

use std::collections::BTreeMap;
use std::sync::Arc;

use actions::contracts::{self, Order, Owner};
use actions::organisations::{self, Created, NewContact, NewLocation, NewOrganisation};
use actions::testing::scene::person;
use actions::testing::{house, noon};
use actions::{Answer, By, House, Visit};
use domain::account::Role;
use domain::ids::EmailAddress;
use domain::time::{Date, Zone};
use store::Store;

pub struct Stage {
    pub house: Arc<House>,
    pub store: Store,
    pub partner: Created,
    /// Locations by name.
    pub sites: BTreeMap<&'static str, String>,
    people: BTreeMap<&'static str, Visit>,
}

/// The operator at noon.
pub fn desk() -> By<'static> {
    By::House("operator", noon())
}

pub fn contact(name: &str) -> NewContact {
    NewContact {
        name: name.to_owned(),
        email: address(name),
        phone: None,
        language: "en".to_owned(),
    }
}

pub fn address(name: &str) -> EmailAddress {
    EmailAddress::parse(&format!("{name}@example.com")).expect("an address")
}

pub fn location(name: &str, country: &str, contact: Option<NewContact>) -> NewLocation {
    NewLocation {
        name: name.to_owned(),
        country: country.to_owned(),
        zone: Zone::named("Europe/Stockholm").expect("a zone"),
        contact,
    }
}

impl Stage {
    /// `astrid` and `maja` are at the head office, `signe` in Kalmar, `henrik` in Oslo; `ingrid` is the service centre,
    /// `gunnar` a supervisor, `kim` a stranger. The first of each location is its primary contact.
    pub async fn new(store: &Store) -> Self {
        let house = house(store).await;
        let mut people = BTreeMap::new();
        for name in ["astrid", "maja", "signe", "henrik", "kim"] {
            people.insert(name, person(store, name, &[], noon()).await);
        }
        for (name, role) in [
            ("ingrid", Role::ServiceCentre),
            ("gunnar", Role::Supervisor),
        ] {
            people.insert(name, person(store, name, &[role], noon()).await);
        }
        let organisation = NewOrganisation {
            name: "Nordhav".to_owned(),
            partner_id: Some("4648141".to_owned()),
            head_office: location("Stockholm", "SE", Some(contact("astrid"))),
        };
        let made = organisations::create(&house, desk(), organisation).await;
        let partner = made.expect("the partner is made");
        let mut sites = BTreeMap::from([("Stockholm", partner.head_office.clone())]);
        for (name, country, primary) in [("Kalmar", "SE", "signe"), ("Oslo", "NO", "henrik")] {
            let new = location(name, country, Some(contact(primary)));
            let added = organisations::add_location(&house, desk(), &partner.key, new).await;
            sites.insert(name, added.expect("the location is added"));
        }
        let stage = Self {
            house,
            store: store.clone(),
            partner,
            sites,
            people,
        };
        stage.file("Stockholm", "maja").await.expect("on file");
        stage
    }

    pub fn visit(&self, name: &str) -> &Visit {
        &self.people[name]
    }

    /// Puts somebody on file, not as the primary contact.
    pub async fn file(&self, site: &str, name: &str) -> Answer<String> {
        let site = &self.sites[site];
        organisations::file_contact(&self.house, desk(), site, contact(name), None).await
    }

    /// An activated contract of the location's in Europe; gives its key.
    pub async fn contract(&self, site: &str, offer: &str) -> String {
        self.contract_in("emea", site, offer).await
    }

    /// An activated contract of the location's in that region; gives its key.
    pub async fn contract_in(&self, region: &str, site: &str, offer: &str) -> String {
        let order = Order {
            offer: offer.to_owned(),
            owner: Owner::Location(self.sites[site].clone()),
            region: region.to_owned(),
            zone: Zone::named("Europe/Stockholm").expect("a zone"),
            start: Date::parse("2026-11-01").expect("a day"),
            last_day: None,
            pair: None,
            partner_id: Some("4648141".to_owned()),
            country: None,
        };
        let issued = contracts::issue(&self.house, desk(), order).await;
        let key = issued.expect("issued").key;
        let activated = contracts::activate(&self.house, desk(), &key).await;
        activated.expect("activated");
        key
    }

    /// Letters of a kind, by address, oldest first.
    pub async fn letters(&self, kind: &'static str) -> Vec<String> {
        let sql = "SELECT address FROM letter WHERE kind = $1 ORDER BY id";
        let read = self
            .store
            .read(move |reader| reader.rows(sql, store::params![kind], |row| row.get::<String>(0)));
        let found: Result<_, store::Fault> = read.await;
        found.expect("the letters are read")
    }
}
