//! The desk over HTTP: who gets a request, what never leaves the desk, and a second problem inside a request.

use actions::MIGRATIONS;
use actions::testing::{noon, scene};
use axum::http::StatusCode;
use domain::account::Role;

use crate::requests::scene as portal;
use crate::support::Browser;

/// What an internal note says, and nobody but the desk may ever read.
const SECRET: &str = "tapir-4711";

store::on_both_engines! { MIGRATIONS;
    async fn of_two_engineers_who_take_a_request_the_second_is_told_who_has_it(world) {
        let mut scene = portal(&world).await;
        let number = scene.submitted("Two hands").await;
        scene::person(&world.store, "ove", &[Role::Engineer], noon()).await;
        let mut ove = Browser::new(&scene.site);
        ove.sign_in(&scene.house, "ove@example.com").await;
        let (desk, take) = (format!("/desk/requests/{number}"), format!("/desk/requests/{number}/assignment"));
        let stale = ove.get(&desk).await;
        assert_eq!(scene.erin.press(&desk, &take, &[]).await.status, StatusCode::SEE_OTHER);
        let late = ove.send_form(&stale, &take, &[]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("erin").says("href=\"#work\"").says("id=\"work\"");
        let again = scene.erin.press(&desk, &take, &[]).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "taking it twice is no mistake");
    }

    async fn an_internal_note_never_leaves_the_desk(world) {
        let mut scene = portal(&world).await;
        let number = scene.submitted("Quiet").await;
        let (page, desk) = (format!("/requests/{number}"), format!("/desk/requests/{number}"));
        let messages = format!("{desk}/messages");
        let note = format!("The password is {SECRET}");
        // A form that does not plainly say that it is a reply is a note.
        for kind in [vec![("kind", "note")], vec![("kind", "odd")], vec![]] {
            let fields = [kind, vec![("message", note.as_str()), ("then", "waiting_customer")]].concat();
            let noted = scene.erin.press(&desk, &messages, &fields).await;
            assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.body);
        }
        scene.erin.get(&desk).await.says(SECRET).says("Internal – not shown to the customer");
        let reply = [("kind", "reply"), ("message", "Hello"), ("then", "go_on"), ("seen", "4")];
        assert_eq!(scene.erin.press(&desk, &messages, &reply).await.status, StatusCode::SEE_OTHER);
        let closure = format!("{desk}/closure");
        let closed = [("disposition", "courtesy"), ("words", "Goodbye")];
        assert_eq!(scene.erin.press(&closure, &closure, &closed).await.status, StatusCode::SEE_OTHER);
        let after = [("kind", "note"), ("message", note.as_str())];
        let noted = scene.erin.press(&desk, &messages, &after).await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER, "a note can follow the closing");

        let kim = &mut scene.kim;
        for path in [
            &page,
            &format!("{page}/submitted"),
            &format!("{page}/download"),
            "/requests?show=all",
            "/requests/export.csv?show=all",
            "/account/data",
        ] {
            let seen = kim.get(path).await;
            assert_eq!(seen.status, StatusCode::OK, "{path}");
            assert!(!seen.body.contains(SECRET), "{path} shows the note");
        }
        let found = kim.get(&format!("/requests?show=all&text={SECRET}")).await;
        found.says("No requests match the filter.");
        let letters = world.store.read(|reader| {
            reader.rows("SELECT facts FROM letter", &[], |row| row.get::<String>(0))
        });
        let letters: Vec<String> = letters.await.expect("letters");
        assert!(letters.len() >= 4, "{letters:?}");
        assert!(!letters.concat().contains(SECRET), "a letter tells the note");
    }

    async fn a_second_problem_is_proposed_at_the_desk_and_answered_by_the_customer(world) {
        let mut scene = portal(&world).await;
        let number = scene.submitted("Two problems").await;
        let (page, desk) = (format!("/requests/{number}"), format!("/desk/requests/{number}"));
        let split = format!("{desk}/split");
        let empty = scene.erin.press(&desk, &split, &[("second_title", "The <b>mail</b>")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.says("Describe the problem").says("The &#60;b&#62;mail");
        let asked = [("second_title", "The mail stops"), ("second_words", "It *bounces*.")];
        assert_eq!(scene.erin.press(&desk, &split, &asked).await.status, StatusCode::SEE_OTHER);
        scene.erin.get(&desk).await.says("The customer has been asked.");
        let twice = scene.erin.press(&desk, &split, &asked).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);

        let (kim, answer) = (&mut scene.kim, format!("{page}/split"));
        let shown = kim.get(&page).await;
        shown.says("The mail stops").says("Make it a request of its own").says("<em>bounces</em>");
        let unread = kim.press(&page, &answer, &[("answer", "consent")]).await;
        assert_eq!(unread.status, StatusCode::UNPROCESSABLE_ENTITY);
        unread.says("Accept the services agreement to submit");
        let consent = [("answer", "consent"), ("agreement", "yes")];
        let second = kim.send_form(&shown, &answer, &consent).await;
        assert_eq!(second.status, StatusCode::SEE_OTHER, "{}", second.body);
        let again = kim.send_form(&shown, &answer, &consent).await;
        assert_eq!(again.location, second.location, "a second click gets the same answer");
        kim.get(&second.location).await.says("10 → 9").says("The mail stops");
        kim.get(&page).await.says("Continued in INC-");
        let declined = kim.press(&page, &answer, &[("answer", "decline")]).await;
        assert_eq!(declined.status, StatusCode::CONFLICT, "there is nothing to decline any more");
    }
}
