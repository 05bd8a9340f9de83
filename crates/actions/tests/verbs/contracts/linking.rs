//! Every outcome of a typed pair.

use actions::MIGRATIONS;
use actions::contracts::{self, Adjustment};
use actions::testing::noon;
use domain::contract::Standing;
use domain::eligibility::{Area, Reason};
use domain::ids::AccessId;
use domain::limits;
use domain::linking::Verdict;
use domain::refusal::Refusal;
use domain::time::Date;
use store::on_both_engines;

use crate::contracts::stage::{Stage, desk, moment, pair, refused, server};

const GOLD: (&str, &str) = ("0230242323", "618761393031");
const CLOUD: (&str, &str) = ("0037000012", "555500001111");

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

on_both_engines! { MIGRATIONS;
    async fn a_right_pair_is_linked_and_a_repeat_is_a_success(world) {
        let stage = Stage::new(&world.store).await;
        let (owner, guest) = (stage.guest(1).await, stage.guest(2).await);
        let key = stage.contract(&owner, "partner-gold-20", GOLD).await;
        let linked = contracts::link(&stage.house, &guest.visit, pair(GOLD), Some(server("2025"))).await.unwrap();
        assert_eq!((linked.verdict, linked.code()), (Verdict::Link, "ok"));
        assert_eq!(linked.contract.title("en"), "0230242323 - Partner Support Gold 20Pack");
        assert_eq!((linked.contract.left, linked.contract.granted), (Some(20), 20));
        assert_eq!(linked.contract.last_day, day("2027-05-31"));
        let again = stage.link(&guest, GOLD).await.unwrap();
        assert_eq!((again.verdict, again.code()), (Verdict::AlreadyLinked, "already_linked"));
        assert!(stage.seen(&guest, &key, noon()).await.unwrap().is_usable());
        let letters = stage.texts("SELECT address FROM letter WHERE kind = 'contract_linked'").await;
        assert_eq!(letters, [owner.email]);
    }

    /// The naive check reads digits as a number.
    async fn t01_a_pair_without_its_zero_is_another_pair(world) {
        let stage = Stage::new(&world.store).await;
        let (owner, guest) = (stage.guest(1).await, stage.guest(2).await);
        stage.contract(&owner, "partner-gold-20", GOLD).await;
        let other = stage.contract(&owner, "msdn-2", ("230242323", "618761393031")).await;
        let linked = stage.link(&guest, ("230242323", "618761393031")).await.unwrap();
        assert_eq!(linked.contract.key, other);
        let linked = stage.link(&guest, ("０２３０ 242-323", " 6187\u{a0}6139 3031 ")).await.unwrap();
        assert_eq!(linked.contract.access_id.as_str(), "0230242323");
    }

    /// The naive check corrects the Access ID alone, and so tells which numbers exist.
    async fn t02_a_correction_is_named_only_where_the_pair_matches(world) {
        let stage = Stage::new(&world.store).await;
        let (owner, guest) = (stage.guest(1).await, stage.guest(2).await);
        stage.contract(&owner, "partner-gold-20", GOLD).await;
        let near = refused(stage.link(&guest, ("230242323", "618761393031")).await);
        assert_eq!(near, Refusal::NearMiss(AccessId::parse("0230242323").unwrap()));
        assert_eq!(refused(stage.link(&guest, ("618761393031", "0230242323")).await), Refusal::Swapped);
        assert_eq!(refused(stage.link(&guest, ("230242323", "618761393032")).await), Refusal::PairUnknown);
        assert_eq!(refused(stage.link(&guest, ("230242329", "618761393031")).await), Refusal::PairUnknown);
        assert!(contracts::mine(&stage.house, &guest.visit).await.unwrap().page.is_empty());
    }

    /// The naive page links what cannot be used, or unlinks what was.
    async fn t05_a_cloud_contract_is_refused_on_premises_and_stays_linked_for_the_cloud(world) {
        let stage = Stage::new(&world.store).await;
        let (owner, guest) = (stage.guest(1).await, stage.guest(2).await);
        let key = stage.contract(&owner, "scs-10", CLOUD).await;
        let typed = || contracts::link(&stage.house, &guest.visit, pair(CLOUD), Some(server("2025")));
        let elsewhere = typed().await.unwrap();
        assert_eq!(elsewhere.verdict, Verdict::Elsewhere(Reason::CloudOnly));
        assert_eq!(elsewhere.code(), "cloud_only");
        assert!(stage.seen(&guest, &key, noon()).await.is_none());
        assert_eq!(stage.link(&guest, CLOUD).await.unwrap().verdict, Verdict::Link);
        let listed = typed().await.unwrap();
        assert_eq!((listed.verdict, listed.code()), (Verdict::AlreadyLinked, "cloud_only"));
        let choices = contracts::choices(&stage.house, &guest.visit, server("2025")).await.unwrap().page;
        assert_eq!(choices[0].reasons, [Reason::CloudOnly]);
        let label = choices[0].label.as_ref().expect("a label").to_string();
        assert_eq!(label, "26 SCS – 4648141 – unk (0037xxxxx)");
        assert_eq!(domain::contract::Label::parse(&label).as_ref(), choices[0].label.as_ref());
    }

    async fn an_on_premises_contract_is_refused_in_the_cloud_area(world) {
        let stage = Stage::new(&world.store).await;
        let (owner, guest) = (stage.guest(1).await, stage.guest(2).await);
        stage.contract(&owner, "partner-gold-20", GOLD).await;
        let mut wanted = server("2025");
        (wanted.product, wanted.version, wanted.area) = (Some("azure".into()), None, Area::Cloud);
        let linked = contracts::link(&stage.house, &guest.visit, pair(GOLD), Some(wanted)).await.unwrap();
        assert_eq!(linked.code(), "on_premises_only");
    }

    async fn what_cannot_be_used_now_is_linked_and_shown_with_its_reason(world) {
        let stage = Stage::new(&world.store).await;
        let (owner, guest) = (stage.guest(1).await, stage.guest(2).await);
        let house = &stage.house;
        let cases = ["100001", "100002", "100003", "100004", "100005"].map(|access| (access, "618761393031"));
        stage.issued(&owner, "msdn-2", cases[0], "2026-06-01", "emea").await;
        let later = stage.issued(&owner, "msdn-2", cases[1], "2026-12-24", "emea").await;
        contracts::activate(house, desk(), &later).await.unwrap();
        let over = stage.issued(&owner, "msdn-2", cases[2], "2025-11-24", "emea").await;
        let late = contracts::activate(house, desk(), &over).await;
        assert_eq!(refused(late), Refusal::ContractState, "it could not be used any more");
        let in_time = actions::By::House("operator", moment("2025-11-25T12:00:00Z"));
        contracts::activate(house, in_time, &over).await.unwrap();
        let empty = stage.contract(&owner, "msdn-2", cases[3]).await;
        let all = Adjustment { change: -2, reason: "moved by hand".into(), once: "1".into() };
        contracts::adjust(house, desk(), &empty, all).await.unwrap();
        let stopped = stage.contract(&owner, "msdn-2", cases[4]).await;
        contracts::suspend(house, desk(), &stopped, "unpaid").await.unwrap();
        let expected = [
            Reason::NotYetActive { from: None },
            Reason::NotYetActive { from: Some(day("2026-12-24")) },
            Reason::Expired { last_day: day("2026-11-23"), unused: 2 },
            Reason::Exhausted,
            Reason::Suspended,
        ];
        for (ids, reason) in cases.into_iter().zip(expected) {
            let linked = stage.link(&guest, ids).await.unwrap();
            assert_eq!((linked.verdict, linked.code()), (Verdict::Link, reason.code()), "{ids:?}");
            assert_eq!(linked.contract.reasons, [reason], "{ids:?}");
        }
        contracts::resume(house, desk(), &stopped, "paid").await.unwrap();
        let told: Result<i64, store::Fault> = world.store.read(|reader| {
            reader.row("SELECT COUNT(*) FROM letter WHERE kind = 'contract_resumed'", &[], |row| row.get(0))
        }).await;
        assert_eq!(told.unwrap(), 2, "its owner and who has linked it");
        assert!(stage.seen(&guest, &stopped, noon()).await.unwrap().is_usable());
    }

    async fn every_reason_of_the_question_is_given(world) {
        let stage = Stage::new(&world.store).await;
        let guest = stage.guest(1).await;
        let house = &stage.house;
        stage.contract(&guest, "partner-gold-20", ("100001", "618761393031")).await;
        stage.contract(&guest, "msdn-2", ("100002", "618761393031")).await;
        stage.contract(&guest, "visual-studio-4", ("100003", "618761393031")).await;
        let far = stage.issued(&guest, "regional-unlimited", ("100004", "618761393031"), "2026-06-01", "emea").await;
        stage.execute("UPDATE account SET country = 'JP'").await.unwrap();
        contracts::activate(house, desk(), &far).await.unwrap();
        let codes = |found: Vec<contracts::Summary>| -> Vec<(String, Vec<&'static str>)> {
            let mut codes: Vec<_> = found
                .iter()
                .map(|one| (one.access_id.to_string(), one.reasons.iter().map(|reason| reason.code()).collect()))
                .collect();
            codes.sort();
            codes
        };
        let of = |access: &str, reasons: &[&'static str]| (access.to_owned(), reasons.to_vec());
        let at_noon = contracts::explain(house, &guest.visit, None, server("2019"), noon()).await.unwrap().page;
        assert_eq!(codes(at_noon), [
            of("100001", &["version_too_old"]),
            of("100002", &[]),
            of("100003", &["production_use_not_covered"]),
            of("100004", &["region_not_covered"]),
        ]);
        stage.contract(&guest, "advisory-maps-5h", ("100005", "618761393031")).await;
        let hours = contracts::choices(house, &guest.visit, server("2025")).await.unwrap().page;
        assert_eq!(codes(hours)[4], of("100005", &["advisory_only"]));
        let ended = contracts::choices(house, &guest.visit, server("2012-r2")).await.unwrap().page;
        assert_eq!(codes(ended), [
            of("100001", &["out_of_lifecycle"]),
            of("100002", &["out_of_lifecycle"]),
            of("100003", &["out_of_lifecycle", "production_use_not_covered"]),
            of("100004", &["out_of_lifecycle", "region_not_covered"]),
            of("100005", &["advisory_only", "out_of_lifecycle"]),
        ]);
        let mut gp = server("2025");
        (gp.product, gp.version) = (Some("dynamics-gp".into()), None);
        let other = contracts::choices(house, &guest.visit, gp).await.unwrap().page;
        assert_eq!(codes(other)[2].1[0], "product_not_covered");
        let unknown = contracts::choices(house, &guest.visit, server("1999")).await;
        assert_eq!(refused(unknown), Refusal::NotFound);
    }

    async fn choices_are_usable_first_and_soonest_end_first(world) {
        let stage = Stage::new(&world.store).await;
        let guest = stage.guest(1).await;
        let starts = [("100001", "2026-09-01"), ("100002", "2026-03-01"), ("100003", "2026-06-01")];
        for (access, start) in starts {
            let key = stage.issued(&guest, "msdn-2", (access, "618761393031"), start, "emea").await;
            contracts::activate(&stage.house, desk(), &key).await.unwrap();
        }
        stage.contract(&guest, "scs-5", ("100000", "618761393031")).await;
        let choices = contracts::choices(&stage.house, &guest.visit, server("2025")).await.unwrap().page;
        let order: Vec<&str> = choices.iter().map(|one| one.access_id.as_str()).collect();
        assert_eq!(order, ["100002", "100003", "100001", "100000"]);
    }

    async fn a_replaced_contract_is_not_linked_and_names_its_successor_to_linked_people_only(world) {
        let stage = Stage::new(&world.store).await;
        let (owner, linked, stranger) = (stage.guest(1).await, stage.guest(2).await, stage.guest(3).await);
        let old = stage.contract(&owner, "partner-gold-20", GOLD).await;
        let new = stage.contract(&owner, "partner-gold-20", ("0230242331", "111122223333")).await;
        stage.link(&linked, GOLD).await.unwrap();
        contracts::supersede(&stage.house, desk(), &old, &new).await.unwrap();
        let refusal = refused(stage.link(&stranger, GOLD).await);
        assert!(matches!(refusal, Refusal::NotEligible(Reason::Superseded(_))), "{refusal:?}");
        let again = stage.link(&linked, GOLD).await.unwrap();
        assert_eq!(again.code(), "superseded");
        let successor = again.contract.successor.expect("named to linked people");
        assert_eq!((successor.key, successor.access_id.as_str()), (new, "0230242331"));
        contracts::cancel(&stage.house, desk(), &successor_key(&stage, &linked).await, "gone").await.unwrap();
        let cancelled = refused(stage.link(&stranger, ("0230242331", "111122223333")).await);
        assert_eq!(cancelled, Refusal::NotEligible(Reason::Cancelled));
    }

    /// The naive contract stores *exhausted* and forgets to take it back.
    async fn t07_a_credit_revives_an_exhausted_contract(world) {
        let stage = Stage::new(&world.store).await;
        let guest = stage.guest(1).await;
        let key = stage.contract(&guest, "msdn-2", GOLD).await;
        let change = |change, once: &str| Adjustment { change, reason: "a mistake".into(), once: once.into() };
        contracts::adjust(&stage.house, desk(), &key, change(-2, "1")).await.unwrap();
        assert_eq!(stage.seen(&guest, &key, noon()).await.unwrap().reasons, [Reason::Exhausted]);
        contracts::adjust(&stage.house, desk(), &key, change(1, "2")).await.unwrap();
        contracts::adjust(&stage.house, desk(), &key, change(1, "2")).await.unwrap();
        let revived = stage.seen(&guest, &key, noon()).await.unwrap();
        assert_eq!((revived.is_usable(), revived.left), (true, Some(1)));
        let large = contracts::adjust(&stage.house, desk(), &key, change(-2, "3")).await;
        assert_eq!(refused(large), Refusal::AdjustmentTooLarge);
        let most = contracts::adjust(&stage.house, desk(), &key, change(limits::LOT_UNITS_MAX, "3")).await;
        assert_eq!(refused(most), Refusal::AdjustmentOver, "with what is there it is more than a balance holds");
        let mute = Adjustment { change: 1, reason: " ".into(), once: "4".into() };
        let mute = contracts::adjust(&stage.house, desk(), &key, mute).await;
        assert_eq!(refused(mute), Refusal::ReasonNeeded);
    }

    /// The naive end is midnight UTC, or the day after the last as it is printed.
    async fn t08_a_contract_ends_at_midnight_in_its_own_zone(world) {
        let stage = Stage::new(&world.store).await;
        let guest = stage.guest(1).await;
        let key = stage.contract(&guest, "msdn-2", GOLD).await;
        let earlier = contracts::extend(&stage.house, desk(), &key, day("2027-05-31"), "goodwill").await;
        assert_eq!(refused(earlier), Refusal::NotLater { than: day("2027-05-31") });
        let last = moment("2027-05-31T21:59:59.999999Z");
        let seen = stage.seen(&guest, &key, last).await.unwrap();
        assert_eq!((seen.standing, seen.last_day), (Standing::Active, day("2027-05-31")));
        let over = stage.seen(&guest, &key, moment("2027-05-31T22:00:00Z")).await.unwrap();
        assert_eq!(over.reasons, [Reason::Expired { last_day: day("2027-05-31"), unused: 2 }]);
    }

    /// The naive year of 365 days ends a day early, or on a day that does not exist.
    async fn t09_a_year_from_29_february_and_over_a_change_of_clocks(world) {
        let stage = Stage::new(&world.store).await;
        let guest = stage.guest(1).await;
        let leap = stage.issued(&guest, "msdn-2", ("100001", "618761393031"), "2028-02-29", "emea").await;
        let clocks = stage.issued(&guest, "single-incident", ("100002", "618761393031"), "2026-12-29", "emea").await;
        let ends = |summary: contracts::Summary| (summary.last_day, summary.usable_until);
        let leap = ends(stage.seen(&guest, &leap, noon()).await.unwrap());
        assert_eq!(leap, (day("2029-02-28"), moment("2029-02-28T23:00:00Z")));
        let clocks = ends(stage.seen(&guest, &clocks, noon()).await.unwrap());
        assert_eq!(clocks, (day("2027-03-28"), moment("2027-03-28T22:00:00Z")));
    }

    /// The naive unlimited contract has a very large balance, or none.
    async fn t10_an_unlimited_contract_is_its_own_kind(world) {
        let stage = Stage::new(&world.store).await;
        let guest = stage.guest(1).await;
        let key = stage.contract(&guest, "regional-unlimited", GOLD).await;
        let seen = stage.seen(&guest, &key, noon()).await.unwrap();
        assert_eq!((seen.left, seen.granted, seen.is_usable()), (None, 0, true));
        let more = contracts::TopUp { quantity: 5, last_day: None, once: "1".into() };
        let more = contracts::top_up(&stage.house, desk(), &key, more).await;
        assert_eq!(refused(more), Refusal::ContractState);
        let change = Adjustment { change: 1, reason: "goodwill".into(), once: "1".into() };
        let change = contracts::adjust(&stage.house, desk(), &key, change).await;
        assert_eq!(refused(change), Refusal::AdjustmentTooLarge);
    }

    async fn a_second_clock_starts_at_activation(world) {
        let stage = Stage::new(&world.store).await;
        let guest = stage.guest(1).await;
        let key = stage.issued(&guest, "bizspark-5", GOLD, "2026-06-01", "emea").await;
        let late = actions::By::House("operator", moment("2027-11-24T23:00:00Z"));
        assert_eq!(refused(contracts::activate(&stage.house, late, &key).await), Refusal::ContractState);
        contracts::activate(&stage.house, desk(), &key).await.unwrap();
        let seen = stage.seen(&guest, &key, noon()).await.unwrap();
        assert_eq!((seen.first_day, seen.last_day), (day("2026-11-24"), day("2027-11-23")));
        let twice = contracts::activate(&stage.house, desk(), &key).await;
        assert_eq!(refused(twice), Refusal::ContractState);
    }

    async fn drawn_ids_have_their_form_and_a_taken_pair_is_refused(world) {
        let stage = Stage::new(&world.store).await;
        let guest = stage.guest(1).await;
        let order = |ids| contracts::Order {
            offer: "msdn-2".into(),
            owner: contracts::Owner::Account(guest.key.clone()),
            region: "emea".into(),
            zone: domain::time::Zone::UTC,
            start: day("2026-06-01"),
            last_day: Some(day("2026-12-31")),
            pair: ids,
            partner_id: None,
            country: None,
        };
        let drawn = contracts::issue(&stage.house, desk(), order(None)).await.unwrap();
        assert_eq!(drawn.access_id.as_str().len(), 10);
        assert!(drawn.access_id.has_check_digit());
        let id = contracts::for_letter(&stage.house, &drawn.key).await.unwrap();
        assert!(id.has_check_digit() && id.reveal().len() == 12);
        let pair = Some((drawn.access_id, id));
        assert_eq!(refused(contracts::issue(&stage.house, desk(), order(pair)).await), Refusal::PairTaken);
    }
}

async fn successor_key(stage: &Stage, guest: &crate::contracts::stage::Guest) -> String {
    let mine = contracts::mine(&stage.house, &guest.visit)
        .await
        .unwrap()
        .page;
    mine[0].successor.as_ref().expect("a successor").key.clone()
}
