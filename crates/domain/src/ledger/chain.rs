//! The hash chain that makes a contract's history tamper-evident.
//!
//! Each link is the SHA-256 of the link before and the transfer's own fields, every field preceded by its length, so
//! that no two histories share an encoding. Names and words are left out on purpose: the chain covers opaque actor
//! keys and the salted digest of a note, so that erasing a person leaves it whole.

use sha2::{Digest as _, Sha256};

use super::Transfer;

/// A SHA-256 value.
pub type Digest = [u8; 32];

/// The end of a chain: how many transfers it holds and the hash of the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of transfers.
    pub seq: i64,
    /// The hash of the last one, or of the beginning.
    pub hash: Digest,
}

impl Head {
    /// The beginning of the chain of the contract with that opaque key.
    pub fn genesis(contract_key: &str) -> Self {
        let mut hash = Sha256::new();
        field(&mut hash, b"klippkort chain 1");
        field(&mut hash, contract_key.as_bytes());
        Self {
            seq: 0,
            hash: hash.finalize().into(),
        }
    }
}

/// The hash of `transfer` after `previous`.
pub fn link(previous: &Digest, transfer: &Transfer) -> Digest {
    let mut hash = Sha256::new();
    field(&mut hash, previous);
    number(&mut hash, transfer.seq);
    number(&mut hash, transfer.lot.0);
    number(&mut hash, transfer.at.0);
    field(&mut hash, transfer.from.code().as_bytes());
    field(&mut hash, transfer.to.code().as_bytes());
    number(&mut hash, transfer.quantity);
    field(&mut hash, transfer.cause.code().as_bytes());
    let incident = transfer.cause.incident();
    let incident = incident.map_or_else(String::new, |number| number.to_string());
    field(&mut hash, incident.as_bytes());
    optional_number(&mut hash, transfer.reverses);
    field(&mut hash, transfer.actor.as_bytes());
    field(&mut hash, transfer.idempotency_key.as_bytes());
    field(&mut hash, transfer.note.as_ref().map_or(&[], |note| note));
    hash.finalize().into()
}

/// The digest of a note that stands in the chain in place of its words.
///
/// `salt` is kept beside the text and erased with it: without it, guessing the words does not lead to the digest.
pub fn note_digest(salt: &[u8; 16], text: &str) -> Digest {
    let mut hash = Sha256::new();
    field(&mut hash, b"klippkort note 1");
    field(&mut hash, salt);
    field(&mut hash, text.as_bytes());
    hash.finalize().into()
}

/// The root that seals the heads of all contracts that moved since the seal before.
///
/// `heads` come with the contract's opaque key, in the order of that key.
pub fn seal_root<'a>(
    previous: &Digest,
    heads: impl IntoIterator<Item = (&'a str, Head)>,
) -> Digest {
    let mut hash = Sha256::new();
    field(&mut hash, b"klippkort seal 1");
    field(&mut hash, previous);
    for (contract_key, head) in heads {
        field(&mut hash, contract_key.as_bytes());
        number(&mut hash, head.seq);
        field(&mut hash, &head.hash);
    }
    hash.finalize().into()
}

fn field(hash: &mut Sha256, bytes: &[u8]) {
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}

fn number(hash: &mut Sha256, value: i64) {
    field(hash, &value.to_be_bytes());
}

fn optional_number(hash: &mut Sha256, value: Option<i64>) {
    match value {
        Some(value) => number(hash, value),
        None => field(hash, &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Account, Cause, LotRef};
    use crate::time::Moment;

    fn hex(digest: Digest) -> String {
        let (first, second) = digest.split_at(16);
        let half = |bytes: &[u8]| u128::from_be_bytes(bytes.try_into().expect("half of it"));
        format!("{:032x}{:032x}", half(first), half(second))
    }

    /// Both were worked out by another program from what the functions say of themselves.
    #[test]
    fn notes_and_seals_have_the_digests_that_anybody_would_work_out() {
        let note = note_digest(&[7; 16], "Two units were counted twice.");
        let expected = "4923f565f68d9853d081570f857541e9a145d56ba9612d1b39e3a8e00dff25ea";
        assert_eq!(hex(note), expected);
        let head = |seq, byte| Head {
            seq,
            hash: [byte; 32],
        };
        let root = seal_root(&[1; 32], [("c_a", head(2, 3)), ("c_b", head(9, 4))]);
        let expected = "ee11adae11f2d85ed688414003abbea5ed6a397fd19d4587b653d321f0026e21";
        assert_eq!(hex(root), expected);
    }

    #[test]
    fn what_a_transfer_takes_back_is_part_of_the_chain() {
        let transfer = |reverses| Transfer {
            seq: 3,
            lot: LotRef(1),
            at: Moment(0),
            from: Account::Held,
            to: Account::Available,
            quantity: 1,
            cause: Cause::Expiry,
            reverses,
            actor: "a_1".to_owned(),
            idempotency_key: "once".to_owned(),
            note: None,
            hash: [0; 32],
        };
        let links = [None, Some(0), Some(1), Some(2)];
        let mut links = links.map(|reverses| link(&[0; 32], &transfer(reverses)));
        links.sort_unstable();
        assert!(links.windows(2).all(|two| two[0] != two[1]));
    }
}
