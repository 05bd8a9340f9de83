//! Typing a pair in the wizard: every outcome has words of its own, and guessing tells nothing and costs.

use std::net::IpAddr;

use actions::contracts::{self, Adjustment};
use actions::testing::scene;
use actions::{MIGRATIONS, Visit};
use axum::http::StatusCode;
use domain::ids::{AccessId, ContractId};
use domain::refusal::Refusal;
use store::Fault;

use crate::stage::{ACCESS, SERVER, SERVER_2022, Stage, operator};
use crate::support::{Browser, Page};

/// The Contract ID of every contract of these tests.
const SECRET: &str = "618761393031";
const UNKNOWN: &str = "We could not find a contract with that Access ID and Contract ID. Check both, or ask the service centre.";

async fn add(browser: &mut Browser, path: &str, access: &str, contract: &str) -> Page {
    let typed = [
        ("then", "add"),
        ("access_id", access),
        ("contract_id", contract),
    ];
    browser.fill(path, &typed).await
}

/// What is said where the pair has been added, or refused.
async fn told(browser: &mut Browser, path: &str, access: &str) -> String {
    let answered = add(browser, path, access, SECRET).await;
    match answered.status {
        StatusCode::SEE_OTHER => browser.get(&answered.location).await.body,
        StatusCode::UNPROCESSABLE_ENTITY => answered.body,
        other => panic!("{other}: {}", answered.body),
    }
}

/// One wrong pair, typed as it were by hand.
async fn guess(stage: &Stage, visit: &Visit, access: &str, number: u32) -> Refusal {
    let id = format!("{:012}", 900_000_000_000_u64 + u64::from(number));
    let pair = (
        AccessId::parse(access).expect("digits"),
        ContractId::parse(&id).expect("digits"),
    );
    scene::refusal(contracts::link(&stage.house, visit, pair, None).await)
}

/// A page without what is typed in it and what is new on every page.
fn without(page: &Page, typed: &str) -> String {
    page.body
        .replace(&page.hidden("csrf"), "")
        .replace(typed, "")
}

