//! What waits to be activated at the service centre: due, asked for and overdue; and *My support benefits* of whoever has
//! no contract yet, or has closed what they had asked for.

use actions::organisations;
use actions::partners::{self, NewMembership};
use actions::testing::noon;
use actions::testing::scene;
use actions::{MIGRATIONS, Visit};
use axum::http::StatusCode;
use domain::account::Role;
use domain::response::Severity;
use domain::time::Zone;
use store::testing::World;

use crate::benefits::partner;
use crate::orders::shop;
use crate::stage::{PAIR, Stage, operator};
use crate::support::{Browser, Page, portal};

const RENEWALS: &str = "/service-centre?queue=renewal";
const REQUESTS: &str = "/service-centre?queue=request";

/// A partner whose membership began today, and an officer.
async fn member(world: &World, level: &str) -> (Stage, Browser) {
    let stage = Stage::open(world).await;
    partner(&stage).await;
    scene::person(&stage.store, "ingrid", &[Role::ServiceCentre], noon()).await;
    let membership = NewMembership {
        organisation: stage.texts("SELECT key FROM organisation").await.remove(0),
        level: level.to_owned(),
        first_day: Zone::UTC.date_of(noon()),
        last_day: None,
        is_activated: false,
    };
    let recorded = partners::record_membership(&stage.house, operator(), membership).await;
    recorded.expect("it is recorded");
    let ingrid = stage.browser("ingrid").await;
    (stage, ingrid)
}

/// The address of the one activation that `queue` shows.
async fn waiting(browser: &mut Browser, queue: &str) -> String {
    let page = browser.get(queue).await;
    let link = "href=\"/service-centre/activations/";
    assert_eq!(page.body.matches(link).count(), 1, "{}", page.body);
    let key = page
        .body
        .split(link)
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    format!("/service-centre/activations/{}", key.expect("an address"))
}

/// Presses the button of the preview at `path`.
async fn activate(browser: &mut Browser, path: &str) -> Page {
    let page = browser.get(path).await;
    page.says("Activate and send the IDs");
    browser.send_form(&page, path, &[]).await
}

async fn letters(stage: &Stage) -> Vec<String> {
    let sent = "SELECT address FROM letter WHERE kind = 'contract_activated' AND created_at >= 0 ORDER BY id";
    stage.texts(sent).await
}

async fn contracts(stage: &Stage) -> usize {
    stage.texts("SELECT key FROM contract").await.len()
}

/// Astrid submits a request on her own contract; gives its number.
async fn submitted(stage: &Stage, astrid: &Visit, title: &str) -> String {
    let contract = "SELECT key FROM contract WHERE offer = 'partner-gold-20'";
    let mut answers = scene::answers("", Severity::C, title);
    answers.contract = Some(stage.texts(contract).await.remove(0));
    let receipt = scene::submit(&stage.house, astrid, answers).await;
    scene::number(&receipt.expect("it is taken"))
}

