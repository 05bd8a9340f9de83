//! Following, sharing and rating a request over HTTP, and the hint at a colleague's open request, on both engines.

use actions::incidents::close::{close, withdraw};
use actions::incidents::converse::{Then, answer};
use actions::incidents::drafts;
use actions::testing::scene;
use actions::{MIGRATIONS, Visit};
use axum::http::{Request, StatusCode, header};
use domain::account::Role;
use domain::ids::RequestNumber;
use domain::incident::Disposition;
use domain::ledger::ContractRef;
use domain::response::Severity;
use store::Fault;

use crate::stage::{ACCESS, PAIR, SERVER, Stage};
use crate::support::Browser;

const WORDS: &str = "Replication <strong>stops</strong> after an hour.";

/// Kim has submitted a request; Maja is linked to the contract that pays, and the stranger to nothing.
struct Scene {
    stage: Stage,
    maja: Visit,
    page: String,
    number: String,
}

async fn scene(world: &store::testing::World) -> Scene {
    let stage = Stage::open(world).await;
    let kim = stage.person("kim").await;
    let contract: ContractRef = stage.contract(&kim, ACCESS, 20).await;
    let maja = stage.person("maja").await;
    stage.linked("maja", contract).await;
    stage.person("stranger").await;
    let answers = scene::answers(ACCESS, Severity::B, "Replication stops");
    let receipt = scene::submit(&stage.house, &kim, answers).await;
    let number = scene::number(&receipt.expect("it is taken"));
    Scene {
        stage,
        maja,
        page: format!("/requests/{number}"),
        number,
    }
}

impl Scene {
    async fn browser(&self, name: &str) -> Browser {
        self.stage.browser(name).await
    }

    /// The links of everybody end.
    async fn unlink(&self) {
        self.write("UPDATE link SET ended_at = 1, ended_by = 'test' WHERE ended_at IS NULL")
            .await;
    }

    async fn write(&self, sql: &'static str) {
        let written = self
            .stage
            .store
            .write::<_, Fault, _>(move |tx| tx.execute(sql, &[]));
        assert!(written.await.expect("written") > 0);
    }
}

