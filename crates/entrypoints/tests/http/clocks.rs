//! Two nodes over one database whose clocks are an hour apart: the order is that of the deeds, a deadline never goes
//! back, and an answer that was given stays given.

use actions::testing::{reopened, scene};
use actions::{MIGRATIONS, testing::noon};
use axum::http::StatusCode;
use domain::account::Role;
use domain::response::Severity;
use store::ByteStore;
use store::testing::World;

use crate::stage::{ACCESS, Stage};
use crate::support::Browser;

/// A node whose clock tells the truth, and one that is an hour ahead.
async fn nodes(world: &World) -> (Stage, Stage) {
    let behind = Stage::open(world).await;
    let house = reopened(&world.store, ByteStore::in_memory(), 7).await;
    let ahead = Stage::over(&world.store, house);
    ahead.wait(60);
    (behind, ahead)
}

/// When the first answer to the one request is due, as it is stored.
async fn due(stage: &Stage) -> Option<i64> {
    let due = stage
        .texts("SELECT COALESCE(CAST(due_at AS TEXT), '') FROM incident")
        .await;
    due[0].parse().ok()
}

async fn answer(engineer: &mut Browser, desk: &str, words: &str, then: &str) {
    let seen = [
        ("kind", "reply"),
        ("message", words),
        ("then", then),
        ("seen", "9"),
    ];
    let sent = engineer
        .press(desk, &format!("{desk}/messages"), &seen)
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
}

async fn reply(customer: &mut Browser, page: &str, words: &str) {
    let sent = customer
        .press(page, &format!("{page}/replies"), &[("message", words)])
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
}

store::on_both_engines! { MIGRATIONS;
    async fn nodes_an_hour_apart_keep_the_order_and_no_deadline_goes_back(world) {
        let (behind, ahead) = nodes(&world).await;
        let kim = behind.person("kim").await;
        behind.contract(&kim, ACCESS, 20).await;
        scene::person(&world.store, "erin", &[Role::Engineer], noon()).await;
        let answers = scene::answers(ACCESS, Severity::B, "Two clocks");
        let receipt = scene::submit(&behind.house, &kim, answers).await.expect("it is taken");
        let number = scene::number(&receipt);
        let (page, desk) = (format!("/requests/{number}"), format!("/desk/requests/{number}"));
        let (mut kim, mut erin) = (behind.browser("kim").await, ahead.browser("erin").await);
        let promised = due(&behind).await.expect("it is awaited");
        let taken = erin.press(&desk, &format!("{desk}/assignment"), &[]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
        answer(&mut erin, &desk, "Which of the hosts?", "waiting_customer").await;
        assert_eq!(due(&behind).await, None, "the customer is waited for");
        behind.wait(1);
        reply(&mut kim, &page, "All of the hosts.").await;
        let awaited = due(&behind).await.expect("it is awaited again");
        assert!(awaited >= promised, "{awaited} is before {promised}");

        answer(&mut erin, &desk, "Restart them.", "go_on").await;
        assert_eq!(due(&behind).await, None, "it was answered");
        behind.wait(1);
        reply(&mut kim, &page, "It works again.").await;
        assert_eq!(due(&behind).await, None, "an answer that was given stays given");
        for browser in [&mut kim, &mut behind.browser("erin").await] {
            let path = if browser.get(&desk).await.status == StatusCode::OK { &desk } else { &page };
            let shown = browser.get(path).await;
            let said = ["Which of the hosts?", "All of the hosts.", "Restart them.", "It works again."];
            let places = said.map(|words| shown.body.find(words).unwrap_or_else(|| panic!("{words}: {}", shown.body)));
            assert!(places.is_sorted(), "{path}: {places:?}");
        }
    }
}
