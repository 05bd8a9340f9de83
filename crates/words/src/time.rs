//! Days, instants and lengths of time, as both languages write them. The order
//! of things stands in `locales/*/format.ftl`.
//!
//! An instant is always told in somebody's zone, and a deadline says which.

use crate::Words;
use domain::time::{Date, Moment, Zone};
use std::borrow::Borrow;

/// How many days ahead are still counted; a day further off is named.
const COUNTED_DAYS_MAX: i32 = 60;

impl Words {
    /// A day in running text: `30 November 2026`.
    pub fn long_date(self, date: impl Borrow<Date>) -> String {
        let date = *date.borrow();
        self.date(date, &self.format_month(date.month()))
    }

    /// A day in a narrow table: `30 Nov 2026`, `30 nov. 2026`.
    pub fn short_date(self, date: impl Borrow<Date>) -> String {
        let date = *date.borrow();
        self.date(date, &self.format_month_short(date.month()))
    }

    /// The month of a day: `November 2026`.
    pub fn month(self, date: impl Borrow<Date>) -> String {
        let date = *date.borrow();
        self.format_month_of_year(self.format_month(date.month()), date.year().to_string())
    }

    /// The clock at an instant: `14:05`, `14.05`.
    pub fn time(self, moment: impl Borrow<Moment>, zone: &Zone) -> String {
        let minutes = zone.wall_time_of(*moment.borrow()).minutes();
        self.format_time(
            format!("{:02}", minutes / 60),
            format!("{:02}", minutes % 60),
        )
    }

    /// An instant by how near it is: `today 09:12`, `yesterday 16:40`, `tomorrow 08:00`,
    /// `in 16 days`; farther off, its short date.
    pub fn near_time(
        self,
        moment: impl Borrow<Moment>,
        now: impl Borrow<Moment>,
        zone: &Zone,
    ) -> String {
        let moment = *moment.borrow();
        let date = zone.date_of(moment);
        match zone.date_of(*now.borrow()).days_until(date) {
            -1 => self.format_yesterday(self.time(moment, zone)),
            0 => self.format_today(self.time(moment, zone)),
            1 => self.format_tomorrow(self.time(moment, zone)),
            days @ 2..=COUNTED_DAYS_MAX => self.format_in_days(days),
            _ => self.short_date(date),
        }
    }

    /// An instant in full: `24 November 2026 at 14:05 (Stockholm)`,
    /// `24 november 2026 kl. 14.05 (svensk tid)`.
    pub fn moment(self, moment: impl Borrow<Moment>, zone: &Zone) -> String {
        let moment = *moment.borrow();
        let time = self.format_time_in_text(self.time(moment, zone));
        let date = self.long_date(zone.date_of(moment));
        self.format_date_and_time_in_zone(date, time, self.zone(zone))
    }

    /// As [`Words::moment`], without the date where it is today: `14:05 (Stockholm)`,
    /// `kl. 14.05 (svensk tid)`.
    pub fn next_moment(
        self,
        moment: impl Borrow<Moment>,
        now: impl Borrow<Moment>,
        zone: &Zone,
    ) -> String {
        let moment = *moment.borrow();
        if zone.date_of(moment) != zone.date_of(*now.borrow()) {
            return self.moment(moment, zone);
        }
        let time = self.format_time_in_text(self.time(moment, zone));
        self.format_time_in_zone(time, self.zone(zone))
    }

    /// Until when: `by 14:05 (Stockholm)`, `senast kl. 14.05 (svensk tid)`, with the date where it
    /// is not today.
    pub fn deadline(
        self,
        due: impl Borrow<Moment>,
        now: impl Borrow<Moment>,
        zone: &Zone,
    ) -> String {
        self.format_deadline(self.next_moment(due, now, zone))
    }

    /// A zone by its city, which the IANA name ends with: `Stockholm`; in Swedish `svensk tid`.
    pub fn zone(self, zone: &Zone) -> String {
        let city = zone.name().rsplit('/').next().unwrap_or_default();
        self.format_zone(city.replace('_', " "))
    }

    /// What is left until an instant, in hours and minutes: `0:42 left`, `overdue 1:10`.
    pub fn time_left(self, due: impl Borrow<Moment>, now: impl Borrow<Moment>) -> String {
        let left = *due.borrow() - *now.borrow();
        let minutes = left.as_minutes().abs();
        let duration = format!("{}:{:02}", minutes / 60, minutes % 60);
        if left.0 < 0 {
            self.format_duration_overdue(duration)
        } else {
            self.format_duration_left(duration)
        }
    }

    fn date(self, date: Date, month: &str) -> String {
        self.format_date(date.day().to_string(), month, date.year().to_string())
    }
}

#[cfg(test)]
mod tests {
    use crate::{Language, Words};
    use domain::time::{Date, Moment, Zone};

    const EN: Words = Words::of(Language::En);
    const SV: Words = Words::of(Language::Sv);

