//! What makes contracts of a partner come to be activated, what is then issued, and by when.

use super::programme::{Activation, Benefit, Level, Planned, Programme, Standing};
use crate::catalog::Key;
use crate::refusal::Refusal;
use crate::time::{Moment, Zone};

/// Why contracts are to be activated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// The membership has begun or was renewed.
    Renewal,
    /// The partner has asked for what its membership brings.
    Request,
    /// A location with a competency of its own has asked for its toolkit.
    Toolkit,
    /// Unlimited cloud support was bought.
    Purchase,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Self; 4] = [Self::Renewal, Self::Request, Self::Toolkit, Self::Purchase];

    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Renewal => "renewal",
            Self::Request => "request",
            Self::Toolkit => "toolkit",
            Self::Purchase => "purchase",
        }
    }

    /// The cause stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.code() == code)
    }

    /// Whether what is issued lasts as long as the membership; else as long as its offer says, from the day on which
    /// it is activated.
    pub const fn follows_membership(self) -> bool {
        matches!(self, Self::Renewal | Self::Request)
    }
}

/// What a partner or a location of it has bought besides its membership.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Addition {
    /// Signature Cloud Support, for the whole partner.
    SignatureCloud,
    /// The toolkit of a location.
    Toolkit,
}

impl Addition {
    /// Every addition.
    pub const ALL: [Self; 2] = [Self::SignatureCloud, Self::Toolkit];

    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignatureCloud => "signature_cloud",
            Self::Toolkit => "toolkit",
        }
    }

    /// The addition stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|addition| addition.code() == code)
    }
}

/// What a toolkit that was bought stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toolkit {
    /// A contract that can be asked for.
    Open,
    /// It has its contract, or one of the location's toolkits is in use.
    Used,
}

/// What a location brings along that asks for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Site {
    /// Whether it is the head office.
    pub is_head_office: bool,
    /// Whether it has earned a competency of its own.
    pub has_competency: bool,
    /// The toolkit, where it has bought one.
    pub toolkit: Option<Toolkit>,
}

impl Activation {
    /// When the contracts of a membership that begins at `renewed` have to be activated at the latest: so many days
    /// later where the partner is.
    pub fn due(self, renewed: Moment, zone: &Zone) -> Option<Moment> {
        match self {
            Self::Proactive { days } => {
                Some(zone.start_of_day(zone.date_of(renewed).plus_days(i32::from(days))))
            }
            Self::OnRequest => None,
        }
    }
}

/// Whether a location of a partner of that level may ask for contracts for `cause`.
///
/// # Errors
/// [`Refusal::NotInMembership`] for what the level does not bring, what comes by itself, or a toolkit without a
/// competency of the location's own; [`Refusal::ToolkitUsed`] for a toolkit that has its contract.
pub fn may_ask(
    programme: &Programme,
    level: &Level,
    cause: Cause,
    site: Site,
) -> Result<(), Refusal> {
    let may = match cause {
        Cause::Renewal => site.is_head_office && level.activation != Activation::OnRequest,
        Cause::Request => site.is_head_office && level.activation == Activation::OnRequest,
        Cause::Toolkit => {
            !site.is_head_office
                && site.has_competency
                && site.toolkit.is_some()
                && level.toolkit.is_some()
        }
        Cause::Purchase => site.is_head_office && programme.cloud_support.is_some(),
    };
    if !may {
        return Err(Refusal::NotInMembership);
    }
    if cause == Cause::Toolkit && site.toolkit == Some(Toolkit::Used) {
        return Err(Refusal::ToolkitUsed);
    }
    Ok(())
}

/// The contracts that are issued for `cause`.
pub fn plan(
    programme: &Programme,
    level: &Level,
    cause: Cause,
    standing: Standing,
) -> Vec<Planned> {
    let single = |benefit, offer: &Option<Key>| {
        let planned = offer.iter().map(|offer| Planned {
            benefit,
            offer: offer.clone(),
        });
        planned.collect()
    };
    match cause {
        Cause::Renewal | Cause::Request => level.plan(standing),
        Cause::Toolkit => single(Benefit::Toolkit, &level.toolkit),
        Cause::Purchase => single(Benefit::CloudSupport, &programme.cloud_support),
    }
}

impl Programme {
    /// Whether the offer called `offer` is sold to partners with a membership only.
    pub fn is_for_members(&self, offer: &str) -> bool {
        let support = self.cloud_support.as_ref();
        support.is_some_and(|support| support.as_str() == offer)
    }

