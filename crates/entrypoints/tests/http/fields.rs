//! Hostile text in every field of every form, and in the query of every page: no fault of ours, and nothing of it
//! becomes part of a page.
//!
//! The routes are those of the matrix. Each page is opened by two who are let in, and each form on it is sent with
//! everything hostile, and with the rest in order, so that it is kept. To a route that no page has a form for goes a form
//! with every field of all the others. `KLIPPKORT_HOSTILE=all` sends the whole corpus to each field.

use std::collections::{BTreeMap, BTreeSet};
use std::env;

use actions::MIGRATIONS;
use axum::http::{Request, StatusCode, header};

use crate::corpus::{HOSTILE, begins_formula, endless, let_through};
use crate::crowd::{Crowd, PEOPLE, Role};
use crate::estates::{Estate, INTERNAL};
use crate::forms::{Field, Form, forms};
use crate::matrix::{Line, named, peopled, table};
use crate::places::Objects;
use crate::stage::Stage;
use crate::support::Page;

const FORM: &str = "application/x-www-form-urlencoded";

/// How often a form is sent: as often in each way.
const ROUNDS: usize = 9;

/// How many of those who are let in open a page.
const EYES: usize = 2;

/// Forms that would end what the walk stands on, and are sent last.
const LAST: [&str; 3] = ["/sign-", "/account", "/setup"];

struct Walk<'a> {
    crowd: Crowd,
    estates: &'a [Estate],
    house: &'a Objects,
    lines: &'a [Line],
    rounds: usize,
    sent: usize,
    /// Routes that a form was sent to.
    reached: BTreeSet<String>,
    /// Every field that a form has had.
    names: BTreeSet<String>,
    wrong: BTreeSet<String>,
}

