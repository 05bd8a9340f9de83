//! Each refusal as its sentence and the field it is about.

use domain::eligibility::Reason;
use domain::ids::IdProblem;
use domain::limits;
use domain::refusal::{Half, Refusal, Step};
use words::Words;

use crate::admin::messages;
use crate::cloud;

/// What a sentence about a contract names. What is unknown is empty.
#[derive(Clone, Debug, Default)]
pub(crate) struct About<'a> {
    /// The plan's name.
    pub plan: &'a str,
    /// Whether the plan is unlimited.
    pub unlimited: bool,
    /// Whether the plan counts minutes of advice, which are told in hours.
    pub counts_hours: bool,
    /// The product's name.
    pub product: &'a str,
    /// The version's name.
    pub version: &'a str,
    /// The regions that the plan covers.
    pub regions: &'a str,
    /// The successor's Access ID and plan, for people linked to it only.
    pub successor: Option<&'a str>,
}

/// The sentence of a refusal.
pub(crate) fn sentence(w: &Words, refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotEligible(reason) => reason_sentence(w, *reason, &About::default()),
        Refusal::IdMalformed(half, problem) => id_sentence(w, *half, *problem),
        Refusal::TooManyAttempts { minutes } => w.refusal_rate_limited(w.wait(*minutes)),
        Refusal::StepUpNeeded => w.refusal_step_up_needed(limits::STEP_UP_MINUTES),
        Refusal::FreshSignInNeeded => w.refusal_fresh_sign_in_needed(limits::FRESH_SIGN_IN_MINUTES),
        Refusal::InvitationExpired => w.refusal_invitation_expired(limits::INVITATION_DAYS),
        Refusal::NearMiss(access) => w.refusal_near_miss(access.as_str()),
        Refusal::StepOpen(step) => w.refusal_step_open(step_name(w, *step)),
        Refusal::FileTooLarge { limit } => w.refusal_file_too_large(w.file_size(*limit)),
        Refusal::TooManyFiles { limit } => {
            w.refusal_too_many_files(i64::try_from(*limit).unwrap_or(i64::MAX))
        }
        Refusal::AlreadyTaken { by } => w.refusal_already_taken(by),
        Refusal::TooManyFollowers => {
            w.refusal_too_many_followers(limits::FOLLOWERS_PER_REQUEST_MAX as i64)
        }
        Refusal::Unreadable(why) => messages::unreadable(*w, *why),
        Refusal::ColumnMissing(field) => messages::column_missing(*w, *field),
        Refusal::DaysOutside { from, until } => {
            w.refusal_days_outside(w.long_date(*from), w.long_date(*until))
        }
        Refusal::DaysTooMany { until } => w.refusal_days_too_many(w.long_date(*until)),
        Refusal::QuantityOutOfBounds { most } => w.order_quantity_wrong(*most),
        Refusal::OrderUsed { used } => w.order_refund_used(*used),
        Refusal::Cloud(denial) => cloud::denied(w, denial),
        Refusal::NotLater { than } => w.refusal_not_later(w.long_date(*than)),
        Refusal::TooFewLeft { most } => w.refusal_too_few_left(w.hours(*most)),
        Refusal::NotApproved { left } => w.refusal_not_approved(w.hours(*left)),
        Refusal::EngagementTooLong => {
            w.refusal_engagement_too_long(w.hours(limits::ENGAGEMENT_MINUTES_MAX))
        }
        plain => plain_sentence(w, plain).to_owned(),
    }
}

