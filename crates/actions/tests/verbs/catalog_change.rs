//! An administrator changes the catalogue file by file, through the gate that a load goes through, on both engines.

use actions::catalog::{self, ArticleText, Changes, Edit, Proposal, Said, Unloaded, edited};
use actions::testing::scene::{self, answers, refusal, scene, submit};
use actions::testing::{catalogue, examples, house, noon};
use actions::{House, MIGRATIONS, Stopped, Visit};
use domain::account::Role;
use domain::catalog::{LANGUAGES, Stage};
use domain::offer::Grant;
use domain::refusal::Refusal;
use domain::response::Severity;
use store::testing::World;
use store::{Fault, params};

const SERVER: &str = "products/windows-server.toml";

async fn admin(world: &World) -> Visit {
    scene::person(&world.store, "ada", &[Role::Administrator], noon()).await
}

/// The example file at `path` with one text in it replaced by another.
fn with(path: &str, from: &str, to: &str) -> Changes {
    let files = catalogue();
    assert!(files[path].contains(from), "{path} has no {from:?}");
    Changes::from([(path.to_owned(), Some(files[path].replacen(from, to, 1)))])
}

fn on(base: i64, files: Changes) -> Proposal {
    Proposal { base, files }
}

async fn change(house: &House, visit: &Visit, files: Changes) -> i64 {
    let base = house.catalog().version;
    let changed = catalog::change(house, visit, on(base, files), "It was announced.").await;
    changed.expect("it is changed")
}

fn stopped<T: std::fmt::Debug>(answer: Result<T, Unloaded>) -> Refusal {
    match answer {
        Err(Unloaded::Stopped(Stopped::Refused(refusal))) => refusal,
        other => panic!("a refusal was expected, not {other:?}"),
    }
}

/// The first column of a query, as text.
async fn texts(world: &World, sql: &'static str) -> Vec<String> {
    let found = world
        .store
        .read::<_, Fault, _>(move |reader| reader.rows(sql, params![], |row| row.get(0)));
    found.await.expect("it is read")
}

const LOG: &str = "
    SELECT a.deed || ' ' || a.object || ' ' || COALESCE(a.before, '') || ' > ' || COALESCE(a.after, '') || ': ' || n.words
    FROM audit a JOIN audit_note n ON n.audit = a.id ORDER BY a.id";

