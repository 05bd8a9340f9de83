//! The form of an order: what, how many, for whom and how it is paid, with the price counted before anything is placed.

use actions::Stopped;
use actions::incidents::drafts;
use actions::purchases::{self, Choices, Order};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use domain::account::Caller;
use domain::catalog::Catalog;
use domain::eligibility::Reason;
use domain::limits;
use domain::offer::{Grant, Offer};
use domain::order::{self, Way};
use domain::refusal::Refusal;
use domain::time::Zone;
use web_kit::csrf;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::pay;
use super::view::{self, Facts};
use crate::answer::{Halt, Page, page_with, see_other, status};
use crate::app::App;
use crate::frame::Frame;
use crate::refused;
use crate::visit::{Asked, Sent, zone};

/// The fields of the form.
const FIELDS: [&str; 10] = [
    "offer",
    "version",
    "quantity",
    "location",
    "region",
    "reference",
    "way",
    "draft",
    "form_key",
    "then",
];

#[derive(Template)]
#[template(path = "orders/new.html")]
struct NewPage {
    frame: Frame,
    form: FormState,
    back: String,
    offers: Vec<Card>,
    /// The version of each offer that is shown: its price binds.
    versions: String,
    locations: Vec<(String, String)>,
    regions: Vec<(String, String)>,
    ways: Vec<(&'static str, &'static str, &'static str)>,
    /// What is chosen costs, once it can be counted.
    cost: Facts,
    most_reference: i64,
}

/// Something that can be bought.
struct Card {
    key: String,
    name: String,
    price: String,
    grants: String,
}

/// What the form is about: who asks, what they can choose, and what is for sale.
struct Counter {
    caller: Caller,
    choices: Choices,
    offers: Vec<Offer>,
}

/// Opens the form's choices; for a draft only what covers its product.
///
/// # Errors
/// [`Refusal::NotFound`] where buying is off, and for a draft that is not the reader's.
async fn counter(app: &App, asked: &Asked, draft: &str) -> Result<Counter, Halt> {
    if !app.buying.is_on() {
        return Err(Refusal::NotFound.into());
    }
    let seen = purchases::choices(&app.house, &asked.visit()).await?;
    let catalog = app.house.catalog();
    let mut offers: Vec<Offer> = catalog.for_sale().into_iter().cloned().collect();
    let is_member = seen.page.is_member;
    offers.retain(|offer| is_member || !catalog.programme.is_for_members(offer.key.as_str()));
    if !draft.is_empty() {
        let draft = drafts::load(&app.house, &asked.visit(), draft).await?.page;
        if let Some(product) = draft.answers.product_in(&catalog) {
            offers.retain(|offer| offer.coverage.covers(product));
        }
    }
    Ok(Counter {
        caller: seen.caller,
        choices: seen.page,
        offers,
    })
}

pub(super) async fn page(State(app): State<App>, asked: Asked, Query(mut query): Query) -> Page {
    let (offer, draft) = (query.take("offer"), query.take("draft"));
    let counter = counter(&app, &asked, &draft).await?;
    let first = counter.offers.first().map(|offer| offer.key.to_string());
    let known = counter
        .offers
        .iter()
        .any(|known| known.key.as_str() == offer);
    let only = app.buying.ways();
    let form = FormState::filled([
        (
            "offer",
            if known {
                offer
            } else {
                first.unwrap_or_default()
            },
        ),
        ("quantity", "1".to_owned()),
        ("region", counter.choices.region.clone().unwrap_or_default()),
        (
            "way",
            match only.as_slice() {
                [one] => one.code().to_owned(),
                _ => String::new(),
            },
        ),
        ("draft", draft),
        ("form_key", csrf::form_key(app.house.random())),
    ]);
    show(&app, &asked, counter, form, StatusCode::OK)
}

pub(super) async fn place(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    let fields = fields.only(&FIELDS)?;
    let mut form = FormState::typed(&fields);
    let counter = counter(&app, &asked, form.value("draft")).await?;
    let w = asked.words(counter.caller.person());
    let order = read(&app, &w, &counter, &mut form);
    if form.checked("then", "price") && form.error("quantity").is_none() {
        let form = FormState::typed(&fields);
        return show(&app, &asked, counter, form, StatusCode::OK);
    }
    let Some(order) = order.filter(|_| !form.is_refused()) else {
        return show(
            &app,
            &asked,
            counter,
            form,
            StatusCode::UNPROCESSABLE_ENTITY,
        );
    };
    if !csrf::is_form_key(&order.once) {
        return Err(Halt::Bare(StatusCode::BAD_REQUEST));
    }
    let way = order.way;
    match purchases::place(&app.house, &asked.visit(), order).await {
        Ok(key) => {
            let said = match way {
                Way::Card if !pay::begin(&app, &asked, &key).await? => "away",
                _ => "placed",
            };
            Ok(see_other(&format!("/orders/{key}?done={said}")))
        }
        Err(Stopped::Refused(refusal)) => {
            let field = match refusal {
                Refusal::NotEligible(Reason::RegionNotCovered) => "region",
                _ => refused::field(&refusal).ok_or(Halt::Refused(refusal.clone()))?,
            };
            if refusal == Refusal::OrderFormUsed {
                form.put("form_key", csrf::form_key(app.house.random()));
            }
            form.refuse(field, refused::sentence(&w, &refusal));
            show(&app, &asked, counter, form, status(&refusal))
        }
        Err(stopped) => Err(stopped.into()),
    }
}

/// What the form orders; every field that says nothing of use is refused in place.
fn read(app: &App, w: &Words, counter: &Counter, form: &mut FormState) -> Option<Order> {
    let typed = |name: &str| form.value(name).trim().to_owned();
    let (offer, location, region) = (typed("offer"), typed("location"), typed("region"));
    let (reference, draft, once) = (typed("reference"), typed("draft"), typed("form_key"));
    let quantity: Option<i64> = typed("quantity").parse().ok();
    let way = Way::from_code(&typed("way")).filter(|way| app.buying.ways().contains(way));
    let sold = counter
        .offers
        .iter()
        .find(|known| known.key.as_str() == offer);
    if sold.is_none() {
        form.refuse("offer", w.order_offer_missing());
    }
    let most = sold.map_or(limits::ORDER_QUANTITY_MAX, order::quantity_most);
    let quantity = quantity.filter(|quantity| (1..=most).contains(quantity));
    if quantity.is_none() {
        form.refuse("quantity", w.order_quantity_wrong(most));
    }
    let known = |key: &str| counter.choices.locations.iter().any(|one| one.0 == key);
    if !location.is_empty() && !known(&location) {
        form.refuse("location", w.refusal_not_found());
    }
    if app.house.catalog().region(&region).is_none() {
        form.refuse("region", w.order_region_missing());
    }
    let over = reference
        .chars()
        .count()
        .saturating_sub(limits::PURCHASE_ORDER_CHARS_MAX);
    if over > 0 {
        let over = i64::try_from(over).unwrap_or(i64::MAX);
        form.refuse("reference", w.field_characters_over(over));
    }
    if way.is_none() {
        form.refuse("way", w.order_way_missing());
    }
    let version = seen(form, &offer);
    Some(Order {
        once,
        offer,
        version,
        quantity: quantity?,
        location: Some(location).filter(|key| !key.is_empty()),
        region,
        reference,
        way: way?,
        draft: Some(draft).filter(|key| !key.is_empty()),
    })
}

/// The version of `offer` that the form showed; none where it did not show it.
fn seen(form: &FormState, offer: &str) -> i64 {
    let mut shown = form.value("version").split(' ');
    let version = shown.find_map(|one| one.strip_prefix(offer)?.strip_prefix('@')?.parse().ok());
    version.unwrap_or_default()
}

/// The version of each offer, as [`seen`] reads it.
fn versions(offers: &[Offer]) -> String {
    let offers = offers.iter();
    let shown: Vec<_> = offers
        .map(|offer| format!("{}@{}", offer.key, offer.version))
        .collect();
    shown.join(" ")
}

fn show(app: &App, asked: &Asked, counter: Counter, form: FormState, status: StatusCode) -> Page {
    let frame = app.frame(asked, &counter.caller);
    let (w, catalog) = (&frame.w, app.house.catalog());
    let zone = zone(&counter.caller);
    let offers = counter.offers.iter();
    let ways = app.buying.ways().into_iter().map(|way| {
        let text = match way {
            Way::Card => w.order_way_card_text(),
            Way::Invoice => w.order_way_invoice_text(),
        };
        (way.code(), view::way(w, way), text)
    });
    let back = match form.value("draft") {
        "" => "/orders".to_owned(),
        draft => format!("/requests/draft/{draft}/contract"),
    };
    let page = NewPage {
        back,
        offers: offers.map(|offer| card(w, offer, &zone, asked)).collect(),
        versions: versions(&counter.offers),
        locations: counter.choices.locations.clone(),
        regions: regions(w, &catalog),
        ways: ways.collect(),
        cost: counted(w, &counter, &form),
        most_reference: limits::PURCHASE_ORDER_CHARS_MAX as i64,
        form,
        frame,
    };
    page_with(status, &page)
}

fn regions(w: &Words, catalog: &Catalog) -> Vec<(String, String)> {
    let name = |region: &domain::catalog::Region| {
        let name = region.name.in_language(w.language().code());
        (region.key.to_string(), name.to_owned())
    };
    catalog.regions.iter().map(name).collect()
}

fn card(w: &Words, offer: &Offer, zone: &Zone, asked: &Asked) -> Card {
    let cost = order::cost(offer, 1);
    let price =
        cost.map(|cost| w.order_offer_price(view::money(w, cost.net), view::money(w, cost.total)));
    let ends = offer.term.end_instant(zone.date_of(asked.at), zone);
    let last = w.long_date(zone.date_of(ends).plus_days(-1));
    Card {
        key: offer.key.to_string(),
        name: offer.name.in_language(w.language().code()).to_owned(),
        price: price.unwrap_or_default(),
        grants: match offer.grant {
            Grant::Counted(quantity) => w.order_offer_grants(quantity, last),
            Grant::Unlimited | Grant::Free => w.order_offer_grants_unlimited(last),
        },
    }
}

/// What is chosen costs; nothing where it cannot be counted yet.
fn counted(w: &Words, counter: &Counter, form: &FormState) -> Facts {
    let offer = counter
        .offers
        .iter()
        .find(|offer| form.checked("offer", offer.key.as_str()));
    let quantity = form.value("quantity").trim().parse().ok();
    let cost = offer
        .zip(quantity)
        .and_then(|(offer, quantity)| Some((order::cost(offer, quantity).ok()?, offer.price?)));
    cost.map(|(cost, price)| view::cost(w, &cost, price.tax))
        .unwrap_or_default()
}
