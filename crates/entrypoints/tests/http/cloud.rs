//! The cloud area over HTTP: who makes requests about which subscription, with which plan, and what the others are told.

use actions::cloud;
use actions::contracts::{self, Order, Owner};
use actions::{By, MIGRATIONS, Visit};
use axum::http::StatusCode;
use domain::cloud::SubscriptionRole;
use domain::ids::{AccessId, ContractId};
use domain::time::Zone;
use store::testing::World;

use crate::stage::{Stage, address, operator};
use crate::support::{Browser, Page};

const SECRET: &str = "618761393031";
const SCS: &str = "0037481207";
const CORE: &str = "0230242323";
const LABEL: &str = "26 SCS – 4648141 – unk (0037xxxxx)";
const NEW: &str = "/cloud/requests/new";
const LINK: &str = "/cloud/benefits/links/new";

/// James, whose organisation has a subscription to Azure and one to Office 365; Kim and Astrid, who have none.
struct Cloud {
    stage: Stage,
    james: Visit,
    customer: String,
    azure: String,
    office: String,
}

impl Cloud {
    async fn open(world: &World) -> Self {
        let stage = Stage::open(world).await;
        let james = stage.person("james").await;
        stage.person("kim").await;
        stage.person("astrid").await;
        let customer = stage.organisation("Harbour Street", None, "james").await;
        stage
            .organisation("Nordhav", Some("4648141"), "astrid")
            .await;
        let azure = stage
            .subscription("Clinics", "azure", &customer, "james")
            .await;
        let office = stage
            .subscription("Mail", "office-365", &customer, "james")
            .await;
        Self {
            stage,
            james,
            customer,
            azure,
            office,
        }
    }

    async fn role(&self, name: &str, role: SubscriptionRole) {
        let by = By::Visit(&self.james);
        let given = cloud::give(&self.stage.house, by, &self.azure, address(name), role).await;
        given.expect("the role is given");
    }

    /// A contract of James's with a label in the cloud area; gives its opaque key.
    async fn issued(&self, offer: &str, access: &str) -> String {
        let caller = self
            .stage
            .house
            .caller(&self.james)
            .await
            .expect("somebody");
        let order = Order {
            offer: offer.to_owned(),
            owner: Owner::Account(caller.key().to_owned()),
            region: "emea".to_owned(),
            zone: Zone::named("Europe/London").expect("a zone"),
            start: Zone::UTC.date_of(self.stage.now()).plus_days(-30),
            last_day: None,
            pair: Some((
                AccessId::parse(access).expect("an Access ID"),
                ContractId::parse(SECRET).expect("a Contract ID"),
            )),
            partner_id: Some("4648141".to_owned()),
            country: None,
        };
        let key = contracts::issue(&self.stage.house, operator(), order)
            .await
            .expect("issued")
            .key;
        contracts::activate(&self.stage.house, operator(), &key)
            .await
            .expect("activated");
        key
    }
}

/// Types a pair on the page where benefits are linked.
async fn typed(browser: &mut Browser, access: &str, then: &str) -> Page {
    let fields = [
        ("access_id", access),
        ("contract_id", SECRET),
        ("then", then),
    ];
    browser.fill(LINK, &fields).await
}

/// Answers everything after the support plan and submits; gives the answer to the last button.
async fn finish(browser: &mut Browser, base: &str) -> Page {
    let contact = [
        ("name", "Kim"),
        ("email", "kim@example.com"),
        ("preferred", "email"),
        ("language", "en"),
        ("zone", "Europe/Stockholm"),
    ];
    let saved = browser.fill(&format!("{base}/contact"), &contact).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let described = [
        ("title", "The gateway drops packets"),
        ("description", "Since this morning."),
        ("severity", "C"),
        ("handling", "business_hours"),
    ];
    let saved = browser
        .fill(&format!("{base}/description"), &described)
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    browser
        .fill(&format!("{base}/check"), &[("agreement", "yes")])
        .await
}

