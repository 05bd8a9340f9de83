//! The catalogue: its areas as lists and forms, every file of it as text, and the versions it has had.

mod agreement;
mod article;
mod articles;
mod families;
mod files;
mod hours;
mod lists;
mod parts;
mod plans;
mod problem_types;
mod products;
mod programme;
mod proposal;
mod sheet;
mod typed;
mod versions;
mod words;

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::{get, post};

use crate::answer::Page;
use crate::app::App;
use crate::visit::{Asked, Sent};
use sheet::{Form, send, show};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/admin/products", get(lists::products))
        .route(
            "/admin/products/new",
            get(new_product).post(send_new_product),
        )
        .route("/admin/products/{key}", get(product).post(send_product))
        .route(
            "/admin/products/{key}/problem-types",
            get(problem_types).post(send_problem_types),
        )
        .route("/admin/families", get(families).post(send_families))
        .route("/admin/portals", get(portals).post(send_portals))
        .route("/admin/plans", get(lists::plans))
        .route("/admin/plans/new", get(new_plan).post(send_new_plan))
        .route("/admin/plans/{key}", get(plan).post(send_plan))
        .route("/admin/severities", get(severities).post(send_severities))
        .route("/admin/calendars", get(lists::calendars))
        .route(
            "/admin/calendars/new",
            get(new_calendar).post(send_new_calendar),
        )
        .route("/admin/calendars/{key}", get(calendar).post(send_calendar))
        .route("/admin/regions", get(lists::regions))
        .route("/admin/regions/new", get(new_region).post(send_new_region))
        .route("/admin/regions/{key}", get(region).post(send_region))
        .route("/admin/programme", get(lists::programme))
        .route(
            "/admin/programme/change",
            get(programme).post(send_programme),
        )
        .route(
            "/admin/agreement",
            get(agreement::page).post(agreement::publish),
        )
        .route("/admin/files", get(lists::files).post(files::open))
        .route("/admin/files/{*path}", get(files::page).post(files::send))
        .route("/admin/uploads/{*path}", post(files::upload))
        .route("/admin/changes", post(proposal::confirm))
        .route("/admin/versions", get(versions::list))
        .route("/admin/versions/{number}", get(versions::page))
        .merge(articles::routes())
}

async fn product(state: State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    opened(state, asked, products::form(&key)).await
}

async fn send_product(
    state: State<App>,
    asked: Asked,
    Path(key): Path<String>,
    sent: Sent,
) -> Page {
    sent_to(state, asked, products::form(&key), sent).await
}

async fn plan(state: State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    opened(state, asked, plans::form(&key)).await
}

async fn send_plan(state: State<App>, asked: Asked, Path(key): Path<String>, sent: Sent) -> Page {
    sent_to(state, asked, plans::form(&key), sent).await
}

async fn severities(state: State<App>, asked: Asked) -> Page {
    opened(state, asked, hours::severities()).await
}

async fn send_severities(state: State<App>, asked: Asked, sent: Sent) -> Page {
    sent_to(state, asked, hours::severities(), sent).await
}

async fn calendar(state: State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    opened(state, asked, hours::calendar(&key)).await
}

async fn send_calendar(
    state: State<App>,
    asked: Asked,
    Path(key): Path<String>,
    sent: Sent,
) -> Page {
    sent_to(state, asked, hours::calendar(&key), sent).await
}

async fn region(state: State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    opened(state, asked, hours::region(&key)).await
}

async fn send_region(state: State<App>, asked: Asked, Path(key): Path<String>, sent: Sent) -> Page {
    sent_to(state, asked, hours::region(&key), sent).await
}

async fn new_product(state: State<App>, asked: Asked) -> Page {
    opened(state, asked, products::new()).await
}

async fn send_new_product(state: State<App>, asked: Asked, sent: Sent) -> Page {
    sent_to(state, asked, products::new(), sent).await
}

async fn families(state: State<App>, asked: Asked) -> Page {
    opened(state, asked, families::families()).await
}

async fn send_families(state: State<App>, asked: Asked, sent: Sent) -> Page {
    sent_to(state, asked, families::families(), sent).await
}

async fn portals(state: State<App>, asked: Asked) -> Page {
    opened(state, asked, families::portals()).await
}

async fn send_portals(state: State<App>, asked: Asked, sent: Sent) -> Page {
    sent_to(state, asked, families::portals(), sent).await
}

async fn new_plan(state: State<App>, asked: Asked) -> Page {
    opened(state, asked, plans::new()).await
}

async fn send_new_plan(state: State<App>, asked: Asked, sent: Sent) -> Page {
    sent_to(state, asked, plans::new(), sent).await
}

async fn new_calendar(state: State<App>, asked: Asked) -> Page {
    opened(state, asked, hours::new_calendar()).await
}

async fn send_new_calendar(state: State<App>, asked: Asked, sent: Sent) -> Page {
    sent_to(state, asked, hours::new_calendar(), sent).await
}

async fn new_region(state: State<App>, asked: Asked) -> Page {
    opened(state, asked, hours::new_region()).await
}

async fn send_new_region(state: State<App>, asked: Asked, sent: Sent) -> Page {
    sent_to(state, asked, hours::new_region(), sent).await
}

async fn programme(state: State<App>, asked: Asked) -> Page {
    opened(state, asked, programme::form()).await
}

async fn send_programme(state: State<App>, asked: Asked, sent: Sent) -> Page {
    sent_to(state, asked, programme::form(), sent).await
}

async fn problem_types(state: State<App>, asked: Asked, Path(key): Path<String>) -> Page {
    opened(state, asked, problem_types::form(&key)).await
}

async fn send_problem_types(
    state: State<App>,
    asked: Asked,
    Path(key): Path<String>,
    sent: Sent,
) -> Page {
    sent_to(state, asked, problem_types::form(&key), sent).await
}

async fn opened(State(app): State<App>, asked: Asked, form: Form) -> Page {
    show(&app, &asked, form).await
}

async fn sent_to(State(app): State<App>, asked: Asked, form: Form, Sent(fields): Sent) -> Page {
    send(&app, &asked, form, fields).await
}
