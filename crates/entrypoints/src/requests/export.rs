//! My requests as a file for spreadsheets, in which no cell can act.

use actions::incidents::mine;
use axum::extract::State;
use web_kit::form::Query;

use super::list::{filter, zone};
use super::words::{paying, severity, status};
use crate::answer::{Page, download};
use crate::app::App;
use crate::csv;
use crate::visit::Asked;

pub(super) async fn export(State(app): State<App>, asked: Asked, Query(mut fields): Query) -> Page {
    let (filter, _) = filter(&mut fields);
    let seen = mine::export(&app.house, &asked.visit(), filter).await?;
    let w = asked.words(seen.caller.person());
    let zone = zone(&seen.caller);
    let mut text = String::from(csv::MARK);
    csv::line(
        &mut text,
        &[
            w.label_request_number(),
            w.letter_label_title(),
            w.requests_column_severity(),
            w.requests_column_status(),
            w.requests_column_contract(),
            w.request_submitted(),
            w.requests_column_changed(),
        ],
    );
    for one in &seen.page.lines {
        csv::line(
            &mut text,
            &[
                &one.number,
                &one.title,
                severity(w, one.severity),
                status(w, one.state, one.disposition, false).1,
                &paying(w, one.access_id.as_deref(), &one.plan),
                &w.moment(one.submitted, &zone),
                &w.moment(one.changed, &zone),
            ],
        );
    }
    Ok(download("text/csv; charset=utf-8", "requests.csv", text))
}
