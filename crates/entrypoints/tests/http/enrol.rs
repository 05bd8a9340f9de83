//! The service centre takes a partner into the house: the organisation, its membership, and what its locations have.

use actions::MIGRATIONS;
use actions::testing::{noon, scene};
use axum::http::StatusCode;
use domain::account::Role;

use crate::requests::scene as portal;
use crate::support::Browser;

const NEW: &str = "/service-centre/partners/new";

const NORDHAV: [(&str, &str); 8] = [
    ("name", "Nordhav"),
    ("partner_id", "4648141"),
    ("location", "Stockholm"),
    ("country", "se"),
    ("zone", "Europe/Stockholm"),
    ("contact", "Kim"),
    ("email", "kim@example.com"),
    ("language", "en"),
];

store::on_both_engines! { MIGRATIONS;
    async fn a_partner_is_enrolled_and_its_renewal_waits_to_be_activated(world) {
        let mut scene = portal(&world).await;
        scene::person(&world.store, "ingrid", &[Role::ServiceCentre], noon()).await;
        let mut ingrid = Browser::new(&scene.site);
        ingrid.sign_in(&scene.house, "ingrid@example.com").await;

        let form = ingrid.get(NEW).await;
        form.says("<option value=\"SE\">Sweden</option>");
        let catalog = scene.house.catalog();
        let served = catalog.regions.iter().flat_map(|region| &region.countries);
        for code in served {
            form.says(&format!("<option value=\"{code}\">")).lacks(&format!(">{code}</option>"));
        }
        let wrong = [("name", ""), ("partner_id", "46x"), ("location", ""), ("country", "Sweden"), ("zone", "Nowhere/Else"), ("contact", ""), ("email", "kim"), ("language", "en")];
        let refused = ingrid.fill(NEW, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for sentence in ["Enter the name of the organisation.", "A partner ID has 4 to 20 digits", "value=\"46x\"", "Enter what the head office is called"] {
            refused.says(sentence);
        }
        let nowhere = NORDHAV.map(|(name, value)| if name == "country" { (name, "AQ") } else { (name, value) });
        let refused = ingrid.fill(NEW, &nowhere).await;
        assert_ne!(refused.status, StatusCode::SEE_OTHER, "no region has that country");
        refused.says("value=\"4648141\"");

        let made = ingrid.fill(NEW, &NORDHAV).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        ingrid.get(&made.location).await.says("Nordhav").says("4648141").says("kim@example.com").says("Sweden, ").lacks("SE, ");
        let twice = ingrid.fill(NEW, &NORDHAV).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "a partner ID is one partner's");

        let partner = made.location.split('?').next().expect("an address").to_owned();
        let membership = format!("{partner}/membership");
        let refused = ingrid.fill(&membership, &[("level", "gold"), ("first_day", "2026-02-30"), ("last_day", "")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("2026-02-30");
        let period = [("level", "gold"), ("first_day", "2026-11-01"), ("last_day", "")];
        let recorded = ingrid.fill(&membership, &period).await;
        assert_eq!(recorded.status, StatusCode::SEE_OTHER, "{}", recorded.body);
        ingrid.get(&recorded.location).await.says("Gold, ").says("31 October 2027");
        assert_eq!(ingrid.fill(&membership, &period).await.status, StatusCode::UNPROCESSABLE_ENTITY, "periods overlap");
        ingrid.get("/service-centre?queue=renewal").await.says("Nordhav");

        let page = ingrid.get(&membership).await;
        let location = page.body.split("<option value=\"w_").nth(1).and_then(|rest| rest.split('"').next());
        let location = format!("w_{}", location.expect("a location"));
        let holdings = format!("{partner}/holdings");
        let held = [("location", location.as_str()), ("holding", "competency/messaging"), ("ends", "")];
        let done = ingrid.press(&membership, &holdings, &held).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        ingrid.get(&membership).await.says("End Messaging at Stockholm");
        let ended = [("location", location.as_str()), ("holding", "competency/messaging"), ("ends", "yes")];
        ingrid.press(&membership, &holdings, &ended).await;
        assert!(!ingrid.get(&membership).await.body.contains("End Messaging"));

        for address in [NEW, &partner, &membership] {
            assert_eq!(scene.kim.get(address).await.status, StatusCode::NOT_FOUND, "{address} is the service centre's");
        }
    }
}
