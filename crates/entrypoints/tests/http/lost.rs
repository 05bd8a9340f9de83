//! What changes while a request is being written, and who writes it where: the text is kept, and the way on offered.

use actions::MIGRATIONS;
use actions::catalog;
use actions::files::{self, Target};
use actions::testing::scene::left;
use actions::testing::{catalogue, noon};
use axum::http::StatusCode;

use crate::stage::{ACCESS, PAIR, Stage};
use crate::support::Browser;

const CONTRACT: &str = "con_0230242323";

/// The example catalogue with one more version of the services agreement, in force from `from`.
async fn newer_agreement(stage: &Stage, from: &str) {
    let mut files = catalogue();
    for language in ["en", "sv"] {
        let text = files[&format!("agreement/2025-1.{language}.md")].clone();
        let text = text.replace("2025-1", "2026-9").replace("2025-01-01", from);
        files.insert(format!("agreement/2026-9.{language}.md"), text);
    }
    catalog::load(&stage.house, &files, noon())
        .await
        .expect("the catalogue loads");
}

store::on_both_engines! { MIGRATIONS;
    /// The naive check trusts the page, or the date alone, or a clock in another zone.
    async fn t09_a_contract_that_ends_at_midnight_ends_for_a_page_that_is_open(world) {
        let stage = Stage::open(&world).await;
        let kim = stage.person("kim").await;
        let key = stage.issued(&kim, "partner-gold-20", PAIR, -364).await;
        stage.at("2026-11-24T22:50:00Z");
        let ready = stage.server(&kim, &key).await;
        let (mut browser, check) = (stage.browser("kim").await, format!("{}/check", ready.base));
        let open = browser.get(&check).await;
        open.says("19 will be left");
        stage.at("2026-11-24T22:59:59Z");
        assert_eq!(browser.get(&check).await.status, StatusCode::OK);
        stage.at("2026-11-24T23:00:00Z");
        let lost = browser.send_form(&open, &check, &[("agreement", "yes")]).await;
        assert_eq!(lost.status, StatusCode::CONFLICT);
        lost.says("The contract expired at midnight. Select another way to pay – your text is saved.");
        lost.says("<title>Error: ").says("Use a different contract").says("Expired 24 November 2026.");
        browser.get(&format!("{}/description", ready.base)).await.says("It stops at the logo.");
        assert!(stage.texts("SELECT number FROM incident").await.is_empty());
    }

    async fn a_newer_services_agreement_is_read_before_it_is_accepted(world) {
        let stage = Stage::open(&world).await;
        let kim = stage.person("kim").await;
        let contract = stage.contract(&kim, ACCESS, 20).await;
        let ready = stage.server(&kim, CONTRACT).await;
        let (mut browser, check) = (stage.browser("kim").await, format!("{}/check", ready.base));
        let open = browser.get(&check).await;
        open.says("I accept the services agreement").says("2025-1");
        newer_agreement(&stage, "2026-11-24").await;
        let refused = browser.send_form(&open, &check, &[("agreement", "yes")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.body);
        refused.says("href=\"#agreement\"").says("2026-9").says("It stops at the logo.");
        assert_eq!(left(&stage.house, contract, noon()).await, 20);
        let sent = browser.send_form(&refused, &check, &[("agreement", "yes")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let accepted = stage.texts("SELECT admission FROM incident").await;
        assert!(accepted[0].contains("2026-9"), "{accepted:?}");
    }

    async fn an_agreement_comes_into_force_at_midnight_where_the_contract_is(world) {
        let stage = Stage::open(&world).await;
        let kim = stage.person("kim").await;
        stage.contract(&kim, ACCESS, 20).await;
        newer_agreement(&stage, "2026-11-25").await;
        stage.at("2026-11-24T22:50:00Z");
        let ready = stage.server(&kim, CONTRACT).await;
        let (mut browser, check) = (stage.browser("kim").await, format!("{}/check", ready.base));
        let open = browser.get(&check).await;
        open.says("2025-1");
        stage.wait(10);
        let refused = browser.send_form(&open, &check, &[("agreement", "yes")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.says("2026-9");
    }

    async fn a_file_on_its_way_is_waited_for_or_removed(world) {
        let stage = Stage::open(&world).await;
        let kim = stage.person("kim").await;
        let contract = stage.contract(&kim, ACCESS, 20).await;
        let ready = stage.server(&kim, CONTRACT).await;
        let target = Target::Draft(ready.key.clone());
        let file = files::begin(&stage.house, &kim, target, "trace.log".to_owned(), 9).await.expect("it is begun");
        let (mut browser, check) = (stage.browser("kim").await, format!("{}/check", ready.base));
        let refused = browser.fill(&check, &[("agreement", "yes")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.says("A file is not fully uploaded. Continue the upload or remove the file.").says("It stops at the logo.");
        assert_eq!(left(&stage.house, contract, noon()).await, 20);
        let removed = browser.send_form(&refused, &format!("/files/{file}/removal"), &[("return_to", &check)]).await;
        assert_eq!((removed.status, removed.location.as_str()), (StatusCode::SEE_OTHER, check.as_str()));
        let sent = browser.fill(&check, &[("agreement", "yes")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    }

    async fn a_visitors_draft_is_adopted_by_who_signs_in_and_by_nobody_else(world) {
        let stage = Stage::open(&world).await;
        let (_, _) = (stage.person("kim").await, stage.person("robin").await);
        let mut visitor = Browser::new(&stage.portal);
        let started = visitor.fill("/requests/new", &[("product", "windows-server")]).await;
        let base = started.location.trim_end_matches("/version").to_owned();
        visitor.fill(&format!("{base}/version"), &[("product_version", "2025")]).await;
        visitor.fill(&format!("{base}/use"), &[("production", "yes")]).await;
        let problem = format!("{base}/problem");
        visitor.fill(&problem, &[("problem_type", "identity"), ("title", "Typed as a visitor")]).await;
        let mut robin = stage.browser("robin").await;
        assert_eq!(robin.get(&problem).await.status, StatusCode::NOT_FOUND);
        let before = visitor.clone();
        visitor.sign_in(&stage.house, "kim@example.com").await;
        visitor.get(&problem).await.says("Typed as a visitor");
        let mut signed_out = before;
        assert_eq!(signed_out.get(&problem).await.status, StatusCode::UNAUTHORIZED, "the cookie opens it no more");
        let mut phone = stage.browser("kim").await;
        phone.get("/requests/new").await.says("You have drafts").says(&base);
        let resumed = phone.get(&base).await;
        assert_eq!(resumed.location, problem, "where it was left: a category is missing");
        phone.get(&problem).await.says("Typed as a visitor");
        assert_eq!(robin.get(&problem).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_draft_goes_on_where_it_was_left_on_another_device(world) {
        let stage = Stage::open(&world).await;
        let kim = stage.person("kim").await;
        stage.contract(&kim, ACCESS, 20).await;
        let ready = stage.server(&kim, CONTRACT).await;
        let description = format!("{}/description", ready.base);
        let (mut desk, mut phone) = (stage.browser("kim").await, stage.browser("kim").await);
        let half = [("title", "Half"), ("description", "Half a thought"), ("severity", ""), ("then", "later")];
        desk.fill(&description, &half).await;
        assert_eq!(phone.get(&ready.base).await.location, description);
        phone.get(&description).await.says("Half a thought");
        let done = [("title", "Whole"), ("description", "A thought"), ("severity", "C"), ("handling", "business_hours")];
        phone.fill(&description, &done).await;
        let sent = phone.fill(&format!("{}/check", ready.base), &[("agreement", "yes")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let other = desk.get(&description).await;
        assert_eq!(other.location, sent.location, "the other device is led to the receipt");
        let late = desk.get(&format!("{}/check", ready.base)).await;
        assert_eq!(late.location, sent.location);
    }
}
