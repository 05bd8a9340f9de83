//! Program support cases: who opens them, who works on them, and what they carry along.

use actions::accounts::region;
use actions::benefits::{self, Wanted};
use actions::incidents::converse::{Then, answer};
use actions::incidents::mine::{Filter, mine};
use actions::incidents::participants::{follow, share};
use actions::incidents::show::{at_desk, show};
use actions::incidents::{Contact, close, queue as desk};
use actions::organisations::{self, NewOrganisation};
use actions::outbox::CaseDeed;
use actions::partners::{self, NewMembership};
use actions::program::{self, Narrowed, NewCase, NewSite};
use actions::testing::noon;
use actions::testing::scene::{person, refusal, says};
use actions::{Answer, By, MIGRATIONS, Visit};
use domain::account::Role;
use domain::ids::{RequestKind, RequestNumber};
use domain::incident::{ChargeEffect, Disposition};
use domain::ledger::IncidentRef;
use domain::partner::Cause;
use domain::program::Topic;
use domain::refusal::Refusal;
use domain::time::{Date, Zone};
use store::testing::World;

use crate::partners::stage::{Stage, address, contact, desk as operator, location};

/// The partner with a Gold membership.
async fn member(world: &World) -> Stage {
    let stage = Stage::new(&world.store).await;
    let membership = NewMembership {
        organisation: stage.partner.key.clone(),
        level: "gold".to_owned(),
        first_day: Date::parse("2026-11-01").expect("a day"),
        last_day: None,
        is_activated: true,
    };
    let recorded = partners::record_membership(&stage.house, operator(), membership).await;
    recorded.expect("recorded");
    stage
}

fn case(stage: &Stage, site: &str, topic: Topic) -> NewCase {
    NewCase {
        topic,
        location: stage.sites[site].clone(),
        contract: None,
        site: None,
        subject: String::new(),
        words: "Please.".to_owned(),
        contact: Contact {
            email: "signe@example.com".to_owned(),
            language: "en".to_owned(),
            zone: "Europe/Stockholm".to_owned(),
            ..Contact::default()
        },
        once: format!("{site}/{}", topic.code()),
    }
}

fn oslo_two(country: &str) -> NewSite {
    NewSite {
        name: "Bergen".to_owned(),
        country: country.to_owned(),
        zone: Zone::named("Europe/Oslo").expect("a zone"),
    }
}

async fn opens(stage: &Stage, who: &str, case: NewCase) -> Answer<RequestNumber> {
    program::open(&stage.house, stage.visit(who), case).await
}

/// Another officer of the service centre.
async fn officer(stage: &Stage, name: &str) -> Visit {
    person(&stage.store, name, &[Role::ServiceCentre], noon()).await
}

/// What the timeline of a case tells its asker of what was done.
async fn deeds(stage: &Stage, incident: IncidentRef) -> Vec<CaseDeed> {
    let seen = at_desk(&stage.house, stage.visit("ingrid"), incident).await;
    let events = seen.expect("shown").page.shown.events.into_iter();
    let worked = events.filter(|event| event.kind == "worked" && !event.internal);
    worked
        .map(|event| serde_json::from_value(event.facts).expect("a deed"))
        .collect()
}

async fn waiting(stage: &Stage, narrowed: Narrowed) -> Vec<String> {
    let queue = program::queue(&stage.house, stage.visit("ingrid"), narrowed).await;
    let cases = queue.expect("the queue").page.cases;
    cases.into_iter().map(|case| case.number).collect()
}

