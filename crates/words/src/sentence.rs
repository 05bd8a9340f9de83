//! Puts a sentence together from the pieces that the build wrote down and the caller's arguments.

use crate::{LANGUAGES, Language};
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use std::borrow::Cow;
use std::sync::LazyLock;

/// What the product says in one language. As small as the language itself: pass it by value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(Language);

impl Words {
    /// The words of that language.
    pub const fn of(language: Language) -> Self {
        Self(language)
    }

    /// Which language these are.
    pub const fn language(self) -> Language {
        self.0
    }

    pub(crate) const fn text(self, texts: &[&'static str; LANGUAGES]) -> &'static str {
        texts[self.0 as usize]
    }

    pub(crate) fn sentence(self, texts: &[&[Piece]; LANGUAGES], values: &[Value<'_>]) -> String {
        let mut sentence = String::new();
        self.write(texts[self.0 as usize], values, &mut sentence);
        sentence
    }

    fn write(self, pieces: &[Piece], values: &[Value<'_>], sentence: &mut String) {
        for piece in pieces {
            match *piece {
                Piece::Text(text) => sentence.push_str(text),
                Piece::Value(index) => match values[index] {
                    Value::Text(text) => sentence.push_str(text),
                    Value::Number(number) => sentence.push_str(&self.number(number)),
                },
                Piece::Choice(index, variants) => {
                    let fitting = variants
                        .iter()
                        .find(|(key, _)| self.fits(&values[index], key));
                    if let Some((_, pieces)) = fitting.or(variants.last()) {
                        self.write(pieces, values, sentence);
                    }
                }
            }
        }
    }

    fn fits(self, value: &Value<'_>, key: &str) -> bool {
        match *value {
            Value::Text(text) => text == key,
            Value::Number(number) => {
                key.parse() == Ok(number) || key == self.plural_category(number)
            }
        }
    }

    fn plural_category(self, number: i64) -> &'static str {
        match PLURAL_RULES[self.0 as usize].select(number.unsigned_abs()) {
            Ok(PluralCategory::ZERO) => "zero",
            Ok(PluralCategory::ONE) => "one",
            Ok(PluralCategory::TWO) => "two",
            Ok(PluralCategory::FEW) => "few",
            Ok(PluralCategory::MANY) => "many",
            Ok(PluralCategory::OTHER) | Err(_) => "other",
        }
    }
}

static PLURAL_RULES: LazyLock<[PluralRules; LANGUAGES]> = LazyLock::new(|| {
    Language::ALL.map(|language| {
        let code = language
            .code()
            .parse()
            .expect("a folder of locales is a language");
        let rules =
            PluralRules::create::<unic_langid::LanguageIdentifier>(code, PluralRuleType::CARDINAL);
        rules.expect("every language counts somehow")
    })
});

/// One piece of a sentence, as the build writes it down.
pub(crate) enum Piece {
    Text(&'static str),
    /// The argument at this place.
    Value(usize),
    /// By the argument at this place: a number, a plural category or a word. The last is taken
    /// where no other fits.
    Choice(usize, &'static [(&'static str, &'static [Piece])]),
}

/// The value of one argument.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// Said as it stands.
    Text(&'a str),
    /// Said with the language's grouping, and what singular and plural are chosen by. A year or an
    /// ID is not a number in this sense: pass it as text.
    Number(i64),
}

/// What a sentence takes as an argument: text and whole numbers, owned or behind references.
pub trait Argument {
    /// Its value in the sentence.
    fn argument(&self) -> Value<'_>;
}

impl<T: Argument + ?Sized> Argument for &T {
    fn argument(&self) -> Value<'_> {
        (**self).argument()
    }
}

impl Argument for Value<'_> {
    fn argument(&self) -> Value<'_> {
        *self
    }
}

impl Argument for str {
    fn argument(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl Argument for String {
    fn argument(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl Argument for Cow<'_, str> {
    fn argument(&self) -> Value<'_> {
        Value::Text(self)
    }
}

macro_rules! numbers_are_arguments {
    ($($number:ty)*) => {$(
        impl Argument for $number {
            fn argument(&self) -> Value<'_> {
                Value::Number(i64::try_from(*self).unwrap_or(i64::MAX))
            }
        }
    )*};
}

numbers_are_arguments!(u8 u16 u32 u64 usize i8 i32 i64);
