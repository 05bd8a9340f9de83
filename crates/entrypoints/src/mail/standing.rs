//! Letters to the staff about what they may do.

use actions::outbox::StandingNews;
use domain::account::Role;
use domain::cloud::SubscriptionRole;
use words::Words;

use super::compose::{Composed, Desk, Part};
use crate::cloud::role;

/// Composes a letter about somebody's standing.
pub(super) fn compose(desk: &Desk<'_>, by: &str, news: &StandingNews) -> Composed {
    let (w, app) = (desk.w, desk.app);
    let named = |code: &str| Role::from_code(code).map_or("", |role| role_name(&w, role));
    let (subject, text) = match news {
        StandingNews::Invited { role } => (
            w.administration_letter_staff_invited_subject(app),
            w.administration_letter_staff_invited_text(app, by, named(role)),
        ),
        StandingNews::RoleGiven { role } => (
            w.administration_letter_role_given_subject(app, named(role)),
            w.administration_letter_role_given_text(by, named(role)),
        ),
        StandingNews::RoleTaken { role } => (
            w.administration_letter_role_taken_subject(app, named(role)),
            w.administration_letter_role_taken_text(by, named(role)),
        ),
        StandingNews::SubscriptionRole {
            role,
            subscription,
            name,
        } => return of_subscription(desk, by, role, (subscription, name)),
        StandingNews::Disabled => (
            w.administration_letter_account_disabled_subject(app),
            w.administration_letter_account_disabled_text(by),
        ),
        StandingNews::Enabled => (
            w.administration_letter_account_enabled_subject(app),
            w.administration_letter_account_enabled_text(by),
        ),
    };
    let mut parts = vec![Part::Said(text)];
    let has_gained = matches!(
        news,
        StandingNews::Invited { .. } | StandingNews::RoleGiven { .. }
    );
    if has_gained {
        parts.push(Part::Said(
            w.administration_letter_standing_passkey().to_owned(),
        ));
        parts.push(
            desk.button(w.letter_sign_in_button(), "/account/passkeys", |link| {
                w.letter_sign_in_link(link)
            }),
        );
    }
    Composed {
        subject,
        parts,
        footer: desk.account_footer(),
        thread: None,
        begins: false,
        calendar: None,
        off: None,
    }
}

/// Composes a letter about a role on a subscription.
fn of_subscription(desk: &Desk<'_>, by: &str, code: &str, (key, name): (&str, &str)) -> Composed {
    let w = desk.w;
    let named = SubscriptionRole::from_code(code).map_or("", |one| role(&w, one));
    let path = format!("/cloud/subscriptions/{key}");
    let parts = vec![
        Part::Said(w.letter_subscription_role_text(by, named, name)),
        Part::Said(w.letter_subscription_role_sign_in(desk.address)),
        desk.button(w.letter_subscription_role_button(), &path, |link| {
            w.letter_subscription_role_link(link)
        }),
    ];
    Composed {
        subject: w.letter_subscription_role_subject(named, name),
        parts,
        footer: desk.account_footer(),
        thread: None,
        begins: false,
        calendar: None,
        off: None,
    }
}

/// What a role is called.
pub(crate) fn role_name(w: &Words, role: Role) -> &'static str {
    match role {
        Role::Engineer => w.administration_role_engineer(),
        Role::Supervisor => w.administration_role_supervisor(),
        Role::ServiceCentre => w.administration_role_service_centre(),
        Role::Administrator => w.administration_role_administrator(),
    }
}
