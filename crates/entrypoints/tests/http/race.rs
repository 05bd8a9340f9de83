//! Many browsers press *Submit* at once.

use actions::MIGRATIONS;
use actions::ledger;
use actions::testing::noon;
use actions::testing::scene::left;
use axum::http::StatusCode;
use store::testing::World;

use crate::stage::{ACCESS, Stage};
use crate::support::{Browser, Page};

/// Browsers at once: what a debug build does in a few seconds on two cores, drafts included.
const CROWD: usize = 120;

/// How many of a crowd submit where `units` are left. Everybody else keeps the text and gets the choices.
async fn rush(world: &World, units: i64) -> usize {
    let stage = Stage::open(world).await;
    let kim = stage.person("kim").await;
    let contract = stage.contract(&kim, ACCESS, units).await;
    let mut open: Vec<(Browser, Page, String)> = Vec::with_capacity(CROWD);
    for place in 0..CROWD {
        let name = format!("guest{place}");
        let guest = stage.person(&name).await;
        stage.linked(&name, contract).await;
        let check = format!(
            "{}/check",
            stage.server(&guest, "con_0230242323").await.base
        );
        let mut browser = stage.browser(&name).await;
        let page = browser.get(&check).await;
        open.push((browser, page, check));
    }
    let tasks: Vec<_> = open
        .into_iter()
        .map(|(mut browser, page, check)| {
            tokio::spawn(async move {
                browser
                    .send_form(&page, &check, &[("agreement", "yes")])
                    .await
            })
        })
        .collect();
    let mut taken = 0;
    for task in tasks {
        let answer = task.await.expect("the task ends");
        match answer.status {
            StatusCode::SEE_OTHER => taken += 1,
            StatusCode::CONFLICT => {
                answer.says("The last incident on this contract was used while you were writing.");
            }
            other => panic!("{other}: {}", answer.body),
        }
    }
    let kept = stage.texts("SELECT key FROM draft WHERE ended_at IS NULL AND answers LIKE '%It stops at the logo.%'").await;
    assert_eq!(kept.len(), CROWD - taken, "who lost keeps the text");
    assert_eq!(left(&stage.house, contract, noon()).await, 0);
    assert!(
        ledger::examine(&stage.house)
            .await
            .expect("the ledger is read")
            .findings
            .is_empty()
    );
    taken
}

store::on_both_engines! { MIGRATIONS;
    async fn t11_the_last_unit_goes_to_one_of_a_crowd(world) {
        assert_eq!(rush(&world, 1).await, 1);
    }

    async fn t11_ten_units_go_to_ten_of_a_crowd(world) {
        assert_eq!(rush(&world, 10).await, 10);
    }
}