impl Walk<'_> {
    /// Every page, for those who open it.
    fn pages(&self, eyes: usize) -> Vec<(usize, String)> {
        let reads = self.lines.iter().filter(|line| line.route.0 == "GET");
        let mut pages = Vec::new();
        for line in reads {
            let seen = (0..PEOPLE.len()).flat_map(|place| {
                let named = named(self.estates, self.house, &line.route.1, place);
                let named = named
                    .into_iter()
                    .filter(|(_, role)| line.lets_in.contains(role));
                named.take(1).map(move |(path, _)| (place, path))
            });
            pages.extend(seen.take(eyes));
        }
        pages
    }

    /// The pattern of the route that a form leads to.
    fn route(&self, action: &str) -> Option<String> {
        let path = action.split('?').next().unwrap_or_default();
        let fits = |pattern: &str| {
            let mut left = path.split('/');
            let mut parts = pattern.split('/');
            loop {
                match (parts.next(), left.next()) {
                    (Some(part), Some(_)) if part.starts_with("{*") => return true,
                    (Some(part), Some(_)) if part.starts_with('{') => {}
                    (Some(part), Some(word)) if part == word => {}
                    (None, None) => return true,
                    _ => return false,
                }
            }
        };
        let posts = self.lines.iter().filter(|line| line.route.0 == "POST");
        let mut patterns = posts.map(|line| line.route.1.split('?').next().unwrap_or_default());
        patterns.find(|pattern| fits(pattern)).map(str::to_owned)
    }

    fn judge(&mut self, what: &str, page: &Page) {
        if page.status.is_server_error() {
            self.wrong
                .insert(format!("{what}: {} {}", page.status, page.body));
        }
        let kind = page.headers.get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.starts_with("text/html")
            && let Some(mark) = let_through(&page.body)
        {
            let place = page
                .body
                .to_ascii_lowercase()
                .find(mark)
                .unwrap_or_default();
            let around: String = page
                .body
                .chars()
                .skip(place.saturating_sub(80))
                .take(200)
                .collect();
            self.wrong
                .insert(format!("{what} lets {mark} through: …{around}…"));
        }
        if kind.starts_with("text/csv") && begins_formula(&page.body) {
            self.wrong.insert(format!("{what} begins a formula"));
        }
        for (name, value) in &page.headers {
            let is_ours = !name.as_str().contains("canary");
            let is_whole = !value
                .as_bytes()
                .iter()
                .any(|byte| [b'\r', b'\n', 0].contains(byte));
            if !is_ours || !is_whole {
                self.wrong.insert(format!("{what} has the header {name}"));
            }
        }
    }

    /// Asks for `path` as the person at `place`.
    async fn open(&mut self, place: usize, path: &str) -> Page {
        let page = self.crowd.member(place).0.get(path).await;
        self.judge(path, &page);
        page
    }

    async fn send(&mut self, place: usize, form: &Form, values: &[(String, String)]) {
        let (browser, token) = self.crowd.member(place);
        let values = values.iter().map(|(name, value)| match name.as_str() {
            "csrf" => (name.as_str(), token.as_str()),
            _ => (name.as_str(), value.as_str()),
        });
        let (kind, body) = if form.takes_files {
            (
                "multipart/form-data; boundary=k-boundary",
                parts(form, values),
            )
        } else {
            let mut encoded = url::form_urlencoded::Serializer::new(String::new());
            (FORM, encoded.extend_pairs(values).finish().into_bytes())
        };
        let page = if form.method == "get" {
            let query = String::from_utf8(body).expect("it is text");
            browser.get(&format!("{}?{query}", form.action)).await
        } else {
            let request = Request::post(&form.action)
                .header(header::CONTENT_TYPE, kind)
                .header(header::ORIGIN, "http://127.0.0.1:8080");
            browser.send(request, body).await
        };
        self.sent += 1;
        let what = format!("{} {} of {}", form.method, form.action, PEOPLE[place].0);
        self.judge(&what, &page);
        if page.status == StatusCode::SEE_OTHER && page.location.starts_with('/') {
            let location = page.location.clone();
            self.open(place, &location).await;
        }
    }

    /// Sends a form in every round: with all fields hostile, with those alone that take any text, and with those of them
    /// alone that are empty, so that the rest is in order. Once more with more than any field takes.
    async fn attack(&mut self, place: usize, form: &Form) {
        let seed = form
            .action
            .bytes()
            .fold(7_usize, |sum, byte| sum * 31 % 9_973 + usize::from(byte));
        for round in 0..=self.rounds {
            let is_last = round == self.rounds;
            let values = (0..).zip(&form.fields).map(|(number, field)| {
                let is_hostile = match round % 3 {
                    _ if field.name == "csrf" => false,
                    _ if is_last => field.is_text(),
                    0 => true,
                    1 => field.is_text(),
                    _ => field.is_text() && field.value.is_empty(),
                };
                let value = match is_hostile {
                    // No browser sends an address of more.
                    true if is_last && form.method == "get" => endless()[..20_000].to_owned(),
                    true if is_last => endless(),
                    true => HOSTILE[(seed + round * 5 + number * 11) % HOSTILE.len()].to_owned(),
                    false => field.fitting(),
                };
                (field.name.clone(), value)
            });
            let values: Vec<(String, String)> = values.collect();
            self.send(place, form, &values).await;
        }
    }

    /// Opens the pages and sends the forms that are on them.
    async fn forms_of(&mut self, pages: &[(usize, String)]) -> Vec<(usize, Form)> {
        let mut seen: BTreeMap<(String, Vec<String>), usize> = BTreeMap::new();
        let mut found = Vec::new();
        for (place, path) in pages {
            let page = self.open(*place, path).await;
            for form in forms(&page.body, path) {
                let names: Vec<String> = form.fields.iter().map(|one| one.name.clone()).collect();
                let route = self
                    .route(&form.action)
                    .unwrap_or_else(|| form.action.clone());
                let times = seen
                    .entry((format!("{} {route}", form.method), names.clone()))
                    .or_default();
                *times += 1;
                self.names.extend(names);
                if *times <= EYES {
                    self.reached.insert(route);
                    found.push((*place, form));
                }
            }
        }
        found
    }

    /// The routes that no page has a form for: each gets every field that there is.
    async fn blind(&mut self) {
        let fields: Vec<Field> = self
            .names
            .iter()
            .map(|name| Field {
                name: name.clone(),
                kind: String::new(),
                value: String::new(),
            })
            .collect();
        let posts: Vec<(&str, &Line)> = self
            .lines
            .iter()
            .filter(|line| line.route.0 == "POST")
            .map(|line| (line.route.1.split('?').next().unwrap_or_default(), line))
            .filter(|(pattern, _)| !self.reached.contains(*pattern))
            .collect();
        for (pattern, line) in posts {
            let eyes = (0..PEOPLE.len()).flat_map(|place| {
                let named = named(self.estates, self.house, pattern, place);
                let named = named
                    .into_iter()
                    .filter(|(_, role)| line.lets_in.contains(role));
                named.map(move |(path, _)| (place, path)).take(1)
            });
            for (place, action) in eyes.take(1).collect::<Vec<_>>() {
                let takes_files =
                    action.starts_with("/admin/import") || action.starts_with("/admin/uploads");
                let form = Form {
                    action,
                    method: "post".to_owned(),
                    takes_files,
                    fields: fields.clone(),
                };
                self.attack(place, &form).await;
                self.reached.insert(pattern.to_owned());
            }
        }
    }
}

