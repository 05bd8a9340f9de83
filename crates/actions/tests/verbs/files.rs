//! Files that people attach, on both engines: how many there may be, and when they go.

use actions::files::{self, Failed, Target};
use actions::incidents::drafts::{self, Change};
use actions::testing::noon;
use actions::testing::scene::{self, Scene, refusal, scene};
use actions::{Answer, MIGRATIONS, Stopped, Visit, selfhelp};
use bytes::Bytes;
use domain::account::Role;
use domain::limits;
use domain::refusal::Refusal;
use futures_util::stream;
use store::params;
use store::testing::World;

/// A draft of the customer's with a file: both keys.
async fn draft_with_file(scene: &Scene) -> (String, String) {
    let product = Change::Product("windows-server".into());
    let draft = drafts::start(&scene.house, &scene.customer, product)
        .await
        .expect("begun");
    let chunks = stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(b"a log"))]);
    let target = Target::Draft(draft.key.clone());
    let file = files::receive(
        &scene.house,
        &scene.customer,
        target,
        "a.log".into(),
        chunks,
    )
    .await;
    (draft.key, file.expect("received"))
}

async fn is_there(scene: &Scene, visit: &Visit, file: &str) -> bool {
    match files::progress(&scene.house, visit, file).await {
        Ok(_) => true,
        Err(Failed::Stopped(Stopped::Refused(Refusal::NotFound))) => false,
        Err(other) => panic!("{other:?}"),
    }
}

/// Writes `count` files into the first incident, as if they had been sent with it.
async fn attach(world: &World, count: usize) {
    let written: Answer<()> = world
        .store
        .write(move |tx| {
            for place in 0..count {
                let key = format!("f{place}");
                let values = params![&key, noon().0];
                tx.execute(ATTACHED, values)?;
            }
            Ok(())
        })
        .await;
    written.expect("the files are written");
}

const ATTACHED: &str = "
    INSERT INTO file (key, account, incident, event, name, media_type, size, received, bytes_key, created_at)
    SELECT $1, i.account, i.id, 1, $1, 'text/plain', 1, 1, $1, $2 FROM incident i";

store::on_both_engines! { MIGRATIONS;
    async fn a_draft_that_ends_takes_its_files_with_it(world) {
        let scene = scene(&world, 1, 100).await;
        let (house, kim) = (&scene.house, &scene.customer);
        let (discarded, first) = draft_with_file(&scene).await;
        let (solved, second) = draft_with_file(&scene).await;
        let (_, third) = draft_with_file(&scene).await;
        assert!(is_there(&scene, kim, &first).await && is_there(&scene, kim, &second).await);
        drafts::discard(house, kim, &discarded).await.expect("discarded");
        assert!(!is_there(&scene, kim, &first).await);
        selfhelp::solve(house, kim, &solved, None).await.expect("solved");
        assert!(!is_there(&scene, kim, &second).await);
        assert!(is_there(&scene, kim, &third).await, "a draft that goes on keeps its file");
        drafts::expire(house, noon().plus_days(limits::DRAFT_DAYS)).await.expect("expired");
        assert!(!is_there(&scene, kim, &third).await);
        let years_later = noon().plus_days(4_000);
        assert_eq!(files::sweep(house, years_later).await.expect("swept"), 3, "their bytes go with the sweep");
    }

    /// The naive check asks who works at a desk, and not at which.
    async fn a_file_is_for_the_desk_that_works_on_its_request(world) {
        let scene = scene(&world, 1, 100).await;
        let officer = scene::person(&world.store, "olle", &[Role::ServiceCentre], noon()).await;
        scene.submitted("With a file").await;
        attach(&world, 1).await;
        let arrived = world.store.write::<_, store::Fault, _>(|tx| {
            tx.execute("UPDATE file SET finished_at = created_at, sha256 = $1", params![&[0_u8; 32][..]])
        });
        arrived.await.expect("it has arrived");
        let may = |visit: Visit| {
            let house = &scene.house;
            async move {
                match files::open(house, &visit, "f0").await {
                    Ok(_) => true,
                    Err(Failed::Stopped(Stopped::Refused(Refusal::NotFound))) => false,
                    Err(other) => panic!("{other:?}"),
                }
            }
        };
        assert!(may(scene.engineer.clone()).await && !may(officer.clone()).await, "an incident is the engineers'");
        let case = world.store.write::<_, store::Fault, _>(|tx| {
            tx.execute("UPDATE incident SET kind = 'program', number = REPLACE(number, 'INC-', 'PRG-')", &[])
        });
        case.await.expect("it is a case now");
        assert!(!may(scene.engineer.clone()).await && may(officer).await, "a case is the service centre's");
        assert!(may(scene.customer.clone()).await, "either is whose it is");
    }

    async fn a_request_holds_so_many_files_in_all_its_life(world) {
        let scene = scene(&world, 1, 100).await;
        let incident = scene.submitted("Many files").await;
        attach(&world, limits::FILES_PER_REQUEST_MAX - 1).await;
        let begin = |visit| {
            files::begin(&scene.house, visit, Target::Incident(incident), "one.log".into(), 1)
        };
        begin(&scene.customer).await.expect("the last one");
        let limit = limits::FILES_PER_REQUEST_MAX;
        for visit in [&scene.customer, &scene.engineer] {
            assert_eq!(refusal(begin(visit).await), Refusal::TooManyFiles { limit });
        }
    }

    async fn a_message_holds_so_many_files_of_each_who_writes(world) {
        let scene = scene(&world, 1, 100).await;
        let incident = scene.submitted("Many at once").await;
        let begin = |visit| {
            files::begin(&scene.house, visit, Target::Incident(incident), "one.log".into(), 1)
        };
        for _ in 0..limits::FILES_PER_MESSAGE_MAX {
            begin(&scene.customer).await.expect("begun");
        }
        let limit = limits::FILES_PER_MESSAGE_MAX;
        assert_eq!(refusal(begin(&scene.customer).await), Refusal::TooManyFiles { limit });
        begin(&scene.engineer).await.expect("another's message is another's");
    }
}
