//! The file: chosen and uploaded, with the imports before it.

use actions::files::Failed;
use actions::imports::{self, Listed, Phase};
use actions::{By, Seen, Stopped};
use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use domain::account::ZONE_UNTIL_CHOSEN;
use domain::import::Kind;
use domain::limits;
use domain::refusal::Refusal;
use domain::time::Zone;
use futures_util::stream;
use web_kit::csrf;
use web_kit::form_state::FormState;
use web_kit::multipart::{BadUpload, Bounds, Upload};
use words::Words;

use crate::admin::messages;
use crate::answer::{Halt, Page, page_with, see_other};
use crate::app::App;
use crate::files::halt;
use crate::frame::Frame;
use crate::refused;
use crate::visit::{Asked, check_token, zone};

/// What the form says that has come over tus before it: the key of its upload.
const UPLOADED: &str = "uploaded";

/// The choice that leaves it to the headings what a file holds.
const GUESS: &str = "guess";

#[derive(Template)]
#[template(path = "admin/import.html")]
struct StartPage {
    frame: Frame,
    form: FormState,
    kinds: Vec<(&'static str, &'static str)>,
    /// What can be chosen: what the headings tell, or a kind.
    choices: Vec<(&'static str, &'static str)>,
    hint: String,
    /// Most bytes of a file, and the same in words.
    most_bytes: i64,
    size: String,
    secret: String,
    earlier: Vec<Earlier>,
}

/// An import that was begun before.
struct Earlier {
    href: String,
    name: String,
    received: String,
    iso: String,
    state: &'static str,
    tone: &'static str,
    rows: String,
}

pub(super) async fn page(State(app): State<App>, asked: Asked) -> Page {
    let form = FormState::filled([("kind", GUESS)]);
    again(&app, &asked, form, StatusCode::OK).await
}

async fn again(app: &App, asked: &Asked, form: FormState, code: StatusCode) -> Page {
    let Seen { caller, page } = imports::list(&app.house, &asked.visit()).await?;
    let frame = app.frame(asked, &caller);
    let w = frame.w;
    let zone = zone(&caller);
    let kinds = Kind::ALL.map(|one| (one.code(), messages::kind(w, one)));
    let most = app.house.file_bytes_max();
    let shown = StartPage {
        choices: [(GUESS, w.import_kind_guess())]
            .into_iter()
            .chain(kinds)
            .collect(),
        kinds: kinds.into(),
        most_bytes: i64::try_from(most).unwrap_or(i64::MAX),
        size: w.file_size(most),
        hint: w.import_file_hint(
            w.file_size(most.min(limits::SHEET_BYTES_MAX)),
            w.file_size(most),
        ),
        secret: w.import_secret(limits::IMPORT_FILE_HOURS),
        earlier: page.iter().map(|one| earlier(w, one, &zone)).collect(),
        form,
        frame,
    };
    page_with(code, &shown)
}

fn earlier(w: Words, one: &Listed, zone: &Zone) -> Earlier {
    let (state, tone) = match one.phase {
        Phase::Columns => (w.import_state_columns(), "amber"),
        Phase::Checking => (w.import_state_checking(), "blue"),
        Phase::Checked => (w.import_state_checked(), "amber"),
        Phase::Filling | Phase::Opening => (w.import_state_applying(), "blue"),
        Phase::Applied => (w.import_state_applied(), "green"),
        Phase::Shutting | Phase::Clearing => (w.import_state_undoing(), "blue"),
        Phase::Undone => (w.import_state_undone(), "grey"),
        Phase::Failed => (w.import_state_failed(), "red"),
    };
    let counts = one.counts;
    let number = |count| w.number(count);
    Earlier {
        href: format!("/admin/import/{}", one.key),
        name: one.name.clone(),
        received: w.moment(one.created, zone),
        iso: one.created.to_string(),
        state,
        tone,
        rows: w.import_rows(
            number(counts.changed),
            number(counts.wrong),
            number(counts.new),
            number(counts.same),
        ),
    }
}

/// Takes the file as the browser sends it, without scripts, streamed past the memory.
pub(super) async fn receive(State(app): State<App>, asked: Asked, request: Request) -> Page {
    let bounds = Bounds {
        files: 1,
        // One that is somewhat larger is still read to its end, so that its sender hears why it is refused.
        file_bytes: app.house.file_bytes_max().saturating_mul(2),
    };
    let caller = app.house.caller(&asked.visit()).await?;
    let (w, person) = (asked.words(caller.person()), caller.person());
    let zone = person
        .map_or(ZONE_UNTIL_CHOSEN, |person| person.zone.as_str())
        .to_owned();
    let bare = |bad: BadUpload| Halt::Bare(bad.status());
    let mut upload = match Upload::open(request, bounds) {
        Ok(upload) => upload,
        Err(bad) => return Err(bare(bad)),
    };
    let file = upload.next_file().await.map_err(bare)?;
    check_token(
        &app,
        &asked,
        upload.fields().peek(csrf::FIELD).unwrap_or_default(),
    )?;
    let mut form = FormState::typed(upload.fields());
    let kind = Kind::from_code(upload.fields().peek("kind").unwrap_or_default());
    let come = upload
        .fields()
        .peek(UPLOADED)
        .unwrap_or_default()
        .to_owned();
    let visit = asked.visit();
    let received = match file.filter(|file| !file.name.is_empty()) {
        Some(file) => {
            let name = web_kit::file_name::safe_name(&file.name);
            let chunks = stream::try_unfold(&mut upload, |upload| async move {
                Ok::<_, BadUpload>(upload.chunk().await?.map(|bytes| (bytes, upload)))
            });
            imports::receive(&app.house, By::Visit(&visit), (kind, name, zone), chunks).await
        }
        None if !come.is_empty() => imports::take(&app.house, &visit, &come, (kind, zone)).await,
        None => {
            form.refuse("file", w.import_file_missing());
            return again(&app, &asked, form, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    match received {
        Ok(key) => Ok(see_other(&format!("/admin/import/{key}"))),
        Err(Failed::Stopped(Stopped::Refused(refusal))) if is_about_file(&refusal) => {
            form.refuse("file", refused::sentence(&w, &refusal));
            again(&app, &asked, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(failed) => Err(halt(failed)),
    }
}

const fn is_about_file(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::FileEmpty | Refusal::FileTooLarge { .. } | Refusal::Unreadable(_)
    )
}
