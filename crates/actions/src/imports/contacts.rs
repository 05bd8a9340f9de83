//! Contacts of organisations that are here.

use std::collections::BTreeSet;

use domain::ids::PublicKey;
use domain::import::{ContactLine, Defect, Field, Flaws, read_contact};
use serde::{Deserialize, Serialize};
use store::{Fault, Reader, Tx};

use super::check::{Draw, Sheet};
use super::fill::Work;
use super::named::{Organisations, Site};
use super::staged::{Claim, Judged, Line, Outcome, Staged, became, digest, text};
use super::stored::{Phase, Turned};
use crate::organisations::import_contacts::{self as import, Detail, Incoming, OnFile};

/// What a row says, as the later steps need it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Facts {
    organisation: i64,
    location: i64,
    email: String,
    detail: Detail,
    before: Option<Detail>,
    /// The contact that stood for the location, by row, where this one takes its place.
    instead_of: Option<i64>,
}

/// What the rows of `sheet` are.
pub(super) fn judge(reader: &Reader<'_>, sheet: &Sheet<'_>) -> Result<Vec<Judged>, Fault> {
    let lines = sheet.lines(|of, terms| read_contact(of, terms));
    let here = Here::of(reader, &lines)?;
    Ok(sheet.judged(lines, |line, draw| here.state(line, draw)))
}

/// What is here about some rows.
struct Here {
    organisations: Organisations,
    sites: Vec<Site>,
    on_file: Vec<OnFile>,
}

impl Here {
    fn of(reader: &Reader<'_>, lines: &[Result<ContactLine, Flaws>]) -> Result<Self, Fault> {
        let lines = || lines.iter().flatten();
        let names: BTreeSet<&str> = lines().map(|line| line.organisation.as_str()).collect();
        let organisations = Organisations::of(reader, &names)?;
        let sites = organisations.sites(reader)?;
        let emails: Vec<String> = lines().map(|line| line.email.as_str().to_owned()).collect();
        let places: Vec<i64> = sites.iter().map(|site| site.row).collect();
        Ok(Self {
            organisations,
            sites,
            on_file: import::on_file(reader, &emails, &places)?,
        })
    }

    /// What a row is, and what is to be written down of it.
    fn state(
        &self,
        line: ContactLine,
        (chance, _): Draw,
    ) -> Result<(Outcome, Line), (Field, Defect)> {
        let organisation = self.organisations.one(&line.organisation);
        let organisation = organisation.map_err(|defect| (Field::Organisation, defect))?;
        let organisation = organisation.organisation;
        let site = self.site(organisation, line.location.as_deref())?;
        let email = line.email.as_str().to_owned();
        let mut here = self.on_file.iter();
        let here = here.find(|one| one.organisation == organisation && one.email == email);
        if here.is_some_and(|one| one.location != site.row || !one.is_approved) {
            return Err((Field::Email, Defect::OnFileElsewhere));
        }
        // Nobody stops standing for a location by a file: somebody else takes the place.
        let was_primary = here.is_some_and(|one| one.detail.is_primary);
        let detail = Detail {
            name: line.name,
            phone: line.phone,
            language: line.language,
            is_primary: line.is_primary || was_primary,
        };
        let outcome = match here {
            None => Outcome::New,
            Some(here) if here.detail == detail => Outcome::Same,
            Some(_) => Outcome::Changed,
        };
        let stands = |one: &&OnFile| one.location == site.row && one.detail.is_primary;
        let primary = self.on_file.iter().find(stands).map(|one| one.row);
        let facts = Facts {
            organisation,
            location: site.row,
            email,
            before: here.map(|here| here.detail.clone()),
            instead_of: primary.filter(|_| detail.is_primary && !was_primary),
            detail,
        };
        let stated = Line {
            key: PublicKey::mint('k', chance).to_string(),
            claims: claims(&facts, &site.name),
            needs: None,
            secret: None,
            facts: text(&facts),
            object: here.map(|here| here.row),
        };
        Ok((outcome, stated))
    }