store::on_both_engines! { MIGRATIONS;
    async fn every_outcome_of_a_right_pair_is_told_in_its_own_words(world) {
        let stage = Stage::open(&world).await;
        let (owner, kim) = (stage.person("robin").await, stage.person("kim").await);
        let issue = |offer, access, start| stage.issued(&owner, offer, (access, SECRET), start);
        issue("msdn-2", "100001", 30).await;
        issue("msdn-2", "100002", -400).await;
        let empty = issue("msdn-2", "100003", -30).await;
        let all = Adjustment { change: -2, reason: "moved by hand".to_owned(), once: "1".to_owned() };
        contracts::adjust(&stage.house, operator(), &empty, all).await.expect("it is emptied");
        let stopped = issue("msdn-2", "100004", -30).await;
        contracts::suspend(&stage.house, operator(), &stopped, "unpaid").await.expect("it is suspended");
        issue("visual-studio-4", "100005", -30).await;
        issue("partner-gold-20", "100006", -30).await;
        issue("regional-unlimited", "100007", -30).await;
        issue("msdn-2", "100008", -30).await;
        let asleep = "UPDATE contract SET activated_at = NULL WHERE access_id = '100008'";
        let put = world.store.write::<_, Fault, _>(move |tx| tx.execute(asleep, &[])).await;
        put.expect("it is not activated");
        let moved = world.store.write(|tx| tx.execute("UPDATE account SET country = 'JP'", &[])).await;
        moved.expect("everybody moves to Japan");
        let server = |version| ("windows-server", version, "identity", "replication");
        let outlook = ("outlook", "2024", "calendar", "other");
        let cases = [
            ("100001", SERVER, "Valid from 24 December 2026."),
            ("100008", SERVER, "Not activated yet. Gold and silver contracts are normally activated within four weeks of renewal."),
            ("100002", SERVER, "Expired 19 October 2026. 2 incidents were left unused."),
            ("100003", SERVER, "No incidents left."),
            ("100004", SERVER, "Suspended. Contact the service centre."),
            ("100005", outlook, "Cannot be used here: Visual Studio Technical Support 4Pack does not cover Outlook."),
            ("100005", SERVER, "Visual Studio Technical Support 4Pack is for development and test, not for production."),
            ("100006", server("2019"), "covers the current and the previous version, and Windows Server 2019 is older."),
            ("100006", SERVER_2022, "while it has mainstream support, and that of Windows Server 2022 has ended."),
            ("100006", server("2012-r2"), "support for Windows Server 2012 R2 ended 10 October 2023."),
            ("100007", SERVER, "Regional Support Unlimited covers Europe, Middle East and Africa"),
        ];
        let mut browser = stage.browser("kim").await;
        for (access, about, sentence) in cases {
            let path = format!("{}/contract", stage.ready(&kim, about, None).await.base);
            let body = told(&mut browser, &path, access).await;
            assert!(body.contains(sentence), "{access} {about:?}: {sentence:?} is missing in {body}");
            let mine = browser.get("/contracts").await;
            mine.says(access);
        }
    }

    async fn what_was_replaced_or_stopped_for_good_is_not_linked_and_its_successor_not_named(world) {
        let stage = Stage::open(&world).await;
        let (owner, kim) = (stage.person("robin").await, stage.person("kim").await);
        let old = stage.issued(&owner, "partner-gold-20", ("100001", SECRET), -30).await;
        let new = stage.issued(&owner, "partner-gold-20", ("100002", SECRET), -30).await;
        let gone = stage.issued(&owner, "partner-gold-20", ("100003", SECRET), -30).await;
        contracts::supersede(&stage.house, operator(), &old, &new).await.expect("it is replaced");
        contracts::cancel(&stage.house, operator(), &gone, "a mistake").await.expect("it is cancelled");
        let (path, mut browser) = (stage.unpaid(&kim).await, stage.browser("kim").await);
        for (access, sentence) in [("100001", "Replaced by another contract."), ("100003", "Cancelled.")] {
            let refused = add(&mut browser, &path, access, SECRET).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{access}");
            refused.says(sentence);
            assert!(!refused.body.contains("100002"), "the successor is for linked people");
            assert!(browser.get("/contracts").await.body.contains("No contracts are linked"));
        }
        let (path, mut browser) = (stage.unpaid(&owner).await, stage.browser("robin").await);
        browser.get(&path).await.says("Replaced by 100002 - Partner Support Gold 20Pack.");
    }

    async fn t05_a_cloud_contract_is_refused_here_and_linked_for_the_cloud_by_a_button_of_its_own(world) {
        let stage = Stage::open(&world).await;
        let (owner, kim) = (stage.person("robin").await, stage.person("kim").await);
        let key = stage.issued(&owner, "scs-10", ("0037481207", SECRET), -30).await;
        let (path, mut browser) = (stage.unpaid(&kim).await, stage.browser("kim").await);
        let refused = add(&mut browser, &path, "0037481207", SECRET).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let sentence = "Signature Cloud Support 10Pack covers cloud products only, and Windows Server is installed on-premises.";
        refused.says(sentence).says("Link it for cloud requests");
        assert_eq!(browser.get(&format!("/contracts/{key}")).await.status, StatusCode::NOT_FOUND);
        let cloud = [("then", "cloud"), ("access_id", "0037481207"), ("contract_id", SECRET)];
        let linked = browser.send_form(&refused, &path, &cloud).await;
        assert_eq!(linked.status, StatusCode::SEE_OTHER);
        browser.get(&linked.location).await.says("The contract is linked for cloud requests.").says(sentence);
        assert_eq!(browser.get(&format!("/contracts/{key}")).await.status, StatusCode::OK);
        let chosen = browser.fill(&path, &[("contract", &key)]).await;
        assert_eq!(chosen.status, StatusCode::CONFLICT, "listed, and still not usable");
        chosen.says(sentence);
    }

    async fn t03_what_was_typed_in_the_field_of_the_contract_id_is_in_no_address(world) {
        let stage = Stage::open(&world).await;
        let (owner, kim) = (stage.person("robin").await, stage.person("kim").await);
        stage.issued(&owner, "partner-gold-20", (ACCESS, SECRET), -30).await;
        let (path, mut browser) = (stage.unpaid(&kim).await, stage.browser("kim").await);
        let added = add(&mut browser, &path, ACCESS, SECRET).await;
        assert!(!added.location.contains(SECRET) && !added.location.contains(ACCESS), "{}", added.location);
        for page in [added.location.as_str(), "/contracts", &path] {
            assert!(!browser.get(page).await.body.contains(SECRET), "{page}");
        }
    }

    /// The naive check asks for the number first, and for the secret only where there is one.
    async fn an_unknown_number_and_a_wrong_pair_are_one_answer_by_one_way(world) {
        let stage = Stage::open(&world).await;
        let owner = stage.person("robin").await;
        stage.issued(&owner, "partner-gold-20", ("0451177307", SECRET), -30).await;
        for page in ["wizard", "/contracts/links/new"] {
            let mut answers = Vec::new();
            for (place, access) in ["0451177307", "0999999999", "451177307"].into_iter().enumerate() {
                let name = format!("guest{}{place}", page.len());
                let guest = stage.person(&name).await;
                let path = if page == "wizard" { stage.unpaid(&guest).await } else { page.to_owned() };
                let mut browser = stage.browser(&name).await;
                let open = browser.get(&path).await;
                world.tuning.ear.listen();
                let typed = [("then", "add"), ("access_id", access), ("contract_id", "618761393032")];
                let typed = if page == "wizard" { &typed[..] } else { &typed[1..] };
                let refused = browser.send_form(&open, &path, typed).await;
                let statements = world.tuning.ear.heard();
                assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
                refused.says(UNKNOWN);
                let body = without(&refused, access).replace(&name, "").replace(&path, "");
                let body = body.replace(path.trim_end_matches("/contract"), "");
                assert!(statements.len() > 10, "{statements:?}");
                answers.push((statements, body));
            }
            assert_eq!(answers[0].0, answers[1].0, "a wrong pair and an unknown number ask the same");
            assert_eq!(answers[0].1, answers[1].1, "and are answered the same");
            assert_eq!(answers[0].0, answers[2].0, "as is a number without its zero");
            assert_eq!(answers[0].1, answers[2].1);
        }
    }

    async fn a_sign_in_has_five_wrong_pairs_an_hour_and_keeps_what_it_has(world) {
        let stage = Stage::open(&world).await;
        let (owner, kim) = (stage.person("robin").await, stage.person("kim").await);
        stage.contract(&kim, "100001", 20).await;
        stage.issued(&owner, "partner-gold-20", (ACCESS, SECRET), -30).await;
        let (path, mut browser) = (stage.unpaid(&kim).await, stage.browser("kim").await);
        for wrong in 0..5 {
            let refused = add(&mut browser, &path, &format!("070000000{wrong}"), SECRET).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let refused = add(&mut browser, &path, ACCESS, SECRET).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        refused.says("Too many attempts. Wait ").says(", or ask the service centre.").says(ACCESS);
        let other = browser.fill("/contracts/links/new", &[("access_id", ACCESS), ("contract_id", SECRET)]).await;
        assert_eq!(other.status, StatusCode::TOO_MANY_REQUESTS, "both pages share the budget");
        let own = browser.fill(&path, &[("contract", "con_100001")]).await;
        assert_eq!(own.status, StatusCode::SEE_OTHER, "what is linked is used as before");
        stage.wait(66);
        let added = add(&mut browser, &path, ACCESS, SECRET).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    }

    async fn many_sign_ins_of_one_network_share_twenty_wrong_pairs_an_hour(world) {
        let stage = Stage::open(&world).await;
        let wrong = [("access_id", "0700000000"), ("contract_id", "618761393032")];
        let path = "/contracts/links/new";
        for place in 0..5_u8 {
            let name = format!("guest{place}");
            stage.person(&name).await;
            let mut browser = stage.browser(&name).await;
            browser.from = IpAddr::from([198, 51, 100, place]);
            for _ in 0..5 {
                let refused = browser.fill(path, &wrong).await;
                let spent = if place < 4 { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::TOO_MANY_REQUESTS };
                assert_eq!(refused.status, spent, "guest {place}");
            }
            browser.from = IpAddr::from([203, 0, 113, place]);
            let elsewhere = browser.fill(path, &wrong).await;
            let own = if place < 4 { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNPROCESSABLE_ENTITY };
            assert_eq!(elsewhere.status, own, "guest {place}: another network has a budget of its own, a sign-in has one");
        }
    }

    /// The naive limit locks the number, and with it those whose contract it is.
    async fn t04_a_hundred_guesses_at_an_access_id_ask_newcomers_for_a_code_and_stop_nobody(world) {
        let stage = Stage::open(&world).await;
        let (owner, linked) = (stage.person("robin").await, stage.person("linda").await);
        let key = stage.issued(&owner, "partner-gold-20", (ACCESS, SECRET), -30).await;
        let pair = || (AccessId::parse(ACCESS).expect("an ID"), ContractId::parse(SECRET).expect("an ID"));
        contracts::link(&stage.house, &linked, pair(), None).await.expect("it is linked");
        for attacker in 0..21_u32 {
            let mut visit = stage.person(&format!("attacker{attacker}")).await;
            visit.network = format!("198.51.{attacker}.0/24");
            for wrong in 0..5 {
                assert_eq!(guess(&stage, &visit, ACCESS, attacker * 10 + wrong).await, Refusal::PairUnknown);
            }
        }
        let kim = stage.person("kim").await;
        let (path, mut browser) = (stage.unpaid(&kim).await, stage.browser("kim").await);
        let owes = add(&mut browser, &path, ACCESS, SECRET).await;
        owes.says("one more proof").says("name=\"code\"");
        assert_eq!(stage.texts("SELECT address FROM letter WHERE kind = 'link_code'").await, ["robin@example.com"]);
        let proof = stage.texts("SELECT key FROM link_proof").await;
        let code = contracts::link_code(&stage.house, &proof[0]);
        let wrong = if code == "000000" { "000001" } else { "000000" };
        let refused = browser.send_form(&owes, &path, &[("then", "confirm"), ("code", wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("href=\"#code\"").says("That is not the code we sent");
        let confirmed = browser.send_form(&refused, &path, &[("then", "confirm"), ("code", &code)]).await;
        assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "{}", confirmed.body);
        browser.get(&confirmed.location).await.says("Contract added.");
        let mut browser = stage.browser("linda").await;
        let path = stage.unpaid(&linked).await;
        let chosen = browser.fill(&path, &[("contract", &key)]).await;
        assert_eq!(chosen.status, StatusCode::SEE_OTHER, "who is linked is not asked");
    }
}
