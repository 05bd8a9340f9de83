//! Pages of requests and the desk over HTTP, and the letters that follow, on both engines.

use std::sync::Arc;

use crate::support::{Browser, demo_portal};
use actions::incidents::drafts;
use actions::testing::{house, noon, scene};
use actions::{House, MIGRATIONS, Visit};
use axum::Router;
use axum::http::StatusCode;
use domain::account::Role;
use domain::response::Severity;
use store::testing::World;

/// What is sent with a form.
type Fields<'a> = &'a [(&'a str, &'a str)];

const ACCESS: &str = "0230242323";

/// Kim has a contract with eleven units and Erin the desk; a stranger has nothing.
pub struct Scene {
    pub site: Router,
    pub house: Arc<House>,
    pub customer: Visit,
    pub kim: Browser,
    pub erin: Browser,
}

pub async fn scene(world: &World) -> Scene {
    let house = house(&world.store).await;
    let customer = scene::person(&world.store, "kim", &[], noon()).await;
    scene::person(&world.store, "erin", &[Role::Engineer], noon()).await;
    scene::person(&world.store, "stranger", &[], noon()).await;
    scene::contract(&house, &customer, (ACCESS, "partner-gold-20"), 11, 100).await;
    let site = demo_portal(&house);
    let (mut kim, mut erin) = (Browser::new(&site), Browser::new(&site));
    kim.sign_in(&house, "kim@example.com").await;
    erin.sign_in(&house, "erin@example.com").await;
    Scene {
        site,
        house,
        customer,
        kim,
        erin,
    }
}

impl Scene {
    pub async fn submitted(&self, title: &str) -> String {
        let answers = scene::answers(ACCESS, Severity::B, title);
        let receipt = scene::submit(&self.house, &self.customer, answers).await;
        scene::number(&receipt.expect("it is taken"))
    }
}

