//! What a letter says, part by part: both its text and its HTML are made of these, so that they say the same.

use std::collections::BTreeMap;

use actions::accounts::{email, quiet, sign_in};
use actions::outbox::{Due, Letter};
use actions::{Answer, House};
use domain::limits;
use domain::time::{Date, Moment, Zone};
use web_kit::host::BaseUrl;
use words::{Language, Words};

use super::{contracts, orders, organisations, requests, samples, standing, statements};

/// A part of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// What the parts below it are about.
    Heading(String),
    /// A paragraph.
    Said(String),
    /// Labels with their values.
    Facts(Vec<(String, String)>),
    /// What a person wrote, as Markdown.
    Quoted(String),
    /// Something to be copied, on a line of its own.
    Copied(String, String),
    /// A button: its label, where it leads, and the whole line in plain text.
    Button(String, String, String),
}

/// A letter before it takes the form of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Composed {
    pub subject: String,
    pub parts: Vec<Part>,
    /// Why the reader gets it.
    pub footer: String,
    /// The number of the request whose thread it joins.
    pub thread: Option<String>,
    /// Whether it begins that thread.
    pub begins: bool,
    /// A day for the reader's calendar, as a file.
    pub calendar: Option<String>,
    /// Where its kind is turned off, if it can be.
    pub off: Option<String>,
}

/// What composing works with.
pub(crate) struct Desk<'a> {
    pub house: &'a House,
    pub base: &'a BaseUrl,
    pub app: &'a str,
    pub w: Words,
    pub zone: Zone,
    pub address: &'a str,
    /// When the letter was posted.
    pub posted: Moment,
}

impl Desk<'_> {
    /// A moment in full, in the reader's zone.
    pub fn moment(&self, at: i64) -> String {
        self.w.moment(Moment(at), &self.zone)
    }

    /// A day that stands as `YYYY-MM-DD` among a letter's facts, in words.
    pub fn written_day(&self, day: &str) -> String {
        Date::parse(day).map_or_else(|_| day.to_owned(), |day| self.w.long_date(day))
    }

    /// The day of a moment in the reader's zone.
    pub fn day(&self, at: i64) -> String {
        self.w.long_date(self.zone.date_of(Moment(at)))
    }

    /// A name in the reader's language, else in any.
    pub fn name<'n>(&self, names: &'n BTreeMap<String, String>) -> &'n str {
        let own = names.get(self.w.language().code());
        own.or_else(|| names.values().next())
            .map_or("", String::as_str)
    }

    /// A button that leads to `path`.
    pub fn button(&self, label: &str, path: &str, line: impl FnOnce(&str) -> String) -> Part {
        let link = self.base.absolute(path);
        let line = line(&link);
        Part::Button(label.to_owned(), link, line)
    }

    /// Why somebody gets a letter about their account.
    pub fn account_footer(&self) -> String {
        self.w.letter_footer_account(self.app, self.address)
    }
}

/// The language that a letter is written in.
pub(crate) fn language(due: &Due) -> Language {
    Language::parse(&due.to.language).unwrap_or_else(|| Language::negotiate(""))
}

/// Composes a letter.
///
/// # Errors
/// Where what it has to open is gone.
pub(crate) async fn compose(
    house: &House,
    base: &BaseUrl,
    app: &str,
    due: &Due,
) -> Answer<Composed> {
    let desk = Desk {
        house,
        base,
        app,
        w: Words::of(language(due)),
        zone: Zone::named(&due.to.zone).unwrap_or(Zone::UTC),
        address: &due.to.address,
        posted: due.posted,
    };
    let mut composed = said(&desk, due).await?;
    if let Some(notice) = due.letter.notice()
        && let Some(token) = quiet::token(house, desk.address, notice).await?
    {
        let link = base.absolute(&format!("/notices/{token}"));
        composed.footer = format!("{} {}", composed.footer, desk.w.notice_off_link(&link));
        composed.off = Some(link);
    }
    Ok(composed)
}

async fn said(desk: &Desk<'_>, due: &Due) -> Answer<Composed> {
    let (house, base, app) = (desk.house, desk.base, desk.app);
    let sample = match &due.letter {
        Letter::Sample { sample: Some(kind) } => samples::of_kind(kind),
        _ => None,
    };
    Ok(match sample.as_ref().unwrap_or(&due.letter) {
        Letter::Contract { about, news } => contracts::compose(desk, about, news).await?,
        Letter::Organisation { about, news } => organisations::compose(desk, about, news),
        Letter::Order { about, news } => orders::compose(desk, about, *news),
        Letter::SignIn { key, .. } => signing_in(desk, &sign_in::secrets(house, key)),
        Letter::EmailChange { key, email } => changing(desk, &email::code(house, key), email),
        Letter::EmailChanged { email } => {
            let contact = base.absolute("/help");
            let text = desk.w.letter_email_changed_text(app, &contact, email);
            about_account(
                desk,
                desk.w.letter_email_changed_subject(app),
                vec![Part::Said(text)],
            )
        }
        Letter::AccountDeleted => {
            let text = desk.w.letter_account_deleted_text().to_owned();
            about_account(
                desk,
                desk.w.letter_account_deleted_subject(app),
                vec![Part::Said(text)],
            )
        }
        Letter::Statement(monthly) => statements::compose(desk, monthly),
        Letter::Request { told, news } => requests::compose(desk, told, news),
        Letter::Standing { by, news } => standing::compose(desk, by, news),
        Letter::Sample { .. } => {
            let text = desk.w.administration_letter_sample_text(app);
            about_account(
                desk,
                desk.w.administration_letter_sample_subject(app),
                vec![Part::Said(text)],
            )
        }
    })
}

fn signing_in(desk: &Desk<'_>, secrets: &sign_in::Secrets) -> Composed {
    let w = desk.w;
    let path = format!("/sign-in/link/{}", secrets.link);
    let parts = vec![
        Part::Said(w.letter_sign_in_text(desk.app)),
        desk.button(w.letter_sign_in_button(), &path, |link| {
            w.letter_sign_in_link(link)
        }),
        Part::Said(w.letter_sign_in_code(&secrets.code)),
        Part::Said(w.letter_sign_in_minutes(limits::SIGN_IN_MINUTES)),
        Part::Said(w.letter_sign_in_ignore().to_owned()),
    ];
    about_account(desk, w.letter_sign_in_subject(desk.app), parts)
}

fn changing(desk: &Desk<'_>, code: &str, email: &str) -> Composed {
    let text = desk.w.letter_email_change_text(desk.app, code, email);
    let subject = desk.w.letter_email_change_subject(code);
    about_account(desk, subject, vec![Part::Said(text)])
}

fn about_account(desk: &Desk<'_>, subject: String, parts: Vec<Part>) -> Composed {
    Composed {
        subject,
        parts,
        footer: desk.account_footer(),
        thread: None,
        begins: false,
        calendar: None,
        off: None,
    }
}
