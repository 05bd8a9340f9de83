//! Which language to speak: from a code that was kept, or from what a browser asks for.

use crate::{Language, Words};

impl Language {
    /// All languages, in the order of their codes.
    pub const fn all() -> &'static [Self] {
        &Self::ALL
    }

    /// The language with exactly this code, as kept in an account or an address.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }

    /// What its speakers call it: "English", "Svenska".
    pub fn native_name(self) -> &'static str {
        Words::of(self).language_name()
    }

    /// The language that fits an `Accept-Language` header best, else the default. A region is
    /// overlooked: `sv-FI` is Swedish. Among equals, the one named first counts (RFC 9110, 12.5.4).
    pub fn negotiate(accept_language: &str) -> Self {
        let mut best = None;
        for wish in accept_language.split(',') {
            let (tag, weight) = read_wish(wish);
            if let Some(language) = Self::speaking(tag)
                && weight > best.map_or(0.0, |(_, weight)| weight)
            {
                best = Some((language, weight));
            }
        }
        best.map_or_else(Self::default, |(language, _)| language)
    }

    fn speaking(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| {
            language.code().eq_ignore_ascii_case(tag)
                || language.code().eq_ignore_ascii_case(primary)
        })
    }
}

/// The language tag and its weight from 0 to 1; a weight that cannot be read is none.
fn read_wish(wish: &str) -> (&str, f32) {
    let (tag, parameter) = wish.split_once(';').unwrap_or((wish, "q=1"));
    let weight = parameter
        .trim()
        .strip_prefix("q=")
        .and_then(|weight| weight.parse().ok());
    let weight = weight.filter(|weight| (0.0..=1.0).contains(weight));
    (tag.trim(), weight.unwrap_or(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_wish_that_can_be_met_counts() {
        assert_eq!(Language::negotiate("sv"), Language::Sv);
        assert_eq!(Language::negotiate("sv-FI,sv;q=0.9,en;q=0.8"), Language::Sv);
        assert_eq!(Language::negotiate("de, en;q=0.5, sv;q=0.7"), Language::Sv);
        assert_eq!(Language::negotiate("en-GB, sv"), Language::En);
        assert_eq!(Language::negotiate("SV-se ; q=0.3, en;q=0"), Language::Sv);
    }

    #[test]
    fn a_header_that_asks_for_nothing_we_speak_gives_the_default() {
        for header in ["", "de", "*", "sv;q=0", "sv;q=2", "sv;q=x", ";;;,,,", "q=1"] {
            assert_eq!(Language::negotiate(header), Language::En, "{header}");
        }
    }

    #[test]
    fn a_code_is_read_back() {
        for &language in Language::all() {
            assert_eq!(Language::parse(language.code()), Some(language));
        }
        assert_eq!(Language::parse("SV"), None);
        assert_eq!(Language::Sv.native_name(), "Svenska");
    }

    #[test]
    fn the_catalogue_is_named_in_the_languages_that_are_spoken() {
        let spoken = Language::all().iter().map(|language| language.code());
        assert!(spoken.eq(domain::catalog::LANGUAGES));
    }
}
