//! What every page of the wizard shares: the draft, the steps, and what has been answered so far.

use std::sync::Arc;

use actions::incidents::Answers;
use actions::incidents::drafts::{self, Change, Draft};
use actions::{House, Stopped};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::account::Caller;
use domain::catalog::{Catalog, Delivery, Product};
use domain::eligibility::Area;
use domain::ids::RequestNumber;
use domain::incident::Usage;
use domain::refusal::{Refusal, Step};
use web_kit::form::Fields;
use web_kit::form_state::FormState;
use words::Words;

use super::stale;
use super::summary::{self, Line};
use crate::answer::{Halt, Page, see_other, sign_in_path};
use crate::app::App;
use crate::frame::Frame;
use crate::refused;
use crate::requests::people::followed;
use crate::visit::Asked;

/// One step in the row of steps.
pub(super) struct Mark {
    /// What it is called.
    pub label: &'static str,
    /// `done`, `now` or `next`.
    pub state: &'static str,
    /// Where it can be changed, once it is done.
    pub href: String,
}

/// What the layout of the wizard shows around a page.
pub(super) struct Sheet {
    /// Where the form goes; empty before there is a draft.
    pub base: String,
    /// The version of the draft that the page shows.
    pub version: i64,
    /// The step before.
    pub back: String,
    /// Place of this step, from 1.
    pub number: usize,
    /// How many steps apply.
    pub total: usize,
    /// What this step is called.
    pub name: &'static str,
    /// All steps that apply.
    pub marks: Vec<Mark>,
    /// What has been answered so far.
    pub lines: Vec<Line>,
}

impl Sheet {
    /// The sheet of the first step, before there is a draft.
    pub fn blank(w: &Words, catalog: &Catalog) -> Self {
        Self::around(w, catalog, "", &Answers::default(), Step::Product)
    }

    /// The sheet of `step` over `draft`.
    pub fn of(w: &Words, catalog: &Catalog, draft: &Draft, step: Step) -> Self {
        let mut sheet = Self::around(w, catalog, &draft.key, &draft.answers, step);
        sheet.version = draft.version;
        sheet.lines = summary::short(w, catalog, draft, &sheet.base);
        sheet
    }

    fn around(w: &Words, catalog: &Catalog, key: &str, answers: &Answers, step: Step) -> Self {
        let steps = answers.steps(catalog);
        let place = steps
            .iter()
            .position(|other| *other == step)
            .unwrap_or_default();
        let reached = answers.next_step(catalog);
        let marks = steps.iter().enumerate().map(|(at, other)| {
            let state = match at.cmp(&place) {
                std::cmp::Ordering::Less => "done",
                std::cmp::Ordering::Equal => "now",
                std::cmp::Ordering::Greater => "next",
            };
            let is_open_to = !key.is_empty() && at != place && *other <= reached;
            let href = if is_open_to {
                path(key, *other)
            } else {
                String::new()
            };
            Mark {
                label: step_name(w, answers, *other),
                state,
                href,
            }
        });
        let back = match place.checked_sub(1) {
            Some(before) if !key.is_empty() => path(key, steps[before]),
            _ => "/".to_owned(),
        };
        Self {
            base: base(key),
            version: 0,
            back,
            number: place + 1,
            total: steps.len(),
            name: step_name(w, answers, step),
            marks: marks.collect(),
            lines: Vec::new(),
        }
    }
}

/// A draft opened for one of its pages.
pub(super) struct Opened {
    pub frame: Frame,
    pub caller: Caller,
    pub draft: Draft,
    pub catalog: Arc<Catalog>,
    pub step: Step,
}

impl Opened {
    /// The sheet of this page.
    pub fn sheet(&self) -> Sheet {
        Sheet::of(&self.frame.w, &self.catalog, &self.draft, self.step)
    }

    /// The product that was chosen.
    ///
    /// # Errors
    /// Leads to the product step where there is none.
    pub fn product(&self) -> Result<&Product, Halt> {
        let elsewhere = || Halt::Elsewhere(path(&self.draft.key, Step::Product));
        self.draft
            .answers
            .product_in(&self.catalog)
            .ok_or_else(elsewhere)
    }

    /// The reader's language, by code.
    pub fn language(&self) -> &'static str {
        self.frame.w.language().code()
    }
}

/// Opens the draft called `key` for the page of `step`.
///
/// # Errors
/// Leads to where the draft can go on: its receipt once it is submitted, the other portal's page for a cloud product,
/// sign-in before *Contract*, the first step that is still open.
pub(super) async fn open(app: &App, asked: &Asked, key: &str, step: Step) -> Result<Opened, Halt> {
    let catalog = app.house.catalog();
    let seen = drafts::load(&app.house, &asked.visit(), key).await?;
    let (caller, draft) = (seen.caller, seen.page);
    if let Some(number) = &draft.submitted {
        return Err(Halt::Elsewhere(format!("/requests/{number}/submitted")));
    }
    if step > Step::Product && is_elsewhere(&draft.answers, &catalog) {
        return Err(Halt::Elsewhere(format!("{}/cloud", base(key))));
    }
    let reached = draft.answers.next_step(&catalog);
    if reached < step && reached < Step::Contract {
        return Err(Halt::Elsewhere(path(key, reached)));
    }
    if step >= Step::Contract && caller.person().is_none() {
        return Err(Halt::Elsewhere(sign_in_path(&path(key, step))));
    }
    let frame = app.frame(asked, &caller);
    Ok(Opened {
        frame,
        caller,
        draft,
        catalog,
        step,
    })
}

