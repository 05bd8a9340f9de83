//! *Explain*: which contracts of a sign-in could be used for what, at any instant, and every reason why not. It changes
//! nothing.

use actions::Stopped;
use actions::contracts::{self, Summary, Wanted};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use domain::catalog::{Catalog, Delivery, Product};
use domain::eligibility::{Area, RULES};
use domain::ids::EmailAddress;
use domain::refusal::Refusal;
use domain::time::{Date, Moment, WallTime, Zone};
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use crate::answer::{Halt, Page, page_with};
use crate::app::App;
use crate::contracts::Card;
use crate::frame::Frame;
use crate::refused::{About, remedy};
use crate::visit::{self, Asked};

/// The routes of this page.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/explain", get(page))
}

#[derive(Template)]
#[template(path = "explain.html")]
struct ExplainPage {
    frame: Frame,
    form: FormState,
    /// Whether another's sign-in can be asked for.
    is_staff: bool,
    /// Families of products: the name of a product, and its versions as values with their names.
    products: Vec<(String, Vec<(String, String)>)>,
    regions: Vec<(String, String)>,
    zone: String,
    answer: Option<Answered>,
}

struct Answered {
    /// What was asked, in one sentence.
    question: String,
    rules: String,
    verdicts: Vec<Verdict>,
}

