//! Questions that wait for each other: no answer could ever come first.

use std::collections::{BTreeMap, BTreeSet};

use super::{Flaw, Place, Report};
use crate::expression::Expression;
use crate::kind::Kind;
use crate::model::Questionnaire;

pub(super) fn lint(questionnaire: &Questionnaire, report: &mut Report) {
    let mut waits: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (group, question) in questionnaire.questions() {
        let calculation = match &question.kind {
            Kind::Calculate(calculation) => Some(calculation),
            _ => None,
        };
        let filter = question.kind.choosing().and_then(|it| it.filter.as_ref());
        let expressions = [group.relevant.as_ref(), question.relevant.as_ref(), calculation, filter];
        let names = expressions.into_iter().flatten().flat_map(Expression::references).map(|(_, name)| name);
        waits.entry(&question.name).or_default().extend(names);
    }
    // Depth first with an own stack; a name met again on the path closes a cycle, and each name is left but once.
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for (_, question) in questionnaire.questions() {
        let mut path: Vec<(&str, usize)> = vec![(&question.name, 0)];
        while let Some((name, next)) = path.last_mut() {
            let (name, at) = (*name, *next);
            *next += 1;
            let Some(&waited) = waits.get(name).and_then(|it| it.get(at)).filter(|_| !done.contains(name))
            else {
                done.insert(name);
                path.pop();
                continue;
            };
            if let Some(begin) = path.iter().position(|(it, _)| *it == waited) {
                let through = path.iter().skip(begin).map(|(it, _)| (*it).to_owned());
                let cycle: Vec<String> = through.chain([waited.to_owned()]).collect();
                report.add(Place::Question(waited.to_owned()), Flaw::Cycle(cycle));
            } else if !done.contains(waited) && waits.contains_key(waited) {
                path.push((waited, 0));
            }
        }
    }
}
