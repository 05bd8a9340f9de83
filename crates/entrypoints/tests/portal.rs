//! The portal's own pages as a browser without scripts meets them: signing in, the account, and bad input.

mod browser;

use actions::accounts::email;
use actions::accounts::roles::{self, Change};
use axum::http::StatusCode;
use browser::{Place, between};
use domain::account::Role;
use domain::ids::EmailAddress;

const SESSION: &str = "klippkort";

#[tokio::test]
async fn a_visitor_signs_in_by_code_and_comes_back_to_where_they_were_going() {
    let place = Place::open(false).await;
    let mut maja = place.browser();
    let wall = maja.get("/account").await;
    assert_eq!(wall.status, StatusCode::UNAUTHORIZED);
    let way = between(&wall.html, "href=\"/sign-in?", "\"").expect("a way in");
    let page = maja.get(&format!("/sign-in?{way}")).await;
    let (_, form) = page
        .html
        .split_once("action=\"/sign-in\"")
        .expect("the form");
    let return_to = between(form, "name=\"return_to\" value=\"", "\"").expect("the way back");
    assert_eq!(return_to, "/account");
    let form = [("email", " maja@EXAMPLE.com "), ("return_to", return_to)];
    assert_eq!(maja.post("/sign-in", &form).await.location, "/sign-in/sent");
    let sent = maja.get("/sign-in/sent").await;
    assert!(sent.html.contains("maja@example.com"));
    let code = place.mailed().await.code;
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    let entered = maja.post("/sign-in/code", &[("code", &spaced)]).await;
    assert_eq!(
        (entered.status, entered.location.as_str()),
        (StatusCode::SEE_OTHER, "/account")
    );
    assert!(maja.get("/account").await.html.contains("maja@example.com"));
}

#[tokio::test]
async fn looking_at_a_link_spends_nothing_and_its_button_works_once() {
    let place = Place::open(false).await;
    let (mut asking, mut other) = (place.browser(), place.browser());
    asking.get("/sign-in").await;
    asking
        .post(
            "/sign-in",
            &[("email", "maja@example.com"), ("return_to", "/account")],
        )
        .await;
    let link = format!("/sign-in/link/{}", place.mailed().await.link);
    for _ in 0..3 {
        let looked = other.get(&link).await;
        assert_eq!(looked.status, StatusCode::OK);
        assert!(!other.cookies.contains_key(SESSION));
    }
    assert_eq!(
        other.post(&link, &[]).await.location,
        "/",
        "not where somebody else was going"
    );
    assert!(other.cookies.contains_key(SESSION));
    asking.get("/sign-in").await;
    assert_eq!(asking.post(&link, &[]).await.status, StatusCode::GONE);
    assert_eq!(asking.get(&link).await.status, StatusCode::GONE);
    assert_eq!(
        asking.get("/sign-in/link/made-up").await.status,
        StatusCode::GONE
    );
}

