//! Program support over HTTP: a case by its topic, the queue of its region, and the button that it needs.

use actions::organisations::{self, NewContact, NewLocation, NewOrganisation};
use actions::partners::{self, NewMembership};
use actions::testing::{noon, scene};
use actions::{By, House, MIGRATIONS};
use axum::http::StatusCode;
use domain::account::Role;
use domain::ids::EmailAddress;
use domain::time::{Date, Zone};
use store::testing::World;

use crate::requests::{Scene, scene as portal};
use crate::support::Browser;

/// Kim stands for a partner in Stockholm; Ingrid is the service centre.
async fn partner(world: &World) -> (Scene, Browser) {
    let scene = portal(world).await;
    scene::person(&world.store, "ingrid", &[Role::ServiceCentre], noon()).await;
    make(&scene.house).await;
    let mut ingrid = Browser::new(&scene.site);
    ingrid.sign_in(&scene.house, "ingrid@example.com").await;
    (scene, ingrid)
}

async fn make(house: &House) {
    let organisation = NewOrganisation {
        name: "Nordhav".to_owned(),
        partner_id: Some("4648141".to_owned()),
        head_office: NewLocation {
            name: "Stockholm".to_owned(),
            country: "SE".to_owned(),
            zone: Zone::named("Europe/Stockholm").expect("a zone"),
            contact: Some(NewContact {
                name: "Kim".to_owned(),
                email: EmailAddress::parse("kim@example.com").expect("an address"),
                phone: None,
                language: "en".to_owned(),
            }),
        },
    };
    let by = By::House("operator", noon());
    let made = organisations::create(house, by, organisation).await;
    let membership = NewMembership {
        organisation: made.expect("the partner is made").key,
        level: "gold".to_owned(),
        first_day: Date::parse("2026-11-01").expect("a day"),
        last_day: None,
        is_activated: false,
    };
    let recorded = partners::record_membership(house, by, membership).await;
    recorded.expect("recorded");
}

/// The key of the one location that the form offers.
async fn location(kim: &mut Browser) -> String {
    let page = kim.get("/program/new?topic=other").await;
    let options = page
        .body
        .split("<option value=\"w_")
        .nth(1)
        .expect("a location");
    format!("w_{}", options.split('"').next().unwrap_or_default())
}

const CONTACT: [(&str, &str); 3] = [("name", "Kim"), ("email", "kim@example.com"), ("phone", "")];

