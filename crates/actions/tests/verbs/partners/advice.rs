//! The hours of an organisation need no ID pair, and are for those who see its location.

use actions::MIGRATIONS;
use actions::advisory::{self, Wanted};
use actions::incidents::Contact;
use actions::incidents::close::close;
use actions::incidents::participants::follow;
use actions::incidents::reopen::reopen;
use actions::organisations;
use actions::testing::noon;
use actions::testing::scene::{person, refusal};
use domain::account::Role;
use domain::incident::Disposition;
use domain::refusal::Refusal;

use crate::partners::stage::{Stage, desk};

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

    async fn an_estimate_is_answered_by_who_asked_while_the_hours_are_theirs(world) {
        let stage = Stage::new(&world.store).await;
        let (house, maja, astrid) = (&stage.house, stage.visit("maja"), stage.visit("astrid"));
        let erin = person(&stage.store, "erin", &[Role::Engineer], noon()).await;
        let contract = stage.contract("Stockholm", "advisory-gold-50h").await;
        let asked = Wanted {
            contact: Contact {
                email: "maja@example.com".to_owned(),
                zone: "UTC".to_owned(),
                ..Contact::default()
            },
            ..wanted(&contract)
        };
        let number = advisory::request(house, maja, asked).await.expect("taken");
        let request = house.incident_of(&number);
        follow(house, astrid, request).await.expect("she follows");
        advisory::estimate(house, &erin, request, 60, String::new()).await.expect("estimated");
        assert_eq!(stage.letters("estimated").await, ["maja@example.com"]);
        assert_eq!(stage.letters("estimate_told").await, ["astrid@example.com"], "and is asked for nothing");
        assert_eq!(refusal(advisory::approve(house, astrid, request, 60).await), Refusal::NotFound);
        assert_eq!(refusal(advisory::decline(house, astrid, request, String::new()).await), Refusal::NotFound);

        organisations::remove(house, desk(), &stage.contact("maja").await).await.expect("taken off the file");
        assert_eq!(refusal(advisory::approve(house, maja, request, 60).await), Refusal::HoursNotYours);
        close(house, &erin, request, Disposition::Solved, "Done".to_owned()).await.expect("closed");
        let again = reopen(house, maja, request, "More".to_owned()).await;
        assert_eq!(refusal(again), Refusal::HoursNotYours);
        stage.file("Stockholm", "maja").await.expect("on file again");
        reopen(house, maja, request, "More".to_owned()).await.expect("open again");
        advisory::estimate(house, &erin, request, 60, String::new()).await.expect("estimated");
        advisory::approve(house, maja, request, 60).await.expect("approved");
    }
}
