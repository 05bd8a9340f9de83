//! Money that came in for an order.

use domain::order::Oddity;
use domain::time::Moment;
use store::{Fault, Reader, params};

/// What came in for an order, oldest first. A person pays once; the bound keeps a page from growing without end.
const OF_PURCHASE: &str = "
    SELECT amount, currency, at, oddity, refund_began_at, refunded_at, tries, failure
    FROM payment WHERE purchase = $1 ORDER BY id LIMIT 20";

/// A payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// How much, in hundredths of the currency.
    pub amount: i64,
    /// The code of the currency, as the provider told it.
    pub currency: String,
    /// When it came in.
    pub at: Moment,
    /// Why it pays for nothing, where it does not.
    pub oddity: Option<Oddity>,
    /// When it was decided to send it back.
    pub refund_began: Option<Moment>,
    /// When it was sent back.
    pub refunded: Option<Moment>,
    /// How often the provider was asked to send it back.
    pub tries: i64,
    /// Why that failed last.
    pub failure: Option<String>,
}

/// What came in for the order in that row.
pub(super) fn of_purchase(reader: &Reader<'_>, purchase: i64) -> Result<Vec<Payment>, Fault> {
    reader.rows(OF_PURCHASE, params![purchase], |row| {
        let oddity = row.get::<Option<String>>(3)?;
        let moment = |place| row.get::<Option<i64>>(place).map(|at| at.map(Moment));
        Ok(Payment {
            amount: row.get(0)?,
            currency: row.get(1)?,
            at: Moment(row.get(2)?),
            oddity: oddity.as_deref().and_then(Oddity::from_code),
            refund_began: moment(4)?,
            refunded: moment(5)?,
            tries: row.get(6)?,
            failure: row.get(7)?,
        })
    })
}
