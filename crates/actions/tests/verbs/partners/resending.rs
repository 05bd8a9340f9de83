//! Sending lost IDs: to contacts on file whom the region's policy names, and to nobody else.

use actions::partners::{self, Resent};
use actions::testing::noon;
use actions::testing::scene::{at, refusal};
use actions::{Answer, By, MIGRATIONS, contracts};
use domain::partner::Sending;
use domain::refusal::Refusal;
use store::on_both_engines;

use crate::partners::stage::Stage;

impl Stage {
    /// The key of a contact as the service centre sees it.
    pub async fn contact(&self, name: &str) -> String {
        let house = &self.house;
        let shown = actions::organisations::show(house, self.visit("ingrid"), &self.partner.key);
        let sites = shown.await.expect("the partner").page.sites;
        let mut people = sites.into_iter().flat_map(|site| site.people);
        let found = people.find(|person| person.name == name);
        found.expect("on file").key
    }

    async fn resend(&self, who: &str, contract: &str, to: &str) -> Answer<Resent> {
        let by = By::Visit(self.visit(who));
        partners::resend(&self.house, by, (contract, &self.contact(to).await), None).await
    }

    /// What the policy says about each contact.
    async fn policy(&self, contract: &str) -> Vec<(String, Sending)> {
        let asked = partners::resending(&self.house, self.visit("ingrid"), contract).await;
        let contacts = asked.expect("the contacts").page.contacts;
        contacts
            .into_iter()
            .map(|one| (one.contact.name, one.sending))
            .collect()
    }
}

fn named(expected: &[(&str, Sending)]) -> Vec<(String, Sending)> {
    expected
        .iter()
        .map(|(name, sending)| ((*name).to_owned(), *sending))
        .collect()
}

on_both_engines! { MIGRATIONS;
    async fn t18_ids_go_to_the_address_on_file_and_say_who_asked(world) {
        let stage = Stage::new(&world.store).await;
        let contract = stage.contract("Stockholm", "partner-gold-20").await;
        let resent = stage.resend("ingrid", &contract, "astrid").await.unwrap();
        assert_eq!((resent.name.as_str(), resent.masked.as_str()), ("astrid", "a•••@example.com"));
        assert_eq!(stage.letters("contract_ids_resent").await, ["astrid@example.com"]);
        // A contact of another partner, or one that does not exist, is nobody on file.
        let elsewhere = partners::resend(&stage.house, By::Visit(stage.visit("ingrid")), (&contract, "k_1"), None).await;
        assert_eq!(refusal(elsewhere), Refusal::NotSentThere);
        // The letter holds neither ID pair: the Contract ID is opened when it is rendered.
        let read = world.store.read(|reader| {
            reader.row("SELECT facts FROM letter WHERE kind = 'contract_ids_resent'", &[], |row| row.get::<String>(0))
        });
        let facts: Result<_, store::Fault> = read.await;
        let secret = contracts::for_letter(&stage.house, &contract).await.unwrap();
        assert!(!facts.unwrap().contains(secret.reveal()));
    }

    async fn a_letter_with_ids_names_who_asked_and_no_officer(world) {
        let stage = Stage::new(&world.store).await;
        let contract = stage.contract("Stockholm", "partner-gold-20").await;
        let astrid = stage.contact("astrid").await;
        let maja: Result<i64, store::Fault> = world.store.read(|reader| {
            reader.row("SELECT id FROM account WHERE email = 'maja@example.com'", &[], |row| row.get(0))
        }).await;
        let maja = domain::account::AccountRef(maja.unwrap());
        for (minute, who, asker) in [(0, "ingrid", Some(maja)), (1, "ingrid", None), (2, "astrid", None)] {
            let visit = at(stage.visit(who), noon().plus_minutes(minute));
            let sent = partners::resend(&stage.house, By::Visit(&visit), (&contract, &astrid), asker).await;
            sent.expect("sent");
        }
        let facts: Result<Vec<String>, store::Fault> = world.store.read(|reader| {
            reader.rows("SELECT facts FROM letter WHERE kind = 'contract_ids_resent' ORDER BY id", &[], |row| row.get(0))
        }).await;
        let named: Vec<_> = facts.unwrap().iter().map(|facts| {
            ["maja", "ingrid", "astrid"].into_iter().find(|name| facts.contains(&format!("\"by\":\"{name}")))
        }).collect();
        assert_eq!(named, [Some("maja"), None, Some("astrid")]);
    }

    async fn t19_the_region_decides_who_else_may_have_them(world) {
        let stage = Stage::new(&world.store).await;
        let (europe, asia) = (
            stage.contract("Stockholm", "partner-gold-20").await,
            stage.contract_in("asia-pacific", "Stockholm", "scs-10").await,
        );
        let expected = [
            ("astrid", Sending::Primary),
            ("maja", Sending::SameCountry),
            ("henrik", Sending::OtherCountry),
            ("signe", Sending::HeadOfficeOnly),
        ];
        assert_eq!(stage.policy(&europe).await, named(&expected));
        let primary_only = [
            ("astrid", Sending::Primary),
            ("henrik", Sending::PrimaryOnly),
            ("signe", Sending::PrimaryOnly),
            ("maja", Sending::PrimaryOnly),
        ];
        assert_eq!(stage.policy(&asia).await, named(&primary_only));
        stage.resend("ingrid", &europe, "maja").await.expect("in the same country");
        for (contract, to) in [(&europe, "signe"), (&europe, "henrik"), (&asia, "maja")] {
            assert_eq!(refusal(stage.resend("ingrid", contract, to).await), Refusal::NotSentThere, "{to}");
        }
    }

    async fn t17_a_location_s_contact_cannot_even_ask_for_the_head_office_s(world) {
        let stage = Stage::new(&world.store).await;
        let head_office = stage.contract("Stockholm", "partner-gold-20").await;
        let kalmar = stage.contract("Kalmar", "partner-gold-20").await;
        for who in ["signe", "henrik", "kim"] {
            let asked = stage.resend(who, &head_office, "astrid").await;
            assert_eq!(refusal(asked), Refusal::NotFound, "{who}");
        }
        stage.resend("maja", &head_office, "astrid").await.expect("she sees the benefit");
        stage.resend("astrid", &kalmar, "signe").await.expect("so does the head office");
    }

    async fn a_contract_s_ids_are_sent_a_few_times_a_day_and_hours_have_none(world) {
        let stage = Stage::new(&world.store).await;
        let contract = stage.contract("Stockholm", "partner-gold-20").await;
        // An officer who is asked on the telephone still can when the people's own are used up.
        for (who, limit) in [
            ("astrid", domain::limits::IDS_SENT_PER_CONTRACT_DAY),
            ("ingrid", domain::limits::IDS_SENT_BY_OFFICERS_DAY),
        ] {
            for _ in 0..limit {
                stage.resend(who, &contract, "astrid").await.expect("sent");
            }
            let refused = refusal(stage.resend(who, &contract, "astrid").await);
            assert!(matches!(refused, Refusal::TooManyAttempts { .. }), "{who}: {refused:?}");
        }
        let hours = stage.contract("Stockholm", "advisory-gold-50h").await;
        assert_eq!(refusal(stage.resend("ingrid", &hours, "astrid").await), Refusal::ContractState);
    }
}
