//! What a case asked for, and the buttons that give it: nothing is typed again.

use actions::Visit;
use actions::incidents::show::Shown;
use actions::{partners, program};
use axum::extract::{Path, State};
use domain::ids::RequestKind;
use domain::program::Topic;
use words::Words;

use super::name;
use crate::answer::{Halt, Page};
use crate::app::App;
use crate::requests::posted::{Posted, Side};
use crate::visit::{Asked, Sent};

/// A case in words.
pub(crate) struct File {
    pub facts: Vec<(&'static str, String)>,
    /// The opaque key of the organisation.
    pub partner: String,
    /// The button that adds the location asked for.
    pub add_location: Option<String>,
    /// Whom the IDs can be sent to: key and words; nothing where IDs are not what is missing.
    pub recipients: Option<Vec<(String, String)>>,
    /// What can be activated: key and words; nothing where that is not what was asked for.
    pub tasks: Option<Vec<(String, String)>>,
    /// Whether a contract was named.
    pub names_contract: bool,
    /// That the location is on file already; empty where it is not or none was asked for.
    pub known: String,
}

impl File {
    /// The case; nothing of another request.
    pub async fn of(
        app: &App,
        visit: &Visit,
        w: Words,
        shown: &Shown,
    ) -> Result<Option<Self>, Halt> {
        if shown.case.number.kind() != RequestKind::Program {
            return Ok(None);
        }
        let found = program::show(&app.house, visit, shown.case.incident).await?;
        let Some(found) = found else {
            return Ok(None);
        };
        Ok(Some(Self::in_words(app, w, shown, &found)))
    }

    /// The case with what its officer can do about it.
    pub async fn to_work(
        app: &App,
        visit: &Visit,
        w: Words,
        shown: &Shown,
    ) -> Result<Option<Self>, Halt> {
        let Some(mut file) = Self::of(app, visit, w, shown).await? else {
            return Ok(None);
        };
        let found = program::show(&app.house, visit, shown.case.incident).await?;
        let Some(found) = found.filter(|_| shown.case.is_open()) else {
            return Ok(Some(file));
        };
        match (found.topic, &found.contract) {
            (Topic::MissingIds, Some((contract, _))) => {
                file.recipients = Some(recipients(app, visit, contract).await?);
            }
            (Topic::MissingIds, None) => file.recipients = Some(Vec::new()),
            (Topic::Activation, _) => file.tasks = Some(tasks(app, visit, w, &found).await?),
            _ => {}
        }
        Ok(Some(file))
    }

    fn in_words(app: &App, w: Words, shown: &Shown, found: &program::File) -> Self {
        let organisation = &found.organisation.1;
        let catalog = app.house.catalog();
        let region = catalog.region(&found.region);
        let region = region.map_or("", |one| one.name.in_language(w.language().code()));
        let mut facts = vec![
            (w.program_fact_topic(), name(w, found.topic).to_owned()),
            (w.program_fact_organisation(), organisation.clone()),
            (w.program_fact_location(), found.location.1.clone()),
            (w.program_fact_region(), region.to_owned()),
        ];
        let partner_id = found.partner_id.clone();
        facts.extend(partner_id.map(|id| (w.program_fact_partner_id(), id)));
        let contract = found.contract.as_ref();
        facts.extend(contract.map(|(_, access_id)| (w.label_access_id(), access_id.clone())));
        let site = found.site.as_ref();
        facts.extend(site.map(|site| {
            let place = w.service_centre_place(w.country_name(&site.country), &site.name);
            (w.program_fact_site(), place)
        }));
        let is_wanted = shown.case.is_open() && found.added.is_none();
        Self {
            facts,
            partner: found.organisation.0.clone(),
            recipients: None,
            tasks: None,
            names_contract: found.contract.is_some(),
            add_location: site
                .filter(|_| is_wanted)
                .map(|site| w.program_add_location(&site.name, organisation)),
            known: site
                .filter(|_| found.added.is_some())
                .map_or_else(String::new, |site| {
                    w.program_location_on_file(&site.name, organisation)
                }),
        }
    }
}

/// The contacts on file whom the policy of the region names.
async fn recipients(
    app: &App,
    visit: &Visit,
    contract: &str,
) -> Result<Vec<(String, String)>, Halt> {
    let found = partners::resending(&app.house, visit, contract).await?.page;
    let allowed = found
        .contacts
        .into_iter()
        .filter(|one| one.sending.is_allowed());
    let named = allowed.map(|one| {
        let words = format!("{} ({})", one.contact.name, one.contact.masked);
        (one.contact.key, words)
    });
    Ok(named.collect())
}

/// What waits to be activated for the location of the case.
async fn tasks(
    app: &App,
    visit: &Visit,
    w: Words,
    found: &program::File,
) -> Result<Vec<(String, String)>, Halt> {
    let partner = partners::show(&app.house, visit, &found.organisation.0).await?;
    let waiting = partner.page.waiting.into_iter();
    let here = waiting.filter(|task| task.location == found.location.0);
    let named = here.map(|task| {
        let level = task.level.as_ref();
        let level = level.map_or("", |name| name.in_language(w.language().code()));
        (task.key, w.program_activate(level, task.location_name))
    });
    Ok(named.collect())
}

/// Sends the IDs of the contract that the case names to a contact on file.
pub(super) async fn send_ids(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let from = (app, asked, number);
    let mut posted = Posted::open(Side::Desk, from, fields, &["contact"])?;
    let (house, visit) = (posted.app.house.clone(), posted.visit());
    let contact = posted.fields.take("contact");
    if contact.is_empty() {
        let missing = posted.w.program_send_ids_missing();
        posted.form.refuse("contact", missing);
        return posted.refused().await;
    }
    let done = program::send_ids(&house, &visit, posted.incident, &contact).await;
    posted.finish("contact", done, "ids_sent").await
}

/// Activates what waits for the location of the case.
pub(super) async fn activate(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let from = (app, asked, number);
    let mut posted = Posted::open(Side::Desk, from, fields, &["task"])?;
    let (house, visit) = (posted.app.house.clone(), posted.visit());
    let task = posted.fields.take("task");
    let done = program::activate(&house, &visit, posted.incident, &task).await;
    posted.finish("file", done, "activated").await
}

/// Adds the location that the case asks for.
pub(super) async fn add_location(
    State(app): State<App>,
    asked: Asked,
    Path(number): Path<String>,
    Sent(fields): Sent,
) -> Page {
    let posted = Posted::open(Side::Desk, (app, asked, number), fields, &[])?;
    let (house, visit) = (posted.app.house.clone(), posted.visit());
    let done = program::add_location(&house, &visit, posted.incident).await;
    posted.finish("file", done, "location_added").await
}
