//! Saved replies over HTTP: kept by a supervisor, put into an answer without scripts, and nothing typed lost.

use actions::MIGRATIONS;
use actions::testing::{noon, scene};
use axum::http::StatusCode;
use domain::account::Role;
use store::testing::World;

use crate::requests::{Scene, scene as portal};
use crate::support::{Browser, Page};

const LIST: &str = "/desk/replies";
const NEW: &str = "/desk/replies/new";
const HELLO: [(&str, &str); 5] = [
    ("product", ""),
    ("title_en", "Say <b>hello</b>"),
    ("text_en", "Hello, and thank you."),
    ("title_sv", "Hälsa"),
    ("text_sv", "Hej, och tack."),
];

/// The browser of somebody who keeps replies.
async fn keeper(world: &World, scene: &Scene) -> Browser {
    scene::person(&world.store, "gunnar", &[Role::Supervisor], noon()).await;
    let mut gunnar = Browser::new(&scene.site);
    gunnar.sign_in(&scene.house, "gunnar@example.com").await;
    gunnar
}

async fn texts(world: &World, sql: &'static str) -> Vec<String> {
    let read = world
        .store
        .read::<_, store::Fault, _>(move |reader| reader.rows(sql, &[], |row| row.get(0)));
    read.await.expect("rows")
}

/// What stands in the box of the answer.
fn written(page: &Page) -> &str {
    let (_, rest) = page.body.split_once("name=\"message\"").expect("the box");
    let (_, rest) = rest.split_once('>').expect("the box begins");
    rest.split("</textarea>")
        .next()
        .expect("the box ends")
        .trim_start_matches('\n')
}

store::on_both_engines! { MIGRATIONS;
    async fn a_saved_reply_is_put_below_what_is_written_and_nothing_typed_is_lost(world) {
        let mut scene = portal(&world).await;
        let mut gunnar = keeper(&world, &scene).await;
        gunnar.get("/desk").await.says("href=\"/desk/replies\"");
        gunnar.get(LIST).await.says("No replies are saved.");
        let form = gunnar.get(NEW).await;
        for _ in 0..2 {
            let kept = gunnar.send_form(&form, LIST, &HELLO).await;
            assert_eq!(kept.location, format!("{LIST}?done=kept"), "{}", kept.body);
        }
        gunnar.get(LIST).await.says("Say &#60;b&#62;hello").says("English and Swedish").says("All products");
        let keys = texts(&world, "SELECT key FROM saved_reply").await;
        assert_eq!(keys.len(), 1, "a second click is no second reply");

        let number = scene.submitted("A greeting").await;
        let (desk, messages) = (format!("/desk/requests/{number}"), format!("/desk/requests/{number}/messages"));
        let page = scene.erin.get(&desk).await;
        page.says("<option value=\"\">Select a reply</option>").says("Say &#60;b&#62;hello").says("formaction");
        assert!(!page.body.contains("href=\"/desk/replies\""), "an engineer does not keep them");
        let typed = [("kind", "note"), ("then", "waiting_customer"), ("seen", "1"), ("message", "Dear Kim\n\n"), ("insert", "yes")];
        let unchosen = scene.erin.send_form(&page, &messages, &typed).await;
        assert_eq!(unchosen.status, StatusCode::UNPROCESSABLE_ENTITY);
        unchosen.says("Select a saved reply to insert").says("Dear Kim");
        let chosen = [&typed[..], &[("saved", keys[0].as_str())]].concat();
        let inserted = scene.erin.send_form(&page, &messages, &chosen).await;
        assert_eq!(inserted.status, StatusCode::OK);
        assert_eq!(written(&inserted), "Dear Kim\n\nHello, and thank you.");
        inserted.says("id=\"kind-note\" name=\"kind\" value=\"note\" checked").says("value=\"waiting_customer\" selected");
        assert_eq!(texts(&world, "SELECT kind FROM event WHERE kind IN ('note', 'reply')").await.len(), 0, "nothing is sent");
        let empty = [("kind", "reply"), ("insert", "yes"), ("saved", keys[0].as_str())];
        let alone = scene.erin.send_form(&page, &messages, &empty).await;
        assert_eq!(written(&alone), "Hello, and thank you.");
        let sent = [("kind", "reply"), ("then", "go_on"), ("message", "Hello, and thank you."), ("seen", "9"), ("saved", "")];
        let sent = scene.erin.send_form(&alone, &messages, &sent).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    }

    async fn a_reply_by_half_is_refused_at_its_field_and_a_stale_form_shows_both(world) {
        let scene = portal(&world).await;
        let mut gunnar = keeper(&world, &scene).await;
        let wrong = [("product", "abacus"), ("title_en", "Hello"), ("text_sv", "Hej")];
        let refused = gunnar.press(NEW, LIST, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("<title>Error: ").says("Select a product").says("Write the text of the reply").says("Enter a title");
        let nothing = gunnar.press(NEW, LIST, &[("product", "")]).await;
        nothing.says("Write the reply in at least one language");
        gunnar.press(NEW, LIST, &HELLO).await;
        let keys = texts(&world, "SELECT key FROM saved_reply").await;
        let path = format!("{LIST}/{}", keys[0]);
        let stale = gunnar.get(&path).await;
        let but = |title| [&[("title_en", title)], &HELLO[2..]].concat();
        let first = gunnar.send_form(&stale, &path, &but("The first")).await;
        assert_eq!(first.location, format!("{LIST}?done=changed"));
        let late = gunnar.send_form(&stale, &path, &but("The second")).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("value=\"The second\"");
        let over = gunnar.send_form(&late, &path, &but("The second")).await;
        assert_eq!(over.status, StatusCode::SEE_OTHER, "{}", over.body);
        let removed = gunnar.press(LIST, &format!("{path}/removal"), &[]).await;
        gunnar.get(&removed.location).await.says("The reply is taken away.").says("No replies are saved.");
        assert_eq!(gunnar.get(&path).await.status, StatusCode::NOT_FOUND);
    }
}
