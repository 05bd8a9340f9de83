//! What a command says: words for people, or JSON with `--json`. Results go to standard output, failures to the other.

use std::io::{self, Write as _};

use serde::Serialize;
use serde_json::json;

use crate::failure::Failure;

/// Where a command's answer goes.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    json: bool,
}

impl Output {
    /// Answers in JSON where `json` is asked for.
    pub const fn new(json: bool) -> Self {
        Self { json }
    }

    /// Says an answer: as JSON, or in the words of `tell`.
    pub fn say<T: Serialize>(self, answer: &T, tell: impl FnOnce(&T) -> String) {
        let text = if self.json {
            serde_json::to_string_pretty(answer).expect("an answer is JSON")
        } else {
            tell(answer)
        };
        write(&text);
    }

    /// Says why it failed.
    pub fn failed(self, failure: &Failure) {
        if !self.json {
            eprintln!("klippkort: {failure}");
            return;
        }
        let lines = match failure {
            Failure::Found(lines) => lines.clone(),
            other => vec![other.to_string()],
        };
        eprintln!("{}", json!({ "exit": failure.code(), "problems": lines }));
    }
}

/// Writes to standard output. Whoever reads it may have heard enough: that is no failure.
pub fn write(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}
