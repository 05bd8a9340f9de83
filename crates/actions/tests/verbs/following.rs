//! Who may follow a colleague's incident, what that gives, and how it ends, on both engines.

use actions::exports::own;
use actions::files::{self, Failed, Target};
use actions::incidents::close::{close, solved_by_customer, withdraw};
use actions::incidents::converse::{Message, Then, answer, reply};
use actions::incidents::mine::{Filter, mine};
use actions::incidents::participants::{follow, leave, offered, remove, share};
use actions::incidents::rating::rate;
use actions::incidents::reopen::reopen;
use actions::incidents::show::{Shown, show};
use actions::incidents::similar::similar;
use actions::testing::noon;
use actions::testing::scene::{self, Scene, letters, refusal, says, scene};
use actions::{Answer, House, MIGRATIONS, Stopped, Visit};
use bytes::Bytes;
use domain::ids::EmailAddress;
use domain::incident::{Disposition, Stars};
use domain::ledger::{ContractRef, IncidentRef};
use domain::limits;
use domain::refusal::Refusal;
use domain::response::Severity;
use futures_util::stream;
use store::testing::World;
use store::{Fault, Value, params};

const OTHER: &str = "0088163423";

const LINK: &str = "
    INSERT INTO link (key, contract, account, origin, made_at)
    SELECT $1, $2, a.id, 'import', $3 FROM account a WHERE a.email = $4";

async fn write(world: &World, sql: &'static str, values: Vec<Value<'static>>) {
    let written = world
        .store
        .write::<_, Fault, _>(move |tx| tx.execute(sql, &values));
    assert!(written.await.expect("it is written") > 0, "{sql}");
}

/// Somebody called `name`, linked to `contract`.
async fn linked(world: &World, name: &'static str, contract: ContractRef) -> Visit {
    let visit = scene::person(&world.store, name, &[], noon()).await;
    link(world, name, contract).await;
    visit
}

async fn link(world: &World, name: &'static str, contract: ContractRef) {
    let (key, email) = (
        format!("l_{name}_{}", contract.0),
        format!("{name}@example.com"),
    );
    let written = world.store.write::<_, Fault, _>(move |tx| {
        tx.execute(LINK, params![&key, contract.0, noon().0, &email])
    });
    assert_eq!(written.await.expect("the link is written"), 1);
}

/// All links end.
async fn unlink_all(world: &World) {
    let end = "UPDATE link SET ended_at = $1, ended_by = 'test' WHERE ended_at IS NULL";
    write(world, end, vec![noon().0.into()]).await;
}

/// Both contracts belong to one organisation, whose contact nobody is.
async fn one_organisation(world: &World) {
    let make = "INSERT INTO organisation (key, name, looked_for, created_at) VALUES ('o_1', 'Nordhav', 'nordhav', 0)";
    write(world, make, vec![]).await;
    let place = "INSERT INTO location (key, organisation, name, country, zone, created_at)
                 SELECT 'w_1', id, 'Stockholm', 'SE', 'Europe/Stockholm', 0 FROM organisation";
    write(world, place, vec![]).await;
    let give = "UPDATE contract SET owner = NULL, organisation = (SELECT id FROM organisation),
                location = (SELECT id FROM location)";
    write(world, give, vec![]).await;
}

fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).expect("an address")
}

async fn shared(scene: &Scene, by: &Visit, incident: IncidentRef, name: &str) -> Answer<()> {
    share(
        &scene.house,
        by,
        incident,
        address(&format!("{name}@example.com")),
    )
    .await
}

async fn seen(house: &House, visit: &Visit, incident: IncidentRef) -> Shown {
    show(house, visit, incident)
        .await
        .expect("it is shown")
        .page
}

/// The kinds of letters about `incident` that went to somebody.
async fn told(world: &World, incident: IncidentRef, name: &str) -> Vec<String> {
    let email = format!("{name}@example.com");
    let all = letters(&world.store, incident).await.into_iter();
    all.filter(|(address, _)| *address == email)
        .map(|(_, kind)| kind)
        .collect()
}

