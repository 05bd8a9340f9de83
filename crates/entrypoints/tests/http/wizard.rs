//! The wizard over HTTP, without scripts, on both engines: the whole way, bad input, stale pages and lost contracts.

use std::sync::Arc;

use actions::contracts::{self, Order, Owner};
use actions::testing::scene::{self, left};
use actions::testing::{house, noon};
use actions::{By, House, MIGRATIONS, Visit};
use axum::Router;
use axum::http::StatusCode;
use domain::ids::{AccessId, ContractId};
use domain::ledger::ContractRef;
use domain::time::Zone;
use store::testing::World;

use crate::support::{Browser, Page, portal};

const ACCESS: &str = "0230242323";
const PAIRED: (&str, &str) = ("0088163423", "333142862171");

struct Scene {
    house: Arc<House>,
    portal: Router,
    kim: Visit,
    contract: ContractRef,
}

/// Kim, who owns a contract with `units` units.
async fn scene(world: &World, units: i64) -> Scene {
    let house = house(&world.store).await;
    let kim = scene::person(&world.store, "kim", &[], noon()).await;
    let contract = scene::contract(&house, &kim, (ACCESS, "partner-gold-20"), units, 90).await;
    let portal = portal(&house);
    Scene {
        house,
        portal,
        kim,
        contract,
    }
}

/// A step, what is sent to it, the field that is refused and how.
type BadInput<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str, &'a str);

/// Walks to the contract step as a visitor; the address of the draft.
async fn walk(browser: &mut Browser) -> String {
    walk_after(browser, "").await
}

/// The same for a draft that continues an earlier request, where one is given.
async fn walk_after(browser: &mut Browser, earlier: &str) -> String {
    let first = [("product", "windows-client"), ("follows", earlier)];
    let begin = format!("/requests/new?follows={earlier}");
    let page = browser.get(&begin).await;
    let started = browser.send_form(&page, "/requests/new", &first).await;
    assert_eq!(started.status, StatusCode::SEE_OTHER, "{}", started.body);
    let base = started.location.trim_end_matches("/version").to_owned();
    let step = |page: &str| format!("{base}/{page}");
    let windows = browser.get(&step("version")).await;
    let version = windows
        .body
        .split("name=\"product_version\" value=\"")
        .nth(1);
    let version = version
        .and_then(|rest| rest.split('"').next())
        .expect("a version")
        .to_owned();
    browser
        .fill(&step("version"), &[("product_version", &version)])
        .await;
    let used = [
        ("usage", "work"),
        ("which", "it_professional"),
        ("production", "yes"),
    ];
    let used = browser.fill(&step("use"), &used).await;
    assert_eq!(used.location, step("problem"), "{}", used.body);
    let kinds = browser.get(&step("problem")).await;
    let kind = kinds.body.split("name=\"problem_type\" value=\"").nth(1);
    let kind = kind
        .and_then(|rest| rest.split('"').next())
        .expect("a problem type")
        .to_owned();
    browser
        .fill(
            &step("problem"),
            &[("problem_type", &kind), ("title", "No start")],
        )
        .await;
    let sorted = browser
        .fill(&step("category"), &[("category", "other")])
        .await;
    assert_eq!(sorted.location, step("self-help"), "{}", sorted.body);
    let helped = browser.fill(&step("self-help"), &[]).await;
    assert_eq!(helped.location, step("contract"));
    base
}

const CONTACT: [(&str, &str); 5] = [
    ("name", "Kim"),
    ("email", "kim@example.com"),
    ("preferred", "email"),
    ("language", "en"),
    ("zone", "Europe/Stockholm"),
];

const DESCRIBED: [(&str, &str); 4] = [
    ("title", "No start after the update"),
    ("description", "It stops at the logo."),
    ("severity", "B"),
    ("handling", "business_hours"),
];

/// Walks to the last check with Kim's contract.
async fn walk_to_check(scene: &Scene, browser: &mut Browser) -> String {
    let base = walk(browser).await;
    pay_and_describe(scene, browser, base).await
}

