//! The keys that stand outside the database: one file that `init` makes, never part of a backup of the data.
//!
//! Numbered keys come in threes: HMAC-SHA-256 to look pairs up without storing them, XChaCha20-Poly1305 for the copy
//! that can be re-sent, Ed25519 to sign statements and seals. Every stored value names its key's number, so that a
//! new key can be added while the old values are re-wrapped. The key of request numbers is apart: numbers that people
//! have on paper never change.

mod file;
mod missing;
mod rewrap;
mod stream;

use std::sync::{Arc, RwLock};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use domain::ids::{AccessId, ContractId, NumberKey};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

pub use file::KeyFileProblem;
pub use missing::missing;
pub use rewrap::rewrap;
pub(crate) use stream::{Sealer, Unsealer, sealed_bytes};

/// The length of the nonce in front of a sealed Contract ID, in bytes.
const NONCE: usize = 24;

/// One numbered set of keys.
#[derive(Clone)]
struct KeySet {
    number: i64,
    lookup: Zeroizing<[u8; 32]>,
    seal: Zeroizing<[u8; 32]>,
    sign: SigningKey,
}

/// All keys, oldest first. It prints nothing of them. Clones are one ring: what one learns, all know.
#[derive(Clone)]
pub struct KeyRing {
    numbers: NumberKey,
    sets: Arc<RwLock<Arc<[KeySet]>>>,
}

/// Why a ring does not take another's keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the key file lacks a key that is in use, or has another in its place")]
pub struct Foreign;

/// A value that no key of the ring opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no key of the key file opens the value sealed with key {number}")]
pub struct Unopened {
    /// The number of the key that the value names.
    pub number: i64,
}

/// A signature with the number of its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The number of the key.
    pub number: i64,
    /// The Ed25519 signature.
    pub signature: [u8; 64],
}

impl KeyRing {
    /// The key of request numbers.
    pub const fn numbers(&self) -> &NumberKey {
        &self.numbers
    }

    /// The number of the key that new values are made with.
    pub fn current(&self) -> i64 {
        self.newest().number
    }

    fn sets(&self) -> Arc<[KeySet]> {
        let sets = self.sets.read();
        Arc::clone(&sets.expect("nothing panics while it holds the keys"))
    }

    fn newest(&self) -> KeySet {
        let sets = self.sets();
        sets.last()
            .expect("a key file holds at least one key")
            .clone()
    }

    fn numbered(&self, number: i64) -> Option<KeySet> {
        self.sets().iter().find(|set| set.number == number).cloned()
    }

    /// Takes the keys that a newer key file has, here and in every clone.
    ///
    /// # Errors
    /// [`Foreign`] where `newer` does not have all that is held now.
    pub fn take(&self, newer: &Self) -> Result<(), Foreign> {
        let is_kept = |(number, public)| newer.public_keys().contains(&(number, public));
        if self.numbers != newer.numbers || !self.public_keys().into_iter().all(is_kept) {
            return Err(Foreign);
        }
        let mut sets = self
            .sets
            .write()
            .expect("nothing panics while it holds the keys");
        *sets = newer.sets();
        Ok(())
    }

    /// Whether the ring holds the key numbered `number`.
    pub fn holds(&self, number: i64) -> bool {
        self.numbered(number).is_some()
    }

    /// How many numbered keys there are.
    pub fn count(&self) -> usize {
        self.sets().len()
    }

    /// What the pair is looked up by, with the newest key.
    pub fn pair_mac(&self, access: &AccessId, contract: &ContractId) -> [u8; 32] {
        pair_mac(&self.newest(), access, contract)
    }

    /// What the pair may be stored under: once per key.
    pub fn pair_macs(&self, access: &AccessId, contract: &ContractId) -> Vec<[u8; 32]> {
        self.sets()
            .iter()
            .rev()
            .map(|set| pair_mac(set, access, contract))
            .collect()
    }

