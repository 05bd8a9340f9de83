//! Signing in by mail: a link and a six-digit code, asked for by anybody, spent once by who can read the letter.

mod ask;
mod spend;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domain::limits;
use domain::time::Moment;
use sha2::{Digest as _, Sha256};
use store::{Fault, params};

use crate::keys::KeyRing;
use crate::{Answer, House, Seen, Visit};

pub use ask::{Asking, ask};
pub use spend::{Miss, by_code, by_link};

/// The sign-in that a browser has under way.
const WAITING: &str = "
    SELECT email, expires_at, return_to FROM sign_in
    WHERE browser_hash = $1 AND spent_at IS NULL AND expires_at > $2
    ORDER BY id DESC LIMIT 1";

const LINKED: &str =
    "SELECT email FROM sign_in WHERE link_hash = $1 AND spent_at IS NULL AND expires_at > $2";

/// What a letter of a sign-in delivers. It stands in no table: it is made from the sign-in's key and from a key
/// outside the database.
pub struct Secrets {
    /// The last part of the link's path: 43 characters of base64url, 256 bits.
    pub link: String,
    /// Six digits.
    pub code: String,
}

/// The secrets of the sign-in with that key, for the letter that delivers them.
pub fn secrets(house: &House, key: &str) -> Secrets {
    let link = house.keys.secret_mac("sign-in link", &[], key);
    Secrets {
        link: BASE64_URL_SAFE_NO_PAD.encode(link),
        code: code_of(&house.keys, key),
    }
}

/// The code of the sign-in with that key.
fn code_of(keys: &KeyRing, key: &str) -> String {
    code(keys.secret_mac("sign-in code", &[], key))
}

/// Six decimal digits of a keyed hash.
pub(crate) fn code(mac: [u8; 32]) -> String {
    let (number, _) = mac
        .split_first_chunk::<8>()
        .expect("a hash is longer than eight bytes");
    let width = limits::CODE_DIGITS;
    let count = 10_u64.pow(u32::try_from(width).expect("a few digits"));
    format!("{:0width$}", u64::from_be_bytes(*number) % count)
}

/// What is looked up for a link.
pub(crate) fn link_hash(link: &str) -> [u8; 32] {
    Sha256::digest(link.as_bytes()).into()
}

/// A sign-in that waits for its link or code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The address that the letter went to.
    pub email: String,
    /// When link and code stop working.
    pub expires: Moment,
    /// Where the person was going.
    pub return_to: String,
}

/// The newest sign-in that this browser asked for and that still can be spent.
pub async fn waiting(house: &House, visit: &Visit) -> Answer<Seen<Option<Waiting>>> {
    let (browser, at) = (visit.browser.unwrap_or_default(), visit.at);
    house
        .see(visit, move |reader, _caller| {
            Ok(reader.maybe(WAITING, params![&browser, at.0], |row| {
                Ok(Waiting {
                    email: row.get(0)?,
                    expires: Moment(row.get(1)?),
                    return_to: row.get(2)?,
                })
            })?)
        })
        .await
}

/// The address that a link signs in, while it does. Looking at it spends nothing, so that mail scanners may.
pub async fn linked(house: &House, visit: &Visit, link: &str) -> Answer<Seen<Option<String>>> {
    let (hash, at) = (link_hash(link), visit.at);
    house
        .see(visit, move |reader, _caller| {
            let email: Result<_, Fault> =
                reader.maybe(LINKED, params![&hash, at.0], |row| row.get(0));
            Ok(email?)
        })
        .await
}
