//! What a customer, a partner's head office and one of its locations each have: one of everything that an address can
//! name, with a word in it that stands nowhere else.

use std::collections::BTreeMap;
use std::convert::Infallible;

use actions::contracts::{self, Order, Owner, Wish};
use actions::files::{self, Target};
use actions::incidents::{Contact, converse, participants};
use actions::organisations::{self, Asking, NewContact, NewLocation};
use actions::partners::{self, NewMembership};
use actions::program::{self, NewCase, NewSite};
use actions::testing::noon;
use actions::testing::scene;
use actions::{Visit, calendar, cloud, purchases};
use bytes::Bytes;
use domain::ids::{AccessId, ContractId};
use domain::ledger::IncidentRef;
use domain::order::Way;
use domain::program::Topic;
use domain::response::Severity;
use domain::time::Zone;
use futures_util::stream;
use store::Fault;
use web_kit::session::Token;

use crate::crowd::Role;
use crate::places::Objects;
use crate::stage::{ACCESS, PAIR, Stage, address, contact, operator};

/// The word of the notes that only staff read.
pub const INTERNAL: &str = "Nattfrö";

/// What one customer has.
pub struct Estate {
    /// The word that stands in all of it.
    pub secret: &'static str,
    /// Its Contract ID.
    pub contract_id: &'static str,
    /// What its addresses name.
    pub objects: Objects,
    /// The request on it.
    incident: IncidentRef,
    /// Who is more than a stranger to it.
    pub related: BTreeMap<&'static str, Role>,
}

impl Estate {
    /// How `who` stands to it.
    pub fn role(&self, who: &str, otherwise: Role) -> Role {
        self.related.get(who).copied().unwrap_or(otherwise)
    }
}