    /// Seals a Contract ID for the contract with that opaque key; it opens for no other.
    pub fn seal(&self, contract_key: &str, id: &ContractId, nonce: [u8; NONCE]) -> Vec<u8> {
        let message = Payload {
            msg: id.reveal().as_bytes(),
            aad: contract_key.as_bytes(),
        };
        let cipher = XChaCha20Poly1305::new(self.newest().seal.as_ref().into());
        let sealed = cipher.encrypt(XNonce::from_slice(&nonce), message);
        let mut value = nonce.to_vec();
        value.extend(sealed.expect("a short message can be sealed"));
        value
    }

    /// Opens a sealed Contract ID.
    ///
    /// # Errors
    /// [`Unopened`] where the key is missing, or the value was changed or belongs to another contract.
    pub fn open(
        &self,
        contract_key: &str,
        number: i64,
        sealed: &[u8],
    ) -> Result<ContractId, Unopened> {
        let unopened = Unopened { number };
        let set = self.numbered(number).ok_or(unopened)?;
        let (nonce, sealed) = sealed.split_at_checked(NONCE).ok_or(unopened)?;
        let message = Payload {
            msg: sealed,
            aad: contract_key.as_bytes(),
        };
        let cipher = XChaCha20Poly1305::new(set.seal.as_ref().into());
        let opened = cipher
            .decrypt(XNonce::from_slice(nonce), message)
            .map_err(|_| unopened)?;
        let digits = Zeroizing::new(String::from_utf8(opened).map_err(|_| unopened)?);
        ContractId::parse(&digits).map_err(|_| unopened)
    }

    /// The keyed hash of a short secret, such as a six-digit code, so that a stolen table does not give it away.
    pub fn secret_mac(&self, purpose: &str, context: &[u8], secret: &str) -> [u8; 32] {
        let mut mac = mac(&self.sets()[0].lookup);
        for part in [purpose.as_bytes(), context, secret.as_bytes()] {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// A keyed name for a secret, short enough to count by: the same secret has the same name.
    pub fn tag(&self, purpose: &str, secret: &str) -> String {
        URL_SAFE_NO_PAD.encode(&self.secret_mac(purpose, &[], secret)[..16])
    }

    /// The token that proves a letter about the thing with that opaque key was read.
    pub fn token(&self, purpose: &str, key: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.secret_mac(purpose, key.as_bytes(), "token"))
    }

    /// The six-digit code that proves the same.
    pub fn code(&self, purpose: &str, key: &str) -> String {
        let mac = self.secret_mac(purpose, key.as_bytes(), "code");
        let chance = mac
            .iter()
            .take(15)
            .fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
        format!("{:06}", chance % 1_000_000)
    }

    /// A key derived for one purpose, such as binding forms to sessions.
    pub fn derived(&self, purpose: &str) -> [u8; 32] {
        self.secret_mac("derive", &[], purpose)
    }

    /// Signs with the newest key.
    pub fn sign(&self, message: &[u8]) -> Signed {
        let set = self.newest();
        Signed {
            number: set.number,
            signature: set.sign.sign(message).to_bytes(),
        }
    }

    /// The public keys that signatures are checked with, by number.
    pub fn public_keys(&self) -> Vec<(i64, [u8; 32])> {
        self.sets()
            .iter()
            .map(|set| (set.number, set.sign.verifying_key().to_bytes()))
            .collect()
    }
}

/// Whether `signature` over `message` was made with the private half of `public`.
pub fn is_signed(public: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(public).is_ok_and(|key| {
        key.verify_strict(message, &Signature::from_bytes(signature))
            .is_ok()
    })
}

fn mac(key: &[u8; 32]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes a key of any length")
}

fn pair_mac(set: &KeySet, access: &AccessId, contract: &ContractId) -> [u8; 32] {
    let mut mac = mac(&set.lookup);
    mac.update(access.as_str().as_bytes());
    mac.update(b"/");
    mac.update(contract.reveal().as_bytes());
    mac.finalize().into_bytes().into()
}

impl std::fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KeyRing({} keys)", self.sets().len())
    }
}