/// The sentences that name nothing.
#[expect(clippy::too_many_lines, reason = "a table: one line for each refusal")]
fn plain_sentence(w: &Words, refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::SignInNeeded => w.refusal_sign_in_needed(),
        Refusal::PasskeyNeeded => w.refusal_passkey_needed(),
        Refusal::SignInExpired => w.refusal_sign_in_expired(),
        Refusal::CodeWrong => w.refusal_code_wrong(),
        Refusal::IdentityTaken => w.refusal_identity_taken(),
        Refusal::PasskeyRefused => w.refusal_passkey_refused(),
        Refusal::LastPasskey => w.refusal_last_passkey(),
        Refusal::EmailTaken => w.refusal_email_taken(),
        Refusal::StaffAccount => w.refusal_staff_account(),
        Refusal::LastAdministrator => w.refusal_last_administrator(),
        Refusal::OwnStanding => w.refusal_own_standing(),
        Refusal::Swapped => w.refusal_swapped(),
        Refusal::PairUnknown => w.refusal_pair_not_found(),
        Refusal::ProofNeeded => w.refusal_proof_needed(),
        Refusal::PairTaken => w.refusal_pair_taken(),
        Refusal::UndoOver => w.refusal_undo_over(),
        Refusal::StaleDraft => w.refusal_stale_draft(),
        Refusal::AgreementNotAccepted => w.refusal_agreement_not_accepted(),
        Refusal::AgreementChanged => w.refusal_agreement_changed(),
        Refusal::SeverityNotOffered => w.refusal_severity_not_offered(),
        Refusal::PhoneNeeded => w.refusal_phone_needed(),
        Refusal::Exhausted => w.refusal_exhausted(),
        Refusal::NotEntitled => w.refusal_not_entitled(),
        Refusal::HoursNotYours => w.refusal_hours_not_yours(),
        Refusal::KeyReused => w.refusal_key_reused(),
        Refusal::KeyTooLong => w.refusal_key_too_long(),
        Refusal::FileUnfinished => w.refusal_file_unfinished(),
        Refusal::FileEmpty => w.refusal_file_empty(),
        Refusal::TooManyDrafts => w.refusal_too_many_drafts(),
        Refusal::Closed => w.refusal_closed(),
        Refusal::NotClosed => w.refusal_not_closed(),
        Refusal::ReopenOver => w.refusal_reopen_over(),
        Refusal::NotTaken => w.refusal_not_taken(),
        Refusal::DispositionNotOffered => w.refusal_disposition_not_offered(),
        Refusal::SeverityUnchanged => w.refusal_severity_unchanged(),
        Refusal::SeverityLocked => w.refusal_severity_locked(),
        Refusal::NewerMessage => w.refusal_newer_message(),
        Refusal::NoCharge => w.refusal_no_charge(),
        Refusal::NoProposal => w.refusal_no_proposal(),
        Refusal::PayingContractNotYours => w.refusal_paying_contract_not_yours(),
        Refusal::AlreadyOpen => w.refusal_already_open(),
        Refusal::NotAColleague => w.refusal_not_a_colleague(),
        Refusal::SharedWithYourself => w.contract_share_yourself(),
        Refusal::SecretInMessage => w.contract_share_message_secret(),
        Refusal::ReasonNeeded => w.refusal_reason_needed(),
        Refusal::ContractState => w.refusal_contract_state(),
        Refusal::AdjustmentTooLarge => w.refusal_adjustment_too_large(),
        Refusal::AdjustmentOver => w.refusal_adjustment_over(),
        Refusal::RangeReversed => w.refusal_range_reversed(),
        Refusal::SecondPersonNeeded => w.refusal_second_person_needed(),
        Refusal::BalanceMoved => w.refusal_balance_moved(),
        Refusal::PartnerIdTaken => w.refusal_partner_id_taken(),
        Refusal::CountryUnknown => w.refusal_country_unknown(),
        Refusal::ContactOnFile => w.refusal_contact_on_file(),
        Refusal::LocationOnFile => w.refusal_location_on_file(),
        Refusal::PrimaryContact => w.refusal_primary_contact(),
        Refusal::ChangedElsewhere => w.refusal_changed_elsewhere(),
        Refusal::BeginsLater => w.wizard_description_began_future(),
        Refusal::NoPrimaryContact => w.refusal_no_primary_contact(),
        Refusal::NoMembership => w.refusal_no_membership(),
        Refusal::MembershipOverlaps => w.refusal_membership_overlaps(),
        Refusal::NotInMembership => w.refusal_not_in_membership(),
        Refusal::ActivationAsked => w.refusal_activation_asked(),
        Refusal::ActivationDone => w.refusal_activation_done(),
        Refusal::DaysReversed => w.refusal_days_reversed(),
        Refusal::DaysOver => w.refusal_days_over(),
        Refusal::ToolkitUsed => w.refusal_toolkit_used(),
        Refusal::NotSentThere => w.refusal_not_sent_there(),
        Refusal::ImportState => w.import_gone_on(),
        Refusal::ImportHasErrors => w.import_has_errors(),
        Refusal::NotForSale => w.order_not_for_sale(),
        Refusal::TooManyOrders => w.order_too_many(),
        Refusal::OfferChanged => w.order_offer_changed(),
        Refusal::OrderFormUsed => w.order_form_used(),
        Refusal::ForMembersOnly => w.order_members_only(),
        Refusal::OrderState => w.order_changed(),
        Refusal::NotFound
        | Refusal::NotLater { .. }
        | Refusal::TooFewLeft { .. }
        | Refusal::NotApproved { .. }
        | Refusal::EngagementTooLong
        | Refusal::StepUpNeeded
        | Refusal::FreshSignInNeeded
        | Refusal::InvitationExpired
        | Refusal::NotEligible(_)
        | Refusal::IdMalformed(..)
        | Refusal::TooManyAttempts { .. }
        | Refusal::NearMiss(_)
        | Refusal::StepOpen(_)
        | Refusal::FileTooLarge { .. }
        | Refusal::TooManyFiles { .. }
        | Refusal::TooManyFollowers
        | Refusal::AlreadyTaken { .. }
        | Refusal::Unreadable(_)
        | Refusal::ColumnMissing(_)
        | Refusal::QuantityOutOfBounds { .. }
        | Refusal::DaysOutside { .. }
        | Refusal::DaysTooMany { .. }
        | Refusal::OrderUsed { .. }
        | Refusal::Cloud(_) => w.refusal_not_found(),
    }
}

