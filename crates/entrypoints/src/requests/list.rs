//! My requests and my organisation's, all of them or those of the cloud area: filters and page stand in the address.

use actions::incidents::drafts::Draft;
use actions::incidents::mine::{self, Filter, Mine, Which, Whose};
use actions::incidents::{Activity, Line};
use askama::Template;
use axum::extract::State;
use domain::catalog::{Catalog, Name};
use domain::time::Zone;
use web_kit::form::{Fields, Query};
use web_kit::form_state::FormState;
use words::Words;

use super::words::{paying, severity, status, title, topics_named};
use crate::answer::{Page, page as answer};
use crate::app::App;
use crate::frame::Frame;
use crate::paging::{self, Pager};
use crate::visit::{Asked, zone};

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
    choices: Choices,
    is_narrowed: bool,
    never_any: bool,
    waiting: i64,
    pager: Pager,
    clear: String,
    export: String,
}

/// What the list can be narrowed to: keys and names.
struct Choices {
    /// Whose; empty for whoever belongs to no organisation.
    whose: Vec<(String, String)>,
    products: Vec<(String, String)>,
    contracts: Vec<(String, String)>,
    subscriptions: Vec<(String, String)>,
}

struct Row {
    /// Its page, where the reader may open it.
    href: String,
    grouped: String,
    title: String,
    reporter: String,
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
pub(super) fn filter(w: Words, room: Room, fields: &mut Fields) -> (Filter, bool) {
    let shown = fields.take("show");
    let which = match shown.as_str() {
        "closed" => Which::Closed,
        "all" => Which::All,
        _ => Which::Open,
    };
    let text = paging::text(fields);
    let filter = Filter {
        which,
        whose: match room {
            Room::All => Whose::of(&fields.take("whose")),
            // What a subscription is called is for those with a role on it.
            Room::Cloud => Whose::Mine,
        },
        product: fields.take("product"),
        contract: fields.take("contract"),
        is_cloud: room.is_cloud(),
        subscription: if room.is_cloud() {
            fields.take("subscription")
        } else {
            String::new()
        },
        topics: topics_named(w, &text),
        text,
        page: paging::number(fields),
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
    let narrowed = [
        ("show", show),
        (
            "whose",
            if filter.is_cloud {
                ""
            } else {
                filter.whose.code()
            },
        ),
        ("product", &filter.product),
        ("contract", &filter.contract),
        ("subscription", &filter.subscription),
        ("text", &filter.text),
    ];
    paging::address(path, &narrowed, page)
}

pub(super) async fn page(State(app): State<App>, asked: Asked, Query(fields): Query) -> Page {
    listed(&app, &asked, fields, Room::All).await
}

pub(super) async fn of_cloud(State(app): State<App>, asked: Asked, Query(fields): Query) -> Page {
    listed(&app, &asked, fields, Room::Cloud).await
}

async fn listed(app: &App, asked: &Asked, mut fields: Fields, room: Room) -> Page {
    let done = fields.take("done");
    let form = FormState::typed(&fields);
    let (filter, on_drafts) = filter(asked.words(None), room, &mut fields);
    let seen = mine::mine(&app.house, &asked.visit(), filter.clone()).await?;
    let mut frame = app.frame(asked, &seen.caller);
    let (w, zone) = (frame.w, zone(&seen.caller));
    frame.tell((done == "unfollowed").then(|| w.request_unfollowed()));
    let catalog = app.house.catalog();
    let mut mine = seen.page;
    mine.drafts
        .retain(|draft| room == Room::All || draft.answers.subscription.is_some());
    let is_scoped = room == Room::All && filter.whose != Whose::All;
    let which = code(filter.which);
    let show = if on_drafts { "drafts" } else { which };
    let rows = mine.lines.iter();
    let rows = rows.map(|line| row(&frame, asked, &catalog, &zone, line));
    let drafts = mine.drafts.iter();
    let drafts = drafts.map(|draft| draft_row(w, &catalog, &zone, draft));
    let counted = (mine.lines.len(), mine.total);
    let pager = Pager::counted(w, filter.page, counted, |page| {
        address(room.path(), show, &filter, page)
    });
    answer(&List {
        room,
        title: match room {
            Room::All => w.requests_title(),
            Room::Cloud => w.cloud_requests_title(),
        },
        tabs: tabs(w, room, show, filter.whose, &mine),
        rows: rows.collect(),
        drafts: drafts.collect(),
        on_drafts,
        choices: choices(w, &catalog, room, &mine),
        is_narrowed: is_scoped
            || !filter.product.is_empty()
            || !filter.contract.is_empty()
            || !filter.subscription.is_empty()
            || !filter.text.is_empty(),
        never_any: mine.counts == (0, 0) && !is_scoped,
        waiting: mine.waiting,
        pager,
        clear: address(room.path(), show, &Filter::default(), 1),
        export: address(&format!("{}/export.csv", room.path()), show, &filter, 1),
        form,
        frame,
    })
}

/// Word, address, whether it is open, and count of each tab.
fn tabs(
    w: Words,
    room: Room,
    show: &str,
    whose: Whose,
    mine: &Mine,
) -> Vec<(String, String, bool, String)> {
    let ((open, closed), drafts) = (mine.counts, mine.drafts.len());
    let kept = Filter {
        whose,
        is_cloud: room.is_cloud(),
        ..Filter::default()
    };
    let tab = |label: &str, which: &str, count: i64| {
        let href = address(room.path(), which, &kept, 1);
        (label.to_owned(), href, which == show, w.number(count))
    };
    vec![
        tab(w.requests_open(), "open", open),
        tab(w.requests_closed(), "closed", closed),
        tab(w.requests_drafts(), "drafts", drafts as i64),
        tab(w.requests_all(), "all", open + closed),
    ]
}

fn choices(w: Words, catalog: &Catalog, room: Room, mine: &Mine) -> Choices {
    let contract = |(key, access, plan): &(String, String, Name)| {
        let label = w.contract_label(access, plan.in_language(w.language().code()));
        (key.clone(), label)
    };
    let products = mine.products.iter();
    let whose = [
        (Whose::Mine, w.requests_filter_mine()),
        (Whose::Organisation, w.requests_filter_organisation()),
    ];
    let whose = whose.map(|(whose, label)| (whose.code().to_owned(), label.to_owned()));
    let is_offered = mine.has_organisation && room == Room::All;
    Choices {
        whose: whose.into_iter().filter(|_| is_offered).collect(),
        products: products
            .map(|key| (key.clone(), product(w, catalog, key)))
            .collect(),
        contracts: mine.contracts.iter().map(contract).collect(),
        subscriptions: mine.subscriptions.clone(),
    }
}

/// What a product is called; its key where the catalogue no longer knows it.
fn product(w: Words, catalog: &Catalog, key: &str) -> String {
    let name = catalog.product(key).map(|one| &one.name);
    name.map_or(key, |name| name.in_language(w.language().code()))
        .to_owned()
}

fn draft_row(w: Words, catalog: &Catalog, zone: &Zone, draft: &Draft) -> DraftRow {
    let answers = &draft.answers;
    DraftRow {
        title: match (answers.title.as_str(), answers.product.as_deref()) {
            ("", Some(key)) => product(w, catalog, key),
            ("", None) => w.status_draft().to_owned(),
            (title, _) => title.to_owned(),
        },
        href: format!("/requests/draft/{}", draft.key),
        until: w.requests_draft_until(w.long_date(zone.date_of(draft.expires))),
    }
}

fn row(frame: &Frame, asked: &Asked, catalog: &Catalog, zone: &Zone, one: &Activity) -> Row {
    let (w, line) = (frame.w, &one.line);
    let (status_key, status) = status(w, line.state, line.disposition, !one.is_mine);
    Row {
        href: if one.opens {
            format!("/requests/{}", line.number)
        } else {
            String::new()
        },
        grouped: w.request_number(&line.number),
        title: title(w, &line.number, &line.title),
        reporter: one.reporter.clone(),
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
