//! What an incident does in the course of time, on both engines: its clock, its waiting, and its unit when none is left.

use std::collections::BTreeMap;

use actions::accounts::demo;
use actions::accounts::erase::erase;
use actions::accounts::sessions::Device;
use actions::incidents::close::{close, solved_by_customer, withdraw};
use actions::incidents::converse::{Then, answer, reply};
use actions::incidents::overdue;
use actions::incidents::reopen::reopen;
use actions::incidents::severity;
use actions::incidents::show::show;
use actions::incidents::take::take;
use actions::testing::scene::{self, Scene, later, letters, refusal, says, scene, transfers};
use actions::testing::{self, noon};
use actions::{MIGRATIONS, Visit, catalog};
use domain::account::Role;
use domain::ids::EmailAddress;
use domain::incident::{ChargeEffect, Disposition};
use domain::ledger::IncidentRef;
use domain::refusal::Refusal;
use domain::response::{Handling, Severity, Verdict as Kept};
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

    async fn t21_asking_pauses_the_clock_and_the_answer_lets_it_run_on(world) {
        let scene = scene(&world, 1, 100).await;
        let incident = scene.submitted("Paused").await;
        assert_eq!(scene.due(incident).await, Some(noon().plus_hours(4)));
        let asked = scene::at(&scene.engineer, noon().plus_hours(1));
        answer(&scene.house, &asked, incident, says("Which version?"), Then::WaitForCustomer).await.expect("asked");
        assert_eq!(scene.due(incident).await, None, "a clock that stands still has no deadline");
        let told = scene::at(&scene.customer, noon().plus_hours(2));
        reply(&scene.house, &told, incident, says("2025")).await.expect("told");
        assert_eq!(scene.due(incident).await, Some(noon().plus_hours(5)));
        let began = scene::person(&world.store, "nils", &[Role::Engineer], noon().plus_hours(5)).await;
        answer(&scene.house, &began, incident, says("Do this"), Then::GoOn).await.expect("answered");
        let shown = show(&scene.house, &scene.customer, incident).await.expect("shown").page;
        assert_eq!((shown.due, shown.case.work_began), (None, Some(began.at)));
        let read = show(&scene.house, &later(&scene.customer, 1), incident).await.expect("shown").page;
        assert_eq!(read.clock.verdict, Kept::Met);
    }

    async fn t21_after_a_reopening_the_clock_is_paused_changed_and_met_like_the_first(world) {
        let scene = scene(&world, 1, 100).await;
        let incident = scene.submitted("Again").await;
        scene.answered(incident, Then::GoOn).await;
        close(&scene.house, &scene.engineer, incident, Disposition::Solved, String::new()).await.expect("closed");
        assert_eq!(scene.due(incident).await, None);
        reopen(&scene.house, &scene.customer, incident, "Not solved".into()).await.expect("open again");
        assert_eq!(scene.due(incident).await, Some(noon().plus_hours(4)));
        let higher = severity::change(&scene.house, &scene.engineer, incident, Severity::A, "Worse".into(), true);
        higher.await.expect("changed");
        assert_eq!(scene.due(incident).await, Some(noon().plus_hours(2)), "the clock goes on running");
        let asked = scene::at(&scene.engineer, noon().plus_hours(1));
        answer(&scene.house, &asked, incident, says("Which?"), Then::WaitForCustomer).await.expect("asked");
        assert_eq!(scene.due(incident).await, None);
        let told = scene::at(&scene.customer, noon().plus_hours(20));
        reply(&scene.house, &told, incident, says("That one")).await.expect("told");
        assert_eq!(scene.due(incident).await, Some(noon().plus_hours(21)));
        let began = scene::person(&world.store, "nils", &[Role::Engineer], noon().plus_hours(21)).await;
        answer(&scene.house, &began, incident, says("Do this"), Then::GoOn).await.expect("answered");
        let shown = show(&scene.house, &later(&scene.customer, 3), incident).await.expect("shown").page;
        assert_eq!((shown.due, shown.clock.verdict), (None, Kept::Met));
    }

    async fn severity_up_and_down_leaves_the_handling_that_was_chosen(world) {
        let scene = scene(&world, 1, 100).await;
        let incident = scene.submitted("Up and down").await;
        let before = scene.due(incident).await;
        for severity in [Severity::A, Severity::B] {
            let change = severity::change(&scene.house, &scene.customer, incident, severity, "Changed".into(), false);
            change.await.expect("changed");
        }
        let shown = show(&scene.house, &scene.customer, incident).await.expect("shown").page;
        assert_eq!((shown.due, shown.case.handling()), (before, Handling::BusinessHours));
        assert_eq!(shown.clock.target.handling, Handling::BusinessHours);
    }

    async fn whoever_answers_first_takes_it_and_a_charge_on_acceptance_is_settled(world) {
        let scene = scene(&world, 1, 100).await;
        let access = charged_on_acceptance(&scene).await;
        let answers = scene::answers(access, Severity::B, "Held");
        let incident = scene::submit(&scene.house, &scene.customer, answers).await.expect("taken").incident;
        assert_eq!(transfers(&world.store, incident).await, moved(&[("available -> held", 1)]));
        scene.answered(incident, Then::GoOn).await;
        let settled = moved(&[("available -> held", 1), ("held -> consumed", 1)]);
        assert_eq!(transfers(&world.store, incident).await, settled);
        let shown = show(&scene.house, &scene.customer, incident).await.expect("shown").page;
        let kinds: Vec<_> = shown.events.iter().map(|event| event.kind.as_str()).collect();
        assert_eq!((kinds, shown.engineer.as_str()), (vec!["submitted", "taken", "answer"], "erin"));
        take(&scene.house, &scene.engineer, incident).await.expect("it is theirs already");
        assert_eq!(transfers(&world.store, incident).await, settled);
    }

    async fn what_the_customer_solves_is_named_for_what_it_is(world) {
        let scene = scene(&world, 3, 100).await;
        let rows = [
            (None, Disposition::WithdrawnBefore, ChargeEffect::GivenBack),
            (Some(Then::GoOn), Disposition::SolvedByCustomer, ChargeEffect::Charged),
            (Some(Then::ProposeSolution), Disposition::Solved, ChargeEffect::Charged),
        ];
        for (answered, disposition, effect) in rows {
            let incident = scene.submitted(disposition.code()).await;
            if let Some(then) = answered {
                scene.answered(incident, then).await;
            }
            let closing = solved_by_customer(&scene.house, &scene.customer, incident).await.expect("solved");
            assert_eq!((closing.disposition, closing.effect), (disposition, effect));
        }
    }

    async fn a_second_question_is_waited_for_and_reminded_of_by_itself(world) {
        let scene = scene(&world, 1, 100).await;
        let incident = scene.submitted("Two questions").await;
        scene.answered(incident, Then::WaitForCustomer).await;
        let turn = async |days| overdue::run(&scene.house, noon().plus_days(days)).await.expect("a turn");
        assert_eq!(turn(7).await, 1);
        let asked = later(&scene.engineer, 10);
        answer(&scene.house, &asked, incident, says("And?"), Then::WaitForCustomer).await.expect("asked again");
        assert_eq!(turn(16).await, 0);
        assert_eq!(turn(17).await, 1, "a reminder of its own");
        assert_eq!(turn(23).await, 0);
        assert_eq!(turn(24).await, 1);
        let reminded = kinds(&world, incident).await.into_iter().filter(|(_, kind)| kind == "closes_soon");
        assert_eq!(reminded.count(), 2);
    }
}

/// The Access ID of a second contract, from an offer that charges when somebody takes the request.
async fn charged_on_acceptance(scene: &Scene) -> &'static str {
    let mut files = testing::catalogue();
    let offers = files.get_mut("offers.toml").expect("there are offers");
    *offers = offers.replacen("quantity = 20", "quantity = 20\ncharge = \"accept\"", 1);
    catalog::load(&scene.house, &files, noon())
        .await
        .expect("loaded");
    let (access, offer) = ("0000000018", "partner-gold-20");
    scene::contract(&scene.house, &scene.customer, (access, offer), 1, 100).await;
    access
}

fn moved(expected: &[(&str, i64)]) -> BTreeMap<String, i64> {
    let named = expected
        .iter()
        .map(|(accounts, count)| ((*accounts).to_owned(), *count));
    named.collect()
}
