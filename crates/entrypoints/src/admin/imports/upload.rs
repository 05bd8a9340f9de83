//! The file over tus, where scripts run: a line that breaks is gone on with. The form then says which file it was.

use actions::imports::upload;
use axum::extract::{Path, Request, State};
use axum::http::HeaderMap;
use axum::response::IntoResponse as _;
use web_kit::tus;

use crate::answer::Page;
use crate::app::App;
use crate::files::{announced, appended, check_header, expiry, stands};
use crate::visit::Asked;

pub(super) async fn begin(State(app): State<App>, asked: Asked, headers: HeaderMap) -> Page {
    let (name, size) = match announced(&app, &asked, &headers)? {
        Ok(announced) => announced,
        Err(refusal) => return Ok(refusal.into_response()),
    };
    let key = upload::begin(&app.house, &asked.visit(), name, size).await?;
    let place = format!("/admin/import/uploads/{key}");
    Ok(tus::created(&place, expiry(asked.at.0)))
}

pub(super) async fn stand(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Page {
    if let Err(refusal) = tus::check_version(&headers) {
        return Ok(refusal.into_response());
    }
    stands(upload::progress(&app.house, &asked.visit(), &key).await)
}

pub(super) async fn append(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    request: Request,
) -> Page {
    check_header(&app, &asked, request.headers())?;
    let going_on = match tus::Append::parse(request.headers()) {
        Ok(going_on) => going_on,
        Err(refusal) => return Ok(refusal.into_response()),
    };
    let chunks = request.into_body().into_data_stream();
    appended(upload::append(&app.house, &asked.visit(), &key, going_on.offset, chunks).await)
}

pub(super) async fn terminate(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Page {
    check_header(&app, &asked, &headers)?;
    if let Err(refusal) = tus::check_version(&headers) {
        return Ok(refusal.into_response());
    }
    upload::give_up(&app.house, &asked.visit(), &key).await?;
    Ok(tus::terminated())
}