/// Begins a request and chooses its service; gives the address of its draft.
async fn begun(browser: &mut Browser, issue: &str, subscription: &str, service: &str) -> String {
    let begun = browser
        .fill(
            NEW,
            &[
                ("customer", "own"),
                ("issue", issue),
                ("subscription", subscription),
            ],
        )
        .await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    let base = begun
        .location
        .strip_suffix("/category")
        .expect("the service comes next")
        .to_owned();
    let saved = browser
        .fill(&begun.location, &[("category", service)])
        .await;
    assert_eq!(saved.location, format!("{base}/self-help"));
    browser.fill(&saved.location, &[]).await;
    base
}

store::on_both_engines! { MIGRATIONS;
    async fn t05_an_on_premises_contract_is_refused_here_and_linked_for_others_by_a_button_of_its_own(world) {
        let cloud = Cloud::open(&world).await;
        let (core, scs) = (cloud.issued("partner-gold-20", CORE).await, cloud.issued("scs-10", SCS).await);
        cloud.role("kim", SubscriptionRole::Contributor).await;
        let mut browser = cloud.stage.browser("kim").await;
        browser.get(LINK).await.says("The plan can be used for Clinics.");
        let refused = typed(&mut browser, CORE, "").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused
            .says("Cannot be used for cloud requests: Partner Support Gold 20Pack covers on-premises products only.")
            .says("Link it for other requests");
        assert_eq!(browser.get(&format!("/contracts/{core}")).await.status, StatusCode::NOT_FOUND);
        browser.cookies.insert("language".to_owned(), "sv".to_owned());
        typed(&mut browser, CORE, "").await.says("Koppla det för andra ärenden")
            .says("Kan inte användas för molnärenden: Partner Support Gold 20Pack gäller bara lokala produkter.");
        browser.cookies.insert("language".to_owned(), "en".to_owned());
        typed(&mut browser, CORE, "others").await.says("It cannot be used for cloud requests.");
        assert_eq!(browser.get(&format!("/contracts/{core}")).await.status, StatusCode::OK);
        typed(&mut browser, SCS, "").await.says("can be used for cloud requests").says(LABEL)
            .says("Signature Cloud Support 10Pack");
        assert_eq!(browser.get(&format!("/contracts/{scs}")).await.status, StatusCode::OK, "a link holds everywhere");
        let base = begun(&mut browser, "technical", &cloud.azure, "networking").await;
        let plans = browser.get(&format!("{base}/contract")).await;
        plans.says(LABEL).says("Created 2026 · Signature Cloud Support 10Pack · partner 4648141");
        plans.says("Partner Support Gold 20Pack covers on-premises products only");
        let chosen = browser.fill(&format!("{base}/contract"), &[("contract", &core)]).await;
        assert_eq!(chosen.status, StatusCode::CONFLICT, "listed, and still not usable");
    }

    async fn a_technical_request_goes_from_the_cloud_area_to_its_list_and_draws_one_unit(world) {
        let cloud = Cloud::open(&world).await;
        let scs = cloud.issued("scs-10", SCS).await;
        let mut browser = cloud.stage.browser("james").await;
        browser.get("/cloud").await.says("Link existing benefits").says("Manage requests");
        browser.get("/cloud/subscriptions").await.says("Clinics").says("Owner");
        let base = begun(&mut browser, "technical", &cloud.azure, "networking").await;
        let saved = browser.fill(&format!("{base}/contract"), &[("contract", &scs)]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let submitted = finish(&mut browser, &base).await;
        assert!(submitted.location.ends_with("/submitted"), "{}", submitted.body);
        browser.get(&submitted.location).await.says("10 → 9");
        browser.get("/cloud/requests").await.says("The gateway drops packets").says("Clinics")
            .says("Networks and gateways");
        browser.get("/cloud/requests/export.csv?show=all").await.says("Networks and gateways");
        let number = submitted.location.trim_end_matches("/submitted").to_owned();
        browser.get(&number).await.says("Clinics");
        let elsewhere = browser.get(&format!("/cloud/requests?subscription={}", cloud.office)).await;
        assert!(!elsewhere.body.contains("The gateway drops packets"));
    }

    async fn office_365_needs_no_access_id_and_has_no_step_for_a_plan(world) {
        let cloud = Cloud::open(&world).await;
        let mut browser = cloud.stage.browser("james").await;
        browser.get(NEW).await.says("No Access ID is needed for Office 365.")
            .says("Only technical requests use an incident.");
        let base = begun(&mut browser, "technical", &cloud.office, "mail").await;
        let submitted = finish(&mut browser, &base).await;
        assert!(submitted.location.ends_with("/submitted"), "{}", submitted.body);
        let quota = [("customer", "own"), ("issue", "quota"), ("subscription", cloud.office.as_str())];
        let refused = browser.fill(NEW, &quota).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("Office 365 has no requests of that type. Select another one.");
        let nothing = browser.fill(NEW, &[("customer", "own")]).await;
        nothing.says("Select an issue type").says("Select a subscription");
    }

    async fn whoever_may_not_make_requests_is_told_why_in_both_languages(world) {
        let cloud = Cloud::open(&world).await;
        let mut browser = cloud.stage.browser("kim").await;
        browser.get("/cloud").await.says("You have no role on any subscription.");
        cloud.role("kim", SubscriptionRole::Reader).await;
        let sentence = "Your role Reader on Clinics cannot create requests. Owner, Contributor or Support Request Contributor can.";
        browser.get(NEW).await.says(sentence);
        let chosen = [("customer", "own"), ("issue", "billing"), ("subscription", cloud.azure.as_str())];
        let refused = browser.fill(NEW, &chosen).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says(sentence);
        browser.cookies.insert("language".to_owned(), "sv".to_owned());
        browser.get(NEW).await.says("Din roll Läsare i Clinics får inte skapa ärenden. Det får Ägare, Deltagare och Supportärendedeltagare.");
        let foreign = [("customer", "own"), ("issue", "billing"), ("subscription", cloud.office.as_str())];
        let refused = browser.fill(NEW, &foreign).await;
        refused.says("Välj en prenumeration");
    }

    async fn a_role_that_is_lost_while_the_request_is_written_stops_it_and_keeps_the_draft(world) {
        let cloud = Cloud::open(&world).await;
        cloud.role("kim", SubscriptionRole::Contributor).await;
        let mut browser = cloud.stage.browser("kim").await;
        let base = begun(&mut browser, "billing", &cloud.azure, "invoice").await;
        cloud.role("kim", SubscriptionRole::Reader).await;
        let refused = finish(&mut browser, &base).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("Your role Reader on Clinics cannot create requests.").says("The gateway drops packets");
        assert!(cloud.stage.texts("SELECT number FROM incident").await.is_empty());
        cloud.role("kim", SubscriptionRole::SupportRequestContributor).await;
        let taken = browser.fill(&format!("{base}/check"), &[("agreement", "yes")]).await;
        assert!(taken.location.ends_with("/submitted"), "{}", taken.body);
    }

    async fn a_partner_chooses_the_customer_first_and_needs_its_delegation(world) {
        let cloud = Cloud::open(&world).await;
        let mut owner = cloud.stage.browser("james").await;
        let page = format!("/cloud/subscriptions/{}", cloud.office);
        let unknown = owner.press(&page, &format!("{page}/delegations"), &[("partner_id", "1")]).await;
        unknown.says("No partner has that partner ID.");
        owner.press(&page, &format!("{page}/delegations"), &[("partner_id", "4648141")]).await;
        owner.get(&page).await.says("Nordhav");
        let mut partner = cloud.stage.browser("astrid").await;
        partner.get(NEW).await.says("Who is the request for?").says("Harbour Street");
        let of_customer = format!("{NEW}?customer={}", cloud.customer);
        let chosen = partner.get(&of_customer).await;
        chosen.says("The request is for Harbour Street.").says("Mail");
        chosen.says("You have no role on Clinics. Owner, Contributor or Support Request Contributor can create requests.");
        let fields = [("customer", cloud.customer.as_str()), ("issue", "billing"), ("subscription", &cloud.office)];
        let begun = partner.fill(&of_customer, &fields).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
        let delegation = cloud.stage.texts("SELECT key FROM delegation").await.remove(0);
        owner.press(&page, &format!("{page}/delegations/{delegation}/removal"), &[]).await;
        let refused = partner.get(&of_customer).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("You need delegated administration rights from Harbour Street.");
        partner.cookies.insert("language".to_owned(), "sv".to_owned());
        partner.get(&of_customer).await.says("Du behöver delegerad administratörsbehörighet hos Harbour Street.");
    }

    async fn an_owner_gives_and_takes_roles_on_the_page_of_the_subscription(world) {
        let cloud = Cloud::open(&world).await;
        let mut owner = cloud.stage.browser("james").await;
        let page = format!("/cloud/subscriptions/{}", cloud.azure);
        let roles = format!("{page}/roles");
        owner.press(&page, &roles, &[]).await.says("Enter an e-mail address").says("Select a role");
        let nobody = [("email", "nobody@example.com"), ("role", "reader")];
        let (unknown, known) = (
            owner.press(&page, &roles, &nobody).await,
            owner.press(&page, &roles, &[("email", "astrid@example.com"), ("role", "reader")]).await,
        );
        assert_eq!((unknown.status, &unknown.location), (known.status, &known.location), "one answer for both");
        let given = owner.get(&unknown.location).await;
        given.says("The role is given").says("nobody@example.com").says("astrid@example.com");
        let astrid = "SELECT a.key FROM account a WHERE a.name = 'astrid'";
        let astrid = cloud.stage.texts(astrid).await.remove(0);
        owner.press(&page, &format!("{roles}/{astrid}/removal"), &[]).await;
        owner.press(&page, &roles, &[("email", "kim@example.com"), ("role", "reader")]).await;
        let shown = owner.get(&page).await;
        shown.says("Remove the role of kim");
        let mut reader = cloud.stage.browser("kim").await;
        let seen = reader.get(&page).await;
        assert!(!seen.body.contains("Give a role"), "a reader gives none");
        let mut stranger = cloud.stage.browser("astrid").await;
        assert_eq!(stranger.get(&page).await.status, StatusCode::NOT_FOUND);
        let key = "SELECT a.key FROM account a WHERE a.name IN ('kim', 'james') ORDER BY a.name";
        let keys = cloud.stage.texts(key).await;
        let last = owner.press(&page, &format!("{roles}/{}/removal", keys[0]), &[]).await;
        last.says("A subscription needs an owner. Make somebody else an owner first.");
        owner.press(&page, &format!("{roles}/{}/removal", keys[1]), &[]).await;
        assert_eq!(reader.get(&page).await.status, StatusCode::NOT_FOUND);
    }

    async fn what_was_typed_in_the_wizard_comes_along_to_the_cloud_area(world) {
        let cloud = Cloud::open(&world).await;
        let mut browser = cloud.stage.browser("james").await;
        let draft = cloud.stage.server(&cloud.james, "con_none").await;
        let moved = browser.fill(&format!("{}/product", draft.base), &[("product", "azure")]).await;
        assert_eq!(moved.location, format!("{}/cloud", draft.base));
        let along = format!("{NEW}?draft={}", draft.key);
        browser.get(&moved.location).await.says(&format!("href=\"{along}\""));
        let open = browser.get(&along).await;
        let fields = [("customer", "own"), ("draft", draft.key.as_str()), ("issue", "billing"),
            ("subscription", cloud.azure.as_str())];
        let begun = browser.send_form(&open, NEW, &fields).await;
        assert_eq!(begun.location, format!("{}/category", draft.base), "{}", begun.body);
        browser.fill(&begun.location, &[("category", "invoice")]).await;
        browser.get(&format!("{}/description", draft.base)).await.says("It stops at the logo.");
        let stale = browser.send_form(&open, NEW, &[fields[0], fields[1], ("issue", "quota"), fields[3]]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.location);
        stale.says("The draft was changed elsewhere and says now:").says("Clinics").says("value=\"quota\" checked");
        let again = browser.send_form(&stale, NEW, &[fields[0], fields[1], ("issue", "quota"), fields[3]]).await;
        assert_eq!(again.location, format!("{}/category", draft.base), "{}", again.body);
    }
}
