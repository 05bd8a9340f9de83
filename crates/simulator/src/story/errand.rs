//! What is done around contracts: organisations and their memberships, the service centre, orders, subscriptions, files
//! that are taken over. The pure rules keep none of these, so a story of them is played on the engines only.

use domain::account::Role;
use domain::cloud::{Issue, SubscriptionRole};
use domain::order::Way;
use domain::partner::Cause;
use domain::program::Topic;
use domain::time::Date;

#[expect(
    missing_docs,
    reason = "each variant shows its form, which names the fields"
)]
/// Organisations, locations, orders and subscriptions go by the names the story gives them; a head office by that of
/// its organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Errand {
    /// `employs WHO as ROLE`.
    Employ { who: String, role: Role },
    /// `enrols PARTNER in COUNTRY for WHO`: its primary program contact.
    Enrol {
        partner: String,
        country: String,
        who: String,
    },
    /// `opens SITE of PARTNER in COUNTRY for WHO`.
    Open {
        site: String,
        partner: String,
        country: String,
        who: String,
    },
    /// `files WHO at SITE`: a contact who stands for nothing.
    File { who: String, site: String },
    /// `makes WHO the primary contact`.
    Appoint(String),
    /// `records LEVEL for PARTNER from DAY`: a membership, or its renewal.
    Member {
        level: String,
        partner: String,
        first_day: Date,
    },
    /// `notes WHAT at SITE`: a competency, `signature_cloud` or `toolkit`.
    Hold { what: String, site: String },
    /// `asks for the contracts of PARTNER`: to be activated.
    AskContracts(String),
    /// `asks for the toolkit of SITE`.
    AskToolkit(String),
    /// `looks at what waits after CAUSE`: what is to be activated.
    Waiting(Cause),
    /// `activates the CAUSE as CONTRACT CONTRACT …`: the one thing that waits.
    Activate {
        cause: Cause,
        contracts: Vec<String>,
    },
    /// `buys cloud support for PARTNER as CONTRACT`.
    CloudSupport { partner: String, contract: String },
    /// `follows up memberships`.
    FollowUp,
    /// `sees the benefits of PARTNER`.
    Benefits(String),
    /// `sees CONTRACT`.
    See(String),
    /// `looks at the standing of CONTRACT`.
    Standing(String),
    /// `reads the post`: every letter since it was read last.
    Post,
    /// `sends the IDs of CONTRACT to WHO`.
    SendIds { contract: String, who: String },
    /// `asks CASE of program support about TOPIC at SITE`.
    Case {
        case: String,
        topic: Topic,
        site: String,
    },
    /// `foresees CONTRACT changed by CHANGE`.
    Foresee { contract: String, change: i64 },
    /// `changes CONTRACT by CHANGE`: for a reason, at the service centre.
    Change { contract: String, change: i64 },
    /// `agrees to the change of CONTRACT`: as the second person.
    Agree(String),
    /// `replaces the Contract ID of CONTRACT`.
    Replace(String),
    /// `orders CONTRACT from OFFER`: to be paid by invoice, unless `by card` stands behind it.
    Order {
        contract: String,
        offer: String,
        way: Way,
    },
    /// `marks CONTRACT as paid`.
    Pay(String),
    /// `takes CONTRACT back`: and its money.
    Refund(String),
    /// `makes SUBSCRIPTION of PRODUCT known for WHO`.
    Subscribe {
        subscription: String,
        product: String,
        who: String,
    },
    /// `gives WHO the role ROLE on SUBSCRIPTION`.
    Give {
        who: String,
        role: SubscriptionRole,
        subscription: String,
    },
    /// `asks ISSUE about SUBSCRIPTION`, with `on CONTRACT` behind it.
    Ask {
        issue: Issue,
        subscription: String,
        contract: Option<String>,
    },
    /// `reads the label of CONTRACT`: with `nnnn` for the digits, which are chance.
    Label(String),
    /// `takes over ACCESS_ID CONTRACT_ID of OWNER with LEFT left as CONTRACT`: a row of a file.
    TakeOver {
        pair: (String, String),
        owner: String,
        left: String,
        contract: String,
    },
    /// `reads the statement of CONTRACT`.
    Statement(String),
}

