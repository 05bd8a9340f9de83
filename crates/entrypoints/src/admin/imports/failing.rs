//! The rows with errors, as they came, with the reasons in a column of their own.

use actions::By;
use actions::imports::{self, Failing};
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use futures_util::stream;
use words::Words;

use crate::admin::messages::message;
use crate::answer::{Page, download};
use crate::app::App;
use crate::csv;
use crate::visit::Asked;

pub(super) async fn csv(State(app): State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    let visit = asked.visit();
    let rows = imports::failing(&app.house, By::Visit(&visit), &key).await?;
    let caller = app.house.caller(&visit).await?;
    let w = asked.words(caller.person());
    let lines = stream::unfold(rows, move |mut rows| async move {
        let failing = rows.recv().await?;
        let text = Bytes::from(line(w, &failing));
        Some((Ok::<_, std::convert::Infallible>(text), rows))
    });
    Ok(download(
        "text/csv; charset=utf-8",
        "errors.csv",
        Body::from_stream(lines),
    ))
}

fn line(w: Words, failing: &Failing) -> String {
    let mut text = String::new();
    let is_heading = failing.row.number == 1;
    if is_heading {
        text.push(csv::MARK);
    }
    let reasons: Vec<String> = if is_heading {
        vec![w.import_reason().to_owned()]
    } else {
        failing
            .problems
            .iter()
            .map(|problem| message(w, problem))
            .collect()
    };
    let reason = reasons.join(" ");
    csv::line(&mut text, failing.texts().chain([reason.as_str()]));
    text
}
