//! What a customer has answered so far: the content of a draft, and of a submission once nothing is missing.

use domain::catalog::{Catalog, Product, Version};
use domain::cloud::Issue;
use domain::eligibility::Area;
use domain::ids::EmailAddress;
use domain::incident::Usage;
use domain::offer::Offer;
use domain::refusal::{Refusal, Step};
use domain::response::{Handling, Severity};
use serde::{Deserialize, Serialize};

/// How the customer is reached.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// What to call the person.
    pub name: String,
    /// Where copies and answers go.
    pub email: String,
    /// In international form; empty where none was given.
    pub phone: String,
    /// `email` or `phone`.
    pub preferred: String,
    /// The code of the language to be answered in.
    pub language: String,
    /// The IANA name of the person's time zone.
    pub zone: String,
    /// The hours in which the person can be reached, in their own words.
    pub hours: String,
    /// Addresses that get copies.
    pub copies: Vec<String>,
    /// The customer that a partner files for, and the partner's reference.
    pub on_behalf: Option<(String, String)>,
}

/// A draft's answers. Every field may be missing; [`Answers::complete`] says which step comes first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// The product's key.
    pub product: Option<String>,
    /// The version's key.
    pub version: Option<String>,
    /// How it is used, as [`Usage`] codes.
    pub usage: Option<String>,
    /// Whether the system is in production, where that is asked.
    pub production: Option<bool>,
    /// The problem type's key.
    pub problem_type: Option<String>,
    /// The category's key.
    pub category: Option<String>,
    /// The opaque key of the subscription that a cloud request is about; nothing outside the cloud area.
    pub subscription: Option<String>,
    /// The number of the earlier request that this one continues.
    pub follows: Option<String>,
    /// Whether the self-help step was passed.
    pub self_help_seen: bool,
    /// The opaque key of the contract that pays.
    pub contract: Option<String>,
    /// How the customer is reached, once confirmed.
    pub contact: Option<Contact>,
    /// The title, at most [`domain::limits::TITLE_CHARS`] characters.
    pub title: String,
    /// Markdown.
    pub description: String,
    /// An error message, to be shown as it is.
    pub error_message: String,
    /// The systems concerned.
    pub affected: String,
    /// When it began, in the customer's words.
    pub began: String,
    /// As [`Severity`] codes.
    pub severity: Option<String>,
    /// As [`Handling`] codes.
    pub handling: Option<String>,
}

/// Answers in which nothing is missing, in the words of the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct Complete<'a> {
    /// The product.
    pub product: &'a Product,
    /// Its version, where it has any.
    pub version: Option<&'a Version>,
    /// How the customer is reached.
    pub contact: &'a Contact,
    /// The severity.
    pub severity: Severity,
    /// The handling.
    pub handling: Handling,
}

impl Contact {
    /// Whether somebody can be reached by it.
    pub fn is_complete(&self) -> bool {
        let by_phone = self.preferred == "phone";
        !self.name.is_empty()
            && EmailAddress::parse(&self.email).is_ok()
            && (by_phone || self.preferred == "email")
            && !(by_phone && self.phone.is_empty())
    }
}

impl Answers {
    /// Whether nothing is missing.
    ///
    /// # Errors
    /// [`Refusal::StepOpen`] with the first step that has to be answered.
    pub fn complete<'a>(&'a self, catalog: &'a Catalog) -> Result<Complete<'a>, Refusal> {
        let product = self
            .product_in(catalog)
            .ok_or(Refusal::StepOpen(Step::Product))?;
        let version = self.version.as_deref().and_then(|key| product.version(key));
        if version.is_none() && !product.versions.is_empty() {
            return Err(Refusal::StepOpen(Step::Product));
        }
        if !self.says_how_used(product, catalog) {
            return Err(Refusal::StepOpen(Step::Use));
        }
        let problem_type = self
            .problem_type
            .as_deref()
            .and_then(|key| product.problem_type(key));
        let category = problem_type
            .zip(self.category.as_deref())
            .and_then(|(kind, key)| kind.category(key));
        category.ok_or(Refusal::StepOpen(Step::Problem))?;
        if self.contract.is_none() && self.free_offer(catalog).is_none() {
            return Err(Refusal::StepOpen(Step::Contract));
        }
        let contact = self
            .contact
            .as_ref()
            .filter(|contact| contact.is_complete());
        let contact = contact.ok_or(Refusal::StepOpen(Step::Contact))?;
        let severity = self.severity.as_deref().and_then(Severity::from_code);
        let handling = self.handling.as_deref().and_then(Handling::from_code);
        match (severity, handling) {
            (Some(severity), Some(handling))
                if !self.title.is_empty() && !self.description.is_empty() =>
            {
                Ok(Complete {
                    product,
                    version,
                    contact,
                    severity,
                    handling,
                })
            }
            _ => Err(Refusal::StepOpen(Step::Description)),
        }
    }

    fn says_how_used(&self, product: &Product, catalog: &Catalog) -> bool {
        let usage = self.usage.as_deref().and_then(Usage::from_code);
        let used_at_work = usage.is_some_and(|usage| usage != Usage::Home);
        (used_at_work || !product.asks_use)
            && (self.production.is_some() || !catalog.asks_production(product))
    }

    /// Where the request is being made.
    pub const fn area(&self) -> Area {
        match self.subscription {
            None => Area::OnPremises,
            Some(_) => Area::Cloud,
        }
    }

    /// The offer whose terms hold where the request draws nothing. The problem types of cloud products are the issues
    /// that they can have.
    pub fn free_offer<'a>(&self, catalog: &'a Catalog) -> Option<&'a Offer> {
        self.subscription.as_ref()?;
        let issue = self.problem_type.as_deref().and_then(Issue::from_code);
        catalog.free_offer(self.product_in(catalog)?, issue)
    }

    /// The product that was chosen, if the catalogue still has it.
    pub fn product_in<'a>(&self, catalog: &'a Catalog) -> Option<&'a Product> {
        self.product.as_deref().and_then(|key| catalog.product(key))
    }

    /// The steps of the wizard that apply, in order.
    pub fn steps(&self, catalog: &Catalog) -> Vec<Step> {
        let asks_use = self
            .product_in(catalog)
            .is_none_or(|product| product.asks_use || catalog.asks_production(product));
        Step::ALL
            .into_iter()
            .filter(|step| *step != Step::Use || asks_use)
            .filter(|step| *step != Step::Contract || self.free_offer(catalog).is_none())
            .collect()
    }

    /// The step to go on with. A contract can be chosen as late as before submitting.
    pub fn next_step(&self, catalog: &Catalog) -> Step {
        let payable = Self {
            contract: Some(String::new()),
            ..self.clone()
        };
        match payable.complete(catalog) {
            Err(Refusal::StepOpen(step)) if step > Step::SelfHelp && !self.self_help_seen => {
                Step::SelfHelp
            }
            Err(Refusal::StepOpen(step))
                if step > Step::Contract
                    && self.contract.is_none()
                    && self.free_offer(catalog).is_none() =>
            {
                Step::Contract
            }
            Err(Refusal::StepOpen(step)) => step,
            _ => Step::Check,
        }
    }
}
