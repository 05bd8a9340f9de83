//! What is done with partners: their locations and people, memberships and what these bring, and program support.

use actions::organisations::{self, NewContact, NewLocation, NewOrganisation};
use actions::partners::{self, Dates, Holding, NewMembership};
use actions::program::{self, NewCase};
use actions::{Answer, By, contracts};
use domain::partner::{Addition, Cause};
use domain::refusal::Refusal;
use domain::time::Moment;

use super::Played;
use super::errands::{DONE, address};
use super::incidents::contact;
use crate::story::{Errand, Outcome};

impl Played {
    pub(super) async fn partner(
        &mut self,
        at: Moment,
        who: &str,
        errand: &Errand,
    ) -> Answer<Outcome> {
        match errand {
            Errand::Enrol { .. }
            | Errand::Open { .. }
            | Errand::File { .. }
            | Errand::Appoint(_)
            | Errand::Member { .. }
            | Errand::Hold { .. } => self.keep(at, who, errand).await,
            Errand::Waiting(_) | Errand::Activate { .. } | Errand::CloudSupport { .. } => {
                self.activate(at, who, errand).await
            }
            Errand::AskContracts(partner) => {
                let visit = self.visit(at, who).await?;
                let key = self.organisation(partner)?;
                partners::request_activation(&self.house, By::Visit(&visit), &key).await?;
                Ok(DONE)
            }
            Errand::AskToolkit(site) => {
                let visit = self.visit(at, who).await?;
                let key = self.site(site)?;
                partners::request_toolkit(&self.house, By::Visit(&visit), &key).await?;
                Ok(DONE)
            }
            Errand::FollowUp => {
                partners::follow_up(&self.house, at).await?;
                Ok(DONE)
            }
            Errand::Benefits(partner) => self.benefits(at, who, partner).await,
            Errand::Case { case, topic, site } => {
                let visit = self.visit(at, who).await?;
                let case = NewCase {
                    topic: *topic,
                    location: self.site(site)?,
                    contract: None,
                    site: None,
                    subject: case.clone(),
                    words: "A story".to_owned(),
                    contact: contact(who),
                    once: case.clone(),
                };
                program::open(&self.house, &visit, case).await?;
                Ok(DONE)
            }
            _ => Err(Refusal::NotFound.into()),
        }
    }

    /// What is on file of organisations, as the service centre keeps it.
    async fn keep(&mut self, at: Moment, by: &str, errand: &Errand) -> Answer<Outcome> {
        let officer = self.visit(at, by).await?;
        let by = By::Visit(&officer);
        match errand {
            Errand::Enrol {
                partner,
                country,
                who,
            } => {
                self.visit(at, who).await?;
                let new = NewOrganisation {
                    name: partner.clone(),
                    partner_id: Some(partner_id(self.named.organisations.len())),
                    head_office: self.location(partner, country, who)?,
                };
                let made = organisations::create(&self.house, by, new).await?;
                let site = (made.head_office, partner.clone());
                self.named.sites.insert(partner.clone(), site);
                self.named.organisations.insert(partner.clone(), made.key);
            }
            Errand::Open {
                site,
                partner,
                country,
                who,
            } => {
                self.visit(at, who).await?;
                let new = self.location(site, country, who)?;
                let key = self.organisation(partner)?;
                let added = organisations::add_location(&self.house, by, &key, new).await?;
                let added = (added, partner.clone());
                self.named.sites.insert(site.clone(), added);
            }
            Errand::File { who, site } => {
                self.visit(at, who).await?;
                let (site, contact) = (self.site(site)?, on_file(who)?);
                organisations::file_contact(&self.house, by, &site, contact, None).await?;
            }
            Errand::Appoint(who) => {
                let contact = self.on_file(&officer, who).await?;
                organisations::change_primary(&self.house, by, &contact, "A story").await?;
            }
            Errand::Member {
                level,
                partner,
                first_day,
            } => {
                let membership = NewMembership {
                    organisation: self.organisation(partner)?,
                    level: level.clone(),
                    first_day: *first_day,
                    last_day: None,
                    is_activated: false,
                };
                partners::record_membership(&self.house, by, membership).await?;
            }
            Errand::Hold { what, site } => {
                let holding = match Addition::from_code(what) {
                    Some(addition) => Holding::Addition(addition),
                    None => Holding::Competency(what.clone()),
                };
                partners::hold(&self.house, by, &self.site(site)?, holding).await?;
            }
            _ => return Err(Refusal::NotFound.into()),
        }
        Ok(DONE)
    }

