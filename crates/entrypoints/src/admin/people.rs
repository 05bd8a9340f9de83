//! The staff: who works here with which role, invited, given and taken for a reason.

use actions::accounts::region;
use actions::accounts::roles::{self, Change};
use actions::accounts::staff::{self, Member, Narrowed};
use actions::{Answer, By, Stopped};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use domain::account::{Caller, Role};
use domain::catalog::Region;
use domain::ids::EmailAddress;
use domain::limits;
use domain::refusal::Refusal;
use domain::time::Zone;
use web_kit::form::Query;
use web_kit::form_state::FormState;
use words::Words;

use super::administrator;
use crate::answer::{Page, page as answer, page_with, see_other, status};
use crate::app::App;
use crate::fields::bounded;
use crate::frame::Frame;
use crate::mail::role_name;
use crate::paging::{self, Pager};
use crate::refused;
use crate::requests::posted::at_form;
use crate::visit::{Asked, Sent, zone};

const LIST: &str = "/admin/people";

/// The value of the button that lets somebody work for a region.
const REGION: &str = "region";

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/admin/people", get(list))
        .route("/admin/people/new", get(new).post(invite))
        .route("/admin/people/{person}", get(page).post(change))
}

#[derive(Template)]
#[template(path = "admin/people.html")]
struct ListPage {
    frame: Frame,
    form: FormState,
    roles: Vec<(&'static str, &'static str)>,
    rows: Vec<Row>,
    pager: Pager,
}

struct Row {
    href: String,
    name: String,
    email: String,
    roles: String,
    has_passkey: bool,
    seen: String,
    is_disabled: bool,
}

#[derive(Template)]
#[template(path = "admin/person.html")]
struct PersonPage {
    frame: Frame,
    form: FormState,
    here: String,
    person: Row,
    /// The name of the region that they work for.
    region: String,
    regions: Vec<(String, String)>,
    /// What can be done: the value of its radio button and its words.
    choices: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "admin/person_new.html")]
struct NewPage {
    frame: Frame,
    form: FormState,
    roles: Vec<(&'static str, &'static str)>,
}

fn role_names(w: &Words) -> Vec<(&'static str, &'static str)> {
    let name = |role: &Role| (role.code(), role_name(w, *role));
    Role::ALL.iter().map(name).collect()
}

async fn list(State(app): State<App>, asked: Asked, Query(mut fields): Query) -> Page {
    let form = FormState::typed(&fields);
    let narrowed = Narrowed {
        text: paging::text(&mut fields),
        role: Role::from_code(&fields.take("role")),
        page: paging::number(&mut fields),
    };
    let seen = staff::list(&app.house, &asked.visit(), narrowed.clone()).await?;
    let mut frame = app.frame(&asked, &seen.caller);
    let (w, zone) = (frame.w, zone(&seen.caller));
    let invited = fields.take("done") == "invited";
    frame.tell(invited.then(|| w.administration_people_invited()));
    let role = narrowed.role.map_or("", Role::code);
    let link = |page| paging::address(LIST, &[("text", &narrowed.text), ("role", role)], page);
    let rows = seen.page.members.iter();
    answer(&ListPage {
        rows: rows.map(|one| row(&w, &asked, one, &zone)).collect(),
        roles: role_names(&w),
        pager: Pager::new(w, narrowed.page, seen.page.more, link),
        form,
        frame,
    })
}

fn row(w: &Words, asked: &Asked, member: &Member, zone: &Zone) -> Row {
    let roles: Vec<&str> = member
        .roles
        .iter()
        .map(|role| role_name(w, *role))
        .collect();
    let seen = member.seen.map(|seen| w.near_time(seen, asked.at, zone));
    Row {
        href: format!("{LIST}/{}", member.key),
        name: if member.name.is_empty() {
            member.email.clone()
        } else {
            member.name.clone()
        },
        email: member.email.clone(),
        roles: if roles.is_empty() {
            w.administration_people_no_role().to_owned()
        } else {
            w.list(&roles)
        },
        has_passkey: member.passkeys > 0,
        seen: seen.unwrap_or_else(|| w.administration_people_never().to_owned()),
        is_disabled: member.disabled.is_some(),
    }
}

async fn new(State(app): State<App>, asked: Asked) -> Page {
    let caller = administrator(&app, &asked).await?;
    show_new(&app, &asked, &caller, FormState::default(), StatusCode::OK)
}

async fn invite(State(app): State<App>, asked: Asked, Sent(fields): Sent) -> Page {
    let caller = administrator(&app, &asked).await?;
    let fields = fields.only(&["email", "role", "reason"])?;
    let (w, mut form) = (asked.words(caller.person()), FormState::typed(&fields));
    let email = EmailAddress::parse(form.value("email"));
    if email.is_err() {
        form.refuse("email", w.error_email());
    }
    let role = Role::from_code(form.value("role"));
    if role.is_none() {
        form.refuse("role", w.administration_people_role_missing());
    }
    let reason = reason(&w, &mut form);
    let (Ok(email), Some(role), false) = (email, role, form.is_refused()) else {
        let code = StatusCode::UNPROCESSABLE_ENTITY;
        return show_new(&app, &asked, &caller, form, code);
    };
    match roles::invite(&app.house, &asked.visit(), email, role, &reason).await {
        Ok(()) => Ok(see_other(&format!("{LIST}?done=invited"))),
        Err(Stopped::Refused(refusal)) if at_form(&refusal) => {
            form.refuse("email", refused::sentence(&w, &refusal));
            show_new(&app, &asked, &caller, form, status(&refusal))
        }
        Err(stopped) => Err(stopped.into()),
    }
}

