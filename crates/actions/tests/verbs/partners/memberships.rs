//! What a membership brings: tasks, activation, successors, and who gets the pairs.

use actions::contracts::{self, Summary};
use actions::partners::{self, Dates, Holding, NewMembership, Task};
use actions::testing::noon;
use actions::testing::scene::{at, refusal};
use actions::{Answer, By, MIGRATIONS, Visit};
use domain::contract::Standing;
use domain::partner::{Addition, Benefit, Cause};
use domain::refusal::Refusal;
use domain::time::{Date, Moment};
use store::on_both_engines;

use crate::partners::stage::{Stage, desk};

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).expect("an instant")
}

fn by(visit: &Visit) -> By<'_> {
    By::Visit(visit)
}

impl Stage {
    /// Records a membership that begins on that day.
    async fn member(&self, level: &str, first_day: &str) -> Answer<String> {
        let membership = NewMembership {
            organisation: self.partner.key.clone(),
            level: level.to_owned(),
            first_day: day(first_day),
            last_day: None,
            is_activated: false,
        };
        partners::record_membership(&self.house, desk(), membership).await
    }

    async fn hold(&self, site: &str, holding: Holding) {
        let held = partners::hold(&self.house, desk(), &self.sites[site], holding).await;
        held.expect("it is written down");
    }

    /// What waits to be activated for a cause.
    async fn waiting(&self, cause: Cause) -> Vec<Task> {
        let queue = partners::queue(&self.house, self.visit("ingrid"), cause, None).await;
        queue.expect("the queue is read").page.tasks
    }

    /// Activates the one task of that cause: the contracts by benefit.
    async fn activate(&self, cause: Cause) -> Vec<(Benefit, Summary)> {
        let waiting = self.waiting(cause).await;
        assert_eq!(waiting.len(), 1, "{waiting:?}");
        let (house, key) = (&self.house, &waiting[0].key);
        let before = partners::preview(house, self.visit("ingrid"), key, Dates::default()).await;
        let before = before.expect("a preview").page.foreseen;
        let done = partners::activate(house, desk(), key, Dates::default()).await;
        let mut found = Vec::new();
        for ((benefit, issued), foreseen) in done.expect("activated").contracts.iter().zip(before) {
            let summary = contracts::with_key(house, desk(), &issued.key).await;
            let summary = summary.expect("the contract");
            // What was shown before is what was done.
            assert_eq!(*benefit, foreseen.benefit);
            let days = (summary.first_day, summary.last_day);
            assert_eq!(days, (foreseen.first_day, foreseen.last_day));
            assert_eq!(summary.offer.key.as_str(), foreseen.offer);
            found.push((*benefit, summary));
        }
        found
    }

    async fn standing(&self, key: &str, moment: Moment) -> Standing {
        let by = By::House("operator", moment);
        contracts::with_key(&self.house, by, key)
            .await
            .expect("the contract")
            .standing
    }
}

fn brought(contracts: &[(Benefit, Summary)]) -> Vec<(&str, Option<i64>)> {
    let one = |(_, summary): &'_ (Benefit, Summary)| summary.left;
    contracts
        .iter()
        .map(|both| (both.0.code(), one(both)))
        .collect()
}

