//! A browser without scripts: it keeps cookies, follows where it is sent, and fills in the forms of the page it is on.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use actions::accounts::demo;
use actions::accounts::sessions::Device;
use actions::testing::noon;
use actions::{House, Visit};
use axum::Router;
use axum::body::Body;
use axum::http::request::Builder;
use axum::http::{HeaderMap, Request, StatusCode, header};
use domain::ids::EmailAddress;
use domain::time::Moment;
use entrypoints::orders::Buying;
use entrypoints::{App, Clock, LoadExamples, Settings, site};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;
use web_kit::guard::Peer;
use web_kit::host::{BaseUrl, Site};
use web_kit::session::Token;

/// The portal over a house, at noon.
pub fn portal(house: &Arc<House>) -> Router {
    opened(house, false, Arc::new(noon))
}

/// The portal as the demo opens it, with its mailbox.
pub fn demo_portal(house: &Arc<House>) -> Router {
    opened(house, true, Arc::new(noon))
}

/// The portal over a house, at noon, where things can be bought.
#[allow(dead_code, reason = "not every file of tests buys")]
pub fn selling_portal(house: &Arc<House>, buying: Buying) -> Router {
    site(app(house, false, Arc::new(noon)).with_buying(buying))
}

/// The portal over a house, at noon, with examples to begin with.
#[allow(dead_code, reason = "not every file of tests begins with examples")]
pub fn portal_with_examples(house: &Arc<House>, load: LoadExamples) -> Router {
    site(app(house, false, Arc::new(noon)).with_examples(load))
}

/// The portal over a house, with a clock of the test's own.
#[allow(dead_code, reason = "not every file of tests has a clock")]
pub fn portal_at(house: &Arc<House>, clock: Clock) -> Router {
    opened(house, false, clock)
}

fn opened(house: &Arc<House>, demo: bool, clock: Clock) -> Router {
    site(app(house, demo, clock))
}

fn app(house: &Arc<House>, demo: bool, clock: Clock) -> App {
    let base = BaseUrl::parse("http://127.0.0.1:8080").expect("an address");
    let settings = Settings {
        name: "Klippkort".to_owned(),
        demo,
    };
    App::new(
        Arc::clone(house),
        Site::new(base, Vec::new()),
        settings,
        clock,
    )
}

/// A page as it was answered.
#[allow(dead_code, reason = "not every file of tests looks at headers")]
#[derive(Clone, Debug)]
pub struct Page {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Where it leads, if anywhere.
    pub location: String,
    /// Its text.
    pub body: String,
}

impl Page {
    /// The value of the hidden field `name`.
    pub fn hidden(&self, name: &str) -> String {
        let start = format!("name=\"{name}\" value=\"");
        let rest = self.body.split_once(&start).map_or("", |(_, rest)| rest);
        rest.split('"').next().unwrap_or_default().to_owned()
    }

    /// Fails with the page's text where `words` are not in it.
    pub fn says(&self, words: &str) -> &Self {
        assert!(
            self.body.contains(words),
            "{words:?} is missing in {}",
            self.body
        );
        self
    }

    /// Fails where `words` are in the page's text.
    pub fn lacks(&self, words: &str) -> &Self {
        assert!(!self.body.contains(words), "{words:?} is in {}", self.body);
        self
    }
}

/// A browser of one person.
#[derive(Clone)]
pub struct Browser {
    portal: Router,
    pub cookies: BTreeMap<String, String>,
    /// The network address that it comes from.
    pub from: IpAddr,
    /// The languages it accepts.
    pub accepts: &'static str,
}

impl Browser {
    /// A browser that has never been here.
    pub fn new(portal: &Router) -> Self {
        Self {
            portal: portal.clone(),
            cookies: BTreeMap::new(),
            from: IpAddr::from([192, 0, 2, 1]),
            accepts: "en",
        }
    }

    /// Asks for a page.
    pub async fn get(&mut self, path: &str) -> Page {
        let request = Request::get(path);
        self.send(request, Body::empty()).await
    }

    /// Opens the form of `path` and sends it with `fields`.
    pub async fn fill(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.get(path).await;
        assert_eq!(
            page.status,
            StatusCode::OK,
            "{path} leads to {}",
            page.location
        );
        self.send_form(&page, path, fields).await
    }

    /// Opens the page at `from` and sends one of its forms to `path`.
    pub async fn press(&mut self, from: &str, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.get(from).await;
        self.send_form(&page, path, fields).await
    }

    /// Sends the form of `page`, which may have been opened long ago.
    pub async fn send_form(&mut self, page: &Page, path: &str, fields: &[(&str, &str)]) -> Page {
        let hidden = ["csrf", "version", "form_key", "agreement_version"];
        let hidden = hidden.map(|name| (name, page.hidden(name)));
        let body = form_of(hidden.iter(), fields);
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, "http://127.0.0.1:8080");
        self.send(request, body).await
    }

    /// Signs in with `email`, at noon.
    pub async fn sign_in(&mut self, house: &House, email: &str) {
        self.sign_in_at(house, email, noon()).await;
    }

    /// Signs in with `email`.
    pub async fn sign_in_at(&mut self, house: &House, email: &str, at: Moment) {
        let token = Token::from_random(house.random());
        let browser = self.cookies.get("klippkort-browser");
        let visit = Visit {
            session: None,
            browser: browser
                .and_then(|text| Token::parse(text))
                .map(|token| token.digest()),
            network: "192.0.2.0/24".to_owned(),
            language: "en".to_owned(),
            at,
            once: None,
        };
        let device = Device {
            session: token.digest(),
            agent: String::new(),
        };
        let email = EmailAddress::parse(email).expect("an address");
        let entered = demo::enter(house, &visit, email, "/".to_owned(), device).await;
        entered.expect("the person is known");
        self.cookies.insert("klippkort".to_owned(), token.encoded());
    }

    /// Sends any request.
    pub async fn send(&mut self, request: Builder, body: impl Into<Body>) -> Page {
        let cookies: Vec<_> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = request
            .header(header::HOST, "127.0.0.1:8080")
            .header(header::ACCEPT, "text/html")
            .header(header::ACCEPT_LANGUAGE, self.accepts)
            .header(header::COOKIE, cookies.join("; "))
            .extension(Peer(SocketAddr::from((self.from, 4711))))
            .body(body.into())
            .expect("a request");
        let answer = self
            .portal
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        for cookie in answer.headers().get_all(header::SET_COOKIE) {
            let pair = cookie
                .to_str()
                .expect("text")
                .split(';')
                .next()
                .expect("a pair");
            let (name, value) = pair.split_once('=').expect("a name and a value");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let location = answer.headers().get(header::LOCATION);
        let location = location
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned();
        let (status, headers) = (answer.status(), answer.headers().clone());
        let bytes = answer
            .into_body()
            .collect()
            .await
            .expect("a body")
            .to_bytes();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Page {
            status,
            headers,
            location,
            body,
        }
    }
}

/// The fields as a form sends them, without those that the page does not have.
fn form_of<'a>(
    hidden: impl Iterator<Item = &'a (&'a str, String)>,
    fields: &[(&str, &str)],
) -> String {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in hidden.filter(|(_, value)| !value.is_empty()) {
        form.append_pair(name, value);
    }
    form.extend_pairs(fields).finish()
}
