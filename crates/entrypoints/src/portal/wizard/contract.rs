//! Contract: how the request is paid for. Every contract of the sign-in is shown, those that cannot be used with the
//! reason and what to do; another is added by its pair.

use actions::contracts::{self, Summary};
use actions::incidents::drafts::{Change, Draft};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::eligibility::{Area, Reason};
use domain::limits;
use domain::offer::Unit;
use domain::refusal::Step;
use domain::time::Zone;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::buy;
use super::pair::{self, WayOut};
use super::sheet::{self, Opened, Sheet, Then, Typed};
use super::summary;
use crate::answer::{Halt, Page, page_with, see_other};
use crate::app::App;
use crate::contracts::card::meaning;
use crate::frame::{Frame, Notice, Tone};
use crate::refused::{self, About, remedy};
use crate::visit::{Asked, Sent};

/// A contract as a radio card.
struct Card {
    key: String,
    title: String,
    /// In the cloud area: the plan in words, under its coded label.
    meaning: String,
    balance: String,
    left: i64,
    granted: i64,
    warning: String,
    /// What is said where it cannot be used: the reason and what to do.
    reasons: Vec<(String, &'static str)>,
}

/// The fields of the page.
const FIELDS: [&str; 5] = ["contract", "access_id", "contract_id", "code", "suggestion"];

#[derive(Template)]
#[template(path = "wizard/contract.html")]
struct ContractPage {
    frame: Frame,
    sheet: Sheet,
    form: FormState,
    usable: Vec<Card>,
    unusable: Vec<Card>,
    purchases: Vec<buy::Purchase>,
    way_out: WayOut,
    cost: String,
    example: &'static str,
    /// Where benefits are linked, in the cloud area: there a pair is not typed here.
    benefits: String,
}

/// Shows the choices. The most sensible one is chosen already: usable, ending soonest.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Query(mut query): Query,
) -> Page {
    let mut opened = sheet::open(&app, &asked, &key, Step::Contract).await?;
    let choices = choices(&app, &asked, &opened).await?;
    let mut linked = query.take("linked");
    if linked.is_empty() {
        linked = buy::ordered(&app, &asked, &mut opened, &choices).await?;
    }
    let w = opened.frame.w;
    let said = match query.take("as").as_str() {
        "added" => Some((Tone::Success, w.wizard_contract_added())),
        "already" => Some((Tone::Success, w.wizard_contract_already_added())),
        "unusable" => Some((Tone::Warning, w.wizard_contract_added_unusable())),
        "cloud" => Some((Tone::Success, w.wizard_contract_added_for_cloud())),
        _ => None,
    };
    opened
        .frame
        .notices
        .extend(said.map(|(tone, sentence)| Notice {
            tone,
            sentence: sentence.to_owned(),
        }));
    let form = FormState::filled([("contract", preselected(&opened, &choices, &linked))]);
    show(
        &app,
        opened,
        &asked,
        form,
        &choices,
        WayOut::default(),
        StatusCode::OK,
    )
}

/// The choice to begin with: the contract that was just added or chosen before, else the first usable one. Where the
/// named one cannot be used nothing is chosen, so that no other contract pays in its place unseen.
fn preselected(opened: &Opened, choices: &[Summary], linked: &str) -> String {
    let chosen = opened.draft.answers.contract.as_deref().unwrap_or_default();
    let named = [linked, chosen].into_iter().find(|key| !key.is_empty());
    choices
        .iter()
        .find(|choice| choice.is_usable() && named.is_none_or(|key| choice.key == key))
        .map(|choice| choice.key.clone())
        .unwrap_or_default()
}

