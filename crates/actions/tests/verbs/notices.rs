//! What people are told as time goes by, on both engines and by a clock that is moved.

use actions::contracts::{self, Order, Owner, TopUp};
use actions::notices::{self, Choice};
use actions::outbox::{ContractNews, Letter, Monthly, newest};
use actions::testing::noon;
use actions::testing::scene::{self, ACCESS, Scene, refusal};
use actions::{By, House, MIGRATIONS, Visit};
use domain::ids::EmailAddress;
use domain::refusal::Refusal;
use domain::response::Severity;
use domain::time::{Date, Moment, Zone};
use store::Fault;
use store::testing::World;

const KEY: &str = "con_0230242323";

fn operator(at: Moment) -> By<'static> {
    By::House("operator:test", at)
}

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn at(text: &str) -> Moment {
    Moment::parse(text).expect("an instant")
}

/// Kim submits so many requests at `at`.
async fn draw(scene: &Scene, count: usize, at: Moment) {
    for place in 0..count {
        let answers = scene::answers(ACCESS, Severity::C, &format!("Number {place}"));
        let visit = scene::at(&scene.customer, at);
        let receipt = scene::submit(&scene.house, &visit, answers).await;
        receipt.expect("it is taken");
    }
}

/// Both jobs run at `at`, twice; gives the letters that came of it, in short.
async fn told(house: &House, at: Moment) -> Vec<String> {
    for _ in 0..2 {
        notices::warn(house, at).await.expect("the latest");
        notices::warn_all(house, at).await.expect("all");
    }
    let letters = newest(house).await.expect("the letters");
    let fresh = letters.into_iter().rev().filter(|due| due.posted == at);
    let short = fresh.filter_map(|due| {
        let said = match due.letter {
            Letter::Contract {
                news: ContractNews::BalanceLow { left, .. },
                ..
            } => format!("low {left}"),
            Letter::Contract {
                news: ContractNews::EndsSoon { last_day, .. },
                ..
            } => format!("ends {last_day}"),
            _ => return None,
        };
        let name = due
            .to
            .address
            .split('@')
            .next()
            .unwrap_or_default()
            .to_owned();
        Some(format!("{name} {said}"))
    });
    short.collect()
}

async fn execute(world: &World, sql: &'static str) {
    let done = world
        .store
        .write::<_, Fault, _>(move |tx| tx.execute(sql, &[]));
    assert!(done.await.expect("it is done") > 0, "{sql} changes nothing");
}

/// Robin, linked to the contract of the scene.
async fn linked(world: &World) -> Visit {
    let robin = scene::person(&world.store, "robin", &[], noon()).await;
    execute(
        world,
        "INSERT INTO link (key, contract, account, origin, made_at)
         SELECT 'l_test', c.id, a.id, 'pair', 0 FROM contract c, account a WHERE a.name = 'robin'",
    )
    .await;
    robin
}

fn chosen(days: &[u16], low: bool) -> Choice {
    Choice {
        days: days.to_vec(),
        low,
    }
}

/// The monthly letters at `at`, by address, after the job has run twice.
async fn statements(house: &House, at: Moment) -> Vec<(String, Monthly)> {
    for _ in 0..2 {
        notices::send_statements(house, at).await.expect("it runs");
    }
    let letters = newest(house).await.expect("the letters").into_iter().rev();
    let monthly = letters
        .filter(|due| due.posted == at)
        .filter_map(|due| match due.letter {
            Letter::Statement(monthly) => Some((due.to.address, monthly)),
            _ => None,
        });
    monthly.collect()
}

/// A contract of Kim's without an end to its units.
async fn unlimited(scene: &Scene) -> String {
    let order = Order {
        offer: "regional-unlimited".into(),
        owner: Owner::Address(EmailAddress::parse("kim@example.com").expect("an address")),
        region: "emea".into(),
        zone: Zone::named("Europe/Stockholm").expect("a zone"),
        start: day("2026-11-24"),
        last_day: None,
        pair: None,
        partner_id: None,
        country: None,
    };
    let issued = contracts::issue(&scene.house, operator(noon()), order)
        .await
        .expect("issued");
    let activated = contracts::activate(&scene.house, operator(noon()), &issued.key).await;
    activated.expect("activated");
    issued.key
}