store::on_both_engines! { MIGRATIONS;
    async fn a_case_is_opened_by_its_topic_and_worked_at_the_service_centre(world) {
        let (mut scene, mut ingrid) = partner(&world).await;
        let kim = &mut scene.kim;
        kim.get("/program/new").await.says("Program support is free. No incident is used.").says("Missing IDs");
        let form = "/program/new?topic=additional-location";
        kim.get(form).await.says("Name of the new location");
        let key = location(kim).await;
        let wanted = [("topic", "additional-location"), ("location", key.as_str()), ("site_name", "Lule\u{e5}"), ("site_country", "se"), ("site_zone", "Europe/Stockholm"), ("words", "We *moved*.")];
        let wanted = [&wanted[..], &CONTACT[..]].concat();
        let shown = kim.get(form).await;
        let opened = kim.send_form(&shown, "/program/new", &wanted).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
        let again = kim.send_form(&shown, "/program/new", &wanted).await;
        assert_eq!(again.location, opened.location, "sent twice, opened once");
        kim.get(&opened.location).await.says("PRG-");
        let number = opened.location.split('/').nth(2).expect("a number").to_owned();
        let (page, case) = (format!("/requests/{number}"), format!("/service-centre/program/{number}"));
        kim.get("/requests").await.says(&number);
        let mine = kim.get(&page).await;
        mine.says("Additional location: Lule\u{e5}").says("<em>moved</em>").says("Nordhav");
        assert!(!mine.body.contains("Severity"), "a case has no severity");

        ingrid.get("/service-centre/program").await.says(&number).says("Nordhav");
        ingrid.get("/service-centre/program?region=north-america").await.says("Nothing to do here right now.");
        let button = "Add Lule\u{e5} to Nordhav";
        ingrid.get(&case).await.says(button).says("4648141");
        let added = ingrid.press(&case, &format!("{case}/location"), &[]).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        let after = ingrid.get(&added.location).await;
        after.says("The location is added").says("has a location called Lule\u{e5} on file");
        assert!(!after.body.contains(button));
        kim.get(&page).await.says("The service centre has added the location Lule\u{e5}.");
        let twice = ingrid.press(&case, &format!("{case}/location"), &[]).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        let seen = after.hidden("seen");
        let said = [("kind", "reply"), ("message", "It is on file."), ("then", "go_on"), ("seen", seen.as_str())];
        let replied = ingrid.press(&case, &format!("{case}/messages"), &said).await;
        assert_eq!(replied.status, StatusCode::SEE_OTHER, "{}", replied.body);
        assert!(replied.location.starts_with(&case), "{}", replied.location);
        let closure = format!("{case}/closure");
        let page_of = ingrid.get(&closure).await;
        assert!(!page_of.says("Solved").body.contains("deduction"), "{}", page_of.body);
        let closed = ingrid.press(&closure, &closure, &[("disposition", "solved"), ("words", "Done")]).await;
        assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.body);
        kim.get(&page).await.says("It is on file.").says("Closed: Solved. No incident was used.");
    }

    async fn contracts_are_activated_and_lost_ids_sent_from_the_case(world) {
        let (mut scene, mut ingrid) = partner(&world).await;
        let key = location(&mut scene.kim).await;
        let open = async |kim: &mut Browser, topic: &str, contract: &str| {
            let form = format!("/program/new?topic={topic}");
            let fields = [&[("topic", topic), ("location", key.as_str()), ("contract", contract)][..], &CONTACT[..]].concat();
            let opened = kim.press(&form, "/program/new", &fields).await;
            assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
            format!("/service-centre/program/{}", opened.location.split('/').nth(2).expect("a number"))
        };
        let case = open(&mut scene.kim, "activation", "").await;
        let shown = ingrid.get(&case).await;
        let task = shown.says("Activate for Stockholm: Gold").body.split("name=\"task\" value=\"").nth(1);
        let task = task.and_then(|rest| rest.split('"').next()).expect("a task").to_owned();
        let activation = format!("{case}/activation");
        let done = ingrid.press(&case, &activation, &[("task", &task)]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        ingrid.get(&done.location).await.says("The contracts are activated").says("Nothing waits to be activated");
        let twice = ingrid.press(&case, &activation, &[("task", &task)]).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);

        let form = scene.kim.get("/program/new?topic=missing-ids").await;
        let contract = form.body.split("<option value=\"c_").find(|one| one.contains("Gold 20Pack")).expect("a contract");
        let contract = format!("c_{}", contract.split('"').next().expect("a key"));
        let unnamed = open(&mut scene.kim, "missing-ids", "").await;
        ingrid.get(&unnamed).await.says("The case names no contract.");
        let case = open(&mut scene.kim, "missing-ids", &contract).await;
        let shown = ingrid.get(&case).await;
        let contact = shown.says("Kim (k").body.split("<option value=\"k_").nth(1);
        let contact = contact.and_then(|rest| rest.split('"').next()).map(|key| format!("k_{key}"));
        let ids = format!("{case}/ids");
        let none = ingrid.press(&case, &ids, &[("contact", "")]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        none.says("Select a contact on file");
        let typed = ingrid.press(&case, &ids, &[("contact", "thief@example.net")]).await;
        assert!(typed.status.is_client_error(), "IDs go to contacts on file only");
        let sent = ingrid.press(&case, &ids, &[("contact", contact.as_deref().expect("a contact"))]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        ingrid.get(&sent.location).await.says("The IDs are sent");
    }

    async fn bad_input_is_said_at_its_field(world) {
        let (mut scene, _) = partner(&world).await;
        let kim = &mut scene.kim;
        let key = location(kim).await;
        let none = kim.get("/program/new?topic=").await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        none.says("Select what it is about");
        let other = [("topic", "other"), ("location", key.as_str()), ("subject", "Hello"), ("words", "Typed words")];
        let site = [("topic", "additional-location"), ("location", key.as_str()), ("site_name", "Typed"), ("site_country", "SE"), ("site_zone", "Europe/Stockholm")];
        for (fields, field, value, said) in [
            (&other[..], "location", "", "Select a location"),
            (&other[..], "subject", "", "Enter a subject"),
            (&other[..], "words", " ", "Say what you need"),
            (&site[..], "site_name", "", "Enter the name of the new location"),
            (&site[..], "site_country", "Sweden", "Choose a country"),
            (&site[..], "site_country", "XX", "That country belongs to no region"),
        ] {
            let others = fields.iter().filter(|(name, _)| *name != field).copied();
            let sent: Vec<_> = others.chain([(field, value)]).chain(CONTACT).collect();
            let refused = kim.press("/program/new?topic=other", "/program/new", &sent).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}={value}");
            refused.says(said).says(&format!("href=\"#{field}\""));
        }
        let odd = [("topic", "free"), ("location", key.as_str())];
        let unknown = kim.press("/program/new?topic=other", "/program/new", &odd).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    }

    async fn what_is_another_s_is_not_there(world) {
        let (mut scene, mut ingrid) = partner(&world).await;
        let key = location(&mut scene.kim).await;
        let fields = [&[("topic", "membership"), ("location", key.as_str()), ("words", "Which level?")][..], &CONTACT[..]].concat();
        let opened = scene.kim.press("/program/new?topic=membership", "/program/new", &fields).await;
        let number = opened.location.split('/').nth(2).expect("a number").to_owned();
        let mut stranger = Browser::new(&scene.site);
        assert_eq!(stranger.get("/program/new").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(stranger.get("/service-centre/program").await.status, StatusCode::UNAUTHORIZED);
        stranger.sign_in(&scene.house, "stranger@example.com").await;
        stranger.get("/program/new?topic=membership").await.says("No partner organisation");
        let tried = stranger.press("/requests", "/program/new", &fields).await;
        assert_eq!(tried.status, StatusCode::NOT_FOUND);
        let case = format!("/service-centre/program/{number}");
        for browser in [&mut stranger, &mut scene.kim, &mut scene.erin] {
            for path in ["/service-centre/program", &case, &format!("{case}/closure")] {
                assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
            }
            for noun in ["location", "assignment", "ids", "activation"] {
                let tried = browser.press("/requests", &format!("{case}/{noun}"), &[]).await;
                assert_eq!(tried.status, StatusCode::NOT_FOUND, "{noun}");
            }
        }
        let incident = scene.submitted("An incident").await;
        for path in [format!("/desk/requests/{number}"), format!("/service-centre/program/{incident}")] {
            assert_eq!(ingrid.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}
