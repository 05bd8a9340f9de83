//! Organisations with their locations: a row for each location, that of the head office first.

use std::collections::BTreeSet;

use domain::ids::PublicKey;
use domain::import::{Defect, Field, Flaws, SiteLine, read_site};
use domain::time::{Date, Moment, Zone};
use serde::{Deserialize, Serialize};
use store::{Fault, Reader, Tx, params};

use super::check::{Draw, Sheet};
use super::fill::Work;
use super::named::{Named, Organisations, Site};
use super::staged::{Claim, Judged, Line, Outcome, Staged, became, digest, objects, text};
use super::stored::{Phase, Turned};
use crate::organisations::import::{self, Incoming, derived};
use crate::partners::import::{self as memberships, Period, Standing};

/// A location beside a head office that the file did not add to it.
const STRANGER: &str = "
    SELECT x.id FROM location w JOIN location x ON x.organisation = w.organisation AND x.id <> w.id
    WHERE w.id = $1 AND w.head_office_since IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM import_row r WHERE r.import = $2 AND r.first = $3 AND r.object = x.id) LIMIT 1";

/// What a row says, as the later steps need it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Facts {
    partner_id: Option<String>,
    organisation: String,
    /// The row of the organisation that is here.
    known: Option<i64>,
    location: String,
    country: String,
    zone: String,
    is_head_office: bool,
    /// Where it is not here yet.
    membership: Option<Membership>,
}

/// A level with the half-open interval in which it holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Membership {
    level: String,
    starts: i64,
    ends: i64,
}

/// What the rows of `sheet` are.
pub(super) fn judge(reader: &Reader<'_>, sheet: &Sheet<'_>) -> Result<Vec<Judged>, Fault> {
    let lines = sheet.lines(|of, terms| read_site(of, terms));
    let here = Here::of(reader, &lines)?;
    Ok(sheet.judged(lines, |line, draw| here.state(&line, draw)))
}

/// What is here about some rows.
struct Here {
    organisations: Organisations,
    sites: Vec<Site>,
    memberships: Vec<Standing>,
}

impl Here {
    fn of(reader: &Reader<'_>, lines: &[Result<SiteLine, Flaws>]) -> Result<Self, Fault> {
        let lines = lines.iter().flatten();
        let names = lines.flat_map(|line| {
            let partner_id = line.partner_id.as_deref();
            partner_id.into_iter().chain([line.organisation.as_str()])
        });
        let names: BTreeSet<&str> = names.collect();
        let organisations = Organisations::of(reader, &names)?;
        let sites = organisations.sites(reader)?;
        let rows: Vec<i64> = sites.iter().map(|site| site.organisation).collect();
        Ok(Self {
            organisations,
            sites,
            memberships: memberships::standing(reader, &rows)?,
        })
    }

    /// What a row is, and what is to be written down of it.
    fn state(
        &self,
        line: &SiteLine,
        (chance, _): Draw,
    ) -> Result<(Outcome, Line), (Field, Defect)> {
        let known = self.organisation(line)?;
        let site = known.map(|known| self.site(known, line)).transpose()?;
        let site = site.flatten();
        let membership = self.membership(line, known)?;
        let outcome = match (site, &membership) {
            (None, _) => Outcome::New,
            (Some(_), Some(_)) => Outcome::Changed,
            (Some(_), None) => Outcome::Same,
        };
        let facts = Facts {
            partner_id: line.partner_id.clone(),
            organisation: line.organisation.clone(),
            known: known.map(|known| known.organisation),
            location: line.location.clone(),
            country: line.country.clone(),
            zone: line.zone.name().to_owned(),
            is_head_office: line.is_head_office,
            membership,
        };
        let is_first = known.is_some() || line.is_head_office;
        let stated = Line {
            key: PublicKey::mint('w', chance).to_string(),
            claims: claims(&facts),
            needs: (!is_first).then_some((Field::Organisation, Defect::HeadOfficeMissing)),
            secret: None,
            facts: text(&facts),
            object: site.map(|site| site.row),
        };
        Ok((outcome, stated))
    }

    /// The organisation that a row names, if it is here: by its partner ID, or without one by its name.
    fn organisation(&self, line: &SiteLine) -> Result<Option<&Named>, (Field, Defect)> {
        let all = &self.organisations;
        let Some(partner_id) = &line.partner_id else {
            let called = all.called(&line.organisation);
            return called.map_err(|defect| (Field::Organisation, defect));
        };
        match all.partner(partner_id) {
            Some(known) if known.name != line.organisation => {
                Err((Field::Organisation, Defect::NameDiffers))
            }
            known => Ok(known),
        }
    }

    /// The location of that name, if it is here. An import moves none.
    fn site(&self, known: &Named, line: &SiteLine) -> Result<Option<&Site>, (Field, Defect)> {
        let mut sites = self.sites.iter();
        let is_it =
            |site: &&Site| site.organisation == known.organisation && site.name == line.location;
        let Some(site) = sites.find(is_it) else {
            return if line.is_head_office {
                Err((Field::HeadOffice, Defect::HeadOfficeDiffers))
            } else {
                Ok(None)
            };
        };
        if site.country != line.country {
            return Err((Field::Country, Defect::LocationDiffers));
        }
        if site.zone != line.zone.name() {
            return Err((Field::Zone, Defect::LocationDiffers));
        }
        if site.is_head_office != line.is_head_office {
            return Err((Field::HeadOffice, Defect::HeadOfficeDiffers));
        }
        Ok(Some(site))
    }

