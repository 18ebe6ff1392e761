//! Key figures: what the year says, each with its base, its interval and its source. Counts of places and acts, never of
//! people; no number of foreigners checked, no fine by nationality.
//!
//! ```text
//!   referrals (tasks, spells of states) ─► confirmation, times, repetition, coverage
//!   checklists that count               ─► cleanliness around and on controls, re-checks, agreement
//! ```

mod agreement;
mod cleanliness;

use std::collections::{BTreeMap, BTreeSet};

use case_statistics::proportion::{Share, exact};
use case_statistics::survival::{Curve, Median, Observation, kaplan_meier};
use case_statistics::{Confidence, Interval};
use chrono::{DateTime, NaiveDate, Utc};
use store::Id;

pub use agreement::Agreement;
pub use cleanliness::{Cleanliness, ItemShare, MonthShare, Rechecks};

/// From one day to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Period {
    /// The twelve months that end on `to`.
    #[must_use]
    pub fn year_to(to: NaiveDate) -> Period {
        let from = to.checked_sub_months(chrono::Months::new(12)).and_then(|day| day.succ_opt());
        Period { from: from.unwrap_or(NaiveDate::MIN), to }
    }
}

/// A task of a referral, as figures need it.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskEnd {
    /// The object, when the case names one.
    pub object: Option<Id>,
    /// The case.
    pub case: Id,
    /// How it ended; `None` while it is open.
    pub outcome: Option<String>,
    /// When it was given.
    pub opened_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

/// How long a case was in a state, whole days; `ended` is false while it still is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spell {
    /// Key of the state.
    pub state: String,
    /// How long.
    pub observation: Observation,
}

/// How long things stay in a state.
#[derive(Debug, Clone, PartialEq)]
pub struct StateTime {
    /// Key of the state.
    pub state: String,
    /// Kaplan–Meier curve in days.
    pub curve: Curve,
    /// Its median.
    pub median: Option<Median>,
}

/// A share estimated with things not yet followed to the end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Followed {
    /// Things followed.
    pub watched: u64,
    /// How many of them it happened to.
    pub happened: u64,
    /// Estimated share within the time.
    pub value: f64,
    /// Its interval; `None` when it happened to nobody or to all.
    pub interval: Option<Interval>,
}

