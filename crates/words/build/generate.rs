//! Writes the Rust module that holds every sentence: the languages as an enum, and a method of
//! `Words` for each key. A sentence is read-only data, so nothing is parsed when the program runs.

use crate::check::{Locale, Message, Piece};

/// The module's text.
pub fn module(locales: &[Locale]) -> String {
    let mut module = languages(locales);
    module.push_str("impl Words {\n");
    let Some(first) = locales.first() else {
        return module + "}\n";
    };
    for (key, message) in &first.messages {
        let translations: Vec<&Message> =
            locales.iter().map(|locale| &locale.messages[key]).collect();
        module.push_str(&method(key, message, &translations));
    }
    module + "}\n"
}

fn languages(locales: &[Locale]) -> String {
    let variants = join(locales, |Locale { language, .. }| {
        let default = if language == "en" { "#[default]" } else { "" };
        format!(
            "#[doc = \"`{language}`\"] {default} {}",
            pascal_case(language)
        )
    });
    let arms = join(locales, |Locale { language, .. }| {
        format!("Self::{} => {language:?}", pascal_case(language))
    });
    let names = join(locales, |locale| {
        format!("Self::{}", pascal_case(&locale.language))
    });
    let count = locales.len();
    format!(
        "/// The languages that the product speaks: one for each folder of `locales/`.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Language {{ {variants} }}
        const LANGUAGES: usize = {count};
        impl Language {{
            /// All of them, in the order of their codes.
            pub const ALL: [Self; LANGUAGES] = [{names}];
            /// As in `lang=\"…\"` and in an address.
            pub const fn code(self) -> &'static str {{ match self {{ {arms} }} }}
        }}\n"
    )
}

/// A sentence without arguments is handed out as it stands; one with arguments is put together.
fn method(key: &str, message: &Message, translations: &[&Message]) -> String {
    let name = key.replace('-', "_");
    let documentation = format!("```text\n{}\n```", message.source);
    let arguments: Vec<&str> = message.arguments().into_iter().collect();
    if arguments.is_empty() {
        let texts = join(translations, |message| plain(&message.pieces));
        return format!(
            "#[doc = {documentation:?}]
            pub fn {name}(self) -> &'static str {{ self.text(&[{texts}]) }}\n"
        );
    }
    let texts = join(translations, |message| list(&message.pieces, &arguments));
    let parameters = join(&arguments, |name| {
        format!("{}: impl Argument", name.replace('-', "_"))
    });
    let values = join(&arguments, |name| {
        format!("{}.argument()", name.replace('-', "_"))
    });
    format!(
        "#[doc = {documentation:?}]
        pub fn {name}(self, {parameters}) -> String {{ self.sentence(&[{texts}], &[{values}]) }}\n"
    )
}

fn plain(pieces: &[Piece]) -> String {
    let texts = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => text.as_str(),
        Piece::Value(_) | Piece::Choice(..) => "",
    });
    format!("{:?}", texts.collect::<String>())
}

fn list(pieces: &[Piece], arguments: &[&str]) -> String {
    let place = |name: &String| {
        let place = arguments.iter().position(|argument| argument == name);
        place.expect("the arguments were collected from the pieces")
    };
    let pieces = join(pieces, |piece| match piece {
        Piece::Text(text) => format!("Piece::Text({text:?})"),
        Piece::Value(name) => format!("Piece::Value({})", place(name)),
        Piece::Choice(name, variants) => {
            let variants = join(variants, |(key, pieces)| {
                format!("({key:?}, {})", list(pieces, arguments))
            });
            format!("Piece::Choice({}, &[{variants}])", place(name))
        }
    });
    format!("&[{pieces}]")
}

fn join<T>(things: &[T], write: impl Fn(&T) -> String) -> String {
    things.iter().map(write).collect::<Vec<_>>().join(", ")
}

/// `en` is `En`, `pt-BR` is `PtBr`.
fn pascal_case(code: &str) -> String {
    let word = |part: &str| {
        let mut letters = part.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        first
            .into_iter()
            .chain(letters.map(|letter| letter.to_ascii_lowercase()))
            .collect::<String>()
    };
    code.split('-').map(word).collect()
}
