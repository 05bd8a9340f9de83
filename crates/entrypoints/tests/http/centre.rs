//! The service centre's page of a contract: each change is seen before it is made, some need a second person, and a
//! Contract ID is shown for a reason.

use actions::MIGRATIONS;
use actions::testing::noon;
use actions::testing::scene;
use axum::http::{StatusCode, header};
use domain::account::Role;
use domain::response::Severity;
use store::Fault;
use store::testing::World;

use crate::stage::{PAIR, Stage};
use crate::support::{Browser, Page};

struct Centre {
    stage: Stage,
    /// The address of Kim's contract at the service centre.
    contract: String,
    key: String,
}

async fn centre(world: &World) -> Centre {
    let stage = Stage::open(world).await;
    let kim = stage.person("kim").await;
    for (name, role) in [
        ("olle", Role::ServiceCentre),
        ("vera", Role::Supervisor),
        ("ada", Role::Administrator),
        ("erin", Role::Engineer),
    ] {
        scene::person(&stage.store, name, &[role], noon()).await;
    }
    let key = stage.issued(&kim, "partner-gold-20", PAIR, -30).await;
    Centre {
        contract: format!("/service-centre/contracts/{key}"),
        key,
        stage,
    }
}

/// Sends the form, and then presses the button of the page that shows what it would do.
async fn twice(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Page {
    let seen = browser.fill(path, fields).await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
    press(browser, &seen, path, "do").await
}

/// Presses a button of the page that shows what a change would do.
async fn press(browser: &mut Browser, page: &Page, path: &str, then: &str) -> Page {
    let kept = ["what", "change", "added", "until", "last_day", "reason"];
    let values: Vec<(&str, String)> = kept.map(|name| (name, page.hidden(name))).into();
    let mut fields: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    fields.push(("then", then));
    browser.send_form(page, path, &fields).await
}

store::on_both_engines! { MIGRATIONS;
    async fn a_change_is_seen_before_it_is_made_and_made_once(world) {
        let Centre { stage, contract, .. } = centre(&world).await;
        let mut olle = stage.browser("olle").await;
        let fields = [("what", "adjust"), ("change", "-2"), ("reason", "Counted twice")];
        let seen = olle.fill(&contract, &fields).await;
        seen.says("20 incidents").says("18 incidents").says("Counted twice");
        let balance = || stage.texts("SELECT CAST(SUM(available) AS TEXT) FROM lot WHERE unit = 'incident'");
        assert_eq!(balance().await, ["20"], "nothing is done yet");
        let edited = press(&mut olle, &seen, &contract, "edit").await;
        edited.says("value=\"-2\"").says("value=\"Counted twice\"");
        for _ in 0..2 {
            let done = press(&mut olle, &seen, &contract, "do").await;
            assert_eq!(done.location, format!("{contract}?done=changed"), "{}", done.body);
        }
        assert_eq!(balance().await, ["18"]);
        let page = olle.get(&format!("{contract}?done=changed")).await;
        page.says("The contract is changed.").says("Balance adjusted").says("20 incidents → 18 incidents").says("Counted twice");
    }

    async fn every_change_says_what_it_does_and_is_in_the_history(world) {
        let Centre { stage, contract, .. } = centre(&world).await;
        let mut olle = stage.browser("olle").await;
        let changes = [
            ([("what", "extend"), ("last_day", "2027-12-31")], "31 December 2027", "Contract extended"),
            ([("what", "suspend"), ("last_day", "")], "Suspended", "Contract suspended"),
            ([("what", "resume"), ("last_day", "")], "Active", "Suspension lifted"),
            ([("what", "replace"), ("last_day", "")], "A new one, sent to kim", "IDs replaced"),
            ([("what", "add"), ("added", "5")], "25 incidents", "Units added"),
        ];
        for (fields, after, deed) in changes {
            let fields = [fields[0], fields[1], ("reason", "By telephone")];
            let seen = olle.fill(&contract, &fields).await;
            seen.says("Before").says(after).says("By telephone");
            for _ in 0..2 {
                let done = press(&mut olle, &seen, &contract, "do").await;
                assert_eq!(done.location, format!("{contract}?done=changed"), "{deed}: {}", done.body);
            }
            olle.get(&contract).await.says(deed);
        }
        olle.get(&contract).await.says("The operator").lacks(">operator<");
        let letters = "SELECT kind FROM letter WHERE kind IN ('contract_suspended', 'contract_id_changed') ORDER BY id";
        assert_eq!(stage.texts(letters).await, ["contract_suspended", "contract_id_changed"], "each once");
    }

    async fn what_is_wrong_with_a_change_is_told_at_its_field_and_all_is_kept(world) {
        let Centre { stage, contract, .. } = centre(&world).await;
        let mut olle = stage.browser("olle").await;
        let cases = [
            ([("what", ""), ("change", "2"), ("reason", "Why")], "#what", StatusCode::UNPROCESSABLE_ENTITY),
            ([("what", "adjust"), ("change", "two"), ("reason", "Why")], "#change", StatusCode::UNPROCESSABLE_ENTITY),
            ([("what", "adjust"), ("change", "99999999999999999999"), ("reason", "Why")], "#change", StatusCode::UNPROCESSABLE_ENTITY),
            ([("what", "adjust"), ("change", "-21"), ("reason", "Why")], "#change", StatusCode::UNPROCESSABLE_ENTITY),
            ([("what", "add"), ("added", "-3"), ("reason", "Why")], "#added", StatusCode::UNPROCESSABLE_ENTITY),
            ([("what", "extend"), ("last_day", "soon"), ("reason", "Why")], "#last_day", StatusCode::UNPROCESSABLE_ENTITY),
            ([("what", "extend"), ("last_day", "2026-12-01"), ("reason", "Why")], "#last_day", StatusCode::UNPROCESSABLE_ENTITY),
            ([("what", "resume"), ("change", ""), ("reason", "Why")], "#what", StatusCode::CONFLICT),
            ([("what", "suspend"), ("change", ""), ("reason", " ")], "#reason", StatusCode::UNPROCESSABLE_ENTITY),
        ];
        for (fields, at, status) in cases {
            let refused = olle.fill(&contract, &fields).await;
            assert_eq!(refused.status, status, "{fields:?}");
            refused.says(&format!("<a href=\"{at}\">"));
            for (_, typed) in fields.iter().filter(|(name, typed)| *name != "what" && !typed.trim().is_empty()) {
                refused.says(&format!("value=\"{typed}\""));
            }
        }
    }

    async fn so_many_units_wait_for_a_second_person_on_the_page(world) {
        let Centre { stage, contract, .. } = centre(&world).await;
        let mut vera = stage.browser("vera").await;
        let wish = [("what", "adjust"), ("change", "30"), ("reason", "A lost week")];
        vera.fill(&contract, &wish).await.says("A change of this size needs a second person.").says("50 incidents");
        let asked = twice(&mut vera, &contract, &wish).await;
        assert_eq!(asked.location, format!("{contract}?done=asked"));
        vera.get(&asked.location).await.says("A second person has been asked.").says("Waits for a second person").says("20 of 20");
        let key = stage.texts("SELECT key FROM adjustment").await.remove(0);
        let page = format!("/service-centre/adjustments/{key}");
        vera.get(&page).await.says("You asked for this, so another person decides.");
        let forced = vera.press(&page, &page, &[("verdict", "approve"), ("seen", "20")]).await;
        assert_eq!(forced.status, StatusCode::CONFLICT);
        forced.says("Another person has to decide about so many.");
        let mut olle = stage.browser("olle").await;
        olle.get("/service-centre?queue=adjustments").await.says(&page).says("+30").says("vera");
        olle.get(&page).await.says("A supervisor or an administrator decides.");
        let forced = olle.press(&page, &page, &[("verdict", "approve"), ("seen", "20")]).await;
        assert_eq!(forced.status, StatusCode::NOT_FOUND);
        let mut ada = stage.browser("ada").await;
        let open = ada.get(&page).await;
        open.says("20 incidents").says("50 incidents").says("A lost week");
        for (fields, at) in [([("verdict", ""), ("reason", "Hm")], "#verdict"), ([("verdict", "decline"), ("reason", "")], "#reason")] {
            let refused = ada.send_form(&open, &page, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            refused.says(&format!("<a href=\"{at}\">"));
        }
        let stale = ada.send_form(&open, &page, &[("verdict", "approve"), ("seen", "19"), ("reason", "Agreed with Kim")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        stale.says("The balance has changed since the page was opened.").says("value=\"Agreed with Kim\"");
        for _ in 0..2 {
            let approved = ada.send_form(&open, &page, &[("verdict", "approve"), ("seen", "20")]).await;
            assert_eq!(approved.location, format!("{page}?done=decided"), "{}", approved.body);
        }
        ada.get(&page).await.says("Approved by ada");
        olle.get(&contract).await.says("20 incidents → 50 incidents").says("A lost week · vera · ada");
        olle.get("/service-centre?queue=adjustments").await.says("Nothing to do here right now.");
    }

    async fn a_contract_id_is_shown_to_staff_for_a_reason_once_and_its_owner_is_told(world) {
        let Centre { stage, contract, .. } = centre(&world).await;
        let (mut olle, page) = (stage.browser("olle").await, format!("{contract}/contract-id"));
        let form = olle.get(&page).await;
        assert!(!form.body.contains(PAIR.1));
        let mute = olle.send_form(&form, &page, &[("reason", "")]).await;
        assert_eq!(mute.status, StatusCode::UNPROCESSABLE_ENTITY);
        mute.says("<a href=\"#reason\">");
        let shown = olle.send_form(&form, &page, &[("reason", "Read to Kim by telephone")]).await;
        assert_eq!(shown.status, StatusCode::OK);
        shown.says(PAIR.1);
        assert_eq!(shown.headers[header::CACHE_CONTROL], "no-store");
        let again = olle.send_form(&form, &page, &[("reason", "Read to Kim by telephone")]).await;
        assert_eq!(again.location, format!("{contract}?done=shown"), "it is shown once");
        let told = "SELECT address || ' ' || kind FROM letter WHERE kind = 'contract_id_shown'";
        assert_eq!(stage.texts(told).await, ["kim@example.com contract_id_shown"]);
        let facts = "SELECT facts FROM letter UNION ALL SELECT COALESCE(after, '') FROM audit";
        assert!(stage.texts(facts).await.iter().all(|facts| !facts.contains(PAIR.1)));
        olle.get(&contract).await.says("Contract ID shown to staff").says("Read to Kim by telephone");
        stage.wait(10);
        let late = olle.press(&page, &page, &[("reason", "Again")]).await;
        assert_eq!(late.status, StatusCode::FORBIDDEN);
        assert!(!late.body.contains(PAIR.1));
    }

    async fn the_service_centre_is_for_those_who_work_there(world) {
        let Centre { stage, contract, key } = centre(&world).await;
        let rooms = ["/service-centre", "/service-centre?queue=adjustments", "/service-centre/search?text=kim", &contract,
            &format!("{contract}/contract-id"), &format!("{contract}/ids")];
        for name in ["kim", "erin"] {
            let mut browser = stage.browser(name).await;
            for room in rooms {
                assert_eq!(browser.get(room).await.status, StatusCode::NOT_FOUND, "{name} {room}");
            }
            let form = browser.get("/status").await;
            for room in &rooms[3..] {
                let forced = browser.send_form(&form, room, &[]).await;
                assert_eq!(forced.status, StatusCode::NOT_FOUND, "{name} {room}");
            }
        }
        let kept = stage.texts("SELECT deed FROM audit WHERE deed IN ('contract.show', 'contract.suspend')").await;
        assert!(kept.is_empty() && !key.is_empty());
    }

    async fn a_charge_is_moved_with_both_balances_seen(world) {
        let Centre { stage, .. } = centre(&world).await;
        let (kim, robin) = (stage.person("kit").await, stage.person("robin").await);
        scene::contract(&stage.house, &kim, ("0230242323", "partner-gold-20"), 11, 90).await;
        scene::contract(&stage.house, &kim, ("0330242329", "partner-gold-20"), 3, 90).await;
        scene::contract(&stage.house, &kim, ("0430242327", "partner-gold-20"), 3, -1).await;
        scene::contract(&stage.house, &robin, ("0542098173", "partner-gold-20"), 7, 90).await;
        scene::contract(&stage.house, &kim, ("0630242323", "advisory-gold-50h"), 3000, 90).await;
        scene::contract(&stage.house, &kim, ("0730242321", "partner-gold-20"), 3, 90).await;
        let cancelled = stage.store.write::<_, Fault, _>(|tx| {
            tx.execute("UPDATE contract SET cancelled_at = starts_at WHERE access_id = '0730242321'", &[])
        });
        cancelled.await.expect("it is cancelled");
        let answers = scene::answers("0230242323", Severity::B, "On the wrong contract");
        let number = scene::number(&scene::submit(&stage.house, &kim, answers).await.expect("it is taken"));
        let page = format!("/desk/requests/{number}/charge");
        for name in ["olle", "erin", "kit"] {
            assert_eq!(stage.browser(name).await.get(&page).await.status, StatusCode::NOT_FOUND, "{name}");
        }
        let mut vera = stage.browser("vera").await;
        vera.get(&format!("/desk/requests/{number}")).await.says(&page);
        vera.get("/service-centre/contracts/con_0230242323").await.says(&page);
        let form = vera.get(&page).await;
        form.says("Balance 10 → 11").says("Balance 3 → 2").says("The same customer: kit").says("Expired");
        let hours = "Partner Advisory Gold, 50 hours counts hours of advice, not incidents.";
        form.says(hours).says("Cancelled. Ask the service centre.").lacks("status does not allow");
        assert!(!form.body.contains("0542098173"));
        let other = vera.get(&format!("{page}?access_id=0542098173")).await;
        other.says("Another customer").says("Belongs to robin").says("Balance 7 → 6");
        let wrong = vera.get(&format!("{page}?access_id=soon")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("<a href=\"#access_id\">");
        let bad = [
            ([("contract", ""), ("words", "Mistaken")], "#contract"),
            ([("contract", "con_0330242329"), ("words", " ")], "#words"),
            // One that has ended pays for nothing.
            ([("contract", "con_0430242327"), ("words", "Mistaken")], "#contract"),
            ([("contract", "con_0630242323"), ("words", "Mistaken")], "#contract"),
            ([("contract", "con_0730242321"), ("words", "Mistaken")], "#contract"),
        ];
        for (fields, at) in bad {
            let refused = vera.send_form(&form, &page, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            refused.says(&format!("<a href=\"{at}\">")).lacks("status does not allow");
        }
        for _ in 0..2 {
            let right = [("contract", "con_0330242329"), ("words", "Mistaken")];
            let moved = vera.send_form(&form, &page, &right).await;
            assert_eq!(moved.location, format!("/desk/requests/{number}?done=moved"), "{}", moved.body);
        }
        let available = "SELECT c.access_id || ' ' || l.available FROM lot l JOIN contract c ON c.id = l.contract
                         WHERE c.access_id IN ('0230242323', '0330242329') ORDER BY c.access_id";
        assert_eq!(stage.texts(available).await, ["0230242323 11", "0330242329 2"]);
    }

    async fn one_box_finds_whatever_a_caller_can_tell(world) {
        let Centre { stage, contract, .. } = centre(&world).await;
        let partner = stage.organisation("Nordhav", Some("4648141"), "nora").await;
        let at_partner = format!("/service-centre/partners/{partner}");
        let kit = stage.person("kit").await;
        scene::contract(&stage.house, &kit, ("0230242323", "partner-gold-20"), 11, 90).await;
        let answers = scene::answers("0230242323", Severity::B, "Found by its number");
        let number = scene::number(&scene::submit(&stage.house, &kit, answers).await.expect("it is taken"));
        let mut vera = stage.browser("vera").await;
        let opens = [
            ("4648141", at_partner.as_str()),
            ("nordh", at_partner.as_str()),
            ("nora%40example.com", at_partner.as_str()),
            (PAIR.0, contract.as_str()),
            ("kim%40example.com", contract.as_str()),
        ];
        for (text, page) in opens {
            let found = vera.get(&format!("/service-centre/search?text={text}")).await;
            assert_eq!(found.location, page, "{text}: {}", found.body);
        }
        let search = format!("/service-centre/search?text={number}");
        assert_eq!(vera.get(&search).await.location, format!("/desk/requests/{number}"));
        stage.browser("olle").await.get(&search).await.says("No results for");
        vera.get("/service-centre/search?text=nobody").await.says("No results for").says("value=\"nobody\"");
    }

    async fn a_partner_gets_locations_and_notes_that_it_never_sees(world) {
        let Centre { stage, .. } = centre(&world).await;
        stage.person("nora").await;
        let partner = stage.organisation("Nordhav", Some("4648141"), "nora").await;
        let page = format!("/service-centre/partners/{partner}");
        let mut olle = stage.browser("olle").await;
        let form = olle.get(&page).await;
        let site = [("site_name", "Malmo"), ("site_country", "se"), ("site_zone", "Europe/Stockholm")];
        for (field, typed) in [("site_name", ""), ("site_country", "Sweden"), ("site_country", "XX"), ("site_zone", "Moon/Sea")] {
            let fields = site.map(|(name, value)| (name, if name == field { typed } else { value }));
            let refused = olle.send_form(&form, &format!("{page}/locations"), &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            refused.says(&format!("<a href=\"#{field}\">"));
            assert!(field == "site_name" || refused.body.contains("value=\"Malmo\""), "{fields:?}");
        }
        let blank = olle.send_form(&form, &format!("{page}/notes"), &[("note", " ")]).await;
        assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
        blank.says("<a href=\"#note\">");
        let added = olle.send_form(&form, &format!("{page}/locations"), &site).await;
        assert_eq!(added.location, format!("{page}?done=located"), "{}", added.body);
        let twice = olle.send_form(&form, &format!("{page}/locations"), &site).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        twice.says("That location is on file already.");
        let once = form.hidden("note_key");
        for _ in 0..2 {
            let fields = [("note", "Call Nora first"), ("note_key", once.as_str())];
            let noted = olle.send_form(&form, &format!("{page}/notes"), &fields).await;
            assert_eq!(noted.location, format!("{page}?done=noted"), "{}", noted.body);
        }
        let shown = olle.get(&page).await;
        assert_eq!(shown.says("Malmo").body.matches("Call Nora first").count(), 1);
        let mut nora = stage.browser("nora").await;
        for place in ["/benefits", "/benefits/people", &page] {
            assert!(!nora.get(place).await.body.contains("Call Nora first"), "{place}");
        }
        let forced = nora.press("/status", &format!("{page}/notes"), &[("note", "mine")]).await;
        assert_eq!(forced.status, StatusCode::NOT_FOUND);
        let forced = nora.press("/status", &format!("{page}/locations"), &site).await;
        assert_eq!(forced.status, StatusCode::NOT_FOUND);
    }

    async fn a_subscription_is_made_known_with_its_first_owner_once(world) {
        let Centre { stage, .. } = centre(&world).await;
        let customer = stage.organisation("Nordhav", None, "nora").await;
        let post = "/service-centre/subscriptions/new";
        let mut olle = stage.browser("olle").await;
        let form = olle.get(&format!("{post}?organisation={customer}")).await;
        form.says("Nordhav");
        let good = [("name", "Webshop"), ("product", "azure"), ("country", "se"), ("owner", "kim@example.com")];
        let cases = [("name", ""), ("product", ""), ("country", "Sweden"), ("owner", "kim"), ("owner", "nobody@example.com")];
        for (field, typed) in cases {
            let fields = good.map(|(name, value)| (name, if name == field { typed } else { value }));
            let refused = olle.send_form(&form, post, &fields).await;
            assert!(refused.status.is_client_error() && refused.status != StatusCode::NOT_FOUND, "{field} {}", refused.status);
            refused.says(&format!("<a href=\"#{field}\">"));
            assert!(field == "name" || refused.body.contains("value=\"Webshop\""), "{field}");
        }
        let mut places = Vec::new();
        for _ in 0..2 {
            let fields = [&good[..], &[("organisation", customer.as_str())]].concat();
            places.push(olle.send_form(&form, post, &fields).await.location);
        }
        assert!(places[0].starts_with("/cloud/subscriptions/s_") && places[0] == places[1], "{places:?}");
        stage.browser("kim").await.get(&places[0]).await.says("Webshop");
        for name in ["kim", "erin"] {
            let mut browser = stage.browser(name).await;
            assert_eq!(browser.get(post).await.status, StatusCode::NOT_FOUND, "{name}");
            let forced = browser.press("/status", post, &good).await;
            assert_eq!(forced.status, StatusCode::NOT_FOUND, "{name}");
        }
    }

    async fn a_letter_that_was_given_up_is_in_the_queue_until_another_goes(world) {
        let Centre { stage, contract, .. } = centre(&world).await;
        let failed = stage.store.write::<_, Fault, _>(|tx| {
            tx.execute("UPDATE letter SET failed_at = created_at, next_at = NULL WHERE kind = 'contract_activated'", &[])
        });
        failed.await.expect("it is given up");
        let mut olle = stage.browser("olle").await;
        let queue = "/service-centre?queue=missing-ids";
        olle.get(queue).await.says(&contract).says("The letter could not be delivered");
        let there = |region: &str| format!("{queue}&region={region}");
        olle.get(&there("emea")).await.says(&contract);
        olle.get(&there("asia-pacific")).await.lacks(&contract).says("Nothing to do here right now.");
        twice(&mut olle, &contract, &[("what", "replace"), ("reason", "The letter was lost")]).await;
        olle.get(queue).await.says("Nothing to do here right now.");
    }
}
