//! What administrators decide, on both engines: in force at once, with what was before in the audit log.

use actions::settings::{change, show};
use actions::testing::scene::{self, refusal};
use actions::testing::{house, noon};
use actions::{By, MIGRATIONS};
use domain::account::Role;
use domain::offer::Unit;
use domain::refusal::Refusal;
use domain::settings::Settings;
use store::Fault;
use store::testing::World;

async fn audit(world: &World) -> Vec<String> {
    let lines = "
        SELECT deed || ' ' || object || ': ' || before || ' → ' || after FROM audit WHERE deed LIKE 'setting.%'
        ORDER BY id";
    let read = world
        .store
        .read::<_, Fault, _>(move |reader| reader.rows(lines, &[], |row| row.get(0)));
    read.await.expect("the log")
}

fn stricter() -> Settings {
    Settings {
        name: Some("Nordhav Support".to_owned()),
        adjustment_limit_units: 2,
        ..Settings::default()
    }
}

store::on_both_engines! { MIGRATIONS;
    async fn what_is_decided_is_in_force_at_once_and_after_a_start(world) {
        let house = house(&world.store).await;
        let vera = scene::person(&world.store, "vera", &[Role::Administrator], noon()).await;
        assert_eq!(house.settings().adjustment_limit(Unit::Incident), 5);
        assert_eq!(house.settings().adjustment_limit(Unit::Minute), 600);
        change(&house, By::Visit(&vera), 0, stricter()).await.expect("it is changed");
        assert_eq!(*house.settings(), stricter());
        let again = actions::testing::house(&world.store).await;
        assert_eq!(*again.settings(), stricter());
        let shown = show(&again, &vera).await.expect("the settings").page;
        assert_eq!((shown.version, shown.settings), (1, stricter()));
        assert_eq!(
            audit(&world).await,
            ["setting.change name:  → Nordhav Support", "setting.change adjustment_limit_units: 5 → 2"]
        );
    }

    async fn whoever_was_overtaken_changes_nothing_and_neither_does_who_changes_nothing(world) {
        let house = house(&world.store).await;
        let vera = scene::person(&world.store, "vera", &[Role::Administrator], noon()).await;
        change(&house, By::Visit(&vera), 0, Settings::default()).await.expect("nothing to change");
        change(&house, By::Visit(&vera), 0, stricter()).await.expect("it is changed");
        let overtaken = change(&house, By::Visit(&vera), 0, Settings::default()).await;
        assert_eq!(refusal(overtaken), Refusal::ChangedElsewhere);
        assert_eq!(*house.settings(), stricter());
        assert_eq!(audit(&world).await.len(), 2);
    }

    async fn only_an_administrator_with_a_fresh_passkey_decides(world) {
        let house = house(&world.store).await;
        let vera = scene::person(&world.store, "vera", &[Role::Administrator], noon()).await;
        let late = scene::at(&vera, noon().plus_minutes(10));
        let refused = change(&house, By::Visit(&late), 0, stricter()).await;
        assert_eq!(refusal(refused), Refusal::StepUpNeeded);
        for role in [Role::Engineer, Role::Supervisor, Role::ServiceCentre] {
            let other = scene::person(&world.store, role.code(), &[role], noon()).await;
            let refused = change(&house, By::Visit(&other), 0, stricter()).await;
            assert_eq!(refusal(refused), Refusal::NotFound, "{role:?}");
            assert_eq!(refusal(show(&house, &other).await), Refusal::NotFound, "{role:?}");
        }
        assert_eq!(*house.settings(), Settings::default());
    }
}
