//! Who in an organisation sees and uses what, and keeping them: inviting, letting in, removing.

use actions::benefits::{self, People, Use};
use actions::organisations::{self, Person, Site, Status};
use actions::{By, Stopped};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use domain::ids::EmailAddress;
use domain::time::{Moment, Zone};
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use crate::answer::{Page, page_with, see_other, status};
use crate::app::App;
use crate::frame::Frame;
use crate::refused;
use crate::visit::{Asked, Sent, zone};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/benefits/people", get(show).post(invite))
        .route("/benefits/people/{contact}/approval", post(approve))
        .route("/benefits/people/{contact}/removal", post(remove))
}

#[derive(Template)]
#[template(path = "partner/people.html")]
struct PeoplePage {
    frame: Frame,
    form: FormState,
    groups: Vec<Group>,
    /// The locations that the reader may invite people to.
    kept: Vec<(String, String)>,
}

/// The people of one location.
struct Group {
    heading: String,
    note: String,
    rows: Vec<Row>,
}

struct Row {
    key: String,
    who: String,
    email: String,
    role: String,
    linked: Vec<String>,
    used: String,
    can: Can,
    /// What the button that removes says, and says of whom.
    remove: (&'static str, String),
}

/// What the reader may do with somebody.
struct Can {
    approve: bool,
    remove: bool,
}

async fn show(State(app): State<App>, asked: Asked, Query(mut query): Query) -> Page {
    let done = query.take("done");
    people_page(&app, &asked, FormState::default(), StatusCode::OK, &done).await
}

async fn people_page(
    app: &App,
    asked: &Asked,
    form: FormState,
    status: StatusCode,
    done: &str,
) -> Page {
    let seen = benefits::people(&app.house, &asked.visit()).await?;
    let mut frame = app.frame(asked, &seen.caller);
    let w = frame.w;
    let said = match done {
        "invited" => Some(w.people_done_invited()),
        "approved" => Some(w.people_done_approved()),
        "removed" => Some(w.people_done_removed()),
        _ => None,
    };
    frame.tell(said);
    let zone = zone(&seen.caller);
    let sites = || {
        seen.page
            .iter()
            .flat_map(|one| one.organisation.sites.iter().map(move |site| (one, site)))
    };
    let kept = sites().filter(|(_, site)| site.is_kept);
    let page = PeoplePage {
        form,
        kept: kept
            .map(|(one, site)| {
                (
                    site.key.clone(),
                    format!("{}, {}", one.organisation.name, site.name),
                )
            })
            .collect(),
        groups: sites()
            .map(|(one, site)| group(w, one, site, asked.at, &zone))
            .collect(),
        frame,
    };
    page_with(status, &page)
}

fn group(w: Words, people: &People, site: &Site, at: Moment, zone: &Zone) -> Group {
    let none = Use::default();
    let row = |person: &Person| {
        let of_person = people.uses.get(&person.key).unwrap_or(&none);
        row(w, (people, site), person, of_person, at, zone)
    };
    Group {
        heading: format!("{}, {}", people.organisation.name, site.name),
        note: if site.is_head_office {
            w.people_head_office().to_owned()
        } else {
            String::new()
        },
        rows: site.people.iter().map(row).collect(),
    }
}

fn row(
    w: Words,
    (people, site): (&People, &Site),
    person: &Person,
    of_person: &Use,
    at: Moment,
    zone: &Zone,
) -> Row {
    let who = match (person.name.as_str(), person.is_you) {
        ("", false) => person.email.clone(),
        ("", true) => format!("{} ({})", person.email, w.people_you()),
        (name, false) => name.to_owned(),
        (name, true) => format!("{name} ({})", w.people_you()),
    };
    let asks = matches!(person.status, Status::Asked(_));
    let label = if person.is_you {
        (w.people_remove(), w.people_leave(&people.organisation.name))
    } else if asks {
        (w.people_decline(), w.people_decline_what(&who))
    } else {
        (w.people_remove(), w.people_remove_what(&who))
    };
    Row {
        key: person.key.clone(),
        email: person.email.clone(),
        role: role(w, site, person, zone),
        linked: of_person
            .contracts
            .iter()
            .map(ToString::to_string)
            .collect(),
        used: of_person.last.map_or_else(
            || w.people_never().to_owned(),
            |used| w.near_time(used, at, zone),
        ),
        can: Can {
            approve: site.is_kept && asks,
            remove: !person.is_primary && (site.is_kept || person.is_you),
        },
        remove: label,
        who,
    }
}

fn role(w: Words, site: &Site, person: &Person, zone: &Zone) -> String {
    let day = |moment: Moment| w.long_date(zone.date_of(moment));
    match person.status {
        Status::Invited(until) => w.people_invited(day(until)),
        Status::Asked(since) => w.people_asked(day(since)),
        Status::OnFile(_) if person.is_primary && site.is_head_office => {
            w.people_role_primary_head_office().to_owned()
        }
        Status::OnFile(_) if person.is_primary => w.people_role_primary().to_owned(),
        Status::OnFile(_) if person.signs_in => w.people_role_member().to_owned(),
        Status::OnFile(_) => format!("{} · {}", w.people_role_member(), w.people_no_sign_in()),
    }
}

async fn invite(State(app): State<App>, asked: Asked, Sent(mut fields): Sent) -> Page {
    let visit = asked.visit();
    let caller = organisations::mine(&app.house, &visit).await?.caller;
    let w = asked.words(caller.person());
    let mut form = FormState::typed(&fields);
    let (email, location) = (fields.take("email"), fields.take("location"));
    fields.finish()?;
    let Ok(email) = EmailAddress::parse(&email) else {
        form.refuse("email", w.error_email());
        return people_page(&app, &asked, form, StatusCode::UNPROCESSABLE_ENTITY, "").await;
    };
    match organisations::invite(&app.house, &visit, &location, email).await {
        Ok(()) => Ok(see_other("/benefits/people?done=invited")),
        Err(Stopped::Refused(refusal)) if refused::field(&refusal).is_some() => {
            form.refuse("email", refused::sentence(&w, &refusal));
            people_page(&app, &asked, form, status(&refusal), "").await
        }
        Err(stopped) => Err(stopped.into()),
    }
}

async fn approve(
    State(app): State<App>,
    asked: Asked,
    Path(contact): Path<String>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    let visit = asked.visit();
    organisations::approve(&app.house, By::Visit(&visit), &contact, None).await?;
    Ok(see_other("/benefits/people?done=approved"))
}

async fn remove(
    State(app): State<App>,
    asked: Asked,
    Path(contact): Path<String>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    let visit = asked.visit();
    organisations::remove(&app.house, By::Visit(&visit), &contact).await?;
    let places = organisations::mine(&app.house, &visit).await?.page;
    let belongs = places.iter().any(|place| !place.is_waiting);
    Ok(see_other(if belongs {
        "/benefits/people?done=removed"
    } else {
        "/benefits"
    }))
}
