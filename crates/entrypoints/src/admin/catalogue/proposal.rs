//! What a change would do, line by line, and its confirmation with a reason: the same for every form of the catalogue.

use actions::catalog::{self, FileChange, OfferChange, Preview, Proposal, Unloaded};
use actions::{Seen, Stopped};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use domain::diff::{self, Fate};
use domain::limits;
use domain::refusal::Refusal;
use domain::time::{Moment, Zone};
use web_kit::form::Fields;
use web_kit::form_state::FormState;
use web_kit::host::local_path;
use words::Words;

use super::words::{life, whole};
use crate::answer::{Page, page_with, see_other, status};
use crate::app::App;
use crate::fields::bounded;
use crate::frame::Frame;
use crate::refused;
use crate::visit::{Asked, Sent, zone};

/// The fields of the confirmation.
const FIELDS: [&str; 6] = ["version", "path", "text", "removed", "back", "reason"];

/// A page that shows what would change, and asks why.
#[derive(Template)]
#[template(path = "admin/catalogue/preview.html")]
pub(super) struct PreviewPage {
    pub frame: Frame,
    /// The reason, as far as it was typed.
    pub form: FormState,
    /// Where it goes to be done.
    pub action: String,
    /// What goes with it.
    pub hidden: Vec<(&'static str, String)>,
    pub back: String,
    pub is_stale: bool,
    /// Whether a passkey has to be shown first.
    pub needs_passkey: bool,
    pub mistakes: Vec<String>,
    pub diffs: Vec<Diff>,
    pub effects: Vec<Effects>,
}

/// A text before and after.
pub(super) struct Diff {
    pub path: String,
    pub groups: Vec<Vec<Line>>,
}

/// A line of either text.
pub(super) struct Line {
    /// The class of its row.
    pub class: &'static str,
    /// What stands before it, and how that is read out.
    pub sign: &'static str,
    pub said: &'static str,
    pub number: usize,
    pub text: String,
}

/// What a change moves, of one kind: what, before, after.
pub(super) struct Effects {
    pub title: &'static str,
    pub id: &'static str,
    pub rows: Vec<[String; 3]>,
}

/// Shows what `proposal` would do, and why it was refused where it was.
pub(super) fn show(
    app: &App,
    asked: &Asked,
    (seen, proposal): (Seen<Preview>, Proposal),
    back: String,
    (form, refusal): (FormState, Option<Refusal>),
) -> Page {
    let Seen { caller, page } = seen;
    let frame = app.frame(asked, &caller);
    let w = frame.w;
    let code = match (&refusal, page.is_stale) {
        (Some(refusal), _) => status(refusal),
        (None, true) => StatusCode::CONFLICT,
        (None, false) if page.mistakes.is_empty() && !form.is_refused() => StatusCode::OK,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let shown = PreviewPage {
        action: "/admin/changes".to_owned(),
        hidden: hidden(&proposal, page.version, &back),
        back,
        is_stale: page.is_stale,
        needs_passkey: refusal == Some(Refusal::StepUpNeeded),
        mistakes: page.mistakes.iter().map(|one| whole(w, one)).collect(),
        diffs: page.files.iter().map(|file| diff(w, file)).collect(),
        effects: effects(w, &page, &zone(&caller)),
        form,
        frame,
    };
    page_with(code, &shown)
}

/// Makes the change that was shown.
pub(super) async fn confirm(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    let mut fields = fields.only(&FIELDS)?;
    let mut form = FormState::filled([("reason", fields.take("reason"))]);
    let back = fields.take("back");
    let back = local_path(&back).unwrap_or("/admin").to_owned();
    let proposal = proposal(fields);
    let w = asked.words(None);
    let reason = bounded(&w, &mut form, "reason", limits::LINE_CHARS_MAX);
    if reason.is_empty() {
        form.refuse("reason", w.refusal_reason_needed());
    }
    let visit = asked.visit();
    let refusal = if form.is_refused() {
        None
    } else {
        match catalog::change(&app.house, &visit, proposal.clone(), &reason).await {
            Ok(version) => {
                return Ok(see_other(&format!(
                    "/admin/versions/{version}?done=changed"
                )));
            }
            Err(Unloaded::Mistakes(_)) => None,
            Err(Unloaded::Stopped(Stopped::Refused(refusal))) => Some(refusal),
            Err(Unloaded::Stopped(stopped)) => return Err(stopped.into()),
        }
    };
    let seen = catalog::preview(&app.house, &visit, proposal.clone()).await?;
    match &refusal {
        None | Some(Refusal::ChangedElsewhere) => {}
        Some(refusal @ Refusal::StepUpNeeded) => {
            form.refuse("reason", refused::sentence(&w, refusal));
        }
        Some(refusal) => return Err(refusal.clone().into()),
    }
    show(&app, &asked, (seen, proposal), back, (form, refusal))
}

fn proposal(mut fields: Fields) -> Proposal {
    let base = fields.take("version").parse().unwrap_or(0);
    let texts = fields.take_all("text").into_iter().map(Some);
    let kept = fields.take_all("path").into_iter().zip(texts);
    let gone = fields.take_all("removed").into_iter();
    Proposal {
        base,
        files: kept.chain(gone.map(|path| (path, None))).collect(),
    }
}

/// What the confirmation carries, based on `version`: whoever was overtaken has seen what came in between.
fn hidden(proposal: &Proposal, version: i64, back: &str) -> Vec<(&'static str, String)> {
    let mut hidden = vec![("version", version.to_string()), ("back", back.to_owned())];
    for (path, text) in &proposal.files {
        match text {
            Some(text) => hidden.extend([("path", path.clone()), ("text", text.clone())]),
            None => hidden.push(("removed", path.clone())),
        }
    }
    hidden
}

/// A file's change as its lines.
pub(super) fn diff(w: Words, file: &FileChange) -> Diff {
    let line = |line: &diff::Line<'_>| {
        let (class, sign, said) = match line.fate {
            Fate::Kept => ("", " ", ""),
            Fate::Gone => ("is-gone", "−", w.catalogue_line_gone()),
            Fate::New => ("is-new", "+", w.catalogue_line_new()),
        };
        Line {
            class,
            sign,
            said,
            number: line.number,
            text: line.text.to_owned(),
        }
    };
    let groups = diff::changes(&file.before, &file.after);
    Diff {
        path: file.path.clone(),
        groups: groups
            .iter()
            .map(|group| group.iter().map(line).collect())
            .collect(),
    }
}

fn effects(w: Words, preview: &Preview, zone: &Zone) -> Vec<Effects> {
    let language = w.language().code();
    let offers = preview.offers.iter().map(|OfferChange { name, version }| {
        let after = version.map(|version| match version {
            1 => w.catalogue_offer_new().to_owned(),
            version => w.catalogue_offer_version(w.number(version)),
        });
        let before = match version {
            Some(1) => w.catalogue_not_there().to_owned(),
            Some(version) => w.catalogue_offer_version(w.number(version - 1)),
            None => w.catalogue_offered().to_owned(),
        };
        let after = after.unwrap_or_else(|| w.catalogue_offer_withdrawn().to_owned());
        [name.in_language(language).to_owned(), before, after]
    });
    let moved = preview.moved.iter().map(|one| {
        let name = one.version.as_ref().unwrap_or(&one.product);
        let name = name.in_language(language).to_owned();
        [name, life(w, one.before), life(w, one.after)]
    });
    let due = |due: Option<Moment>| {
        let words = due.map(|due| w.moment(due, zone));
        words.unwrap_or_else(|| w.catalogue_not_there().to_owned())
    };
    let dues = preview.dues.iter().map(|one| {
        let name = one.name.in_language(language);
        let what = w.catalogue_due_of(name, one.severity.code());
        [what, due(one.before), due(one.after)]
    });
    let all = [
        (w.catalogue_effect_offers(), "offers", offers.collect()),
        (w.catalogue_effect_moved(), "moved", moved.collect()),
        (w.catalogue_effect_dues(), "dues", dues.collect::<Vec<_>>()),
    ];
    let told = all.into_iter().filter(|(_, _, rows)| !rows.is_empty());
    told.map(|(title, id, rows)| Effects { title, id, rows })
        .collect()
}
