//! From text to terms: the same way for what is indexed and for what is typed.
//!
//! Words are lower-cased, freed of their language's stop words, stemmed and stripped of accents, so
//! that `atgard` finds *åtgärd*. Error codes and article numbers stay whole.

use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, RemoveLongFilter, Stemmer, StopWordFilter, TextAnalyzer, Token,
    TokenStream, Tokenizer,
};

use crate::neuter::NeuterEndings;

/// What is typed beyond that is not looked at: nobody describes a problem in more to search for it.
const TEXT_CHARACTERS_MAX: usize = 4_000;
/// Longer runs of letters and digits are data, not words.
const WORD_BYTES_MAX: usize = 64;

/// The analyzer of a language by its code; a language without rules keeps its words as they are.
/// English keeps foreign letters, so that the Swedish *låst* is not taken for *last*.
pub fn analyzer(language: &str) -> TextAnalyzer {
    let words = TextAnalyzer::builder(Words)
        .filter(RemoveLongFilter::limit(WORD_BYTES_MAX))
        .dynamic();
    let words = match language_rules(language) {
        Some((rules, stop_words)) => words
            .filter_dynamic(stop_words)
            .filter_dynamic(Stemmer::new(rules)),
        None => words,
    };
    let words = if language == "sv" {
        words.filter_dynamic(NeuterEndings)
    } else {
        words
    };
    if language == "en" {
        return words.build();
    }
    words.filter_dynamic(AsciiFoldingFilter).build()
}

/// The first terms of `text`, each once, in the order they appear.
pub fn terms(analyzer: &TextAnalyzer, text: &str, count_max: usize) -> Vec<String> {
    let end = text
        .char_indices()
        .nth(TEXT_CHARACTERS_MAX)
        .map_or(text.len(), |(end, _)| end);
    let mut analyzer = analyzer.clone();
    let mut terms = Vec::new();
    let mut stream = analyzer.token_stream(&text[..end]);
    while terms.len() < count_max && stream.advance() {
        let term = &stream.token().text;
        if !terms.contains(term) {
            terms.push(term.clone());
        }
    }
    terms
}

fn language_rules(code: &str) -> Option<(Language, StopWordFilter)> {
    let language = match code {
        "da" => Language::Danish,
        "de" => Language::German,
        "en" => Language::English,
        "es" => Language::Spanish,
        "fi" => Language::Finnish,
        "fr" => Language::French,
        "it" => Language::Italian,
        "nb" | "nn" | "no" => Language::Norwegian,
        "nl" => Language::Dutch,
        "pt" => Language::Portuguese,
        "sv" => Language::Swedish,
        _ => return None,
    };
    StopWordFilter::new(language).map(|stop_words| (language, stop_words))
}

/// Splits text into runs of letters and digits, lower-cased.
#[derive(Clone)]
struct Words;

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream {
        let inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
        let words = text
            .split(|c| !inside(c))
            .filter_map(word)
            .collect::<Vec<_>>();
        WordStream {
            words: words.into_iter(),
            token: Token::default(),
        }
    }
}

/// The word in a run of letters, digits and apostrophes. `0x80004027` and `80004027` are one code,
/// `KB932455` and `932455` one article; *server's* and *can't* lose what follows the stem.
fn word(run: &str) -> Option<String> {
    let run = run.to_lowercase().replace('’', "'");
    let run = run.trim_matches('\'');
    let run = run
        .strip_suffix("n't")
        .or_else(|| run.strip_suffix("'s"))
        .unwrap_or(run);
    let digits = |rest: &str, least: usize| {
        rest.len() >= least && rest.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let bare = run
        .strip_prefix("0x")
        .filter(|rest| digits(rest, 4))
        .or_else(|| run.strip_prefix("kb").filter(|rest| digits(rest, 5)))
        .unwrap_or(run);
    (!bare.is_empty()).then(|| bare.replace('\'', ""))
}

struct WordStream {
    words: std::vec::IntoIter<String>,
    token: Token,
}

impl TokenStream for WordStream {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.next() else {
            return false;
        };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.text = word;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english(text: &str) -> Vec<String> {
        terms(&analyzer("en"), text, 64)
    }

    fn swedish(text: &str) -> Vec<String> {
        terms(&analyzer("sv"), text, 64)
    }

    #[test]
    fn words_of_one_stem_are_one_term() {
        assert_eq!(english("Connecting connected CONNECTIONS"), ["connect"]);
        assert_eq!(swedish("skrivare skrivaren skrivarna"), ["skriv"]);
        assert_eq!(swedish("lösenord lösenordet lösenorden"), ["losenord"]);
        assert_eq!(swedish("konto kontot konton kontona"), ["konto"]);
    }

    #[test]
    fn swedish_letters_match_without_their_rings_and_dots() {
        assert_eq!(swedish("åtgärden"), swedish("atgarden"));
        assert_eq!(swedish("Lösenord"), swedish("losenord"));
    }

    #[test]
    fn foreign_words_are_not_taken_for_english_ones() {
        assert_ne!(english("låst"), english("last"));
    }

    #[test]
    fn stop_words_and_contractions_are_dropped() {
        assert_eq!(
            english("it can't be the user's printer"),
            ["ca", "user", "printer"]
        );
        assert_eq!(swedish("och det är inte vår"), Vec::<String>::new());
    }

    #[test]
    fn codes_stay_whole_however_they_are_written() {
        assert_eq!(english("0x80004027 80004027"), ["80004027"]);
        assert_eq!(english("KB932455, kb 932455"), ["932455", "kb"]);
        assert_eq!(english("event 4624 on DC01"), ["event", "4624", "dc01"]);
    }

    #[test]
    fn no_more_terms_than_asked_for() {
        assert_eq!(
            terms(&analyzer("en"), "alpha beta gamma", 2),
            ["alpha", "beta"]
        );
    }

    #[test]
    fn a_language_without_rules_keeps_its_words() {
        assert_eq!(
            terms(&analyzer("is"), "Tölvan er biluð", 9),
            ["tolvan", "er", "bilud"]
        );
    }
}
