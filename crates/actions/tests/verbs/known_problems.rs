//! Problems that are known, on both engines: who tells of them, who hears of which, and what is kept of it.

use std::collections::BTreeMap;

use actions::accounts::home;
use actions::known_problems::{self, KnownProblem, Told};
use actions::selfhelp::{self, Wanted};
use actions::testing::scene::{self, later, refusal};
use actions::testing::{house, noon};
use actions::{By, House, MIGRATIONS, Visit, Wording};
use domain::account::Role;
use domain::refusal::Refusal;
use store::Fault;
use store::testing::World;

/// A problem with `product` that began an hour before noon.
fn told(product: Option<&str>, title: &str) -> Told {
    let wording = |title: String| Wording {
        title,
        text: "Wait.".to_owned(),
    };
    Told {
        product: product.map(str::to_owned),
        words: BTreeMap::from([
            ("en".to_owned(), wording(title.to_owned())),
            ("sv".to_owned(), wording(format!("{title}, på svenska"))),
        ]),
        began: noon().plus_hours(-1),
    }
}

/// Tells of a problem; gives its key.
async fn say(house: &House, by: &Visit, told: Told) -> String {
    let key = known_problems::mint(house);
    let said = known_problems::say(house, By::Visit(by), key, told).await;
    said.expect("it is told");
    key.to_string()
}

/// The titles that the self-help page of `product` shows.
async fn heard(house: &House, visit: &Visit, product: &str) -> Vec<String> {
    let wanted = Wanted {
        product: product.to_owned(),
        ..Wanted::default()
    };
    let found = selfhelp::find(house, visit, wanted).await.expect("a page");
    titles(&found.page.problems)
}

fn titles(problems: &[KnownProblem]) -> Vec<String> {
    let title = |one: &KnownProblem| one.in_language("en").0.to_owned();
    problems.iter().map(title).collect()
}

async fn audit(world: &World) -> Vec<String> {
    let lines = "
        SELECT a.deed || ' ' || COALESCE(a.before, '-') || ' ' || COALESCE(a.after, '-') || ' ' || COALESCE(n.words, '-')
        FROM audit a LEFT JOIN audit_note n ON n.audit = a.id
        WHERE a.deed LIKE 'known_problem.%' ORDER BY a.id";
    let read = world
        .store
        .read::<_, Fault, _>(move |reader| reader.rows(lines, &[], |row| row.get(0)));
    read.await.expect("the log")
}

