//! My requests, all of them or those of the cloud area: filters and page stand in the address.

use actions::incidents::drafts::{self, Draft};
use actions::incidents::mine::{self, Filter, Line, Mine, Which};
use askama::Template;
use axum::extract::State;
use domain::account::Caller;
use domain::catalog::{Catalog, Name};
use domain::limits;
use domain::time::Zone;
use url::form_urlencoded::Serializer;
use web_kit::form::{Fields, Query};
use web_kit::form_state::FormState;
use words::Words;

use super::words::{paying, severity, status};
use crate::answer::{Page, page as answer};
use crate::app::App;
use crate::frame::{Frame, Notice, Tone};
use crate::visit::Asked;

#[derive(Template)]
#[template(path = "requests/list.html")]
struct List {
    frame: Frame,
    form: FormState,
    room: Room,
    title: &'static str,
    tabs: Vec<(String, String, bool, String)>,
    rows: Vec<Row>,
    drafts: Vec<DraftRow>,
    on_drafts: bool,
    products: Vec<(String, String)>,
    contracts: Vec<(String, String)>,
    subscriptions: Vec<(String, String)>,
    is_narrowed: bool,
    never_any: bool,
    waiting: i64,
    showing: String,
    previous: String,
    next: String,
    clear: String,
    export: String,
}

struct Row {
    number: String,
    grouped: String,
    title: String,
    letter: &'static str,
    severity: &'static str,
    status_key: &'static str,
    status: &'static str,
    contract: String,
    /// In the cloud area.
    subscription: String,
    service: String,
    changed: String,
    iso: String,
}

struct DraftRow {
    title: String,
    href: String,
    until: String,
}

/// Which requests a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// All of them.
    All,
    /// Those that were made in the cloud area.
    Cloud,
}

impl Room {
    /// The address of the list.
    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::All => "/requests",
            Self::Cloud => "/cloud/requests",
        }
    }

    /// Where a new request begins.
    const fn begins(self) -> &'static str {
        match self {
            Self::All => "/requests/new",
            Self::Cloud => "/cloud/requests/new",
        }
    }

    fn is_cloud(self) -> bool {
        self == Self::Cloud
    }
}

/// What the address asks for; what it cannot mean is left out.
pub(super) fn filter(room: Room, fields: &mut Fields) -> (Filter, bool) {
    let shown = fields.take("show");
    let which = match shown.as_str() {
        "closed" => Which::Closed,
        "all" => Which::All,
        _ => Which::Open,
    };
    let text: String = fields
        .take("text")
        .chars()
        .take(limits::SEARCH_CHARS_MAX)
        .collect();
    let filter = Filter {
        which,
        product: fields.take("product"),
        contract: fields.take("contract"),
        is_cloud: room.is_cloud(),
        subscription: if room.is_cloud() {
            fields.take("subscription")
        } else {
            String::new()
        },
        text: text.trim().to_owned(),
        page: fields.take("page").parse().unwrap_or(1).max(1),
    };
    (filter, shown == "drafts")
}

const fn code(which: Which) -> &'static str {
    match which {
        Which::Open => "open",
        Which::Closed => "closed",
        Which::All => "all",
    }
}

fn address(path: &str, show: &str, filter: &Filter, page: i64) -> String {
    let mut query = Serializer::new(String::new());
    query.append_pair("show", show);
    for (name, value) in [
        ("product", &filter.product),
        ("contract", &filter.contract),
        ("subscription", &filter.subscription),
        ("text", &filter.text),
    ] {
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    }
    if page > 1 {
        query.append_pair("page", &page.to_string());
    }
    format!("{path}?{}", query.finish())
}

pub(super) async fn page(State(app): State<App>, asked: Asked, Query(fields): Query) -> Page {
    listed(&app, &asked, fields, Room::All).await
}

pub(super) async fn of_cloud(State(app): State<App>, asked: Asked, Query(fields): Query) -> Page {
    listed(&app, &asked, fields, Room::Cloud).await
}

