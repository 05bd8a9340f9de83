//! Who may do what to which: the one place that every action asks.
//!
//! A refusal here is [`Refusal::NotFound`] wherever a person is signed in, so that what is foreign and what does not
//! exist look alike.

use crate::account::{AccountRef, Caller, Person, Role};
use crate::cloud::{Standing, SubscriptionRole};
use crate::ids::RequestKind;
use crate::limits;
use crate::partner::Place;
use crate::refusal::Refusal;
use crate::time::Moment;

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Read or change a draft.
    Draft,
    /// Read an incident's public side.
    ReadIncident,
    /// Read its page, reply, attach, share it with a colleague.
    ActOnIncident,
    /// Decide about it: withdraw, say that it is solved, rate, reopen, change severity, dispute, answer a proposal,
    /// take a follower off.
    OwnIncident,
    /// Begin to follow a colleague's incident.
    FollowIncident,
    /// Read the internal side, take, answer, note, close.
    WorkIncident,
    /// Decide a dispute or move a charge.
    JudgeCharge,
    /// Read a contract, its statement and its links.
    ReadContract,
    /// Ask for advice on a contract's hours, which need no ID pair.
    RequestAdvice,
    /// File a request on a contract, share it, unlink it.
    UseContract,
    /// Revoke somebody's link, rotate the Contract ID, see who filed what.
    OwnContract,
    /// Issue, activate, adjust, suspend, re-send; keep organisations and what is on file of them; see what was ordered,
    /// and mark it paid.
    ManageContract,
    /// Approve or decline units that somebody else asked for, above what one person gives alone.
    DecideAdjustment,
    /// See a contract's Contract ID without holding it.
    ShowSecret,
    /// Send a contract's IDs to a contact on file.
    SendIds,
    /// Read a location of an organisation and its people.
    ReadOrganisation,
    /// Open a program support case for a location.
    OpenCase,
    /// Invite people to a location, let in who asks, take them off the file.
    KeepContacts,
    /// Read, pay and take back an order: one's own, or one of a location whose people one keeps.
    OwnOrder,
    /// See a subscription.
    ReadSubscription,
    /// Make a request about a subscription.
    UseSubscription,
    /// Give and take the roles on a subscription.
    OwnSubscription,
    /// Let a partner administer an organisation's subscriptions, or end that.
    Delegate,
    /// Read and change one's own account, its sessions and its data.
    OwnAccount,
    /// Tell everybody of a problem that is known.
    TellProblem,
    /// Put a saved reply into an answer.
    ReadReplies,
    /// Keep the saved replies of the desk.
    KeepReplies,
    /// Ask why the contracts of another's sign-in can or cannot be used.
    Explain,
    /// Read the catalogue as its files have it, and see what a change of it would do.
    ReadCatalog,
    /// Change the catalogue, give roles.
    Administer,
}

/// What it is to be done to, as far as the rule needs to know it.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own that a query answers"
)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Object {
    /// The account that made it or owns it.
    pub owner: Option<AccountRef>,
    /// Whether the caller holds a live link to the contract.
    pub linked: bool,
    /// Whether the caller follows the incident. That counts for a colleague only.
    pub participant: bool,
    /// Whether the caller is a colleague of the incident's reporter: linked to the contract that pays, its owner, or
    /// of the organisation that it belongs to. Read anew every time, so that whoever loses it loses all.
    pub colleague: bool,
    /// Whether the reporter has taken the caller off the incident.
    pub removed: bool,
    /// What kind of request it is, where it is one: engineers work on incidents and advice, the service centre on
    /// program support cases.
    pub kind: RequestKind,
    /// What the caller's places in a partner organisation mean for it.
    pub place: Option<Place>,
    /// How the caller stands towards the subscription.
    pub standing: Standing,
    /// Whether the caller's browser holds the cookie that a visitor's draft hangs on.
    pub browser: bool,
}

/// Who manages contracts and organisations, and tells everybody of problems that are known.
pub const KEEPERS: &[Role] = &[Role::ServiceCentre, Role::Supervisor, Role::Administrator];

/// Who keeps the saved replies of the desk.
pub const REPLY_KEEPERS: &[Role] = &[Role::Supervisor, Role::Administrator];

