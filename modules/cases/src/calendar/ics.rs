//! A calendar that other programs subscribe to (RFC 5545, RFC 7986).
//!
//! What leaves the house is a number, a type and a date: never a place, a name or a title. Events are written by the
//! `icalendar` crate, which folds lines at 75 octets and escapes texts; the definition of the time zone is ours, since
//! the crate would put a `DTSTAMP` into it.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use icalendar::{Calendar, CalendarDateTime, Class, Component, Event, EventLike, EventStatus, Property};

/// Name of the zone in every event with a time.
const ZONE: &str = "Europe/Prague";

/// The rules of Prague since 1996: summer time from the last Sunday of March to the last Sunday of October.
const ZONE_RULES: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/Prague\r\nBEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\n\
     TZOFFSETTO:+0200\r\nTZNAME:CEST\r\nDTSTART:19960331T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n\
     END:DAYLIGHT\r\nBEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n\
     DTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// How long a planned visit takes in a calendar when nobody said.
const VISIT: TimeDelta = TimeDelta::hours(1);

/// When something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// A day.
    Day(NaiveDate),
    /// A moment on the wall clock of Prague.
    At(NaiveDateTime),
}

/// One event of the feed.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Never changes, so that a moved deadline moves in the calendar too.
    pub(crate) uid: String,
    /// Grows with every change.
    pub(crate) sequence: u32,
    /// When it was last changed.
    pub(crate) stamp: DateTime<Utc>,
    /// When it is.
    pub(crate) when: When,
    /// Number and type.
    pub(crate) summary: String,
    /// The page, for those who may open it.
    pub(crate) url: String,
    /// Whether there is nothing left to do.
    pub(crate) done: bool,
}

/// The whole feed.
pub(crate) fn feed(name: &str, entries: &[Entry]) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//Okrsek//Workplace//CS"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    calendar.name(&plain(name)).ttl(&TimeDelta::hours(1));
    for entry in entries {
        calendar.push(event(entry));
    }
    let text = calendar.to_string();
    // The zone stands before the first event that names it.
    let at = text.find("BEGIN:VEVENT").or_else(|| text.find("END:VCALENDAR")).unwrap_or(text.len());
    let (head, rest) = text.split_at(at);
    format!("{head}{ZONE_RULES}{rest}")
}

fn event(entry: &Entry) -> Event {
    let mut event = Event::with_uid(&plain(&entry.uid));
    event
        .sequence(entry.sequence)
        .timestamp(entry.stamp)
        .summary(&plain(&entry.summary))
        .url(&plain(&entry.url))
        .class(Class::Private)
        .status(if entry.done { EventStatus::Cancelled } else { EventStatus::Confirmed });
    match entry.when {
        When::Day(day) => {
            // The last day of an event without a time is the first one it does not take (RFC 5545 §3.6.1).
            let end = day.checked_add_days(Days::new(1)).unwrap_or(day);
            event.starts(day).ends(end);
            // A deadline does not make anybody busy.
            event.add_property("TRANSP", "TRANSPARENT");
        }
        When::At(at) => {
            let local = |date_time| CalendarDateTime::WithTimezone { date_time, tzid: ZONE.to_owned() };
            event.starts(local(at)).ends(local(at + VISIT));
        }
    }
    event.done()
}

/// A text that cannot begin a line of its own.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(when: When, summary: &str) -> Entry {
        Entry {
            uid: "0123456789abc-due@okrsek".to_owned(),
            sequence: 3,
            stamp: DateTime::from_timestamp(1_780_000_000, 0).unwrap(),
            when,
            summary: summary.to_owned(),
            url: "https://okrsek.example/staff/pripady/0123456789abc".to_owned(),
            done: false,
        }
    }

    #[test]
    fn a_deadline_and_a_visit() {
        let day = NaiveDate::from_ymd_opt(2026, 10, 26).unwrap();
        let visit = day.and_hms_opt(9, 0, 0).unwrap();
        let entries = [
            entry(
                When::Day(day),
                "UB-2026-0007 Podnět k ubytování; lhůta, která se nesmí zmeškat – odpověď příslušnému orgánu",
            ),
            entry(When::At(visit), "UB-2026-0008 kontrola"),
        ];
        insta::assert_snapshot!(feed("Okrsek – moje lhůty", &entries).replace("\r\n", "\n"));
    }

    proptest! {
        #[test]
        fn no_line_is_longer_than_75_octets_and_none_is_added(summary in "\\PC{0,200}[\r\n\u{85}\u{2028}]?BEGIN:VALARM") {
            let day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
            let text = feed("x", &[entry(When::Day(day), &summary)]);
            prop_assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
            prop_assert!(!text.contains("\r\nBEGIN:VALARM"));
            prop_assert_eq!(text.matches("BEGIN:").count(), 5 + summary.matches("BEGIN:").count() - usize::from(folded(&text)));
        }
    }

    /// Whether the word was cut by a fold, which the count above cannot see.
    fn folded(text: &str) -> bool {
        !text.contains("BEGIN:VALARM") && text.replace("\r\n ", "").contains("BEGIN:VALARM")
    }
}
