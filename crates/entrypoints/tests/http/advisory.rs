//! Advice over HTTP: asked for, estimated, approved, delivered and closed, and what is another's.

use actions::MIGRATIONS;
use actions::testing::scene;
use axum::http::StatusCode;

use crate::requests::scene as portal;
use crate::support::{Browser, Page};

const HOURS: &str = "0088163423";

/// What Kim types.
const TYPED: [(&str, &str); 9] = [
    ("subject", "Two <b>sites</b>"),
    ("product", "windows-server"),
    ("goal", "One *domain* over two sites."),
    ("least", "1"),
    ("most", "2,5"),
    ("contract", "con_0088163423"),
    ("name", "Kim"),
    ("email", "kim@example.com"),
    ("phone", ""),
];

/// The form with `field` as `value`, to be shown once more or sent.
fn typed<'a>(field: &'a str, value: &'a str, then: &'a str) -> Vec<(&'a str, &'a str)> {
    let others = TYPED.into_iter().filter(|(name, _)| *name != field);
    let mut fields: Vec<_> = others.collect();
    fields.extend([(field, value), ("then", then)]);
    fields.retain(|(name, _)| !name.is_empty());
    fields
}

async fn ask(kim: &mut Browser) -> Page {
    kim.press("/advisory/new", "/advisory/new", &typed("", "", "send"))
        .await
}

