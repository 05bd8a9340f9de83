//! Letters about a contract. The Contract ID is opened here and nowhere before; tokens and codes are derived here.

use actions::Answer;
use actions::contracts;
use actions::outbox::{AboutContract, ContractNews};
use domain::account::Role;
use domain::limits;
use domain::time::Date;

use super::compose::{Composed, Desk, Part};
use super::samples;
use super::warnings::{self, Left};

/// Composes a letter about a contract.
///
/// # Errors
/// Where the Contract ID that it delivers cannot be opened.
pub(super) async fn compose(
    desk: &Desk<'_>,
    about: &AboutContract,
    news: &ContractNews,
) -> Answer<Composed> {
    let (subject, mut parts) = said(desk, about, news).await?;
    let is_invited = matches!(
        news,
        ContractNews::Invited { .. } | ContractNews::LinkCode { .. }
    );
    let is_gone = matches!(news, ContractNews::Revoked | ContractNews::Undone { .. });
    if !is_invited && !is_gone {
        let path = format!("/contracts/{}", about.contract);
        parts.push(desk.button(desk.w.letter_open_contract(), &path, |link| {
            desk.w.letter_open_contract_link(link)
        }));
    }
    let footer = if is_invited {
        desk.account_footer()
    } else {
        footer(desk, &about.access_id, &about.contract, news)
    };
    let calendar = match news {
        ContractNews::EndsSoon { last_day, .. } => warnings::calendar(desk, about, last_day),
        _ => None,
    };
    Ok(Composed {
        subject,
        parts,
        footer,
        thread: None,
        begins: false,
        calendar,
        off: None,
    })
}

/// Why somebody gets a letter about a contract.
fn footer(desk: &Desk<'_>, access: &str, contract: &str, news: &ContractNews) -> String {
    let (w, app) = (desk.w, desk.app);
    match news {
        ContractNews::Activated { .. }
        | ContractNews::IdChanged { .. }
        | ContractNews::IdsResent { .. } => w.letter_footer_on_file(access, app),
        ContractNews::Revoked | ContractNews::Undone { .. } => {
            w.letter_footer_unlinked(access, app)
        }
        _ if news.notice().is_some() => {
            let link = desk.base.absolute(&format!("/contracts/{contract}#remind"));
            w.notice_footer(access, app, link)
        }
        _ => w.letter_footer_contract(access, app),
    }
}

/// The subject, and what is said of the news itself.
#[expect(clippy::too_many_lines, reason = "a table: one arm for each letter")]
async fn said(
    desk: &Desk<'_>,
    about: &AboutContract,
    news: &ContractNews,
) -> Answer<(String, Vec<Part>)> {
    let w = desk.w;
    let (access, plan) = (about.access_id.as_str(), desk.name(&about.plan));
    let contract = w.contract_label(access, plan);
    let say = |text: String| vec![Part::Said(text)];
    Ok(match news {
        ContractNews::Activated {
            left,
            first_day,
            last_day,
            ..
        } => activated(desk, about, *left, (first_day, last_day)).await?,
        ContractNews::IdChanged { by, at } => {
            let mut parts = say(w.letter_rotated_text(access, desk.moment(*at), by));
            parts.push(Part::Said(w.letter_rotated_new().to_owned()));
            parts.extend(pair(desk, about).await?);
            (w.letter_rotated_subject(plan), parts)
        }
        ContractNews::IdsResent { by } => {
            let asked = if by.is_empty() {
                w.letter_ids_resent_text(&contract)
            } else {
                w.letter_ids_resent_asked(by, &contract)
            };
            let mut parts = say(asked);
            parts.extend(pair(desk, about).await?);
            parts.push(Part::Said(w.letter_activated_zeros().to_owned()));
            parts.push(Part::Said(w.letter_activated_secret().to_owned()));
            (w.letter_ids_resent_subject().to_owned(), parts)
        }
        ContractNews::IdChangedTold { by, at } => {
            let mut parts = say(w.letter_rotated_text(access, desk.moment(*at), by));
            parts.push(Part::Said(w.letter_rotated_told().to_owned()));
            (w.letter_rotated_subject(plan), parts)
        }
        ContractNews::IdShown { role, at, words } => {
            let who = match Role::from_code(role) {
                Some(Role::Supervisor) => w.letter_id_shown_supervisor(),
                Some(Role::Administrator) => w.letter_id_shown_administrator(),
                _ => w.letter_id_shown_officer(),
            };
            let parts = vec![
                Part::Said(w.letter_id_shown_text(&contract, desk.moment(*at), who)),
                Part::Said(w.letter_id_shown_reason().to_owned()),
                Part::Quoted(words.clone()),
                Part::Said(w.letter_id_shown_change().to_owned()),
            ];
            (w.letter_id_shown_subject(plan), parts)
        }
        ContractNews::Linked { email, link, until } => (
            w.letter_linked_subject(email, plan),
            linked(desk, &contract, email, (link, *until)),
        ),
        ContractNews::Undone { by } => (
            w.letter_revoked_subject(plan),
            say(w.letter_undone_text(&contract, by)),
        ),
        ContractNews::Revoked => (
            w.letter_revoked_subject(plan),
            say(w.letter_revoked_text(&contract)),
        ),
        ContractNews::Invited {
            by,
            message,
            invitation,
        } => (
            w.letter_invitation_subject(by),
            invited(desk, plan, (by, message), invitation),
        ),
        ContractNews::LinkCode { email, proof } => {
            let code = contracts::link_code(desk.house, proof);
            let (minutes, tries) = (limits::LINK_CODE_MINUTES, limits::LINK_CODE_TRIES_MAX);
            let said = [
                w.letter_link_code_text(&contract, email),
                code.clone(),
                w.letter_link_code_minutes(email, minutes, i64::from(tries)),
            ];
            let parts = said.into_iter().map(Part::Said).collect();
            (w.letter_link_code_subject(&code, plan), parts)
        }
        ContractNews::PairsTried => (
            w.letter_attack_subject(plan),
            say(w.letter_attack_text(&contract)),
        ),
        ContractNews::Suspended => (
            w.letter_suspended_subject(plan),
            say(w.letter_suspended_text(&contract)),
        ),
        ContractNews::Resumed => (
            w.letter_resumed_subject(plan),
            say(w.letter_resumed_text(&contract)),
        ),
        ContractNews::BalanceLow {
            unit,
            left,
            last_day,
            outlook,
        } => {
            let left = Left {
                unit,
                units: Some(*left),
                last_day,
                outlook: outlook.as_ref(),
            };
            warnings::low(desk, about, &left)
        }
        ContractNews::EndsSoon {
            unit,
            left,
            last_day,
            outlook,
        } => {
            let left = Left {
                unit,
                units: *left,
                last_day,
                outlook: outlook.as_ref(),
            };
            warnings::ends(desk, about, &left)
        }
    })
}