store::on_both_engines! { MIGRATIONS;
    async fn levels_of_a_balance_are_told_one_by_one_and_each_once(world) {
        let scene = scene::scene(&world, 10, 300).await;
        let mut now = noon();
        for (count, expected) in [(7, &[][..]), (1, &["kim low 2"]), (1, &["kim low 1"]), (1, &[])] {
            now = now.plus_hours(1);
            draw(&scene, count, now).await;
            assert_eq!(told(&scene.house, now).await, expected, "after {count} more");
        }
    }

    /// The naive job sends a letter for every level that was passed.
    async fn after_a_stop_only_the_most_urgent_level_is_told(world) {
        let scene = scene::scene(&world, 10, 300).await;
        draw(&scene, 10, noon()).await;
        assert_eq!(told(&scene.house, noon()).await, ["kim low 0"]);
        // The program stands still: all of 60, 30 and 7 days are reached.
        let late = noon().plus_days(296);
        assert_eq!(told(&scene.house, late).await, ["kim ends 2027-09-20"]);
        assert_eq!(told(&scene.house, noon().plus_days(299)).await, [""; 0]);
        assert_eq!(told(&scene.house, noon().plus_days(301)).await, [""; 0], "it has ended");
    }

    async fn what_rises_above_a_level_is_told_when_it_falls_again(world) {
        let scene = scene::scene(&world, 5, 300).await;
        let house = &scene.house;
        draw(&scene, 4, noon()).await;
        assert_eq!(told(house, noon()).await, ["kim low 1"]);
        let (added, used) = (noon().plus_hours(1), noon().plus_hours(2));
        let top_up = TopUp { quantity: 5, last_day: None, once: "one".into() };
        contracts::top_up(house, operator(added), KEY, top_up).await.expect("added");
        assert_eq!(told(house, added).await, [""; 0]);
        draw(&scene, 4, used).await;
        assert_eq!(told(house, used).await, ["kim low 2"], "a fifth of ten");
    }

    async fn an_end_is_told_at_every_level_and_anew_when_it_moves(world) {
        let scene = scene::scene(&world, 20, 100).await;
        let house = &scene.house;
        let after = |days: i64| noon().plus_days(days);
        let (first, moved) = ("kim ends 2027-03-04", "kim ends 2027-03-24");
        for (days, expected) in [(39, &[][..]), (40, &[first]), (41, &[]), (70, &[first]), (93, &[first]), (94, &[])] {
            assert_eq!(told(house, after(days)).await, expected, "after {days} days");
        }
        contracts::extend(house, operator(after(95)), KEY, day("2027-03-24"), "A test").await.expect("extended");
        assert_eq!(told(house, after(95)).await, [moved], "another end is news");
        assert_eq!(told(house, after(96)).await, [""; 0]);
        assert_eq!(told(house, after(113)).await, [moved], "and its last week is");
    }

    async fn nobody_is_told_who_is_quiet_or_erased(world) {
        let scene = scene::scene(&world, 5, 40).await;
        execute(&world, "INSERT INTO account_quiet (account, kind, since) SELECT id, 'ends', 0 FROM account WHERE name = 'kim'").await;
        draw(&scene, 4, noon()).await;
        assert_eq!(told(&scene.house, noon()).await, ["kim low 1"], "quiet about ends alone");
        execute(&world, "DELETE FROM account_quiet").await;
        assert_eq!(told(&scene.house, noon().plus_days(1)).await, [""; 0], "what was kept quiet is not made up for");
        execute(&world, "UPDATE account SET email = NULL, disabled_at = 1, erased_at = 1 WHERE name = 'kim'").await;
        assert_eq!(told(&scene.house, noon().plus_days(35)).await, [""; 0]);
        assert_eq!(statements(&scene.house, noon().plus_days(35)).await, []);
    }

    async fn a_contract_that_is_over_suspended_or_replaced_says_nothing(world) {
        let scene = scene::scene(&world, 20, 40).await;
        let house = &scene.house;
        contracts::suspend(house, operator(noon()), KEY, "A test").await.expect("suspended");
        assert_eq!(told(house, noon()).await, [""; 0]);
        contracts::resume(house, operator(noon()), KEY, "A test").await.expect("resumed");
        assert_eq!(told(house, noon()).await, ["kim ends 2027-01-03"]);
        let successor = unlimited(&scene).await;
        contracts::supersede(house, operator(noon()), KEY, &successor).await.expect("replaced");
        assert_eq!(told(house, noon().plus_days(39)).await, [""; 0]);
    }

    async fn an_unlimited_contract_warns_of_its_end_and_never_of_its_balance(world) {
        let scene = scene::scene(&world, 20, 400).await;
        unlimited(&scene).await;
        assert_eq!(told(&scene.house, noon()).await, [""; 0]);
        let late = at("2027-11-20T11:00:00Z");
        assert_eq!(told(&scene.house, late).await, ["kim ends 2027-12-29", "kim ends 2027-11-23"]);
    }

    async fn those_who_are_linked_are_told_what_they_ask_for(world) {
        let scene = scene::scene(&world, 10, 100).await;
        let house = &scene.house;
        let robin = linked(&world).await;
        // Nobody has to sign in again.
        execute(&world, "UPDATE session SET created_at = 1803000000000000, seen_at = 1803000000000000").await;
        let read = notices::reminder(house, &robin, KEY).await.expect("read").page;
        assert_eq!((read.offered, read.choice, read.counts), (vec![60, 30, 7], chosen(&[], false), true));
        assert_eq!(told(house, noon().plus_days(41)).await, ["kim ends 2027-03-04"]);
        let asked = scene::at(&robin, noon().plus_days(71));
        notices::remind(house, &asked, KEY, chosen(&[30, 7, 5], true)).await.expect("chosen");
        let read = notices::reminder(house, &asked, KEY).await.expect("read").page;
        assert_eq!(read.choice, chosen(&[30, 7], true), "the offer has no five days");
        assert_eq!(told(house, asked.at).await, ["kim ends 2027-03-04"], "whoever chooses sees what is reached");
        draw(&scene, 8, asked.at).await;
        assert_eq!(told(house, asked.at.plus_hours(1)).await, ["kim low 2", "robin low 2"]);
        let kim = scene::at(&scene.customer, asked.at);
        notices::remind(house, &kim, KEY, chosen(&[], true)).await.expect("chosen");
        assert_eq!(told(house, noon().plus_days(95)).await, ["robin ends 2027-03-04"]);
        execute(&world, "UPDATE link SET ended_at = 1").await;
        draw(&scene, 1, noon().plus_days(96)).await;
        assert_eq!(told(house, noon().plus_days(96)).await, ["kim low 1"], "whoever is not linked any more is told nothing");
        assert_eq!(refusal(notices::reminder(house, &asked, KEY).await), Refusal::NotFound);
        let again = notices::remind(house, &asked, KEY, chosen(&[7], true)).await;
        assert_eq!(refusal(again), Refusal::NotFound);
    }

    async fn the_primary_contact_of_a_location_is_told_with_and_without_an_account(world) {
        let scene = scene::scene(&world, 10, 40).await;
        let house = &scene.house;
        for sql in [
            "INSERT INTO organisation (key, name, looked_for, created_at) VALUES ('o_test', 'Nordhav', 'nordhav', 0)",
            "INSERT INTO location (key, organisation, name, country, zone, created_at)
             SELECT 'lo_test', id, 'Lund', 'SE', 'Europe/Stockholm', 0 FROM organisation",
            "INSERT INTO contact (key, organisation, location, name, email, language, primary_since, approved_at,
                                  approved_by, created_at)
             SELECT 'k_test', organisation, id, 'Olle', 'olle@example.com', 'sv', 0, 0, 'test', 0 FROM location",
            "UPDATE contract SET owner = NULL, organisation = (SELECT id FROM organisation),
                                 location = (SELECT id FROM location)",
        ] {
            execute(&world, sql).await;
        }
        assert_eq!(told(house, noon()).await, ["olle ends 2027-01-03"]);
        assert_eq!(statements(house, noon()).await[0].0, "olle@example.com");
        let asked = notices::reminder(house, &scene.customer, KEY).await;
        assert_eq!(refusal(asked), Refusal::NotFound, "Kim is neither linked nor the contact");
        execute(&world, "UPDATE contact SET account = (SELECT id FROM account WHERE name = 'kim')").await;
        assert_eq!(told(house, noon().plus_days(34)).await, ["kim ends 2027-01-03"], "where they sign in");
        assert_eq!(statements(house, at("2026-12-01T11:00:00Z")).await[0].0, "kim@example.com");
    }

    async fn a_submission_that_takes_the_last_but_one_is_told_in_the_next_round(world) {
        let scene = scene::scene(&world, 2, 300).await;
        scene.submitted("The first").await;
        assert_eq!(notices::warn(&scene.house, noon()).await.expect("a round"), 1);
        assert_eq!(told(&scene.house, noon()).await, ["kim low 1"]);
    }

    async fn a_month_is_told_once_when_it_is_over_where_the_contract_is(world) {
        let scene = scene::scene(&world, 20, 300).await;
        let house = &scene.house;
        scene.submitted("One").await;
        let october = statements(house, noon()).await;
        assert_eq!(october.len(), 1, "it began on 25 October");
        let of = |monthly: &Monthly| {
            let balance = monthly.contracts[0].balance.clone().expect("it counts");
            let period = format!("{} {}", monthly.from, monthly.to);
            (period, balance.opening, balance.granted, balance.used, balance.closing)
        };
        assert_eq!(of(&october[0].1), ("2026-10-01 2026-10-31".into(), 0, 20, 0, 20));
        assert_eq!(statements(house, at("2026-11-30T22:59:00Z")).await, []);
        let november = statements(house, at("2026-11-30T23:00:00Z")).await;
        assert_eq!(november[0].0, "kim@example.com");
        assert_eq!(of(&november[0].1), ("2026-11-01 2026-11-30".into(), 20, 0, -1, 19));
        assert_eq!(november[0].1.contracts[0].about.access_id, ACCESS);
        assert_eq!(statements(house, at("2026-12-31T22:00:00Z")).await, []);
    }

    /// The naive job leaves out the months in which it did not run, or sends a letter for each.
    async fn after_a_stop_one_statement_tells_of_all_the_time(world) {
        let scene = scene::scene(&world, 20, 300).await;
        let house = &scene.house;
        assert_eq!(statements(house, noon()).await.len(), 1);
        scene.submitted("One").await;
        let late = statements(house, at("2027-02-10T11:00:00Z")).await;
        let [(_, monthly)] = &late[..] else { panic!("one letter: {late:?}") };
        assert_eq!((monthly.from.as_str(), monthly.to.as_str()), ("2026-11-01", "2027-01-31"));
        let balance = monthly.contracts[0].balance.clone().expect("it counts");
        assert_eq!((balance.opening, balance.used, balance.closing), (20, -1, 19));
        assert_eq!(balance.next_expiry, Some((19, "2027-09-20".into())));
    }

    async fn one_statement_tells_of_all_contracts_and_none_of_what_is_long_over(world) {
        let scene = scene::scene(&world, 20, 300).await;
        let house = &scene.house;
        unlimited(&scene).await;
        scene::contract(house, &scene.customer, ("0000000018", "msdn-2"), 2, -10).await;
        let november = statements(house, at("2026-12-05T11:00:00Z")).await;
        let [(_, monthly)] = &november[..] else { panic!("one letter: {november:?}") };
        let units: Vec<_> = monthly.contracts.iter().map(|one| one.balance.is_some()).collect();
        assert_eq!(units, [true, true, false], "soonest end first, the last unlimited");
        let january = statements(house, at("2027-01-05T11:00:00Z")).await;
        assert_eq!(january[0].1.contracts.len(), 2, "what ended in November and did not move is told no more");
    }

    async fn whoever_turned_the_statement_off_gets_none_and_owes_none(world) {
        let scene = scene::scene(&world, 20, 300).await;
        execute(&world, "INSERT INTO account_quiet (account, kind, since) SELECT id, 'statements', 0 FROM account WHERE name = 'kim'").await;
        assert_eq!(statements(&scene.house, noon()).await, []);
        execute(&world, "DELETE FROM account_quiet").await;
        assert_eq!(statements(&scene.house, noon()).await, [], "the month is done with");
    }
}
