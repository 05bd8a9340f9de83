//! What a partner has by the programme: its membership in periods, and the competencies and additions of each location.

use actions::partners::{self, Holding, NewMembership, Partner};
use actions::{Answer, By, Stopped};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::partner::Addition;
use domain::time::Date;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::{named, partner, tell};
use crate::answer::{Page, page_with, see_other, status};
use crate::app::App;
use crate::frame::Frame;
use crate::requests::posted::at_form;
use crate::visit::{Asked, Sent};

#[derive(Template)]
#[template(path = "service_centre/membership.html")]
struct MembershipPage {
    frame: Frame,
    form: FormState,
    name: String,
    /// The partner's own address.
    partner: String,
    /// The membership as it is, in words.
    now: String,
    levels: Vec<(String, String)>,
    locations: Vec<(String, String)>,
    /// Competencies and additions by the value of their choice.
    holdings: Vec<(String, String)>,
    held: Vec<Held>,
    /// What the cloud support is called that can be bought; empty where the programme has none.
    cloud_support: String,
}

/// Something that a location has.
struct Held {
    location: String,
    place: String,
    holding: String,
    name: String,
}

pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Query(mut fields): Query,
) -> Page {
    let done = fields.take("done");
    let form = FormState::default();
    show(&app, &asked, &key, (form, &done), StatusCode::OK).await
}

/// Records a period of membership.
pub(super) async fn record(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let fields = fields.only(&["level", "first_day", "last_day"])?;
    let mut form = FormState::typed(&fields);
    let w = asked.words(None);
    let first_day = day(&w, &mut form, "first_day");
    let last_day = match form.value("last_day").trim() {
        "" => None,
        _ => day(&w, &mut form, "last_day"),
    };
    let Some(first_day) = first_day.filter(|_| !form.is_refused()) else {
        let code = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&app, &asked, &key, (form, ""), code).await;
    };
    let new = NewMembership {
        organisation: key.clone(),
        level: form.value("level").to_owned(),
        first_day,
        last_day,
        is_activated: false,
    };
    let visit = asked.visit();
    let done = partners::record_membership(&app.house, By::Visit(&visit), new).await;
    finish(&app, &asked, &key, form, ("first_day", "recorded"), done).await
}

/// Writes down that a location has something, or no longer.
pub(super) async fn hold(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let fields = fields.only(&["location", "holding", "ends"])?;
    let mut form = FormState::typed(&fields);
    let Some(holding) = holding(form.value("holding")) else {
        let missing = asked.words(None).membership_holding_missing();
        form.refuse("holding", missing);
        let code = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&app, &asked, &key, (form, ""), code).await;
    };
    let (house, visit) = (&app.house, asked.visit());
    let (by, location) = (By::Visit(&visit), form.value("location").to_owned());
    if form.value("ends") == "yes" {
        let done = partners::end(house, by, &location, holding).await;
        finish(&app, &asked, &key, form, ("holding", "ended"), done).await
    } else {
        let done = partners::hold(house, by, &location, holding).await;
        finish(&app, &asked, &key, form, ("holding", "held"), done).await
    }
}

/// Issues the cloud support that the partner has bought.
pub(super) async fn buy(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    let (visit, form) = (asked.visit(), FormState::default());
    let done = partners::buy_cloud_support(&app.house, By::Visit(&visit), &key).await;
    finish(&app, &asked, &key, form, ("cloud_support", "bought"), done).await
}

fn day(w: &Words, form: &mut FormState, field: &str) -> Option<Date> {
    let day = Date::parse(form.value(field).trim()).ok();
    if day.is_none() {
        form.refuse(field, w.service_centre_day_form());
    }
    day
}

/// What a choice means: `addition/…` or `competency/…`.
fn holding(choice: &str) -> Option<Holding> {
    match choice.split_once('/')? {
        ("addition", code) => Addition::from_code(code).map(Holding::Addition),
        ("competency", key) => Some(Holding::Competency(key.to_owned())),
        _ => None,
    }
}

