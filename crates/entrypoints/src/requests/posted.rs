//! A form about a request, sent from the customer's page or from the desk: checked, done, and back to where it came
//! from.

use actions::incidents::converse::Message;
use actions::incidents::severity as severities;
use actions::incidents::show;
use actions::{Answer, Stopped, Visit};
use axum::extract::Request;
use axum::http::StatusCode;
use domain::ids::RequestKind;
use domain::ledger::IncidentRef;
use domain::limits;
use domain::refusal::{Kind, Refusal};
use domain::response::Severity;
use web_kit::form::Fields;
use web_kit::form_state::FormState;
use words::Words;

use super::incident;
use crate::answer::{Halt, Page, see_other, status};
use crate::app::App;
use crate::desk;
use crate::files::{Target, read_form};
use crate::refused;
use crate::visit::Asked;

/// Whose page it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Customer,
    Desk,
    /// The desk's page of closing.
    Closing,
}

/// A form as it was sent.
pub(crate) struct Posted {
    pub app: App,
    pub asked: Asked,
    pub incident: IncidentRef,
    pub w: Words,
    pub form: FormState,
    pub fields: Fields,
    /// The one-time key of the form.
    once: Option<String>,
    /// What a form that is refused is answered with.
    status: StatusCode,
    number: String,
    side: Side,
}

impl Posted {
    /// The form with `fields` about the request called `number`; `known` are the fields that its page has beside its
    /// one-time key.
    ///
    /// # Errors
    /// A number that names nothing, and a field that the page does not have.
    pub fn open(
        side: Side,
        (app, asked, number): (App, Asked, String),
        mut fields: Fields,
        known: &[&str],
    ) -> Result<Self, Halt> {
        let once = fields.maybe("form_key");
        let fields = fields.only(known)?;
        Ok(Self {
            incident: incident(&app, &number)?,
            w: asked.words(None),
            form: FormState::typed(&fields),
            app,
            asked,
            fields,
            once,
            status: StatusCode::UNPROCESSABLE_ENTITY,
            number,
            side,
        })
    }

    /// Whoever sent it.
    pub fn visit(&self) -> Visit {
        Visit {
            once: self.once.clone(),
            ..self.asked.visit()
        }
    }

    /// The number of the request, as its address has it.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The words of a field, of which there may be none.
    pub fn optional(&mut self, field: &str, most: usize) -> String {
        let words = self.fields.take(field);
        if words.chars().count() > most {
            let over = characters_over(self.w, &words, most);
            self.form.refuse(field, over);
        }
        words
    }

    /// The words of a field that have to be there.
    pub fn words(&mut self, field: &str, missing: &str, most: usize) -> String {
        let words = self.optional(field, most);
        if words.trim().is_empty() {
            self.form.refuse(field, missing);
        }
        words
    }

    /// The page once more, with what was typed and what is wrong with it.
    pub async fn again(self, code: StatusCode) -> Page {
        let (app, asked, number, form) = (&self.app, &self.asked, &self.number, self.form);
        match self.side {
            Side::Customer => super::show::again(app, asked, number, form, code).await,
            Side::Desk => desk::again(app, asked, number, form, code).await,
            Side::Closing => desk::closing_again(app, asked, number, form, code).await,
        }
    }

    /// The page once more, because the form itself is wrong.
    pub async fn refused(self) -> Page {
        let status = self.status;
        self.again(status).await
    }

    /// Goes back to the request; a refusal is told there at `field`, with all that was typed, and so is what broke.
    pub async fn finish<T>(mut self, field: &str, done: Answer<T>, word: &str) -> Page {
        match done {
            Ok(_) => {
                let room = if self.side == Side::Customer {
                    "/requests"
                } else {
                    room(&self.number)
                };
                let page = format!("{room}/{}?done={word}", self.number);
                Ok(see_other(&page))
            }
            Err(Stopped::Refused(refusal)) if at_form(&refusal) => {
                let sentence = match &refusal {
                    Refusal::NewerMessage => self.w.desk_newer_message().to_owned(),
                    refusal => refused::sentence(&self.w, refusal),
                };
                self.form.refuse(field, sentence);
                self.again(status(&refusal)).await
            }
            Err(stopped @ Stopped::Refused(_)) => Err(stopped.into()),
            Err(broke) => {
                let halt = Halt::from(broke);
                self.form
                    .refuse(field, halt.say(self.w, &self.app.name()).1);
                self.again(halt.status()).await
            }
        }
    }
}