/// The parts of a form with files, named as browsers write them.
fn parts<'a>(form: &Form, values: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<u8> {
    let mut body = String::new();
    for (place, (name, value)) in values.enumerate() {
        let is_file = form
            .fields
            .get(place)
            .is_some_and(|field| field.kind == "file");
        let quoted = |text: &str| {
            text.replace('"', "%22")
                .replace('\r', "%0D")
                .replace('\n', "%0A")
        };
        let file = if is_file {
            format!("; filename=\"{}\"", quoted(value))
        } else {
            String::new()
        };
        body.push_str("--k-boundary\r\ncontent-disposition: form-data; name=\"");
        for text in [&quoted(name), "\"", &file, "\r\n\r\n", value, "\r\n"] {
            body.push_str(text);
        }
    }
    body.push_str("--k-boundary--\r\n");
    body.into_bytes()
}

/// What letters hold that whoever gets them must not see. Whom a customer invites is told of what they are invited to.
async fn letters(stage: &Stage, estates: &[Estate]) -> Vec<String> {
    let all = stage
        .texts("SELECT address || ' ' || facts FROM letter")
        .await;
    assert!(all.len() > 20, "only {} letters were written", all.len());
    let mut wrong = Vec::new();
    for letter in all {
        let (address, text) = letter.split_once(' ').unwrap_or_default();
        let who = address.split('@').next().unwrap_or_default();
        let known = PEOPLE.iter().find(|(name, ..)| *name == who);
        let otherwise = known.map_or(Role::Stranger, |(_, _, otherwise, _)| *otherwise);
        let is_foreign =
            |estate: &&Estate| known.is_some() && estate.role(who, otherwise) <= Role::Stranger;
        for estate in estates.iter().filter(is_foreign) {
            if text.contains(estate.secret) {
                wrong.push(format!("{address} is told of {}: {text}", estate.secret));
            }
        }
        if otherwise <= Role::Stranger && text.contains(INTERNAL) {
            wrong.push(format!("{address} is told a note: {text}"));
        }
    }
    wrong
}

store::on_both_engines! { MIGRATIONS;
    async fn no_field_of_any_form_makes_a_fault_of_ours_or_becomes_part_of_a_page(world) {
        let stage = Stage::open(&world).await;
        let (estates, house) = peopled(&stage).await;
        let lines = table();
        let rounds = if env::var("KLIPPKORT_HOSTILE").is_ok_and(|asked| asked == "all") { 3 * HOSTILE.len() } else { ROUNDS };
        let mut walk = Walk {
            crowd: Crowd::gather(&stage).await, estates: &estates, house: &house, lines: &lines, rounds,
            sent: 0, reached: BTreeSet::new(), names: BTreeSet::new(), wrong: BTreeSet::new(),
        };
        let pages = walk.pages(EYES);
        let (last, first): (Vec<_>, Vec<_>) = walk.forms_of(&pages).await.into_iter()
            .partition(|(_, form)| LAST.iter().any(|end| form.action.starts_with(end)));
        assert!(first.len() > 100, "only {} forms were found", first.len());
        for (place, form) in &first {
            walk.attack(*place, form).await;
        }
        walk.blind().await;
        for (number, (place, path)) in pages.iter().enumerate() {
            let text = HOSTILE[number % HOSTILE.len()];
            let names = ["text", "page", "from", "until", "before", "view", "which", "to", "q"];
            let query = names.map(|name| (name, text));
            let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
            walk.open(*place, &format!("{}?{query}", path.split('?').next().unwrap_or_default())).await;
        }
        for (place, path) in walk.pages(usize::MAX) {
            walk.open(place, &path).await;
        }
        for (place, form) in &last {
            walk.attack(*place, form).await;
            walk.crowd = Crowd::gather(&stage).await;
        }
        let told = letters(&stage, &estates).await;
        walk.wrong.extend(told);
        let unreached: Vec<_> = lines.iter()
            .filter(|line| line.route.0 == "POST" && !line.lets_in.is_empty())
            .map(|line| line.route.1.split('?').next().unwrap_or_default())
            .filter(|pattern| !walk.reached.contains(*pattern)).collect();
        assert_eq!(unreached, Vec::<&str>::new(), "nothing was sent there");
        assert!(walk.wrong.is_empty(), "{} forms sent:\n{}", walk.sent, walk.wrong.into_iter().collect::<Vec<_>>().join("\n"));
    }
}
