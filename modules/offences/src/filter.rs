//! Which incidents are looked at: read from an address and written back into it, so that every picture can be sent to
//! somebody and found again.

use chrono::{Datelike, Months, NaiveDate};
use web::Form;

use crate::events::Events;
use crate::incident::{Discovery, Source};
use crate::month::Month;

/// What an address asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The source.
    pub source: Source,
    /// Code of a category; all of them without one.
    pub category: Option<String>,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// How incidents came to be known; any way without it.
    pub discovery: Option<Discovery>,
    /// Code of a district.
    pub district: Option<String>,
    /// Code of a precinct.
    pub precinct: Option<String>,
}

impl Filter {
    /// Reads an address. What cannot be read counts as not asked: the last twelve complete months of everything.
    #[must_use]
    pub fn read(form: &Form, events: &Events, source: Source, today: NaiveDate) -> Filter {
        let (from, to) = usual(events, today);
        let word = |name: &str| Some(form.text(name).trim().to_owned()).filter(|text| !text.is_empty());
        let day = |name: &str| web::day(form.text(name));
        let (from, to) = (day("from").unwrap_or(from), day("to").unwrap_or(to));
        // A part of a month would have all of it, or nothing.
        let (from, to) = if source.tells_hours() {
            (from.min(to), to.max(from))
        } else {
            (Month::of(from.min(to)).first_day(), Month::of(to.max(from)).last_day())
        };
        Filter {
            source,
            category: word("category").filter(|code| events.catalogue.place(code).is_some()),
            from,
            to,
            discovery: Discovery::from_key(form.text("discovery")),
            district: word("district"),
            precinct: word("precinct"),
        }
    }

    /// Everything of a source between two days.
    #[must_use]
    pub fn everything(source: Source, from: NaiveDate, to: NaiveDate) -> Filter {
        Filter { source, category: None, from, to, discovery: None, district: None, precinct: None }
    }

    /// The end of an address that asks for this, after the question mark.
    #[must_use]
    pub fn query(&self) -> String {
        let mut pairs = vec![
            ("source", self.source.key().to_owned()),
            ("from", self.from.to_string()),
            ("to", self.to.to_string()),
        ];
        let mut add = |name, value: &Option<String>| {
            if let Some(value) = value {
                pairs.push((name, value.clone()));
            }
        };
        add("category", &self.category);
        add("discovery", &self.discovery.map(|one| one.key().to_owned()));
        add("district", &self.district);
        add("precinct", &self.precinct);
        let pairs = pairs.iter().map(|(name, value)| format!("{name}={}", web::percent_encoded(value)));
        pairs.collect::<Vec<_>>().join("&")
    }

    /// The same a year earlier.
    #[must_use]
    pub fn a_year_earlier(&self) -> Filter {
        let earlier = |day: NaiveDate| day.checked_sub_months(Months::new(12)).unwrap_or(day);
        let mut to = earlier(self.to);
        if Month::of(self.to).last_day() == self.to {
            to = Month::of(to).last_day();
        }
        Filter { from: earlier(self.from), to, ..self.clone() }
    }

    /// Days of the period, without those a common year does not have.
    #[must_use]
    pub fn equal_days(&self) -> i64 {
        let leap =
            (self.from.year()..=self.to.year()).filter_map(|year| NaiveDate::from_ymd_opt(year, 2, 29));
        let leap = leap.filter(|day| (self.from..=self.to).contains(day)).count();
        (self.to - self.from).num_days() + 1 - i64::try_from(leap).unwrap_or(0)
    }
}

/// Whether a day exists in leap years only: it is left out where two years are held against each other.
#[must_use]
pub fn is_leap_day(day: NaiveDate) -> bool {
    (day.month(), day.day()) == (2, 29)
}

fn usual(events: &Events, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let last = events.complete_to().unwrap_or(Month::of(today).before());
    (Month(last.0 - 11).first_day(), last.last_day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_address_is_read_and_written_back() {
        let events = Events::of(&[], crate::category::Catalogue::municipal().unwrap(), 0);
        let form = Form::from_encoded(
            b"from=2025-01-01&to=2024-06-30&category=order-noise&discovery=reported&district=%20&precinct=1+A",
        );
        let filter = Filter::read(&form, &events, Source::Municipal, day("2026-11-24"));
        assert_eq!((filter.from, filter.to), (day("2024-06-30"), day("2025-01-01")));
        assert_eq!(filter.district, None);
        let again = Form::from_encoded(filter.query().as_bytes());
        assert_eq!(Filter::read(&again, &events, Source::Municipal, day("2026-11-24")), filter);
    }

    #[test]
    fn nonsense_asks_for_the_last_twelve_months() {
        let form = Form::from_encoded(b"from=nikdy&to=2024-02-31&category=zzz&discovery=%ff");
        let filter = Filter::read(&form, &Events::default(), Source::Municipal, day("2026-11-24"));
        assert_eq!((filter.from, filter.to), (day("2025-11-01"), day("2026-10-31")));
        assert_eq!((filter.category, filter.discovery), (None, None));
    }

    #[test]
    fn a_year_earlier_has_as_many_days() {
        let filter = Filter::everything(Source::Municipal, day("2024-01-01"), day("2024-02-29"));
        let earlier = filter.a_year_earlier();
        assert_eq!((earlier.from, earlier.to), (day("2023-01-01"), day("2023-02-28")));
        assert_eq!((filter.equal_days(), earlier.equal_days()), (59, 59));
        let later = Filter::everything(Source::Municipal, day("2025-02-01"), day("2025-02-28"));
        assert_eq!(later.a_year_earlier().to, day("2024-02-29"));
        assert_eq!(later.a_year_earlier().equal_days(), 28);
    }
}