/// Where the staff work on the request called `number`: at the desk, or the service centre on program support cases.
pub(crate) fn room(number: &str) -> &'static str {
    if number.starts_with(RequestKind::Program.prefix()) {
        "/service-centre/program"
    } else {
        "/desk/requests"
    }
}

/// Reads a message with its files, those that came now and those put aside before; `missing` is said of one without
/// either, unless a saved reply is yet to be put into it.
///
/// # Errors
/// Where the form cannot be read, or the request is not the sender's.
pub(crate) async fn message(
    side: Side,
    (app, asked, number): (App, Asked, String),
    request: Request,
    known: &[&str],
    missing: impl FnOnce(&Words) -> &'static str,
) -> Result<(Posted, Message), Halt> {
    let target = Target::Incident(incident(&app, &number)?);
    let sent = read_form(&app, &asked, request, &target).await?;
    let mut posted = Posted::open(side, (app, asked, number), sent.fields, known)?;
    let (house, visit) = (&posted.app.house, posted.visit());
    let aside = match side {
        Side::Customer => show::show(house, &visit, posted.incident).await?.page.aside,
        Side::Desk | Side::Closing => {
            let seen = show::at_desk(house, &visit, posted.incident).await?;
            seen.page.shown.aside
        }
    };
    let finished = aside.into_iter().filter(|file| file.is_finished);
    let files: Vec<String> = finished.map(|file| file.key).collect();
    let words = posted.optional("message", limits::MESSAGE_CHARS_MAX);
    let is_written = posted.fields.peek("insert").is_none();
    if is_written && words.trim().is_empty() && files.is_empty() {
        let missing = missing(&posted.w);
        posted.form.refuse("message", missing);
    }
    posted.status = sent.lost.tell(posted.w, &mut posted.form);
    let message = Message {
        words,
        files,
        seen: None,
    };
    Ok((posted, message))
}

/// Changes the severity, from whichever side.
pub(crate) async fn change_severity(
    side: Side,
    from: (App, Asked, String),
    fields: Fields,
) -> Page {
    let mut posted = Posted::open(side, from, fields, &["severity", "severity_reason"])?;
    let severity = Severity::from_code(&posted.fields.take("severity"));
    if severity.is_none() {
        let sentence = posted.w.refusal_severity_not_offered();
        posted.form.refuse("severity", sentence);
    }
    let missing = posted.w.request_change_severity_why_missing();
    let reason = posted.words("severity_reason", missing, limits::LINE_CHARS_MAX);
    let Some(severity) = severity.filter(|_| !posted.form.is_refused()) else {
        return posted.refused().await;
    };
    let (house, visit, from_desk) = (&posted.app.house, posted.visit(), posted.side == Side::Desk);
    let done = severities::change(house, &visit, posted.incident, severity, reason, from_desk);
    let done = done.await;
    posted.finish("severity", done, "severity").await
}

/// The words of a field without blanks around them, refused at it where they are too long.
pub(crate) fn bounded(w: Words, form: &mut FormState, name: &str, most: usize) -> String {
    let typed = form.value(name).trim().to_owned();
    if typed.chars().count() > most {
        form.refuse(name, characters_over(w, &typed, most));
    }
    typed.chars().take(most).collect()
}

/// How many characters a text is too long.
pub(crate) fn characters_over(w: Words, text: &str, most: usize) -> String {
    let over = text.chars().count().saturating_sub(most);
    w.field_characters_over(i64::try_from(over).unwrap_or(i64::MAX))
}

/// Whether a refusal is told at the form rather than on a page of its own.
pub(crate) fn at_form(refusal: &Refusal) -> bool {
    let waits = matches!(refusal, Refusal::TooManyAttempts { .. });
    waits || matches!(refusal.kind(), Kind::Invalid | Kind::Conflict)
}