store::on_both_engines! { MIGRATIONS;
    async fn a_renewal_is_due_in_28_days_and_overdue_after_them(world) {
        let (stage, mut ingrid) = member(&world, "gold").await;
        ingrid.get("/service-centre").await.says("Activations due").says("Nordhav").says("22 December 2026");
        ingrid.get(REQUESTS).await.says("Nothing to do here right now.");
        let task = waiting(&mut ingrid, RENEWALS).await;
        ingrid.get(&task).await.says("22 December 2026").says("Gold");
        stage.at("2026-12-21T22:59:59Z");
        let mut ingrid = stage.browser("ingrid").await;
        assert!(!ingrid.get(RENEWALS).await.body.contains("Overdue"), "the last of the days is not over");
        stage.at("2026-12-21T23:00:00Z");
        for page in [RENEWALS, &task] {
            ingrid.get(page).await.says("Overdue since 22 December 2026");
        }
    }

    async fn what_a_partner_asks_for_is_seen_before_it_is_activated_and_issued_once(world) {
        let (stage, mut ingrid) = member(&world, "action-pack").await;
        let (mut astrid, mut kim) = (stage.browser("astrid").await, stage.browser("kim").await);
        ingrid.get(RENEWALS).await.says("Nothing to do here right now.");
        let page = astrid.get("/benefits").await;
        let asked = [("location", page.hidden("location")), ("cause", page.hidden("cause"))];
        let asked = asked.each_ref().map(|(name, value)| (*name, value.as_str()));
        assert_eq!(asked[1].1, "request", "it can be asked for");
        let foreign = kim.press("/benefits", "/benefits/activations", &asked).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND, "by whoever stands for the partner");
        let done = astrid.press("/benefits", "/benefits/activations", &asked).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_eq!(astrid.get("/benefits").await.hidden("cause"), "", "once");
        let before = contracts(&stage).await;
        let task = waiting(&mut ingrid, REQUESTS).await;
        let preview = ingrid.get(&task).await;
        preview.says("Partner Support MAPS 10Pack").says("The IDs are sent to astrid").says("a•••@example.com");
        assert_eq!((contracts(&stage).await, letters(&stage).await.len()), (before, 2), "to look does nothing");
        let done = activate(&mut ingrid, &task).await;
        ingrid.get(&done.location).await.says("Activated. IDs sent to astrid").says("This has been activated.");
        assert_eq!(contracts(&stage).await, before + 2, "incidents and hours");
        let again = ingrid.send_form(&preview, &task, &[]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        again.says("This has been activated");
        assert_eq!((contracts(&stage).await, letters(&stage).await.len()), (before + 2, 3), "one pair, one letter");
        ingrid.get(REQUESTS).await.says("Nothing to do here right now.");
        astrid.get("/benefits").await.says("Partner Support MAPS 10Pack");
    }

    async fn days_that_are_none_and_a_partner_whom_nobody_stands_for_are_told_before_anything_is_issued(world) {
        let (stage, mut ingrid) = member(&world, "gold").await;
        let task = waiting(&mut ingrid, RENEWALS).await;
        let before = contracts(&stage).await;
        let page = ingrid.get(&task).await;
        let wrong = ingrid.send_form(&page, &task, &[("first_day", "30/11"), ("last_day", "2027-10-31")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("Enter a day such as 2026-11-30.").says("href=\"#first_day\"").says("value=\"30/11\"").says("value=\"2027-10-31\"");
        let outside = ingrid.send_form(&page, &task, &[("first_day", "2028-01-01")]).await;
        assert_eq!(outside.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", outside.body);
        let astrid = "SELECT k.key FROM contact k JOIN location w ON w.id = k.location WHERE w.name = 'Stockholm'";
        let astrid = stage.texts(astrid).await.remove(0);
        organisations::remove(&stage.house, operator(), &astrid).await.expect("off the file");
        ingrid.get(&task).await.says("Nobody is on file as the primary program contact");
        let nobody = ingrid.send_form(&page, &task, &[]).await;
        assert!(nobody.status.is_client_error(), "{}", nobody.status);
        assert_eq!(contracts(&stage).await, before, "nothing is issued");
    }

    async fn whoever_has_no_contract_adds_a_pair_or_buys(world) {
        let stage = shop(&world).await;
        stage.person("kim").await;
        stage.organisation("Nordhav", Some("4648141"), "kim").await;
        let mut browser = stage.browser("kim").await;
        let page = browser.get("/benefits").await;
        page.says("No contracts are shown for Nordhav.").says("You can still submit a request")
            .says("href=\"/contracts/links/new\"").says("href=\"/orders/new\"").says("href=\"/requests/new\"");
        let mut unsold = Browser::new(&portal(&stage.house));
        unsold.sign_in(&stage.house, "kim@example.com").await;
        unsold.get("/benefits").await.says("No contracts are shown for Nordhav.").lacks("/orders/new");
        let robin = stage.person("robin").await;
        stage.issued(&robin, "partner-maps-10", PAIR, -1).await;
        let pair = [("access_id", PAIR.0), ("contract_id", PAIR.1)];
        let added = browser.fill("/contracts/links/new", &pair).await;
        added.says("The contract is linked");
        browser.get("/benefits").await.says("My own contracts").says("Partner Support MAPS 10Pack");
    }

    async fn closed_activities_stand_apart_from_open_ones(world) {
        let stage = Stage::open(&world).await;
        let astrid = partner(&stage).await;
        let mut browser = stage.browser("astrid").await;
        browser.get("/benefits?show=closed").await.says("No support requests here.");
        let done = submitted(&stage, &astrid, "The forest does not trust").await;
        submitted(&stage, &astrid, "The printer is silent").await;
        let path = format!("/requests/{done}");
        let withdrawn = browser.press(&path, &format!("{path}/withdrawal"), &[]).await;
        assert_eq!(withdrawn.status, StatusCode::SEE_OTHER, "{}", withdrawn.body);
        let (open, closed) = (browser.get("/benefits").await, browser.get("/benefits?show=closed").await);
        open.says("The printer is silent").lacks("The forest does not trust");
        closed.says("The forest does not trust").says(&done).lacks("The printer is silent");
        browser.get("/benefits?tab=advisory&show=closed").await.says("No advisory requests here.");
        browser.get("/benefits?tab=program&show=closed").await.says("No program support cases here.");
        let mut kalmar = stage.browser("signe").await;
        kalmar.get("/benefits?show=closed").await.lacks("forest");
    }
}
