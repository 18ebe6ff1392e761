//! The checklist of a cleanliness inspection: the same items everywhere, scores 0 to 3.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::Id;

use crate::content::Phrase;
use crate::object::keyed;

/// What is looked at, as `content/lodging/checklist.toml` says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    #[serde(rename = "schema")]
    _schema: u32,
    /// What scores mean.
    #[serde(rename = "score")]
    pub scores: Vec<Score>,
    /// Items in the order people look.
    #[serde(rename = "item")]
    pub items: Vec<Item>,
}

/// A score and its meaning.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// 0 to 3.
    pub value: u8,
    /// In a word.
    pub name: Phrase,
}

/// One thing to look at.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Key.
    pub key: String,
    /// Name.
    pub name: Phrase,
}

/// The worst score.
pub const WORST: u8 = 3;
/// From this score on something has to be put right.
pub const SERIOUS: u8 = 2;

keyed! {
    /// Whose it is to put right.
    Responsible {
        /// The city.
        City = "city",
        /// The operator of the lodging place.
        Operator = "operator",
        /// The waste firm.
        WasteFirm = "waste-firm",
    }
}

keyed! {
    /// Weather at the walk: rain washes, wind carries.
    Weather {
        /// Dry.
        Dry = "dry",
        /// Rain.
        Rain = "rain",
        /// Snow.
        Snow = "snow",
        /// Strong wind.
        Wind = "wind",
    }
}

/// A checklist as it was filled in, on a phone or on the plain form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Filled {
    /// Made by the phone (a UUID, or any text of 8 to 64 letters, digits and hyphens); sending twice is once.
    pub client_id: String,
    /// The round, as its 13 letters and digits.
    pub round: String,
    /// The segment, as its 13 letters and digits.
    pub segment: String,
    /// When it was filled in, RFC 3339.
    pub filled_at: String,
    /// Score of every item, 0 to 3.
    pub scores: BTreeMap<String, u8>,
    /// Weather: dry, rain, snow, wind; empty when not said.
    #[serde(default)]
    pub weather: String,
    /// Day of the last collection, ISO 8601; empty when unknown.
    #[serde(default)]
    pub last_collection: String,
    /// Who is to put it right: city, operator, waste-firm; needed where a score is 2 or more.
    #[serde(default)]
    pub responsible: String,
    /// By when, ISO 8601; needed where a score is 2 or more.
    #[serde(default)]
    pub due: String,
    /// The checklist this one looks at again, as its 13 letters and digits; empty for none.
    #[serde(default)]
    pub recheck_of: String,
    /// What else one should know of the place.
    #[serde(default)]
    pub note: String,
}

/// A filled checklist that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// As the phone made it.
    pub client_id: String,
    /// SHA-256 of what was filled in, to tell the same from a different one under the same id.
    pub content_sha256: String,
    /// Round.
    pub round: Id,
    /// Segment.
    pub segment: Id,
    /// When it was filled in.
    pub filled_at: DateTime<Utc>,
    /// Score of every item.
    pub scores: BTreeMap<String, u8>,
    /// Weather.
    pub weather: Option<Weather>,
    /// Last collection.
    pub last_collection: Option<NaiveDate>,
    /// Who is to put it right.
    pub responsible: Option<Responsible>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// Looks again at.
    pub recheck_of: Option<Id>,
    /// Note.
    pub note: String,
}

/// What is wrong with a filled checklist: the field, and the Fluent key of the sentence.
pub type Fault = (&'static str, &'static str);

/// Longest note.
const LONGEST_NOTE: usize = 2_000;

