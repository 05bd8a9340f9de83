//! Asking for advice: one page, and everything once more before it is sent.

use actions::advisory::{self, Wanted};
use actions::contracts::Summary;
use actions::{Seen, Stopped};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use domain::eligibility::Reason;
use domain::limits;
use domain::refusal::Refusal;
use domain::time::Date;
use web_kit::form_state::FormState;
use words::Words;

use super::hours;
use super::view::{days, range};
use crate::answer::{Halt, Page, page_with, see_other, status};
use crate::app::App;
use crate::contracts::left;
use crate::frame::Frame;
use crate::refused;
use crate::requests::contact::contact;
use crate::requests::posted::bounded;
use crate::visit::{Asked, Sent};

/// What the form asks, and is sent once more from the page that shows it all.
const FIELDS: [&str; 11] = [
    "subject", "product", "goal", "from", "until", "least", "most", "contract", "name", "email",
    "phone",
];

/// A contract to choose.
struct Choice {
    key: String,
    title: String,
    notes: Vec<String>,
    is_off: bool,
}

#[derive(Template)]
#[template(path = "advisory/new.html")]
struct NewPage {
    frame: Frame,
    form: FormState,
    form_key: String,
    products: Vec<(String, String)>,
    choices: Vec<Choice>,
    most_hours: String,
    title_most: i64,
}

