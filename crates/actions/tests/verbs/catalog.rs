//! The catalogue loads whole or not at all, in versions, on both engines.

use actions::catalog::{self, Files, Loaded, Unloaded};
use actions::testing::{catalogue, examples, house, noon};
use actions::{By, House, MIGRATIONS};
use domain::offer::{Grant, Unit};
use domain::response::Severity;
use domain::warning::Warnings;

/// The example catalogue with one text of a file replaced by another.
fn changed(files: &Files, file: &str, from: &str, to: &str) -> Files {
    let mut files = files.clone();
    let text = files.get_mut(file).expect("the file is there");
    assert!(text.contains(from), "{file} has no {from:?}");
    *text = text.replacen(from, to, 1);
    files
}

/// The mistakes found, each in one line.
fn mistakes(files: &Files) -> Vec<String> {
    let found = catalog::check(files).expect_err("the files have mistakes");
    found.iter().map(ToString::to_string).collect()
}

fn granted(house: &House, offer: &str, version: i64) -> Option<Grant> {
    house
        .catalog()
        .offer(offer, version)
        .map(|offer| offer.grant)
}

#[test]
fn the_examples_have_no_mistake() {
    assert_eq!(catalog::check(examples()), Ok(()));
}

#[test]
fn every_mistake_is_told_with_its_file_line_and_field() {
    let free = "quantity = \"free\"\nseverities = [\"C\"]\n";
    let priced = format!("{free}price = {{ amount = 100, currency = \"SEK\", tax = 2500 }}\n");
    let mut files = catalogue();
    for (file, was, is) in [
        ("families.toml", "sv = \"Windows\"", "sv = \" \""),
        ("offers.toml", "quantity = 20", "quantity = 0"),
        (
            "offers.toml",
            "regions = [\"emea\"]",
            "regions = [\"emae\"]",
        ),
        ("offers.toml", "percent = [20]", "percent = [0, 20, 20]"),
        ("offers.toml", "left = [1]", "left = 1"),
        ("offers.toml", "days = [60, 30, 7]", "days = []"),
        ("offers.toml", free, &priced),
        (
            "regions.toml",
            "calendar = \"sweden\"",
            "calender = \"sweden\"",
        ),
        ("calendars/india.toml", "zone = \"", "zone = \"Mars/"),
        (
            "products/windows-8.1.toml",
            "extended_end = 2023-01-10",
            "extended_end = 2018-01-09",
        ),
        (
            "products/outlook.toml",
            "released = 2018-09-24",
            "released = 2014-09-24",
        ),
    ] {
        files = changed(&files, file, was, is);
    }
    files.remove("agreement/2025-1.sv.md");
    files.insert("severity.toml".into(), String::new());
    assert_eq!(
        mistakes(&files),
        [
            "agreement/2025-1.en.md:1: the file has no version 2025-1 in sv beside it",
            "calendars/india.toml:2: zone is not a time zone such as Europe/Stockholm",
            "families.toml:5: family.name.sv is empty",
            "offers.toml:12: offer.quantity is not a whole number from 1 to 1000000",
            "offers.toml:21: offer.warnings.percent is not a whole number from 1 to 99",
            "offers.toml:21: offer.warnings.percent 20 stands twice",
            "offers.toml:22: offer.warnings.left is not a list",
            "offers.toml:23: offer.warnings.days is empty",
            "offers.toml:211: offer.coverage.regions \"emae\" refers to nothing",
            "offers.toml:231: offer.price has no place in an offer that is free",
            "products/outlook.toml:13: version.released is before that of the version above it",
            "products/windows-8.1.toml:14: version.extended_end is not after the end of mainstream support",
            "programme.toml:13: level.core \"partner-gold-20\" refers to nothing",
            "programme.toml:16: level.toolkit \"partner-gold-20\" refers to nothing",
            "regions.toml:21: region.calendar is missing",
            "regions.toml:30: region.calender is not a field known here",
            "severity.toml:1: the file is not a file of the catalogue",
        ]
    );
}

#[test]
fn what_is_not_toml_is_told_with_its_line() {
    let files = changed(
        &catalogue(),
        "portals.toml",
        "uses_ids = true",
        "uses_ids true",
    );
    assert_eq!(
        mistakes(&files),
        ["portals.toml:9: the file is not TOML here: key with no value, expected `=`"]
    );
}

#[test]
fn an_article_names_what_it_is_about() {
    let wsus = "articles/windows-server/wsus-selfupdate-not-send-automatic-updates.md";
    let mut files = catalogue();
    files.insert(wsus.into(), examples()[wsus].clone());
    assert_eq!(catalog::check(&files), Ok(()));
    let files = changed(
        &files,
        wsus,
        "category = \"updates\"",
        "category = \"upgrades\"",
    );
    let files = changed(&files, wsus, "attribution =", "atribution =");
    let mut files = changed(&files, wsus, "id = \"ms04872\"", "id = \"MS 04872\"");
    files.insert("articles/stray.md".into(), "text".into());
    assert_eq!(
        mistakes(&files),
        [
            "articles/stray.md:1: the file is not articles/PRODUCT/NAME.md".to_owned(),
            format!("{wsus}:2: attribution is missing: a text from elsewhere has one"),
            format!("{wsus}:2: id is not a key: 1 to 64 of a–z, 0–9, hyphen and dot"),
            format!("{wsus}:8: category refers to nothing"),
            format!("{wsus}:14: atribution is not a field known here"),
        ]
    );
}