fn show_new(app: &App, asked: &Asked, caller: &Caller, form: FormState, code: StatusCode) -> Page {
    let frame = app.frame(asked, caller);
    let roles = role_names(&frame.w);
    page_with(code, &NewPage { frame, form, roles })
}

/// Why; refused where nothing is said.
fn reason(w: &Words, form: &mut FormState) -> String {
    let reason = bounded(w, form, "reason", limits::LINE_CHARS_MAX);
    if reason.is_empty() {
        form.refuse("reason", w.refusal_reason_needed());
    }
    reason
}

async fn page(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Query(mut fields): Query,
) -> Page {
    let is_done = fields.take("done") == "changed";
    let form = (FormState::default(), is_done);
    show(&app, &asked, &key, form, StatusCode::OK).await
}

async fn change(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let found = staff::show(&app.house, &asked.visit(), &key).await?;
    let fields = fields.only(&["what", "region", "reason"])?;
    let mut form = FormState::typed(&fields);
    let w = asked.words(found.caller.person());
    let (change, is_region) = (change_of(form.value("what")), form.value("what") == REGION);
    if change.is_none() && !is_region {
        form.refuse("what", w.administration_people_what_missing());
    }
    let reason = reason(&w, &mut form);
    if form.is_refused() {
        let code = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&app, &asked, &key, (form, false), code).await;
    }
    let done = match change {
        Some(change) => apply(&app, &asked, &found.page, change, &reason).await,
        None => {
            let region = Some(form.value("region").to_owned()).filter(|key| !key.is_empty());
            let visit = asked.visit();
            region::assign(&app.house, By::Visit(&visit), &key, region, &reason).await
        }
    };
    match done {
        Ok(()) => Ok(see_other(&format!("{LIST}/{key}?done=changed"))),
        Err(Stopped::Refused(refusal)) if at_form(&refusal) => {
            let field = refused::field(&refusal).unwrap_or("what");
            form.refuse(field, refused::sentence(&w, &refusal));
            show(&app, &asked, &key, (form, false), status(&refusal)).await
        }
        Err(stopped) => Err(stopped.into()),
    }
}

async fn apply(
    app: &App,
    asked: &Asked,
    member: &Member,
    change: Change,
    reason: &str,
) -> Answer<()> {
    let email = EmailAddress::parse(&member.email).map_err(|_| Refusal::NotFound)?;
    roles::change(&app.house, &asked.visit(), email, change, reason).await
}

/// What can be done to somebody as they stand.
fn changes(member: &Member) -> Vec<Change> {
    let role = |role: Role| {
        if member.roles.contains(&role) {
            Change::Take(role)
        } else {
            Change::Give(role)
        }
    };
    let access = match member.disabled {
        Some(_) => Change::Enable,
        None => Change::Disable,
    };
    Role::ALL.into_iter().map(role).chain([access]).collect()
}

/// The value of a change's radio button.
fn code_of(change: Change) -> String {
    match change {
        Change::Give(role) => format!("give-{}", role.code()),
        Change::Take(role) => format!("take-{}", role.code()),
        Change::Disable => "disable".to_owned(),
        Change::Enable => "enable".to_owned(),
    }
}

/// The change of a radio button.
fn change_of(code: &str) -> Option<Change> {
    match code.split_once('-') {
        Some(("give", role)) => Role::from_code(role).map(Change::Give),
        Some(("take", role)) => Role::from_code(role).map(Change::Take),
        None if code == "disable" => Some(Change::Disable),
        None if code == "enable" => Some(Change::Enable),
        _ => None,
    }
}

async fn show(
    app: &App,
    asked: &Asked,
    key: &str,
    (form, is_done): (FormState, bool),
    code: StatusCode,
) -> Page {
    let seen = staff::show(&app.house, &asked.visit(), key).await?;
    let mut frame = app.frame(asked, &seen.caller);
    let (w, member) = (frame.w, &seen.page);
    frame.tell(is_done.then(|| w.administration_people_changed()));
    let words = |change: Change| match change {
        Change::Give(role) => w.administration_people_give(role_name(&w, role)),
        Change::Take(role) => w.administration_people_take(role_name(&w, role)),
        Change::Disable => w.administration_people_disable().to_owned(),
        Change::Enable => w.administration_people_enable().to_owned(),
    };
    let choices = changes(member).into_iter();
    let choices = choices.map(|one| (code_of(one), words(one)));
    let assigning = (
        REGION.to_owned(),
        w.administration_people_assign().to_owned(),
    );
    let catalog = app.house.catalog();
    let named = |one: &Region| one.name.in_language(w.language().code()).to_owned();
    let own = member.region.as_deref().and_then(|key| catalog.region(key));
    let mut form = form;
    if form.value("what").is_empty() {
        form.put("region", member.region.clone().unwrap_or_default());
    }
    let page = PersonPage {
        region: own.map_or_else(|| w.program_queue_region_all().to_owned(), named),
        regions: catalog
            .regions
            .iter()
            .map(|one| (one.key.to_string(), named(one)))
            .collect(),
        here: format!("{LIST}/{key}"),
        person: row(&w, asked, member, &zone(&seen.caller)),
        choices: choices.chain([assigning]).collect(),
        form,
        frame,
    };
    page_with(code, &page)
}

#[cfg(test)]
mod tests {
    use super::{Change, Role, change_of, code_of};

    #[test]
    fn every_change_is_read_back_from_its_button() {
        let roles = Role::ALL.into_iter();
        let roles = roles.flat_map(|role| [Change::Give(role), Change::Take(role)]);
        for change in roles.chain([Change::Disable, Change::Enable]) {
            assert_eq!(change_of(&code_of(change)), Some(change));
        }
        for odd in ["", "give", "give-cook", "disable-engineer"] {
            assert_eq!(change_of(odd), None, "{odd:?}");
        }
    }
}
