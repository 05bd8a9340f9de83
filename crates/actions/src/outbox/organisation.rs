//! Letters about an organisation and its people. Tokens are derived when the letter is rendered.

use serde::{Deserialize, Serialize};

/// What every letter about an organisation tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboutOrganisation {
    /// The organisation's opaque key.
    pub organisation: String,
    /// What it is called.
    pub organisation_name: String,
    /// What the location is called.
    pub location_name: String,
}

/// What happened at an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum OrganisationNews {
    /// Somebody invites the reader.
    Invited {
        /// Who, as they are called.
        by: String,
        /// The contact's opaque key, which the invitation's address is derived from.
        contact: String,
    },
    /// Somebody asks to belong to it; told to those who decide.
    Asked {
        /// The name; empty until given.
        name: String,
        /// The address.
        email: String,
    },
    /// The reader was let in.
    Approved,
    /// The reader is the primary program contact of the location now.
    PrimaryNow,
    /// The reader was, and another one is.
    PrimaryBefore,
    /// What a membership brings was not activated in time; told to the supervisors.
    ActivationOverdue {
        /// The task's opaque key.
        activation: String,
        /// When the membership began or was renewed.
        renewed: i64,
    },
}

impl OrganisationNews {
    /// The word its kind is stored under.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Invited { .. } => "contact_invitation",
            Self::Asked { .. } => "contact_asked",
            Self::Approved => "contact_approved",
            Self::PrimaryNow => "primary_contact_now",
            Self::PrimaryBefore => "primary_contact_before",
            Self::ActivationOverdue { .. } => "activation_overdue",
        }
    }
}
