//! Which version a contract covers is decided when the request is submitted, whatever the pages before it said.

use actions::MIGRATIONS;
use actions::testing::noon;
use actions::testing::scene::{self, left};
use axum::http::StatusCode;

use crate::stage::{ACCESS, PAIR, SERVER_2022, Stage};

const CONTRACT: &str = "con_0230242323";
const OVER: &str = "covers the previous version while it has mainstream support, and that of Windows Server 2022 has ended";

store::on_both_engines! { MIGRATIONS;
    async fn t06_a_version_chosen_after_the_contract_is_judged_again_at_submit(world) {
        let stage = Stage::open(&world).await;
        let kim = stage.person("kim").await;
        let contract = stage.contract(&kim, ACCESS, 20).await;
        let ready = stage.server(&kim, CONTRACT).await;
        let mut browser = stage.browser("kim").await;
        let older = browser.fill(&format!("{}/version", ready.base), &[("product_version", "2022")]).await;
        assert_eq!(older.status, StatusCode::SEE_OTHER, "{}", older.body);
        let check = format!("{}/check", ready.base);
        let lost = browser.fill(&check, &[("agreement", "yes")]).await;
        assert_eq!(lost.status, StatusCode::CONFLICT, "{}", lost.body);
        lost.says(OVER).says("Use a different contract").says("<title>Error: ");
        browser.get(&format!("{}/description", ready.base)).await.says("It stops at the logo.");
        assert_eq!(left(&stage.house, contract, noon()).await, 20);
    }

    async fn t16_mainstream_support_that_ends_at_midnight_ends_for_a_page_that_is_open(world) {
        let stage = Stage::open(&world).await;
        let kim = stage.person("kim").await;
        let contract = stage.contract(&kim, ACCESS, 20).await;
        stage.at("2027-01-12T22:30:00Z");
        let studio = ("visual-studio", "2022", "installation", "other");
        let ready = stage.ready(&kim, studio, Some(CONTRACT)).await;
        let mut browser = stage.browser("kim").await;
        let check = format!("{}/check", ready.base);
        let open = browser.get(&check).await;
        open.says("19 will be left");
        stage.wait(45);
        let lost = browser.send_form(&open, &check, &[("agreement", "yes")]).await;
        assert_eq!(lost.status, StatusCode::CONFLICT);
        lost.says("that of Visual Studio 2022 has ended");
        assert_eq!(left(&stage.house, contract, stage.now()).await, 20);
    }

    async fn a_contract_that_is_added_and_cannot_be_used_leaves_the_choice_open(world) {
        let stage = Stage::open(&world).await;
        let kim = stage.person("kim").await;
        let single = scene::contract(&stage.house, &kim, ("0542098173", "single-incident"), 1, 90).await;
        let robin = stage.person("robin").await;
        let pair = PAIR;
        stage.issued(&robin, "partner-gold-20", pair, -30).await;
        let ready = stage.ready(&kim, SERVER_2022, None).await;
        let mut browser = stage.browser("kim").await;
        let path = format!("{}/contract", ready.base);
        browser.get(&path).await.says("value=\"con_0542098173\" checked");
        let typed = [("then", "add"), ("access_id", pair.0), ("contract_id", pair.1)];
        let added = browser.fill(&path, &typed).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        let choices = browser.get(&added.location).await;
        choices.says("The contract is linked to your account, but cannot be used for this request.").says(OVER);
        assert!(!choices.body.contains(" checked"), "nothing is chosen in its place");
        let unchosen = browser.send_form(&choices, &path, &[]).await;
        assert_eq!(unchosen.status, StatusCode::UNPROCESSABLE_ENTITY);
        unchosen.says("Select a contract or another way to pay");
        assert_eq!(left(&stage.house, single, noon()).await, 1);
    }
}
