//! Which column of a file is which, by what its heading says in either language.

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Contracts with their opening balances.
    Contracts,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 1] = [Self::Contracts];

    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Contracts => "contracts",
        }
    }

    /// The kind stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What a file of this kind can say, in the order of its template.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Contracts => &[
                Field::AccessId,
                Field::ContractId,
                Field::Plan,
                Field::OwnerEmail,
                Field::Organisation,
                Field::Country,
                Field::Start,
                Field::LastDay,
                Field::Left,
            ],
        }
    }

    /// The columns without which no row can be read.
    pub const fn needed(self) -> &'static [Field] {
        match self {
            Self::Contracts => &[
                Field::AccessId,
                Field::ContractId,
                Field::Plan,
                Field::Start,
                Field::Left,
            ],
        }
    }
}

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
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 9] = [
        Self::AccessId,
        Self::ContractId,
        Self::Plan,
        Self::OwnerEmail,
        Self::Organisation,
        Self::Country,
        Self::Start,
        Self::LastDay,
        Self::Left,
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
        }
    }

    /// The field stored under `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == code)
    }

    /// What its heading may say, as [`folded`] leaves it.
    #[expect(clippy::too_many_lines, reason = "a table: one entry for each field")]
    const fn headings(self) -> &'static [&'static str] {
        match self {
            Self::AccessId => &["accessid", "accessnumber", "atkomstid"],
            Self::ContractId => &[
                "contractid",
                "contractnumber",
                "kontraktsid",
                "kontraktid",
                "kontraktsnummer",
                "avtalsid",
            ],
            Self::Plan => &[
                "plan",
                "supportplan",
                "offer",
                "product",
                "erbjudande",
                "supportplannamn",
                "kontraktstyp",
            ],
            Self::OwnerEmail => &[
                "owneremail",
                "owner",
                "email",
                "emailaddress",
                "agare",
                "agarensepost",
                "agarensepostadress",
                "epost",
                "epostadress",
                "mejl",
                "mail",
            ],
            Self::Organisation => &[
                "organisation",
                "organization",
                "company",
                "customer",
                "partner",
                "partnerid",
                "foretag",
                "kund",
                "bolag",
            ],
            Self::Country => &["country", "countrycode", "land", "landskod"],
            Self::Start => &[
                "start",
                "startdate",
                "firstday",
                "from",
                "validfrom",
                "startdatum",
                "forstadag",
                "fran",
                "giltigfran",
            ],
            Self::LastDay => &[
                "end",
                "enddate",
                "lastday",
                "expires",
                "expirydate",
                "to",
                "validto",
                "slut",
                "slutdatum",
                "sistadag",
                "till",
                "giltigtill",
                "gartut",
            ],
            Self::Left => &[
                "left",
                "incidentsleft",
                "remaining",
                "balance",
                "openingbalance",
                "quantity",
                "kvar",
                "incidenterkvar",
                "saldo",
                "ingaendesaldo",
                "antal",
                "antalkvar",
            ],
        }
    }
}

/// What each heading stands for; of two that say the same, the first.
pub fn recognise(kind: Kind, headings: &[String]) -> Vec<Option<Field>> {
    let mut free: Vec<Field> = kind.fields().to_vec();
    let said = headings.iter().map(|heading| {
        let heading = folded(heading);
        let place = free
            .iter()
            .position(|field| field.headings().contains(&heading.as_str()))?;
        Some(free.remove(place))
    });
    said.collect()
}

/// A heading in small letters without accents, spaces and marks.
fn folded(heading: &str) -> String {
    let letters = heading.chars().flat_map(char::to_lowercase);
    letters
        .filter_map(|letter| match letter {
            'å' | 'ä' | 'à' | 'á' => Some('a'),
            'ö' | 'ó' => Some('o'),
            'é' | 'è' => Some('e'),
            letter => letter.is_alphanumeric().then_some(letter),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recognised(headings: &[&str]) -> Vec<Option<Field>> {
        let headings: Vec<String> = headings.iter().map(|&heading| heading.into()).collect();
        recognise(Kind::Contracts, &headings)
    }

    #[test]
    fn headings_are_known_in_both_languages_however_they_are_written() {
        let wanted = vec![
            Some(Field::AccessId),
            Some(Field::ContractId),
            Some(Field::Plan),
            Some(Field::OwnerEmail),
            Some(Field::Start),
            Some(Field::LastDay),
            Some(Field::Left),
        ];
        assert_eq!(
            recognised(&[
                "Access ID",
                "contract_id",
                "PLAN",
                "Owner e-mail",
                "Start date",
                "End date",
                "Left"
            ]),
            wanted
        );
        assert_eq!(
            recognised(&[
                "Access-ID",
                "Kontrakts-ID",
                "Supportplan",
                "Ägarens e-post",
                "Startdatum",
                "Slutdatum",
                "Ingående saldo"
            ]),
            wanted
        );
    }

    #[test]
    fn a_heading_said_twice_counts_once_and_an_unknown_one_not_at_all() {
        assert_eq!(
            recognised(&["End", "Expires", "Colour", ""]),
            [Some(Field::LastDay), None, None, None]
        );
    }
}
