//! One gate: what is another's shows itself nowhere and cannot be acted on, by whatever page, and looks like nothing.

use std::collections::BTreeMap;

use actions::cloud;
use actions::contracts::{self, Change, Changed, Wish};
use actions::files::{self, Target};
use actions::known_problems::{self, Told};
use actions::testing::noon;
use actions::testing::scene::{self, left};
use actions::{MIGRATIONS, Visit, purchases};
use axum::http::StatusCode;
use domain::account::Role;
use domain::ids::EmailAddress;
use domain::order::Way;
use domain::response::Severity;

use store::Fault;

use crate::places::{Objects, patterns};
use crate::stage::{ACCESS, PAIR, Stage, operator};
use crate::support::{Browser, Page};

/// An Access ID that is no example of any page.
const OTHER: &str = "0451177307";
/// Words that stand in everything of Kim's, and nowhere else.
const SESAME: &str = "Sesamfrö";

/// Everything of Kim's that an address can name.
async fn objects(stage: &Stage, kim: &Visit) -> Objects {
    let contract = stage.issued(kim, "partner-gold-20", PAIR, -30).await;
    let mut answers = scene::answers(ACCESS, Severity::B, SESAME);
    answers.contract = Some(contract.clone());
    SESAME.clone_into(&mut answers.description);
    let receipt = scene::submit(&stage.house, kim, answers)
        .await
        .expect("it is taken");
    let draft = stage.server(kim, &contract).await.key;
    let target = Target::Draft(draft.clone());
    let file = files::begin(&stage.house, kim, target, format!("{SESAME}.log"), 9)
        .await
        .expect("it is begun");
    let address = EmailAddress::parse("invited@example.com").expect("an address");
    contracts::share(&stage.house, kim, &contract, address, SESAME)
        .await
        .expect("it is sent");
    let invitation = stage.texts("SELECT key FROM invitation").await.remove(0);
    let problem = known_problems::mint(&stage.house);
    let told = Told {
        product: None,
        words: BTreeMap::new(),
        began: noon(),
    };
    known_problems::say(&stage.house, operator(), problem, told)
        .await
        .expect("it is told");
    let order = ordered(stage, kim).await;
    let person = stage
        .texts("SELECT key FROM account WHERE name = 'kim'")
        .await
        .remove(0);
    let customer = stage.organisation(SESAME, None, "kim").await;
    stage
        .organisation("Nordhav", Some("4648141"), "nobody")
        .await;
    let subscription = stage.subscription(SESAME, "azure", &customer, "kim").await;
    let delegation = cloud::delegate(&stage.house, operator(), &customer, "4648141")
        .await
        .expect("it is delegated");
    let adjustment = adjustment(stage, &contract).await;
    Objects {
        adjustment,
        subscription,
        delegation,
        draft,
        contract,
        request: scene::number(&receipt),
        order,
        file,
        token: contracts::invitation_token(&stage.house, &invitation),
        invitation,
        person,
        problem: problem.to_string(),
    }
}

/// A five-pack that waits to be paid by invoice.
async fn ordered(stage: &Stage, kim: &Visit) -> String {
    let order = purchases::Order {
        once: "gate".to_owned(),
        offer: "five-pack".to_owned(),
        version: 1,
        quantity: 1,
        location: None,
        region: "emea".to_owned(),
        reference: SESAME.to_owned(),
        way: Way::Invoice,
        draft: None,
    };
    let placed = purchases::place(&stage.house, kim, order).await;
    placed.expect("it is placed")
}

/// Units on the contract that a second person has to decide about.
async fn adjustment(stage: &Stage, contract: &str) -> String {
    let vera = scene::person(&stage.store, "vera", &[Role::Supervisor], noon()).await;
    let wish = Wish {
        change: Change::Adjust(30),
        reason: SESAME.to_owned(),
        once: "gate".to_owned(),
    };
    let asked = contracts::change(&stage.house, &vera, contract, wish).await;
    match asked {
        Ok(Changed::Asked(adjustment)) => adjustment,
        other => panic!("not asked: {other:?}"),
    }
}

