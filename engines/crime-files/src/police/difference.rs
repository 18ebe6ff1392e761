//! What changed between two downloads of the same month: the police revise it for a year.

use super::Incident;

/// Incidents that differ between an earlier and a later download.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Difference {
    /// Only in the later.
    pub new: Vec<Incident>,
    /// In both, otherwise.
    pub changed: Vec<Changed>,
    /// Only in the earlier.
    pub gone: Vec<Incident>,
    /// In both, the same.
    pub same: u64,
}

/// An incident that was revised.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    /// As it was.
    pub before: Incident,
    /// As it is.
    pub after: Incident,
}

/// Compares two downloads by id; both are sorted by it, as [`read`](super::read) leaves them.
#[must_use]
pub fn difference(before: &[Incident], after: &[Incident]) -> Difference {
    let mut difference = Difference::default();
    let (mut old, mut new) = (before.iter().peekable(), after.iter().peekable());
    loop {
        match (old.peek(), new.peek()) {
            (Some(a), Some(b)) if a.id == b.id => {
                if a == b {
                    difference.same += 1;
                } else {
                    difference.changed.push(Changed { before: (*a).clone(), after: (*b).clone() });
                }
                old.next();
                new.next();
            }
            (Some(a), b) if b.is_none_or(|b| a.id < b.id) => {
                difference.gone.push((*a).clone());
                old.next();
            }
            (_, Some(b)) => {
                difference.new.push((*b).clone());
                new.next();
            }
            (_, None) => return difference,
        }
    }
}
