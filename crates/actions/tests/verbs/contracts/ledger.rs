//! The ledger's jobs, and the proof that a tampered one is found.

use actions::contracts::statement::{self, Doubt};
use actions::contracts::{self, Adjustment, TopUp};
use actions::incidents::close::withdraw;
use actions::keys::{KeyRing, rewrap};
use actions::ledger::{self, Finding};
use actions::testing::{Seeded, noon, scene};
use actions::{House, MIGRATIONS, Opened};
use domain::ledger::{Account, Flaw};
use domain::linking::Verdict;
use domain::response::Severity;
use domain::time::Date;
use store::{Fault, on_both_engines};

use crate::contracts::stage::{Stage, desk, moment};

const GOLD: (&str, &str) = ("0230242323", "618761393031");

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

on_both_engines! { MIGRATIONS;
    /// The naive job expires twice, or forgets the days it was down.
    async fn expiry_catches_up_and_finds_nothing_the_second_time(world) {
        let stage = Stage::new(&world.store).await;
        let guest = stage.guest(1).await;
        let house = &stage.house;
        let key = stage.contract(&guest, "msdn-2", GOLD).await;
        let short = TopUp { quantity: 3, last_day: Some(day("2026-12-31")), once: "1".into() };
        contracts::top_up(house, desk(), &key, short.clone()).await.unwrap();
        contracts::top_up(house, desk(), &key, short).await.unwrap();
        assert_eq!(stage.seen(&guest, &key, noon()).await.unwrap().left, Some(5));
        let new_year = moment("2026-12-31T23:00:00Z");
        let before = ledger::expire(house, moment("2026-12-31T22:59:59Z")).await.unwrap();
        assert_eq!((before.contracts, before.units), (0, 0));
        let expired = ledger::expire(house, new_year.plus_days(9)).await.unwrap();
        assert_eq!((expired.contracts, expired.units), (1, 3));
        assert_eq!(ledger::expire(house, new_year.plus_days(9)).await.unwrap().contracts, 0);
        assert_eq!(stage.seen(&guest, &key, new_year).await.unwrap().left, Some(2));
        let all = ledger::expire(house, moment("2028-01-01T00:00:00Z")).await.unwrap();
        assert_eq!(all.units, 2);
        let seen = stage.seen(&guest, &key, moment("2028-01-01T00:00:00Z")).await.unwrap();
        assert_eq!(seen.reasons[0].code(), "expired");
        let shown = contracts::show(house, &guest.visit, &key, None).await.unwrap().page;
        let lapsed: i64 = shown.lots.iter().map(|lot| lot.balances.of(Account::Expired)).sum();
        assert_eq!((lapsed, shown.statement.closing), (5, 0));
        assert_eq!(ledger::examine(house).await.unwrap().findings, []);
    }

    async fn an_extended_contract_lasts_longer_and_so_do_its_units(world) {
        let stage = Stage::new(&world.store).await;
        let guest = stage.guest(1).await;
        let key = stage.contract(&guest, "msdn-2", GOLD).await;
        contracts::extend(&stage.house, desk(), &key, day("2027-08-31"), "late renewal").await.unwrap();
        ledger::expire(&stage.house, moment("2027-06-30T00:00:00Z")).await.unwrap();
        let seen = stage.seen(&guest, &key, moment("2027-06-30T00:00:00Z")).await.unwrap();
        assert_eq!((seen.left, seen.last_day, seen.is_usable()), (Some(2), day("2027-08-31"), true));
        let back = contracts::extend(&stage.house, desk(), &key, day("2027-08-30"), "no").await;
        assert!(back.is_err());
    }

    /// The naive extension revives what the expiry job has not come to yet.
    async fn what_has_lapsed_stays_lapsed_when_a_contract_is_extended(world) {
        let stage = Stage::new(&world.store).await;
        let guest = stage.guest(1).await;
        let key = stage.contract(&guest, "msdn-2", GOLD).await;
        let after = moment("2027-07-01T00:00:00Z");
        let by = actions::By::House(crate::contracts::stage::DESK, after);
        contracts::extend(&stage.house, by, &key, day("2027-12-31"), "late renewal").await.unwrap();
        let seen = stage.seen(&guest, &key, after).await.unwrap();
        assert_eq!((seen.left, seen.last_day), (Some(0), day("2027-12-31")));
        assert_eq!(ledger::expire(&stage.house, after).await.unwrap().units, 0);
    }

    /// The naive job puts all contracts in one transaction, which the broken one takes with it every time.
    async fn a_broken_book_keeps_no_other_contract_waiting(world) {
        let stage = Stage::new(&world.store).await;
        let guest = stage.guest(1).await;
        let broken = stage.contract(&guest, "msdn-2", ("100001", GOLD.1)).await;
        let whole = stage.contract(&guest, "msdn-2", GOLD).await;
        stage.execute("UPDATE contract SET chain_seq = 0 WHERE access_id = '100001'").await.unwrap();
        let after = moment("2028-01-01T00:00:00Z");
        assert!(ledger::expire(&stage.house, after).await.is_err(), "the fault is told");
        let expired = async |key: &str| {
            let shown = contracts::show(&stage.house, &guest.visit, key, None).await.unwrap().page;
            shown.lots[0].balances.of(Account::Expired)
        };
        assert_eq!((expired(&whole).await, expired(&broken).await), (2, 0));
    }

    async fn history_is_added_to_and_never_changed(world) {
        let stage = Stage::new(&world.store).await;
        let guest = stage.guest(1).await;
        stage.contract(&guest, "msdn-2", GOLD).await;
        ledger::seal(&stage.house, noon()).await.unwrap();
        for sql in [
            "UPDATE transfer SET quantity = 1",
            "DELETE FROM transfer",
            "UPDATE audit SET actor = 'nobody'",
            "DELETE FROM audit",
            "UPDATE seal SET day = '2000-01-01'",
            "DELETE FROM seal",
            "DELETE FROM seal_head",
        ] {
            let answer = stage.execute(sql).await;
            assert!(matches!(answer, Err(Fault::Constraint { .. })), "{sql}: {answer:?}");
        }
    }

    async fn a_changed_balance_or_head_is_found(world) {
        let stage = Stage::new(&world.store).await;
        let guest = stage.guest(1).await;
        let key = stage.contract(&guest, "msdn-2", GOLD).await;
        let clean = ledger::examine(&stage.house).await.unwrap();
        assert_eq!((clean.contracts, clean.transfers, clean.findings.len()), (1, 1, 0));
        stage.execute("UPDATE lot SET available = available + 5, granted = granted - 5").await.unwrap();
        let findings = ledger::examine(&stage.house).await.unwrap().findings;
        let [Finding::Contract { key: found, flaw: Flaw::Balance { .. } }] = findings.as_slice() else {
            panic!("{findings:?}")
        };
        assert_eq!(*found, key);
        stage.execute("UPDATE contract SET chain_seq = 0").await.unwrap();
        let findings = ledger::examine(&stage.house).await.unwrap().findings;
        assert!(findings.iter().any(|one| matches!(one, Finding::Contract { flaw: Flaw::Head { .. }, .. })));
    }

    /// The naive chain verifies after its tail was cut off with the head set back.
    async fn a_cut_tail_is_found_by_the_seal(world) {
        let stage = Stage::new(&world.store).await;
        let guest = stage.guest(1).await;
        let key = stage.contract(&guest, "msdn-2", GOLD).await;
        let change = Adjustment { change: -1, reason: "used elsewhere".into(), once: "1".into() };
        contracts::adjust(&stage.house, desk(), &key, change).await.unwrap();
        assert_eq!(ledger::seal(&stage.house, noon()).await.unwrap(), Some(1));
        assert_eq!(ledger::seal(&stage.house, noon()).await.unwrap(), None);
        assert_eq!(ledger::seal(&stage.house, noon().plus_days(3)).await.unwrap(), Some(0));
        let clean = ledger::examine(&stage.house).await.unwrap();
        assert_eq!((clean.seals, clean.findings.len()), (2, 0));
        cut_tail(&stage).await;
        let findings = ledger::examine(&stage.house).await.unwrap().findings;
        assert_eq!(findings, [Finding::Cut { key, seq: 2 }]);
    }

    async fn a_statement_is_proven_offline_and_a_changed_one_is_not(world) {
        let stage = Stage::new(&world.store).await;
        let guest = stage.guest(1).await;
        let house = &stage.house;
        let key = stage.contract(&guest, "msdn-2", GOLD).await;
        let change = Adjustment { change: 3, reason: "goodwill".into(), once: "1".into() };
        contracts::adjust(house, desk(), &key, change).await.unwrap();
        let keys = house.public_keys();
        let export = async |from, to| {
            statement::export(house, &guest.visit, &key, (day(from), day(to))).await.unwrap().page
        };
        let text = export("2026-11-24", "2026-11-24").await;
        let proven = statement::verify(&text, &keys).unwrap();
        assert_eq!((proven.opening, proven.closing, proven.transfers), (0, 5, 2));
        assert_eq!(proven.access_id, "0230xxxxx");
        assert!(!text.contains(GOLD.1) && !text.contains(GOLD.0));
        let quiet = statement::verify(&export("2026-12-01", "2026-12-31").await, &keys).unwrap();
        assert_eq!((quiet.opening, quiet.closing, quiet.transfers), (5, 5, 0));
        let early = statement::verify(&export("2025-01-01", "2025-12-31").await, &keys).unwrap();
        assert_eq!((early.opening, early.closing), (0, 0));
        let changed = text.replace("\"closing\": 5", "\"closing\": 50");
        assert_ne!(changed, text);
        assert_eq!(statement::verify(&changed, &keys), Err(Doubt::Signature));
        assert_eq!(statement::verify(&text, &[(1, [7; 32])]), Err(Doubt::Signature));
        assert_eq!(statement::verify(&text, &[]), Err(Doubt::UnknownKey(1)));
        assert_eq!(statement::verify("{}", &keys), Err(Doubt::Form));
    }

    async fn a_statement_tells_somebody_linked_nothing_of_what_others_filed_and_proves_itself(world) {
        let scene = scene::scene(&world, 5, 100).await;
        let (house, kim, keys) = (&scene.house, &scene.customer, scene.house.public_keys());
        let maja = scene::person(&world.store, "maja", &[], noon()).await;
        let link = "INSERT INTO link (key, contract, account, origin, made_at)
                    SELECT 'l_1', c.id, a.id, 'import', 0 FROM contract c, account a WHERE a.name = 'maja'";
        let written = world.store.write::<_, store::Fault, _>(move |tx| tx.execute(link, &[]));
        assert_eq!(written.await.unwrap(), 1);
        scene.submitted("Kims first").await;
        let answers = scene::answers(scene::ACCESS, Severity::C, "Majas");
        let own = scene::submit(house, &maja, answers).await.unwrap();
        let incident = scene.submitted("Kims second").await;
        withdraw(house, kim, incident, String::new()).await.unwrap();
        let days = (day("2026-10-01"), day("2026-12-01"));
        let key = format!("con_{}", scene::ACCESS);
        let export = async |visit| statement::export(house, visit, &key, days).await.unwrap().page;
        let (all, some) = (export(kim).await, export(&maja).await);
        let (whole, told) = (statement::verify(&all, &keys).unwrap(), statement::verify(&some, &keys).unwrap());
        assert_eq!((whole.transfers, whole.withheld, whole.closing), (5, 0, 3));
        assert_eq!((told.transfers, told.withheld, told.closing), (5, 3, 3));
        assert_eq!(some.matches("INC-").count(), 2, "the number and the key of her own: {some}");
        assert!(some.contains(&scene::number(&own)));
        assert_eq!(all.matches("INC-").count(), 8);
        let hash = |text: &str, place: usize| text.split("\"hash\": \"").nth(place).unwrap()[..43].to_owned();
        assert_eq!((1..=7).map(|place| hash(&all, place)).collect::<Vec<_>>(),
                   (1..=7).map(|place| hash(&some, place)).collect::<Vec<_>>(), "one chain");
    }

    async fn a_new_key_rewraps_every_pair_while_all_goes_on(world) {
        let stage = Stage::new(&world.store).await;
        let guest = stage.guest(1).await;
        let mut keys = Vec::new();
        for number in 0..53 {
            keys.push(stage.contract(&guest, "msdn-2", (&format!("{:06}", 100_000 + number), GOLD.1)).await);
        }
        let rotated = KeyRing::rotated(&KeyRing::generate(&[1; 32], &[2; 96]), &[3; 96]).unwrap();
        let newer = reopened(&stage, &rotated).await;
        let linked = contracts::link(&newer, &guest.visit, crate::contracts::stage::pair(("100007", GOLD.1)), None).await;
        assert_eq!(linked.unwrap().verdict, Verdict::Link);
        assert_eq!(rewrap(&newer).await.unwrap(), 53);
        assert_eq!(rewrap(&newer).await.unwrap(), 0);
        let linked = contracts::link(&newer, &guest.visit, crate::contracts::stage::pair(("100008", GOLD.1)), None).await;
        assert_eq!(linked.unwrap().verdict, Verdict::Link);
        assert_eq!(contracts::for_letter(&newer, &keys[3]).await.unwrap().reveal(), GOLD.1);
    }
}

