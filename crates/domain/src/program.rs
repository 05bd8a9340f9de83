//! Program support: what can be asked of the service centre of a region, free of charge.

use std::fmt;

/// The offer under whose terms cases are taken; it grants nothing and costs nothing.
pub const OFFER: &str = "program-support";

/// What a case is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// The IDs of a contract were lost.
    MissingIds,
    /// The contracts of a membership are to be activated.
    Activation,
    /// The organisation has a further location.
    AdditionalLocation,
    /// The membership itself.
    Membership,
    /// Anything else.
    Other,
}

impl Topic {
    /// Every topic, in the order they are offered.
    pub const ALL: [Self; 5] = [
        Self::MissingIds,
        Self::Activation,
        Self::AdditionalLocation,
        Self::Membership,
        Self::Other,
    ];

    /// The word it is stored and addressed under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MissingIds => "missing-ids",
            Self::Activation => "activation",
            Self::AdditionalLocation => "additional-location",
            Self::Membership => "membership",
            Self::Other => "other",
        }
    }

    /// The topic stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.code() == code)
    }
}

/// What a case is called, in no language: its topic, with words of whoever opened it where there are any. Stored as
/// the topic's code, or the code, a colon and the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title<'a> {
    /// The topic, which each reader is told in their own language.
    pub topic: Topic,
    /// The name of the location to be added, or the subject that was typed; empty where there is neither.
    pub words: &'a str,
}

impl<'a> Title<'a> {
    /// The title of a case about `topic`.
    pub const fn of(topic: Topic, words: &'a str) -> Self {
        Self { topic, words }
    }

    /// The title stored as `text`; nothing for what was never one, such as the title of a case that was erased.
    pub fn parse(text: &'a str) -> Option<Self> {
        let (code, words) = text.split_once(": ").unwrap_or((text, ""));
        Some(Self::of(Topic::from_code(code)?, words))
    }
}

impl fmt::Display for Title<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.topic.code())?;
        if self.words.is_empty() {
            return Ok(());
        }
        write!(out, ": {}", self.words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_comes_back_as_it_was_stored_whatever_was_typed() {
        for topic in Topic::ALL {
            for words in ["", "Bergen", "activation", "other: one: two", "–"] {
                let title = Title::of(topic, words);
                assert_eq!(Title::parse(&title.to_string()), Some(title));
            }
        }
        assert_eq!(Title::parse("–"), None, "an erased one");
    }
}
