//! The incidents of one source in memory, ready to be counted: one pass over 200 000 of them takes a few milliseconds.
//!
//! Names of territories and categories are places in short lists; times are those of the wall clock in Prague, so that
//! a night in which the clocks change is as long as people remember it.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use store::{Id, in_prague};

use crate::category::Catalogue;
use crate::filter::Filter;
use crate::incident::{Discovery, Incident, Source, Spot};
use crate::month::Month;

/// A place in a list that is none.
pub const NOWHERE: u16 = u16::MAX;

/// One incident.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its row.
    pub id: Id,
    /// Day of the report.
    pub day: NaiveDate,
    /// Minute of the day.
    pub minute: u16,
    /// From when to when it can have happened.
    pub occurred: Option<(NaiveDateTime, NaiveDateTime)>,
    /// Where.
    pub spot: Option<Spot>,
    /// Its top category in the catalogue, the first one; [`NOWHERE`] when the catalogue knows none of its codes.
    pub top: u16,
    /// Place in [`Events::districts`].
    pub district: u16,
    /// Place in [`Events::precincts`].
    pub precinct: u16,
    /// Somebody reported it; otherwise a patrol found it.
    pub reported: bool,
    /// Stands on a point where the source puts many.
    pub snapped: bool,
    kinds: (u32, u32),
}

impl Event {
    /// Month of the report.
    #[must_use]
    pub fn month(&self) -> Month {
        Month::of(self.day)
    }
}

/// All incidents of a source.
#[derive(Debug, Default)]
pub struct Events {
    /// In the order of their reports.
    pub list: Vec<Event>,
    /// The source's categories.
    pub catalogue: Catalogue,
    /// Codes of districts that have incidents.
    pub districts: Vec<String>,
    /// Codes of precincts that have incidents.
    pub precincts: Vec<String>,
    /// Only months are known: a month is told to its end as soon as anything of it is told.
    pub months_only: bool,
    /// The last import that was published says so much; the version of what is shown.
    pub revision: i64,
    kinds: Vec<u16>,
}

impl Events {
    /// Puts incidents in order.
    #[must_use]
    pub fn of(incidents: &[Incident], catalogue: Catalogue, revision: i64) -> Events {
        let mut events = Events { catalogue, revision, ..Events::default() };
        let (mut districts, mut precincts) = (HashMap::new(), HashMap::new());
        let codes: HashMap<String, usize> =
            events.catalogue.nodes.iter().enumerate().map(|(at, node)| (node.code.clone(), at)).collect();
        for incident in incidents {
            let start = narrow(events.kinds.len());
            let mut top = NOWHERE;
            for place in incident.told.kinds.iter().filter_map(|code| codes.get(code)) {
                for node in events.catalogue.upward(*place) {
                    events.kinds.push(u16::try_from(node).unwrap_or(NOWHERE));
                }
                top = top.min(u16::try_from(events.catalogue.top(*place)).unwrap_or(NOWHERE));
            }
            let at = in_prague(incident.told.at).naive_local();
            let local = |(from, to)| (in_prague(from).naive_local(), in_prague(to).naive_local());
            events.list.push(Event {
                id: incident.id,
                day: at.date(),
                minute: u16::try_from(at.hour() * 60 + at.minute()).unwrap_or(0),
                occurred: incident.told.occurred.map(local),
                spot: incident.told.spot,
                top,
                district: place(&mut districts, &mut events.districts, &incident.district),
                precinct: place(&mut precincts, &mut events.precincts, &incident.precinct),
                reported: incident.told.discovery == Discovery::Reported,
                snapped: incident.snapped,
                kinds: (start, narrow(events.kinds.len())),
            });
        }
        events.list.sort_by_key(|event| (event.day, event.minute));
        events
    }

    /// Whether an incident has a category, or one below it.
    #[must_use]
    pub fn is(&self, event: &Event, category: u16) -> bool {
        let kinds = self.kinds.get(event.kinds.0 as usize..event.kinds.1 as usize).unwrap_or_default();
        kinds.contains(&category)
    }

    /// Day of the first and last report.
    #[must_use]
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        Some((self.list.first()?.day, self.list.last()?.day))
    }

    /// The last month that is told to its end: a later report is there, or one of its last day. Where only months are
    /// known, the last of them.
    #[must_use]
    pub fn complete_to(&self) -> Option<Month> {
        let (_, last) = self.days()?;
        let month = Month::of(last);
        Some(if self.months_only || month.last_day() == last { month } else { month.before() })
    }

    /// The incidents a filter lets through.
    pub fn filtered<'a>(&'a self, filter: &Filter) -> impl Iterator<Item = &'a Event> + 'a {
        let category = filter.category.as_deref().map(|code| self.catalogue.place(code));
        let category = category.map(|place| place.and_then(|at| u16::try_from(at).ok()).unwrap_or(NOWHERE));
        let district = filter.district.as_deref().map(|code| find(&self.districts, code));
        let precinct = filter.precinct.as_deref().map(|code| find(&self.precincts, code));
        let reported = filter.discovery.map(|one| one == Discovery::Reported);
        let from = self.list.partition_point(|event| event.day < filter.from);
        let to = self.list.partition_point(|event| event.day <= filter.to);
        let within = self.list.get(from..to.max(from)).unwrap_or_default();
        within.iter().filter(move |event| {
            category.is_none_or(|one| self.is(event, one))
                && district.is_none_or(|one| event.district == one && one != NOWHERE)
                && precinct.is_none_or(|one| event.precinct == one && one != NOWHERE)
                && reported.is_none_or(|one| event.reported == one)
        })
    }

    /// Whether hours say when something happened, rather than when it was written down.
    #[must_use]
    pub fn has_intervals(&self, source: Source) -> bool {
        !source.tells_reporting_time() && self.list.iter().any(|event| event.occurred.is_some())
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn find(list: &[String], code: &str) -> u16 {
    list.iter().position(|one| one == code).and_then(|at| u16::try_from(at).ok()).unwrap_or(NOWHERE)
}

fn place(known: &mut HashMap<String, u16>, list: &mut Vec<String>, code: &str) -> u16 {
    if code.is_empty() {
        return NOWHERE;
    }
    if let Some(at) = known.get(code) {
        return *at;
    }
    let Ok(at) = u16::try_from(list.len()) else { return NOWHERE };
    list.push(code.to_owned());
    known.insert(code.to_owned(), at);
    at
}

/// Weekday from Monday as 0.
#[must_use]
pub fn weekday(day: NaiveDate) -> usize {
    day.weekday().num_days_from_monday() as usize
}
