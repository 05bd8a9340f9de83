//! An administrator who uploads files to be imported, without scripts.

use std::fmt::Write as _;
use std::time::Duration;

use actions::testing::{noon, scene};
use axum::http::{Request, header};
use domain::account::Role;

use crate::stage::Stage;
use crate::support::{Browser, Page};

/// The administrator's browser.
pub async fn admin(stage: &Stage) -> Browser {
    scene::person(&stage.store, "ada", &[Role::Administrator], noon()).await;
    stage.browser("ada").await
}

/// Uploads a file of contracts from the first page.
pub async fn upload(browser: &mut Browser, bytes: &[u8]) -> Page {
    upload_as(browser, "contracts", bytes).await
}

/// Uploads a file of that kind.
pub async fn upload_as(browser: &mut Browser, kind: &str, bytes: &[u8]) -> Page {
    let page = browser.get("/admin/import").await;
    let mut body = String::new();
    for (name, value) in [("csrf", page.hidden("csrf").as_str()), ("kind", kind)] {
        let _ = write!(
            body,
            "--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
    }
    body.push_str(
        "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"kontrakt.csv\"\r\n\r\n",
    );
    let mut body = body.into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--x--\r\n");
    let request = Request::post("/admin/import")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header(header::ORIGIN, "http://127.0.0.1:8080");
    browser.send(request, body).await
}

/// The page at `path`, once the work behind it is done.
pub async fn settled(browser: &mut Browser, path: &str) -> Page {
    for _ in 0..600 {
        let page = browser.get(path).await;
        if !page.headers.contains_key(header::REFRESH) {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{path} is not settled")
}

/// What the form of the columns page sends as it stands.
pub fn chosen(page: &Page) -> Vec<(String, String)> {
    let mut fields = vec![
        ("zone".to_owned(), "Europe/Stockholm".to_owned()),
        ("country".to_owned(), "SE".to_owned()),
        ("encoding".to_owned(), page.hidden("encoding")),
        ("separator".to_owned(), page.hidden("separator")),
    ];
    for (place, select) in page.body.split("id=\"column-").skip(1).enumerate() {
        let options = select.split("</select>").next().unwrap_or_default();
        let chosen = options
            .split(" selected>")
            .next()
            .filter(|before| *before != options);
        let code = chosen.and_then(|before| before.rsplit("value=\"").next());
        let code = code.unwrap_or_default().trim_end_matches('"');
        fields.push((format!("column-{place}"), code.to_owned()));
    }
    fields
}

pub fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}
