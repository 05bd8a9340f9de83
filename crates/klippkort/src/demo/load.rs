//! Loading the example world: every account, contract and request is made by the action that makes it in earnest.

use std::collections::BTreeMap;

use actions::accounts::region;
use actions::accounts::roles::{self, Change};
use actions::accounts::{Newcomer, enrol};
use actions::contracts::{self, Order, Owner};
use actions::known_problems::{self, Told};
use actions::ledger::{expire, seal};
use actions::organisations::{self, NewContact, NewLocation, NewOrganisation};
use actions::partners::{self, Holding, NewMembership};
use actions::saved_replies::{self, Reply};
use actions::{By, House, Wording, Wordings};
use domain::account::Role;
use domain::ids::{AccessId, ContractId, EmailAddress, PhoneNumber};
use domain::ledger::IncidentRef;
use domain::partner::Addition;
use domain::time::{Date, Moment};

use super::history::{What, history};
use super::world::{self, Contract, Location, Membership, Problem, SavedReply, Words, World};
use crate::failure::Failure;

/// Whoever does what nobody in the world does.
pub(super) const OPERATOR: &str = "operator";
/// Why a contract was stopped.
const SUSPENDED: &str = "The invoice is not paid.";

/// A world that is being made.
pub(super) struct Making<'a> {
    pub house: &'a House,
    pub world: &'a World,
    /// By key of a person or an organisation.
    pub(super) owners: BTreeMap<&'a str, Owner>,
    /// By Access ID: the opaque key.
    contracts: BTreeMap<&'a str, String>,
    /// By place in the file.
    pub incidents: BTreeMap<usize, IncidentRef>,
    /// By key of a person: the session, and when it was last used.
    pub sessions: BTreeMap<&'a str, ([u8; 32], Moment)>,
}

/// Makes the world as it is at `now`.
///
/// # Errors
/// [`Failure`] with what in the world could not be done.
pub async fn load(house: &House, world: &World, now: Moment) -> Result<(), Failure> {
    let mut making = Making {
        house,
        world,
        owners: BTreeMap::new(),
        contracts: BTreeMap::new(),
        incidents: BTreeMap::new(),
        sessions: BTreeMap::new(),
    };
    let history = history(world, now).map_err(unreadable)?;
    let beginning = history.first().map_or(now, |happening| happening.at);
    making.people(beginning).await?;
    making.organisations(beginning).await?;
    making.cloud(beginning).await?;
    for happening in history {
        making.happen(happening.at, happening.what).await?;
    }
    making.sign_out(now).await?;
    partners::follow_up(house, now).await?;
    expire(house, now).await?;
    seal(house, now).await?;
    Ok(())
}

pub(super) fn unreadable(problem: String) -> Failure {
    Failure::Found(vec![format!("world.toml: {problem}")])
}

