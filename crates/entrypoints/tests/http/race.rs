//! Many browsers press the same button at once: exactly as many succeed as may, and everybody else is told why.
//!
//! `KLIPPKORT_CROWD` says how many want the last unit; `docs/how-to/prove.md` has the figures for a thousand.
#![expect(
    clippy::disallowed_methods,
    reason = "how long something takes is measured on the wall"
)]

use std::time::{Duration, Instant};

use actions::testing::noon;
use actions::testing::scene::{self, left};
use actions::{MIGRATIONS, ledger};
use axum::http::StatusCode;
use domain::account::Role;
use domain::ledger::ContractRef;
use futures_util::future::join_all;
use futures_util::stream::{self, StreamExt as _};
use store::testing::World;
use store::{Fault, Store};

use crate::requests::scene as portal;
use crate::stage::{ACCESS, Stage};
use crate::support::{Browser, Page};

/// Browsers at once unless told otherwise: what a debug build does in a few seconds on two cores, drafts included.
const CROWD: usize = 200;
/// How long the last of a thousand may wait for an answer.
const PATIENCE: Duration = Duration::from_secs(10);
const CONTRACT: &str = "con_0230242323";

/// Somebody with a page open, and where its form goes.
type Ready = (Browser, Page, String);

/// A portal as it is served, with the usual bounds; those of a debug build are as patient as the machine is slow.
async fn opened(world: &World) -> Stage {
    if cfg!(debug_assertions) {
        return Stage::open(world).await;
    }
    let store = Store::open(&world.settings).expect("it opens once more");
    let house = actions::testing::house(&store).await;
    Stage::over(&store, house)
}

/// Presses the button of every page at once.
async fn at_once(pages: Vec<Ready>, fields: &'static [(&'static str, &'static str)]) -> Vec<Page> {
    let pressed = pages.into_iter().map(|(mut browser, page, path)| {
        tokio::spawn(async move { browser.send_form(&page, &path, fields).await })
    });
    let answers = join_all(pressed.collect::<Vec<_>>()).await;
    let answers = answers
        .into_iter()
        .map(|answer| answer.expect("the task ends"));
    answers.collect()
}

/// Somebody linked to the contract, with a draft that lacks nothing but the button.
async fn guest(stage: &Stage, contract: ContractRef, place: usize) -> Ready {
    let name = format!("guest{place}");
    let guest = stage.person(&name).await;
    stage.linked(&name, contract).await;
    let check = format!("{}/check", stage.server(&guest, CONTRACT).await.base);
    let mut browser = stage.browser(&name).await;
    let page = browser.get(&check).await;
    (browser, page, check)
}

/// Lets a crowd submit where `units` are left: as many get one, and everybody else keeps the text and gets the choices.
async fn rush(world: &World, units: usize) {
    let crowd = std::env::var("KLIPPKORT_CROWD");
    let crowd = crowd.map_or(CROWD, |told| told.parse().expect("a number"));
    let stage = opened(world).await;
    let kim = stage.person("kim").await;
    let contract = stage.contract(&kim, ACCESS, units as i64).await;
    let guests = stream::iter(0..crowd).map(|place| guest(&stage, contract, place));
    let open: Vec<Ready> = guests.buffer_unordered(32).collect().await;

    let begun = Instant::now();
    let answers = at_once(open, &[("agreement", "yes")]).await;
    let took = begun.elapsed();
    let taken = answers
        .iter()
        .filter(|answer| answer.status == StatusCode::SEE_OTHER);
    assert_eq!(taken.count(), units);
    let lost = answers
        .iter()
        .filter(|answer| answer.status != StatusCode::SEE_OTHER);
    for answer in lost {
        assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.body);
        answer.says("The last incident on this contract was used while you were writing.");
    }
    let kept = stage.texts("SELECT key FROM draft WHERE ended_at IS NULL AND answers LIKE '%It stops at the logo.%'").await;
    assert_eq!(kept.len(), crowd - units, "who lost keeps the text");
    assert_eq!(left(&stage.house, contract, noon()).await, 0);
    let examined = ledger::examine(&stage.house).await;
    assert!(examined.expect("the ledger is read").findings.is_empty());
    println!(
        "{:?}: {crowd} wanted {units}, all answered in {took:?}",
        world.store.engine()
    );
    assert!(cfg!(debug_assertions) || took < PATIENCE, "{took:?}");
}

/// How many answers led on; everybody else was told that somebody was faster.
fn led_on(answers: &[Page]) -> usize {
    let on = answers
        .iter()
        .filter(|answer| answer.status == StatusCode::SEE_OTHER)
        .count();
    let late = answers
        .iter()
        .filter(|answer| answer.status == StatusCode::CONFLICT)
        .count();
    let statuses: Vec<_> = answers.iter().map(|answer| answer.status).collect();
    assert_eq!(on + late, answers.len(), "{statuses:?}");
    on
}