    fn stockholm() -> Zone {
        Zone::named("Europe/Stockholm").expect("it is in the database")
    }

    fn at(text: &str) -> Moment {
        Moment::parse(text).expect("an instant")
    }

    #[test]
    fn dates() {
        let date = Date::new(2026, 11, 30).expect("a day");
        assert_eq!(EN.long_date(date), "30 November 2026");
        assert_eq!(SV.long_date(date), "30 november 2026");
        assert_eq!(EN.short_date(date), "30 Nov 2026");
        assert_eq!(SV.short_date(date), "30 nov. 2026");
        assert_eq!(EN.month(date), "November 2026");
        assert_eq!(SV.month(Date::new(2027, 3, 1).expect("a day")), "mars 2027");
    }

    #[test]
    fn every_month_has_its_own_name() {
        for words in [EN, SV] {
            let names = |month| (words.format_month(month), words.format_month_short(month));
            let names: std::collections::BTreeSet<_> = (1..=12).map(names).collect();
            assert_eq!(names.len(), 12);
        }
    }

    #[test]
    fn times() {
        let moment = at("2026-11-24T08:05:59Z");
        assert_eq!(EN.time(moment, &stockholm()), "09:05");
        assert_eq!(SV.time(moment, &stockholm()), "09.05");
        assert_eq!(SV.time(moment, &Zone::UTC), "08.05");
    }

    #[test]
    fn near_times_go_by_the_day_in_the_zone() {
        let now = at("2026-11-24T22:30:00Z");
        let near = |text| {
            (
                EN.near_time(at(text), now, &stockholm()),
                SV.near_time(at(text), now, &stockholm()),
            )
        };
        let both = |english: &str, swedish: &str| (english.to_owned(), swedish.to_owned());
        assert_eq!(
            near("2026-11-24T08:12:00Z"),
            both("today 09:12", "i dag 09.12")
        );
        assert_eq!(
            near("2026-11-23T15:40:00Z"),
            both("yesterday 16:40", "i går 16.40")
        );
        assert_eq!(
            near("2026-11-24T23:00:00Z"),
            both("tomorrow 00:00", "i morgon 00.00")
        );
        assert_eq!(
            near("2026-12-10T12:00:00Z"),
            both("in 16 days", "om 16 dagar")
        );
        assert_eq!(
            near("2026-11-22T12:00:00Z"),
            both("22 Nov 2026", "22 nov. 2026")
        );
        assert_eq!(
            near("2027-02-01T12:00:00Z"),
            both("1 Feb 2027", "1 feb. 2027")
        );
    }

    #[test]
    fn deadlines_state_their_zone() {
        let (due, now) = (at("2026-11-24T13:05:00Z"), at("2026-11-24T11:05:00Z"));
        assert_eq!(EN.deadline(due, now, &stockholm()), "by 14:05 (Stockholm)");
        assert_eq!(
            SV.deadline(due, now, &stockholm()),
            "senast kl. 14.05 (svensk tid)"
        );
        let helsinki = Zone::named("Europe/Helsinki").expect("it is in the database");
        assert_eq!(EN.deadline(due, now, &helsinki), "by 15:05 (Helsinki)");
        assert_eq!(
            SV.deadline(due, now, &helsinki),
            "senast kl. 15.05 (Helsingfors)"
        );
        let new_york = Zone::named("America/New_York").expect("it is in the database");
        assert_eq!(SV.next_moment(due, now, &new_york), "kl. 08.05 (New York)");
        assert_eq!(EN.zone(&Zone::UTC), "UTC");
    }

    #[test]
    fn a_deadline_on_another_day_states_the_day() {
        let (due, now) = (at("2026-11-25T09:00:00Z"), at("2026-11-24T15:00:00Z"));
        assert_eq!(
            EN.deadline(due, now, &stockholm()),
            "by 25 November 2026 at 10:00 (Stockholm)"
        );
        assert_eq!(
            SV.deadline(due, now, &stockholm()),
            "senast 25 november 2026 kl. 10.00 (svensk tid)"
        );
        assert_eq!(
            SV.moment(due, &stockholm()),
            "25 november 2026 kl. 10.00 (svensk tid)"
        );
    }

    #[test]
    fn the_time_left() {
        let due = at("2026-11-24T13:05:00Z");
        assert_eq!(EN.time_left(due, at("2026-11-24T12:22:30Z")), "0:42 left");
        assert_eq!(SV.time_left(due, at("2026-11-24T12:22:30Z")), "0:42 kvar");
        assert_eq!(
            EN.time_left(due, at("2026-11-24T14:15:00Z")),
            "overdue 1:10"
        );
        assert_eq!(
            SV.time_left(due, at("2026-11-24T14:15:59Z")),
            "försenat 1:10"
        );
        assert_eq!(EN.time_left(due, due), "0:00 left");
        assert_eq!(EN.time_left(due, at("2026-11-23T11:05:00Z")), "26:00 left");
    }
}
