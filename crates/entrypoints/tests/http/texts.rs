//! The catalogue as text: whatever is wrong with a file is told with its line, and all that was typed is kept.

use actions::MIGRATIONS;
use axum::http::StatusCode;

use crate::catalogue::{admin, send};
use crate::stage::Stage;

/// A file, a piece of its text, what somebody makes of it, and what they are told.
const MISTAKES: [(&str, &str, &str, &str); 9] = [
    (
        "families.toml",
        "[[family]]\nkey = \"windows\"",
        "[[family]\nkey = \"windows\"",
        "families.toml, line 3",
    ),
    (
        "families.toml",
        "key = \"windows\"",
        "key = \"servers\"",
        "families.toml",
    ),
    (
        "families.toml",
        "key = \"windows\"",
        "colour = \"blue\"\nkey = \"windows\"",
        "families.toml, line 4",
    ),
    (
        "families.toml",
        ", sv = \"Servrar\"",
        "",
        "families.toml, line 9",
    ),
    (
        "severities.toml",
        "minutes = 120",
        "minutes = -120",
        "severities.toml, line 7",
    ),
    (
        "severities.toml",
        "minutes = 120",
        "minutes = \"soon\"",
        "severities.toml, line 7",
    ),
    (
        "regions.toml",
        "calendar = \"sweden\"",
        "calendar = \"atlantis\"",
        "regions.toml",
    ),
    (
        "regions.toml",
        "\"contacts-in-same-country\"",
        "\"everybody\"",
        "regions.toml, line 9",
    ),
    (
        "programme.toml",
        "core = \"partner-gold-20\"",
        "core = \"partner-gold-2\"",
        "programme.toml",
    ),
];

store::on_both_engines! { MIGRATIONS;
    async fn each_mistake_in_a_file_is_told_by_its_line_and_nothing_is_changed(world) {
        let stage = Stage::open(&world).await;
        let mut ada = admin(&stage).await;
        for (file, before, after, told) in MISTAKES {
            let path = format!("/admin/files/{file}");
            let page = ada.get(&path).await;
            let held = ada.get(&format!("{path}?keep=yes")).await.body;
            assert!(held.contains(before), "{file} has {before}");
            let text = held.replacen(before, after, 1);
            let wrong = send(&mut ada, &page, &path, &[("text", &text)]).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{file}: {after}: {}", wrong.body);
            wrong.says(told).says("keeps the catalogue from holding together");
            let typed = after.lines().last().unwrap_or_default();
            wrong.says(&typed.replace('"', "&#34;"));
            assert_eq!(ada.get(&format!("{path}?keep=yes")).await.body, held, "{file} is as it was");
        }
        assert_eq!(stage.texts("SELECT CAST(MAX(version) AS TEXT) FROM catalog").await, ["1"]);
    }

    async fn a_text_that_is_no_file_of_the_catalogue_is_refused_and_kept(world) {
        let stage = Stage::open(&world).await;
        let mut ada = admin(&stage).await;
        let path = "/admin/files/families.toml";
        let page = ada.get(path).await;
        for (text, status) in [
            ("", StatusCode::UNPROCESSABLE_ENTITY),
            ("\u{0}", StatusCode::UNPROCESSABLE_ENTITY),
            ("No table at all, only words.", StatusCode::UNPROCESSABLE_ENTITY),
        ] {
            let wrong = send(&mut ada, &page, path, &[("text", text)]).await;
            assert_eq!(wrong.status, status, "{text:?}: {}", wrong.body);
            wrong.says("families.toml").says(text.trim_matches('\u{0}'));
        }
        let outside = "/admin/files/..%2F..%2Fsecrets.toml";
        let refused = ada.send_form(&page, outside, &[("text", "a = 1")]).await;
        assert!(refused.status.is_client_error(), "{}", refused.status);
        let unnamed = ada.send_form(&page, "/admin/files/other.toml", &[("text", "a = 1")]).await;
        assert_eq!(unnamed.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", unnamed.body);
    }
}
