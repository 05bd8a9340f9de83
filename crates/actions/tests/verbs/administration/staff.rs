//! Who works here: given and taken for a reason, told by letter, and never so that nobody is left to undo it.

use actions::accounts::roles::{self, Change};
use actions::accounts::staff::{self, Narrowed};
use actions::testing::scene::{self, refusal};
use actions::testing::{house, noon};
use actions::{Answer, House, MIGRATIONS, Visit};
use domain::account::Role;
use domain::ids::EmailAddress;
use domain::refusal::Refusal;
use store::Fault;
use store::testing::World;

fn address(name: &str) -> EmailAddress {
    EmailAddress::parse(&format!("{name}@example.com")).expect("an address")
}

async fn change(house: &House, by: &Visit, name: &str, change: Change) -> Answer<()> {
    roles::change(house, by, address(name), change, "As agreed").await
}

async fn texts(world: &World, sql: &'static str) -> Vec<String> {
    let read = world
        .store
        .read::<_, Fault, _>(move |reader| reader.rows(sql, &[], |row| row.get(0)));
    read.await.expect("texts")
}

const LETTERS: &str = "SELECT address || ' ' || kind FROM letter ORDER BY id";

const LOG: &str = "
    SELECT a.deed || ' ' || COALESCE(a.before, '-') || ' ' || COALESCE(a.after, '-') || ' ' || COALESCE(n.words, '-')
        || ' ' || COALESCE(a.network, '-')
    FROM audit a LEFT JOIN audit_note n ON n.audit = a.id WHERE a.deed LIKE 'role.%' ORDER BY a.id";

async fn listed(house: &House, by: &Visit, narrowed: Narrowed) -> Vec<(String, Vec<Role>)> {
    let found = staff::list(house, by, narrowed)
        .await
        .expect("the staff")
        .page;
    let members = found.members.into_iter();
    members.map(|member| (member.email, member.roles)).collect()
}

