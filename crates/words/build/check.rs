//! Reads the sentences of every language and says what is wrong with them: a key that one language
//! lacks, arguments that differ, a key said twice, anything that does not parse.
//!
//! Of Fluent we use text, arguments, string literals and choices. Terms, references, functions and
//! attributes are refused: each sentence stands whole, and dates and numbers are formatted in Rust.

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::{parser, unicode};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

/// One `.ftl` file.
pub struct Source {
    /// The folder it lies in: `en`, `sv`.
    pub language: String,
    /// Its name without `.ftl`: `wizard`.
    pub area: String,
    /// What it holds.
    pub text: String,
}

/// Everything that is said in one language.
pub struct Locale {
    /// The folder's name: `en`, `sv`.
    pub language: String,
    /// By key.
    pub messages: BTreeMap<String, Message>,
}

/// One sentence.
pub struct Message {
    /// File and line, for a person who must find it: `locales/en/wizard.ftl:12`.
    pub place: String,
    /// As written in Fluent, with its key.
    pub source: String,
    /// What it is made of.
    pub pieces: Vec<Piece>,
}

/// One piece of a sentence.
#[derive(Clone, PartialEq)]
pub enum Piece {
    /// As it stands.
    Text(String),
    /// The argument of that name.
    Value(String),
    /// By the argument of that name; the last variant is the one taken when no other fits.
    Choice(String, Vec<(String, Vec<Piece>)>),
}

impl Message {
    /// The names of its arguments, in alphabetical order.
    pub fn arguments(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        collect_arguments(&self.pieces, &mut names);
        names
    }
}

/// The files of every language, in a fixed order.
pub fn sources(folder: &Path) -> io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for language in fs::read_dir(folder)? {
        let language = language?;
        for file in fs::read_dir(language.path())? {
            let path = file?.path();
            if path.extension().is_some_and(|extension| extension == "ftl") {
                sources.push(Source {
                    language: language.file_name().to_string_lossy().into_owned(),
                    area: path
                        .file_stem()
                        .unwrap_or_default()
                        .to_string_lossy()
                        .into_owned(),
                    text: fs::read_to_string(&path)?,
                });
            }
        }
    }
    sources.sort_by(|a, b| (&a.language, &a.area).cmp(&(&b.language, &b.area)));
    Ok(sources)
}

/// The sentences by language, or every problem found, each with file, line and key.
pub fn locales(sources: &[Source]) -> Result<Vec<Locale>, Vec<String>> {
    let mut problems = Vec::new();
    let mut locales: BTreeMap<&str, Locale> = BTreeMap::new();
    for source in sources {
        let locale = locales.entry(&source.language).or_insert_with(|| Locale {
            language: source.language.clone(),
            messages: BTreeMap::new(),
        });
        read(source, locale, &mut problems);
    }
    let locales: Vec<Locale> = locales.into_values().collect();
    for one in &locales {
        for other in &locales {
            compare(one, other, &mut problems);
        }
    }
    if problems.is_empty() {
        Ok(locales)
    } else {
        Err(problems)
    }
}

fn read(source: &Source, locale: &mut Locale, problems: &mut Vec<String>) {
    let file = format!("locales/{}/{}.ftl", source.language, source.area);
    let (resource, errors) = match parser::parse(source.text.as_str()) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors),
    };
    for error in errors {
        let line = source.text[..error.pos.start].lines().count().max(1);
        problems.push(format!("{file}:{line}: {}", error.kind));
    }
    for entry in resource.body {
        let message = match entry {
            Entry::Message(message) => message,
            Entry::Term(term) => {
                problems.push(format!("{file}: -{}: terms are not used", term.id.name));
                continue;
            }
            _ => continue,
        };
        let key = message.id.name;
        let place = format!("{file}:{}", line_of(key, &source.text));
        let mut refuse = |reason: &str| problems.push(format!("{place}: {key}: {reason}"));
        if !is_kebab_case(key) {
            refuse("a key has small letters, digits and single hyphens");
        }
        if !belongs(key, &source.area) {
            refuse("a key begins with the name of its file");
        }
        if !message.attributes.is_empty() {
            refuse("attributes are not used; give the text a key of its own");
        }
        let pieces = message
            .value
            .as_ref()
            .map_or_else(Vec::new, |value| pieces(value, &mut refuse));
        let text = source_of(key, &source.text);
        let message = Message {
            place: place.clone(),
            source: text,
            pieces,
        };
        if let Some(earlier) = locale.messages.insert(key.to_owned(), message) {
            problems.push(format!("{place}: {key}: already said at {}", earlier.place));
        }
    }
}

