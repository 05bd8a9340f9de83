//! The database is away, slow, cut off in the middle of an answer, or has no place left: every page says so in time, and
//! all goes on by itself.
#![expect(
    clippy::disallowed_methods,
    reason = "how long something takes is measured on the wall"
)]

use std::sync::mpsc::{self, Sender};
use std::time::{Duration, Instant};

use actions::MIGRATIONS;
use actions::testing::house;
use actions::testing::scene::left;
use axum::http::{StatusCode, header};
use domain::ledger::ContractRef;
use futures_util::future::join_all;
use store::testing::{Line, World};
use store::{Fault, Store, Tuning};

use crate::stage::{ACCESS, Stage};
use crate::support::{Browser, Page};

/// How long an answer may take, with what a busy machine adds.
const ANSWER: Duration = Duration::from_millis(6_500);
/// How long until all is as it was.
const RECOVERY: Duration = Duration::from_secs(10);
const PAGES: [&str; 4] = ["/requests", "/contracts", "/requests/new", "/account"];

/// Kim, with a request that lacks nothing but the button.
struct Ready {
    stage: Stage,
    kim: Browser,
    contract: ContractRef,
    open: Page,
    check: String,
}

async fn ready(store: &Store) -> Ready {
    let stage = Stage::over(store, house(store).await);
    let visit = stage.person("kim").await;
    let contract = stage.contract(&visit, ACCESS, 20).await;
    let check = format!(
        "{}/check",
        stage.server(&visit, "con_0230242323").await.base
    );
    let mut kim = stage.browser("kim").await;
    let open = kim.get(&check).await;
    Ready {
        stage,
        kim,
        contract,
        open,
        check,
    }
}

impl Ready {
    async fn submit(&mut self) -> Page {
        let agreed = [("agreement", "yes")];
        self.kim.send_form(&self.open, &self.check, &agreed).await
    }

    /// Every page, and the button, say in time that it does not work now and when to come back.
    async fn is_told(&mut self) {
        let begun = Instant::now();
        let pages = PAGES.map(|path| {
            let mut kim = self.kim.clone();
            async move { kim.get(path).await }
        });
        let (pages, pressed) = tokio::join!(join_all(pages), self.submit());
        for page in pages.iter().chain([&pressed]) {
            assert_eq!(
                page.status,
                StatusCode::SERVICE_UNAVAILABLE,
                "{}",
                page.body
            );
            let seconds = page.headers[header::RETRY_AFTER].to_str().expect("text");
            assert!(seconds.parse::<u32>().expect("a number") <= 5, "{seconds}");
            page.says("<h1").says("Try again");
        }
        assert!(begun.elapsed() < ANSWER, "{:?}", begun.elapsed());
    }

    /// By itself and in time, everything is as before, and the button makes one request for one unit.
    async fn is_well_again(&mut self) {
        let begun = Instant::now();
        loop {
            let mut statuses = Vec::new();
            for path in PAGES {
                statuses.push(self.kim.get(path).await.status);
            }
            if statuses.iter().all(StatusCode::is_success) {
                break;
            }
            assert!(begun.elapsed() < RECOVERY, "{statuses:?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let sent = self.submit().await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        assert_eq!(
            self.submit().await.location,
            sent.location,
            "once more is the same"
        );
        assert_eq!(
            self.stage.texts("SELECT number FROM incident").await.len(),
            1
        );
        assert_eq!(
            left(&self.stage.house, self.contract, self.stage.now()).await,
            19
        );
    }
}

/// A database behind a wire, for which `line` is what happens.
async fn outage(line: Line) {
    let Some((_world, store, wire)) = store::testing::wired(MIGRATIONS).await else {
        return;
    };
    let mut ready = ready(&store).await;
    wire.set(line);
    ready.is_told().await;
    wire.set(Line::Open);
    ready.is_well_again().await;
}

#[tokio::test]
async fn a_database_that_is_away_is_told_in_time_and_welcomed_back() {
    outage(Line::Cut).await;
}

#[tokio::test]
async fn a_database_that_is_slow_is_given_up_in_time_and_welcomed_back() {
    outage(Line::Clogged).await;
}

#[tokio::test]
async fn a_database_that_is_cut_off_in_the_middle_of_an_answer_leaves_no_doubt() {
    let Some((_world, store, wire)) = store::testing::wired(MIGRATIONS).await else {
        return;
    };
    let mut ready = ready(&store).await;
    for milliseconds in [1, 4, 8, 12, 16] {
        let wire = wire.clone();
        let cutter = tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
            wire.set(Line::Cut);
            tokio::time::sleep(Duration::from_millis(50)).await;
            wire.set(Line::Open);
        });
        let unsure = ready.submit().await;
        let is_clear = [StatusCode::SEE_OTHER, StatusCode::SERVICE_UNAVAILABLE];
        assert!(
            is_clear.contains(&unsure.status),
            "{}: {}",
            unsure.status,
            unsure.body
        );
        cutter.await.expect("no panic");
    }
    ready.is_well_again().await;
}

/// A store with few places, as it is when a crowd has come.
fn cramped(world: &World) -> Store {
    let tuning = Tuning {
        readers: Some(1),
        queue: 2,
        ..Tuning::default()
    };
    Store::open_tuned(&world.settings, &tuning).expect("it opens once more")
}

/// Keeps every place of `store` taken, to read and to write, until the handles are dropped.
async fn hold_all(store: &Store) -> Vec<Sender<()>> {
    let mut held = Vec::new();
    for place in 0..6 {
        let (release, released) = mpsc::channel::<()>();
        let store = store.clone();
        tokio::spawn(async move {
            // It ends with the handle, which says nothing.
            let wait = move || released.recv().map_err(|_| Fault::Busy);
            if place % 2 == 0 {
                store.read(move |_| wait()).await
            } else {
                store.write(move |_| wait()).await
            }
        });
        held.push(release);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    held
}

store::on_both_engines! { MIGRATIONS;
    async fn a_pool_without_a_place_is_told_at_once(world) {
        let store = cramped(&world);
        let mut ready = ready(&store).await;
        let held = hold_all(&store).await;
        let begun = Instant::now();
        ready.is_told().await;
        assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
        drop(held);
        ready.is_well_again().await;
    }
}
