//! *My benefits and activities*, the people of an organisation, and how a sign-in comes to belong to it.

use actions::contracts::{self, Order, Owner};
use actions::incidents::Answers;
use actions::incidents::converse::{Then, answer};
use actions::organisations::{self, NewContact, NewLocation, NewOrganisation};
use actions::partners::{self, NewMembership};
use actions::testing::noon;
use actions::testing::scene;
use actions::{By, MIGRATIONS, Visit};
use axum::http::StatusCode;
use domain::account::Role;
use domain::ids::EmailAddress;
use domain::response::Severity;
use domain::time::Zone;

use crate::stage::{PAIR, Stage};

fn operator() -> By<'static> {
    By::House("operator", noon())
}

fn location(name: &str, contact: &str) -> NewLocation {
    let email = EmailAddress::parse(&format!("{contact}@example.com")).expect("an address");
    NewLocation {
        name: name.to_owned(),
        country: "SE".to_owned(),
        zone: Zone::named("Europe/Stockholm").expect("a zone"),
        contact: Some(NewContact {
            name: contact.to_owned(),
            email,
            phone: None,
            language: "en".to_owned(),
        }),
    }
}

/// A partner whose head office is `astrid`'s and whose location in Kalmar is `signe`'s, with a contract each; gives
/// `astrid`'s visit.
pub async fn partner(stage: &Stage) -> Visit {
    partners(stage).await.0
}

/// The same; gives `signe`'s visit as well.
async fn partners(stage: &Stage) -> (Visit, Visit) {
    let (astrid, signe) = (stage.person("astrid").await, stage.person("signe").await);
    stage.person("kim").await;
    let new = NewOrganisation {
        name: "Nordhav".to_owned(),
        partner_id: Some("4648141".to_owned()),
        head_office: location("Stockholm", "astrid"),
    };
    let made = organisations::create(&stage.house, operator(), new).await;
    let made = made.expect("the partner is made");
    let kalmar = organisations::add_location(
        &stage.house,
        operator(),
        &made.key,
        location("Kalmar", "signe"),
    );
    let kalmar = kalmar.await.expect("the location is added");
    for (site, offer) in [
        (&made.head_office, "partner-gold-20"),
        (&kalmar, "partner-silver-15"),
    ] {
        let order = Order {
            offer: offer.to_owned(),
            owner: Owner::Location(site.clone()),
            region: "emea".to_owned(),
            zone: Zone::named("Europe/Stockholm").expect("a zone"),
            start: Zone::UTC.date_of(noon()).plus_days(-10),
            last_day: None,
            pair: None,
            partner_id: Some("4648141".to_owned()),
            country: None,
        };
        let issued = contracts::issue(&stage.house, operator(), order)
            .await
            .expect("issued");
        contracts::activate(&stage.house, operator(), &issued.key)
            .await
            .expect("activated");
    }
    (astrid, signe)
}

