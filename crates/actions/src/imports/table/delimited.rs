//! Text with separators, decoded and taken apart as it comes.

use std::cell::Cell as Counter;
use std::io::{self, Read};
use std::rc::Rc;

use csv::{ByteRecord, ReaderBuilder};
use domain::import::{Cell, Unreadable};
use domain::limits;
use encoding_rs::{Decoder, Encoding};

use super::{Batches, Broken, Row, Sink};

/// Bytes that are decoded at once.
const PIECE: usize = 8 * 1024;

/// Reads all rows of `bytes` into `sink`.
pub fn read(
    bytes: impl Read,
    encoding: &'static Encoding,
    separator: char,
    sink: Sink<'_>,
) -> Result<(), Broken> {
    let meter = Meter::default();
    let decoded = Decoded {
        bytes,
        decoder: encoding.new_decoder_with_bom_removal(),
        piece: vec![0; PIECE],
        text: String::with_capacity(4 * PIECE),
        given: 0,
        is_over: false,
        meter: meter.clone(),
    };
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(separator).unwrap_or(b';'))
        .from_reader(decoded);
    let (mut batches, mut record) = (Batches::new(sink), ByteRecord::new());
    let (mut number, mut is_first) = (0, true);
    loop {
        meter.since_row.set(0);
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) if meter.since_row.get() > limits::ROW_BYTES_MAX => {
                return Err(Unreadable::RowTooLong.into());
            }
            Err(problem) => return Err(Broken::Away(io::Error::other(problem))),
        }
        // A line that only tells spreadsheets the separator is no row.
        if std::mem::take(&mut is_first)
            && record.get(0).is_some_and(|cell| cell.starts_with(b"sep="))
        {
            continue;
        }
        number += 1;
        let cells = record
            .iter()
            .map(|cell| Cell::text(String::from_utf8_lossy(cell)));
        let row = Row {
            number,
            cells: cells.take(limits::COLUMNS_MAX + 1).collect(),
        };
        if !batches.add(row, meter.read.get())? {
            return Ok(());
        }
    }
    batches.give(meter.read.get());
    Ok(())
}

/// How many bytes have been read, in all and since the last row.
#[derive(Clone, Default)]
struct Meter {
    read: Rc<Counter<u64>>,
    since_row: Rc<Counter<u64>>,
}

impl Meter {
    fn add(counter: &Counter<u64>, bytes: usize) {
        counter.set(counter.get() + bytes as u64);
    }
}

/// Bytes of any encoding as bytes of UTF-8; what cannot be decoded becomes the replacement character.
struct Decoded<R> {
    bytes: R,
    decoder: Decoder,
    piece: Vec<u8>,
    text: String,
    /// How much of `text` has been handed on.
    given: usize,
    is_over: bool,
    meter: Meter,
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.is_over {
            let read = self.bytes.read(&mut self.piece)?;
            Meter::add(&self.meter.read, read);
            self.text.clear();
            self.given = 0;
            self.is_over = read == 0;
            // The text has room for four times the piece, and no byte becomes more than three.
            let _ =
                self.decoder
                    .decode_to_string(&self.piece[..read], &mut self.text, self.is_over);
        }
        let rest = &self.text.as_bytes()[self.given..];
        let count = rest.len().min(out.len());
        out[..count].copy_from_slice(&rest[..count]);
        self.given += count;
        Meter::add(&self.meter.since_row, count);
        if self.meter.since_row.get() > limits::ROW_BYTES_MAX {
            return Err(io::Error::other("a row without an end"));
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{UTF_8, UTF_16LE, WINDOWS_1252};
    use proptest::prelude::*;

    use super::*;

    fn rows(
        bytes: &[u8],
        encoding: &'static Encoding,
        separator: char,
    ) -> Result<Vec<Row>, Broken> {
        let mut all = Vec::new();
        read(bytes, encoding, separator, &mut |some| {
            all.extend(some.rows);
            true
        })?;
        Ok(all)
    }

    fn cells(rows: &[Row]) -> Vec<Vec<&str>> {
        rows.iter()
            .map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect())
            .collect()
    }

    #[test]
    fn a_swedish_file_is_read() {
        let text = "sep=;\r\nÄgare;Kvar\r\n\"Örjan \"\"Ö\"\" Å\";\"1;5\"\r\n";
        let (windows, ..) = WINDOWS_1252.encode(text);
        let read = rows(&windows, WINDOWS_1252, ';').expect("rows");
        assert_eq!(cells(&read), [["Ägare", "Kvar"], ["Örjan \"Ö\" Å", "1;5"]]);
        assert_eq!(read[1].number, 2);
        let wide: Vec<u8> = format!("\u{feff}{}", &text[7..])
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(
            cells(&rows(&wide, UTF_16LE, ';').expect("rows")),
            cells(&read)
        );
    }

    #[test]
    fn a_wrong_encoding_shows_itself() {
        let read = rows(b"a;b\n\xd6rjan;1\n", UTF_8, ';').expect("rows");
        assert_eq!(read[1].cells[0].text, "\u{fffd}rjan");
    }

    /// The naive reader keeps the whole file in one cell.
    #[test]
    fn a_quotation_mark_that_is_never_closed_ends_the_reading() {
        let mut bytes = b"a;b\n\"".to_vec();
        bytes.extend(vec![b'x'; 3 << 20]);
        let problem = rows(&bytes, UTF_8, ';');
        assert!(
            matches!(problem, Err(Broken::Unreadable(Unreadable::RowTooLong))),
            "{problem:?}"
        );
        let many = [b';'; 5_000];
        let problem = rows(&many, UTF_8, ';');
        assert!(
            matches!(problem, Err(Broken::Unreadable(Unreadable::TooManyColumns))),
            "{problem:?}"
        );
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2_000), which in 0..4_usize) {
            let encoding = super::super::encoding(super::super::ENCODINGS[which]);
            let _ = rows(&bytes, encoding, ';');
        }
    }
}
