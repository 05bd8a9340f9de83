//! Pages of requests and the desk over HTTP, and the letters that follow.

use std::sync::Arc;

use actions::testing::{house, noon, scene};
use actions::{House, MIGRATIONS, Visit};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::account::Role;
use domain::response::Severity;
use entrypoints::{App, Settings};
use store::testing::World;
use tower::ServiceExt as _;
use web_kit::host::{BaseUrl, Site};
use web_kit::session::Token;

const ACCESS: &str = "0230242323";
const BASE: &str = "http://support.example.com";

struct Portal {
    site: Router,
    house: Arc<House>,
    world: World,
    customer: Visit,
}

async fn portal() -> Portal {
    let world =
        store::testing::world(store::Engine::Sqlite, MIGRATIONS).expect("SQLite is built in");
    let house = house(&world.store).await;
    let customer = scene::person(&world.store, "kim", &[], noon()).await;
    let offer = (ACCESS, "partner-gold-20");
    scene::contract(&house, &customer, offer, 11, 100).await;
    let base = BaseUrl::parse(BASE).expect("an address");
    let settings = Settings {
        name: "Klippkort".into(),
        demo: true,
    };
    let app = App::new(
        Arc::clone(&house),
        Site::new(base, Vec::new()),
        settings,
        Arc::new(noon),
    );
    Portal {
        site: entrypoints::site(app),
        house,
        world,
        customer,
    }
}

impl Portal {
    async fn submitted(&self, title: &str) -> String {
        let answers = scene::answers(ACCESS, Severity::B, title);
        let receipt = scene::submit(&self.house, &self.customer, answers).await;
        scene::number(&receipt.expect("it is taken"))
    }

    async fn get(&self, who: &str, path: &str) -> (StatusCode, String) {
        let request = Request::get(path)
            .header(header::HOST, "support.example.com")
            .header(header::ACCEPT, "text/html")
            .header(header::COOKIE, cookie(who))
            .body(Body::empty());
        self.answer(request.expect("a request")).await
    }

    /// Posts a form of the page at `from`, with its token.
    async fn post(
        &self,
        who: &str,
        from: &str,
        path: &str,
        fields: &[(&str, &str)],
    ) -> (StatusCode, String) {
        let (_, page) = self.get(who, from).await;
        let token = page
            .split("name=\"csrf\" value=\"")
            .nth(1)
            .expect("the page has a form");
        let token = token.split('"').next().expect("a token");
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.append_pair("csrf", token).extend_pairs(fields);
        let request = Request::post(path)
            .header(header::HOST, "support.example.com")
            .header(header::ORIGIN, BASE)
            .header("sec-fetch-site", "same-origin")
            .header(header::ACCEPT, "text/html")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, cookie(who))
            .body(Body::from(form.finish()));
        self.answer(request.expect("a request")).await
    }

    async fn answer(&self, request: Request<Body>) -> (StatusCode, String) {
        let answer = self.site.clone().oneshot(request).await.expect("an answer");
        let status = answer.status();
        let bytes = axum::body::to_bytes(answer.into_body(), 1 << 22)
            .await
            .expect("a body");
        (status, String::from_utf8(bytes.to_vec()).expect("text"))
    }
}

/// The cookies of the session that `scene::token` gives somebody.
fn cookie(who: &str) -> String {
    let (session, browser) = (scene::token(who), scene::token(&format!("{who}'s browser")));
    let [session, browser] = [session, browser].map(Token::from_random);
    format!(
        "klippkort={}; klippkort-browser={}",
        session.encoded(),
        browser.encoded()
    )
}

