//! Program support: what can be asked of the service centre of a region, free of charge.

/// The offer under whose terms cases are taken; it grants nothing and costs nothing.
pub const OFFER: &str = "program-support";

/// What a case is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// The IDs of a contract were lost.
    MissingIds,
    /// The contracts of a membership are to be activated.
    Activation,
    /// The organisation has a further location.
    AdditionalLocation,
    /// The membership itself.
    Membership,
    /// Anything else.
    Other,
}

impl Topic {
    /// Every topic, in the order they are offered.
    pub const ALL: [Self; 5] = [
        Self::MissingIds,
        Self::Activation,
        Self::AdditionalLocation,
        Self::Membership,
        Self::Other,
    ];

    /// The word it is stored and addressed under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MissingIds => "missing-ids",
            Self::Activation => "activation",
            Self::AdditionalLocation => "additional-location",
            Self::Membership => "membership",
            Self::Other => "other",
        }
    }

    /// The topic stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.code() == code)
    }
}
