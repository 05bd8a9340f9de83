//! The service centre's queue: of the officer's region, by topic, by time to due.

use actions::program::{self, Narrowed, Waiting};
use askama::Template;
use axum::extract::State;
use domain::program::Topic;
use url::form_urlencoded::Serializer;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::name;
use crate::answer::{Page, page as answer};
use crate::app::App;
use crate::desk::due;
use crate::frame::Frame;
use crate::requests::words::status;
use crate::visit::Asked;

#[derive(Template)]
#[template(path = "program/queue.html")]
struct QueuePage {
    frame: Frame,
    form: FormState,
    /// Word, address, whether it is open, count.
    topics: Vec<(&'static str, String, bool, String)>,
    topic: &'static str,
    regions: Vec<(String, String)>,
    rows: Vec<Row>,
    showing: String,
    previous: String,
    next: String,
}

struct Row {
    href: String,
    title: String,
    grouped: String,
    status_key: &'static str,
    status: &'static str,
    /// Moment, words and tone of the first answer's deadline; nothing where none is due.
    due: Option<(String, String, &'static str)>,
    topic: &'static str,
    organisation: String,
    person: String,
    officer: String,
}

pub(super) async fn page(State(app): State<App>, asked: Asked, Query(mut fields): Query) -> Page {
    let narrowed = Narrowed {
        region: fields.maybe("region"),
        topic: Topic::from_code(&fields.take("topic")),
        page: fields.take("page").parse().unwrap_or(1).max(1),
    };
    let seen = program::queue(&app.house, &asked.visit(), narrowed.clone()).await?;
    let (frame, queue) = (app.frame(&asked, &seen.caller), seen.page);
    let w = frame.w;
    let (language, catalog) = (w.language().code(), app.house.catalog());
    let link = |topic, page| address(&queue.region, topic, page);
    let count = |topic| {
        let mut counts = queue.counts.iter();
        counts
            .find(|(one, _)| *one == topic)
            .map_or(0, |(_, many)| *many)
    };
    let all: i64 = queue.counts.iter().map(|(_, many)| many).sum();
    let mut topics = vec![(
        w.program_queue_all(),
        link(None, 1),
        narrowed.topic.is_none(),
        w.number(all),
    )];
    topics.extend(Topic::ALL.into_iter().map(|topic| {
        let is_open = narrowed.topic == Some(topic);
        (
            name(w, topic),
            link(Some(topic), 1),
            is_open,
            w.number(count(topic)),
        )
    }));
    let regions = catalog.regions.iter().map(|region| {
        let name = region.name.in_language(language);
        (region.key.to_string(), name.to_owned())
    });
    let before = (narrowed.page > 1).then(|| link(narrowed.topic, narrowed.page - 1));
    let after = queue.more.then(|| link(narrowed.topic, narrowed.page + 1));
    answer(&QueuePage {
        form: FormState::filled([("region", queue.region.clone())]),
        topics,
        topic: narrowed.topic.map_or("", Topic::code),
        regions: regions.collect(),
        rows: queue.cases.iter().map(|one| row(&asked, w, one)).collect(),
        showing: w.paging_page(w.number(narrowed.page)),
        previous: before.unwrap_or_default(),
        next: after.unwrap_or_default(),
        frame,
    })
}

fn address(region: &str, topic: Option<Topic>, page: i64) -> String {
    let mut query = Serializer::new(String::new());
    query.append_pair("region", region);
    if let Some(topic) = topic {
        query.append_pair("topic", topic.code());
    }
    if page > 1 {
        query.append_pair("page", &page.to_string());
    }
    format!("/service-centre/program?{}", query.finish())
}

fn row(asked: &Asked, w: Words, case: &Waiting) -> Row {
    let (status_key, status) = status(w, case.state, None, true);
    Row {
        href: format!("/service-centre/program/{}", case.number),
        title: case.title.clone(),
        grouped: w.request_number(&case.number),
        status_key,
        status,
        due: case.due.map(|at| due(asked, w, at)),
        topic: name(w, case.topic),
        organisation: case.organisation.clone(),
        person: case.person.clone(),
        officer: case
            .officer
            .clone()
            .unwrap_or_else(|| w.program_queue_nobody().to_owned()),
    }
}
