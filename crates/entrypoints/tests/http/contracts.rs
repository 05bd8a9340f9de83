//! *My contracts*: linking ahead of need, the statement, and who may share, see, stop and change.

use actions::contracts;
use actions::testing::scene;
use actions::{MIGRATIONS, Visit};
use axum::http::{StatusCode, header};
use domain::response::Severity;

use crate::stage::{PAIR, Stage};
use crate::support::Browser;

const OTHER: (&str, &str) = ("0451177307", "113444429105");

/// Submits `count` requests on a contract, one an hour.
async fn submitted(stage: &Stage, visit: &Visit, contract: &str, count: usize) {
    for place in 0..count {
        let mut answers = scene::answers("", Severity::C, &format!("Request {place}"));
        answers.contract = Some(contract.to_owned());
        let visit = scene::at(visit, stage.now());
        scene::submit(&stage.house, &visit, answers)
            .await
            .expect("it is taken");
        stage.wait(60);
    }
}

/// The token in the letter of the newest invitation.
async fn invitation(stage: &Stage) -> String {
    let keys = stage
        .texts("SELECT key FROM invitation ORDER BY id DESC")
        .await;
    contracts::invitation_token(&stage.house, &keys[0])
}

async fn share(browser: &mut Browser, key: &str, email: &str) {
    let path = format!("/contracts/{key}/invitations/new");
    let shared = browser
        .fill(&path, &[("email", email), ("message", "Welcome")])
        .await;
    assert_eq!(shared.status, StatusCode::SEE_OTHER, "{}", shared.body);
    browser
        .get(&shared.location)
        .await
        .says("The invitation has been sent.");
}

