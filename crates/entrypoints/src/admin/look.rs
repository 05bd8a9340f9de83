//! How the installation looks: an accent for either theme, checked before it is saved, and a picture beside its name.

use actions::look::{self, Look, NewLogo, Wanted};
use actions::{Seen, Stopped};
use askama::Template;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::routing::get;
use domain::limits;
use domain::look::image::{BadImage, Image};
use domain::look::{Accent, BadAccent, CONTRAST_MIN, Theme};
use domain::refusal::Refusal;
use web_kit::csrf;
use web_kit::form::{Fields, Query};
use web_kit::form_state::FormState;
use web_kit::multipart::{BadUpload, Bounds, Upload};
use words::Words;

use crate::answer::{Halt, Page, page_with, see_other, status};
use crate::app::App;
use crate::frame::Frame;
use crate::refused;
use crate::visit::{Asked, check_token};

const HERE: &str = "/admin/look";
const FIELDS: [&str; 4] = ["version", "light", "dark", "gone"];
/// What is read of a file that is no logo, before the line is cut.
const UPLOAD_BYTES_MAX: u64 = 16 * limits::LOGO_BYTES_MAX as u64;

pub(super) fn routes() -> Router<App> {
    Router::new().route(HERE, get(page).post(change))
}

#[derive(Template)]
#[template(path = "admin/look.html")]
struct LookPage {
    frame: Frame,
    form: FormState,
    version: i64,
    /// The contrast of either accent in force.
    light: String,
    dark: String,
    usual: [String; 2],
    logo_hint: String,
}

async fn page(State(app): State<App>, asked: Asked, Query(mut fields): Query) -> Page {
    let seen = look::show(&app.house, &asked.visit()).await?;
    let is_done = fields.take("done") == "saved";
    show(&app, &asked, &seen, (None, is_done), StatusCode::OK)
}

async fn change(State(app): State<App>, asked: Asked, request: Request) -> Page {
    let visit = asked.visit();
    let seen = look::show(&app.house, &visit).await?;
    let (fields, bytes) = read(&app, &asked, request).await?;
    let w = asked.words(seen.caller.person());
    let mut form = FormState::typed(&fields);
    let version = form.value("version").parse().unwrap_or(-1);
    let wanted = wanted(w, &mut form, bytes);
    if form.is_refused() {
        let code = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&app, &asked, &seen, (Some(form), false), code);
    }
    match look::change(&app.house, &visit, version, wanted).await {
        Ok(()) => Ok(see_other("/admin/look?done=saved")),
        Err(Stopped::Refused(refusal @ Refusal::ChangedElsewhere)) => {
            form.refuse("light", refused::sentence(&w, &refusal));
            show(&app, &asked, &seen, (Some(form), false), status(&refusal))
        }
        Err(stopped) => Err(stopped.into()),
    }
}

/// The fields of the form, and the bytes of the picture that came with it, as far as they can be one.
async fn read(app: &App, asked: &Asked, request: Request) -> Result<(Fields, Vec<u8>), Halt> {
    let bare = |bad: BadUpload| Halt::Bare(bad.status());
    let bounds = Bounds {
        files: 1,
        file_bytes: UPLOAD_BYTES_MAX,
    };
    let mut upload = Upload::open(request, bounds).map_err(bare)?;
    let mut bytes = Vec::new();
    if upload.next_file().await.map_err(bare)?.is_some() {
        while let Some(chunk) = upload.chunk().await.map_err(bare)? {
            if bytes.len() <= limits::LOGO_BYTES_MAX {
                bytes.extend_from_slice(&chunk);
            }
        }
    }
    // Whatever stands behind the file.
    while upload.next_file().await.map_err(bare)?.is_some() {}
    let mut fields = upload.into_fields();
    check_token(app, asked, &fields.take(csrf::FIELD))?;
    Ok((fields.only(&FIELDS)?, bytes))
}

/// What the form asks for; each field that cannot be so says why.
fn wanted(w: Words, form: &mut FormState, bytes: Vec<u8>) -> Wanted {
    let light = accent(w, form, Theme::Light);
    let dark = accent(w, form, Theme::Dark);
    let logo = match Image::read(bytes) {
        Ok(image) => NewLogo::New(image),
        Err(BadImage::Nothing) if form.checked("gone", "yes") => NewLogo::Gone,
        Err(BadImage::Nothing) => NewLogo::Kept,
        Err(bad) => {
            form.refuse("logo", picture_wrong(w, bad));
            NewLogo::Kept
        }
    };
    Wanted { light, dark, logo }
}

fn accent(w: Words, form: &mut FormState, theme: Theme) -> Option<Accent> {
    let field = field(theme);
    let typed = form.value(field).trim();
    if typed.is_empty() {
        return None;
    }
    match Accent::parse(theme, typed) {
        Ok(accent) => Some(accent),
        Err(bad) => {
            let sentence = match bad {
                BadAccent::Form => w.look_accent_form().to_owned(),
                BadAccent::Faint(measured) => {
                    w.look_accent_faint(ratio(w, CONTRAST_MIN), ratio(w, measured))
                }
            };
            form.refuse(field, sentence);
            None
        }
    }
}

const fn field(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

fn picture_wrong(w: Words, bad: BadImage) -> String {
    match bad {
        BadImage::Nothing | BadImage::Kind => w.look_logo_kind().to_owned(),
        BadImage::Bytes => w.look_logo_large(w.file_size(limits::LOGO_BYTES_MAX as u64)),
        BadImage::Pixels => w.look_logo_pixels(i64::from(limits::LOGO_PIXELS_MAX)),
    }
}

/// A contrast as people write it: 4.5:1.
fn ratio(w: Words, hundredths: u32) -> String {
    w.look_ratio(w.decimal(i64::from(hundredths), 2))
}

fn show(
    app: &App,
    asked: &Asked,
    seen: &Seen<Look>,
    (form, is_done): (Option<FormState>, bool),
    code: StatusCode,
) -> Page {
    let Seen { caller, page: look } = seen;
    let mut frame = app.frame(asked, caller);
    let w = frame.w;
    frame.tell(is_done.then(|| w.look_saved()));
    let contrast = |theme: Theme, accent: Option<Accent>| {
        let accent = accent.unwrap_or_else(|| theme.usual());
        ratio(w, accent.contrast())
    };
    let text = |accent: Option<Accent>| accent.map(|one| one.colour().to_string());
    let held = [("light", text(look.light)), ("dark", text(look.dark))];
    let held = held.map(|(name, colour)| (name, colour.unwrap_or_default()));
    let sent = form.as_ref().map(|form| form.value("version").parse());
    let page = LookPage {
        // Whoever was overtaken has been told so, and may save over it.
        version: match (code, sent) {
            (StatusCode::CONFLICT, _) | (_, None) => look.version,
            (_, Some(sent)) => sent.unwrap_or(look.version),
        },
        form: form.unwrap_or_else(|| FormState::filled(held)),
        light: contrast(Theme::Light, look.light),
        dark: contrast(Theme::Dark, look.dark),
        usual: Theme::ALL.map(|theme| theme.usual().colour().to_string()),
        logo_hint: w.look_logo_hint(
            i64::from(limits::LOGO_PIXELS_MAX),
            w.file_size(limits::LOGO_BYTES_MAX as u64),
        ),
        frame,
    };
    page_with(code, &page)
}