#[derive(Template)]
#[template(path = "advisory/check.html")]
struct CheckPage {
    frame: Frame,
    form_key: String,
    kept: Vec<(&'static str, String)>,
    facts: Vec<(&'static str, String)>,
    reserved: String,
}

/// The form, with what is known of the person.
pub(super) async fn page(State(app): State<App>, asked: Asked) -> Page {
    let seen = advisory::choices(&app.house, &asked.visit()).await?;
    let person = seen.caller.person().ok_or(Refusal::SignInNeeded)?;
    let mut usable = seen.page.iter().filter(|one| one.is_usable());
    let only = usable.next().filter(|_| usable.next().is_none());
    let form = FormState::filled([
        ("name", person.name.clone()),
        ("email", person.email.clone()),
        (
            "contract",
            only.map_or_else(String::new, |one| one.key.clone()),
        ),
    ]);
    show(&app, &asked, &seen, form, String::new(), StatusCode::OK)
}

/// Checks what was typed; shows it once more, or sends it.
pub(super) async fn send(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    let mut fields = fields.only(&[&FIELDS[..], &["form_key", "then"]].concat())?;
    let mut form = FormState::typed(&fields);
    let (once, then) = (fields.take("form_key"), fields.take("then"));
    let seen = advisory::choices(&app.house, &asked.visit()).await?;
    let person = seen.caller.person().ok_or(Refusal::SignInNeeded)?;
    let w = asked.words(Some(person));
    if then == "change" {
        return show(&app, &asked, &seen, form, once, StatusCode::OK);
    }
    let wanted = wanted(&app, w, &seen, &mut form, &once);
    let Some(wanted) = wanted.filter(|_| !form.is_refused()) else {
        let code = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&app, &asked, &seen, form, once, code);
    };
    if then != "send" {
        return check(&app, &asked, &seen, &form, &wanted);
    }
    match advisory::request(&app.house, &asked.visit(), wanted).await {
        Ok(number) => Ok(see_other(&format!("/requests/{number}/submitted"))),
        Err(Stopped::Refused(refusal)) if refused::field(&refusal).is_some() => {
            let chosen = form.value("contract").to_owned();
            let chosen = seen.page.iter().find(|one| one.key == chosen);
            let sentence = sentence(&app, w, &refusal, chosen, form.value("product"));
            form.refuse(refused::field(&refusal).unwrap_or("contract"), sentence);
            show(&app, &asked, &seen, form, once, status(&refusal))
        }
        Err(Stopped::Refused(refusal @ Refusal::EngagementTooLong)) => {
            form.refuse("most", refused::sentence(&w, &refusal));
            show(&app, &asked, &seen, form, once, status(&refusal))
        }
        Err(stopped) => Err(stopped.into()),
    }
}

/// A refusal in words that name the plan and the product.
fn sentence(
    app: &App,
    w: Words,
    refusal: &Refusal,
    chosen: Option<&Summary>,
    product: &str,
) -> String {
    let (language, catalog) = (w.language().code(), app.house.catalog());
    let Refusal::NotEligible(reason) = refusal else {
        return refused::sentence(&w, refusal);
    };
    let product = catalog.product(product);
    let about = refused::About {
        plan: chosen.map_or("", |one| one.offer.name.in_language(language)),
        product: product.map_or("", |one| one.name.in_language(language)),
        ..refused::About::default()
    };
    refused::reason_sentence(&w, *reason, &about)
}

/// What is asked for, or what is wrong with it at each field.
fn wanted(
    app: &App,
    w: Words,
    seen: &Seen<Vec<Summary>>,
    form: &mut FormState,
    once: &str,
) -> Option<Wanted> {
    let person = seen.caller.person()?;
    let mut text = |name: &str, most: usize, missing: &str| {
        let typed = bounded(w, form, name, most);
        if typed.is_empty() {
            form.refuse(name, missing);
        }
        typed
    };
    let subject = text(
        "subject",
        limits::TITLE_CHARS_MAX,
        w.advisory_new_subject_missing(),
    );
    let goal = text(
        "goal",
        limits::DESCRIPTION_CHARS_MAX,
        w.advisory_new_goal_missing(),
    );
    let product = form.value("product").to_owned();
    if app.house.catalog().product(&product).is_none() {
        form.refuse("product", w.advisory_new_product_missing());
    }
    let days = (day(w, form, "from"), day(w, form, "until"));
    if matches!(days, (Some(from), Some(until)) if until < from) {
        form.refuse("until", w.advisory_new_days_order());
    }
    let contract = form.value("contract").to_owned();
    let chosen = seen.page.iter().find(|one| one.key == contract);
    let minutes = minutes(w, form, chosen.and_then(|one| one.left));
    if contract.is_empty() {
        form.refuse("contract", w.advisory_new_contract_missing());
    }
    Some(Wanted {
        contract,
        product,
        subject,
        goal,
        days,
        minutes: minutes?,
        contact: contact(w, person, form),
        once: once.to_owned(),
    })
}

/// How long it may take, from and to; `left` minutes are on the contract.
fn minutes(w: Words, form: &mut FormState, left: Option<i64>) -> Option<(i64, i64)> {
    let mut time = |name: &str| {
        let minutes = hours::minutes(form.value(name));
        if minutes.is_none() {
            form.refuse(name, w.advisory_new_hours_form());
        }
        minutes
    };
    let (least, most) = (time("least"), time("most"));
    let (least, most) = least.zip(most)?;
    if let Err(refusal) = domain::advisory::ask(least, most, left) {
        let field = match refusal {
            Refusal::TooFewLeft { .. } => "least",
            _ => "most",
        };
        form.refuse(field, refused::sentence(&w, &refusal));
    }
    Some((least, most))
}

fn day(w: Words, form: &mut FormState, name: &str) -> Option<Date> {
    let typed = form.value(name).trim().to_owned();
    let day = Date::parse(&typed).ok();
    if day.is_none() && !typed.is_empty() {
        form.refuse(name, w.advisory_new_day_form());
    }
    day
}

fn check(
    app: &App,
    asked: &Asked,
    seen: &Seen<Vec<Summary>>,
    form: &FormState,
    wanted: &Wanted,
) -> Page {
    let frame = app.frame(asked, &seen.caller);
    let (w, catalog) = (frame.w, app.house.catalog());
    let language = w.language().code();
    let chosen = seen.page.iter().find(|one| one.key == wanted.contract);
    let chosen = chosen.ok_or(Refusal::NotFound)?;
    let product = catalog.product(&wanted.product).ok_or(Refusal::NotFound)?;
    let (least, most) = wanted.minutes;
    let contact = &wanted.contact;
    let mut facts = vec![
        (w.advisory_new_subject(), wanted.subject.clone()),
        (
            w.advisory_new_product(),
            product.name.in_language(language).to_owned(),
        ),
        (w.advisory_new_goal(), wanted.goal.clone()),
        (w.advisory_check_asked(), range(w, least, most)),
        (w.advisory_new_contract(), chosen.title(language)),
        (w.advisory_hours_left(), left(&w, chosen)),
    ];
    let days = days(w, wanted.days);
    if !days.is_empty() {
        facts.insert(4, (w.advisory_check_days(), days));
    }
    facts.push((
        w.desk_contact(),
        [&contact.name, &contact.email, &contact.phone]
            .map(String::as_str)
            .join(" ")
            .trim()
            .to_owned(),
    ));
    let page = CheckPage {
        form_key: wanted.once.clone(),
        kept: FIELDS
            .map(|name| (name, form.value(name).to_owned()))
            .to_vec(),
        reserved: match chosen.left.filter(|left| *left < most) {
            Some(left) => w.advisory_check_reserved_left(w.hours(most), w.hours(left)),
            None => w.advisory_check_reserved(w.hours(most)),
        },
        facts,
        frame,
    };
    page_with(StatusCode::OK, &page)
}

/// What is left, why it cannot be used, and that no ID pair is needed where none is.
fn notes(w: Words, summary: &Summary) -> Vec<String> {
    let about = refused::About {
        plan: summary.offer.name.in_language(w.language().code()),
        ..refused::About::default()
    };
    let told = summary.reasons.iter();
    let told = told.filter(|reason| **reason != Reason::Exhausted);
    let needs_none = !summary.linked && !summary.owned;
    std::iter::once(left(&w, summary))
        .chain(told.map(|reason| refused::reason_sentence(&w, *reason, &about)))
        .chain(needs_none.then(|| w.advisory_new_no_ids().to_owned()))
        .collect()
}

fn show(
    app: &App,
    asked: &Asked,
    seen: &Seen<Vec<Summary>>,
    form: FormState,
    once: String,
    code: StatusCode,
) -> Result<axum::response::Response, Halt> {
    let frame = app.frame(asked, &seen.caller);
    let (w, catalog) = (frame.w, app.house.catalog());
    let language = w.language().code();
    let choice = |summary: &Summary| Choice {
        key: summary.key.clone(),
        title: summary.title(language),
        notes: notes(w, summary),
        is_off: !summary.is_usable(),
    };
    let products = catalog.products.iter();
    let page = NewPage {
        form_key: if once.is_empty() {
            app.one_time_key()
        } else {
            once
        },
        products: products
            .map(|one| {
                (
                    one.key.to_string(),
                    one.name.in_language(language).to_owned(),
                )
            })
            .collect(),
        choices: seen.page.iter().map(choice).collect(),
        most_hours: w.hours(limits::ENGAGEMENT_MINUTES_MAX),
        title_most: limits::TITLE_CHARS_MAX as i64,
        form,
        frame,
    };
    page_with(code, &page)
}
