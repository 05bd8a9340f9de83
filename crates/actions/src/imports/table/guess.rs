//! What a file is, by its bytes.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use domain::import::Unreadable;
use sha2::{Digest as _, Sha256};

use super::{Format, SEPARATORS};

/// How many bytes at the front of a file tell what it is.
const TELLING: usize = 64 * 1024;

/// Lines that the separator is looked for in.
const LINES: usize = 20;

/// What is learned of a file while its bytes go by.
#[derive(Default)]
pub struct Signs {
    front: Vec<u8>,
    /// The beginning of a character that the next chunk ends.
    tail: Vec<u8>,
    is_not_utf8: bool,
    size: u64,
    hash: Sha256,
}

impl Signs {
    /// Looks at the next bytes.
    pub fn see(&mut self, chunk: &[u8]) {
        self.size += chunk.len() as u64;
        self.hash.update(chunk);
        let room = TELLING - self.front.len();
        self.front
            .extend_from_slice(&chunk[..chunk.len().min(room)]);
        if self.is_not_utf8 {
            return;
        }
        let mut bytes = std::mem::take(&mut self.tail);
        bytes.extend_from_slice(chunk);
        if let Err(problem) = std::str::from_utf8(&bytes) {
            if problem.error_len().is_some() {
                self.is_not_utf8 = true;
            } else {
                self.tail = bytes.split_off(problem.valid_up_to());
            }
        }
    }

    /// How many bytes have gone by, and their hash.
    pub fn whole(&self) -> (u64, [u8; 32]) {
        (self.size, self.hash.clone().finalize().into())
    }

    /// What the file is.
    ///
    /// # Errors
    /// The formats that cannot be read.
    pub fn format(&self) -> Result<Format, Unreadable> {
        match self.front.as_slice() {
            [b'P', b'K', 3, 4, ..] => return Ok(Format::Sheet),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => return Err(Unreadable::OldSheet),
            [b'%', b'P', b'D', b'F', ..] => return Err(Unreadable::NoTable),
            _ => {}
        }
        let encoding = self.encoding();
        let (text, _) = encoding.decode_with_bom_removal(&self.front);
        if text.contains('\0') {
            return Err(Unreadable::NoTable);
        }
        Ok(Format::Delimited {
            encoding: encoding.name().to_owned(),
            separator: separator(&text),
        })
    }

    /// By its mark; else UTF-16 has a zero in every other byte of Latin letters, and what is not UTF-8 was saved by
    /// a spreadsheet on Windows.
    fn encoding(&self) -> &'static Encoding {
        if let Some((encoding, _)) = Encoding::for_bom(&self.front) {
            return encoding;
        }
        let zeros = |first: usize| {
            let bytes = self.front.iter().skip(first).step_by(2);
            bytes.filter(|byte| **byte == 0).count()
        };
        let many = self.front.len() / 8;
        if zeros(1) > many && zeros(0) == 0 {
            return UTF_16LE;
        }
        if zeros(0) > many && zeros(1) == 0 {
            return UTF_16BE;
        }
        if self.is_not_utf8 || !self.tail.is_empty() {
            return WINDOWS_1252;
        }
        UTF_8
    }
}

/// The encoding of that name, or UTF-8.
pub fn encoding(name: &str) -> &'static Encoding {
    Encoding::for_label(name.as_bytes()).unwrap_or(UTF_8)
}

/// What stands between the cells: the mark that every line has, and most often; of two, the one Swedish files have.
fn separator(text: &str) -> char {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(LINES)
        .collect();
    let told = lines.first().and_then(|line| line.strip_prefix("sep="));
    if let Some(told) = told.and_then(|told| told.chars().next()) {
        return told;
    }
    let count = |line: &str, mark: char| {
        let parts = line.split('"').step_by(2);
        parts.map(|part| part.matches(mark).count()).sum::<usize>()
    };
    let score = |mark: char| {
        let counts = lines.iter().map(|line| count(line, mark));
        let least = counts.clone().min().unwrap_or_default();
        (least, counts.sum::<usize>())
    };
    let best = SEPARATORS.into_iter().rev().max_by_key(|mark| score(*mark));
    best.unwrap_or(';')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(bytes: &[u8]) -> Result<(String, char), Unreadable> {
        let mut signs = Signs::default();
        for chunk in bytes.chunks(3) {
            signs.see(chunk);
        }
        signs.format().map(|format| match format {
            Format::Delimited {
                encoding,
                separator,
            } => (encoding, separator),
            Format::Sheet => ("sheet".into(), ' '),
        })
    }

    #[test]
    fn encodings_are_guessed() {
        let text = "Namn;Ägare\r\nÖrjan;å@example.com\r\n";
        let utf16 =
            |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let (windows, ..) = WINDOWS_1252.encode(text);
        let said = |name: &str| Ok((name.to_owned(), ';'));
        assert_eq!(format(text.as_bytes()), said("UTF-8"));
        assert_eq!(format(format!("\u{feff}{text}").as_bytes()), said("UTF-8"));
        assert_eq!(format(&windows), said("windows-1252"));
        assert_eq!(format(&utf16(u16::to_le_bytes)), said("UTF-16LE"));
        assert_eq!(format(&utf16(u16::to_be_bytes)), said("UTF-16BE"));
    }

    /// The naive guess looks at the front only.
    #[test]
    fn a_letter_far_down_tells_the_encoding() {
        let mut bytes = b"Name,Owner\n".repeat(20_000);
        bytes.extend(b"\xd6rjan,x\n");
        assert_eq!(format(&bytes), Ok(("windows-1252".into(), ',')));
    }

    #[test]
    fn separators_are_guessed_outside_quotation_marks() {
        assert_eq!(format(b"a\tb\n1\t2\n").map(|found| found.1), Ok('\t'));
        assert_eq!(
            format(b"\"a, b, c\";d\n\"1,5\";2\n").map(|found| found.1),
            Ok(';')
        );
        assert_eq!(format(b"sep=,\na;b,c\n").map(|found| found.1), Ok(','));
        assert_eq!(format(b"one\ntwo\n").map(|found| found.1), Ok(';'));
    }

    #[test]
    fn what_is_no_table_is_refused() {
        assert_eq!(
            format(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
            Err(Unreadable::OldSheet)
        );
        assert_eq!(format(b"%PDF-1.7 x"), Err(Unreadable::NoTable));
        assert_eq!(
            format(b"\x7fELF\x02\0\0\x01\0\0\0\0\0\0\0\0"),
            Err(Unreadable::NoTable)
        );
    }
}