store::on_both_engines! { MIGRATIONS;
    async fn t11_the_last_unit_goes_to_one_of_a_crowd(world) {
        rush(&world, 1).await;
    }

    async fn t11_ten_units_go_to_ten_of_a_crowd(world) {
        rush(&world, 10).await;
    }

    async fn of_eight_engineers_who_take_a_request_at_once_one_gets_it(world) {
        let scene = portal(&world).await;
        let number = scene.submitted("Eight hands").await;
        let desk = format!("/desk/requests/{number}");
        let mut open = Vec::new();
        for name in ["e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8"] {
            scene::person(&world.store, name, &[Role::Engineer], noon()).await;
            let mut engineer = Browser::new(&scene.site);
            engineer.sign_in(&scene.house, &format!("{name}@example.com")).await;
            let page = engineer.get(&desk).await;
            open.push((engineer, page, format!("{desk}/assignment")));
        }
        let answers = at_once(open, &[]).await;
        assert_eq!(led_on(&answers), 1);
        let late = || answers.iter().filter(|answer| answer.status == StatusCode::CONFLICT);
        let gets = "SELECT a.name FROM incident i JOIN account a ON a.id = i.engineer";
        let got = world.store.read::<_, Fault, _>(move |reader| reader.row(gets, &[], |row| row.get::<String>(0)));
        let got = got.await.expect("one engineer has it");
        late().for_each(|answer| { answer.says(&got).says("href=\"#work\""); });
    }

    async fn of_two_who_close_a_request_at_once_one_does_and_one_unit_goes_back(world) {
        let mut scene = portal(&world).await;
        let number = scene.submitted("Two closings").await;
        let desk = format!("/desk/requests/{number}");
        let closure = format!("{desk}/closure");
        let taken = scene.erin.press(&desk, &format!("{desk}/assignment"), &[]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER);
        scene.kim.get(&format!("/requests/{number}")).await.says("10 left.");
        let mut open = Vec::new();
        for _ in 0..2 {
            let page = scene.erin.get(&closure).await;
            open.push((scene.erin.clone(), page, closure.clone()));
        }
        let answers = at_once(open, &[("disposition", "courtesy"), ("words", "Sorry for that")]).await;
        assert_eq!(led_on(&answers), 1);
        scene.kim.get(&format!("/requests/{number}")).await.says("11 are left");
        assert!(ledger::examine(&scene.house).await.expect("the ledger is read").findings.is_empty());
    }

    async fn t12_fifty_retries_with_one_key_are_one_request_and_another_text_is_refused(world) {
        let stage = Stage::open(&world).await;
        let (kim, robin) = (stage.person("kim").await, stage.person("robin").await);
        let contract = stage.contract(&kim, ACCESS, 20).await;
        stage.linked("robin", contract).await;
        let mut browser = stage.browser("kim").await;
        let check = format!("{}/check", stage.server(&kim, CONTRACT).await.base);
        let page = browser.get(&check).await;
        let same: Vec<Ready> = (0..50).map(|_| (browser.clone(), page.clone(), check.clone())).collect();
        let answers = at_once(same, &[("agreement", "yes")]).await;
        for answer in &answers {
            assert_eq!((answer.status, &answer.location), (StatusCode::SEE_OTHER, &answers[0].location), "{}", answer.body);
        }
        assert_eq!(stage.texts("SELECT number FROM incident").await.len(), 1);
        assert_eq!(left(&stage.house, contract, noon()).await, 19);

        let other = format!("{}/check", stage.server(&kim, CONTRACT).await.base);
        let mut reused = browser.get(&other).await;
        reused.body = reused.body.replace(&reused.hidden("form_key"), &page.hidden("form_key"));
        let refused = browser.send_form(&reused, &other, &[("agreement", "yes")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
        refused.says("This form has already been used for another request.").says("It stops at the logo.");
        assert_eq!(left(&stage.house, contract, noon()).await, 19);

        let mut stranger = stage.browser("robin").await;
        let own = format!("{}/check", stage.server(&robin, CONTRACT).await.base);
        let mut reused = stranger.get(&own).await;
        reused.body = reused.body.replace(&reused.hidden("form_key"), &page.hidden("form_key"));
        let sent = stranger.send_form(&reused, &own, &[("agreement", "yes")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "the key of another account is not theirs: {}", sent.body);
        assert_ne!(sent.location, answers[0].location);
        assert_eq!(left(&stage.house, contract, noon()).await, 18);
    }
}
