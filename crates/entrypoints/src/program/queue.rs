//! The service centre's queue: of the officer's region, by topic, by time to due.

use actions::program::{self, Narrowed, Waiting};
use askama::Template;
use axum::extract::State;
use domain::program::Topic;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::name;
use crate::answer::{Page, page as answer};
use crate::app::App;
use crate::desk::due;
use crate::frame::Frame;
use crate::paging::{self, Pager};
use crate::requests::words::{status, title};
use crate::visit::Asked;

#[derive(Template)]
#[template(path = "program/queue.html")]
struct QueuePage {
    frame: Frame,
    form: FormState,
    views: Vec<paging::View>,
    topic: &'static str,
    regions: Vec<(String, String)>,
    rows: Vec<Row>,
    pager: Pager,
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
        page: paging::number(&mut fields),
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
    let topics = Topic::ALL.into_iter().map(Some);
    let views = [None].into_iter().chain(topics).map(|topic| paging::View {
        word: topic.map_or_else(|| w.program_queue_all(), |topic| name(w, topic)),
        href: link(topic, 1),
        is_current: narrowed.topic == topic,
        count: w.number(topic.map_or(all, count)),
    });
    let regions = catalog.regions.iter().map(|region| {
        let name = region.name.in_language(language);
        (region.key.to_string(), name.to_owned())
    });
    let pager = Pager::new(w, narrowed.page, queue.more, |page| {
        link(narrowed.topic, page)
    });
    answer(&QueuePage {
        form: FormState::filled([("region", queue.region.clone())]),
        views: views.collect(),
        topic: narrowed.topic.map_or("", Topic::code),
        regions: regions.collect(),
        rows: queue.cases.iter().map(|one| row(&asked, w, one)).collect(),
        pager,
        frame,
    })
}

fn address(region: &str, topic: Option<Topic>, page: i64) -> String {
    let topic = topic.map_or("", Topic::code);
    let narrowed = [("region", region), ("topic", topic)];
    paging::address("/service-centre/program", &narrowed, page)
}

fn row(asked: &Asked, w: Words, case: &Waiting) -> Row {
    let (status_key, status) = status(w, case.state, None, true);
    Row {
        href: format!("/service-centre/program/{}", case.number),
        title: title(w, &case.number, &case.title),
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
