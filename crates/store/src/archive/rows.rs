//! A row as a line of JSON: numbers, texts and nothing as themselves, bytes as `{"b64": "…"}`.

use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer, de};

use crate::Value;

/// A value that has been read.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Held {
    Null,
    Int(i64),
    Text(String),
    Bytes {
        #[serde(deserialize_with = "bytes")]
        b64: Vec<u8>,
    },
}

impl Held {
    /// As a statement takes it.
    pub fn value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Int(number) => Value::Int(*number),
            Self::Text(text) => Value::Text(text),
            Self::Bytes { b64 } => Value::Bytes(b64),
        }
    }
}

/// Writes a row, with the end of its line.
pub fn write(to: &mut impl Write, row: &[Value<'_>]) -> io::Result<()> {
    for (place, value) in row.iter().enumerate() {
        to.write_all(if place == 0 { b"[" } else { b"," })?;
        match *value {
            Value::Null => to.write_all(b"null")?,
            Value::Int(number) => write!(to, "{number}")?,
            Value::Text(text) => serde_json::to_writer(&mut *to, text)?,
            Value::Bytes(bytes) => write!(to, "{{\"b64\":\"{}\"}}", STANDARD.encode(bytes))?,
            Value::Ints(_) | Value::Texts(_) => unreachable!("no column holds a list"),
        }
    }
    to.write_all(b"]\n")
}

/// Reads a line; nothing where it is none of ours.
pub fn read(line: &str) -> Option<Vec<Held>> {
    serde_json::from_str(line).ok()
}

fn bytes<'a, D: Deserializer<'a>>(from: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(from)?;
    STANDARD.decode(text).map_err(de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::Value;

    #[test]
    fn a_row_comes_back_as_it_was() {
        let row = [
            Value::Null,
            Value::Int(i64::MIN),
            Value::Text("å \"quoted\"\n\u{2028}\0"),
            Value::Text(""),
            Value::Bytes(&[0, 255, 128]),
            Value::Bytes(&[]),
            Value::Int(i64::MAX),
        ];
        let mut line = Vec::new();
        write(&mut line, &row).expect("memory takes it");
        let line = String::from_utf8(line).expect("JSON is text");
        assert_eq!(line.matches('\n').count(), 1, "one line a row");
        let held = read(&line).expect("it is a row");
        assert_eq!(held.iter().map(super::Held::value).collect::<Vec<_>>(), row);
    }

    #[test]
    fn what_is_no_row_is_told() {
        for line in [
            "",
            "{}",
            "[1.5]",
            "[{\"b64\":\"?\"}]",
            "[true]",
            "[[1]]",
            "[1",
        ] {
            assert!(read(line).is_none(), "{line}");
        }
    }
}
