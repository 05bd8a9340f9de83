//! Paying by card at a payment provider: its page takes the card, and its signed messages say what came in.
//!
//! [`Provider`] is closed: one provider is spoken to, and another would be one more variant. Nothing that a browser
//! brings back from the provider's page is believed; only [`Provider::news`] tells that money came in.

mod signature;
mod stripe;

use axum::http::HeaderMap;

pub use crate::outbound::Reach;
pub use signature::Unsigned;
pub use stripe::{Settings, Stripe};

/// Who takes cards for us.
pub enum Provider {
    /// Stripe, by its Checkout page.
    Stripe(Stripe),
}

/// What is to be paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkout<'a> {
    /// Our own name for it, which comes back with the news. Asking twice for one gives one page.
    pub order: &'a str,
    /// What stands on the page.
    pub title: &'a str,
    /// How much, in hundredths of the currency.
    pub amount: i64,
    /// The ISO 4217 code of the currency.
    pub currency: &'a str,
    /// The payer's address, which the page is filled with.
    pub email: &'a str,
    /// Where the browser comes back to, paid or not.
    pub back: &'a str,
}

/// The provider's page for one payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The provider's name for it.
    pub id: String,
    /// Its address.
    pub address: String,
}

/// What the provider tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Money came in.
    Paid {
        /// Our own name for what is paid.
        order: String,
        /// The provider's name for the payment.
        payment: String,
        /// How much, in hundredths of the currency.
        amount: i64,
        /// The ISO 4217 code of the currency, in whatever letters.
        currency: String,
    },
    /// The page is closed, and nothing came in.
    Over {
        /// Our own name for what was to be paid.
        order: String,
    },
    /// Something that does not concern us.
    Other,
}

/// Why the provider did not do something.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The settings cannot be used.
    #[error("the payment provider's settings are wrong: {0}")]
    Settings(String),
    /// It does not answer, or not sensibly: to be tried again.
    #[error("the payment provider cannot be reached: {0}")]
    Unavailable(String),
    /// It says no.
    #[error("the payment provider refuses: {0}")]
    Refused(String),
}

/// Why a message is not believed, or not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unbelieved {
    /// The provider did not sign it, or not just now.
    #[error(transparent)]
    Unsigned(#[from] Unsigned),
    /// It is signed, and is no message.
    #[error("the message cannot be read")]
    Unreadable,
}

impl Provider {
    /// Opens the provider's page for a payment.
    pub async fn begin(&self, checkout: &Checkout<'_>) -> Result<Session, Failed> {
        match self {
            Self::Stripe(stripe) => stripe.begin(checkout).await,
        }
    }

    /// Sends a whole payment back. Asking again is harmless: a payment goes back once.
    pub async fn refund(&self, payment: &str) -> Result<(), Failed> {
        match self {
            Self::Stripe(stripe) => stripe.refund(payment).await,
        }
    }

    /// Asks whether the provider knows us; changes nothing.
    pub async fn check(&self) -> Result<(), Failed> {
        match self {
            Self::Stripe(stripe) => stripe.check().await,
        }
    }

    /// Reads a message that came in at `at`, in microseconds since 1970 UTC, and may be `minutes` old.
    ///
    /// # Errors
    /// [`Unbelieved`]: whoever sent it is a stranger, or it was kept and sent again.
    pub fn news(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        at: i64,
        minutes: i64,
    ) -> Result<News, Unbelieved> {
        match self {
            Self::Stripe(stripe) => stripe.news(headers, body, at, minutes),
        }
    }
}
