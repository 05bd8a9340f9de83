//! Buying over HTTP: the payment step, the form of an order, invoices, and what the payment provider tells.

use std::fmt::Write as _;

use actions::MIGRATIONS;
use actions::testing::noon;
use actions::testing::scene;
use axum::http::{Request, StatusCode, header};
use domain::account::Role;
use entrypoints::orders::Buying;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use store::testing::World;
use web_kit::payment::{Provider, Reach, Settings, Stripe};

use crate::stage::Stage;
use crate::support::{Browser, Page, selling_portal};

const SECRET: &str = "whsec_of_this_test";
/// A single incident, as the payment step offers it.
const BUY: (&str, &str) = ("contract", "buy-single-incident");

/// A stage where invoices can be asked for.
pub async fn shop(world: &World) -> Stage {
    let mut stage = Stage::open(world).await;
    let buying = Buying {
        invoice: true,
        card: None,
    };
    stage.portal = selling_portal(&stage.house, buying);
    stage
}

/// A stage where cards are taken, by a provider that does not answer.
async fn card_shop(world: &World) -> Stage {
    let mut stage = Stage::open(world).await;
    let stripe = Stripe::new(Settings {
        endpoint: "http://127.0.0.1:9".to_owned(),
        key: "sk_test".to_owned(),
        webhook_secret: SECRET.to_owned(),
        reach: Reach::Loopback,
    });
    let buying = Buying {
        invoice: false,
        card: Some(Provider::Stripe(stripe.expect("a provider"))),
    };
    stage.portal = selling_portal(&stage.house, buying);
    stage
}

/// What is filled in for a five-pack.
fn five_pack(way: &'static str) -> [(&'static str, &'static str); 6] {
    [
        ("offer", "five-pack"),
        ("quantity", "1"),
        ("region", "emea"),
        ("reference", "PO 4711"),
        ("way", way),
        ("draft", ""),
    ]
}

fn path(page: &Page) -> String {
    let (path, _) = page.location.split_once('?').expect("an order's page");
    assert!(path.starts_with("/orders/r_"), "{path}");
    path.to_owned()
}

/// Tells what the provider would, signed at noon with `secret`.
async fn told(stage: &Stage, body: &str, secret: &str) -> Page {
    let seconds = noon().0 / 1_000_000;
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key");
    mac.update(format!("{seconds}.{body}").as_bytes());
    let mut tag = String::new();
    for byte in mac.finalize().into_bytes() {
        let _ = write!(tag, "{byte:02x}");
    }
    let request = Request::post("/payments/stripe")
        .header(header::CONTENT_TYPE, "application/json")
        .header("stripe-signature", format!("t={seconds},v1={tag}"));
    Browser::new(&stage.portal)
        .send(request, body.to_owned())
        .await
}

fn paid(order: &str, amount: i64, currency: &str) -> String {
    format!(
        r#"{{"type":"payment_intent.succeeded","data":{{"object":{{"id":"pi_{amount}{currency}","amount":{amount},
        "amount_received":{amount},"currency":"{currency}","metadata":{{"order":"{order}"}}}}}}}}"#
    )
}

