//! Waves compared: what changed between two times of asking, and what of it may be said.
//!
//! ```text
//!   Results of waves ─► same words? alike? ─┬─ no ──► refused, with the reason
//!                                           └─ yes ─► figures side by side ─► difference · interval · p · detectable
//!                                                      with a break where mode, contractor or population changed
//! ```
//!
//! Waves are independent samples: V(b − a) = V(a) + V(b). Where both drew the same clusters that overstates the variance,
//! for their covariance is not known, so that fewer changes are found than there are; pages say so. All differences of
//! one page are one family.

use questionnaires::Text;
use survey_estimation::change::{Change, Family, adjusted};

use crate::results::{Difference, Doubt, Figure, Headline, Item, Results, Shown};
use crate::wave::{Unlike, unlike};

/// Everything that is compared on one page.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The items, in their order.
    pub items: Vec<Compared>,
    /// How many differences are judged together (Holm 1979).
    pub family: usize,
}

/// One item in two waves or more.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// The item as the wave that is looked at asked it.
    pub item: Item,
    /// Each other wave that has the item, in the order given.
    pub pairs: Vec<Pair>,
}

/// An item in the wave that is looked at and in another.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Which of the other waves.
    pub other: usize,
    /// In what the waves differ; a comparison with one of [`Unlike::forbids`] has no rows.
    pub unlike: Vec<Unlike>,
    /// Whether the other wave is the later one; differences are always the later less the earlier.
    pub other_is_later: bool,
    /// The city, then its districts.
    pub rows: Vec<Row>,
}

impl Pair {
    /// What forbids the comparison, if anything does.
    #[must_use]
    pub fn refused(&self) -> Option<Unlike> {
        self.unlike.iter().copied().find(|what| what.forbids())
    }
}

/// The figures of one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The district; none for the city.
    pub district: Option<Text>,
    /// In the earlier wave.
    pub before: Shown,
    /// In the later one.
    pub after: Shown,
    /// The difference, where both figures are shown and have an uncertainty.
    pub change: Option<Difference>,
}

/// Whether two waves asked the same thing, as far as published results tell: the same words of question and answers, and
/// the same figure made of them.
#[must_use]
pub fn same_item(a: &Item, b: &Item) -> bool {
    let folded =
        |text: &Text| text.or("cs", "cs").split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let answers = |item: &Item| {
        let answers = item.answers.iter();
        answers.map(|it| (it.code.clone(), folded(&it.label), it.beside)).collect::<Vec<_>>()
    };
    let measure = |item: &Item| item.headline.as_ref().map(|headline| headline.measure.clone());
    folded(&a.label) == folded(&b.label)
        && folded(&a.part) == folded(&b.part)
        && answers(a) == answers(b)
        && measure(a) == measure(b)
}

/// Compares a wave with others.
///
/// - in: `others` in the order in which they are to be shown; `same_words` tells whether the other wave of this number
///   asked an item of this name with the same words, beyond what [`same_item`] sees
#[must_use]
pub fn compared(here: &Results, others: &[&Results], same_words: impl Fn(usize, &str) -> bool) -> Comparison {
    let mut items = Vec::new();
    for item in &here.items {
        let pair = |(number, other): (usize, &&Results)| {
            pair(here, item, number, other, same_words(number, &item.name))
        };
        let pairs: Vec<Pair> = others.iter().enumerate().filter_map(pair).collect();
        if !pairs.is_empty() {
            items.push(Compared { item: item.clone(), pairs });
        }
    }
    let family = judge(&mut items);
    Comparison { items, family }
}

