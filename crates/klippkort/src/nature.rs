//! The clock and chance of the machine: the only place that asks for them.

use std::time::{SystemTime, UNIX_EPOCH};

use actions::Chance;
use domain::time::Moment;

/// The instant it is.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the clock"
)]
pub fn now() -> Moment {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("the clock is past 1970");
    Moment(i64::try_from(since.as_micros()).expect("the clock is before the year 294,000"))
}

/// The operating system's random bytes.
#[derive(Clone, Copy, Debug)]
pub struct Entropy;

impl Entropy {
    /// Some random bytes.
    pub fn bytes<const N: usize>() -> [u8; N] {
        let mut bytes = [0; N];
        Self.fill(&mut bytes);
        bytes
    }
}

impl Chance for Entropy {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks for chance"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}
