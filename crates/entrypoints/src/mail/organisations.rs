//! Letters about an organisation and its people.

use actions::organisations;
use actions::outbox::{AboutOrganisation, OrganisationNews};
use domain::limits;

use super::compose::{Composed, Desk, Part};

/// Composes a letter about an organisation.
#[expect(clippy::too_many_lines, reason = "a table: one arm for each letter")]
pub(super) fn compose(
    desk: &Desk<'_>,
    about: &AboutOrganisation,
    news: &OrganisationNews,
) -> Composed {
    let w = desk.w;
    let (organisation, location) = (&about.organisation_name, &about.location_name);
    let (subject, parts) = match news {
        OrganisationNews::Invited { by, contact } => {
            let token = organisations::invitation_token(desk.house, contact);
            let path = format!("/benefits/invitations/{token}");
            let parts = vec![
                Part::Said(w.letter_contact_invited_text(by, location, organisation)),
                desk.button(w.letter_contact_invited_button(), &path, |link| {
                    w.letter_contact_invited_link(link)
                }),
                Part::Said(w.letter_contact_invited_days(limits::INVITATION_DAYS)),
            ];
            (w.letter_contact_invited_subject(organisation), parts)
        }
        OrganisationNews::Asked { name, email } => {
            let who = if name.is_empty() {
                email.clone()
            } else {
                format!("{name} <{email}>")
            };
            let parts = vec![
                Part::Said(w.letter_contact_asked_text(location, organisation, &who)),
                desk.button(
                    w.letter_contact_asked_button(),
                    "/benefits/people",
                    |link| w.letter_contact_asked_link(link),
                ),
            ];
            (w.letter_contact_asked_subject(organisation), parts)
        }
        OrganisationNews::ActivationOverdue {
            activation,
            renewed,
        } => {
            let path = format!("/service-centre/activations/{activation}");
            let day = desk.day(*renewed);
            let parts = vec![
                Part::Said(w.letter_activation_overdue_text(day, location, organisation)),
                desk.button(w.letter_activation_overdue_button(), &path, |link| {
                    w.letter_activation_overdue_link(link)
                }),
            ];
            (w.letter_activation_overdue_subject(organisation), parts)
        }
        OrganisationNews::PrimaryNow | OrganisationNews::PrimaryBefore => {
            let text = match news {
                OrganisationNews::PrimaryNow => w.letter_primary_now_text(location, organisation),
                _ => w.letter_primary_before_text(location, organisation),
            };
            let parts = vec![
                Part::Said(text),
                desk.button(w.letter_organisation_button(), "/benefits", |link| {
                    w.letter_organisation_link(link)
                }),
            ];
            (w.letter_primary_subject(organisation), parts)
        }
        OrganisationNews::Approved => {
            let parts = vec![
                Part::Said(w.letter_contact_approved_text(location, organisation)),
                desk.button(w.letter_organisation_button(), "/benefits", |link| {
                    w.letter_organisation_link(link)
                }),
            ];
            (w.letter_contact_approved_subject(organisation), parts)
        }
    };
    Composed {
        subject,
        parts,
        footer: match news {
            OrganisationNews::Invited { .. } => desk.account_footer(),
            OrganisationNews::ActivationOverdue { .. } => w.letter_footer_supervisor(desk.app),
            _ => w.letter_footer_contact(desk.app, organisation),
        },
        thread: None,
        begins: false,
        calendar: None,
        off: None,
    }
}
