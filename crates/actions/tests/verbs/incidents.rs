//! The life of a request after it was submitted, on both engines.

use std::collections::BTreeMap;

use actions::incidents::close::{close, preview, solved_by_customer, withdraw};
use actions::incidents::converse::{Message, Then, answer, note, reply};
use actions::incidents::dispute::{self, dispute};
use actions::incidents::mine::{Filter, Which, mine};
use actions::incidents::overdue;
use actions::incidents::queue::{Narrowed, Queue, View, queue};
use actions::incidents::reopen::reopen;
use actions::incidents::severity;
use actions::incidents::show::{at_desk, show};
use actions::incidents::take::take;
use actions::testing::noon;
use actions::testing::scene::{self, ACCESS, later, letters, refusal, says, scene, transfers};
use actions::{MIGRATIONS, Visit};
use domain::account::Role;
use domain::incident::{ChargeEffect, Disposition, Dispute, Verdict};
use domain::ledger::IncidentRef;
use domain::refusal::Refusal;
use domain::response::{Severity, Verdict as Kept};

fn moved(expected: &[(&str, i64)]) -> BTreeMap<String, i64> {
    expected
        .iter()
        .map(|(accounts, count)| ((*accounts).to_owned(), *count))
        .collect()
}

store::on_both_engines! { MIGRATIONS;
    async fn t07_a_refund_revives_an_exhausted_contract(world) {
        let scene = scene(&world, 1, 100).await;
        let first = scene.submitted("The last unit").await;
        assert_eq!(scene.left().await, 0);
        let more = scene::answers(ACCESS, Severity::B, "One too many");
        let refused = scene::submit(&scene.house, &scene.customer, more.clone()).await;
        assert_eq!(refusal(refused), Refusal::Exhausted);
        let closing = close(&scene.house, &scene.engineer, first, Disposition::Courtesy, "Sorry".into()).await;
        assert_eq!(closing.expect("it closes").effect, ChargeEffect::GivenBack);
        assert_eq!(scene.left().await, 1);
        scene::submit(&scene.house, &scene.customer, more).await.expect("the contract is usable again");
        assert_eq!(scene.left().await, 0);
    }

    async fn every_disposition_does_to_the_unit_what_the_table_says(world) {
        let scene = scene(&world, 20, 100).await;
        let rows = [
            (Disposition::ProductFault, false, 0),
            (Disposition::Duplicate, false, 0),
            (Disposition::WithdrawnBefore, false, 0),
            (Disposition::Courtesy, true, 0),
            (Disposition::Solved, true, 1),
            (Disposition::SolvedByCustomer, true, 1),
            (Disposition::WithdrawnAfter, true, 1),
            (Disposition::NoAnswer, true, 1),
            (Disposition::NotSolved, true, 1),
        ];
        for (disposition, worked, charged) in rows {
            let before = scene.left().await;
            let incident = scene.submitted(disposition.code()).await;
            if worked {
                scene.answered(incident, Then::GoOn).await;
            }
            let shown = preview(&scene.house, &scene.engineer, incident).await.expect("a preview").page;
            let (_, outcome) = shown.outcomes.iter().find(|(one, _)| *one == disposition).expect("it is offered");
            let (after, effect) = outcome.clone().expect("it can be done");
            assert_eq!(shown.before, Some(before - 1), "{disposition:?}");
            let closing = close(&scene.house, &scene.engineer, incident, disposition, String::new()).await;
            assert_eq!(closing.expect("it closes").effect, effect, "{disposition:?}");
            assert_eq!(after, Some(before - charged), "{disposition:?}");
            assert_eq!(scene.left().await, before - charged, "{disposition:?}");
            let again = close(&scene.house, &scene.engineer, incident, disposition, String::new()).await;
            assert_eq!(refusal(again), Refusal::Closed);
        }
    }

    async fn a_withdrawal_is_free_until_work_began(world) {
        let scene = scene(&world, 3, 100).await;
        let free = scene.submitted("Free").await;
        take(&scene.house, &scene.engineer, free).await.expect("taken");
        let closing = withdraw(&scene.house, &scene.customer, free, "Found it".into()).await.expect("withdrawn");
        assert_eq!((closing.disposition, closing.effect), (Disposition::WithdrawnBefore, ChargeEffect::GivenBack));
        assert_eq!(scene.left().await, 3);
        let charged = scene.submitted("Charged").await;
        scene.answered(charged, Then::GoOn).await;
        let closing = withdraw(&scene.house, &scene.customer, charged, "Too late".into()).await.expect("withdrawn");
        assert_eq!((closing.disposition, closing.effect), (Disposition::WithdrawnAfter, ChargeEffect::Charged));
        assert_eq!(scene.left().await, 2);
    }

    async fn reopening_charges_nothing_and_a_refund_is_charged_again_only_when_closed_so(world) {
        let scene = scene(&world, 2, 100).await;
        let kept = scene.submitted("Kept").await;
        scene.answered(kept, Then::GoOn).await;
        solved_by_customer(&scene.house, &scene.customer, kept).await.expect("solved");
        reopen(&scene.house, &later(&scene.customer, 13), kept, "Not solved".into()).await.expect("open again");
        let closing = close(&scene.house, &scene.engineer, kept, Disposition::Solved, String::new()).await;
        assert_eq!(closing.expect("closed").effect, ChargeEffect::Charged);
        assert_eq!(transfers(&world.store, kept).await, moved(&[("available -> consumed", 1)]));

        let back = scene.submitted("Back").await;
        scene.answered(back, Then::GoOn).await;
        close(&scene.house, &scene.engineer, back, Disposition::Courtesy, String::new()).await.expect("given back");
        reopen(&scene.house, &scene.customer, back, "Again".into()).await.expect("open again");
        assert_eq!(scene.left().await, 1);
        let last = scene.submitted("Takes the last").await;
        let shown = preview(&scene.house, &scene.engineer, back).await.expect("a preview").page;
        let solved = shown.outcomes.iter().find(|(one, _)| *one == Disposition::Solved);
        assert_eq!(solved.map(|(_, outcome)| outcome.clone()), Some(Err(Refusal::Exhausted)));
        let refused = close(&scene.house, &scene.engineer, back, Disposition::Solved, String::new()).await;
        assert_eq!(refusal(refused), Refusal::Exhausted);
        withdraw(&scene.house, &scene.customer, last, String::new()).await.expect("withdrawn");
        let again = close(&scene.house, &scene.engineer, back, Disposition::Solved, String::new()).await;
        assert_eq!(again.expect("closed").effect, ChargeEffect::ChargedAgain);
        assert_eq!(scene.left().await, 0);
    }

    async fn the_window_to_reopen_is_half_open(world) {
        let scene = scene(&world, 1, 100).await;
        let incident = scene.submitted("Window").await;
        withdraw(&scene.house, &scene.customer, incident, String::new()).await.expect("withdrawn");
        let over = reopen(&scene.house, &later(&scene.customer, 14), incident, "Late".into()).await;
        assert_eq!(refusal(over), Refusal::ReopenOver);
        let last = noon().plus_days(14).0 - 1;
        let last = scene::at(&scene.customer, domain::time::Moment(last));
        reopen(&scene.house, &last, incident, "In time".into()).await.expect("open again");
    }

    async fn a_late_credit_lapses_visibly(world) {
        let scene = scene(&world, 1, 2).await;
        let incident = scene.submitted("Near the end").await;
        let engineer = later(&scene.engineer, 3);
        let closing = close(&scene.house, &engineer, incident, Disposition::Courtesy, String::new()).await;
        assert_eq!(closing.expect("closed").effect, ChargeEffect::Lapsed);
        let moves = transfers(&world.store, incident).await;
        assert_eq!(moves.get("available -> consumed"), Some(&1));
        assert_eq!(moves.values().sum::<i64>(), moves.len() as i64, "each once: {moves:?}");
        assert!(moves.keys().any(|accounts| accounts.ends_with("written_off")), "{moves:?}");
    }

    async fn waiting_reminds_once_then_closes_with_deduction(world) {
        let scene = scene(&world, 1, 100).await;
        let incident = scene.submitted("Waiting").await;
        scene.answered(incident, Then::WaitForCustomer).await;
        let on = |days| noon().plus_days(days);
        assert_eq!(overdue::run(&scene.house, on(6)).await.expect("a turn"), 0);
        assert_eq!(overdue::run(&scene.house, on(7)).await.expect("a turn"), 1);
        assert_eq!(overdue::run(&scene.house, on(7)).await.expect("a turn"), 0);
        assert_eq!(overdue::run(&scene.house, on(13)).await.expect("a turn"), 0);
        assert_eq!(overdue::run(&scene.house, on(14)).await.expect("a turn"), 1);
        assert_eq!(overdue::run(&scene.house, on(15)).await.expect("a turn"), 0);
        assert_eq!(scene.left().await, 0);
        let kinds: Vec<_> = letters(&world.store, incident).await.into_iter().map(|(_, kind)| kind).collect();
        assert_eq!(kinds, ["request_received", "waiting_for_you", "closes_soon", "closed"]);
        reopen(&scene.house, &later(&scene.customer, 20), incident, "Here it is".into()).await.expect("open again");
    }

    async fn after_a_long_stop_the_reminder_leaves_time_to_answer(world) {
        let scene = scene(&world, 1, 100).await;
        let incident = scene.submitted("Stopped for a month").await;
        scene.answered(incident, Then::WaitForCustomer).await;
        assert_eq!(overdue::run(&scene.house, noon().plus_days(30)).await.expect("a turn"), 1);
        assert_eq!(overdue::run(&scene.house, noon().plus_days(32)).await.expect("a turn"), 0);
        assert_eq!(overdue::run(&scene.house, noon().plus_days(33)).await.expect("a turn"), 1);
        let kinds: Vec<_> = letters(&world.store, incident).await.into_iter().map(|(_, kind)| kind).collect();
        assert_eq!(kinds, ["request_received", "waiting_for_you", "closes_soon", "closed"]);
    }

    async fn of_eight_engineers_one_takes_it(world) {
        let scene = scene(&world, 1, 100).await;
        let incident = scene.submitted("Popular").await;
        let mut engineers = Vec::new();
        for place in 0..8 {
            let name = format!("engineer{place}");
            engineers.push(scene::person(&world.store, &name, &[Role::Engineer], noon()).await);
        }
        let turns: Vec<_> = engineers
            .into_iter()
            .map(|engineer| {
                let house = std::sync::Arc::clone(&scene.house);
                tokio::spawn(async move { take(&house, &engineer, incident).await })
            })
            .collect();
        let (mut taken, mut beaten) = (0, 0);
        for turn in turns {
            match turn.await.expect("it ran") {
                Ok(()) => taken += 1,
                other => {
                    assert!(matches!(refusal(other), Refusal::AlreadyTaken { by } if by.starts_with("engineer")));
                    beaten += 1;
                }
            }
        }
        assert_eq!((taken, beaten), (1, 7));
    }

    async fn of_two_closings_at_once_one_counts(world) {
        let scene = scene(&world, 1, 100).await;
        let incident = scene.submitted("Twice").await;
        let (one, other) = tokio::join!(
            close(&scene.house, &scene.engineer, incident, Disposition::Courtesy, String::new()),
            close(&scene.house, &scene.engineer, incident, Disposition::Duplicate, String::new()),
        );
        assert_eq!(u8::from(one.is_ok()) + u8::from(other.is_ok()), 1);
        assert_eq!(scene.left().await, 1);
        assert_eq!(transfers(&world.store, incident).await.values().sum::<i64>(), 2);
    }

    async fn the_customer_changes_the_severity_until_somebody_has_it(world) {
        let scene = scene(&world, 1, 100).await;
        let incident = scene.submitted("Worse").await;
        let to = |severity, from_desk| {
            let visit = if from_desk { &scene.engineer } else { &scene.customer };
            severity::change(&scene.house, visit, incident, severity, "It got worse".into(), from_desk)
        };
        assert_eq!(refusal(to(Severity::B, false).await), Refusal::SeverityUnchanged);
        to(Severity::A, false).await.expect("changed");
        take(&scene.house, &scene.engineer, incident).await.expect("taken");
        assert_eq!(refusal(to(Severity::B, false).await), Refusal::SeverityLocked);
        to(Severity::C, true).await.expect("the desk changes it");
    }

    async fn a_dispute_is_answered_by_a_supervisor_with_a_fresh_passkey(world) {
        let scene = scene(&world, 1, 100).await;
        let incident = scene.submitted("Disputed").await;
        scene.answered(incident, Then::GoOn).await;
        let early = dispute(&scene.house, &scene.customer, incident, Dispute::NotSolved, "No".into()).await;
        assert_eq!(refusal(early), Refusal::NotClosed);
        close(&scene.house, &scene.engineer, incident, Disposition::Solved, String::new()).await.expect("closed");
        dispute(&scene.house, &scene.customer, incident, Dispute::NotSolved, "No".into()).await.expect("disputed");
        let twice = dispute(&scene.house, &scene.customer, incident, Dispute::NotSolved, "No".into()).await;
        assert_eq!(refusal(twice), Refusal::AlreadyOpen);
        let judge = |visit| dispute::answer(&scene.house, visit, incident, Verdict::GiveBack, "You are right".into());
        assert_eq!(refusal(judge(&scene.engineer).await), Refusal::NotFound);
        let supervisor = scene::person(&world.store, "sam", &[Role::Supervisor], noon()).await;
        let stale = scene::at(&supervisor, noon().plus_minutes(10));
        assert_eq!(refusal(judge(&stale).await), Refusal::StepUpNeeded);
        assert_eq!(judge(&supervisor).await.expect("judged"), ChargeEffect::GivenBack);
        assert_eq!(scene.left().await, 1);
        assert_eq!(refusal(judge(&supervisor).await), Refusal::NoProposal);
        let kinds: Vec<_> = letters(&world.store, incident).await.into_iter().map(|(_, kind)| kind).collect();
        assert_eq!(kinds.last().map(String::as_str), Some("given_back"));
    }

    async fn a_reply_from_before_a_newer_message_is_held_back(world) {
        let scene = scene(&world, 1, 100).await;
        let incident = scene.submitted("Crossing").await;
        reply(&scene.house, &scene.customer, incident, says("One more thing")).await.expect("sent");
        let stale = Message { seen: Some(1), ..says("Which version?") };
        let refused = answer(&scene.house, &scene.engineer, incident, stale.clone(), Then::GoOn).await;
        assert_eq!(refusal(refused), Refusal::NewerMessage);
        let anyway = Message { seen: None, ..stale };
        answer(&scene.house, &scene.engineer, incident, anyway, Then::GoOn).await.expect("sent");
    }

    async fn foreign_unknown_and_forbidden_are_alike(world) {
        let scene = scene(&world, 1, 100).await;
        let incident = scene.submitted("Mine").await;
        let stranger = scene::person(&world.store, "stranger", &[], noon()).await;
        for place in [incident, IncidentRef(404)] {
            let attempt = reply(&scene.house, &stranger, place, says("Hello")).await;
            assert_eq!(refusal(attempt), Refusal::NotFound);
            assert_eq!(refusal(take(&scene.house, &stranger, place).await), Refusal::NotFound);
            assert_eq!(refusal(note(&scene.house, &scene.customer, place, says("?")).await), Refusal::NotFound);
        }
    }

    async fn a_note_never_reaches_the_customer(world) {
        let scene = scene(&world, 1, 100).await;
        let incident = scene.submitted("Notes").await;
        let before = show(&scene.house, &scene.customer, incident).await.expect("shown").page;
        let at = later(&scene.engineer, 1);
        note(&scene.house, &at, incident, says("Looks like a fault of theirs")).await.expect("noted");
        let seen = show(&scene.house, &later(&scene.customer, 1), incident).await.expect("shown").page;
        assert_eq!(seen.events, before.events);
        let listed = mine(&scene.house, &scene.customer, Filter::default()).await.expect("listed").page;
        assert_eq!(listed.lines[0].line.changed, noon(), "not even the time of the note is seen");
        let found = Filter { text: "fault of theirs".into(), ..Filter::default() };
        assert_eq!(mine(&scene.house, &scene.customer, found).await.expect("listed").page.total, 0);
        let desk = at_desk(&scene.house, &scene.engineer, incident).await.expect("shown").page;
        assert_eq!(desk.shown.events.len(), before.events.len() + 1);
        assert!(desk.shown.events[1].internal);
    }

    async fn the_list_filters_pages_and_counts(world) {
        let scene = scene(&world, 40, 100).await;
        for turn in 0..30 {
            scene.submitted(&format!("Request {turn} 100%")).await;
        }
        let closed = scene.submitted("Quite another").await;
        withdraw(&scene.house, &scene.customer, closed, String::new()).await.expect("withdrawn");
        let list = async |filter| {
            mine(&scene.house, &scene.customer, filter).await.expect("listed").page
        };
        let first = list(Filter::default()).await;
        assert_eq!((first.lines.len(), first.total, first.counts), (25, 30, (30, 1)));
        let second = list(Filter { page: 2, ..Filter::default() }).await;
        assert_eq!(second.lines.len(), 5);
        assert!(second.lines.iter().all(|line| !first.lines.contains(line)));
        let all = Which::All;
        let of = |text: &str| Filter { which: all, text: text.into(), ..Filter::default() };
        assert_eq!(list(of("QUITE")).await.total, 1);
        assert_eq!(list(of("100%")).await.total, 30);
        assert_eq!(list(of("100_")).await.total, 0, "what is typed is no pattern");
        assert_eq!(list(of("replication **stops")).await.total, 31, "the conversation is searched");
        assert_eq!(list(of(&first.lines[0].line.number)).await.total, 1);
        let product = Filter { product: "exchange-server".into(), ..Filter::default() };
        assert_eq!(list(product).await.total, 0);
        assert_eq!(first.products, ["windows-server"]);
        assert_eq!(first.contracts.len(), 1);
        let stranger = scene::person(&world.store, "stranger", &[], noon()).await;
        let theirs = mine(&scene.house, &stranger, Filter { which: all, ..Filter::default() }).await;
        assert_eq!(theirs.expect("listed").page.counts, (0, 0));
        let far = Filter { page: i64::MAX, ..Filter::default() };
        assert_eq!(list(far).await.lines.len(), 0);
    }

    async fn the_queue_is_sorted_by_time_to_due_and_counted(world) {
        let scene = scene(&world, 20, 100).await;
        for (severity, title) in [(Severity::C, "Slow"), (Severity::A, "Fast"), (Severity::B, "Middle")] {
            let answers = scene::answers(ACCESS, severity, title);
            scene::submit(&scene.house, &scene.customer, answers).await.expect("taken");
        }
        let mine = scene.submitted("Held").await;
        scene.answered(mine, Then::WaitForCustomer).await;
        let view = async |view, visit: &Visit| {
            let narrowed = Narrowed { view, ..Narrowed::default() };
            queue(&scene.house, visit, narrowed).await.expect("the queue").page
        };
        let titles = |queue: &Queue| queue.lines.iter().map(|line| line.title.clone()).collect::<Vec<_>>();
        let unassigned = view(View::Unassigned, &scene.engineer).await;
        assert_eq!(titles(&unassigned), ["Fast", "Middle", "Slow"]);
        assert_eq!(unassigned.counts, [3, 1, 0, 0, 1, 0, 0, 4]);
        let soon = scene::at(&scene.engineer, noon().plus_minutes(61));
        assert_eq!(titles(&view(View::DueSoon, &soon).await), ["Fast"]);
        let late = scene::at(&scene.engineer, noon().plus_minutes(120));
        assert_eq!(titles(&view(View::Overdue, &late).await), ["Fast"]);
        assert_eq!(titles(&view(View::All, &late).await), ["Fast", "Middle", "Slow", "Held"]);
        let waiting = view(View::Waiting, &scene.engineer).await;
        assert_eq!(titles(&waiting), ["Held"]);
        assert!(!waiting.lines[0].unread);
        reply(&scene.house, &scene.customer, mine, says("Version 2025")).await.expect("sent");
        assert!(view(View::Mine, &scene.engineer).await.lines[0].unread);
        let nobody = queue(&scene.house, &scene.customer, Narrowed::default()).await;
        assert_eq!(refusal(nobody.map(|seen| seen.page.counts)), Refusal::NotFound);
    }

    async fn t21_the_clock_on_the_page_is_replayed_from_the_timeline(world) {
        let scene = scene(&world, 1, 100).await;
        let answers = scene::answers(ACCESS, Severity::B, "Clock");
        let incident = scene::submit(&scene.house, &scene.customer, answers).await.expect("taken").incident;
        let shown = show(&scene.house, &scene.customer, incident).await.expect("shown").page;
        assert_eq!(shown.clock.due, shown.due, "the stored deadline is the replayed one");
        let change = severity::change(&scene.house, &scene.customer, incident, Severity::A, "Down".into(), false);
        change.await.expect("changed");
        let shown = show(&scene.house, &scene.customer, incident).await.expect("shown").page;
        assert_eq!(shown.due, Some(noon().plus_hours(2)));
        assert_eq!(shown.clock.due, shown.due);
        let first = scene::at(&scene.engineer, noon().plus_hours(3));
        answer(&scene.house, &first, incident, says("Here"), Then::GoOn).await.expect("answered");
        let shown = show(&scene.house, &later(&scene.customer, 1), incident).await.expect("shown").page;
        assert_eq!((shown.due, shown.clock.verdict), (None, Kept::Missed));
    }
}
