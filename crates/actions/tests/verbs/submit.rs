//! The gate that every submission takes, on both engines: races, repeats, and who may use a contract.

use std::sync::Arc;
use std::time::Duration;

use actions::incidents::submit::{self, Receipt};
use actions::incidents::{Answers, close, show};
use actions::testing::scene::{self, left, letters, refusal, transfers};
use actions::testing::{house, noon};
use actions::{Answer, By, House, MIGRATIONS, Visit, contracts, ledger};
use domain::eligibility::Reason;
use domain::incident::ChargeEffect;
use domain::ledger::ContractRef;
use domain::limits;
use domain::refusal::{Refusal, Step};
use domain::response::Severity;
use domain::time::Moment;
use store::testing::World;

const ACCESS: &str = "0230242323";

/// Kim, who owns a contract with `units` units.
async fn kim(world: &World, units: i64) -> (Arc<House>, Visit, ContractRef) {
    let house = house(&world.store).await;
    let kim = scene::person(&world.store, "kim", &[], noon()).await;
    let contract = scene::contract(&house, &kim, (ACCESS, "partner-gold-20"), units, 30).await;
    (house, kim, contract)
}

/// Kim owns a subscription to Office 365 and one to Azure.
async fn subscribed(world: &World) {
    let make = "INSERT INTO subscription (key, name, product, country, created_at)
                VALUES ('s_office', 'Office', 'office-365', 'SE', 0), ('s_azure', 'Azure', 'azure', 'SE', 0)";
    let give = "INSERT INTO subscription_role (subscription, account, role, given_at, given_by)
                SELECT s.id, a.id, 'owner', 0, 'test' FROM subscription s, account a";
    for sql in [make, give] {
        let written = world
            .store
            .write::<_, store::Fault, _>(move |tx| tx.execute(sql, &[]));
        assert_eq!(written.await.expect("it is written"), 2);
    }
}

/// `count` submissions at once, each with the title that `title` gives it.
async fn at_once(
    house: &Arc<House>,
    visit: &Visit,
    count: usize,
    title: impl Fn(usize) -> String,
) -> Vec<Answer<Receipt>> {
    let tasks: Vec<_> = (0..count)
        .map(|place| {
            let (house, visit, title) = (Arc::clone(house), visit.clone(), title(place));
            tokio::spawn(async move {
                scene::submit(&house, &visit, scene::answers(ACCESS, Severity::C, &title)).await
            })
        })
        .collect();
    let mut answers = Vec::with_capacity(count);
    for task in tasks {
        answers.push(task.await.expect("the task ends"));
    }
    answers
}

