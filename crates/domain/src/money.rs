//! Amounts of money, and the tax on them.
//!
//! An amount is a whole number of hundredths: every currency that is taken divides so, which the payment provider
//! counts in too.

use std::fmt;

/// The currencies of ISO 4217 that an offer may be priced in. All have two decimals; one that has none or three would
/// be a hundred times too dear or too cheap.
const CURRENCIES: [&str; 20] = [
    "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "ILS", "INR", "MXN",
    "NOK", "NZD", "PLN", "RON", "SEK", "SGD", "USD",
];

/// A whole in basis points.
const WHOLE: i64 = 10_000;

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency(&'static str);

/// Text that is no currency that can be priced in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoCurrency;

impl fmt::Display for NoCurrency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "none of the currencies {}", CURRENCIES.join(", "))
    }
}

impl Currency {
    /// Reads a code, whether in capitals or, as payment providers write it, in small letters.
    ///
    /// # Errors
    /// [`NoCurrency`] for what is no such code.
    pub fn parse(code: &str) -> Result<Self, NoCurrency> {
        let known = CURRENCIES
            .into_iter()
            .find(|known| known.eq_ignore_ascii_case(code));
        known.map(Self).ok_or(NoCurrency)
    }

    /// The code in capitals.
    pub const fn code(self) -> &'static str {
        self.0
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0)
    }
}

/// An amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    /// Hundredths of the currency.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

/// A tax in basis points: 2,500 is a quarter of the price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaxRate(pub i64);

impl TaxRate {
    /// The tax on `net`, to the nearest hundredth of the currency and a half upwards. `net` is not below zero.
    pub fn on(self, net: i64) -> i64 {
        let exact = i128::from(net) * i128::from(self.0);
        let whole = i128::from(WHOLE);
        i64::try_from((exact + whole / 2) / whole).unwrap_or(i64::MAX)
    }
}

/// What something costs, and what is taxed on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    /// Without tax.
    pub net: Money,
    /// The tax that comes on top.
    pub tax: TaxRate,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_has_two_decimals_or_is_refused() {
        assert_eq!(Currency::parse("sek").map(Currency::code), Ok("SEK"));
        for other in ["JPY", "KWD", "XYZ", "", "SEKK", "kr"] {
            assert_eq!(Currency::parse(other), Err(NoCurrency), "{other}");
        }
    }

    #[test]
    fn tax_is_rounded_to_the_hundredth_and_a_half_upwards() {
        assert_eq!(TaxRate(2_500).on(499_000), 124_750);
        assert_eq!(TaxRate(2_500).on(2), 1, "half a hundredth");
        assert_eq!(TaxRate(2_500).on(1), 0);
        assert_eq!(TaxRate(0).on(499_000), 0);
        assert_eq!(TaxRate(WHOLE).on(i64::MAX), i64::MAX);
    }
}
