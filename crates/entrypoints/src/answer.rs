//! The way back: pages, redirects, and what is said when an action does not come to its end.

use std::sync::atomic::{AtomicU64, Ordering};

use actions::{Stopped, Trouble, trouble};
use askama::Template;
use axum::body::HttpBody as _;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use domain::account::Caller;
use domain::refusal::{Kind, Refusal};
use web_kit::form::{BadForm, Fields, Sent};
use web_kit::problem::Problem;
use words::Words;

use crate::app::App;
use crate::frame::Frame;
use crate::refused;
use crate::visit::Asked;

/// What a handler answers.
pub(crate) type Page = Result<Response, Halt>;

/// Why a handler has no page to show. The door dresses it in the reader's language.
#[derive(Clone, Debug)]
pub(crate) enum Halt {
    /// The rules say no, and no form is there to say it at.
    Refused(Refusal),
    /// A form was open for too long, or came from elsewhere.
    FormExpired,
    /// The request itself cannot be taken.
    Bare(StatusCode),
    /// Something broke; the log has it.
    Broke(StatusCode),
    /// The place for files does not answer.
    FilesAway,
    /// The page stands at another address.
    Elsewhere(String),
}

impl Halt {
    /// Something that must hold does not.
    pub fn broke(what: &str) -> Self {
        tracing::error!(what, "fault");
        Self::Broke(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Refused(refusal) => status(refusal),
            Self::FormExpired => StatusCode::FORBIDDEN,
            Self::Bare(status) | Self::Broke(status) => *status,
            Self::FilesAway => StatusCode::SERVICE_UNAVAILABLE,
            Self::Elsewhere(_) => StatusCode::SEE_OTHER,
        }
    }

    /// A heading and a sentence for what stopped a request.
    pub fn say(&self, w: Words, app: &str) -> (&'static str, String) {
        match self {
            Self::FormExpired => (w.error_403_title(), w.error_403_form_text().to_owned()),
            Self::FilesAway => (
                w.error_503_files_title(),
                w.error_503_files_text().to_owned(),
            ),
            Self::Refused(refusal) => {
                let title = match refusal.kind() {
                    Kind::SignIn => w.error_401_title(),
                    Kind::StepUp => w.error_403_title(),
                    Kind::Missing => w.error_404_title(),
                    Kind::Invalid => w.error_422_title(),
                    Kind::Conflict => w.error_409_title(),
                    Kind::TooMany => w.error_429_title(),
                };
                (title, refused::sentence(&w, refusal))
            }
            Self::Bare(_) | Self::Broke(_) | Self::Elsewhere(_) => match self.status().as_u16() {
                401 => (w.error_401_title(), w.error_401_text().to_owned()),
                403 => (w.error_403_title(), w.error_403_form_text().to_owned()),
                404 => (w.error_404_title(), w.error_404_text().to_owned()),
                405 => (w.error_405_title(), w.error_405_text().to_owned()),
                413 => (w.error_413_title(), w.error_413_form_text().to_owned()),
                415 => (w.error_415_title(), w.error_415_text().to_owned()),
                421 => (w.error_421_title(), w.error_421_text().to_owned()),
                503 => (w.error_503_busy_title(), w.error_503_busy_text().to_owned()),
                507 => (w.error_507_title(), w.error_507_text().to_owned()),
                500.. => (w.error_500_title(), w.error_503_text(app)),
                _ => (w.error_400_title(), w.error_400_text().to_owned()),
            },
        }
    }
}

/// The status of a refusal.
pub(crate) fn status(refusal: &Refusal) -> StatusCode {
    match refusal.kind() {
        Kind::SignIn => StatusCode::UNAUTHORIZED,
        Kind::StepUp => StatusCode::FORBIDDEN,
        Kind::Missing => StatusCode::NOT_FOUND,
        Kind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::TooMany => StatusCode::TOO_MANY_REQUESTS,
    }
}

