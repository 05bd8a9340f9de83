//! Saved replies, on both engines: who keeps them, who is offered which, and what is kept of it.

use std::collections::BTreeMap;

use actions::saved_replies::{self, Reply};
use actions::testing::scene::{self, later, refusal};
use actions::testing::{house, noon};
use actions::{By, House, MIGRATIONS, Visit, Wording};
use domain::account::Role;
use domain::refusal::Refusal;
use store::Fault;
use store::testing::World;

/// A reply about `product` in each of `languages`, whose title is `title` and the language.
fn reply(product: Option<&str>, title: &str, languages: &[&str]) -> Reply {
    let wording = |language: &&str| {
        let wording = Wording {
            title: format!("{title} {language}"),
            text: format!("{title}?"),
        };
        ((*language).to_owned(), wording)
    };
    Reply {
        product: product.map(str::to_owned),
        words: languages.iter().map(wording).collect::<BTreeMap<_, _>>(),
    }
}

/// Keeps a reply; gives its key.
async fn keep(house: &House, by: &Visit, reply: Reply) -> String {
    let key = saved_replies::mint(house);
    for _ in 0..2 {
        let kept = saved_replies::keep(house, By::Visit(by), key, reply.clone()).await;
        kept.expect("it is kept, and sent twice it is kept once");
    }
    key.to_string()
}

/// The titles that an answer in `language` about `product` is offered.
async fn offered(house: &House, by: &Visit, language: &str, product: &str) -> Vec<String> {
    let offered = saved_replies::offered(house, by, language, product).await;
    let offered = offered.expect("replies").into_iter();
    offered.map(|one| one.wording.title).collect()
}

async fn audit(world: &World) -> Vec<String> {
    let lines = "
        SELECT a.deed || ' ' || COALESCE(a.before, '-') || ' ' || COALESCE(a.after, '-') || ' ' || COALESCE(n.words, '-')
        FROM audit a LEFT JOIN audit_note n ON n.audit = a.id
        WHERE a.deed LIKE 'saved_reply.%' ORDER BY a.id";
    let read = world
        .store
        .read::<_, Fault, _>(move |reader| reader.rows(lines, &[], |row| row.get(0)));
    read.await.expect("the log")
}

store::on_both_engines! { MIGRATIONS;
    async fn an_answer_is_offered_what_is_written_in_its_language_about_its_product(world) {
        let house = house(&world.store).await;
        let gunnar = scene::person(&world.store, "gunnar", &[Role::Supervisor], noon()).await;
        let erin = scene::person(&world.store, "erin", &[Role::Engineer], noon()).await;
        keep(&house, &gunnar, reply(Some("exchange-server"), "Logs", &["en", "sv"])).await;
        let hello = keep(&house, &gunnar, reply(None, "Hello", &["sv"])).await;
        keep(&house, &gunnar, reply(None, "Anything", &["en"])).await;
        assert_eq!(offered(&house, &erin, "en", "exchange-server").await, ["Anything en", "Logs en"]);
        assert_eq!(offered(&house, &erin, "sv", "exchange-server").await, ["Hello sv", "Logs sv"]);
        assert_eq!(offered(&house, &erin, "sv", "sql-server").await, ["Hello sv"]);
        saved_replies::remove(&house, By::Visit(&gunnar), &hello).await.expect("it is taken away");
        assert!(offered(&house, &erin, "sv", "sql-server").await.is_empty());
        assert_eq!(
            audit(&world).await,
            [
                "saved_reply.keep - exchange-server Logs en / Logs sv",
                "saved_reply.keep - - Hello sv",
                "saved_reply.keep - - Anything en",
                "saved_reply.remove - - Hello sv",
            ]
        );
    }

    async fn of_two_who_change_a_reply_the_second_is_told(world) {
        let house = house(&world.store).await;
        let vera = scene::person(&world.store, "vera", &[Role::Administrator], noon()).await;
        let key = keep(&house, &vera, reply(None, "Hello", &["en"])).await;
        let by = later(&vera, 0);
        let better = reply(Some("outlook"), "Good day", &["en"]);
        saved_replies::change(&house, By::Visit(&by), &key, 1, better.clone()).await.expect("it is changed");
        let late = saved_replies::change(&house, By::Visit(&by), &key, 1, reply(None, "Hey", &["en"])).await;
        assert_eq!(refusal(late), Refusal::ChangedElsewhere);
        let now = saved_replies::show(&house, &vera, &key).await.expect("it is there").page;
        assert_eq!((now.version, now.reply), (2, better));
        assert_eq!(audit(&world).await[1], "saved_reply.change - outlook Good day en");
    }

    async fn only_those_who_answer_for_the_desk_keep_replies_and_only_staff_reads_them(world) {
        let house = house(&world.store).await;
        let erin = scene::person(&world.store, "erin", &[Role::Engineer], noon()).await;
        let kim = scene::person(&world.store, "kim", &[], noon()).await;
        let gunnar = scene::person(&world.store, "gunnar", &[Role::Supervisor], noon()).await;
        let key = keep(&house, &gunnar, reply(None, "Hello", &["en"])).await;
        for visit in [&erin, &kim] {
            let by = By::Visit(visit);
            let fresh = saved_replies::mint(&house);
            let mine = || reply(None, "Mine", &["en"]);
            assert_eq!(refusal(saved_replies::keep(&house, by, fresh, mine()).await), Refusal::NotFound);
            assert_eq!(refusal(saved_replies::change(&house, by, &key, 1, mine()).await), Refusal::NotFound);
            assert_eq!(refusal(saved_replies::remove(&house, by, &key).await), Refusal::NotFound);
            assert_eq!(refusal(saved_replies::show(&house, visit, &key).await), Refusal::NotFound);
            assert_eq!(refusal(saved_replies::list(&house, visit, 1).await), Refusal::NotFound);
        }
        assert_eq!(refusal(saved_replies::offered(&house, &kim, "en", "outlook").await), Refusal::NotFound);
        let unknown = reply(Some("abacus"), "Hello", &["en"]);
        let fresh = saved_replies::mint(&house);
        let kept = saved_replies::keep(&house, By::Visit(&gunnar), fresh, unknown).await;
        assert_eq!(refusal(kept), Refusal::NotFound);
        assert_eq!(offered(&house, &erin, "en", "outlook").await, ["Hello en"]);
    }
}