    async fn activate(&mut self, at: Moment, who: &str, errand: &Errand) -> Answer<Outcome> {
        let officer = self.visit(at, who).await?;
        let by = By::Visit(&officer);
        let (activated, names) = match errand {
            Errand::Waiting(cause) => {
                let waiting = partners::queue(&self.house, &officer, *cause, None).await?;
                let told = waiting.page.tasks.iter().map(|task| {
                    let due = task.due.map(|due| task.zone.date_of(due).previous());
                    match due {
                        Some(last) if task.is_overdue => {
                            format!("{} overdue since {last}", task.location_name)
                        }
                        Some(last) => format!("{} by {last}", task.location_name),
                        None => task.location_name.clone(),
                    }
                });
                return Ok(Outcome::Told(told.collect()));
            }
            Errand::Activate { cause, contracts } => {
                let task = self.task(at, who, *cause).await?;
                let dates = Dates::default();
                let done = partners::activate(&self.house, by, &task, dates).await?;
                (done, contracts.clone())
            }
            Errand::CloudSupport { partner, contract } => {
                let key = self.organisation(partner)?;
                let done = partners::buy_cloud_support(&self.house, by, &key).await?;
                (done, vec![contract.clone()])
            }
            _ => return Err(Refusal::NotFound.into()),
        };
        let mut told = Vec::new();
        for (place, (benefit, issued)) in activated.contracts.iter().enumerate() {
            let summary = contracts::with_key(&self.house, by, &issued.key).await?;
            let units = match summary.left {
                Some(_) => summary.granted.to_string(),
                None => "unlimited".to_owned(),
            };
            told.push(format!("{} {units}", benefit.code()));
            if let Some(name) = names.get(place) {
                let owner = activated.recipient.name.clone();
                self.contracts.insert(name.clone(), issued.key.clone());
                self.owners.insert(name.clone(), owner);
            }
        }
        assert_eq!(
            told.len(),
            names.len(),
            "each contract has a name: {told:?}"
        );
        Ok(Outcome::Told(told))
    }

    /// The oldest task that waits after `cause`.
    async fn task(&mut self, at: Moment, who: &str, cause: Cause) -> Answer<String> {
        let officer = self.visit(at, who).await?;
        let waiting = partners::queue(&self.house, &officer, cause, None).await?;
        let first = waiting.page.tasks.into_iter().next();
        Ok(first.ok_or(Refusal::NotFound)?.key)
    }

    /// What `who` sees of a partner: its contracts with what is left, and internal-use rights.
    async fn benefits(&mut self, at: Moment, who: &str, partner: &str) -> Answer<Outcome> {
        let visit = self.visit(at, who).await?;
        let key = self.organisation(partner)?;
        let shown = partners::show(&self.house, &visit, &key).await?.page;
        let contracts = shown.benefits.iter().map(|benefit| {
            let left = benefit.contract.left.map(|left| left.to_string());
            let left = left.unwrap_or_else(|| "unlimited".to_owned());
            format!("{} {left}", benefit.contract.offer.key)
        });
        let rights = shown
            .rights
            .iter()
            .map(|one| format!("rights of {}", one.key));
        let mut told: Vec<String> = contracts.chain(rights).collect();
        told.sort();
        Ok(Outcome::Told(told))
    }

    fn location(&self, name: &str, country: &str, who: &str) -> Result<NewLocation, Refusal> {
        Ok(NewLocation {
            name: name.to_owned(),
            country: country.to_owned(),
            zone: self.zone.clone(),
            contact: Some(on_file(who)?),
        })
    }

    fn organisation(&self, name: &str) -> Result<String, Refusal> {
        let key = self.named.organisations.get(name).cloned();
        key.ok_or(Refusal::NotFound)
    }

    fn site(&self, name: &str) -> Result<String, Refusal> {
        let site = self.named.sites.get(name);
        site.map(|(key, _)| key.clone()).ok_or(Refusal::NotFound)
    }
}

fn on_file(who: &str) -> Result<NewContact, Refusal> {
    Ok(NewContact {
        name: who.to_owned(),
        email: address(who)?,
        phone: None,
        language: "en".to_owned(),
    })
}

/// A partner ID for each partner of a story.
fn partner_id(place: usize) -> String {
    format!("{}", 4_648_141 + place)
}