fn compare(one: &Locale, other: &Locale, problems: &mut Vec<String>) {
    for (key, message) in &one.messages {
        let Some(same) = other.messages.get(key) else {
            problems.push(format!(
                "{}: {key}: missing in {}",
                message.place, other.language
            ));
            continue;
        };
        for name in message.arguments().difference(&same.arguments()) {
            problems.push(format!(
                "{}: {key}: does not use ${name}, {} does",
                same.place, one.language
            ));
        }
    }
}

fn pieces(pattern: &Pattern<&str>, refuse: &mut impl FnMut(&str)) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for element in &pattern.elements {
        let piece = match element {
            PatternElement::TextElement { value } => Piece::Text((*value).to_owned()),
            PatternElement::Placeable { expression } => piece(expression, refuse),
        };
        match (pieces.last_mut(), piece) {
            (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
            (_, piece) => pieces.push(piece),
        }
    }
    pieces
}

fn piece(expression: &Expression<&str>, refuse: &mut impl FnMut(&str)) -> Piece {
    match expression {
        Expression::Inline(InlineExpression::VariableReference { id }) => {
            Piece::Value(id.name.to_owned())
        }
        Expression::Inline(InlineExpression::StringLiteral { value }) => {
            Piece::Text(unicode::unescape_unicode_to_string(value).into_owned())
        }
        Expression::Select {
            selector: InlineExpression::VariableReference { id },
            variants,
        } => {
            let mut ordered: Vec<_> = variants.iter().collect();
            ordered.sort_by_key(|variant| variant.default);
            let variants = ordered.into_iter().map(|variant| {
                let (VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name }) =
                    &variant.key;
                ((*name).to_owned(), pieces(&variant.value, refuse))
            });
            Piece::Choice(id.name.to_owned(), variants.collect())
        }
        _ => {
            refuse("only text, arguments, string literals and choices by an argument are used");
            Piece::Text(String::new())
        }
    }
}

fn collect_arguments<'a>(pieces: &'a [Piece], names: &mut BTreeSet<&'a str>) {
    for piece in pieces {
        match piece {
            Piece::Text(_) => {}
            Piece::Value(name) => {
                names.insert(name);
            }
            Piece::Choice(name, variants) => {
                names.insert(name);
                for (_, pieces) in variants {
                    collect_arguments(pieces, names);
                }
            }
        }
    }
}

fn is_kebab_case(key: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    key.split('-').all(is_word)
}

/// `letters.ftl` holds `letter-…` and `letters-…`; what all areas share, in `common.ftl`, is free.
fn belongs(key: &str, area: &str) -> bool {
    area == "common" || key.starts_with(area.trim_end_matches('s'))
}

fn line_of(key: &str, text: &str) -> usize {
    text.lines()
        .position(|line| begins(key, line))
        .map_or(1, |index| index + 1)
}

fn source_of(key: &str, text: &str) -> String {
    let mut lines = text.lines().skip_while(|line| !begins(key, line));
    let first = lines.next().unwrap_or_default();
    let rest = lines.take_while(|line| line.starts_with([' ', '}']) || line.is_empty());
    let source: Vec<&str> = std::iter::once(first).chain(rest).collect();
    source.join("\n").trim_end().to_owned()
}

fn begins(key: &str, line: &str) -> bool {
    line.strip_prefix(key)
        .is_some_and(|rest| rest.trim_start().starts_with('='))
}
