//! Check: everything once more, what it costs, the services agreement, and the one button that submits.

use actions::Stopped;
use actions::contracts::Summary;
use actions::incidents::{Accepted, drafts, submit_draft};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::eligibility::Reason;
use domain::offer::ChargeRule;
use domain::refusal::{Refusal, Step};
use domain::time::Moment;
use web_kit::form_state::FormState;
use words::Words;

use super::sheet::{self, Opened, Sheet, Typed};
use super::similar::Similar;
use super::summary::{self, Line};
use super::{contract, description};
use crate::answer::{Halt, Page, page_with, see_other, status};
use crate::app::App;
use crate::frame::Frame;
use crate::refused;
use crate::visit::{Asked, Sent};

#[derive(Template)]
#[template(path = "wizard/check.html")]
struct CheckPage {
    frame: Frame,
    sheet: Sheet,
    form: FormState,
    form_key: String,
    answers: Vec<Line>,
    cost: String,
    /// Whether it draws nothing.
    is_free: bool,
    contract_href: String,
    agreement: String,
    similar: Option<Similar>,
}

/// Shows everything once more.
pub(super) async fn page(State(app): State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    let opened = sheet::open(&app, &asked, &key, Step::Check).await?;
    show(&app, &asked, opened, FormState::default(), StatusCode::OK).await
}

/// Submits. Where the contract was lost meanwhile, the payment step comes back with the choices.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let typed = Typed::of(fields, &["agreement", "agreement_version", "form_key"])?;
    let w = asked.words(None);
    let version = typed.form.value("agreement_version").to_owned();
    let accepted = typed.form.checked("agreement", "yes").then(|| Accepted {
        version,
        language: w.language().code().to_owned(),
    });
    let once = typed.form.value("form_key").to_owned();
    let submitted = submit_draft(
        &app.house,
        &asked.visit(),
        &key,
        typed.version,
        accepted,
        &once,
    )
    .await;
    let refusal = match submitted {
        Ok(number) => return Ok(see_other(&format!("/requests/{number}/submitted"))),
        Err(Stopped::Refused(refusal)) => refusal,
        Err(broke) => return unsent(&app, &asked, &key, broke.into()).await,
    };
    if let Some(sentence) = lost(&w, &refusal) {
        return contract::lost(&app, &asked, &key, sentence).await;
    }
    let opened = sheet::open(&app, &asked, &key, Step::Check).await?;
    let (field, sentence) = match &refusal {
        Refusal::StepOpen(Step::Contract) => ("contract", w.wizard_check_no_contract().to_owned()),
        Refusal::StepOpen(_) | Refusal::StaleDraft => ("answers", refused::sentence(&w, &refusal)),
        Refusal::AgreementChanged => {
            let newest = agreement(&app, &asked, &opened).await?;
            ("agreement", w.wizard_check_agreement_changed(newest))
        }
        other => (
            refused::field(other).unwrap_or("answers"),
            refused::sentence(&w, other),
        ),
    };
    let mut form = FormState::default();
    form.refuse(field, sentence);
    let status = if refusal == Refusal::FileUnfinished {
        StatusCode::CONFLICT
    } else {
        status(&refusal)
    };
    show(&app, &asked, opened, form, status).await
}

/// The check once more, to be sent again, where something of ours broke. Whether or not it was taken, the draft is
/// submitted once.
async fn unsent(app: &App, asked: &Asked, key: &str, halt: Halt) -> Page {
    let opened = sheet::open(app, asked, key, Step::Check).await?;
    let mut form = FormState::default();
    form.refuse("answers", halt.say(opened.frame.w, &opened.frame.app).1);
    show(app, asked, opened, form, halt.status()).await
}

/// What is said where the contract was lost while the request was written.
fn lost(w: &Words, refusal: &Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::Exhausted => Some(w.wizard_check_last_used()),
        Refusal::NotEligible(Reason::Expired { .. }) => Some(w.wizard_check_expired()),
        Refusal::NotEligible(_) | Refusal::NotFound => Some(w.wizard_check_no_longer_usable()),
        _ => None,
    }
}

async fn show(
    app: &App,
    asked: &Asked,
    opened: Opened,
    form: FormState,
    status: StatusCode,
) -> Page {
    let chosen = description::chosen(app, asked, &opened).await?;
    let w = opened.frame.w;
    let (answers, key) = (&opened.draft.answers, &opened.draft.key);
    let mut lines: Vec<Line> = summary::subscription(&w, &opened.draft)
        .into_iter()
        .collect();
    for step in answers.steps(&opened.catalog) {
        if step == Step::Contract {
            let value = chosen
                .as_ref()
                .map(|chosen| chosen.title(opened.language()))
                .unwrap_or_default();
            let href = sheet::path(key, Step::Contract);
            lines.push(Line {
                label: w.wizard_summary_contract(),
                value,
                href,
            });
        }
        lines.extend(summary::whole(&w, &opened.catalog, answers, step, key));
    }
    let files = drafts::files(&app.house, &asked.visit(), key).await?;
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    lines.push(Line {
        label: w.wizard_summary_files(),
        value: names.join(", "),
        href: sheet::path(key, Step::Description),
    });
    let page = CheckPage {
        sheet: opened.sheet(),
        form,
        form_key: app.one_time_key(),
        answers: lines,
        cost: match (answers.free_offer(&opened.catalog), &chosen) {
            (Some(_), _) => w.cloud_check_free().to_owned(),
            (None, Some(chosen)) => cost(&w, chosen, opened.language()),
            (None, None) => String::new(),
        },
        is_free: answers.free_offer(&opened.catalog).is_some(),
        contract_href: sheet::path(key, Step::Contract),
        agreement: in_force(&opened, chosen.as_ref(), asked.at),
        similar: Similar::to(&app.house, asked, &opened).await?,
        frame: opened.frame,
    };
    page_with(status, &page)
}

/// The version of the services agreement that is in force where the contract is.
async fn agreement(app: &App, asked: &Asked, opened: &Opened) -> Result<String, Halt> {
    let chosen = description::chosen(app, asked, opened).await?;
    Ok(in_force(opened, chosen.as_ref(), asked.at))
}

fn in_force(opened: &Opened, chosen: Option<&Summary>, now: Moment) -> String {
    let zone = chosen.map_or_else(|| description::zone(opened), |chosen| chosen.zone.clone());
    let agreement = opened.catalog.agreement(zone.date_of(now));
    agreement
        .map(|agreement| agreement.version.clone())
        .unwrap_or_default()
}

/// What submitting costs, in one sentence.
fn cost(w: &Words, chosen: &Summary, language: &str) -> String {
    let title = chosen.title(language);
    match (chosen.offer.charge, chosen.left) {
        (ChargeRule::Accept, Some(_)) => w.wizard_check_cost_held(title),
        (ChargeRule::Resolve, Some(_)) => w.wizard_check_cost_resolved(title),
        (_, None) => w.wizard_check_cost_unlimited(title),
        (ChargeRule::Submit, Some(..=1)) => w.wizard_check_cost_last(title),
        (ChargeRule::Submit, Some(left)) => w.wizard_check_cost(title, left - 1),
    }
}
