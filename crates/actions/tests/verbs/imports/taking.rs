//! What becomes of rows.

use actions::imports::{self, Counts, Phase, Turned};
use actions::testing::noon;
use actions::testing::scene::{self, refusal};
use actions::{By, MIGRATIONS, contracts, ledger};
use domain::account::Role;
use domain::ids::{AccessId, ContractId};
use domain::import::Defect;
use domain::refusal::Refusal;

use crate::imports::stage::{Stage, file, pair, row};

const TRANSFERS: &str = "
    SELECT t.cause || ' ' || t.from_account || ' -> ' || t.to_account || ' ' || CAST(t.quantity AS TEXT) || ' '
           || t.idempotency_key || ' ' || t.actor
    FROM transfer t ORDER BY t.contract, t.seq";

const BALANCES: &str = "
    SELECT c.access_id || ' ' || CAST(l.available AS TEXT) || ' ' || COALESCE(a.email, '-')
           || CASE WHEN c.activated_at IS NULL THEN ' hidden' ELSE '' END
           || CASE WHEN c.cancelled_at IS NULL THEN '' ELSE ' cancelled' END
    FROM contract c JOIN lot l ON l.contract = c.id LEFT JOIN account a ON a.id = c.owner ORDER BY c.id";

async fn adds_up(stage: &Stage) {
    let examined = ledger::examine(&stage.house).await.expect("examined");
    assert_eq!(examined.findings, []);
}

