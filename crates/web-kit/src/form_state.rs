//! A form as its page shows it: what was typed, and what has to be put right.

use crate::form::Fields;

/// What a form shows: every value typed or filled in, and at most one sentence per field.
#[derive(Clone, Default)]
pub struct FormState {
    typed: Vec<(String, String)>,
    errors: Vec<FieldError>,
}

/// One line of the error summary, and the same words at the field it links to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name, which is also its `id` in the page.
    pub field: String,
    /// The ready sentence in the reader's language.
    pub sentence: String,
}

impl FormState {
    /// A form filled with what is known already: a stored draft, a person's own details.
    pub fn filled<N: Into<String>, V: Into<String>>(
        values: impl IntoIterator<Item = (N, V)>,
    ) -> FormState {
        let typed = values
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()))
            .collect();
        FormState {
            typed,
            errors: Vec::new(),
        }
    }

    /// The form as it was sent. Call it before the fields are taken apart.
    pub fn typed(fields: &Fields) -> FormState {
        FormState::filled(fields.iter())
    }

    /// Puts another value in a field, such as a new one-time key.
    pub fn put(&mut self, name: &str, value: String) {
        self.typed.retain(|(known, _)| known != name);
        self.typed.push((name.to_owned(), value));
    }

    /// Notes what is wrong with a field. The first sentence of a field stands; call in page order.
    pub fn refuse(&mut self, field: &str, sentence: impl Into<String>) {
        if self.error(field).is_none() {
            self.errors.push(FieldError {
                field: field.into(),
                sentence: sentence.into(),
            });
        }
    }

    /// The lines of the error summary, in the order they were noted.
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// Whether anything was refused; then the page is answered with 422.
    pub fn is_refused(&self) -> bool {
        !self.errors.is_empty()
    }

    /// What stands in a field; empty where nothing does.
    pub fn value(&self, name: &str) -> &str {
        self.values(name).next().unwrap_or_default()
    }

    /// The sentence at a field.
    pub fn error(&self, name: &str) -> Option<&str> {
        let error = self.errors.iter().find(|error| error.field == name)?;
        Some(&error.sentence)
    }

    /// Whether that radio button, tick box or option was chosen.
    pub fn checked(&self, name: &str, value: &str) -> bool {
        self.values(name).any(|chosen| chosen == value)
    }

    fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.typed
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_typed_is_shown_again() {
        let fields = Fields::parse(b"title=Disk&severity=B&day=mon&day=fri").expect("a form");
        let form = FormState::typed(&fields);
        assert_eq!(form.value("title"), "Disk");
        assert_eq!(form.value("absent"), "");
        assert!(form.checked("severity", "B") && !form.checked("severity", "A"));
        assert!(form.checked("day", "mon") && form.checked("day", "fri"));
    }

    #[test]
    fn errors_keep_their_order_and_a_field_its_first_sentence() {
        let mut form = FormState::filled([("title", "")]);
        assert!(!form.is_refused());
        form.refuse("title", "Enter a title.");
        form.refuse("severity", "Choose a severity.");
        form.refuse("title", "Too short.");
        let summary: Vec<_> = form
            .errors()
            .iter()
            .map(|error| error.field.as_str())
            .collect();
        assert_eq!(summary, ["title", "severity"]);
        assert_eq!(form.error("title"), Some("Enter a title."));
        assert!(form.is_refused());
    }
}
