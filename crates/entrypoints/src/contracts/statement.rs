//! Statements as files: signed, for whoever wants proof, and as CSV, for spreadsheets.

use actions::contracts::statement;
use actions::contracts::{self, Line};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use domain::time::Date;
use web_kit::form::Query;
use words::Words;

use super::lines::event;
use crate::answer::{Halt, Page};
use crate::app::App;
use crate::visit::Asked;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/contracts/{key}/statement.json", get(signed))
        .route("/contracts/{key}/statement.csv", get(csv))
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
    Ok(file(
        "application/json",
        &format!("statement-{}-{}.json", days.0, days.1),
        text,
    ))
}

async fn csv(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Query(mut query): Query,
) -> Page {
    let days = period(&mut query)?;
    let seen = contracts::show(&app.house, &asked.visit(), &key, days).await?;
    let (w, shown) = (asked.words(seen.caller.person()), seen.page);
    let mut text = String::from("\u{feff}");
    let heads = [
        w.contract_statement_entry(),
        w.contract_statement_date(),
        w.contract_statement_event(),
        w.contract_statement_request(),
        w.contract_statement_person(),
        w.contract_statement_change(),
        w.contract_statement_balance(),
    ];
    record(&mut text, heads);
    for line in &shown.lines {
        record(&mut text, fields(&w, line).each_ref().map(String::as_str));
    }
    let (from, to) = shown.period;
    Ok(file(
        "text/csv; charset=utf-8",
        &format!("statement-{from}-{to}.csv"),
        text,
    ))
}

fn fields(w: &Words, line: &Line) -> [String; 7] {
    let transfer = &line.movement.transfer;
    [
        transfer.seq.to_string(),
        transfer.at.to_string(),
        event(w, transfer).to_owned(),
        line.request
            .map(|number| number.to_string())
            .unwrap_or_default(),
        line.person.clone().unwrap_or_default(),
        line.movement.change.to_string(),
        line.movement.balance.to_string(),
    ]
}

/// A line of CSV: every field in quotes, and what a spreadsheet would take for a formula made plain text.
fn record(text: &mut String, fields: [&str; 7]) {
    let quoted = fields.map(|field| {
        let is_number = field.parse::<i64>().is_ok();
        let guard = if !is_number && field.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            "'"
        } else {
            ""
        };
        format!("\"{guard}{}\"", field.replace('"', "\"\""))
    });
    text.push_str(&quoted.join(","));
    text.push_str("\r\n");
}

fn file(kind: &'static str, name: &str, text: String) -> Response {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        .unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, text).into_response()
}

#[cfg(test)]
mod tests {
    use super::record;

    #[test]
    fn a_formula_is_made_plain_text_and_a_number_stays_one() {
        let mut text = String::new();
        record(
            &mut text,
            ["1", "=HYPERLINK(\"x\")", "+cmd", "@a", "a\"b", "-3", ""],
        );
        assert_eq!(
            text,
            "\"1\",\"'=HYPERLINK(\"\"x\"\")\",\"'+cmd\",\"'@a\",\"a\"\"b\",\"-3\",\"\"\r\n"
        );
    }
}
