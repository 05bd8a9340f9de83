//! Advice on both engines: estimated, approved, delivered and settled in minutes.

use std::sync::Arc;

use actions::advisory::{self, Delivery, Wanted, approve, decline, deliver, estimate};
use actions::incidents::Contact;
use actions::incidents::close::{close, withdraw};
use actions::incidents::reopen::reopen;
use actions::incidents::{dispute, severity, show, split};
use actions::ledger::examine;
use actions::testing::scene::{self, letters, refusal, transfers};
use actions::testing::{house, noon};
use actions::{Answer, House, MIGRATIONS, Visit};
use domain::account::Role;
use domain::ids::RequestNumber;
use domain::incident::{ChargeEffect, Disposition, Dispute};
use domain::ledger::IncidentRef;
use domain::refusal::Refusal;
use domain::response::Severity;
use domain::time::Zone;
use store::testing::World;

const HOURS: &str = "0088163423";
const INCIDENTS: &str = "0230242323";

struct Scene {
    house: Arc<House>,
    kim: Visit,
    erin: Visit,
    stranger: Visit,
}

/// Kim has ten hours of advice and twenty incidents; Erin works on both.
async fn scene(world: &World) -> Scene {
    let house = house(&world.store).await;
    let kim = scene::person(&world.store, "kim", &[], noon()).await;
    let erin = scene::person(&world.store, "erin", &[Role::Engineer], noon()).await;
    let stranger = scene::person(&world.store, "stranger", &[], noon()).await;
    scene::contract(&house, &kim, (HOURS, "advisory-gold-50h"), 600, 100).await;
    scene::contract(&house, &kim, (INCIDENTS, "partner-gold-20"), 20, 100).await;
    Scene {
        house,
        kim,
        erin,
        stranger,
    }
}

/// How many letters of a kind went out about the request.
async fn told(world: &World, request: IncidentRef, kind: &str) -> usize {
    let sent = letters(&world.store, request).await;
    sent.iter().filter(|(_, sent)| sent == kind).count()
}

fn wanted(contract: &str, (least, most): (i64, i64)) -> Wanted {
    Wanted {
        contract: format!("con_{contract}"),
        product: "windows-server".to_owned(),
        subject: "Two sites".to_owned(),
        goal: "One domain over *two* sites.".to_owned(),
        days: (None, None),
        minutes: (least, most),
        contact: Contact {
            name: "Kim".to_owned(),
            email: "kim@example.com".to_owned(),
            preferred: "email".to_owned(),
            language: "en".to_owned(),
            zone: "Europe/Stockholm".to_owned(),
            ..Contact::default()
        },
        once: format!("{contract}/{least}/{most}"),
    }
}

impl Scene {
    async fn asks(&self, visit: &Visit, wanted: Wanted) -> Answer<RequestNumber> {
        advisory::request(&self.house, visit, wanted).await
    }

    /// Kim asks for some two hours.
    async fn requested(&self) -> IncidentRef {
        let number = self.asks(&self.kim, wanted(HOURS, (60, 120))).await;
        self.house.incident_of(&number.expect("it is taken"))
    }

    async fn estimates(&self, request: IncidentRef, minutes: i64) -> Answer<()> {
        estimate(
            &self.house,
            &self.erin,
            request,
            minutes,
            "A workshop.".to_owned(),
        )
        .await
    }

    async fn approves(&self, request: IncidentRef, minutes: i64) -> Answer<()> {
        approve(&self.house, &self.kim, request, minutes).await
    }

    /// An engagement of `minutes`, approved.
    async fn approved(&self, minutes: i64) -> IncidentRef {
        let request = self.requested().await;
        self.estimates(request, minutes).await.expect("estimated");
        self.approves(request, minutes).await.expect("approved");
        request
    }

    async fn delivers(&self, request: IncidentRef, minutes: i64) -> Answer<()> {
        let delivery = Delivery {
            day: Zone::UTC.date_of(noon()),
            minutes,
            words: "Drew the sites.".to_owned(),
            seen: 1_000,
        };
        deliver(&self.house, &self.erin, request, delivery).await
    }

    async fn closes(&self, request: IncidentRef, disposition: Disposition) -> ChargeEffect {
        let words = "Thank you.".to_owned();
        let closing = close(&self.house, &self.erin, request, disposition, words).await;
        closing.expect("closed").effect
    }

