//! The largest file, as the installation sets it: whoever sends one, by whatever way, meets the same number.

use actions::MIGRATIONS;
use actions::testing::house_taking;
use axum::http::{Method, Request, StatusCode, header};
use store::ByteStore;

use crate::faults::send_file;
use crate::stage::{ACCESS, Stage};

const CONTRACT: &str = "con_0230242323";
const MEGABYTE: usize = 1024 * 1024;

store::on_both_engines! { MIGRATIONS;
    async fn the_largest_file_is_shown_and_kept_to_everywhere(world) {
        let house = house_taking(&world.store, ByteStore::in_memory(), MEGABYTE as u64).await;
        let stage = Stage::over(&world.store, house);
        let kim = stage.person("kim").await;
        stage.contract(&kim, ACCESS, 20).await;
        let base = stage.server(&kim, CONTRACT).await.base;
        let mut browser = stage.browser("kim").await;
        let path = format!("{base}/description");
        let open = browser.get(&path).await;
        open.says("Up to 20 files, 1 MB each.").says("data-most-bytes=\"1048576\"");

        let options = Request::builder().method(Method::OPTIONS).uri(format!("{base}/files"));
        let told = browser.send(options, "").await;
        assert_eq!(told.headers["tus-max-size"], "1048576");
        for (length, status) in [(MEGABYTE + 1, StatusCode::PAYLOAD_TOO_LARGE), (MEGABYTE, StatusCode::CREATED)] {
            let begun = Request::post(format!("{base}/files"))
                .header(header::ORIGIN, "http://127.0.0.1:8080")
                .header("x-csrf-token", open.hidden("csrf"))
                .header("tus-resumable", "1.0.0")
                .header("upload-length", length);
            let begun = browser.send(begun, "").await;
            assert_eq!(begun.status, status, "{length}: {}", begun.body);
        }

        let large = send_file(&mut browser, &open, &path, &"x".repeat(MEGABYTE + 1)).await;
        assert_eq!(large.status, StatusCode::UNPROCESSABLE_ENTITY);
        large.says("trace.log is larger than 1 MB").says("must not be lost.");
        let fits = send_file(&mut browser, &large, &path, &"x".repeat(MEGABYTE)).await;
        assert_eq!(fits.status, StatusCode::SEE_OTHER, "{}", fits.body);
        browser.get(&path).await.says("trace.log");
    }
}
