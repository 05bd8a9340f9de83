//! Erasing a person leaves every balance and every chain as it was, on both engines.

use actions::accounts::erase::{erase, erase_again, erased};
use actions::accounts::roles::{self, Change};
use actions::accounts::sessions::Device;
use actions::accounts::sign_in::{self, Asking};
use actions::contracts::{self, Adjustment, Order, Owner};
use actions::incidents::converse::reply;
use actions::incidents::severity;
use actions::incidents::take::take;
use actions::ledger::{Examined, examine};
use actions::testing::scene;
use actions::testing::{house, noon};
use actions::{By, House, MIGRATIONS, Visit};
use actions::{calendar, notices};
use domain::account::Role;
use domain::ids::{AccessId, ContractId, EmailAddress};
use domain::refusal::Refusal;
use domain::response::Severity;
use domain::time::{Date, Zone};
use store::Store;
use store::testing::World;

const ACCESS: &str = "0230242323";

/// Everything that a person wrote or is called, wherever it may stand.
const TRACES: &str = "
    SELECT COALESCE((SELECT string_agg(COALESCE(email, '') || name || COALESCE(phone, ''), ' ') FROM account), '')
        || COALESCE((SELECT string_agg(title || admission, ' ') FROM incident), '')
        || COALESCE((SELECT string_agg(words, ' ') FROM event), '')
        || COALESCE((SELECT string_agg(words, ' ') FROM transfer_note), '')
        || COALESCE((SELECT string_agg(answers, ' ') FROM draft), '')
        || COALESCE((SELECT string_agg(facts, ' ') FROM letter), '')
        || COALESCE((SELECT string_agg(facts, ' ') FROM event), '')
        || COALESCE((SELECT string_agg(words, ' ') FROM audit_note), '')
        || COALESCE((SELECT string_agg(object || COALESCE(before, '') || COALESCE(after, ''), ' ') FROM audit), '')";

/// What is kept of what people but Robin were told, and want to be.
const TOLD: &str = "
    WITH others AS (SELECT id, key FROM account WHERE email IS NULL OR email <> 'robin@example.com')
    SELECT CAST((SELECT COUNT(*) FROM reminder WHERE account IN (SELECT id FROM others))
        + (SELECT COUNT(*) FROM warned WHERE reader IN (SELECT key FROM others))
        + (SELECT COUNT(*) FROM statement_sent WHERE reader IN (SELECT key FROM others))
        + (SELECT COUNT(*) FROM calendar_feed) AS TEXT)";

async fn read(store: &Store, sql: &'static str) -> String {
    let read =
        store.read::<_, store::Fault, _>(move |reader| reader.row(sql, &[], |row| row.get(0)));
    read.await.expect("a row")
}

/// Signs in by mail, so that the address is proven just now.
async fn proven(house: &House, world: &World, email: &str) -> Visit {
    let mut visit = Visit {
        session: None,
        browser: Some([9; 32]),
        network: "192.0.2.0/24".into(),
        language: "en".into(),
        at: noon(),
        once: None,
    };
    let asking = Asking {
        email: EmailAddress::parse(email).expect("an address"),
        return_to: "/".into(),
    };
    sign_in::ask(house, &visit, asking).await.expect("a letter");
    let key = read(
        &world.store,
        "SELECT key FROM sign_in ORDER BY id DESC LIMIT 1",
    )
    .await;
    let link = sign_in::secrets(house, &key).link;
    let device = Device {
        session: house.random(),
        agent: "Test".into(),
    };
    visit.session = Some(device.session);
    let asked = Visit {
        session: None,
        ..visit.clone()
    };
    sign_in::by_link(house, &asked, &link, device)
        .await
        .expect("signed in");
    visit
}

/// Lets `visit` link a contract of Robin's, who is told of it.
async fn links(house: &House, world: &World, visit: &Visit) {
    scene::person(&world.store, "robin", &[], noon()).await;
    let pair = (
        AccessId::parse("100001").expect("an Access ID"),
        ContractId::parse("618761393031").expect("a Contract ID"),
    );
    let order = Order {
        offer: "msdn-2".into(),
        owner: Owner::Address(EmailAddress::parse("robin@example.com").expect("an address")),
        region: "emea".into(),
        zone: Zone::UTC,
        start: Date::parse("2026-11-01").expect("a day"),
        last_day: None,
        pair: Some(pair.clone()),
        partner_id: None,
        country: None,
    };
    let by = By::House("operator:test", noon());
    contracts::issue(house, by, order).await.expect("issued");
    contracts::link(house, visit, pair, None)
        .await
        .expect("linked");
}

async fn examined(house: &House) -> Examined {
    let examined = examine(house).await.expect("the ledger can be read");
    assert_eq!(examined.findings, []);
    assert!(examined.transfers > 0);
    examined
}

