//! The cloud area on both engines: who may make requests about a subscription, by whatever way, and who decides that.

use std::sync::Arc;

use actions::accounts::{Newcomer, enrol};
use actions::cloud::{self, NewSubscription};
use actions::incidents::converse::{Message, Then, answer};
use actions::incidents::drafts::{self, Change, Description};
use actions::incidents::{Accepted, Answers, split, submit_draft};
use actions::organisations::{self, NewContact, NewLocation, NewOrganisation};
use actions::testing::scene::{self, refusal};
use actions::testing::{house, noon};
use actions::{Answer, By, House, MIGRATIONS, Visit};
use domain::account::Role;
use domain::cloud::{Denial, Issue, SubscriptionRole};
use domain::eligibility::Reason;
use domain::ids::EmailAddress;
use domain::ledger::IncidentRef;
use domain::refusal::Refusal;
use domain::response::{Handling, Severity};
use domain::time::Zone;
use store::testing::World;
use store::{Fault, params};

/// A customer in London and a partner in Stockholm, with two subscriptions of the customer's.
struct Stage {
    house: Arc<House>,
    store: store::Store,
    /// The customer's head office decides, and owns both subscriptions.
    james: Visit,
    /// Is nobody to begin with.
    kim: Visit,
    /// Belongs to the partner.
    astrid: Visit,
    customer: String,
    azure: String,
    office: String,
}

fn desk() -> By<'static> {
    By::House("operator", noon())
}

fn address(name: &str) -> EmailAddress {
    EmailAddress::parse(&format!("{name}@example.com")).expect("an address")
}

async fn organisation(
    house: &House,
    name: &str,
    partner_id: Option<&str>,
    contact: &str,
) -> String {
    let new = NewOrganisation {
        name: name.to_owned(),
        partner_id: partner_id.map(str::to_owned),
        head_office: NewLocation {
            name: "Head office".to_owned(),
            country: "GB".to_owned(),
            zone: Zone::named("Europe/London").expect("a zone"),
            contact: Some(NewContact {
                name: contact.to_owned(),
                email: address(contact),
                phone: None,
                language: "en".to_owned(),
            }),
        },
    };
    let made = organisations::create(house, desk(), new).await;
    made.expect("the organisation is made").key
}

fn subscription(name: &str, product: &str, customer: &str) -> NewSubscription {
    NewSubscription {
        name: name.to_owned(),
        product: product.to_owned(),
        country: "GB".to_owned(),
        organisation: Some(customer.to_owned()),
        owner: address("james"),
    }
}

async fn stage(world: &World) -> Stage {
    let house = house(&world.store).await;
    let person = |name| scene::person(&world.store, name, &[], noon());
    let (james, kim, astrid) = (
        person("james").await,
        person("kim").await,
        person("astrid").await,
    );
    let customer = organisation(&house, "Harbour Street", None, "james").await;
    organisation(&house, "Nordhav", Some("4648141"), "astrid").await;
    let azure = subscription("Clinics", "azure", &customer);
    let office = subscription("Mail", "office-365", &customer);
    let azure = cloud::create(&house, desk(), azure)
        .await
        .expect("it is made");
    let office = cloud::create(&house, desk(), office)
        .await
        .expect("it is made");
    Stage {
        house,
        store: world.store.clone(),
        james,
        kim,
        astrid,
        customer,
        azure,
        office,
    }
}

impl Stage {
    async fn give(&self, by: &Visit, key: &str, name: &str, role: SubscriptionRole) -> Answer<()> {
        cloud::give(&self.house, By::Visit(by), key, address(name), role).await
    }

    async fn file(&self, visit: &Visit, answers: Answers) -> Answer<IncidentRef> {
        Ok(scene::submit(&self.house, visit, answers).await?.incident)
    }

    /// What whoever may not file about the subscription is told.
    async fn refused(&self, visit: &Visit, key: &str, product: &str) -> Refusal {
        refusal(
            self.file(visit, about(key, product, "billing", "Refused"))
                .await,
        )
    }

    async fn counted(&self, sql: &'static str) -> i64 {
        let found = self
            .store
            .read::<_, Fault, _>(move |reader| reader.row(sql, params![], |row| row.get(0)));
        found.await.expect("a number")
    }

    async fn incidents(&self) -> i64 {
        self.counted("SELECT COUNT(*) FROM incident").await
    }

