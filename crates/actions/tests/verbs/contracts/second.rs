//! Four eyes: what one person does not give alone waits for another, and is made once.

use actions::contracts::{self, Adjustment, Change, Changed, TopUp, Verdict, Wish};
use actions::testing::scene::{self, at};
use actions::testing::{house, noon};
use actions::{By, House, MIGRATIONS, Visit};
use domain::account::Role;
use domain::refusal::Refusal;
use store::testing::World;
use store::{Fault, Store};

use crate::contracts::stage::refused;

const KEY: &str = "con_0230242323";

struct Desk {
    house: std::sync::Arc<House>,
    store: Store,
    officer: Visit,
    vera: Visit,
    ada: Visit,
}

/// A contract with twenty incidents, an officer, a supervisor and an administrator.
async fn desk(world: &World) -> Desk {
    let house = house(&world.store).await;
    let store = world.store.clone();
    let kim = scene::person(&store, "kim", &[], noon()).await;
    scene::contract(&house, &kim, ("0230242323", "partner-gold-20"), 20, 90).await;
    Desk {
        officer: scene::person(&store, "olle", &[Role::ServiceCentre], noon()).await,
        vera: scene::person(&store, "vera", &[Role::Supervisor], noon()).await,
        ada: scene::person(&store, "ada", &[Role::Administrator], noon()).await,
        house,
        store,
    }
}

impl Desk {
    async fn ask(&self, who: &Visit, change: Change, once: &str) -> String {
        let wish = Wish {
            change,
            reason: "A lost week".into(),
            once: once.into(),
        };
        match contracts::change(&self.house, who, KEY, wish).await {
            Ok(Changed::Asked(key)) => key,
            other => panic!("not asked: {other:?}"),
        }
    }

    async fn left(&self) -> Option<i64> {
        let by = By::House("test", noon());
        let summary = contracts::with_key(&self.house, by, KEY).await;
        summary.expect("the contract").left
    }

    async fn texts(&self, sql: &'static str) -> Vec<String> {
        let found = self
            .store
            .read::<_, Fault, _>(move |reader| reader.rows(sql, &[], |row| row.get(0)));
        found.await.expect("texts")
    }
}

fn yes(seen: i64) -> Verdict {
    Verdict {
        approves: true,
        words: "Agreed".into(),
        seen: Some(seen),
    }
}

fn no(words: &str) -> Verdict {
    Verdict {
        approves: false,
        words: words.into(),
        seen: None,
    }
}

