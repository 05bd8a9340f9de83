//! New things of the catalogue by form, and what is changed as a whole; an incident stays as it was decided.

use actions::MIGRATIONS;
use actions::testing::{noon, scene};
use axum::http::StatusCode;
use domain::response::Severity;

use crate::catalogue::{admin, changed, send};
use crate::stage::{ACCESS, Stage};

store::on_both_engines! { MIGRATIONS;
    async fn a_new_product_a_plan_a_region_and_a_calendar_are_made_by_form(world) {
        let stage = Stage::open(&world).await;
        let mut ada = admin(&stage).await;
        ada.get("/admin/products").await.says("href=\"/admin/products/new\"").says("href=\"/admin/families\"");
        let product = [
            ("key", "abacus"), ("name.en", "Abacus"), ("name.sv", "Kulram"), ("aliases", "beads"), ("family", "office"),
            ("delivery", "on-premises"), ("version.0.key", "1"), ("version.0.name.en", "Abacus 1"), ("version.0.name.sv", "Kulram 1"),
            ("version.0.released", "2026-01-01"), ("problem_type.0.key", "beads"), ("problem_type.0.name.en", "Beads"),
            ("problem_type.0.name.sv", "Kulor"), ("problem_type.0.categories.0.key", "lost"),
            ("problem_type.0.categories.0.name.en", "A bead is lost"), ("problem_type.0.categories.0.name.sv", "En kula är borta"),
        ];
        let path = "/admin/products/new";
        let form = ada.get(path).await;
        for (key, words) in [("Abacus", "Use 1 to 64 small letters"), ("exchange-server", "This stands twice")] {
            let wrong = [&product[1..], &[("key", key)]].concat();
            let refused = send(&mut ada, &form, path, &wrong).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            refused.says("href=\"#key\"").says(words).says("value=\"Kulram\"");
        }
        let half = send(&mut ada, &form, path, &product[..4]).await;
        assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
        half.says("href=\"#problem_type.0.key\"");
        let made = changed(&mut ada, path, &product).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        let catalog = stage.house.catalog();
        let abacus = catalog.product("abacus").expect("a product");
        assert_eq!(abacus.problem_types[0].categories[0].name.in_language("sv"), "En kula är borta");

        let path = "/admin/products/abacus/problem-types";
        let more = [
            ("problem_type.0.categories.1.key", "stuck"), ("problem_type.0.categories.1.name.en", "A bead is stuck"),
            ("problem_type.0.categories.1.name.sv", "En kula sitter fast"), ("problem_type.1.key", "frame"), ("problem_type.1.name.en", "Frame"),
            ("problem_type.1.name.sv", "Ram"), ("problem_type.1.categories.0.key", "other"),
            ("problem_type.1.categories.0.name.en", "Something else"), ("problem_type.1.categories.0.name.sv", "Något annat"),
        ];
        let done = changed(&mut ada, path, &more).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let catalog = stage.house.catalog();
        let types = &catalog.product("abacus").expect("a product").problem_types;
        assert_eq!((types.len(), types[0].categories.len()), (2, 2));
        ada.get("/admin/products/windows-8.1/problem-types").await.says("Change them there.");

        let calendar = [("key", "oslo"), ("name.en", "Oslo"), ("name.sv", "Oslo"), ("zone", "Europe/Oslo"), ("hours.monday", "08:00-16:00")];
        let made = changed(&mut ada, "/admin/calendars/new", &calendar).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        let region = [("region.4.key", "arctic"), ("region.4.name.en", "The Arctic"), ("region.4.name.sv", "Arktis"), ("region.4.calendar", "oslo"),
            ("region.4.countries", "SJ"), ("region.4.ids_sent_to", "primary-contact")];
        let made = changed(&mut ada, "/admin/regions/new", &region).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        assert_eq!(stage.house.catalog().calendar_of("arctic").map(|one| one.key.to_string()).as_deref(), Some("oslo"));
        let count = stage.house.catalog().on_offer.len();
        let at = |field: &str| format!("offer.{count}.{field}");
        let plan = [("key", "trial"), ("name.en", "Trial"), ("name.sv", "Prov"), ("unit", "incident"), ("quantity", "2"), ("charge", "submit"),
            ("severities", "C"), ("coverage.deliveries", "on-premises")];
        let plan = plan.map(|(field, value)| (at(field), value));
        let plan: Vec<_> = plan.iter().map(|(field, value)| (field.as_str(), *value)).collect();
        let made = changed(&mut ada, "/admin/plans/new", &plan).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        let trial = stage.house.catalog().newest_offer("trial").cloned().expect("an offer");
        assert_eq!((trial.version, trial.name.in_language("sv")), (1, "Prov"));
    }

    async fn families_portals_and_the_programme_are_changed_as_a_whole(world) {
        let stage = Stage::open(&world).await;
        let mut ada = admin(&stage).await;
        let new = [("family.0.name.sv", "Fönster"), ("family.6.key", "games"), ("family.6.name.en", "Games"), ("family.6.name.sv", "Spel")];
        let done = changed(&mut ada, "/admin/families", &new).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let families = &stage.house.catalog().families;
        assert_eq!((families.len(), families[0].name.in_language("sv")), (7, "Fönster"));
        let done = changed(&mut ada, "/admin/portals", &[("portal.0.partner_rights.en", "A role.")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let portal = stage.house.catalog().portals[0].clone();
        assert_eq!(portal.partner_rights.map(|words| words.in_language("en").to_owned()).as_deref(), Some("A role."));
        ada.get("/admin/programme").await.says("href=\"/admin/programme/change\"");
        let path = "/admin/programme/change";
        let new = [
            ("level.1.activation_days", "14"), ("level.1.toolkit", ""), ("competency.0.cloud", "yes"), ("competency.4.key", "security"),
            ("competency.4.name.en", "Security"), ("competency.4.name.sv", "Säkerhet"), ("competency.4.internal_use.en", "Scanners."),
            ("competency.4.internal_use.sv", "Skannrar."),
        ];
        let done = changed(&mut ada, path, &new).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let programme = stage.house.catalog().programme.clone();
        assert_eq!(programme.levels[1].activation, domain::partner::Activation::Proactive { days: 14 });
        assert_eq!((programme.levels[1].toolkit.clone(), programme.levels.len(), programme.competencies.len()), (None, 3, 5));
        assert!(programme.competencies[0].cloud);
        let form = ada.get(path).await;
        let wrong = send(&mut ada, &form, path, &[("level.0.cloud.counted", ""), ("level.0.activation_days", "0")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("Write a whole number from 1 to 366").says("href=\"#level.0.cloud.counted\"");
    }

    /// The naive catalogue is read anew whenever an incident is looked at.
    async fn a_change_of_the_plan_alters_no_decision_that_was_made(world) {
        let stage = Stage::open(&world).await;
        let kim = stage.person("kim").await;
        let contract = stage.contract(&kim, ACCESS, 20).await;
        let receipt = scene::submit(&stage.house, &kim, scene::answers(ACCESS, Severity::B, "Before")).await;
        receipt.expect("it is taken");
        let decided = "SELECT offer || ' ' || CAST(offer_version AS TEXT) || ' ' || CAST(COALESCE(due_at, 0) AS TEXT) || ' ' || admission FROM incident";
        let before = stage.texts(decided).await;
        let left = scene::left(&stage.house, contract, noon()).await;
        let mut ada = admin(&stage).await;
        let names = stage.house.catalog().on_offer.len();
        let held = (0..names).find_map(|place| {
            let path = format!("offer.{place}");
            let catalog = actions::catalog::said(OFFERS, &format!("{path}.key"));
            (catalog == Some(actions::catalog::Said::Text("partner-gold-20".to_owned()))).then_some(path)
        });
        let at = held.expect("the plan is on offer");
        let (quantity, minutes) = (format!("{at}.quantity"), format!("{at}.minutes.B"));
        let other = [(quantity.as_str(), "1"), (minutes.as_str(), "5")];
        let done = changed(&mut ada, "/admin/plans/partner-gold-20", &other).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let severities = changed(&mut ada, "/admin/severities", &[("severity.1.minutes", "7")]).await;
        assert_eq!(severities.status, StatusCode::SEE_OTHER, "{}", severities.body);
        assert_eq!(stage.house.catalog().newest_offer("partner-gold-20").map(|offer| offer.version), Some(2));
        assert_eq!(stage.texts(decided).await, before, "what was decided stands");
        assert_eq!(scene::left(&stage.house, contract, noon()).await, left, "and so does what is left");
    }
}

/// The plans as they are loaded.
const OFFERS: &str = include_str!("../../../../examples/offers.toml");
