//! The people, contracts and past requests of `world.toml`, and the days that it counts from the day of loading.

use std::collections::BTreeMap;

use domain::time::{Date, Moment, Span, WallTime, Zone};
use serde::Deserialize;

/// Words by language.
pub type Words = BTreeMap<String, String>;

/// Everything that the world starts with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct World {
    #[serde(rename = "person")]
    pub people: Vec<Person>,
    #[serde(rename = "organisation")]
    pub organisations: Vec<Organisation>,
    #[serde(rename = "membership")]
    pub memberships: Vec<Membership>,
    #[serde(rename = "contract")]
    pub contracts: Vec<Contract>,
    #[serde(rename = "subscription", default)]
    pub subscriptions: Vec<Subscription>,
    #[serde(rename = "delegation", default)]
    pub delegations: Vec<Delegation>,
    #[serde(rename = "request")]
    pub requests: Vec<Request>,
    #[serde(rename = "problem")]
    pub problems: Vec<Problem>,
    #[serde(rename = "saved_reply")]
    pub saved_replies: Vec<SavedReply>,
}

/// Somebody who signs in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub key: String,
    pub name: String,
    pub email: String,
    pub phone: Option<String>,
    pub language: String,
    pub zone: String,
    pub country: String,
    pub organisation: Option<String>,
    #[serde(default)]
    pub roles: Vec<String>,
    /// The region that a member of the staff works for.
    pub region: Option<String>,
    #[serde(default)]
    pub note: Words,
}

/// An organisation that owns contracts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    pub key: String,
    pub name: String,
    pub partner_id: Option<String>,
    /// The head office first.
    #[serde(rename = "location")]
    pub locations: Vec<Location>,
}

/// Where an organisation is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Location {
    pub key: String,
    pub name: String,
    pub country: String,
    pub zone: String,
    /// The primary program contact.
    pub contact: String,
    /// The other contacts on file.
    #[serde(default)]
    pub contacts: Vec<String>,
    #[serde(default)]
    pub competencies: Vec<String>,
    #[serde(default)]
    pub additions: Vec<String>,
}

/// A year of a partner's membership.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    pub organisation: String,
    pub level: String,
    pub start: String,
    /// Whether its contracts are those below; else they wait to be activated.
    #[serde(default)]
    pub activated: bool,
}

/// A contract and its pair.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_field_names,
    reason = "the trade calls the number Contract ID"
)]
pub struct Contract {
    pub access_id: String,
    pub contract_id: String,
    pub offer: String,
    pub owner: String,
    pub created: Option<toml::value::Datetime>,
    pub label_country: Option<String>,
    pub start: String,
    pub suspended: Option<String>,
    pub superseded_by: Option<String>,
    #[serde(default)]
    pub linked: Vec<String>,
    #[serde(default)]
    pub note: Words,
}

/// A problem that is known. It is told half an hour after it began.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    pub by: String,
    pub began: String,
    pub product: Option<String>,
    pub title: Words,
    #[serde(default)]
    pub text: Words,
}

/// What the desk has ready to put into its answers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedReply {
    pub by: String,
    pub kept: String,
    pub product: Option<String>,
    pub title: Words,
    pub text: Words,
}

/// A subscription to a cloud product.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subscription {
    pub name: String,
    pub product: String,
    pub country: String,
    /// The customer, where that is an organisation.
    pub organisation: Option<String>,
    /// The person that owns it.
    pub owner: String,
    /// The roles of others.
    #[serde(default, rename = "role")]
    pub roles: Vec<SubscriptionRole>,
}

/// What somebody else may do with a subscription.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubscriptionRole {
    pub person: String,
    pub role: String,
}

/// A customer that lets a partner administer its subscriptions.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delegation {
    pub customer: String,
    pub partner: String,
    /// Whether it is over.
    #[serde(default)]
    pub ended: bool,
}

/// A request that was submitted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    pub contract: String,
    pub by: String,
    pub submitted: String,
    pub product: String,
    pub version: Option<String>,
    pub problem_type: String,
    pub category: String,
    pub severity: String,
    #[serde(default = "business_hours")]
    pub handling: String,
    #[serde(default = "yes")]
    pub production: bool,
    pub language: String,
    pub title: String,
    pub description: String,
    #[serde(default)]
    pub error_message: String,
    #[serde(default, rename = "step")]
    pub steps: Vec<Step>,
}

/// What happened to a request after it was submitted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub after: String,
    pub by: String,
    pub does: Does,
    #[serde(default)]
    pub text: String,
    pub disposition: Option<String>,
}

/// What somebody does to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Does {
    Take,
    Reply,
    Note,
    WaitCustomer,
    WaitVendor,
    Propose,
    Close,
    Withdraw,
    Reopen,
}

fn business_hours() -> String {
    "business_hours".into()
}

const fn yes() -> bool {
    true
}

