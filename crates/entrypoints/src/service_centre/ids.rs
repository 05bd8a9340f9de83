//! Sending the IDs of a contract again: to a contact on file that the region's policy names.

use actions::partners::{self, Sendable};
use actions::{By, Stopped};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::catalog::IdPolicy;
use domain::partner::Sending;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::{HOME, named, tell};
use crate::answer::{Page, page_with, see_other, status};
use crate::app::App;
use crate::frame::Frame;
use crate::requests::posted::at_form;
use crate::visit::{Asked, Sent};

#[derive(Template)]
#[template(path = "service_centre/ids.html")]
struct IdsPage {
    frame: Frame,
    form: FormState,
    action: String,
    contract: String,
    rule: String,
    contacts: Vec<Choice>,
}

struct Choice {
    key: String,
    title: String,
    note: String,
    is_off: bool,
}

pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Query(mut fields): Query,
) -> Page {
    super::keeper(&app, &asked).await?;
    let (sent, form) = (fields.take("sent"), FormState::default());
    show(&app, &asked, &key, form, &sent, StatusCode::OK).await
}

pub(super) async fn send(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    super::keeper(&app, &asked).await?;
    let mut fields = fields.only(&["contact"])?;
    let mut form = FormState::typed(&fields);
    let (w, visit) = (asked.words(None), asked.visit());
    let contact = fields.take("contact");
    match partners::resend(&app.house, By::Visit(&visit), (&key, &contact), None).await {
        Ok(_) => Ok(see_other(&format!(
            "{HOME}/contracts/{key}/ids?sent={contact}"
        ))),
        Err(Stopped::Refused(refusal)) if at_form(&refusal) => {
            tell(&w, &mut form, &refusal, "contact");
            show(&app, &asked, &key, form, "", status(&refusal)).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}

async fn show(
    app: &App,
    asked: &Asked,
    key: &str,
    form: FormState,
    sent: &str,
    code: StatusCode,
) -> Page {
    let seen = partners::resending(&app.house, &asked.visit(), key).await?;
    let mut frame = app.frame(asked, &seen.caller);
    let (w, resending) = (frame.w, seen.page);
    let told = resending
        .contacts
        .iter()
        .find(|one| one.contact.key == sent)
        .map(|one| w.service_centre_ids_sent(&one.contact.masked, &one.contact.name));
    frame.tell(told);
    let region = named(w, &resending.region);
    let contacts = resending.contacts.iter();
    page_with(
        code,
        &IdsPage {
            action: format!("{HOME}/contracts/{key}/ids"),
            contract: w.contract_label(&resending.access_id, named(w, &resending.plan)),
            rule: match resending.policy {
                IdPolicy::PrimaryContact => w.service_centre_rule_primary(region),
                IdPolicy::ContactsInSameCountry => w.service_centre_rule_country(region),
            },
            contacts: contacts.map(|one| choice(w, one)).collect(),
            form,
            frame,
        },
    )
}

fn choice(w: Words, sendable: &Sendable) -> Choice {
    let contact = &sendable.contact;
    let place = w.service_centre_place(
        w.country_name(&contact.contact.at.country),
        &contact.location_name,
    );
    let why = match sendable.sending {
        Sending::Primary => w.service_centre_sending_primary(),
        Sending::SameCountry => w.service_centre_sending_country(),
        Sending::PrimaryOnly => w.service_centre_sending_primary_only(),
        Sending::OtherCountry => w.service_centre_sending_other_country(),
        Sending::HeadOfficeOnly => w.service_centre_sending_head_office(),
    };
    Choice {
        key: contact.key.clone(),
        title: w.service_centre_contact(&contact.masked, &contact.name),
        note: format!("{place}. {why}"),
        is_off: !sendable.sending.is_allowed(),
    }
}
