//! Months, holidays and the feed: the parts of the calendar that know nothing of pages.

pub(crate) mod holidays;
pub(crate) mod ics;
pub(crate) mod month;
