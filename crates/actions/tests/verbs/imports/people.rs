//! Organisations with their locations, and their contacts.

use actions::contracts::Owner;
use actions::imports::{self, Counts, Phase, Turned};
use actions::testing::noon;
use actions::testing::scene;
use actions::{By, MIGRATIONS, organisations, partners};
use domain::account::Role;
use domain::import::{Defect, Kind};

use crate::imports::stage::{self, Stage};

const SITES: &str =
    "Partner ID,Organisation,Location,Country,Time zone,Head office,Level,Renewal\n";

const PEOPLE: &str = "Partner ID,Location,Name,E-mail,Phone,Language,Primary\n";

const HERE: &str = "
    SELECT COALESCE(o.partner_id, '-') || ' ' || o.name || ' ' || w.name || ' ' || w.country || ' ' || w.zone
           || CASE WHEN w.head_office_since IS NULL THEN '' ELSE ' head' END
    FROM location w JOIN organisation o ON o.id = w.organisation ORDER BY w.id";

const MEMBERS: &str = "
    SELECT o.partner_id || ' ' || m.level || ' ' || CAST((m.ends_at - m.starts_at) / 86400000000 AS TEXT)
    FROM membership m JOIN organisation o ON o.id = m.organisation ORDER BY m.id";

const ON_FILE: &str = "
    SELECT w.name || ' ' || k.name || ' ' || k.email || ' ' || COALESCE(k.phone, '-') || ' ' || k.language
           || CASE WHEN k.primary_since IS NULL THEN '' ELSE ' primary' END
           || CASE WHEN k.account IS NULL THEN '' ELSE ' signs in' END
    FROM contact k JOIN location w ON w.id = k.location WHERE k.approved_at IS NOT NULL AND k.ended_at IS NULL
    ORDER BY w.id, k.email";

const ROWS: &str = "\
    4648141,Nordhav AB,Huvudkontor,SE,Europe/Stockholm,ja,gold,2027-06-01\n\
    4648141,Nordhav AB,Malmö,,,,,\n\
    ,Söderhav Ltd,London,GB,Europe/London,yes,,\n";

async fn sites(stage: &Stage) -> String {
    let shown = stage.checked(format!("{SITES}{ROWS}")).await;
    assert_eq!(shown.kind, Kind::Organisations, "told by its headings");
    assert_eq!(stage.problems(&shown.key).await, [""; 0]);
    assert_eq!(
        shown.counts,
        Counts {
            new: 3,
            ..Counts::default()
        }
    );
    stage.apply(&shown.key, false).await.expect("taken over");
    shown.key
}

async fn undone(stage: &Stage, key: &str) -> (Phase, Option<Turned>) {
    imports::undo(&stage.house, By::Visit(&stage.admin), key)
        .await
        .expect("asked");
    imports::work(&stage.house, key, noon())
        .await
        .expect("tried");
    let shown = stage.shown(key).await;
    (shown.phase, shown.turned)
}