store::on_both_engines! { MIGRATIONS;
    async fn a_problem_is_told_where_its_product_is_asked_about_until_it_ends(world) {
        let house = house(&world.store).await;
        let gunnar = scene::person(&world.store, "gunnar", &[Role::Supervisor], noon()).await;
        let kim = scene::person(&world.store, "kim", &[], noon()).await;
        let mail = say(&house, &gunnar, told(Some("exchange-server"), "Mail is late")).await;
        say(&house, &scene::at(&gunnar, noon().plus_minutes(1)), told(None, "The line is down")).await;
        assert_eq!(heard(&house, &kim, "exchange-server").await, ["The line is down", "Mail is late"]);
        assert_eq!(heard(&house, &kim, "sql-server").await, ["The line is down"]);
        let start = home(&house, &kim).await.expect("the start page").page;
        assert_eq!(titles(&start.problems), ["The line is down"]);
        let open = known_problems::open(&house, &kim).await.expect("what is open").page;
        assert_eq!(titles(&open), ["The line is down", "Mail is late"]);
        assert_eq!(open[1].in_language("sv"), ("Mail is late, på svenska", "Wait."));
        assert_eq!(open[1].in_language("fi").0, "Mail is late", "any language is better than none");

        let over = later(&gunnar, 0);
        known_problems::end(&house, By::Visit(&over), &mail).await.expect("it ends");
        known_problems::end(&house, By::Visit(&over), &mail).await.expect("it has ended");
        assert_eq!(heard(&house, &kim, "exchange-server").await, ["The line is down"]);
        let listed = known_problems::list(&house, By::Visit(&gunnar), 1).await.expect("the list").page;
        assert_eq!(titles(&listed.problems), ["The line is down", "Mail is late"]);
        assert_eq!(listed.problems[1].ended, Some(noon()));
        assert_eq!(
            audit(&world).await,
            [
                "known_problem.say - exchange-server Mail is late / Mail is late, på svenska",
                "known_problem.say - - The line is down / The line is down, på svenska",
                "known_problem.end - - -",
            ]
        );
    }

    async fn what_is_told_changes_for_whoever_has_seen_it_as_it_is(world) {
        let house = house(&world.store).await;
        let vera = scene::person(&world.store, "vera", &[Role::Administrator], noon()).await;
        let ingrid = scene::person(&world.store, "ingrid", &[Role::ServiceCentre], noon()).await;
        let key = say(&house, &vera, told(Some("exchange-server"), "Mail is late")).await;
        let by = scene::at(&ingrid, noon().plus_minutes(5));
        let better = told(Some("outlook"), "Mail is lost");
        known_problems::change(&house, By::Visit(&by), &key, 1, better).await.expect("it is changed");
        let overtaken = told(None, "Mail is fine");
        let refused = known_problems::change(&house, By::Visit(&vera), &key, 1, overtaken).await;
        assert_eq!(refusal(refused), Refusal::ChangedElsewhere);
        let now = known_problems::show(&house, &vera, &key).await.expect("it is there").page;
        assert_eq!((now.version, now.in_language("en").0), (2, "Mail is lost"));
        assert_eq!((now.told.began, now.updated), (noon().plus_hours(-1), noon().plus_minutes(5)));
        assert_eq!(
            audit(&world).await[1],
            "known_problem.change exchange-server outlook Mail is lost / Mail is lost, på svenska"
        );
    }

    async fn the_same_problem_sent_twice_is_told_once(world) {
        let house = house(&world.store).await;
        let gunnar = scene::person(&world.store, "gunnar", &[Role::Supervisor], noon()).await;
        let key = known_problems::mint(&house);
        for _ in 0..2 {
            let said = known_problems::say(&house, By::Visit(&gunnar), key, told(None, "Twice")).await;
            said.expect("it is told");
        }
        assert_eq!(heard(&house, &gunnar, "outlook").await, ["Twice"]);
        assert_eq!(audit(&world).await.len(), 1);
    }

    async fn nobody_else_tells_of_problems_and_nothing_that_cannot_be(world) {
        let house = house(&world.store).await;
        let gunnar = scene::person(&world.store, "gunnar", &[Role::Supervisor], noon()).await;
        let key = say(&house, &gunnar, told(None, "True")).await;
        let kim = scene::person(&world.store, "kim", &[], noon()).await;
        let erin = scene::person(&world.store, "erin", &[Role::Engineer], noon()).await;
        for stranger in [&kim, &erin] {
            let by = By::Visit(stranger);
            let said = known_problems::say(&house, by, known_problems::mint(&house), told(None, "False")).await;
            assert_eq!(refusal(said), Refusal::NotFound);
            let changed = known_problems::change(&house, by, &key, 1, told(None, "False")).await;
            assert_eq!(refusal(changed), Refusal::NotFound);
            assert_eq!(refusal(known_problems::end(&house, by, &key).await), Refusal::NotFound);
            assert_eq!(refusal(known_problems::list(&house, by, 1).await), Refusal::NotFound);
            assert_eq!(refusal(known_problems::show(&house, stranger, &key).await), Refusal::NotFound);
        }
        let mint = || known_problems::mint(&house);
        let unknown = known_problems::say(&house, By::Visit(&gunnar), mint(), told(Some("abacus"), "Beads")).await;
        assert_eq!(refusal(unknown), Refusal::NotFound);
        let ahead = Told { began: noon().plus_minutes(1), ..told(None, "Soon") };
        let said = known_problems::say(&house, By::Visit(&gunnar), mint(), ahead).await;
        assert_eq!(refusal(said), Refusal::BeginsLater);
        assert_eq!(heard(&house, &kim, "outlook").await, ["True"]);
    }
}
