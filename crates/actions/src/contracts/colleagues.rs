//! Who belongs together: the one rule, as SQL, that says whose colleague an account is on what a contract pays for.

/// The row of the account `$account`, where it is a colleague on an incident that the contract `c` pays for: it owns the
/// contract, is linked to it, is on file with the organisation that it belongs to, or is linked to another contract of
/// that organisation. What people call their organisation on their account page proves nothing and counts for nothing.
macro_rules! colleague {
    ($account:literal) => {
        concat!(
            "(SELECT k.id FROM account k
              WHERE k.id = ",
            $account,
            " AND k.disabled_at IS NULL
                AND (k.id = c.owner
                     OR EXISTS (SELECT 1 FROM contact kp
                                WHERE kp.account = k.id AND kp.organisation = c.organisation
                                  AND kp.approved_at IS NOT NULL AND kp.ended_at IS NULL)
                     OR EXISTS (SELECT 1 FROM link kl JOIN contract kc ON kc.id = kl.contract
                                WHERE kl.account = k.id AND kl.ended_at IS NULL
                                  AND (kc.id = c.id OR kc.organisation = c.organisation))))"
        )
    };
}
pub(crate) use colleague;

/// The contracts on which the account `$account` may be a colleague; [`colleague`] then decides.
macro_rules! contracts_of_colleagues {
    ($account:literal) => {
        concat!(
            "SELECT contract FROM link WHERE account = ",
            $account,
            " AND ended_at IS NULL
              UNION SELECT id FROM contract WHERE owner = ",
            $account,
            " UNION SELECT kc.id FROM contact kp JOIN contract kc ON kc.organisation = kp.organisation
                    WHERE kp.ended_at IS NULL AND kp.account = ",
            $account,
            " UNION SELECT kc.id FROM link kl JOIN contract km ON km.id = kl.contract
                    JOIN contract kc ON kc.organisation = km.organisation
                    WHERE kl.ended_at IS NULL AND kl.account = ",
            $account
        )
    };
}
pub(crate) use contracts_of_colleagues;
