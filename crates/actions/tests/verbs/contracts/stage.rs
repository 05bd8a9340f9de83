//! A house with people and contracts for the tests of this folder.

use std::sync::Arc;

use actions::accounts::sessions::Device;
use actions::accounts::{Newcomer, enrol, sign_in};
use actions::contracts::{self, Order, Owner, Summary, Wanted};
use actions::testing::{house, noon};
use actions::{Answer, By, House, Stopped, Visit};
use domain::eligibility::Area;
use domain::ids::{AccessId, ContractId, EmailAddress};
use domain::refusal::Refusal;
use domain::time::{Date, Moment, Zone};
use store::{Store, params};

/// Who does what the service centre does.
pub const DESK: &str = "operator";

/// Somebody who has signed in.
#[derive(Clone)]
pub struct Guest {
    pub email: String,
    pub key: String,
    pub visit: Visit,
}

impl Guest {
    /// The same person at another moment.
    pub fn at(&self, at: Moment) -> Visit {
        Visit {
            at,
            ..self.visit.clone()
        }
    }

    /// The same person from another network.
    pub fn from(mut self, network: &str) -> Self {
        network.clone_into(&mut self.visit.network);
        self
    }
}

pub struct Stage {
    pub house: Arc<House>,
    pub store: Store,
}

/// The operator at noon.
pub fn desk() -> By<'static> {
    By::House(DESK, noon())
}

impl Stage {
    pub async fn new(store: &Store) -> Self {
        Self {
            house: house(store).await,
            store: store.clone(),
        }
    }

    /// Person number `number`, signed in.
    pub async fn guest(&self, number: u8) -> Guest {
        let email = format!("guest{number}@example.com");
        let newcomer = Newcomer {
            email: EmailAddress::parse(&email).expect("an address"),
            name: format!("Guest {number}"),
            phone: None,
            organisation: None,
            language: Some("sv".into()),
            zone: Zone::named("Europe/Stockholm").expect("a zone"),
            country: None,
        };
        enrol(&self.house, newcomer, noon())
            .await
            .expect("an account");
        let mut visit = Visit {
            session: None,
            browser: Some([number; 32]),
            network: format!("192.0.{number}.0/24"),
            language: "en".into(),
            at: noon(),
            once: None,
        };
        let asking = sign_in::Asking {
            email: EmailAddress::parse(&email).expect("an address"),
            return_to: "/".into(),
        };
        sign_in::ask(&self.house, &visit, asking)
            .await
            .expect("a letter");
        let asked = self
            .text("SELECT key FROM sign_in ORDER BY id DESC LIMIT 1")
            .await;
        let link = sign_in::secrets(&self.house, &asked).link;
        let device = Device {
            session: [number; 32],
            agent: "Test".into(),
        };
        let signed_in = sign_in::by_link(&self.house, &visit, &link, device)
            .await
            .expect("signed in");
        visit.session = Some([number; 32]);
        Guest {
            email,
            key: signed_in.account,
            visit,
        }
    }

    /// An issued and activated contract of `owner`'s; gives its key.
    pub async fn contract(&self, owner: &Guest, offer: &str, pair: (&str, &str)) -> String {
        let key = self.issued(owner, offer, pair, "2026-06-01", "emea").await;
        contracts::activate(&self.house, desk(), &key)
            .await
            .expect("activated");
        key
    }

    pub async fn issued(
        &self,
        owner: &Guest,
        offer: &str,
        ids: (&str, &str),
        start: &str,
        region: &str,
    ) -> String {
        let order = Order {
            offer: offer.into(),
            owner: Owner::Account(owner.key.clone()),
            region: region.into(),
            zone: Zone::named("Europe/Stockholm").expect("a zone"),
            start: Date::parse(start).expect("a day"),
            last_day: None,
            pair: Some(pair(ids)),
            partner_id: Some("4648141".into()),
            country: None,
        };
        contracts::issue(&self.house, desk(), order)
            .await
            .expect("issued")
            .key
    }

    /// Links `guest` by the pair, without a product.
    pub async fn link(&self, guest: &Guest, ids: (&str, &str)) -> Answer<contracts::Linked> {
        contracts::link(&self.house, &guest.visit, pair(ids), None).await
    }

    /// What `guest` sees of the contract called `key` at `at`, if anything.
    pub async fn seen(&self, guest: &Guest, key: &str, at: Moment) -> Option<Summary> {
        // Some tests look years ahead, and being seen ends a session that is too old by then.
        self.execute("UPDATE session SET expires_at = 4102444800000000, ended_at = NULL")
            .await
            .expect("a long session");
        let mine = contracts::mine(&self.house, &guest.at(at))
            .await
            .expect("a page");
        mine.page.into_iter().find(|summary| summary.key == key)
    }

    pub async fn text(&self, sql: &'static str) -> String {
        self.store
            .read(move |reader| reader.row(sql, params![], |row| row.get(0)))
            .await
            .expect("a text")
    }

    pub async fn texts(&self, sql: &'static str) -> Vec<String> {
        self.store
            .read(move |reader| reader.rows(sql, params![], |row| row.get(0)))
            .await
            .expect("texts")
    }

    pub async fn execute(&self, sql: &'static str) -> Result<u64, store::Fault> {
        self.store.write(move |tx| tx.execute(sql, params![])).await
    }
}

pub fn pair((access, contract): (&str, &str)) -> (AccessId, ContractId) {
    (
        AccessId::parse(access).expect("an Access ID"),
        ContractId::parse(contract).expect("a Contract ID"),
    )
}

/// A question about Windows Server in production.
pub fn server(version: &str) -> Wanted {
    Wanted {
        product: Some("windows-server".into()),
        version: Some(version.into()),
        production: true,
        area: Area::OnPremises,
        region: None,
    }
}

pub fn refused<T: std::fmt::Debug>(answer: Answer<T>) -> Refusal {
    match answer {
        Err(Stopped::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

pub fn moment(text: &str) -> Moment {
    Moment::parse(text).expect("an instant")
}