#[expect(clippy::too_many_lines, reason = "one page, field by field")]
async fn listed(app: &App, asked: &Asked, mut fields: Fields, room: Room) -> Page {
    let done = fields.take("done");
    let form = FormState::typed(&fields);
    let (filter, on_drafts) = filter(room, &mut fields);
    let seen = mine::mine(&app.house, &asked.visit(), filter.clone()).await?;
    let mut kept = drafts::mine(&app.house, &asked.visit()).await?.page;
    kept.retain(|draft| room == Room::All || draft.answers.subscription.is_some());
    let mut frame = app.frame(asked, &seen.caller);
    let (w, zone) = (frame.w, zone(&seen.caller));
    if done == "unfollowed" {
        frame.notices.push(Notice {
            tone: Tone::Success,
            sentence: w.request_unfollowed().to_owned(),
        });
    }
    let language = w.language().code();
    let catalog = app.house.catalog();
    let product = |key: &str| {
        let name = catalog.product(key).map(|one| &one.name);
        name.map_or(key, |name| name.in_language(language))
            .to_owned()
    };
    let mine = seen.page;
    let which = code(filter.which);
    let show = if on_drafts { "drafts" } else { which };
    let all = mine.counts.0 + mine.counts.1;
    let tab = |label: &str, which: &str, count: i64| {
        let href = address(room.path(), which, &Filter::default(), 1);
        (label.to_owned(), href, which == show, w.number(count))
    };
    let rows = mine
        .lines
        .iter()
        .map(|line| row(&frame, asked, &catalog, &zone, line))
        .collect();
    let drafts = kept.iter().map(|draft| draft_row(w, &zone, draft, product));
    let (previous, next) = neighbours(mine.total, filter.page, |page| {
        address(room.path(), show, &filter, page)
    });
    let contract = |(key, access, plan): &(String, String, Name)| {
        let label = w.contract_label(access, plan.in_language(language));
        (key.clone(), label)
    };
    answer(&List {
        room,
        title: match room {
            Room::All => w.requests_title(),
            Room::Cloud => w.cloud_requests_title(),
        },
        tabs: vec![
            tab(w.requests_open(), "open", mine.counts.0),
            tab(w.requests_closed(), "closed", mine.counts.1),
            tab(w.requests_drafts(), "drafts", kept.len() as i64),
            tab(w.requests_all(), "all", all),
        ],
        rows,
        drafts: drafts.collect(),
        on_drafts,
        products: mine
            .products
            .iter()
            .map(|key| (key.clone(), product(key)))
            .collect(),
        contracts: mine.contracts.iter().map(contract).collect(),
        subscriptions: mine.subscriptions.clone(),
        is_narrowed: !filter.product.is_empty()
            || !filter.contract.is_empty()
            || !filter.subscription.is_empty()
            || !filter.text.is_empty(),
        never_any: all == 0,
        waiting: mine.waiting,
        showing: showing(&frame, &mine, filter.page),
        previous,
        next,
        clear: address(room.path(), show, &Filter::default(), 1),
        export: address(&format!("{}/export.csv", room.path()), show, &filter, 1),
        form,
        frame,
    })
}

fn draft_row(w: Words, zone: &Zone, draft: &Draft, product: impl Fn(&str) -> String) -> DraftRow {
    let answers = &draft.answers;
    DraftRow {
        title: match (answers.title.as_str(), answers.product.as_deref()) {
            ("", Some(key)) => product(key),
            ("", None) => w.status_draft().to_owned(),
            (title, _) => title.to_owned(),
        },
        href: format!("/requests/draft/{}", draft.key),
        until: w.requests_draft_until(w.long_date(zone.date_of(draft.expires))),
    }
}

/// The addresses of the pages before and after `page`; empty where there is none.
fn neighbours(rows: i64, page: i64, address: impl Fn(i64) -> String) -> (String, String) {
    let pages = (rows + limits::PAGE_ROWS as i64 - 1) / limits::PAGE_ROWS as i64;
    let previous = (page > 1).then(|| address((page - 1).min(pages.max(1))));
    let next = (page < pages).then(|| address(page + 1));
    (previous.unwrap_or_default(), next.unwrap_or_default())
}

fn showing(frame: &Frame, mine: &Mine, page: i64) -> String {
    let first = (page - 1)
        .saturating_mul(limits::PAGE_ROWS as i64)
        .saturating_add(1);
    let last = first.saturating_add(mine.lines.len() as i64 - 1);
    let range = frame.w.range(first, last.max(first));
    frame.w.paging_showing(range, frame.w.number(mine.total))
}

fn row(frame: &Frame, asked: &Asked, catalog: &Catalog, zone: &Zone, line: &Line) -> Row {
    let w = frame.w;
    let (status_key, status) = status(w, line.state, line.disposition, false);
    Row {
        number: line.number.clone(),
        grouped: w.request_number(&line.number),
        title: line.title.clone(),
        letter: line.severity.code(),
        severity: severity(w, line.severity),
        status_key,
        status,
        contract: paying(w, line.access_id.as_deref(), &line.plan),
        subscription: line.subscription.clone().unwrap_or_default(),
        service: service(w, catalog, line),
        changed: w.near_time(line.changed, asked.at, zone),
        iso: line.changed.to_string(),
    }
}

/// What the service is called that a cloud request is about.
pub(super) fn service(w: Words, catalog: &Catalog, line: &Line) -> String {
    let (kind, key) = (&line.problem.0, &line.problem.1);
    let product = catalog.product(&line.product);
    let kind = product.and_then(|product| product.problem_type(kind));
    let category = kind.and_then(|kind| kind.category(key));
    let name = category.map(|one| one.name.in_language(w.language().code()));
    name.unwrap_or(key).to_owned()
}

/// The zone that somebody's times are given in.
pub(crate) fn zone(caller: &Caller) -> Zone {
    caller
        .person()
        .and_then(|person| Zone::named(&person.zone).ok())
        .unwrap_or(Zone::UTC)
}