#[tokio::test]
async fn a_request_is_answered_replied_to_and_closed_with_its_effect_shown() {
    let portal = portal().await;
    scene::person(&portal.world.store, "erin", &[Role::Engineer], noon()).await;
    let number = portal.submitted("<b>Disk</b> full").await;
    let (page, desk) = (
        format!("/requests/{number}"),
        format!("/desk/requests/{number}"),
    );

    let (status, list) = portal.get("kim", "/requests").await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        list.contains("&#60;b&#62;Disk") && !list.contains("<b>Disk"),
        "titles are text"
    );
    let (status, shown) = portal.get("kim", &page).await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        shown.contains("<strong>stops</strong>"),
        "the description is Markdown"
    );
    assert!(shown.contains("10 left."), "the charge is told");

    let (status, _) = portal
        .post("erin", &desk, &format!("{desk}/assignment"), &[])
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (status, empty) = portal
        .post(
            "erin",
            &desk,
            &format!("{desk}/replies"),
            &[("message", " ")],
        )
        .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.contains("Write a reply"));
    let said = [
        ("message", "<script>alert(1)</script>Which *version*?"),
        ("then", "waiting_customer"),
        ("seen", "2"),
    ];
    let (status, _) = portal
        .post("erin", &desk, &format!("{desk}/replies"), &said)
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, shown) = portal.get("kim", &page).await;
    assert!(shown.contains("We are waiting for your answer"));
    assert!(shown.contains("<em>version</em>") && !shown.contains("<script>alert"));

    let (status, _) = portal
        .post(
            "erin",
            &desk,
            &format!("{desk}/notes"),
            &[("note", "A secret guess")],
        )
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (status, _) = portal
        .post(
            "kim",
            &page,
            &format!("{page}/replies"),
            &[("message", "Version 2025")],
        )
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, shown) = portal.get("kim", &page).await;
    assert!(shown.contains("Version 2025") && !shown.contains("A secret guess"));
    let stale = [
        ("message", "My long answer"),
        ("then", "go_on"),
        ("seen", "3"),
    ];
    let (status, held) = portal
        .post("erin", &desk, &format!("{desk}/replies"), &stale)
        .await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(held.contains("My long answer") && held.contains("Send anyway"));

    let closure = format!("{desk}/closure");
    let (_, choices) = portal.get("erin", &closure).await;
    assert!(
        choices.contains("0230242323: 10 → 11 incidents"),
        "the effect is shown before"
    );
    let (status, kept) = portal
        .post("erin", &closure, &closure, &[("words", "Sorry for that")])
        .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(kept.contains("Sorry for that") && kept.contains("Select a reason"));
    let chosen = [("disposition", "courtesy"), ("words", "Sorry for that")];
    let (status, _) = portal.post("erin", &closure, &closure, &chosen).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, shown) = portal.get("kim", &page).await;
    assert!(shown.contains("11 are left") && shown.contains("Sorry for that"));
    let (status, _) = portal.post("erin", &desk, &closure, &chosen).await;
    assert_eq!(status, StatusCode::CONFLICT, "closed twice");

    let (status, mailbox) = portal.get("kim", "/dev/mail").await;
    assert_eq!(status, StatusCode::OK);
    for subject in [
        "We have your request",
        "We need an answer from you",
        "1 incident given back",
    ] {
        assert!(
            mailbox.contains(&format!("[{number}] {subject}")),
            "{subject}: {mailbox}"
        );
    }
    let (status, letter) = portal.get("kim", "/dev/mail/1").await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        letter.contains("&#62; Replication **stops** after an hour."),
        "{letter}"
    );
    let (_, html) = portal.get("kim", "/dev/mail/1/html").await;
    assert!(html.contains("<strong>stops</strong>") && html.contains("lang=\"en\""));
}

#[tokio::test]
async fn bad_input_keeps_what_was_typed_and_says_where() {
    let portal = portal().await;
    let number = portal.submitted("Slow").await;
    let page = format!("/requests/{number}");
    let rows: [(&str, &[(&str, &str)], &str); 4] = [
        (
            "replies",
            &[("message", "")],
            "Write a message or attach a file",
        ),
        (
            "severity",
            &[("severity", "A"), ("severity_reason", "")],
            "Say why the severity should change",
        ),
        (
            "severity",
            &[("severity", "Z"), ("severity_reason", "Typed")],
            "value=\"Typed\"",
        ),
        (
            "reopening",
            &[("reopen_reason", " ")],
            "Say what is not solved",
        ),
    ];
    for (noun, fields, words) in rows {
        let (status, shown) = portal
            .post("kim", &page, &format!("{page}/{noun}"), fields)
            .await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{noun}");
        assert!(shown.contains(words), "{noun}: {words}");
        assert!(shown.contains("<title>Error: "), "{noun}");
    }
    let open = [("reopen_reason", "It is open still")];
    let (status, shown) = portal
        .post("kim", &page, &format!("{page}/reopening"), &open)
        .await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(shown.contains("Slow"));
    let (status, _) = portal
        .post("kim", &page, &format!("{page}/withdrawal"), &[])
        .await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let (_, shown) = portal.get("kim", &page).await;
    assert!(shown.contains("The incident was given back to 0230242323"));
}

#[tokio::test]
async fn foreign_unknown_forbidden_and_misspelt_requests_look_alike() {
    let portal = portal().await;
    let number = portal.submitted("Mine").await;
    scene::person(&portal.world.store, "stranger", &[], noon()).await;
    let lower = number.to_lowercase();
    let mut pages = Vec::new();
    for name in [
        number.as_str(),
        "INC-000000000",
        lower.as_str(),
        "ADV-482019379",
        "nothing",
    ] {
        let (status, page) = portal.get("stranger", &format!("/requests/{name}")).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{name}");
        pages.push(page.replace(name, "").len() / 100);
    }
    assert!(pages.windows(2).all(|two| two[0] == two[1]), "{pages:?}");
    for path in [
        "/desk".to_owned(),
        format!("/desk/requests/{number}"),
        format!("/desk/requests/{number}/closure"),
    ] {
        assert_eq!(
            portal.get("kim", &path).await.0,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    assert_eq!(
        portal.get("nobody", "/requests").await.0,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn the_list_is_filtered_by_its_address_and_exported_without_formulas() {
    let portal = portal().await;
    portal.submitted("=HYPERLINK(\"x\")").await;
    portal.submitted("Quite another").await;
    let (_, found) = portal.get("kim", "/requests?show=all&text=quite").await;
    assert!(found.contains("Quite another") && !found.contains("HYPERLINK"));
    let (_, none) = portal.get("kim", "/requests?show=closed").await;
    assert!(none.contains("No requests match the filter."));
    for odd in [
        "/requests?show=x&page=-3",
        "/requests?page=99999999999999999999",
        "/requests?text=%25_!",
    ] {
        assert_eq!(portal.get("kim", odd).await.0, StatusCode::OK, "{odd}");
    }
    let (status, csv) = portal.get("kim", "/requests/export.csv?show=all").await;
    assert_eq!(status, StatusCode::OK);
    assert!(csv.contains("\"'=HYPERLINK(\"\"x\"\")\""), "{csv}");
}
