//! A buyer, a stranger and the service centre.

use std::sync::Arc;

use actions::purchases::{self, Order, Outcome, Received, Shown};
use actions::testing::scene::{self, person};
use actions::testing::{house, noon};
use actions::{Answer, House, Visit};
use domain::account::Role;
use domain::order::{State, Way};
use store::testing::World;
use store::{Store, params};

/// What a five-pack costs with tax, in hundredths.
pub const TOTAL: i64 = 2_493_750;

pub struct Shop {
    pub house: Arc<House>,
    pub store: Store,
    /// Kim, who buys.
    pub buyer: Visit,
    /// Robin, who has nothing to do with it.
    pub stranger: Visit,
    /// Sanna, of the service centre.
    pub officer: Visit,
}

impl Shop {
    pub async fn open(world: &World) -> Self {
        let store = &world.store;
        Self {
            house: house(store).await,
            buyer: person(store, "kim", &[], noon()).await,
            stranger: person(store, "robin", &[], noon()).await,
            officer: person(store, "sanna", &[Role::ServiceCentre], noon()).await,
            store: store.clone(),
        }
    }

    /// Kim orders a five-pack; gives the order's key.
    pub async fn ordered(&self, way: Way) -> String {
        purchases::place(&self.house, &self.buyer, five_pack("form", way))
            .await
            .expect("it is placed")
    }

    /// What the provider tells of a payment.
    pub async fn told(&self, order: &str, name: &str, amount: i64, currency: &str) -> Outcome {
        let received = Received {
            order: order.to_owned(),
            name: name.to_owned(),
            amount,
            currency: currency.to_owned(),
        };
        purchases::receive(&self.house, received, noon())
            .await
            .expect("it is taken up")
    }

    /// Kim's five-pack, ordered and paid by card.
    pub async fn bought(&self) -> String {
        let order = self.ordered(Way::Card).await;
        assert_eq!(self.told(&order, "pi_1", TOTAL, "sek").await, Outcome::Paid);
        order
    }

    pub async fn shown(&self, order: &str) -> Shown {
        let shown = purchases::show(&self.house, &self.buyer, order).await;
        shown.expect("it is shown").page
    }

    pub async fn state(&self, order: &str) -> State {
        self.shown(order).await.purchase.milestones.state()
    }

    /// The opaque key of the contract that an order became.
    pub async fn contract(&self, order: &str) -> String {
        let contract = self.shown(order).await.purchase.contract;
        contract.expect("it is delivered").key
    }

    /// The first column of what a statement finds, as text.
    pub async fn texts(&self, sql: &'static str) -> Vec<String> {
        let found: Answer<Vec<String>> = self
            .store
            .read(move |reader| Ok(reader.rows(sql, params![], |row| row.get(0))?))
            .await;
        found.expect("texts")
    }

    /// The kinds of letters that were posted, oldest first.
    pub async fn letters(&self) -> Vec<String> {
        self.texts("SELECT kind FROM letter ORDER BY id").await
    }

    /// Submits a request on a contract of Kim's.
    pub async fn submit(&self, contract: &str, title: &str) -> Answer<()> {
        let mut answers = scene::answers(scene::ACCESS, domain::response::Severity::B, title);
        answers.contract = Some(contract.to_owned());
        scene::submit(&self.house, &self.buyer, answers)
            .await
            .map(|_| ())
    }
}

/// A five-pack, ordered with the form called `once`.
pub fn five_pack(once: &str, way: Way) -> Order {
    Order {
        once: once.to_owned(),
        offer: "five-pack".to_owned(),
        version: 1,
        quantity: 1,
        location: None,
        region: "emea".to_owned(),
        reference: "PO 4711".to_owned(),
        way,
        draft: None,
    }
}
