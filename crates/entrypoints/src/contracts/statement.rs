//! Statements as files: signed, for whoever wants proof, and as CSV, for spreadsheets.

use actions::contracts::statement;
use actions::contracts::{self, Line};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use domain::offer::Unit;
use domain::time::Date;
use web_kit::form::Query;
use words::Words;

use super::lines::event;
use crate::answer::{Halt, Page, download};
use crate::app::App;
use crate::csv;
use crate::visit::Asked;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/contracts/{key}/statement.json", get(signed))
        .route("/contracts/{key}/statement.csv", get(table))
}

/// The period of the address; nothing in it is the whole history.
fn period(query: &mut web_kit::form::Fields) -> Result<Option<(Date, Date)>, Halt> {
    let (from, to) = (query.take("from"), query.take("to"));
    if from.is_empty() && to.is_empty() {
        return Ok(None);
    }
    let days = Date::parse(&from)
        .ok()
        .zip(Date::parse(&to).ok())
        .filter(|(from, to)| from <= to);
    days.map(Some).ok_or(Halt::Bare(StatusCode::BAD_REQUEST))
}

async fn signed(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Query(mut query): Query,
) -> Page {
    let days = match period(&mut query)? {
        Some(days) => days,
        None => {
            contracts::show(&app.house, &asked.visit(), &key, None)
                .await?
                .page
                .period
        }
    };
    let text = statement::export(&app.house, &asked.visit(), &key, days)
        .await?
        .page;
    Ok(download(
        "application/json",
        &format!("statement-{}-{}.json", days.0, days.1),
        text,
    ))
}

async fn table(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Query(mut query): Query,
) -> Page {
    let days = period(&mut query)?;
    let seen = contracts::show(&app.house, &asked.visit(), &key, days).await?;
    let (w, shown) = (asked.words(seen.caller.person()), seen.page);
    let mut text = String::from(csv::MARK);
    let heads = [
        w.contract_statement_entry(),
        w.contract_statement_date(),
        w.contract_statement_event(),
        w.contract_statement_request(),
        w.contract_statement_person(),
        w.contract_statement_change(),
        w.contract_statement_balance(),
    ];
    csv::line(&mut text, heads);
    for line in &shown.lines {
        csv::line(&mut text, fields(&w, shown.summary.offer.unit, line));
    }
    let (from, to) = shown.period;
    Ok(download(
        "text/csv; charset=utf-8",
        &format!("statement-{from}-{to}.csv"),
        text,
    ))
}

fn fields(w: &Words, unit: Unit, line: &Line) -> [String; 7] {
    let transfer = &line.movement.transfer;
    [
        transfer.seq.to_string(),
        transfer.at.to_string(),
        event(w, unit, transfer).to_owned(),
        line.request
            .map(|number| number.to_string())
            .unwrap_or_default(),
        line.person.clone().unwrap_or_default(),
        line.movement.change.to_string(),
        line.movement.balance.to_string(),
    ]
}