    /// Minutes left.
    async fn left(&self) -> i64 {
        let choices = advisory::choices(&self.house, &self.kim).await;
        let choices = choices.expect("choices").page;
        assert_eq!(choices.len(), 1, "contracts of incidents are no choice");
        choices[0].left.expect("it is counted")
    }

    async fn adds_up(&self) {
        let examined = examine(&self.house).await.expect("examined");
        assert!(examined.findings.is_empty(), "{:?}", examined.findings);
    }
}

store::on_both_engines! { MIGRATIONS;
    async fn what_one_form_sends_twice_is_done_once_and_answered_the_same(world) {
        let mut scene = scene(&world).await;
        let (kim, erin) = (scene.kim.clone(), scene.erin.clone());
        let request = scene.requested().await;
        let form = |visit: &Visit, key: &str| Visit { once: Some(key.to_owned()), ..visit.clone() };
        scene.erin = form(&erin, "an estimate");
        scene.estimates(request, 90).await.expect("estimated");
        scene.estimates(request, 90).await.expect("answered the same");
        assert_eq!(told(&world, request, "estimated").await, 1);
        scene.kim = form(&kim, "an approval");
        scene.approves(request, 90).await.expect("approved");
        scene.approves(request, 90).await.expect("answered the same");
        scene.kim = form(&kim, "another tab");
        assert_eq!(refusal(scene.approves(request, 90).await), Refusal::NoProposal);
        assert_eq!(scene.left().await, 510, "held once");
        let seen = show::at_desk(&scene.house, &erin, request).await.expect("shown").page.shown;
        let log = async |key: &str, words: &str| {
            let delivery = Delivery {
                day: Zone::UTC.date_of(noon()),
                minutes: 30,
                words: words.to_owned(),
                seen: seen.events.last().expect("an event").seq,
            };
            deliver(&scene.house, &form(&erin, key), request, delivery).await
        };
        log("a delivery", "Drew the sites.").await.expect("logged");
        log("a delivery", "Drew the sites.").await.expect("answered the same");
        assert_eq!(refusal(log("a delivery", "Drew more.").await), Refusal::NewerMessage, "that is another");
        assert_eq!(refusal(log("another tab", "Drew the sites.").await), Refusal::NewerMessage);
        scene.erin = form(&erin, "a closing");
        let first = scene.closes(request, Disposition::Solved).await;
        assert_eq!(scene.closes(request, Disposition::Solved).await, first, "answered the same");
        let words = "Thank you.".to_owned();
        let other = close(&scene.house, &form(&erin, "another tab"), request, Disposition::Solved, words).await;
        assert_eq!(refusal(other.map(|_| ())), Refusal::Closed);
        assert_eq!(told(&world, request, "closed").await, 1);
        scene.adds_up().await;
    }

    async fn minutes_are_held_at_approval_and_settled_at_closing(world) {
        let scene = scene(&world).await;
        let request = scene.requested().await;
        assert_eq!(scene.left().await, 600, "nothing is reserved by asking");
        assert_eq!(refusal(scene.delivers(request, 1).await), Refusal::NotApproved { left: 0 });
        scene.estimates(request, 120).await.expect("estimated");
        assert_eq!(scene.left().await, 600, "nor by an estimate");
        scene.approves(request, 120).await.expect("approved");
        assert_eq!(scene.left().await, 480);
        assert_eq!(refusal(scene.approves(request, 120).await), Refusal::NoProposal);
        scene.delivers(request, 90).await.expect("delivered");
        assert_eq!(refusal(scene.delivers(request, 31).await), Refusal::NotApproved { left: 30 });

        scene.estimates(request, 200).await.expect("estimated anew");
        assert_eq!(scene.left().await, 480, "what was approved stays approved");
        assert_eq!(refusal(scene.approves(request, 120).await), Refusal::NewerMessage);
        scene.approves(request, 200).await.expect("approved anew");
        assert_eq!(scene.left().await, 400, "one hold in place of the other");
        scene.delivers(request, 60).await.expect("delivered");
        assert_eq!(scene.closes(request, Disposition::Solved).await, ChargeEffect::Charged);
        assert_eq!(scene.left().await, 450, "150 were delivered, 50 released");
        scene.adds_up().await;

        let moved = transfers(&world.store, request).await;
        assert_eq!(moved.get("held -> consumed"), Some(&1), "{moved:?}");
        assert_eq!(moved.get("held -> available"), Some(&2), "{moved:?}");
        let told = letters(&world.store, request).await;
        let count = |kind: &str| told.iter().filter(|(_, one)| one == kind).count();
        assert_eq!(count("estimated"), 2);
        assert_eq!(count("estimate_approved"), 4, "told to both");
        assert_eq!(count("delivered"), 2);
        assert_eq!((count("closed"), count("given_back")), (1, 0));
    }

    async fn what_is_withdrawn_costs_what_was_delivered_and_no_more(world) {
        let scene = scene(&world).await;
        let gone = async |request| {
            let words = String::new();
            let closing = withdraw(&scene.house, &scene.kim, request, words).await.expect("withdrawn");
            (closing.disposition, closing.effect)
        };
        let unscoped = scene.requested().await;
        assert_eq!(gone(unscoped).await, (Disposition::WithdrawnBefore, ChargeEffect::Nothing));
        assert_eq!(scene.left().await, 600);

        let again = scene.asks(&scene.kim, wanted(HOURS, (30, 60))).await.expect("taken");
        let approved = scene.house.incident_of(&again);
        scene.estimates(approved, 100).await.expect("estimated");
        scene.approves(approved, 100).await.expect("approved");
        assert_eq!(gone(approved).await, (Disposition::WithdrawnBefore, ChargeEffect::GivenBack));
        assert_eq!(scene.left().await, 600);

        let third = scene.asks(&scene.kim, wanted(HOURS, (10, 60))).await.expect("taken");
        let begun = scene.house.incident_of(&third);
        scene.estimates(begun, 100).await.expect("estimated");
        scene.approves(begun, 100).await.expect("approved");
        scene.delivers(begun, 40).await.expect("delivered");
        assert_eq!(gone(begun).await, (Disposition::WithdrawnAfter, ChargeEffect::Charged));
        assert_eq!(scene.left().await, 560);
        scene.adds_up().await;
    }

    async fn a_courtesy_gives_all_back_and_a_reopened_engagement_needs_a_new_approval(world) {
        let scene = scene(&world).await;
        let request = scene.approved(100).await;
        scene.delivers(request, 30).await.expect("delivered");
        assert_eq!(scene.closes(request, Disposition::Solved).await, ChargeEffect::Charged);
        reopen(&scene.house, &scene.kim, request, "More".to_owned()).await.expect("open again");
        assert_eq!(refusal(scene.delivers(request, 1).await), Refusal::NotApproved { left: 0 });
        assert_eq!(refusal(scene.estimates(request, 29).await), Refusal::EngagementTooLong);
        scene.estimates(request, 50).await.expect("estimated");
        scene.approves(request, 50).await.expect("approved");
        assert_eq!(scene.left().await, 550);
        scene.delivers(request, 20).await.expect("delivered");
        assert_eq!(scene.closes(request, Disposition::Courtesy).await, ChargeEffect::GivenBack);
        assert_eq!(scene.left().await, 600);
        reopen(&scene.house, &scene.kim, request, "Again".to_owned()).await.expect("open again");
        assert_eq!(scene.closes(request, Disposition::Solved).await, ChargeEffect::Nothing);
        assert_eq!(scene.left().await, 600, "minutes are drawn by an approval alone");
        scene.adds_up().await;
    }

    async fn a_declined_estimate_holds_nothing_and_leaves_the_request_open(world) {
        let scene = scene(&world).await;
        let request = scene.requested().await;
        let words = || "Too long".to_owned();
        assert_eq!(refusal(decline(&scene.house, &scene.kim, request, words()).await), Refusal::NoProposal);
        scene.estimates(request, 300).await.expect("estimated");
        decline(&scene.house, &scene.kim, request, words()).await.expect("declined");
        assert_eq!(refusal(scene.approves(request, 300).await), Refusal::NoProposal);
        assert_eq!(scene.left().await, 600);
        let told = letters(&world.store, request).await;
        assert!(told.contains(&("erin@example.com".into(), "estimate_declined".into())), "{told:?}");
        scene.estimates(request, 100).await.expect("estimated anew");
        scene.approves(request, 100).await.expect("approved");
        assert_eq!(scene.left().await, 500);
    }

    async fn no_more_is_asked_for_or_held_than_the_contract_and_the_limit_allow(world) {
        let scene = scene(&world).await;
        for (range, expected) in [
            ((0, 60), Refusal::EngagementTooLong),
            ((90, 60), Refusal::RangeReversed),
            ((60, 1501), Refusal::EngagementTooLong),
            ((601, 700), Refusal::TooFewLeft { most: 600 }),
        ] {
            let refused = scene.asks(&scene.kim, wanted(HOURS, range)).await;
            assert_eq!(refusal(refused), expected, "{range:?}");
        }
        let request = scene.requested().await;
        for minutes in [0, 1501] {
            assert_eq!(refusal(scene.estimates(request, minutes).await), Refusal::EngagementTooLong);
        }
        scene.estimates(request, 601).await.expect("an engineer may estimate more");
        assert_eq!(refusal(scene.approves(request, 601).await), Refusal::TooFewLeft { most: 600 });
        assert_eq!(scene.left().await, 600);
    }

    async fn minutes_and_incidents_are_never_mixed(world) {
        let scene = scene(&world).await;
        let refused = scene.asks(&scene.kim, wanted(INCIDENTS, (60, 120))).await;
        assert_eq!(refusal(refused), Refusal::NotFound);
        let answers = scene::answers(HOURS, Severity::B, "A fault");
        let refused = scene::submit(&scene.house, &scene.kim, answers).await;
        assert!(matches!(refusal(refused), Refusal::NotEligible(_)));
        let answers = scene::answers(INCIDENTS, Severity::B, "A fault");
        let incident = scene::submit(&scene.house, &scene.kim, answers).await.expect("taken").incident;
        assert_eq!(refusal(scene.estimates(incident, 60).await), Refusal::NotFound);

        let (request, words) = (scene.requested().await, String::new);
        let (house, kim, erin) = (&scene.house, &scene.kim, &scene.erin);
        let severity = severity::change(house, erin, request, Severity::B, words(), true).await;
        assert_eq!(refusal(severity), Refusal::NotFound);
        let split = split::propose(house, erin, request, words(), words()).await;
        assert_eq!(refusal(split), Refusal::NotFound);
        let disputed = dispute::dispute(house, kim, request, Dispute::NotSolved, words()).await;
        assert_eq!(refusal(disputed), Refusal::NotFound);
    }

    async fn what_is_another_s_or_sent_twice_changes_nothing(world) {
        let scene = scene(&world).await;
        let foreign = scene.asks(&scene.stranger, wanted(HOURS, (60, 120))).await;
        assert_eq!(refusal(foreign), Refusal::NotFound);
        let first = scene.asks(&scene.kim, wanted(HOURS, (60, 120))).await.expect("taken");
        let again = scene.asks(&scene.kim, wanted(HOURS, (60, 120))).await.expect("answered");
        assert_eq!(first, again, "one key, one request");
        let mut other = wanted(HOURS, (60, 180));
        other.once = wanted(HOURS, (60, 120)).once;
        assert_eq!(refusal(scene.asks(&scene.kim, other).await), Refusal::KeyReused);

        let request = scene.house.incident_of(&first);
        let approved = approve(&scene.house, &scene.stranger, request, 60).await;
        assert_eq!(refusal(approved), Refusal::NotFound);
        let by_kim = estimate(&scene.house, &scene.kim, request, 60, String::new()).await;
        assert_eq!(refusal(by_kim), Refusal::NotFound);
        let shown = advisory::show(&scene.house, &scene.stranger, request).await;
        assert_eq!(refusal(shown), Refusal::NotFound);
        scene.estimates(request, 60).await.expect("estimated");
        scene.approves(request, 60).await.expect("approved");
        let delivery = |seen| Delivery {
            day: Zone::UTC.date_of(noon()),
            minutes: 10,
            words: "Once".to_owned(),
            seen,
        };
        let stale = deliver(&scene.house, &scene.erin, request, delivery(3)).await;
        assert_eq!(refusal(stale), Refusal::NewerMessage);
        deliver(&scene.house, &scene.erin, request, delivery(4)).await.expect("logged");
        let twice = deliver(&scene.house, &scene.erin, request, delivery(4)).await;
        assert_eq!(refusal(twice), Refusal::NewerMessage);
    }
}
