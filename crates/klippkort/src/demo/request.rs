//! The requests of the example world: submitted and worked on by the people in it, each signed in at the time.

use actions::Visit;
use actions::accounts::demo;
use actions::accounts::sessions::{self, Device, SignedIn};
use actions::incidents::converse::{self, Message, Then};
use actions::incidents::drafts::{self, Change, Description};
use actions::incidents::{Accepted, Contact, close, reopen, submit_draft, take};
use domain::ids::EmailAddress;
use domain::incident::{Disposition, Usage};
use domain::ledger::IncidentRef;
use domain::response::{Handling, Severity};
use domain::time::{Moment, Zone};

use super::load::{Making, read, unreadable};
use super::world::{Does, Person, Request, Step};
use crate::failure::Failure;
use crate::nature::Entropy;

/// Somebody who did something so recently still sits there, in the same session.
const SITTING_MINUTES: i64 = 30;

impl<'a> Making<'a> {
    /// Signs somebody in, in place of their session before; gives their account's key.
    pub async fn enter(&mut self, person: &'a Person, at: Moment) -> Result<String, Failure> {
        let before = self
            .sessions
            .get(person.key.as_str())
            .map(|(session, _)| *session);
        let visit = visit(person, before, at);
        let email = read(&person.email, EmailAddress::parse)?;
        let device = Device {
            session: Entropy::bytes(),
            agent: String::new(),
        };
        self.sessions.insert(&person.key, (device.session, at));
        let SignedIn { account, .. } =
            demo::enter(self.house, &visit, email, "/".into(), device).await?;
        Ok(account)
    }

    /// A visit of somebody who has signed in.
    pub async fn visit(&mut self, key: &str, at: Moment) -> Result<Visit, Failure> {
        let person = self.world.person(key).map_err(unreadable)?;
        let sits = |(_, used): &([u8; 32], Moment)| at < used.plus_minutes(SITTING_MINUTES);
        if !self.sessions.get(key).is_some_and(sits) {
            self.enter(person, at).await?;
        }
        let session = self.sessions.get(key).map(|(session, _)| *session);
        Ok(visit(person, session, at))
    }

    /// Ends the sessions that are left.
    pub async fn sign_out(&self, now: Moment) -> Result<(), Failure> {
        for person in &self.world.people {
            let session = self
                .sessions
                .get(person.key.as_str())
                .map(|(session, _)| *session);
            sessions::sign_out(self.house, &visit(person, session, now)).await?;
        }
        Ok(())
    }

    /// Submits a request as the wizard does.
    pub async fn submit(
        &mut self,
        index: usize,
        request: &Request,
        at: Moment,
    ) -> Result<(), Failure> {
        let person = self.world.person(&request.by).map_err(unreadable)?;
        let visit = self.visit(&request.by, at).await?;
        let mut changes = self.changes(request, person)?.into_iter();
        let first = changes.next().expect("the product comes first");
        let mut draft = drafts::start(self.house, &visit, first).await?;
        for change in changes {
            draft = drafts::save(self.house, &visit, &draft.key, draft.version, change).await?;
        }
        let catalog = self.house.catalog();
        let agreement = catalog.agreement(Zone::UTC.date_of(at));
        let agreement =
            agreement.ok_or_else(|| unreadable("there is no services agreement".into()))?;
        let accepted = Accepted {
            version: agreement.version.clone(),
            language: person.language.clone(),
        };
        let once = format!("world/{index}");
        let submitted = submit_draft(
            self.house,
            &visit,
            &draft.key,
            draft.version,
            Some(accepted),
            &once,
        );
        let number = submitted.await?;
        self.incidents
            .insert(index, self.house.incident_of(&number));
        Ok(())
    }

    fn changes(&self, request: &Request, person: &Person) -> Result<Vec<Change>, Failure> {
        let asks_use = self
            .house
            .catalog()
            .product(&request.product)
            .is_some_and(|product| product.asks_use);
        let mut changes = vec![Change::Product(request.product.clone())];
        changes.extend(request.version.clone().map(Change::Version));
        changes.extend([
            Change::Use {
                usage: asks_use.then_some(Usage::ItProfessional),
                production: Some(request.production),
            },
            Change::Problem {
                problem_type: request.problem_type.clone(),
                title: request.title.clone(),
            },
            Change::Category(request.category.clone()),
            Change::SelfHelp,
            Change::Contract(Some(self.contract(&request.contract)?.to_owned())),
            Change::Contact(Contact {
                name: person.name.clone(),
                email: person.email.clone(),
                phone: person.phone.clone().unwrap_or_default(),
                preferred: "email".into(),
                language: request.language.clone(),
                zone: person.zone.clone(),
                ..Contact::default()
            }),
            Change::Description(Description {
                title: request.title.clone(),
                description: request.description.clone(),
                error_message: request.error_message.clone(),
                severity: Some(read(&request.severity, |code| {
                    Severity::from_code(code).ok_or(())
                })?),
                handling: Some(read(&request.handling, |code| {
                    Handling::from_code(code).ok_or(())
                })?),
                ..Description::default()
            }),
        ]);
        Ok(changes)
    }

    /// Does one step of a request's life.
    pub async fn step(&mut self, index: usize, step: &Step, at: Moment) -> Result<(), Failure> {
        let visit = self.visit(&step.by, at).await?;
        let incident = self.incidents.get(&index).copied();
        let incident = incident.ok_or_else(|| unreadable("a step before the request".into()))?;
        let house = self.house;
        let message = Message {
            words: step.text.clone(),
            files: Vec::new(),
            seen: None,
        };
        match step.does {
            Does::Take => take::take(house, &visit, incident).await?,
            Does::Note => converse::note(house, &visit, incident, message).await?,
            Does::Reply if self.is_customer(&step.by) => {
                converse::reply(house, &visit, incident, message).await?;
            }
            Does::Reply => converse::answer(house, &visit, incident, message, Then::GoOn).await?,
            Does::WaitCustomer => {
                converse::answer(house, &visit, incident, message, Then::WaitForCustomer).await?;
            }
            Does::WaitVendor => {
                converse::answer(house, &visit, incident, message, Then::WaitForVendor).await?;
            }
            Does::Propose => {
                converse::answer(house, &visit, incident, message, Then::ProposeSolution).await?;
            }
            Does::Reopen => reopen::reopen(house, &visit, incident, message.words).await?,
            Does::Withdraw => {
                close::withdraw(house, &visit, incident, message.words).await?;
            }
            Does::Close => self.close(&visit, incident, step).await?,
        }
        Ok(())
    }

    async fn close(
        &self,
        visit: &Visit,
        incident: IncidentRef,
        step: &Step,
    ) -> Result<(), Failure> {
        let disposition = read(step.disposition.as_deref().unwrap_or_default(), |code| {
            Disposition::from_code(code).ok_or(())
        })?;
        close::close(self.house, visit, incident, disposition, step.text.clone()).await?;
        Ok(())
    }

    fn is_customer(&self, key: &str) -> bool {
        self.world
            .person(key)
            .is_ok_and(|person| person.roles.is_empty())
    }
}

fn visit(person: &Person, session: Option<[u8; 32]>, at: Moment) -> Visit {
    Visit {
        session,
        browser: None,
        network: String::new(),
        language: person.language.clone(),
        at,
        once: None,
    }
}
