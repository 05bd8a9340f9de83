//! The administration over HTTP: people, the log, mail, jobs, letters, settings and the first run.

use std::sync::{Arc, Mutex};

use actions::outbox::{self, Fate};
use actions::testing::{noon, scene};
use actions::{MIGRATIONS, setup};
use axum::http::{StatusCode, header};
use domain::account::Role;
use domain::ids::EmailAddress;
use entrypoints::Examples;

use crate::places::patterns;
use crate::stage::Stage;
use crate::support::{Browser, portal_with_examples};

const PEOPLE: &str = "/admin/people";
const SETTINGS: &str = "/admin/settings";

/// Where administrators keep the house.
const ROOMS: [&str; 7] = [
    PEOPLE,
    "/admin/look",
    "/admin/audit",
    "/admin/mail",
    "/admin/jobs",
    "/admin/templates",
    SETTINGS,
];

const DECIDED: [(&str, &str); 7] = [
    ("name", "Nordhav Support"),
    ("contact", "help@example.com"),
    ("sender", ""),
    ("zone", "Europe/London"),
    ("drafts_kept_days", "60"),
    ("adjustment_limit_units", "3"),
    ("adjustment_limit_minutes", "300"),
];

/// The settings, with some otherwise.
fn but(other: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let named = |name: &str| other.iter().find(|(field, _)| *field == name);
    let fields = DECIDED.iter().map(|field| *named(field.0).unwrap_or(field));
    fields.collect()
}

async fn administrator(stage: &Stage) -> Browser {
    scene::person(&stage.store, "vera", &[Role::Administrator], noon()).await;
    stage.browser("vera").await
}

/// The address of somebody's page.
async fn page_of(stage: &Stage, name: &str) -> String {
    let keys = stage
        .texts("SELECT name || ' ' || key FROM account ORDER BY id")
        .await;
    let key = keys.iter().find_map(|line| line.strip_prefix(name));
    format!("{PEOPLE}/{}", key.expect("an account").trim())
}

