//! The audit log: who did what to which, from where, and what it was before; narrowed, and as a file.

use std::sync::Arc;

use actions::House;
use actions::audit::{self, Before, Line, Narrowed};
use askama::Template;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use domain::account::Caller;
use domain::limits;
use domain::time::{Date, Moment, Zone};
use futures_util::stream;
use url::form_urlencoded::Serializer;
use web_kit::form::{Fields, Query};
use web_kit::form_state::FormState;
use words::Words;

use crate::answer::{Halt, Page, download, page_with};
use crate::app::App;
use crate::csv;
use crate::deeds;
use crate::frame::Frame;
use crate::visit::{Asked, Sent, zone};

const LIST: &str = "/admin/audit";

/// The fields that narrow the log.
const FIELDS: [&str; 5] = ["actor", "object", "deed", "from", "until"];

/// Lines that are read at once for a file.
const LINES_AT_ONCE: usize = 500;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/admin/audit", get(page))
        .route("/admin/audit/export", post(export))
}

#[derive(Template)]
#[template(path = "admin/audit.html")]
struct LogPage {
    frame: Frame,
    form: FormState,
    deeds: Vec<(String, String)>,
    /// The form's fields with what narrows the log.
    narrowed: Vec<(&'static str, String)>,
    rows: Vec<Row>,
    next: String,
    first: String,
}

struct Row {
    iso: String,
    when: String,
    actor: String,
    /// In words, and as the log keeps it.
    deed: (String, String),
    object: String,
    before: String,
    after: String,
    network: String,
    reason: String,
}

async fn page(State(app): State<App>, asked: Asked, Query(fields): Query) -> Page {
    let visit = asked.visit();
    let mut form = FormState::typed(&fields);
    let caller = app.house.caller(&visit).await?;
    let (w, zone) = (asked.words(caller.person()), zone(&caller));
    let narrowed = narrowed(&w, &mut form, &zone);
    let before = place(form.value("before"));
    let rows = limits::PAGE_ROWS;
    let seen = audit::page(&app.house, &visit, narrowed, before, rows).await?;
    let deeds = audit::deeds(&app.house, &visit).await?;
    let frame = app.frame(&asked, &seen.caller);
    let link = |before: Option<Before>| {
        let mut query = Serializer::new(String::new());
        for field in FIELDS {
            query.append_pair(field, form.value(field));
        }
        if let Some(Before { at, id }) = before {
            query.append_pair("before", &format!("{}.{id}", at.0));
        }
        format!("{LIST}?{}", query.finish())
    };
    let code = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let lines = seen.page.lines.iter();
    let shown = LogPage {
        rows: lines.map(|line| row(&w, line, &zone)).collect(),
        deeds: chosen(w, deeds),
        narrowed: FIELDS
            .map(|field| (field, form.value(field).to_owned()))
            .into(),
        next: seen
            .page
            .next
            .map(|next| link(Some(next)))
            .unwrap_or_default(),
        first: before.map(|_| link(None)).unwrap_or_default(),
        form,
        frame,
    };
    page_with(code, &shown)
}

/// The deeds to choose among, by their words.
fn chosen(w: Words, deeds: Vec<String>) -> Vec<(String, String)> {
    let mut deeds: Vec<_> = deeds
        .into_iter()
        .map(|deed| (deed.clone(), deeds::told(w, &deed).to_owned()))
        .collect();
    deeds.sort_by(|one, other| one.1.cmp(&other.1));
    deeds
}

/// What narrows the log; a day that is none is refused at its field, and narrows nothing.
fn narrowed(w: &Words, form: &mut FormState, zone: &Zone) -> Narrowed {
    let mut day = |name: &str| {
        let typed = form.value(name).trim().to_owned();
        let day = Date::parse(&typed).ok();
        if day.is_none() && !typed.is_empty() {
            form.refuse(name, w.service_centre_day_form());
        }
        day
    };
    let (from, until) = (day("from"), day("until"));
    let word = |name: &str| {
        let word = form.value(name).trim();
        word.chars().take(limits::SEARCH_CHARS_MAX).collect()
    };
    Narrowed {
        actor: word("actor"),
        object: word("object"),
        deed: word("deed"),
        from: from.map(|day| zone.start_of_day(day)),
        until: until.map(|day| zone.start_of_day(day.next())),
    }
}

/// A place in the log as an address names it.
fn place(text: &str) -> Option<Before> {
    let (at, id) = text.split_once('.')?;
    Some(Before {
        at: Moment(at.parse().ok()?),
        id: id.parse().ok()?,
    })
}

fn row(w: &Words, line: &Line, zone: &Zone) -> Row {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Row {
        iso: line.place.at.to_string(),
        when: w.moment(line.place.at, zone),
        actor: match &line.actor_email {
            Some(email) => email.clone(),
            None => deeds::actor(*w, &line.actor).to_owned(),
        },
        deed: (deeds::told(*w, &line.deed).to_owned(), line.deed.clone()),
        object: line.object_email.as_ref().unwrap_or(&line.object).clone(),
        before: text(&line.before),
        after: text(&line.after),
        network: text(&line.network),
        reason: text(&line.reason),
    }
}

async fn export(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    let visit = asked.visit();
    let fields: Fields = fields.only(&FIELDS)?;
    let mut form = FormState::typed(&fields);
    let caller: Caller = app.house.caller(&visit).await?;
    let narrowed = narrowed(&asked.words(caller.person()), &mut form, &zone(&caller));
    if form.is_refused() {
        return Err(Halt::Bare(StatusCode::BAD_REQUEST));
    }
    audit::export(&app.house, &visit).await?;
    let house = Arc::clone(&app.house);
    Ok(download(
        "text/csv; charset=utf-8",
        "audit.csv",
        text(house, asked, narrowed),
    ))
}

/// How far a file is.
enum Reached {
    Headings,
    Lines(Option<Before>),
    End,
}

/// The log as CSV, read as it is sent: however long it is, a piece of it is held. Where something broke the stream ends
/// in an error, so that nobody takes it for whole.
fn text(house: Arc<House>, asked: Asked, narrowed: Narrowed) -> Body {
    let pieces = stream::unfold(Reached::Headings, move |reached| {
        let (house, visit, narrowed) = (Arc::clone(&house), asked.visit(), narrowed.clone());
        async move {
            let before = match reached {
                Reached::Headings => return Some((Ok(headings()), Reached::Lines(None))),
                Reached::Lines(before) => before,
                Reached::End => return None,
            };
            match audit::page(&house, &visit, narrowed, before, LINES_AT_ONCE).await {
                Ok(seen) => {
                    let next = seen.page.next;
                    let next = next.map_or(Reached::End, |next| Reached::Lines(Some(next)));
                    Some((Ok(lines(&seen.page.lines)), next))
                }
                Err(stopped) => {
                    tracing::error!(?stopped, "an export broke off");
                    let broken = std::io::Error::other("the export broke off");
                    Some((Err(broken), Reached::End))
                }
            }
        }
    });
    Body::from_stream(pieces)
}

fn headings() -> Bytes {
    let mut text = String::from(csv::MARK);
    let columns = [
        "at",
        "actor",
        "actor_email",
        "deed",
        "object",
        "object_email",
        "before",
        "after",
        "network",
        "reason",
    ];
    csv::line(&mut text, columns);
    Bytes::from(text)
}

fn lines(lines: &[Line]) -> Bytes {
    let mut text = String::new();
    for line in lines {
        let at = line.place.at.to_string();
        let maybe = |text: &'_ Option<String>| text.clone().unwrap_or_default();
        csv::line(
            &mut text,
            [
                at,
                line.actor.clone(),
                maybe(&line.actor_email),
                line.deed.clone(),
                line.object.clone(),
                maybe(&line.object_email),
                maybe(&line.before),
                maybe(&line.after),
                maybe(&line.network),
                maybe(&line.reason),
            ],
        );
    }
    Bytes::from(text)
}
