//! Program support cases: who opens them, who works on them, and what they carry along.

use actions::benefits::{self, Wanted};
use actions::incidents::converse::{Then, answer};
use actions::incidents::participants::{follow, share};
use actions::incidents::show::show;
use actions::incidents::{Contact, close, queue as desk};
use actions::organisations::{self, NewLocation, NewOrganisation};
use actions::partners::{self, NewMembership};
use actions::program::{self, Narrowed, NewCase, NewSite};
use actions::testing::noon;
use actions::testing::scene::{person, refusal, says};
use actions::{Answer, By, MIGRATIONS};
use domain::account::Role;
use domain::ids::{RequestKind, RequestNumber};
use domain::incident::{ChargeEffect, Disposition};
use domain::program::Topic;
use domain::refusal::Refusal;
use domain::time::{Date, Zone};
use store::testing::World;

use crate::stage::{Stage, address, contact, desk as operator, location};

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
        title: topic.code().to_owned(),
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

    async fn a_location_that_a_case_asks_for_is_added_as_it_was_typed(world) {
        let stage = member(&world).await;
        let asked = |country: &str| NewCase {
            site: Some(oslo_two(country)),
            ..case(&stage, "Stockholm", Topic::AdditionalLocation)
        };
        assert_eq!(refusal(opens(&stage, "astrid", asked("XX")).await), Refusal::CountryUnknown);
        let number = opens(&stage, "astrid", asked("NO")).await.expect("it is taken");
        let (incident, ingrid) = (stage.house.incident_of(&number), stage.visit("ingrid"));
        let file = program::show(&stage.house, ingrid, incident).await.expect("shown").expect("a case");
        let site = file.site.expect("a location is asked for");
        assert!(file.added.is_none());
        let location = NewLocation {
            name: site.name,
            country: site.country,
            zone: site.zone,
            contact: None,
        };
        let by = By::Visit(ingrid);
        organisations::add_location(&stage.house, by, &file.organisation.0, location).await.expect("added");
        let file = program::show(&stage.house, ingrid, incident).await.expect("shown").expect("a case");
        assert_eq!(file.added, Some(noon()));
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

    async fn hours_have_no_ids_that_could_be_missing(world) {
        let stage = member(&world).await;
        stage.contract("Kalmar", "advisory-silver-20h").await;
        let pair = stage.contract("Kalmar", "partner-silver-15").await;
        let choices = program::choices(&stage.house, stage.visit("signe")).await.expect("choices").page;
        let keys: Vec<&String> = choices.contracts.iter().map(|one| &one.key).collect();
        assert_eq!(keys, [&pair]);
    }
}
