//! What is given out of everything, of one organisation and of one person, on both engines.

use std::collections::{BTreeMap, BTreeSet};

use actions::exports::{self, Part, Table, Told, Wanted, export, own};
use actions::incidents::converse::{Then, answer, note, reply};
use actions::testing::noon;
use actions::testing::scene::{Scene, refusal, says, scene};
use actions::{By, MIGRATIONS};
use domain::ids::EmailAddress;
use domain::refusal::Refusal;
use serde_json::Value as Json;
use store::testing::World;
use store::{Fault, params};

/// The rows of each table that was given out, to the end.
async fn given(scene: &Scene, wanted: Wanted) -> BTreeMap<&'static str, Vec<Json>> {
    let parts = export(&scene.house, By::House("test", noon()), wanted, "json").await;
    let mut parts = parts.expect("it is given out");
    let (mut tables, mut now) = (BTreeMap::new(), None::<&'static Table>);
    while let Some(part) = parts.recv().await {
        match part {
            Part::Table(table) => {
                let before: Option<Vec<Json>> = tables.insert(table.name, Vec::new());
                assert_eq!(before, None, "{} is given out twice", table.name);
                now = Some(table);
            }
            Part::Row(row) => {
                let table = now.expect("a table begins before its rows");
                let rows = tables.get_mut(table.name).expect("it has begun");
                rows.push(table.object(row));
            }
            Part::End => return tables,
        }
    }
    panic!("the export broke off in {:?}", now.map(|table| table.name))
}

/// Gives the contract of the scene to an organisation called Nordhav, whose key is `org`.
async fn given_away(world: &World) {
    let written: Result<(), Fault> = world
        .store
        .write(|tx| {
            tx.execute(
                "INSERT INTO organisation (id, key, name, looked_for, partner_id, created_at)
                 VALUES (7, 'org', 'Nordhav', 'nordhav', '4648141', 0), (8, 'other', 'Annan', 'annan', NULL, 0)",
                params![],
            )?;
            tx.execute(
                "INSERT INTO location (id, key, organisation, name, country, zone, head_office_since, created_at)
                 VALUES (9, 'loc', 7, 'Visby', 'SE', 'Europe/Stockholm', 0, 0)",
                params![],
            )?;
            tx.execute(
                "UPDATE contract SET organisation = 7, location = 9, owner = NULL",
                params![],
            )?;
            Ok(())
        })
        .await;
    written.expect("written");
}

/// What the column says in each row.
fn said<'a>(rows: &'a [Json], column: &str) -> Vec<&'a str> {
    let said = rows.iter().map(|row| row[column].as_str());
    said.map(Option::unwrap_or_default).collect()
}

store::on_both_engines! { MIGRATIONS;
    /// The naive export tells the conversation to its engineers and not to whom it concerns.
    async fn a_conversation_is_given_to_each_as_far_as_it_is_theirs(world) {
        let scene = scene(&world, 20, 365).await;
        let incident = scene.submitted("Replication stops").await;
        let (house, kim, erin) = (&scene.house, &scene.customer, &scene.engineer);
        answer(house, erin, incident, says("Which version?"), Then::WaitForCustomer).await.expect("asked");
        reply(house, kim, incident, says("The newest")).await.expect("answered");
        note(house, erin, incident, says("They are in a hurry")).await.expect("noted");
        given_away(&world).await;
        let words = |tables: &BTreeMap<&'static str, Vec<Json>>| said(&tables["messages"], "words").join(" / ");
        let everything = given(&scene, Wanted::Everything).await;
        let all = words(&everything);
        assert!(all.contains("Which version?") && all.contains("The newest") && all.contains("in a hurry"), "{all}");
        let theirs = words(&given(&scene, Wanted::Organisation("4648141".to_owned())).await);
        assert!(theirs.contains("Which version?") && theirs.contains("The newest"), "{theirs}");
        assert!(!theirs.contains("in a hurry"), "{theirs}");
        let other = given(&scene, Wanted::Organisation("other".to_owned())).await;
        assert_eq!(said(&other["organisations"], "name"), ["Annan"]);
        assert!(other.iter().all(|(name, rows)| *name == "organisations" || rows.is_empty()), "{other:?}");
        let email = EmailAddress::parse("kim@example.com").expect("an address");
        let mine = given(&scene, Wanted::Person(email)).await;
        let words = words(&mine);
        assert!(words.contains("The newest") && !words.contains("Which version?"), "{words}");
        let document = own(house, kim).await.expect("a document").page;
        let document: Json = serde_json::from_str(&document).expect("JSON");
        for (name, rows) in mine {
            assert_eq!(document[name], Json::Array(rows), "{name}: what they can download for themselves");
        }
    }

    async fn every_table_can_be_had_alone_and_pages_join_without_a_gap(world) {
        let scene = scene(&world, 20, 365).await;
        scene.submitted("Replication stops").await;
        given_away(&world).await;
        let quiet: Result<(), Fault> = world.store.write(|tx| {
            let kinds: Vec<_> = (0..1_234).map(|number| format!("kind {number:04}")).collect();
            let values: Vec<_> = kinds.iter().map(|kind| params![kind].to_vec()).collect();
            tx.execute_many("INSERT INTO account_quiet (account, kind, since) SELECT id, $1, 0 FROM account WHERE name = 'kim'", &values)?;
            Ok(())
        }).await;
        quiet.expect("written");
        let everything = given(&scene, Wanted::Everything).await;
        assert_eq!(everything.keys().copied().collect::<BTreeSet<_>>(), exports::names().collect());
        let kinds = said(&everything["notices_turned_off"], "kind");
        assert_eq!((kinds.len(), kinds.iter().collect::<BTreeSet<_>>().len()), (1_234, 1_234));
        for name in ["ledger", "lots", "contracts", "requests", "catalogue"] {
            let alone = given(&scene, Wanted::Table(name.to_owned())).await;
            assert_eq!(alone.len(), 1);
            assert_eq!(alone[name], everything[name]);
            assert!(!alone[name].is_empty(), "{name}");
        }
        let nothing = export(&scene.house, By::House("test", noon()), Wanted::Table("invitations_received".to_owned()), "json").await;
        assert_eq!(refusal(nothing), Refusal::NotFound, "of persons only");
    }
}

#[test]
fn a_cell_is_json_as_it_is() {
    let document = Told::Document(serde_json::json!({ "a": 1 }));
    assert_eq!(Json::from(document), serde_json::json!({ "a": 1 }));
    assert_eq!(Json::from(Told::Nothing), Json::Null);
}
