//! Known problems over HTTP: written at the desk, read where somebody is about to ask for help.

use actions::MIGRATIONS;
use actions::testing::{noon, scene};
use axum::http::StatusCode;
use domain::account::Role;

use crate::stage::{SERVER, Stage};
use crate::support::Browser;

const LIST: &str = "/desk/problems";
const NEW: &str = "/desk/problems/new";
const TOLD: [(&str, &str); 6] = [
    ("product", "windows-server"),
    ("title_en", "Updates <b>stop</b> halfway"),
    ("text_en", "Start the machine *again*."),
    ("title_sv", "Uppdateringar stannar halvvägs"),
    ("text_sv", ""),
    ("began", "2026-11-24 09:30"),
];

/// What is told, with some fields otherwise.
fn but(other: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let named = |name: &str| other.iter().find(|(field, _)| *field == name);
    let fields = TOLD.iter().map(|field| *named(field.0).unwrap_or(field));
    fields.collect()
}

/// The browser of somebody who may tell of problems.
async fn teller(stage: &Stage) -> Browser {
    scene::person(&stage.store, "gunnar", &[Role::Supervisor], noon()).await;
    stage.browser("gunnar").await
}

/// The address of the only problem.
async fn address(stage: &Stage) -> String {
    let keys = stage.texts("SELECT key FROM known_problem").await;
    assert_eq!(keys.len(), 1, "{keys:?}");
    format!("{LIST}/{}", keys[0])
}

store::on_both_engines! { MIGRATIONS;
    async fn a_known_problem_stands_above_the_articles_of_its_product_in_both_languages(world) {
        let stage = Stage::open(&world).await;
        let kim = stage.person("kim").await;
        let mut gunnar = teller(&stage).await;
        gunnar.get(LIST).await.says("Nothing is known to be wrong.").says(">Known problems</a>");
        let form = gunnar.get(NEW).await;
        form.says("value=\"2026-11-24 12:00\"");
        let told = gunnar.send_form(&form, LIST, &TOLD).await;
        assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.body);
        let again = gunnar.send_form(&form, LIST, &TOLD).await;
        assert_eq!(again.location, told.location, "a second click is no second problem");
        gunnar.get(&told.location).await.says("The problem is published.").says("Windows Server");

        let ready = stage.ready(&kim, SERVER, None).await;
        let other = stage.ready(&kim, ("visual-studio", "2022", "installation", "other"), None).await;
        let mut browser = stage.browser("kim").await;
        let shown = browser.get(&format!("{}/self-help", ready.base)).await;
        let sentence = "There is a known problem: Updates &#60;b&#62;stop&#60;/b&#62; halfway. Last updated 12:00 (Stockholm).";
        shown.says(sentence).says("Start the machine <em>again</em>.");
        let (banner, list) = (shown.body.find(sentence), shown.body.find("role=\"search\""));
        assert!(banner < list, "it stands above what is found");
        let elsewhere = browser.get(&format!("{}/self-help", other.base)).await;
        assert!(!elsewhere.body.contains("known problem"), "{}", elsewhere.body);
        browser.cookies.insert("language".to_owned(), "sv".to_owned());
        let swedish = browser.get(&format!("{}/self-help", ready.base)).await;
        swedish.says("Det finns ett känt fel: Uppdateringar stannar halvvägs. Senast uppdaterat kl. 12.00 (svensk tid).");
    }

    async fn what_concerns_all_products_stands_on_the_start_page_and_everything_on_the_status_page(world) {
        let stage = Stage::open(&world).await;
        let mut visitor = Browser::new(&stage.portal);
        visitor.get("/status").await.says("All services are working.");
        let mut gunnar = teller(&stage).await;
        let told = gunnar.press(NEW, LIST, &TOLD).await;
        assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.body);
        let page = visitor.get("/status").await;
        page.says("Updates &#60;b&#62;stop&#60;/b&#62; halfway (Windows Server)").says("Since 24 November 2026 at 08:30 (UTC). Last updated 24 November 2026 at 11:00 (UTC).");
        assert!(!page.body.contains("All services are working."), "{}", page.body);
        let start = visitor.get("/").await;
        assert!(!start.body.contains("known problem"), "{}", start.body);

        let path = address(&stage).await;
        let changed = gunnar.fill(&path, &but(&[("product", ""), ("title_en", "Nothing works")])).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
        visitor.get("/").await.says("There is a known problem: Nothing works. Last updated 11:00 (UTC).");
        visitor.get("/status").await.says("Nothing works (All products)");
        let ended = gunnar.press(LIST, &format!("{path}/end"), &[]).await;
        gunnar.get(&ended.location).await.says("The problem is ended.").says("Ended 24 November 2026 at 12:00 (Stockholm)");
        visitor.get("/status").await.says("All services are working.");
        let start = visitor.get("/").await;
        assert!(!start.body.contains("known problem"), "{}", start.body);
        assert!(!gunnar.get(&path).await.body.contains("End the problem"));
    }

    async fn a_form_that_tells_nothing_keeps_what_was_typed(world) {
        let stage = Stage::open(&world).await;
        let mut gunnar = teller(&stage).await;
        let wrong = but(&[("title_sv", " "), ("began", "yesterday")]);
        let refused = gunnar.press(NEW, LIST, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("<title>Error: ").says("Enter a title").says("Enter a date, for example").says("value=\"yesterday\"");
        refused.says("Updates &#60;b&#62;stop").says("<option value=\"windows-server\" selected>");
        for (field, sentence) in [
            (("began", "2026-11-24 12:01"), "Enter a time that has passed"),
            (("product", "abacus"), "Select a product"),
        ] {
            let refused = gunnar.press(NEW, LIST, &but(&[field])).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            refused.says(sentence);
        }
        let foreign = gunnar.press(NEW, LIST, &[("ended", "yes")]).await;
        assert_eq!(foreign.status, StatusCode::BAD_REQUEST, "a field that the page does not have");
        assert!(stage.texts("SELECT key FROM known_problem").await.is_empty());
    }

    async fn of_two_who_change_a_problem_the_second_sees_both_and_may_save_over_it(world) {
        let stage = Stage::open(&world).await;
        let mut gunnar = teller(&stage).await;
        gunnar.press(NEW, LIST, &TOLD).await;
        let path = address(&stage).await;
        let stale = gunnar.get(&path).await;
        gunnar.fill(&path, &but(&[("title_en", "The first")])).await;
        let late = gunnar.send_form(&stale, &path, &but(&[("title_en", "The second")])).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("Somebody else changed this while you were working.").says("value=\"The second\"");
        let over = gunnar.send_form(&late, &path, &but(&[("title_en", "The second")])).await;
        assert_eq!(over.status, StatusCode::SEE_OTHER, "{}", over.body);
        gunnar.get(LIST).await.says("The second");
    }
}
