//! A support contract: its states, its label in the cloud area, and who stands behind it.

use crate::ids::AccessId;
use crate::ledger::ContractRef;
use crate::time::{Date, Moment, Zone};

/// What has been decided about a contract. *Expired* and *exhausted* are never stored: both follow from the clock and
/// the ledger, and a credit revives an exhausted one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Milestones {
    /// When the pair was issued.
    pub issued: Moment,
    /// When it was activated.
    pub activated: Option<Moment>,
    /// First instant it may be used.
    pub starts: Moment,
    /// First instant it may no longer be used: midnight in the contract's zone after the last usable day.
    pub ends: Moment,
    /// First instant at which it can no longer be activated.
    pub redeem_by: Option<Moment>,
    /// Since when it has been suspended.
    pub suspended: Option<Moment>,
    /// When it was cancelled.
    pub cancelled: Option<Moment>,
    /// The contract that took its place.
    pub superseded_by: Option<ContractRef>,
}

/// How a contract stands at a moment, units apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// In force.
    Active,
    /// Issued, but not activated or not begun.
    NotYetActive,
    /// Past its end.
    Expired,
    /// Stopped for the time being.
    Suspended,
    /// Stopped for good.
    Cancelled,
    /// Replaced by another contract.
    Superseded(ContractRef),
}

impl Milestones {
    /// How the contract stands at `at`, where `usable_until` is the later of its end and any days of grace.
    pub fn standing(&self, usable_until: Moment, at: Moment) -> Standing {
        if self.cancelled.is_some() {
            return Standing::Cancelled;
        }
        if let Some(successor) = self.superseded_by {
            return Standing::Superseded(successor);
        }
        if self.suspended.is_some() {
            return Standing::Suspended;
        }
        if at >= usable_until.max(self.ends) {
            return Standing::Expired;
        }
        if self.activated.is_none_or(|activated| at < activated) || at < self.starts {
            return Standing::NotYetActive;
        }
        Standing::Active
    }

    /// The last day on which the contract can be used, as it is printed.
    pub fn last_day(&self, zone: &Zone) -> Date {
        zone.date_of(Moment(self.ends.0 - 1))
    }
}

/// What identifies a contract in the cloud area, where the plan's name does not show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The last two digits of the year it was created in.
    pub year: u8,
    /// The programme, such as `SCS`.
    pub programme: String,
    /// The partner's ID.
    pub partner: String,
    /// An ISO country code, or nothing where it is unknown.
    pub country: Option<String>,
    /// The first four digits of the Access ID.
    pub access_start: String,
}

impl Label {
    /// The label of a contract created in `year`.
    pub fn new(
        year: i16,
        programme: &str,
        partner: &str,
        country: Option<&str>,
        access: &AccessId,
    ) -> Self {
        Self {
            year: u8::try_from(year.rem_euclid(100)).unwrap_or_default(),
            programme: programme.to_owned(),
            partner: partner.to_owned(),
            country: country.map(str::to_owned),
            access_start: access.as_str().chars().take(4).collect(),
        }
    }

    /// Reads a label as it is printed, tolerating a hyphen where the dash belongs.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(['–', '-']).map(str::trim);
        let (year, programme) = parts.next()?.split_once(' ')?;
        let partner = parts.next()?;
        let (country, access) = parts.next()?.split_once(' ')?;
        let access = access.trim().strip_prefix('(')?.strip_suffix("xxxxx)")?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if parts.next().is_some()
            || year.len() != 2
            || !digits(year)
            || access.len() != 4
            || !digits(access)
        {
            return None;
        }
        let programme = programme.trim();
        (!programme.is_empty() && !partner.is_empty()).then(|| Self {
            year: year.parse().unwrap_or_default(),
            programme: programme.to_owned(),
            partner: partner.to_owned(),
            country: (country != "unk").then(|| country.to_owned()),
            access_start: access.to_owned(),
        })
    }
}

impl std::fmt::Display for Label {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            year,
            programme,
            partner,
            country,
            access_start,
        } = self;
        let country = country.as_deref().unwrap_or("unk");
        write!(
            f,
            "{year:02} {programme} – {partner} – {country} ({access_start}xxxxx)"
        )
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Label;
    use crate::ids::AccessId;

    fn label(year: i16, programme: &str, country: Option<&str>, access: &str) -> String {
        let access = AccessId::parse(access).expect("an Access ID");
        Label::new(year, programme, "4648141", country, &access).to_string()
    }

    #[test]
    fn a_label_has_two_digits_of_the_year_unk_and_always_five_x() {
        let table = [
            (
                label(2015, "SCS", None, "0037481207"),
                "15 SCS – 4648141 – unk (0037xxxxx)",
            ),
            (
                label(2009, "MPN Gold", Some("SE"), "0230242323"),
                "09 MPN Gold – 4648141 – SE (0230xxxxx)",
            ),
            (
                label(2100, "SCS", Some("GB"), "123456"),
                "00 SCS – 4648141 – GB (1234xxxxx)",
            ),
            (
                label(2026, "SCS", None, "12345678901234567890"),
                "26 SCS – 4648141 – unk (1234xxxxx)",
            ),
        ];
        for (printed, expected) in table {
            assert_eq!(printed, expected);
        }
    }

    #[test]
    fn what_is_no_label_is_not_read_as_one() {
        let read = Label::parse("15 SCS - 4648141 - unk (0037xxxxx)").expect("a hyphen will do");
        assert_eq!(read.to_string(), "15 SCS – 4648141 – unk (0037xxxxx)");
        for text in [
            "",
            "SCS – 4648141 – unk (0037xxxxx)",
            "2015 SCS – 4648141 – unk (0037xxxxx)",
            "15 SCS – 4648141 – unk (0037xxxx)",
            "15 SCS – 4648141 – unk (037xxxxx)",
            "15 SCS – 4648141 – unk (0037481207)",
            "15 SCS – 4648141 – unk – SE (0037xxxxx)",
            "15 SCS – – unk (0037xxxxx)",
            "15 – 4648141 – unk (0037xxxxx)",
            "15 SCS – 4648141 (0037xxxxx)",
        ] {
            assert_eq!(Label::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_label_reads_back_as_itself(
            year in 2000_i16..2100,
            programme in "[A-Z][A-Za-z]{0,6}( [A-Z][a-z]{1,6})?",
            partner in "[0-9]{1,10}",
            country in proptest::option::of("[A-Z]{2}"),
            access in "[0-9]{6,20}",
        ) {
            let access = AccessId::parse(&access).expect("an Access ID");
            let label = Label::new(year, &programme, &partner, country.as_deref(), &access);
            prop_assert_eq!(Label::parse(&label.to_string()), Some(label));
        }
    }
}
