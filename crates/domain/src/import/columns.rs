//! Which column of a file is which, by what its heading says in either language.

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Contracts with their opening balances.
    Contracts,
    /// Organisations with their locations.
    Organisations,
    /// Contacts of organisations.
    Contacts,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Contracts, Self::Organisations, Self::Contacts];

    /// The word it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Contracts => "contracts",
            Self::Organisations => "organisations",
            Self::Contacts => "contacts",
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
            Self::Organisations => &[
                Field::PartnerId,
                Field::Organisation,
                Field::Location,
                Field::Country,
                Field::Zone,
                Field::HeadOffice,
                Field::Level,
                Field::Renewal,
            ],
            Self::Contacts => &[
                Field::Organisation,
                Field::Location,
                Field::ContactName,
                Field::Email,
                Field::Phone,
                Field::Language,
                Field::Primary,
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
            Self::Organisations => &[Field::Organisation, Field::Location, Field::HeadOffice],
            Self::Contacts => &[Field::Organisation, Field::ContactName, Field::Email],
        }
    }

    /// What a file with these headings holds: the kind that most of them belong to, those that it needs counting twice.
    pub fn guess(headings: &[String]) -> Self {
        let told = |kind: &Self| {
            let known = recognise(*kind, headings).into_iter().flatten();
            known
                .map(|field| if kind.needed().contains(&field) { 2 } else { 1 })
                .sum::<usize>()
        };
        let best = Self::ALL.into_iter().rev().max_by_key(told);
        best.unwrap_or(Self::Contracts)
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
                "organisationname",
                "organizationname",
                "companyname",
                "organisationsnamn",
                "foretagsnamn",
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
            Self::PartnerId => &["partnerid", "partnernumber", "partnernummer", "mpnid"],
            Self::Location => &[
                "location",
                "locationname",
                "site",
                "office",
                "city",
                "plats",
                "kontor",
                "ort",
                "platsensnamn",
            ],
            Self::Zone => &["timezone", "zone", "tidszon"],
            Self::HeadOffice => &["headoffice", "headquarters", "hq", "huvudkontor"],
            Self::Level => &[
                "level",
                "membership",
                "membershiplevel",
                "niva",
                "medlemskap",
            ],
            Self::Renewal => &[
                "renewal",
                "renewaldate",
                "renewson",
                "fornyas",
                "fornyelse",
                "fornyelsedatum",
            ],
            Self::ContactName => &[
                "name",
                "contact",
                "contactname",
                "namn",
                "kontakt",
                "kontaktperson",
            ],
            Self::Email => &[
                "email",
                "emailaddress",
                "mail",
                "epost",
                "epostadress",
                "mejl",
            ],
            Self::Phone => &[
                "phone",
                "telephone",
                "phonenumber",
                "telefon",
                "telefonnummer",
            ],
            Self::Language => &["language", "sprak"],
            Self::Primary => &[
                "primary",
                "primarycontact",
                "primaryprogramcontact",
                "primar",
                "primarkontakt",
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
    fn what_a_file_holds_is_told_by_its_headings() {
        let guessed = |headings: &[&str]| {
            let headings: Vec<String> = headings.iter().map(|&heading| heading.into()).collect();
            Kind::guess(&headings)
        };
        let sites = [
            "Partner ID",
            "Organisation",
            "Location",
            "Country",
            "Head office",
        ];
        let people = [
            "Partner-ID",
            "Plats",
            "Namn",
            "E-post",
            "Telefon",
            "Språk",
            "Primär",
        ];
        let contracts = [
            "Access ID",
            "Contract ID",
            "Organisation",
            "Plan",
            "Start",
            "Left",
        ];
        assert_eq!(guessed(&sites), Kind::Organisations);
        assert_eq!(guessed(&people), Kind::Contacts);
        assert_eq!(guessed(&contracts), Kind::Contracts);
        assert_eq!(
            guessed(&["Colour"]),
            Kind::Contracts,
            "and then asked for its columns"
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