#[tokio::test]
async fn a_code_works_in_no_other_browser_and_not_after_a_quarter_of_an_hour() {
    let place = Place::open(false).await;
    let (mut asking, mut other) = (place.browser(), place.browser());
    asking.get("/sign-in").await;
    asking
        .post("/sign-in", &[("email", "maja@example.com")])
        .await;
    let code = place.mailed().await.code;
    other.get("/sign-in").await;
    let refused = other.post("/sign-in/code", &[("code", &code)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.html.contains("That code no longer works"));
    place.wait(15);
    let late = asking.post("/sign-in/code", &[("code", &code)]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!asking.cookies.contains_key(SESSION) && !other.cookies.contains_key(SESSION));
}

#[tokio::test]
async fn five_wrong_codes_end_it_and_each_says_how_many_tries_are_left() {
    let place = Place::open(false).await;
    let mut maja = place.browser();
    maja.get("/sign-in").await;
    maja.post("/sign-in", &[("email", "maja@example.com")])
        .await;
    let code = place.mailed().await.code;
    let wrong = if code == "111111" { "222222" } else { "111111" };
    for (typed, sentence) in [
        ("", "Enter the six-digit code"),
        ("12345", "The code has six digits"),
        (wrong, "You have 4 tries left"),
        (wrong, "You have 3 tries left"),
        (wrong, "You have 2 tries left"),
        (wrong, "You have 1 try left"),
        (wrong, "That code no longer works"),
        (&code, "That code no longer works"),
    ] {
        let refused = maja.post("/sign-in/code", &[("code", typed)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.html.contains(sentence), "{sentence}");
        assert!(refused.html.contains("<title>Error: "), "{sentence}");
    }
}

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_answers() {
    let place = Place::open(false).await;
    place.browser().sign_in("known@example.com").await;
    place.wait(120);
    let mut answers = Vec::new();
    for address in ["known@example.com", "other@example.com"] {
        let mut stranger = place.browser();
        stranger.get("/sign-in").await;
        for _ in 0..4 {
            let asked = stranger.post("/sign-in", &[("email", address)]).await;
            let sent = stranger.get("/sign-in/sent").await;
            let html = sent.html.replace(&stranger.csrf, "");
            answers.push((address, asked.status, asked.location, sent.status, html));
        }
    }
    let (known, unknown) = answers.split_at(4);
    for (known, unknown) in known.iter().zip(unknown) {
        assert_eq!(
            (known.1, &known.2, known.3),
            (unknown.1, &unknown.2, unknown.3)
        );
        assert_eq!(
            known.4.replace(known.0, ""),
            unknown.4.replace(unknown.0, "")
        );
    }
    assert_eq!(known[3].1, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn an_address_that_is_none_is_refused_at_its_field_and_kept() {
    let place = Place::open(false).await;
    let mut maja = place.browser();
    maja.get("/sign-in").await;
    for typed in [
        "",
        "maja",
        "maja@",
        "åsa@example.com",
        "a\r\nBcc: b@example.com",
        "\"><script>",
    ] {
        let refused = maja
            .post("/sign-in", &[("email", typed), ("return_to", "/account")])
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(refused.html.contains("href=\"#email\""), "{typed}");
        assert!(
            refused
                .html
                .contains("name=\"return_to\" value=\"/account\""),
            "{typed}"
        );
        assert!(!refused.html.contains("<script>"), "{typed}");
    }
}

#[tokio::test]
async fn the_way_back_leads_to_this_site_only() {
    let place = Place::open(false).await;
    let mut maja = place.browser();
    for outside in [
        "https://example.org/",
        "//example.org",
        "/\\example.org",
        "javascript:alert(1)",
    ] {
        let query: String = url::form_urlencoded::byte_serialize(outside.as_bytes()).collect();
        let page = maja.get(&format!("/sign-in?return_to={query}")).await;
        assert!(
            page.html.contains("name=\"return_to\" value=\"/\""),
            "{outside}"
        );
    }
}

#[tokio::test]
async fn every_way_in_comes_back_by_one_name_and_to_this_site_only() {
    let place = Place::open(true).await;
    place.browser().sign_in("maja@example.com").await;
    let back = "/requests?status=all&q=%C3%A5ngra";
    let mut maja = place.browser();
    let wall = maja.get(back).await;
    let ways: Vec<String> = wall
        .html
        .split("/sign-in?")
        .skip(1)
        .filter_map(|rest| rest.split('"').next().map(str::to_owned))
        .collect();
    assert!(ways.len() >= 2, "the layout's and the wall's");
    for way in &ways {
        let fields: Vec<_> = url::form_urlencoded::parse(way.as_bytes()).collect();
        assert_eq!(fields, [("return_to".into(), back.into())], "{way}");
    }
    let kept = back.replace('&', "&#38;");
    let language = between(&wall.html, "action=\"/language\"", "</form>").expect("the language");
    assert!(language.contains(&format!("name=\"return_to\" value=\"{kept}\"")));
    let page = maja.get(&format!("/sign-in?{}", ways[0])).await;
    let leading_back = format!("name=\"return_to\" value=\"{kept}\"");
    let forms = page.html.split("<form").skip(1);
    let ways_in: Vec<&str> = forms
        .filter(|form| form.contains("action=\"/sign-in"))
        .collect();
    assert!(!ways_in.is_empty() && ways_in.iter().all(|form| form.contains(&leading_back)));

    let outside = [
        "https://example.org/",
        "//example.org",
        "/\\example.org",
        "/\t/example.org",
        "\\\\example.org",
        "javascript:alert(1)",
        "",
    ];
    for outside in outside {
        let sent = [("language", "en"), ("return_to", outside)];
        assert_eq!(maja.post("/language", &sent).await.location, "/");
        let mut visitor = place.browser();
        visitor.get("/demo").await;
        let path = "/demo/sign-in/maja@example.com";
        let entered = visitor.post(path, &[("return_to", outside)]).await;
        assert_eq!(entered.location, "/", "{outside}");
    }
}

#[tokio::test]
async fn forms_without_this_browsers_token_change_nothing() {
    let place = Place::open(false).await;
    let (mut maja, mut evil) = (place.browser(), place.browser());
    maja.sign_in("maja@example.com").await;
    evil.get("/sign-in").await;
    let own = std::mem::replace(&mut maja.csrf, evil.csrf.clone());
    for path in [
        "/sign-out",
        "/account",
        "/account/erasure",
        "/account/sessions/end",
        "/language",
    ] {
        assert_eq!(
            maja.post(path, &[]).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
        maja.csrf.clone_from(&evil.csrf);
    }
    maja.csrf = own;
    let body = format!("csrf={}", maja.csrf);
    let foreign = [("origin", "https://example.org")];
    let crossed = maja.send("POST", "/sign-out", &foreign, Some(body)).await;
    assert_eq!(crossed.status, StatusCode::FORBIDDEN);
    assert_eq!(maja.get("/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_planted_session_is_not_the_one_that_is_signed_in() {
    let place = Place::open(false).await;
    let (mut evil, mut maja) = (place.browser(), place.browser());
    evil.sign_in("evil@example.com").await;
    let planted = evil.cookies[SESSION].clone();
    maja.cookies.insert(SESSION.into(), planted.clone());
    maja.sign_in("maja@example.com").await;
    assert_ne!(maja.cookies[SESSION], planted);
    assert_eq!(evil.get("/account").await.status, StatusCode::UNAUTHORIZED);
    assert!(maja.get("/account").await.html.contains("maja@example.com"));
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server() {
    let place = Place::open(false).await;
    let mut maja = place.browser();
    maja.sign_in("maja@example.com").await;
    let token = maja.cookies[SESSION].clone();
    assert_eq!(maja.post("/sign-out", &[]).await.location, "/signed-out");
    assert!(!maja.cookies.contains_key(SESSION));
    maja.cookies.insert(SESSION.into(), token);
    assert_eq!(maja.get("/account").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn another_session_is_ended_from_the_list_and_all_at_once() {
    let place = Place::open(false).await;
    let (mut desk, mut phone) = (place.browser(), place.browser());
    desk.sign_in("maja@example.com").await;
    phone.sign_in("maja@example.com").await;
    let list = desk.get("/account/sessions").await;
    let key =
        between(&list.html, "action=\"/account/sessions/s_", "/end\"").expect("another session");
    let path = format!("/account/sessions/s_{key}/end");
    assert_eq!(
        desk.post(&path, &[]).await.location,
        "/account/sessions?done=ended"
    );
    assert_eq!(phone.get("/account").await.status, StatusCode::UNAUTHORIZED);
    desk.get("/account/sessions").await;
    assert_eq!(desk.post(&path, &[]).await.status, StatusCode::NOT_FOUND);
    desk.get("/account/sessions").await;
    desk.post("/account/sessions/end", &[]).await;
    assert_eq!(desk.get("/account").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_account_keeps_what_is_right_and_says_what_is_wrong() {
    let place = Place::open(false).await;
    let mut maja = place.browser();
    maja.sign_in("maja@example.com").await;
    let fields = |phone: &'static str, zone: &'static str| {
        [
            ("name", "Maja \u{c5}"),
            ("phone", phone),
            ("organisation", ""),
            ("language", "sv"),
            ("zone", zone),
            ("theme", "dark"),
            ("letters", "answers"),
        ]
    };
    let refused = maja.post("/account", &fields("12", "Mars/Base")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.html.contains("href=\"#phone\"") && refused.html.contains("href=\"#zone\""));
    assert!(refused.html.contains("value=\"Maja \u{c5}\""));
    let saved = maja
        .post("/account", &fields("+46 8 123 456 78", "Europe/Stockholm"))
        .await;
    assert_eq!(saved.location, "/account?done=saved");
    let shown = maja.get("/account?done=saved").await;
    assert!(shown.html.contains("lang=\"sv\"") && shown.html.contains("theme-dark"));
    assert!(shown.html.contains("\u{c4}ndringarna \u{e4}r sparade."));
    let checked = "value=\"answers\" checked";
    assert!(shown.html.contains(checked) && !shown.html.contains("value=\"reminders\" checked"));
    let unknown = [
        ("name", "Maja"),
        ("zone", "UTC"),
        ("theme", "auto"),
        ("language", "sv"),
        ("roles", "engineer"),
    ];
    assert_eq!(
        maja.post("/account", &unknown).await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn a_theme_that_is_saved_is_the_accounts_on_every_device() {
    let place = Place::open(false).await;
    let (mut desk, mut phone) = (place.browser(), place.browser());
    desk.sign_in("maja@example.com").await;
    phone.sign_in("maja@example.com").await;
    let with = |theme| {
        [
            ("name", "Maja"),
            ("language", "en"),
            ("zone", "UTC"),
            ("theme", theme),
        ]
    };
    assert_eq!(
        desk.post("/account", &with("dark")).await.location,
        "/account?done=saved"
    );
    assert!(phone.get("/").await.html.contains("class=\"theme-dark\""));
    phone.post("/account", &with("light")).await;
    assert!(desk.get("/").await.html.contains("class=\"theme-light\""));
    desk.post("/sign-out", &[]).await;
    let signed_out = desk.get("/").await.html;
    assert!(
        signed_out.contains("class=\"theme-dark\""),
        "without an account, what this browser chose last"
    );
}

#[tokio::test]
async fn the_language_is_switched_without_leaving_the_page() {
    let place = Place::open(false).await;
    let mut maja = place.browser();
    assert!(maja.get("/help").await.html.contains("lang=\"en\""));
    let form = [("language", "sv"), ("return_to", "/help")];
    assert_eq!(maja.post("/language", &form).await.location, "/help");
    assert!(maja.get("/help").await.html.contains("<html lang=\"sv\""));
    let unknown = [("language", "xx"), ("return_to", "/help")];
    assert_eq!(
        maja.post("/language", &unknown).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn a_refused_form_and_an_error_speak_the_accounts_language() {
    let place = Place::open(false).await;
    let (mut here, mut elsewhere) = (place.browser(), place.browser());
    here.sign_in("maja@example.com").await;
    let form = |zone| {
        [
            ("name", "Maja"),
            ("language", "sv"),
            ("zone", zone),
            ("theme", "auto"),
        ]
    };
    here.post("/account", &form("UTC")).await;
    elsewhere.sign_in("maja@example.com").await;
    let refused = elsewhere.post("/account", &form("Mars/Base")).await;
    assert!(refused.html.contains("lang=\"sv\""));
    assert!(
        refused.html.contains("N\u{e5}got beh\u{f6}ver r\u{e4}ttas"),
        "{}",
        refused.html
    );
    let unknown = [("product", "abacus")];
    let refused = elsewhere.post("/requests/new", &unknown).await;
    assert!(
        refused.html.contains("href=\"#product\">Den produkten"),
        "{}",
        refused.html
    );
    let missing = elsewhere.get("/contracts/c_nothing").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(missing.html.contains("lang=\"sv\""));
    assert!(
        missing.html.contains("Maja"),
        "the frame knows who reads it"
    );
}

#[tokio::test]
async fn an_address_is_changed_with_a_fresh_sign_in_and_a_code() {
    let place = Place::open(false).await;
    let mut maja = place.browser();
    maja.sign_in("old@example.com").await;
    let before = maja.cookies[SESSION].clone();
    maja.get("/account/email").await;
    let asked = maja
        .post("/account/email", &[("email", "new@example.com")])
        .await;
    assert_eq!(asked.location, "/account/email/code");
    maja.get("/account/email/code").await;
    let key = place
        .key("SELECT key FROM ceremony WHERE kind = 'email'")
        .await;
    let code = email::code(&place.house, &key);
    let changed = maja.post("/account/email/code", &[("code", &code)]).await;
    assert_eq!(changed.location, "/account?done=email");
    assert_ne!(maja.cookies[SESSION], before);
    assert!(maja.get("/account").await.html.contains("new@example.com"));
    place.wait(16);
    maja.get("/account/email").await;
    let stale = maja
        .post("/account/email", &[("email", "third@example.com")])
        .await;
    assert_eq!(stale.location, "/sign-in/again?return_to=/account/email");
}

#[tokio::test]
async fn data_is_taken_along_and_the_account_erased() {
    let place = Place::open(false).await;
    let mut maja = place.browser();
    maja.sign_in("maja@example.com").await;
    let data = maja.get("/account/data").await.html;
    let data: serde_json::Value = serde_json::from_str(&data).expect("JSON");
    assert_eq!(data["people"][0]["email"], "maja@example.com");
    maja.get("/account/erasure").await;
    let refused = maja
        .post("/account/erasure", &[("email", "else@example.com")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let erased = maja
        .post("/account/erasure", &[("email", "maja@example.com")])
        .await;
    assert_eq!(erased.location, "/account/erased");
    assert_eq!(maja.get("/account/erased").await.status, StatusCode::OK);
    assert_eq!(maja.get("/account").await.status, StatusCode::UNAUTHORIZED);
    let left = place
        .key("SELECT CAST(COUNT(*) AS TEXT) FROM account WHERE email IS NOT NULL")
        .await;
    assert_eq!(left, "0");
}

#[tokio::test]
async fn staff_are_led_to_a_passkey() {
    let place = Place::open(false).await;
    let mut vera = place.browser();
    vera.sign_in("vera@example.com").await;
    let email = EmailAddress::parse("vera@example.com").expect("an address");
    let give = Change::Give(Role::Engineer);
    roles::change_by_house(&place.house, "operator:test", email, give, place.now())
        .await
        .expect("given");
    assert_eq!(vera.get("/account").await.status, StatusCode::UNAUTHORIZED);
    vera.sign_in("vera@example.com").await;
    assert!(!vera.get("/").await.html.contains("href=\"/desk\""));
    let page = vera.get("/step-up?return_to=/desk").await;
    assert!(page.html.contains("/account/passkeys/new"));
    assert_eq!(
        vera.get("/account/passkeys/new").await.status,
        StatusCode::OK
    );
    let without_scripts = [("name", "Laptop"), ("answer", "")];
    let refused = vera.post("/account/passkeys", &without_scripts).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.html.contains("Passkeys need JavaScript"));
    place.wait(16);
    assert_eq!(
        vera.get("/account/passkeys/new").await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_passkey_ceremony_needs_the_token_and_an_answer_of_its_own() {
    let place = Place::open(false).await;
    let mut maja = place.browser();
    maja.get("/sign-in").await;
    let bare = maja.send("POST", "/sign-in/passkey/start", &[], None).await;
    assert_eq!(bare.status, StatusCode::FORBIDDEN);
    maja.get("/sign-in").await;
    let token = maja.csrf.clone();
    let begun = maja
        .send(
            "POST",
            "/sign-in/passkey/start",
            &[("x-csrf-token", &token)],
            None,
        )
        .await;
    assert_eq!(begun.status, StatusCode::OK);
    assert!(begun.html.contains("\"publicKey\""));
    maja.csrf = token;
    for answer in ["", "{}", "[1]"] {
        let refused = maja.post("/sign-in/passkey", &[("answer", answer)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{answer}");
        maja.get("/sign-in").await;
    }
}

#[tokio::test]
async fn the_demo_signs_in_with_a_click_and_exists_in_demo_mode_only() {
    let earnest = Place::open(false).await;
    earnest.browser().sign_in("maja@example.com").await;
    let mut stranger = earnest.browser();
    stranger.get("/").await;
    let path = "/demo/sign-in/maja@example.com";
    assert_eq!(
        stranger.post(path, &[("return_to", "/")]).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(stranger.get("/demo").await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        stranger
            .get("/demo/sign-in?as=maja@example.com")
            .await
            .status,
        StatusCode::NOT_FOUND
    );

    let demo = Place::open(true).await;
    demo.browser().sign_in("maja@example.com").await;
    let mut visitor = demo.browser();
    assert!(visitor.get("/demo").await.html.contains("Maja"));
    let entered = visitor.post(path, &[("return_to", "/account")]).await;
    assert_eq!(entered.location, "/account");
    assert!(
        visitor
            .get("/account")
            .await
            .html
            .contains("maja@example.com")
    );
    let mut crossed = demo.browser();
    let from = [("sec-fetch-site", "cross-site")];
    let link = "/demo/sign-in?as=maja@example.com";
    assert_eq!(
        crossed.send("GET", link, &from, None).await.location,
        "/demo"
    );
    assert!(!crossed.cookies.contains_key(SESSION));
    assert_eq!(crossed.get(link).await.location, "/");
    assert!(crossed.cookies.contains_key(SESSION));
}

#[tokio::test]
async fn everybody_may_read_help_accessibility_and_status() {
    let place = Place::open(false).await;
    let mut anybody = place.browser();
    for path in [
        "/",
        "/help",
        "/accessibility",
        "/status",
        "/sign-in",
        "/signed-out",
    ] {
        let page = anybody.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert_eq!(page.html.matches("<h1").count(), 1, "{path}");
        assert!(!page.html.contains("style="), "{path}");
    }
    assert!(anybody.get("/help").await.html.contains("help@example.net"));
    let security = anybody.get("/.well-known/security.txt").await.html;
    assert!(
        security.starts_with("Contact: mailto:help@example.net\nExpires: 20"),
        "{security}"
    );
    assert_eq!(anybody.get("/healthz").await.html, "ok\n");
    assert_eq!(anybody.get("/nowhere").await.status, StatusCode::NOT_FOUND);
}