/// From the contract step to the last check.
async fn pay_and_describe(scene: &Scene, browser: &mut Browser, base: String) -> String {
    browser.sign_in(&scene.house, "kim@example.com").await;
    let chosen = format!("con_{ACCESS}");
    let paid = browser
        .fill(&format!("{base}/contract"), &[("contract", &chosen)])
        .await;
    assert_eq!(paid.location, format!("{base}/contact"), "{}", paid.body);
    let reached = browser.fill(&format!("{base}/contact"), &CONTACT).await;
    assert_eq!(
        reached.location,
        format!("{base}/description"),
        "{}",
        reached.body
    );
    let described = browser
        .fill(&format!("{base}/description"), &DESCRIBED)
        .await;
    assert_eq!(
        described.location,
        format!("{base}/check"),
        "{}",
        described.body
    );
    base
}

store::on_both_engines! { MIGRATIONS;
    async fn from_the_product_to_the_receipt(world) {
        let scene = scene(&world, 20).await;
        let mut browser = Browser::new(&scene.portal);
        let base = walk(&mut browser).await;
        let asked = browser.get(&format!("{base}/contract")).await;
        assert!(asked.location.starts_with("/sign-in?return_to="), "{}", asked.location);
        let base = walk_to_check(&scene, &mut Browser::new(&scene.portal)).await;
        let mut kim = Browser::new(&scene.portal);
        kim.sign_in(&scene.house, "kim@example.com").await;
        let check = kim.get(&format!("{base}/check")).await;
        check.says("It stops at the logo.").says("0230242323 - Partner Support Gold 20Pack").says("19 will be left");
        let refused = kim.send_form(&check, &format!("{base}/check"), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("<title>Error: ").says("Accept the services agreement to submit");
        let sent = kim.fill(&format!("{base}/check"), &[("agreement", "yes")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let receipt = kim.get(&sent.location).await;
        receipt.says("20 → 19 incidents").says("We sent a copy to kim@example.com").says("(Stockholm)");
        let number = sent.location.trim_start_matches("/requests/").trim_end_matches("/submitted");
        let appointment = kim.get(&format!("/requests/{number}/first-answer.ics")).await;
        appointment.says("BEGIN:VEVENT").says(number);
        assert_eq!(left(&scene.house, scene.contract, noon()).await, 19);
    }

    async fn what_continues_an_earlier_request_is_submitted_and_each_leads_to_the_other(world) {
        let scene = scene(&world, 20).await;
        let mut kim = Browser::new(&scene.portal);
        let number = |sent: &Page| sent.location.trim_start_matches("/requests/").trim_end_matches("/submitted").to_owned();
        let base = walk_to_check(&scene, &mut kim).await;
        let first = number(&kim.fill(&format!("{base}/check"), &[("agreement", "yes")]).await);
        let base = walk_after(&mut kim, &first).await;
        let base = pay_and_describe(&scene, &mut kim, base).await;
        let sent = kim.fill(&format!("{base}/check"), &[("agreement", "yes")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let second = number(&sent);
        assert_ne!(first, second);
        let earlier = kim.get(&format!("/requests/{first}")).await;
        earlier.says("Continued in INC-").says(&format!("href=\"/requests/{second}\""));
        let later = kim.get(&format!("/requests/{second}")).await;
        later.says("Continues INC-").says(&format!("href=\"/requests/{first}\""));
        assert_eq!(left(&scene.house, scene.contract, noon()).await, 18, "each is charged once");
    }

    async fn t12_a_second_click_a_reload_and_another_tab_get_the_first_answer(world) {
        let scene = scene(&world, 20).await;
        let mut browser = Browser::new(&scene.portal);
        let path = format!("{}/check", walk_to_check(&scene, &mut browser).await);
        let (one, other) = (browser.get(&path).await, browser.get(&path).await);
        assert_ne!(one.hidden("form_key"), other.hidden("form_key"));
        let first = browser.send_form(&one, &path, &[("agreement", "yes")]).await;
        for page in [&one, &other] {
            let again = browser.send_form(page, &path, &[("agreement", "yes")]).await;
            assert_eq!(again.location, first.location);
        }
        assert_eq!(browser.get(&path).await.location, first.location);
        assert_eq!(left(&scene.house, scene.contract, noon()).await, 19);
    }

    async fn t11_who_loses_the_last_unit_keeps_the_text_and_gets_the_choices(world) {
        let scene = scene(&world, 1).await;
        let mut browser = Browser::new(&scene.portal);
        let base = walk_to_check(&scene, &mut browser).await;
        let check = browser.get(&format!("{base}/check")).await;
        let faster = scene::answers(ACCESS, domain::response::Severity::C, "Faster");
        scene::submit(&scene.house, &scene.kim, faster).await.expect("one is left");
        let lost = browser.send_form(&check, &format!("{base}/check"), &[("agreement", "yes")]).await;
        assert_eq!(lost.status, StatusCode::CONFLICT);
        lost.says("The last incident on this contract was used while you were writing.");
        lost.says("Use a different contract").says("No incidents left");
        browser.get(&format!("{base}/description")).await.says("It stops at the logo.");
    }

    async fn a_stale_tab_is_shown_both_texts_and_can_keep_either(world) {
        let scene = scene(&world, 20).await;
        let mut browser = Browser::new(&scene.portal);
        let path = format!("{}/description", walk_to_check(&scene, &mut browser).await);
        let stale = browser.get(&path).await;
        let with = |title| [("title", title), DESCRIBED[1], DESCRIBED[2], DESCRIBED[3]];
        browser.fill(&path, &with("From the phone")).await;
        let refused = browser.send_form(&stale, &path, &with("From the desk")).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.says("<title>Error: ").says("From the phone").says("From the desk");
        let kept = browser.send_form(&refused, &path, &with("From the desk")).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER);
        browser.get(&path).await.says("From the desk");
        let twice = browser.send_form(&stale, &path, &with("From the desk")).await;
        assert_eq!(twice.status, StatusCode::SEE_OTHER, "saving what is saved is never stale");
    }

    async fn bad_input_is_refused_at_its_field_and_kept(world) {
        let scene = scene(&world, 20).await;
        let mut browser = Browser::new(&scene.portal);
        let base = walk_to_check(&scene, &mut browser).await;
        let long = "x".repeat(200);
        let cases: [BadInput; 14] = [
            ("product", &[], "product", "Select a product"),
            ("version", &[], "product_version", "Select a version"),
            ("use", &[("usage", "")], "usage", "Select how you use the product"),
            ("use", &[("usage", "work")], "which", "Select IT professional, developer or partner"),
            ("problem", &[("title", "kept words")], "problem_type", "Select a problem type"),
            ("category", &[("category", "nonsense")], "category", "Select a category"),
            ("contract", &[("contract", "")], "contract", "Select a contract or another way to pay"),
            ("contact", &[("name", "")], "name", "Enter your name"),
            ("contact", &[("email", "kim@")], "email", "Enter an e-mail address in the form name@example.com"),
            ("contact", &[("phone", "08 123 456")], "phone", "Enter a phone number with country code"),
            ("contact", &[("copies", "x@example.com\nnobody")], "copies", "nobody is not an e-mail address"),
            ("description", &[("title", &long)], "title", "80 characters too many"),
            ("description", &[("severity", "A")], "phone", "Severity A needs a phone number"),
            ("description", &[("began", "yesterday")], "began", "Enter a date, for example 2026-11-24"),
        ];
        for (step, fields, field, sentence) in cases {
            let page = browser.fill(&format!("{base}/{step}"), fields).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{step} {fields:?}");
            page.says("<title>Error: ").says(sentence).says(&format!("href=\"#{field}\""));
            for (_, typed) in fields.iter().filter(|(_, typed)| !typed.contains(' ')) {
                if !["nonsense", "", "work"].contains(typed) {
                    page.says(typed);
                }
            }
        }
    }

    async fn every_outcome_of_a_pair_is_told_at_its_field(world) {
        let scene = scene(&world, 20).await;
        let owner = scene::person(&world.store, "robin", &[], noon()).await;
        let caller = scene.house.caller(&owner).await.expect("robin");
        let (access, contract) = PAIRED;
        let order = Order {
            offer: "partner-gold-20".to_owned(),
            owner: Owner::Account(caller.key().to_owned()),
            region: "emea".to_owned(),
            zone: Zone::named("Europe/Stockholm").expect("a zone"),
            start: Zone::UTC.date_of(noon()).plus_days(-30),
            last_day: None,
            pair: Some((AccessId::parse(access).expect("an ID"), ContractId::parse(contract).expect("an ID"))),
            partner_id: None,
            country: None,
        };
        let issued = contracts::issue(&scene.house, By::House("test", noon()), order).await.expect("it is issued");
        contracts::activate(&scene.house, By::House("test", noon()), &issued.key).await.expect("it is activated");
        let mut browser = Browser::new(&scene.portal);
        let path = format!("{}/contract", walk_to_check(&scene, &mut browser).await);
        let pair = |access, contract| [("then", "add"), ("access_id", access), ("contract_id", contract)];
        let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
        for (access, contract, sentence) in [
            ("", "", "Enter an Access ID"),
            ("12a456", contract, "Access ID may only contain digits"),
            ("123", contract, "An Access ID has between 6 and 20 digits"),
            ("7777777777", contract, "We could not find a contract with that Access ID and Contract ID"),
            ("88163423", contract, "Did you mean 0088163423?"),
            (contract, access, "The IDs seem to be in the wrong fields"),
        ] {
            let page = browser.fill(&path, &pair(access, contract)).await;
            assert_eq!(page.status, unprocessable, "{access}");
            page.says(sentence).says("<title>Error: ");
        }
        let used = [("then", "use"), ("suggestion", access), ("access_id", "88163423"), ("contract_id", contract)];
        let added = browser.fill(&path, &used).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        browser.get(&added.location).await.says("Contract added.").says("0088163423 - Partner Support Gold 20Pack");
        let pasted = format!("Access ID: {access}\nContract ID: {contract}");
        let again = browser.fill(&path, &pair(&pasted, "")).await;
        browser.get(&again.location).await.says("You have already added this contract.");
    }

    async fn t13_a_draft_of_somebody_else_does_not_exist(world) {
        let scene = scene(&world, 20).await;
        let mut browser = Browser::new(&scene.portal);
        let base = walk_to_check(&scene, &mut browser).await;
        scene::person(&world.store, "robin", &[], noon()).await;
        let mut robin = Browser::new(&scene.portal);
        robin.sign_in(&scene.house, "robin@example.com").await;
        for page in ["product", "check", "saved", "discard"] {
            assert_eq!(robin.get(&format!("{base}/{page}")).await.status, StatusCode::NOT_FOUND);
        }
        let mut visitor = Browser::new(&scene.portal);
        assert_eq!(visitor.get(&format!("{base}/product")).await.status, StatusCode::UNAUTHORIZED);
        let own = robin.fill("/requests/new", &[("product", "sql-server")]).await;
        assert_eq!(own.status, StatusCode::SEE_OTHER);
    }

    async fn a_cloud_product_is_handed_over_and_the_draft_kept(world) {
        let scene = scene(&world, 20).await;
        let mut browser = Browser::new(&scene.portal);
        let started = browser.fill("/requests/new", &[("product", "azure")]).await;
        assert!(started.location.ends_with("/cloud"), "{}", started.location);
        browser.get(&started.location).await.says("is a cloud product");
        browser.get("/requests/new").await.says("You have drafts");
        let base = started.location.trim_end_matches("/cloud");
        browser.sign_in(&scene.house, "kim@example.com").await;
        for page in ["/use", "/problem", "/self-help", "/contract", "/contact", "/description", "/check"] {
            let led = browser.get(&format!("{base}{page}")).await;
            assert_eq!(led.location, started.location, "{page}");
        }
    }

    async fn a_field_that_no_page_has_is_refused_at_every_step(world) {
        let scene = scene(&world, 20).await;
        let mut browser = Browser::new(&scene.portal);
        let base = walk_to_check(&scene, &mut browser).await;
        for step in ["product", "version", "use", "problem", "category", "self-help", "contract", "contact",
            "description", "check"] {
            let path = format!("{base}/{step}");
            let planted = browser.press(&format!("{base}/check"), &path, &[("is_admin", "1")]).await;
            assert_eq!(planted.status, StatusCode::BAD_REQUEST, "{step}");
        }
        assert_eq!(left(&scene.house, scene.contract, noon()).await, 20);
    }

    async fn what_is_saved_for_later_is_kept_unfinished(world) {
        let scene = scene(&world, 20).await;
        let mut browser = Browser::new(&scene.portal);
        let path = format!("{}/description", walk_to_check(&scene, &mut browser).await);
        let half = [("title", ""), ("description", "Half a thought"), ("then", "later")];
        let saved = browser.fill(&path, &half).await;
        assert!(saved.location.ends_with("/saved"), "{}", saved.location);
        browser.get(&saved.location).await.says("Saved. You find the draft under My requests until");
        browser.get(&path).await.says("Half a thought");
    }
}