store::on_both_engines! { MIGRATIONS;
    async fn a_contract_is_linked_ahead_of_need_and_listed_by_whether_it_can_be_used(world) {
        let stage = Stage::open(&world).await;
        let (robin, _) = (stage.person("robin").await, stage.person("kim").await);
        stage.issued(&robin, "partner-gold-20", PAIR, -30).await;
        stage.issued(&robin, "msdn-2", OTHER, -400).await;
        let mut kim = stage.browser("kim").await;
        kim.get("/contracts").await.says("No contracts are linked to your account. Link one now");
        let new = "/contracts/links/new";
        kim.get(new).await.says("It will be linked to kim@example.com.");
        let bad = kim.fill(new, &[("access_id", "12a456"), ("contract_id", "")]).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        bad.says("Access ID may only contain digits").says("Enter a Contract ID").says("value=\"12a456\"");
        let near = kim.fill(new, &[("access_id", "88163423"), ("contract_id", PAIR.1)]).await;
        near.says("Did you mean 0088163423?").says("name=\"use\" value=\"0088163423\"");
        let swapped = kim.fill(new, &[("access_id", PAIR.1), ("contract_id", PAIR.0)]).await;
        swapped.says("The IDs seem to be in the wrong fields.").says("name=\"swap\"");
        let linked = kim.fill(new, &[("access_id", PAIR.0), ("contract_id", PAIR.1)]).await;
        linked.says("Partner Support Gold 20Pack").says("20 of 20 incidents left");
        let again = kim.fill(new, &[("access_id", PAIR.0), ("contract_id", PAIR.1)]).await;
        assert_eq!(again.status, StatusCode::OK, "linked already is a success");
        let expired = kim.fill(new, &[("access_id", OTHER.0), ("contract_id", OTHER.1)]).await;
        expired.says("Expired 19 October 2026.");
        let list = kim.get("/contracts").await;
        let (usable, unusable) = (list.body.find(PAIR.0), list.body.find(OTHER.0));
        assert!(usable.is_some() && usable < unusable, "usable ones first");
        assert!(!list.body.contains(PAIR.1) && !list.body.contains(OTHER.1), "no Contract ID on any list");
    }

    async fn what_begins_later_says_what_it_brings_and_hours_that_lapsed_are_hours(world) {
        let stage = Stage::open(&world).await;
        let kim = stage.person("kim").await;
        stage.issued(&kim, "partner-gold-20", PAIR, 13).await;
        stage.issued(&kim, "advisory-gold-50h", OTHER, -400).await;
        let list = stage.browser("kim").await.get("/contracts").await;
        list.says("20 incidents from 7 December 2026").says("Unused advice: 50 hours.");
        assert!(!list.body.contains("No incidents left"), "{}", list.body);
    }

    async fn a_statement_has_its_period_its_pages_and_its_files(world) {
        let stage = Stage::open(&world).await;
        let kim = stage.person("kim").await;
        let key = stage.issued(&kim, "regional-unlimited", OTHER, -30).await;
        let gold = stage.issued(&kim, "partner-gold-20", PAIR, -30).await;
        for _ in 0..2 {
            let all = contracts::Adjustment { change: 10, reason: "goodwill".to_owned(), once: stage.now().0.to_string() };
            contracts::adjust(&stage.house, actions::By::House("test", stage.now()), &gold, all).await.expect("added");
            stage.wait(60);
        }
        submitted(&stage, &kim, &gold, 30).await;
        let mut browser = stage.browser("kim").await;
        let page = format!("/contracts/{gold}");
        let first = browser.get(&page).await;
        first.says("Showing 1–25 of 33").says("Closing balance").says("10 of 40 incidents left");
        assert!(!first.body.contains("Opening balance"), "it stands on the last page");
        assert!(first.body.contains("rel=\"next\"") && !first.body.contains("rel=\"prev\""));
        let second = browser.get(&format!("{page}?page=2")).await;
        second.says("Showing 26–33 of 33").says("Opening balance").says("Granted");
        assert_eq!(browser.get(&format!("{page}?page=99")).await.status, StatusCode::OK);
        let day = browser.get(&format!("{page}?from=2026-11-24&to=2026-11-24")).await;
        day.says("From 24 November 2026 to 24 November 2026");
        let wrong = browser.get(&format!("{page}?from=2026-11-25&to=2026-11-24")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("Enter a last day that is not before the first").says("value=\"2026-11-25\"");
        let csv = browser.get(&format!("{page}/statement.csv")).await;
        let kind = csv.headers[header::CONTENT_TYPE].to_str().expect("text");
        assert!(kind.starts_with("text/csv"), "{kind}");
        assert!(csv.headers[header::CONTENT_DISPOSITION].to_str().expect("text").starts_with("attachment"));
        assert_eq!(csv.body.lines().count(), 34, "a head and every line, whatever the page");
        csv.says("\"Incident used\"").says("\"-1\",\"10\"");
        let signed = browser.get(&format!("{page}/statement.json")).await;
        signed.says("signature");
        assert_eq!(browser.get(&format!("{page}/statement.csv?from=x&to=y")).await.status, StatusCode::BAD_REQUEST);
        let table = browser.get(&format!("{page}?view=table")).await;
        table.says("Balance over time").says("<td class=\"k-number\" data-label=\"Balance\">39</td>").says("Show as chart");
        assert!(!table.body.contains("<svg class=\"chart"), "a table in place of the drawing");
        first.says("<svg class=\"chart").says("Show as table");
        let unlimited = browser.get(&format!("/contracts/{key}")).await;
        assert!(!unlimited.body.contains("<svg class=\"chart"), "what is not counted is not drawn");
    }

    async fn an_invitation_works_once_for_a_week_and_for_its_own_address(world) {
        let stage = Stage::open(&world).await;
        let (robin, _, _) = (stage.person("robin").await, stage.person("kim").await, stage.person("linda").await);
        let key = stage.issued(&robin, "partner-gold-20", PAIR, -30).await;
        let (mut owner, mut kim, mut linda) =
            (stage.browser("robin").await, stage.browser("kim").await, stage.browser("linda").await);
        let path = format!("/contracts/{key}/invitations/new");
        let own = owner.fill(&path, &[("email", "robin@example.com")]).await;
        assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
        let secret = owner.fill(&path, &[("email", "kim@example.com"), ("message", "3331 4286 2171")]).await;
        secret.says("The message contains the Contract ID.");
        share(&mut owner, &key, "kim@example.com").await;
        let token = invitation(&stage).await;
        let page = format!("/invitations/{token}");
        let visitor = Browser::new(&stage.portal).get(&page).await;
        assert_eq!(visitor.status, StatusCode::UNAUTHORIZED, "sign in first");
        let (foreign, unknown) = (linda.get(&page).await, linda.get("/invitations/made-up").await);
        assert_eq!((foreign.status, unknown.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
        foreign.says("was sent to another address").says("That invitation no longer works");
        let form = linda.get("/status").await;
        let taken = linda.send_form(&form, &page, &[]).await;
        assert_eq!(taken.status, StatusCode::NOT_FOUND, "a letter that was passed on opens nothing");
        let refused = linda.send_form(&form, &format!("{page}/refusal"), &[]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "nor can it be declined for another");
        kim.get(&page).await.says("shares a support contract with you").says("Partner Support Gold 20Pack");
        assert_eq!(kim.get(&format!("/contracts/{key}")).await.status, StatusCode::NOT_FOUND, "looking links nothing");
        let accepted = kim.fill(&page, &[]).await;
        assert_eq!(accepted.location, format!("/contracts/{key}"));
        let form = kim.get("/status").await;
        assert_eq!(kim.send_form(&form, &page, &[]).await.status, StatusCode::NOT_FOUND, "once");
        share(&mut owner, &key, "linda@example.com").await;
        let page = format!("/invitations/{}", invitation(&stage).await);
        stage.wait(7 * 24 * 60 - 1);
        let mut linda = stage.browser("linda").await;
        let open = linda.get(&page).await;
        assert_eq!(open.status, StatusCode::OK);
        stage.wait(1);
        assert_eq!(linda.send_form(&open, &page, &[]).await.status, StatusCode::NOT_FOUND, "seven days");
    }

    async fn t15_the_owner_sees_stops_and_changes_and_nobody_else(world) {
        let stage = Stage::open(&world).await;
        let (robin, _) = (stage.person("robin").await, stage.person("kim").await);
        let key = stage.issued(&robin, "partner-gold-20", PAIR, -30).await;
        let (mut owner, mut kim) = (stage.browser("robin").await, stage.browser("kim").await);
        let typed = [("access_id", PAIR.0), ("contract_id", PAIR.1)];
        kim.fill("/contracts/links/new", &typed).await.says("Partner Support Gold 20Pack");
        let page = format!("/contracts/{key}");
        owner.get(&page).await.says("kim (kim@example.com)").says("Change the Contract ID");
        let linked = kim.get(&page).await;
        linked.says("Only the owner sees who has linked the contract.");
        assert!(!linked.body.contains("robin@example.com") && !linked.body.contains("/contract-id/new"));
        let person = stage.texts("SELECT key FROM account WHERE name = 'kim'").await.remove(0);
        let (removal, rotation) = (format!("{page}/people/{person}/removal"), format!("{page}/contract-id/new"));
        let form = kim.get("/status").await;
        for forbidden in [&removal, &rotation] {
            assert_eq!(kim.get(forbidden).await.status, StatusCode::NOT_FOUND, "{forbidden}");
            let done = kim.send_form(&form, forbidden, &[]).await;
            assert_eq!(done.status, StatusCode::NOT_FOUND, "{forbidden}");
        }
        let without = owner.fill(&rotation, &[("reason", " ")]).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        without.says("Enter a reason");
        let changed = owner.fill(&rotation, &[("reason", "somebody left")]).await;
        let said = owner.get(&changed.location).await;
        said.says("The Contract ID is changed.").says("r•••@example.com");
        assert_eq!(kim.get(&page).await.status, StatusCode::OK, "links stay");
        let mut late = Browser::new(&stage.portal);
        stage.person("linda").await;
        late.sign_in(&stage.house, "linda@example.com").await;
        let old = late.fill("/contracts/links/new", &typed).await;
        assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY, "the old pair stops");
        let id = contracts::for_letter(&stage.house, &key).await.expect("the new one");
        let new = [("access_id", PAIR.0), ("contract_id", id.reveal())];
        late.fill("/contracts/links/new", &new).await.says("Partner Support Gold 20Pack");
        owner.get(&removal).await.says("kim@example.com");
        let stopped = owner.fill(&removal, &[]).await;
        owner.get(&stopped.location).await.says("can no longer use");
        assert_eq!(kim.get(&page).await.status, StatusCode::NOT_FOUND);
        let unlinked = late.fill(&format!("{page}/link/removal"), &[]).await;
        assert_eq!(unlinked.location, "/contracts");
        assert_eq!(late.get(&page).await.status, StatusCode::NOT_FOUND);
        owner.get(&page).await.says("20 of 20 incidents left");
    }

    async fn t03_a_contract_id_is_shown_to_holders_on_demand_and_that_is_written_down(world) {
        let stage = Stage::open(&world).await;
        let (robin, _) = (stage.person("robin").await, stage.person("kim").await);
        let key = stage.issued(&robin, "partner-gold-20", PAIR, -30).await;
        let (mut owner, mut kim) = (stage.browser("robin").await, stage.browser("kim").await);
        let page = format!("/contracts/{key}");
        for masked in [page.clone(), format!("{page}/invitations/new"), format!("{page}/contract-id/new")] {
            assert!(!owner.get(&masked).await.body.contains(PAIR.1), "{masked}");
        }
        let reveal = format!("{page}/contract-id");
        assert_eq!(owner.get(&reveal).await.status, StatusCode::METHOD_NOT_ALLOWED, "looking shows nothing");
        let form = owner.get(&format!("{page}/invitations/new")).await;
        form.says("Copy IDs");
        let shown = owner.send_form(&form, &reveal, &[]).await;
        shown.says(PAIR.1).says(&format!("Access ID: {}&#10;Contract ID: {}", PAIR.0, PAIR.1));
        assert_eq!(shown.headers[header::CACHE_CONTROL], "no-store");
        let form = kim.get("/status").await;
        assert_eq!(kim.send_form(&form, &reveal, &[]).await.status, StatusCode::NOT_FOUND);
        let lines = stage.texts("SELECT a.name FROM audit l JOIN account a ON a.key = l.actor WHERE deed = 'contract.reveal'").await;
        assert_eq!(lines, ["robin"]);
    }

    async fn a_link_is_undone_from_the_letter_by_a_button(world) {
        let stage = Stage::open(&world).await;
        let (robin, _) = (stage.person("robin").await, stage.person("kim").await);
        let key = stage.issued(&robin, "partner-gold-20", PAIR, -30).await;
        let mut kim = stage.browser("kim").await;
        kim.fill("/contracts/links/new", &[("access_id", PAIR.0), ("contract_id", PAIR.1)]).await;
        let link = stage.texts("SELECT key FROM link").await.remove(0);
        let path = format!("/links/undo/{}", contracts::undo_token(&stage.house, &link));
        let mut letter = Browser::new(&stage.portal);
        let asked = letter.get(&path).await;
        asked.says("kim@example.com");
        assert_eq!(kim.get(&format!("/contracts/{key}")).await.status, StatusCode::OK, "looking undoes nothing");
        letter.send_form(&asked, &path, &[]).await.says("The link of kim@example.com is undone.");
        assert_eq!(kim.get(&format!("/contracts/{key}")).await.status, StatusCode::NOT_FOUND);
    }
}
