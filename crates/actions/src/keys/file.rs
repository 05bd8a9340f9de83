//! The key file: TOML with hexadecimal keys, made by `init`, grown by `keys rotate`.

use std::fmt::Write as _;
use std::sync::{Arc, RwLock};

use domain::ids::NumberKey;
use ed25519_dalek::SigningKey;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::{KeyRing, KeySet};

/// Why a text is no key file.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileProblem {
    /// It is not TOML of the right shape. The text itself is never repeated.
    #[error("the key file is not in the form that `init` writes")]
    Form,
    /// A key is not 64 hexadecimal digits.
    #[error("key {0} is not 64 hexadecimal digits")]
    Digits(String),
    /// No numbered key, or numbers that do not rise.
    #[error("the numbered keys are missing or out of order")]
    Order,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    numbers: String,
    #[serde(default)]
    key: Vec<Numbered>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbered {
    number: i64,
    lookup: String,
    seal: String,
    sign: String,
}

impl KeyRing {
    /// A new key file from random bytes: the key of request numbers, and the three keys numbered 1.
    pub fn generate(numbers: &[u8; 32], keys: &[u8; 96]) -> String {
        format!(
            "# The keys of this installation. Keep a copy apart from the data: without it, no Contract ID can be\n\
             # looked up or re-sent, and no request number read. Nobody else may read this file.\n\
             numbers = \"{}\"\n{}",
            hex(numbers),
            numbered(1, keys),
        )
    }

    /// The key file `text` with one more numbered key from random bytes.
    ///
    /// # Errors
    /// [`KeyFileProblem`] where `text` is no key file.
    pub fn rotated(text: &str, keys: &[u8; 96]) -> Result<String, KeyFileProblem> {
        let next = Self::parse(text)?.current() + 1;
        Ok(format!("{}\n{}", text.trim_end(), numbered(next, keys)))
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// [`KeyFileProblem`], which never repeats a key.
    pub fn parse(text: &str) -> Result<Self, KeyFileProblem> {
        let file: File = toml::from_str(text).map_err(|_| KeyFileProblem::Form)?;
        let sets = file
            .key
            .iter()
            .map(|key| {
                Ok(KeySet {
                    number: key.number,
                    lookup: unhex(&key.lookup, "lookup")?,
                    seal: unhex(&key.seal, "seal")?,
                    sign: SigningKey::from_bytes(&*unhex(&key.sign, "sign")?),
                })
            })
            .collect::<Result<Vec<_>, KeyFileProblem>>()?;
        if sets.is_empty() || !sets.is_sorted_by(|one, next| one.number < next.number) {
            return Err(KeyFileProblem::Order);
        }
        Ok(Self {
            numbers: NumberKey::new(*unhex(&file.numbers, "numbers")?),
            sets: Arc::new(RwLock::new(sets.into())),
        })
    }
}

fn numbered(number: i64, keys: &[u8; 96]) -> String {
    let (lookup, seal, sign) = (hex(&keys[..32]), hex(&keys[32..64]), hex(&keys[64..]));
    format!(
        "\n[[key]]\nnumber = {number}\nlookup = \"{lookup}\"\nseal = \"{seal}\"\nsign = \"{sign}\"\n"
    )
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

fn unhex(text: &str, name: &str) -> Result<Zeroizing<[u8; 32]>, KeyFileProblem> {
    let wrong = || KeyFileProblem::Digits(name.to_owned());
    if text.len() != 64 || !text.is_ascii() {
        return Err(wrong());
    }
    let mut bytes = Zeroizing::new([0; 32]);
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
        let digits = std::str::from_utf8(pair).map_err(|_| wrong())?;
        *byte = u8::from_str_radix(digits, 16).map_err(|_| wrong())?;
    }
    Ok(bytes)
}
