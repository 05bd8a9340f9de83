//! The queue: views with counts, and what waits in the one that is open, by time to due.

use actions::incidents::queue::{self, Narrowed, View, Waiting};
use askama::Template;
use axum::extract::State;
use domain::limits;
use domain::policy;
use domain::time::Moment;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use crate::answer::{Page, page as answer};
use crate::app::App;
use crate::frame::Frame;
use crate::paging::{self, Pager};
use crate::requests::words::{severity, status};
use crate::visit::Asked;

#[derive(Template)]
#[template(path = "desk/queue.html")]
struct QueuePage {
    frame: Frame,
    form: FormState,
    views: Vec<paging::View>,
    view: &'static str,
    rows: Vec<Row>,
    is_narrowed: bool,
    /// Whether the reader keeps the saved replies.
    keeps_replies: bool,
    pager: Pager,
}

struct Row {
    number: String,
    grouped: String,
    title: String,
    letter: &'static str,
    severity: &'static str,
    status_key: &'static str,
    status: &'static str,
    /// Moment, words and tone of the first answer's deadline; nothing where none is due.
    due: Option<(String, String, &'static str)>,
    customer: String,
    product: String,
    engineer: String,
    unread: bool,
}

fn name(w: Words, view: View) -> &'static str {
    match view {
        View::Unassigned => w.desk_view_unassigned(),
        View::Mine => w.desk_view_mine(),
        View::DueSoon => w.desk_view_due_soon(),
        View::Overdue => w.desk_view_overdue(),
        View::Waiting => w.desk_view_waiting(),
        View::Closed => w.desk_view_closed(),
        View::Disputed => w.desk_view_disputed(),
        View::All => w.desk_view_all(),
    }
}

pub(super) async fn page(State(app): State<App>, asked: Asked, Query(mut fields): Query) -> Page {
    let form = FormState::typed(&fields);
    let narrowed = Narrowed {
        view: View::from_code(&fields.take("view")).unwrap_or_default(),
        text: paging::text(&mut fields),
        page: paging::number(&mut fields),
    };
    let seen = queue::queue(&app.house, &asked.visit(), narrowed.clone()).await?;
    let frame = app.frame(&asked, &seen.caller);
    let w = frame.w;
    let views = View::ALL.into_iter().zip(seen.page.counts);
    let views = views.map(|(view, count)| paging::View {
        word: name(w, view),
        href: address(view, "", 1),
        is_current: view == narrowed.view,
        count: w.number(count),
    });
    let rows = seen
        .page
        .lines
        .iter()
        .map(|line| row(&app, &asked, w, line));
    let pager = Pager::new(w, narrowed.page, seen.page.more, |page| {
        address(narrowed.view, &narrowed.text, page)
    });
    answer(&QueuePage {
        views: views.collect(),
        rows: rows.collect(),
        view: narrowed.view.code(),
        is_narrowed: !narrowed.text.is_empty(),
        keeps_replies: seen
            .caller
            .person()
            .is_some_and(|person| person.holds(policy::REPLY_KEEPERS)),
        pager,
        form,
        frame,
    })
}

fn address(view: View, text: &str, page: i64) -> String {
    paging::address("/desk", &[("view", view.code()), ("text", text)], page)
}

/// Moment, words and tone of a first answer's deadline.
pub(crate) fn due(asked: &Asked, w: Words, due: Moment) -> (String, String, &'static str) {
    let tone = match () {
        () if due <= asked.at => "red",
        () if due <= asked.at.plus_minutes(limits::DUE_SOON_MINUTES) => "amber",
        () => "grey",
    };
    (due.to_string(), w.time_left(due, asked.at), tone)
}

fn row(app: &App, asked: &Asked, w: Words, line: &Waiting) -> Row {
    let catalog = app.house.catalog();
    let product = catalog.product(&line.product);
    let (status_key, status) = status(w, line.state, None, true);
    Row {
        number: line.number.clone(),
        grouped: w.request_number(&line.number),
        title: line.title.clone(),
        letter: line.severity.code(),
        severity: severity(w, line.severity),
        status_key,
        status,
        due: line.due.map(|at| due(asked, w, at)),
        customer: line.customer.clone(),
        product: product.map_or_else(
            || line.product.clone(),
            |one| one.name.in_language(w.language().code()).to_owned(),
        ),
        engineer: match &line.engineer {
            _ if line.is_mine => w.desk_you().to_owned(),
            Some(name) => name.clone(),
            None => w.desk_unassigned().to_owned(),
        },
        unread: line.unread,
    }
}
