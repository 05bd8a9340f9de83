//! Reminders and calendars over HTTP, on both engines.

use actions::MIGRATIONS;
use actions::notices;
use actions::testing::noon;
use axum::http::{StatusCode, header};

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
