//! A re-audit beside the audit before it: question by question, by id and never by position.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::item::{Answer, Item};

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// A better answer.
    Improved,
    /// The same answer.
    Same,
    /// A worse answer.
    Worse,
    /// Not in the audit before.
    NewlyAsked,
    /// Not in this audit any more.
    Withdrawn,
    /// The two answers cannot be held beside each other.
    NotComparable(Why),
}

/// Why two answers cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The question means something else now.
    Meaning,
    /// One of them is hidden.
    Hidden,
    /// One of them is not applicable, and the other is an answer.
    NotApplicable,
    /// One of them was not found out.
    NotFoundOut,
    /// One of them was not yet asked.
    NotAsked,
}

/// A question with what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// Its id.
    pub id: String,
    /// What became of it.
    pub change: Change,
}

/// Compares two audits: first the questions of the later one, in its order, then what was withdrawn.
///
/// Two questions that are both not applicable are the same; both not found out, or both hidden, tell nothing and are not
/// comparable. Of several reasons the first of [`Why`] is given.
#[must_use]
pub fn compare(before: &[Item], after: &[Item]) -> Vec<Compared> {
    let old: BTreeMap<&str, &Item> = before.iter().map(|it| (it.id.as_str(), it)).collect();
    let new: BTreeSet<&str> = after.iter().map(|it| it.id.as_str()).collect();
    let kept = after.iter().map(|item| {
        let change = old.get(item.id.as_str()).map_or(Change::NewlyAsked, |before| change(before, item));
        Compared { id: item.id.clone(), change }
    });
    let gone = before.iter().filter(|it| !new.contains(it.id.as_str()));
    kept.chain(gone.map(|it| Compared { id: it.id.clone(), change: Change::Withdrawn })).collect()
}

fn change(before: &Item, after: &Item) -> Change {
    let both = [before, after];
    let either = |answer: Option<Answer>| both.iter().any(|it| it.answer == answer);
    if before.meaning != after.meaning {
        return Change::NotComparable(Why::Meaning);
    }
    if both.iter().any(|it| it.hidden) {
        return Change::NotComparable(Why::Hidden);
    }
    if before.answer == Some(Answer::NotApplicable) && after.answer == before.answer {
        return Change::Same;
    }
    match (before.answer.and_then(Answer::halves), after.answer.and_then(Answer::halves)) {
        (Some(old), Some(new)) if new > old => Change::Improved,
        (Some(old), Some(new)) if new < old => Change::Worse,
        (Some(_), Some(_)) => Change::Same,
        _ if either(Some(Answer::NotApplicable)) => Change::NotComparable(Why::NotApplicable),
        _ if either(Some(Answer::NotFoundOut)) => Change::NotComparable(Why::NotFoundOut),
        _ => Change::NotComparable(Why::NotAsked),
    }
}
