//! A form over single fields of one file of the catalogue. Which fields it has is data, so that every area has the same
//! page, the same checks and the same way to its preview.

use actions::catalog::{self, Changes, Edit, Proposal, edited, place, said};
use actions::{Mistake, Seen};
use askama::Template;
use axum::http::StatusCode;
use domain::account::Caller;
use domain::catalog::Key;
use domain::refusal::Refusal;
use domain::time::Moment;
use web_kit::form::Fields;
use web_kit::form_state::FormState;
use words::Words;

use super::parts::{FILE_KEY, Field, Kind, Sheet, Source};
use super::proposal;
use super::typed::{filled, typed};
use super::words::{mistake, whole};
use crate::answer::{Halt, Page, page_with};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::Asked;

/// A form: the file that it changes, and how its sheet is made of the file's text.
pub(super) struct Form {
    /// The path of the file.
    pub file: String,
    /// The address of the form.
    pub here: String,
    /// The list that leads to it.
    pub back: &'static str,
    /// The key of what it is about, where the file holds several.
    pub key: String,
    /// The folder that the file goes to where it is new, and named after the key that is typed; else empty.
    pub folder: &'static str,
    pub sheet: fn(&Source<'_>) -> Option<Sheet>,
}

impl Form {
    /// The form of something that has a file of its own, which is named after the key that is typed.
    pub fn of_new_file(
        folder: &'static str,
        back: &'static str,
        sheet: fn(&Source<'_>) -> Option<Sheet>,
    ) -> Self {
        Self {
            file: String::new(),
            here: format!("{back}/new"),
            back,
            key: String::new(),
            folder,
            sheet,
        }
    }

    const fn is_new_file(&self) -> bool {
        !self.folder.is_empty()
    }

    /// The path of the file whose text can be changed instead; empty where there is none yet.
    fn path(&self) -> String {
        if self.is_new_file() {
            String::new()
        } else {
            self.file.clone()
        }
    }

    /// The text that the form changes: that of the file, or none yet.
    fn text(&self, held: Option<String>) -> Result<String, Refusal> {
        match held {
            _ if self.is_new_file() => Ok(String::new()),
            Some(text) => Ok(text),
            None => Err(Refusal::NotFound),
        }
    }

    fn sheet(&self, app: &App, w: Words, text: &str, at: Moment) -> Result<Sheet, Refusal> {
        let source = Source {
            catalog: &app.house.catalog(),
            w,
            key: &self.key,
            text,
            at,
        };
        (self.sheet)(&source).ok_or(Refusal::NotFound)
    }
}

#[derive(Template)]
#[template(path = "admin/catalogue/sheet.html")]
struct SheetPage {
    frame: Frame,
    form: FormState,
    back: &'static str,
    here: String,
    file: String,
    version: i64,
    sheet: Sheet,
    /// What is wrong and stands at no field.
    mistakes: Vec<String>,
}

/// The form, filled with what the file says.
pub(super) async fn show(app: &App, asked: &Asked, form: Form) -> Page {
    let Seen { caller, page } = catalog::file(&app.house, &asked.visit(), &form.file, None).await?;
    let frame = app.frame(asked, &caller);
    let text = form.text(page.text)?;
    let sheet = form.sheet(app, frame.w, &text, asked.at)?;
    let values = sheet.sections.iter().flat_map(|section| &section.fields);
    let values = values.flat_map(|field| filled(field, &text));
    let shown = SheetPage {
        form: FormState::filled(values),
        back: form.back,
        file: form.path(),
        here: form.here,
        version: page.version,
        sheet,
        mistakes: Vec::new(),
        frame,
    };
    page_with(StatusCode::OK, &shown)
}

/// Takes the form as it was sent, and shows what it would change.
pub(super) async fn send(app: &App, asked: &Asked, mut form: Form, fields: Fields) -> Page {
    let base = fields.peek("version").and_then(|text| text.parse().ok());
    let base = base.unwrap_or(0);
    let visit = asked.visit();
    let held = catalog::file(&app.house, &visit, &form.file, Some(base)).await?;
    let caller = held.caller;
    let text = form.text(held.page.text)?;
    let w = asked.words(caller.person());
    let sheet = form.sheet(app, w, &text, asked.at)?;
    let mut state = state(&sheet, fields)?;
    if form.is_new_file() {
        form.file = named(app, asked, w, &mut state, form.folder).await?;
    }
    let edits = edits(&w, &mut state, &sheet, &text);
    if state.is_refused() {
        return refuse(
            app,
            asked,
            &caller,
            (form, sheet),
            (state, base),
            Vec::new(),
        );
    }
    let new = edited(&text, &edits).ok_or(Halt::Bare(StatusCode::BAD_REQUEST))?;
    let proposal = Proposal {
        base,
        files: Changes::from([(form.file.clone(), Some(new.clone()))]),
    };
    let seen = catalog::preview(&app.house, &visit, proposal.clone()).await?;
    if !seen.page.mistakes.is_empty() {
        let left = blame(
            w,
            &mut state,
            &sheet,
            (&form.file, &new),
            &seen.page.mistakes,
        );
        return refuse(app, asked, &caller, (form, sheet), (state, base), left);
    }
    let shown = (seen, proposal);
    proposal::show(app, asked, shown, form.here, (FormState::default(), None))
}

/// The path of a new file, after the key that was typed; refused at its field where there can be none.
async fn named(
    app: &App,
    asked: &Asked,
    w: Words,
    form: &mut FormState,
    folder: &str,
) -> Result<String, Halt> {
    let typed = form.value(FILE_KEY).trim().to_owned();
    let path = format!("{folder}/{typed}.toml");
    if Key::parse(&typed).is_none() {
        form.refuse(FILE_KEY, w.catalogue_key_form());
    } else if catalog::file(&app.house, &asked.visit(), &path, None)
        .await?
        .page
        .text
        .is_some()
    {
        form.refuse(FILE_KEY, w.catalogue_twice());
    }
    Ok(path)
}

/// The form as it was sent, without fields that it does not have.
fn state(sheet: &Sheet, fields: Fields) -> Result<FormState, Halt> {
    let names = sheet.sections.iter().flat_map(|section| &section.fields);
    let mut known: Vec<&str> = names.map(|field| field.at.as_str()).collect();
    known.push("version");
    Ok(FormState::typed(&fields.only(&known)?))
}

/// What the form changes in the file; each field that cannot be so says why.
fn edits(w: &Words, form: &mut FormState, sheet: &Sheet, text: &str) -> Vec<Edit> {
    let (mut edits, mut gone) = (Vec::new(), Vec::new());
    for section in &sheet.sections {
        // What is chosen among a few says something however the rest is left.
        let is_blank = |field: &Field| {
            let is_chosen = matches!(field.kind, Kind::Choice(_) | Kind::Yes);
            is_chosen || form.value(&field.at).trim().is_empty()
        };
        if section.is_new && section.fields.iter().all(is_blank) {
            continue;
        }
        for field in &section.fields {
            if let Kind::Removals(options) = &field.kind {
                let chosen = options.iter().rev();
                let chosen = chosen.filter(|(place, _)| form.checked(&field.at, place));
                gone.extend(chosen.map(|(place, _)| Edit {
                    at: format!("{}.{place}", field.at),
                    to: None,
                }));
                continue;
            }
            if field.at == FILE_KEY {
                continue;
            }
            let to = typed(w, form, field);
            // What holds anyway is not written down.
            if to.is_none() || to != field.usual || said(text, &field.at).is_some() {
                let at = field.at.clone();
                edits.push(Edit { at, to });
            }
        }
    }
    // The last first, so that the numbers of the others stay true.
    edits.extend(gone);
    edits
}

/// Says each mistake at the field it is about; what is left belongs to none.
fn blame(
    w: Words,
    form: &mut FormState,
    sheet: &Sheet,
    (file, text): (&str, &str),
    mistakes: &[Mistake],
) -> Vec<String> {
    let fields = || sheet.sections.iter().flat_map(|section| &section.fields);
    let mut left = Vec::new();
    for one in mistakes {
        let at = place(text, one);
        let within = |inner: &str, outer: &str| {
            let rest = inner.strip_prefix(outer);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let near = |field: &&Field| within(&at, &field.at) || within(&field.at, &at);
        let exact = fields().find(|field| field.at == at);
        match exact
            .or_else(|| fields().find(near))
            .filter(|_| one.file == file)
        {
            Some(field) => form.refuse(&field.at, mistake(w, &one.message)),
            None => left.push(whole(w, one)),
        }
    }
    left
}

fn refuse(
    app: &App,
    asked: &Asked,
    caller: &Caller,
    (form, sheet): (Form, Sheet),
    (state, version): (FormState, i64),
    mistakes: Vec<String>,
) -> Page {
    let shown = SheetPage {
        form: state,
        back: form.back,
        file: form.path(),
        here: form.here,
        version,
        sheet,
        mistakes,
        frame: app.frame(asked, caller),
    };
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}