/// What can be counted of everything that a deed could change.
async fn traces(stage: &Stage) -> Vec<String> {
    let counted = "
        SELECT 'draft ' || COALESCE(SUM(version), 0) || ' ' || COUNT(ended_at) FROM draft
        UNION ALL SELECT 'incident ' || COUNT(*) || ' ' || COUNT(engineer) FROM incident
        UNION ALL SELECT 'event ' || COUNT(*) FROM event
        UNION ALL SELECT 'transfer ' || COUNT(*) FROM transfer
        UNION ALL SELECT 'link ' || COUNT(*) || ' ' || COUNT(ended_at) FROM link
        UNION ALL SELECT 'invitation ' || COUNT(*) || ' ' || COUNT(used_at) || ' ' || COUNT(withdrawn_at) FROM invitation
        UNION ALL SELECT 'file ' || COUNT(*) || ' ' || COUNT(removed_at) FROM file
        UNION ALL SELECT 'role ' || COUNT(*) || ' ' || COUNT(ended_at) FROM subscription_role
        UNION ALL SELECT 'delegation ' || COUNT(*) || ' ' || COUNT(ended_at) FROM delegation
        UNION ALL SELECT 'letter ' || COUNT(*) FROM letter
        UNION ALL SELECT 'known_problem ' || SUM(version) || ' ' || COUNT(ended_at) FROM known_problem
        UNION ALL SELECT 'purchase ' || COUNT(paid_at) || ' ' || COUNT(failed_at) FROM purchase
        UNION ALL SELECT 'reveal ' || COUNT(*) FROM audit WHERE deed LIKE 'contract.%'
        UNION ALL SELECT 'adjustment ' || COUNT(decided_at) FROM adjustment";
    stage.texts(counted).await
}

/// A page without its own address and what is new on every page.
fn bare(page: &Page, path: &str) -> (StatusCode, String) {
    let body = page.body.replace(&page.hidden("csrf"), "");
    let encoded: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
    let strict = path
        .replace('/', "%2F")
        .replace('_', "%5F")
        .replace('-', "%2D")
        .replace('.', "%2E");
    (
        page.status,
        body.replace(path, "")
            .replace(&encoded, "")
            .replace(&strict, ""),
    )
}

