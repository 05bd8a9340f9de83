//! Every payment is kept once, pays once, and goes back only where it may.

use std::collections::BTreeMap;

use crate::story::{Deed, Errand, Outcome, Row, Traffic};

/// Money that came in by card.
struct Payment {
    contract: String,
    /// It pays for nothing.
    odd: bool,
    /// It was to be returned.
    returning: bool,
}

/// An order.
#[derive(Default)]
struct Order {
    /// What paid for it.
    paid: Option<String>,
    taken_back: bool,
}

/// The till.
#[derive(Default)]
pub(super) struct Money {
    orders: BTreeMap<String, Order>,
    payments: BTreeMap<String, Payment>,
    /// Payments that were told of and not answered: they may be written down or not.
    unsure: Vec<String>,
    /// How often each was sent back.
    sent_back: BTreeMap<String, usize>,
    /// How often the provider was asked, and its answer not written down.
    forgotten: usize,
}

impl Money {
    pub(super) fn judge(&mut self, row: &Row, outcome: &Outcome) -> Result<(), String> {
        let happened = matches!(outcome, Outcome::Done { .. } | Outcome::Lost);
        match &row.deed {
            Deed::Traffic(Traffic::Hear {
                payment,
                contract,
                half,
            }) => self.heard(payment, contract, *half, outcome),
            Deed::Errand(Errand::Refund(contract)) if happened => {
                self.orders.entry(contract.clone()).or_default().taken_back = true;
                Ok(())
            }
            Deed::Traffic(Traffic::Return(contract)) if happened => {
                let odd = self.payments.values_mut();
                for one in odd.filter(|one| one.contract == *contract) {
                    one.returning = true;
                }
                Ok(())
            }
            Deed::Traffic(Traffic::SendBack { .. }) if *outcome == Outcome::Lost => {
                self.forgotten += 1;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn heard(
        &mut self,
        payment: &str,
        contract: &str,
        half: bool,
        outcome: &Outcome,
    ) -> Result<(), String> {
        let unsure = self.unsure.iter().any(|one| one == payment);
        let known = self.payments.contains_key(payment);
        let order = self.orders.entry(contract.to_owned()).or_default();
        let paid = order.paid.as_deref().is_some_and(|by| by != payment);
        let odd = half || paid;
        match outcome {
            Outcome::Lost => {
                self.unsure.push(payment.to_owned());
                return Ok(());
            }
            Outcome::Says(said) if said == "known" => {
                if !known && !unsure {
                    return Err(format!("{payment} is known and was never told of"));
                }
            }
            Outcome::Says(said) if said.starts_with("odd") => {
                if known || !odd {
                    return Err(format!("{payment} is odd without a cause"));
                }
            }
            Outcome::Done { .. } if known || odd => {
                return Err(format!("{payment} pays for {contract} and must not"));
            }
            Outcome::Done { .. } => {}
            _ => return Ok(()),
        }
        if !known {
            if !odd {
                order.paid = Some(payment.to_owned());
            }
            let payment_kept = Payment {
                contract: contract.to_owned(),
                odd,
                returning: false,
            };
            self.payments.insert(payment.to_owned(), payment_kept);
            self.unsure.retain(|one| one != payment);
        }
        Ok(())
    }

    /// Whether `payment` pays for what was ordered.
    pub(super) fn pays(&self, payment: &str) -> bool {
        self.payments.get(payment).is_some_and(|one| !one.odd)
    }

    /// Looks at what the provider has sent back of late.
    pub(super) fn look(&mut self, sent_back: &[String]) -> Result<(), String> {
        for name in sent_back {
            let times = self.sent_back.entry(name.clone()).or_default();
            *times += 1;
            if *times > 1 + self.forgotten {
                return Err(format!("{name} was sent back {times} times"));
            }
            let Some(payment) = self.payments.get(name) else {
                if self.unsure.contains(name) {
                    continue;
                }
                return Err(format!("{name} was sent back and never came in"));
            };
            let order = self.orders.get(&payment.contract);
            let may = if payment.odd {
                payment.returning
            } else {
                order.is_some_and(|order| order.taken_back)
            };
            if !may {
                return Err(format!("{name} was sent back though nobody asked for it"));
            }
        }
        Ok(())
    }
}
