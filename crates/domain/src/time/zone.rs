//! Time zones: from an instant to the day and back, over every change of the clocks.

use std::fmt;

use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp, civil};

use super::{Date, Moment, Unreadable};

/// A time zone of the IANA database, cheap to clone.
///
/// Only the database compiled into the program is asked, never the host's: a deadline replays the
/// same everywhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self(TimeZone::UTC);

    /// The zone of a name such as `Europe/Stockholm`; upper and lower case are alike.
    pub fn named(name: &str) -> Result<Self, Unreadable> {
        let zone = TimeZoneDatabase::bundled()
            .get(name.trim())
            .map_err(|_| Unreadable::Zone)?;
        if zone.is_unknown() {
            Err(Unreadable::Zone)
        } else {
            Ok(Self(zone))
        }
    }

    /// The names to choose among, in their order: places, without what is kept for old programs only.
    pub fn names() -> impl Iterator<Item = String> {
        const REGIONS: [&str; 10] = [
            "Africa/",
            "America/",
            "Antarctica/",
            "Arctic/",
            "Asia/",
            "Atlantic/",
            "Australia/",
            "Europe/",
            "Indian/",
            "Pacific/",
        ];
        let mut names: Vec<String> = TimeZoneDatabase::bundled()
            .available()
            .map(|name| name.as_str().to_owned())
            .filter(|name| name == "UTC" || REGIONS.iter().any(|region| name.starts_with(region)))
            .collect();
        names.sort();
        names.into_iter()
    }

    /// The name as the IANA database spells it.
    pub fn name(&self) -> &str {
        let Some(name) = self.0.iana_name() else {
            unreachable!("a zone is made from its name")
        };
        name
    }

    /// The day it is here at an instant.
    pub fn date_of(&self, moment: Moment) -> Date {
        Date::clamped(self.civil(moment).date())
    }

    /// The time the clock on the wall shows at an instant, the minute begun not counted.
    pub fn wall_time_of(&self, moment: Moment) -> WallTime {
        let time = self.civil(moment).time();
        WallTime(
            u16::from(time.hour().unsigned_abs()) * 60 + u16::from(time.minute().unsigned_abs()),
        )
    }

    /// The first instant of a day: midnight, or, where the clocks skip midnight, the instant they
    /// do.
    pub fn start_of_day(&self, date: Date) -> Moment {
        self.instant(date, WallTime::MIDNIGHT)
    }

    /// The first instant of a day at which the clock on the wall has reached a time.
    ///
    /// A time the clocks skip is reached when they skip it; of a time shown twice the first counts;
    /// 24:00 is the start of the next day.
    pub fn instant(&self, date: Date, time: WallTime) -> Moment {
        let midnight = date.civil().to_datetime(civil::Time::midnight());
        let wall = midnight.saturating_add(SignedDuration::from_mins(i64::from(time.0)));
        Moment(self.first_reached(wall).as_microsecond())
    }

    fn first_reached(&self, wall: civil::DateTime) -> Timestamp {
        let wall = self.0.to_ambiguous_timestamp(wall);
        let skipped = matches!(wall.offset(), AmbiguousOffset::Gap { .. });
        let first = wall
            .earlier()
            .expect("a date keeps clear of the ends of time");
        if !skipped {
            return first;
        }
        let change = self
            .0
            .following(first)
            .next()
            .expect("a change skips what is skipped");
        change.timestamp()
    }

    fn civil(&self, moment: Moment) -> civil::DateTime {
        self.0.to_datetime(moment.timestamp())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// A time on the wall clock, to the minute: 00:00 to 24:00, the last being the end of the day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WallTime(u16);

impl WallTime {
    /// 00:00.
    pub const MIDNIGHT: Self = Self(0);
    /// 24:00, the same instant as 00:00 of the day after.
    pub const END_OF_DAY: Self = Self(24 * 60);

    /// Reads `HH:MM`.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let (hour, minute) = text.trim().split_once(':').ok_or(Unreadable::WallTime)?;
        Self::from_hour_and_minute(two_digits(hour)?, two_digits(minute)?)
    }

    /// The time so many minutes after 00:00, at most 1440.
    pub fn from_minutes(minutes: u16) -> Result<Self, Unreadable> {
        if minutes <= Self::END_OF_DAY.0 {
            Ok(Self(minutes))
        } else {
            Err(Unreadable::WallTime)
        }
    }

    /// Minutes after 00:00, 0 to 1440.
    pub const fn minutes(self) -> u16 {
        self.0
    }

    fn from_hour_and_minute(hour: u16, minute: u16) -> Result<Self, Unreadable> {
        if minute < 60 {
            Self::from_minutes(hour * 60 + minute)
        } else {
            Err(Unreadable::WallTime)
        }
    }
}

