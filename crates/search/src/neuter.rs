//! What the Swedish stemmer leaves: the endings of neuter nouns, so that *lösenordet* and *kontona*
//! are found by *lösenord* and *konto*.

use tantivy::tokenizer::{Token, TokenFilter, TokenStream, Tokenizer};

/// Takes the endings off stems; it stands after the stemmer.
#[derive(Clone)]
pub struct NeuterEndings;

impl TokenFilter for NeuterEndings {
    type Tokenizer<T: Tokenizer> = NeuterFilter<T>;

    fn transform<T: Tokenizer>(self, tokenizer: T) -> NeuterFilter<T> {
        NeuterFilter(tokenizer)
    }
}

/// The stem without *-et*, or without what follows its *o*. Whether the word is a neuter noun does
/// not matter, because all of its forms lose the same.
fn bare(stem: &str) -> &str {
    let letters = stem.chars().count();
    match stem.strip_suffix("et") {
        Some(noun) if letters >= 6 => noun,
        _ if letters >= 5 && (stem.ends_with("ot") || stem.ends_with("on")) => {
            &stem[..stem.len() - 1]
        }
        _ => stem,
    }
}

#[derive(Clone)]
pub struct NeuterFilter<T>(T);

impl<T: Tokenizer> Tokenizer for NeuterFilter<T> {
    type TokenStream<'a> = NeuterStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        NeuterStream(self.0.token_stream(text))
    }
}

pub struct NeuterStream<S>(S);

impl<S: TokenStream> TokenStream for NeuterStream<S> {
    fn advance(&mut self) -> bool {
        let advanced = self.0.advance();
        if advanced {
            let token = self.0.token_mut();
            token.text.truncate(bare(&token.text).len());
        }
        advanced
    }

    fn token(&self) -> &Token {
        self.0.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.0.token_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_come_off_long_enough_stems() {
        let bared = ["lösenordet", "kontot", "konton", "konto", "paket", "bot"].map(bare);
        assert_eq!(
            bared,
            ["lösenord", "konto", "konto", "konto", "paket", "bot"]
        );
    }
}
