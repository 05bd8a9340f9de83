//! *Remind me*: what somebody chooses to be told of a contract.

use actions::Seen;
use actions::contracts::Shown;
use actions::notices::{self, Choice};
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::post;
use domain::account::Notice;
use domain::contract::Standing;
use words::Words;

use super::people::done;
use crate::answer::{Halt, Page};
use crate::app::App;
use crate::visit::{Asked, Sent};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/contracts/{key}/reminder", post(remind))
}

/// The choices on the contract's page.
pub(super) struct RemindCard {
    /// Where the letters go.
    pub to: String,
    /// Days before the end, in words, and whether they are chosen.
    pub days: Vec<(u16, String, bool)>,
    /// Whether the reader is told that little is left; nothing where the contract does not count down.
    pub low: Option<bool>,
    /// Whether letters of a kind that can be chosen here are turned off for all contracts.
    pub is_quiet: bool,
}

/// The choices of the reader; none where the contract is over, or is only seen for a place in the organisation.
pub(super) async fn card(
    app: &App,
    asked: &Asked,
    w: &Words,
    seen: &Seen<Shown>,
) -> Result<Option<RemindCard>, Halt> {
    let summary = &seen.page.summary;
    let is_over = matches!(
        summary.standing,
        Standing::Expired | Standing::Cancelled | Standing::Superseded(_)
    );
    if is_over || !(summary.owned || summary.linked) {
        return Ok(None);
    }
    let reminder = notices::reminder(&app.house, &asked.visit(), &summary.key).await?;
    let reminder = reminder.page;
    let is_chosen = |days: &u16| reminder.choice.days.contains(days);
    let person = seen.caller.person();
    Ok(Some(RemindCard {
        to: w.notice_remind_to(person.map_or("", |person| &person.email)),
        days: reminder
            .offered
            .iter()
            .map(|days| {
                (
                    *days,
                    w.notice_remind_days(i64::from(*days)),
                    is_chosen(days),
                )
            })
            .collect(),
        low: reminder.counts.then_some(reminder.choice.low),
        is_quiet: reminder
            .quiet
            .iter()
            .any(|kind| matches!(kind, Notice::Balance | Notice::Ends)),
    }))
}

async fn remind(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(mut fields): Sent,
) -> Page {
    let days = fields.take_all("days");
    let choice = Choice {
        days: days.iter().filter_map(|days| days.parse().ok()).collect(),
        low: fields.maybe("low").is_some(),
    };
    fields.finish()?;
    notices::remind(&app.house, &asked.visit(), &key, choice).await?;
    Ok(done(&key, "reminded"))
}
