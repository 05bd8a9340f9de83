//! A second problem inside one incident, and requests that continue an earlier one, on both engines.

use std::sync::Arc;

use actions::incidents::converse::{Message, Then, answer};
use actions::incidents::show::show;
use actions::incidents::submit::Follows;
use actions::incidents::{Accepted, split};
use actions::testing::scene::{self, left, letters, refusal};
use actions::testing::{house, noon};
use actions::{Answer, House, MIGRATIONS, Visit};
use domain::account::Role;
use domain::ids::RequestNumber;
use domain::ledger::{ContractRef, IncidentRef};
use domain::refusal::Refusal;
use domain::response::Severity;
use store::params;
use store::testing::World;

const ACCESS: &str = "0230242323";

struct Scene {
    house: Arc<House>,
    kim: Visit,
    erin: Visit,
    stranger: Visit,
    contract: ContractRef,
    first: IncidentRef,
}

/// Kim has submitted a request, and has one unit left; Erin works on it.
async fn scene(world: &World) -> Scene {
    let house = house(&world.store).await;
    let kim = scene::person(&world.store, "kim", &[], noon()).await;
    let erin = scene::person(&world.store, "erin", &[Role::Engineer], noon()).await;
    let stranger = scene::person(&world.store, "stranger", &[], noon()).await;
    let offer = (ACCESS, "partner-gold-20");
    let contract = scene::contract(&house, &kim, offer, 2, 100).await;
    let answers = scene::answers(ACCESS, Severity::B, "Two problems");
    let first = scene::submit(&house, &kim, answers).await;
    let first = first.expect("it is taken").incident;
    let hello = Message {
        words: "Hello".to_owned(),
        files: Vec::new(),
        seen: None,
    };
    answer(&house, &erin, first, hello, Then::GoOn)
        .await
        .expect("Erin answers");
    Scene {
        house,
        kim,
        erin,
        stranger,
        contract,
        first,
    }
}

impl Scene {
    async fn propose(&self) -> Answer<()> {
        let (title, words) = ("The mail stops".to_owned(), "It *bounces*.".to_owned());
        split::propose(&self.house, &self.erin, self.first, title, words).await
    }

    fn accepted(&self) -> Accepted {
        let catalog = self.house.catalog();
        let newest = catalog.agreements.last().expect("an agreement");
        Accepted {
            version: newest.version.clone(),
            language: "sv".to_owned(),
        }
    }

    async fn consent(&self, visit: &Visit) -> Answer<RequestNumber> {
        split::consent(&self.house, visit, self.first, Some(self.accepted())).await
    }

    async fn left(&self) -> i64 {
        left(&self.house, self.contract, noon()).await
    }
}

store::on_both_engines! { MIGRATIONS;
    async fn a_second_problem_is_charged_once_however_often_it_is_consented_to(world) {
        let scene = scene(&world).await;
        scene.propose().await.expect("proposed");
        assert_eq!(scene.left().await, 1, "asking costs nothing");
        let (one, other) = tokio::join!(scene.consent(&scene.kim), scene.consent(&scene.kim));
        let number = one.expect("it is taken");
        assert_eq!(number, other.expect("the same answer"));
        assert_eq!(scene.consent(&scene.kim).await.expect("the same answer"), number);
        assert_eq!(scene.left().await, 0);

        let second = scene.house.incident_of(&number);
        let shown = show(&scene.house, &scene.kim, second).await.expect("it is Kim's").page;
        let first = show(&scene.house, &scene.kim, scene.first).await.expect("it is Kim's").page;
        assert_eq!(shown.follows, Some(first.number.clone()));
        assert_eq!((shown.title.as_str(), shown.about), ("The mail stops", first.about));
        assert_eq!(shown.admitted.agreement.1, "sv");
        let last = first.events.last().expect("events");
        assert_eq!((last.kind.as_str(), &last.facts["number"]), ("split_accepted", &number.to_string().into()));
        let kinds: Vec<String> = letters(&world.store, scene.first).await.into_iter().map(|(_, kind)| kind).collect();
        assert_eq!(kinds, ["request_received", "answered", "split_proposed", "customer_replied"]);
    }

    async fn only_the_customer_answers_a_proposal_and_only_the_desk_makes_one(world) {
        let scene = scene(&world).await;
        assert_eq!(refusal(scene.consent(&scene.kim).await), Refusal::NoProposal);
        let (title, words) = ("Mine".to_owned(), "Mine".to_owned());
        let own = split::propose(&scene.house, &scene.kim, scene.first, title, words).await;
        assert_eq!(refusal(own), Refusal::NotFound);
        scene.propose().await.expect("proposed");
        assert_eq!(refusal(scene.propose().await), Refusal::AlreadyOpen);
        for other in [&scene.erin, &scene.stranger] {
            assert_eq!(refusal(scene.consent(other).await), Refusal::NotFound);
            let declined = split::decline(&scene.house, other, scene.first).await;
            assert_eq!(refusal(declined), Refusal::NotFound);
        }
        split::decline(&scene.house, &scene.kim, scene.first).await.expect("declined");
        assert_eq!(refusal(scene.consent(&scene.kim).await), Refusal::NoProposal);
        assert_eq!(scene.left().await, 1);
    }

    async fn consent_goes_through_the_gate_of_every_submission(world) {
        let scene = scene(&world).await;
        scene.propose().await.expect("proposed");
        let unread = split::consent(&scene.house, &scene.kim, scene.first, None).await;
        assert_eq!(refusal(unread), Refusal::AgreementNotAccepted);
        let other = scene::answers(ACCESS, Severity::C, "The last unit");
        scene::submit(&scene.house, &scene.kim, other).await.expect("it is taken");
        assert_eq!(refusal(scene.consent(&scene.kim).await), Refusal::Exhausted);
        let open: Answer<i64> = world.store.read(move |reader| {
            Ok(reader.row("SELECT COUNT(*) FROM split WHERE answered_at IS NULL", params![], |row| row.get(0))?)
        }).await;
        assert_eq!(open.expect("it is read"), 1, "the proposal goes on waiting");
    }

    async fn a_request_continues_only_what_its_sender_is_on(world) {
        let scene = scene(&world).await;
        let offer = ("0088163423", "partner-gold-20");
        scene::contract(&scene.house, &scene.stranger, offer, 2, 100).await;
        for follows in [Follows::Closed(scene.first), Follows::Split(scene.first), Follows::Closed(IncidentRef(999))] {
            let again = scene::answers("0088163423", Severity::B, "Again");
            let foreign = scene::submit_after(&scene.house, &scene.stranger, again, Some(follows)).await;
            assert_eq!(refusal(foreign), Refusal::NotFound, "{follows:?}");
        }
    }
}
