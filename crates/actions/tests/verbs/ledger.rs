//! Where requests meet the ledger, on both engines: late credits, and what a statement tells.

use std::collections::BTreeMap;

use actions::contracts::statement;
use actions::incidents::close::close;
use actions::incidents::move_charge;
use actions::testing::scene::{self, ACCESS, later, left, scene, transfers};
use actions::testing::{house, noon};
use actions::{MIGRATIONS, ledger};
use domain::account::Role;
use domain::incident::{ChargeEffect, Disposition};
use domain::response::Severity;
use domain::time::{Date, Moment};

store::on_both_engines! { MIGRATIONS;
    /// The naive move leaves the unit free in a lot that has ended, where the expiry job meets it a second time.
    async fn a_charge_moved_off_an_expired_contract_is_written_off_there(world) {
        let scene = scene(&world, 2, 2).await;
        let incident = scene.submitted("On the wrong contract").await;
        let right = ("0330242329", "partner-gold-20");
        scene::contract(&scene.house, &scene.customer, right, 1, 100).await;
        let after = noon().plus_days(3);
        assert_eq!(ledger::expire(&scene.house, after).await.expect("a turn").units, 1);
        let supervisor = scene::person(&world.store, "sam", &[Role::Supervisor], after).await;
        let moved = move_charge(&scene.house, &supervisor, incident, "con_0330242329", "Mistaken").await;
        moved.expect("moved");
        let made = [("available -> consumed", 2), ("consumed -> available", 1), ("available -> written_off", 1)];
        let made: BTreeMap<String, i64> = made.into_iter().map(|(path, count)| (path.to_owned(), count)).collect();
        assert_eq!(transfers(&world.store, incident).await, made);
        assert_eq!(ledger::expire(&scene.house, after).await.expect("a turn").units, 0);
        let closing = close(&scene.house, &supervisor, incident, Disposition::Courtesy, String::new()).await;
        assert_eq!(closing.expect("closed").effect, ChargeEffect::GivenBack);
        assert_eq!(ledger::examine(&scene.house).await.expect("examined").findings, []);
    }

    /// The naive days of grace revive what was left in the lot, where the credit comes before the expiry job.
    async fn days_of_grace_are_for_the_unit_that_came_back(world) {
        let house = house(&world.store).await;
        let customer = scene::person(&world.store, "kim", &[], noon()).await;
        let engineer = scene::person(&world.store, "erin", &[Role::Engineer], noon()).await;
        let contract = scene::contract(&house, &customer, (ACCESS, "five-pack"), 5, 2).await;
        let answers = scene::answers(ACCESS, Severity::C, "Late");
        let incident = scene::submit(&house, &customer, answers).await.expect("taken").incident;
        let after = later(&engineer, 3);
        let closing = close(&house, &after, incident, Disposition::ProductFault, String::new()).await;
        assert_eq!(closing.expect("closed").effect, ChargeEffect::GivenBack);
        assert_eq!(left(&house, contract, after.at).await, 1);
        let midnight = Moment::parse("2026-12-27T23:00:00Z").expect("an instant");
        assert_eq!(left(&house, contract, midnight.plus_seconds(-1)).await, 1, "the last day is whole");
        assert_eq!(left(&house, contract, midnight).await, 0);
    }

    /// The naive transfer names the row of the incident, which is a counter.
    async fn a_signed_statement_tells_nobody_how_many_requests_there_are(world) {
        let scene = scene(&world, 2, 100).await;
        let answers = scene::answers(ACCESS, Severity::B, "Counted");
        let receipt = scene::submit(&scene.house, &scene.customer, answers).await.expect("taken");
        let key = format!("con_{ACCESS}");
        let days = (Date::parse("2026-11-24").expect("a day"), Date::parse("2026-11-24").expect("a day"));
        let text = statement::export(&scene.house, &scene.customer, &key, days).await.expect("exported").page;
        statement::verify(&text, &scene.house.public_keys()).expect("it proves itself");
        let document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let transfer = &document["statement"]["transfers"][0];
        let number = receipt.number.to_string();
        assert_eq!((transfer["incident"].as_str(), transfer["key"].as_str()), (Some(&*number), Some(&*number)));
    }
}