    /// The location of that name; the head office where none is given.
    fn site(&self, organisation: i64, name: Option<&str>) -> Result<&Site, (Field, Defect)> {
        let mut sites = self
            .sites
            .iter()
            .filter(|site| site.organisation == organisation);
        let found = match name {
            Some(name) => sites.find(|site| site.name.to_lowercase() == name.to_lowercase()),
            None => sites.find(|site| site.is_head_office),
        };
        found.ok_or((Field::Location, Defect::LocationUnknown))
    }
}

/// What a row is about: a person, who is on file once in an organisation; and who stands for a location.
fn claims(facts: &Facts, location: &str) -> Vec<Claim> {
    let says = digest(facts);
    let own = |field, value: &str, text| Claim {
        field: (field, value.to_owned()),
        text,
        says,
        is_shared: false,
    };
    let Facts {
        organisation,
        email,
        ..
    } = facts;
    let mut claims = vec![own(Field::Email, email, format!("{organisation}/{email}"))];
    if facts.detail.is_primary {
        let text = format!("primary/{}", facts.location);
        claims.push(own(Field::Primary, location, text));
    }
    claims
}

/// Takes the step that the phase of the import asks for.
pub(super) fn step(tx: &mut Tx<'_>, work: &Work<'_>) -> Result<Option<Turned>, Fault> {
    for staged in work.rows {
        let facts: Facts = staged.facts()?;
        let turned = match work.import.phase {
            Phase::Filling => fill(tx, work, (staged, &facts))?,
            Phase::Opening => open(tx, work, (staged, &facts)).map(|()| None)?,
            Phase::Shutting => shut(tx, work, (staged, &facts))?,
            _ => clear(tx, work, staged).map(|()| None)?,
        };
        if turned.is_some() {
            return Ok(turned);
        }
    }
    Ok(None)
}

/// Files a new contact, who is not on file yet and holds no place.
fn fill(
    tx: &mut Tx<'_>,
    work: &Work<'_>,
    (staged, facts): (&Staged, &Facts),
) -> Result<Option<Turned>, Fault> {
    if !staged.is_new() {
        return Ok(None);
    }
    let incoming = Incoming {
        key: &staged.key,
        organisation: facts.organisation,
        location: facts.location,
        email: &facts.email,
        detail: &facts.detail,
    };
    match import::file(tx, &incoming, work.at)? {
        Some(row) => became(tx, work.import.id, &[(staged.row, row)]).map(|()| None),
        None => Ok(Some(Turned::Row(staged.row, Defect::ChangedMeanwhile))),
    }
}

/// Puts a contact on file, or changes the one who is.
fn open(tx: &mut Tx<'_>, work: &Work<'_>, (staged, facts): (&Staged, &Facts)) -> Result<(), Fault> {
    let Some(contact) = staged.object else {
        return Ok(());
    };
    let actor = &work.import.actor;
    if staged.is_new() {
        import::approve(tx, actor, contact, work.at)?;
    } else {
        import::amend(tx, actor, (contact, &facts.detail), work.at)?;
    }
    if facts.detail.is_primary {
        import::appoint(tx, actor, contact, work.at)?;
    }
    Ok(())
}

/// Takes a contact off the file again, and gives back what it took the place of.
fn shut(
    tx: &mut Tx<'_>,
    work: &Work<'_>,
    (staged, facts): (&Staged, &Facts),
) -> Result<Option<Turned>, Fault> {
    let Some(contact) = staged.object else {
        return Ok(None);
    };
    let actor = &work.import.actor;
    match &facts.before {
        None if !import::hide(tx, contact)? => return Ok(Some(Turned::Used(staged.row))),
        None => {}
        Some(before) => import::amend(tx, actor, (contact, before), work.at)?,
    }
    if let Some(before) = facts.instead_of {
        import::appoint(tx, actor, before, work.at)?;
    }
    Ok(None)
}

/// Drops a contact that nobody sees.
fn clear(tx: &mut Tx<'_>, work: &Work<'_>, staged: &Staged) -> Result<(), Fault> {
    match staged.object.filter(|_| staged.is_new()) {
        Some(contact) => import::drop_hidden(tx, &work.import.actor, contact, work.at),
        None => Ok(()),
    }
}
