//! Letters about an organisation and its people.

use actions::outbox::{AboutOrganisation, Letter, OrganisationNews};

use super::noon;

/// Every letter about an organisation.
pub(super) fn letters() -> impl Iterator<Item = Letter> {
    let news = [
        OrganisationNews::Invited {
            by: "Kim".to_owned(),
            contact: "k_1".to_owned(),
        },
        OrganisationNews::Asked {
            name: "Robin".to_owned(),
            email: "robin@example.com".to_owned(),
        },
        OrganisationNews::Approved,
        OrganisationNews::PrimaryNow,
        OrganisationNews::PrimaryBefore,
        OrganisationNews::ActivationOverdue {
            activation: "v_1".to_owned(),
            renewed: noon().plus_days(-28).0,
        },
    ];
    news.into_iter().map(|news| Letter::Organisation {
        about: AboutOrganisation {
            organisation: "o_1".to_owned(),
            organisation_name: "Nordhav IT-partner AB".to_owned(),
            location_name: "Kalmar".to_owned(),
        },
        news,
    })
}