/// The word that stands in all of an estate, and its pair.
type Secret = (&'static str, (&'static str, &'static str));

/// Everybody of these estates, as they visit at noon.
pub type Visits = BTreeMap<&'static str, Visit>;

/// Kim's, the head office's that is Maja's, and the location's that is Bo's.
pub async fn estates(stage: &Stage, visits: &Visits) -> Vec<Estate> {
    let [head_office, location] = partner(stage, visits).await;
    vec![customers(stage, visits).await, head_office, location]
}

/// A contract of `owner`'s in Europe; gives its opaque key.
async fn issued(stage: &Stage, owner: Owner, (access, contract): (&str, &str)) -> String {
    let order = Order {
        offer: "partner-gold-20".to_owned(),
        owner,
        region: "emea".to_owned(),
        zone: Zone::named("Europe/Stockholm").expect("a zone"),
        start: Zone::UTC.date_of(noon()).plus_days(-30),
        last_day: None,
        pair: Some((
            AccessId::parse(access).expect("an Access ID"),
            ContractId::parse(contract).expect("a Contract ID"),
        )),
        partner_id: None,
        country: None,
    };
    let issued = contracts::issue(&stage.house, operator(), order).await;
    let key = issued.expect("it is issued").key;
    let activated = contracts::activate(&stage.house, operator(), &key).await;
    activated.expect("it is activated");
    key
}

/// A contract, units on it that wait for a second person, and a request on it by `who`.
async fn estate(
    stage: &Stage,
    visits: &Visits,
    (who, role): (&'static str, Role),
    (secret, pair): (&'static str, (&str, &'static str)),
    owner: Owner,
) -> Estate {
    let (visit, erin) = (&visits[who], &visits["erin"]);
    let contract = issued(stage, owner, pair).await;
    let mut answers = scene::answers(ACCESS, Severity::B, secret);
    if let Some(contact) = &mut answers.contact {
        contact.email = format!("{who}@example.com");
    }
    answers.contract = Some(contract.clone());
    secret.clone_into(&mut answers.description);
    let receipt = scene::submit(&stage.house, visit, answers).await;
    let receipt = receipt.expect("it is taken");
    let number = scene::number(&receipt);
    let noted = scene::says(INTERNAL);
    let noted = converse::note(&stage.house, erin, receipt.incident, noted).await;
    noted.expect("it is noted");
    let mut objects = Objects::default();
    objects.named("/contracts/", "{key}", &contract);
    objects.named("/service-centre/contracts/", "{key}", &contract);
    objects.named("/requests/", "{number}", &number);
    objects.named("/desk/requests/", "{number}", &number);
    Estate {
        secret,
        contract_id: pair.1,
        objects,
        incident: receipt.incident,
        related: BTreeMap::from([(who, role)]),
    }
}

/// What Kim has: everything that a customer can have. Lea is linked to the contract, and follows the request.
#[expect(
    clippy::too_many_lines,
    reason = "a list: one of each that an address can name"
)]
async fn customers(stage: &Stage, visits: &Visits) -> Estate {
    const SECRET: &str = "Sesamfrö";
    let kim = &visits["kim"];
    let owner = Owner::Address(address("kim"));
    let mut estate = estate(stage, visits, ("kim", Role::Owner), (SECRET, PAIR), owner).await;
    let contract = estate.objects.of("/contracts/", "{key}");
    let incident = estate.incident;
    let (lea, liv) = (
        &visits["lea"],
        scene::person(&stage.store, "liv", &[], noon()).await,
    );
    let pair = (AccessId::parse(PAIR.0), ContractId::parse(PAIR.1));
    let pair = (
        pair.0.expect("an Access ID"),
        pair.1.expect("a Contract ID"),
    );
    for colleague in [lea, &liv] {
        let linked = contracts::link(&stage.house, colleague, pair.clone(), None).await;
        linked.expect("it is linked");
        let follows = participants::follow(&stage.house, colleague, incident).await;
        follows.expect("it is followed");
    }
    let link = "SELECT l.key FROM link l JOIN account a ON a.id = l.account WHERE a.name = 'liv'";
    let link = stage.texts(link).await.remove(0);
    estate.related.insert("lea", Role::Linked);
    let draft = stage.server(kim, &contract).await.key;
    let target = Target::Draft(draft.clone());
    let (file, other) = (
        file(stage, kim, target.clone(), SECRET).await,
        file(stage, kim, target, SECRET).await,
    );
    let shared = contracts::share(&stage.house, kim, &contract, address("invited"), SECRET).await;
    shared.expect("it is sent");
    let invitation = stage.texts("SELECT key FROM invitation").await.remove(0);
    let customer = stage.organisation(SECRET, None, "kim").await;
    let subscription = stage.subscription(SECRET, "azure", &customer, "kim").await;
    stage
        .organisation("Västhav", Some("4648142"), "nobody")
        .await;
    let delegation = cloud::delegate(&stage.house, operator(), &customer, "4648142").await;
    let adjustment = adjustment(stage, visits, &contract).await;
    let order = ordered(stage, kim, SECRET).await;
    let feed = Token::from_random([7; 32]);
    let opened = calendar::renew(&stage.house, kim, feed.digest()).await;
    opened.expect("the address is opened");
    let (person, liv) = (stage.person_key("kim").await, stage.person_key("liv").await);
    let passkey = passkey(stage).await;
    for (front, placeholder, key) in [
        ("/account/passkeys/", "{key}", passkey.as_str()),
        ("/account/sessions/", "{key}", &person),
        ("/calendar/", "{token}", &format!("{}.ics", feed.encoded())),
        (
            "/cloud/subscriptions/",
            "{delegation}",
            &delegation.expect("it is delegated"),
        ),
        ("/cloud/subscriptions/", "{key}", &subscription),
        ("/cloud/subscriptions/", "{person}", &person),
        ("/contracts/", "{invitation}", &invitation),
        ("/contracts/", "{person}", &liv),
        ("/files/", "{key}", &file),
        ("/files/{key}/removal", "{key}", &other),
        (
            "/invitations/",
            "{token}",
            &contracts::invitation_token(&stage.house, &invitation),
        ),
        (
            "/links/undo/",
            "{token}",
            &contracts::undo_token(&stage.house, &link),
        ),
        ("/orders/", "{key}", &order),
        ("/requests/", "{person}", &liv),
        ("/requests/draft/", "{key}", &draft),
        ("/service-centre/adjustments/", "{key}", &adjustment),
        ("/service-centre/orders/", "{key}", &order),
        ("/service-centre/partners/", "{key}", &customer),
        ("/service-centre/contracts/{key}/ids", "{key}", ""),
        ("/service-centre/partners/{key}/primary", "{key}", ""),
    ] {
        estate.objects.named(front, placeholder, key);
    }
    estate
}

/// A file of a draft, received whole; gives its opaque key.
async fn file(stage: &Stage, visit: &Visit, target: Target, secret: &str) -> String {
    let bytes = Bytes::copy_from_slice(secret.as_bytes());
    let chunks = stream::iter([Ok::<_, Infallible>(bytes)]);
    let name = format!("{secret}.log");
    let received = files::receive(&stage.house, visit, target, name, chunks).await;
    received.expect("it is received")
}

/// A passkey of Kim's that nobody holds; gives its opaque key.
async fn passkey(stage: &Stage) -> String {
    let key = format!("p_{}", "1".repeat(26));
    let named = key.clone();
    let insert = "
        INSERT INTO passkey (key, account, credential_id, credential, name, created_at)
        SELECT $1, id, 'one', '{}', 'Key', created_at FROM account WHERE name = 'kim'";
    let written = stage
        .store
        .write::<_, Fault, _>(move |tx| tx.execute(insert, store::params![&named]));
    assert_eq!(written.await.expect("the passkey is written"), 1);
    key
}

/// A five-pack that waits to be paid by invoice.
async fn ordered(stage: &Stage, visit: &Visit, reference: &str) -> String {
    let order = purchases::Order {
        once: "matrix".to_owned(),
        offer: "five-pack".to_owned(),
        version: 1,
        quantity: 1,
        location: None,
        region: "emea".to_owned(),
        reference: reference.to_owned(),
        way: Way::Invoice,
        draft: None,
    };
    let placed = purchases::place(&stage.house, visit, order).await;
    placed.expect("it is placed")
}

