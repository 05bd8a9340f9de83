//! Reminders and calendars over HTTP, on both engines.

use actions::testing::noon;
use actions::{MIGRATIONS, accounts, notices};
use axum::http::{Request, StatusCode, header};
use domain::account::Notice;

use crate::stage::{PAIR, Stage};
use crate::support::{Browser, Page};

const CALENDAR: &str = "/contracts/calendar";

/// The path of the private address that a page shows.
fn address(page: &Page) -> String {
    let (_, rest) = page
        .body
        .split_once("http://127.0.0.1:8080/calendar/")
        .expect("an address");
    let token: String = rest.chars().take_while(|c| *c != '<').collect();
    format!("/calendar/{token}")
}

/// The token that turns off letters about the end of a contract.
async fn off(stage: &Stage, name: &str) -> String {
    let token =
        accounts::quiet::token(&stage.house, &format!("{name}@example.com"), Notice::Ends).await;
    token.expect("it is read").expect("the account is there")
}

/// Who has turned off what.
async fn quiet(stage: &Stage) -> Vec<String> {
    let quiet = "SELECT a.name || ' ' || q.kind FROM account_quiet q JOIN account a ON a.id = q.account ORDER BY 1";
    stage.texts(quiet).await
}

store::on_both_engines! { MIGRATIONS;
    async fn whoever_is_linked_chooses_what_to_be_reminded_of(world) {
        let stage = Stage::open(&world).await;
        let (robin, _) = (stage.person("robin").await, stage.person("kim").await);
        let key = stage.issued(&robin, "partner-gold-20", PAIR, -330).await;
        let path = format!("/contracts/{key}");
        let mut owner = stage.browser("robin").await;
        let page = owner.get(&path).await;
        for chosen in ["value=\"60\" checked", "value=\"30\" checked", "value=\"7\" checked", "value=\"yes\" checked"] {
            page.says(chosen);
        }
        let mut kim = stage.browser("kim").await;
        kim.fill("/contracts/links/new", &[("access_id", PAIR.0), ("contract_id", PAIR.1)]).await;
        let page = kim.get(&path).await;
        page.says("We send an e-mail to kim@example.com.").says("7 days before the contract ends");
        assert!(!page.body.contains("checked><label for=\"days-"), "who is linked is not reminded unasked");
        let reminder = format!("{path}/reminder");
        let saved = kim.press(&path, &reminder, &[("days", "7"), ("days", "9"), ("low", "yes")]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let page = kim.get(&saved.location).await;
        page.says("Your reminders are saved.").says("value=\"7\" checked").says("name=\"low\" value=\"yes\" checked");
        assert!(!page.body.contains("value=\"30\" checked") && !page.body.contains("value=\"9\""));
        notices::warn_all(&stage.house, noon().plus_days(31)).await.expect("the job runs");
        let told = stage.texts("SELECT address FROM letter WHERE kind = 'ends_soon' ORDER BY address").await;
        assert_eq!(told, ["kim@example.com", "robin@example.com"]);
        kim.press("/account", "/account", &[
            ("name", "Kim"), ("phone", ""), ("organisation", ""), ("language", "en"), ("zone", "Europe/Stockholm"),
            ("theme", "auto"), ("letters", "answers"),
        ]).await;
        kim.get(&path).await.says("You have turned off some of these e-mails for all contracts.");
        let unknown = kim.press(&path, "/contracts/c_00000000000000000000000000/reminder", &[]).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    }

    /// The naive address turns off as soon as a mail server looks at it, or whatever whoever changes it says.
    async fn a_letter_is_turned_off_by_its_own_address_with_a_button_or_by_the_mail_program(world) {
        let stage = Stage::open(&world).await;
        let (robin, _) = (stage.person("robin").await, stage.person("kim").await);
        let key = stage.issued(&robin, "partner-gold-20", PAIR, -330).await;
        let path = format!("/notices/{}", off(&stage, "robin").await);
        let mut nobody = Browser::new(&stage.portal);
        nobody.get(&path).await.says("Turn off these e-mails?").says("“Before a contract ends”").says("<form method=\"post\">");
        let mut swedish = Browser::new(&stage.portal);
        swedish.accepts = "sv";
        swedish.get(&path).await.says("Stänga av de här mejlen?").says("”Innan ett kontrakt går ut”");
        assert_eq!(quiet(&stage).await, [""; 0], "looking changes nothing");
        for _ in 0..2 {
            let sent = Request::post(&path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let sent = Browser::new(&stage.portal).send(sent, "List-Unsubscribe=One-Click").await;
            assert_eq!(sent.status, StatusCode::OK);
            sent.says("The e-mails are turned off").says("href=\"/account\"");
            assert_eq!(quiet(&stage).await, ["robin ends"]);
        }
        let told = stage.texts("SELECT actor || ' ' || after FROM audit WHERE deed = 'account.turn_off_letters'").await;
        assert_eq!(told, ["visitor ends"]);
        notices::warn_all(&stage.house, noon().plus_days(31)).await.expect("the job runs");
        assert_eq!(stage.texts("SELECT address FROM letter WHERE kind = 'ends_soon'").await, [""; 0]);
        stage.browser("robin").await.get(&format!("/contracts/{key}")).await.says("You have turned off some of these e-mails");
        let theirs = path.replace(&stage.person_key("robin").await, &stage.person_key("kim").await);
        for forged in [path.replace(".ends.", ".answers."), format!("{path}x"), format!("{path}.x"), theirs, "/notices/x".to_owned()] {
            assert_ne!(forged, path);
            assert_eq!(nobody.get(&forged).await.status, StatusCode::NOT_FOUND, "{forged}");
            assert_eq!(nobody.send(Request::post(&forged), "").await.status, StatusCode::NOT_FOUND, "{forged}");
        }
        assert_eq!(quiet(&stage).await, ["robin ends"]);
    }

    async fn a_contract_that_is_over_offers_no_reminder(world) {
        let stage = Stage::open(&world).await;
        let robin = stage.person("robin").await;
        let key = stage.issued(&robin, "partner-gold-20", PAIR, -400).await;
        let page = stage.browser("robin").await.get(&format!("/contracts/{key}")).await;
        page.says("Expired");
        assert!(!page.body.contains("Remind me"), "{}", page.body);
    }

    async fn a_calendar_is_read_at_an_address_that_is_shown_once_and_can_be_closed(world) {
        let stage = Stage::open(&world).await;
        let (robin, _) = (stage.person("robin").await, stage.person("kim").await);
        let key = stage.issued(&robin, "partner-gold-20", PAIR, -30).await;
        stage.issued(&robin, "msdn-2", ("0451177307", "113444429105"), -800).await;
        let (mut owner, mut outlook) = (stage.browser("robin").await, Browser::new(&stage.portal));
        let visitor = outlook.get(&format!("{CALENDAR}.ics")).await;
        assert_eq!(visitor.status, StatusCode::UNAUTHORIZED, "a file is for whoever is signed in");
        let file = owner.get(&format!("{CALENDAR}.ics")).await;
        assert_eq!(file.headers[header::CONTENT_TYPE], "text/calendar; charset=utf-8; method=PUBLISH");
        file.says("SUMMARY:Partner Support Gold 20Pack ends").says("DTSTART;VALUE=DATE:20271024");
        file.says(&format!("UID:{key}.end@127.0.0.1")).says("20 of 20 incidents left");
        for secret in [PAIR.0, PAIR.1, "msdn", "MSDN"] {
            assert!(!file.body.contains(secret), "{secret} in {}", file.body);
        }
        let none = stage.browser("kim").await.get(&format!("{CALENDAR}.ics")).await;
        assert!(!none.body.contains("VEVENT"), "nobody sees another's");

        let page = owner.get(CALENDAR).await;
        page.says("Create a private address");
        let made = owner.send_form(&page, "/contracts/calendar/address", &[]).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.body);
        assert_eq!(made.headers[header::CACHE_CONTROL], "no-store");
        let first = address(&made);
        assert!(!owner.get(CALENDAR).await.body.contains("8080/calendar/"), "it is shown once");
        let feed = outlook.get(&first).await;
        assert_eq!(feed.status, StatusCode::OK, "{}", feed.body);
        feed.says("SUMMARY:Partner Support Gold 20Pack ends");
        assert!(!outlook.cookies.contains_key("klippkort"), "the address signs nobody in");
        let renewed = owner.send_form(&page, "/contracts/calendar/address", &[]).await;
        let second = address(&renewed);
        assert_ne!(first, second);
        assert_eq!(outlook.get(&first).await.status, StatusCode::NOT_FOUND, "the old one is closed at once");
        assert_eq!(outlook.get(&second).await.status, StatusCode::OK);
        assert_eq!(outlook.get(second.trim_end_matches(".ics")).await.status, StatusCode::NOT_FOUND);
        let off = owner.send_form(&page, "/contracts/calendar/address/removal", &[]).await;
        owner.get(&off.location).await.says("The private address no longer works.").says("Create a private address");
        assert_eq!(outlook.get(&second).await.status, StatusCode::NOT_FOUND);
    }
}
