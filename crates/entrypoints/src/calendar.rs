//! Calendar files (RFC 5545): the ends of contracts in letters, as a file and as a feed, and the deadline of a request.

use actions::contracts::Summary;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use domain::time::{Date, Moment};
use icalendar::{Calendar, Component as _, Event, Property};
use web_kit::host::BaseUrl;
use words::Words;

use crate::contracts::left;

/// The media type of a calendar file.
pub(crate) const MEDIA_TYPE: &str = "text/calendar; charset=utf-8; method=PUBLISH";

/// What the file with the ends of contracts is called.
pub(crate) const FILE_NAME: &str = "contracts.ics";

/// When something is.
pub(crate) enum When {
    /// All day, taking nobody's time.
    Day(Date),
    /// At that instant.
    At(Moment),
}

/// Something for a calendar.
pub(crate) struct Appointment {
    /// What it is known by, in whatever file it stands; unique in this portal.
    pub name: String,
    pub when: When,
    pub title: String,
    /// What is said of it; may be empty.
    pub text: String,
    /// The page about it.
    pub path: String,
}

impl Appointment {
    /// The end of the contract with that opaque key.
    pub fn end(w: &Words, contract: &str, plan: &str, last_day: Date, text: String) -> Self {
        Self {
            name: format!("{contract}.end"),
            when: When::Day(last_day),
            title: w.notice_calendar_event(plan),
            text,
            path: format!("/contracts/{contract}"),
        }
    }
}

/// The ends of some contracts.
pub(crate) fn ends(w: &Words, contracts: &[Summary]) -> Vec<Appointment> {
    let language = w.language().code();
    let end = |one: &Summary| {
        let text = format!("{}\n{}", one.access_id.masked(), left(w, one));
        let plan = one.offer.name.in_language(language);
        Appointment::end(w, &one.key, plan, one.last_day, text)
    };
    contracts.iter().map(end).collect()
}

/// A file that is written at `at`; `called` is the name of a calendar that is subscribed to.
pub(crate) fn file(
    base: &BaseUrl,
    at: Moment,
    called: Option<&str>,
    appointments: &[Appointment],
) -> String {
    let mut calendar = Calendar::empty();
    for (name, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Klippkort//Klippkort//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ] {
        calendar.append_property((name, value));
    }
    if let Some(called) = called {
        calendar.append_property(("X-WR-CALNAME", called));
        calendar.append_property(typed("REFRESH-INTERVAL", "DURATION", "P1D"));
    }
    for appointment in appointments {
        calendar.push(event(base, at, appointment));
    }
    calendar.to_string()
}

/// Every field that the format wants is given: the writer would fill them in by its own clock and chance.
fn event(base: &BaseUrl, at: Moment, appointment: &Appointment) -> Event {
    let Appointment {
        name,
        when,
        title,
        text,
        path,
    } = appointment;
    let mut event = Event::new();
    event
        .add_property("UID", format!("{name}@{}", base.host()))
        .add_property("DTSTAMP", instant(at))
        .add_property("SUMMARY", plain(title))
        .add_property("URL", base.absolute(path));
    if !text.is_empty() {
        event.add_property("DESCRIPTION", plain(text));
    }
    match when {
        When::Day(date) => event
            .append_property(typed("DTSTART", "DATE", &day(*date)))
            .append_property(typed("DTEND", "DATE", &day(date.next())))
            .add_property("TRANSP", "TRANSPARENT"),
        When::At(moment) => event
            .add_property("DTSTART", instant(*moment))
            .add_property("DTEND", instant(*moment)),
    };
    event.done()
}

fn typed(name: &str, kind: &str, value: &str) -> Property {
    Property::new(name, value)
        .add_parameter("VALUE", kind)
        .done()
}

/// A day in the basic format: `20270228`.
fn day(date: Date) -> String {
    date.to_string().replace('-', "")
}

/// An instant in UTC, to the second: `20261124T110000Z`.
fn instant(at: Moment) -> String {
    let whole = Moment(at.0 - at.0.rem_euclid(1_000_000));
    whole.to_string().replace(['-', ':'], "")
}

/// Text in which nothing but a line break is a control character, so that no line of the file ends where it should not.
fn plain(text: &str) -> String {
    text.replace(|c: char| c.is_control() && c != '\n', " ")
}

/// A calendar file as an answer: an `attachment`, or `inline` for what subscribes to it.
pub(crate) fn answered(file: String, disposition: &str, name: &str) -> Response {
    let disposition = format!("{disposition}; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, MEDIA_TYPE.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
    ];
    (headers, file).into_response()
}

#[cfg(test)]
mod tests {
    use super::{Appointment, file};
    use domain::time::{Date, Moment};
    use web_kit::host::BaseUrl;
    use words::{Language, Words};

    fn ending(plan: &str) -> String {
        let base = BaseUrl::parse("https://support.example.com").expect("an address");
        let at = Moment::parse("2026-11-24T11:00:00.5Z").expect("an instant");
        let last_day = Date::parse("2027-02-28").expect("a day");
        let text = "0230xxxxx\n11 av 20 incidenter kvar".to_owned();
        let end = Appointment::end(&Words::of(Language::Sv), "c_7f3k", plan, last_day, text);
        file(&base, at, Some("Supportkontrakt"), &[end])
    }

    /// The lines of a file with those that were folded made whole again.
    fn unfolded(file: &str) -> Vec<String> {
        let whole = file.replace("\r\n ", "");
        assert!(
            !whole.replace("\r\n", "").contains(['\r', '\n']),
            "every line ends with both: {file:?}"
        );
        whole.split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn an_end_is_a_whole_day_under_a_name_that_stays() {
        let lines = unfolded(&ending("Partner Support Gold 20Pack"));
        for expected in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "UID:c_7f3k.end@support.example.com",
            "DTSTAMP:20261124T110000Z",
            "DTSTART;VALUE=DATE:20270228",
            "DTEND;VALUE=DATE:20270301",
            "SUMMARY:Partner Support Gold 20Pack går ut",
            "DESCRIPTION:0230xxxxx\\n11 av 20 incidenter kvar",
            "URL:https://support.example.com/contracts/c_7f3k",
            "X-WR-CALNAME:Supportkontrakt",
            "END:VCALENDAR",
        ] {
            let count = lines.iter().filter(|line| *line == expected).count();
            assert_eq!(count, 1, "{expected} in {lines:#?}");
        }
    }

    #[test]
    fn what_a_plan_is_called_cannot_write_lines_of_its_own() {
        let hostile = "Å, b; c\\d\r\nBEGIN:VALARM\r\nX:\u{b}";
        let lines = unfolded(&ending(hostile));
        assert!(
            !lines.iter().any(|line| line.starts_with("BEGIN:VALARM")),
            "{lines:#?}"
        );
        let summary = lines
            .iter()
            .find(|line| line.starts_with("SUMMARY"))
            .expect("a summary");
        assert_eq!(
            summary,
            "SUMMARY:Å\\, b\\; c\\\\d \\nBEGIN:VALARM \\nX:  går ut"
        );
    }

    #[test]
    fn long_lines_are_folded_within_75_octets_and_between_characters() {
        let plan = "Rådgivning åäö ".repeat(20);
        let text = ending(&plan);
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert!(
            text.split("\r\n")
                .filter(|line| line.starts_with(' '))
                .count()
                > 3
        );
        assert!(unfolded(&text).contains(&format!("SUMMARY:{plan} går ut")));
    }
}