store::on_both_engines! { MIGRATIONS;
    /// The naive page checks who may press its button, and forgets who may look, or the other way round.
    async fn t13_no_page_shows_or_does_what_is_anothers(world) {
        let stage = Stage::open(&world).await;
        let (kim, _) = (stage.person("kim").await, stage.person("robin").await);
        scene::person(&stage.store, "erin", &[Role::Engineer], noon()).await;
        let (real, nobody) = (objects(&stage, &kim).await, Objects::of_nobody());
        let before = traces(&stage).await;
        let patterns = patterns();
        let mut guests = [
            ("a visitor", Browser::new(&stage.portal)),
            ("somebody else", stage.browser("robin").await),
            ("an engineer without a passkey", stage.browser("erin").await),
        ];
        let without_passkeys = "UPDATE session SET passkey_at = NULL";
        let undone = stage.store.write::<_, Fault, _>(move |tx| tx.execute(without_passkeys, &[])).await;
        undone.expect("the sessions are there");
        for (who, browser) in &mut guests {
            let form = browser.get("/status").await;
            let mut seen = 0;
            for pattern in &patterns {
                let (Some(path), Some(other)) = (real.fill(pattern), nobody.fill(pattern)) else { continue };
                seen += 1;
                let at = |what: &str| format!("{who} {what} {pattern}");
                let (shown, unknown) = (browser.get(&path).await, browser.get(&other).await);
                assert!(!shown.body.contains(SESAME) && !shown.body.contains(PAIR.0), "{}", at("sees"));
                assert_eq!(bare(&shown, &path), bare(&unknown, &other), "{}", at("tells unknown from foreign at"));
                assert!(shown.status.is_client_error(), "{} {}", at("gets"), shown.status);
                let (done, unknown) = (
                    browser.send_form(&form, &path, &[]).await,
                    browser.send_form(&form, &other, &[]).await,
                );
                assert!(done.status.is_client_error(), "{} {}", at("does"), done.status);
                assert_eq!(bare(&done, &path), bare(&unknown, &other), "{}", at("tells unknown from foreign doing"));
            }
            assert!(seen > 40, "{seen} places name something");
            let everywhere = ["/", "/requests", "/requests?status=all", "/requests/export.csv", "/requests/new", "/contracts", "/orders",
                "/cloud", "/cloud/subscriptions", "/cloud/requests", "/cloud/requests/new", "/cloud/benefits/links/new"];
            for page in everywhere {
                let page = browser.get(page).await;
                assert!(!page.body.contains(SESAME) && !page.body.contains(PAIR.0), "{who}: {}", page.body);
            }
        }
        assert_eq!(traces(&stage).await, before, "nothing has been done");
        let letters = stage.texts("SELECT DISTINCT address FROM letter ORDER BY address").await;
        assert_eq!(letters, ["invited@example.com", "kim@example.com"], "nor told to anybody else");
    }

    /// The naive page forbids what it does not list, and the action takes what the form says.
    async fn t13_a_form_that_names_anothers_contract_charges_nothing(world) {
        let stage = Stage::open(&world).await;
        let (kim, robin) = (stage.person("kim").await, stage.person("robin").await);
        let contract = stage.contract(&kim, OTHER, 20).await;
        let mut browser = stage.browser("robin").await;
        let ready = stage.ready(&robin, crate::stage::SERVER, None).await;
        let path = format!("{}/contract", ready.base);
        for key in ["con_0451177307", "con_0000000000", "c_00000000000000000000000000"] {
            let refused = browser.fill(&path, &[("contract", key)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{key}");
            refused.says("Select a contract or another way to pay");
        }
        let forced = stage.server(&robin, "con_0451177307").await;
        let refused = browser.fill(&format!("{}/check", forced.base), &[("agreement", "yes")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "a draft that was made to name it is stopped at the gate");
        assert!(!refused.body.contains(OTHER), "{}", refused.body);
        assert_eq!(left(&stage.house, contract, noon()).await, 20);
    }

    /// The naive wizard redirects at its first page alone.
    async fn t13_a_cloud_product_is_handed_over_from_every_step_and_never_charged_here(world) {
        let stage = Stage::open(&world).await;
        let kim = stage.person("kim").await;
        let contract = stage.contract(&kim, ACCESS, 20).await;
        let ready = stage.server(&kim, "con_0230242323").await;
        let mut browser = stage.browser("kim").await;
        let check = browser.get(&format!("{}/check", ready.base)).await;
        let moved = browser.fill(&format!("{}/product", ready.base), &[("product", "azure")]).await;
        let cloud = format!("{}/cloud", ready.base);
        assert_eq!(moved.location, cloud);
        browser.get(&cloud).await.says("is a cloud product").says("It stops at the logo.");
        for step in ["use", "problem", "self-help", "contract", "contact", "description", "check"] {
            let page = browser.get(&format!("{}/{step}", ready.base)).await;
            assert_eq!((page.status, page.location.as_str()), (StatusCode::SEE_OTHER, cloud.as_str()), "{step}");
        }
        let forged = browser.send_form(&check, &format!("{}/check", ready.base), &[("agreement", "yes")]).await;
        assert_ne!(forged.location, "", "{}", forged.body);
        assert!(!forged.location.ends_with("/submitted"));
        assert!(stage.texts("SELECT number FROM incident").await.is_empty());
        assert_eq!(left(&stage.house, contract, noon()).await, 20);
    }
}