impl Filled {
    /// Checks everything that can be checked without a database.
    ///
    /// # Errors
    /// Every fault, in the order of the form.
    pub fn check(self, list: &Checklist, now: DateTime<Utc>) -> Result<Checked, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut note = |field: &'static str, key: &'static str| faults.push((field, key));
        let fine = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if !(8..=64).contains(&self.client_id.len()) || !self.client_id.chars().all(fine) {
            note("client_id", "lodging-inspection-bad-id");
        }
        let known = |key: &String| list.items.iter().any(|item| &item.key == key);
        if self.scores.keys().any(|key| !known(key)) || self.scores.values().any(|score| *score > WORST) {
            note("scores", "lodging-inspection-bad-scores");
        } else if self.scores.len() != list.items.len() {
            note("scores", "lodging-inspection-missing-scores");
        }
        let filled_at = DateTime::parse_from_rfc3339(&self.filled_at).ok().map(|at| at.to_utc());
        // A phone's clock may be some minutes ahead; a day is a mistake.
        let filled_at = filled_at.filter(|at| *at <= now + chrono::TimeDelta::hours(1));
        if filled_at.is_none() {
            note("filled_at", "lodging-inspection-bad-time");
        }
        let responsible = one_of(&self.responsible, Responsible::from_key);
        let weather = one_of(&self.weather, Weather::from_key);
        let (due, last) = (date(&self.due), date(&self.last_collection));
        for (field, wrong) in [("weather", weather.is_err()), ("responsible", responsible.is_err())] {
            if wrong {
                note(field, "lodging-inspection-bad-choice");
            }
        }
        for (field, wrong) in [("last_collection", last.is_err()), ("due", due.is_err())] {
            if wrong {
                note(field, "lodging-inspection-bad-date");
            }
        }
        let serious = self.scores.values().any(|score| *score >= SERIOUS);
        if serious && self.responsible.trim().is_empty() {
            note("responsible", "lodging-inspection-needs-responsible");
        }
        if serious && self.due.trim().is_empty() {
            note("due", "lodging-inspection-needs-due");
        }
        if self.note.chars().count() > LONGEST_NOTE {
            note("note", "lodging-inspection-long-note");
        }
        if crate::content::words().is_ok_and(|words| !words.read(&self.note).nationality.is_empty()) {
            note("note", "lodging-inspection-origin");
        }
        let (round, segment) = (id(&self.round), id(&self.segment));
        let recheck =
            if self.recheck_of.trim().is_empty() { Some(None) } else { id(&self.recheck_of).map(Some) };
        let content_sha256 = self.fingerprint();
        match (round, segment, recheck, filled_at, weather, last, responsible, due) {
            (
                Some(round),
                Some(segment),
                Some(recheck_of),
                Some(filled_at),
                Ok(weather),
                Ok(last_collection),
                Ok(responsible),
                Ok(due),
            ) if faults.is_empty() => Ok(Checked {
                client_id: self.client_id,
                content_sha256,
                round,
                segment,
                filled_at,
                scores: self.scores,
                weather,
                last_collection,
                responsible,
                due,
                recheck_of,
                note: self.note.trim().to_owned(),
            }),
            _ if faults.is_empty() => Err(vec![("round", "lodging-inspection-bad-place")]),
            _ => Err(faults),
        }
    }

    /// SHA-256 of the canonical JSON.
    fn fingerprint(&self) -> String {
        let json = serde_json::to_vec(self).unwrap_or_default();
        Sha256::digest(json).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
    }
}

impl Checked {
    /// The worst score.
    #[must_use]
    pub fn worst(&self) -> u8 {
        self.scores.values().copied().max().unwrap_or(0)
    }
}

fn id(text: &str) -> Option<Id> {
    text.trim().parse().ok()
}

fn date(text: &str) -> Result<Option<NaiveDate>, ()> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    web::day(text).map(Some).ok_or(())
}

