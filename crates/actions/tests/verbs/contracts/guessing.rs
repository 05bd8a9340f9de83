//! What guessing costs, and whom it may not lock out.

use actions::{MIGRATIONS, contracts};
use domain::linking::Verdict;
use domain::refusal::Refusal;
use store::on_both_engines;

use crate::contracts::stage::{Guest, Stage, refused};

const GOLD: (&str, &str) = ("0230242323", "618761393031");

async fn guess(stage: &Stage, guest: &Guest, access: &str, number: u32) -> Refusal {
    let id = format!("{:012}", 900_000_000_000_u64 + u64::from(number));
    refused(stage.link(guest, (access, &id)).await)
}

on_both_engines! { MIGRATIONS;
    /// The naive budget counts readings, or counts only what matched.
    async fn t02_all_readings_of_a_pair_cost_one_attempt(world) {
        let stage = Stage::new(&world.store).await;
        let (owner, guest) = (stage.guest(1).await, stage.guest(2).await);
        stage.contract(&owner, "partner-gold-20", GOLD).await;
        for number in 0..5 {
            assert_eq!(guess(&stage, &guest, "230242323", number).await, Refusal::PairUnknown);
        }
        let Refusal::TooManyAttempts { minutes } = guess(&stage, &guest, "230242323", 6).await else {
            panic!("the sixth in an hour")
        };
        assert!((1..=66).contains(&minutes), "{minutes}");
        let late = Guest { visit: guest.at(actions::testing::noon().plus_minutes(minutes)), ..guest };
        assert_eq!(stage.link(&late, GOLD).await.unwrap().verdict, Verdict::Link);
    }

    async fn a_right_pair_costs_nothing(world) {
        let stage = Stage::new(&world.store).await;
        let (owner, guest) = (stage.guest(1).await, stage.guest(2).await);
        stage.contract(&owner, "partner-gold-20", GOLD).await;
        for _ in 0..8 {
            assert!(stage.link(&guest, GOLD).await.is_ok());
            assert!(matches!(refused(stage.link(&guest, ("230242323", GOLD.1)).await), Refusal::NearMiss(_)));
        }
    }

    /// The naive answer to an unknown number differs from that to a wrong pair.
    async fn an_unknown_number_and_a_wrong_pair_are_the_same(world) {
        let stage = Stage::new(&world.store).await;
        let (owner, guest) = (stage.guest(1).await, stage.guest(2).await);
        stage.contract(&owner, "partner-gold-20", GOLD).await;
        assert_eq!(guess(&stage, &guest, GOLD.0, 1).await, guess(&stage, &guest, "0999999999", 1).await);
    }

    async fn many_sign_ins_of_one_network_share_its_budget(world) {
        let stage = Stage::new(&world.store).await;
        let mut refused = 0;
        for number in 1..=5 {
            let guest = stage.guest(number).await.from("198.51.100.0/24");
            for wrong in 0..5 {
                let number = u32::from(number) * 10 + wrong;
                let access = format!("07{number:08}");
                refused += u32::from(guess(&stage, &guest, &access, number).await != Refusal::PairUnknown);
            }
        }
        assert_eq!(refused, 5);
    }

    /// The naive limit locks the number, and with it the owner.
    async fn t04_a_number_under_attack_asks_strangers_for_a_proof_and_nobody_else(world) {
        let stage = Stage::new(&world.store).await;
        let (owner, linked) = (stage.guest(1).await, stage.guest(2).await);
        let key = stage.contract(&owner, "partner-gold-20", GOLD).await;
        stage.link(&linked, GOLD).await.unwrap();
        // Wrong Access IDs with the right Contract ID: ten a day, from as many networks as it takes.
        for number in 0..3 {
            let attacker = stage.guest(10 + number).await;
            for wrong in 0..4 {
                let access = format!("05{:08}", u32::from(number) * 10 + wrong);
                assert_eq!(refused(stage.link(&attacker, (&access, GOLD.1)).await), Refusal::PairUnknown);
            }
        }
        let newcomer = stage.guest(20).await;
        assert_eq!(refused(stage.link(&newcomer, GOLD).await), Refusal::ProofNeeded);
        assert_eq!(stage.link(&linked, GOLD).await.unwrap().verdict, Verdict::AlreadyLinked);
        assert!(stage.seen(&linked, &key, actions::testing::noon()).await.unwrap().is_usable());
        assert_eq!(stage.link(&owner, GOLD).await.unwrap().verdict, Verdict::Link);
        assert_eq!(stage.texts("SELECT deed FROM audit WHERE deed = 'pair.guessed'").await.len(), 1);
        // The code goes to the owner, not to the newcomer; three tries.
        let to = stage.texts("SELECT address FROM letter WHERE kind = 'link_code'").await;
        assert_eq!(to, [owner.email.as_str()]);
        let proof = stage.text("SELECT key FROM link_proof").await;
        let code = contracts::link_code(&stage.house, &proof);
        let wrong = if code == "000000" { "000001" } else { "000000" };
        assert_eq!(refused(contracts::confirm(&stage.house, &newcomer.visit, wrong).await), Refusal::CodeWrong);
        assert_eq!(refused(contracts::confirm(&stage.house, &linked.visit, &code).await), Refusal::CodeWrong);
        assert_eq!(contracts::confirm(&stage.house, &newcomer.visit, &code).await.unwrap(), key);
        assert_eq!(refused(contracts::confirm(&stage.house, &newcomer.visit, &code).await), Refusal::CodeWrong);
        // Somebody who is linked may approve instead.
        let second = stage.guest(21).await;
        assert_eq!(refused(stage.link(&second, GOLD).await), Refusal::ProofNeeded);
        let stranger = stage.guest(22).await;
        let foreign = contracts::approve(&stage.house, &stranger.visit, &key, &second.key).await;
        assert_eq!(refused(foreign), Refusal::NotFound);
        contracts::approve(&stage.house, &linked.visit, &key, &second.key).await.unwrap();
        assert!(stage.seen(&second, &key, actions::testing::noon()).await.is_some());
    }

    async fn three_wrong_codes_spend_a_proof(world) {
        let stage = Stage::new(&world.store).await;
        let owner = stage.guest(1).await;
        stage.contract(&owner, "partner-gold-20", GOLD).await;
        for number in 0..3 {
            let attacker = stage.guest(10 + number).await;
            for wrong in 0..4 {
                let access = format!("05{:08}", u32::from(number) * 10 + wrong);
                refused(stage.link(&attacker, (&access, GOLD.1)).await);
            }
        }
        let newcomer = stage.guest(20).await;
        assert_eq!(refused(stage.link(&newcomer, GOLD).await), Refusal::ProofNeeded);
        let code = contracts::link_code(&stage.house, &stage.text("SELECT key FROM link_proof").await);
        let wrong = if code == "000000" { "000001" } else { "000000" };
        for _ in 0..3 {
            refused(contracts::confirm(&stage.house, &newcomer.visit, wrong).await);
        }
        assert_eq!(refused(contracts::confirm(&stage.house, &newcomer.visit, &code).await), Refusal::CodeWrong);
    }

    /// The naive log, letter or table holds what opens the contract.
    async fn t03_a_contract_id_stands_nowhere_in_the_database(world) {
        let stage = Stage::new(&world.store).await;
        let (owner, guest) = (stage.guest(1).await, stage.guest(2).await);
        let key = stage.contract(&owner, "partner-gold-20", GOLD).await;
        stage.link(&guest, GOLD).await.unwrap();
        guess(&stage, &guest, GOLD.0, 7).await;
        contracts::reveal(&stage.house, &guest.visit, &key).await.unwrap();
        let mut texts = stage.texts("SELECT facts FROM letter").await;
        texts.extend(stage.texts("SELECT COALESCE(before, '') || COALESCE(after, '') || object FROM audit").await);
        texts.extend(stage.texts("SELECT subject FROM budget").await);
        assert!(texts.len() > 10);
        for text in texts {
            assert!(!text.contains(GOLD.1) && !text.contains("900000000007"), "{text}");
        }
    }
}
