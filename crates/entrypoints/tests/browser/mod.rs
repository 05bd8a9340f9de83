//! A browser without scripts, and a site of its own for each test.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use actions::accounts::sign_in::{Secrets, secrets};
use actions::testing::{house, noon};
use actions::{House, MIGRATIONS};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::time::{Moment, Span};
use entrypoints::{App, Demo, DemoPerson, Settings};
use http_body_util::BodyExt as _;
use store::Engine;
use store::testing::World;
use tower::ServiceExt as _;
use web_kit::host::{BaseUrl, Site};

const ORIGIN: &str = "http://localhost:8080";

/// A site over a database of its own, with a clock that stands where it is put.
pub struct Place {
    world: World,
    pub house: Arc<House>,
    routes: Router,
    clock: Arc<AtomicI64>,
}

impl Place {
    /// An empty site; `demo` is demo mode.
    pub async fn open(demo: bool) -> Self {
        let world = store::testing::world(Engine::Sqlite, MIGRATIONS).expect("SQLite is built in");
        let house = house(&world.store).await;
        let clock = Arc::new(AtomicI64::new(noon().0));
        let base = BaseUrl::parse(ORIGIN).expect("an address");
        let settings = Settings {
            name: "Klippkort".into(),
            demo,
        };
        let tells = Arc::clone(&clock);
        let now = Arc::new(move || Moment(tells.load(Ordering::Relaxed)));
        let maja = DemoPerson {
            name: "Maja".into(),
            email: "maja@example.com".into(),
            roles: Vec::new(),
            note: BTreeMap::new(),
        };
        let demo = Demo {
            people: vec![maja],
            pairs: Vec::new(),
        };
        let app = App::new(
            Arc::clone(&house),
            Site::new(base, Vec::new()),
            settings,
            now,
        );
        let routes = entrypoints::site(app.with_demo(demo).with_contact("help@example.net"));
        Self {
            world,
            house,
            routes,
            clock,
        }
    }

    /// Lets time pass.
    pub fn wait(&self, minutes: i64) {
        self.clock
            .fetch_add(Span::minutes(minutes).0, Ordering::Relaxed);
    }

    /// Now, as the site's clock says.
    pub fn now(&self) -> Moment {
        Moment(self.clock.load(Ordering::Relaxed))
    }

    /// A browser that has never been here.
    pub fn browser(&self) -> Browser<'_> {
        Browser {
            place: self,
            cookies: BTreeMap::new(),
            csrf: String::new(),
        }
    }

    /// What the newest letter about signing in delivers.
    pub async fn mailed(&self) -> Secrets {
        let newest = "SELECT key FROM sign_in ORDER BY id DESC LIMIT 1";
        secrets(&self.house, &self.key(newest).await)
    }

    /// The first column of the only row of `sql`.
    pub async fn key(&self, sql: &'static str) -> String {
        let read = self
            .world
            .store
            .read::<_, store::Fault, _>(move |reader| reader.row(sql, &[], |row| row.get(0)));
        read.await.expect("a row")
    }
}

/// A browser with its cookies and the token of the page it shows.
pub struct Browser<'a> {
    place: &'a Place,
    pub cookies: BTreeMap<String, String>,
    pub csrf: String,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub html: String,
}

impl Browser<'_> {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, &[], None).await
    }

    /// Sends a form with the token of the page that is shown.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.append_pair("csrf", &self.csrf);
        form.extend_pairs(fields);
        let body = form.finish();
        self.send("POST", path, &[], Some(body)).await
    }

    pub async fn send(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<String>,
    ) -> Answer {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "localhost:8080")
            .header(header::ACCEPT, "text/html")
            .header(header::COOKIE, cookies.join("; "));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        let request = request.body(body.map_or_else(Body::empty, Body::from));
        let asked = self
            .place
            .routes
            .clone()
            .oneshot(request.expect("a request"));
        let answer = asked.await.expect("infallible");
        self.keep(answer.headers());
        let status = answer.status();
        let location = answer.headers().get(header::LOCATION);
        let location = location.map(|path| path.to_str().expect("ASCII").to_owned());
        let bytes = answer
            .into_body()
            .collect()
            .await
            .expect("a body")
            .to_bytes();
        let html = String::from_utf8(bytes.to_vec()).expect("UTF-8");
        if let Some(token) = between(&html, "name=\"csrf\" value=\"", "\"") {
            token.clone_into(&mut self.csrf);
        }
        Answer {
            status,
            location: location.unwrap_or_default(),
            html,
        }
    }

    fn keep(&mut self, headers: &axum::http::HeaderMap) {
        for set in headers.get_all(header::SET_COOKIE) {
            let set = set.to_str().expect("ASCII");
            let (name, rest) = set.split_once('=').expect("a cookie");
            let value = rest.split(';').next().unwrap_or_default();
            if set.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// Signs in by the link of a letter.
    pub async fn sign_in(&mut self, email: &str) {
        self.get("/sign-in").await;
        let asked = self
            .post("/sign-in", &[("email", email), ("return_to", "/")])
            .await;
        assert_eq!(asked.location, "/sign-in/sent");
        let link = format!("/sign-in/link/{}", self.place.mailed().await.link);
        self.get(&link).await;
        let entered = self.post(&link, &[]).await;
        assert_eq!(
            (entered.status, entered.location.as_str()),
            (StatusCode::SEE_OTHER, "/")
        );
        self.get("/").await;
    }
}

/// What stands between two marks.
pub fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}
