//! The hint at a colleague's open request about the same problem, and following it instead.

use actions::incidents::{participants, similar};
use actions::{House, Stopped};
use domain::ids::RequestNumber;
use domain::refusal::Kind;
use web_kit::form_state::FormState;

use super::sheet::{Opened, Then, Typed};
use crate::answer::Halt;
use crate::app::App;
use crate::visit::Asked;

/// A colleague's open request that is like the draft.
pub(super) struct Similar {
    pub number: String,
    /// The question that it is told with.
    pub sentence: String,
}

impl Similar {
    /// The request that is most like the draft, of those that its author may follow.
    pub async fn to(house: &House, asked: &Asked, opened: &Opened) -> Result<Option<Self>, Halt> {
        let found = similar::similar(house, &asked.visit(), &opened.draft.answers).await?;
        let w = opened.frame.w;
        Ok(found.map(|number| Self {
            sentence: w.wizard_similar(w.request_number(&number)),
            number,
        }))
    }
}

/// Follows the request that was hinted at; says at the title where that is no longer possible.
pub(super) async fn follow(app: &App, asked: &Asked, typed: &mut Typed) -> Result<bool, Halt> {
    let named = typed.form.value("follow").to_owned();
    let gone = |form: &mut FormState| {
        let w = asked.words(None);
        form.refuse("title", w.wizard_similar_gone(&named));
        Ok(false)
    };
    let Ok(number) = RequestNumber::parse(&named) else {
        return gone(&mut typed.form);
    };
    let incident = app.house.incident_of(&number);
    match participants::follow(&app.house, &asked.visit(), incident).await {
        Ok(()) => {
            typed.then = Then::Follow(number);
            Ok(true)
        }
        Err(Stopped::Refused(refusal)) if refusal.kind() != Kind::SignIn => gone(&mut typed.form),
        Err(stopped) => Err(stopped.into()),
    }
}
