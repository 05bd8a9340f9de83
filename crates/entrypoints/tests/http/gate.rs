//! One gate: a form that was made by hand comes no further than one that was opened.

use actions::MIGRATIONS;
use actions::testing::noon;
use actions::testing::scene::left;
use axum::http::StatusCode;

use crate::stage::{ACCESS, Stage};

/// An Access ID that is no example of any page.
const OTHER: &str = "0451177307";

store::on_both_engines! { MIGRATIONS;
    /// The naive page forbids what it does not list, and the action takes what the form says.
    async fn t13_a_form_that_names_anothers_contract_charges_nothing(world) {
        let stage = Stage::open(&world).await;
        let (kim, robin) = (stage.person("kim").await, stage.person("robin").await);
        let contract = stage.contract(&kim, OTHER, 20).await;
        let mut browser = stage.browser("robin").await;
        let ready = stage.ready(&robin, crate::stage::SERVER, None).await;
        let path = format!("{}/contract", ready.base);
        for key in ["con_0451177307", "con_0000000000", "c_00000000000000000000000000"] {
            let refused = browser.fill(&path, &[("contract", key)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{key}");
            refused.says("Select a contract or another way to pay");
        }
        let forced = stage.server(&robin, "con_0451177307").await;
        let refused = browser.fill(&format!("{}/check", forced.base), &[("agreement", "yes")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "a draft that was made to name it is stopped at the gate");
        assert!(!refused.body.contains(OTHER), "{}", refused.body);
        assert_eq!(left(&stage.house, contract, noon()).await, 20);
    }

    /// The naive wizard redirects at its first page alone.
    async fn t13_a_cloud_product_is_handed_over_from_every_step_and_never_charged_here(world) {
        let stage = Stage::open(&world).await;
        let kim = stage.person("kim").await;
        let contract = stage.contract(&kim, ACCESS, 20).await;
        let ready = stage.server(&kim, "con_0230242323").await;
        let mut browser = stage.browser("kim").await;
        let check = browser.get(&format!("{}/check", ready.base)).await;
        let moved = browser.fill(&format!("{}/product", ready.base), &[("product", "azure")]).await;
        let cloud = format!("{}/cloud", ready.base);
        assert_eq!(moved.location, cloud);
        browser.get(&cloud).await.says("is a cloud product").says("It stops at the logo.");
        for step in ["use", "problem", "self-help", "contract", "contact", "description", "check"] {
            let page = browser.get(&format!("{}/{step}", ready.base)).await;
            assert_eq!((page.status, page.location.as_str()), (StatusCode::SEE_OTHER, cloud.as_str()), "{step}");
        }
        let forged = browser.send_form(&check, &format!("{}/check", ready.base), &[("agreement", "yes")]).await;
        assert_ne!(forged.location, "", "{}", forged.body);
        assert!(!forged.location.ends_with("/submitted"));
        assert!(stage.texts("SELECT number FROM incident").await.is_empty());
        assert_eq!(left(&stage.house, contract, noon()).await, 20);
    }
}
