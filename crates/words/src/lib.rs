//! Everything the product says, in every language: sentences, dates, times, numbers, lists.
//!
//! The sentences stand in `locales/<language>/*.ftl`. The build turns each key into a method of
//! [`Words`], so a page that uses a sentence nobody wrote does not compile, and a sentence that
//! one language lacks fails the build. A further language is a further folder.
//!
//! ```
//! use words::{Language, Words};
//!
//! let english = Words::of(Language::En);
//! assert_eq!(english.incidents_left(11), "11 incidents left");
//! let swedish = Words::of(Language::Sv);
//! assert_eq!(swedish.incidents_left(11), "11 incidenter kvar");
//! assert_eq!(swedish.error_summary(), "Något behöver rättas");
//! ```

mod language;
mod number;
mod sentence;
mod time;

pub use sentence::{Argument, Value, Words};

use sentence::Piece;

// A method takes its arguments in the alphabetical order of their names in the Fluent text.
include!(concat!(env!("OUT_DIR"), "/messages.rs"));