store::on_both_engines! { MIGRATIONS;
    async fn advice_is_asked_for_estimated_approved_delivered_and_closed(world) {
        let mut scene = portal(&world).await;
        let (kim, erin) = (&mut scene.kim, &mut scene.erin);
        kim.get("/advisory/new").await.says("No contract with hours");
        scene::contract(&scene.house, &scene.customer, (HOURS, "advisory-gold-50h"), 600, 100).await;
        kim.get("/advisory/new").await.says("10 hours left").says("checked");
        let checked = kim.press("/advisory/new", "/advisory/new", &typed("", "", "")).await;
        assert_eq!(checked.status, StatusCode::OK, "{}", checked.body);
        checked.says("About 2.5 hours will be reserved").says("Two &#60;b&#62;sites");
        let changed = kim.send_form(&checked, "/advisory/new", &typed("", "", "change")).await;
        changed.says("value=\"2,5\"");
        let sent = kim.send_form(&checked, "/advisory/new", &typed("", "", "send")).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let again = kim.send_form(&checked, "/advisory/new", &typed("", "", "send")).await;
        assert_eq!(again.location, sent.location, "sent twice, asked once");
        kim.get(&sent.location).await.says("ADV-");

        let number = sent.location.split('/').nth(2).expect("a number").to_owned();
        let (page, desk) = (format!("/requests/{number}"), format!("/desk/requests/{number}"));
        let shown = kim.get(&page).await;
        shown.says("Waiting for an estimate").says("1 hour to 2.5 hours").says("<em>domain</em>");
        for wrong in ["Severity", "incident"] {
            assert!(!shown.body.contains(wrong), "{wrong} is said of advice");
        }
        let early = [("delivered_hours", "1"), ("delivered_on", "2026-11-24"), ("delivered_words", "Talk"), ("seen", "9")];
        let refused = erin.press(&desk, &format!("{desk}/deliveries"), &early).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        refused.says("Send a higher estimate first");

        let estimate = [("estimate_hours", "2"), ("estimate_words", "A *workshop*.")];
        let sent = erin.press(&desk, &format!("{desk}/estimate"), &estimate).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        erin.get(&sent.location).await.says("The customer has been asked to approve the estimate.");
        let asked = kim.get(&page).await;
        asked.says("Approve and reserve 2 hours").says("<em>workshop</em>").says("0088163423");
        let stale = [("answer", "approve"), ("minutes", "60")];
        let refused = kim.send_form(&asked, &format!("{page}/approval"), &stale).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "an estimate that was not shown");
        let approve = [("answer", "approve"), ("minutes", "120")];
        let approved = kim.send_form(&asked, &format!("{page}/approval"), &approve).await;
        assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.body);
        kim.get(&approved.location).await.says("the hours are reserved").says("8 hours");

        let seen = erin.get(&desk).await.hidden("seen");
        let worked = [("delivered_hours", "1:30"), ("delivered_on", "2026-11-24"), ("delivered_words", "Drew it"), ("seen", seen.as_str())];
        let logged = erin.press(&desk, &format!("{desk}/deliveries"), &worked).await;
        assert_eq!(logged.status, StatusCode::SEE_OTHER, "{}", logged.body);
        kim.get(&page).await.says("1.5 hours").says("Delivered advice").says("Drew it");
        let closure = format!("{desk}/closure");
        erin.get(&closure).await.says("8 hours left → 8.5 hours left").says("8 hours left → 10 hours left");
        let closed = [("disposition", "solved"), ("words", "Goodbye")];
        assert_eq!(erin.press(&closure, &closure, &closed).await.status, StatusCode::SEE_OTHER);
        kim.get(&page).await.says("Closed: Solved. 1.5 hours used, 0.5 hours released.");
        kim.get("/contracts").await.says("8.5 hours left");
        let mailbox = kim.get("/dev/mail").await;
        mailbox.says("An estimate of 2 hours for you to approve").says("1.5 hours of advice delivered");
    }

    async fn the_check_promises_no_hours_that_are_not_left(world) {
        let mut scene = portal(&world).await;
        let kim = &mut scene.kim;
        scene::contract(&scene.house, &scene.customer, (HOURS, "advisory-gold-50h"), 90, 100).await;
        let checked = kim.press("/advisory/new", "/advisory/new", &typed("", "", "")).await;
        assert_eq!(checked.status, StatusCode::OK, "{}", checked.body);
        checked.says("only 1.5 hours are left on the contract");
        let refused = kim.press("/advisory/new", "/advisory/new", &typed("least", "2", "")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("At most 1.5 hours can be reserved").says("href=\"#least\"").says("value=\"2,5\"");
    }

    async fn bad_input_is_said_at_its_field_with_all_that_was_typed(world) {
        let mut scene = portal(&world).await;
        scene::contract(&scene.house, &scene.customer, (HOURS, "advisory-gold-50h"), 600, 100).await;
        let kim = &mut scene.kim;
        for (field, value, said) in [
            ("subject", "", "Enter a subject"),
            ("product", "nothing", "Select the product"),
            ("goal", " ", "Say what you want to reach"),
            ("least", "soon", "Enter hours, for example"),
            ("most", "26", "An engagement is at most 25 hours"),
            ("most", "0.5", "The most cannot be less than the least"),
            ("from", "tomorrow", "Enter a day"),
            ("contract", "", "Select a contract with hours"),
            ("email", "kim", "Enter an e-mail address"),
            ("phone", "12", "Enter a phone number"),
            ("name", "", "Enter your name"),
        ] {
            let form = typed(field, value, "send");
            let refused = kim.press("/advisory/new", "/advisory/new", &form).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            refused.says(said).says(&format!("href=\"#{field}\"")).says("<title>Error: ");
            let kept = if field == "subject" { "value=\"2,5\"" } else { "Two &#60;b&#62;sites" };
            refused.says(kept);
        }
        let much = kim.press("/advisory/new", "/advisory/new", &typed("least", "11", "send")).await;
        much.says("The most cannot be less than the least");
        let odd = [typed("", "", "send"), vec![("price", "0")]].concat();
        let unknown = kim.press("/advisory/new", "/advisory/new", &odd).await;
        assert_eq!(unknown.status, StatusCode::BAD_REQUEST, "a field that the page does not have");
    }

    async fn what_is_another_s_or_of_another_kind_is_not_there(world) {
        let mut scene = portal(&world).await;
        scene::contract(&scene.house, &scene.customer, (HOURS, "advisory-gold-50h"), 600, 100).await;
        let incident = scene.submitted("An incident").await;
        let sent = ask(&mut scene.kim).await;
        let number = sent.location.split('/').nth(2).expect("a number").to_owned();
        let mut stranger = Browser::new(&scene.site);
        assert_eq!(stranger.get("/advisory/new").await.status, StatusCode::UNAUTHORIZED);
        stranger.sign_in(&scene.house, "stranger@example.com").await;
        let form = typed("", "", "send");
        let foreign = stranger.press("/advisory/new", "/advisory/new", &form).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND, "a contract of Kim's");
        let estimate = [("estimate_hours", "2"), ("estimate_words", "Work")];
        let delivery = [("delivered_hours", "1"), ("delivered_on", "2026-11-24"), ("delivered_words", "Talk"), ("seen", "9")];
        let answer = [("answer", "approve"), ("minutes", "120")];
        for (path, fields) in [
            (format!("/requests/{number}/approval"), &answer[..]),
            (format!("/desk/requests/{number}/estimate"), &estimate[..]),
            (format!("/desk/requests/{number}/deliveries"), &delivery[..]),
        ] {
            let other = path.replace(&number, &incident);
            for path in [&path, &other] {
                let tried = stranger.press("/requests", path, fields).await;
                assert_eq!(tried.status, StatusCode::NOT_FOUND, "{path}");
            }
            let tried = scene.kim.press("/requests", &other, fields).await;
            assert_eq!(tried.status, StatusCode::NOT_FOUND, "{other} is no advice");
        }
        let renamed = incident.replace("INC-", "ADV-");
        for path in [format!("/requests/{renamed}"), format!("/requests/{renamed}/submitted"), format!("/requests/{renamed}/download")] {
            assert_eq!(scene.kim.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let desk = format!("/desk/requests/{renamed}");
        assert_eq!(scene.erin.get(&desk).await.status, StatusCode::NOT_FOUND);
    }
}
