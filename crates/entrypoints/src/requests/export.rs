//! My requests as a file for spreadsheets, in which no cell can act.

use actions::incidents::mine;
use axum::extract::State;
use web_kit::form::{Fields, Query};

use super::list::{Room, filter, service};
use super::words::{paying, severity, status, title};
use crate::answer::{Page, download};
use crate::app::App;
use crate::csv;
use crate::visit::{Asked, zone};

pub(super) async fn export(State(app): State<App>, asked: Asked, Query(fields): Query) -> Page {
    exported(&app, &asked, fields, Room::All).await
}

pub(super) async fn of_cloud(State(app): State<App>, asked: Asked, Query(fields): Query) -> Page {
    exported(&app, &asked, fields, Room::Cloud).await
}

async fn exported(app: &App, asked: &Asked, mut fields: Fields, room: Room) -> Page {
    let (filter, _) = filter(asked.words(None), room, &mut fields);
    let seen = mine::export(&app.house, &asked.visit(), filter).await?;
    let w = asked.words(seen.caller.person());
    let (zone, catalog) = (zone(&seen.caller), app.house.catalog());
    let of_room = |mut cells: Vec<String>, subscription: &str, service: String| {
        if room == Room::Cloud {
            cells.extend([subscription.to_owned(), service]);
        }
        cells
    };
    let mut text = String::from(csv::MARK);
    let heads = [
        w.label_request_number(),
        w.letter_label_title(),
        w.requests_column_severity(),
        w.requests_column_status(),
        w.requests_column_contract(),
        w.request_submitted(),
        w.requests_column_changed(),
        w.benefits_column_reporter(),
    ];
    let heads = heads.map(str::to_owned).to_vec();
    let heads = of_room(heads, w.cloud_subscription(), w.cloud_service().to_owned());
    csv::line(&mut text, &heads);
    for found in &seen.page.lines {
        let one = &found.line;
        let cells = vec![
            one.number.clone(),
            title(w, &one.number, &one.title),
            severity(w, one.severity).to_owned(),
            status(w, one.state, one.disposition, !found.is_mine)
                .1
                .to_owned(),
            paying(w, one.access_id.as_deref(), &one.plan),
            w.moment(one.submitted, &zone),
            w.moment(one.changed, &zone),
            found.reporter.clone(),
        ];
        let subscription = one.subscription.as_deref().unwrap_or_default();
        let cells = of_room(cells, subscription, service(w, &catalog, one));
        csv::line(&mut text, &cells);
    }
    Ok(download("text/csv; charset=utf-8", "requests.csv", text))
}
