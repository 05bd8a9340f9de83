//! The codes of requests in words.

use actions::incidents::show::Shown;
use domain::catalog::Name;
use domain::ids::RequestKind;
use domain::incident::{Disposition, Dispute, State};
use domain::program::{Title, Topic};
use domain::response::{Handling, Severity};
use words::Words;

use crate::app::App;

/// What the request called `number` is called. The title of a program support case is its topic, told in the reader's
/// language.
pub(crate) fn title(w: Words, number: &str, stored: &str) -> String {
    let of_case = number.starts_with(RequestKind::Program.prefix());
    match Title::parse(stored).filter(|_| of_case) {
        None => stored.to_owned(),
        Some(title) if title.words.is_empty() => topic(w, title.topic).to_owned(),
        Some(title) if title.topic == Topic::Other => title.words.to_owned(),
        Some(title) => w.program_title(topic(w, title.topic), title.words),
    }
}

/// What a topic is called.
pub(crate) fn topic(w: Words, topic: Topic) -> &'static str {
    match topic {
        Topic::MissingIds => w.program_topic_missing_ids(),
        Topic::Activation => w.program_topic_activation(),
        Topic::AdditionalLocation => w.program_topic_additional_location(),
        Topic::Membership => w.program_topic_membership(),
        Topic::Other => w.program_topic_other(),
    }
}

/// The topics whose name contains what is looked for.
pub(crate) fn topics_named(w: Words, text: &str) -> Vec<Topic> {
    let text = text.trim().to_lowercase();
    let is_named = |one: &Topic| topic(w, *one).to_lowercase().contains(&text);
    let found = Topic::ALL.into_iter().filter(is_named);
    found.filter(|_| !text.is_empty()).collect()
}

/// What pays, as it is called everywhere: the contract, or the plan alone where there is none.
pub(crate) fn paying(w: Words, access_id: Option<&str>, plan: &Name) -> String {
    let plan = plan.in_language(w.language().code());
    access_id.map_or_else(
        || plan.to_owned(),
        |access_id| w.contract_label(access_id, plan),
    )
}

/// What pays for a request.
pub(crate) fn paying_for(w: Words, shown: &Shown) -> String {
    let access_id = shown.contract.as_ref().map(|one| one.access_id.as_str());
    paying(w, access_id, &shown.plan)
}

/// A closing reason.
pub(crate) fn reason(w: Words, disposition: Disposition) -> &'static str {
    match disposition {
        Disposition::ProductFault => w.request_reason_product_fault(),
        Disposition::Duplicate => w.request_reason_duplicate(),
        Disposition::WithdrawnBefore => w.request_reason_withdrawn_before(),
        Disposition::Courtesy => w.request_reason_courtesy(),
        Disposition::Solved => w.request_reason_solved(),
        Disposition::SolvedByCustomer => w.request_reason_solved_by_customer(),
        Disposition::WithdrawnAfter => w.request_reason_withdrawn_after(),
        Disposition::NoAnswer => w.request_reason_no_answer(),
        Disposition::NotSolved => w.request_reason_not_solved(),
    }
}

/// Why a deduction is disputed.
pub(crate) fn ground(w: Words, ground: Dispute) -> &'static str {
    match ground {
        Dispute::ProductFault => w.request_dispute_product_fault(),
        Dispute::Duplicate => w.request_dispute_duplicate(),
        Dispute::NotSolved => w.request_dispute_not_solved(),
    }
}

/// A severity with what it means.
pub(crate) fn severity(w: Words, severity: Severity) -> &'static str {
    match severity {
        Severity::A => w.severity_a(),
        Severity::B => w.severity_b(),
        Severity::C => w.severity_c(),
    }
}

/// Which hours are worked.
pub(crate) fn handling(w: Words, handling: Handling) -> &'static str {
    match handling {
        Handling::BusinessHours => w.handling_business_hours(),
        Handling::AroundTheClock => w.handling_around_the_clock(),
    }
}

/// A status as the components know it, and in words. What waits for the customer waits for the reader, unless it is
/// another's: a colleague's, or seen at the desk.
pub(crate) fn status(
    w: Words,
    state: State,
    disposition: Option<Disposition>,
    is_others: bool,
) -> (&'static str, &'static str) {
    match (state, disposition) {
        (State::Submitted, _) => ("submitted", w.status_submitted()),
        (State::Acknowledged | State::InProgress, _) => ("in_progress", w.status_in_progress()),
        (State::WaitingCustomer, _) if is_others => {
            ("waiting_customer", w.status_waiting_customer_desk())
        }
        (State::WaitingCustomer, _) => ("waiting_customer", w.status_waiting_customer()),
        (State::WaitingVendor, _) => ("waiting_third", w.status_waiting_third()),
        (State::SolutionProposed, _) => ("solution_proposed", w.status_solution_proposed()),
        (State::Closed, Some(Disposition::Solved | Disposition::SolvedByCustomer)) => {
            ("solved", w.status_solved())
        }
        (State::Closed, Some(Disposition::WithdrawnBefore | Disposition::WithdrawnAfter)) => {
            ("withdrawn", w.status_withdrawn())
        }
        (State::Closed, Some(other)) if !other.deducts() => {
            ("closed_credited", w.status_closed_credited())
        }
        (State::Closed, _) => ("closed", w.status_closed()),
    }
}

/// Whose business hours they are; nothing where every hour counts.
pub(crate) fn business_hours(app: &App, w: &Words, request: &Shown) -> String {
    let catalog = app.house.catalog();
    let named = catalog
        .calendars
        .iter()
        .find(|calendar| calendar.key.as_str() == request.admitted.calendar);
    match (request.case.handling(), named) {
        (Handling::BusinessHours, Some(calendar)) => {
            w.wizard_submitted_calendar(calendar.name.in_language(w.language().code()))
        }
        _ => String::new(),
    }
}