    /// The offers that a benefit is made from at any level: a contract of one of them is what a renewal replaces.
    pub fn offers_of(&self, benefit: Benefit) -> Vec<String> {
        let offers = self.levels.iter().flat_map(|level| match benefit {
            Benefit::Core => vec![&level.core],
            Benefit::Advisory => level.advisory.iter().collect(),
            Benefit::Toolkit => level.toolkit.iter().collect(),
            Benefit::Cloud => level
                .cloud
                .iter()
                .flat_map(|cloud| [&cloud.counted, &cloud.with_competency])
                .collect(),
            Benefit::CloudSupport => self.cloud_support.iter().collect(),
        });
        offers.map(ToString::to_string).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Name;
    use crate::partner::CloudOffers;

    fn key(text: &str) -> Key {
        Key::parse(text).expect("a key")
    }

    fn level(name: &str, activation: Activation) -> Level {
        let full = activation != Activation::OnRequest;
        Level {
            key: key(name),
            name: Name::new([("en".to_owned(), name.to_owned())].into()),
            core: key(&format!("{name}-core")),
            advisory: Some(key(&format!("{name}-hours"))),
            cloud: full.then(|| CloudOffers {
                counted: key(&format!("{name}-scs")),
                with_competency: key("scs-unlimited"),
            }),
            toolkit: full.then(|| key("toolkit")),
            activation,
            program_support: true,
        }
    }

    fn programme() -> Programme {
        let levels = [
            ("gold", Activation::Proactive { days: 28 }),
            ("pack", Activation::OnRequest),
        ];
        Programme {
            levels: levels.map(|(name, how)| level(name, how)).into(),
            competencies: Vec::new(),
            cloud_support: Some(key("asfp")),
        }
    }

    #[test]
    fn a_renewal_is_activated_within_its_days_and_a_request_when_it_is_asked_for() {
        let renewed = Moment::parse("2026-11-01T00:00:00Z").expect("an instant");
        let (within, utc) = (Activation::Proactive { days: 28 }, Zone::UTC);
        let due = |renewed, zone| within.due(renewed, zone).map(|due| due.to_string());
        assert_eq!(due(renewed, &utc).as_deref(), Some("2026-11-29T00:00:00Z"));
        assert_eq!(Activation::OnRequest.due(renewed, &utc), None);
        // The clocks go forward between: the days are those of the calendar, not 28 × 24 hours.
        let stockholm = Zone::named("Europe/Stockholm").expect("a zone");
        let in_march = Moment::parse("2026-02-28T23:00:00Z").expect("an instant");
        assert_eq!(
            due(in_march, &stockholm).as_deref(),
            Some("2026-03-28T23:00:00Z")
        );
        let over_the_change = Moment::parse("2026-03-14T23:00:00Z").expect("an instant");
        assert_eq!(
            due(over_the_change, &stockholm).as_deref(),
            Some("2026-04-11T22:00:00Z")
        );
    }

    #[test]
    fn only_what_a_membership_brings_can_be_asked_for() {
        use Cause::{Purchase, Renewal, Request, Toolkit};
        let programme = programme();
        let site = |is_head_office, has_competency, has_toolkit: bool| Site {
            is_head_office,
            has_competency,
            toolkit: has_toolkit.then_some(super::Toolkit::Open),
        };
        let head_office = site(true, true, true);
        for (level, cause, site, expected) in [
            (0, Renewal, head_office, true),
            (0, Request, head_office, false),
            (1, Renewal, head_office, false),
            (1, Request, head_office, true),
            (1, Request, site(false, true, true), false),
            (0, Toolkit, site(false, true, true), true),
            (0, Toolkit, site(false, false, true), false),
            (0, Toolkit, site(false, true, false), false),
            (0, Toolkit, head_office, false),
            (1, Toolkit, site(false, true, true), false),
            (1, Purchase, head_office, true),
            (0, Purchase, site(false, true, true), false),
        ] {
            let answer = may_ask(&programme, &programme.levels[level], cause, site);
            assert_eq!(answer.is_ok(), expected, "{cause:?} {site:?}");
        }
        let used = Site {
            toolkit: Some(super::Toolkit::Used),
            ..site(false, true, true)
        };
        let again = may_ask(&programme, &programme.levels[0], Toolkit, used);
        assert_eq!(again, Err(Refusal::ToolkitUsed));
    }

    #[test]
    fn what_a_renewal_replaces_may_have_been_made_at_another_level() {
        let programme = programme();
        assert_eq!(
            programme.offers_of(Benefit::Core),
            ["gold-core", "pack-core"]
        );
        assert_eq!(
            programme.offers_of(Benefit::Cloud),
            ["gold-scs", "scs-unlimited"]
        );
        let bought = plan(
            &programme,
            &programme.levels[1],
            Cause::Purchase,
            Standing::default(),
        );
        assert_eq!(bought[0].offer, key("asfp"));
        let toolkit = plan(
            &programme,
            &programme.levels[0],
            Cause::Toolkit,
            Standing::default(),
        );
        assert_eq!(toolkit[0].benefit, Benefit::Toolkit);
    }
}
