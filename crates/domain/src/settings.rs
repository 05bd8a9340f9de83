//! What administrators decide while the house runs. What the operator decides before it starts is not here.

use crate::account::ZONE_UNTIL_CHOSEN;
use crate::ids::EmailAddress;
use crate::limits;
use crate::offer::Unit;
use crate::time::Zone;

/// The decisions in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The organisation's name on every page and letter; nothing where the operator's word stands.
    pub name: Option<String>,
    /// The address that people turn to; nothing where the operator's word stands.
    pub contact: Option<EmailAddress>,
    /// The address that letters are from; nothing where the operator's word stands.
    pub sender: Option<EmailAddress>,
    /// The time zone of people who have not chosen one.
    pub zone: Zone,
    /// For how long a draft that nobody goes on with is kept.
    pub drafts_kept_days: i64,
    /// The most incidents that one person may add to a contract or take from it; for more a second person is needed.
    pub adjustment_limit_units: i64,
    /// The same in minutes of advice.
    pub adjustment_limit_minutes: i64,
}

/// The names of the settings, in their order: where they are stored, and the fields of their form.
pub const NAMES: [&str; 7] = [
    "name",
    "contact",
    "sender",
    "zone",
    "drafts_kept_days",
    "adjustment_limit_units",
    "adjustment_limit_minutes",
];

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: None,
            contact: None,
            sender: None,
            zone: Zone::named(ZONE_UNTIL_CHOSEN).expect("the zone is in the database"),
            drafts_kept_days: limits::DRAFT_DAYS,
            adjustment_limit_units: limits::ADJUSTMENT_UNITS,
            adjustment_limit_minutes: limits::ADJUSTMENT_MINUTES,
        }
    }
}

impl Settings {
    /// The settings that texts by name say; one that is not there is as it is by default.
    ///
    /// # Errors
    /// The names of those that cannot be used.
    pub fn read<'a>(text: impl Fn(&str) -> Option<&'a str>) -> Result<Self, Vec<&'static str>> {
        let mut settings = Self::default();
        let mut wrong = Vec::new();
        for name in NAMES {
            if let Some(text) = text(name)
                && settings.set(name, text.trim()).is_none()
            {
                wrong.push(name);
            }
        }
        if wrong.is_empty() {
            Ok(settings)
        } else {
            Err(wrong)
        }
    }

    /// Sets one; nothing where `text` cannot be used for it.
    fn set(&mut self, name: &str, text: &str) -> Option<()> {
        let figure = |least, most| {
            let figure: i64 = text.parse().ok()?;
            (least..=most).contains(&figure).then_some(figure)
        };
        match name {
            "name" if text.is_empty() => self.name = None,
            "name" => {
                let fits = text.chars().count() <= limits::HOUSE_NAME_CHARS_MAX
                    && !text.contains(char::is_control);
                self.name = Some(fits.then(|| text.to_owned())?);
            }
            "contact" if text.is_empty() => self.contact = None,
            "contact" => self.contact = Some(EmailAddress::parse(text).ok()?),
            "sender" if text.is_empty() => self.sender = None,
            "sender" => self.sender = Some(EmailAddress::parse(text).ok()?),
            "zone" => self.zone = Zone::named(text).ok()?,
            "drafts_kept_days" => {
                self.drafts_kept_days = figure(limits::DRAFT_DAYS_MIN, limits::DRAFT_DAYS_MAX)?;
            }
            "adjustment_limit_units" => {
                self.adjustment_limit_units = figure(0, limits::IMPORT_UNITS_MAX)?;
            }
            _ => self.adjustment_limit_minutes = figure(0, limits::IMPORT_UNITS_MAX)?,
        }
        Some(())
    }

    /// Each as text, by its name: what [`Settings::read`] takes back.
    pub fn texts(&self) -> [(&'static str, String); NAMES.len()] {
        let address = |address: &Option<EmailAddress>| {
            let address = address.as_ref().map(EmailAddress::as_str);
            address.unwrap_or_default().to_owned()
        };
        let [name, contact, sender, zone, drafts, units, minutes] = NAMES;
        [
            (name, self.name.clone().unwrap_or_default()),
            (contact, address(&self.contact)),
            (sender, address(&self.sender)),
            (zone, self.zone.name().to_owned()),
            (drafts, self.drafts_kept_days.to_string()),
            (units, self.adjustment_limit_units.to_string()),
            (minutes, self.adjustment_limit_minutes.to_string()),
        ]
    }

    /// The most that one person may add to a contract of that unit, or take from it.
    pub const fn adjustment_limit(&self, unit: Unit) -> i64 {
        match unit {
            Unit::Incident => self.adjustment_limit_units,
            Unit::Minute => self.adjustment_limit_minutes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{NAMES, Settings};

    fn with(name: &str, text: &'static str) -> Result<Settings, Vec<&'static str>> {
        Settings::read(|one| (one == name).then_some(text))
    }

    #[test]
    fn what_is_written_reads_back_and_what_is_missing_is_as_by_default() {
        assert_eq!(with("", ""), Ok(Settings::default()));
        let changed = with("drafts_kept_days", "90").expect("a number of days");
        let texts = changed.texts();
        assert_eq!(texts.each_ref().map(|(name, _)| *name), NAMES);
        let read = Settings::read(|name| {
            let text = texts.iter().find(|(one, _)| *one == name);
            text.map(|(_, text)| text.as_str())
        });
        assert_eq!(read, Ok(changed));
    }

    #[test]
    fn each_that_cannot_be_used_is_named() {
        for (name, text) in [
            ("name", "Two\nlines"),
            ("contact", "nobody"),
            ("sender", "nobody"),
            ("zone", "Europe/Nowhere"),
            ("drafts_kept_days", "0"),
            ("adjustment_limit_units", "-1"),
            ("adjustment_limit_minutes", "ten"),
        ] {
            assert_eq!(with(name, text), Err(vec![name]), "{text:?}");
        }
        assert_eq!(
            Settings::read(|_| Some("?!")).map_err(|wrong| wrong.len()),
            Err(6)
        );
    }
}