    /// A draft about the subscription that lacks nothing.
    async fn draft(&self, visit: &Visit, key: &str, product: &str) -> drafts::Draft {
        let first = Change::Subscription {
            key: key.to_owned(),
            product: product.to_owned(),
            issue: Issue::Billing,
        };
        let mut draft = drafts::start(&self.house, visit, first)
            .await
            .expect("a draft");
        let complete = about(key, product, "billing", "From a draft");
        let changes = [
            Change::Category("invoice".to_owned()),
            Change::SelfHelp,
            Change::Contact(complete.contact.expect("a contact")),
            Change::Description(Description {
                title: complete.title,
                description: complete.description,
                severity: Some(Severity::C),
                handling: Some(Handling::BusinessHours),
                ..Description::default()
            }),
        ];
        for change in changes {
            let saved = drafts::save(&self.house, visit, &draft.key, draft.version, change).await;
            draft = saved.expect("it is saved");
        }
        draft
    }

    fn accepted(&self) -> Option<Accepted> {
        let version = self.house.catalog().agreements.last()?.version.clone();
        Some(Accepted {
            version,
            language: "en".to_owned(),
        })
    }
}

/// Complete answers about a subscription that name no contract.
fn about(key: &str, product: &str, issue: &str, title: &str) -> Answers {
    Answers {
        product: Some(product.to_owned()),
        version: None,
        problem_type: Some(issue.to_owned()),
        category: Some(
            if issue == "technical" {
                "other"
            } else {
                "invoice"
            }
            .to_owned(),
        ),
        subscription: Some(key.to_owned()),
        contract: None,
        ..scene::answers("", Severity::C, title)
    }
}

fn lacks(role: SubscriptionRole, subscription: &str) -> Refusal {
    Refusal::Cloud(Denial::RoleMissing {
        role: Some(role),
        subscription: subscription.to_owned(),
    })
}