store::on_both_engines! { MIGRATIONS;
    async fn t17_a_location_s_contact_sees_no_benefit_and_no_activity_of_the_head_office(world) {
        let stage = Stage::open(&world).await;
        let astrid = partner(&stage).await;
        let gold = stage.texts("SELECT key FROM contract WHERE offer = 'partner-gold-20'").await.remove(0);
        let mut answers = scene::answers("", Severity::C, "The forest does not trust");
        answers.contract = Some(gold.clone());
        scene::submit(&stage.house, &astrid, answers).await.expect("the head office submits");
        let (mut head, mut kalmar) = (stage.browser("astrid").await, stage.browser("signe").await);
        head.get("/benefits").await
            .says("Nordhav · Partner ID 4648141")
            .says("Partner Support Gold 20Pack")
            .says("19 of 20 incidents left")
            .says("Partner Support Silver 15Pack")
            .says("The forest does not trust")
            .says("All locations");
        let page = kalmar.get("/benefits").await;
        page.says("Partner Support Silver 15Pack");
        for secret in ["Gold", "forest", "Stockholm", "All locations"] {
            assert!(!page.body.contains(secret), "{secret}");
        }
        let foreign = stage.texts("SELECT key FROM location WHERE name = 'Stockholm'").await.remove(0);
        for path in [format!("/benefits?location={foreign}"), "/benefits?location=w_none".to_owned(), format!("/contracts/{gold}")] {
            assert_eq!(kalmar.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let people = kalmar.get("/benefits/people").await;
        people.says("signe");
        assert!(!people.body.contains("astrid"), "not even who stands for the head office");
    }

    async fn my_requests_are_narrowed_to_ones_own_or_the_organisation_s(world) {
        let stage = Stage::open(&world).await;
        let (astrid, signe) = partners(&stage).await;
        let erin = scene::person(&stage.store, "erin", &[Role::Engineer], noon()).await;
        let (ours, theirs) = ("The forest does not trust", "Tills stop at noon");
        let contracts = stage.texts("SELECT key FROM contract ORDER BY offer").await;
        let mut receipts = Vec::new();
        for ((visit, title), contract) in [(&astrid, ours), (&signe, theirs)].into_iter().zip(contracts) {
            let answers = Answers { contract: Some(contract), ..scene::answers("", Severity::C, title) };
            receipts.push(scene::submit(&stage.house, visit, answers).await.expect("it is taken"));
        }
        let (mut head, mut kalmar) = (stage.browser("astrid").await, stage.browser("signe").await);
        head.get("/requests").await.says(ours).says(theirs).says("Everybody’s");
        head.get("/requests?whose=organisation").await.says(ours).says(theirs).says("href=\"/requests/INC");
        let mine = head.get("/requests?whose=mine&page=1&text=forest").await;
        mine.says(ours).lacks(theirs).says("<option value=\"mine\" selected>").says("show=closed&#38;whose=mine");
        kalmar.get("/requests").await.says(theirs).lacks(ours);
        kalmar.get("/requests?whose=organisation").await.says(theirs).lacks(ours);
        // What is written in a colleague's request is not found by who does not follow it; its title is.
        head.get("/requests?text=tills").await.says(theirs);
        let search = "/requests?text=replication%20**stops";
        head.get(search).await.says(ours).lacks(theirs);
        kalmar.get(search).await.says(theirs);
        let csv = head.get("/requests/export.csv").await;
        csv.says(theirs).says("\"signe\"");
        head.get("/requests/export.csv?whose=mine").await.says(ours).lacks(theirs);
        for nobody in ["kim", "erin"] {
            stage.browser(nobody).await.get("/requests?whose=organisation").await.lacks("name=\"whose\"").lacks(theirs);
        }
        // A colleague's request that waits is not said to wait for the reader.
        let asked = answer(&stage.house, &erin, receipts[1].incident, scene::says("Which version?"), Then::WaitForCustomer);
        asked.await.expect("asked");
        let page = head.get("/benefits").await;
        page.says("1 waiting for a colleague").lacks("waiting for you").says("Waiting for customer").lacks("Waiting for you");
        let path = format!("/requests/{}", scene::number(&receipts[1]));
        page.says(&format!("href=\"{path}\""));
        head.get("/requests").await.says("Waiting for customer").lacks("waiting for you");
        kalmar.get("/benefits").await.says("1 waiting for you").says("Waiting for you");
        kalmar.get("/requests").await.says("One request is waiting for you.");
        head.press(&path, &format!("{path}/following"), &[]).await;
        head.get("/benefits").await.says("1 waiting for you");
        head.get("/requests?whose=mine").await.says(theirs);
    }

    async fn who_belongs_to_nobody_is_told_how_and_sees_nothing_until_let_in(world) {
        let stage = Stage::open(&world).await;
        partner(&stage).await;
        let (mut kim, mut astrid) = (stage.browser("kim").await, stage.browser("astrid").await);
        kim.get("/benefits").await.says("Your account is not linked to a partner organisation.");
        assert_eq!(kim.get("/benefits/people").await.status, StatusCode::NOT_FOUND);
        let empty = kim.fill("/benefits/join", &[("partner_id", " "), ("location", "Kalmar")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.says("Enter a partner ID").says("value=\"Kalmar\"");
        let (right, wrong) = (
            kim.fill("/benefits/join", &[("partner_id", "4648141")]).await,
            kim.fill("/benefits/join", &[("partner_id", "9999999")]).await,
        );
        right.says("Your question is sent");
        assert_eq!(right.status, wrong.status, "nobody learns whether there is such a partner");
        let waiting = kim.get("/benefits").await;
        assert!(!waiting.body.contains("Gold") && !waiting.body.contains("Nordhav"), "nor before being let in");
        let people = astrid.get("/benefits/people").await;
        people.says("Has asked to belong here").says("Let in kim");
        let approval = people.body.split("action=\"").find(|rest| rest.contains("/approval\"")).expect("a form");
        let approval = approval.split('"').next().expect("an address").to_owned();
        let form = kim.get("/status").await;
        let stranger = kim.send_form(&form, &approval, &[]).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND, "nobody lets themselves in");
        let done = astrid.press("/benefits/people", &approval, &[]).await;
        astrid.get(&done.location).await.says("The person is let in.");
        kim.get("/benefits").await.says("Partner Support Gold 20Pack");
        let leave = approval.replace("/approval", "/removal");
        let left = kim.press("/benefits/people", &leave, &[]).await;
        assert_eq!(left.location, "/benefits");
        kim.get("/benefits").await.says("Your account is not linked to a partner organisation.");
    }

    async fn an_invitation_to_an_organisation_works_once_for_its_own_address(world) {
        let stage = Stage::open(&world).await;
        partner(&stage).await;
        let (mut astrid, mut kim, mut signe) =
            (stage.browser("astrid").await, stage.browser("kim").await, stage.browser("signe").await);
        let kalmar = stage.texts("SELECT key FROM location WHERE name = 'Kalmar'").await.remove(0);
        let bad = astrid.fill("/benefits/people", &[("email", "kim"), ("location", &kalmar)]).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        bad.says("value=\"kim\"");
        let head = stage.texts("SELECT key FROM location WHERE name = 'Stockholm'").await.remove(0);
        let foreign = signe.fill("/benefits/people", &[("email", "kim@example.com"), ("location", &head)]).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND, "a location's contact invites to its own only");
        let sent = astrid.fill("/benefits/people", &[("email", "kim@example.com"), ("location", &kalmar)]).await;
        astrid.get(&sent.location).await.says("The invitation is sent.");
        let twice = astrid.fill("/benefits/people", &[("email", "kim@example.com"), ("location", &kalmar)]).await;
        assert!(twice.status.is_client_error() && twice.body.contains("kim@example.com"), "{}", twice.status);
        let contact = stage.texts("SELECT key FROM contact WHERE email = 'kim@example.com'").await.remove(0);
        let page = format!("/benefits/invitations/{}", organisations::invitation_token(&stage.house, &contact));
        assert_eq!(signe.get(&page).await.status, StatusCode::NOT_FOUND, "a letter that was passed on opens nothing");
        kim.get(&page).await.says("Nordhav invites you").says("kim@example.com").says("Kalmar");
        let accepted = kim.fill(&page, &[]).await;
        assert_eq!(accepted.location, "/benefits");
        kim.get("/benefits").await.says("Partner Support Silver 15Pack");
        assert_eq!(kim.get(&page).await.status, StatusCode::NOT_FOUND, "once");
    }

    async fn days_that_are_chosen_are_looked_at_before_they_are_activated(world) {
        let stage = Stage::open(&world).await;
        partner(&stage).await;
        scene::person(&stage.store, "ingrid", &[Role::ServiceCentre], noon()).await;
        let membership = NewMembership {
            organisation: stage.texts("SELECT key FROM organisation").await.remove(0),
            level: "gold".to_owned(),
            first_day: Zone::UTC.date_of(noon()),
            last_day: None,
            is_activated: false,
        };
        partners::record_membership(&stage.house, operator(), membership).await.expect("a membership");
        let task = stage.texts("SELECT key FROM activation").await.remove(0);
        let (page, mut ingrid) = (format!("/service-centre/activations/{task}"), stage.browser("ingrid").await);
        let wrong = ingrid.get(&format!("{page}?first_day=2026-12-01&last_day=2026-11-01")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("The last day is before the first.").says("value=\"2026-12-01\"");
        assert!(!wrong.body.contains("Activate and send the IDs"), "what is wrong is not activated");
        let outside = ingrid.get(&format!("{page}?first_day=2026-01-01")).await;
        outside.says("The first day has to be between 25 October 2026 and 23 November 2027");
        let shown = ingrid.get(&format!("{page}?first_day=2026-12-01&last_day=2027-10-31")).await;
        shown.says("31 October 2027").says("Activate and send the IDs");
        let days = ["first_day", "last_day"].map(|day| (day, shown.hidden(day)));
        let days = days.each_ref().map(|(name, day)| (*name, day.as_str()));
        assert_eq!(days.map(|(_, day)| day), ["2026-12-01", "2027-10-31"], "what is shown is what is sent");
        let done = ingrid.send_form(&shown, &page, &days).await;
        ingrid.get(&done.location).await.says("Activated. IDs sent to astrid");
    }

    async fn forums_are_listed_for_everybody(world) {
        let stage = Stage::open(&world).await;
        let mut visitor = crate::support::Browser::new(&stage.portal);
        visitor.get("/community").await.says("Community support").says("community.example.net/sql-server");
    }

    async fn every_contract_on_the_page_opens_and_own_ones_stand_apart(world) {
        let stage = Stage::open(&world).await;
        let astrid = partner(&stage).await;
        let own = stage.issued(&astrid, "partner-maps-10", PAIR, -1).await;
        let mut head = stage.browser("astrid").await;
        let page = head.get("/benefits").await;
        page.says("My own contracts").says(&own);
        let links: Vec<&str> = page.body.split("href=\"/contracts/c").skip(1).map(|rest| rest.split('"').next().unwrap_or_default()).collect();
        assert!(links.len() >= 4, "{links:?}");
        for link in links {
            let path = format!("/contracts/c{}", link.replace("&#38;", "&"));
            assert_eq!(head.get(&path).await.status, StatusCode::OK, "{path}");
        }
        page.says("?view=table#balance");
        let seen = stage.texts("SELECT key FROM contract WHERE offer = 'partner-silver-15'").await.remove(0);
        let seen = head.get(&format!("/contracts/{seen}")).await;
        assert!(!seen.body.contains("/reminder"), "who is not linked gets no letters to choose");
        let mut kalmar = stage.browser("signe").await;
        assert!(!kalmar.get("/benefits").await.body.contains("My own contracts"));
    }

    async fn all_organisations_of_a_sign_in_can_be_chosen(world) {
        let stage = Stage::open(&world).await;
        partner(&stage).await;
        let new = NewOrganisation {
            name: "Harbour".to_owned(),
            partner_id: None,
            head_office: location("London", "astrid"),
        };
        let made = organisations::create(&stage.house, operator(), new).await.expect("made");
        let mut astrid = stage.browser("astrid").await;
        let first = astrid.get("/benefits").await;
        first.says("Nordhav, all locations").says("Harbour, all locations").says("Nordhav, Kalmar").says("Gold 20Pack");
        let other = astrid.get(&format!("/benefits?location={}", made.key)).await;
        other.says("No contracts are shown for Harbour.");
        assert!(!other.body.contains("Gold 20Pack"));
        let mut signe = stage.browser("signe").await;
        assert_eq!(signe.get(&format!("/benefits?location={}", made.key)).await.status, StatusCode::NOT_FOUND);
    }

    async fn t19_whoever_can_be_sent_no_ids_hears_the_rule_and_whom_to_ask(world) {
        let stage = Stage::open(&world).await;
        partner(&stage).await;
        let henrik = stage.person("henrik").await;
        let oslo = NewLocation {
            country: "NO".to_owned(),
            ..location("Oslo", "henrik")
        };
        let nordhav = stage.texts("SELECT key FROM organisation").await.remove(0);
        organisations::add_location(&stage.house, operator(), &nordhav, oslo).await.expect("added");
        let page = stage.browser("henrik").await.get("/benefits/request-ids").await;
        page.says("any contact of your organisation in the same country").says("The primary program contact is astrid.");
        assert!(!page.body.contains("/program/new"), "which would refuse: there is no membership");
        let own = stage.issued(&henrik, "partner-maps-10", PAIR, -1).await;
        let page = stage.browser("henrik").await.get("/benefits/request-ids").await;
        page.says("Change the Contract ID").says(&format!("/contracts/{own}/contract-id/new"));
    }
}
