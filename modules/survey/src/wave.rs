//! A wave: one time of asking, and everything that decides what its figures may be compared with.
//!
//! ```text
//!   draft ──► collecting ──► closed ──► published
//!     └──────── a delivered file ──────────┘ (a wave asked by a contractor is never collected here)
//! ```
//!
//! Contractors, modes and words change between waves; a comparison is a claim that they did not matter. So a wave keeps
//! all of them, and [`unlike`] says in what two waves differ.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use store::Id;
use survey_estimation::response::{Dispositions, Rates, eligible_share};

/// How people came into the sample. It decides what may be computed.
///
/// Source: domain notes on surveys §4; AAPOR Standard Definitions (2015).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sample {
    /// Drawn at random with known chances: intervals are meant as they stand.
    Probability,
    /// Picked to fill cells: intervals only "as if" drawn at random, and they say so.
    Quota,
    /// Whoever came: counts and shares with a warning, never a margin of error.
    OptIn,
}

impl Sample {
    /// Every kind, in the order forms show them.
    pub const ALL: [Sample; 3] = [Sample::Probability, Sample::Quota, Sample::OptIn];

    /// Name in forms and in the keys of texts (`survey-sample-opt-in`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Sample::Probability => "probability",
            Sample::Quota => "quota",
            Sample::OptIn => "opt-in",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Sample> {
        Sample::ALL.into_iter().find(|sample| sample.key() == key)
    }

    /// Whether an interval may stand beside a figure.
    #[must_use]
    pub fn has_intervals(self) -> bool {
        self != Sample::OptIn
    }
}

/// How the questions reached the people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// A form on the web.
    Web,
    /// A form on paper.
    Paper,
    /// An interviewer at the door.
    Face,
    /// An interviewer on the telephone.
    Phone,
}

impl Mode {
    /// Every mode, in the order forms show them.
    pub const ALL: [Mode; 4] = [Mode::Web, Mode::Paper, Mode::Face, Mode::Phone];

    /// Name in the database, in forms and in the keys of texts (`survey-mode-web`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Mode::Web => "web",
            Mode::Paper => "paper",
            Mode::Face => "face",
            Mode::Phone => "phone",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Mode> {
        Mode::ALL.into_iter().find(|mode| mode.key() == key)
    }
}

/// Where a wave stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Being prepared.
    Draft,
    /// People answer.
    Collecting,
    /// Nobody answers any more; weights and figures are made.
    Closed,
    /// Its figures stand on the portal.
    Published,
}

impl State {
    /// Every state, in order.
    pub const ALL: [State; 4] = [State::Draft, State::Collecting, State::Closed, State::Published];

    /// Name in the database and in the keys of texts (`survey-state-draft`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Collecting => "collecting",
            State::Closed => "closed",
            State::Published => "published",
        }
    }

    /// Reads a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.key() == key)
    }

    /// Whether a wave may go from here to there.
    #[must_use]
    pub fn may_become(self, next: State) -> bool {
        use State::{Closed, Collecting, Draft, Published};
        // Closed too early is opened again; published figures are withdrawn, and the wave is closed as before.
        matches!(
            (self, next),
            (Draft, Collecting | Closed)
                | (Collecting, Closed)
                | (Closed, Collecting | Published)
                | (Published, Closed)
        )
    }
}

/// Everything a reader of a figure must be able to ask about where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Facts {
    /// How people came into the sample.
    pub sample: Sample,
    /// How they were asked, in the order of [`Mode::ALL`].
    pub modes: Vec<Mode>,
    /// Who asked; empty when the city did.
    pub contractor: String,
    /// Whom the figures are about: "lidé od 15 let s bydlištěm ve městě".
    pub population: String,
    /// What the sample was drawn from, how, and its quota cells if it has any.
    pub frame: String,
    /// First day of asking.
    pub from: NaiveDate,
    /// Last day of asking.
    pub to: NaiveDate,
    /// How often those who did not answer were asked again.
    pub reminders: u32,
    /// What became of those who were asked.
    pub outcomes: Outcomes,
    /// Whether the people are invented; every page and file then says so.
    pub invented: bool,
}

/// Final dispositions of those who were drawn, as counts of cases (AAPOR Standard Definitions).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct Outcomes {
    /// Complete interviews, I.
    pub complete: u32,
    /// Partial interviews, P.
    pub partial: u32,
    /// Refusals and break-offs, R.
    pub refused: u32,
    /// Never reached, NC.
    pub not_contacted: u32,
    /// Eligible and without an interview for another reason, O.
    pub other: u32,
    /// Not known whether there is a household, UH.
    pub unknown_household: u32,
    /// Not known for other reasons, UO.
    pub unknown_other: u32,
    /// Drawn, but not of the population.
    pub ineligible: u32,
}

