//! What a column holds.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The Access ID.
    AccessId,
    /// The Contract ID.
    ContractId,
    /// The offer, by key or name.
    Plan,
    /// The e-mail address of the person who owns it.
    OwnerEmail,
    /// The organisation that owns it, by partner ID or name.
    Organisation,
    /// The two letters of a country.
    Country,
    /// First usable day.
    Start,
    /// Last usable day.
    LastDay,
    /// Units left: the opening balance.
    Left,
    /// The partner ID of an organisation.
    PartnerId,
    /// What a location is called.
    Location,
    /// The time zone of a location.
    Zone,
    /// Whether a location is the head office.
    HeadOffice,
    /// The level of a membership.
    Level,
    /// The day on which a membership is renewed.
    Renewal,
    /// What a contact is called.
    ContactName,
    /// The e-mail address of a contact.
    Email,
    /// The telephone number of a contact.
    Phone,
    /// The language of a contact.
    Language,
    /// Whether a contact is its location's primary one.
    Primary,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 20] = [
        Self::AccessId,
        Self::ContractId,
        Self::Plan,
        Self::OwnerEmail,
        Self::Organisation,
        Self::Country,
        Self::Start,
        Self::LastDay,
        Self::Left,
        Self::PartnerId,
        Self::Location,
        Self::Zone,
        Self::HeadOffice,
        Self::Level,
        Self::Renewal,
        Self::ContactName,
        Self::Email,
        Self::Phone,
        Self::Language,
        Self::Primary,
    ];

    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AccessId => "access_id",
            Self::ContractId => "contract_id",
            Self::Plan => "plan",
            Self::OwnerEmail => "owner_email",
            Self::Organisation => "organisation",
            Self::Country => "country",
            Self::Start => "start",
            Self::LastDay => "last_day",
            Self::Left => "left",
            Self::PartnerId => "partner_id",
            Self::Location => "location",
            Self::Zone => "zone",
            Self::HeadOffice => "head_office",
            Self::Level => "level",
            Self::Renewal => "renewal",
            Self::ContactName => "contact_name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Language => "language",
            Self::Primary => "primary",
        }
    }

    /// The field stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == code)
    }
}
