//! A file of the catalogue as text: changed in place, kept as a file, or taken from one.

use actions::catalog::{self, Changes, Proposal};
use actions::{Mistake, Seen};
use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use domain::account::Caller;
use domain::limits;
use domain::refusal::Refusal;
use web_kit::csrf;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use web_kit::multipart::{BadUpload, Bounds, Upload};

use super::proposal;
use super::words::{place, said};
use crate::answer::{Halt, Page, download, page_with, see_other};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::{Asked, Sent, check_token};

/// The fields of the form.
const FIELDS: [&str; 3] = ["version", "text", "gone"];
/// A character is at most so many bytes.
const CHARACTER_BYTES_MAX: u64 = 4;

#[derive(Template)]
#[template(path = "admin/catalogue/file.html")]
struct FilePage {
    frame: Frame,
    form: FormState,
    path: String,
    version: i64,
    /// Whether the file is in force, and can be kept or taken away.
    is_there: bool,
    mistakes: Vec<Marked>,
}

/// A mistake with the line that it is in.
struct Marked {
    place: String,
    line: String,
    message: String,
}

/// Goes to the file whose path was typed, whether there is one or not.
pub(super) async fn open(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    catalog::files(&app.house, &asked.visit()).await?;
    let path = fields.take("path");
    fields.finish()?;
    let path = path.trim().trim_matches('/');
    let known =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-./".contains(&byte);
    if path.is_empty() || !path.bytes().all(known) {
        return Ok(see_other("/admin/files"));
    }
    Ok(see_other(&format!("/admin/files/{path}")))
}

pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    Path(path): Path<String>,
    Query(mut fields): Query,
) -> Page {
    let Seen { caller, page } = catalog::file(&app.house, &asked.visit(), &path, None).await?;
    let is_kept = fields.take("keep") == "yes";
    match page.text {
        Some(text) if is_kept => {
            let name = path.rsplit('/').next().unwrap_or("file");
            Ok(download("text/plain; charset=utf-8", name, text))
        }
        None if is_kept => Err(Refusal::NotFound.into()),
        text => {
            let is_there = text.is_some();
            let form = FormState::filled([("text", text.unwrap_or_default())]);
            let (caller, version) = (&caller, page.version);
            again(&app, &asked, caller, (path, version, is_there), form, &[])
        }
    }
}

pub(super) async fn send(
    State(app): State<App>,
    asked: Asked,
    Path(path): Path<String>,
    Sent(fields): Sent,
) -> Page {
    catalog::files(&app.house, &asked.visit()).await?;
    let mut fields = fields.only(&FIELDS)?;
    let base = fields.take("version").parse().unwrap_or(0);
    let is_gone = fields.take("gone") == "yes";
    let text = (!is_gone).then(|| fields.take("text"));
    propose(&app, &asked, path, base, text).await
}

/// Takes the text from a file, as the browser sends it without scripts.
pub(super) async fn upload(
    State(app): State<App>,
    asked: Asked,
    Path(path): Path<String>,
    request: Request,
) -> Page {
    catalog::files(&app.house, &asked.visit()).await?;
    let bare = |bad: BadUpload| Halt::Bare(bad.status());
    let bounds = Bounds {
        files: 1,
        file_bytes: limits::CATALOG_FILE_CHARS_MAX as u64 * CHARACTER_BYTES_MAX,
    };
    let mut upload = Upload::open(request, bounds).map_err(bare)?;
    let file = upload.next_file().await.map_err(bare)?;
    let fields = upload.fields();
    check_token(&app, &asked, fields.peek(csrf::FIELD).unwrap_or_default())?;
    let base = fields.peek("version").and_then(|text| text.parse().ok());
    let mut bytes = Vec::new();
    if file.is_some() {
        while let Some(chunk) = upload.chunk().await.map_err(bare)? {
            bytes.extend_from_slice(&chunk);
        }
    }
    let text = String::from_utf8(bytes).ok();
    let text = text.map(|text| text.trim_start_matches('\u{feff}').replace("\r\n", "\n"));
    let Some(text) = text.filter(|text| !text.is_empty()) else {
        let Seen { caller, page } = catalog::file(&app.house, &asked.visit(), &path, None).await?;
        let is_there = page.text.is_some();
        let mut form = FormState::filled([("text", page.text.unwrap_or_default())]);
        form.refuse(
            "file",
            asked.words(caller.person()).catalogue_upload_missing(),
        );
        let file = (path, page.version, is_there);
        return again(&app, &asked, &caller, file, form, &[]);
    };
    propose(&app, &asked, path, base.unwrap_or(0), Some(text)).await
}

/// Shows what the file would change with `text`, or without the file; where that cannot be, the form once more.
async fn propose(app: &App, asked: &Asked, path: String, base: i64, text: Option<String>) -> Page {
    let visit = asked.visit();
    let typed = text.clone();
    let proposal = Proposal {
        base,
        files: Changes::from([(path.clone(), text)]),
    };
    let seen = catalog::preview(&app.house, &visit, proposal.clone()).await?;
    let here = format!("/admin/files/{path}");
    if seen.page.mistakes.is_empty() {
        let shown = (seen, proposal);
        return proposal::show(app, asked, shown, here, (FormState::default(), None));
    }
    let held = catalog::file(&app.house, &visit, &path, None).await?;
    let is_there = held.page.text.is_some();
    let text = typed.or(held.page.text).unwrap_or_default();
    let mut form = FormState::filled([("text", text)]);
    let w = asked.words(seen.caller.person());
    form.refuse(
        "text",
        w.catalogue_mistakes(seen.page.mistakes.len() as i64),
    );
    let (caller, mistakes) = (&seen.caller, &seen.page.mistakes);
    again(app, asked, caller, (path, base, is_there), form, mistakes)
}

fn again(
    app: &App,
    asked: &Asked,
    caller: &Caller,
    (path, version, is_there): (String, i64, bool),
    form: FormState,
    mistakes: &[Mistake],
) -> Page {
    let frame = app.frame(asked, caller);
    let code = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let marked = |one: &Mistake| {
        let is_here = one.file == path;
        let line = form.value("text").lines().nth(one.line.saturating_sub(1));
        Marked {
            place: place(frame.w, one),
            line: line.filter(|_| is_here).unwrap_or_default().to_owned(),
            message: said(frame.w, one),
        }
    };
    let mistakes = mistakes.iter().map(marked).collect();
    let shown = FilePage {
        frame,
        form,
        path,
        version,
        is_there,
        mistakes,
    };
    page_with(code, &shown)
}