store::on_both_engines! { MIGRATIONS;
    async fn somebody_is_invited_given_a_role_and_deactivated_for_a_reason(world) {
        let stage = Stage::open(&world).await;
        let mut vera = administrator(&stage).await;
        let invited = vera.press("/admin/people/new", "/admin/people/new", &[("email", "nils@"), ("role", "cook")]).await;
        assert_eq!(invited.status, StatusCode::UNPROCESSABLE_ENTITY);
        invited.says("<title>Error: ").says("Select a role").says("value=\"nils@\"").says("Enter a reason");
        let nils = [("email", "nils@example.com"), ("role", "engineer"), ("reason", "New here")];
        let invited = vera.press("/admin/people/new", "/admin/people/new", &nils).await;
        assert_eq!(invited.status, StatusCode::SEE_OTHER, "{}", invited.body);
        vera.get(&invited.location).await.says("The invitation is sent.").says("nils@example.com").says("support engineer");
        let letters = stage.texts("SELECT address || ' ' || kind FROM letter").await;
        assert_eq!(letters, ["nils@example.com staff_invited"]);

        scene::person(&stage.store, "erin", &[Role::Engineer], noon()).await;
        let erin = page_of(&stage, "erin").await;
        let unclear = vera.press(&erin, &erin, &[("reason", "As agreed")]).await;
        assert_eq!(unclear.status, StatusCode::UNPROCESSABLE_ENTITY);
        unclear.says("Select what is to change").says("value=\"As agreed\"");
        for what in ["give-supervisor", "take-engineer", "disable", "enable"] {
            let done = vera.press(&erin, &erin, &[("what", what), ("reason", "As agreed")]).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{what}: {}", done.body);
        }
        vera.get(&erin).await.says("supervisor").says("Take the role supervisor away").says("Give the role support engineer");
        let own = page_of(&stage, "vera").await;
        let last = vera.press(&own, &own, &[("what", "take-administrator"), ("reason", "Bored")]).await;
        assert_eq!(last.status, StatusCode::CONFLICT);
        last.says("There has to be an administrator.").says("value=\"Bored\"");
    }

    async fn the_log_is_narrowed_paged_and_given_out(world) {
        let stage = Stage::open(&world).await;
        let mut vera = administrator(&stage).await;
        scene::person(&stage.store, "erin", &[Role::Engineer], noon()).await;
        let erin = page_of(&stage, "erin").await;
        for round in 0..30 {
            let what = if round % 2 == 0 { "disable" } else { "enable" };
            vera.press(&erin, &erin, &[("what", what), ("reason", "=1+1")]).await;
        }
        let page = vera.get("/admin/audit?deed=account.disable&actor=vera%40example.com").await;
        page.says("erin@example.com").says("=1+1").says("192.0.2.0/24").says("Account deactivated<");
        assert_eq!(page.body.matches("<tr>").count(), 1 + 15, "{}", page.body);
        let first = vera.get("/admin/audit").await;
        let next = first.body.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
        let next = next.expect("another page").replace("&#38;", "&").replace("&amp;", "&");
        let second = vera.get(&next).await;
        assert_ne!(first.body, second.body);
        second.says("Go to the newest lines");
        let wrong = vera.get("/admin/audit?from=yesterday").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let file = vera.send_form(&first, "/admin/audit/export", &[("deed", "account.enable")]).await;
        assert_eq!(file.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
        assert_eq!(file.body.lines().count(), 1 + 15, "{}", file.body);
        file.says("\"'=1+1\"");
        let logged = stage.texts("SELECT object FROM audit WHERE deed = 'export.make'").await;
        assert_eq!(logged, ["audit"]);
    }

    async fn letters_that_failed_are_seen_with_the_reason_and_tried_again(world) {
        let stage = Stage::open(&world).await;
        let mut vera = administrator(&stage).await;
        let page = vera.get("/admin/mail").await;
        assert!(!page.body.contains("Retry all"), "there is nothing to retry");
        for _ in 0..2 {
            let sent = vera.send_form(&page, "/admin/mail/test", &[]).await;
            vera.get(&sent.location).await.says("The test letter is on its way to you.");
        }
        let due = outbox::take_due(&stage.house, noon()).await.expect("it is due");
        assert_eq!(due.len(), 1, "a second click is no second letter");
        let why = "no such <b>mailbox</b>".to_owned();
        outbox::settle(&stage.house, due[0].id, Fate::Failed { why }, noon()).await.expect("given up");
        let failed = vera.get("/admin/mail?show=failed").await;
        failed.says("no such &#60;b&#62;mailbox").says("vera@example.com").says("Test letter").says("Retry all");
        let path = format!("/admin/mail/{}/retry", due[0].id);
        let form = vera.get("/admin/jobs").await;
        let again = vera.send_form(&form, &path, &[]).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
        assert_eq!(vera.send_form(&form, &path, &[]).await.status, StatusCode::SEE_OTHER, "twice is once");
        let all = vera.send_form(&form, "/admin/mail/retry", &[]).await;
        vera.get(&all.location).await.says("Tried again in a moment.").says("sample");
    }

    async fn jobs_are_seen_and_run(world) {
        let stage = Stage::open(&world).await;
        let mut vera = administrator(&stage).await;
        vera.get("/admin/jobs").await.says("Sealing the ledger").says("Not yet");
        let started = vera.press("/admin/jobs", "/admin/jobs/seal/run", &[]).await;
        assert_eq!(started.status, StatusCode::SEE_OTHER);
        let ran = "SELECT job FROM job_run WHERE failure IS NULL";
        for _ in 0..200 {
            if !stage.texts(ran).await.is_empty() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        assert_eq!(stage.texts(ran).await, ["seal"]);
        vera.get("/admin/jobs").await.says("Done");
        vera.get("/admin").await.says("today 12:00");
        let unknown = vera.press("/admin/jobs", "/admin/jobs/coffee/run", &[]).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        stage.wait(4);
        vera.get("/admin/jobs").await.says("Late");
    }

    async fn every_letter_is_shown_in_both_languages_and_sent_to_whoever_asks(world) {
        let stage = Stage::open(&world).await;
        let mut vera = administrator(&stage).await;
        let list = vera.get("/admin/templates").await;
        list.says("Sign in to Klippkort").says("Sign-in link");
        let kinds: Vec<String> = list.body.split("/admin/templates/").skip(1)
            .map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect();
        assert!(kinds.len() > 30, "{kinds:?}");
        for kind in &kinds {
            let page = vera.get(&format!("/admin/templates/{kind}")).await;
            assert_eq!(page.status, StatusCode::OK, "{kind}");
            page.says("<section class=\"card\" lang=\"en\"").says("<section class=\"card\" lang=\"sv\"");
        }
        let path = "/admin/templates/contract_activated";
        vera.get(path).await.says("618761393031");
        let sent = vera.press(path, &format!("{path}/test"), &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert_eq!(stage.texts("SELECT address FROM letter WHERE kind = 'sample'").await, ["vera@example.com"]);
        assert_eq!(vera.get("/admin/templates/nothing").await.status, StatusCode::NOT_FOUND);
    }

    async fn settings_apply_at_once_and_whoever_was_overtaken_sees_both(world) {
        let stage = Stage::open(&world).await;
        let mut vera = administrator(&stage).await;
        let stale = vera.get(SETTINGS).await;
        let wrong = but(&[("drafts_kept_days", "0"), ("adjustment_limit_units", "many"), ("contact", "nobody")]);
        let refused = vera.send_form(&stale, SETTINGS, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("Enter a number of days from 7 to 365").says("value=\"many\"").says("value=\"nobody\"");
        let saved = vera.send_form(&refused, SETTINGS, &DECIDED).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        vera.get(&saved.location).await.says("The settings are saved.").says("– Nordhav Support</title>");
        let mut visitor = Browser::new(&stage.portal);
        visitor.get("/help").await.says("help@example.com");
        vera.get("/requests/draft/d_00000000000000000000000000/check").await.says("60 days");
        assert_eq!(stage.house.settings().adjustment_limit_units, 3);
        let late = vera.send_form(&stale, SETTINGS, &but(&[("name", "Sydhav")])).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("Somebody else changed this while you were working.").says("value=\"Sydhav\"");
        let over = vera.send_form(&late, SETTINGS, &but(&[("name", "Sydhav")])).await;
        assert_eq!(over.status, StatusCode::SEE_OTHER, "{}", over.body);
        visitor.get("/").await.says("<span>Sydhav</span>");
        let foreign = vera.press(SETTINGS, SETTINGS, &[("price", "0")]).await;
        assert_eq!(foreign.status, StatusCode::BAD_REQUEST);
    }

    async fn the_first_run_makes_an_administrator_and_shuts_itself(world) {
        let stage = Stage::open(&world).await;
        let code = setup::open(&stage.house, noon()).await.expect("open").expect("a code");
        let mut browser = Browser::new(&stage.portal);
        let form = browser.get("/setup").await;
        form.says("It is in the log that the program wrote");
        assert!(!form.body.contains("name=\"examples\""), "there are none to begin with here");
        let fields = [("name", "Nordhav Support"), ("language", "sv"), ("zone", "Europe/Stockholm"), ("sender", ""),
            ("email", "vera@example.com"), ("person", "Vera")];
        let guess = [&fields[..], &[("code", "0000")]].concat();
        let refused = browser.send_form(&form, "/setup", &guess).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("Enter the code from the server’s log.").says("value=\"vera@example.com\"");
        let right = [&fields[..], &[("code", code.as_str())]].concat();
        let done = browser.send_form(&form, "/setup", &right).await;
        assert_eq!((done.status, done.location.as_str()), (StatusCode::SEE_OTHER, "/account/passkeys/new"));
        browser.get("/account").await.says("vera@example.com");
        assert_eq!(browser.get("/admin").await.status, StatusCode::NOT_FOUND, "a passkey comes first");
        assert_eq!(Browser::new(&stage.portal).get("/setup").await.status, StatusCode::NOT_FOUND);
        let again = browser.send_form(&done, "/setup", &right).await;
        assert_ne!(again.status, StatusCode::SEE_OTHER);
    }

    async fn whoever_sets_the_house_up_chooses_what_it_begins_with(world) {
        let stage = Stage::open(&world).await;
        let loaded: Arc<Mutex<Vec<Examples>>> = Arc::default();
        let seen = Arc::clone(&loaded);
        let load = Arc::new(move |examples| seen.lock().expect("the list").push(examples));
        let portal = portal_with_examples(&stage.house, load);
        let code = setup::open(&stage.house, noon()).await.expect("open").expect("a code");
        let mut browser = Browser::new(&portal);
        let form = browser.get("/setup").await;
        form.says("value=\"nothing\" checked").says("Not for real use");
        let fields = [("name", ""), ("contact", "nobody"), ("language", "en"), ("zone", "Europe/Stockholm"), ("sender", ""),
            ("email", "vera@example.com"), ("person", ""), ("examples", "world"), ("code", code.as_str())];
        let refused = browser.send_form(&form, "/setup", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("href=\"#contact\"").says("value=\"world\" checked");
        assert!(loaded.lock().expect("the list").is_empty(), "nothing is loaded for who is refused");
        let contact: Vec<_> = fields.iter().map(|(name, value)| (*name, if *name == "contact" { "help@example.com" } else { *value })).collect();
        let done = browser.send_form(&form, "/setup", &contact).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_eq!(*loaded.lock().expect("the list"), [Examples::World]);
        assert_eq!(stage.house.settings().contact.as_ref().map(EmailAddress::as_str), Some("help@example.com"));
    }

    async fn nobody_else_sees_the_administration_and_an_administrator_shows_a_passkey_again(world) {
        let stage = Stage::open(&world).await;
        let mut vera = administrator(&stage).await;
        let own = page_of(&stage, "vera").await;
        let patterns = patterns();
        let places: Vec<String> = patterns.iter()
            .filter(|place| ROOMS.iter().any(|room| place.starts_with(room)))
            .map(|place| place.replace("/admin/people/{person}", &own).replace("{job}", "seal").replace("{kind}", "sign_in").replace("{letter}", "1"))
            .collect();
        assert!(places.len() > 12, "{places:?}");
        for role in [Role::Engineer, Role::Supervisor, Role::ServiceCentre] {
            scene::person(&stage.store, role.code(), &[role], noon()).await;
            let mut other = stage.browser(role.code()).await;
            let form = other.get("/status").await;
            for place in &places {
                for page in [other.get(place).await, other.send_form(&form, place, &[]).await] {
                    let shut = [StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED];
                    assert!(shut.contains(&page.status), "{role:?} {place}: {}", page.status);
                }
            }
        }
        let form = vera.get("/status").await;
        stage.wait(10);
        for place in [PEOPLE, "/admin/audit", "/admin/mail", "/admin/jobs", SETTINGS] {
            assert_eq!(vera.get(place).await.status, StatusCode::FORBIDDEN, "{place}");
        }
        for place in [&own, "/admin/mail/test", "/admin/mail/retry", "/admin/jobs/seal/run", "/admin/audit/export"] {
            let done = vera.send_form(&form, place, &[]).await;
            assert_eq!(done.status, StatusCode::FORBIDDEN, "{place}");
        }
    }
}