async fn activated(
    desk: &Desk<'_>,
    about: &AboutContract,
    left: Option<i64>,
    (first_day, last_day): (&str, &str),
) -> Answer<(String, Vec<Part>)> {
    let (w, plan) = (desk.w, desk.name(&about.plan));
    let posted = desk.zone.date_of(desk.posted);
    let begins = Date::parse(first_day).ok().filter(|first| posted < *first);
    let begins = begins.map(|first| w.long_date(first));
    let balance = match (left, &begins) {
        (None, _) => w.incidents_unlimited().to_owned(),
        (Some(left), Some(_)) => w.incidents(left),
        (Some(left), None) => w.incidents_left(left),
    };
    let (subject, text) = match &begins {
        Some(day) => (
            w.letter_activated_later_subject(day, plan),
            w.letter_activated_later_text(day, plan),
        ),
        None => (
            w.letter_activated_subject(plan),
            w.letter_activated_text(plan),
        ),
    };
    let mut facts = vec![(w.letter_label_balance().to_owned(), balance)];
    facts.extend(begins.map(|day| (w.letter_label_valid_from().to_owned(), day)));
    let until = desk.written_day(last_day);
    facts.push((w.letter_label_valid_until().to_owned(), until));
    let mut parts = vec![Part::Said(text)];
    parts.extend(pair(desk, about).await?);
    parts.extend([
        Part::Said(w.letter_activated_zeros().to_owned()),
        Part::Facts(facts),
        Part::Said(w.letter_activated_secret().to_owned()),
        Part::Said(w.letter_activated_share().to_owned()),
    ]);
    Ok((subject, parts))
}

/// Both IDs, each on a line of its own.
async fn pair(desk: &Desk<'_>, about: &AboutContract) -> Answer<[Part; 2]> {
    let secret = match about.contract.as_str() {
        samples::CONTRACT => samples::SECRET.to_owned(),
        contract => {
            let secret = contracts::for_letter(desk.house, contract).await?;
            secret.reveal().to_owned()
        }
    };
    Ok([
        Part::Copied(
            desk.w.letter_label_access_id().to_owned(),
            about.access_id.clone(),
        ),
        Part::Copied(desk.w.letter_label_contract_id().to_owned(), secret),
    ])
}

fn linked(desk: &Desk<'_>, contract: &str, email: &str, (link, until): (&str, i64)) -> Vec<Part> {
    let w = desk.w;
    let path = format!("/links/undo/{}", contracts::undo_token(desk.house, link));
    let text = if email == desk.address {
        w.letter_linked_you_text(contract)
    } else {
        w.letter_linked_text(contract, email)
    };
    vec![
        Part::Said(text),
        desk.button(w.letter_linked_undo(), &path, |link| {
            w.letter_linked_undo_link(link)
        }),
        Part::Said(w.letter_linked_undo_until(desk.day(until))),
    ]
}

fn invited(
    desk: &Desk<'_>,
    plan: &str,
    (by, message): (&str, &str),
    invitation: &str,
) -> Vec<Part> {
    let w = desk.w;
    let path = format!(
        "/invitations/{}",
        contracts::invitation_token(desk.house, invitation)
    );
    let mut parts = vec![Part::Said(w.letter_invitation_text(by, plan))];
    if !message.is_empty() {
        parts.push(Part::Said(w.letter_invitation_message(by)));
        parts.push(Part::Quoted(message.to_owned()));
    }
    parts.push(desk.button(w.letter_invitation_button(), &path, |link| {
        w.letter_invitation_link(link)
    }));
    parts.push(Part::Said(
        w.letter_invitation_days(limits::INVITATION_DAYS, by),
    ));
    parts
}
