//! Making a subscription known, and giving it its first owner.

use actions::cloud::{self, NewSubscription};
use actions::{By, Stopped, partners};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use domain::catalog::Delivery;
use domain::cloud::Denial;
use domain::ids::EmailAddress;
use domain::limits;
use domain::refusal::Refusal;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::{HOME, named, tell};
use crate::answer::{Page, page_with, see_other, status};
use crate::app::App;
use crate::countries;
use crate::fields::bounded;
use crate::frame::Frame;
use crate::requests::posted::at_form;
use crate::visit::{Asked, Sent};

/// The fields of the form, in their order.
const FIELDS: [&str; 6] = [
    "name",
    "product",
    "country",
    "owner",
    "organisation",
    "form_key",
];

#[derive(Template)]
#[template(path = "service_centre/subscription.html")]
struct SubscriptionPage {
    frame: Frame,
    form: FormState,
    /// The customer's name; empty where the subscription is its owner's own.
    customer: String,
    organisation: String,
    products: Vec<(String, String)>,
    countries: Vec<(String, String)>,
    back: String,
    once: String,
}

pub(super) async fn page(State(app): State<App>, asked: Asked, Query(fields): Query) -> Page {
    let form = FormState::typed(&fields);
    show(&app, &asked, form, StatusCode::OK).await
}

pub(super) async fn create(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    let fields = fields.only(&FIELDS)?;
    let (mut form, w, visit) = (FormState::typed(&fields), asked.words(None), asked.visit());
    let Some(new) = subscription(&w, &mut form) else {
        let code = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&app, &asked, form, code).await;
    };
    let key = cloud::key(form.value("form_key")).unwrap_or_else(|| cloud::mint(&app.house));
    match cloud::create_as(&app.house, By::Visit(&visit), key, new).await {
        Ok(key) => Ok(see_other(&format!("/cloud/subscriptions/{key}"))),
        Err(Stopped::Refused(refusal)) if at_form(&refusal) => {
            let field = match refusal {
                Refusal::Cloud(Denial::AccountUnknown) => "owner",
                _ => "product",
            };
            if field == "owner" {
                form.refuse(field, w.service_centre_subscription_owner_unknown());
            } else {
                tell(&w, &mut form, &refusal, field);
            }
            show(&app, &asked, form, status(&refusal)).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}

/// What the form tells; where something is wrong with it, nothing, and each field says what.
fn subscription(w: &Words, form: &mut FormState) -> Option<NewSubscription> {
    let name = bounded(w, form, "name", limits::NAME_CHARS_MAX);
    if name.is_empty() {
        form.refuse("name", w.service_centre_subscription_name_missing());
    }
    let product = form.value("product").to_owned();
    if product.is_empty() {
        form.refuse("product", w.service_centre_subscription_product_missing());
    }
    let country = countries::chosen(*w, form, "country");
    let owner = EmailAddress::parse(form.value("owner").trim()).ok();
    if owner.is_none() {
        form.refuse("owner", w.service_centre_email_wrong());
    }
    let organisation = form.value("organisation").to_owned();
    let new = NewSubscription {
        name,
        product,
        country: country?,
        organisation: Some(organisation).filter(|key| !key.is_empty()),
        owner: owner?,
    };
    (!form.is_refused()).then_some(new)
}

async fn show(app: &App, asked: &Asked, form: FormState, code: StatusCode) -> Page {
    let (house, visit) = (&app.house, asked.visit());
    let organisation = form.value("organisation").to_owned();
    // Looking for nothing asks whether one may look.
    let caller = partners::find(house, &visit, "").await?.caller;
    let customer = match organisation.as_str() {
        "" => String::new(),
        key => {
            partners::show(house, &visit, key)
                .await?
                .page
                .organisation
                .name
        }
    };
    let frame = app.frame(asked, &caller);
    let (w, catalog) = (frame.w, house.catalog());
    let here = catalog.products.iter().filter(|product| {
        let portal = catalog.portal_of(product);
        product.delivery == Delivery::Cloud && portal.is_some_and(|one| one.address.is_none())
    });
    page_with(
        code,
        &SubscriptionPage {
            products: here
                .map(|product| (product.key.to_string(), named(w, &product.name)))
                .collect(),
            countries: countries::choices(w, &catalog),
            back: match organisation.as_str() {
                "" => HOME.to_owned(),
                key => super::partner(key),
            },
            once: cloud::mint(house).to_string(),
            customer,
            organisation,
            form,
            frame,
        },
    )
}