/// Whether the request is about a cloud product, and not in the cloud area yet.
fn is_elsewhere(answers: &Answers, catalog: &Catalog) -> bool {
    let product = answers.product_in(catalog);
    let is_cloud = product.is_some_and(|product| product.delivery == Delivery::Cloud);
    is_cloud && answers.area() == Area::OnPremises
}

/// What a step is called; a cloud request calls a linked contract its support plan.
fn step_name(w: &Words, answers: &Answers, step: Step) -> &'static str {
    match (answers.area(), step) {
        (Area::Cloud, Step::Contract) => w.cloud_plan(),
        _ => refused::step_name(w, step),
    }
}

/// Goes on with a draft where it was left.
pub(super) async fn resume(State(app): State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    let opened = open(&app, &asked, &key, Step::Product).await?;
    Ok(see_other(&path(
        &key,
        opened.draft.answers.next_step(&opened.catalog),
    )))
}

/// What the button that was pressed asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// The next step.
    Continue,
    /// *Save and finish later*: what was typed is kept as it is, complete or not.
    Later,
    /// A colleague's request, which is followed instead; what was typed is kept likewise.
    Follow(RequestNumber),
}

/// A form of the wizard as it was sent.
pub(super) struct Typed {
    /// Everything typed, as the page shows it again.
    pub form: FormState,
    /// The version of the draft that its page showed.
    pub version: i64,
    /// The button that was pressed.
    pub then: Then,
    /// The fields of the step.
    pub fields: Fields,
}

impl Typed {
    /// Takes the form apart as far as every step has it; `known` are the fields of this one.
    ///
    /// # Errors
    /// A field that no page of the step has.
    pub fn of(mut fields: Fields, known: &[&str]) -> Result<Self, Halt> {
        let version = fields.take("version").parse().unwrap_or_default();
        let then = if fields.take("then") == "later" {
            Then::Later
        } else {
            Then::Continue
        };
        let fields = fields.only(known)?;
        Ok(Self {
            form: FormState::typed(&fields),
            version,
            then,
            fields,
        })
    }
}

/// Saves what a step answers and goes on, or shows both texts where the page was stale, and what was written where
/// it cannot be saved now.
pub(super) async fn save(
    app: &App,
    asked: &Asked,
    opened: Opened,
    typed: &Typed,
    change: Change,
) -> Page {
    let key = opened.draft.key.clone();
    match drafts::save(
        &app.house,
        &asked.visit(),
        &key,
        typed.version,
        change.clone(),
    )
    .await
    {
        Ok(draft) => Ok(go_on(&app.house, &draft, opened.step, typed.then)),
        Err(Stopped::Refused(Refusal::StaleDraft)) => {
            let fresh = open(app, asked, &key, opened.step).await?;
            stale::page(fresh, typed, &change)
        }
        Err(Stopped::Refused(Refusal::StepOpen(step))) => Ok(see_other(&path(&key, step))),
        Err(Stopped::Refused(refusal)) => Err(refusal.into()),
        Err(broke) => stale::unsaved(opened, typed, &change, broke.into()),
    }
}

/// Where a saved draft goes on after `step`.
pub(super) fn go_on(house: &House, draft: &Draft, step: Step, then: Then) -> Response {
    if then == Then::Later {
        return see_other(&format!("{}/saved", base(&draft.key)));
    }
    if let Then::Follow(number) = then {
        return see_other(&followed(&number.to_string(), true));
    }
    see_other(&next_path(&house.catalog(), draft, step))
}

fn next_path(catalog: &Catalog, draft: &Draft, step: Step) -> String {
    let (answers, base) = (&draft.answers, base(&draft.key));
    let product = answers.product_in(catalog);
    let lacks_version =
        product.is_some_and(|product| !product.versions.is_empty()) && answers.version.is_none();
    let is_home = answers.usage.as_deref() == Some(Usage::Home.code());
    match step {
        _ if is_elsewhere(answers, catalog) => format!("{base}/cloud"),
        Step::Product if lacks_version => format!("{base}/version"),
        Step::Use if is_home => format!("{base}/home"),
        Step::Problem if answers.category.is_none() => format!("{base}/category"),
        _ => {
            let all_done = answers.next_step(catalog) == Step::Check;
            let following = answers
                .steps(catalog)
                .into_iter()
                .find(|other| *other > step);
            let next = if all_done {
                Step::Check
            } else {
                following.unwrap_or(Step::Check)
            };
            path(&draft.key, next)
        }
    }
}

/// The address of a draft.
pub(super) fn base(key: &str) -> String {
    if key.is_empty() {
        String::new()
    } else {
        format!("/requests/draft/{key}")
    }
}

/// The address of a step.
pub(super) fn path(key: &str, step: Step) -> String {
    let page = match step {
        Step::Product => "product",
        Step::Use => "use",
        Step::Problem => "problem",
        Step::SelfHelp => "self-help",
        Step::Contract => "contract",
        Step::Contact => "contact",
        Step::Description => "description",
        Step::Check => "check",
    };
    format!("{}/{page}", base(key))
}
