//! Files that hold secrets, sealed on their way to where files are kept and opened on their way back, a piece at a time.
//!
//! The number of the key and a random nonce, then pieces of one length, each sealed with the nonce, its place and
//! whether it is the last: none can be left out, put elsewhere or cut off unseen.

use std::io::{self, Read};

use bytes::Bytes;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

use super::{KeyRing, KeySet, Unopened};

/// What is sealed at once, in bytes.
const PIECE: usize = 64 * 1024;

/// What sealing adds to a piece, in bytes.
const TAG: usize = 16;

/// The random part of the nonces, in bytes.
const CHANCE: usize = 16;

/// The number of the key and the random part, in bytes.
const FRONT: usize = 8 + CHANCE;

/// How many bytes so many become.
pub(crate) const fn sealed_bytes(bytes: u64) -> u64 {
    let pieces = bytes / PIECE as u64 + 1;
    FRONT as u64 + bytes + pieces * TAG as u64
}

/// One file's cipher, at its next piece.
struct Pieces {
    cipher: XChaCha20Poly1305,
    chance: [u8; CHANCE],
    /// What the file is called: its bytes open under no other name.
    name: String,
    next: u64,
}

impl Pieces {
    fn new(set: &KeySet, name: &str, chance: [u8; CHANCE]) -> Self {
        Self {
            cipher: XChaCha20Poly1305::new(set.seal.as_ref().into()),
            chance,
            name: name.to_owned(),
            next: 0,
        }
    }

    /// The nonce of the next piece.
    fn nonce(&mut self, is_last: bool) -> XNonce {
        let mut nonce = [0; CHANCE + 8];
        nonce[..CHANCE].copy_from_slice(&self.chance);
        let place = self.next << 1 | u64::from(is_last);
        nonce[CHANCE..].copy_from_slice(&place.to_be_bytes());
        self.next += 1;
        nonce.into()
    }

    fn seal(&mut self, piece: &[u8], is_last: bool) -> Vec<u8> {
        let nonce = self.nonce(is_last);
        let (msg, aad) = (piece, self.name.as_bytes());
        let sealed = self.cipher.encrypt(&nonce, Payload { msg, aad });
        sealed.expect("a piece is short enough to be sealed")
    }

    fn open(&mut self, piece: &[u8], is_last: bool) -> io::Result<Vec<u8>> {
        let nonce = self.nonce(is_last);
        let (msg, aad) = (piece, self.name.as_bytes());
        let opened = self.cipher.decrypt(&nonce, Payload { msg, aad });
        opened.map_err(|_| io::Error::other("a sealed file was changed"))
    }
}

/// Seals a file as its bytes come.
pub(crate) struct Sealer {
    pieces: Pieces,
    /// What is to go out before the next piece, and what waits to become one.
    front: Vec<u8>,
    waiting: Vec<u8>,
}

impl Sealer {
    /// Seals the file that is kept as `name`, with the newest key.
    pub fn new(keys: &KeyRing, name: &str, chance: [u8; CHANCE]) -> Self {
        Self::with(&keys.newest(), name, chance)
    }

    fn with(set: &KeySet, name: &str, chance: [u8; CHANCE]) -> Self {
        let mut front = set.number.to_be_bytes().to_vec();
        front.extend(chance);
        Self {
            pieces: Pieces::new(set, name, chance),
            front,
            waiting: Vec::new(),
        }
    }

    /// Goes on behind the whole pieces of so many bytes of the file, with the key and the chance that it was begun with;
    /// nothing where that key is not here.
    pub fn resumed(
        keys: &KeyRing,
        name: &str,
        (key, chance): (i64, [u8; CHANCE]),
        opened: u64,
    ) -> Option<Self> {
        let mut sealer = Self::with(&keys.numbered(key)?, name, chance);
        sealer.pieces.next = opened / PIECE as u64;
        if sealer.pieces.next > 0 {
            sealer.front.clear();
        }
        Some(sealer)
    }

    /// What is worth keeping of so many bytes that have gone out before the last piece: how many of them are whole
    /// pieces, and how many bytes of the file are in those.
    pub const fn kept(sealed: u64) -> (u64, u64) {
        let piece = (PIECE + TAG) as u64;
        match sealed.saturating_sub(FRONT as u64) / piece {
            0 => (0, 0),
            pieces => (FRONT as u64 + pieces * piece, pieces * PIECE as u64),
        }
    }

    /// How many bytes a file of so many becomes, which is not empty.
    pub const fn whole(bytes: u64) -> u64 {
        FRONT as u64 + bytes + bytes.div_ceil(PIECE as u64) * TAG as u64
    }

    /// What goes out when these bytes have come; the last piece waits for the end.
    pub fn seal(&mut self, bytes: &[u8]) -> Bytes {
        self.waiting.extend_from_slice(bytes);
        let mut out = Vec::new();
        while self.waiting.len() > PIECE {
            out.append(&mut self.front);
            let rest = self.waiting.split_off(PIECE);
            let piece = std::mem::replace(&mut self.waiting, rest);
            out.extend(self.pieces.seal(&piece, false));
        }
        out.into()
    }

    /// What goes out at the end.
    pub fn end(&mut self) -> Bytes {
        let mut out = std::mem::take(&mut self.front);
        out.extend(self.pieces.seal(&std::mem::take(&mut self.waiting), true));
        out.into()
    }
}

/// Opens a sealed file as it is read.
pub(crate) struct Unsealer<R> {
    sealed: R,
    keys: KeyRing,
    name: String,
    /// Nothing until the front has been read.
    pieces: Option<Pieces>,
    /// The next piece as it came.
    ahead: Vec<u8>,
    opened: Vec<u8>,
    given: usize,
    is_over: bool,
}