fn two_digits(text: &str) -> Result<u16, Unreadable> {
    let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits
        .then(|| text.parse().ok())
        .flatten()
        .ok_or(Unreadable::WallTime)
}

/// As `08:30`.
impl fmt::Display for WallTime {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl fmt::Debug for WallTime {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> Zone {
        Zone::named(name).unwrap()
    }

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn names_are_those_of_the_database() {
        assert_eq!(zone(" europe/stockholm ").name(), "Europe/Stockholm");
        assert_eq!(Zone::UTC.name(), "UTC");
        for name in [
            "",
            "Stockholm",
            "Mars/Olympus",
            "Etc/Unknown",
            "+01:00",
            "../etc/passwd",
        ] {
            assert_eq!(Zone::named(name), Err(Unreadable::Zone), "{name:?}");
        }
    }

    #[test]
    fn the_day_is_the_zones_own() {
        let late = Moment::parse("2026-06-30T22:30:00Z").unwrap();
        assert_eq!(zone("Europe/Stockholm").date_of(late), date("2026-07-01"));
        assert_eq!(Zone::UTC.date_of(late), date("2026-06-30"));
        assert_eq!(
            zone("Europe/Stockholm").wall_time_of(late).to_string(),
            "00:30"
        );
        assert_eq!(Zone::UTC.date_of(Moment::MAX), Date::MAX);
        assert_eq!(Zone::UTC.date_of(Moment::MIN), Date::MIN);
    }

    /// The naive midnight does not exist on these days.
    #[test]
    fn t09_a_day_without_midnight_starts_when_the_clocks_skip_it() {
        for (name, day, start) in [
            ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"),
            ("Africa/Cairo", "2025-04-25", "2025-04-24T22:00:00Z"),
            ("Asia/Beirut", "2025-03-30", "2025-03-29T22:00:00Z"),
            ("America/Havana", "2025-03-09", "2025-03-09T05:00:00Z"),
            // From 23:30 to 00:30: neither 00:00 nor an hour after it.
            ("America/Toronto", "1919-03-31", "1919-03-31T04:30:00Z"),
            // The island skipped this day; it starts, and ends, where the next one starts.
            ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),
            ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"),
        ] {
            assert_eq!(
                zone(name).start_of_day(date(day)).to_string(),
                start,
                "{name} {day}"
            );
        }
    }

    #[test]
    fn t09_of_a_midnight_shown_twice_the_first_counts() {
        let havana = zone("America/Havana");
        assert_eq!(
            havana.start_of_day(date("2025-11-02")).to_string(),
            "2025-11-02T04:00:00Z"
        );
        assert_eq!(
            havana.start_of_day(date("2025-11-03")).to_string(),
            "2025-11-03T05:00:00Z"
        );
    }

    #[test]
    fn wall_times_meet_the_clock_change() {
        let stockholm = zone("Europe/Stockholm");
        let at = |day: &str, time: &str| {
            stockholm
                .instant(date(day), WallTime::parse(time).unwrap())
                .to_string()
        };
        assert_eq!(at("2026-03-29", "01:59"), "2026-03-29T00:59:00Z");
        assert_eq!(at("2026-03-29", "02:30"), "2026-03-29T01:00:00Z");
        assert_eq!(at("2026-03-29", "03:00"), "2026-03-29T01:00:00Z");
        assert_eq!(at("2026-10-25", "02:30"), "2026-10-25T00:30:00Z");
        assert_eq!(at("2026-10-25", "24:00"), at("2026-10-26", "00:00"));
    }

    #[test]
    fn wall_times_are_read_strictly() {
        assert_eq!(WallTime::parse("08:30").unwrap().minutes(), 510);
        assert_eq!(WallTime::parse("24:00"), Ok(WallTime::END_OF_DAY));
        for text in ["", "8:30", "24:01", "12:60", "+1:00", "12.30", "99:99"] {
            assert_eq!(WallTime::parse(text), Err(Unreadable::WallTime), "{text:?}");
        }
    }

    #[test]
    fn the_last_day_there_is_can_be_asked_for() {
        assert!(zone("Pacific/Pago_Pago").instant(Date::MAX, WallTime::END_OF_DAY) < Moment::MAX);
        assert!(zone("Pacific/Kiritimati").start_of_day(Date::MIN) > Moment::MIN);
    }
}
