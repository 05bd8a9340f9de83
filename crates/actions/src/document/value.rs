//! A value of a field, read as what it should be.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::ops::RangeInclusive;

use domain::catalog::{Key, LANGUAGES, Name};
use domain::time::Date;
use toml::Spanned;
use toml::de::DeValue;

use super::{Source, Table};

/// A value with the place it stands at. Whatever cannot be read is noted there, and gives nothing.
pub(crate) struct Value<'a> {
    pub(super) source: Source<'a>,
    pub(super) field: String,
    pub(super) raw: &'a Spanned<DeValue<'a>>,
}

impl<'a> Value<'a> {
    /// Notes what is wrong with the value.
    pub fn wrong(&self, message: impl Into<String>) {
        self.source
            .note(self.raw.span().start, &self.field, message);
    }

    /// Whether it is a string at all.
    pub fn is_text(&self) -> bool {
        self.raw.get_ref().is_str()
    }

    /// A string that is not empty.
    pub fn text(&self) -> Option<&'a str> {
        match self.raw.get_ref().as_str() {
            Some(text) if text.trim().is_empty() => self.refused("is empty"),
            Some(text) => Some(text),
            None => self.refused("is not a string"),
        }
    }

    /// A string of at most so many characters.
    pub fn text_within(&self, characters: usize) -> Option<&'a str> {
        let text = self.text()?;
        if text.chars().count() > characters {
            return self.refused(format!("is longer than {characters} characters"));
        }
        Some(text)
    }

    /// A string that `read` understands.
    pub fn read<T, E: Display>(&self, read: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        let text = self.text()?;
        read(text)
            .map_err(|problem| self.wrong(format!("is {problem}")))
            .ok()
    }

    /// A string that stands for one of a few things.
    pub fn choice<T: Copy>(&self, choices: &[(&str, T)]) -> Option<T> {
        let text = self.text()?;
        let chosen = choices.iter().find(|(word, _)| *word == text);
        if chosen.is_none() {
            let words: Vec<_> = choices
                .iter()
                .map(|(word, _)| format!("\"{word}\""))
                .collect();
            self.wrong(format!("is none of {}", words.join(", ")));
        }
        chosen.map(|(_, meaning)| *meaning)
    }

    /// An https address.
    pub fn https(&self) -> Option<String> {
        let text = self.text()?;
        let host = text
            .strip_prefix("https://")
            .and_then(|rest| rest.split('/').next());
        if host.is_none_or(str::is_empty) || text.contains(char::is_whitespace) {
            return self.refused("is not an address that begins with https://");
        }
        Some(text.to_owned())
    }

    /// A key.
    pub fn key(&self) -> Option<Key> {
        let text = self.text()?;
        let key = Key::parse(text);
        if key.is_none() {
            self.wrong("is not a key: 1 to 64 of a–z, 0–9, hyphen and dot");
        }
        key
    }

    /// A key that none before it has.
    pub fn new_key(&self, taken: &mut BTreeSet<Key>) -> Option<Key> {
        let key = self.key()?;
        if !taken.insert(key.clone()) {
            return self.refused(format!("\"{key}\" stands twice"));
        }
        Some(key)
    }

    /// A key that something known has.
    pub fn reference(&self, known: &BTreeSet<Key>) -> Option<Key> {
        let key = self.key()?;
        if !known.contains(&key) {
            return self.refused(format!("\"{key}\" refers to nothing"));
        }
        Some(key)
    }

    /// A name in every language of the installation.
    pub fn name(&self) -> Option<Name> {
        let table = self.table()?;
        let words = LANGUAGES.map(|language| {
            Some((
                language.to_owned(),
                table.required(language)?.text()?.to_owned(),
            ))
        });
        let by_language: Option<BTreeMap<_, _>> = words.into_iter().collect();
        by_language.map(Name::new)
    }

    /// A date without quotes.
    pub fn date(&self) -> Option<Date> {
        let written = self
            .raw
            .get_ref()
            .as_datetime()
            .filter(|at| at.time.is_none() && at.offset.is_none());
        let date = written.and_then(|at| Date::parse(&at.to_string()).ok());
        if date.is_none() {
            self.wrong("is not a date such as 2026-10-13, without quotes");
        }
        date
    }

    /// A whole number within bounds.
    pub fn number<T: TryFrom<i64>>(&self, bounds: RangeInclusive<i64>) -> Option<T> {
        let written = self.raw.get_ref().as_integer();
        let number =
            written.and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok());
        let number = number
            .filter(|number| bounds.contains(number))
            .and_then(|number| T::try_from(number).ok());
        if number.is_none() {
            self.wrong(format!(
                "is not a whole number from {} to {}",
                bounds.start(),
                bounds.end()
            ));
        }
        number
    }

    /// True or false.
    pub fn yes(&self) -> Option<bool> {
        let yes = self.raw.get_ref().as_bool();
        if yes.is_none() {
            self.wrong("is neither true nor false");
        }
        yes
    }

    /// A list, of which what cannot be read is left out.
    pub fn list<T>(&self, read: impl FnMut(Self) -> Option<T>) -> Vec<T> {
        let Some(items) = self.raw.get_ref().as_array() else {
            self.wrong("is not a list");
            return Vec::new();
        };
        items
            .iter()
            .map(|raw| Self {
                source: self.source,
                field: self.field.clone(),
                raw,
            })
            .filter_map(read)
            .collect()
    }

    /// A list with something in it.
    pub fn filled_list<T>(&self, read: impl FnMut(Self) -> Option<T>) -> Vec<T> {
        if self
            .raw
            .get_ref()
            .as_array()
            .is_some_and(|items| items.is_empty())
        {
            self.wrong("is empty");
        }
        self.list(read)
    }

    /// A list of different keys that something known has.
    pub fn references(&self, known: &BTreeSet<Key>) -> Vec<Key> {
        let mut taken = BTreeSet::new();
        self.list(|item| item.reference(known).and_then(|_| item.new_key(&mut taken)))
    }

    /// A table.
    pub fn table(&self) -> Option<Table<'a>> {
        match self.raw.get_ref().as_table() {
            Some(table) => Some(Table::new(
                self.source,
                self.field.clone(),
                self.raw.span().start,
                table,
            )),
            None => self.refused("is not a table"),
        }
    }

    fn refused<T>(&self, message: impl Into<String>) -> Option<T> {
        self.wrong(message);
        None
    }
}
