//! The policy as a table: each deed, and everybody who may do it. Whoever does not stand behind a deed finds nothing.

use domain::account::{AccountRef, Caller, Person, Role};
use domain::cloud::{Delegation, Standing, SubscriptionRole};
use domain::ids::RequestKind;
use domain::partner::Place;
use domain::policy::{Deed, Object, allow};
use domain::refusal::Refusal;
use domain::time::Moment;

/// The deeds of customers, and which of [`customers`] may do them.
const CUSTOMERS: [(Deed, &str); 21] = [
    (Deed::Draft, "owner its-browser"),
    (Deed::ReadIncident, "owner follower"),
    (Deed::ActOnIncident, "owner follower"),
    (Deed::OwnIncident, "owner"),
    (Deed::FollowIncident, "colleague follower"),
    (Deed::ReadContract, "owner linked sees keeps"),
    (Deed::RequestAdvice, "owner linked sees keeps"),
    (Deed::UseContract, "owner linked"),
    (Deed::OwnContract, "owner"),
    (Deed::SendIds, "owner sees keeps"),
    (Deed::ReadOrganisation, "sees keeps"),
    (Deed::OpenCase, "sees keeps"),
    (Deed::KeepContacts, "keeps"),
    (Deed::OwnOrder, "owner keeps"),
    (
        Deed::ReadSubscription,
        "cloud-owner cloud-contributor cloud-requester cloud-reader delegate portal-delegate",
    ),
    (
        Deed::UseSubscription,
        "cloud-owner cloud-contributor cloud-requester portal-delegate",
    ),
    (Deed::OwnSubscription, "cloud-owner"),
    (Deed::Delegate, "keeps"),
    (
        Deed::OwnAccount,
        "owner linked follower participant colleague removed sees keeps its-browser anothers-browser cloud-owner \
         cloud-contributor cloud-requester cloud-reader delegate portal-delegate former-delegate stranger",
    ),
    (Deed::ManageContract, ""),
    (Deed::WorkIncident, ""),
];

/// The deeds of the staff: who may, and whether the passkey must be fresh. About incidents, advice and cases apart.
const STAFF: [(Deed, &str, bool); 17] = [
    (
        Deed::ManageContract,
        "service supervisor administrator",
        false,
    ),
    (Deed::TellProblem, "service supervisor administrator", false),
    (Deed::SendIds, "service supervisor administrator", false),
    (
        Deed::ReadOrganisation,
        "service supervisor administrator",
        false,
    ),
    (
        Deed::KeepContacts,
        "service supervisor administrator",
        false,
    ),
    (
        Deed::ReadSubscription,
        "service supervisor administrator",
        false,
    ),
    (
        Deed::OwnSubscription,
        "service supervisor administrator",
        false,
    ),
    (Deed::ShowSecret, "service supervisor administrator", true),
    (Deed::DecideAdjustment, "supervisor administrator", true),
    (Deed::JudgeCharge, "supervisor", true),
    (Deed::Administer, "administrator", true),
    (Deed::ReadCatalog, "administrator", false),
    (
        Deed::Explain,
        "engineer service supervisor administrator",
        false,
    ),
    (
        Deed::ReadReplies,
        "engineer service supervisor administrator",
        false,
    ),
    (Deed::KeepReplies, "supervisor administrator", false),
    (Deed::ReadIncident, "engineer supervisor", false),
    (Deed::WorkIncident, "engineer supervisor", false),
];

const ROLES: [(&str, Role); 4] = [
    ("engineer", Role::Engineer),
    ("service", Role::ServiceCentre),
    ("supervisor", Role::Supervisor),
    ("administrator", Role::Administrator),
];

/// Kim, and somebody else.
const KIM: AccountRef = AccountRef(7);
const OTHER: AccountRef = AccountRef(1);

/// When it is asked; a passkey shown ten minutes before is no longer fresh.
const NOW: Moment = Moment(1_000_000_000_000);

fn kim(roles: &[Role], passkey_at: Option<Moment>) -> Caller {
    Caller::Person(Person {
        account: KIM,
        key: "a_7".to_owned(),
        email: "kim@example.com".to_owned(),
        name: String::new(),
        language: None,
        zone: "UTC".to_owned(),
        theme: "auto".to_owned(),
        shortcuts: false,
        roles: roles.to_vec(),
        passkey_at,
        network: "".into(),
    })
}

/// Somebody else's thing, after `change`.
fn anothers(change: impl FnOnce(&mut Object)) -> Object {
    let mut object = Object {
        owner: Some(OTHER),
        ..Object::default()
    };
    change(&mut object);
    object
}

