//! The installation's own look over HTTP: checked before it is saved, worn by every page, and no way in for a script.

use actions::MIGRATIONS;
use axum::http::{Request, StatusCode, header};

use crate::catalogue::admin;
use crate::stage::Stage;
use crate::support::{Browser, Page};

const HERE: &str = "/admin/look";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x40\0\0\0\x50<script>alert(1)</script>";

/// Sends the form of `page` with a picture, as a browser without scripts does.
async fn send(browser: &mut Browser, page: &Page, fields: &[(&str, &str)], logo: &[u8]) -> Page {
    let hidden = ["csrf", "version"].map(|name| (name, page.hidden(name)));
    let hidden = hidden.iter().map(|(name, value)| (*name, value.as_str()));
    let mut body = Vec::new();
    for (name, value) in hidden.chain(fields.iter().copied()) {
        let part =
            format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    if !logo.is_empty() {
        body.extend(b"--x\r\ncontent-disposition: form-data; name=\"logo\"; filename=\"logo.png\"\r\ncontent-type: image/svg+xml\r\n\r\n");
        body.extend(logo);
        body.extend(b"\r\n");
    }
    body.extend(b"--x--\r\n");
    let request = Request::post(HERE)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header(header::ORIGIN, "http://127.0.0.1:8080");
    browser.send(request, body).await
}

/// The address between quotes that begins with `start`.
fn address(page: &Page, start: &str) -> String {
    let (_, rest) = page
        .body
        .split_once(&format!("\"{start}"))
        .expect("the address");
    format!("{start}{}", rest.split('"').next().expect("its end"))
}

store::on_both_engines! { MIGRATIONS;
    async fn every_page_wears_the_colours_and_the_logo_from_then_on(world) {
        let stage = Stage::open(&world).await;
        let mut ada = admin(&stage).await;
        ada.get("/admin/settings").await.says("href=\"/admin/look\"");
        let form = ada.get(HERE).await;
        assert!(!form.body.contains("/look/colours/"));
        let done = send(&mut ada, &form, &[("light", "#7A1FA2"), ("dark", "")], PNG).await;
        assert_eq!((done.status, done.location.as_str()), (StatusCode::SEE_OTHER, "/admin/look?done=saved"), "{}", done.body);
        ada.get(&done.location).await.says("The look is saved.").says("value=\"#7a1fa2\"");
        let mut visitor = Browser::new(&stage.portal);
        let start = visitor.get("/").await;
        let colours = visitor.get(&address(&start, "/look/colours/")).await;
        assert_eq!(colours.headers[header::CONTENT_TYPE], "text/css; charset=utf-8");
        assert_eq!(colours.headers[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
        colours.says("--k-accent: light-dark(#7a1fa2, #8cc0ff);");
        let logo = visitor.get(&address(&start, "/look/logo/")).await;
        assert_eq!(logo.headers[header::CONTENT_TYPE], "image/png", "whatever the sender said that it was");
        assert_eq!(logo.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert!(logo.headers[header::CONTENT_SECURITY_POLICY].to_str().expect("text").starts_with("default-src 'none'"));
        start.says("width=\"320\" height=\"80\" alt=\"\"");
        let form = ada.get(HERE).await;
        let gone = send(&mut ada, &form, &[("light", ""), ("dark", ""), ("gone", "yes")], b"").await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
        let start = visitor.get("/").await;
        assert!(!start.body.contains("/look/"), "{}", start.body);
    }

    async fn what_cannot_be_read_or_is_no_picture_is_refused_at_its_field(world) {
        let stage = Stage::open(&world).await;
        let mut ada = admin(&stage).await;
        let form = ada.get(HERE).await;
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        let refused = send(&mut ada, &form, &[("light", "#4aa3ff"), ("dark", "teal")], svg).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("<title>Error: ").says("its least contrast is 2.4").says("and text needs 4.50:1");
        refused.says("Enter a colour as # and six digits").says("An SVG can carry scripts").says("value=\"#4aa3ff\"").says("value=\"teal\"");
        let mut large = PNG.to_vec();
        large.resize(300 * 1024, 0);
        let refused = send(&mut ada, &form, &[("light", ""), ("dark", "")], &large).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("The picture is larger than");
        large.resize(5 * 1024 * 1024, 0);
        let cut = send(&mut ada, &form, &[("light", ""), ("dark", "")], &large).await;
        assert_eq!(cut.status, StatusCode::PAYLOAD_TOO_LARGE);
        let token = send(&mut ada, &Page { body: String::new(), ..form }, &[("light", "")], b"").await;
        assert_eq!(token.status, StatusCode::FORBIDDEN, "a form of nobody's");
        assert_eq!(stage.house.look().version, 0);
    }

    async fn of_two_who_change_the_look_the_second_sees_what_she_typed(world) {
        let stage = Stage::open(&world).await;
        let mut ada = admin(&stage).await;
        let stale = ada.get(HERE).await;
        send(&mut ada, &stale, &[("light", "#7a1fa2"), ("dark", "")], b"").await;
        let late = send(&mut ada, &stale, &[("light", "#0b5c3d"), ("dark", "")], b"").await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("value=\"#0b5c3d\"");
        let over = send(&mut ada, &late, &[("light", "#0b5c3d"), ("dark", "")], b"").await;
        assert_eq!(over.status, StatusCode::SEE_OTHER, "{}", over.body);
    }

    async fn an_address_that_nobody_made_is_no_style_sheet_and_no_picture(world) {
        let stage = Stage::open(&world).await;
        let mut visitor = Browser::new(&stage.portal);
        for path in [
            "/look/colours/ffffff-8cc0ff.css",
            "/look/colours/7a1fa2.css",
            "/look/colours/7a1fa2-8cc0ff",
            "/look/colours/red;}-8cc0ff.css",
            "/look/logo/0000",
        ] {
            assert_eq!(visitor.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}
