//! Several rows with the same pair: lots of one contract.

use actions::imports::{self, Counts, Phase};
use actions::testing::noon;
use actions::testing::scene;
use actions::{By, MIGRATIONS, ledger};

use crate::imports::stage::{Stage, file, pair, row};

const LOTS: &str = "
    SELECT c.access_id || ' ' || CAST(l.available AS TEXT) || ' until ' || CAST(l.ends_at / 86400000000 AS TEXT)
           || ' of ' || CAST(c.ends_at / 86400000000 AS TEXT)
           || CASE WHEN c.cancelled_at IS NULL THEN '' ELSE ' cancelled' END
    FROM contract c JOIN lot l ON l.contract = c.id ORDER BY l.id";

async fn adds_up(stage: &Stage) {
    let examined = ledger::examine(&stage.house).await.expect("examined");
    assert_eq!(examined.findings, []);
}

store::on_both_engines! { MIGRATIONS;
    /// The naive import takes the second row for a contract that is there already, or for a contradiction.
    async fn t14_rows_with_the_same_pair_and_offer_are_lots_of_one_contract(world) {
        let stage = Stage::open(&world).await;
        let mut rows = vec![row(1, "5"), row(1, "3").replace("2027-10-31", "2027-12-31"), row(2, "7")];
        let shown = stage.checked(file(&rows)).await;
        assert_eq!(shown.counts, Counts { new: 3, ..Counts::default() }, "{:?}", stage.problems(&shown.key).await);
        stage.apply(&shown.key, false).await.expect("it is taken over");
        let (one, two) = (pair(1).0, pair(2).0);
        let lots = [
            format!("{one} 5 until 21122 of 21183"),
            format!("{two} 7 until 21122 of 21122"),
            format!("{one} 3 until 21183 of 21183"),
        ];
        assert_eq!(stage.texts(LOTS).await, lots);
        adds_up(&stage).await;
        rows.push(row(1, "3").replace("2027-10-31", "2027-12-31"));
        let again = stage.checked(file(&rows)).await;
        assert_eq!(again.counts, Counts { same: 3, wrong: 1, ..Counts::default() });
        assert_eq!(stage.problems(&again.key).await, [format!("5 access_id Duplicate(3) {one}")]);
        imports::undo(&stage.house, By::Visit(&stage.admin), &shown.key).await.expect("asked");
        imports::work(&stage.house, &shown.key, noon()).await.expect("undone");
        assert_eq!(stage.shown(&shown.key).await.phase, Phase::Undone);
        let dropped = stage.texts(LOTS).await;
        assert!(dropped.iter().all(|lot| lot.contains(" 0 until ") && lot.ends_with("cancelled")), "{dropped:?}");
        adds_up(&stage).await;
    }

    async fn rows_that_contradict_are_errors_that_name_both_and_take_their_lots_along(world) {
        let stage = Stage::open(&world).await;
        let lot = row(1, "3").replace("2027-10-31", "2027-12-31");
        for other in [
            row(1, "4").replace("partner-gold-20", "partner-silver-15"),
            row(1, "4").replace("owner1@", "other@"),
            row(1, "4").replace("2026-11-01", "2026-11-02"),
        ] {
            let shown = stage.checked(file(&[row(1, "5"), lot.clone(), other, row(2, "7")])).await;
            let id = pair(1).0;
            assert_eq!(stage.problems(&shown.key).await, [
                format!("2 access_id Conflict(4) {id}"),
                format!("3 access_id Belongs(2) {id}"),
                format!("4 access_id Conflict(2) {id}"),
            ]);
            assert_eq!(shown.counts, Counts { new: 1, wrong: 3, ..Counts::default() });
        }
    }

    /// The naive check knows the rows of one step only.
    async fn a_lot_far_down_finds_its_contract(world) {
        let stage = Stage::open(&world).await;
        let mut rows: Vec<String> = (1..=700).map(|number| row(number, "5")).collect();
        rows.push(row(3, "2").replace("2027-10-31", "2027-12-31"));
        rows.push(row(4, "2").replace("owner4@", "other@"));
        rows.push(row(5, "5"));
        let shown = stage.checked(file(&rows)).await;
        assert_eq!(shown.counts, Counts { new: 700, wrong: 3, ..Counts::default() });
        let problems = stage.problems(&shown.key).await;
        assert!(problems[0].starts_with("5 access_id Conflict(703)") && problems[1].starts_with("703 access_id Conflict(5)"));
        assert!(problems[2].starts_with("704 access_id Duplicate(6)"), "{problems:?}");
        stage.apply(&shown.key, true).await.expect("it is taken over");
        assert_eq!(stage.texts(LOTS).await.len(), 700);
        let kim = scene::person(&world.store, "kim", &[], noon()).await;
        let (access, contract) = pair(3);
        let ids = (domain::ids::AccessId::parse(&access), domain::ids::ContractId::parse(&contract));
        let ids = (ids.0.expect("an ID"), ids.1.expect("an ID"));
        actions::contracts::link(&stage.house, &kim, ids, None).await.expect("the pair works");
        adds_up(&stage).await;
    }
}
