//! Who belongs to a partner, how they come to, and what they see of it.

use actions::accounts::{Newcomer, enrol};
use actions::organisations::{self, Asking, Association, Status};
use actions::testing::noon;
use actions::testing::scene::{at, person, refusal};
use actions::{MIGRATIONS, Visit, contracts};
use domain::refusal::Refusal;
use domain::time::Zone;
use store::{Store, on_both_engines};

use crate::partners::stage::{Stage, address, contact, desk, location};

/// The places of somebody who has signed in.
async fn places(stage: &Stage, visit: &Visit) -> Vec<Association> {
    let mine = organisations::mine(&stage.house, visit).await;
    mine.expect("the places are read").page
}

/// What somebody sees of the partner: each location with the names of its people.
async fn seen(stage: &Stage, visit: &Visit) -> Vec<(String, Vec<String>)> {
    match organisations::show(&stage.house, visit, &stage.partner.key).await {
        Ok(shown) => {
            let sites = shown.page.sites.into_iter();
            let names = |people: Vec<organisations::Person>| {
                people.into_iter().map(|person| person.name).collect()
            };
            sites.map(|site| (site.name, names(site.people))).collect()
        }
        Err(stopped) => {
            assert_eq!(refusal::<()>(Err(stopped)), Refusal::NotFound);
            Vec::new()
        }
    }
}

/// The key of the contact that was made last.
async fn newest(store: &Store) -> String {
    let sql = "SELECT key FROM contact ORDER BY id DESC LIMIT 1";
    let read = store.read(move |reader| reader.row(sql, &[], |row| row.get::<String>(0)));
    let found: Result<_, store::Fault> = read.await;
    found.expect("there is a contact")
}

fn asking(partner_id: &str, location: &str) -> Asking {
    Asking {
        partner_id: partner_id.to_owned(),
        location: location.to_owned(),
    }
}

