//! Files on their way in and out: resumable over tus with scripts, with the form without them, and downloads that
//! cannot act in the page's origin.

mod form;

pub(crate) use actions::files::Target;
use actions::files::{self, Failed, Progress};
use actions::incidents::File;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use domain::ids::RequestNumber;
use domain::ledger::IncidentRef;
use domain::limits;
use domain::refusal::Refusal;
use domain::time::Moment;
use web_kit::download::{Download, Part};
use web_kit::{csrf, tus};
use words::Words;

use crate::answer::{Halt, Page, see_other};
use crate::app::App;
use crate::visit::{Asked, Sent, check_token};
pub(crate) use form::read_form;

/// The routes of files.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/requests/draft/{key}/files",
            post(begin_for_draft).options(capabilities),
        )
        .route(
            "/requests/{number}/files",
            post(begin_for_request).options(capabilities),
        )
        .route(
            "/files/{key}",
            get(download).head(stand).patch(append).delete(terminate),
        )
        .route("/files/{key}/removal", post(remove))
}

pub(crate) async fn capabilities(State(app): State<App>) -> Response {
    tus::capabilities(app.house.file_bytes_max())
}

async fn begin_for_draft(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Page {
    begin(&app, &asked, Target::Draft(key), &headers).await
}

async fn begin_for_request(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    headers: HeaderMap,
) -> Page {
    let incident = incident(&app, &number)?;
    begin(&app, &asked, Target::Incident(incident), &headers).await
}

/// The incident that a number in an address names; it exists only if a row says so.
pub(crate) fn incident(app: &App, number: &str) -> Result<IncidentRef, Halt> {
    let number = RequestNumber::parse(number).map_err(|_| Refusal::NotFound)?;
    Ok(app.house.incident_of(&number))
}

async fn begin(app: &App, asked: &Asked, target: Target, headers: &HeaderMap) -> Page {
    let (name, size) = match announced(app, asked, headers)? {
        Ok(announced) => announced,
        Err(refusal) => return Ok(refusal.into_response()),
    };
    let key = files::begin(&app.house, &asked.visit(), target, name, size).await?;
    Ok(tus::created(&format!("/files/{key}"), expiry(asked.at.0)))
}

/// The name and the size of a file that is to come over tus.
pub(crate) fn announced(
    app: &App,
    asked: &Asked,
    headers: &HeaderMap,
) -> Result<Result<(String, u64), tus::Refusal>, Halt> {
    check_header(app, asked, headers)?;
    let creation = tus::Creation::parse(headers, app.house.file_bytes_max());
    Ok(creation.map(|creation| {
        let name = creation.metadata.get("filename").unwrap_or_default();
        (web_kit::file_name::safe_name(name), creation.length)
    }))
}

async fn stand(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Page {
    if let Err(refusal) = tus::check_version(&headers) {
        return Ok(refusal.into_response());
    }
    stands(files::progress(&app.house, &asked.visit(), &key).await)
}

/// Tells a sender how far its file has come.
pub(crate) fn stands(progress: Result<Progress, Failed>) -> Page {
    Ok(match progress {
        Ok(Progress {
            received,
            size,
            begun,
        }) => tus::progress(received, size, expiry(begun)),
        Err(failed) => refused(failed)?,
    })
}

async fn append(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    request: Request,
) -> Page {
    check_header(&app, &asked, request.headers())?;
    let going_on = match tus::Append::parse(request.headers()) {
        Ok(going_on) => going_on,
        Err(refusal) => return Ok(refusal.into_response()),
    };
    let chunks = request.into_body().into_data_stream();
    appended(files::append(&app.house, &asked.visit(), &key, going_on.offset, chunks).await)
}

/// Tells a sender how far its file has come with what it sent.
pub(crate) fn appended(progress: Result<Progress, Failed>) -> Page {
    Ok(match progress {
        Ok(Progress {
            received, begun, ..
        }) => tus::appended(received, expiry(begun)),
        Err(failed) => refused(failed)?,
    })
}

async fn terminate(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Page {
    check_header(&app, &asked, &headers)?;
    if let Err(refusal) = tus::check_version(&headers) {
        return Ok(refusal.into_response());
    }
    files::remove(&app.house, &asked.visit(), &key).await?;
    Ok(tus::terminated())
}

/// Takes a file back without scripts, and goes back to the page it was on.
async fn remove(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(mut fields): Sent,
) -> Page {
    files::remove(&app.house, &asked.visit(), &key).await?;
    let back = fields.take("return_to");
    Ok(see_other(
        web_kit::host::local_path(&back).unwrap_or("/requests"),
    ))
}

async fn download(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Page {
    let opened = files::open(&app.house, &asked.visit(), &key)
        .await
        .map_err(halt)?;
    let hash = hexadecimal(&opened.sha256);
    let offered = Download {
        name: &opened.file.name,
        media_type: &opened.file.media_type,
        length: opened.file.size,
        hash: &hash,
        inline: false,
    };
    let part = offered.part(&headers);
    let body = match &part {
        Part::Whole => Body::from_stream(opened.whole(&app.house).await.map_err(halt)?),
        Part::Slice(range) => {
            Body::from_stream(opened.part(&app.house, range.clone()).await.map_err(halt)?)
        }
        Part::Unchanged | Part::OutOfRange => Body::empty(),
    };
    Ok(offered.answer(&part, body))
}

/// What the file field of a form shows: see `templates/files/picker.html`.
pub(crate) struct Picker {
    /// Where scripts begin an upload.
    pub endpoint: String,
    /// What may be attached, and what should not be.
    pub hint: String,
    /// Most files.
    pub most_files: i64,
    /// Most bytes of one file.
    pub most_bytes: i64,
    /// The same in words.
    pub size: String,
    /// The files that are kept already.
    pub kept: Vec<Shown>,
}

/// A file as a list shows it.
pub(crate) struct Shown {
    /// Its opaque key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its size in words.
    pub size: String,
}

impl Picker {
    /// The field of a form whose scripts begin uploads at `endpoint`, with the files that are kept already.
    pub fn new(app: &App, w: Words, endpoint: String, kept: &[File]) -> Self {
        let most_bytes = app.house.file_bytes_max();
        let most_files = limits::FILES_PER_MESSAGE_MAX as i64;
        let limit = w.wizard_files_limit(most_files, megabytes(most_bytes));
        Self {
            endpoint,
            hint: format!("{limit}. {}", w.wizard_files_hint()),
            most_files,
            most_bytes: i64::try_from(most_bytes).unwrap_or(i64::MAX),
            size: w.file_size(most_bytes),
            kept: kept
                .iter()
                .filter(|file| file.is_finished)
                .map(|file| Shown::of(w, file))
                .collect(),
        }
    }
}

impl Shown {
    /// The file in the reader's words.
    pub fn of(w: Words, file: &File) -> Self {
        Self {
            key: file.key.clone(),
            name: file.name.clone(),
            size: w.file_size(file.size),
        }
    }
}

/// Bytes as whole megabytes.
fn megabytes(bytes: u64) -> i64 {
    i64::try_from(bytes / 1024 / 1024).unwrap_or(i64::MAX)
}

/// Scripts carry the form's token in a header.
pub(crate) fn check_header(app: &App, asked: &Asked, headers: &HeaderMap) -> Result<(), Halt> {
    let presented = headers
        .get(csrf::HEADER)
        .and_then(|token| token.to_str().ok());
    check_token(app, asked, presented.unwrap_or_default())
}

pub(crate) fn expiry(begun: i64) -> i64 {
    Moment(begun).plus_hours(limits::UPLOAD_HOURS).0
}

/// What a sender over tus is told.
fn refused(failed: Failed) -> Page {
    match failed {
        Failed::WrongOffset { .. } => Ok(tus::Refusal::WrongOffset.into_response()),
        Failed::Busy => Ok(StatusCode::LOCKED.into_response()),
        Failed::Interrupted => Err(Halt::Bare(StatusCode::BAD_REQUEST)),
        Failed::Away(fault) => Err(away(&fault)),
        Failed::Stopped(stopped) => Err(stopped.into()),
    }
}

pub(crate) fn halt(failed: Failed) -> Halt {
    match failed {
        Failed::Stopped(stopped) => stopped.into(),
        Failed::Busy | Failed::WrongOffset { .. } => Halt::Bare(StatusCode::CONFLICT),
        Failed::Interrupted => Halt::Bare(StatusCode::BAD_REQUEST),
        Failed::Away(fault) => away(&fault),
    }
}

/// The operator is told why.
fn away(fault: &(dyn std::error::Error + 'static)) -> Halt {
    tracing::error!(error = fault, "the place for files does not answer");
    Halt::FilesAway
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