store::on_both_engines! { MIGRATIONS;
    async fn a_changed_file_is_a_new_version_with_who_when_and_why(world) {
        let house = house(&world.store).await;
        let ada = admin(&world).await;
        let files = with(SERVER, "mainstream_end = 2026-10-13", "mainstream_end = 2027-10-12");
        assert_eq!(change(&house, &ada, files.clone()).await, 2);
        let held = house.catalog();
        let version = held.product("windows-server").and_then(|product| product.version("2022")).expect("a version");
        assert_eq!(version.mainstream_end.map(|day| day.to_string()).as_deref(), Some("2027-10-12"));
        assert_eq!(change(&house, &ada, files).await, 2, "what changes nothing makes no version");
        assert_eq!(texts(&world, LOG).await, ["catalog.change catalog/2 version 1 > version 2: It was announced."]);
        let listed = catalog::versions(&house, &ada, 1).await.expect("they are listed").page;
        let told: Vec<_> = listed.versions.iter().map(|one| (one.version, one.name.as_deref(), one.reason.as_deref())).collect();
        assert_eq!(told, [(2, Some("ada"), Some("It was announced.")), (1, None, None)]);
        let shown = catalog::version(&house, &ada, 2).await.expect("it is shown").page;
        assert_eq!(shown.files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(), [SERVER]);
        assert!(shown.files[0].before.contains("2026-10-13") && shown.files[0].after.contains("2027-10-12"));
        assert_eq!(refusal(catalog::version(&house, &ada, 3).await), Refusal::NotFound);
    }

    /// The naive page reads the request anew by what holds now.
    async fn t06_a_change_of_the_catalogue_leaves_what_was_decided_as_it_was(world) {
        let scene = scene(&world, 20, 90).await;
        let ada = admin(&world).await;
        let incident = scene.submitted("Before the change").await;
        let decided = "SELECT admission || due_at || offer || offer_version FROM incident";
        let charged = "SELECT COUNT(*) || ' ' || MAX(from_account) FROM transfer WHERE incident IS NOT NULL";
        let before = (texts(&world, decided).await, texts(&world, charged).await, scene.due(incident).await);
        let files = [
            with("offers.toml", "releases_behind = 1", "releases_behind = 0\nproducts = [\"exchange-server\"]"),
            with("severities.toml", "minutes = 240", "minutes = 30"),
            with(SERVER, "key = \"2025\"", "key = \"2025-r0\""),
            with("calendars/sweden.toml", "monday = [\"08:00-17:00\"]", "monday = [\"10:00-11:00\"]"),
        ];
        change(&scene.house, &ada, files.into_iter().flatten().collect()).await;
        let after = (texts(&world, decided).await, texts(&world, charged).await, scene.due(incident).await);
        assert_eq!(after, before);
        let late = submit(&scene.house, &scene.customer, answers(scene::ACCESS, Severity::B, "After")).await;
        assert!(late.is_err(), "the version that it names is gone: {late:?}");
        let held = scene.house.catalog();
        assert!(held.offer("partner-gold-20", 1).is_some(), "its contract keeps what it was made from");
        assert_eq!(held.newest_offer("partner-gold-20").map(|offer| offer.version), Some(2));
    }

    async fn mistakes_come_back_by_file_line_and_field_and_change_nothing(world) {
        let house = house(&world.store).await;
        let ada = admin(&world).await;
        let mut files = with(SERVER, "mainstream_end = 2026-10-13", "mainstream_end = 2001-01-01");
        files.insert("severities.toml".to_owned(), None);
        files.insert("articles/office/new.md".to_owned(), Some("text".to_owned()));
        let preview = catalog::preview(&house, &ada, on(1, files.clone())).await.expect("it is weighed").page;
        let told: Vec<_> = preview.mistakes.iter().map(ToString::to_string).collect();
        for mistake in [
            "articles/office/new.md:1: the file is not a file of the catalogue",
            "version.mainstream_end is before the release",
            "severities.toml:1: the file is missing",
        ] {
            assert!(told.iter().any(|line| line.contains(mistake)), "{mistake}: {told:?}");
        }
        assert!(preview.offers.is_empty() && preview.moved.is_empty());
        let refused = catalog::change(&house, &ada, on(1, files), "Why not?").await;
        assert!(matches!(refused, Err(Unloaded::Mistakes(_))), "{refused:?}");
        assert_eq!(texts(&world, "SELECT CAST(version AS TEXT) FROM catalog").await, ["1"]);
    }

    async fn what_articles_are_about_cannot_go(world) {
        let house = house(&world.store).await;
        let ada = admin(&world).await;
        let wsus = "articles/windows-server/wsus-selfupdate-not-send-automatic-updates.md";
        let mut files = catalogue();
        files.insert(wsus.to_owned(), examples()[wsus].clone());
        catalog::load(&house, &files, noon()).await.expect("it loads");
        let lost = with(SERVER, "key = \"updates\"", "key = \"patches\"");
        let refused = catalog::change(&house, &ada, on(1, lost), "Renamed.").await;
        let Err(Unloaded::Mistakes(mistakes)) = refused else { panic!("{refused:?}") };
        assert!(mistakes.iter().any(|one| one.file == SERVER && one.message.contains("1 articles are about")), "{mistakes:?}");
    }

    async fn whoever_was_overtaken_in_a_file_is_told_and_in_another_is_not(world) {
        let house = house(&world.store).await;
        let ada = admin(&world).await;
        let first = with(SERVER, "mainstream_end = 2026-10-13", "mainstream_end = 2027-10-12");
        change(&house, &ada, first).await;
        let late = on(1, with(SERVER, "mainstream_end = 2026-10-13", "mainstream_end = 2026-12-31"));
        let preview = catalog::preview(&house, &ada, late.clone()).await.expect("it is weighed").page;
        assert!(preview.is_stale);
        assert!(preview.files[0].before.contains("2027-10-12") && preview.files[0].after.contains("2026-12-31"), "both texts");
        assert_eq!(stopped(catalog::change(&house, &ada, late, "Late.").await), Refusal::ChangedElsewhere);
        let other = on(1, with("families.toml", "sv = \"Servrar\"", "sv = \"Serverprodukter\""));
        assert_eq!(catalog::change(&house, &ada, other, "Clearer.").await.expect("it is another file"), 3);
    }

    async fn the_preview_tells_which_offers_and_versions_move_and_changes_nothing(world) {
        let house = house(&world.store).await;
        let ada = admin(&world).await;
        let text = &catalogue()[SERVER];
        let newer = catalog::tables(text, "version");
        let field = |field: &str, words: &str| Edit {
            at: format!("version.{newer}.{field}"),
            to: Some(Said::Text(words.to_owned())),
        };
        let released = domain::time::Date::parse("2026-11-01").expect("a day");
        let day = Edit { at: format!("version.{newer}.released"), to: Some(Said::Day(released)) };
        let edits = [field("key", "next"), field("name.en", "Next"), field("name.sv", "Nästa"), day];
        let text = edited(text, &edits).expect("it can be edited");
        let mut files = with("offers.toml", "quantity = 20", "quantity = 25");
        files.insert(SERVER.to_owned(), Some(text));
        let preview = catalog::preview(&house, &ada, on(1, files)).await.expect("it is weighed").page;
        assert_eq!(preview.mistakes, []);
        let offers: Vec<_> = preview.offers.iter().map(|one| (one.name.in_language("en"), one.version)).collect();
        assert_eq!(offers, [("Partner Support Gold 20Pack", Some(2))]);
        let behind: Vec<_> = preview.moved.iter().map(|one| {
            let dates = one.before.and_then(|life| life.dates).zip(one.after.and_then(|life| life.dates));
            (one.version.as_ref().map(|name| name.in_language("en")), dates.map(|(old, new)| (old.behind, new.behind)))
        }).collect();
        assert!(behind.contains(&(Some("Windows Server 2025"), Some((0, 1)))), "{behind:?}");
        let new = preview.moved.iter().find(|one| one.before.is_none()).expect("the new one is told");
        assert_eq!(new.after.and_then(|life| life.dates).map(|dates| dates.stage), Some(Stage::Mainstream));
        assert_eq!(house.catalog().newest_offer("partner-gold-20").map(|offer| offer.grant), Some(Grant::Counted(20)));
        assert_eq!(texts(&world, "SELECT CAST(version AS TEXT) FROM catalog").await, ["1"]);
    }

    async fn only_an_administrator_with_a_fresh_passkey_and_a_reason_changes_it(world) {
        let house = house(&world.store).await;
        let ada = admin(&world).await;
        let files = with("families.toml", "sv = \"Servrar\"", "sv = \"Serverprodukter\"");
        let proposal = || on(1, files.clone());
        for (name, roles) in [("kim", &[][..]), ("erin", &[Role::Engineer]), ("gunnar", &[Role::Supervisor]), ("ingrid", &[Role::ServiceCentre])] {
            let other = scene::person(&world.store, name, roles, noon()).await;
            assert_eq!(stopped(catalog::change(&house, &other, proposal(), "Mine.").await), Refusal::NotFound, "{name}");
            assert_eq!(refusal(catalog::preview(&house, &other, proposal()).await), Refusal::NotFound, "{name}");
            assert_eq!(refusal(catalog::files(&house, &other).await), Refusal::NotFound, "{name}");
            assert_eq!(refusal(catalog::file(&house, &other, SERVER, None).await), Refusal::NotFound, "{name}");
            assert_eq!(refusal(catalog::versions(&house, &other, 1).await), Refusal::NotFound, "{name}");
            assert_eq!(refusal(catalog::version(&house, &other, 1).await), Refusal::NotFound, "{name}");
            assert_eq!(refusal(catalog::articles(&house, &other, None, 1).await), Refusal::NotFound, "{name}");
        }
        let later = scene::at(&ada, noon().plus_minutes(10));
        catalog::preview(&house, &later, proposal()).await.expect("looking needs no fresh passkey");
        assert_eq!(stopped(catalog::change(&house, &later, proposal(), "Later.").await), Refusal::StepUpNeeded);
        assert_eq!(stopped(catalog::change(&house, &ada, proposal(), " ").await), Refusal::ReasonNeeded);
        assert_eq!(house.catalog().version, 1);
    }

    async fn articles_are_written_changed_and_taken_away_one_by_one(world) {
        let house = house(&world.store).await;
        let ada = admin(&world).await;
        let words = |title: &str| ArticleText {
            key: "own-1".to_owned(),
            language: "sv".to_owned(),
            product: "windows-server".to_owned(),
            problem_type: "identity".to_owned(),
            category: "replication".to_owned(),
            title: title.to_owned(),
            summary: "Löser \"allt\".".to_owned(),
            body: "## Orsak\n\nVet ej.".to_owned(),
            applies_to: vec!["Windows Server 2025".to_owned()],
            ..ArticleText::default()
        };
        let keep = async |article, seen| catalog::keep_article(&house, &ada, article, seen, "Asked for often.").await;
        let lost = ArticleText { category: "nowhere".to_owned(), ..words("Fel") };
        let Err(Unloaded::Mistakes(mistakes)) = keep(lost, None).await else { panic!("it refers to nothing") };
        assert_eq!(mistakes[0].field, "category");
        keep(words("Replikering"), None).await.expect("it is written");
        assert_eq!(stopped(keep(words("En till"), None).await), Refusal::ChangedElsewhere, "it is there already");
        let at = ("own-1", "sv");
        let (held, seen) = catalog::article(&house, &ada, at).await.expect("it is there").page;
        assert_eq!(held, words("Replikering"));
        let later = scene::at(&ada, noon().plus_minutes(1));
        catalog::keep_article(&house, &later, words("Replikering stannar"), Some(seen), "Clearer.").await.expect("it is changed");
        assert_eq!(stopped(keep(words("Sent"), Some(seen)).await), Refusal::ChangedElsewhere);
        let listed = catalog::articles(&house, &ada, Some("windows-server".to_owned()), 1).await.expect("they are listed").page;
        let told: Vec<_> = listed.articles.iter().map(|one| (one.title.as_str(), one.solved)).collect();
        assert_eq!(told, [("Replikering stannar", 0)]);
        change(&house, &ada, with("families.toml", "sv = \"Servrar\"", "sv = \"Serverprodukter\"")).await;
        let read = actions::selfhelp::show(&house, &ada, "own-1", LANGUAGES[1]).await.expect("a change elsewhere leaves it");
        assert_eq!(read.page.title, "Replikering stannar");
        let gone = catalog::remove_article(&house, &ada, at, seen, "Wrong.").await;
        assert_eq!(refusal(gone), Refusal::ChangedElsewhere);
        catalog::remove_article(&house, &ada, at, later.at, "Wrong.").await.expect("it is taken away");
        assert_eq!(refusal(catalog::article(&house, &ada, at).await), Refusal::NotFound);
        let log = texts(&world, LOG).await;
        let deeds: Vec<_> = log.iter().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(deeds, ["article.change article/own-1.sv", "article.change article/own-1.sv", "catalog.change catalog/2", "article.remove article/own-1.sv"]);
    }
}