    /// The membership that a row tells of, if it is not here.
    fn membership(
        &self,
        line: &SiteLine,
        known: Option<&Named>,
    ) -> Result<Option<Membership>, (Field, Defect)> {
        let Some((level, renewal)) = &line.membership else {
            return Ok(None);
        };
        let (starts, ends) = year(*renewal, &line.zone);
        let here = self.memberships.iter().filter(|one| {
            let organisation = known.map(|known| known.organisation);
            Some(one.organisation) == organisation && one.starts < ends && starts < one.ends
        });
        let here: Vec<&Standing> = here.collect();
        match here[..] {
            [] => Ok(Some(Membership {
                level: level.clone(),
                starts: starts.0,
                ends: ends.0,
            })),
            [one] if one.level == *level && one.ends == ends => Ok(None),
            _ => Err((Field::Renewal, Defect::MembershipDiffers)),
        }
    }
}

/// The year that ends with the day before a renewal.
fn year(renewal: Date, zone: &Zone) -> (Moment, Moment) {
    let before = Date::new(renewal.year() - 1, renewal.month(), renewal.day());
    let first_day = before.unwrap_or_else(|_| renewal.plus_days(-365));
    (zone.start_of_day(first_day), zone.start_of_day(renewal))
}

/// What a row is about: an organisation that is not here, of which several rows can be locations; its head office; its
/// own location.
fn claims(facts: &Facts) -> Vec<Claim> {
    let whole = match (&facts.known, &facts.partner_id) {
        (Some(row), _) => format!("known/{row}"),
        (None, Some(partner_id)) => format!("partner/{partner_id}"),
        (None, None) => format!("name/{}", facts.organisation.to_lowercase()),
    };
    let says = digest(facts);
    let own = |field, value: &str, text| Claim {
        field: (field, value.to_owned()),
        text,
        says,
        is_shared: false,
    };
    let mut claims = Vec::new();
    if facts.known.is_none() {
        claims.push(Claim {
            field: (Field::Organisation, facts.organisation.clone()),
            text: whole.clone(),
            says: digest(&(&facts.partner_id, &facts.organisation)),
            is_shared: true,
        });
    }
    let location = &facts.location;
    claims.push(own(
        Field::Location,
        location,
        format!("{whole}\u{1f}{location}"),
    ));
    if facts.is_head_office {
        claims.push(own(
            Field::HeadOffice,
            location,
            format!("{whole}\u{1f}\u{1f}"),
        ));
    }
    claims
}

/// Takes the step that the phase of the import asks for. What is filled is all there is: nobody but the service centre
/// sees an organisation that nobody belongs to.
pub(super) fn step(tx: &mut Tx<'_>, work: &Work<'_>) -> Result<Option<Turned>, Fault> {
    for staged in work.rows {
        let facts: Facts = staged.facts()?;
        let turned = match work.import.phase {
            Phase::Filling => fill(tx, work, (staged, &facts))?,
            Phase::Shutting => used(tx, work.import.id, staged)?,
            Phase::Clearing => clear(tx, work, staged)?,
            _ => None,
        };
        if turned.is_some() {
            return Ok(turned);
        }
    }
    Ok(None)
}

fn fill(
    tx: &mut Tx<'_>,
    work: &Work<'_>,
    (staged, facts): (&Staged, &Facts),
) -> Result<Option<Turned>, Fault> {
    let (import, at) = (work.import, work.at);
    let late = Some(Turned::Row(staged.row, Defect::ChangedMeanwhile));
    let location = if staged.is_new() {
        let firsts: Vec<i64> = staged.first.into_iter().collect();
        let first = objects(tx, import.id, &firsts)?.into_values().next();
        let incoming = Incoming {
            key: &staged.key,
            organisation: (&facts.organisation, facts.partner_id.as_deref()),
            name: &facts.location,
            country: &facts.country,
            zone: &facts.zone,
            known: facts.known,
            sibling: first,
        };
        let Some(row) = import::add(tx, &import.actor, &incoming, at)? else {
            return Ok(late);
        };
        became(tx, import.id, &[(staged.row, row)])?;
        Some(row)
    } else {
        staged.object
    };
    let (Some(membership), Some(location)) = (&facts.membership, location) else {
        return Ok(None);
    };
    let period = Period {
        key: &membership_key(staged),
        location,
        level: &membership.level,
        interval: (Moment(membership.starts), Moment(membership.ends)),
    };
    let recorded = memberships::record(tx, &import.actor, &period, at)?;
    Ok(if recorded { None } else { late })
}

/// The opaque key of the membership that a row tells of.
fn membership_key(staged: &Staged) -> String {
    derived('m', &staged.key)
}

/// What a row became has been used where anything stands on it that is not of the file.
fn used(tx: &Tx<'_>, import: i64, staged: &Staged) -> Result<Option<Turned>, Fault> {
    let membership = membership_key(staged);
    let mut is_used = memberships::is_used(tx, &membership)?;
    if let (false, Some(location), true) = (is_used, staged.object, staged.is_new()) {
        let strangers = params![location, import, staged.row];
        is_used = import::is_used(tx, location, &membership)?
            || tx
                .maybe(STRANGER, strangers, |row| row.get::<i64>(0))?
                .is_some();
    }
    Ok(is_used.then_some(Turned::Used(staged.row)))
}

/// Takes back what a row became. What has come to be used in the meantime stays.
fn clear(tx: &mut Tx<'_>, work: &Work<'_>, staged: &Staged) -> Result<Option<Turned>, Fault> {
    let actor = &work.import.actor;
    if used(tx, work.import.id, staged)?.is_none() {
        memberships::take_back(tx, actor, &membership_key(staged), work.at)?;
        if let Some(location) = staged.object.filter(|_| staged.is_new()) {
            import::take_back(tx, actor, location, work.at)?;
        }
    }
    Ok(None)
}
