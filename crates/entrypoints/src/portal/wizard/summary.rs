//! The answers in words: for the side panel, the last check, and two texts side by side.

use actions::incidents::drafts::{Draft, Paying};
use actions::incidents::{Answers, Contact};
use domain::catalog::{Catalog, Product, Version};
use domain::incident::Usage;
use domain::refusal::Step;
use domain::response::{Handling, Severity};
use words::{Language, Words};

use super::sheet;

/// One answer.
pub(super) struct Line {
    /// What was asked.
    pub label: &'static str,
    /// What was answered; empty where nothing was.
    pub value: String,
    /// The page where it can be changed.
    pub href: String,
}

fn line(label: &'static str, value: impl Into<String>, href: &str) -> Line {
    Line {
        label,
        value: value.into(),
        href: href.to_owned(),
    }
}

/// What has been answered so far, in few words.
pub(super) fn short(w: &Words, catalog: &Catalog, draft: &Draft, base: &str) -> Vec<Line> {
    let Draft {
        answers, paying, ..
    } = draft;
    let severity = answers.severity.as_deref().and_then(Severity::from_code);
    let contact = answers
        .contact
        .as_ref()
        .map(|contact| contact.name.as_str())
        .unwrap_or_default();
    let lines = [
        line(
            w.wizard_summary_product(),
            product(w, catalog, answers),
            &format!("{base}/product"),
        ),
        line(
            w.wizard_summary_use(),
            usage(w, answers),
            &format!("{base}/use"),
        ),
        line(
            w.wizard_summary_problem(),
            problem(w, catalog, answers),
            &format!("{base}/problem"),
        ),
        line(
            w.wizard_summary_contract(),
            paying
                .as_ref()
                .and_then(|paying| contract(w, catalog, paying))
                .unwrap_or_default(),
            &format!("{base}/contract"),
        ),
        line(
            w.wizard_summary_contact(),
            contact,
            &format!("{base}/contact"),
        ),
        line(
            w.wizard_summary_title(),
            answers.title.as_str(),
            &format!("{base}/description"),
        ),
        line(
            w.wizard_summary_severity(),
            severity
                .map(|severity| severity_name(w, severity))
                .unwrap_or_default(),
            &format!("{base}/description"),
        ),
    ];
    subscription(w, draft)
        .into_iter()
        .chain(lines)
        .filter(|line| !line.value.is_empty())
        .collect()
}

/// The subscription that a cloud request is about.
pub(super) fn subscription(w: &Words, draft: &Draft) -> Option<Line> {
    draft.answers.subscription.as_ref()?;
    Some(line(
        w.cloud_subscription(),
        draft.subscription.as_deref().unwrap_or_default(),
        &format!("/cloud/requests/new?draft={}", draft.key),
    ))
}

/// Everything that a step asks, with the answers.
pub(super) fn whole(
    w: &Words,
    catalog: &Catalog,
    answers: &Answers,
    step: Step,
    key: &str,
) -> Vec<Line> {
    let href = sheet::path(key, step);
    match step {
        Step::Product => {
            let version = version(catalog, answers)
                .map(|version| version.name.in_language(w.language().code()));
            vec![
                line(
                    w.wizard_summary_product(),
                    product_name(w, catalog, answers),
                    &href,
                ),
                line(
                    w.wizard_product_version(),
                    version.unwrap_or_default(),
                    &format!("{}/version", sheet::base(key)),
                ),
            ]
        }
        Step::Use => vec![line(w.wizard_summary_use(), usage(w, answers), &href)],
        Step::Problem => vec![line(
            w.wizard_summary_problem(),
            problem(w, catalog, answers),
            &href,
        )],
        Step::Contact => contact(w, answers.contact.as_ref(), &href),
        Step::Description => description(w, answers, &href),
        Step::SelfHelp | Step::Contract | Step::Check => Vec::new(),
    }
}

fn contact(w: &Words, contact: Option<&Contact>, href: &str) -> Vec<Line> {
    let none = Contact::default();
    let contact = contact.unwrap_or(&none);
    let way = match contact.preferred.as_str() {
        "email" => w.wizard_contact_way_email(),
        "phone" => w.wizard_contact_way_phone(),
        _ => "",
    };
    let language = Language::parse(&contact.language)
        .map(Language::native_name)
        .unwrap_or_default();
    let mut lines = vec![
        line(w.wizard_contact_name(), contact.name.as_str(), href),
        line(w.wizard_contact_email(), contact.email.as_str(), href),
        line(w.wizard_contact_phone(), contact.phone.as_str(), href),
        line(w.wizard_contact_way(), way, href),
        line(w.wizard_contact_language(), language, href),
        line(w.wizard_contact_zone(), contact.zone.as_str(), href),
        line(w.wizard_contact_hours(), contact.hours.as_str(), href),
        line(
            w.wizard_contact_recipients(),
            contact.copies.join(", "),
            href,
        ),
    ];
    if let Some((customer, reference)) = &contact.on_behalf {
        lines.push(line(w.wizard_contact_customer(), customer.as_str(), href));
        lines.push(line(w.wizard_contact_reference(), reference.as_str(), href));
    }
    lines
}

