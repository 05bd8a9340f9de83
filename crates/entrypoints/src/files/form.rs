//! Forms with files, as browsers without scripts send them.

use actions::files::{self, Failed, Target};
use actions::{Stopped, Trouble, trouble};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use domain::limits;
use domain::refusal::Refusal;
use futures_util::stream;
use web_kit::csrf;
use web_kit::form::Fields;
use web_kit::form_state::FormState;
use web_kit::multipart::{BadUpload, Bounds, Upload};
use words::Words;

use super::{away, halt, megabytes};
use crate::answer::Halt;
use crate::app::App;
use crate::visit::{Asked, Sent, check_token};

/// A form with files, as a browser without scripts sends it: the files are kept as they come, those that cannot be
/// are named with why.
pub(crate) struct SentFiles {
    /// The other fields.
    pub fields: Fields,
    /// The files that were not kept.
    pub lost: Lost,
}

/// The files of a form that were not kept.
#[derive(Default)]
pub(crate) struct Lost {
    /// By name, with the refusal.
    refused: Vec<(String, Refusal)>,
    /// Whether there was no room for more.
    is_full: bool,
    /// Whether the place for files did not answer.
    is_away: bool,
}

impl Lost {
    /// Says at the field of the files which are lost, and why. Gives the status of a form that is refused.
    pub fn tell(&self, w: Words, form: &mut FormState) -> StatusCode {
        for (file, refusal) in &self.refused {
            form.refuse("files", file_sentence(w, file, refusal));
        }
        if self.is_away {
            form.refuse("files", w.help_status_files_down());
            return StatusCode::SERVICE_UNAVAILABLE;
        }
        if self.is_full {
            form.refuse("files", w.wizard_files_full());
            return StatusCode::INSUFFICIENT_STORAGE;
        }
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

/// Why a file was not kept, with its name.
fn file_sentence(w: Words, file: &str, refusal: &Refusal) -> String {
    match refusal {
        Refusal::FileTooLarge { limit } => w.wizard_files_too_large(file, megabytes(*limit)),
        Refusal::FileEmpty => w.wizard_files_empty(file),
        Refusal::TooManyFiles { limit } => w.wizard_files_too_many(*limit as i64),
        _ => w.wizard_files_failed(file),
    }
}

/// Reads a form that may carry files for `target`. A form without any is read as every other.
///
/// # Errors
/// A form that is not this browser's, or cannot be read.
pub(crate) async fn read_form(
    app: &App,
    asked: &Asked,
    request: Request,
    target: &Target,
) -> Result<SentFiles, Halt> {
    // What is too large is told at its field, which takes reading to its end; twice the limit is read and no more.
    let bounds = Bounds {
        files: limits::FILES_PER_MESSAGE_MAX,
        file_bytes: app.house.file_bytes_max().saturating_mul(2),
    };
    if !is_multipart(request.headers()) {
        let Sent(fields) = <Sent as FromRequest<App>>::from_request(request, app).await?;
        return Ok(SentFiles {
            fields,
            lost: Lost::default(),
        });
    }
    let bare = |bad: BadUpload| Halt::Bare(bad.status());
    let mut upload = Upload::open(request, bounds).map_err(bare)?;
    let (mut lost, mut is_checked) = (Lost::default(), false);
    while let Some(file) = upload.next_file().await.map_err(bare)? {
        if !is_checked {
            check_token(
                app,
                asked,
                upload.fields().peek(csrf::FIELD).unwrap_or_default(),
            )?;
            is_checked = true;
        }
        let name = web_kit::file_name::safe_name(&file.name);
        let chunks = stream::try_unfold(&mut upload, |upload| async move {
            Ok::<_, BadUpload>(upload.chunk().await?.map(|bytes| (bytes, upload)))
        });
        match files::receive(
            &app.house,
            &asked.visit(),
            target.clone(),
            name.clone(),
            chunks,
        )
        .await
        {
            Ok(_) => {}
            Err(Failed::Stopped(Stopped::Refused(refusal))) => lost.refused.push((name, refusal)),
            Err(Failed::Stopped(Stopped::Broke(fault))) if trouble(&fault) == Trouble::Full => {
                lost.is_full = true;
            }
            Err(Failed::Away(fault)) => {
                away(&fault);
                lost.is_away = true;
            }
            Err(failed) => return Err(halt(failed)),
        }
    }
    let mut fields = upload.into_fields();
    check_token(app, asked, &fields.take(csrf::FIELD))?;
    Ok(SentFiles { fields, lost })
}

fn is_multipart(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"))
}