/// The errand that `words` are.
#[expect(clippy::too_many_lines, reason = "a table: one line for each errand")]
pub(super) fn errand(words: &[&str]) -> Option<Errand> {
    let owned = |word: &str| word.to_owned();
    Some(match *words {
        ["employs", who, "as", role] => Errand::Employ {
            who: owned(who),
            role: Role::from_code(role)?,
        },
        ["enrols", partner, "in", country, "for", who] => Errand::Enrol {
            partner: owned(partner),
            country: owned(country),
            who: owned(who),
        },
        ["opens", site, "of", partner, "in", country, "for", who] => Errand::Open {
            site: owned(site),
            partner: owned(partner),
            country: owned(country),
            who: owned(who),
        },
        ["files", who, "at", site] => Errand::File {
            who: owned(who),
            site: owned(site),
        },
        ["makes", who, "the", "primary", "contact"] => Errand::Appoint(owned(who)),
        ["records", level, "for", partner, "from", day] => Errand::Member {
            level: owned(level),
            partner: owned(partner),
            first_day: Date::parse(day).ok()?,
        },
        ["notes", what, "at", site] => Errand::Hold {
            what: owned(what),
            site: owned(site),
        },
        ["asks", "for", "the", "contracts", "of", partner] => Errand::AskContracts(owned(partner)),
        ["asks", "for", "the", "toolkit", "of", site] => Errand::AskToolkit(owned(site)),
        ["looks", "at", "what", "waits", "after", cause] => {
            Errand::Waiting(Cause::from_code(cause)?)
        }
        ["activates", "the", cause, "as", ref contracts @ ..] => Errand::Activate {
            cause: Cause::from_code(cause)?,
            contracts: contracts.iter().map(|one| owned(one)).collect(),
        },
        ["buys", "cloud", "support", "for", partner, "as", contract] => Errand::CloudSupport {
            partner: owned(partner),
            contract: owned(contract),
        },
        ["follows", "up", "memberships"] => Errand::FollowUp,
        ["sees", "the", "benefits", "of", partner] => Errand::Benefits(owned(partner)),
        ["sees", contract] => Errand::See(owned(contract)),
        ["looks", "at", "the", "standing", "of", contract] => Errand::Standing(owned(contract)),
        ["reads", "the", "post"] => Errand::Post,
        ["sends", "the", "IDs", "of", contract, "to", who] => Errand::SendIds {
            contract: owned(contract),
            who: owned(who),
        },
        [
            "asks",
            case,
            "of",
            "program",
            "support",
            "about",
            topic,
            "at",
            site,
        ] => Errand::Case {
            case: owned(case),
            topic: Topic::from_code(topic)?,
            site: owned(site),
        },
        ["foresees", contract, "changed", "by", change] => Errand::Foresee {
            contract: owned(contract),
            change: change.parse().ok()?,
        },
        ["changes", contract, "by", change] => Errand::Change {
            contract: owned(contract),
            change: change.parse().ok()?,
        },
        ["agrees", "to", "the", "change", "of", contract] => Errand::Agree(owned(contract)),
        ["replaces", "the", "Contract", "ID", "of", contract] => Errand::Replace(owned(contract)),
        ["orders", contract, "from", offer, ref paid @ ..] => Errand::Order {
            contract: owned(contract),
            offer: owned(offer),
            way: match *paid {
                [] => Way::Invoice,
                ["by", "card"] => Way::Card,
                _ => return None,
            },
        },
        ["marks", contract, "as", "paid"] => Errand::Pay(owned(contract)),
        ["takes", contract, "back"] => Errand::Refund(owned(contract)),
        ["makes", subscription, "of", product, "known", "for", who] => Errand::Subscribe {
            subscription: owned(subscription),
            product: owned(product),
            who: owned(who),
        },
        ["gives", who, "the", "role", role, "on", subscription] => Errand::Give {
            who: owned(who),
            role: SubscriptionRole::from_code(role)?,
            subscription: owned(subscription),
        },
        ["asks", issue, "about", subscription, ref paid @ ..] => Errand::Ask {
            issue: Issue::from_code(issue)?,
            subscription: owned(subscription),
            contract: match *paid {
                [] => None,
                ["on", contract] => Some(owned(contract)),
                _ => return None,
            },
        },
        ["reads", "the", "label", "of", contract] => Errand::Label(owned(contract)),
        [
            "takes",
            "over",
            access,
            contract_id,
            "of",
            owner,
            "with",
            left,
            "left",
            "as",
            contract,
        ] => Errand::TakeOver {
            pair: (owned(access), owned(contract_id)),
            owner: owned(owner),
            left: owned(left),
            contract: owned(contract),
        },
        ["reads", "the", "statement", "of", contract] => Errand::Statement(owned(contract)),
        _ => return None,
    })
}
