//! All that is kept about a person, for the person: one JSON document.

mod parts;

use domain::policy::{self, Deed, Object};
use domain::refusal::Refusal;
use domain::time::Moment;
use serde_json::{Map, Value as Json};
use store::{Fault, Reader, Row, Value};

use crate::{Answer, House, Seen, Visit};
use parts::{By, PARTS, Part, Shape};

/// All that is kept about the person who asks, as indented JSON.
pub async fn export(house: &House, visit: &Visit) -> Answer<Seen<String>> {
    let at = visit.at;
    house
        .see(visit, move |reader, caller| {
            policy::allow(caller, Deed::OwnAccount, &Object::default(), at)?;
            let person = caller.person().ok_or(Refusal::SignInNeeded)?;
            let whose = Whose {
                account: person.account.0,
                key: &person.key,
                email: &person.email,
            };
            Ok(document(reader, &whose, at)?)
        })
        .await
}

/// Whom a document is about.
pub(super) struct Whose<'a> {
    pub account: i64,
    pub key: &'a str,
    pub email: &'a str,
}

/// All that is kept about them.
pub(super) fn document(
    reader: &Reader<'_>,
    whose: &Whose<'_>,
    at: Moment,
) -> Result<String, Fault> {
    let mut document = Map::new();
    document.insert("exported".into(), at.to_string().into());
    for part in PARTS {
        document.insert(part.name.into(), rows(reader, part, whose)?);
    }
    serde_json::to_string_pretty(&document).map_err(Fault::other)
}

fn rows(reader: &Reader<'_>, part: &Part, whose: &Whose<'_>) -> Result<Json, Fault> {
    let whose = match part.by {
        By::Account => Value::Int(whose.account),
        By::Key => Value::Text(whose.key),
        By::Address => Value::Text(whose.email),
    };
    let rows = reader.rows(part.sql, &[whose], |row| {
        let told = |(place, (name, shape)): (usize, &(&str, Shape))| {
            Ok(((*name).to_owned(), told(row, place, *shape)?))
        };
        let columns: Result<Map<String, Json>, Fault> =
            part.columns.iter().enumerate().map(told).collect();
        Ok(Json::Object(columns?))
    });
    rows.map(Json::Array)
}

fn told(row: &Row<'_>, place: usize, shape: Shape) -> Result<Json, Fault> {
    Ok(match shape {
        Shape::Text => row.get::<Option<String>>(place)?.into(),
        Shape::Number => row.get::<Option<i64>>(place)?.into(),
        Shape::Moment => row
            .get::<Option<i64>>(place)?
            .map(|at| Moment(at).to_string())
            .into(),
        Shape::Document => match row.get::<Option<String>>(place)? {
            Some(text) => serde_json::from_str(&text).map_err(Fault::other)?,
            None => Json::Null,
        },
    })
}
