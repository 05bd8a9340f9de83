//! The decision to take a request: what it charges, when it is answered, and on which facts.

use super::Terms;
use crate::catalog::{Agreement, Catalog, NamedCalendar, Product, Stage, Version};
use crate::contract::Milestones;
use crate::eligibility::{self, Area, Decision, Position, Question, Reason};
use crate::ids::RequestNumber;
use crate::ledger::{self, Book, LiveCharge, Warrant};
use crate::offer::Offer;
use crate::refusal::Refusal;
use crate::response::{Handling, Severity, Target};
use crate::time::{Moment, Zone};

/// What the customer asks for, already in the words of the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The number that the incident will have.
    pub number: RequestNumber,
    /// The opaque key of the account.
    pub actor: &'a str,
    /// The product.
    pub product: &'a Product,
    /// Its version, where it has any.
    pub version: Option<&'a Version>,
    /// Whether the system is in production.
    pub production: bool,
    /// Where the request is being made.
    pub area: Area,
    /// The severity asked for.
    pub severity: Severity,
    /// The handling asked for.
    pub handling: Handling,
    /// Whether a telephone number was given.
    pub phone: bool,
    /// The version of the services agreement that was accepted.
    pub agreement: Option<&'a str>,
    /// When the submission reached the server.
    pub at: Moment,
}

/// What the decision is made against.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The catalogue in force.
    pub catalog: &'a Catalog,
    /// What the contract was made from.
    pub offer: &'a Offer,
    /// What has been decided about the contract.
    pub milestones: &'a Milestones,
    /// The contract's zone.
    pub zone: &'a Zone,
    /// The key of the region that the person is in.
    pub region: &'a str,
    /// The calendar of the support site of the contract's region.
    pub calendar: &'a NamedCalendar,
}

/// What the decision about a request that draws nothing is made against.
#[derive(Clone, Copy, Debug)]
pub struct FreeScene<'a> {
    /// The catalogue in force.
    pub catalog: &'a Catalog,
    /// The offer whose terms hold.
    pub offer: &'a Offer,
    /// The zone that its days are of.
    pub zone: &'a Zone,
    /// The key of the region that the person is in.
    pub region: &'a str,
    /// The calendar of the region's support site.
    pub calendar: &'a NamedCalendar,
}

/// What is to be written when a request is taken, beside the transfer in the book.
#[derive(Clone, Debug, PartialEq)]
pub struct Admission {
    /// The unit drawn; none where the request draws nothing.
    pub charge: Option<LiveCharge>,
    /// Units free to use afterwards, or nothing where the contract is unlimited or there is none.
    pub left: Option<i64>,
    /// What is promised for the first answer.
    pub target: Target,
    /// When the first answer is due.
    pub due: Moment,
    /// The rules that hold for the incident from now on.
    pub terms: Terms,
    /// Whether the product is in extended support.
    pub extended_support: bool,
    /// The facts behind the decision.
    pub decision: Decision,
}

/// Takes the request and draws its unit from the book, or says why not and leaves the book as it was.
///
/// Eligibility is decided here with the server's moment, whatever an earlier page said.
///
/// # Errors
/// In the order a person would hear them: the agreement, the contract's reasons, the severity, the last unit.
pub fn admit(
    request: &Request<'_>,
    scene: &Scene<'_>,
    book: &mut Book,
) -> Result<Admission, Refusal> {
    agreement_accepted(request, scene.catalog, scene.zone)?;
    let position = Position::of(scene.offer, scene.milestones, scene.zone, book, request.at);
    let question = question(request, scene.region, scene.zone);
    if let Some(reason) = eligibility::reasons(&position, &question).first() {
        return Err(match reason {
            Reason::Exhausted => Refusal::Exhausted,
            reason => Refusal::NotEligible(*reason),
        });
    }
    let target = target(request, scene.offer)?;
    let decision = Decision::record(scene.catalog, &position, &question);
    let warrant = Warrant {
        actor: request.actor,
        idempotency_key: request.number.to_string(),
        note: None,
        at: request.at,
    };
    let offer = scene.offer;
    let charge = ledger::charge(book, offer.unit, request.number, offer.charge, &warrant)?;
    Ok(Admission {
        charge: Some(charge),
        left: book.left(offer.unit, request.at),
        extended_support: is_in_extended_support(&question),
        ..promised(target, offer, scene.calendar, request.at, decision)
    })
}

/// Takes a request that draws nothing, or says why not.
///
/// # Errors
/// In the order a person would hear them: the agreement, what the offer covers, the severity.
pub fn admit_free(request: &Request<'_>, scene: &FreeScene<'_>) -> Result<Admission, Refusal> {
    let FreeScene {
        catalog,
        offer,
        zone,
        region,
        calendar,
    } = *scene;
    agreement_accepted(request, catalog, zone)?;
    let question = question(request, region, zone);
    if let Some(reason) = eligibility::free_reasons(offer, &question).first() {
        return Err(Refusal::NotEligible(*reason));
    }
    let target = target(request, offer)?;
    let decision = Decision::free(catalog, offer, &question);
    Ok(Admission {
        extended_support: is_in_extended_support(&question),
        ..promised(target, offer, calendar, request.at, decision)
    })
}

/// Takes a request that is no incident, at the least severity that `offer` has and in business hours.
///
/// # Errors
/// [`Refusal::SeverityNotOffered`] where the offer has no severity at all.
pub fn admit_plain(
    catalog: &Catalog,
    offer: &Offer,
    calendar: &NamedCalendar,
    at: Moment,
) -> Result<Admission, Refusal> {
    let least = offer.targets.last().ok_or(Refusal::SeverityNotOffered)?;
    let target = Target::new(least.severity, Handling::BusinessHours, least.minutes);
    let decision = Decision {
        rules: eligibility::RULES,
        catalog: catalog.version,
        facts: vec![("offer", format!("{}@{}", offer.key, offer.version))],
    };
    Ok(promised(target, offer, calendar, at, decision))
}

fn promised(
    target: Target,
    offer: &Offer,
    calendar: &NamedCalendar,
    at: Moment,
    decision: Decision,
) -> Admission {
    Admission {
        charge: None,
        left: None,
        target,
        due: target.due(&calendar.calendar, at),
        terms: Terms::of(offer),
        extended_support: false,
        decision,
    }
}

fn is_in_extended_support(question: &Question<'_>) -> bool {
    let stage = question.version.map(|version| version.stage(question.day));
    stage == Some(Stage::Extended)
}

fn target(request: &Request<'_>, offer: &Offer) -> Result<Target, Refusal> {
    if request.severity == Severity::A && !request.phone {
        return Err(Refusal::PhoneNeeded);
    }
    let offered = offer
        .target(request.severity)
        .ok_or(Refusal::SeverityNotOffered)?;
    Ok(Target::new(
        request.severity,
        request.handling,
        offered.minutes,
    ))
}

fn agreement_accepted(
    request: &Request<'_>,
    catalog: &Catalog,
    zone: &Zone,
) -> Result<(), Refusal> {
    let accepted = request.agreement.ok_or(Refusal::AgreementNotAccepted)?;
    match catalog.agreement(zone.date_of(request.at)) {
        Some(Agreement { version, .. }) if version == accepted => Ok(()),
        _ => Err(Refusal::AgreementChanged),
    }
}

fn question<'a>(request: &Request<'a>, region: &'a str, zone: &Zone) -> Question<'a> {
    Question {
        product: request.product,
        version: request.version,
        production: request.production,
        region,
        area: request.area,
        day: zone.date_of(request.at),
    }
}
