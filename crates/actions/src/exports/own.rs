//! All that is kept about a person, for the person: one JSON document.

use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use serde_json::{Map, Value as Json};
use store::{Fault, Reader};

use super::of;
use super::table::{Person, Scope, Table, Told};
use crate::{Answer, House, Seen, Visit};

/// All that is kept about the person who asks, as indented JSON.
pub async fn own(house: &House, visit: &Visit) -> Answer<Seen<String>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::OwnAccount, &Object::default(), at)?;
            let person = caller.person().ok_or(Refusal::SignInNeeded)?;
            let scope = Scope::Person(Person {
                account: person.account.0,
                key: person.key.clone(),
                email: person.email.clone(),
            });
            let mut document = Map::new();
            document.insert("exported".into(), at.to_string().into());
            for table in of(&scope) {
                document.insert(table.name.into(), rows(reader, table, &scope)?);
            }
            Ok(serde_json::to_string_pretty(&document).map_err(Fault::other)?)
        })
        .await
}

fn rows(reader: &Reader<'_>, table: &Table, scope: &Scope) -> Result<Json, Fault> {
    let (mut all, mut after) = (Vec::new(), table.front());
    while let Some((last, rows)) = table.page(reader, scope, &after)? {
        after = last;
        all.extend(rows.into_iter().map(|row| table.object(row)));
    }
    Ok(Json::Array(all))
}

impl Table {
    /// A row as a JSON object.
    pub fn object(&self, row: Vec<Told>) -> Json {
        let named = self.columns.iter().zip(row);
        let said = named.map(|((name, _), told)| ((*name).to_owned(), told.into()));
        Json::Object(said.collect())
    }
}
