//! What a newcomer is told when demo mode starts: the address, who to be, and which IDs to try.

use std::fmt::Write as _;

use domain::account::Role;
use entrypoints::{Demo, DemoPair, DemoPerson};
use web_kit::host::BaseUrl;

use super::world::World;

/// The address, the ready-made sign-ins and the ready ID pairs.
pub fn tell(world: &World, address: &BaseUrl) -> String {
    let mut text = format!(
        "\nKlippkort is ready at {}\n\nSign in as:\n",
        address.origin()
    );
    for person in &world.people {
        let link = address.absolute(&format!("/demo/sign-in?as={}", person.email));
        let note = person
            .note
            .get("en")
            .map(String::as_str)
            .unwrap_or_default();
        line(
            &mut text,
            &format!("{:<16}  {link:<72}  {note}", person.name),
        );
    }
    text.push_str("\nReady ID pairs (Access ID, Contract ID):\n");
    for contract in &world.contracts {
        let note = contract
            .note
            .get("en")
            .map(String::as_str)
            .unwrap_or_default();
        line(
            &mut text,
            &format!("{}  {}  {note}", contract.access_id, contract.contract_id),
        );
    }
    text
}

/// The same for the demo's page.
pub fn show(world: &World) -> Demo {
    let people = world.people.iter().map(|person| DemoPerson {
        name: person.name.clone(),
        email: person.email.clone(),
        roles: person
            .roles
            .iter()
            .filter_map(|code| Role::from_code(code))
            .collect(),
        note: person.note.clone(),
    });
    let pairs = world.contracts.iter().map(|contract| DemoPair {
        access_id: contract.access_id.clone(),
        contract_id: contract.contract_id.clone(),
        note: contract.note.clone(),
    });
    Demo {
        people: people.collect(),
        pairs: pairs.collect(),
    }
}

fn line(text: &mut String, words: &str) {
    writeln!(text, "  {}", words.trim_end()).expect("a string takes all that is written");
}
