//! Markdown after a front matter in TOML between lines of `+++`.

use super::{Notes, Parsed, Source};

/// A file's front matter, and the Markdown that follows it.
pub(crate) struct FrontMatter<'a> {
    /// The fields.
    pub fields: Parsed<'a>,
    /// The Markdown, without blank lines around it.
    pub body: &'a str,
}

impl<'a> FrontMatter<'a> {
    /// Splits a file; one without front matter or without a body is noted.
    pub fn split(notes: &'a Notes, file: &'a str, text: &'a str) -> Option<Self> {
        let parts = text
            .strip_prefix("+++\n")
            .and_then(|rest| rest.split_once("\n+++\n"));
        let Some((front, body)) = parts else {
            notes.file(
                file,
                "does not begin with a front matter between lines of +++",
            );
            return None;
        };
        if body.trim().is_empty() {
            notes.file(file, "has no text after its front matter");
        }
        let source = Source {
            notes,
            file,
            text: front,
            first_line: 2,
        };
        Some(Self {
            fields: source.parse(),
            body: body.trim(),
        })
    }
}