store::on_both_engines! { MIGRATIONS;
    async fn a_colleague_follows_writes_and_leaves_and_the_reporter_sees_who(world) {
        let scene = scene(&world).await;
        let (mut kim, mut maja) = (scene.browser("kim").await, scene.browser("maja").await);
        let page = &scene.page;
        let offered = maja.get(page).await;
        assert_eq!(offered.status, StatusCode::OK);
        offered.says("kim submitted it on 24 November 2026").says("Replication stops");
        assert!(!offered.body.contains(WORDS), "it is not read before it is followed");
        for path in ["download", "submitted"] {
            assert_eq!(maja.get(&format!("{page}/{path}")).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let mut stranger = scene.browser("stranger").await;
        assert_eq!(stranger.get(page).await.status, StatusCode::NOT_FOUND);
        let following = format!("{page}/following");
        let start = stranger.get("/requests").await;
        let foreign = stranger.send_form(&start, &following, &[]).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);

        let followed = maja.press(page, &following, &[]).await;
        assert_eq!((followed.status, followed.location.as_str()), (StatusCode::SEE_OTHER, format!("{page}?done=followed").as_str()));
        let shown = maja.get(&followed.location).await;
        shown.says("You follow the request, and get the e-mail about it.").says("kim submitted it, and decides about it.").says(WORDS);
        for deed in ["withdrawal", "severity", "removal"] {
            assert!(!shown.body.contains(&format!("/{deed}\"")), "{deed} is the reporter's");
        }
        let written = maja.press(page, &format!("{page}/replies"), &[("message", "I see it too")]).await;
        assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.body);
        assert_eq!(maja.press(page, &format!("{page}/withdrawal"), &[]).await.status, StatusCode::NOT_FOUND);
        maja.get("/requests").await.says("Replication stops");
        kim.get(page).await.says("maja, since 24 November 2026").says("I see it too").says("aria-label=\"Remove maja\"");

        let left = maja.press(page, &format!("{following}/end"), &[]).await;
        assert_eq!(left.status, StatusCode::SEE_OTHER);
        maja.get(&left.location).await.says("You no longer follow the request.");
        maja.get(page).await.says("Follow it to read what has happened");
        maja.press(page, &following, &[]).await;
        let key = scene.stage.texts("SELECT key FROM account WHERE name = 'maja'").await.remove(0);
        let removed = kim.press(page, &format!("{page}/followers/{key}/removal"), &[]).await;
        assert_eq!(removed.status, StatusCode::SEE_OTHER);
        kim.get(&removed.location).await.says("The person no longer follows the request.").says("Nobody else follows the request.");
        assert_eq!(maja.get(page).await.status, StatusCode::NOT_FOUND, "taken off");
    }

    async fn i7_nothing_of_a_followed_request_is_shown_once_the_link_is_gone(world) {
        let scene = scene(&world).await;
        let mut maja = scene.browser("maja").await;
        let page = &scene.page;
        maja.press(page, &format!("{page}/following"), &[]).await;
        maja.get(page).await.says(WORDS);
        scene.unlink().await;
        let start = maja.get("/requests?show=all").await;
        assert!(!start.body.contains("Replication stops"));
        for path in ["", "/download", "/submitted", "/first-answer.ics"] {
            assert_eq!(maja.get(&format!("{page}{path}")).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        for noun in ["replies", "following", "following/end", "followers", "rating"] {
            let fields = [("message", "Hello")];
            let known: &[(&str, &str)] = if noun == "replies" { &fields } else { &[] };
            let answer = maja.send_form(&start, &format!("{page}/{noun}"), known).await;
            let other = maja.send_form(&start, &format!("/requests/INC-000000000/{noun}"), known).await;
            assert_eq!(answer.status, other.status, "{noun}");
            assert!(!answer.body.contains("Replication stops"), "{noun}");
        }
        let export = maja.get("/requests/export.csv?show=all").await;
        assert!(!export.body.contains(&scene.number));
    }

    async fn it_is_shared_with_colleagues_only_and_says_the_same_of_everybody_else(world) {
        let scene = scene(&world).await;
        let mut kim = scene.browser("kim").await;
        let followers = format!("{}/followers", scene.page);
        let shared = kim.press(&scene.page, &followers, &[("colleague", " Maja@example.com ")]).await;
        assert_eq!(shared.status, StatusCode::UNPROCESSABLE_ENTITY, "the local part is another's");
        let shared = kim.press(&scene.page, &followers, &[("colleague", "maja@example.com")]).await;
        assert_eq!(shared.status, StatusCode::SEE_OTHER, "{}", shared.body);
        kim.get(&shared.location).await.says("The request is shared with your colleague.").says("maja, since");
        let mut answers = Vec::new();
        for email in ["stranger@example.com", "nobody00@example.com"] {
            let refused = kim.press(&scene.page, &followers, &[("colleague", email)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            refused.says("The request cannot be shared with that address.").says(&format!("value=\"{email}\""));
            let csrf = refused.hidden("csrf");
            answers.push(refused.body.replace(email, "").replace(&csrf, ""));
        }
        assert_eq!(answers[0], answers[1]);
        let malformed = kim.press(&scene.page, &followers, &[("colleague", "maja")]).await;
        assert_eq!(malformed.status, StatusCode::UNPROCESSABLE_ENTITY);
        malformed.says("href=\"#colleague\"");
        let letters = scene.stage.texts("SELECT address || ' ' || kind FROM letter ORDER BY id").await;
        assert_eq!(letters, ["kim@example.com request_received", "maja@example.com request_shared"]);
    }

    async fn the_wizard_hints_at_a_colleagues_request_and_follows_it_in_one_click(world) {
        let scene = scene(&world).await;
        let ready = scene.stage.ready(&scene.maja, SERVER, Some("con_0230242323")).await;
        let mut maja = scene.browser("maja").await;
        let description = format!("{}/description", ready.base);
        let grouped = format!("INC-{} {} {}", &scene.number[4..7], &scene.number[7..10], &scene.number[10..]);
        let hint = format!("A colleague has an open request about this: {grouped}. Follow it instead?");
        let hint = hint.replace(' ', "\u{a0}");
        let bare = |body: &str| body.replace(' ', "\u{a0}");
        for step in ["description", "check"] {
            let shown = maja.get(&format!("{}/{step}", ready.base)).await;
            assert!(bare(&shown.body).contains(&hint), "{step}: {}", shown.body);
        }
        scene.write("UPDATE account SET language = 'sv'").await;
        maja.get(&description).await.says("En kollega har redan ett öppet ärende om detta");
        scene.write("UPDATE account SET language = 'en'").await;
        let typed = [("title", ""), ("description", "Typed just now"), ("follow", scene.number.as_str())];
        let followed = maja.press(&description, &description, &typed).await;
        assert_eq!(followed.status, StatusCode::SEE_OTHER, "{}", followed.body);
        maja.get(&followed.location).await.says("Your draft is kept under My requests.").says(WORDS);
        let kept = drafts::load(&scene.stage.house, &scene.maja, &ready.key).await.expect("kept").page;
        assert_eq!(kept.answers.description, "Typed just now");
        let after = maja.get(&description).await;
        assert!(!bare(&after.body).contains(&hint), "what is followed is not hinted at");

        scene.unlink().await;
        let other = [("title", "A title"), ("description", "Kept"), ("follow", "INC-000000000")];
        let gone = maja.press(&description, &description, &other).await;
        assert_eq!(gone.status, StatusCode::CONFLICT);
        gone.says("INC-000000000 cannot be followed any longer.").says("Kept");
        let stranger = scene::person(&world.store, "vera", &[], scene.stage.now()).await;
        let unrelated = scene.stage.ready(&stranger, SERVER, None).await;
        let mut vera = scene.browser("vera").await;
        let shown = vera.get(&format!("{}/description", unrelated.base)).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(!shown.body.contains(&scene.number) && !shown.body.contains("A colleague has"));
    }

    async fn from_the_check_one_click_follows_too(world) {
        let scene = scene(&world).await;
        let ready = scene.stage.ready(&scene.maja, SERVER, Some("con_0230242323")).await;
        let mut maja = scene.browser("maja").await;
        let check = format!("{}/check", ready.base);
        let token = maja.get(&check).await.hidden("csrf");
        let request = Request::post(format!("{}/following", scene.page))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, "http://127.0.0.1:8080");
        let followed = maja.send(request, format!("csrf={token}&draft=kept")).await;
        assert_eq!(followed.status, StatusCode::SEE_OTHER);
        maja.get(&followed.location).await.says("Your draft is kept under My requests.").says(WORDS);
        assert_eq!(maja.get(&check).await.status, StatusCode::OK, "the draft is there");
    }

    async fn the_owner_comes_from_the_statement_to_a_colleagues_open_request(world) {
        let stage = Stage::open(&world).await;
        let (kim, maja) = (stage.person("kim").await, stage.person("maja").await);
        let key = stage.issued(&kim, "partner-gold-20", PAIR, -30).await;
        let link = "INSERT INTO link (key, contract, account, origin, made_at)
                    SELECT 'l_1', c.id, a.id, 'import', 0 FROM contract c, account a WHERE a.name = 'maja'";
        let written = stage.store.write::<_, Fault, _>(move |tx| tx.execute(link, &[]));
        assert_eq!(written.await.expect("written"), 1);
        let mut answers = scene::answers(ACCESS, Severity::B, "Majas");
        answers.contract = Some(key.clone());
        let receipt = scene::submit(&stage.house, &maja, answers).await.expect("it is taken");
        let (page, contract) = (format!("/requests/{}", scene::number(&receipt)), format!("/contracts/{key}"));
        let mut browser = stage.browser("kim").await;
        browser.get(&contract).await.says(&format!("href=\"{page}\""));
        browser.get(&page).await.says("maja submitted it on");
        withdraw(&stage.house, &maja, receipt.incident, String::new()).await.expect("withdrawn");
        let over = browser.get(&contract).await;
        assert!(!over.body.contains(&format!("href=\"{page}\"")), "nothing leads to what is not shown");
    }

    async fn the_help_is_rated_and_the_desk_sees_it(world) {
        let scene = scene(&world).await;
        let erin = scene::person(&world.store, "erin", &[Role::Engineer], scene.stage.now()).await;
        let house = &scene.stage.house;
        let incident = house.incident_of(&RequestNumber::parse(&scene.number).expect("a number"));
        answer(house, &erin, incident, scene::says("Do this"), Then::GoOn).await.expect("answered");
        close(house, &erin, incident, Disposition::Solved, String::new()).await.expect("closed");
        let (mut kim, mut desk) = (scene.browser("kim").await, scene.browser("erin").await);
        let (page, rating) = (&scene.page, format!("{}/rating", scene.page));
        let shown = kim.get(page).await;
        shown.says("Solved. Was this the right answer?").says("id=\"rating\"").says("No, reopen").says("4 – Good");
        for (fields, words) in [
            (vec![("answer", "no")], "Say what is not solved"),
            (vec![("answer", "yes"), ("stars", "6")], "Select a rating, or say it in your own words"),
            (vec![], "Select a rating, or say it in your own words"),
        ] {
            let refused = kim.press(page, &rating, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            refused.says(words);
        }
        let no = [("answer", "no"), ("rating_words", "It stops again")];
        assert_eq!(kim.press(page, &rating, &no).await.status, StatusCode::SEE_OTHER);
        kim.get(page).await.says("It stops again").says("/withdrawal\"");
        let early = kim.press(page, &rating, &[("answer", "yes")]).await;
        assert_eq!(early.status, StatusCode::CONFLICT, "it is open again");
        close(house, &erin, incident, Disposition::Solved, String::new()).await.expect("closed again");
        let yes = [("answer", "yes"), ("stars", "4"), ("rating_words", "<b>Quick</b>")];
        let rated = kim.press(page, &rating, &yes).await;
        assert_eq!(rated.status, StatusCode::SEE_OTHER, "{}", rated.body);
        let thanks = kim.get(&rated.location).await;
        thanks.says("Thank you. Your answer is saved.").says("4 – Good: &#60;b&#62;Quick");
        assert!(!thanks.body.contains("id=\"rating\""), "it is asked once");
        desk.get(&format!("/desk{page}")).await.says("4 – Good: &#60;b&#62;Quick");
        kim.get("/account/data").await.says("Quick");
    }
}