store::on_both_engines! { MIGRATIONS;
    async fn organisations_come_with_their_locations_and_memberships_and_go_again(world) {
        let stage = Stage::open(&world).await;
        let key = sites(&stage).await;
        let here = [
            "4648141 Nordhav AB Huvudkontor SE Europe/Stockholm head",
            "4648141 Nordhav AB Malmö SE Europe/Stockholm",
            "- Söderhav Ltd London GB Europe/London head",
        ];
        assert_eq!(stage.texts(HERE).await, here);
        assert_eq!(stage.texts(MEMBERS).await, ["4648141 gold 365"]);
        assert_eq!(stage.texts("SELECT key FROM activation").await, [""; 0], "its contracts stand already");
        let renewed = ROWS.replace("2027-06-01", "2028-06-01");
        let again = stage.checked(format!("{SITES}{renewed}4648141,Nordhav AB,Umeå,,,no,,\n")).await;
        assert_eq!(again.counts, Counts { new: 1, changed: 1, same: 2, ..Counts::default() });
        stage.apply(&again.key, false).await.expect("taken over");
        assert_eq!(stage.texts(MEMBERS).await, ["4648141 gold 365", "4648141 gold 366"]);
        assert_eq!(undone(&stage, &key).await, (Phase::Applied, Some(Turned::Used(2))), "Umeå was added to it");
        assert_eq!(stage.texts(HERE).await.len(), 4, "all of it stays");
        assert_eq!(undone(&stage, &again.key).await, (Phase::Undone, None));
        assert_eq!(stage.texts(MEMBERS).await, ["4648141 gold 365"]);
        assert_eq!(undone(&stage, &key).await, (Phase::Undone, None));
        assert_eq!(stage.texts("SELECT name FROM organisation").await, [""; 0]);
        let logged = "SELECT deed FROM audit WHERE actor <> 'job:example' AND deed LIKE 'organisation.import%' ORDER BY id";
        assert_eq!(stage.texts(logged).await[..2], ["organisation.import", "organisation.import"]);
    }

    async fn what_is_wrong_with_a_location_is_said(world) {
        let stage = Stage::open(&world).await;
        sites(&stage).await;
        let shown = stage.checked(format!("{SITES}\
            4648141,Another name,Huvudkontor,SE,Europe/Stockholm,ja,,\n\
            4648141,Nordhav AB,Huvudkontor,NO,Europe/Stockholm,ja,,\n\
            4648141,Nordhav AB,Malmö,SE,Mars/North,,,\n\
            4648141,Nordhav AB,Umeå,SE,,ja,,\n\
            4648141,Nordhav AB,Huvudkontor,SE,,ja,silver,2027-06-01\n\
            ,Västhav,Oslo,NO,,,,\n\
            ,Östhav,Visby,SE,,ja,gold,2027-06-01\n\
            555,Väst,Ystad,SE,,ja,bronze,\n\
            556,Väst,Ystad,SE,,kanske,,\n\
            557,Väst,Ystad,SE,,ja,,\n\
            557,Väst,Kiruna,SE,,,,\n\
            557,Väst,Lund,SE,,ja,,\n")).await;
        assert_eq!(stage.problems(&shown.key).await, [
            "2 organisation NameDiffers Another name",
            "3 country LocationDiffers NO",
            "4 zone ZoneUnknown Mars/North",
            "5 head_office HeadOfficeDiffers ja",
            "6 renewal MembershipDiffers 2027-06-01",
            "7 organisation HeadOfficeMissing Västhav",
            "8 level LevelElsewhere gold",
            "9 level LevelUnknown bronze",
            "9 renewal Missing",
            "10 head_office NoAnswer kanske",
            "11 head_office Conflict(13) Lund",
            "12 organisation Belongs(11) Väst",
            "13 head_office Conflict(11) Lund",
        ]);
    }

    /// The naive import files two who stand for one location, or one person twice.
    async fn contacts_are_put_on_file_as_the_service_centre_would_do_it(world) {
        let stage = Stage::open(&world).await;
        sites(&stage).await;
        let astrid = scene::person(&world.store, "astrid", &[], noon()).await;
        let rows = "\
            4648141,,Astrid Ek,astrid@example.com,+46 8 123 456 78,sv,ja\n\
            4648141,Malmö,Bo Dal,bo@example.com,,svenska,yes\n\
            Söderhav Ltd,,Cat Fry,cat@example.com,,,\n";
        let shown = stage.checked(format!("{PEOPLE}{rows}")).await;
        assert_eq!((shown.kind, shown.counts), (Kind::Contacts, Counts { new: 3, ..Counts::default() }));
        imports::apply(&stage.house, By::Visit(&stage.admin), &shown.key, false).await.expect("asked");
        imports::turn(&stage.house, &shown.key, noon()).await.expect("filled");
        assert_eq!(stage.texts(ON_FILE).await, [""; 0], "nobody is on file before all are");
        imports::work(&stage.house, &shown.key, noon()).await.expect("done");
        let first = [
            "Huvudkontor Astrid Ek astrid@example.com +46 8 123 456 78 sv primary signs in",
            "Malmö Bo Dal bo@example.com - sv primary",
            "London Cat Fry cat@example.com - en",
        ];
        assert_eq!(stage.texts(ON_FILE).await, first);
        let changed = rows.replace("Bo Dal", "Bo Berg").replace("cat@example.com,,,", "cat@example.com,,,x");
        let changed = format!("{PEOPLE}{changed}4648141,Malmö,Eva Lund,eva@example.com,,sv,\n");
        let again = stage.checked(changed).await;
        assert_eq!(again.counts, Counts { new: 1, changed: 2, same: 1, ..Counts::default() });
        stage.apply(&again.key, false).await.expect("taken over");
        let now = stage.texts(ON_FILE).await;
        assert!(now.contains(&"Malmö Bo Berg bo@example.com - sv primary".to_owned()), "{now:?}");
        assert!(now.contains(&"London Cat Fry cat@example.com - en primary".to_owned()), "{now:?}");
        assert_eq!(undone(&stage, &again.key).await, (Phase::Undone, None));
        let back = stage.texts(ON_FILE).await;
        assert_eq!(back[..2], first[..2], "what was changed is changed back");
        let late = scene::at(&astrid, noon().plus_minutes(5));
        actions::accounts::home(&stage.house, &late).await.expect("she is here");
        assert_eq!(undone(&stage, &shown.key).await, (Phase::Applied, Some(Turned::Used(2))));
        assert_eq!(stage.texts(ON_FILE).await[..2], first[..2], "all of them stay");
    }

    async fn one_stands_for_a_location_and_an_address_is_on_file_once(world) {
        let stage = Stage::open(&world).await;
        sites(&stage).await;
        let shown = stage.checked(format!("{PEOPLE}\
            4648141,,Astrid,astrid@example.com,,sv,ja\n\
            4648141,,Bo,bo@example.com,,sv,ja\n\
            4648141,Malmö,Cat,cat@example.com,0701234567,fi,\n\
            4648141,Malmö,Dan,dan@example.com,,sv,\n\
            4648141,,Dan,dan@example.com,,sv,\n\
            4648141,Kiruna,Eva,eva@example.com,,sv,\n\
            999,,Eva,eva@example.com,,sv,\n\
            4648141,Malmö,Fia,fia@example.com,,sv,\n\
            4648141,Malmö,Fia,fia@example.com,,sv,\n")).await;
        assert_eq!(stage.problems(&shown.key).await, [
            "2 primary Conflict(3) Huvudkontor",
            "3 primary Conflict(2) Huvudkontor",
            "4 language LanguageUnknown fi",
            "4 phone Phone 0701234567",
            "5 email Conflict(6) dan@example.com",
            "6 email Conflict(5) dan@example.com",
            "7 location LocationUnknown Kiruna",
            "8 organisation OrganisationUnknown 999",
            "10 email Duplicate(9) fia@example.com",
        ]);
        stage.apply(&shown.key, true).await.expect("the one that is right");
        assert_eq!(stage.texts(ON_FILE).await, ["Malmö Fia fia@example.com - sv"]);
    }

    /// The naive import has contacts half on file when one of them was overtaken.
    async fn a_contact_that_was_filed_meanwhile_takes_the_others_back(world) {
        let stage = Stage::open(&world).await;
        sites(&stage).await;
        let rows = "4648141,,Astrid,astrid@example.com,,sv,ja\n4648141,Malmö,Bo,bo@example.com,,sv,ja\n";
        let shown = stage.checked(format!("{PEOPLE}{rows}")).await;
        let sara = scene::person(&world.store, "sara", &[Role::ServiceCentre], noon()).await;
        let malmo = stage.texts("SELECT key FROM location WHERE name = 'Malmö'").await.remove(0);
        let contact = organisations::NewContact {
            name: "Bo".to_owned(),
            email: domain::ids::EmailAddress::parse("bo@example.com").expect("an address"),
            phone: None,
            language: "sv".to_owned(),
        };
        organisations::file_contact(&stage.house, By::Visit(&sara), &malmo, contact, None).await.expect("filed");
        stage.apply(&shown.key, false).await.expect("it is worked on");
        let after = stage.shown(&shown.key).await;
        assert_eq!((after.phase, after.turned), (Phase::Failed, Some(Turned::Row(3, Defect::ChangedMeanwhile))));
        assert_eq!(stage.texts("SELECT email FROM contact").await, ["bo@example.com"]);
    }

    async fn a_partner_that_came_by_a_file_is_like_any_other(world) {
        let stage = Stage::open(&world).await;
        sites(&stage).await;
        let sara = scene::person(&world.store, "sara", &[Role::ServiceCentre], noon()).await;
        let key = stage.texts("SELECT key FROM organisation WHERE partner_id = '4648141'").await.remove(0);
        let partner = partners::show(&stage.house, &sara, &key).await.expect("it is shown").page;
        assert_eq!(partner.organisation.sites.len(), 2);
        let file = stage.checked(format!("Access ID,Contract ID,Plan,Organisation,Start date,End date,Left\n\
            {},{},partner-gold-20,4648141,2026-11-01,2027-10-31,9\n", stage::pair(1).0, stage::pair(1).1)).await;
        stage.apply(&file.key, false).await.expect("its contract comes by a file too");
        assert_eq!(stage.texts("SELECT partner_id FROM contract").await, ["4648141"]);
    }

    /// The naive import gives what a location has to the head office, whose name the file has.
    async fn t17_a_contract_of_a_location_stays_there_when_a_file_names_its_organisation(world) {
        let stage = Stage::open(&world).await;
        sites(&stage).await;
        let malmo = stage.texts("SELECT key FROM location WHERE name = 'Malmö'").await.remove(0);
        stage.issued_to(stage::pair(1), Owner::Location(malmo)).await;
        let file = stage.checked(format!("Access ID,Contract ID,Plan,Organisation,Start date,End date,Left\n\
            {},{},partner-gold-20,4648141,2026-11-01,2028-10-31,20\n", stage::pair(1).0, stage::pair(1).1)).await;
        assert_eq!(stage.problems(&file.key).await, [""; 0]);
        assert_eq!(file.counts.changed, 1);
        stage.apply(&file.key, false).await.expect("it lasts longer");
        let whose = "SELECT w.name || ' ' || CAST(c.ends_at / 86400000000 AS TEXT) FROM contract c JOIN location w ON w.id = c.location";
        assert_eq!(stage.texts(whose).await, ["Malmö 21488"]);
    }
}