/// Everything about referrals.
#[derive(Debug, Clone)]
pub struct Referrals {
    /// Tasks that ended with an inspection and what it found: confirmed of confirmed and not confirmed.
    pub confirmation: Option<Share>,
    /// How many tasks ended how, in the order of the case type.
    pub outcomes: Vec<(&'static str, u64)>,
    /// Open tasks.
    pub open_tasks: u64,
    /// From handing over to the outcome.
    pub task_time: StateTime,
    /// For each state of a case.
    pub times: Vec<StateTime>,
    /// Objects where something was confirmed and, within twelve months, confirmed again in another case.
    pub repeated: Option<Followed>,
    /// Objects in use that were inspected at least once.
    pub coverage: Option<Share>,
}

/// Outcomes of a task in the order pages show them.
pub const OUTCOMES: [&str; 5] =
    ["confirmed", "not-confirmed", "out-of-competence", "object-ceased", "handed-over"];
/// States of a case whose duration somebody answers for, in the order of the life cycle.
pub const TIMED: [&str; 6] = ["received", "screened", "located", "routed", "inspected", "remedy-ordered"];
/// Days within which a repetition counts.
const REPEAT_DAYS: u64 = 365;

impl Referrals {
    /// Reckons the figures of a period. `objects` are those in use; `walked` those a cleanliness round has seen.
    #[must_use]
    pub fn reckon(
        period: Period,
        now: DateTime<Utc>,
        tasks: &[TaskEnd],
        spells: &[Spell],
        objects: &[Id],
    ) -> Referrals {
        let within =
            |task: &&TaskEnd| task.ended_at.is_some_and(|at| (period.from..=period.to).contains(&day(at)));
        let ended: Vec<&TaskEnd> = tasks.iter().filter(within).collect();
        let count = |outcome: &str| {
            total(ended.iter().filter(|task| task.outcome.as_deref() == Some(outcome)).count())
        };
        let (confirmed, not) = (count("confirmed"), count("not-confirmed"));
        let task_spells = tasks.iter().map(|task| days(task.opened_at, task.ended_at, now));
        Referrals {
            confirmation: exact(confirmed, confirmed + not, Confidence::P95).ok(),
            outcomes: OUTCOMES.iter().map(|outcome| (*outcome, count(outcome))).collect(),
            open_tasks: total(tasks.iter().filter(|task| task.ended_at.is_none()).count()),
            task_time: state_time("task", task_spells.collect()),
            times: TIMED.iter().filter_map(|state| time_of(state, spells)).collect(),
            repeated: repeated(tasks, now),
            coverage: coverage(&ended, objects),
        }
    }
}

fn time_of(state: &str, spells: &[Spell]) -> Option<StateTime> {
    let these: Vec<Observation> =
        spells.iter().filter(|spell| spell.state == state).map(|spell| spell.observation).collect();
    (!these.is_empty()).then(|| state_time(state, these))
}

fn state_time(state: &str, observations: Vec<Observation>) -> StateTime {
    let curve = kaplan_meier(&observations, Confidence::P95);
    StateTime { state: state.to_owned(), median: curve.median(), curve }
}

/// From the first confirmation at an object to the next one in another case; objects without a next one are followed
/// until now.
fn repeated(tasks: &[TaskEnd], now: DateTime<Utc>) -> Option<Followed> {
    let mut by_object: BTreeMap<Id, Vec<(DateTime<Utc>, Id)>> = BTreeMap::new();
    for task in tasks.iter().filter(|task| task.outcome.as_deref() == Some("confirmed")) {
        if let (Some(object), Some(at)) = (task.object, task.ended_at) {
            by_object.entry(object).or_default().push((at, task.case));
        }
    }
    let followed: Vec<Observation> = by_object
        .into_values()
        .filter_map(|mut confirmed| {
            confirmed.sort_unstable();
            let (first, case) = *confirmed.first()?;
            let next = confirmed.iter().find(|(_, other)| *other != case).map(|(at, _)| *at);
            Some(days(first, next, now))
        })
        .collect();
    if followed.is_empty() {
        return None;
    }
    let curve = kaplan_meier(&followed, Confidence::P95);
    let step = curve.steps.iter().take_while(|step| step.duration <= REPEAT_DAYS).last();
    let interval = step.and_then(|step| step.interval);
    Some(Followed {
        watched: curve.watched,
        happened: curve
            .steps
            .iter()
            .take_while(|step| step.duration <= REPEAT_DAYS)
            .map(|step| step.ended)
            .sum(),
        value: 1.0 - curve.surviving(REPEAT_DAYS),
        interval: interval.map(|band| Interval { low: 1.0 - band.high, high: 1.0 - band.low }),
    })
}

/// An inspection is a task that ended with what it found; being out of competence is none.
fn coverage(ended: &[&TaskEnd], objects: &[Id]) -> Option<Share> {
    let inspected = |task: &&&TaskEnd| {
        task.outcome.as_deref().is_some_and(|o| matches!(o, "confirmed" | "not-confirmed" | "object-ceased"))
    };
    let seen: BTreeSet<Id> = ended.iter().filter(inspected).filter_map(|task| task.object).collect();
    let covered = objects.iter().filter(|object| seen.contains(object)).count();
    exact(total(covered), total(objects.len()), Confidence::P95).ok()
}

fn day(at: DateTime<Utc>) -> NaiveDate {
    ::store::in_prague(at).date_naive()
}

/// Whole days between two instants, or until now while it lasts.
#[must_use]
pub fn days(from: DateTime<Utc>, to: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Observation {
    let length = (to.unwrap_or(now) - from).num_days();
    Observation { duration: u64::try_from(length).unwrap_or(0), ended: to.is_some() }
}

fn total(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Counts that may be said side by side, when their sum may be known from elsewhere: none below five, nothing included,
/// and never a single hidden one, which the others would give away. Hidden ones add up to at least five.
#[must_use]
pub fn said(counts: &[u64]) -> Vec<Option<u64>> {
    const LEAST: u64 = 5;
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|at| counts.get(*at).copied());
    let count = |at: &usize| counts.get(*at).copied().unwrap_or(0);
    let mut hidden: BTreeSet<usize> = order.iter().copied().filter(|at| count(at) < LEAST).collect();
    for next in order {
        let covered = hidden.len() >= 2 && hidden.iter().map(&count).sum::<u64>() >= LEAST;
        if hidden.is_empty() || covered {
            break;
        }
        hidden.insert(next);
    }
    counts.iter().enumerate().map(|(at, count)| (!hidden.contains(&at)).then_some(*count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeDelta, TimeZone};

    fn at(days: i64) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 1, 1, 9, 0, 0).unwrap() + TimeDelta::days(days)
    }

    fn task(object: i64, case: i64, outcome: Option<&str>, from: i64, to: i64) -> TaskEnd {
        TaskEnd {
            object: Some(Id(object)),
            case: Id(case),
            outcome: outcome.map(str::to_owned),
            opened_at: at(from),
            ended_at: outcome.map(|_| at(to)),
        }
    }

    fn year() -> Period {
        Period::year_to(NaiveDate::from_ymd_opt(2026, 12, 31).unwrap())
    }

    #[test]
    fn a_year_has_its_first_and_its_last_day() {
        assert_eq!(year().from, NaiveDate::from_ymd_opt(2026, 1, 1).unwrap());
    }

    #[test]
    fn the_confirmation_rate_is_of_inspections_only() {
        let mut tasks: Vec<_> = (0..8).map(|n| task(n, n, Some("confirmed"), 0, 10)).collect();
        tasks.extend((8..10).map(|n| task(n, n, Some("not-confirmed"), 0, 10)));
        tasks.push(task(11, 11, Some("out-of-competence"), 0, 1));
        tasks.push(task(12, 12, None, 0, 0));
        // Ended before the year began.
        tasks.push(task(13, 13, Some("not-confirmed"), -90, -40));
        let objects: Vec<Id> = (0..20).map(Id).collect();
        let figures = Referrals::reckon(year(), at(60), &tasks, &[], &objects);
        let share = figures.confirmation.unwrap();
        assert_eq!((share.hits, share.trials), (8, 10));
        assert_eq!(format!("{:.3}–{:.3}", share.interval.low, share.interval.high), "0.444–0.975");
        assert_eq!(figures.outcomes[2], ("out-of-competence", 1));
        assert_eq!(figures.open_tasks, 1);
        assert_eq!((figures.coverage.unwrap().hits, figures.coverage.unwrap().trials), (10, 20));
        assert_eq!(figures.task_time.median.unwrap().value, 10);
    }

    #[test]
    fn open_spells_count_for_as_long_as_they_were_seen() {
        let spell = |days, ended| Spell {
            state: "routed".to_owned(),
            observation: Observation { duration: days, ended },
        };
        let spells = [spell(2, true), spell(3, true), spell(40, false), spell(50, false), spell(60, false)];
        let figures = Referrals::reckon(year(), at(0), &[], &spells, &[]);
        // The mean of the closed would say 2.5 days; the truth is that half are not done yet.
        assert_eq!(figures.times[0].median, None);
        assert_eq!((figures.times[0].curve.watched, figures.times[0].curve.ended), (5, 2));
    }

    #[test]
    fn a_repetition_is_another_case_at_the_same_place_within_a_year() {
        let tasks = [
            task(1, 1, Some("confirmed"), 0, 10),
            // Another body confirmed the same case: no repetition.
            task(1, 1, Some("confirmed"), 0, 12),
            task(2, 2, Some("confirmed"), 0, 10),
            task(2, 3, Some("confirmed"), 100, 110),
            task(3, 4, Some("confirmed"), 0, 10),
        ];
        let repeated = Referrals::reckon(year(), at(200), &tasks, &[], &[]).repeated.unwrap();
        assert_eq!((repeated.watched, repeated.happened), (3, 1));
        assert!((repeated.value - 1.0 / 3.0).abs() < 1e-12);
        assert!(repeated.interval.unwrap().holds(repeated.value));
    }

    #[test]
    fn small_counts_are_not_said_and_cannot_be_reckoned() {
        assert_eq!(said(&[9, 8, 7]), [Some(9), Some(8), Some(7)]);
        // A single 3 would be the total less the others, so the smallest of the others goes with it.
        assert_eq!(said(&[9, 3, 7]), [Some(9), None, None]);
        // Two hidden ones that add up to 2 would be known to be small; a third one covers them.
        assert_eq!(said(&[9, 1, 1, 8]), [Some(9), None, None, None]);
        assert_eq!(said(&[0, 0]), [None, None]);
        assert_eq!(said(&[]), Vec::<Option<u64>>::new());
    }

    proptest::proptest! {
        #[test]
        fn what_is_hidden_stays_hidden(counts in proptest::collection::vec(0u64..20, 0..8)) {
            let said = said(&counts);
            let hidden: Vec<u64> = counts.iter().zip(&said).filter(|(_, s)| s.is_none()).map(|(c, _)| *c).collect();
            proptest::prop_assert!(said.iter().flatten().all(|count| *count >= 5));
            let few = counts.iter().sum::<u64>() < 5 || counts.len() < 2;
            proptest::prop_assert!(hidden.is_empty() || few || (hidden.len() >= 2 && hidden.iter().sum::<u64>() >= 5));
        }
    }
}