store::on_both_engines! { MIGRATIONS;
    async fn a_colleague_whom_it_is_shared_with_reads_and_writes_and_decides_nothing(world) {
        let scene = scene(&world, 5, 100).await;
        let maja = linked(&world, "maja", scene.contract).await;
        let (house, kim) = (&scene.house, &scene.customer);
        let incident = scene.submitted("The disk is full").await;
        assert_eq!(refusal(show(house, &maja, incident).await), Refusal::NotFound, "nobody has asked her");
        shared(&scene, kim, incident, "maja").await.expect("she is a colleague");
        shared(&scene, kim, incident, "maja").await.expect("and stays one");
        shared(&scene, &maja, incident, "kim").await.expect("who is on it already");

        let page = seen(house, &maja, incident).await;
        assert_eq!(page.participants.len(), 1);
        assert_eq!((page.participants[0].name.as_str(), page.reporter.as_str()), ("maja", "kim"));
        let list = mine(house, &maja, Filter::default()).await.expect("a list").page;
        assert_eq!((list.lines.len(), list.total, list.counts.0), (1, 1, 1));
        reply(house, &maja, incident, says("I see it too")).await.expect("sent");
        scene.answered(incident, Then::GoOn).await;
        assert_eq!(told(&world, incident, "maja").await, ["request_shared", "answered"]);
        assert_eq!(told(&world, incident, "kim").await, ["request_received", "colleague_replied", "answered"]);
        reply(house, kim, incident, Message { seen: None, ..says("Thanks") }).await.expect("sent");
        assert_eq!(told(&world, incident, "maja").await.last().map(String::as_str), Some("colleague_replied"));

        assert_eq!(refusal(withdraw(house, &maja, incident, String::new()).await), Refusal::NotFound);
        assert_eq!(refusal(solved_by_customer(house, &maja, incident).await), Refusal::NotFound);
        assert_eq!(refusal(remove(house, &maja, incident, "a_1").await), Refusal::NotFound);
        solved_by_customer(house, kim, incident).await.expect("solved");
        assert_eq!(refusal(reopen(house, &maja, incident, "No".into()).await), Refusal::NotFound);
        assert_eq!(refusal(rate(house, &maja, incident, None, String::new()).await), Refusal::NotFound);
        assert_eq!(refusal(leave(house, kim, incident).await), Refusal::NotFound, "a reporter cannot leave");
        leave(house, &maja, incident).await.expect("she stops");
        assert_eq!(refusal(show(house, &maja, incident).await), Refusal::NotFound);
        let page = seen(house, kim, incident).await;
        let hers = page.events.iter().find(|event| event.words == "I see it too").expect("it stays");
        assert_eq!(format!("{:?}", hers.by), "Customer(\"maja\")", "and is a customer's still");
    }

    async fn i7_who_loses_the_link_loses_the_request_with_everything_in_it(world) {
        let scene = scene(&world, 5, 100).await;
        let maja = linked(&world, "maja", scene.contract).await;
        let (house, kim) = (&scene.house, &scene.customer);
        let incident = scene.submitted("The disk is full").await;
        shared(&scene, kim, incident, "maja").await.expect("shared");
        let chunks = stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(b"a log"))]);
        let file = files::receive(house, kim, Target::Incident(incident), "a.log".into(), chunks).await;
        let file = file.expect("received");
        let log = Message { files: vec![file.clone()], ..says("The log") };
        reply(house, kim, incident, log).await.expect("sent");
        assert!(files::open(house, &maja, &file).await.is_ok(), "a follower reads the files");
        unlink_all(&world).await;
        let gone = files::open(house, &maja, &file).await.err().expect("refused");
        assert!(matches!(gone, Failed::Stopped(Stopped::Refused(Refusal::NotFound))), "{gone:?}");
        assert_eq!(refusal(show(house, &maja, incident).await), Refusal::NotFound);
        assert_eq!(refusal(reply(house, &maja, incident, says("Hello")).await), Refusal::NotFound);
        let list = mine(house, &maja, Filter::default()).await.expect("a list").page;
        assert_eq!((list.lines.len(), list.total, list.counts, list.products.len()), (0, 0, (0, 0), 0));
        scene.answered(incident, Then::GoOn).await;
        reply(house, kim, incident, says("2025")).await.expect("sent");
        assert_eq!(told(&world, incident, "maja").await, ["request_shared", "colleague_replied"], "no letter after that");
        assert_eq!(seen(house, kim, incident).await.participants, []);
        link(&world, "maja", scene::contract(house, kim, (OTHER, "partner-gold-20"), 1, 100).await).await;
        assert_eq!(refusal(show(house, &maja, incident).await), Refusal::NotFound, "another contract is another's");
    }

    async fn an_address_that_is_no_colleagues_gets_one_answer_and_no_letter(world) {
        let scene = scene(&world, 5, 100).await;
        scene::person(&world.store, "stranger", &[], noon()).await;
        linked(&world, "astrid", scene::contract(&scene.house, &scene.engineer, (OTHER, "partner-gold-20"), 1, 100).await).await;
        let incident = scene.submitted("The disk is full").await;
        let before = letters(&world.store, incident).await;
        for name in ["stranger", "astrid", "erin", "nobody"] {
            let refused = shared(&scene, &scene.customer, incident, name).await;
            assert_eq!(refusal(refused), Refusal::NotAColleague, "{name}");
        }
        assert_eq!(letters(&world.store, incident).await, before);
        for _ in 4..limits::SHARES_PER_SIGN_IN_DAY {
            let refused = shared(&scene, &scene.customer, incident, "nobody").await;
            assert_eq!(refusal(refused), Refusal::NotAColleague);
        }
        let refused = shared(&scene, &scene.customer, incident, "nobody").await;
        assert!(matches!(refusal(refused), Refusal::TooManyAttempts { .. }), "trying costs");
    }

    async fn colleagues_are_those_of_a_contract_and_of_its_organisation(world) {
        let scene = scene(&world, 5, 100).await;
        let (house, kim) = (&scene.house, &scene.customer);
        let other = scene::contract(house, &scene.engineer, (OTHER, "partner-gold-20"), 1, 100).await;
        let astrid = linked(&world, "astrid", other).await;
        let incident = scene.submitted("The disk is full").await;
        assert_eq!(refusal(follow(house, &astrid, incident).await), Refusal::NotFound);
        write(&world, "UPDATE account SET organisation = 'Nordhav'", vec![]).await;
        assert_eq!(refusal(follow(house, &astrid, incident).await), Refusal::NotFound, "anybody can say so");
        one_organisation(&world).await;
        let page = offered(house, &astrid, incident).await.expect("offered").page;
        assert_eq!((page.title.as_str(), page.reporter.as_str()), ("The disk is full", "kim"));
        assert_eq!(refusal(show(house, &astrid, incident).await), Refusal::NotFound, "before she follows");
        follow(house, &astrid, incident).await.expect("she follows");
        follow(house, &astrid, incident).await.expect("once");
        seen(house, &astrid, incident).await;
        assert_eq!(told(&world, incident, "kim").await, ["request_received", "request_followed"]);
        write(&world, "UPDATE contract SET organisation = NULL, location = NULL WHERE access_id = '0088163423'", vec![]).await;
        assert_eq!(refusal(show(house, &astrid, incident).await), Refusal::NotFound, "the organisation is left");
        assert_eq!(refusal(follow(house, kim, incident).await), Refusal::NotFound, "a reporter is on it");
    }

    async fn who_is_on_file_with_the_organisation_is_a_colleague_once_approved_and_until_that_ends(world) {
        let scene = scene(&world, 5, 100).await;
        let (house, kim) = (&scene.house, &scene.customer);
        let nora = scene::person(&world.store, "nora", &[], noon()).await;
        let incident = scene.submitted("The disk is full").await;
        one_organisation(&world).await;
        let file = "INSERT INTO contact (key, organisation, location, name, email, language, account, asked_at, created_at)
                    SELECT 'p_1', o.id, l.id, 'Nora', a.email, 'en', a.id, 0, 0
                    FROM organisation o, location l, account a WHERE a.name = 'nora'";
        write(&world, file, vec![]).await;
        assert_eq!(refusal(follow(house, &nora, incident).await), Refusal::NotFound, "asked, and not approved");
        assert_eq!(refusal(shared(&scene, kim, incident, "nora").await), Refusal::NotAColleague);
        write(&world, "UPDATE contact SET approved_at = 1, approved_by = 'test'", vec![]).await;
        let answers = scene::answers(OTHER, Severity::B, "Something");
        assert!(similar(house, &nora, &answers).await.expect("looked for").is_some());
        follow(house, &nora, incident).await.expect("she follows");
        seen(house, &nora, incident).await;
        write(&world, "UPDATE contact SET ended_at = 2", vec![]).await;
        assert_eq!(refusal(show(house, &nora, incident).await), Refusal::NotFound);
        assert_eq!(similar(house, &nora, &answers).await.expect("looked for"), None);
    }

    async fn t17_the_people_of_a_location_are_no_colleagues_of_the_head_office(world) {
        let scene = scene(&world, 5, 100).await;
        let house = &scene.house;
        let other = scene::contract(house, &scene.engineer, (OTHER, "partner-gold-20"), 1, 100).await;
        let signe = linked(&world, "signe", other).await;
        let astrid = scene::person(&world.store, "astrid", &[], noon()).await;
        let incident = scene.submitted("The disk is full").await;
        one_organisation(&world).await;
        let kalmar = "INSERT INTO location (key, organisation, name, country, zone, head_office_since, created_at)
                      SELECT 'w_2', id, 'Kalmar', 'SE', 'Europe/Stockholm', 0, 0 FROM organisation";
        write(&world, kalmar, vec![]).await;
        write(&world, "UPDATE contract SET location = (SELECT id FROM location WHERE key = 'w_2') WHERE access_id = '0088163423'", vec![]).await;
        assert_eq!(refusal(follow(house, &signe, incident).await), Refusal::NotFound, "linked at another location");
        let file = "INSERT INTO contact (key, organisation, location, name, email, language, account, primary_since,
                                         approved_at, approved_by, created_at)
                    SELECT 'p_1', o.id, l.id, 'Astrid', a.email, 'en', a.id, 1, 1, 'test', 0
                    FROM organisation o, location l, account a WHERE a.name = 'astrid' AND l.key = 'w_2'";
        write(&world, file, vec![]).await;
        follow(house, &astrid, incident).await.expect("the head office's primary contact sees every location");
        write(&world, "UPDATE contact SET primary_since = NULL", vec![]).await;
        assert_eq!(refusal(show(house, &astrid, incident).await), Refusal::NotFound, "the others see their own");
    }

    async fn whom_the_reporter_takes_off_comes_back_through_the_reporter_only(world) {
        let scene = scene(&world, 5, 100).await;
        let maja = linked(&world, "maja", scene.contract).await;
        let vera = linked(&world, "vera", scene.contract).await;
        let (house, kim) = (&scene.house, &scene.customer);
        let incident = scene.submitted("The disk is full").await;
        follow(house, &maja, incident).await.expect("she follows");
        shared(&scene, &maja, incident, "vera").await.expect("shared on");
        let told = told(&world, incident, "kim").await;
        assert_eq!(told, ["request_received", "request_followed", "request_followed"]);
        let key = seen(house, kim, incident).await.participants[0].key.clone();
        remove(house, kim, incident, &key).await.expect("taken off");
        assert_eq!(refusal(remove(house, kim, incident, &key).await), Refusal::NotFound);
        assert_eq!(refusal(show(house, &maja, incident).await), Refusal::NotFound);
        assert_eq!(refusal(follow(house, &maja, incident).await), Refusal::NotFound);
        assert_eq!(refusal(shared(&scene, &vera, incident, "maja").await), Refusal::NotAColleague);
        shared(&scene, kim, incident, "maja").await.expect("shared again");
        seen(house, &maja, incident).await;
        leave(house, &vera, incident).await.expect("she stops");
        follow(house, &vera, incident).await.expect("and begins again");
    }

    async fn a_closed_request_is_not_offered_and_only_so_many_follow(world) {
        let scene = scene(&world, 5, 100).await;
        let maja = linked(&world, "maja", scene.contract).await;
        let incident = scene.submitted("The disk is full").await;
        let most = i64::try_from(limits::FOLLOWERS_PER_REQUEST_MAX).expect("few");
        for number in 0..most {
            let fill = "INSERT INTO account (key, name, zone, theme, created_at) VALUES ($1, '', 'UTC', 'auto', 0)";
            let name: &'static str = Box::leak(format!("a_{number}").into_boxed_str());
            write(&world, fill, vec![name.into()]).await;
        }
        let fill = "INSERT INTO participant (incident, account, added_at)
                    SELECT $1, id, 0 FROM account WHERE email IS NULL";
        write(&world, fill, vec![incident.0.into()]).await;
        assert_eq!(refusal(follow(&scene.house, &maja, incident).await), Refusal::TooManyFollowers);
        withdraw(&scene.house, &scene.customer, incident, String::new()).await.expect("withdrawn");
        assert_eq!(refusal(offered(&scene.house, &maja, incident).await), Refusal::NotFound);
        assert_eq!(refusal(follow(&scene.house, &maja, incident).await), Refusal::NotFound);
    }

    async fn the_hint_names_what_a_colleague_may_follow_and_nothing_else(world) {
        let scene = scene(&world, 5, 100).await;
        let maja = linked(&world, "maja", scene.contract).await;
        let stranger = scene::person(&world.store, "stranger", &[], noon()).await;
        let (house, kim) = (&scene.house, &scene.customer);
        let incident = scene.submitted("Replication stops with event 8614").await;
        let number = seen(house, kim, incident).await.number;
        let same = scene::answers(OTHER, Severity::B, "Something");
        let mut worded = scene::answers(OTHER, Severity::B, "Event 8614 and no replication");
        worded.problem_type = Some("networking".to_owned());
        worded.category = Some("dns".to_owned());
        let mut other = worded.clone();
        "The name does not resolve".clone_into(&mut other.title);
        for (visit, answers, hint) in [
            (&maja, &same, Some(&number)),
            (&maja, &worded, Some(&number)),
            (&maja, &other, None),
            (kim, &same, None),
            (&stranger, &same, None),
        ] {
            let found = similar(house, visit, answers).await.expect("looked for");
            assert_eq!(found.as_ref(), hint, "{}", answers.title);
        }
        follow(house, &maja, incident).await.expect("followed");
        assert_eq!(similar(house, &maja, &same).await.expect("looked for"), None, "she follows it");
        leave(house, &maja, incident).await.expect("left");
        assert_eq!(similar(house, &maja, &same).await.expect("looked for"), Some(number));
        withdraw(house, kim, incident, String::new()).await.expect("withdrawn");
        assert_eq!(similar(house, &maja, &same).await.expect("looked for"), None, "it is over");
    }

    async fn help_is_rated_once_it_is_over_and_the_rating_is_the_persons(world) {
        let scene = scene(&world, 5, 100).await;
        let (house, kim) = (&scene.house, &scene.customer);
        let incident = scene.submitted("The disk is full").await;
        let good = Stars::of(4);
        assert_eq!(Stars::of(6).or(Stars::of(0)), None);
        assert_eq!(refusal(rate(house, kim, incident, good, String::new()).await), Refusal::NotClosed);
        answer(house, &scene.engineer, incident, says("Do this"), Then::GoOn).await.expect("answered");
        close(house, &scene.engineer, incident, Disposition::Solved, String::new()).await.expect("closed");
        rate(house, kim, incident, None, String::new()).await.expect("it was right");
        rate(house, kim, incident, good, "Quick and kind".to_owned()).await.expect("and good");
        let rating = seen(house, kim, incident).await.rating.expect("it is kept");
        assert_eq!((rating.stars, rating.words.as_str()), (good, "Quick and kind"));
        let data = own(house, kim).await.expect("the person's data").page.clone();
        assert!(data.contains("Quick and kind"), "{data}");
        reopen(house, &scene::later(kim, 1), incident, "Again".into()).await.expect("open again");
        assert_eq!(seen(house, kim, incident).await.rating, None, "nobody has rated what goes on");
    }
}