store::on_both_engines! { MIGRATIONS;
    async fn what_is_loaded_is_in_force_and_loading_it_again_changes_nothing(world) {
        let house = house(&world.store).await;
        let catalog = house.catalog();
        assert_eq!(catalog.version, 1);
        assert_eq!(granted(&house, "partner-gold-20", 1), Some(Grant::Counted(20)));
        assert_eq!(granted(&house, "scs-unlimited", 1), Some(Grant::Unlimited));
        let asfp = catalog.newest_offer("asfp-unlimited").expect("an offer");
        assert_eq!(asfp.target(Severity::A).map(|target| target.minutes), Some(60));
        let single = catalog.newest_offer("single-incident").expect("an offer");
        assert_eq!((&single.warnings.days, &single.warnings.left), (&vec![30, 7], &vec![1]));
        let hours = catalog.newest_offer("advisory-maps-5h").expect("an offer");
        assert_eq!(hours.warnings, Warnings::usual(Unit::Minute));
        let lent = catalog.product("windows-8.1").expect("a product");
        assert_eq!(lent.problem_types, catalog.product("windows-client").expect("a product").problem_types);
        assert_eq!(catalog.region_of("SE").map(|region| region.key.as_str()), Some("emea"));

        let again = catalog::load(&house, &catalogue(), noon()).await.expect("it loads");
        assert!(!again.changed);
        assert_eq!((again.version, again.offers), (1, 0));
    }

    async fn a_mistake_changes_nothing(world) {
        let house = house(&world.store).await;
        let files = changed(&catalogue(), "offers.toml", "quantity = 20", "quantity = 25");
        let files = changed(&files, "families.toml", "key = \"cloud\"", "key = \"Cloud\"");
        let unloaded = catalog::load(&house, &files, noon()).await.expect_err("it has mistakes");
        assert!(matches!(unloaded, Unloaded::Mistakes(mistakes) if !mistakes.is_empty()));
        assert_eq!(house.catalog().version, 1);
        assert_eq!(granted(&house, "partner-gold-20", 2), None);
    }

    async fn a_changed_offer_gets_a_new_version_and_keeps_the_old_one(world) {
        let house = house(&world.store).await;
        let files = changed(&catalogue(), "offers.toml", "quantity = 20", "quantity = 25 # five more");
        let files = changed(&files, "offers.toml", "key = \"msdn-2\"", "key = \"msdn-3\"");
        let loaded = catalog::load(&house, &files, noon()).await.expect("it loads");
        assert!(loaded.changed);
        assert_eq!((loaded.version, loaded.offers), (2, 2));
        assert_eq!(granted(&house, "partner-gold-20", 1), Some(Grant::Counted(20)));
        assert_eq!(granted(&house, "partner-gold-20", 2), Some(Grant::Counted(25)));
        let catalog = house.catalog();
        assert_eq!(catalog.newest_offer("partner-gold-20").map(|offer| offer.version), Some(2));
        assert_eq!(catalog.newest_offer("msdn-2"), None, "a withdrawn offer makes no new contract");
        assert!(granted(&house, "msdn-2", 1).is_some(), "contracts made from it go on");
    }

    async fn what_was_saved_loads_with_nothing_changed(world) {
        let house = house(&world.store).await;
        catalog::load(&house, examples(), noon()).await.expect("it loads");
        let by = By::House("operator", noon());
        let (version, saved) = catalog::in_force(&house, by).await.expect("it is saved");
        let again = catalog::load(&house, &saved, noon()).await.expect("it loads");
        let unchanged = Loaded { version, ..Loaded::default() };
        assert_eq!(again, unchanged);
    }

    async fn articles_are_written_changed_and_removed(world) {
        let house = house(&world.store).await;
        let (crypt, smb) = ("articles/windows-server/crypt32-event-8.md", "articles/windows-server/smb-server-unresponsive.md");
        let mut files = catalogue();
        for path in [crypt, smb] {
            files.insert(path.into(), examples()[path].clone());
        }
        let first = catalog::load(&house, &files, noon()).await.expect("it loads");
        assert_eq!((first.articles.written, first.articles.removed, first.changed), (2, 0, false));

        let mut files = changed(&files, crypt, "title = \"", "title = \"Changed: ");
        files.remove(smb);
        let second = catalog::load(&house, &files, noon()).await.expect("it loads");
        assert_eq!((second.articles.written, second.articles.removed), (1, 1));
        let third = catalog::load(&house, &files, noon()).await.expect("it loads");
        assert_eq!((third.articles.written, third.articles.removed), (0, 0));
    }
}