/// Saves the choice, or adds a contract first.
pub(super) async fn save(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let opened = sheet::open(&app, &asked, &key, Step::Contract).await?;
    let then = fields.peek("then").unwrap_or_default().to_owned();
    let mut typed = Typed::of(fields, &FIELDS)?;
    let contract = typed.form.value("contract").to_owned();
    let wants_other = contract == "different" && typed.then == Then::Continue;
    match then.as_str() {
        "confirm" => return pair::confirm(&app, &asked, opened, typed).await,
        "add" | "use" | "swap" | "cloud" => {
            return pair::add(&app, &asked, opened, typed, &then).await;
        }
        _ if wants_other => return pair::add(&app, &asked, opened, typed, "add").await,
        _ => {}
    }
    if let Some(counter) = buy::counter(&app, &opened, &contract)
        && typed.then == Then::Continue
    {
        return Ok(see_other(&counter));
    }
    let choices = choices(&app, &asked, &opened).await?;
    let is_choice = |summary: &&Summary| summary.key == contract;
    let change = match choices.iter().find(is_choice) {
        Some(chosen) if chosen.is_usable() => Change::Contract(Some(contract)),
        Some(chosen) => {
            let sentence = reasons(&opened, chosen).swap_remove(0).0;
            typed.form.refuse("contract", sentence);
            return show(
                &app,
                opened,
                &asked,
                typed.form,
                &choices,
                WayOut::default(),
                StatusCode::CONFLICT,
            );
        }
        None if contract == "none" || typed.then == Then::Later => Change::Contract(None),
        None => {
            typed
                .form
                .refuse("contract", opened.frame.w.wizard_contract_missing());
            return show(
                &app,
                opened,
                &asked,
                typed.form,
                &choices,
                WayOut::default(),
                StatusCode::UNPROCESSABLE_ENTITY,
            );
        }
    };
    sheet::save(&app, &asked, opened, &typed, change).await
}

/// The payment step again, for a draft whose contract was lost while it was written: the sentence and the choices.
pub(super) async fn lost(app: &App, asked: &Asked, key: &str, sentence: &str) -> Page {
    let opened = sheet::open(app, asked, key, Step::Contract).await?;
    let choices = choices(app, asked, &opened).await?;
    let mut form = FormState::filled([("contract", preselected(&opened, &choices, ""))]);
    form.refuse("contract", sentence);
    show(
        app,
        opened,
        asked,
        form,
        &choices,
        WayOut::default(),
        StatusCode::CONFLICT,
    )
}

/// What the draft wants a contract for.
pub(super) fn wanted(opened: &Opened) -> contracts::Wanted {
    let answers = &opened.draft.answers;
    contracts::Wanted {
        product: answers.product.clone(),
        version: answers.version.clone(),
        production: answers.production.unwrap_or(true),
        area: answers.area(),
        region: None,
    }
}

/// The contracts of the sign-in, judged for the draft.
pub(super) async fn choices(
    app: &App,
    asked: &Asked,
    opened: &Opened,
) -> Result<Vec<Summary>, Halt> {
    Ok(
        contracts::choices(&app.house, &asked.visit(), wanted(opened))
            .await?
            .page,
    )
}

/// The page with a form in its state.
pub(super) fn show(
    app: &App,
    opened: Opened,
    asked: &Asked,
    form: FormState,
    choices: &[Summary],
    way_out: WayOut,
    status: StatusCode,
) -> Page {
    let w = &opened.frame.w;
    let cards = |usable: bool| {
        let some = choices
            .iter()
            .filter(move |choice| choice.is_usable() == usable);
        some.map(|choice| card(&opened, choice, asked))
            .collect::<Vec<_>>()
    };
    let (usable, unusable) = (cards(true), cards(false));
    let chosen = choices
        .iter()
        .find(|choice| form.checked("contract", &choice.key) && choice.is_usable());
    let cost = chosen.map(|choice| uses(w, choice)).unwrap_or_default();
    let page = ContractPage {
        sheet: opened.sheet(),
        form,
        usable,
        unusable,
        purchases: buy::for_sale(app, &opened),
        way_out,
        cost,
        example: "0230242323",
        benefits: benefits(&opened.draft),
        frame: opened.frame,
    };
    page_with(status, &page)
}