fn description(w: &Words, answers: &Answers, href: &str) -> Vec<Line> {
    let severity = answers.severity.as_deref().and_then(Severity::from_code);
    let chosen = answers.handling.as_deref().and_then(Handling::from_code);
    let handling = chosen.map(|chosen| severity.map_or(chosen, |one| one.handling(chosen)));
    vec![
        line(w.wizard_description_heading(), answers.title.as_str(), href),
        line(
            w.wizard_description_severity(),
            severity
                .map(|severity| severity_name(w, severity))
                .unwrap_or_default(),
            href,
        ),
        line(
            w.wizard_description_handling(),
            handling
                .map(|handling| handling_name(w, handling))
                .unwrap_or_default(),
            href,
        ),
        line(
            w.wizard_description_text(),
            answers.description.as_str(),
            href,
        ),
        line(
            w.wizard_description_error_message(),
            answers.error_message.as_str(),
            href,
        ),
        line(
            w.wizard_description_systems(),
            answers.affected.as_str(),
            href,
        ),
        line(w.wizard_description_began(), answers.began.as_str(), href),
    ]
}

/// The version, or else the product.
fn product(w: &Words, catalog: &Catalog, answers: &Answers) -> String {
    let version = version(catalog, answers)
        .map(|version| version.name.in_language(w.language().code()).to_owned());
    version.unwrap_or_else(|| product_name(w, catalog, answers))
}

fn product_name(w: &Words, catalog: &Catalog, answers: &Answers) -> String {
    let product = answers.product_in(catalog);
    product
        .map(|product| product.name.in_language(w.language().code()).to_owned())
        .unwrap_or_default()
}

/// The version that was chosen.
pub(super) fn version<'a>(catalog: &'a Catalog, answers: &Answers) -> Option<&'a Version> {
    let product: &'a Product = answers.product_in(catalog)?;
    answers
        .version
        .as_deref()
        .and_then(|key| product.version(key))
}

fn contract(w: &Words, catalog: &Catalog, paying: &Paying) -> Option<String> {
    let offer = catalog.offer(&paying.offer, paying.offer_version)?;
    let plan = offer.name.in_language(w.language().code());
    Some(w.contract_label(&paying.access_id, plan))
}

fn usage(w: &Words, answers: &Answers) -> String {
    let usage = answers
        .usage
        .as_deref()
        .and_then(Usage::from_code)
        .map(|usage| usage_name(w, usage));
    let environment = answers.production.map(|production| {
        if production {
            w.wizard_use_production_yes()
        } else {
            w.wizard_use_production_no()
        }
    });
    usage
        .into_iter()
        .chain(environment)
        .collect::<Vec<_>>()
        .join(" · ")
}

fn problem(w: &Words, catalog: &Catalog, answers: &Answers) -> String {
    let language = w.language().code();
    let kind = answers
        .product_in(catalog)
        .zip(answers.problem_type.as_deref())
        .and_then(|(product, key)| product.problem_type(key));
    let category = kind
        .zip(answers.category.as_deref())
        .and_then(|(kind, key)| kind.category(key));
    let names = [
        kind.map(|kind| &kind.name),
        category.map(|category| &category.name),
    ];
    names
        .into_iter()
        .flatten()
        .map(|name| name.in_language(language))
        .collect::<Vec<_>>()
        .join(" › ")
}

/// How a use is called.
pub(super) fn usage_name(w: &Words, usage: Usage) -> &'static str {
    match usage {
        Usage::Home => w.wizard_use_home(),
        Usage::ItProfessional => w.wizard_use_it_professional(),
        Usage::Developer => w.wizard_use_developer(),
        Usage::Partner => w.wizard_use_partner(),
    }
}

/// How a severity is called, with its meaning.
pub(super) fn severity_name(w: &Words, severity: Severity) -> &'static str {
    match severity {
        Severity::A => w.severity_a(),
        Severity::B => w.severity_b(),
        Severity::C => w.severity_c(),
    }
}

/// How a handling is called.
pub(super) fn handling_name(w: &Words, handling: Handling) -> &'static str {
    match handling {
        Handling::BusinessHours => w.handling_business_hours(),
        Handling::AroundTheClock => w.handling_around_the_clock(),
    }
}
