//! Which column of a file is which, by what its heading says in either language.

use super::field::Field;
use super::kind::Kind;

/// What each heading stands for; of two that say the same, the first.
pub fn recognise(kind: Kind, headings: &[String]) -> Vec<Option<Field>> {
    let mut free: Vec<Field> = kind.fields().to_vec();
    let said = headings.iter().map(|heading| {
        let heading = folded(heading);
        let place = free
            .iter()
            .position(|field| known_headings(*field).contains(&heading.as_str()))?;
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

/// What its heading may say, as [`folded`] leaves it.
#[expect(clippy::too_many_lines, reason = "a table: one entry for each field")]
const fn known_headings(field: Field) -> &'static [&'static str] {
    match field {
        Field::AccessId => &["accessid", "accessnumber", "atkomstid"],
        Field::ContractId => &[
            "contractid",
            "contractnumber",
            "kontraktsid",
            "kontraktid",
            "kontraktsnummer",
            "avtalsid",
        ],
        Field::Plan => &[
            "plan",
            "supportplan",
            "offer",
            "product",
            "erbjudande",
            "supportplannamn",
            "kontraktstyp",
        ],
        Field::OwnerEmail => &[
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
        Field::Organisation => &[
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
        Field::Country => &["country", "countrycode", "land", "landskod"],
        Field::Start => &[
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
        Field::LastDay => &[
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
        Field::Left => &[
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
        Field::PartnerId => &["partnerid", "partnernumber", "partnernummer", "mpnid"],
        Field::Location => &[
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
        Field::Zone => &["timezone", "zone", "tidszon"],
        Field::HeadOffice => &["headoffice", "headquarters", "hq", "huvudkontor"],
        Field::Level => &[
            "level",
            "membership",
            "membershiplevel",
            "niva",
            "medlemskap",
        ],
        Field::Renewal => &[
            "renewal",
            "renewaldate",
            "renewson",
            "fornyas",
            "fornyelse",
            "fornyelsedatum",
        ],
        Field::ContactName => &[
            "name",
            "contact",
            "contactname",
            "namn",
            "kontakt",
            "kontaktperson",
        ],
        Field::Email => &[
            "email",
            "emailaddress",
            "mail",
            "epost",
            "epostadress",
            "mejl",
        ],
        Field::Phone => &[
            "phone",
            "telephone",
            "phonenumber",
            "telefon",
            "telefonnummer",
        ],
        Field::Language => &["language", "sprak"],
        Field::Primary => &[
            "primary",
            "primarycontact",
            "primaryprogramcontact",
            "primar",
            "primarkontakt",
        ],
    }
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