/// Units on the contract that a second person has to decide about.
async fn adjustment(stage: &Stage, visits: &Visits, contract: &str) -> String {
    let wish = Wish {
        change: contracts::Change::Adjust(30),
        reason: "Goodwill".to_owned(),
        once: "matrix".to_owned(),
    };
    match contracts::change(&stage.house, &visits["sara"], contract, wish).await {
        Ok(contracts::Changed::Asked(adjustment)) => adjustment,
        other => panic!("not asked: {other:?}"),
    }
}

/// What a partner has whose renewal waits to be activated: its head office in London and a location in Malmö, each with
/// a case of its own and somebody who asks to belong to it.
async fn partner(stage: &Stage, visits: &Visits) -> [Estate; 2] {
    let organisation = stage.organisation("Nordhav", Some("4648141"), "maja").await;
    let site = NewLocation {
        name: "Malmö".to_owned(),
        country: "SE".to_owned(),
        zone: Zone::named("Europe/Stockholm").expect("a zone"),
        contact: Some(NewContact {
            name: "Bo".to_owned(),
            email: address("bo"),
            phone: None,
            language: "en".to_owned(),
        }),
    };
    let membership = NewMembership {
        organisation: organisation.clone(),
        level: "gold".to_owned(),
        first_day: Zone::UTC.date_of(noon()).plus_days(-30),
        last_day: None,
        is_activated: false,
    };
    let recorded = partners::record_membership(&stage.house, operator(), membership).await;
    recorded.expect("it is recorded");
    let note = (INTERNAL, "matrix");
    let noted = organisations::note(&stage.house, &visits["vera"], &organisation, note).await;
    noted.expect("it is noted");
    let site = organisations::add_location(&stage.house, operator(), &organisation, site).await;
    let site = site.expect("it is added");
    let head_office = "SELECT w.key FROM location w JOIN organisation o ON o.id = w.organisation
                       WHERE o.name = 'Nordhav' AND w.name = 'London'";
    let head_office = stage.texts(head_office).await.remove(0);
    let activation = stage.texts("SELECT key FROM activation").await.remove(0);
    let head = (
        ("maja", Role::Head),
        ("Linfrö", ("0330242329", "464814100017")),
    );
    let mut head = part(stage, visits, head, (&head_office, "London")).await;
    let location = (
        ("bo", Role::Location),
        ("Vallmofrö", ("0451177307", "464814100025")),
    );
    let mut location = part(stage, visits, location, (&site, "Malmö")).await;
    head.objects
        .named("/service-centre/partners/", "{key}", &organisation);
    for (front, placeholder) in [
        ("/service-centre/activations/", "{key}"),
        ("/service-centre/program/", "{task}"),
    ] {
        head.objects.named(front, placeholder, &activation);
    }
    location.related.insert("maja", Role::Above);
    [head, location]
}

async fn part(
    stage: &Stage,
    visits: &Visits,
    ((who, role), (secret, pair)): ((&'static str, Role), Secret),
    (location, name): (&str, &str),
) -> Estate {
    let visit = &visits[who];
    let owner = Owner::Location(location.to_owned());
    let mut estate = estate(stage, visits, (who, role), (secret, pair), owner).await;
    let contract = estate.objects.of("/contracts/", "{key}");
    for (front, topic) in [
        ("/service-centre/program/", Topic::AdditionalLocation),
        ("/service-centre/program/{number}/ids", Topic::MissingIds),
        (
            "/service-centre/program/{number}/activation",
            Topic::Activation,
        ),
    ] {
        let case = NewCase {
            topic,
            location: location.to_owned(),
            contract: Some(contract.clone()),
            site: (topic == Topic::AdditionalLocation).then(|| NewSite {
                name: secret.to_owned(),
                country: "SE".to_owned(),
                zone: Zone::UTC,
            }),
            subject: secret.to_owned(),
            words: secret.to_owned(),
            contact: Contact {
                email: format!("{who}@example.com"),
                ..contact()
            },
            once: topic.code().to_owned(),
        };
        let case = program::open(&stage.house, visit, case).await;
        let case = case.expect("it is opened").to_string();
        estate.objects.named(front, "{number}", &case);
    }
    let newcomer = scene::person(&stage.store, secret, &[], noon()).await;
    let asking = Asking {
        partner_id: "4648141".to_owned(),
        location: name.to_owned(),
    };
    let asked = organisations::ask(&stage.house, &newcomer, asking).await;
    asked.expect("it is asked");
    let waiting = stage
        .texts("SELECT key FROM contact ORDER BY id DESC")
        .await;
    for front in ["/benefits/", "/service-centre/partners/"] {
        estate.objects.named(front, "{contact}", &waiting[0]);
    }
    for front in ["/benefits", "/program/new"] {
        estate.objects.named(front, "{location}", location);
    }
    estate
}
