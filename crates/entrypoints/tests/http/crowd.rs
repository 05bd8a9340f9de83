//! Everybody who takes part in the matrix, with a browser each, and what is an answer.

use axum::http::{Request, StatusCode, header};
use domain::account::Role as Staff;
use store::Fault;

use crate::stage::Stage;
use crate::support::{Browser, Page};

/// How somebody stands to what an address names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Nobody who has signed in.
    Visitor,
    /// A customer whose it is not; also staff who have shown no passkey.
    Stranger,
    /// The customer whose it is.
    Owner,
    /// A colleague, linked to the contract.
    Linked,
    /// The primary contact of the head office whose it is.
    Head,
    /// The same person, where it is a location's.
    Above,
    /// The primary contact of the location whose it is.
    Location,
    Engineer,
    Service,
    Supervisor,
    Administrator,
}

use Role::{
    Administrator, Engineer, Head, Linked, Location, Owner, Service, Stranger, Supervisor, Visitor,
};

/// Who takes part: how they stand to what is nobody's in particular, and to what is not theirs.
pub const PEOPLE: [(&str, Role, Role, &[Staff]); 11] = [
    ("", Visitor, Visitor, &[]),
    ("robin", Stranger, Stranger, &[]),
    ("kim", Owner, Stranger, &[]),
    ("lea", Linked, Stranger, &[]),
    ("maja", Head, Stranger, &[]),
    ("bo", Location, Stranger, &[]),
    ("erin", Engineer, Engineer, &[Staff::Engineer]),
    ("sara", Service, Service, &[Staff::ServiceCentre]),
    ("vera", Supervisor, Supervisor, &[Staff::Supervisor]),
    ("ada", Administrator, Administrator, &[Staff::Administrator]),
    (UNPROVEN, Stranger, Stranger, &Staff::ALL),
];

/// Somebody who has every role and has shown no passkey.
pub const UNPROVEN: &str = "una";

/// An answer without its own address and what is new on every page.
pub fn bare(page: &Page, path: &str) -> (StatusCode, String, String) {
    let csrf = page.hidden("csrf");
    let form_key = page.hidden("form_key");
    let encoded: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
    let strict = path.replace('/', "%2F").replace('_', "%5F");
    let strict = strict.replace('-', "%2D").replace('.', "%2E");
    let typed = path.split_once('?').map_or("", |(_, query)| query);
    let typed = typed.split('&').filter_map(|field| field.split_once('='));
    let mut told = vec![csrf.as_str(), &form_key, path, &encoded, &strict];
    told.extend(
        typed
            .map(|(_, value)| value)
            .filter(|value| value.len() > 20),
    );
    let without = |text: &str| {
        let told = told.iter().filter(|told| !told.is_empty());
        told.fold(text.to_owned(), |text, told| text.replace(*told, ""))
    };
    (page.status, without(&page.location), without(&page.body))
}

/// What an answer is: `+` lets in, `-` finds nothing, `?` asks to sign in, `!` asks for a passkey.
pub fn mark(page: &Page) -> char {
    assert!(
        !page.status.is_server_error(),
        "{} {}",
        page.status,
        page.body
    );
    match page.status {
        StatusCode::NOT_FOUND => '-',
        StatusCode::UNAUTHORIZED => '?',
        StatusCode::FORBIDDEN => '!',
        StatusCode::SEE_OTHER if page.location.starts_with("/sign-in?") => '?',
        _ => '+',
    }
}

/// Everybody's browsers, with a page of each whose form's token fits everywhere.
pub struct Crowd(Vec<(Browser, Page)>);

impl Crowd {
    pub async fn gather(stage: &Stage) -> Self {
        let mut crowd = Vec::new();
        for (name, ..) in PEOPLE {
            let mut browser = if name.is_empty() {
                Browser::new(&stage.portal)
            } else {
                stage.browser(name).await
            };
            let form = browser.get("/status").await;
            crowd.push((browser, form));
        }
        let forgotten = "UPDATE session SET passkey_at = NULL
                         WHERE account = (SELECT id FROM account WHERE name = 'una')";
        let forgotten = stage
            .store
            .write::<_, Fault, _>(move |tx| tx.execute(forgotten, &[]));
        assert!(forgotten.await.expect("the session is there") > 0);
        Self(crowd)
    }

    /// Asks as the person at that place among [`PEOPLE`].
    pub async fn ask(&mut self, place: usize, method: &str, path: &str) -> Page {
        let (browser, form) = &mut self.0[place];
        let token = form.hidden("csrf");
        let request = Request::builder().method(method).uri(path);
        let request = request
            .header(header::ORIGIN, "http://127.0.0.1:8080")
            .header("tus-resumable", "1.0.0")
            .header("x-csrf-token", &token);
        match method {
            "GET" => browser.get(path).await,
            "POST" if path == "/admin/import" || path.starts_with("/admin/uploads/") => {
                let kind = "multipart/form-data; boundary=x";
                let field = "content-disposition: form-data; name=\"csrf\"";
                let body = format!("--x\r\n{field}\r\n\r\n{token}\r\n--x--\r\n");
                browser
                    .send(request.header(header::CONTENT_TYPE, kind), body)
                    .await
            }
            "POST" if begins_upload(path) => {
                let request = request
                    .header("upload-length", "9")
                    .header("upload-metadata", "filename YS5sb2c=");
                browser.send(request, "").await
            }
            "POST" => {
                let kind = "application/x-www-form-urlencoded";
                let (path, fields) = path.split_once('?').unwrap_or((path, ""));
                let request = request.uri(path).header(header::CONTENT_TYPE, kind);
                browser
                    .send(request, format!("csrf={token}&{fields}"))
                    .await
            }
            _ => {
                let kind = "application/offset+octet-stream";
                let request = request
                    .header("upload-offset", "0")
                    .header(header::CONTENT_TYPE, kind);
                browser.send(request, "").await
            }
        }
    }
}

impl Crowd {
    /// The browser of the person at that place, and the token that fits its forms.
    pub fn member(&mut self, place: usize) -> (&mut Browser, String) {
        let (browser, form) = &mut self.0[place];
        (browser, form.hidden("csrf"))
    }
}

/// Whether files begin to come in there over tus.
fn begins_upload(path: &str) -> bool {
    path == "/admin/import/uploads" || path.starts_with("/requests/") && path.ends_with("/files")
}
