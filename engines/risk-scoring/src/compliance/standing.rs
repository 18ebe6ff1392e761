//! Shares of compliance with what lies behind them.

use serde::Serialize;

use super::item::{Answer, Item};

/// How a set of questions came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Standing {
    /// Answered yes.
    pub yes: usize,
    /// Answered partly.
    pub partly: usize,
    /// Answered no.
    pub no: usize,
    /// Asked, not found out.
    pub not_found_out: usize,
    /// Not yet asked.
    pub not_asked: usize,
    /// Not applicable.
    pub not_applicable: usize,
    /// Hidden.
    pub hidden: usize,
    /// Σ weight · value of what is scored, in halves.
    pub halves: u64,
    /// Σ weight of what is scored, in halves.
    pub most_halves: u64,
}

impl Standing {
    fn add(&mut self, item: &Item) {
        if item.hidden {
            self.hidden += 1;
            return;
        }
        *match item.answer {
            None => &mut self.not_asked,
            Some(Answer::Yes) => &mut self.yes,
            Some(Answer::Partly) => &mut self.partly,
            Some(Answer::No) => &mut self.no,
            Some(Answer::NotFoundOut) => &mut self.not_found_out,
            Some(Answer::NotApplicable) => &mut self.not_applicable,
        } += 1;
        if let Some(halves) = item.answer.and_then(Answer::halves) {
            let weight = u64::from(item.weight().value());
            self.halves += weight * u64::from(halves);
            self.most_halves += weight * 2;
        }
    }

    /// How a set of questions came out.
    #[must_use]
    pub fn of<'a>(items: impl IntoIterator<Item = &'a Item>) -> Standing {
        let mut standing = Standing::default();
        items.into_iter().for_each(|it| standing.add(it));
        standing
    }

    /// How many questions are scored.
    #[must_use]
    pub fn scored(&self) -> usize {
        self.yes + self.partly + self.no
    }

    /// How many are without an answer that could be scored though they should have one: not found out, and not yet asked.
    #[must_use]
    pub fn unanswered(&self) -> usize {
        self.not_found_out + self.not_asked
    }

    /// Σ(weight · value) / Σ weight over what is scored, 0 to 1. None when nothing is: there is no share of nothing.
    #[must_use]
    pub fn compliance(&self) -> Option<f64> {
        share(self.halves, self.most_halves)
    }

    /// What part of the questions that should have an answer have one, 0 to 1; questions, not weights, are counted.
    #[must_use]
    pub fn coverage(&self) -> Option<f64> {
        let scored = self.scored() as u64;
        share(scored, scored + self.unanswered() as u64)
    }
}

#[expect(clippy::cast_precision_loss, reason = "questions of an audit are hundreds")]
fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// How an audit came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Audit {
    /// Area by area, in the order in which they first appear.
    pub areas: Vec<(String, Standing)>,
    /// All of them together.
    pub whole: Standing,
    /// Ids of what the law asks for and is not there, in the order of the questions.
    pub breaches: Vec<String>,
}

/// Counts an audit, area by area.
#[must_use]
pub fn audit(items: &[Item]) -> Audit {
    let mut areas: Vec<(String, Standing)> = Vec::new();
    for item in items {
        if let Some((_, standing)) = areas.iter_mut().find(|(area, _)| *area == item.area) {
            standing.add(item);
        } else {
            areas.push((item.area.clone(), Standing::of([item])));
        }
    }
    let breaches = items.iter().filter(|it| it.is_breach()).map(|it| it.id.clone()).collect();
    Audit { areas, whole: Standing::of(items), breaches }
}