/// What a text of the world is read as.
pub(super) fn read<T, E>(
    text: &str,
    read: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, Failure> {
    read(text).map_err(|_| unreadable(format!("{text} cannot be read")))
}

impl<'a> Making<'a> {
    async fn people(&mut self, at: Moment) -> Result<(), Failure> {
        let world = self.world;
        for person in &world.people {
            let email = read(&person.email, EmailAddress::parse)?;
            let organisation = person
                .organisation
                .as_deref()
                .and_then(|key| world.organisation(key));
            let phone = person
                .phone
                .as_deref()
                .map(|phone| read(phone, PhoneNumber::parse))
                .transpose()?;
            let newcomer = Newcomer {
                email: email.clone(),
                name: person.name.clone(),
                phone,
                organisation: organisation.map(|organisation| organisation.name.clone()),
                language: Some(person.language.clone()),
                zone: world::zone(&person.zone).map_err(unreadable)?,
                country: Some(person.country.clone()),
            };
            enrol(self.house, newcomer, at).await?;
            for role in &person.roles {
                let role = Role::from_code(role)
                    .ok_or_else(|| unreadable(format!("{role} is no role")))?;
                roles::change_by_house(self.house, OPERATOR, email.clone(), Change::Give(role), at)
                    .await?;
            }
            let account = self.enter(person, at).await?;
            if person.region.is_some() {
                let (by, region) = (By::House(OPERATOR, at), person.region.clone());
                region::assign(self.house, by, &account, region, "The example world").await?;
            }
            self.owners.insert(&person.key, Owner::Account(account));
        }
        Ok(())
    }

    async fn organisations(&mut self, at: Moment) -> Result<(), Failure> {
        let by = By::House(OPERATOR, at);
        for organisation in &self.world.organisations {
            let (head_office, others) = organisation
                .locations
                .split_first()
                .ok_or_else(|| unreadable(format!("{} has no location", organisation.key)))?;
            let made = NewOrganisation {
                name: organisation.name.clone(),
                partner_id: organisation.partner_id.clone(),
                head_office: self.located(head_office)?,
            };
            let created = organisations::create(self.house, by, made).await?;
            self.file(&created.head_office, head_office, at).await?;
            let owner = Owner::Organisation(created.key.clone());
            self.owners.insert(&organisation.key, owner);
            for location in others {
                let new = self.located(location)?;
                let key = organisations::add_location(self.house, by, &created.key, new).await?;
                self.file(&key, location, at).await?;
                self.owners.insert(&location.key, Owner::Location(key));
            }
        }
        Ok(())
    }

    fn located(&self, location: &Location) -> Result<NewLocation, Failure> {
        Ok(NewLocation {
            name: location.name.clone(),
            country: location.country.clone(),
            zone: world::zone(&location.zone).map_err(unreadable)?,
            contact: Some(self.on_file(&location.contact)?),
        })
    }

    /// Puts the other contacts of a location on file, and writes down what it has.
    async fn file(&self, key: &str, location: &Location, at: Moment) -> Result<(), Failure> {
        for contact in &location.contacts {
            let (by, contact) = (By::House(OPERATOR, at), self.on_file(contact)?);
            organisations::file_contact(self.house, by, key, contact, None).await?;
        }
        self.holdings(key, location, at).await
    }

    /// Writes down what a location has besides the membership.
    async fn holdings(&self, key: &str, location: &Location, at: Moment) -> Result<(), Failure> {
        let competencies = location.competencies.iter().cloned();
        let mut holdings: Vec<Holding> = competencies.map(Holding::Competency).collect();
        for code in &location.additions {
            let addition = Addition::from_code(code)
                .ok_or_else(|| unreadable(format!("{code} is no addition")))?;
            holdings.push(Holding::Addition(addition));
        }
        for holding in holdings {
            partners::hold(self.house, By::House(OPERATOR, at), key, holding).await?;
        }
        Ok(())
    }

    async fn join(
        &self,
        membership: &Membership,
        first_day: Date,
        at: Moment,
    ) -> Result<(), Failure> {
        let organisation = &membership.organisation;
        let Some(Owner::Organisation(key)) = self.owners.get(organisation.as_str()) else {
            return Err(unreadable(format!("{organisation} is no organisation")));
        };
        let new = NewMembership {
            organisation: key.clone(),
            level: membership.level.clone(),
            first_day,
            last_day: None,
            is_activated: membership.activated,
        };
        partners::record_membership(self.house, By::House(OPERATOR, at), new).await?;
        Ok(())
    }

    /// A person of the world as an organisation has them on file.
    fn on_file(&self, key: &str) -> Result<NewContact, Failure> {
        let person = self.world.person(key).map_err(unreadable)?;
        let phone = person.phone.as_deref();
        Ok(NewContact {
            name: person.name.clone(),
            email: read(&person.email, EmailAddress::parse)?,
            phone: phone
                .map(|phone| read(phone, PhoneNumber::parse))
                .transpose()?,
            language: person.language.clone(),
        })
    }

    async fn happen(&mut self, at: Moment, what: What<'a>) -> Result<(), Failure> {
        let by = By::House(OPERATOR, at);
        match what {
            What::Join(membership, first_day) => self.join(membership, first_day, at).await,
            What::Issue(contract, start) => self.issue(contract, start, at).await,
            What::Activate(contract) => {
                let key = self.contract(&contract.access_id)?;
                Ok(contracts::activate(self.house, by, key).await?)
            }
            What::Link(contract, person) => self.link(contract, person, at).await,
            What::Suspend(contract) => {
                let key = self.contract(&contract.access_id)?;
                Ok(contracts::suspend(self.house, by, key, SUSPENDED).await?)
            }
            What::Replace(contract, successor) => {
                let (old, new) = (
                    self.contract(&contract.access_id)?,
                    self.contract(successor)?,
                );
                Ok(contracts::supersede(self.house, by, old, new).await?)
            }
            What::Say(problem, began) => self.say(problem, began, at).await,
            What::Keep(saved) => self.keep(saved, at).await,
            What::Submit(index, request) => {
                let submitted = self.submit(index, request, at).await;
                submitted.map_err(|failure| unreadable(format!("\"{}\": {failure}", request.title)))
            }
            What::Step(index, request, step) => {
                let done = self.step(index, step, at).await;
                done.map_err(|failure| {
                    unreadable(format!("\"{}\", {}: {failure}", request.title, step.after))
                })
            }
        }
    }

    /// The opaque key of the contract with that Access ID.
    pub fn contract(&self, access_id: &str) -> Result<&str, Failure> {
        let key = self.contracts.get(access_id);
        key.map(String::as_str)
            .ok_or_else(|| unreadable(format!("{access_id} is not issued yet")))
    }

    async fn issue(
        &mut self,
        contract: &'a Contract,
        start: Date,
        at: Moment,
    ) -> Result<(), Failure> {
        let (zone, country) = self.world.owner(contract).map_err(unreadable)?;
        let region = self
            .house
            .catalog()
            .region_of(country)
            .map(|region| region.key.to_string());
        let owner = self.owners.get(contract.owner.as_str()).cloned();
        let partner = self
            .world
            .location(&contract.owner)
            .and_then(|(owner, _)| owner.partner_id.clone());
        let label = contract.label_country.as_deref().unwrap_or(country);
        let order = Order {
            offer: contract.offer.clone(),
            owner: owner.ok_or_else(|| unreadable(format!("{} owns nothing", contract.owner)))?,
            region: region.ok_or_else(|| unreadable(format!("{country} is in no region")))?,
            zone,
            start,
            last_day: None,
            pair: Some(pair(contract)?),
            partner_id: partner,
            country: (label != "unk").then(|| label.to_owned()),
        };
        let issued = contracts::issue(self.house, By::House(OPERATOR, at), order).await?;
        self.contracts.insert(&contract.access_id, issued.key);
        Ok(())
    }

    async fn link(&mut self, contract: &Contract, person: &str, at: Moment) -> Result<(), Failure> {
        let visit = self.visit(person, at).await?;
        contracts::link(self.house, &visit, pair(contract)?, None).await?;
        Ok(())
    }

    async fn say(&mut self, problem: &Problem, began: Moment, at: Moment) -> Result<(), Failure> {
        let visit = self.visit(&problem.by, at).await?;
        let key = known_problems::mint(self.house);
        let told = Told {
            product: problem.product.clone(),
            words: wordings(&problem.title, &problem.text),
            began,
        };
        Ok(known_problems::say(self.house, By::Visit(&visit), key, told).await?)
    }

    async fn keep(&mut self, saved: &SavedReply, at: Moment) -> Result<(), Failure> {
        let visit = self.visit(&saved.by, at).await?;
        let key = saved_replies::mint(self.house);
        let reply = Reply {
            product: saved.product.clone(),
            words: wordings(&saved.title, &saved.text),
        };
        Ok(saved_replies::keep(self.house, By::Visit(&visit), key, reply).await?)
    }
}

/// What is written, in the languages that it has a title in.
fn wordings(title: &Words, text: &Words) -> Wordings {
    let wording = |(language, title): (&String, &String)| {
        let text = text.get(language).cloned().unwrap_or_default();
        let title = title.clone();
        (language.clone(), Wording { title, text })
    };
    title.iter().map(wording).collect()
}

fn pair(contract: &Contract) -> Result<(AccessId, ContractId), Failure> {
    Ok((
        read(&contract.access_id, AccessId::parse)?,
        read(&contract.contract_id, ContractId::parse)?,
    ))
}