impl World {
    /// Reads the file.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|problem| problem.to_string())
    }

    /// The person called `key`.
    pub fn person(&self, key: &str) -> Result<&Person, String> {
        found(self.people.iter().find(|person| person.key == key), key)
    }

    /// The organisation called `key`, where an organisation is called so.
    pub fn organisation(&self, key: &str) -> Option<&Organisation> {
        self.organisations
            .iter()
            .find(|organisation| organisation.key == key)
    }

    /// The location called `key`, or the head office of the organisation called so, with that organisation.
    pub fn location(&self, key: &str) -> Option<(&Organisation, &Location)> {
        let pairs = self.organisations.iter().flat_map(|organisation| {
            let placed = organisation.locations.iter().enumerate();
            placed.map(move |(place, location)| (place, organisation, location))
        });
        pairs
            .filter(|(place, organisation, location)| {
                location.key == key || (*place == 0 && organisation.key == key)
            })
            .map(|(_, organisation, location)| (organisation, location))
            .next()
    }

    /// The contract with that Access ID.
    pub fn contract(&self, access_id: &str) -> Result<&Contract, String> {
        found(
            self.contracts
                .iter()
                .find(|contract| contract.access_id == access_id),
            access_id,
        )
    }

    /// The zone and country of whoever owns a contract.
    pub fn owner(&self, contract: &Contract) -> Result<(Zone, &str), String> {
        let (name, country) = match self.location(&contract.owner) {
            Some((_, location)) => (&location.zone, &location.country),
            None => self
                .person(&contract.owner)
                .map(|person| (&person.zone, &person.country))?,
        };
        Ok((zone(name)?, country))
    }
}

fn found<'a, T>(found: Option<&'a T>, key: &str) -> Result<&'a T, String> {
    found.ok_or_else(|| format!("{key} is not in the example world"))
}

/// The zone of that name.
pub fn zone(name: &str) -> Result<Zone, String> {
    Zone::named(name).map_err(|problem| format!("{name} is {problem}"))
}

/// A day written as `-60d` or `+14d`, counted from the day that `now` is in `zone`.
pub fn day(text: &str, zone: &Zone, now: Moment) -> Result<Date, String> {
    let days = text.strip_suffix('d').and_then(|days| days.parse().ok());
    let days: i32 = days.ok_or_else(|| format!("{text} is no day such as -60d"))?;
    Ok(zone.date_of(now).plus_days(days))
}

/// A day and a time written as `-52d 10:00`.
pub fn moment(text: &str, zone: &Zone, now: Moment) -> Result<Moment, String> {
    let (day_text, time) = text
        .split_once(' ')
        .ok_or_else(|| format!("{text} has no time"))?;
    let time = WallTime::parse(time).map_err(|problem| format!("{text} is {problem}"))?;
    Ok(zone.instant(day(day_text, zone, now)?, time))
}

/// A length of time written as `2d3h` or `1h20m`.
pub fn length(text: &str) -> Result<Span, String> {
    let mut rest = text;
    let mut minutes = 0;
    for (unit, worth) in [('d', 24 * 60), ('h', 60), ('m', 1)] {
        if let Some((number, tail)) = rest.split_once(unit) {
            minutes += worth
                * number
                    .parse::<i64>()
                    .map_err(|_| format!("{text} is no length of time"))?;
            rest = tail;
        }
    }
    if rest.is_empty() && minutes > 0 {
        Ok(Span::minutes(minutes))
    } else {
        Err(format!("{text} is no length of time"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_the_day_of_loading_in_the_zone() {
        let zone = zone("Europe/Stockholm").expect("a zone");
        let now = Moment::parse("2026-03-29T22:30:00Z").expect("an instant");
        assert_eq!(
            day("-60d", &zone, now).map(|day| day.to_string()),
            Ok("2026-01-29".into())
        );
        assert_eq!(
            day("+14d", &zone, now).map(|day| day.to_string()),
            Ok("2026-04-13".into())
        );
        assert_eq!(
            moment("-2d 10:00", &zone, now).map(|at| at.to_string()),
            Ok("2026-03-28T09:00:00Z".into())
        );
        assert!(day("60", &zone, now).is_err());
        assert!(moment("-2d", &zone, now).is_err());
    }

    #[test]
    fn lengths_are_days_hours_and_minutes_in_that_order() {
        assert_eq!(length("2d3h"), Ok(Span::minutes(3060)));
        assert_eq!(length("1h20m"), Ok(Span::minutes(80)));
        for text in ["", "1", "3h2d", "d", "1.5h"] {
            assert!(length(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_example_world_can_be_read() {
        let files = crate::examples::files();
        let world = World::parse(&files["world.toml"]).expect("the example world");
        for request in &world.requests {
            let contract = world.contract(&request.contract).expect("its contract");
            assert!(
                contract.linked.contains(&request.by),
                "{} is not linked",
                request.by
            );
            assert!(
                request
                    .steps
                    .iter()
                    .all(|step| length(&step.after).is_ok() && world.person(&step.by).is_ok())
            );
        }
    }
}