fn addition(w: Words, kind: Addition) -> (String, String) {
    let word = match kind {
        Addition::SignatureCloud => w.service_centre_signature_cloud(),
        Addition::Toolkit => w.service_centre_toolkit(),
    };
    (format!("addition/{}", kind.code()), word.to_owned())
}

/// Back to the page: with what was done, or with the form and why not.
async fn finish<T>(
    app: &App,
    asked: &Asked,
    key: &str,
    mut form: FormState,
    (field, word): (&str, &str),
    done: Answer<T>,
) -> Page {
    match done {
        Ok(_) => {
            let address = format!("{}/membership?done={word}", partner(key));
            Ok(see_other(&address))
        }
        Err(Stopped::Refused(refusal)) if at_form(&refusal) => {
            tell(&asked.words(None), &mut form, &refusal, field);
            show(app, asked, key, (form, ""), status(&refusal)).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}

async fn show(
    app: &App,
    asked: &Asked,
    key: &str,
    (form, done): (FormState, &str),
    code: StatusCode,
) -> Page {
    let seen = partners::kept(&app.house, &asked.visit(), key).await?;
    let mut frame = app.frame(asked, &seen.caller);
    let (w, shown) = (frame.w, seen.page);
    frame.tell(match done {
        "recorded" => Some(w.membership_recorded()),
        "held" => Some(w.membership_held()),
        "ended" => Some(w.membership_ended()),
        "bought" => Some(w.membership_bought()),
        _ => None,
    });
    let catalog = app.house.catalog();
    let programme = &catalog.programme;
    let competencies = programme.competencies.iter().map(|one| {
        let value = format!("competency/{}", one.key);
        (value, named(w, &one.name))
    });
    let additions = Addition::ALL.map(|one| addition(w, one));
    let levels = programme.levels.iter();
    let sites = shown.organisation.sites.iter();
    let page = MembershipPage {
        name: shown.organisation.name.clone(),
        partner: partner(key),
        now: now(w, &shown),
        levels: levels
            .map(|level| (level.key.to_string(), named(w, &level.name)))
            .collect(),
        locations: sites
            .map(|site| (site.key.clone(), site.name.clone()))
            .collect(),
        held: held(w, &shown),
        cloud_support: programme
            .cloud_support
            .as_ref()
            .and_then(|key| catalog.newest_offer(key.as_str()))
            .map_or_else(String::new, |offer| named(w, &offer.name)),
        holdings: competencies.chain(additions).collect(),
        form,
        frame,
    };
    page_with(code, &page)
}

/// The membership in force, or the latest or next one.
fn now(w: Words, shown: &Partner) -> String {
    let zone = shown.organisation.sites.first().map(|site| &site.zone);
    match (&shown.membership, &shown.level, zone) {
        (Some(membership), Some(level), Some(zone)) => {
            let (first, end) = (
                zone.date_of(membership.starts),
                zone.date_of(membership.ends),
            );
            let days = w.range(w.long_date(first), w.long_date(end.previous()));
            w.membership_now(days, named(w, &level.name))
        }
        _ => w.membership_none().to_owned(),
    }
}

fn held(w: Words, shown: &Partner) -> Vec<Held> {
    let place = |key: &String| {
        let mut sites = shown.organisation.sites.iter();
        let site = sites.find(|site| site.key == *key);
        site.map_or_else(String::new, |site| site.name.clone())
    };
    let rights = shown.rights.iter().map(|one| Held {
        location: one.location.clone(),
        place: place(&one.location),
        holding: format!("competency/{}", one.key),
        name: named(w, &one.competency),
    });
    let additions = shown.additions.iter().map(|(location, kind)| {
        let (holding, name) = addition(w, *kind);
        Held {
            location: location.clone(),
            place: place(location),
            holding,
            name,
        }
    });
    rights.chain(additions).collect()
}
