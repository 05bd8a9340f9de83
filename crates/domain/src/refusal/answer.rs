//! What kind of answer each refusal is, and its machine word.

use super::{Kind, Refusal};

impl Refusal {
    /// What kind of answer it is.
    #[expect(clippy::too_many_lines, reason = "a table: one line for each refusal")]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::SignInNeeded => Kind::SignIn,
            Self::PasskeyNeeded | Self::StepUpNeeded | Self::FreshSignInNeeded => Kind::StepUp,
            Self::NotFound => Kind::Missing,
            Self::TooManyAttempts { .. } | Self::TooManyDrafts | Self::TooManyOrders => {
                Kind::TooMany
            }
            Self::StaleDraft
            | Self::Exhausted
            | Self::TooFewLeft { .. }
            | Self::NotApproved { .. }
            | Self::AgreementChanged
            | Self::Closed
            | Self::NotClosed
            | Self::AlreadyTaken { .. }
            | Self::NotTaken
            | Self::NewerMessage
            | Self::NoCharge
            | Self::NoProposal
            | Self::PayingContractNotYours
            | Self::AlreadyOpen
            | Self::SeverityUnchanged
            | Self::SeverityLocked
            | Self::ReopenOver
            | Self::UndoOver
            | Self::LastPasskey
            | Self::StaffAccount
            | Self::LastAdministrator
            | Self::OwnStanding
            | Self::ContractState
            | Self::PrimaryContact
            | Self::ChangedElsewhere
            | Self::LocationOnFile
            | Self::SecondPersonNeeded
            | Self::BalanceMoved
            | Self::NoPrimaryContact
            | Self::NoMembership
            | Self::ActivationAsked
            | Self::ActivationDone
            | Self::ToolkitUsed
            | Self::OfferChanged
            | Self::OrderFormUsed
            | Self::ImportState
            | Self::OrderState
            | Self::OrderUsed { .. } => Kind::Conflict,
            Self::SignInExpired
            | Self::CodeWrong
            | Self::IdentityTaken
            | Self::PasskeyRefused
            | Self::EmailTaken
            | Self::IdMalformed(..)
            | Self::NearMiss(_)
            | Self::Swapped
            | Self::PairUnknown
            | Self::ProofNeeded
            | Self::PairTaken
            | Self::SharedWithYourself
            | Self::NotAColleague
            | Self::TooManyFollowers
            | Self::SecretInMessage
            | Self::ReasonNeeded
            | Self::NotEligible(_)
            | Self::InvitationExpired
            | Self::StepOpen(_)
            | Self::AgreementNotAccepted
            | Self::SeverityNotOffered
            | Self::PhoneNeeded
            | Self::KeyReused
            | Self::KeyTooLong
            | Self::FileUnfinished
            | Self::FileTooLarge { .. }
            | Self::TooManyFiles { .. }
            | Self::FileEmpty
            | Self::DispositionNotOffered
            | Self::EngagementTooLong
            | Self::RangeReversed
            | Self::NotEntitled
            | Self::HoursNotYours
            | Self::AdjustmentTooLarge
            | Self::AdjustmentOver
            | Self::NotLater { .. }
            | Self::PartnerIdTaken
            | Self::CountryUnknown
            | Self::ContactOnFile
            | Self::BeginsLater
            | Self::MembershipOverlaps
            | Self::NotInMembership
            | Self::DaysReversed
            | Self::DaysOver
            | Self::DaysOutside { .. }
            | Self::DaysTooMany { .. }
            | Self::ForMembersOnly
            | Self::NotSentThere
            | Self::Unreadable(_)
            | Self::ColumnMissing(_)
            | Self::ImportHasErrors
            | Self::NotForSale
            | Self::QuantityOutOfBounds { .. } => Kind::Invalid,
            Self::Cloud(denial) => denial.kind(),
        }
    }

    /// The machine word.
    #[expect(clippy::too_many_lines, reason = "a table: one line for each refusal")]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::SignInNeeded => "sign_in_needed",
            Self::PasskeyNeeded => "passkey_needed",
            Self::StepUpNeeded => "step_up_needed",
            Self::FreshSignInNeeded => "fresh_sign_in_needed",
            Self::NotFound => "not_found",
            Self::SignInExpired => "sign_in_expired",
            Self::CodeWrong => "code_wrong",
            Self::TooManyAttempts { .. } => "rate_limited",
            Self::IdentityTaken => "identity_taken",
            Self::PasskeyRefused => "passkey_refused",
            Self::LastPasskey => "last_passkey",
            Self::EmailTaken => "email_taken",
            Self::StaffAccount => "staff_account",
            Self::LastAdministrator => "last_administrator",
            Self::OwnStanding => "own_standing",
            Self::IdMalformed(..) => "format",
            Self::NearMiss(_) => "near_miss",
            Self::Swapped => "swapped",
            Self::PairUnknown => "pair_not_found",
            Self::ProofNeeded => "proof_needed",
            Self::PairTaken => "pair_taken",
            Self::NotEligible(reason) => reason.code(),
            Self::InvitationExpired => "invitation_expired",
            Self::UndoOver => "undo_over",
            Self::StaleDraft => "stale_draft",
            Self::StepOpen(_) => "step_open",
            Self::AgreementNotAccepted => "agreement_not_accepted",
            Self::AgreementChanged => "agreement_changed",
            Self::SeverityNotOffered => "severity_not_offered",
            Self::PhoneNeeded => "phone_needed",
            Self::Exhausted => "exhausted",
            Self::TooFewLeft { .. } => "too_few_left",
            Self::EngagementTooLong => "engagement_too_long",
            Self::RangeReversed => "range_reversed",
            Self::NotApproved { .. } => "not_approved",
            Self::NotEntitled => "not_entitled",
            Self::HoursNotYours => "hours_not_yours",
            Self::KeyReused => "key_reused",
            Self::KeyTooLong => "key_too_long",
            Self::FileUnfinished => "file_unfinished",
            Self::FileTooLarge { .. } => "file_too_large",
            Self::TooManyFiles { .. } => "too_many_files",
            Self::FileEmpty => "file_empty",
            Self::TooManyDrafts => "too_many_drafts",
            Self::Closed => "closed",
            Self::NotClosed => "not_closed",
            Self::ReopenOver => "reopen_over",
            Self::AlreadyTaken { .. } => "already_taken",
            Self::NotTaken => "not_taken",
            Self::DispositionNotOffered => "disposition_not_offered",
            Self::SeverityUnchanged => "severity_unchanged",
            Self::SeverityLocked => "severity_locked",
            Self::NewerMessage => "newer_message",
            Self::NoCharge => "no_charge",
            Self::NoProposal => "no_proposal",
            Self::PayingContractNotYours => "paying_contract_not_yours",
            Self::AlreadyOpen => "already_open",
            Self::NotAColleague => "not_a_colleague",
            Self::TooManyFollowers => "too_many_followers",
            Self::SharedWithYourself => "shared_with_yourself",
            Self::SecretInMessage => "secret_in_message",
            Self::ReasonNeeded => "reason_needed",
            Self::ContractState => "contract_state",
            Self::AdjustmentTooLarge => "adjustment_too_large",
            Self::AdjustmentOver => "adjustment_over",
            Self::NotLater { .. } => "not_later",
            Self::SecondPersonNeeded => "second_person_needed",
            Self::BalanceMoved => "balance_moved",
            Self::PartnerIdTaken => "partner_id_taken",
            Self::CountryUnknown => "country_unknown",
            Self::ContactOnFile => "contact_on_file",
            Self::LocationOnFile => "location_on_file",
            Self::PrimaryContact => "primary_contact",
            Self::ChangedElsewhere => "changed_elsewhere",
            Self::BeginsLater => "begins_later",
            Self::NoPrimaryContact => "no_primary_contact",
            Self::NoMembership => "no_membership",
            Self::MembershipOverlaps => "membership_overlaps",
            Self::NotInMembership => "not_in_membership",
            Self::ActivationAsked => "activation_asked",
            Self::ActivationDone => "activation_done",
            Self::DaysReversed => "days_reversed",
            Self::DaysOver => "days_over",
            Self::DaysOutside { .. } => "days_outside",
            Self::DaysTooMany { .. } => "days_too_many",
            Self::ToolkitUsed => "toolkit_used",
            Self::OfferChanged => "offer_changed",
            Self::OrderFormUsed => "order_form_used",
            Self::ForMembersOnly => "for_members_only",
            Self::NotSentThere => "not_sent_there",
            Self::Unreadable(_) => "file_unreadable",
            Self::ColumnMissing(_) => "column_missing",
            Self::ImportState => "import_state",
            Self::ImportHasErrors => "import_has_errors",
            Self::NotForSale => "not_for_sale",
            Self::QuantityOutOfBounds { .. } => "quantity_out_of_bounds",
            Self::TooManyOrders => "too_many_orders",
            Self::OrderState => "order_state",
            Self::OrderUsed { .. } => "order_used",
            Self::Cloud(denial) => denial.code(),
        }
    }
}