#[cfg(test)]
mod tests {
    use super::{Foreign, KeyRing, is_signed};
    use domain::ids::{AccessId, ContractId};

    fn pair() -> (AccessId, ContractId) {
        let access = AccessId::parse("0230242323").expect("an Access ID");
        (
            access,
            ContractId::parse("464814100017").expect("a Contract ID"),
        )
    }

    fn ring() -> KeyRing {
        KeyRing::parse(&KeyRing::generate(&[1; 32], &[2; 96])).expect("a key file")
    }

    #[test]
    fn t03_a_sealed_contract_id_opens_for_its_own_contract_only() {
        let (ring, (_, id)) = (ring(), pair());
        let mut sealed = ring.seal("c_one", &id, [7; 24]);
        assert_eq!(
            ring.open("c_one", 1, &sealed)
                .map(|id| id.reveal().to_owned()),
            Ok("464814100017".into())
        );
        assert!(ring.open("c_two", 1, &sealed).is_err());
        assert!(ring.open("c_one", 2, &sealed).is_err());
        sealed[30] ^= 1;
        assert!(ring.open("c_one", 1, &sealed).is_err());
        assert!(ring.open("c_one", 1, &[0; 5]).is_err());
    }

    #[test]
    fn an_added_key_is_used_for_new_values_and_the_old_ones_still_open() {
        let (old, (access, id)) = (ring(), pair());
        let sealed = old.seal("c_one", &id, [7; 24]);
        let text =
            KeyRing::rotated(&KeyRing::generate(&[1; 32], &[2; 96]), &[3; 96]).expect("a key file");
        let new = KeyRing::parse(&text).expect("a key file");
        assert_eq!(new.current(), 2);
        assert!(new.open("c_one", 1, &sealed).is_ok());
        assert_ne!(new.pair_mac(&access, &id), old.pair_mac(&access, &id));
        assert!(
            new.pair_macs(&access, &id)
                .contains(&old.pair_mac(&access, &id))
        );
        assert_eq!(
            new.secret_mac("code", b"a", "123456"),
            old.secret_mac("code", b"a", "123456")
        );
    }

    #[test]
    fn a_ring_learns_new_keys_in_every_clone_and_forgets_none() {
        let text = KeyRing::generate(&[1; 32], &[2; 96]);
        let (ring, (access, id)) = (ring(), pair());
        let (clone, old) = (ring.clone(), ring.pair_mac(&access, &id));
        let newer = KeyRing::rotated(&text, &[3; 96]).expect("a key file");
        ring.take(&KeyRing::parse(&newer).expect("a key file"))
            .expect("it holds all keys");
        assert_eq!(clone.current(), 2);
        assert!(clone.pair_macs(&access, &id).contains(&old));
        let back = KeyRing::parse(&text).expect("a key file");
        assert_eq!(ring.take(&back), Err(Foreign), "a key would be forgotten");
        let other = KeyRing::generate(&[9; 32], &[2; 96]);
        let other = KeyRing::parse(&other).expect("a key file");
        assert_eq!(
            back.take(&other),
            Err(Foreign),
            "request numbers would change"
        );
    }

    #[test]
    fn a_signature_is_checked_with_the_public_half_alone() {
        let ring = ring();
        let signed = ring.sign(b"statement");
        let (number, public) = ring.public_keys()[0];
        assert_eq!(number, signed.number);
        assert!(is_signed(&public, b"statement", &signed.signature));
        assert!(!is_signed(&public, b"statemeNt", &signed.signature));
    }

    #[test]
    fn nothing_of_a_key_is_printed() {
        assert_eq!(format!("{:?}", ring()), "KeyRing(1 keys)");
    }
}