store::on_both_engines! { MIGRATIONS;
    /// The naive import sets a balance, or books what was used as charges of incidents that never were.
    async fn t14_an_import_writes_opening_transfers_with_provenance(world) {
        let stage = Stage::open(&world).await;
        let shown = stage.checked(file(&[row(1, "11"), row(2, "0")])).await;
        assert_eq!((shown.phase, shown.counts), (Phase::Checked, Counts { new: 2, ..Counts::default() }));
        assert_eq!(stage.texts(BALANCES).await, [""; 0], "a dry run does nothing");
        stage.apply(&shown.key, false).await.expect("it is taken over");
        assert_eq!(stage.shown(&shown.key).await.phase, Phase::Applied);
        let digests = stage.texts("SELECT key FROM import").await;
        assert_eq!(digests.len(), 1);
        let transfers = stage.texts(TRANSFERS).await;
        let [one] = &transfers[..] else { panic!("{transfers:?}") };
        let actor = stage.house.caller(&stage.admin).await.expect("ada");
        assert!(one.starts_with("import granted -> available 11 import/"), "{one}");
        assert!(one.ends_with(&format!("/2 {}", actor.key())), "file, row and person: {one}");
        let (first, second) = (pair(1).0, pair(2).0);
        let balances = [format!("{first} 11 owner1@example.com"), format!("{second} 0 owner2@example.com")];
        assert_eq!(stage.texts(BALANCES).await, balances);
        assert_eq!(stage.texts("SELECT number FROM incident").await, [""; 0]);
        assert_eq!(stage.texts("SELECT deed FROM audit WHERE deed = 'contract.import'").await.len(), 2);
        adds_up(&stage).await;
        let owner = scene::person(&world.store, "kim", &[], noon()).await;
        let (access, contract) = (AccessId::parse(&first), ContractId::parse(&pair(1).1));
        let linked = contracts::link(&stage.house, &owner, (access.expect("an ID"), contract.expect("an ID")), None).await;
        assert!(linked.is_ok(), "the pair opens it: {linked:?}");
    }

    async fn errors_stop_all_unless_they_are_skipped(world) {
        let stage = Stage::open(&world).await;
        let shown = stage.checked(file(&[row(1, "11"), row(2, "many"), row(3, "5")])).await;
        assert_eq!(shown.counts, Counts { new: 2, wrong: 1, ..Counts::default() });
        assert_eq!(stage.problems(&shown.key).await, ["3 left NoNumber many"]);
        assert_eq!(refusal(stage.apply(&shown.key, false).await), Refusal::ImportHasErrors);
        assert_eq!(stage.texts(BALANCES).await, [""; 0]);
        stage.apply(&shown.key, true).await.expect("it is taken over");
        assert_eq!(stage.texts(BALANCES).await.len(), 2);
        assert_eq!(refusal(stage.apply(&shown.key, true).await), Refusal::ImportState, "once");
        adds_up(&stage).await;
    }

    /// The naive import takes the last of two, or sees only those that stand together.
    async fn rows_about_the_same_are_found_however_far_apart(world) {
        let stage = Stage::open(&world).await;
        let mut rows: Vec<String> = (1..=620).map(|number| row(number, "5")).collect();
        rows.push(row(3, "5"));
        rows.push(row(4, "5").replace("owner4@", "other@"));
        rows.push(row(620, "5").replace("2026-11-01", "2026-11-02"));
        let shown = stage.checked(file(&rows)).await;
        assert_eq!(shown.counts, Counts { new: 618, wrong: 5, ..Counts::default() });
        let id = |number| pair(number).0;
        assert_eq!(stage.problems(&shown.key).await, [
            format!("5 access_id Conflict(623) {}", id(4)),
            format!("621 access_id Conflict(624) {}", id(620)),
            format!("622 access_id Duplicate(4) {}", id(3)),
            format!("623 access_id Conflict(5) {}", id(4)),
            format!("624 access_id Conflict(621) {}", id(620)),
        ]);
    }

    async fn rows_are_held_against_what_is_here(world) {
        let stage = Stage::open(&world).await;
        let known = pair(1);
        let key = stage.issued((&known.0, &known.1), "owner1").await;
        stage.issued((&pair(2).0, "333142862171"), "owner2").await;
        let changed = |from: &str, to: &str| row(1, "20").replace(from, to);
        for (line, wanted) in [
            (row(1, "20"), "same"),
            (changed("2027-10-31", "2027-12-31"), "changed"),
            (changed("owner1@", "other@"), "changed"),
            (row(2, "20"), "access_id AccessIdTaken"),
            (changed("2027-10-31", "2027-09-30"), "last_day EndsEarlier 2027-09-30"),
            (changed("2026-11-01", "2026-11-02"), "start StartDiffers 2026-11-02"),
            (changed("partner-gold-20", "partner-silver-15"), "plan PlanDiffers partner-silver-15"),
            (row(1, "19"), "left BalanceDiffers 19"),
        ] {
            let shown = stage.checked(file(std::slice::from_ref(&line))).await;
            let problems = stage.problems(&shown.key).await.join("; ");
            match wanted {
                "same" => assert_eq!(shown.counts.same, 1, "{line}: {problems}"),
                "changed" => assert_eq!(shown.counts.changed, 1, "{line}: {problems}"),
                wrong => assert!(problems.starts_with(&format!("2 {wrong}")), "{line}: {problems}"),
            }
        }
        let line = changed("2027-10-31", "2027-12-31").replace("owner1@", "other@");
        let shown = stage.checked(file(&[line])).await;
        stage.apply(&shown.key, false).await.expect("it is taken over");
        let now = "SELECT a.email || ' ' || CAST(c.ends_at / 86400000000 AS TEXT) || ' ' || CAST(l.ends_at - c.ends_at AS TEXT)
                   FROM contract c JOIN account a ON a.id = c.owner JOIN lot l ON l.contract = c.id
                   WHERE a.email <> 'owner2@example.com'";
        assert_eq!(stage.texts(now).await, ["other@example.com 21183 0"]);
        imports::undo(&stage.house, By::Visit(&stage.admin), &shown.key).await.expect("asked");
        imports::work(&stage.house, &shown.key, noon()).await.expect("undone");
        assert_eq!(stage.texts(now).await, ["owner1@example.com 21122 0"]);
        contracts::cancel(&stage.house, By::House("test", noon()), &key, "over").await.expect("cancelled");
        let shown = stage.checked(file(&[row(1, "20")])).await;
        assert!(stage.problems(&shown.key).await[0].starts_with("2 access_id Closed"));
        adds_up(&stage).await;
    }

    /// The naive import goes on from the first row, or leaves what the crash has left.
    async fn nothing_is_partial_after_a_crash_at_any_step(world) {
        let stage = Stage::open(&world).await;
        let rows: Vec<String> = (1..=450).map(|number| row(number, "5")).collect();
        let shown = stage.checked(file(&rows)).await;
        imports::apply(&stage.house, By::Visit(&stage.admin), &shown.key, false).await.expect("asked");
        let usable = "SELECT access_id FROM contract WHERE activated_at IS NOT NULL";
        let mut step = 0;
        loop {
            step += 1;
            let phase = stage.shown(&shown.key).await.phase;
            let seen = stage.texts(usable).await.len();
            match phase {
                Phase::Filling => assert_eq!(seen, 0, "nobody sees what is not all there, step {step}"),
                Phase::Applied => break assert_eq!((seen, step), (450, 9)),
                _ => {}
            }
            world.tuning.sabotage.play(store::testing::Trick::CommitFails);
            assert!(imports::turn(&stage.house, &shown.key, noon()).await.is_err(), "the commit of step {step} fails");
            imports::turn(&stage.house, &shown.key, noon()).await.expect("a step");
        }
        assert_eq!(stage.texts(BALANCES).await.len(), 450);
        adds_up(&stage).await;
    }

    /// The naive import leaves what it wrote before the row that is refused.
    async fn a_row_that_was_overtaken_takes_all_the_others_back(world) {
        let stage = Stage::open(&world).await;
        let rows: Vec<String> = (1..=450).map(|number| row(number, "5")).collect();
        let shown = stage.checked(file(&rows)).await;
        let late = pair(430);
        stage.issued((&late.0, &late.1), "somebody").await;
        stage.apply(&shown.key, false).await.expect("it is worked on");
        let after = stage.shown(&shown.key).await;
        assert_eq!(after.phase, Phase::Failed);
        assert_eq!(after.turned, Some(Turned::Row(431, Defect::ChangedMeanwhile)));
        let left = stage.texts("SELECT access_id FROM contract WHERE activated_at IS NOT NULL").await;
        assert_eq!(left, [late.0]);
        let open = "SELECT c.access_id FROM contract c JOIN lot l ON l.contract = c.id
                    WHERE c.activated_at IS NULL AND (c.cancelled_at IS NULL OR l.available <> 0)";
        assert_eq!(stage.texts(open).await, [""; 0]);
        adds_up(&stage).await;
        let again = stage.checked(file(&rows[..3])).await;
        assert_eq!(again.counts.new, 3, "the pairs are free again");
        stage.apply(&again.key, false).await.expect("it is taken over");
        assert_eq!(stage.shown(&again.key).await.phase, Phase::Applied);
    }

    async fn an_import_is_taken_back_within_a_day_while_nothing_is_used(world) {
        let stage = Stage::open(&world).await;
        let rows: Vec<String> = (1..=250).map(|number| row(number, "5")).collect();
        let shown = stage.checked(file(&rows)).await;
        stage.apply(&shown.key, false).await.expect("it is taken over");
        let admin = By::Visit(&stage.admin);
        let late = scene::person(&world.store, "ada2", &[Role::Administrator], noon().plus_hours(24)).await;
        assert_eq!(refusal(imports::undo(&stage.house, By::Visit(&late), &shown.key).await), Refusal::UndoOver);
        let kim = scene::person(&world.store, "kim", &[], noon()).await;
        let (access, contract) = (AccessId::parse(&pair(240).0), ContractId::parse(&pair(240).1));
        contracts::link(&stage.house, &kim, (access.expect("an ID"), contract.expect("an ID")), None).await.expect("linked");
        imports::undo(&stage.house, admin, &shown.key).await.expect("asked");
        imports::work(&stage.house, &shown.key, noon()).await.expect("tried");
        let after = stage.shown(&shown.key).await;
        assert_eq!((after.phase, after.turned), (Phase::Applied, Some(Turned::Used(241))));
        let usable = "SELECT access_id FROM contract WHERE activated_at IS NOT NULL AND owner IS NOT NULL";
        assert_eq!(stage.texts(usable).await.len(), 250, "all of it stays");
        let other = stage.checked(file(&[row(900, "5")])).await;
        stage.apply(&other.key, false).await.expect("it is taken over");
        imports::undo(&stage.house, admin, &other.key).await.expect("asked");
        imports::work(&stage.house, &other.key, noon()).await.expect("undone");
        assert_eq!(stage.shown(&other.key).await.phase, Phase::Undone);
        assert_eq!(stage.texts(BALANCES).await.last(), Some(&format!("{} 0 - hidden cancelled", pair(900).0)));
        let transfers = stage.texts(TRANSFERS).await;
        assert!(transfers.last().is_some_and(|last| last.starts_with("import available -> granted 5")), "{transfers:?}");
        adds_up(&stage).await;
        let again = stage.checked(file(&[row(900, "7")])).await;
        assert_eq!(again.counts.new, 1, "the pair is free again");
    }

    async fn only_an_administrator_who_has_just_shown_a_passkey_may(world) {
        let stage = Stage::open(&world).await;
        let shown = stage.checked(file(&[row(1, "5")])).await;
        let kim = scene::person(&world.store, "kim", &[], noon()).await;
        let centre = scene::person(&world.store, "sara", &[Role::ServiceCentre], noon()).await;
        let later = scene::at(&stage.admin, noon().plus_minutes(11));
        for (visit, wanted) in [(&kim, Refusal::NotFound), (&centre, Refusal::NotFound), (&later, Refusal::StepUpNeeded)] {
            let by = By::Visit(visit);
            assert_eq!(refusal(imports::show(&stage.house, by, &shown.key).await), wanted);
            assert_eq!(refusal(imports::apply(&stage.house, by, &shown.key, false).await), wanted);
            assert_eq!(refusal(imports::undo(&stage.house, by, &shown.key).await), wanted);
            assert_eq!(refusal(imports::problems(&stage.house, by, &shown.key, (0, "")).await), wanted);
            assert_eq!(refusal(imports::samples(&stage.house, by, &shown.key, None).await), wanted);
        }
    }
}
