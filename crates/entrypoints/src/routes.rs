//! Every route, by area.

use axum::Router;
use axum::middleware::from_fn_with_state;

use crate::admin;
use crate::advisory;
use crate::answer;
use crate::app::App;
use crate::cloud;
use crate::contracts;
use crate::desk;
use crate::explain;
use crate::files;
use crate::look;
use crate::mail;
use crate::orders;
use crate::partner;
use crate::portal;
use crate::program;
use crate::requests;
use crate::service_centre;
use crate::visit;

/// The whole site behind its door.
pub fn site(app: App) -> Router {
    let site = app.site.clone();
    let routes = Router::new()
        .merge(web_kit::assets::routes())
        .merge(advisory::routes())
        .merge(cloud::routes())
        .merge(contracts::routes())
        .merge(explain::routes())
        .merge(look::routes())
        .merge(files::routes())
        .merge(portal::routes())
        .merge(program::routes())
        .merge(requests::routes())
        .merge(desk::routes())
        .merge(service_centre::routes())
        .merge(admin::routes())
        .merge(mail::routes())
        .merge(partner::routes())
        .merge(orders::routes())
        .fallback(|| async { axum::http::StatusCode::NOT_FOUND })
        .method_not_allowed_fallback(|| async { axum::http::StatusCode::METHOD_NOT_ALLOWED })
        .layer(from_fn_with_state(app.clone(), answer::dress))
        .layer(from_fn_with_state(app.clone(), visit::meet))
        .with_state(app);
    web_kit::guard::guard(routes, site)
}
