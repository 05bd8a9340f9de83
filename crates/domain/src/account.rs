//! Accounts: the sign-ins of people, what they may do here, and how sure we are that it is they.

use crate::limits;
use crate::time::Moment;

/// An account's row in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountRef(pub i64);

/// What a member of the vendor's staff may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Works incidents at the desk.
    Engineer,
    /// Answers disputes and approves adjustments.
    Supervisor,
    /// Activates benefits and re-sends IDs for a region.
    ServiceCentre,
    /// Keeps the catalogue, the offers and the people.
    Administrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [
        Self::Engineer,
        Self::Supervisor,
        Self::ServiceCentre,
        Self::Administrator,
    ];

    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Engineer => "engineer",
            Self::Supervisor => "supervisor",
            Self::ServiceCentre => "service_centre",
            Self::Administrator => "administrator",
        }
    }

    /// The role stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// A kind of letter that a person may turn off. Letters about signing in, IDs and deductions always come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Notice {
    /// An engineer has answered.
    Answers,
    /// The status of a request has changed.
    Status,
    /// We wait for the customer.
    Reminders,
    /// Little is left on a contract.
    Balance,
    /// A contract ends soon.
    Ends,
    /// The monthly statement.
    Statements,
}

impl Notice {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Answers,
        Self::Status,
        Self::Reminders,
        Self::Balance,
        Self::Ends,
        Self::Statements,
    ];

    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Status => "status",
            Self::Reminders => "reminders",
            Self::Balance => "balance",
            Self::Ends => "ends",
            Self::Statements => "statements",
        }
    }

    /// The kind stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.code() == code)
    }
}

/// The time zone of an account until its person has chosen one.
pub const ZONE_UNTIL_CHOSEN: &str = "Europe/Stockholm";

/// When a session ends that began at `begun` and was last used at `used`: after idle time, or after its longest life.
pub fn session_end(is_staff: bool, begun: Moment, used: Moment) -> Moment {
    let (idle, longest) = if is_staff {
        (
            used.plus_minutes(limits::STAFF_SESSION_IDLE_MINUTES),
            begun.plus_hours(limits::STAFF_SESSION_HOURS_MAX),
        )
    } else {
        (
            used.plus_days(limits::SESSION_IDLE_DAYS),
            begun.plus_days(limits::SESSION_DAYS_MAX),
        )
    };
    idle.min(longest)
}

/// A signed-in account as one request sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Its row.
    pub account: AccountRef,
    /// The opaque key that stands for it in the ledger and in addresses.
    pub key: String,
    /// The e-mail address it was proven with.
    pub email: String,
    /// What to call the person; empty until given.
    pub name: String,
    /// The chosen language's code.
    pub language: Option<String>,
    /// The IANA name of the person's time zone.
    pub zone: String,
    /// `auto`, `light` or `dark`.
    pub theme: String,
    /// Whether the desk answers to single letters.
    pub shortcuts: bool,
    /// Staff roles; empty for a customer.
    pub roles: Vec<Role>,
    /// When a passkey was last used in this session.
    pub passkey_at: Option<Moment>,
    /// The network that the request came from, as far as budgets go.
    pub network: Box<str>,
}

impl Person {
    /// What to call them: the name, else the address.
    pub fn label(&self) -> &str {
        if self.name.is_empty() {
            &self.email
        } else {
            &self.name
        }
    }

    /// Whether the person holds any of `roles`, with a passkey shown in this session.
    pub fn holds(&self, roles: &[Role]) -> bool {
        self.passkey_at.is_some() && self.roles.iter().any(|role| roles.contains(role))
    }
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Nobody has signed in.
    Visitor,
    /// A signed-in account.
    Person(Person),
    /// A job or a command of the operator's, named by an opaque key such as `job:expiry`.
    House(&'static str),
}

impl Caller {
    /// The signed-in account.
    pub const fn person(&self) -> Option<&Person> {
        match self {
            Self::Person(person) => Some(person),
            Self::Visitor | Self::House(_) => None,
        }
    }

    /// Where the request came from, for those of whom the audit log keeps it: the staff.
    pub fn network(&self) -> Option<&str> {
        let person = self.person().filter(|person| !person.roles.is_empty());
        person.map(|person| &*person.network)
    }

    /// The opaque key that stands for the caller in the ledger.
    pub fn key(&self) -> &str {
        match self {
            Self::Person(person) => &person.key,
            Self::House(name) => name,
            Self::Visitor => "visitor",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::session_end;
    use crate::time::Moment;

    #[test]
    fn a_session_ends_idle_or_old_and_sooner_for_staff() {
        let begun = Moment::parse("2026-11-24T08:00:00Z").expect("an instant");
        let end = |is_staff, used| session_end(is_staff, begun, used).to_string();
        assert_eq!(end(false, begun), "2026-12-08T08:00:00Z");
        assert_eq!(end(false, begun.plus_days(89)), "2027-02-22T08:00:00Z");
        assert_eq!(end(true, begun), "2026-11-24T09:00:00Z");
        assert_eq!(end(true, begun.plus_minutes(690)), "2026-11-24T20:00:00Z");
    }
}
