//! The signature over a message of Stripe's: `t=1764500000,v1=…`, HMAC-SHA-256 over the time, a dot and the body.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// Signatures that are looked at: while a secret is changed there are two.
const SIGNATURES: usize = 8;

/// Why a signature is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsigned {
    /// There is none, or not in the form of one.
    #[error("there is no signature")]
    Absent,
    /// It was made too long ago, or lies ahead.
    #[error("the signature is not of just now")]
    Stale,
    /// It was made with another secret, or over something else.
    #[error("the signature is wrong")]
    Wrong,
}

/// Checks the signature in `header` over `body`, which may be `minutes` from `at` (microseconds since 1970 UTC).
pub fn check(
    header: &str,
    secret: &str,
    body: &[u8],
    at: i64,
    minutes: i64,
) -> Result<(), Unsigned> {
    let parts = || {
        header
            .split(',')
            .filter_map(|part| part.trim().split_once('='))
    };
    let signed = parts().find(|(name, _)| *name == "t");
    let signed = signed.ok_or(Unsigned::Absent)?.1;
    let seconds: i64 = signed.parse().map_err(|_| Unsigned::Absent)?;
    let expected = tag(secret, signed, body);
    let given = parts().filter(|(name, _)| *name == "v1");
    let mut given = given.take(SIGNATURES).peekable();
    given.peek().ok_or(Unsigned::Absent)?;
    let right = given.fold(false, |right, (_, one)| {
        right | bool::from(hexadecimal(one).as_slice().ct_eq(&expected))
    });
    if !right {
        return Err(Unsigned::Wrong);
    }
    // The time is signed too: a message that was kept cannot be made young.
    if (at / 1_000_000).saturating_sub(seconds).saturating_abs() > minutes * 60 {
        return Err(Unsigned::Stale);
    }
    Ok(())
}

fn tag(secret: &str, signed: &str, body: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes any key");
    mac.update(signed.as_bytes());
    mac.update(b".");
    mac.update(body);
    mac.finalize().into_bytes().into()
}

/// The bytes that hexadecimal digits stand for; none where they are none.
fn hexadecimal(text: &str) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pairs = text.as_bytes().chunks(2).map(|pair| match pair {
        [high, low] => u8::try_from(digit(*high)? << 4 | digit(*low)?).ok(),
        _ => None,
    });
    pairs.collect::<Option<Vec<u8>>>().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "whsec_test";
    const BODY: &[u8] = br#"{"type":"charge.succeeded"}"#;
    const SECONDS: i64 = 1_764_500_000;
    const NOW: i64 = SECONDS * 1_000_000;

    fn hex(bytes: &[u8]) -> String {
        use std::fmt::Write as _;
        bytes.iter().fold(String::new(), |mut text, byte| {
            write!(text, "{byte:02x}").expect("text takes anything");
            text
        })
    }

    fn header(secret: &str, seconds: i64) -> String {
        let tag = hex(&tag(secret, &seconds.to_string(), BODY));
        format!("t={seconds},v1={tag}")
    }

    fn checked(header: &str) -> Result<(), Unsigned> {
        check(header, SECRET, BODY, NOW, 5)
    }

    #[test]
    fn the_signature_is_the_one_that_anybody_else_computes() {
        // printf '1764500000.{"type":"charge.succeeded"}' | openssl dgst -sha256 -hmac whsec_test
        let known = "7f6170f5ef04b1c82474eabde1166e1edb9c4ad0784c174212919350a800fcb5";
        assert_eq!(hex(&tag(SECRET, "1764500000", BODY)), known);
        assert_eq!(checked(&header(SECRET, SECONDS)), Ok(()));
    }

    #[test]
    fn what_somebody_else_signed_is_refused() {
        assert_eq!(
            checked(&header("whsec_other", SECONDS)),
            Err(Unsigned::Wrong)
        );
        let good = header(SECRET, SECONDS);
        assert_eq!(check(&good, SECRET, b"{}", NOW, 5), Err(Unsigned::Wrong));
        let moved = good.replace(&SECONDS.to_string(), &(SECONDS + 1).to_string());
        assert_eq!(checked(&moved), Err(Unsigned::Wrong), "the time is signed");
        let (start, _) = good.split_at(good.len() - 2);
        assert_eq!(checked(start), Err(Unsigned::Wrong), "cut short");
        assert_eq!(checked(&good.replace("v1=", "v0=")), Err(Unsigned::Absent));
        for none in ["", "t=", "t=now,v1=00", "v1=00", "t=1764500000", "nonsense"] {
            assert_eq!(checked(none), Err(Unsigned::Absent), "{none}");
        }
        assert_eq!(checked("t=1764500000,v1="), Err(Unsigned::Wrong));
        assert_eq!(checked("t=1764500000,v1=zz"), Err(Unsigned::Wrong));
    }

    #[test]
    fn one_right_signature_among_others_is_enough() {
        let two = format!("{},v0=00,v1=00", header(SECRET, SECONDS));
        assert_eq!(checked(&two), Ok(()));
    }

    #[test]
    fn what_was_kept_for_longer_than_it_may_be_is_refused() {
        assert_eq!(checked(&header(SECRET, SECONDS - 300)), Ok(()));
        assert_eq!(checked(&header(SECRET, SECONDS + 300)), Ok(()));
        assert_eq!(
            checked(&header(SECRET, SECONDS - 301)),
            Err(Unsigned::Stale)
        );
        assert_eq!(
            checked(&header(SECRET, SECONDS + 301)),
            Err(Unsigned::Stale)
        );
        assert_eq!(checked(&header(SECRET, i64::MIN)), Err(Unsigned::Stale));
    }
}
