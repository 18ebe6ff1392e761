//! What a figure is a figure of.

use access::Words;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Range, Territory};

/// What a concept counts. Figures that count different things are never compared: an event may be several offences, an
/// offence may have several offenders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// Things that happened: calls, incidents, accidents.
    Events,
    /// Breaches of law: crimes or offences.
    Offences,
    /// People.
    Persons,
    /// Notified jobs; one person may hold several.
    Jobs,
    /// Permits.
    Permits,
    /// Agencies.
    Agencies,
    /// Things that stand somewhere: houses, cameras, addresses, streets.
    Objects,
    /// Acts of an office: checks, actions, projects.
    Acts,
    /// Crowns.
    Money,
    /// A measured quantity: hectares.
    Measured,
    /// A share of something, in per cent.
    Share,
}

impl Counted {
    /// Whether it comes in whole numbers.
    #[must_use]
    pub fn is_whole(self) -> bool {
        !matches!(self, Counted::Measured | Counted::Share)
    }
}

/// How a concept behaves over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Course {
    /// Counted over a period: offences of a month.
    Flow,
    /// Counted on a day: people registered on 31 December.
    Stock,
}

/// A concept: what is counted, how, and since when it is counted otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Concept {
    /// Its key: `crimes-registered`.
    pub key: String,
    /// Its name.
    pub name: Words,
    /// Its unit, as written behind a number or on an axis.
    pub unit: Words,
    /// What it counts.
    pub counts: Counted,
    /// Over a period or on a day.
    pub course: Course,
    /// The family pages show it in: `crime`, `foreigners`.
    pub family: String,
    /// Whether parts add up: months to a year, items to the whole. Shares and medians do not.
    pub additive: bool,
    /// Whether its source leaves zeros out: where a source speaks of a period and place at all, an item that is not there
    /// was counted and is 0. Otherwise what is not there is not known.
    pub zero_filled: bool,
    /// What is counted, said so that a reader can tell it from its neighbours; `None` when the source does not say. Figures
    /// of a concept nobody has defined stand alone: not even two of them are compared.
    pub definition: Option<Words>,
    /// The list its items come from; `None` when it has no items.
    pub list: Option<String>,
    /// Whether the list grows at its source: a code that is not in it is taken over too, and shown as a code.
    pub list_grows: bool,
    /// Keys of its breaks.
    pub breaks: Vec<String>,
}

/// What kind of break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BreakKind {
    /// It is counted in another way.
    Method,
    /// The law draws the line elsewhere.
    Law,
    /// The world was another one for a while: an epidemic, a war.
    Event,
}

/// A day from which a concept is not quite the same any more.
#[derive(Clone, Debug, PartialEq)]
pub struct Break {
    /// Its key: `damage-limit-2020`.
    pub key: String,
    /// First day of the new order.
    pub on: NaiveDate,
    /// Last day, for what passed again.
    pub until: Option<NaiveDate>,
    /// What kind.
    pub kind: BreakKind,
    /// What changed, in a sentence for a reader.
    pub reason: Words,
    /// The law that changed it.
    pub law: Option<String>,
    /// Only these items of the list; empty for all. The whole is concerned by every break of its parts.
    pub items: Vec<String>,
}

impl Break {
    /// Whether figures on both sides of it, or within it, stand in the range.
    #[must_use]
    pub fn cuts(&self, range: Range) -> bool {
        match self.until {
            Some(until) => range.meets(Range { from: self.on, to: until }),
            None => range.from < self.on && self.on <= range.to,
        }
    }

    /// Whether it concerns an item of the concept; `None` is the whole.
    #[must_use]
    pub fn concerns(&self, item: Option<&str>) -> bool {
        self.items.is_empty() || item.is_none_or(|item| self.items.iter().any(|one| one == item))
    }
}

/// What the catalogue knows of a territory. Many territories are not in it; their names are known to `places`.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Which.
    pub territory: Territory,
    /// Its name.
    pub name: Words,
    /// First day on which it had these borders.
    pub valid_from: Option<NaiveDate>,
    /// Last day.
    pub valid_to: Option<NaiveDate>,
    /// Territories it lies wholly in.
    pub within: Vec<Territory>,
}

/// An entry of a list of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Key of the list.
    pub list: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Words,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn range(from: &str, to: &str) -> Range {
        Range { from: day(from), to: day(to) }
    }

    fn since(on: &str, until: Option<&str>) -> Break {
        Break {
            key: "x".to_owned(),
            on: day(on),
            until: until.map(day),
            kind: BreakKind::Law,
            reason: Words::default(),
            law: None,
            items: vec!["431".to_owned()],
        }
    }

    #[test]
    fn a_break_cuts_what_lies_on_both_its_sides() {
        let limit = since("2020-10-01", None);
        assert!(limit.cuts(range("2020-01-01", "2020-12-31")));
        assert!(limit.cuts(range("2020-09-30", "2020-10-01")));
        assert!(!limit.cuts(range("2020-10-01", "2022-12-31")), "all of it lies behind");
        assert!(!limit.cuts(range("2017-01-01", "2020-09-30")));
        let epidemic = since("2020-03-12", Some("2021-12-31"));
        assert!(
            epidemic.cuts(range("2021-01-01", "2021-01-31"))
                && !epidemic.cuts(range("2022-01-01", "2022-12-31"))
        );
    }

    #[test]
    fn the_whole_is_concerned_by_a_break_of_its_parts() {
        let thefts = since("2020-10-01", None);
        assert!(thefts.concerns(None) && thefts.concerns(Some("431")) && !thefts.concerns(Some("131")));
    }
}