store::on_both_engines! { MIGRATIONS;
    async fn what_one_person_does_not_give_alone_waits_for_another(world) {
        let desk = desk(&world).await;
        let (house, vera) = (&desk.house, &desk.vera);
        let key = desk.ask(vera, Change::Adjust(30), "form").await;
        assert_eq!(desk.ask(vera, Change::Adjust(30), "form").await, key, "a repeat is the same question");
        assert_eq!(desk.left().await, Some(20));
        let waiting = contracts::adjustments(house, &desk.officer, "").await.expect("a queue").page;
        assert_eq!(waiting.len(), 1);
        for (region, many) in [("emea", 1), ("asia-pacific", 0)] {
            let there = contracts::adjustments(house, &desk.officer, region).await.expect("a queue").page;
            assert_eq!(there.len(), many, "{region}");
        }
        assert_eq!((waiting[0].before, waiting[0].after.clone()), (Some(20), Ok(Some(50))));
        let by_asker = contracts::decide(house, vera, &key, yes(20)).await;
        assert_eq!(refused(by_asker), Refusal::SecondPersonNeeded);
        let by_officer = contracts::decide(house, &desk.officer, &key, yes(20)).await;
        assert_eq!(refused(by_officer), Refusal::NotFound);
        let late = at(&desk.ada, noon().plus_minutes(10));
        assert_eq!(refused(contracts::decide(house, &late, &key, yes(20)).await), Refusal::StepUpNeeded);
        assert_eq!(desk.left().await, Some(20));
        contracts::decide(house, &desk.ada, &key, yes(20)).await.expect("approved");
        contracts::decide(house, &desk.ada, &key, yes(20)).await.expect("the same decision again");
        assert_eq!(desk.left().await, Some(50));
        let notes = desk.texts("SELECT words FROM transfer_note").await;
        assert_eq!(notes, ["A lost week · vera · ada"]);
        let log = "SELECT a.name || ' ' || u.deed || ' ' || COALESCE(u.before, '') || ' ' || u.after
                   FROM audit u JOIN account a ON a.key = u.actor WHERE u.object = 'con_0230242323' ORDER BY u.id";
        assert_eq!(desk.texts(log).await, ["vera contract.adjustment_ask  +30", "ada contract.adjust 20 50"]);
    }

    /// The naive check reads first and writes later, and so gives thirty twice.
    async fn of_two_who_decide_at_once_one_does(world) {
        let desk = desk(&world).await;
        let house = &desk.house;
        let key = desk.ask(&desk.officer, Change::Adjust(30), "form").await;
        let (one, other) = tokio::join!(
            contracts::decide(house, &desk.vera, &key, yes(20)),
            contracts::decide(house, &desk.ada, &key, no("Too many")),
        );
        assert_ne!(one.is_ok(), other.is_ok(), "{one:?} {other:?}");
        assert_eq!(desk.left().await, Some(if one.is_ok() { 50 } else { 20 }));
        let lost = if one.is_ok() { other } else { one };
        assert_eq!(refused(lost), Refusal::ChangedElsewhere);
    }

    async fn what_was_asked_for_is_taken_back_by_who_asked_until_somebody_has_decided(world) {
        let desk = desk(&world).await;
        let house = &desk.house;
        let key = desk.ask(&desk.officer, Change::Adjust(30), "form").await;
        let foreign = contracts::withdraw_adjustment(house, &desk.vera, &key).await;
        assert_eq!(refused(foreign), Refusal::NotFound, "another's question is not taken back");
        contracts::withdraw_adjustment(house, &desk.officer, &key).await.expect("taken back");
        contracts::withdraw_adjustment(house, &desk.officer, &key).await.expect("and stays so");
        assert_eq!(refused(contracts::decide(house, &desk.vera, &key, yes(20)).await), Refusal::ChangedElsewhere);
        assert_eq!(desk.left().await, Some(20));
        let seen = contracts::adjustment(house, &desk.vera, &key).await.expect("a page").page;
        assert!(seen.decision.is_some_and(|one| one.is_withdrawn && !one.is_approved));
        let other = desk.ask(&desk.officer, Change::Adjust(30), "another form").await;
        contracts::decide(house, &desk.vera, &other, yes(20)).await.expect("approved");
        let late = contracts::withdraw_adjustment(house, &desk.officer, &other).await;
        assert_eq!(refused(late), Refusal::ChangedElsewhere);
    }

    async fn a_balance_that_moved_is_looked_at_again(world) {
        let desk = desk(&world).await;
        let house = &desk.house;
        let key = desk.ask(&desk.officer, Change::Adjust(-15), "form").await;
        let less = Adjustment { change: -10, reason: "moved by hand".into(), once: "1".into() };
        contracts::adjust(house, By::House("test", noon()), KEY, less).await.expect("the operator does it alone");
        assert_eq!(refused(contracts::decide(house, &desk.vera, &key, yes(20)).await), Refusal::BalanceMoved);
        assert_eq!(refused(contracts::decide(house, &desk.vera, &key, yes(10)).await), Refusal::AdjustmentTooLarge);
        let seen = contracts::adjustment(house, &desk.vera, &key).await.expect("a page").page;
        assert_eq!((seen.before, seen.after), (Some(10), Err(Refusal::AdjustmentTooLarge)));
        assert_eq!(refused(contracts::decide(house, &desk.vera, &key, no(" ")).await), Refusal::ReasonNeeded);
        contracts::decide(house, &desk.vera, &key, no("Too many")).await.expect("declined");
        assert_eq!(refused(contracts::decide(house, &desk.ada, &key, yes(10)).await), Refusal::ChangedElsewhere);
        assert_eq!(desk.left().await, Some(10));
        assert!(contracts::adjustments(house, &desk.vera, "").await.expect("a queue").page.is_empty());
    }

    async fn four_eyes_on_grants_above_a_limit_on_every_path(world) {
        let desk = desk(&world).await;
        let (house, by) = (&desk.house, By::Visit(&desk.vera));
        let many = Adjustment { change: 6, reason: "goodwill".into(), once: "1".into() };
        assert_eq!(refused(contracts::adjust(house, by, KEY, many).await), Refusal::SecondPersonNeeded);
        let more = TopUp { quantity: 6, last_day: None, once: "1".into() };
        assert_eq!(refused(contracts::top_up(house, by, KEY, more.clone()).await), Refusal::SecondPersonNeeded);
        let key = desk.ask(&desk.vera, Change::TopUp(6, None), "form").await;
        contracts::decide(house, &desk.ada, &key, yes(20)).await.expect("approved");
        assert_eq!(desk.left().await, Some(26));
        contracts::top_up(house, By::House("operator", noon()), KEY, more).await.expect("the operator has no second");
        let few = Wish { change: Change::TopUp(5, None), reason: "goodwill".into(), once: "few".into() };
        for _ in 0..2 {
            let done = contracts::change(house, &desk.vera, KEY, few.clone()).await;
            assert_eq!(done.expect("five are given alone"), Changed::Done);
        }
        assert_eq!(desk.left().await, Some(37));
        assert_eq!(contracts::kept(house, &desk.vera, KEY, None).await.expect("a page").page.history.len(), 4);
    }
}
