//! *Explain*: the same rules as *Submit*, asked for any instant, of one's own contracts and, by staff, of another's.

use actions::contracts::{self, Wanted};
use actions::testing::{catalogue, noon, scene};
use actions::{MIGRATIONS, catalog};
use axum::http::StatusCode;
use domain::account::Role;
use domain::eligibility::Area;
use domain::time::Moment;

use crate::stage::{PAIR, Stage};

/// The question about Visual Studio 2022 on a day at a time.
fn asked(day: &str, time: &str) -> String {
    format!(
        "/explain?product=visual-studio%2F2022&use=production&region=&day={day}&time={time}&sign_in="
    )
}

/// The reasons that the action gives at an instant.
async fn reasons(stage: &Stage, at: &str) -> Vec<&'static str> {
    let wanted = Wanted {
        product: Some("visual-studio".to_owned()),
        version: Some("2022".to_owned()),
        production: true,
        area: Area::OnPremises,
        region: None,
    };
    let instant = Moment::parse(at).expect("an instant");
    let by = "kim@example.com".to_owned();
    let found = contracts::explain_by_house(&stage.house, "test", by, wanted, instant).await;
    let found = found.expect("it is explained");
    found[0]
        .reasons
        .iter()
        .map(|reason| reason.code())
        .collect()
}

store::on_both_engines! { MIGRATIONS;
    /// The naive page asks for today, or lets the day change at midnight in its reader's zone or in UTC.
    async fn t16_what_is_covered_changes_overnight_where_the_contract_is(world) {
        let stage = Stage::open(&world).await;
        let kim = stage.person("kim").await;
        stage.issued(&kim, "partner-gold-20", PAIR, -30).await;
        let mut files = catalogue();
        let studio = files.get_mut("products/visual-studio.toml").expect("the product");
        let next = "[[version]]\nkey = \"2028\"\nname = { en = \"Visual Studio 2028\", sv = \"Visual Studio 2028\" }\nreleased = 2026-12-01\n\n[[problem_type]]";
        *studio = studio.replacen("[[problem_type]]", next, 1);
        catalog::load(&stage.house, &files, noon()).await.expect("the catalogue loads");
        let mut browser = stage.browser("kim").await;
        // Kim and the contract are in Stockholm: midnight is at 23:00 UTC.
        browser.get(&asked("2026-11-30", "23:59")).await.says("Can be used").says("0088163423");
        let released = browser.get(&asked("2026-12-01", "00:00")).await;
        released.says("<h2 id=\"answer\">Visual Studio 2022, ").says("Cannot be used").says("covers the current and the previous version, and Visual Studio 2022 is older.");
        assert!(reasons(&stage, "2026-11-30T22:59:59Z").await.is_empty());
        assert_eq!(reasons(&stage, "2026-11-30T23:00:00Z").await, ["version_too_old"]);
        let moved = world.store.write(|tx| tx.execute("UPDATE account SET zone = 'America/New_York'", &[])).await;
        moved.expect("Kim moves");
        browser.get(&asked("2026-11-30", "17:59")).await.says("Can be used");
        browser.get(&asked("2026-11-30", "18:00")).await.says("Cannot be used");
    }

    async fn t16_the_end_of_mainstream_support_is_explained_before_it_comes(world) {
        let stage = Stage::open(&world).await;
        let kim = stage.person("kim").await;
        stage.issued(&kim, "partner-gold-20", PAIR, -30).await;
        let mut browser = stage.browser("kim").await;
        browser.get(&asked("2027-01-12", "23:59")).await.says("Can be used");
        browser.get(&asked("2027-01-13", "00:00")).await.says("that of Visual Studio 2022 has ended").says("Decided by version");
        assert!(reasons(&stage, "2027-01-12T22:59:59Z").await.is_empty());
        assert_eq!(reasons(&stage, "2027-01-12T23:00:00Z").await, ["version_too_old"]);
    }

    async fn staff_ask_for_another_and_nobody_else_does(world) {
        let stage = Stage::open(&world).await;
        let kim = stage.person("kim").await;
        stage.person("robin").await;
        for (name, role) in [("olle", Role::ServiceCentre), ("erin", Role::Engineer), ("vera", Role::Supervisor), ("ada", Role::Administrator)] {
            scene::person(&stage.store, name, &[role], noon()).await;
        }
        stage.issued(&kim, "partner-gold-20", PAIR, -30).await;
        let of_kim = format!("{}kim%40example.com", asked("2026-11-24", "12:00"));
        for name in ["olle", "erin", "vera", "ada"] {
            let mut browser = stage.browser(name).await;
            browser.get("/explain").await.says("name=\"sign_in\"");
            browser.get(&of_kim).await.says("0088163423").says("Can be used");
            let unknown = browser.get(&of_kim.replace("kim%40", "nobody%40")).await;
            assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
            unknown.says("<a href=\"#sign_in\">").says("value=\"nobody@example.com\"");
        }
        let mut robin = stage.browser("robin").await;
        assert!(!robin.get("/explain").await.body.contains("sign_in"));
        let foreign = robin.get(&of_kim).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
        assert!(!foreign.body.contains("0088163423"));
        robin.get(&asked("2026-11-24", "12:00")).await.says("No contract is linked to this sign-in.");
        let mut visitor = crate::support::Browser::new(&stage.portal);
        assert_eq!(visitor.get("/explain").await.status, StatusCode::UNAUTHORIZED);
    }

    async fn what_is_wrong_with_a_question_is_told_at_its_field(world) {
        let stage = Stage::open(&world).await;
        stage.person("kim").await;
        let mut browser = stage.browser("kim").await;
        let cases = [
            ("product=&day=2026-11-24&time=12:00", "#product"),
            ("product=visual-studio%2F1066&day=2026-11-24&time=12:00", "#product"),
            ("product=azure&day=tomorrow&time=12:00", "#day"),
            ("product=azure&day=2026-11-24&time=noon", "#time"),
            ("product=azure&day=2026-11-24&time=12:00&region=moon", "#region"),
        ];
        for (query, at) in cases {
            let refused = browser.get(&format!("/explain?{query}")).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
            refused.says(&format!("<a href=\"{at}\">"));
        }
    }
}
