//! The form of what is worded in the languages of the catalogue, about a product or about all: known problems and saved
//! replies.

use actions::{Stopped, Wording, Wordings};
use axum::http::StatusCode;
use domain::catalog::LANGUAGES;
use domain::ids::PublicKey;
use domain::limits;
use web_kit::form::Fields;
use web_kit::form_state::FormState;
use words::Words;

use crate::answer::{Halt, status};
use crate::app::App;
use crate::fields::bounded;
use crate::refused;
use crate::requests::posted::at_form;

/// The form as its page shows it: see `templates/desk/worded.html`.
pub(super) struct Worded {
    pub form: FormState,
    pub title: &'static str,
    /// The list that it stands in: its address and title.
    pub list: (&'static str, &'static str),
    /// Where the form goes.
    pub action: String,
    /// Keys and names.
    pub products: Vec<(String, String)>,
    /// The fields of each language: title, text, and what it is called.
    pub languages: Vec<(String, String, String)>,
    pub title_most: i64,
    pub text_most: i64,
    /// The one-time key of what is new.
    pub once: String,
    /// The version that the form was filled from.
    pub version: String,
}

impl Worded {
    /// The form of what is held under a key in a version, or of what is new and may get the key `new`.
    pub fn new(
        (app, w): (&App, Words),
        (title, list): (&'static str, (&'static str, &'static str)),
        held: Option<(&str, i64)>,
        new: PublicKey,
        (form, code): (FormState, StatusCode),
    ) -> Self {
        let sent = |field| Some(form.value(field).to_owned()).filter(|sent| !sent.is_empty());
        let current = held.map_or_else(String::new, |(_, version)| version.to_string());
        // Whoever was overtaken has been told so, and may save over it.
        let version = sent("version").filter(|_| code != StatusCode::CONFLICT);
        Self {
            title,
            list,
            action: held.map_or_else(|| list.0.to_owned(), |(key, _)| format!("{}/{key}", list.0)),
            products: products(app, w),
            languages: LANGUAGES.map(|language| fields(w, language)).into(),
            title_most: limits::TITLE_CHARS_MAX as i64,
            text_most: limits::MESSAGE_CHARS_MAX as i64,
            once: sent("form_key").unwrap_or_else(|| new.to_string()),
            version: version.unwrap_or(current),
            form,
        }
    }
}

/// The form as it was sent, without fields that its page does not have; `own` are those of the noun.
pub(super) fn read(fields: Fields, own: &[&str]) -> Result<(FormState, Fields), Halt> {
    let words = LANGUAGES.map(names).into_iter();
    let words: Vec<String> = words.flat_map(|(title, text)| [title, text]).collect();
    let mut known = [&["product", "version", "form_key"], own].concat();
    known.extend(words.iter().map(String::as_str));
    let fields = fields.only(&known)?;
    Ok((FormState::typed(&fields), fields))
}

/// The form of what is kept.
pub(super) fn filled(product: Option<&str>, words: &Wordings) -> FormState {
    let words = words.iter().flat_map(|(language, wording)| {
        let (title, text) = names(language);
        [(title, wording.title.clone()), (text, wording.text.clone())]
    });
    let product = ("product".to_owned(), product.unwrap_or_default().to_owned());
    FormState::filled(words.chain([product]))
}

/// The product that was chosen; one that the catalogue does not have is refused.
pub(super) fn product(app: &App, w: Words, form: &mut FormState) -> Option<String> {
    let key = Some(form.value("product").to_owned()).filter(|key| !key.is_empty())?;
    if app.house.catalog().product(&key).is_none() {
        form.refuse("product", w.wizard_product_missing());
    }
    Some(key)
}

/// What was typed in a language, after the names of its fields.
pub(super) fn typed(w: Words, form: &mut FormState, language: &str) -> (String, String, Wording) {
    let (title, text) = names(language);
    let wording = Wording {
        title: bounded(&w, form, &title, limits::TITLE_CHARS_MAX),
        text: bounded(&w, form, &text, limits::MESSAGE_CHARS_MAX),
    };
    (title, text, wording)
}

/// Puts what the rules say at the form, and gives the answer's status.
pub(super) fn refuse(w: Words, form: &mut FormState, stopped: Stopped) -> Result<StatusCode, Halt> {
    let Stopped::Refused(refusal) = stopped else {
        return Err(stopped.into());
    };
    if !at_form(&refusal) {
        return Err(refusal.into());
    }
    let first = first();
    let field = refused::field(&refusal).unwrap_or(&first);
    form.refuse(field, refused::sentence(&w, &refusal));
    Ok(status(&refusal))
}

/// The name of the product called `key`, or what stands for them all.
pub(crate) fn product_name(app: &App, w: Words, key: Option<&str>) -> String {
    let Some(key) = key else {
        return w.known_problem_all_products().to_owned();
    };
    let catalog = app.house.catalog();
    let product = catalog.product(key);
    let name = product.map_or(key, |one| one.name.in_language(w.language().code()));
    name.to_owned()
}

/// The products to choose among, by name: keys and names.
fn products(app: &App, w: Words) -> Vec<(String, String)> {
    let catalog = app.house.catalog();
    let named = catalog.products.iter().map(|one| {
        let name = one.name.in_language(w.language().code());
        (one.key.to_string(), name.to_owned())
    });
    let mut products: Vec<(String, String)> = named.collect();
    products.sort_by(|one, other| one.1.cmp(&other.1));
    products
}

fn fields(w: Words, language: &str) -> (String, String, String) {
    let (title, text) = names(language);
    (title, text, w.language_called(language))
}

/// The name of the first field, which says what is wrong with the form as a whole.
pub(super) fn first() -> String {
    names(LANGUAGES[0]).0
}

/// The names of the fields of a language: title and text.
fn names(language: &str) -> (String, String) {
    (format!("title_{language}"), format!("text_{language}"))
}