store::on_both_engines! { MIGRATIONS;
    async fn a_role_is_given_and_taken_for_a_reason_that_the_person_hears_of(world) {
        let house = house(&world.store).await;
        let vera = scene::person(&world.store, "vera", &[Role::Administrator], noon()).await;
        let kim = scene::person(&world.store, "kim", &[], noon()).await;
        let unreasoned = roles::change(&house, &vera, address("kim"), Change::Give(Role::Engineer), " ").await;
        assert_eq!(refusal(unreasoned), Refusal::ReasonNeeded);
        change(&house, &vera, "kim", Change::Give(Role::Engineer)).await.expect("given");
        change(&house, &vera, "kim", Change::Give(Role::Engineer)).await.expect("it is there already");
        assert!(house.caller(&kim).await.expect("a caller").person().is_none(), "the session ended");
        change(&house, &vera, "kim", Change::Take(Role::Engineer)).await.expect("taken");
        assert_eq!(texts(&world, LETTERS).await, ["kim@example.com role_given", "kim@example.com role_taken"]);
        assert_eq!(
            texts(&world, LOG).await,
            ["role.give - engineer As agreed 192.0.2.0/24", "role.take engineer - As agreed 192.0.2.0/24"]
        );
    }

    async fn whoever_is_invited_has_an_account_with_the_role(world) {
        let house = house(&world.store).await;
        let vera = scene::person(&world.store, "vera", &[Role::Administrator], noon()).await;
        for _ in 0..2 {
            let invited = roles::invite(&house, &vera, address("nils"), Role::Supervisor, "New here").await;
            invited.expect("invited");
        }
        let text = "NILS".to_owned();
        let found = listed(&house, &vera, Narrowed { text, ..Narrowed::default() }).await;
        assert_eq!(found, [("nils@example.com".to_owned(), vec![Role::Supervisor])]);
        assert_eq!(texts(&world, LETTERS).await, ["nils@example.com staff_invited"]);
    }

    async fn a_deactivated_account_is_dead_at_once_and_lives_again(world) {
        let house = house(&world.store).await;
        let vera = scene::person(&world.store, "vera", &[Role::Administrator], noon()).await;
        let erin = scene::person(&world.store, "erin", &[Role::Engineer], noon()).await;
        change(&house, &vera, "erin", Change::Disable).await.expect("disabled");
        assert!(house.caller(&erin).await.expect("a caller").person().is_none());
        let key = house.caller(&vera).await.expect("vera").key().to_owned();
        assert!(staff::show(&house, &vera, &key).await.expect("vera").page.disabled.is_none());
        let found = staff::list(&house, &vera, Narrowed::default()).await.expect("the staff").page.members;
        assert_eq!(found[0].disabled, Some(noon()), "whoever is deactivated stays in the list");
        change(&house, &vera, "erin", Change::Enable).await.expect("enabled");
        let found = staff::list(&house, &vera, Narrowed::default()).await.expect("the staff").page.members;
        assert_eq!(found[0].disabled, None);
        assert_eq!(
            texts(&world, LETTERS).await,
            ["erin@example.com account_disabled", "erin@example.com account_enabled"]
        );
    }

    async fn nobody_is_left_without_an_administrator_or_shuts_themselves_out(world) {
        let house = house(&world.store).await;
        let vera = scene::person(&world.store, "vera", &[Role::Administrator], noon()).await;
        let take = Change::Take(Role::Administrator);
        assert_eq!(refusal(change(&house, &vera, "vera", take).await), Refusal::LastAdministrator);
        assert_eq!(refusal(change(&house, &vera, "vera", Change::Disable).await), Refusal::OwnStanding);
        let by_house = roles::change_by_house(&house, "operator:test", address("vera"), Change::Disable, noon()).await;
        assert_eq!(refusal(by_house), Refusal::LastAdministrator);
        let olle = scene::person(&world.store, "olle", &[Role::Administrator], noon()).await;
        change(&house, &olle, "vera", Change::Disable).await.expect("olle is left");
        // Who is deactivated administers nothing.
        assert_eq!(refusal(change(&house, &olle, "olle", take).await), Refusal::LastAdministrator);
    }

    async fn only_administrators_see_the_staff(world) {
        let house = house(&world.store).await;
        let vera = scene::person(&world.store, "vera", &[Role::Administrator], noon()).await;
        let key = house.caller(&vera).await.expect("vera").key().to_owned();
        for role in [Role::Engineer, Role::Supervisor, Role::ServiceCentre] {
            let other = scene::person(&world.store, role.code(), &[role], noon()).await;
            assert_eq!(refusal(staff::list(&house, &other, Narrowed::default()).await), Refusal::NotFound);
            assert_eq!(refusal(staff::show(&house, &other, &key).await), Refusal::NotFound);
            assert_eq!(refusal(change(&house, &other, "vera", Change::Disable).await), Refusal::NotFound);
            let invited = roles::invite(&house, &other, address("nils"), role, "New here").await;
            assert_eq!(refusal(invited), Refusal::NotFound);
        }
        let role = Some(Role::Supervisor);
        let found = listed(&house, &vera, Narrowed { role, ..Narrowed::default() }).await;
        assert_eq!(found, [("supervisor@example.com".to_owned(), vec![Role::Supervisor])]);
        let text = "engineer@example.com".to_owned();
        let found = listed(&house, &vera, Narrowed { text, ..Narrowed::default() }).await;
        assert_eq!(found.len(), 1);
        scene::person(&world.store, "kim", &[], noon()).await;
        let text = "kim@example.com".to_owned();
        let found = listed(&house, &vera, Narrowed { text, ..Narrowed::default() }).await;
        assert_eq!(found, [("kim@example.com".to_owned(), vec![])], "a customer is found by the whole address only");
        let text = "kim".to_owned();
        assert_eq!(listed(&house, &vera, Narrowed { text, ..Narrowed::default() }).await, []);
    }
}