impl<R: Read> Unsealer<R> {
    /// Opens what `sealed` gives of the file that is kept as `name`.
    pub fn new(keys: KeyRing, name: &str, sealed: R) -> Self {
        Self {
            sealed,
            keys,
            name: name.to_owned(),
            pieces: None,
            ahead: Vec::new(),
            opened: Vec::new(),
            given: 0,
            is_over: false,
        }
    }

    /// Opens the next piece, which is the last where nothing comes after it.
    fn turn(&mut self) -> io::Result<()> {
        if self.pieces.is_none() {
            self.pieces = Some(self.begin()?);
            self.ahead = self.taken(PIECE + TAG)?;
        }
        let next = self.taken(PIECE + TAG)?;
        let piece = std::mem::replace(&mut self.ahead, next);
        self.is_over = self.ahead.is_empty();
        if let Some(pieces) = &mut self.pieces {
            self.opened = pieces.open(&piece, self.is_over)?;
        }
        self.given = 0;
        Ok(())
    }

    fn begin(&mut self) -> io::Result<Pieces> {
        let front = self.taken(FRONT)?;
        let short = || io::Error::other("a sealed file is cut off");
        let (number, chance) = front.split_first_chunk::<8>().ok_or_else(short)?;
        let number = i64::from_be_bytes(*number);
        let set = self.keys.numbered(number);
        let set = set.ok_or_else(|| io::Error::other(Unopened { number }))?;
        Ok(Pieces::new(
            &set,
            &self.name,
            chance.try_into().map_err(|_| short())?,
        ))
    }

    /// The next bytes, fewer at the end only.
    fn taken(&mut self, count: usize) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        (&mut self.sealed)
            .take(count as u64)
            .read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

impl<R: Read> Read for Unsealer<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.opened.len() && !self.is_over {
            self.turn()?;
        }
        let rest = &self.opened[self.given..];
        let count = rest.len().min(out.len());
        out[..count].copy_from_slice(&rest[..count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring() -> KeyRing {
        KeyRing::parse(&KeyRing::generate(&[1; 32], &[2; 96])).expect("a key file")
    }

    fn sealed(bytes: &[u8], at_once: usize) -> Vec<u8> {
        let mut sealer = Sealer::new(&ring(), "b_1", [3; CHANCE]);
        let parts = bytes.chunks(at_once).map(|part| sealer.seal(part));
        let mut all = parts.collect::<Vec<_>>().concat();
        all.extend(sealer.end());
        all
    }

    fn opened(bytes: &[u8], name: &str) -> io::Result<Vec<u8>> {
        let mut all = Vec::new();
        Unsealer::new(ring(), name, bytes).read_to_end(&mut all)?;
        Ok(all)
    }

    /// The naive upload begins with the first piece's nonce again, or takes half a piece for a whole.
    #[test]
    fn what_is_gone_on_with_is_sealed_as_if_nothing_had_broken() {
        let plain: Vec<u8> = (0..251).cycle().take(3 * PIECE).collect();
        let whole = sealed(&plain, 10 * PIECE);
        assert_eq!(whole.len() as u64, Sealer::whole(plain.len() as u64));
        for torn in [
            0,
            1,
            FRONT,
            PIECE,
            FRONT + PIECE + TAG,
            FRONT + 2 * (PIECE + TAG) + 9,
        ] {
            let (kept, opened) = Sealer::kept(torn as u64);
            let [kept, at] = [kept, opened].map(|count| usize::try_from(count).expect("few"));
            assert!(
                kept <= torn && torn - kept < FRONT + PIECE + TAG,
                "{torn}: {kept}"
            );
            let mut all = whole[..kept].to_vec();
            let front = (ring().newest().number, [3; CHANCE]);
            let mut rest = Sealer::resumed(&ring(), "b_1", front, opened).expect("the key is here");
            all.extend(rest.seal(&plain[at..]));
            all.extend(rest.end());
            assert_eq!(all, whole, "{torn}");
        }
    }

    #[test]
    fn what_is_sealed_comes_back_whole_however_it_was_cut() {
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7] {
            let plain: Vec<u8> = (0..251).cycle().take(length).collect();
            for at_once in [1_000, PIECE, 10 * PIECE] {
                let sealed = sealed(&plain, at_once);
                assert!(sealed.len() as u64 <= sealed_bytes(length as u64));
                assert_eq!(opened(&sealed, "b_1").expect("it opens"), plain, "{length}");
            }
        }
    }

    /// The naive cipher seals each piece by itself.
    #[test]
    fn a_piece_that_is_cut_off_moved_or_of_another_file_is_seen() {
        let plain = vec![7; 3 * PIECE];
        let whole = sealed(&plain, PIECE);
        let piece = PIECE + TAG;
        assert!(
            opened(&whole[..FRONT + piece], "b_1").is_err(),
            "cut off at a piece"
        );
        assert!(
            opened(&whole[..whole.len() - 1], "b_1").is_err(),
            "cut off within one"
        );
        assert!(opened(&whole, "b_2").is_err(), "of another file");
        let mut moved = whole[..FRONT].to_vec();
        moved.extend(&whole[FRONT + piece..FRONT + 2 * piece]);
        moved.extend(&whole[FRONT..FRONT + piece]);
        moved.extend(&whole[FRONT + 2 * piece..]);
        assert!(opened(&moved, "b_1").is_err(), "in another order");
    }
}
