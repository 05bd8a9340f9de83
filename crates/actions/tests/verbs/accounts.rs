//! Signing in, sessions and what they allow, on both engines.

use std::sync::Arc;

use actions::accounts::roles::{self, Change};
use actions::accounts::sessions::{self, Device, SignedIn};
use actions::accounts::sign_in::{self, Asking, Miss};
use actions::accounts::{email, enrol, passkeys, profile};
use actions::exports;
use actions::testing::{house, noon};
use actions::{Answer, House, MIGRATIONS, Stopped, Visit};
use domain::account::{Caller, Role};
use domain::ids::EmailAddress;
use domain::refusal::Refusal;
use domain::time::Moment;
use store::on_both_engines;

fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).expect("an address")
}

/// A visit of browser number `browser`, with the session of that number where it is not 0.
fn visit(browser: u8, session: u8, at: Moment) -> Visit {
    Visit {
        session: (session > 0).then_some([session; 32]),
        browser: Some([browser; 32]),
        network: "192.0.2.0/24".into(),
        language: "en".into(),
        at,
        once: None,
    }
}

fn device(session: u8) -> Device {
    Device {
        session: [session; 32],
        agent: "Test".into(),
    }
}

/// The sign-in that was asked for last, as its letter would deliver it.
async fn mailed(house: &House, store: &store::Store) -> sign_in::Secrets {
    let key: String = store
        .read(|reader| {
            let newest = "SELECT key FROM sign_in ORDER BY id DESC LIMIT 1";
            reader.row(newest, &[], |row| row.get(0))
        })
        .await
        .expect("a sign-in");
    sign_in::secrets(house, &key)
}

async fn ask(house: &House, email: &str, browser: u8, at: Moment) -> Answer<()> {
    let asking = Asking {
        email: address(email),
        return_to: "/contracts".into(),
    };
    sign_in::ask(house, &visit(browser, 0, at), asking).await
}

/// Signs in by link in browser 1 as session number `session`.
async fn enter(
    house: &House,
    store: &store::Store,
    email: &str,
    session: u8,
    at: Moment,
) -> SignedIn {
    ask(house, email, 1, at).await.expect("a letter");
    let link = mailed(house, store).await.link;
    sign_in::by_link(house, &visit(1, 0, at), &link, device(session))
        .await
        .expect("signed in")
}

async fn caller(house: &House, session: u8, at: Moment) -> Option<String> {
    let seen = sign_in::waiting(house, &visit(1, session, at)).await;
    match seen.expect("a page").caller {
        Caller::Person(person) => Some(person.email),
        _ => None,
    }
}