store::on_both_engines! { MIGRATIONS;
    async fn a_request_is_answered_replied_to_and_closed_with_its_effect_shown(world) {
        let mut scene = scene(&world).await;
        let number = scene.submitted("<b>Disk</b> full").await;
        let (kim, erin) = (&mut scene.kim, &mut scene.erin);
        let (page, desk) = (format!("/requests/{number}"), format!("/desk/requests/{number}"));

        let list = kim.get("/requests").await;
        list.says("&#60;b&#62;Disk");
        assert!(!list.body.contains("<b>Disk"), "titles are text");
        let shown = kim.get(&page).await;
        shown.says("<strong>stops</strong>").says("10 left.");

        let taken = erin.press(&desk, &format!("{desk}/assignment"), &[]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER);
        let replies = format!("{desk}/messages");
        let empty = erin.press(&desk, &replies, &[("kind", "reply"), ("message", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.says("Write a reply");
        let said = [
            ("kind", "reply"),
            ("message", "Which *version*?\n\n<script>alert(1)</script> Look."),
            ("then", "waiting_customer"),
            ("seen", "2"),
        ];
        let asked = erin.press(&desk, &replies, &said).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
        let shown = kim.get(&page).await;
        shown.says("We are waiting for your answer").says("<em>version</em>");
        shown.says("&lt;script&gt;alert(1)&lt;/script&gt; Look.");
        assert!(!shown.body.contains("<script>alert"));

        let noted = erin.press(&desk, &replies, &[("kind", "note"), ("message", "A guess")]).await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER);
        let replied = kim.press(&page, &format!("{page}/replies"), &[("message", "Version 2025")]).await;
        assert_eq!(replied.status, StatusCode::SEE_OTHER);
        kim.get(&page).await.says("Version 2025");
        let stale = [("kind", "reply"), ("message", "My long answer"), ("then", "go_on"), ("seen", "3")];
        let held = erin.press(&desk, &replies, &stale).await;
        assert_eq!(held.status, StatusCode::CONFLICT);
        held.says("My long answer").says("Send anyway");

        let closure = format!("{desk}/closure");
        erin.get(&closure).await.says("0230242323: 10 → 11 incidents");
        let kept = erin.press(&closure, &closure, &[("words", "Sorry for that")]).await;
        assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY);
        kept.says("Sorry for that").says("Select a reason");
        let chosen = [("disposition", "courtesy"), ("words", "Sorry for that")];
        let closed = erin.press(&closure, &closure, &chosen).await;
        assert_eq!(closed.status, StatusCode::SEE_OTHER);
        kim.get(&page).await.says("11 are left").says("Sorry for that");
        let twice = erin.press(&desk, &closure, &chosen).await;
        assert_eq!(twice.status, StatusCode::CONFLICT, "closed twice");

        let mailbox = kim.get("/dev/mail").await;
        for subject in ["We have your request", "We need an answer from you", "1 incident given back"] {
            mailbox.says(&format!("[{number}] {subject}"));
        }
        kim.get("/dev/mail/1").await.says("&#62; Replication **stops** after an hour.");
        kim.get("/dev/mail/1/html").await.says("<strong>stops</strong>").says("lang=\"en\"");
    }

    async fn bad_input_keeps_what_was_typed_and_says_where(world) {
        let mut scene = scene(&world).await;
        let number = scene.submitted("Slow").await;
        let (kim, page) = (&mut scene.kim, format!("/requests/{number}"));
        let rows: [(&str, Fields, &str); 4] = [
            ("replies", &[("message", "")], "Write a message or attach a file"),
            ("severity", &[("severity", "A"), ("severity_reason", "")], "Say why the severity should change"),
            ("severity", &[("severity", "Z"), ("severity_reason", "Typed")], "value=\"Typed\""),
            ("reopening", &[("reopen_reason", " ")], "Say what is not solved"),
        ];
        for (noun, fields, words) in rows {
            let shown = kim.press(&page, &format!("{page}/{noun}"), fields).await;
            assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY, "{noun}");
            shown.says(words).says("<title>Error: ");
        }
        let odd = [("message", "Hello"), ("engineer", "1")];
        let unknown = kim.press(&page, &format!("{page}/replies"), &odd).await;
        assert_eq!(unknown.status, StatusCode::BAD_REQUEST, "a field that the page does not have");
        let open = [("reopen_reason", "It is open still")];
        let shown = kim.press(&page, &format!("{page}/reopening"), &open).await;
        assert_eq!(shown.status, StatusCode::CONFLICT);
        shown.says("Slow");
        let gone = kim.press(&page, &format!("{page}/withdrawal"), &[]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        kim.get(&page).await.says("The incident was given back to 0230242323");
    }

    async fn foreign_unknown_forbidden_and_misspelt_requests_look_alike(world) {
        let mut scene = scene(&world).await;
        let number = scene.submitted("Mine").await;
        let mut stranger = Browser::new(&scene.site);
        assert_eq!(stranger.get("/requests").await.status, StatusCode::UNAUTHORIZED);
        stranger.sign_in(&scene.house, "stranger@example.com").await;
        let lower = number.to_lowercase();
        let mut pages = Vec::new();
        for name in [number.as_str(), "INC-000000000", lower.as_str(), "ADV-482019379", "nothing"] {
            let page = stranger.get(&format!("/requests/{name}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{name}");
            pages.push(page.body.replace(name, "").len() / 100);
        }
        assert!(pages.windows(2).all(|two| two[0] == two[1]), "{pages:?}");
        let desk = format!("/desk/requests/{number}");
        for path in ["/desk", &desk, &format!("{desk}/closure")] {
            assert_eq!(scene.kim.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }

    async fn the_list_is_filtered_by_its_address_and_exported_without_formulas(world) {
        let mut scene = scene(&world).await;
        scene.submitted("=HYPERLINK(\"x\")").await;
        scene.submitted("Quite another").await;
        let kim = &mut scene.kim;
        let found = kim.get("/requests?show=all&text=quite").await;
        assert!(!found.says("Quite another").body.contains("HYPERLINK"));
        kim.get("/requests?show=closed").await.says("No requests here.");
        for odd in ["/requests?show=x&page=-3", "/requests?page=99999999999999999999", "/requests?text=%25_!"] {
            assert_eq!(kim.get(odd).await.status, StatusCode::OK, "{odd}");
        }
        let csv = kim.get("/requests/export.csv?show=all").await;
        assert_eq!(csv.status, StatusCode::OK);
        csv.says("\"'=HYPERLINK(\"\"x\"\")\"");
    }

    async fn what_is_not_there_says_so_in_its_own_words(world) {
        let mut scene = scene(&world).await;
        let draft = scene.kim.get("/requests/draft/d_nothing/check").await;
        assert_eq!(draft.status, StatusCode::NOT_FOUND);
        draft.says("That draft is gone").says("Look under My requests");
        let request = scene.kim.get("/requests/INC-000000000").await;
        assert_eq!(request.status, StatusCode::NOT_FOUND);
        request.says("We cannot find that request, or you do not have access to it.");
    }

    async fn a_request_can_be_taken_along_as_a_file(world) {
        let mut scene = scene(&world).await;
        let number = scene.submitted("<b>Disk</b> full").await;
        let (kim, page) = (&mut scene.kim, format!("/requests/{number}"));
        kim.get(&page).await.says(&format!("href=\"{page}/download\"")).says("data-print");
        kim.get(&format!("{page}/submitted")).await.says("data-print").says("first-answer.ics").says("data-copy");
        let copy = kim.get(&format!("{page}/download")).await;
        assert_eq!(copy.status, StatusCode::OK);
        copy.says("&#60;b&#62;Disk").says("<strong>stops</strong>").says("10 left.");
        for acting in ["<form", "<script", "<b>Disk", "src="] {
            assert!(!copy.body.contains(acting), "{acting}");
        }
        let mut stranger = Browser::new(&scene.site);
        stranger.sign_in(&scene.house, "stranger@example.com").await;
        let foreign = stranger.get(&format!("{page}/download")).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    }

    async fn a_new_request_continues_an_old_one_of_the_same_person(world) {
        let mut scene = scene(&world).await;
        let number = scene.submitted("The first").await;
        let begin = format!("/requests/new?follows={number}");
        let fields = [("product", "windows-server"), ("follows", number.as_str())];
        let kim = &mut scene.kim;
        kim.get(&begin).await.says(&format!("name=\"follows\" value=\"{number}\""));
        let started = kim.press(&begin, "/requests/new", &fields).await;
        assert_eq!(started.status, StatusCode::SEE_OTHER);
        let drafts = drafts::mine(&scene.house, &scene.customer).await.expect("drafts").page;
        assert_eq!(drafts[0].answers.follows.as_deref(), Some(number.as_str()));

        let mut stranger = Browser::new(&scene.site);
        stranger.sign_in(&scene.house, "stranger@example.com").await;
        let foreign = stranger.press(&begin, "/requests/new", &fields).await;
        assert_eq!(foreign.status, StatusCode::SEE_OTHER);
        let answers = world.store.read(|reader| {
            let sql = "SELECT answers FROM draft ORDER BY id DESC LIMIT 1";
            reader.row(sql, &[], |row| row.get::<String>(0))
        });
        let answers: String = answers.await.expect("the draft is there");
        assert!(!answers.contains(&number), "{answers}");
    }
}
