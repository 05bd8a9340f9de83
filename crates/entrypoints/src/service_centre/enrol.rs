//! Taking an organisation into the house: a partner with its partner ID, or a customer without one.

use actions::organisations::{self, NewContact, NewLocation, NewOrganisation};
use actions::{By, Stopped};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use domain::account::Caller;
use domain::ids::EmailAddress;
use domain::limits;
use domain::time::Zone;
use web_kit::form_state::FormState;
use words::{Language, Words};

use super::{keeper, tell};
use crate::answer::{Page, page_with, see_other, status};
use crate::app::App;
use crate::countries;
use crate::fields::bounded;
use crate::frame::Frame;
use crate::requests::posted::at_form;
use crate::visit::{Asked, Sent};

const FIELDS: [&str; 8] = [
    "name",
    "partner_id",
    "location",
    "country",
    "zone",
    "contact",
    "email",
    "language",
];

#[derive(Template)]
#[template(path = "service_centre/enrol.html")]
struct EnrolPage {
    frame: Frame,
    form: FormState,
    countries: Vec<(String, String)>,
    zones: Vec<(String, String)>,
    languages: Vec<(String, String)>,
}

pub(super) async fn page(State(app): State<App>, asked: Asked) -> Page {
    let caller = keeper(&app, &asked).await?;
    let language = asked.words(caller.person()).language().code();
    let zone = caller.person().map(|person| person.zone.clone());
    let form = FormState::filled([
        ("zone", zone.unwrap_or_default()),
        ("language", language.to_owned()),
    ]);
    show(&app, &asked, &caller, form, StatusCode::OK)
}

pub(super) async fn send(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    let fields = fields.only(&FIELDS)?;
    let mut form = FormState::typed(&fields);
    let visit = asked.visit();
    let caller = keeper(&app, &asked).await?;
    let w = asked.words(caller.person());
    let Some(new) = organisation(&w, &mut form) else {
        return show(
            &app,
            &asked,
            &caller,
            form,
            StatusCode::UNPROCESSABLE_ENTITY,
        );
    };
    match organisations::create(&app.house, By::Visit(&visit), new).await {
        Ok(made) => Ok(see_other(&format!(
            "{}?done=enrolled",
            super::partner(&made.key)
        ))),
        Err(Stopped::Refused(refusal)) if at_form(&refusal) => {
            tell(&w, &mut form, &refusal, "name");
            show(&app, &asked, &caller, form, status(&refusal))
        }
        Err(stopped) => Err(stopped.into()),
    }
}

/// The organisation that the form tells; where something is wrong with it, nothing, and each field says what.
fn organisation(w: &Words, form: &mut FormState) -> Option<NewOrganisation> {
    let mut needed = |field: &str, sentence: &str| {
        let typed = bounded(w, form, field, limits::NAME_CHARS_MAX);
        if typed.is_empty() {
            form.refuse(field, sentence);
        }
        typed
    };
    let name = needed("name", w.enrol_name_missing());
    let location = needed("location", w.enrol_location_missing());
    let called = needed("contact", w.service_centre_name_missing());
    let partner_id = form.value("partner_id").trim().to_owned();
    let is_number = limits::PARTNER_ID_DIGITS.contains(&partner_id.len())
        && partner_id.bytes().all(|one| one.is_ascii_digit());
    if !partner_id.is_empty() && !is_number {
        form.refuse("partner_id", w.enrol_partner_id_wrong());
    }
    let country = countries::chosen(*w, form, "country");
    let zone = Zone::named(form.value("zone")).ok();
    if zone.is_none() {
        form.refuse("zone", w.wizard_contact_zone_missing());
    }
    let email = EmailAddress::parse(form.value("email").trim()).ok();
    if email.is_none() {
        form.refuse("email", w.service_centre_email_wrong());
    }
    let language = Language::parse(form.value("language"));
    let new = NewOrganisation {
        name,
        partner_id: Some(partner_id).filter(|id| !id.is_empty()),
        head_office: NewLocation {
            name: location,
            country: country?,
            zone: zone?,
            contact: Some(NewContact {
                name: called,
                email: email?,
                phone: None,
                language: language.unwrap_or(w.language()).code().to_owned(),
            }),
        },
    };
    (!form.is_refused()).then_some(new)
}

fn show(app: &App, asked: &Asked, caller: &Caller, form: FormState, code: StatusCode) -> Page {
    let languages = [Language::En, Language::Sv];
    let frame = app.frame(asked, caller);
    let page = EnrolPage {
        countries: countries::choices(frame.w, &app.house.catalog()),
        zones: Zone::names()
            .map(|name| (name.clone(), name.replace('_', " ")))
            .collect(),
        languages: languages
            .map(|one| (one.code().to_owned(), one.native_name().to_owned()))
            .into(),
        form,
        frame,
    };
    page_with(code, &page)
}
