//! Whether a typed pair links a sign-in to a contract: one outcome each, never a catch-all.

use crate::eligibility::Reason;
use crate::ids::{AccessId, CandidateKind};
use crate::refusal::Refusal;

/// What is known once the pair has been looked up.
#[derive(Clone, Debug)]
pub struct Found<'a> {
    /// Which reading of the pair matched.
    pub reading: CandidateKind,
    /// The contract's Access ID.
    pub access_id: &'a AccessId,
    /// Whether the sign-in is linked already.
    pub linked: bool,
    /// Whether the sign-in is the owner's.
    pub owned: bool,
    /// Whether the number is being guessed at, so that a stranger owes one more proof.
    pub guarded: bool,
    /// Why the contract cannot be used for what is asked.
    pub reasons: &'a [Reason],
}

/// What becomes of a right pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The link is to be made, whether or not the contract can be used now.
    Link,
    /// There is one already: a success.
    AlreadyLinked,
    /// The contract is for the other kind of products, as the reason says; it may be linked for those.
    Elsewhere(Reason),
}

/// Decides on a typed pair; nothing found and a wrong pair are the same.
///
/// # Errors
/// [`Refusal::PairUnknown`], [`Refusal::NearMiss`], [`Refusal::Swapped`], [`Refusal::NotEligible`] where the contract
/// was replaced or cancelled, and [`Refusal::ProofNeeded`].
pub fn decide(found: Option<&Found<'_>>) -> Result<Verdict, Refusal> {
    let found = found.ok_or(Refusal::PairUnknown)?;
    match found.reading {
        CandidateKind::AsTyped => {}
        CandidateKind::ZerosAdded(_) => return Err(Refusal::NearMiss(found.access_id.clone())),
        CandidateKind::Swapped => return Err(Refusal::Swapped),
    }
    if found.linked {
        return Ok(Verdict::AlreadyLinked);
    }
    for reason in found.reasons {
        match reason {
            Reason::Superseded(_) | Reason::Cancelled => return Err(Refusal::NotEligible(*reason)),
            Reason::CloudOnly | Reason::OnPremisesOnly => return Ok(Verdict::Elsewhere(*reason)),
            _ => {}
        }
    }
    if found.guarded && !found.owned {
        Err(Refusal::ProofNeeded)
    } else {
        Ok(Verdict::Link)
    }
}

#[cfg(test)]
mod tests {
    use super::{Found, Verdict, decide};
    use crate::eligibility::Reason;
    use crate::ids::{AccessId, CandidateKind};
    use crate::ledger::ContractRef;
    use crate::refusal::Refusal;
    use crate::time::Date;

    fn outcome(
        change: impl FnOnce(&mut Found<'_>),
        reasons: &[Reason],
    ) -> Result<Verdict, Refusal> {
        let access_id = AccessId::parse("0230242323").expect("an Access ID");
        let mut found = Found {
            reading: CandidateKind::AsTyped,
            access_id: &access_id,
            linked: false,
            owned: false,
            guarded: false,
            reasons: &[],
        };
        change(&mut found);
        decide(Some(&Found { reasons, ..found }))
    }

    #[test]
    fn what_cannot_be_used_now_is_linked_all_the_same() {
        let expired = Reason::Expired {
            last_day: Date::MAX,
            unused: 3,
        };
        for reason in [
            expired,
            Reason::Exhausted,
            Reason::NotYetActive { from: None },
            Reason::Suspended,
        ] {
            assert_eq!(outcome(|_| {}, &[reason]), Ok(Verdict::Link), "{reason:?}");
        }
        assert_eq!(outcome(|_| {}, &[]), Ok(Verdict::Link));
    }

    #[test]
    fn what_was_replaced_or_stopped_for_good_is_not_linked() {
        for reason in [Reason::Superseded(ContractRef(2)), Reason::Cancelled] {
            assert_eq!(
                outcome(|_| {}, &[reason]),
                Err(Refusal::NotEligible(reason))
            );
            assert_eq!(
                outcome(|found| found.linked = true, &[reason]),
                Ok(Verdict::AlreadyLinked)
            );
        }
    }

    #[test]
    fn t05_the_other_kind_of_products_is_not_linked_here_but_stays_linked() {
        let reasons = [Reason::Exhausted, Reason::CloudOnly];
        assert_eq!(
            outcome(|_| {}, &reasons),
            Ok(Verdict::Elsewhere(Reason::CloudOnly))
        );
        assert_eq!(
            outcome(|found| found.linked = true, &reasons),
            Ok(Verdict::AlreadyLinked)
        );
    }

    #[test]
    fn t02_a_corrected_reading_is_named_and_not_linked() {
        let zeros = outcome(|found| found.reading = CandidateKind::ZerosAdded(1), &[]);
        assert!(matches!(zeros, Err(Refusal::NearMiss(access)) if access.as_str() == "0230242323"));
        assert_eq!(
            outcome(|found| found.reading = CandidateKind::Swapped, &[]),
            Err(Refusal::Swapped)
        );
        assert_eq!(decide(None), Err(Refusal::PairUnknown));
    }

    #[test]
    fn t04_a_number_under_attack_asks_strangers_for_a_proof_and_nobody_else() {
        assert_eq!(
            outcome(|found| found.guarded = true, &[]),
            Err(Refusal::ProofNeeded)
        );
        let linked = outcome(|found| (found.guarded, found.linked) = (true, true), &[]);
        assert_eq!(linked, Ok(Verdict::AlreadyLinked));
        assert_eq!(
            outcome(|found| (found.guarded, found.owned) = (true, true), &[]),
            Ok(Verdict::Link)
        );
    }
}