store::on_both_engines! { MIGRATIONS;
    async fn a_case_waits_in_the_queue_of_its_region_and_draws_nothing(world) {
        let stage = member(&world).await;
        let number = opens(&stage, "signe", case(&stage, "Kalmar", Topic::Membership)).await;
        let number = number.expect("it is taken");
        assert!(number.to_string().starts_with("PRG-"));
        let again = opens(&stage, "signe", case(&stage, "Kalmar", Topic::Membership)).await;
        assert_eq!(again.expect("answered"), number, "one key, one case");
        let of = |region: &str, topic| Narrowed {
            region: Some(region.to_owned()),
            topic,
            page: 1,
        };
        let name = vec![number.to_string()];
        assert_eq!(waiting(&stage, Narrowed::default()).await, name, "an officer of no country sees all");
        assert_eq!(waiting(&stage, of("emea", None)).await, name);
        assert_eq!(waiting(&stage, of("emea", Some(Topic::Membership))).await, name);
        assert_eq!(waiting(&stage, of("emea", Some(Topic::Other))).await, [""; 0]);
        assert_eq!(waiting(&stage, of("north-america", None)).await, [""; 0]);

        let erin = person(&stage.store, "erin", &[Role::Engineer], noon()).await;
        let refused = program::queue(&stage.house, &erin, Narrowed::default()).await;
        assert_eq!(refusal(refused.map(|_| ())), Refusal::NotFound);
        let queue = desk::queue(&stage.house, &erin, desk::Narrowed::default()).await.expect("a queue");
        assert!(queue.page.lines.is_empty(), "the desk has no cases");
        let incident = stage.house.incident_of(&number);
        let refused = answer(&stage.house, &erin, incident, says("Hello"), Then::GoOn).await;
        assert_eq!(refusal(refused), Refusal::NotFound);
        let ingrid = stage.visit("ingrid");
        answer(&stage.house, ingrid, incident, says("Hello"), Then::GoOn).await.expect("answered");
        let words = "Done".to_owned();
        let closing = close::close(&stage.house, ingrid, incident, Disposition::Solved, words).await;
        assert_eq!(closing.expect("closed").effect, ChargeEffect::Nothing);
        assert_eq!(waiting(&stage, Narrowed::default()).await, [""; 0]);
        assert_eq!(stage.letters("closed").await, ["signe@example.com"]);
        let shown = show(&stage.house, stage.visit("signe"), incident).await.expect("shown").page;
        assert!(shown.contract.is_none() && shown.case.charge.is_none());
    }

    async fn t17_cases_are_for_locations_and_contracts_that_their_people_see(world) {
        let stage = member(&world).await;
        let (head_office, kalmar) = (
            stage.contract("Stockholm", "partner-gold-20").await,
            stage.contract("Kalmar", "partner-silver-15").await,
        );
        for (who, site, contract, expected) in [
            ("signe", "Kalmar", Some(&kalmar), true),
            ("signe", "Kalmar", Some(&head_office), false),
            ("signe", "Stockholm", None, false),
            ("henrik", "Kalmar", None, false),
            ("maja", "Stockholm", Some(&head_office), true),
            ("maja", "Kalmar", None, false),
            ("astrid", "Kalmar", Some(&kalmar), true),
            ("kim", "Stockholm", None, false),
            ("ingrid", "Stockholm", None, false),
        ] {
            let asked = NewCase {
                contract: contract.cloned(),
                once: format!("{who}/{site}/{contract:?}"),
                ..case(&stage, site, Topic::MissingIds)
            };
            let opened = opens(&stage, who, asked).await;
            if expected {
                let number = opened.expect(who);
                let incident = stage.house.incident_of(&number);
                let file = program::show(&stage.house, stage.visit("ingrid"), incident).await;
                let file = file.expect("shown").expect("a case");
                assert_eq!(file.contract.map(|(key, _)| key).as_ref(), contract);
                let foreign = program::show(&stage.house, stage.visit("kim"), incident).await;
                assert_eq!(refusal(foreign.map(|_| ())), Refusal::NotFound);
            } else {
                assert_eq!(refusal(opened), Refusal::NotFound, "{who} {site}");
            }
            let choices = program::choices(&stage.house, stage.visit(who)).await.expect("choices").page;
            let places = match who {
                "astrid" => 3,
                "signe" | "henrik" | "maja" => 1,
                _ => 0,
            };
            assert_eq!(choices.places.len(), places, "{who}");
        }
    }

    async fn a_location_that_a_case_asks_for_is_added_and_its_asker_told_in_one_go(world) {
        let stage = member(&world).await;
        let asked = |country: &str| NewCase {
            site: Some(oslo_two(country)),
            ..case(&stage, "Stockholm", Topic::AdditionalLocation)
        };
        assert_eq!(refusal(opens(&stage, "astrid", asked("XX")).await), Refusal::CountryUnknown);
        let number = opens(&stage, "astrid", asked("NO")).await.expect("it is taken");
        let (incident, ingrid) = (stage.house.incident_of(&number), stage.visit("ingrid"));
        let file = program::show(&stage.house, ingrid, incident).await.expect("shown").expect("a case");
        assert!(file.site.is_some() && file.added.is_none());
        let foreign = program::add_location(&stage.house, stage.visit("astrid"), incident).await;
        assert_eq!(refusal(foreign), Refusal::NotFound, "who asks does not give");
        program::add_location(&stage.house, ingrid, incident).await.expect("added");
        let file = program::show(&stage.house, ingrid, incident).await.expect("shown").expect("a case");
        assert_eq!(file.added, Some(noon()));
        let told = deeds(&stage, incident).await;
        assert_eq!(told, [CaseDeed::LocationAdded { name: "Bergen".to_owned() }]);
        assert_eq!(stage.letters("case_worked").await, ["signe@example.com"], "the case's contact");
        let again = program::add_location(&stage.house, ingrid, incident).await;
        assert_eq!(refusal(again), Refusal::LocationOnFile);
        assert_eq!(deeds(&stage, incident).await.len(), 1, "and nothing is told twice");
        let greta = officer(&stage, "greta").await;
        let taken = program::add_location(&stage.house, &greta, incident).await;
        assert_eq!(refusal(taken), Refusal::LocationOnFile, "it is another officer's, and who has it keeps it");
    }

    async fn the_ids_that_a_case_asks_for_are_sent_masked_and_once_or_not_at_all(world) {
        let stage = member(&world).await;
        let contract = stage.contract("Kalmar", "partner-silver-15").await;
        let asked = NewCase {
            contract: Some(contract),
            ..case(&stage, "Kalmar", Topic::MissingIds)
        };
        let number = opens(&stage, "signe", asked).await.expect("taken");
        let (house, incident, ingrid) = (&stage.house, stage.house.incident_of(&number), stage.visit("ingrid"));
        let henrik = stage.contact("henrik").await;
        let elsewhere = program::send_ids(house, ingrid, incident, &henrik).await;
        assert_eq!(refusal(elsewhere.map(|_| ())), Refusal::NotSentThere);
        let shown = show(house, stage.visit("signe"), incident).await.expect("shown").page;
        assert!(shown.case.engineer.is_none(), "what is refused takes nothing");
        assert!(deeds(&stage, incident).await.is_empty());

        let signe = stage.contact("signe").await;
        let sent = program::send_ids(house, ingrid, incident, &signe).await.expect("sent");
        let told = deeds(&stage, incident).await;
        assert_eq!(told, [CaseDeed::IdsSent { to: sent.masked.clone() }]);
        assert!(!sent.masked.contains("signe@"), "{}", sent.masked);
        let shown = show(house, stage.visit("signe"), incident).await.expect("shown").page;
        assert!(shown.case.engineer.is_some(), "whoever does it has it");
        assert_eq!(shown.case.contacted, Some(noon()), "and has answered");
        assert_eq!(stage.letters("contract_ids_resent").await, ["signe@example.com"]);
        assert_eq!(stage.letters("case_worked").await, ["signe@example.com"]);

        let words = String::new();
        close::close(house, ingrid, incident, Disposition::Solved, words).await.expect("closed");
        let late = program::send_ids(house, ingrid, incident, &signe).await;
        assert_eq!(refusal(late.map(|_| ())), Refusal::Closed);
        assert_eq!(stage.letters("contract_ids_resent").await.len(), 1);
    }

    async fn what_a_case_asks_to_activate_is_activated_at_its_location_only(world) {
        let stage = Stage::new(&world.store).await;
        let membership = NewMembership {
            organisation: stage.partner.key.clone(),
            level: "gold".to_owned(),
            first_day: Date::parse("2026-11-01").expect("a day"),
            last_day: None,
            is_activated: false,
        };
        partners::record_membership(&stage.house, operator(), membership).await.expect("recorded");
        let (house, ingrid) = (&stage.house, stage.visit("ingrid"));
        let waiting = partners::show(house, ingrid, &stage.partner.key).await.expect("shown").page.waiting;
        let task = waiting.first().expect("a task waits").key.clone();
        let elsewhere = opens(&stage, "signe", case(&stage, "Kalmar", Topic::Activation)).await.expect("taken");
        let elsewhere = house.incident_of(&elsewhere);
        assert_eq!(refusal(program::activate(house, ingrid, elsewhere, &task).await), Refusal::NotFound);
        let number = opens(&stage, "astrid", case(&stage, "Stockholm", Topic::Activation)).await.expect("taken");
        let incident = house.incident_of(&number);
        let form = Visit { once: Some("a form".to_owned()), ..ingrid.clone() };
        program::activate(house, &form, incident, &task).await.expect("activated");
        program::activate(house, &form, incident, &task).await.expect("answered the same");
        let other = program::activate(house, ingrid, incident, &task).await;
        assert_eq!(refusal(other), Refusal::ActivationDone, "another tab");
        let told = deeds(&stage, incident).await;
        let [CaseDeed::Activated { plans, to }] = &told[..] else {
            panic!("{told:?}");
        };
        assert!(plans.iter().any(|plan| plan["en"].contains("Gold")), "{plans:?}");
        assert!(to.ends_with("@example.com") && !to.starts_with("astrid"), "{to}");
        assert_eq!(stage.letters("case_worked").await.len(), 1);
    }

    async fn a_case_is_called_by_its_topic_which_is_found_in_any_language(world) {
        let stage = member(&world).await;
        let number = opens(&stage, "signe", case(&stage, "Kalmar", Topic::MissingIds)).await.expect("taken");
        let typed = NewCase {
            subject: "activation".to_owned(),
            ..case(&stage, "Kalmar", Topic::Other)
        };
        opens(&stage, "signe", typed).await.expect("taken");
        let found = async |text: &str, topics: &[Topic]| {
            let filter = Filter {
                text: text.to_owned(),
                topics: topics.to_vec(),
                ..Filter::default()
            };
            let lines = mine(&stage.house, stage.visit("signe"), filter).await.expect("a list").page.lines;
            lines.into_iter().map(|one| one.line.title).collect::<Vec<_>>()
        };
        assert_eq!(found("saknas", &[Topic::MissingIds]).await, ["missing-ids"]);
        assert_eq!(found("saknas", &[]).await, [""; 0]);
        assert_eq!(found("activ", &[Topic::Activation]).await, ["other: activation"]);
        let shown = show(&stage.house, stage.visit("signe"), stage.house.incident_of(&number)).await;
        assert_eq!(shown.expect("shown").page.title, "missing-ids");
    }

    async fn program_support_is_for_partners_with_a_membership(world) {
        let stage = Stage::new(&world.store).await;
        let lapsed = opens(&stage, "astrid", case(&stage, "Stockholm", Topic::Membership)).await;
        assert_eq!(refusal(lapsed), Refusal::NotEntitled);
        let choices = program::choices(&stage.house, stage.visit("astrid")).await.expect("choices");
        assert!(choices.page.places.is_empty());
        let customer = NewOrganisation {
            name: "Harbour".to_owned(),
            partner_id: None,
            head_office: location("London", "GB", Some(contact("kim"))),
        };
        let made = organisations::create(&stage.house, operator(), customer).await.expect("made");
        let asked = NewCase {
            location: made.head_office,
            ..case(&stage, "Stockholm", Topic::Other)
        };
        assert_eq!(refusal(opens(&stage, "kim", asked).await), Refusal::NotEntitled);
        let choices = program::choices(&stage.house, stage.visit("kim")).await.expect("choices");
        assert!(choices.page.places.is_empty());
    }

    async fn a_case_is_read_by_people_of_its_location_while_they_belong_to_it(world) {
        let stage = member(&world).await;
        let (house, signe, kim) = (&stage.house, stage.visit("signe"), stage.visit("kim"));
        stage.file("Kalmar", "kim").await.expect("on file");
        let number = opens(&stage, "kim", case(&stage, "Kalmar", Topic::Membership)).await.expect("taken");
        let of_kim = house.incident_of(&number);
        follow(house, signe, of_kim).await.expect("she stands for the location");
        show(house, signe, of_kim).await.expect("and reads it");
        follow(house, stage.visit("astrid"), of_kim).await.expect("the head office's primary contact too");
        assert_eq!(refusal(follow(house, stage.visit("maja"), of_kim).await), Refusal::NotFound, "of another location");
        let shared = share(house, kim, of_kim, address("henrik")).await;
        assert_eq!(refusal(shared), Refusal::NotAColleague);

        let number = opens(&stage, "signe", case(&stage, "Kalmar", Topic::Other)).await.expect("taken");
        share(house, signe, house.incident_of(&number), address("kim")).await.expect("a colleague");
        let of_program = Wanted {
            kind: RequestKind::Program,
            closed: false,
            page: 1,
        };
        let seen = async || {
            let seen = benefits::show(house, kim, None, of_program).await.expect("shown").page;
            seen.activities.rows.iter().map(|row| (row.line.number.clone(), row.is_mine)).collect::<Vec<_>>()
        };
        assert!(seen().await.contains(&(number.to_string(), true)));
        organisations::remove(house, operator(), &stage.contact("kim").await).await.expect("taken off the file");
        let left = seen().await;
        assert_eq!(left.len(), 1, "what he opened himself and nothing of others: {left:?}");
    }

    async fn an_officer_sees_the_queues_of_the_own_region_first_and_all_on_demand(world) {
        let stage = member(&world).await;
        let number = opens(&stage, "signe", case(&stage, "Kalmar", Topic::Membership)).await.expect("taken");
        let everywhere = Narrowed { region: Some(String::new()), ..Narrowed::default() };
        let vera = person(&stage.store, "vera", &[Role::Administrator], noon()).await;
        let ingrid = stage.house.caller(stage.visit("ingrid")).await.expect("somebody").key().to_owned();
        let assign = async |visit: &Visit, region: &str, reason: &str| {
            let region = Some(region.to_owned()).filter(|region| !region.is_empty());
            region::assign(&stage.house, By::Visit(visit), &ingrid, region, reason).await
        };
        assert_eq!(refusal(assign(stage.visit("ingrid"), "emea", "mine").await), Refusal::NotFound);
        assert_eq!(refusal(assign(&vera, "atlantis", "why not").await), Refusal::NotFound);
        assert_eq!(refusal(assign(&vera, "north-america", " ").await), Refusal::ReasonNeeded);
        let tasks = async |region: Option<&str>| {
            let region = region.map(str::to_owned);
            let queue = partners::queue(&stage.house, stage.visit("ingrid"), Cause::Renewal, region).await;
            let queue = queue.expect("the queue").page;
            (queue.region, queue.tasks.len() as i64, queue.figures.waiting[0])
        };
        let renewal = NewMembership {
            organisation: stage.partner.key.clone(),
            level: "gold".to_owned(),
            first_day: Date::parse("2027-11-01").expect("a day"),
            last_day: None,
            is_activated: false,
        };
        partners::record_membership(&stage.house, operator(), renewal).await.expect("recorded");
        let (_, many, counted) = tasks(None).await;
        assert!(many > 0 && many == counted, "who works for all sees all");
        assign(&vera, "north-america", "moved").await.expect("assigned");
        assert_eq!(waiting(&stage, Narrowed::default()).await, [""; 0]);
        assert_eq!(waiting(&stage, everywhere).await, [number.to_string()], "all on demand");
        assert_eq!(tasks(None).await, ("north-america".to_owned(), 0, 0));
        assert_eq!(tasks(Some("")).await, (String::new(), many, many));
        assign(&vera, "emea", "moved back").await.expect("assigned");
        assert_eq!(waiting(&stage, Narrowed::default()).await, [number.to_string()]);
        assert_eq!(tasks(None).await, ("emea".to_owned(), many, many));
        assign(&vera, "", "works for all").await.expect("assigned");
        assert_eq!(tasks(None).await.0, "");
        let logged = "SELECT COUNT(*) FROM audit WHERE deed = 'account.region'";
        let logged = stage.store.read::<_, store::Fault, _>(move |reader| reader.row(logged, &[], |row| row.get::<i64>(0)));
        assert_eq!(logged.await.expect("a number"), 3);
    }

    async fn hours_have_no_ids_that_could_be_missing(world) {
        let stage = member(&world).await;
        stage.contract("Kalmar", "advisory-silver-20h").await;
        let pair = stage.contract("Kalmar", "partner-silver-15").await;
        let choices = program::choices(&stage.house, stage.visit("signe")).await.expect("choices").page;
        let keys: Vec<&String> = choices.contracts.iter().map(|one| &one.key).collect();
        assert_eq!(keys, [&pair]);
    }
}
