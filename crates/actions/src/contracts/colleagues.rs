//! Who belongs together: the one rule, as SQL, that says whose colleague an account is on what a contract pays for.

/// The row of the account `$account`, where it is a colleague on the incident `i` that the contract `c` pays for: it owns the
/// contract, is linked to it, sees the location that it belongs to as one of the organisation's people, or is linked to
/// another contract of that location. A location's people are no colleagues of the head office. Where
/// no contract pays, such as for a program case, the location is the one that the incident is for. What people call their organisation on their account page proves nothing and counts for nothing.
macro_rules! colleague {
    ($account:literal) => {
        concat!(
            "(SELECT k.id FROM account k
              WHERE k.id = ",
            $account,
            " AND k.disabled_at IS NULL
                AND (k.id = c.owner
                     OR EXISTS (SELECT 1 FROM contact kp JOIN location kw ON kw.id = kp.location
                                WHERE kp.account = k.id AND kp.organisation = COALESCE(c.organisation, i.organisation)
                                  AND kp.approved_at IS NOT NULL AND kp.ended_at IS NULL
                                  AND (kp.location = COALESCE(c.location, i.location)
                                       OR (kp.primary_since IS NOT NULL AND kw.head_office_since IS NOT NULL)))
                     OR EXISTS (SELECT 1 FROM link kl JOIN contract kc ON kc.id = kl.contract
                                WHERE kl.account = k.id AND kl.ended_at IS NULL
                                  AND (kc.id = c.id OR kc.location = COALESCE(c.location, i.location)))))"
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
                    JOIN contract kc ON kc.location = km.location
                    WHERE kl.ended_at IS NULL AND kl.account = ",
            $account
        )
    };
}
pub(crate) use contracts_of_colleagues;