on_both_engines! { MIGRATIONS;
    async fn a_renewed_gold_membership_with_cloud_support_brings_two_pairs_and_hours_without_one(world) {
        let stage = Stage::new(&world.store).await;
        stage.hold("Stockholm", Holding::Addition(Addition::SignatureCloud)).await;
        stage.member("gold", "2026-11-01").await.unwrap();
        let task = &stage.waiting(Cause::Renewal).await[0];
        assert_eq!(task.due, Some(moment("2026-11-28T23:00:00Z")));
        let contracts = stage.activate(Cause::Renewal).await;
        assert_eq!(brought(&contracts), [("core", Some(20)), ("cloud", Some(10)), ("advisory", Some(3_000))]);
        assert_eq!(contracts[0].1.last_day, day("2027-10-31"));
        // Two pairs, both to the head office's primary contact; the hours need none.
        assert_eq!(stage.letters("contract_activated").await, ["astrid@example.com"; 2]);
        assert!(stage.waiting(Cause::Renewal).await.is_empty());
        let again = partners::activate(&stage.house, desk(), &task.key, Dates::default()).await;
        assert_eq!(refusal(again.map(|_| ())), Refusal::ActivationDone);
        let figures = partners::queue(&stage.house, stage.visit("ingrid"), Cause::Renewal, None).await;
        assert_eq!(figures.unwrap().page.figures.done_today, 1);
    }

    async fn a_cloud_competency_anywhere_makes_the_cloud_incidents_unlimited(world) {
        let stage = Stage::new(&world.store).await;
        stage.hold("Stockholm", Holding::Addition(Addition::SignatureCloud)).await;
        stage.hold("Oslo", Holding::Competency("cloud-platform".to_owned())).await;
        stage.member("silver", "2026-11-01").await.unwrap();
        let contracts = stage.activate(Cause::Renewal).await;
        assert_eq!(brought(&contracts), [("core", Some(15)), ("cloud", None), ("advisory", Some(1_200))]);
    }

    async fn a_successor_takes_the_place_of_the_one_before_on_its_first_day(world) {
        let stage = Stage::new(&world.store).await;
        stage.member("silver", "2025-12-01").await.unwrap();
        let old = stage.activate(Cause::Renewal).await;
        stage.member("gold", "2026-12-01").await.unwrap();
        let new = stage.activate(Cause::Renewal).await;
        assert_eq!((new[0].1.granted, new[0].1.left), (20, Some(0)));
        let (old, last_night) = (&old[0].1.key, moment("2026-11-30T22:59:59Z"));
        partners::follow_up(&stage.house, last_night).await.unwrap();
        assert_eq!(stage.standing(old, last_night).await, Standing::Active);
        let morning = moment("2026-11-30T23:00:00Z");
        assert_eq!(partners::follow_up(&stage.house, morning).await.unwrap(), 2);
        assert!(matches!(stage.standing(old, morning).await, Standing::Superseded(_)));
        assert_eq!(partners::follow_up(&stage.house, morning).await.unwrap(), 0);
    }

    async fn the_action_pack_is_activated_when_its_primary_contact_asks(world) {
        let stage = Stage::new(&world.store).await;
        let (house, partner) = (&stage.house, &stage.partner.key);
        let early = partners::request_activation(house, by(stage.visit("astrid")), partner).await;
        assert_eq!(refusal(early), Refusal::NoMembership);
        stage.member("action-pack", "2026-11-01").await.unwrap();
        assert!(stage.waiting(Cause::Renewal).await.is_empty());
        for who in ["maja", "signe", "kim"] {
            let asked = partners::request_activation(house, by(stage.visit(who)), partner).await;
            assert_eq!(refusal(asked), Refusal::NotFound, "{who}");
        }
        partners::request_activation(house, by(stage.visit("astrid")), partner).await.unwrap();
        let twice = partners::request_activation(house, by(stage.visit("astrid")), partner).await;
        assert_eq!(refusal(twice), Refusal::ActivationAsked);
        let contracts = stage.activate(Cause::Request).await;
        assert_eq!(brought(&contracts), [("core", Some(10)), ("advisory", Some(300))]);
        assert_eq!(stage.letters("contract_activated").await, ["astrid@example.com"]);
    }

    async fn t17_a_toolkit_s_pair_goes_to_the_location_with_the_rights_of_its_competency(world) {
        let stage = Stage::new(&world.store).await;
        stage.member("gold", "2026-11-01").await.unwrap();
        let (house, kalmar) = (&stage.house, &stage.sites["Kalmar"]);
        let ask = || partners::request_toolkit(house, by(stage.visit("signe")), kalmar);
        stage.hold("Kalmar", Holding::Addition(Addition::Toolkit)).await;
        assert_eq!(refusal(ask().await), Refusal::NotInMembership);
        stage.hold("Kalmar", Holding::Competency("datacenter".to_owned())).await;
        let foreign = partners::request_toolkit(house, by(stage.visit("henrik")), kalmar).await;
        assert_eq!(refusal(foreign), Refusal::NotFound);
        ask().await.expect("asked for");
        let toolkit = stage.activate(Cause::Toolkit).await;
        assert_eq!(brought(&toolkit), [("toolkit", Some(20))]);
        assert_eq!(stage.letters("contract_activated").await, ["signe@example.com"]);
        let signe = partners::show(house, stage.visit("signe"), &stage.partner.key).await.unwrap().page;
        let named: Vec<_> = signe.rights.iter().map(|one| one.competency.in_language("en")).collect();
        assert_eq!((named, signe.benefits.len()), (vec!["Datacenter"], 1));
        let henrik = partners::show(house, stage.visit("henrik"), &stage.partner.key).await.unwrap().page;
        assert_eq!((henrik.rights.len(), henrik.benefits.len(), henrik.waiting.len()), (0, 0, 0));
    }

    async fn a_toolkit_that_was_bought_becomes_one_contract(world) {
        let stage = Stage::new(&world.store).await;
        let (house, kalmar) = (&stage.house, &stage.sites["Kalmar"]);
        stage.member("gold", "2026-11-01").await.unwrap();
        stage.member("gold", "2027-11-01").await.unwrap();
        stage.hold("Kalmar", Holding::Competency("datacenter".to_owned())).await;
        stage.hold("Kalmar", Holding::Addition(Addition::Toolkit)).await;
        partners::request_toolkit(house, desk(), kalmar).await.expect("asked for");
        let contract = stage.activate(Cause::Toolkit).await.remove(0).1.key;
        let ask = async |day| {
            let by = By::House("operator", moment(day));
            partners::request_toolkit(house, by, kalmar).await
        };
        // Renewed, with most of the toolkit's units left: they would be wiped.
        let renewed = "2027-11-05T12:00:00Z";
        assert_eq!(refusal(ask(renewed).await), Refusal::ToolkitUsed);
        assert_eq!(stage.standing(&contract, moment(renewed)).await, Standing::Active);
        let bought_again = async || {
            partners::end(house, desk(), kalmar, Holding::Addition(Addition::Toolkit)).await.unwrap();
            stage.hold("Kalmar", Holding::Addition(Addition::Toolkit)).await;
        };
        let over = "2027-11-25T12:00:00Z";
        assert_eq!(refusal(ask(over).await), Refusal::ToolkitUsed, "it has had its contract");
        bought_again().await;
        assert_eq!(refusal(ask(renewed).await), Refusal::ToolkitUsed, "the one before is in use");
        ask(over).await.expect("asked for");
    }

    async fn days_that_are_chosen_fit_the_membership_and_the_plan(world) {
        let stage = Stage::new(&world.store).await;
        stage.member("gold", "2026-11-01").await.unwrap();
        let task = &stage.waiting(Cause::Renewal).await[0].key;
        let chosen = async |first: &str, last: &str| {
            let dates = Dates { first_day: Some(day(first)), last_day: Some(day(last)) };
            let seen = partners::preview(&stage.house, stage.visit("ingrid"), task, dates).await;
            seen.map(|seen| seen.page.foreseen[0].last_day)
        };
        let outside = Refusal::DaysOutside { from: day("2026-10-02"), until: day("2027-10-31") };
        assert_eq!(refusal(chosen("2026-11-01", "2026-11-23").await), Refusal::DaysOver);
        assert_eq!(refusal(chosen("2026-10-01", "2027-09-30").await), outside);
        assert_eq!(refusal(chosen("2027-11-01", "2027-12-01").await), outside);
        let long = refusal(chosen("2026-11-24", "2028-11-23").await);
        assert!(matches!(long, Refusal::DaysTooMany { .. }), "{long:?}");
        assert_eq!(chosen("2026-10-02", "2027-10-01").await.unwrap(), day("2027-10-01"));
    }

    async fn a_membership_that_is_over_brings_nothing_that_could_be_used(world) {
        let stage = Stage::new(&world.store).await;
        stage.member("gold", "2025-10-01").await.unwrap();
        let task = &stage.waiting(Cause::Renewal).await[0].key;
        let done = partners::activate(&stage.house, desk(), task, Dates::default()).await;
        assert_eq!(refusal(done.map(|_| ())), Refusal::DaysOver);
    }

    async fn supervisors_are_told_once_of_what_was_not_activated_in_time(world) {
        let stage = Stage::new(&world.store).await;
        stage.member("gold", "2026-11-01").await.unwrap();
        let due = moment("2026-11-28T23:00:00Z");
        partners::follow_up(&stage.house, Moment(due.0 - 1)).await.unwrap();
        assert!(stage.letters("activation_overdue").await.is_empty());
        for later in [due, due.plus_days(1)] {
            partners::follow_up(&stage.house, later).await.unwrap();
            assert_eq!(stage.letters("activation_overdue").await, ["gunnar@example.com"]);
        }
        let late = at(stage.visit("ingrid"), noon().plus_days(5));
        let tasks = partners::queue(&stage.house, &late, Cause::Renewal, None).await;
        assert!(tasks.is_ok_and(|queue| queue.page.tasks[0].is_overdue));
    }

    async fn unlimited_cloud_support_is_there_once_it_is_bought(world) {
        let stage = Stage::new(&world.store).await;
        let (house, partner) = (&stage.house, &stage.partner.key);
        stage.member("action-pack", "2026-11-01").await.unwrap();
        let own = partners::buy_cloud_support(house, by(stage.visit("astrid")), partner).await;
        assert_eq!(refusal(own.map(|_| ())), Refusal::NotFound);
        let bought = partners::buy_cloud_support(house, desk(), partner).await.unwrap();
        let summary = contracts::with_key(house, desk(), &bought.contracts[0].1.key).await.unwrap();
        assert_eq!((summary.left, summary.first_day), (None, day("2026-11-24")));
        assert_eq!(bought.recipient.masked, "a•••@example.com");
        let again = partners::buy_cloud_support(house, desk(), partner).await;
        assert_eq!(refusal(again.map(|_| ())), Refusal::ActivationAsked);
    }

    async fn nothing_is_activated_where_nobody_can_be_sent_the_ids(world) {
        let stage = Stage::new(&world.store).await;
        stage.member("gold", "2026-11-01").await.unwrap();
        let shown = partners::show(&stage.house, stage.visit("ingrid"), &stage.partner.key).await.unwrap().page;
        let astrid = &shown.organisation.sites[0].people[0].key;
        actions::organisations::remove(&stage.house, desk(), astrid).await.unwrap();
        let task = &stage.waiting(Cause::Renewal).await[0].key;
        let done = partners::activate(&stage.house, desk(), task, Dates::default()).await;
        assert_eq!(refusal(done.map(|_| ())), Refusal::NoPrimaryContact);
        let reversed = Dates { first_day: Some(day("2026-12-01")), last_day: Some(day("2026-11-30")) };
        let preview = partners::preview(&stage.house, stage.visit("ingrid"), task, reversed).await;
        assert_eq!(refusal(preview.map(|_| ())), Refusal::DaysReversed);
    }

    async fn memberships_do_not_overlap(world) {
        let stage = Stage::new(&world.store).await;
        stage.member("gold", "2026-11-01").await.unwrap();
        assert_eq!(refusal(stage.member("silver", "2027-10-31").await), Refusal::MembershipOverlaps);
        assert_eq!(refusal(stage.member("bronze", "2027-11-01").await), Refusal::NotFound);
        stage.member("silver", "2027-11-01").await.expect("the next year");
    }
}