/// Why a contract cannot be used, in words that name the plan and the product.
pub(crate) fn reason_sentence(w: &Words, reason: Reason, about: &About<'_>) -> String {
    match reason {
        Reason::Superseded(_) => match about.successor {
            Some(successor) => w.refusal_superseded(successor),
            None => w.refusal_superseded_unnamed().to_owned(),
        },
        Reason::Cancelled => w.refusal_cancelled().to_owned(),
        Reason::Suspended => w.refusal_suspended().to_owned(),
        Reason::NotYetActive { from: None } => w.refusal_not_yet_active().to_owned(),
        Reason::NotYetActive { from: Some(day) } => w.refusal_not_yet_active_from(w.long_date(day)),
        Reason::Expired { last_day, .. } if about.unlimited => {
            w.refusal_expired_unlimited(w.long_date(last_day))
        }
        Reason::Expired { last_day, unused } if about.counts_hours => {
            w.refusal_expired_hours(w.long_date(last_day), w.hours(unused))
        }
        Reason::Expired { last_day, unused } => w.refusal_expired(unused, w.long_date(last_day)),
        Reason::CloudOnly => w.refusal_cloud_only(about.plan, about.product),
        Reason::OnPremisesOnly => w.refusal_on_premises_only(about.plan),
        Reason::ProductNotCovered => w.refusal_product_not_covered(about.plan, about.product),
        Reason::VersionTooOld => w.refusal_version_too_old(about.plan, about.version),
        Reason::AdvisoryOnly => w.refusal_advisory_only(about.plan),
        Reason::MainstreamOver => w.refusal_mainstream_over(about.plan, about.version),
        Reason::OutOfLifecycle { ended } => {
            w.refusal_out_of_lifecycle(w.long_date(ended), about.version)
        }
        Reason::ProductionUseNotCovered => w.refusal_production_use_not_covered(about.plan),
        Reason::RegionNotCovered => w.refusal_region_not_covered(about.plan, about.regions),
        Reason::Exhausted => w.refusal_exhausted().to_owned(),
    }
}

/// What to do about a reason.
pub(crate) fn remedy(w: &Words, reason: Reason) -> &'static str {
    match reason {
        Reason::Superseded(_) => w.wizard_remedy_superseded(),
        Reason::Cancelled => w.wizard_remedy_cancelled(),
        Reason::Suspended => w.wizard_remedy_suspended(),
        Reason::NotYetActive { .. } => w.wizard_remedy_not_yet_active(),
        Reason::Expired { .. } => w.wizard_remedy_expired(),
        Reason::CloudOnly => w.wizard_remedy_cloud_only(),
        Reason::OnPremisesOnly => w.wizard_remedy_on_premises_only(),
        Reason::ProductNotCovered => w.wizard_remedy_product(),
        Reason::AdvisoryOnly => w.wizard_remedy_advisory(),
        Reason::VersionTooOld | Reason::MainstreamOver => w.wizard_remedy_version(),
        Reason::OutOfLifecycle { .. } => w.wizard_remedy_lifecycle(),
        Reason::ProductionUseNotCovered => w.wizard_remedy_production(),
        Reason::RegionNotCovered => w.wizard_remedy_region(),
        Reason::Exhausted => w.wizard_remedy_exhausted(),
    }
}