/// How somebody can stand to a thing, by a name.
fn customers() -> Vec<(&'static str, Object)> {
    let follower = |object: &mut Object| (object.participant, object.colleague) = (true, true);
    let removed = |object: &mut Object| (object.colleague, object.removed) = (true, true);
    let mut all = vec![
        ("stranger", anothers(|_| ())),
        (
            "owner",
            anothers(|it| (it.owner, it.colleague) = (Some(KIM), true)),
        ),
        ("linked", anothers(|it| it.linked = true)),
        ("follower", anothers(follower)),
        ("participant", anothers(|it| it.participant = true)),
        ("colleague", anothers(|it| it.colleague = true)),
        ("removed", anothers(removed)),
        ("sees", anothers(|it| it.place = Some(Place::Sees))),
        ("keeps", anothers(|it| it.place = Some(Place::Keeps))),
        (
            "its-browser",
            anothers(|it| (it.owner, it.browser) = (None, true)),
        ),
        ("anothers-browser", anothers(|it| it.browser = true)),
    ];
    all.extend(cloud_customers());
    all
}

/// How somebody can stand to a subscription.
fn cloud_customers() -> [(&'static str, Object); 7] {
    let cloud = |role, delegation, by_delegation| {
        anothers(|it| {
            it.standing = Standing {
                role,
                delegation,
                by_delegation,
            };
        })
    };
    let role = |role| cloud(Some(role), Delegation::default(), false);
    let requester = SubscriptionRole::SupportRequestContributor;
    [
        ("cloud-owner", role(SubscriptionRole::Owner)),
        ("cloud-contributor", role(SubscriptionRole::Contributor)),
        ("cloud-requester", role(requester)),
        ("cloud-reader", role(SubscriptionRole::Reader)),
        ("delegate", cloud(None, Delegation::Living, false)),
        ("portal-delegate", cloud(None, Delegation::Living, true)),
        ("former-delegate", cloud(None, Delegation::Ended, true)),
    ]
}

#[test]
fn customers_do_what_the_table_says_and_find_nothing_else() {
    let caller = kim(&[], None);
    for (deed, named) in CUSTOMERS {
        for (name, object) in customers() {
            let may = named.split(' ').any(|one| one == name);
            let expected = if may { Ok(()) } else { Err(Refusal::NotFound) };
            assert_eq!(
                allow(&caller, deed, &object, NOW),
                expected,
                "{name}: {deed:?}"
            );
        }
    }
}

#[test]
fn staff_do_what_the_table_says_with_a_passkey_that_is_fresh_where_it_matters() {
    let object = Object {
        owner: Some(OTHER),
        ..Object::default()
    };
    let (fresh, stale) = (Moment(NOW.0 - 600_000_000 + 1), Moment(NOW.0 - 600_000_000));
    for (deed, named, needs_fresh) in STAFF {
        for (name, role) in ROLES {
            let asked = |passkey| allow(&kim(&[role], passkey), deed, &object, NOW);
            let told = [asked(None), asked(Some(stale)), asked(Some(fresh))];
            let may = named.split(' ').any(|one| one == name);
            let expected = match (may, needs_fresh) {
                (false, _) => [const { Err(Refusal::NotFound) }; 3],
                (true, false) => [Err(Refusal::PasskeyNeeded), Ok(()), Ok(())],
                (true, true) => [
                    Err(Refusal::PasskeyNeeded),
                    Err(Refusal::StepUpNeeded),
                    Ok(()),
                ],
            };
            assert_eq!(told, expected, "{name}: {deed:?}");
        }
    }
}

#[test]
fn engineers_work_on_incidents_and_advice_and_the_service_centre_on_cases() {
    for (name, role) in ROLES {
        let works = |kind| {
            let object = Object {
                owner: Some(OTHER),
                kind,
                ..Object::default()
            };
            [Deed::WorkIncident, Deed::ReadIncident]
                .map(|deed| allow(&kim(&[role], Some(NOW)), deed, &object, NOW).is_ok())
        };
        let on_incidents = matches!(role, Role::Engineer | Role::Supervisor);
        assert_eq!(works(RequestKind::Incident), [on_incidents; 2], "{name}");
        assert_eq!(works(RequestKind::Advisory), [on_incidents; 2], "{name}");
        assert_eq!(
            works(RequestKind::Program),
            [role != Role::Engineer; 2],
            "{name}"
        );
    }
}

#[test]
fn nobody_decides_what_they_asked_for_themselves() {
    let own = Object {
        owner: Some(KIM),
        ..Object::default()
    };
    let caller = kim(&[Role::Supervisor], Some(NOW));
    let told = allow(&caller, Deed::DecideAdjustment, &own, NOW);
    assert_eq!(told, Err(Refusal::SecondPersonNeeded));
}

#[test]
fn a_visitor_keeps_a_draft_of_the_browser_and_signs_in_for_the_rest() {
    let told = |deed, object| allow(&Caller::Visitor, deed, &object, NOW);
    let ours = Object {
        browser: true,
        ..Object::default()
    };
    assert_eq!(told(Deed::Draft, ours), Ok(()));
    let not_ours = [
        (Deed::Draft, Object::default()),
        (
            Deed::Draft,
            Object {
                owner: Some(OTHER),
                ..ours
            },
        ),
        (Deed::OwnAccount, ours),
        (Deed::ReadIncident, ours),
    ];
    for (deed, object) in not_ours {
        assert_eq!(told(deed, object), Err(Refusal::SignInNeeded), "{deed:?}");
    }
}
