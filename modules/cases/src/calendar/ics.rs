//! A calendar that other programs subscribe to (RFC 5545, RFC 7986).
//!
//! What leaves the house is a number, a type and a date: never a place, a name or a title. Events are written and escaped
//! by the `icalendar` crate. Two things are ours: the definition of the time zone, since the crate would put a `DTSTAMP`
//! into it, and the folding of lines, since the crate lets a last piece grow to 76 octets.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use icalendar::{Calendar, Class, Component, Event, EventLike, EventStatus, Property};

/// The zone in which the days are meant.
const ZONE: &str = "Europe/Prague";

/// The rules of Prague since 1996: summer time from the last Sunday of March to the last Sunday of October.
const ZONE_RULES: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/Prague\r\nBEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\n\
     TZOFFSETTO:+0200\r\nTZNAME:CEST\r\nDTSTART:19960331T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n\
     END:DAYLIGHT\r\nBEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n\
     DTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// One event of the feed.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Never changes, so that a moved deadline moves in the calendar too.
    pub(crate) uid: String,
    /// Grows with every change.
    pub(crate) sequence: u32,
    /// When it was last changed.
    pub(crate) stamp: DateTime<Utc>,
    /// The day.
    pub(crate) day: NaiveDate,
    /// Number and type.
    pub(crate) summary: String,
    /// The page, for those who may open it.
    pub(crate) url: String,
}

/// The whole feed.
pub(crate) fn feed(name: &str, entries: &[Entry]) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//Okrsek//Workplace//CS"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    calendar.name(&plain(name)).timezone(ZONE).ttl(&TimeDelta::hours(1));
    for entry in entries {
        calendar.push(event(entry));
    }
    let text = folded(&calendar.to_string());
    // The zone stands before the first event.
    let at = text.find("BEGIN:VEVENT").or_else(|| text.find("END:VCALENDAR")).unwrap_or(text.len());
    let (head, rest) = text.split_at(at);
    format!("{head}{ZONE_RULES}{rest}")
}

/// Longest line in octets, without its end (RFC 5545 §3.1).
const LINE: usize = 75;

/// The same lines, folded anew: a piece ends before a character that would not fit.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let whole = text.replace("\r\n ", "");
    for line in whole.split_inclusive("\r\n") {
        let mut octets = 0;
        for c in line.trim_end_matches("\r\n").chars() {
            if octets + c.len_utf8() > LINE {
                out.push_str("\r\n ");
                octets = 1;
            }
            out.push(c);
            octets += c.len_utf8();
        }
        out.push_str("\r\n");
    }
    out
}

fn event(entry: &Entry) -> Event {
    let mut event = Event::with_uid(&plain(&entry.uid));
    event
        .sequence(entry.sequence)
        .timestamp(entry.stamp)
        .summary(&plain(&entry.summary))
        .url(&plain(&entry.url))
        .class(Class::Private)
        .status(EventStatus::Confirmed);
    // The last day of an event without a time is the first one it does not take (RFC 5545 §3.6.1).
    let end = entry.day.checked_add_days(Days::new(1)).unwrap_or(entry.day);
    event.starts(entry.day).ends(end);
    // A deadline does not make anybody busy.
    event.add_property("TRANSP", "TRANSPARENT");
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

    fn entry(summary: &str) -> Entry {
        Entry {
            uid: "task-0123456789abc@okrsek".to_owned(),
            sequence: 3,
            stamp: DateTime::from_timestamp(1_780_000_000, 0).unwrap(),
            day: NaiveDate::from_ymd_opt(2026, 10, 26).unwrap(),
            summary: summary.to_owned(),
            url: "https://okrsek.example/staff/pripady/0123456789abc".to_owned(),
        }
    }

    #[test]
    fn a_deadline_as_calendars_read_it() {
        let long =
            "UB-2026-0007 Podnět k ubytování; lhůta, která se nesmí zmeškat – odpověď příslušnému orgánu";
        insta::assert_snapshot!(feed("Okrsek – moje lhůty", &[entry(long)]).replace("\r\n", "\n"));
    }

    proptest! {
        #[test]
        fn no_line_is_longer_than_75_octets_and_none_is_smuggled_in(
            before in "\\PC{0,120}", end in "[\r\n\u{85}\u{2028}]{0,2}",
        ) {
            let text = feed("x", &[entry(&format!("{before}{end}BEGIN:VALARM"))]);
            prop_assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
            prop_assert!(!text.contains("\r\nBEGIN:VALARM"));
        }
    }
}