on_both_engines! { MIGRATIONS;
    async fn t17_a_location_s_contact_sees_its_own_contracts_and_never_the_head_office_s(world) {
        let stage = Stage::new(&world.store).await;
        let of_head_office = stage.contract("Stockholm", "partner-gold-20").await;
        let of_kalmar = stage.contract("Kalmar", "partner-gold-20").await;
        for (who, head_office, kalmar) in [
            ("astrid", Some(true), Some(false)),
            ("maja", Some(false), None),
            ("signe", None, Some(true)),
            ("henrik", None, None),
            ("kim", None, None),
        ] {
            for (key, owned) in [(&of_head_office, head_office), (&of_kalmar, kalmar)] {
                let shown = contracts::show(&stage.house, stage.visit(who), key, None).await;
                let shown = shown.map(|shown| shown.page.summary.owned).ok();
                assert_eq!(shown, owned, "{who}");
                // To see a benefit is not to hold its pair.
                let revealed = contracts::reveal(&stage.house, stage.visit(who), key).await;
                assert_eq!(revealed.is_ok(), owned == Some(true), "{who}");
            }
        }
        assert_eq!(stage.letters("contract_activated").await, ["astrid@example.com", "signe@example.com"]);
    }

    async fn a_contract_of_one_s_own_location_is_linked_without_the_pair_and_its_pair_stays_unseen(world) {
        let stage = Stage::new(&world.store).await;
        let (house, maja) = (&stage.house, stage.visit("maja"));
        let of_head_office = stage.contract("Stockholm", "partner-gold-20").await;
        let of_kalmar = stage.contract("Kalmar", "partner-gold-20").await;
        for (who, key) in [("signe", &of_head_office), ("kim", &of_head_office), ("astrid", &of_kalmar)] {
            let linked = contracts::link_from_membership(house, stage.visit(who), key).await;
            assert_eq!(refusal(linked), Refusal::NotFound, "{who}");
        }
        contracts::link_from_membership(house, maja, &of_head_office).await.unwrap();
        contracts::link_from_membership(house, maja, &of_head_office).await.expect("twice is once");
        assert!(contracts::mine(house, maja).await.unwrap().page[0].linked);
        assert_eq!(stage.letters("contract_linked").await, ["astrid@example.com"]);
        let revealed = contracts::reveal(house, maja, &of_head_office).await;
        assert_eq!(refusal(revealed.map(|_| ())), Refusal::NotFound);
    }

    async fn hours_of_advice_are_activated_without_a_letter(world) {
        let stage = Stage::new(&world.store).await;
        stage.contract("Stockholm", "advisory-gold-50h").await;
        assert!(stage.letters("contract_activated").await.is_empty());
    }

    async fn who_asks_by_the_partner_id_sees_nothing_until_a_keeper_agrees(world) {
        let stage = Stage::new(&world.store).await;
        let kim = stage.visit("kim");
        for (partner_id, place) in [("9999999", "Kalmar"), ("4648141", "kalmar"), ("4648141", "")] {
            let asked = organisations::ask(&stage.house, kim, asking(partner_id, place)).await;
            asked.expect("the answer is the same");
        }
        // Asked twice, told once: to the location's primary contact and the head office's.
        assert_eq!(stage.letters("contact_asked").await, ["astrid@example.com", "signe@example.com"]);
        assert!(places(&stage, kim).await[0].is_waiting);
        assert!(seen(&stage, kim).await.is_empty());
        let waiting = newest(&world.store).await;
        let house = &stage.house;
        for who in ["henrik", "maja", "kim"] {
            let approved = organisations::approve(house, by(stage.visit(who)), &waiting, None).await;
            assert_eq!(refusal(approved), Refusal::NotFound, "{who}");
        }
        // Who keeps one location does not let anybody into another.
        let oslo = Some(stage.sites["Oslo"].as_str());
        let moved = organisations::approve(house, by(stage.visit("signe")), &waiting, oslo).await;
        assert_eq!(refusal(moved), Refusal::NotFound);
        organisations::approve(house, by(stage.visit("signe")), &waiting, None).await.unwrap();
        assert_eq!(stage.letters("contact_approved").await, ["kim@example.com"]);
        let kalmar = vec!["signe".to_owned(), "kim".to_owned()];
        assert_eq!(seen(&stage, kim).await, [("Kalmar".to_owned(), kalmar)]);
        let again = organisations::approve(house, by(stage.visit("signe")), &waiting, None).await;
        assert_eq!(refusal(again), Refusal::NotFound);
    }

    async fn partner_ids_are_tried_a_few_times_a_day_only(world) {
        let stage = Stage::new(&world.store).await;
        let kim = stage.visit("kim");
        for _ in 0..domain::limits::PARTNER_IDS_PER_SIGN_IN_DAY {
            organisations::ask(&stage.house, kim, asking("1", "")).await.expect("taken");
        }
        let refused = refusal(organisations::ask(&stage.house, kim, asking("4648141", "")).await);
        assert!(matches!(refused, Refusal::TooManyAttempts { .. }), "{refused:?}");
        assert!(places(&stage, kim).await.is_empty());
    }

    async fn an_invitation_opens_a_place_for_its_address_once_and_for_a_week(world) {
        let stage = Stage::new(&world.store).await;
        let (house, signe, kim) = (&stage.house, stage.visit("signe"), stage.visit("kim"));
        let (kalmar, oslo) = (&stage.sites["Kalmar"], &stage.sites["Oslo"]);
        let foreign = organisations::invite(house, signe, oslo, address("kim")).await;
        assert_eq!(refusal(foreign), Refusal::NotFound);
        organisations::invite(house, signe, kalmar, address("kim")).await.unwrap();
        assert_eq!(stage.letters("contact_invitation").await, ["kim@example.com"]);
        let twice = organisations::invite(house, signe, kalmar, address("kim")).await;
        assert_eq!(refusal(twice), Refusal::ContactOnFile);
        assert!(seen(&stage, kim).await.is_empty());
        let token = organisations::invitation_token(house, &newest(&world.store).await);
        let passed_on = organisations::accept(house, stage.visit("henrik"), &token).await;
        assert_eq!(refusal(passed_on), Refusal::InvitationExpired);
        let late = at(kim, noon().plus_days(7));
        assert_eq!(refusal(organisations::accept(house, &late, &token).await), Refusal::InvitationExpired);
        let invited = organisations::invited(house, kim, &token).await.unwrap().page;
        assert_eq!((invited.organisation.as_str(), invited.location.as_str()), ("Nordhav", "Kalmar"));
        assert_eq!(organisations::accept(house, kim, &token).await.unwrap(), stage.partner.key);
        assert_eq!(seen(&stage, kim).await[0].0, "Kalmar");
        assert_eq!(refusal(organisations::accept(house, kim, &token).await), Refusal::InvitationExpired);
    }

    async fn an_invitation_that_lapsed_makes_room_for_another(world) {
        let stage = Stage::new(&world.store).await;
        let (house, kalmar) = (&stage.house, &stage.sites["Kalmar"]);
        organisations::invite(house, stage.visit("signe"), kalmar, address("kim")).await.unwrap();
        let later = at(stage.visit("signe"), noon().plus_days(7));
        organisations::invite(house, &later, kalmar, address("kim")).await.expect("again");
    }

    async fn the_primary_contact_is_changed_by_the_service_centre_for_a_reason(world) {
        let stage = Stage::new(&world.store).await;
        let key = stage.contract("Stockholm", "partner-gold-20").await;
        let shown = organisations::show(&stage.house, stage.visit("ingrid"), &stage.partner.key).await;
        let sites = shown.unwrap().page.sites;
        assert_eq!(sites.len(), 3);
        let (astrid, maja) = (&sites[0].people[0], &sites[0].people[1]);
        assert!(astrid.is_primary && !maja.is_primary);
        assert_eq!(maja.status, Status::OnFile(noon()));
        let (house, ingrid) = (&stage.house, by(stage.visit("ingrid")));
        let own = organisations::change_primary(house, by(stage.visit("astrid")), &maja.key, "Mine").await;
        assert_eq!(refusal(own), Refusal::NotFound);
        let without = organisations::change_primary(house, ingrid, &maja.key, " ").await;
        assert_eq!(refusal(without), Refusal::ReasonNeeded);
        let leaves = organisations::remove(house, by(stage.visit("astrid")), &astrid.key).await;
        assert_eq!(refusal(leaves), Refusal::PrimaryContact);
        organisations::change_primary(house, ingrid, &maja.key, "Astrid has left").await.unwrap();
        assert_eq!(stage.letters("primary_contact_before").await, ["astrid@example.com"]);
        assert_eq!(stage.letters("primary_contact_now").await, ["maja@example.com"]);
        // A new contact takes the place for a reason too, and both are told.
        let (oslo, ulla) = (&stage.sites["Oslo"], || crate::partners::stage::contact("ulla"));
        let without = organisations::file_contact(house, desk(), oslo, ulla(), Some(" ")).await;
        assert_eq!(refusal(without), Refusal::ReasonNeeded);
        organisations::file_contact(house, desk(), oslo, ulla(), Some("Henrik has left")).await.expect("on file");
        assert_eq!(stage.letters("primary_contact_before").await[1..], ["henrik@example.com"]);
        assert_eq!(stage.letters("primary_contact_now").await[1..], ["ulla@example.com"]);
        // Whoever stands for the location owns its contracts.
        let owned = contracts::show(house, stage.visit("maja"), &key, None).await.unwrap().page.summary.owned;
        let before = contracts::show(house, stage.visit("astrid"), &key, None).await.unwrap().page.summary.owned;
        assert!(owned && !before);
        organisations::remove(house, by(stage.visit("astrid")), &astrid.key).await.expect("she may leave now");
        assert!(contracts::show(house, stage.visit("astrid"), &key, None).await.is_err());
    }

    async fn whoever_proves_an_address_on_file_has_its_place(world) {
        let stage = Stage::new(&world.store).await;
        stage.file("Oslo", "ulla").await.unwrap();
        let twice = stage.file("Kalmar", "ulla").await;
        assert_eq!(refusal(twice), Refusal::ContactOnFile);
        let newcomer = Newcomer {
            email: address("ulla"),
            name: String::new(),
            phone: None,
            organisation: None,
            language: None,
            zone: Zone::UTC,
            country: None,
        };
        let account = enrol(&stage.house, newcomer, noon()).await.unwrap().0;
        let sql = "SELECT account FROM contact WHERE email = 'ulla@example.com'";
        let read = world.store.read(move |reader| reader.row(sql, &[], |row| row.get::<i64>(0)));
        let found: Result<i64, store::Fault> = read.await;
        assert_eq!(found.unwrap(), account);
    }

    async fn a_partner_id_and_a_country_are_checked(world) {
        let stage = Stage::new(&world.store).await;
        let organisation = |partner_id: &str, country| organisations::NewOrganisation {
            name: "Sydhav".to_owned(),
            partner_id: Some(partner_id.to_owned()),
            head_office: location("Malmö", country, Some(contact("tove"))),
        };
        let taken = organisations::create(&stage.house, desk(), organisation("4648141", "SE")).await;
        assert_eq!(refusal(taken), Refusal::PartnerIdTaken);
        let nowhere = organisations::create(&stage.house, desk(), organisation("1", "XX")).await;
        assert_eq!(refusal(nowhere), Refusal::CountryUnknown);
        let stranger = person(&world.store, "eva", &[], noon()).await;
        let foreign = organisations::create(&stage.house, by(&stranger), organisation("1", "SE")).await;
        assert_eq!(refusal(foreign), Refusal::NotFound);
    }
}

fn by(visit: &Visit) -> actions::By<'_> {
    actions::By::Visit(visit)
}
