//! Labels, and translations that are missing.

use super::{Flaw, Place, Report, Said};
use crate::kind::Kind;
use crate::model::{Question, Questionnaire, Text};

pub(super) fn lint(questionnaire: &Questionnaire, report: &mut Report) {
    let mut check = |place: &Place, said, text: &Text| translated(questionnaire, place, said, text, report);
    check(&Place::Whole, Said::Title, &questionnaire.title);
    for list in &questionnaire.lists {
        for choice in &list.choices {
            let place = Place::Choice { list: list.name.clone(), code: choice.code.clone() };
            check(&place, Said::Label, &choice.label);
        }
    }
    for (at, group) in (1..).zip(&questionnaire.groups) {
        check(&Place::Group(at), Said::Label, &group.label);
        for question in &group.questions {
            let place = Place::Question(question.name.clone());
            check(&place, Said::Label, &question.label);
            check(&place, Said::Hint, &question.hint);
            check(&place, Said::RequiredMessage, &question.required_message);
            check(&place, Said::ConstraintMessage, &question.constraint_message);
        }
    }
    labels(questionnaire, report);
}

fn labels(questionnaire: &Questionnaire, report: &mut Report) {
    for list in &questionnaire.lists {
        for choice in list.choices.iter().filter(|choice| choice.label.is_empty()) {
            report.add(Place::Choice { list: list.name.clone(), code: choice.code.clone() }, Flaw::NoLabel);
        }
    }
    for (_, question) in questionnaire.questions() {
        let place = || Place::Question(question.name.clone());
        if question.label.is_empty() && is_shown(question) {
            report.add(place(), Flaw::NoLabel);
        }
        if !question.required_message.is_empty() && !question.required {
            report.add(place(), Flaw::MessageWithoutReason(Said::RequiredMessage));
        }
        if !question.constraint_message.is_empty() && question.constraint.is_none() {
            report.add(place(), Flaw::MessageWithoutReason(Said::ConstraintMessage));
        }
    }
}

fn is_shown(question: &Question) -> bool {
    question.kind.is_asked() || question.kind == Kind::Note
}

/// A text that has words in one language has them in all.
fn translated(questionnaire: &Questionnaire, place: &Place, said: Said, text: &Text, report: &mut Report) {
    if text.is_empty() {
        return;
    }
    for language in &questionnaire.languages {
        if text.get(&language.code).is_none() {
            report.add(place.clone(), Flaw::Untranslated { said, language: language.code.clone() });
        }
    }
    for (language, _) in text.iter() {
        if !questionnaire.languages.iter().any(|it| it.code == language) {
            report.add(place.clone(), Flaw::UndeclaredLanguage { said, language: language.to_owned() });
        }
    }
}
