//! Everything that can be refused, in one place.
//!
//! A refusal is told to the person who asked; it is no fault. Its sentence stands once per language in the locale
//! files, its status and field in the answer that every entrypoint shares.

mod answer;
mod step;

use crate::cloud::Denial;
use crate::eligibility::Reason;
use crate::ids::{AccessId, IdProblem};
use crate::import::{Field, Unreadable};
use crate::time::Date;

pub use step::Step;

/// Which of the two identifiers of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// The Access ID.
    Access,
    /// The Contract ID.
    Contract,
}

/// What kind of answer a refusal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Sign in first.
    SignIn,
    /// Show a passkey first.
    StepUp,
    /// There is no such thing, or it is not yours: the two look alike.
    Missing,
    /// What was sent cannot be taken.
    Invalid,
    /// Somebody or something was faster.
    Conflict,
    /// Wait.
    TooMany,
}

/// Why something was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody has signed in.
    SignInNeeded,
    /// A staff role needs a passkey.
    PasskeyNeeded,
    /// The action needs a passkey shown within the last ten minutes.
    StepUpNeeded,
    /// The action needs the account's address proven by mail within the last quarter of an hour.
    FreshSignInNeeded,
    /// Unknown, foreign or forbidden.
    NotFound,

    /// The sign-in link or code is spent, voided or too old.
    SignInExpired,
    /// The code is wrong.
    CodeWrong,
    /// Too many attempts.
    TooManyAttempts {
        /// Whole minutes to wait, at least 1.
        minutes: i64,
    },
    /// The identity already belongs to another account, or the account to another identity.
    IdentityTaken,
    /// The passkey was not accepted.
    PasskeyRefused,
    /// A role needs a passkey, and this is the last.
    LastPasskey,
    /// The address belongs to an account already.
    EmailTaken,
    /// An account with a staff role is not erased by its person.
    StaffAccount,
    /// Nobody would be left who can give roles.
    LastAdministrator,
    /// Nobody shuts themselves out.
    OwnStanding,

    /// An identifier does not have the form of one.
    IdMalformed(Half, IdProblem),
    /// The pair would match with zeros in front of the Access ID.
    NearMiss(AccessId),
    /// The pair would match the other way round.
    Swapped,
    /// No such pair; an unknown number and a wrong pair are the same.
    PairUnknown,
    /// One more proof is asked for before a new link.
    ProofNeeded,
    /// Another contract has that pair.
    PairTaken,
    /// The contract cannot be used for this.
    NotEligible(Reason),
    /// The invitation is spent, withdrawn or too old.
    InvitationExpired,
    /// The time to undo a link is over.
    UndoOver,

    /// The draft was changed elsewhere since the page was opened.
    StaleDraft,
    /// A step has to be answered first.
    StepOpen(Step),
    /// The services agreement was not accepted.
    AgreementNotAccepted,
    /// A newer version of the services agreement applies.
    AgreementChanged,
    /// The contract does not offer that severity.
    SeverityNotOffered,
    /// Severity A needs a telephone number.
    PhoneNeeded,
    /// Nothing is left on the contract.
    Exhausted,
    /// Fewer minutes are left on the contract than are to be set aside.
    TooFewLeft {
        /// The most minutes that can be set aside at once.
        most: i64,
    },
    /// More minutes than one engagement may have, or none.
    EngagementTooLong,
    /// The most that it may take is less than the least.
    RangeReversed,
    /// The customer has approved fewer minutes than would be delivered.
    NotApproved {
        /// Minutes that may still be delivered.
        left: i64,
    },
    /// The organisation has no contract with hours, or no membership, that allows this.
    NotEntitled,
    /// The contract with hours pays for the request, and whoever asked for it may use it no longer.
    HoursNotYours,
    /// The same key was used for another request.
    KeyReused,
    /// The key of a submission is longer than the limit.
    KeyTooLong,
    /// A file is still on its way.
    FileUnfinished,
    /// The file is larger than the limit.
    FileTooLarge {
        /// Bytes.
        limit: u64,
    },
    /// More files than the limit.
    TooManyFiles {
        /// Files.
        limit: usize,
    },
    /// The file has no bytes.
    FileEmpty,
    /// More visitors' drafts from one address than the limit.
    TooManyDrafts,

    /// The incident is closed.
    Closed,
    /// The incident is open.
    NotClosed,
    /// The time to reopen is over; a new, linked incident can be made.
    ReopenOver,
    /// Another engineer has it.
    AlreadyTaken {
        /// The engineer's name.
        by: String,
    },
    /// The incident is nobody's yet.
    NotTaken,
    /// The closing reason is not offered for this incident.
    DispositionNotOffered,
    /// The severity is that already.
    SeverityUnchanged,
    /// An engineer has the incident: ask for the change.
    SeverityLocked,
    /// A newer message has come since the page was opened.
    NewerMessage,
    /// There is no charge to dispute or to move, or it is under dispute already.
    NoCharge,
    /// There is no open proposal to answer.
    NoProposal,
    /// The contract that pays for the request is not one of the person's.
    PayingContractNotYours,
    /// A proposal or dispute is open already.
    AlreadyOpen,

    /// The address is not that of somebody who may be on the request: whether it is anybody's is not told.
    NotAColleague,
    /// As many follow the request as the limit.
    TooManyFollowers,
    /// The invitation would go to the one who sends it.
    SharedWithYourself,
    /// The message holds the Contract ID.
    SecretInMessage,
    /// A change of a contract needs a reason in words.
    ReasonNeeded,
    /// The contract is not in the state that this needs.
    ContractState,
    /// More would be taken away than is free.
    AdjustmentTooLarge,
    /// More would be added than a balance holds.
    AdjustmentOver,
    /// The contract lasts as long already.
    NotLater {
        /// Its last day.
        than: Date,
    },
    /// So many units are not given or taken by one person alone, nor approved by who asked for them.
    SecondPersonNeeded,
    /// The balance is another than the one that was shown.
    BalanceMoved,

    /// Another organisation has that partner ID.
    PartnerIdTaken,
    /// The country belongs to no region.
    CountryUnknown,
    /// The organisation has that location already.
    LocationOnFile,
    /// The organisation has that address already.
    ContactOnFile,
    /// The contact stands for its location: another has to take its place first.
    PrimaryContact,
    /// Nobody stands for the location: there is nobody to send its IDs to.
    NoPrimaryContact,
    /// The organisation has no membership at the time.
    NoMembership,
    /// Another membership covers some of those days.
    MembershipOverlaps,
    /// The membership does not bring that, or brings it by itself.
    NotInMembership,
    /// It was asked for before.
    ActivationAsked,
    /// It was activated before.
    ActivationDone,
    /// The last day is before the first.
    DaysReversed,
    /// The last day is over.
    DaysOver,
    /// The first day lies outside the membership.
    DaysOutside {
        /// The earliest that it can be.
        from: Date,
        /// The latest that it can be.
        until: Date,
    },
    /// The last day is later than the plan lasts.
    DaysTooMany {
        /// The latest that it can be.
        until: Date,
    },
    /// The toolkit that the location bought has its contract, or one of the location's is in use.
    ToolkitUsed,
    /// The region sends the IDs to other contacts only.
    NotSentThere,

    /// Somebody else changed it since the page was opened.
    ChangedElsewhere,
    /// What is told as a fact lies ahead.
    BeginsLater,
    /// The file cannot be read.
    Unreadable(Unreadable),
    /// No column holds what every row needs.
    ColumnMissing(Field),
    /// The import is not in the state that this needs.
    ImportState,
    /// Rows have errors, and they are not to be skipped.
    ImportHasErrors,

    /// The offer cannot be bought.
    NotForSale,
    /// More or fewer than one order can hold.
    QuantityOutOfBounds {
        /// The most.
        most: i64,
    },
    /// More orders wait to be paid than the limit.
    TooManyOrders,
    /// The offer is not the one that was shown: its price may be another.
    OfferChanged,
    /// The form has placed another order.
    OrderFormUsed,
    /// The offer is sold to partners with a membership only.
    ForMembersOnly,
    /// The order is not in the state that this needs.
    OrderState,
    /// Units of the order's contract have been used, so it is not taken back.
    OrderUsed {
        /// How many.
        used: i64,
    },
    /// The cloud area does not let this be done.
    Cloud(Denial),
}