fn pair(here: &Results, item: &Item, number: usize, other: &Results, same_words: bool) -> Option<Pair> {
    let there = other.item(&item.name)?;
    let (headline, in_other) = (item.headline.as_ref()?, there.headline.as_ref()?);
    let mut unlike = unlike(&here.facts, &other.facts);
    if !same_words || !same_item(item, there) {
        unlike.push(Unlike::Wording);
    }
    let other_is_later = other.facts.to > here.facts.to;
    let (before, after) = if other_is_later { (headline, in_other) } else { (in_other, headline) };
    let rows = if unlike.iter().any(|what| what.forbids()) { Vec::new() } else { rows(before, after) };
    Some(Pair { other: number, unlike, other_is_later, rows })
}

fn rows(before: &Headline, after: &Headline) -> Vec<Row> {
    let row = |district: Option<&Text>, before: &Shown, after: &Shown| Row {
        district: district.cloned(),
        before: before.clone(),
        after: after.clone(),
        change: change(before, after),
    };
    let mut rows = vec![row(None, &before.city, &after.city)];
    // Borders and codes of districts are the city's; one that only a single wave knows has nothing to be held against.
    rows.extend(after.districts.iter().filter_map(|district| {
        let same = before.districts.iter().find(|old| old.code == district.code)?;
        Some(row(Some(&district.name), &same.figure, &district.figure))
    }));
    rows
}

/// The difference of two figures, its p not adjusted yet. What is held back is not compared, nor what has no
/// uncertainty or too few people for it.
fn change(before: &Shown, after: &Shown) -> Option<Difference> {
    let sure = |figure: &Figure| {
        let enough = figure.df > 0.0 && figure.doubt != Some(Doubt::Few);
        let se = figure.se.filter(|se| enough && se.is_finite())?;
        Some((figure.value, se * se, figure.df))
    };
    let change = Change::independent(sure(before.figure()?)?, sure(after.figure()?)?);
    let Change { difference, interval, p, detectable, .. } = change;
    p.is_finite().then_some(Difference { value: difference, interval, p, detectable })
}

