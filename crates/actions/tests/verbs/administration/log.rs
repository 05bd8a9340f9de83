//! The audit log as administrators read it: page by page, and narrowed.

use actions::accounts::roles::{self, Change};
use actions::audit::{self, Before, Line, Narrowed};
use actions::testing::scene::{self, refusal};
use actions::testing::{house, noon};
use actions::{House, MIGRATIONS, Visit};
use domain::account::Role;
use domain::ids::EmailAddress;
use domain::refusal::Refusal;

/// Olle gives Kim three roles, a minute after the other, and Vera takes one.
async fn told(house: &House, olle: &Visit, vera: &Visit) {
    let kim = || EmailAddress::parse("kim@example.com").expect("an address");
    let roles = [Role::Engineer, Role::Supervisor, Role::ServiceCentre];
    for (minute, role) in (0..).zip(roles) {
        let by = scene::at(olle, noon().plus_minutes(minute));
        let given = roles::change(house, &by, kim(), Change::Give(role), "Joins").await;
        given.expect("given");
    }
    let by = scene::at(vera, noon().plus_minutes(3));
    let change = Change::Take(Role::Engineer);
    let taken = roles::change(house, &by, kim(), change, "Leaves").await;
    taken.expect("taken");
}

/// All lines, page by page of two.
async fn read(house: &House, by: &Visit, narrowed: &Narrowed) -> Vec<Line> {
    let (mut lines, mut before): (Vec<Line>, Option<Before>) = (Vec::new(), None);
    loop {
        let page = audit::page(house, by, narrowed.clone(), before, 2).await;
        let page = page.expect("a page").page;
        lines.extend(page.lines);
        before = page.next;
        if before.is_none() {
            return lines;
        }
    }
}

fn changes(lines: &[Line]) -> Vec<(&str, &str)> {
    let roles = lines.iter().filter(|line| line.deed.starts_with("role."));
    let code = |line: &'_ Line| line.after.is_some();
    roles
        .map(|line| {
            let text = if code(line) {
                &line.after
            } else {
                &line.before
            };
            (line.deed.as_str(), text.as_deref().unwrap_or_default())
        })
        .collect()
}

store::on_both_engines! { MIGRATIONS;
    async fn the_log_is_read_backwards_and_narrowed(world) {
        let house = house(&world.store).await;
        let olle = scene::person(&world.store, "olle", &[Role::Administrator], noon()).await;
        let vera = scene::person(&world.store, "vera", &[Role::Administrator], noon()).await;
        scene::person(&world.store, "kim", &[], noon()).await;
        told(&house, &olle, &vera).await;
        let narrowed = |change: &dyn Fn(&mut Narrowed)| {
            let mut narrowed = Narrowed::default();
            change(&mut narrowed);
            narrowed
        };
        let all = read(&house, &vera, &Narrowed::default()).await;
        assert_eq!(
            changes(&all),
            [("role.take", "engineer"), ("role.give", "service_centre"), ("role.give", "supervisor"),
             ("role.give", "engineer")]
        );
        let line = all.iter().find(|line| line.deed == "role.take").expect("it is there");
        assert_eq!(line.actor_email.as_deref(), Some("vera@example.com"));
        assert_eq!(line.object_email.as_deref(), Some("kim@example.com"));
        assert_eq!(line.reason.as_deref(), Some("Leaves"));
        assert_eq!(line.network.as_deref(), Some("192.0.2.0/24"));
        let by_olle = narrowed(&|narrowed| "olle@example.com".clone_into(&mut narrowed.actor));
        assert_eq!(changes(&read(&house, &vera, &by_olle).await).len(), 3);
        let about_kim = narrowed(&|narrowed| narrowed.object.clone_from(&line.object));
        assert_eq!(changes(&read(&house, &vera, &about_kim).await).len(), 4);
        let given = narrowed(&|narrowed| {
            "role.give".clone_into(&mut narrowed.deed);
            narrowed.from = Some(noon().plus_minutes(1));
            narrowed.until = Some(noon().plus_minutes(2));
        });
        assert_eq!(changes(&read(&house, &vera, &given).await), [("role.give", "supervisor")]);
        let nobody = narrowed(&|narrowed| "nobody@example.com".clone_into(&mut narrowed.actor));
        assert_eq!(read(&house, &vera, &nobody).await, []);
        let deeds = audit::deeds(&house, &vera).await.expect("the deeds");
        assert!(deeds.contains(&"role.give".to_owned()) && deeds.contains(&"role.take".to_owned()), "{deeds:?}");
        assert!(deeds.is_sorted());
    }

    async fn nobody_else_reads_the_log(world) {
        let house = house(&world.store).await;
        for role in [Role::Engineer, Role::Supervisor, Role::ServiceCentre] {
            let other = scene::person(&world.store, role.code(), &[role], noon()).await;
            let page = audit::page(&house, &other, Narrowed::default(), None, 2).await;
            assert_eq!(refusal(page), Refusal::NotFound, "{role:?}");
            assert_eq!(refusal(audit::deeds(&house, &other).await), Refusal::NotFound, "{role:?}");
            assert_eq!(refusal(audit::export(&house, &other).await), Refusal::NotFound, "{role:?}");
        }
    }
}
