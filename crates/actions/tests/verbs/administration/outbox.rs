//! Letters that wait or were given up, and another try for them.

use actions::outbox::{Fate, View, queue, retry, retry_all, send_sample, settle, take_due};
use actions::testing::scene::{self, refusal};
use actions::testing::{house, noon};
use actions::{House, MIGRATIONS, Visit};
use domain::account::Role;
use domain::refusal::Refusal;

/// Three samples in the outbox, taken by a sender: one under way, one put off, one given up. Gives their rows.
async fn posted(house: &House, vera: &Visit) -> [i64; 3] {
    for once in ["one", "two", "three", "three"] {
        let sent = send_sample(house, vera, None, once).await;
        sent.expect("posted");
    }
    let due = take_due(house, noon()).await.expect("they are due");
    let [under_way, later, failed] = [due[0].id, due[1].id, due[2].id];
    assert_eq!(due.len(), 3, "a second click is no second letter");
    let fate = Fate::Later {
        why: "the server is away".to_owned(),
        tries: 1,
        jitter: 0,
    };
    settle(house, later, fate, noon()).await.expect("put off");
    let why = "no such mailbox".to_owned();
    let fate = Fate::Failed { why };
    settle(house, failed, fate, noon()).await.expect("given up");
    [under_way, later, failed]
}

store::on_both_engines! { MIGRATIONS;
    async fn what_waits_and_what_was_given_up_is_seen_with_its_reason(world) {
        let house = house(&world.store).await;
        let vera = scene::person(&world.store, "vera", &[Role::Administrator], noon()).await;
        let [under_way, later, failed] = posted(&house, &vera).await;
        let waiting = queue(&house, &vera, View::Waiting, 1).await.expect("the queue").page.letters;
        let rows: Vec<_> = waiting.iter().map(|one| (one.id, one.tries, one.failure.as_deref())).collect();
        assert_eq!(rows, [(later, 1, Some("the server is away")), (under_way, 1, None)]);
        assert_eq!(waiting[0].next, Some(noon().plus_minutes(1)));
        let given_up = queue(&house, &vera, View::Failed, 1).await.expect("the queue").page.letters;
        assert_eq!((given_up[0].id, given_up[0].failed), (failed, Some(noon())));
        assert_eq!(given_up.len(), 1);
    }

    async fn another_try_is_due_at_once_and_never_beside_one_under_way(world) {
        let house = house(&world.store).await;
        let vera = scene::person(&world.store, "vera", &[Role::Administrator], noon()).await;
        let [under_way, later, failed] = posted(&house, &vera).await;
        assert_eq!(refusal(retry(&house, &vera, under_way).await), Refusal::NotFound);
        retry(&house, &vera, failed).await.expect("again");
        let due: Vec<i64> = take_due(&house, noon()).await.expect("due").iter().map(|due| due.id).collect();
        assert_eq!(due, [failed]);
        settle(&house, failed, Fate::Failed { why: "still not".to_owned() }, noon()).await.expect("given up");
        assert_eq!(retry_all(&house, &vera).await.expect("all again"), 2);
        let mut due: Vec<i64> = take_due(&house, noon()).await.expect("due").iter().map(|due| due.id).collect();
        due.sort_unstable();
        assert_eq!(due, [later, failed]);
    }

    async fn nobody_else_sees_or_sends(world) {
        let house = house(&world.store).await;
        let vera = scene::person(&world.store, "vera", &[Role::Administrator], noon()).await;
        let [_, _, failed] = posted(&house, &vera).await;
        let erin = scene::person(&world.store, "erin", &[Role::Engineer, Role::Supervisor], noon()).await;
        assert_eq!(refusal(queue(&house, &erin, View::Failed, 1).await), Refusal::NotFound);
        assert_eq!(refusal(retry(&house, &erin, failed).await), Refusal::NotFound);
        assert_eq!(refusal(retry_all(&house, &erin).await), Refusal::NotFound);
        assert_eq!(refusal(send_sample(&house, &erin, None, "").await), Refusal::NotFound);
    }
}