/// Notes that a request was turned away because too many wait. Thousands a second may be: the log tells of each time
/// that they have become twice as many since the start.
fn note_turned_away() {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let so_far = COUNT.fetch_add(1, Ordering::Relaxed) + 1;
    if so_far.is_power_of_two() {
        tracing::warn!(so_far, "too many are waiting: turned away");
    }
}

impl From<Stopped> for Halt {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Refused(refusal) => Self::Refused(refusal),
            Stopped::Broke(fault) => {
                let trouble = trouble(&fault);
                if trouble == Trouble::Busy {
                    note_turned_away();
                } else {
                    tracing::error!(error = &fault as &dyn std::error::Error, "fault");
                }
                Self::Broke(match trouble {
                    Trouble::Busy | Trouble::Away => StatusCode::SERVICE_UNAVAILABLE,
                    Trouble::Full => StatusCode::INSUFFICIENT_STORAGE,
                    Trouble::Broken => StatusCode::INTERNAL_SERVER_ERROR,
                })
            }
        }
    }
}

impl From<Refusal> for Halt {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<BadForm> for Halt {
    fn from(bad: BadForm) -> Self {
        Self::Bare(bad.status())
    }
}

impl IntoResponse for Halt {
    /// The status alone; [`dress`] adds the words in the reader's language.
    fn into_response(self) -> Response {
        if let Self::Elsewhere(path) = &self {
            return see_other(path);
        }
        let mut answer = self.status().into_response();
        answer.extensions_mut().insert(self);
        answer
    }
}

/// Renders a page.
pub(crate) fn page(template: &impl Template) -> Page {
    page_with(StatusCode::OK, template)
}

/// Renders a page with a status of its own: 422 where its form was refused, 409 where somebody was faster.
pub(crate) fn page_with(status: StatusCode, template: &impl Template) -> Page {
    let html = template
        .render()
        .map_err(|problem| Halt::broke(&problem.to_string()))?;
    Ok((status, Html(html)).into_response())
}

/// Goes to `path` with GET, so that a reload repeats nothing.
pub(crate) fn see_other(path: &str) -> Response {
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

/// A file to be kept, called `name`.
pub(crate) fn download(kind: &'static str, name: &str, body: impl IntoResponse) -> Response {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        .unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, body).into_response()
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    frame: Frame,
    title: &'static str,
    text: String,
    /// What the button that helps says, and where it leads.
    way: Option<(&'static str, String)>,
    /// The form that could not be taken now, to be sent once more.
    again: Option<Again>,
}

/// A form as it was sent.
struct Again {
    action: String,
    sent: Sent,
}

impl Again {
    fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.sent.fields().into_iter().flat_map(Fields::iter)
    }
}

/// Says in words what an answer without words means: as a page to a browser, as a problem document to a program.
pub(crate) async fn dress(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let asked = request.extensions().get::<Asked>().cloned();
    let wants_page = wants_page(request.headers());
    let again = (request.method() == Method::POST && wants_page).then(|| Again {
        action: request.uri().to_string(),
        sent: Sent::default(),
    });
    if let Some(again) = &again {
        request.extensions_mut().insert(again.sent.clone());
    }
    let mut answer = next.run(request).await;
    if answer.status() == StatusCode::SERVICE_UNAVAILABLE {
        let soon = HeaderValue::from_static("5");
        answer.headers_mut().insert(header::RETRY_AFTER, soon);
    }
    let is_bare = answer.status().is_client_error() || answer.status().is_server_error();
    let (Some(asked), true, true) = (asked, is_bare, answer.body().is_end_stream()) else {
        return answer;
    };
    let halt = answer
        .extensions()
        .get::<Halt>()
        .cloned()
        .unwrap_or(Halt::Bare(answer.status()));
    let (parts, _) = answer.into_parts();
    let caller = reader(&app, &asked, parts.status).await;
    let mut dressed = if wants_page {
        let page = error_page(&app, &asked, &caller, (&halt, again));
        page.unwrap_or_else(|_| parts.status.into_response())
    } else {
        problem(&asked.words(caller.person()), &halt).into_response()
    };
    *dressed.status_mut() = parts.status;
    for (name, value) in &parts.headers {
        if name != header::CONTENT_LENGTH && name != header::CONTENT_TYPE {
            dressed.headers_mut().append(name, value.clone());
        }
    }
    dressed
}

/// Who reads the error; where the store is in trouble, it is not asked.
async fn reader(app: &App, asked: &Asked, status: StatusCode) -> Caller {
    if asked.session.is_none() || status.is_server_error() {
        return Caller::Visitor;
    }
    let caller = app.house.caller(&asked.visit()).await;
    caller.unwrap_or(Caller::Visitor)
}

fn error_page(
    app: &App,
    asked: &Asked,
    caller: &Caller,
    (halt, again): (&Halt, Option<Again>),
) -> Page {
    let frame = app.frame(asked, caller);
    let (title, text) =
        gone(app, frame.w, halt, &asked.page).unwrap_or_else(|| halt.say(frame.w, &app.name()));
    let way = match halt {
        Halt::Refused(refusal) => way(&frame.w, refusal, &asked.page),
        _ => None,
    };
    let status = halt.status();
    // What stands in the way goes by: the form can be sent as it is.
    let passing = [
        StatusCode::SERVICE_UNAVAILABLE,
        StatusCode::INSUFFICIENT_STORAGE,
    ];
    let again = again.filter(|again| {
        matches!(halt, Halt::Broke(_)) && passing.contains(&status) && again.sent.fields().is_some()
    });
    page_with(
        status,
        &ErrorPage {
            frame,
            title,
            text,
            way,
            again,
        },
    )
}

fn problem(words: &Words, halt: &Halt) -> Problem {
    let (title, text) = halt.say(*words, "");
    let kind = match halt {
        Halt::Refused(refusal) => format!("/help/problems#{}", refusal.code()),
        _ => "about:blank".to_owned(),
    };
    let problem = Problem::new(halt.status(), kind, title).detail(text);
    match halt {
        Halt::Refused(refusal) => problem.with("code", refusal.code()),
        _ => problem,
    }
}

/// What is said of a draft or a request that is not there, or is not the reader's: the same of both.
fn gone(app: &App, w: Words, halt: &Halt, page: &str) -> Option<(&'static str, String)> {
    let Halt::Refused(Refusal::NotFound) = halt else {
        return None;
    };
    let room = page.strip_prefix("/desk").unwrap_or(page);
    if room.starts_with("/requests/draft/") {
        let text = w.wizard_gone(app.house.settings().drafts_kept_days);
        return Some((w.wizard_gone_title(), text));
    }
    let text = w.request_not_found().to_owned();
    let is_request = room.starts_with("/requests/");
    is_request.then(|| (w.error_404_title(), text))
}

/// What would help against a refusal: a button and where it leads, to come back to `page`.
fn way(w: &Words, refusal: &Refusal, page: &str) -> Option<(&'static str, String)> {
    let (label, path) = match refusal {
        Refusal::SignInNeeded => (w.frame_sign_in(), "/sign-in"),
        Refusal::PasskeyNeeded | Refusal::StepUpNeeded => (w.sign_in_passkey_use(), "/step-up"),
        Refusal::FreshSignInNeeded => (w.sign_in_confirm_title(), "/sign-in/again"),
        _ => return None,
    };
    Some((label, returning(path, page)))
}

/// Where to sign in and come back to `page`.
pub(crate) fn sign_in_path(page: &str) -> String {
    returning("/sign-in", page)
}

fn returning(path: &str, page: &str) -> String {
    let back: String = url::form_urlencoded::byte_serialize(page.as_bytes()).collect();
    format!("{path}?return_to={back}")
}

fn wants_page(headers: &HeaderMap) -> bool {
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("text/html");
    !accept.contains("json") || accept.contains("text/html")
}
