//! What an incident does in the course of time, on both engines: its clock, its waiting, and its unit when none is left.

use actions::accounts::demo;
use actions::accounts::erase::erase;
use actions::accounts::sessions::Device;
use actions::incidents::close::{close, solved_by_customer, withdraw};
use actions::incidents::converse::Then;
use actions::incidents::overdue;
use actions::incidents::reopen::reopen;
use actions::testing::noon;
use actions::testing::scene::{Scene, letters, refusal, scene};
use actions::{MIGRATIONS, Visit};
use domain::ids::EmailAddress;
use domain::incident::{ChargeEffect, Disposition};
use domain::ledger::IncidentRef;
use domain::refusal::Refusal;
use store::testing::World;

/// An incident that got its unit back, was reopened, and finds nothing left to be charged again.
async fn nothing_left(scene: &Scene) -> IncidentRef {
    let incident = scene.submitted("Given back").await;
    scene.answered(incident, Then::GoOn).await;
    let courtesy = close(
        &scene.house,
        &scene.engineer,
        incident,
        Disposition::Courtesy,
        String::new(),
    );
    assert_eq!(
        courtesy.await.expect("closed").effect,
        ChargeEffect::GivenBack
    );
    reopen(&scene.house, &scene.customer, incident, "Again".into())
        .await
        .expect("open again");
    scene.submitted("Takes the last").await;
    incident
}

async fn kinds(world: &World, incident: IncidentRef) -> Vec<(String, String)> {
    letters(&world.store, incident).await
}

store::on_both_engines! { MIGRATIONS;
    async fn one_that_cannot_be_charged_again_stops_no_other_from_closing(world) {
        let scene = scene(&world, 2, 100).await;
        let other = scene.submitted("Another").await;
        let incident = nothing_left(&scene).await;
        for waiting in [incident, other] {
            scene.answered(waiting, Then::WaitForCustomer).await;
        }
        assert_eq!(overdue::run(&scene.house, noon().plus_days(7)).await.expect("a turn"), 2);
        assert_eq!(overdue::run(&scene.house, noon().plus_days(14)).await.expect("a turn"), 2);
        assert_eq!(scene.left().await, 0);
        let letters = kinds(&world, incident).await;
        assert!(letters.contains(&("erin@example.com".into(), "uncharged".into())), "{letters:?}");
        let letters = kinds(&world, other).await;
        assert!(letters.iter().all(|(_, kind)| kind != "uncharged"), "{letters:?}");
    }

    async fn a_customer_withdraws_and_solves_also_where_nothing_is_left(world) {
        let scene = scene(&world, 1, 100).await;
        let incident = nothing_left(&scene).await;
        let refused = close(&scene.house, &scene.engineer, incident, Disposition::Solved, String::new()).await;
        assert_eq!(refusal(refused), Refusal::Exhausted, "the engineer chooses");
        let closing = withdraw(&scene.house, &scene.customer, incident, String::new()).await.expect("withdrawn");
        assert_eq!((closing.disposition, closing.effect), (Disposition::WithdrawnAfter, ChargeEffect::Uncharged));
        reopen(&scene.house, &scene.customer, incident, "Once more".into()).await.expect("open again");
        let closing = solved_by_customer(&scene.house, &scene.customer, incident).await.expect("solved");
        assert_eq!(closing.effect, ChargeEffect::Uncharged);
    }

    async fn t23_a_person_is_erased_also_where_nothing_is_left(world) {
        let scene = scene(&world, 1, 100).await;
        nothing_left(&scene).await;
        let kim = EmailAddress::parse("kim@example.com").expect("an address");
        let device = Device { session: [7; 32], agent: String::new() };
        demo::enter(&scene.house, &scene.customer, kim, "/".into(), device).await.expect("signed in again");
        let proven = Visit { session: Some([7; 32]), ..scene.customer.clone() };
        erase(&scene.house, &proven).await.expect("erased");
    }
}
