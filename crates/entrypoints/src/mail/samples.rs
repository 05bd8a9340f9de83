//! Every kind of letter with invented facts: administrators see by them how letters read, and tests that they do.

mod advice;
mod notices;
mod orders;
mod organisations;
mod requests;
#[cfg(test)]
mod tests;

use actions::outbox::{AboutContract, ContractNews, Letter, NamedContract, StandingNews, Told};
use domain::account::Role;
use domain::catalog::{LANGUAGES, Name};
use domain::cloud::SubscriptionRole;
use domain::time::Moment;
use requests::about_requests;

const ACCESS: &str = "0230242323";
/// The Contract ID of the contract that nobody has.
pub(super) const SECRET: &str = "618761393031";
/// The opaque key of that contract; no key that is minted looks like it.
pub(super) const CONTRACT: &str = "c_sample";

/// Every letter that can be sent, in every way that it can read.
pub(crate) fn all() -> Vec<Letter> {
    [
        about_requests("Which *version* is it?"),
        about_the_rest(CONTRACT),
    ]
    .concat()
}

/// The first letter of a kind.
pub(crate) fn of_kind(kind: &str) -> Option<Letter> {
    all().into_iter().find(|letter| letter.kind() == kind)
}

/// When it all happens: a Tuesday within office hours, Stockholm.
fn noon() -> Moment {
    Moment(1_795_518_000_000_000)
}

fn told(words: &str) -> Told {
    Told {
        number: "INC-482019379".to_owned(),
        title: "The disk is full".to_owned(),
        by: "Erin".to_owned(),
        words: words.to_owned(),
        files: 0,
    }
}

fn named(access_id: &str, plan: &str) -> NamedContract {
    let name = |language: &str| (language.to_owned(), plan.to_owned());
    let name = Name::new(LANGUAGES.map(name).into_iter().collect());
    NamedContract::of(access_id, &name)
}

fn gold() -> NamedContract {
    named(ACCESS, "Partner Support Gold 20Pack")
}

/// Every letter about `contract` and about an account.
fn about_the_rest(contract: &str) -> Vec<Letter> {
    let email = "new@example.com".to_owned();
    let news = about_contracts().into_iter().chain(notices::warnings());
    let about = |news| Letter::Contract {
        about: AboutContract {
            contract: contract.to_owned(),
            access_id: ACCESS.to_owned(),
            plan: gold().plan,
        },
        news,
    };
    let key = "a_1".to_owned();
    let mut letters: Vec<Letter> = news.map(about).collect();
    letters.extend(organisations::letters().chain(notices::statements(contract)));
    letters.extend([
        Letter::SignIn {
            key: key.clone(),
            expires: noon().plus_minutes(15).0,
        },
        Letter::EmailChange {
            key,
            email: email.clone(),
        },
        Letter::EmailChanged { email },
        Letter::AccountDeleted,
    ]);
    letters.extend(standing());
    letters.extend(orders::letters(gold().plan));
    letters
}

/// What can be told of a contract.
fn about_contracts() -> [ContractNews; 15] {
    let (by, at) = ("Kim".to_owned(), noon().0);
    let email = "new@example.com".to_owned();
    [
        ContractNews::Activated {
            unit: "incident".to_owned(),
            left: Some(20),
            first_day: "2026-11-24".to_owned(),
            last_day: "2027-11-23".to_owned(),
        },
        ContractNews::Activated {
            unit: "incident".to_owned(),
            left: Some(15),
            first_day: "2026-12-07".to_owned(),
            last_day: "2027-12-06".to_owned(),
        },
        ContractNews::IdChanged { by: by.clone(), at },
        ContractNews::IdsResent { by: by.clone() },
        ContractNews::IdsResent { by: String::new() },
        ContractNews::IdChangedTold { by: by.clone(), at },
        ContractNews::IdShown {
            role: "service_centre".to_owned(),
            at,
            words: "The owner could not read the letter aloud.".to_owned(),
        },
        ContractNews::Linked {
            email: email.clone(),
            link: "l_1".to_owned(),
            until: noon().plus_days(30).0,
        },
        ContractNews::Undone { by: by.clone() },
        ContractNews::Revoked,
        ContractNews::Invited {
            by,
            message: "For the *migration*.".to_owned(),
            invitation: "i_1".to_owned(),
        },
        ContractNews::LinkCode {
            email,
            proof: "p_1".to_owned(),
        },
        ContractNews::PairsTried,
        ContractNews::Suspended,
        ContractNews::Resumed,
    ]
}

/// Every letter to the staff about what they may do.
fn standing() -> impl Iterator<Item = Letter> {
    let role = Role::Engineer.code().to_owned();
    let news = [
        StandingNews::Invited { role: role.clone() },
        StandingNews::RoleGiven { role: role.clone() },
        StandingNews::RoleTaken { role },
        StandingNews::SubscriptionRole {
            role: SubscriptionRole::Reader.code().to_owned(),
            subscription: "s_1".to_owned(),
            name: "Production".to_owned(),
        },
        StandingNews::Disabled,
        StandingNews::Enabled,
    ];
    let letter = |news| Letter::Standing {
        by: "Vera".to_owned(),
        news,
    };
    news.into_iter().map(letter)
}
