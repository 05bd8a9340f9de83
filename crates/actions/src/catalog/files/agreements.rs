//! The services agreement in its versions, each in every language.

use std::collections::BTreeMap;

use domain::catalog::{Agreement, LANGUAGES, Name};
use domain::time::Date;

use crate::document::{FrontMatter, Notes};

/// The longest name of a version.
const VERSION_CHARS_MAX: usize = 32;

/// A version in one language.
struct Text<'a> {
    file: &'a str,
    version: String,
    from: Date,
    language: &'a str,
    body: String,
}

pub(super) fn read(notes: &Notes, files: &[(&str, &str)]) -> Vec<Agreement> {
    let mut versions: BTreeMap<String, Vec<Text<'_>>> = BTreeMap::new();
    for (path, text) in files {
        if let Some(text) = self::text(notes, path, text) {
            versions.entry(text.version.clone()).or_default().push(text);
        }
    }
    if files.is_empty() {
        notes.file("agreement", "has no version of the services agreement");
    }
    let mut agreements: Vec<_> = versions
        .into_iter()
        .map(|(version, texts)| agreement(notes, version, texts))
        .collect();
    agreements.sort_by_key(|agreement| agreement.from);
    agreements
}

fn text<'a>(notes: &Notes, path: &'a str, text: &str) -> Option<Text<'a>> {
    let named = path
        .strip_prefix("agreement/")
        .and_then(|path| path.strip_suffix(".md")?.rsplit_once('.'));
    let Some((named_version, language)) =
        named.filter(|(_, language)| LANGUAGES.contains(language))
    else {
        notes.file(path, "is not named VERSION.LANG.md");
        return None;
    };
    let matter = FrontMatter::split(notes, path, text)?;
    let root = matter.fields.table();
    let version = root.required("version");
    let from = root.required("from").and_then(|date| date.date());
    let lang = root.required("lang");
    for (value, named) in [(&version, named_version), (&lang, language)] {
        if let Some(value) = value
            && value.text_within(VERSION_CHARS_MAX)? != named
        {
            value.wrong(format!("is not \"{named}\", as in the file's name"));
        }
    }
    let body = matter.body.to_owned();
    Some(Text {
        file: path,
        version: named_version.to_owned(),
        from: from?,
        language,
        body,
    })
}

fn agreement(notes: &Notes, version: String, texts: Vec<Text<'_>>) -> Agreement {
    let (first, from) = (texts[0].file, texts[0].from);
    for language in LANGUAGES {
        if !texts.iter().any(|text| text.language == language) {
            notes.file(
                first,
                format!("has no version {version} in {language} beside it"),
            );
        }
    }
    for other in texts.iter().filter(|text| text.from != from) {
        notes.file(
            other.file,
            format!("does not apply from {from}, as in the other language"),
        );
    }
    let text = Name::new(
        texts
            .into_iter()
            .map(|text| (text.language.to_owned(), text.body))
            .collect(),
    );
    Agreement {
        version,
        from,
        text,
    }
}
