//! The partner programme as the vendor writes it, and what a membership brings by it.

use crate::catalog::{Key, Name};

/// How the contracts of a membership come to be activated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// By the service centre, after each renewal, within so many days.
    Proactive {
        /// Days from the renewal.
        days: u16,
    },
    /// When the partner asks for it.
    OnRequest,
}

/// What Signature Cloud Support brings at a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloudOffers {
    /// The offer of a partner without a cloud competency.
    pub counted: Key,
    /// The offer of a partner with one.
    pub with_competency: Key,
}

/// A level of membership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// Stable key.
    pub key: Key,
    /// What it is called.
    pub name: Name,
    /// The offer of its core incidents, on premises.
    pub core: Key,
    /// The offer of its advisory hours, where there are some.
    pub advisory: Option<Key>,
    /// What Signature Cloud Support brings, where the level can have it.
    pub cloud: Option<CloudOffers>,
    /// The offer of the further core benefit set that a location with a competency can buy.
    pub toolkit: Option<Key>,
    /// How its contracts come to be activated.
    pub activation: Activation,
    /// Whether its members may open program support cases.
    pub program_support: bool,
}

/// A competency that a location can earn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Competency {
    /// Stable key.
    pub key: Key,
    /// What it is called.
    pub name: Name,
    /// Whether it is one in cloud products.
    pub cloud: bool,
    /// What its holder may use internally, in words.
    pub internal_use: Name,
}

/// The programme. An installation without partners has an empty one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Programme {
    /// The levels, highest first.
    pub levels: Vec<Level>,
    /// The competencies, in the order they are shown.
    pub competencies: Vec<Competency>,
    /// The offer of unlimited cloud support, which is bought.
    pub cloud_support: Option<Key>,
}

/// What a contract brings to a partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Benefit {
    /// Incidents with products on premises.
    Core,
    /// Incidents with cloud products.
    Cloud,
    /// Hours of advice.
    Advisory,
    /// A location's further core benefit set.
    Toolkit,
    /// Unlimited cloud support that was bought.
    CloudSupport,
}

impl Benefit {
    /// Every benefit.
    pub const ALL: [Self; 5] = [
        Self::Core,
        Self::Cloud,
        Self::Advisory,
        Self::Toolkit,
        Self::CloudSupport,
    ];

    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Cloud => "cloud",
            Self::Advisory => "advisory",
            Self::Toolkit => "toolkit",
            Self::CloudSupport => "cloud_support",
        }
    }

    /// The benefit stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|benefit| benefit.code() == code)
    }
}

/// A contract that is to be issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// What it brings.
    pub benefit: Benefit,
    /// The offer that it is made from.
    pub offer: Key,
}

/// What a partner has besides its level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Whether it has Signature Cloud Support.
    pub signature_cloud: bool,
    /// Whether one of its competencies is in cloud products.
    pub cloud_competency: bool,
}

impl Programme {
    /// The level called `key`.
    pub fn level(&self, key: &str) -> Option<&Level> {
        self.levels.iter().find(|level| level.key.as_str() == key)
    }

    /// The competency called `key`.
    pub fn competency(&self, key: &str) -> Option<&Competency> {
        self.competencies
            .iter()
            .find(|competency| competency.key.as_str() == key)
    }
}

impl Level {
    /// The contracts that a membership of this level brings: one pair for core incidents, one for Signature Cloud
    /// Support, and advisory hours, which need none.
    pub fn plan(&self, standing: Standing) -> Vec<Planned> {
        let planned = |benefit, offer: &Key| Planned {
            benefit,
            offer: offer.clone(),
        };
        let cloud = self.cloud.as_ref().filter(|_| standing.signature_cloud);
        let mut plan = vec![planned(Benefit::Core, &self.core)];
        plan.extend(cloud.map(|offers| {
            let offer = if standing.cloud_competency {
                &offers.with_competency
            } else {
                &offers.counted
            };
            planned(Benefit::Cloud, offer)
        }));
        plan.extend(
            self.advisory
                .as_ref()
                .map(|offer| planned(Benefit::Advisory, offer)),
        );
        plan
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Key {
        Key::parse(text).expect("a key")
    }

    fn level(cloud: bool) -> Level {
        Level {
            key: key("gold"),
            name: Name::new([("en".to_owned(), "Gold".to_owned())].into()),
            core: key("gold-20"),
            advisory: Some(key("advisory-50h")),
            cloud: cloud.then(|| CloudOffers {
                counted: key("scs-10"),
                with_competency: key("scs-unlimited"),
            }),
            toolkit: None,
            activation: Activation::Proactive { days: 28 },
            program_support: true,
        }
    }

    fn offers(level: &Level, signature_cloud: bool, cloud_competency: bool) -> Vec<String> {
        let standing = Standing {
            signature_cloud,
            cloud_competency,
        };
        let plan = level.plan(standing);
        plan.iter()
            .map(|planned| planned.offer.to_string())
            .collect()
    }

    #[test]
    fn signature_cloud_support_is_a_second_contract_and_unlimited_with_a_cloud_competency() {
        let gold = level(true);
        for (has_cloud, competency, expected) in [
            (false, false, vec!["gold-20", "advisory-50h"]),
            (false, true, vec!["gold-20", "advisory-50h"]),
            (true, false, vec!["gold-20", "scs-10", "advisory-50h"]),
            (true, true, vec!["gold-20", "scs-unlimited", "advisory-50h"]),
        ] {
            assert_eq!(offers(&gold, has_cloud, competency), expected);
        }
        assert_eq!(
            offers(&level(false), true, true),
            ["gold-20", "advisory-50h"]
        );
    }
}