fn id_sentence(w: &Words, half: Half, problem: IdProblem) -> String {
    let (min, max) = (limits::ID_DIGITS_MIN as i64, limits::ID_DIGITS_MAX as i64);
    match (half, problem) {
        (Half::Access, IdProblem::Empty) => w.refusal_access_id_empty().to_owned(),
        (Half::Access, IdProblem::OtherCharacters) => w.refusal_access_id_characters().to_owned(),
        (Half::Access, IdProblem::Length { .. }) => w.refusal_access_id_length(max, min),
        (Half::Contract, IdProblem::Empty) => w.refusal_contract_id_empty().to_owned(),
        (Half::Contract, IdProblem::OtherCharacters) => {
            w.refusal_contract_id_characters().to_owned()
        }
        (Half::Contract, IdProblem::Length { .. }) => w.refusal_contract_id_length(max, min),
    }
}

/// The name of a wizard step.
pub(crate) fn step_name(w: &Words, step: Step) -> &'static str {
    match step {
        Step::Product => w.wizard_step_product(),
        Step::Use => w.wizard_step_use(),
        Step::Problem => w.wizard_step_problem(),
        Step::SelfHelp => w.wizard_step_self_help(),
        Step::Contract => w.wizard_step_contract(),
        Step::Contact => w.wizard_step_contact(),
        Step::Description => w.wizard_step_description(),
        Step::Check => w.wizard_step_check(),
    }
}

/// The name of the form field that a refusal is about.
pub(crate) const fn field(refusal: &Refusal) -> Option<&'static str> {
    Some(match refusal {
        Refusal::IdMalformed(Half::Contract, _) => "contract_id",
        Refusal::IdMalformed(Half::Access, _)
        | Refusal::NearMiss(_)
        | Refusal::Swapped
        | Refusal::PairUnknown
        | Refusal::ProofNeeded
        | Refusal::PairTaken => "access_id",
        Refusal::NotEligible(_)
        | Refusal::Exhausted
        | Refusal::TooFewLeft { .. }
        | Refusal::NotEntitled => "contract",
        Refusal::AgreementNotAccepted | Refusal::AgreementChanged => "agreement",
        Refusal::SeverityNotOffered | Refusal::SeverityUnchanged | Refusal::SeverityLocked => {
            "severity"
        }
        Refusal::PhoneNeeded => "phone",
        Refusal::NotForSale
        | Refusal::TooManyOrders
        | Refusal::OfferChanged
        | Refusal::OrderFormUsed => "offer",
        Refusal::ForMembersOnly => "location",
        Refusal::QuantityOutOfBounds { .. } => "quantity",
        Refusal::SecretInMessage => "message",
        Refusal::ReasonNeeded => "reason",
        Refusal::BeginsLater => "began",
        Refusal::CodeWrong => "code",
        Refusal::SharedWithYourself | Refusal::EmailTaken | Refusal::ContactOnFile => "email",
        Refusal::PartnerIdTaken => "partner_id",
        Refusal::Cloud(denial) => return cloud::field(denial),
        Refusal::MembershipOverlaps | Refusal::DaysOutside { .. } => "first_day",
        Refusal::DaysReversed
        | Refusal::DaysOver
        | Refusal::DaysTooMany { .. }
        | Refusal::NotLater { .. } => "last_day",
        Refusal::RangeReversed => "most",
        Refusal::NotSentThere => "contact",
        Refusal::CountryUnknown => "country",
        Refusal::DispositionNotOffered => "disposition",
        Refusal::FileUnfinished
        | Refusal::FileTooLarge { .. }
        | Refusal::TooManyFiles { .. }
        | Refusal::FileEmpty => "files",
        _ => return None,
    })
}