/// Takes the last transfer away as somebody with the rights of the database's owner would, and covers the traces.
async fn cut_tail(stage: &Stage) {
    let drop = match stage.store.engine() {
        store::Engine::Sqlite => "DROP TRIGGER transfer_no_delete",
        store::Engine::Postgres => "DROP TRIGGER transfer_append_only ON transfer",
    };
    for sql in [
        drop,
        "DELETE FROM transfer_note",
        "DELETE FROM transfer WHERE seq = 2",
        "UPDATE contract SET chain_seq = 1, chain_hash = (SELECT t.hash FROM transfer t WHERE t.seq = 1)",
        "UPDATE lot SET available = 2, granted = -2",
    ] {
        stage
            .execute(sql)
            .await
            .expect("the owner of the database may");
    }
}

/// The same database behind a key file with one more key.
async fn reopened(stage: &Stage, keys: &str) -> std::sync::Arc<House> {
    let opened = Opened {
        store: stage.store.clone(),
        bytes: store::ByteStore::in_memory(),
        file_bytes_max: domain::limits::FILE_BYTES_MAX,
        keys: KeyRing::parse(keys).expect("a key file"),
        chance: Box::new(Seeded::new(2)),
        articles: search::Index::in_memory(&domain::catalog::LANGUAGES)
            .expect("an index in memory"),
    };
    House::open(opened).await.expect("the house opens")
}
