//! My requests as a file for spreadsheets, in which no cell can act.

use actions::incidents::mine;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse as _;
use web_kit::form::Query;

use super::list::{filter, zone};
use super::words::{paying, severity, status};
use crate::answer::Page;
use crate::app::App;
use crate::visit::Asked;

pub(super) async fn csv(State(app): State<App>, asked: Asked, Query(mut fields): Query) -> Page {
    let (filter, _) = filter(&mut fields);
    let seen = mine::export(&app.house, &asked.visit(), filter).await?;
    let w = asked.words(seen.caller.person());
    let zone = zone(&seen.caller);
    // The mark in front tells spreadsheets that it is UTF-8.
    let mut text = String::from('\u{feff}');
    line(
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
        line(
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
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"requests.csv\"",
        ),
    ];
    Ok((headers, text).into_response())
}

fn line(text: &mut String, cells: &[&str]) {
    let cells: Vec<String> = cells.iter().map(|value| cell(value)).collect();
    text.push_str(&cells.join(","));
    text.push_str("\r\n");
}

/// Always quoted; what a spreadsheet would take for a formula begins with an apostrophe.
fn cell(value: &str) -> String {
    let acts = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!(
        "\"{}{}\"",
        if acts { "'" } else { "" },
        value.replace('"', "\"\"")
    )
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn no_cell_is_a_formula() {
        for hostile in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"] {
            assert!(cell(hostile).starts_with("\"'"), "{hostile:?}");
        }
        assert_eq!(cell("a \"b\", c"), "\"a \"\"b\"\", c\"");
    }
}