impl Outcomes {
    /// Everybody who was drawn.
    #[must_use]
    pub fn drawn(&self) -> u64 {
        let cases = [
            self.complete,
            self.partial,
            self.refused,
            self.not_contacted,
            self.other,
            self.unknown_household,
            self.unknown_other,
            self.ineligible,
        ];
        cases.into_iter().map(u64::from).sum()
    }

    /// Response rates, with the unknown cases judged eligible as often as the resolved ones were; `None` when nobody was
    /// resolved.
    #[must_use]
    pub fn rates(&self) -> Option<Rates> {
        let cases = Dispositions {
            complete: self.complete.into(),
            partial: self.partial.into(),
            refused: self.refused.into(),
            not_contacted: self.not_contacted.into(),
            other: self.other.into(),
            unknown_household: self.unknown_household.into(),
            unknown_other: self.unknown_other.into(),
        };
        let eligible =
            [self.complete, self.partial, self.refused, self.not_contacted, self.other].map(f64::from);
        let eligible: f64 = eligible.iter().sum();
        (eligible > 0.0).then(|| cases.rates(eligible_share(eligible, self.ineligible.into())))
    }
}

/// A wave.
#[derive(Debug, Clone, PartialEq)]
pub struct Wave {
    /// Its id.
    pub id: Id,
    /// The body that keeps it.
    pub owner: Id,
    /// What people call it: "Pocit bezpečí 2026".
    pub label: String,
    /// Where it stands.
    pub state: State,
    /// What is asked; none when only a contractor's file came.
    pub questionnaire: Option<Id>,
    /// Where its figures come from.
    pub facts: Facts,
    /// Rises with every change.
    pub version: i64,
}

/// In what two waves differ, so that their figures are not simply compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unlike {
    /// One is no probability sample, or they are of different kinds.
    Sample,
    /// Other modes.
    Mode,
    /// Another contractor.
    Contractor,
    /// Another population.
    Population,
    /// The question has other words, other answers, or runs the other way.
    Wording,
}

impl Unlike {
    /// The end of the key of its text (`survey-unlike-mode`).
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Unlike::Sample => "sample",
            Unlike::Mode => "mode",
            Unlike::Contractor => "contractor",
            Unlike::Population => "population",
            Unlike::Wording => "wording",
        }
    }

    /// Whether a comparison is refused, not only marked: other words measure another thing, and whoever came to an open
    /// poll stands for nobody.
    #[must_use]
    pub fn forbids(self) -> bool {
        matches!(self, Unlike::Wording | Unlike::Sample)
    }
}

/// In what two waves differ, apart from the words of a question (see [`crate::data::same_wording`]).
#[must_use]
pub fn unlike(a: &Facts, b: &Facts) -> Vec<Unlike> {
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let either_open = !a.sample.has_intervals() || !b.sample.has_intervals();
    let pairs = [
        (a.sample != b.sample || either_open, Unlike::Sample),
        (a.modes != b.modes, Unlike::Mode),
        (folded(&a.contractor) != folded(&b.contractor), Unlike::Contractor),
        (folded(&a.population) != folded(&b.population), Unlike::Population),
    ];
    pairs.into_iter().filter(|(differs, _)| *differs).map(|(_, what)| what).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> Facts {
        let day = |text: &str| text.parse().unwrap_or_default();
        Facts {
            sample: Sample::Probability,
            modes: vec![Mode::Web, Mode::Paper],
            contractor: String::new(),
            population: "lidé od 15 let".to_owned(),
            frame: "adresní místa".to_owned(),
            from: day("2026-04-01"),
            to: day("2026-04-30"),
            reminders: 2,
            outcomes: Outcomes::default(),
            invented: true,
        }
    }

    #[test]
    fn waves_asked_the_same_way_are_alike() {
        assert_eq!(unlike(&facts(), &Facts { population: "Lidé  od 15 let".to_owned(), ..facts() }), []);
    }

    #[test]
    fn what_differs_is_named_and_some_of_it_forbids() {
        let other = Facts { modes: vec![Mode::Face], contractor: "SC&C".to_owned(), ..facts() };
        assert_eq!(unlike(&facts(), &other), [Unlike::Mode, Unlike::Contractor]);
        assert!(!unlike(&facts(), &other).into_iter().any(Unlike::forbids));
        let open = Facts { sample: Sample::OptIn, ..facts() };
        assert_eq!(unlike(&open, &open), [Unlike::Sample], "two open polls are not comparable either");
        assert!(Unlike::Sample.forbids() && Unlike::Wording.forbids());
    }

    #[test]
    fn a_wave_goes_forward_and_may_be_opened_again() {
        assert!(State::Draft.may_become(State::Closed), "a delivered file");
        assert!(State::Closed.may_become(State::Collecting));
        assert!(
            !State::Draft.may_become(State::Published) && !State::Published.may_become(State::Collecting)
        );
    }
}
