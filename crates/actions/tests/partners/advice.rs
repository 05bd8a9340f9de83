//! The hours of an organisation need no ID pair, and are for those who see its location.

use actions::MIGRATIONS;
use actions::advisory::{self, Wanted};
use actions::incidents::Contact;
use actions::testing::scene::refusal;
use domain::refusal::Refusal;

use crate::stage::Stage;

fn wanted(contract: &str) -> Wanted {
    Wanted {
        contract: contract.to_owned(),
        product: "windows-server".to_owned(),
        subject: "Two sites".to_owned(),
        goal: "One domain over two sites.".to_owned(),
        days: (None, None),
        minutes: (60, 120),
        contact: Contact::default(),
        once: contract.to_owned(),
    }
}

store::on_both_engines! { MIGRATIONS;
    async fn t17_hours_are_asked_for_by_those_who_see_the_location_without_a_pair(world) {
        let stage = Stage::new(&world.store).await;
        let head_office = stage.contract("Stockholm", "advisory-gold-50h").await;
        let kalmar = stage.contract("Kalmar", "advisory-silver-20h").await;
        stage.contract("Stockholm", "partner-gold-20").await;
        for (who, sees) in [
            ("astrid", vec![&head_office, &kalmar]),
            ("maja", vec![&head_office]),
            ("signe", vec![&kalmar]),
            ("henrik", vec![]),
            ("kim", vec![]),
        ] {
            let visit = stage.visit(who);
            let choices = advisory::choices(&stage.house, visit).await.expect("choices").page;
            let mut found: Vec<&String> = choices.iter().map(|one| &one.key).collect();
            let mut expected = sees.clone();
            found.sort();
            expected.sort();
            assert_eq!(found, expected, "{who}");
            for contract in [&head_office, &kalmar] {
                let asked = advisory::request(&stage.house, visit, wanted(contract)).await;
                if sees.contains(&contract) {
                    asked.expect(who);
                } else {
                    assert_eq!(refusal(asked), Refusal::NotFound, "{who}");
                }
            }
        }
    }
}