/// Allows the deed or refuses it.
///
/// # Errors
/// [`Refusal::SignInNeeded`], [`Refusal::PasskeyNeeded`] and [`Refusal::StepUpNeeded`] say what would help;
/// [`Refusal::NotFound`] says that nothing would.
pub fn allow(caller: &Caller, deed: Deed, object: &Object, at: Moment) -> Result<(), Refusal> {
    let person = match caller {
        Caller::House(_) => return Ok(()),
        Caller::Visitor if deed == Deed::Draft && object.browser && object.owner.is_none() => {
            return Ok(());
        }
        Caller::Visitor => return Err(Refusal::SignInNeeded),
        Caller::Person(person) => person,
    };
    let owns = object.owner == Some(person.account);
    let follows = object.participant && object.colleague;
    match deed {
        Deed::Draft => found(owns || (object.owner.is_none() && object.browser)),
        Deed::ReadIncident if owns || follows => Ok(()),
        Deed::ReadIncident | Deed::WorkIncident => staff(person, desk(object.kind)),
        Deed::ActOnIncident => found(owns || follows),
        Deed::FollowIncident => found(!owns && object.colleague && !object.removed),
        Deed::ReadContract | Deed::RequestAdvice => {
            found(owns || object.linked || object.place.is_some())
        }
        Deed::UseContract => found(owns || object.linked),
        Deed::OwnIncident | Deed::OwnContract => found(owns),
        Deed::OwnOrder => found(owns || object.place == Some(Place::Keeps)),
        Deed::DecideAdjustment => {
            let second = &[Role::Supervisor, Role::Administrator];
            staff(person, second).and_then(|()| recent(person, at))?;
            if owns {
                return Err(Refusal::SecondPersonNeeded);
            }
            Ok(())
        }
        Deed::ShowSecret => staff(person, KEEPERS).and_then(|()| recent(person, at)),
        Deed::JudgeCharge => staff(person, &[Role::Supervisor]).and_then(|()| recent(person, at)),
        Deed::SendIds if owns || object.place.is_some() => Ok(()),
        Deed::ReadOrganisation if object.place.is_some() => Ok(()),
        Deed::OpenCase => found(object.place.is_some()),
        Deed::KeepContacts if object.place == Some(Place::Keeps) => Ok(()),
        Deed::ReadSubscription if object.standing.sees() => Ok(()),
        Deed::UseSubscription => found(object.standing.makes_requests()),
        Deed::OwnSubscription if object.standing.role == Some(SubscriptionRole::Owner) => Ok(()),
        Deed::Delegate => found(object.place == Some(Place::Keeps)),
        Deed::SendIds
        | Deed::ReadOrganisation
        | Deed::KeepContacts
        | Deed::ReadSubscription
        | Deed::OwnSubscription
        | Deed::ManageContract
        | Deed::TellProblem => staff(person, KEEPERS),
        Deed::OwnAccount => Ok(()),
        Deed::ReadCatalog => staff(person, &[Role::Administrator]),
        Deed::Explain | Deed::ReadReplies => staff(person, &Role::ALL),
        Deed::KeepReplies => staff(person, REPLY_KEEPERS),
        Deed::Administer => staff(person, &[Role::Administrator]).and_then(|()| recent(person, at)),
    }
}

const fn desk(kind: RequestKind) -> &'static [Role] {
    match kind {
        RequestKind::Incident | RequestKind::Advisory => &[Role::Engineer, Role::Supervisor],
        RequestKind::Program => &[Role::ServiceCentre, Role::Supervisor, Role::Administrator],
    }
}

const fn found(allowed: bool) -> Result<(), Refusal> {
    if allowed {
        Ok(())
    } else {
        Err(Refusal::NotFound)
    }
}

/// A staff role counts only with a passkey shown in this session.
fn staff(person: &Person, roles: &[Role]) -> Result<(), Refusal> {
    if !person.roles.iter().any(|role| roles.contains(role)) {
        return Err(Refusal::NotFound);
    }
    if person.passkey_at.is_none() {
        Err(Refusal::PasskeyNeeded)
    } else {
        Ok(())
    }
}

/// Step-up: the passkey was shown within the last ten minutes.
fn recent(person: &Person, at: Moment) -> Result<(), Refusal> {
    let shown = person
        .passkey_at
        .is_some_and(|shown| at < shown.plus_minutes(limits::STEP_UP_MINUTES));
    if shown {
        Ok(())
    } else {
        Err(Refusal::StepUpNeeded)
    }
}