store::on_both_engines! { MIGRATIONS;
    async fn t11_the_last_unit_asked_for_three_hundred_times_at_once_goes_to_one(world) {
        let (house, kim, contract) = kim(&world, 1).await;
        let answers = at_once(&house, &kim, 300, |place| format!("Request {place}")).await;
        let taken: Vec<&Receipt> = answers.iter().filter_map(|answer| answer.as_ref().ok()).collect();
        assert_eq!(taken.len(), 1);
        for answer in answers.iter().filter(|answer| answer.is_err()) {
            assert!(matches!(answer, Err(actions::Stopped::Refused(Refusal::Exhausted))), "{answer:?}");
        }
        assert_eq!(left(&house, contract, noon()).await, 0);
        assert!(ledger::examine(&house).await.expect("the ledger is read").findings.is_empty());
    }

    async fn t11_ten_units_asked_for_at_once_go_to_ten(world) {
        let (house, kim, contract) = kim(&world, 10).await;
        let answers = at_once(&house, &kim, 100, |place| format!("Request {place}")).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 10);
        assert_eq!(left(&house, contract, noon()).await, 0);
    }

    async fn t12_the_same_key_fifty_times_makes_one_incident_and_one_charge(world) {
        let (house, kim, contract) = kim(&world, 20).await;
        let answers = at_once(&house, &kim, 50, |_| "Replication stops".to_owned()).await;
        let receipts: Vec<Receipt> = answers.into_iter().map(|answer| answer.expect("the first answer")).collect();
        assert!(receipts.iter().all(|receipt| *receipt == receipts[0]));
        assert_eq!(left(&house, contract, noon()).await, 19);
        let moved = transfers(&world.store, receipts[0].incident).await;
        assert_eq!(moved.values().sum::<i64>(), 1, "{moved:?}");
        let sent = letters(&world.store, receipts[0].incident).await;
        assert_eq!(sent, [("kim@example.com".to_owned(), "request_received".to_owned())]);
    }

    async fn t12_the_same_key_with_other_answers_is_refused_and_charges_nothing(world) {
        let (house, kim, contract) = kim(&world, 20).await;
        let first = scene::answers(ACCESS, Severity::C, "Replication stops");
        scene::submit(&house, &kim, first.clone()).await.expect("the first is taken");
        let mut other = first;
        other.description.push_str(" And something else.");
        assert_eq!(refusal(scene::submit(&house, &kim, other).await), Refusal::KeyReused);
        assert_eq!(left(&house, contract, noon()).await, 19);
    }

    async fn t12_a_key_is_bounded_and_its_answer_kept_for_as_long_as_it_is_asked_for(world) {
        let (house, kim, contract) = kim(&world, 20).await;
        let long = "x".repeat(limits::IDEMPOTENCY_KEY_CHARS_MAX);
        let long = scene::answers(ACCESS, Severity::C, &long);
        assert_eq!(refusal(scene::submit(&house, &kim, long).await), Refusal::KeyTooLong);
        let answers = scene::answers(ACCESS, Severity::C, "Kept");
        let receipt = scene::submit(&house, &kim, answers.clone()).await.expect("taken");
        let over = noon().plus_days(limits::IDEMPOTENCY_DAYS);
        assert_eq!(submit::forget(&house, Moment(over.0 - 1)).await.expect("a turn"), 0);
        assert_eq!(scene::submit(&house, &kim, answers).await.expect("the same answer"), receipt);
        assert_eq!(submit::forget(&house, over).await.expect("a turn"), 1);
        assert_eq!(left(&house, contract, noon()).await, 19);
    }

    async fn t13_nobody_files_on_a_contract_that_is_not_theirs(world) {
        let (house, _, contract) = kim(&world, 20).await;
        let stranger = scene::person(&world.store, "robin", &[], noon()).await;
        let known = scene::answers(ACCESS, Severity::C, "Mine now");
        let unknown = scene::answers("0000000000", Severity::C, "Nobody's");
        assert_eq!(refusal(scene::submit(&house, &stranger, known).await), Refusal::NotFound);
        assert_eq!(refusal(scene::submit(&house, &stranger, unknown).await), Refusal::NotFound);
        assert_eq!(left(&house, contract, noon()).await, 20);
    }

    async fn t06_what_an_earlier_page_said_is_decided_again_at_submit(world) {
        let (house, kim, _) = kim(&world, 20).await;
        let by = By::House("command:test", noon());
        contracts::suspend(&house, by, "con_0230242323", "A test").await.expect("it is suspended");
        let answers = scene::answers(ACCESS, Severity::C, "Replication stops");
        let refused = refusal(scene::submit(&house, &kim, answers).await);
        assert_eq!(refused.code(), "suspended");
        let late = scene::at(&kim, noon().plus_days(30));
        contracts::resume(&house, By::House("command:test", noon()), "con_0230242323", "A test")
            .await
            .expect("it is resumed");
        let answers = scene::answers(ACCESS, Severity::C, "Too late");
        assert_eq!(refusal(scene::submit(&house, &late, answers).await).code(), "expired");
    }

    async fn t16_the_gate_itself_knows_which_versions_are_covered(world) {
        let (house, kim, contract) = kim(&world, 20).await;
        let of = |version: Option<&str>, title: &str| Answers {
            version: version.map(str::to_owned),
            ..scene::answers(ACCESS, Severity::C, title)
        };
        let mainstream_over = refusal(scene::submit(&house, &kim, of(Some("2022"), "N-1")).await);
        assert_eq!(mainstream_over, Refusal::NotEligible(Reason::MainstreamOver));
        assert_eq!(mainstream_over.code(), "version_too_old");
        let older = refusal(scene::submit(&house, &kim, of(Some("2019"), "N-2")).await);
        assert_eq!(older, Refusal::NotEligible(Reason::VersionTooOld));
        let ended = refusal(scene::submit(&house, &kim, of(Some("2012-r2"), "Ended")).await);
        assert!(matches!(ended, Refusal::NotEligible(Reason::OutOfLifecycle { .. })), "{ended:?}");
        for unknown in [None, Some("2023"), Some("")] {
            let unsaid = refusal(scene::submit(&house, &kim, of(unknown, "Unsaid")).await);
            assert_eq!(unsaid, Refusal::StepOpen(Step::Product), "{unknown:?}");
        }
        assert_eq!(left(&house, contract, noon()).await, 20);
        scene::submit(&house, &kim, of(Some("2025"), "N")).await.expect("the current version is covered");
    }

    async fn a_cloud_product_is_charged_to_nothing_outside_the_cloud_area(world) {
        let (house, kim, contract) = kim(&world, 20).await;
        let mut answers = scene::answers(ACCESS, Severity::C, "A virtual machine stops");
        answers.product = Some("azure".to_owned());
        answers.version = None;
        answers.problem_type = Some("technical".to_owned());
        answers.category = Some("storage".to_owned());
        assert_eq!(refusal(scene::submit(&house, &kim, answers).await).code(), "product_not_covered");
        assert_eq!(left(&house, contract, noon()).await, 20);
    }

    /// The naive job takes the unit away from a submission that arrived before midnight and is decided after.
    async fn t09_what_arrived_before_the_end_is_decided_as_of_then(world) {
        let (house, kim, contract) = kim(&world, 1).await;
        let ends = noon().plus_days(30);
        ledger::expire(&house, ends.plus_minutes(1)).await.expect("the job runs first");
        let answers = scene::answers(ACCESS, Severity::C, "Just in time");
        let after = scene::submit(&house, &scene::at(&kim, ends), answers.clone()).await;
        assert_eq!(refusal(after).code(), "expired");
        let before = scene::at(&kim, Moment(ends.0 - 1));
        scene::submit(&house, &before, answers).await.expect("it arrived before the end");
        assert_eq!(left(&house, contract, before.at).await, 0);
        let expired = ledger::expire(&house, ends.plus_days(1)).await.expect("the job runs again");
        assert_eq!(expired.units, 0);
    }

    /// The naive gate asks whether the contract covers its own region.
    async fn a_contract_of_one_region_does_not_pay_in_another(world) {
        let house = house(&world.store).await;
        let kim = scene::person(&world.store, "kim", &[], noon()).await;
        scene::contract(&house, &kim, (ACCESS, "regional-unlimited"), 1, 100).await;
        let moved = world.store.write(|tx| tx.execute("UPDATE account SET country = 'JP'", &[])).await;
        moved.expect("Kim moves to Japan");
        let answers = scene::answers(ACCESS, Severity::C, "From Tokyo");
        let refused = refusal(scene::submit(&house, &kim, answers).await);
        assert_eq!(refused, Refusal::NotEligible(Reason::RegionNotCovered));
    }

    /// The naive gate charges whatever the contract counts: a minute for an incident.
    async fn hours_of_advice_never_pay_for_an_incident(world) {
        let house = house(&world.store).await;
        let kim = scene::person(&world.store, "kim", &[], noon()).await;
        scene::contract(&house, &kim, (ACCESS, "advisory-gold-50h"), 3000, 100).await;
        let answers = scene::answers(ACCESS, Severity::C, "How should we design it?");
        let refused = refusal(scene::submit(&house, &kim, answers).await);
        assert_eq!(refused, Refusal::NotEligible(Reason::AdvisoryOnly));
        let examined = ledger::examine(&house).await.expect("the ledger is read");
        assert_eq!(examined.transfers, 1, "nothing but the activation");
    }

    /// Posted one submission after the other, each would cost a message each way on PostgreSQL.
    async fn those_that_are_taken_together_post_their_letters_together(world) {
        let (house, kim, _) = kim(&world, 20).await;
        let (going, standing) = std::sync::mpsc::channel::<()>();
        let store = world.store.clone();
        let stand = tokio::spawn(async move {
            // It ends with the other side.
            store.write::<_, store::Fault, _>(move |_| Ok(standing.recv())).await
        });
        world.tuning.ear.listen();
        let release = async {
            tokio::time::sleep(Duration::from_millis(500)).await;
            drop(going);
        };
        let (answers, ()) = tokio::join!(at_once(&house, &kim, 20, |place| format!("Request {place}")), release);
        assert!(answers.iter().all(Answer::is_ok), "{answers:?}");
        assert!(stand.await.is_ok());
        let heard = world.tuning.ear.heard();
        let said = |table: &str| heard.iter().filter(|sql| sql.contains(&format!("INSERT INTO {table} "))).count();
        let batches = said("incident");
        assert!(batches < 20, "some came together");
        assert_eq!(said("letter"), batches);
    }

    async fn one_refused_submission_of_a_batch_leaves_the_others_alone(world) {
        let (house, kim, contract) = kim(&world, 20).await;
        let tasks: Vec<_> = (0..20)
            .map(|place| {
                let (house, kim) = (Arc::clone(&house), kim.clone());
                tokio::spawn(async move {
                    let mut answers = scene::answers(ACCESS, Severity::C, &format!("Request {place}"));
                    if place % 2 == 0 {
                        answers.contact = None;
                    }
                    scene::submit(&house, &kim, answers).await.is_ok()
                })
            })
            .collect();
        for (place, task) in tasks.into_iter().enumerate() {
            assert_eq!(task.await.expect("the task ends"), place % 2 == 1);
        }
        assert_eq!(left(&house, contract, noon()).await, 10);
    }

    async fn a_cloud_request_that_needs_no_pair_draws_nothing_and_closes_with_nothing_given_back(world) {
        let (house, kim, contract) = kim(&world, 20).await;
        subscribed(&world).await;
        let office = |title: &str| Answers {
            product: Some("office-365".to_owned()),
            version: None,
            problem_type: Some("technical".to_owned()),
            category: Some("mail".to_owned()),
            contract: None,
            subscription: Some("s_office".to_owned()),
            ..scene::answers(ACCESS, Severity::B, title)
        };
        let receipt = scene::submit(&house, &kim, office("No mail arrives")).await.expect("it is taken");
        assert_eq!(left(&house, contract, noon()).await, 20);
        let shown = show::show(&house, &kim, receipt.incident).await.expect("it is shown").page;
        assert!(shown.contract.is_none() && shown.case.charge.is_none() && shown.due.is_some());
        let closing = close::withdraw(&house, &kim, receipt.incident, String::new()).await.expect("it is withdrawn");
        assert_eq!(closing.effect, ChargeEffect::Nothing);
        let sent = letters(&world.store, receipt.incident).await;
        assert!(!sent.iter().any(|(_, kind)| kind == "request_given_back"), "{sent:?}");
        // Outside the cloud area the same product has no way to be free, and Azure's technical problems draw a unit.
        let outside = Answers { subscription: None, ..office("From the wizard") };
        let refused = scene::submit(&house, &kim, outside).await;
        assert_eq!(refusal(refused), Refusal::StepOpen(Step::Contract));
        let azure = |issue: &str, category: &str| Answers {
            product: Some("azure".to_owned()),
            subscription: Some("s_azure".to_owned()),
            problem_type: Some(issue.to_owned()),
            category: Some(category.to_owned()),
            ..office(issue)
        };
        let refused = scene::submit(&house, &kim, azure("technical", "storage")).await;
        assert_eq!(refusal(refused), Refusal::StepOpen(Step::Contract));
        scene::submit(&house, &kim, azure("billing", "invoice")).await.expect("an invoice draws nothing");
        assert_eq!(left(&house, contract, noon()).await, 20);
    }
}
