//! What is done with a checked import: its damage repaired, applied, taken back.

use actions::imports::{self, Choice};
use actions::{By, Stopped};
use axum::extract::{Path, State};
use domain::import::{Repairs, Zeros};
use domain::refusal::Refusal;
use web_kit::form_state::FormState;

use super::{set_going, show};
use crate::answer::{Page, see_other};
use crate::app::App;
use crate::refused;
use crate::visit::{Asked, Sent};

/// Has the file checked again with its damage repaired.
pub(super) async fn repair(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(mut fields): Sent,
) -> Page {
    let repair = fields.take("repair");
    fields.finish()?;
    let visit = asked.visit();
    let by = By::Visit(&visit);
    let before = imports::show(&app.house, by, &key).await?.reading.repairs();
    let repairs = match repair.as_str() {
        "serials" => Repairs {
            serials: true,
            ..before
        },
        code => Repairs {
            zeros: Zeros::from_code(code).unwrap_or(before.zeros),
            ..before
        },
    };
    let choice = Choice {
        repairs: Some(repairs),
        ..Choice::default()
    };
    imports::choose(&app.house, by, &key, choice).await?;
    set_going(&app, &key);
    Ok(see_other(&format!("/admin/import/{key}")))
}

/// Has it taken over. A second press finds it under way, and shows that.
pub(super) async fn apply(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(mut fields): Sent,
) -> Page {
    let mut form = FormState::typed(&fields);
    let is_skipping = fields.take("errors") == "skip";
    fields.finish()?;
    let visit = asked.visit();
    let by = By::Visit(&visit);
    match imports::apply(&app.house, by, &key, is_skipping).await {
        Ok(()) => set_going(&app, &key),
        Err(Stopped::Refused(Refusal::ImportState)) => {}
        Err(Stopped::Refused(refusal @ Refusal::ImportHasErrors)) => {
            let caller = app.house.caller(&visit).await?;
            let shown = imports::show(&app.house, by, &key).await?;
            let w = asked.words(caller.person());
            form.refuse("errors", refused::sentence(&w, &refusal));
            let first = (0, String::new());
            return show::checked(&app, &asked, (&caller, shown), form, first).await;
        }
        Err(stopped) => return Err(stopped.into()),
    }
    Ok(see_other(&format!("/admin/import/{key}")))
}

/// Has it taken back.
pub(super) async fn undo(
    State(app): State<App>,
    asked: Asked,
    Path(key): Path<String>,
    Sent(fields): Sent,
) -> Page {
    fields.finish()?;
    let visit = asked.visit();
    match imports::undo(&app.house, By::Visit(&visit), &key).await {
        Ok(()) => set_going(&app, &key),
        Err(Stopped::Refused(Refusal::ImportState)) => {}
        Err(stopped) => return Err(stopped.into()),
    }
    Ok(see_other(&format!("/admin/import/{key}")))
}