/// Adjusts every difference for the family of all; answers how many there are.
fn judge(items: &mut [Compared]) -> usize {
    let changes = |items: &mut [Compared], act: &mut dyn FnMut(&mut Difference)| {
        let pairs = items.iter_mut().flat_map(|item| &mut item.pairs);
        pairs.flat_map(|pair| &mut pair.rows).filter_map(|row| row.change.as_mut()).for_each(act);
    };
    let mut raw = Vec::new();
    changes(items, &mut |change| raw.push(change.p));
    let mut adjusted = adjusted(&raw, Family::Holm).into_iter();
    changes(items, &mut |change| change.p = adjusted.next().unwrap_or(1.0));
    raw.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::{Answer, District, Measure, Method, Silence};
    use crate::wave::{Facts, Mode, Outcomes, Sample};

    fn figure(value: f64, se: f64) -> Shown {
        Shown::Figure(Figure {
            value,
            interval: None,
            se: (se > 0.0).then_some(se),
            df: 400.0,
            effect: None,
            base: 400,
            weighted: 400.0,
            doubt: None,
        })
    }

    fn wave(year: i32, label: &str, city: Shown, districts: &[Shown]) -> Results {
        let text = |words: &str| Text::of([("cs", words)]);
        let day = |text: String| text.parse().unwrap_or_default();
        let district = |(at, figure): (usize, &Shown)| District {
            code: at.to_string(),
            name: text(&format!("MO{at}")),
            figure: figure.clone(),
            difference: None,
            model: None,
        };
        let answer =
            Answer { code: "1".to_owned(), label: text("ano"), beside: false, share: Shown::Nothing };
        let item = Item {
            name: "x".to_owned(),
            label: text(label),
            part: Text::default(),
            sensitive: false,
            silence: Silence::default(),
            answers: vec![answer],
            headline: Some(Headline {
                measure: Measure::Share { codes: vec!["1".to_owned()] },
                city,
                districts: districts.iter().enumerate().map(district).collect(),
                all_synthetic: false,
            }),
        };
        Results {
            wave: year.to_string(),
            facts: Facts {
                sample: Sample::Probability,
                modes: vec![Mode::Web],
                contractor: String::new(),
                population: "lidé".to_owned(),
                frame: String::new(),
                from: day(format!("{year}-04-01")),
                to: day(format!("{year}-04-30")),
                reminders: 0,
                outcomes: Outcomes::default(),
                invented: true,
            },
            method: Method {
                rows: 400,
                strata: 1,
                clusters: 400,
                steps: Vec::new(),
                district: None,
                weight_effect: 1.0,
                level: 0.95,
            },
            items: vec![item],
        }
    }

    fn all(_: usize, _: &str) -> bool {
        true
    }

    #[test]
    fn a_difference_is_of_independent_samples_and_judged_with_its_family() {
        let before =
            wave(2025, "Cítíte se bezpečně?", figure(0.50, 0.03), &[figure(0.4, 0.05), Shown::Protected]);
        let now =
            wave(2026, "cítíte  se bezpečně?", figure(0.62, 0.04), &[figure(0.4, 0.05), figure(0.5, 0.05)]);
        let found = compared(&now, &[&before], all);
        assert_eq!(found.family, 2, "the city and one district: what is held back is not compared");
        let rows = &found.items[0].pairs[0].rows;
        let city = rows[0].change.unwrap();
        // The same by hand: V = 0.03² + 0.04² = 0.05², t = 0.12 / 0.05 with 625/(81 + 256)·400 degrees of freedom.
        let df = 400.0 * 625.0 / (81.0 + 256.0);
        let half = distributions_t(df) * 0.05;
        assert!((city.value - 0.12).abs() < 1e-12);
        assert!(
            (city.interval.0 - (0.12 - half)).abs() < 1e-9 && (city.interval.1 - (0.12 + half)).abs() < 1e-9
        );
        let raw = Change::new(0.12, 0.0025, df).p;
        assert!((city.p - 2.0 * raw).abs() < 1e-12 && city.is_found(), "Holm doubles the least of two");
        assert_eq!(rows[1].change.map(|change| change.p), Some(1.0));
        assert_eq!(rows[2].change, None);
        // The other way round it is the same difference, later less earlier.
        let back = compared(&before, &[&now], all);
        assert_eq!(back.items[0].pairs[0].rows, *rows);
        assert!(back.items[0].pairs[0].other_is_later);
    }

    /// t(0.975, df) by the engine, through a difference with variance 1.
    fn distributions_t(df: f64) -> f64 {
        Change::new(0.0, 1.0, df).interval.1
    }

    #[test]
    fn other_words_and_open_polls_are_refused_and_other_modes_marked() {
        let before = wave(2025, "Cítíte se bezpečně?", figure(0.5, 0.03), &[]);
        let now = wave(2026, "Cítíte se tu bezpečně?", figure(0.6, 0.03), &[]);
        let of = |now: &Results, before: &Results| compared(now, &[before], all).items[0].pairs[0].clone();
        let words = of(&now, &before);
        assert_eq!((words.refused(), words.rows.len()), (Some(Unlike::Wording), 0));
        let mut open = wave(2026, "Cítíte se bezpečně?", figure(0.6, 0.0), &[]);
        open.facts.sample = Sample::OptIn;
        assert_eq!(of(&open, &before).refused(), Some(Unlike::Sample));
        let mut other = wave(2026, "Cítíte se bezpečně?", figure(0.6, 0.03), &[]);
        other.facts.modes = vec![Mode::Face];
        let marked = of(&other, &before);
        assert_eq!(
            (marked.refused(), marked.unlike.as_slice(), marked.rows.len()),
            (None, [Unlike::Mode].as_slice(), 1)
        );
        // What only the data tell, such as the direction of a scale, is refused just so.
        let told = compared(&other, &[&before], |_, _| false);
        assert_eq!((told.items[0].pairs[0].refused(), told.family), (Some(Unlike::Wording), 0));
    }
}
