//! Who follows a request: colleagues that it is shared with, and those who begin and end by themselves.

use actions::incidents::participants;
use actions::incidents::show::Shown;
use askama::Template;
use axum::extract::{Path, State};
use domain::account::Caller;
use domain::ids::EmailAddress;
use domain::time::Zone;
use words::Words;

use super::incident;
use super::posted::{Posted, Side};
use super::words::{severity, status, title};
use crate::answer::{Page, page, see_other};
use crate::app::App;
use crate::frame::Frame;
use crate::visit::{Asked, Sent, zone};

/// Those who follow, as the page of a request shows them.
pub(super) struct People {
    /// Key, who and since when, and what the button says that takes them off.
    pub rows: Vec<(String, String, String)>,
    /// Whether the reader submitted the request, and decides about it.
    pub is_reporter: bool,
    /// What is said to somebody who follows; empty for the reporter.
    pub note: String,
}

impl People {
    pub fn of(w: Words, zone: &Zone, caller: &Caller, shown: &Shown) -> Self {
        let is_reporter = is_reporter(caller, shown);
        let row = |one: &participants::Participant| {
            let since = w.long_date(zone.date_of(one.since));
            let who = w.request_follower(since, &one.name);
            let remove = w.request_follower_remove_what(&one.name);
            (one.key.clone(), who, remove)
        };
        Self {
            rows: shown.participants.iter().map(row).collect(),
            is_reporter,
            note: if is_reporter {
                String::new()
            } else {
                w.request_followed_by_you(named(w, &shown.reporter))
            },
        }
    }
}

/// Whether the reader submitted the request.
pub(super) fn is_reporter(caller: &Caller, shown: &Shown) -> bool {
    caller.person().map(|person| person.account) == Some(shown.case.reporter)
}

fn named(w: Words, name: &str) -> &str {
    if name.is_empty() {
        w.request_colleague()
    } else {
        name
    }
}

#[derive(Template)]
#[template(path = "requests/offered.html")]
struct OfferedPage {
    frame: Frame,
    number: String,
    grouped: String,
    title: String,
    product: String,
    severity_letter: &'static str,
    severity_words: &'static str,
    status_key: &'static str,
    status: &'static str,
    text: String,
}

/// A colleague's open request, to somebody who may follow it.
pub(super) async fn offered(app: &App, asked: &Asked, number: &str) -> Page {
    let incident = incident(app, number)?;
    let seen = participants::offered(&app.house, &asked.visit(), incident).await?;
    let (frame, offered) = (app.frame(asked, &seen.caller), seen.page);
    let w = frame.w;
    let date = w.long_date(zone(&seen.caller).date_of(offered.submitted));
    let (status_key, status) = status(w, offered.state, None, true);
    let catalog = app.house.catalog();
    let product = catalog.product(&offered.product);
    page(&OfferedPage {
        number: number.to_owned(),
        grouped: w.request_number(number),
        title: title(w, number, &offered.title),
        product: product.map_or_else(String::new, |product| {
            product.name.in_language(w.language().code()).to_owned()
        }),
        severity_letter: offered.severity.code(),
        severity_words: severity(w, offered.severity),
        status_key,
        status,
        text: w.request_offered_text(date, named(w, &offered.reporter)),
        frame,
    })
}

/// Begins to follow; from the wizard, whose draft is kept, too.
pub(super) async fn follow(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(mut fields): Sent,
) -> Page {
    let from_draft = fields.take("draft") == "kept";
    fields.finish()?;
    let incident = incident(&app, &number)?;
    participants::follow(&app.house, &asked.visit(), incident).await?;
    Ok(see_other(&followed(&number, from_draft)))
}

/// Where somebody goes who has begun to follow.
pub(crate) fn followed(number: &str, from_draft: bool) -> String {
    let done = if from_draft {
        "followed-kept"
    } else {
        "followed"
    };
    format!("/requests/{number}?done={done}")
}

/// Follows no longer.
pub(super) async fn leave(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    let incident = incident(&app, &number)?;
    participants::leave(&app.house, &asked.visit(), incident).await?;
    Ok(see_other("/requests?done=unfollowed"))
}

/// Shares the request with a colleague.
pub(super) async fn share(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let mut posted = Posted::open(Side::Customer, (app, asked, number), fields, &["colleague"])?;
    let Ok(email) = EmailAddress::parse(posted.fields.take("colleague").trim()) else {
        let sentence = posted.w.error_email();
        posted.form.refuse("colleague", sentence);
        return posted.refused().await;
    };
    let (house, visit) = (&posted.app.house, posted.visit());
    let done = participants::share(house, &visit, posted.incident, email).await;
    posted.finish("colleague", done, "shared").await
}

/// Takes somebody off the request.
pub(super) async fn remove(
    State(app): State<App>,
    asked: Asked,
    Path((number, person)): Path<(String, String)>,
    Sent(fields): Sent,
) -> Page {
    let posted = Posted::open(Side::Customer, (app, asked, number), fields, &[])?;
    let (house, visit) = (&posted.app.house, posted.visit());
    let done = participants::remove(house, &visit, posted.incident, &person).await;
    posted.finish("people", done, "removed").await
}
