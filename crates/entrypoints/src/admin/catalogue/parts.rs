//! What the forms of the catalogue are made of: fields, each one of a file, in sections.

use actions::catalog::{self, Said, said};
use domain::catalog::Catalog;
use domain::limits;
use domain::time::Moment;
use words::Words;

/// The field of a new file's key, which names the file and does not stand in it.
pub(super) const FILE_KEY: &str = "key";

/// What a form shows, and which fields of the file it changes.
pub(super) struct Sheet {
    /// What it is about.
    pub title: String,
    /// Sentences above the fields.
    pub facts: Vec<String>,
    /// What else there is to change about it: words and addresses.
    pub links: Vec<(&'static str, String)>,
    pub sections: Vec<Section>,
}

/// Fields that belong together.
pub(super) struct Section {
    pub title: String,
    pub hint: &'static str,
    /// Whether it is for something new: left empty, it adds nothing.
    pub is_new: bool,
    pub fields: Vec<Field>,
}

/// A field of the form, which is one of the file.
pub(super) struct Field {
    /// Where it stands in the file; its name in the form.
    pub at: String,
    pub label: &'static str,
    pub hint: &'static str,
    pub kind: Kind,
    pub is_optional: bool,
    /// What holds where the file does not say it.
    pub usual: Option<Said>,
}

/// What can be typed in a field.
pub(super) enum Kind {
    /// A line of text.
    Line,
    /// A number, or one of the words beside it.
    Quantity,
    Day,
    Whole,
    /// Two decimals, kept as hundredths.
    Hundredths,
    Yes,
    Choice(Options),
    Ticks(Options),
    /// Whole numbers with commas between.
    Levels,
    /// Texts with commas between.
    Texts,
    /// Tables of the list, by number, that are to go.
    Removals(Options),
}

/// Values and what they are called.
pub(super) type Options = Vec<(String, String)>;

impl Field {
    /// A field that must be filled in.
    pub fn new(at: impl Into<String>, label: &'static str, kind: Kind) -> Self {
        Self {
            at: at.into(),
            label,
            hint: "",
            kind,
            is_optional: false,
            usual: None,
        }
    }

    pub fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// The same, which may be left empty.
    pub fn optional(self) -> Self {
        Self {
            is_optional: true,
            ..self
        }
    }

    /// The same, which says `usual` where the file does not.
    pub fn usually(self, usual: Said) -> Self {
        Self {
            usual: Some(usual),
            ..self
        }
    }

    /// The macro of the template that shows it.
    pub fn widget(&self) -> &'static str {
        match self.kind {
            Kind::Line => "line",
            Kind::Quantity | Kind::Whole | Kind::Hundredths => "short",
            Kind::Levels => "middle",
            Kind::Texts => "area",
            Kind::Day => "day",
            Kind::Yes => "yes",
            Kind::Choice(_) => "choice",
            Kind::Ticks(_) | Kind::Removals(_) => "ticks",
        }
    }

    pub fn options(&self) -> &[(String, String)] {
        match &self.kind {
            Kind::Choice(options) | Kind::Ticks(options) | Kind::Removals(options) => options,
            _ => &[],
        }
    }
}

/// What a sheet is made of.
pub(super) struct Source<'a> {
    /// The catalogue in force, for what can be chosen.
    pub catalog: &'a Catalog,
    pub w: Words,
    pub key: &'a str,
    /// The text of the file.
    pub text: &'a str,
    pub at: Moment,
}

/// The two fields of a name.
pub(super) fn name(w: Words, at: &str) -> Vec<Field> {
    vec![
        Field::new(format!("{at}.en"), w.catalogue_name_en(), Kind::Line),
        Field::new(format!("{at}.sv"), w.catalogue_name_sv(), Kind::Line),
    ]
}

/// The field of the key of something new, as part of the table at `at`.
pub(super) fn key(w: Words, at: &str) -> Field {
    Field::new(format!("{at}.key"), w.catalogue_key(), Kind::Line).hint(w.catalogue_key_hint())
}

/// The field of the key of something new that has a file of its own.
pub(super) fn file_key(w: Words) -> Field {
    Field::new(FILE_KEY, w.catalogue_key(), Kind::Line).hint(w.catalogue_key_hint())
}

/// A sheet of one section, for something new.
#[expect(
    clippy::unnecessary_wraps,
    reason = "other sheets may find nothing in their file"
)]
pub(super) fn only(title: &str, w: Words, fields: Vec<Field>) -> Option<Sheet> {
    Some(Sheet {
        title: title.to_owned(),
        facts: Vec::new(),
        links: Vec::new(),
        sections: vec![Section {
            title: w.catalogue_basics().to_owned(),
            hint: "",
            is_new: false,
            fields,
        }],
    })
}

/// The name that stands at `at`, in the reader's language.
pub(super) fn name_at(w: Words, text: &str, at: &str) -> String {
    match said(text, &format!("{at}.{}", w.language().code())) {
        Some(Said::Text(name)) => name,
        _ => String::new(),
    }
}

/// The place of the table of `list` whose key is `key`.
pub(super) fn table_of(text: &str, list: &str, key: &str) -> Option<usize> {
    let wanted = Some(Said::Text(key.to_owned()));
    let mut places = 0..catalog::tables(text, list);
    places.find(|place| said(text, &format!("{list}.{place}.key")) == wanted)
}

/// The most characters of a line.
pub(super) const LINE: usize = limits::LINE_CHARS_MAX;