fn refused<T: std::fmt::Debug>(answer: Answer<T>) -> Refusal {
    match answer {
        Err(Stopped::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

on_both_engines! { MIGRATIONS;
    async fn a_link_signs_in_once_and_makes_the_account_at_its_first_use(world) {
        let house = house(&world.store).await;
        ask(&house, "kim@example.com", 1, noon()).await.expect("a letter");
        let link = mailed(&house, &world.store).await.link;
        let looked = sign_in::linked(&house, &visit(2, 0, noon()), &link).await.expect("a page");
        assert_eq!(looked.page.as_deref(), Some("kim@example.com"));
        let signed_in = sign_in::by_link(&house, &visit(1, 0, noon()), &link, device(7)).await.expect("signed in");
        assert_eq!(signed_in.return_to, "/contracts");
        assert_eq!(caller(&house, 7, noon()).await.as_deref(), Some("kim@example.com"));
        let again = sign_in::by_link(&house, &visit(1, 0, noon()), &link, device(8)).await;
        assert_eq!(refused(again), Refusal::SignInExpired);
        let second = enter(&house, &world.store, "kim@example.com", 9, noon()).await;
        assert_eq!(second.account, signed_in.account);
    }

    async fn in_another_browser_the_link_works_and_the_code_does_not(world) {
        let house = house(&world.store).await;
        ask(&house, "kim@example.com", 1, noon()).await.expect("a letter");
        let secrets = mailed(&house, &world.store).await;
        let elsewhere = sign_in::by_code(&house, &visit(2, 0, noon()), &secrets.code, device(7)).await;
        assert_eq!(elsewhere.expect("an answer"), Err(Miss::Expired));
        let linked = sign_in::by_link(&house, &visit(2, 0, noon()), &secrets.link, device(7)).await;
        assert_eq!(linked.expect("signed in").return_to, "/");
    }

    async fn five_wrong_codes_spend_the_sign_in(world) {
        let house = house(&world.store).await;
        ask(&house, "kim@example.com", 1, noon()).await.expect("a letter");
        let secrets = mailed(&house, &world.store).await;
        let wrong = if secrets.code == "000000" { "000001" } else { "000000" };
        for left in (1..5).rev() {
            let missed = sign_in::by_code(&house, &visit(1, 0, noon()), wrong, device(7)).await;
            assert_eq!(missed.expect("an answer"), Err(Miss::Wrong { left }));
        }
        let last = sign_in::by_code(&house, &visit(1, 0, noon()), wrong, device(7)).await;
        assert_eq!(last.expect("an answer"), Err(Miss::Expired));
        let right = sign_in::by_code(&house, &visit(1, 0, noon()), &secrets.code, device(7)).await;
        assert_eq!(right.expect("an answer"), Err(Miss::Expired));
        let link = sign_in::by_link(&house, &visit(1, 0, noon()), &secrets.link, device(7)).await;
        assert_eq!(refused(link), Refusal::SignInExpired);
    }

    async fn the_right_code_signs_in_and_not_after_fifteen_minutes(world) {
        let house = house(&world.store).await;
        ask(&house, "kim@example.com", 1, noon()).await.expect("a letter");
        let code = mailed(&house, &world.store).await.code;
        let late = sign_in::by_code(&house, &visit(1, 0, noon().plus_minutes(15)), &code, device(7)).await;
        assert_eq!(late.expect("an answer"), Err(Miss::Expired));
        let in_time = sign_in::by_code(&house, &visit(1, 0, noon().plus_minutes(14)), &code, device(7)).await;
        assert!(in_time.expect("an answer").is_ok());
    }

    async fn a_newer_letter_voids_the_one_before(world) {
        let house = house(&world.store).await;
        ask(&house, "kim@example.com", 1, noon()).await.expect("a letter");
        let first = mailed(&house, &world.store).await;
        ask(&house, "kim@example.com", 1, noon()).await.expect("a letter");
        let old = sign_in::by_link(&house, &visit(1, 0, noon()), &first.link, device(7)).await;
        assert_eq!(refused(old), Refusal::SignInExpired);
    }

    async fn a_fourth_letter_in_an_hour_is_refused_for_any_address(world) {
        let house = house(&world.store).await;
        enter(&house, &world.store, "known@example.com", 7, noon()).await;
        for (address, sent) in [("known@example.com", 2), ("unknown@example.com", 3)] {
            for _ in 0..sent {
                ask(&house, address, 1, noon()).await.expect("a letter");
            }
            let fourth = ask(&house, address, 1, noon()).await;
            assert!(matches!(refused(fourth), Refusal::TooManyAttempts { .. }));
        }
    }

    async fn signing_in_again_ends_the_session_that_the_browser_held(world) {
        let house = house(&world.store).await;
        enter(&house, &world.store, "kim@example.com", 7, noon()).await;
        ask(&house, "kim@example.com", 1, noon()).await.expect("a letter");
        let link = mailed(&house, &world.store).await.link;
        sign_in::by_link(&house, &visit(1, 7, noon()), &link, device(8)).await.expect("signed in");
        assert_eq!(caller(&house, 7, noon()).await, None);
        assert!(caller(&house, 8, noon()).await.is_some());
    }

    async fn sessions_are_listed_ended_one_by_one_and_all_at_once(world) {
        let house = house(&world.store).await;
        let at = noon();
        for session in [7, 8, 9] {
            enter(&house, &world.store, "kim@example.com", session, at).await;
        }
        let listed = sessions::list(&house, &visit(1, 7, at)).await.expect("a list").page;
        assert_eq!(listed.len(), 3);
        assert_eq!(listed.iter().filter(|session| session.is_this).count(), 1);
        let other = listed.iter().find(|session| !session.is_this).expect("another").key.clone();
        enter(&house, &world.store, "else@example.com", 6, at).await;
        let foreign = sessions::end_one(&house, &visit(1, 6, at), other.clone()).await;
        assert_eq!(refused(foreign), Refusal::NotFound);
        sessions::end_one(&house, &visit(1, 7, at), other).await.expect("ended");
        assert_eq!(sessions::list(&house, &visit(1, 7, at)).await.expect("a list").page.len(), 2);
        sessions::sign_out_everywhere(&house, &visit(1, 7, at)).await.expect("ended");
        for session in [7, 8, 9] {
            assert_eq!(caller(&house, session, at).await, None);
        }
        assert!(caller(&house, 6, at).await.is_some());
    }

    async fn a_session_lives_by_use_and_ends_idle(world) {
        let house = house(&world.store).await;
        enter(&house, &world.store, "kim@example.com", 7, noon()).await;
        for day in [10, 20, 30] {
            assert!(caller(&house, 7, noon().plus_days(day)).await.is_some(), "day {day}");
        }
        assert_eq!(caller(&house, 7, noon().plus_days(45)).await, None);
    }

    async fn a_role_ends_the_sessions_that_began_without_it(world) {
        let house = house(&world.store).await;
        enter(&house, &world.store, "kim@example.com", 7, noon()).await;
        let give = Change::Give(Role::Engineer);
        roles::change_by_house(&house, "operator:test", address("kim@example.com"), give, noon()).await.expect("given");
        assert_eq!(caller(&house, 7, noon()).await, None);
        enter(&house, &world.store, "kim@example.com", 8, noon()).await;
        assert_eq!(caller(&house, 8, noon().plus_minutes(61)).await, None, "a staff session is short");
    }

    async fn a_disabled_account_is_dead_at_once(world) {
        let house = house(&world.store).await;
        enter(&house, &world.store, "kim@example.com", 7, noon()).await;
        ask(&house, "kim@example.com", 1, noon()).await.expect("a letter");
        let link = mailed(&house, &world.store).await.link;
        let email = address("kim@example.com");
        roles::change_by_house(&house, "operator:test", email, Change::Disable, noon()).await.expect("disabled");
        assert_eq!(caller(&house, 7, noon()).await, None);
        let again = sign_in::by_link(&house, &visit(1, 0, noon()), &link, device(8)).await;
        assert_eq!(refused(again), Refusal::SignInExpired);
    }

    async fn a_role_is_given_by_an_administrator_with_a_passkey_shown_just_now(world) {
        let house = house(&world.store).await;
        let kim = || address("kim@example.com");
        enter(&house, &world.store, "kim@example.com", 6, noon()).await;
        enter(&house, &world.store, "vera@example.com", 7, noon()).await;
        let by_nobody = roles::change(&house, &visit(1, 6, noon()), kim(), Change::Give(Role::Engineer), "Joins").await;
        assert_eq!(refused(by_nobody), Refusal::NotFound);
        let give = Change::Give(Role::Administrator);
        roles::change_by_house(&house, "operator:test", address("vera@example.com"), give, noon()).await.expect("given");
        enter(&house, &world.store, "vera@example.com", 8, noon()).await;
        let early = roles::change(&house, &visit(1, 8, noon()), kim(), Change::Give(Role::Engineer), "Joins").await;
        assert_eq!(refused(early), Refusal::PasskeyNeeded);
        let new = passkeys::Registered { credential_id: "c1".into(), credential: "{}".into(), name: "Key".into() };
        passkeys::register(&house, &visit(1, 8, noon()), new, [9; 32]).await.expect("registered");
        assert_eq!(caller(&house, 8, noon()).await, None, "the token is another");
        let late = visit(1, 9, noon().plus_minutes(10));
        let change = Change::Give(Role::Engineer);
        assert_eq!(refused(roles::change(&house, &late, kim(), change, "Joins").await), Refusal::StepUpNeeded);
        let in_time = visit(1, 9, noon().plus_minutes(9));
        roles::change(&house, &in_time, kim(), change, "Joins").await.expect("given");
    }

    async fn the_first_passkey_needs_fresh_mail_and_the_next_a_passkey(world) {
        let house = house(&world.store).await;
        enter(&house, &world.store, "kim@example.com", 7, noon()).await;
        let new = |id: &str| passkeys::Registered {
            credential_id: id.into(),
            credential: "{}".into(),
            name: "Key".into(),
        };
        let late = passkeys::register(&house, &visit(1, 7, noon().plus_minutes(15)), new("c1"), [8; 32]).await;
        assert_eq!(refused(late), Refusal::FreshSignInNeeded);
        passkeys::register(&house, &visit(1, 7, noon()), new("c1"), [8; 32]).await.expect("registered");
        let twice = passkeys::register(&house, &visit(1, 8, noon()), new("c1"), [9; 32]).await;
        assert_eq!(refused(twice), Refusal::PasskeyRefused);
        enter(&house, &world.store, "kim@example.com", 10, noon()).await;
        let unshown = passkeys::register(&house, &visit(1, 10, noon()), new("c2"), [11; 32]).await;
        assert_eq!(refused(unshown), Refusal::StepUpNeeded);
    }

    async fn an_address_changes_with_proof_of_the_old_and_the_new(world) {
        let house = house(&world.store).await;
        let at = noon();
        enter(&house, &world.store, "old@example.com", 7, at).await;
        enter(&house, &world.store, "old@example.com", 6, at).await;
        let stale = email::ask(&house, &visit(1, 7, at.plus_minutes(15)), address("new@example.com")).await;
        assert_eq!(refused(stale), Refusal::FreshSignInNeeded);
        email::ask(&house, &visit(1, 7, at), address("new@example.com")).await.expect("a letter");
        let key: String = world.store.read(|reader| {
            reader.row("SELECT key FROM ceremony WHERE kind = 'email'", &[], |row| row.get(0))
        }).await.expect("a ceremony");
        let code = email::code(&house, &key);
        let wrong = if code == "000000" { "000001" } else { "000000" };
        let missed = email::confirm(&house, &visit(1, 7, at), wrong, [8; 32]).await.expect("an answer");
        assert_eq!(missed, Err(Miss::Wrong { left: 4 }));
        let changed = email::confirm(&house, &visit(1, 7, at), &code, [8; 32]).await.expect("an answer");
        assert_eq!(changed.as_deref(), Ok("new@example.com"));
        assert_eq!(caller(&house, 8, at).await.as_deref(), Some("new@example.com"));
        assert_eq!(caller(&house, 7, at).await, None);
        assert_eq!(caller(&house, 6, at).await, None, "other sessions end");
    }

    async fn an_address_that_is_taken_is_told_to_its_reader_only(world) {
        let house = house(&world.store).await;
        let at = noon();
        enter(&house, &world.store, "taken@example.com", 6, at).await;
        enter(&house, &world.store, "kim@example.com", 7, at).await;
        email::ask(&house, &visit(1, 7, at), address("taken@example.com")).await.expect("as for any other");
        let key: String = world.store.read(|reader| {
            reader.row("SELECT key FROM ceremony WHERE kind = 'email'", &[], |row| row.get(0))
        }).await.expect("a ceremony");
        let confirmed = email::confirm(&house, &visit(1, 7, at), &email::code(&house, &key), [8; 32]).await;
        assert_eq!(refused(confirmed), Refusal::EmailTaken);
    }

    async fn what_is_kept_of_a_person_is_exported_without_secrets(world) {
        let house = house(&world.store).await;
        enter(&house, &world.store, "kim@example.com", 7, noon()).await;
        let text = exports::own(&house, &visit(1, 7, noon())).await.expect("a document").page;
        let document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(document["people"][0]["email"], "kim@example.com");
        assert_eq!(document["sessions"].as_array().map(Vec::len), Some(1));
        assert_eq!(document["audit"][0]["deed"], "session.begin");
        assert!(!text.contains("hash"));
        assert_eq!(refused(exports::own(&house, &visit(1, 0, noon())).await), Refusal::SignInNeeded);
    }

    async fn two_first_sign_ins_at_once_make_one_account(world) {
        let house = house(&world.store).await;
        let kim = || enrol_kim(&house);
        let (one, two) = tokio::join!(kim(), kim());
        assert_eq!(one, two);
        let seen = profile::read(&house, &visit(1, 0, noon())).await;
        assert_eq!(refused(seen), Refusal::SignInNeeded);
    }
}

async fn enrol_kim(house: &Arc<House>) -> domain::account::AccountRef {
    let newcomer = actions::accounts::Newcomer {
        email: address("kim@example.com"),
        name: "Kim".into(),
        phone: None,
        organisation: None,
        language: Some("sv".into()),
        zone: domain::time::Zone::named("Europe/Stockholm").expect("a zone"),
        country: Some("SE".into()),
    };
    enrol(house, newcomer, noon()).await.expect("an account")
}