/// What the request takes from the contract.
fn uses(w: &Words, choice: &Summary) -> String {
    match choice.left {
        None => w.wizard_contract_uses_unlimited().to_owned(),
        Some(..=1) => w.wizard_contract_uses_last().to_owned(),
        Some(left) => w.wizard_contract_uses(left - 1),
    }
}

/// Where the benefits of a cloud request are linked, to come back to it; empty outside the cloud area.
fn benefits(draft: &Draft) -> String {
    match draft.answers.area() {
        Area::OnPremises => String::new(),
        Area::Cloud => format!("/cloud/benefits/links/new?draft={}", draft.key),
    }
}

/// What a plan is called: in the cloud area by its coded label, with its name and its meaning under that.
fn titled(opened: &Opened, choice: &Summary) -> (String, String) {
    let title = choice.title(opened.language());
    match (opened.draft.answers.area(), &choice.label) {
        (Area::Cloud, Some(label)) => {
            let meaning = meaning(&opened.frame.w, choice, label);
            (label.to_string(), format!("{title} · {meaning}"))
        }
        _ => (title, String::new()),
    }
}

fn card(opened: &Opened, choice: &Summary, asked: &Asked) -> Card {
    let w = &opened.frame.w;
    let ends = w.long_date(choice.last_day);
    let (title, meaning) = titled(opened, choice);
    Card {
        key: choice.key.clone(),
        title,
        meaning,
        balance: match choice.left {
            Some(left) => w.wizard_contract_card(ends, left, choice.granted),
            None => w.wizard_contract_card_unlimited(ends),
        },
        left: choice.left.unwrap_or_default(),
        granted: if choice.left.is_some() {
            choice.granted
        } else {
            0
        },
        warning: warning(w, choice, &choice.zone, asked),
        reasons: reasons(opened, choice),
    }
}

fn warning(w: &Words, choice: &Summary, zone: &Zone, asked: &Asked) -> String {
    let days = i64::from(zone.date_of(asked.at).days_until(choice.last_day));
    if choice.left == Some(1) {
        w.wizard_contract_last().to_owned()
    } else if (0..=limits::ENDING_SOON_DAYS).contains(&days) {
        w.wizard_contract_ends_soon(days)
    } else {
        String::new()
    }
}

fn reasons(opened: &Opened, choice: &Summary) -> Vec<(String, &'static str)> {
    let remedies = choice
        .reasons
        .iter()
        .map(|reason| (*reason, remedy(&opened.frame.w, *reason)));
    remedies
        .map(|(reason, remedy)| (sentence(opened, choice, reason), remedy))
        .collect()
}

/// Why the contract cannot be used, with its own plan and the request's own product in it.
pub(super) fn sentence(opened: &Opened, choice: &Summary, reason: Reason) -> String {
    let (w, language) = (&opened.frame.w, opened.language());
    let name = |product: &domain::catalog::Product| product.name.in_language(language).to_owned();
    let product = opened.product().map(name).unwrap_or_default();
    let version = summary::version(&opened.catalog, &opened.draft.answers);
    let version = version.map_or(product.as_str(), |version| {
        version.name.in_language(language)
    });
    let regions: Vec<&str> = choice
        .offer
        .coverage
        .regions
        .iter()
        .filter_map(|key| opened.catalog.region(key.as_str()))
        .map(|region| region.name.in_language(language))
        .collect();
    let successor = choice.successor.as_ref();
    let successor = successor.map(|next| {
        format!(
            "{} - {}",
            next.access_id,
            next.offer.name.in_language(language)
        )
    });
    if let (Reason::Exhausted, Some(drawn)) = (reason, choice.last_drawn) {
        return w.refusal_exhausted_since(w.long_date(choice.zone.date_of(drawn)));
    }
    let about = About {
        plan: choice.offer.name.in_language(language),
        unlimited: choice.left.is_none(),
        counts_hours: choice.offer.unit == Unit::Minute,
        product: &product,
        version,
        regions: &w.list(&regions),
        successor: successor.as_deref(),
    };
    refused::reason_sentence(w, reason, &about)
}
