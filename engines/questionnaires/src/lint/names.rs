//! Languages, lists, codes, names, and what a kind can have.

use std::collections::{BTreeMap, BTreeSet};

use super::{Flaw, Place, Report};
use crate::expression::{begins_name, in_name};
use crate::kind::{Kind, Range};
use crate::model::{Direction, List, Question, Questionnaire};

/// How columns of the sheet of choices begin that are not tags.
const TAKEN: [&str; 8] = ["list_name", "label", "direction", "missing", "media", "image", "audio", "video"];

pub(super) fn lint(questionnaire: &Questionnaire, report: &mut Report) {
    languages(questionnaire, report);
    lists(questionnaire, report);
    let mut taken = BTreeMap::new();
    let mut loose = false;
    for (at, group) in (1..).zip(&questionnaire.groups) {
        if let Some(name) = &group.name {
            unique(name, Place::Group(at), &mut taken, report);
        }
        if loose && group.name.is_none() {
            report.add(Place::Group(at), Flaw::LooseAfterLoose);
        }
        loose = group.name.is_none();
        if group.questions.is_empty() {
            report.add(Place::Group(at), Flaw::EmptyGroup);
        }
        for question in &group.questions {
            unique(&question.name, Place::Question(question.name.clone()), &mut taken, report);
            details(question, questionnaire, report);
        }
    }
}

fn languages(questionnaire: &Questionnaire, report: &mut Report) {
    let mut codes = BTreeSet::new();
    for language in &questionnaire.languages {
        if !codes.insert(language.code.as_str()) {
            report.add(Place::Whole, Flaw::LanguageTwice(language.code.clone()));
        }
    }
    if !codes.contains(questionnaire.default_language.as_str()) {
        report.add(Place::Whole, Flaw::UnknownDefaultLanguage(questionnaire.default_language.clone()));
    }
}

fn lists(questionnaire: &Questionnaire, report: &mut Report) {
    let used: BTreeSet<&str> = questionnaire
        .questions()
        .filter_map(|(_, it)| it.kind.choosing())
        .map(|it| it.list.as_str())
        .collect();
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for list in &questionnaire.lists {
        let place = || Place::List(list.name.clone());
        if let Some(other) = names.insert(list.name.to_lowercase(), &list.name) {
            report.add(place(), Flaw::ListClash(other.to_owned()));
        }
        if list.name.is_empty() || list.name.contains(char::is_whitespace) {
            report.add(place(), Flaw::BadName);
        }
        if !used.contains(list.name.as_str()) {
            report.add(place(), Flaw::UnusedList);
        }
        if list.choices.is_empty() {
            report.add(place(), Flaw::EmptyList);
        } else if list.choices.iter().all(|choice| choice.missing.is_some()) {
            report.add(place(), Flaw::NothingButMissing);
        }
        codes(list, report);
    }
}

fn codes(list: &List, report: &mut Report) {
    let mut seen = BTreeSet::new();
    for choice in &list.choices {
        let mut add = |flaw| {
            report.add(Place::Choice { list: list.name.clone(), code: choice.code.clone() }, flaw);
        };
        if !seen.insert(choice.code.as_str()) {
            add(Flaw::CodeTwice);
        }
        if choice.code.is_empty() || choice.code.contains(char::is_whitespace) {
            add(Flaw::CodeWithBlank);
        }
        for (tag, value) in &choice.tags {
            let taken = TAKEN.iter().any(|it| tag.starts_with(it)) || tag == "name";
            if taken || value.is_empty() || !is_name(tag) {
                add(Flaw::BadTag(tag.clone()));
            }
        }
        let scale = list.direction != Direction::None && choice.missing.is_none();
        if scale && choice.code.parse::<i64>().is_err() {
            add(Flaw::CodeOfScale);
        }
    }
}

fn unique(name: &str, place: Place, taken: &mut BTreeMap<String, Place>, report: &mut Report) {
    if !is_name(name) {
        report.add(place.clone(), Flaw::BadName);
    }
    if let Some(other) = taken.get(&name.to_lowercase()) {
        report.add(place, Flaw::NameTaken(other.clone()));
    } else {
        taken.insert(name.to_lowercase(), place);
    }
}

fn details(question: &Question, questionnaire: &Questionnaire, report: &mut Report) {
    let place = || Place::Question(question.name.clone());
    if let Some(choosing) = question.kind.choosing()
        && questionnaire.list(&choosing.list).is_none()
    {
        report.add(place(), Flaw::NoList(choosing.list.clone()));
    }
    if let Kind::Range(Range { start, end, step }) = question.kind {
        let leads =
            start < end && step > 0.0 && step <= (end - start) * (1.0 + 1e-9) && (end - start).is_finite();
        if !leads {
            report.add(place(), Flaw::BadRange);
        }
    }
    if !question.kind.is_asked() && (question.required || question.constraint.is_some()) {
        report.add(place(), Flaw::NothingToConstrain);
    }
}

fn is_name(name: &str) -> bool {
    name.chars().next().is_some_and(begins_name) && name.chars().all(in_name)
}