fn one_of<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, ()> {
    let text = text.trim();
    if text.is_empty() { Ok(None) } else { read(text).map(Some).ok_or(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;
    use proptest::prelude::*;

    fn now() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 11, 24, 9, 0, 0).unwrap()
    }

    fn filled(worst: u8) -> Filled {
        let list = crate::content::checklist().unwrap();
        let scores = list
            .items
            .iter()
            .enumerate()
            .map(|(at, item)| (item.key.clone(), if at == 0 { worst } else { 0 }));
        Filled {
            client_id: "3b1f0c1e-0000-4000-8000-000000000001".to_owned(),
            round: Id(7).to_string(),
            segment: Id(9).to_string(),
            filled_at: "2026-11-24T09:30:00+01:00".to_owned(),
            scores: scores.collect(),
            weather: "rain".to_owned(),
            last_collection: String::new(),
            responsible: String::new(),
            due: String::new(),
            recheck_of: String::new(),
            note: String::new(),
        }
    }

    fn check(filled: Filled) -> Result<Checked, Vec<Fault>> {
        filled.check(crate::content::checklist().unwrap(), now())
    }

    #[test]
    fn the_checklist_that_ships_is_whole() {
        let list = crate::content::checklist().unwrap();
        assert_eq!(list.items.len(), 12);
        assert_eq!(list.scores.iter().map(|score| score.value).collect::<Vec<_>>(), [0, 1, 2, 3]);
        assert!(list.items.iter().all(|item| item.name.is_whole()));
        assert!(list.scores.iter().all(|score| score.name.is_whole()));
    }

    #[test]
    fn a_clean_street_needs_nothing_more() {
        let checked = check(filled(1)).unwrap();
        assert_eq!((checked.worst(), checked.round, checked.weather), (1, Id(7), Some(Weather::Rain)));
    }

    #[test]
    fn what_is_serious_needs_somebody_and_a_day() {
        let faults = check(filled(2)).unwrap_err();
        assert_eq!(
            faults,
            [
                ("responsible", "lodging-inspection-needs-responsible"),
                ("due", "lodging-inspection-needs-due")
            ]
        );
        let mut whole = filled(3);
        (whole.responsible, whole.due) = ("waste-firm".to_owned(), "2026-11-27".to_owned());
        assert_eq!(check(whole).unwrap().responsible, Some(Responsible::WasteFirm));
    }

    #[test]
    fn every_mistake_is_named_at_once() {
        let wrong = Filled {
            client_id: "../../x".to_owned(),
            round: "x".to_owned(),
            filled_at: "yesterday".to_owned(),
            scores: BTreeMap::from([("litter".to_owned(), 9)]),
            weather: "hail".to_owned(),
            due: "31. 11.".to_owned(),
            note: "x".repeat(3_000),
            ..filled(0)
        };
        let fields: Vec<_> = check(wrong).unwrap_err().into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["client_id", "scores", "filled_at", "weather", "due", "responsible", "note"]);
        assert_eq!(check(Filled { round: "x".to_owned(), ..filled(0) }).unwrap_err()[0].0, "round");
        assert!(check(Filled { filled_at: "2027-01-01T00:00:00Z".to_owned(), ..filled(0) }).is_err());
    }

    #[test]
    fn a_note_is_about_the_place() {
        let origin = Filled { note: "odpadky po Rumunech".to_owned(), ..filled(0) };
        assert_eq!(check(origin).unwrap_err(), [("note", "lodging-inspection-origin")]);
        assert!(check(Filled { note: "u zdi leží matrace".to_owned(), ..filled(0) }).is_ok());
    }

    #[test]
    fn the_fingerprint_tells_the_same_from_another() {
        assert_eq!(check(filled(0)).unwrap().content_sha256, check(filled(0)).unwrap().content_sha256);
        assert_ne!(check(filled(0)).unwrap().content_sha256, check(filled(1)).unwrap().content_sha256);
    }

    proptest! {
        #[test]
        fn any_text_is_checked_or_refused(text in ".{0,40}", score: u8) {
            let odd = Filled {
                client_id: text.clone(),
                filled_at: text.clone(),
                weather: text.clone(),
                scores: BTreeMap::from([(text, score)]),
                ..filled(0)
            };
            prop_assert!(check(odd).is_err());
        }
    }
}