store::on_both_engines! { MIGRATIONS;
    async fn t23_erasing_people_drops_their_words_and_leaves_the_ledger_true(world) {
        let house = house(&world.store).await;
        let kim = scene::person(&world.store, "kim", &[], noon()).await;
        let vera = scene::person(&world.store, "vera", &[Role::Supervisor], noon()).await;
        let contract = scene::contract(&house, &kim, (ACCESS, "partner-gold-20"), 5, 100).await;
        let mut answers = scene::answers(ACCESS, Severity::B, "Kims disk is full");
        let contact = answers.contact.as_mut().expect("a contact");
        contact.email = "team@example.net".into();
        contact.copies = vec!["office@example.net".into()];
        let incident = scene::submit(&house, &kim, answers).await.expect("the request is taken").incident;
        let erin = scene::person(&world.store, "erin", &[Role::Engineer], noon()).await;
        take(&house, &erin, incident).await.expect("taken");
        reply(&house, &kim, incident, scene::says("Kims second thought")).await.expect("sent");
        let change = severity::change(&house, &erin, incident, Severity::C, "As agreed".into(), true);
        change.await.expect("changed, and told with the title");
        links(&house, &world, &kim).await;
        let key = format!("con_{ACCESS}");
        contracts::rotate(&house, By::Visit(&kim), &key, "Kims laptop was stolen").await.expect("rotated");
        let adjustment = Adjustment { change: 2, reason: "Veras goodwill".into(), once: "one".into() };
        contracts::adjust(&house, By::Visit(&vera), &key, adjustment).await.expect("adjusted");
        let choice = notices::Choice { days: vec![30], low: true };
        notices::remind(&house, &kim, &key, choice).await.expect("chosen");
        calendar::renew(&house, &kim, [5; 32]).await.expect("opened");
        calendar::feed(&house, [5; 32], noon()).await.expect("the calendar is read");
        for at in [noon(), noon().plus_days(95)] {
            notices::warn_all(&house, at).await.expect("warned");
            notices::send_statements(&house, at).await.expect("sent");
        }
        assert_ne!(read(&world.store, TOLD).await, "0");
        let before = read(&world.store, TRACES).await;
        for words in ["Kims disk", "Kims second thought", "Kims laptop", "kim@example.com", "Veras goodwill"] {
            assert!(before.contains(words), "{words}");
        }

        assert_eq!(scene::refusal(erase(&house, &kim).await), Refusal::FreshSignInNeeded);
        let staff = proven(&house, &world, "vera@example.com").await;
        assert_eq!(scene::refusal(erase(&house, &staff).await), Refusal::StaffAccount);
        let vera = EmailAddress::parse("vera@example.com").expect("an address");
        let take = Change::Take(Role::Supervisor);
        roles::change_by_house(&house, "operator:test", vera, take, noon()).await.expect("taken");

        let left = scene::left(&house, contract, noon()).await;
        let transfers = examined(&house).await.transfers;
        for email in ["kim@example.com", "vera@example.com"] {
            let person = proven(&house, &world, email).await;
            erase(&house, &person).await.expect("erased");
            assert_eq!(scene::refusal(erase(&house, &person).await), Refusal::SignInNeeded);
        }
        assert_eq!(read(&world.store, TOLD).await, "0");
        assert_eq!(scene::refusal(calendar::feed(&house, [5; 32], noon()).await), Refusal::NotFound);
        let after = read(&world.store, TRACES).await.to_lowercase();
        assert!(!after.contains("kim") && !after.contains("vera"), "{after}");
        // The open request was withdrawn, so its unit came back: one transfer more, and every chain verifies.
        assert_eq!(scene::left(&house, contract, noon()).await, left + 1);
        assert_eq!(examined(&house).await.transfers, transfers + 1);
        assert_eq!(read(&world.store, "SELECT CAST(COUNT(*) AS TEXT) FROM transfer_note").await, "0");
    }

    async fn t23_whoever_was_erased_is_erased_again_where_a_backup_knows_nothing_of_it(world) {
        let house = house(&world.store).await;
        let kim = scene::person(&world.store, "kim", &[], noon()).await;
        let contract = scene::contract(&house, &kim, (ACCESS, "partner-gold-20"), 5, 100).await;
        let answers = scene::answers(ACCESS, Severity::B, "Kims disk is full");
        scene::submit(&house, &kim, answers).await.expect("the request is taken");
        let left = scene::left(&house, contract, noon()).await;
        assert_eq!(erased(&house, noon(), 10).await.expect("read"), []);
        let key = read(&world.store, "SELECT key FROM account WHERE email = 'kim@example.com'").await;
        let keys = ["a_unknown".to_owned(), key.clone()];
        assert_eq!(erase_again(&house, &keys, noon()).await.expect("erased"), 1);
        assert_eq!(erase_again(&house, &keys, noon()).await.expect("nothing to do"), 0);
        assert_eq!(erased(&house, noon(), 10).await.expect("read"), [(key, noon())]);
        assert_eq!(erased(&house, noon().plus_minutes(1), 10).await.expect("read"), []);
        let after = read(&world.store, TRACES).await.to_lowercase();
        assert!(!after.contains("kim"), "{after}");
        assert_eq!(scene::left(&house, contract, noon()).await, left + 1, "the open request is withdrawn");
        examined(&house).await;
    }
}
