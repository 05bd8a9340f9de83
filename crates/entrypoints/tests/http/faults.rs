//! No room, a commit that fails, an answer that is lost: clear words, nothing typed is lost, nothing is done twice.

use std::fmt::Write as _;
use std::sync::mpsc;

use actions::MIGRATIONS;
use actions::testing::scene::left;
use actions::testing::{house, house_with, noon};
use axum::http::{Request, StatusCode, header};
use store::testing::Trick;
use store::{ByteStore, Fault, Store, Tuning};
use tokio::sync::oneshot;

use crate::forms::forms;
use crate::stage::{ACCESS, Stage};
use crate::support::{Browser, Page};

const CONTRACT: &str = "con_0230242323";
const FULL: &str = "Nothing new can be saved right now, and what you sent was not saved.";
const TYPED: [(&str, &str); 4] = [
    ("title", "Typed on a bad day"),
    ("description", "Words that\nmust not be lost."),
    ("severity", "C"),
    ("handling", "business_hours"),
];

/// Sends the form of `page` with a file, as a browser without scripts does.
pub async fn send_file(browser: &mut Browser, page: &Page, path: &str, bytes: &str) -> Page {
    let hidden = [
        ("csrf", page.hidden("csrf")),
        ("version", page.hidden("version")),
    ];
    let typed = TYPED.map(|(name, value)| (name, value.to_owned()));
    let mut body = String::new();
    for (name, value) in hidden.iter().chain(&typed) {
        let _ = write!(
            body,
            "--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
    }
    body.push_str(
        "--x\r\ncontent-disposition: form-data; name=\"files\"; filename=\"trace.log\"\r\n\r\n",
    );
    let _ = write!(body, "{bytes}\r\n--x--\r\n");
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header(header::ORIGIN, "http://127.0.0.1:8080");
    browser.send(request, body).await
}

store::on_both_engines! { MIGRATIONS;
    async fn a_full_place_for_files_says_so_and_keeps_the_text(world) {
        let bytes = ByteStore::in_memory();
        let stage = Stage::over(&world.store, house_with(&world.store, bytes.clone()).await);
        let kim = stage.person("kim").await;
        stage.contract(&kim, ACCESS, 20).await;
        let path = format!("{}/description", stage.server(&kim, CONTRACT).await.base);
        let mut browser = stage.browser("kim").await;
        let open = browser.get(&path).await;
        bytes.leave_space(4);
        let full = send_file(&mut browser, &open, &path, "five bytes and more").await;
        assert_eq!(full.status, StatusCode::INSUFFICIENT_STORAGE);
        full.says("There is no room for more files right now.").says("must not be lost.").says("href=\"#files\"");
        bytes.leave_space(1_000);
        let saved = send_file(&mut browser, &full, &path, "five bytes and more").await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        browser.get(&path).await.says("trace.log").says("must not be lost.");
        assert_eq!(stage.texts("SELECT name FROM file WHERE removed_at IS NULL").await, ["trace.log"]);
    }

    async fn a_step_that_cannot_be_saved_is_shown_again_with_what_was_typed(world) {
        let stage = Stage::open(&world).await;
        let kim = stage.person("kim").await;
        stage.contract(&kim, ACCESS, 20).await;
        let path = format!("{}/description", stage.server(&kim, CONTRACT).await.base);
        let mut browser = stage.browser("kim").await;
        let cases = [
            (Trick::DiskIsFull, StatusCode::INSUFFICIENT_STORAGE, FULL),
            (Trick::CommitFails, StatusCode::SERVICE_UNAVAILABLE, "Nothing was changed. Try again in a moment."),
        ];
        for (trick, status, sentence) in cases {
            let open = browser.get(&path).await;
            world.tuning.sabotage.play(trick);
            let full = browser.send_form(&open, &path, &TYPED).await;
            assert_eq!(full.status, status, "{}", full.body);
            full.says(sentence).says("must not be lost.").says("<title>Error: ").says("Try again");
            assert_eq!(full.headers.contains_key(header::RETRY_AFTER), trick == Trick::CommitFails);
            let shown = browser.get(&path).await;
            assert!(shown.body.contains("It stops at the logo."), "what was saved before is safe");
        }
        let open = browser.get(&path).await;
        world.tuning.sabotage.play(Trick::DiskIsFull);
        let full = browser.send_form(&open, &path, &TYPED).await;
        let again = browser.send_form(&full, &path, &TYPED).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.body);
        browser.get(&path).await.says("must not be lost.");
    }

    /// The naive retry submits twice where the answer was lost, or never where the commit was.
    async fn t12_a_submission_whose_commit_or_answer_was_lost_is_sent_again_and_made_once(world) {
        let stage = Stage::open(&world).await;
        let kim = stage.person("kim").await;
        let contract = stage.contract(&kim, ACCESS, 20).await;
        let mut browser = stage.browser("kim").await;
        let tricks = [Trick::DiskIsFull, Trick::CommitFails, Trick::AnswerIsLost];
        for (place, trick) in tricks.into_iter().enumerate() {
            let check = format!("{}/check", stage.server(&kim, CONTRACT).await.base);
            let open = browser.get(&check).await;
            world.tuning.sabotage.play(trick);
            let unsure = browser.send_form(&open, &check, &[("agreement", "yes")]).await;
            if trick == Trick::AnswerIsLost && unsure.status == StatusCode::SEE_OTHER {
                assert!(unsure.location.ends_with("/submitted"), "led to the receipt of what was taken");
            } else {
                assert!(unsure.status.is_server_error(), "{trick:?}: {}", unsure.status);
                unsure.says("<title>Error: ").says("It stops at the logo.");
            }
            let sent = browser.send_form(&open, &check, &[("agreement", "yes")]).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{trick:?}: {}", sent.body);
            let made = stage.texts("SELECT number FROM incident").await.len();
            assert_eq!(made, place + 1, "{trick:?}");
            let remaining = left(&stage.house, contract, noon()).await;
            assert_eq!(remaining, 19 - i64::try_from(place).expect("few"), "{trick:?}");
        }
    }

    async fn a_form_that_nobody_has_time_for_can_be_sent_once_more_from_the_answer(world) {
        let tuning = Tuning { queue: 1, readers: Some(1), ..world.tuning.clone() };
        let store = Store::open_tuned(&world.settings, &tuning).expect("it opens");
        let stage = Stage::over(&store, house(&store).await);
        stage.person("kim").await;
        let mut browser = stage.browser("kim").await;
        let open = browser.get("/account").await;
        let name = "Kim <b>\"A\"</b>";
        let form = forms(&open.body, "/account").into_iter().find(|form| form.action == "/account");
        let shown = form.expect("the person's own data").fields;
        let typed: Vec<(&str, &str)> = shown
            .iter()
            .filter(|field| field.name != "csrf" && field.kind != "checkbox")
            .map(|field| (field.name.as_str(), if field.name == "name" { name } else { &field.value }))
            .collect();
        // The one reader waits, and the one place before it is taken.
        let (begun, begins) = oneshot::channel();
        let (release, released) = mpsc::channel::<()>();
        let (first, second) = (store.clone(), store.clone());
        let slow = tokio::spawn(async move {
            let job = first.read(move |_| {
                begun.send(()).map_err(|()| Fault::other("nobody waits"))?;
                released.recv().map_err(Fault::other)
            });
            job.await
        });
        begins.await.expect("it begins");
        let waiting = tokio::spawn(async move { second.read(|_| Ok::<_, Fault>(())).await });
        tokio::task::yield_now().await;
        let busy = browser.send_form(&open, "/account", &typed).await;
        assert_eq!(busy.status, StatusCode::SERVICE_UNAVAILABLE, "{}", busy.body);
        assert!(busy.headers.contains_key(header::RETRY_AFTER));
        busy.says("Nothing was changed. Try again in a moment.").says("What you typed is kept on this page");
        release.send(()).expect("it waits");
        slow.await.expect("it ends").expect("it reads");
        waiting.await.expect("it ends").expect("it reads");
        let again = forms(&busy.body, "/").into_iter().find(|form| form.action == "/account");
        let again = again.expect("the form that was sent");
        let kept = again.fields.iter().map(|field| (field.name.as_str(), field.value.as_str()));
        let kept: Vec<(&str, &str)> = kept.filter(|(name, _)| *name != "csrf").collect();
        assert_eq!(kept, typed);
        let saved = browser.send_form(&busy, &again.action, &kept).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        assert_eq!(stage.texts("SELECT name FROM account WHERE email = 'kim@example.com'").await, [name]);
    }
}
