//! Letters about a contract. Contract IDs, tokens and codes are not among their facts: they are opened or derived
//! when the letter is rendered.

use std::collections::BTreeMap;

use domain::account::Notice;
use domain::ledger::Forecast;
use domain::time::Zone;
use serde::{Deserialize, Serialize};

/// What every letter about a contract tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboutContract {
    /// The contract's opaque key.
    pub contract: String,
    /// Its Access ID.
    pub access_id: String,
    /// The plan's name by language.
    pub plan: BTreeMap<String, String>,
}

/// What happened to a contract. Instants are microseconds since 1970, UTC; days are `YYYY-MM-DD`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum ContractNews {
    /// It was activated; the letter delivers both IDs.
    Activated {
        /// What it counts.
        unit: String,
        /// Units left, or nothing where it is unlimited.
        left: Option<i64>,
        /// First usable day.
        first_day: String,
        /// Last usable day.
        last_day: String,
    },
    /// Its Contract ID was changed; the letter delivers the new one.
    IdChanged {
        /// Who did it, as they are called.
        by: String,
        /// When.
        at: i64,
    },
    /// Its IDs were asked for; the letter delivers both.
    IdsResent {
        /// Who asked, as they are called; empty where nobody but an officer did.
        by: String,
    },
    /// Its Contract ID was changed; those who are linked need not do anything.
    IdChangedTold {
        /// Who did it, as they are called.
        by: String,
        /// When.
        at: i64,
    },
    /// Its Contract ID was shown to staff.
    IdShown {
        /// The role of whoever saw it, by its code.
        role: String,
        /// When.
        at: i64,
        /// Why, in their words.
        words: String,
    },
    /// Somebody has linked it.
    Linked {
        /// The new sign-in's address.
        email: String,
        /// The link's opaque key, which the address to undo it is derived from.
        link: String,
        /// Until when it can be undone.
        until: i64,
    },
    /// The reader's link was undone.
    Undone {
        /// Who did it, as they are called; empty where the letter's link was followed without signing in.
        by: String,
    },
    /// The owner has ended the reader's link.
    Revoked,
    /// Somebody shares it with the reader.
    Invited {
        /// Who, as they are called.
        by: String,
        /// What they write.
        message: String,
        /// The invitation's opaque key, which its address is derived from.
        invitation: String,
    },
    /// A code that confirms a new link while the number is being guessed at.
    LinkCode {
        /// The address of the one who wants to link it.
        email: String,
        /// The opaque key that the code is derived from.
        proof: String,
    },
    /// Many wrong IDs have been tried for it.
    PairsTried,
    /// It was suspended.
    Suspended,
    /// The suspension was lifted.
    Resumed,
    /// Little is left, or nothing.
    BalanceLow {
        /// What it counts.
        unit: String,
        /// Units left.
        left: i64,
        /// Last usable day.
        last_day: String,
        /// Where the balance is heading.
        outlook: Option<Outlook>,
    },
    /// It ends soon.
    EndsSoon {
        /// What it counts.
        unit: String,
        /// Units left, or nothing where it is unlimited.
        left: Option<i64>,
        /// Last usable day.
        last_day: String,
        /// Where the balance is heading.
        outlook: Option<Outlook>,
    },
}

/// Where a balance is heading at its present pace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outlook {
    /// Nothing has been used: so many units lapse.
    Unused(i64),
    /// It lasts, and so many units lapse.
    Lasts(i64),
    /// It runs out about that day.
    RunsOut(String),
}

impl Outlook {
    /// The forecast of a contract whose days are of `zone`.
    pub fn of(forecast: Forecast, zone: &Zone) -> Self {
        match forecast {
            Forecast::Unused { lapsing } => Self::Unused(lapsing),
            Forecast::Lasts { lapsing } => Self::Lasts(lapsing),
            Forecast::RunsOut { at } => Self::RunsOut(zone.date_of(at).to_string()),
        }
    }
}

impl ContractNews {
    /// The word its kind is stored under.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Activated { .. } => "contract_activated",
            Self::IdChanged { .. } => "contract_id_changed",
            Self::IdsResent { .. } => "contract_ids_resent",
            Self::IdChangedTold { .. } => "contract_id_changed_told",
            Self::IdShown { .. } => "contract_id_shown",
            Self::Linked { .. } => "contract_linked",
            Self::Undone { .. } => "link_undone",
            Self::Revoked => "link_revoked",
            Self::Invited { .. } => "contract_invitation",
            Self::LinkCode { .. } => "link_code",
            Self::PairsTried => "pairs_tried",
            Self::Suspended => "contract_suspended",
            Self::Resumed => "contract_resumed",
            Self::BalanceLow { .. } => "balance_low",
            Self::EndsSoon { .. } => "ends_soon",
        }
    }

    /// The kind of notice it is, which a person may have turned off; nothing for what always goes.
    pub const fn notice(&self) -> Option<Notice> {
        match self {
            Self::BalanceLow { .. } => Some(Notice::Balance),
            Self::EndsSoon { .. } => Some(Notice::Ends),
            _ => None,
        }
    }
}
