//! An administrator with a file.

use std::sync::Arc;

use actions::contracts::{self, Order, Owner};
use actions::imports::{self, Choice, Shown};
use actions::testing::scene;
use actions::testing::{house, noon};
use actions::{Answer, By, House, Visit};
use bytes::Bytes;
use domain::account::Role;
use domain::ids::{AccessId, ContractId, EmailAddress};
use domain::import::Repairs;
use domain::time::{Date, Zone};
use futures_util::stream;
use store::testing::World;
use store::{Fault, Store};

/// The headings of a file in English.
pub const HEADINGS: &str = "Access ID,Contract ID,Plan,Owner e-mail,Start date,End date,Left";

/// A house with an administrator.
pub struct Stage {
    pub house: Arc<House>,
    pub store: Store,
    pub admin: Visit,
}

impl Stage {
    pub async fn open(world: &World) -> Self {
        let house = house(&world.store).await;
        let admin = scene::person(&world.store, "ada", &[Role::Administrator], noon()).await;
        Self {
            house,
            store: world.store.clone(),
            admin,
        }
    }

    /// Receives a file; gives its key.
    pub async fn receive(
        &self,
        bytes: impl Into<Vec<u8>>,
    ) -> Result<String, actions::files::Failed> {
        let bytes: Vec<u8> = bytes.into();
        let chunks: Vec<Result<Bytes, std::io::Error>> = bytes
            .chunks(1_000)
            .map(|chunk| Ok(Bytes::copy_from_slice(chunk)))
            .collect();
        let file = (
            None,
            "contracts.csv".to_owned(),
            "Europe/Stockholm".to_owned(),
        );
        imports::receive(
            &self.house,
            By::Visit(&self.admin),
            file,
            stream::iter(chunks),
        )
        .await
    }

    /// Receives a file and checks it with what was guessed.
    pub async fn checked(&self, bytes: impl Into<Vec<u8>>) -> Shown {
        self.checked_with(bytes, Repairs::default()).await
    }

    /// The same with repairs.
    pub async fn checked_with(&self, bytes: impl Into<Vec<u8>>, repairs: Repairs) -> Shown {
        let key = self.receive(bytes).await.expect("the file is received");
        let choice = Choice {
            place: Some((
                Zone::named("Europe/Stockholm").expect("a zone"),
                "SE".to_owned(),
            )),
            repairs: Some(repairs),
            ..Choice::default()
        };
        self.choose(&key, choice).await.expect("it is chosen");
        imports::work(&self.house, &key, noon())
            .await
            .expect("it is checked");
        self.shown(&key).await
    }

    pub async fn choose(&self, key: &str, choice: Choice) -> Answer<()> {
        imports::choose(&self.house, By::Visit(&self.admin), key, choice).await
    }

    pub async fn shown(&self, key: &str) -> Shown {
        imports::show(&self.house, By::Visit(&self.admin), key)
            .await
            .expect("it is shown")
    }

    /// Has it taken over to the end.
    pub async fn apply(&self, key: &str, is_skipping: bool) -> Answer<()> {
        imports::apply(&self.house, By::Visit(&self.admin), key, is_skipping).await?;
        imports::work(&self.house, key, noon()).await
    }

    /// What is wrong: row, field, defect and value.
    pub async fn problems(&self, key: &str) -> Vec<String> {
        let found = imports::problems(&self.house, By::Visit(&self.admin), key, (0, "")).await;
        let (found, _) = found.expect("they are listed");
        let told = found.iter().map(|one| {
            let (field, defect) = (one.field.code(), one.defect);
            format!("{} {field} {defect:?} {}", one.row, one.value)
        });
        told.map(|line| line.trim().to_owned()).collect()
    }

    /// A contract that was issued here, active.
    pub async fn issued(&self, pair: (&str, &str), owner: &str) -> String {
        scene::person(&self.store, owner, &[], noon()).await;
        let owner = EmailAddress::parse(&format!("{owner}@example.com")).expect("an address");
        self.issued_to(pair, Owner::Address(owner)).await
    }

    /// The same for any owner.
    pub async fn issued_to(
        &self,
        pair: (impl AsRef<str>, impl AsRef<str>),
        owner: Owner,
    ) -> String {
        let by = By::House("test", noon());
        let order = Order {
            offer: "partner-gold-20".to_owned(),
            owner,
            region: "emea".to_owned(),
            zone: Zone::named("Europe/Stockholm").expect("a zone"),
            start: Date::parse("2026-11-01").expect("a day"),
            last_day: Some(Date::parse("2027-10-31").expect("a day")),
            pair: Some((
                AccessId::parse(pair.0.as_ref()).expect("an Access ID"),
                ContractId::parse(pair.1.as_ref()).expect("a Contract ID"),
            )),
            partner_id: None,
            country: None,
        };
        let issued = contracts::issue(&self.house, by, order)
            .await
            .expect("issued");
        contracts::activate(&self.house, by, &issued.key)
            .await
            .expect("activated");
        issued.key
    }

    /// The rows of a statement with one column of text.
    pub async fn texts(&self, sql: &'static str) -> Vec<String> {
        let found = self
            .store
            .read::<_, Fault, _>(move |reader| reader.rows(sql, &[], |row| row.get(0)));
        found.await.expect("texts")
    }
}

/// A pair of its own for each number.
pub fn pair(number: u128) -> (String, String) {
    let chance = |salt: u128| (number * 7_919 + salt).to_be_bytes();
    let access = AccessId::issue(&chance(1_000_000)).as_str().to_owned();
    (
        access,
        ContractId::issue(&chance(5_000_000)).reveal().to_owned(),
    )
}

/// A row about the contract with that number.
pub fn row(number: u128, left: &str) -> String {
    let (access, contract) = pair(number);
    format!(
        "{access},{contract},partner-gold-20,owner{number}@example.com,2026-11-01,2027-10-31,{left}"
    )
}

/// A file with these rows.
pub fn file(rows: &[String]) -> String {
    format!("{HEADINGS}\n{}\n", rows.join("\n"))
}