store::on_both_engines! { MIGRATIONS;
    async fn what_is_bought_in_the_payment_step_pays_for_the_draft(world) {
        let stage = shop(&world).await;
        let kim = stage.person("kim").await;
        scene::person(&stage.store, "sanna", &[Role::ServiceCentre], noon()).await;
        let (mut kim_browser, mut officer) = (stage.browser("kim").await, stage.browser("sanna").await);
        let step = stage.unpaid(&kim).await;
        kim_browser.get(&step).await
            .says("Buy Professional Support, single incident")
            .says("SEK\u{a0}6,237.50 including VAT");
        let chosen = kim_browser.fill(&step, &[BUY]).await;
        assert!(chosen.location.starts_with("/orders/new?offer=single-incident&draft=d_"), "{}", chosen.location);
        let form = kim_browser.get(&chosen.location).await;
        form.says("SEK\u{a0}4,990").says("SEK\u{a0}1,247.50 (25%)").says("SEK\u{a0}6,237.50");
        assert!(!form.body.contains("Advanced Support for Partners"), "it does not cover the product");
        let draft = form.hidden("draft");
        let filled = [
            ("offer", "single-incident"), ("quantity", "1"), ("region", "emea"), ("reference", ""),
            ("way", "invoice"), ("draft", draft.as_str()),
        ];
        let order = path(&kim_browser.send_form(&form, "/orders/new", &filled).await);
        kim_browser.get(&order).await.says("Awaiting payment").says("We send you an invoice").says(&step);
        kim_browser.get(&step).await.says("is waiting to be paid");

        let desk = officer.get("/service-centre/orders").await;
        let at_desk = format!("/service-centre{order}");
        desk.says(&at_desk).says("SEK\u{a0}6,237.50");
        officer.get(&at_desk).await.says("Awaiting payment → Delivered");
        let unexplained = officer.fill(&at_desk, &[("decision", "pay"), ("reason", " ")]).await;
        assert_eq!(unexplained.status, StatusCode::UNPROCESSABLE_ENTITY);
        unexplained.says("Enter a reason");
        let decided = officer.fill(&at_desk, &[("decision", "pay"), ("reason", "Bank 24 Nov")]).await;
        assert_eq!(decided.location, format!("{at_desk}?done=yes"));
        let delivered = kim_browser.get(&order).await;
        delivered.says("is active.").says(&step);
        let step = kim_browser.get(&step).await;
        step.says("The contract that you bought is selected below.");
        let contract = stage.texts("SELECT key FROM contract").await.remove(0);
        step.says(&format!("value=\"{contract}\" checked"));
        officer.get(&at_desk).await.says("Refund").says("Delivered → Being refunded");
    }

    async fn where_buying_is_off_nothing_leads_to_it(world) {
        let stage = Stage::open(&world).await;
        let kim = stage.person("kim").await;
        let mut browser = stage.browser("kim").await;
        let step = stage.unpaid(&kim).await;
        let page = browser.get(&step).await;
        assert!(!page.body.contains("buy-"), "{}", page.body);
        page.says("You have no contracts yet. Enter an Access ID and a Contract ID.");
        assert_eq!(browser.fill(&step, &[BUY]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!browser.get("/contracts").await.body.contains("/orders"));
        assert_eq!(browser.get("/orders/new").await.status, StatusCode::NOT_FOUND);
        let form = browser.get("/status").await;
        let forced = browser.send_form(&form, "/orders/new", &five_pack("invoice")).await;
        assert_eq!(forced.status, StatusCode::NOT_FOUND);
        assert_eq!(told(&stage, "{}", SECRET).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_form_that_says_nothing_of_use_keeps_what_was_typed(world) {
        let stage = shop(&world).await;
        stage.person("kim").await;
        let mut browser = stage.browser("kim").await;
        let wrong = [
            ("offer", "partner-gold-20"), ("quantity", "many"), ("region", "moon"), ("reference", "Ärende 7"),
            ("way", "card"), ("draft", ""),
        ];
        let page = browser.fill("/orders/new", &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says("<title>Error: ")
            .says("Select what to buy")
            .says("Enter a quantity from 1 to 100")
            .says("Select a region")
            .says("Select how to pay")
            .says("value=\"many\"")
            .says("Ärende 7");
        let mut swedish = browser.clone();
        swedish.accepts = "sv";
        let unlimited = [
            ("offer", "asfp-unlimited"), ("quantity", "1"), ("region", "emea"), ("reference", ""),
            ("way", "invoice"), ("draft", ""),
        ];
        let page = browser.fill("/orders/new", &unlimited).await;
        page.says("Select what to buy");
        assert!(!page.body.contains("Advanced Support for Partners"), "it is for partners with a membership");
        let counted = [&five_pack("invoice")[..], &[("then", "price")]].concat();
        let page = browser.fill("/orders/new", &counted).await;
        assert_eq!(page.status, StatusCode::OK);
        page.says("SEK\u{a0}24,937.50");
        let stranger = [&five_pack("invoice")[..], &[("price", "1")]].concat();
        assert_eq!(browser.fill("/orders/new", &stranger).await.status, StatusCode::BAD_REQUEST);
        assert!(stage.texts("SELECT key FROM purchase").await.is_empty());
    }

    async fn t12_a_form_of_an_order_that_is_sent_twice_leads_to_one_order(world) {
        let stage = shop(&world).await;
        stage.person("kim").await;
        let mut browser = stage.browser("kim").await;
        let form = browser.get("/orders/new?offer=five-pack").await;
        let first = path(&browser.send_form(&form, "/orders/new", &five_pack("invoice")).await);
        let again = path(&browser.send_form(&form, "/orders/new", &five_pack("invoice")).await);
        assert_eq!(first, again);
        let mut more = five_pack("invoice");
        more[1] = ("quantity", "7");
        let used = browser.send_form(&form, "/orders/new", &more).await;
        assert_eq!(used.status, StatusCode::CONFLICT);
        used.says("An order with other contents was placed").says("value=\"7\"").says("PO 4711");
        assert_ne!(used.hidden("form_key"), form.hidden("form_key"));
        let second = path(&browser.send_form(&used, "/orders/new", &more).await);
        assert_ne!(first, second);
        let mut stale = browser.get("/orders/new?offer=five-pack").await;
        stale.body = stale.body.replace("five-pack@1", "five-pack@0");
        let changed = browser.send_form(&stale, "/orders/new", &five_pack("invoice")).await;
        assert_eq!(changed.status, StatusCode::CONFLICT, "what was shown binds");
        changed.says("has changed since you opened the form").says("SEK\u{a0}24,937.50");
        browser.get("/orders").await.says(&first);
        let cancelled = browser.press(&first, &format!("{first}/cancellation"), &[]).await;
        browser.get(&cancelled.location).await.says("The order is cancelled.").says("Failed");
        let refused = browser.press(&first, &format!("{first}/refund"), &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.says("The order has changed meanwhile");
    }

    async fn only_what_the_provider_signed_pays(world) {
        let stage = card_shop(&world).await;
        stage.person("kim").await;
        let mut browser = stage.browser("kim").await;
        let placed = browser.fill("/orders/new", &five_pack("card")).await;
        let order = path(&placed);
        browser.get(&placed.location).await.says("The payment page cannot be reached right now.");
        let key = order.rsplit('/').next().expect("a key");
        let right = paid(key, 2_493_750, "sek");
        for (body, secret, status) in [
            (right.as_str(), "whsec_guessed", 400),
            ("{", SECRET, 400),
            ("[]", SECRET, 400),
            (r#"{"type":"customer.created","data":{"object":{}}}"#, SECRET, 204),
        ] {
            assert_eq!(told(&stage, body, secret).await.status.as_u16(), status, "{body}");
        }
        let unsigned = Request::post("/payments/stripe");
        assert_eq!(browser.send(unsigned, right.clone()).await.status, StatusCode::BAD_REQUEST);
        let returned = browser.get(&format!("{order}?done=returned")).await;
        returned.says("Awaiting payment").says("we are waiting for the confirmation");
        assert_eq!(told(&stage, &paid(key, 100, "sek"), SECRET).await.status, StatusCode::NO_CONTENT);
        browser.get(&order).await.says("Failed").says("SEK\u{a0}1 came in, which is not what the order costs.");
        for _ in 0..3 {
            assert_eq!(told(&stage, &right, SECRET).await.status, StatusCode::NO_CONTENT);
        }
        browser.get(&order).await.says("is active.");
        assert_eq!(stage.texts("SELECT key FROM contract").await.len(), 1);
        let contract = stage.texts("SELECT key FROM contract").await.remove(0);
        let kim = scene::person(&stage.store, "robin", &[], noon()).await;
        drop(kim);
        let mut robin = stage.browser("robin").await;
        assert_eq!(robin.get(&order).await.status, StatusCode::NOT_FOUND);
        assert_eq!(robin.get(&format!("/service-centre{order}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(robin.get(&format!("/contracts/{contract}")).await.status, StatusCode::NOT_FOUND);
        let refunded = browser.press(&order, &format!("{order}/refund"), &[]).await;
        browser.get(&refunded.location).await.says("Being refunded").says("the money is on its way back");
    }
}