store::on_both_engines! { MIGRATIONS;
    async fn t13_nobody_files_about_a_subscription_without_a_role_that_is_enough(world) {
        let stage = stage(&world).await;
        let unknown = "s_00000000000000000000000000";
        for key in [stage.azure.as_str(), unknown] {
            assert_eq!(stage.refused(&stage.kim, key, "azure").await, Refusal::Cloud(Denial::SubscriptionUnknown), "{key}");
        }
        stage.give(&stage.james, &stage.azure, "kim", SubscriptionRole::Reader).await.expect("a reader");
        let refused = stage.refused(&stage.kim, &stage.azure, "azure").await;
        assert_eq!(refused, lacks(SubscriptionRole::Reader, "Clinics"));
        assert_eq!(stage.incidents().await, 0);
        for role in [SubscriptionRole::SupportRequestContributor, SubscriptionRole::Contributor] {
            stage.give(&stage.james, &stage.azure, "kim", role).await.expect("a role");
            let answers = about(&stage.azure, "azure", "billing", role.code());
            stage.file(&stage.kim, answers).await.expect("it is taken");
        }
        let kept = "SELECT COUNT(*) FROM incident i JOIN subscription s ON s.id = i.subscription WHERE s.name = 'Clinics'";
        assert_eq!(stage.counted(kept).await, 2);
        let kim = stage.house.caller(&stage.kim).await.expect("somebody");
        cloud::take(&stage.house, By::Visit(&stage.james), &stage.azure, kim.key()).await.expect("it is taken away");
        let refused = stage.refused(&stage.kim, &stage.azure, "azure").await;
        assert_eq!(refused, Refusal::Cloud(Denial::SubscriptionUnknown));
    }

    async fn t13_a_draft_and_a_consent_to_a_second_charge_take_the_same_gate(world) {
        let stage = stage(&world).await;
        let erin = scene::person(&world.store, "erin", &[Role::Engineer], noon()).await;
        let role = SubscriptionRole::SupportRequestContributor;
        stage.give(&stage.james, &stage.office, "kim", role).await.expect("a role");
        let first = about(&stage.office, "office-365", "technical", "Two problems");
        let first = stage.file(&stage.kim, first).await.expect("it is taken");
        let hello = Message { words: "Hello".to_owned(), files: Vec::new(), seen: None };
        answer(&stage.house, &erin, first, hello, Then::GoOn).await.expect("Erin answers");
        let second = ("The second".to_owned(), "Another problem".to_owned());
        split::propose(&stage.house, &erin, first, second.0, second.1).await.expect("it is proposed");
        let draft = stage.draft(&stage.kim, &stage.office, "office-365").await;
        stage.give(&stage.james, &stage.office, "kim", SubscriptionRole::Reader).await.expect("a reader");
        let consent = split::consent(&stage.house, &stage.kim, first, stage.accepted()).await;
        assert_eq!(refusal(consent), lacks(SubscriptionRole::Reader, "Mail"));
        let submitted = submit_draft(&stage.house, &stage.kim, &draft.key, draft.version, stage.accepted(), "once").await;
        assert_eq!(refusal(submitted), lacks(SubscriptionRole::Reader, "Mail"));
        assert_eq!(stage.incidents().await, 1);
        stage.give(&stage.james, &stage.office, "kim", role).await.expect("a role again");
        split::consent(&stage.house, &stage.kim, first, stage.accepted()).await.expect("it is taken");
        submit_draft(&stage.house, &stage.kim, &draft.key, draft.version, stage.accepted(), "once")
            .await
            .expect("the draft was kept");
        let kept = "SELECT COUNT(*) FROM incident WHERE subscription IS NOT NULL";
        assert_eq!(stage.counted(kept).await, 3);
    }

    async fn a_partner_files_by_delegation_where_the_portal_takes_it_and_not_after_its_end(world) {
        let stage = stage(&world).await;
        let nobody = stage.refused(&stage.astrid, &stage.office, "office-365").await;
        assert_eq!(nobody, Refusal::Cloud(Denial::SubscriptionUnknown));
        let by = By::Visit(&stage.james);
        let made = cloud::delegate(&stage.house, by, &stage.customer, "4648141").await.expect("it is delegated");
        let again = cloud::delegate(&stage.house, by, &stage.customer, " 4648141 ").await.expect("it lives");
        assert_eq!(made, again);
        let mail = about(&stage.office, "office-365", "technical", "Calendar");
        stage.file(&stage.astrid, mail).await.expect("delegation is enough");
        let refused = stage.refused(&stage.astrid, &stage.azure, "azure").await;
        assert_eq!(refused, Refusal::Cloud(Denial::RoleMissing { role: None, subscription: "Clinics".to_owned() }));
        let mine = cloud::mine(&stage.house, &stage.astrid).await.expect("a list").page;
        assert_eq!(mine.subscriptions.len(), 2);
        assert!(mine.customers[0].is_living);
        cloud::end(&stage.house, by, &made).await.expect("it is ended");
        let refused = stage.refused(&stage.astrid, &stage.office, "office-365").await;
        assert_eq!(refused, Refusal::Cloud(Denial::DelegationMissing { customer: "Harbour Street".to_owned() }));
        let mine = cloud::mine(&stage.house, &stage.astrid).await.expect("a list").page;
        assert!(mine.subscriptions.is_empty());
        assert!(!mine.customers[0].is_living);
    }

    async fn a_role_given_to_an_address_tells_nothing_of_it_and_waits_until_it_signs_in(world) {
        let stage = stage(&world).await;
        let (james, azure) = (&stage.james, stage.azure.as_str());
        for name in ["kim", "newcomer", "typo"] {
            stage.give(james, azure, name, SubscriptionRole::Reader).await.expect("one answer for all");
        }
        stage.give(james, azure, "newcomer", SubscriptionRole::Contributor).await.expect("another role");
        stage.give(james, azure, "newcomer", SubscriptionRole::Contributor).await.expect("no other role");
        let letters = "SELECT COUNT(*) FROM letter WHERE kind = 'subscription_role'";
        assert_eq!(stage.counted(letters).await, 4, "each of them is told, once of each role");
        let holders = async || cloud::show(&stage.house, james, azure).await.expect("shown").page.holders;
        let shown = holders().await;
        let by_address = |name: &str| {
            let mut found = shown.iter();
            found.find(|one| one.email == format!("{name}@example.com")).expect("shown").clone()
        };
        let (known, unknown) = (by_address("kim"), by_address("typo"));
        assert_eq!(known.role, unknown.role);
        assert_eq!(known.key.len(), unknown.key.len(), "nothing tells them apart");
        cloud::take(&stage.house, By::Visit(james), azure, &unknown.key).await.expect("taken back");
        let again = cloud::take(&stage.house, By::Visit(james), azure, &unknown.key).await;
        assert_eq!(refusal(again), Refusal::NotFound);

        let person = Newcomer {
            email: address("newcomer"),
            name: "Newcomer".to_owned(),
            phone: None,
            organisation: None,
            language: None,
            zone: Zone::UTC,
            country: None,
        };
        let newcomer = scene::person(&world.store, "newcomer", &[], noon()).await;
        enrol(&stage.house, person, noon()).await.expect("the address is proven");
        stage.file(&newcomer, about(azure, "azure", "billing", "Mine")).await.expect("the role holds");
        assert_eq!(stage.counted("SELECT COUNT(*) FROM subscription_invitation").await, 0);
        let emails: Vec<String> = holders().await.into_iter().map(|one| one.email).collect();
        assert!(emails.contains(&"newcomer@example.com".to_owned()) && !emails.contains(&"typo@example.com".to_owned()));
    }

    async fn only_an_owner_gives_roles_and_only_the_customers_head_office_delegates(world) {
        let stage = stage(&world).await;
        stage.give(&stage.james, &stage.azure, "kim", SubscriptionRole::Contributor).await.expect("a role");
        let by_kim = stage.give(&stage.kim, &stage.azure, "astrid", SubscriptionRole::Owner).await;
        assert_eq!(refusal(by_kim), Refusal::NotFound);
        let foreign = stage.give(&stage.kim, "s_00000000000000000000000000", "kim", SubscriptionRole::Owner).await;
        assert_eq!(refusal(foreign), Refusal::NotFound);
        for visit in [&stage.kim, &stage.astrid] {
            let by = By::Visit(visit);
            let refused = cloud::delegate(&stage.house, by, &stage.customer, "4648141").await;
            assert_eq!(refusal(refused), Refusal::NotFound);
            let own = subscription("Mine", "office-365", &stage.customer);
            assert_eq!(refusal(cloud::create(&stage.house, by, own).await), Refusal::NotFound);
        }
        let unknown = cloud::delegate(&stage.house, By::Visit(&stage.james), &stage.customer, "1").await;
        assert_eq!(refusal(unknown), Refusal::Cloud(Denial::PartnerUnknown));
        let james = stage.house.caller(&stage.james).await.expect("somebody");
        let gone = cloud::take(&stage.house, By::Visit(&stage.james), &stage.azure, james.key()).await;
        assert_eq!(refusal(gone), Refusal::Cloud(Denial::LastOwner));
        let less = stage.give(&stage.james, &stage.azure, "james", SubscriptionRole::Reader).await;
        assert_eq!(refusal(less), Refusal::Cloud(Denial::LastOwner));
        stage.give(&stage.james, &stage.azure, "kim", SubscriptionRole::Owner).await.expect("a second owner");
        cloud::take(&stage.house, By::Visit(&stage.kim), &stage.azure, james.key()).await.expect("he goes");
        assert_eq!(stage.counted("SELECT COUNT(*) FROM audit WHERE deed = 'subscription.role'").await, 5);
    }

    async fn a_subscription_is_of_one_product_whose_requests_are_made_here(world) {
        let stage = stage(&world).await;
        let free_for_paid = about(&stage.office, "azure", "billing", "Another's");
        let refused = refusal(stage.file(&stage.james, free_for_paid).await);
        assert_eq!(refused, Refusal::Cloud(Denial::OtherProduct));
        for product in ["windows-server", "azure-devops", "nothing"] {
            let made = cloud::create(&stage.house, desk(), subscription("No", product, &stage.customer)).await;
            assert_eq!(refusal(made), Refusal::NotFound, "{product}");
        }
    }

    async fn t05_a_technical_azure_request_is_paid_by_a_cloud_contract_and_by_no_other(world) {
        let stage = stage(&world).await;
        let core = ("0230242323", "partner-gold-20");
        let scs = ("0037481207", "scs-10");
        scene::contract(&stage.house, &stage.james, core, 20, 90).await;
        let cloud = scene::contract(&stage.house, &stage.james, scs, 10, 90).await;
        let technical = |contract: Option<&str>, title: &str| Answers {
            contract: contract.map(|access| format!("con_{access}")),
            ..about(&stage.azure, "azure", "technical", title)
        };
        let core = refusal(stage.file(&stage.james, technical(Some(core.0), "Core")).await);
        assert_eq!(core, Refusal::NotEligible(Reason::OnPremisesOnly));
        let without = refusal(stage.file(&stage.james, technical(None, "None")).await);
        assert_eq!(without.code(), "step_open");
        stage.file(&stage.james, technical(Some(scs.0), "Cloud")).await.expect("it is taken");
        assert_eq!(scene::left(&stage.house, cloud, noon()).await, 9);
        let billing = Answers {
            contract: Some(format!("con_{}", scs.0)),
            ..about(&stage.azure, "azure", "billing", "Invoice")
        };
        stage.file(&stage.james, billing).await.expect("it is free");
        assert_eq!(scene::left(&stage.house, cloud, noon()).await, 9);
    }
}
