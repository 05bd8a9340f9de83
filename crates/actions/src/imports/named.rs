//! The organisations that rows name.

use std::collections::BTreeSet;

use domain::import::Defect;
use store::{Fault, Reader, params};

/// Organisations with their head offices, by partner ID or by name in lower case.
const NAMED: &str = "
    SELECT o.id, w.id, o.name, o.looked_for, o.partner_id
    FROM organisation o JOIN location w ON w.organisation = o.id AND w.head_office_since IS NOT NULL
    WHERE o.looked_for IN_LIST($1) OR o.partner_id IN_LIST($2)";

/// Their locations. No partner has more than a few hundred.
const SITES: &str = "
    SELECT id, organisation, name, country, zone, head_office_since FROM location WHERE organisation IN_LIST($1)";

/// An organisation that rows name.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub organisation: i64,
    pub head_office: i64,
    pub name: String,
    looked_for: String,
    pub partner_id: Option<String>,
}

/// A location of one.
pub(super) struct Site {
    pub row: i64,
    pub organisation: i64,
    pub name: String,
    pub country: String,
    pub zone: String,
    pub is_head_office: bool,
}

/// What is here under some names.
pub(super) struct Organisations(Vec<Named>);

impl Organisations {
    /// Looks up what `names` may name.
    pub fn of(reader: &Reader<'_>, names: &BTreeSet<&str>) -> Result<Self, Fault> {
        if names.is_empty() {
            return Ok(Self(Vec::new()));
        }
        let looked_for: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let found = reader.rows(NAMED, params![&looked_for, &names], |row| {
            Ok(Named {
                organisation: row.get(0)?,
                head_office: row.get(1)?,
                name: row.get(2)?,
                looked_for: row.get(3)?,
                partner_id: row.get(4)?,
            })
        });
        Ok(Self(found?))
    }

    /// The one with that partner ID.
    pub fn partner(&self, partner_id: &str) -> Option<&Named> {
        let mut all = self.0.iter();
        all.find(|one| one.partner_id.as_deref() == Some(partner_id))
    }

    /// The one with that name, however it is written.
    ///
    /// # Errors
    /// [`Defect::OrganisationUnknown`] where several have it.
    pub fn called(&self, name: &str) -> Result<Option<&Named>, Defect> {
        let name = name.to_lowercase();
        let mut named = self.0.iter().filter(|one| one.looked_for == name);
        match (named.next(), named.next()) {
            (_, Some(_)) => Err(Defect::OrganisationUnknown),
            (found, None) => Ok(found),
        }
    }

    /// The one with that partner ID, or with that name.
    ///
    /// # Errors
    /// [`Defect::OrganisationUnknown`] where there is not exactly one.
    pub fn one(&self, named: &str) -> Result<&Named, Defect> {
        match self.partner(named) {
            Some(partner) => Ok(partner),
            None => self.called(named)?.ok_or(Defect::OrganisationUnknown),
        }
    }

    /// Their locations.
    pub fn sites(&self, reader: &Reader<'_>) -> Result<Vec<Site>, Fault> {
        let organisations: Vec<i64> = self.0.iter().map(|one| one.organisation).collect();
        reader.rows(SITES, params![&organisations], |row| {
            Ok(Site {
                row: row.get(0)?,
                organisation: row.get(1)?,
                name: row.get(2)?,
                country: row.get(3)?,
                zone: row.get(4)?,
                is_head_office: row.get::<Option<i64>>(5)?.is_some(),
            })
        })
    }
}
