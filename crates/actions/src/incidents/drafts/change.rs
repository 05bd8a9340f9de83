//! What one step of the wizard answers.

use domain::catalog::Catalog;
use domain::cloud::Issue;
use domain::ids::RequestNumber;
use domain::incident::Usage;
use domain::refusal::{Refusal, Step};
use domain::response::{Handling, Severity};

use crate::incidents::{Answers, Contact};

/// The answers of one page. Another product makes the answers that hang on it open again; what was written stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The product's key.
    Product(String),
    /// The version's key.
    Version(String),
    /// How the product is used, as far as that is asked.
    Use {
        /// As what.
        usage: Option<Usage>,
        /// Whether in production.
        production: Option<bool>,
    },
    /// The kind of problem.
    Problem {
        /// The problem type's key.
        problem_type: String,
        /// The problem in a few words, which becomes the title.
        title: String,
    },
    /// The category's key.
    Category(String),
    /// What a request in the cloud area is about.
    Subscription {
        /// The subscription's opaque key; the gate checks who may use it.
        key: String,
        /// The key of its product.
        product: String,
        /// What is asked about it.
        issue: Issue,
    },
    /// It continues an earlier request.
    Follows(RequestNumber),
    /// The articles have been looked at.
    SelfHelp,
    /// The opaque key of the contract that pays, or none yet.
    Contract(Option<String>),
    /// How the customer is reached.
    Contact(Contact),
    /// What the problem is.
    Description(Description),
}

/// The answers of the description step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description {
    /// One line.
    pub title: String,
    /// Markdown.
    pub description: String,
    /// An error message, word for word.
    pub error_message: String,
    /// The systems concerned.
    pub affected: String,
    /// When it began.
    pub began: String,
    /// How badly it hurts.
    pub severity: Option<Severity>,
    /// Which hours are worked.
    pub handling: Option<Handling>,
    /// A telephone number for severity A, where the contact has none.
    pub phone: Option<String>,
}

impl Change {
    /// `answers` with these put in.
    ///
    /// # Errors
    /// As the draft's verbs: [`Refusal::StepOpen`] for what the catalogue does not have.
    pub fn applied(&self, answers: &Answers, catalog: &Catalog) -> Result<Answers, Refusal> {
        let mut answers = answers.clone();
        self.apply(&mut answers, catalog)?;
        Ok(answers)
    }

    /// Puts the answers in, in the words of `catalog`.
    ///
    /// # Errors
    /// [`Refusal::StepOpen`] where the catalogue has no such product, version, problem type or category.
    pub(super) fn apply(&self, answers: &mut Answers, catalog: &Catalog) -> Result<(), Refusal> {
        let product = answers.product_in(catalog);
        let lacks = |step| Err(Refusal::StepOpen(step));
        match self {
            Self::Product(key) if catalog.product(key).is_none() => lacks(Step::Product),
            Self::Subscription { product, issue, .. }
                if catalog
                    .product(product)
                    .is_none_or(|product| product.problem_type(issue.code()).is_none()) =>
            {
                lacks(Step::Problem)
            }
            Self::Version(key) if product.is_none_or(|product| product.version(key).is_none()) => {
                lacks(Step::Product)
            }
            Self::Problem {
                problem_type: key, ..
            } if product.is_none_or(|product| product.problem_type(key).is_none()) => {
                lacks(Step::Problem)
            }
            Self::Category(key) => {
                let kind = product
                    .zip(answers.problem_type.as_deref())
                    .and_then(|(product, kind)| product.problem_type(kind));
                if kind.is_none_or(|kind| kind.category(key).is_none()) {
                    return lacks(Step::Problem);
                }
                self.put(answers);
                Ok(())
            }
            _ => {
                self.put(answers);
                Ok(())
            }
        }
    }

    fn put(&self, answers: &mut Answers) {
        match self {
            Self::Product(key) => product(answers, key),
            Self::Subscription {
                key,
                product: about,
                issue,
            } => {
                product(answers, about);
                answers.subscription = Some(key.clone());
                let title = answers.title.clone();
                problem(answers, issue.code(), &title);
            }
            Self::Version(key) => answers.version = Some(key.clone()),
            Self::Follows(number) => answers.follows = Some(number.to_string()),
            Self::Use { usage, production } => {
                answers.usage = usage.map(|usage| usage.code().to_owned());
                answers.production = *production;
            }
            Self::Problem {
                problem_type,
                title,
            } => problem(answers, problem_type, title),
            Self::Category(key) => {
                answers.self_help_seen &= answers.category.as_deref() == Some(key);
                answers.category = Some(key.clone());
            }
            Self::SelfHelp => answers.self_help_seen = true,
            Self::Contract(key) => answers.contract.clone_from(key),
            Self::Contact(contact) => answers.contact = Some(contact.clone()),
            Self::Description(written) => describe(answers, written),
        }
    }
}

fn product(answers: &mut Answers, key: &str) {
    if answers.product.as_deref() == Some(key) {
        return;
    }
    let kept = std::mem::take(answers);
    *answers = Answers {
        product: Some(key.to_owned()),
        contact: kept.contact,
        title: kept.title,
        description: kept.description,
        error_message: kept.error_message,
        affected: kept.affected,
        began: kept.began,
        severity: kept.severity,
        handling: kept.handling,
        ..Answers::default()
    };
}

fn problem(answers: &mut Answers, problem_type: &str, title: &str) {
    if answers.problem_type.as_deref() != Some(problem_type) {
        answers.problem_type = Some(problem_type.to_owned());
        answers.category = None;
        answers.self_help_seen = false;
    }
    if answers.title != title {
        title.clone_into(&mut answers.title);
        answers.self_help_seen = false;
    }
}

fn describe(answers: &mut Answers, written: &Description) {
    answers.title.clone_from(&written.title);
    answers.description.clone_from(&written.description);
    answers.error_message.clone_from(&written.error_message);
    answers.affected.clone_from(&written.affected);
    answers.began.clone_from(&written.began);
    answers.severity = written.severity.map(|severity| severity.code().to_owned());
    answers.handling = written.handling.map(|handling| handling.code().to_owned());
    if let (Some(phone), Some(contact)) = (&written.phone, &mut answers.contact) {
        contact.phone.clone_from(phone);
    }
}