/// One contract with what holds against it.
struct Verdict {
    title: String,
    left: String,
    days: String,
    /// Each reason with what to do about it.
    why: Vec<(String, &'static str)>,
}

/// What the form asks, as far as it is right.
struct Question {
    sign_in: Option<String>,
    wanted: Wanted,
    instant: Moment,
}

async fn page(State(app): State<App>, asked: Asked, Query(fields): Query) -> Page {
    let (house, visit) = (&app.house, asked.visit());
    let caller = house.caller(&visit).await?;
    let person = caller.person().ok_or(Refusal::SignInNeeded)?;
    let (is_staff, zone) = (!person.roles.is_empty(), visit::zone(&caller));
    let frame = app.frame(&asked, &caller);
    let (w, catalog) = (frame.w, house.catalog());
    let is_asked = fields.peek("product").is_some();
    let mut form = if is_asked {
        FormState::typed(&fields)
    } else {
        blank(&zone, asked.at, fields.peek("sign_in").unwrap_or_default())
    };
    let question = is_asked
        .then(|| question(w, &catalog, &mut form, &zone))
        .flatten();
    let mut answer = None;
    if let Some(question) = question.filter(|_| !form.is_refused()) {
        let Question {
            sign_in,
            wanted,
            instant,
        } = question;
        let explained = contracts::explain(house, &visit, sign_in, wanted.clone(), instant).await;
        match explained {
            Ok(seen) => {
                let (catalog, found) = (&catalog, &seen.page);
                answer = Some(answered(w, catalog, &wanted, found, (instant, &zone)));
            }
            Err(Stopped::Refused(Refusal::NotFound)) if is_staff => {
                form.refuse("sign_in", w.explain_sign_in_unknown());
            }
            Err(stopped) => return Err(Halt::from(stopped)),
        }
    }
    let code = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let regions = catalog.regions.iter();
    page_with(
        code,
        &ExplainPage {
            is_staff,
            products: products(w, &catalog),
            regions: regions
                .map(|one| (one.key.to_string(), named(w, &one.name)))
                .collect(),
            zone: w.zone(&zone),
            answer,
            form,
            frame,
        },
    )
}

/// The form as it is at first: now, in production.
fn blank(zone: &Zone, at: Moment, sign_in: &str) -> FormState {
    FormState::filled([
        ("sign_in", sign_in.to_owned()),
        ("use", "production".to_owned()),
        ("day", zone.date_of(at).to_string()),
        ("time", zone.wall_time_of(at).to_string()),
    ])
}

/// What the form asks; each field that is wrong says so.
fn question(w: Words, catalog: &Catalog, form: &mut FormState, zone: &Zone) -> Option<Question> {
    let sign_in = form.value("sign_in").trim().to_owned();
    let is_address = sign_in.is_empty() || EmailAddress::parse(&sign_in).is_ok();
    if !is_address {
        form.refuse("sign_in", w.service_centre_email_wrong());
    }
    let chosen = form.value("product").to_owned();
    let (key, version) = match chosen.split_once('/') {
        Some((key, version)) => (key, Some(version.to_owned())),
        None => (chosen.as_str(), None),
    };
    let product = catalog.product(key).filter(|product| {
        version
            .as_deref()
            .is_none_or(|version| product.version(version).is_some())
    });
    if product.is_none() {
        form.refuse("product", w.explain_product_missing());
    }
    let region = Some(form.value("region").to_owned()).filter(|region| !region.is_empty());
    if region
        .as_deref()
        .is_some_and(|key| catalog.region(key).is_none())
    {
        form.refuse("region", w.explain_region_unknown());
    }
    let day = Date::parse(form.value("day").trim());
    if day.is_err() {
        form.refuse("day", w.service_centre_day_form());
    }
    let time = WallTime::parse(&form.value("time").trim().replace('.', ":"));
    if time.is_err() {
        form.refuse("time", w.explain_time_form());
    }
    let product = product?;
    Some(Question {
        sign_in: Some(sign_in)
            .filter(|sign_in| !sign_in.is_empty())
            .and_then(|sign_in| EmailAddress::parse(&sign_in).ok())
            .map(|address| address.to_string()),
        wanted: Wanted {
            product: Some(product.key.to_string()),
            version,
            production: form.value("use") != "test",
            area: area(product),
            region,
        },
        instant: zone.instant(day.ok()?, time.ok()?),
    })
}

/// Where a request about the product is made.
fn area(product: &Product) -> Area {
    match product.delivery {
        Delivery::OnPremises => Area::OnPremises,
        Delivery::Cloud => Area::Cloud,
    }
}

fn products(w: Words, catalog: &Catalog) -> Vec<(String, Vec<(String, String)>)> {
    let choices = |product: &Product| {
        let name = named(w, &product.name);
        let versions = product.versions.iter().rev();
        let mut values: Vec<_> = versions
            .map(|version| {
                let value = format!("{}/{}", product.key, version.key);
                (value, named(w, &version.name))
            })
            .collect();
        if values.is_empty() {
            values.push((product.key.to_string(), name.clone()));
        }
        (name, values)
    };
    catalog.products.iter().map(choices).collect()
}

fn answered(
    w: Words,
    catalog: &Catalog,
    wanted: &Wanted,
    found: &[Summary],
    (instant, zone): (Moment, &Zone),
) -> Answered {
    let product = wanted
        .product
        .as_deref()
        .and_then(|key| catalog.product(key));
    let name = product
        .map(|product| named(w, &product.name))
        .unwrap_or_default();
    let version = product
        .zip(wanted.version.as_deref())
        .and_then(|(product, key)| product.version(key))
        .map_or_else(|| name.clone(), |version| named(w, &version.name));
    let about = About {
        product: &name,
        version: &version,
        ..About::default()
    };
    let verdicts = found.iter().map(|summary| {
        let card = Card::of(&w, catalog, summary, instant, &about);
        let remedies = summary.reasons.iter().map(|reason| remedy(&w, *reason));
        Verdict {
            title: summary.title(w.language().code()),
            left: card.left,
            days: w.range(
                w.long_date(summary.first_day),
                w.long_date(summary.last_day),
            ),
            why: card.why.into_iter().zip(remedies).collect(),
        }
    });
    Answered {
        question: w.explain_question(w.moment(instant, zone), &version),
        rules: w.explain_rules(w.number(catalog.version), w.number(i64::from(RULES))),
        verdicts: verdicts.collect(),
    }
}

fn named(w: Words, name: &domain::catalog::Name) -> String {
    name.in_language(w.language().code()).to_owned()
}
