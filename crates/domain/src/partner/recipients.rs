//! Whom lost IDs may be sent to: contacts on file only, by the policy of the benefit's region.

use super::LocationRef;
use crate::catalog::IdPolicy;

/// Where somebody or something of a partner is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The location.
    pub location: LocationRef,
    /// Whether that is the head office.
    pub is_head_office: bool,
    /// The ISO 3166-1 code of its country.
    pub country: String,
}

/// A contact on file, as far as this rule needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Where the contact is filed.
    pub at: Located,
    /// Whether it is that location's primary program contact.
    pub is_primary: bool,
}

/// Why a contact is sent the IDs of a benefit, or is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    /// The primary program contact of the benefit's location.
    Primary,
    /// Another contact in the benefit's country, where the region allows it.
    SameCountry,
    /// The region sends IDs to the primary program contact only.
    PrimaryOnly,
    /// The contact is in another country than the benefit.
    OtherCountry,
    /// The benefit is the head office's, and the contact another location's.
    HeadOfficeOnly,
}

impl Sending {
    /// Whether the IDs may go there.
    pub const fn is_allowed(self) -> bool {
        matches!(self, Self::Primary | Self::SameCountry)
    }
}

/// Whether the IDs of a benefit that belongs to `benefit` may be sent to `contact` under `policy`.
///
/// That a location's contact never sees the head office's pair [T17] goes before the policy that lets every contact in
/// the country have it [T19].
pub fn recipients(policy: IdPolicy, benefit: &Located, contact: &Contact) -> Sending {
    if contact.is_primary && contact.at.location == benefit.location {
        return Sending::Primary;
    }
    if policy == IdPolicy::PrimaryContact {
        return Sending::PrimaryOnly;
    }
    if contact.at.country != benefit.country {
        return Sending::OtherCountry;
    }
    if benefit.is_head_office && contact.at.location != benefit.location {
        return Sending::HeadOfficeOnly;
    }
    Sending::SameCountry
}

#[cfg(test)]
mod tests {
    use super::*;

    fn located(location: i64, country: &str) -> Located {
        Located {
            location: LocationRef(location),
            is_head_office: location == 1,
            country: country.to_owned(),
        }
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "a table: one row for each case")]
    fn t19_ids_go_to_the_primary_contact_or_where_the_region_allows_it_to_the_same_country() {
        use IdPolicy::{ContactsInSameCountry as Country, PrimaryContact as Primary};
        let head_office = || located(1, "SE");
        let (kalmar, malmo, oslo) = (located(2, "SE"), located(3, "SE"), located(4, "NO"));
        for (policy, benefit, at, is_primary, expected) in [
            // The head office's pair.
            (
                Primary,
                head_office(),
                head_office(),
                true,
                Sending::Primary,
            ),
            (
                Primary,
                head_office(),
                head_office(),
                false,
                Sending::PrimaryOnly,
            ),
            (
                Primary,
                head_office(),
                kalmar.clone(),
                true,
                Sending::PrimaryOnly,
            ),
            (
                Country,
                head_office(),
                head_office(),
                true,
                Sending::Primary,
            ),
            (
                Country,
                head_office(),
                head_office(),
                false,
                Sending::SameCountry,
            ),
            // [T17]: in the same country, and still another location's.
            (
                Country,
                head_office(),
                kalmar.clone(),
                true,
                Sending::HeadOfficeOnly,
            ),
            (
                Country,
                head_office(),
                oslo.clone(),
                true,
                Sending::OtherCountry,
            ),
            // A location's pair.
            (
                Primary,
                kalmar.clone(),
                kalmar.clone(),
                true,
                Sending::Primary,
            ),
            (
                Primary,
                kalmar.clone(),
                kalmar.clone(),
                false,
                Sending::PrimaryOnly,
            ),
            (
                Primary,
                kalmar.clone(),
                head_office(),
                true,
                Sending::PrimaryOnly,
            ),
            (
                Country,
                kalmar.clone(),
                kalmar.clone(),
                false,
                Sending::SameCountry,
            ),
            (
                Country,
                kalmar.clone(),
                head_office(),
                true,
                Sending::SameCountry,
            ),
            (
                Country,
                kalmar.clone(),
                malmo.clone(),
                false,
                Sending::SameCountry,
            ),
            (Country, kalmar, oslo.clone(), false, Sending::OtherCountry),
            (Country, oslo, head_office(), true, Sending::OtherCountry),
        ] {
            let contact = Contact { at, is_primary };
            let found = recipients(policy, &benefit, &contact);
            assert_eq!(found, expected, "{policy:?}, {benefit:?}, {contact:?}");
        }
    }
}
