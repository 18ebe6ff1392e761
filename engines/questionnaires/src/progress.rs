//! Where one person stands: what is shown, on which page, what is computed, and which choices are offered.

use std::collections::BTreeMap;

use crate::answers::{Answers, Entry};
use crate::expression::{Expression, Scope, Value};
use crate::kind::Kind;
use crate::model::{Choice, Group, Question, Questionnaire};

/// A page with what is shown on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<'q> {
    /// The group.
    pub group: &'q Group,
    /// Its visible questions in order; at least one.
    pub questions: Vec<&'q Question>,
}

/// A questionnaire seen through answers.
///
/// Worked out once, front to back: a question that is not visible has no value, whatever was answered before it went
/// out of sight; so a chain of conditions closes by itself. What comes later has no value yet.
#[derive(Debug, Clone)]
pub struct Progress<'q> {
    questionnaire: &'q Questionnaire,
    visible: Vec<(&'q Group, &'q Question)>,
    values: BTreeMap<String, Value>,
}

impl<'q> Progress<'q> {
    /// Works out where these answers lead.
    #[must_use]
    pub fn of(questionnaire: &'q Questionnaire, answers: &Answers) -> Progress<'q> {
        let mut progress = Progress { questionnaire, visible: Vec::new(), values: BTreeMap::new() };
        for group in &questionnaire.groups {
            let open = progress.holds(group.relevant.as_ref());
            for question in &group.questions {
                if open && progress.holds(question.relevant.as_ref()) {
                    progress.show(group, question, answers);
                }
            }
        }
        progress
    }

    fn show(&mut self, group: &'q Group, question: &'q Question, answers: &Answers) {
        self.visible.push((group, question));
        let value = match (&question.kind, answers.get(&question.name)) {
            (Kind::Calculate(calculation), _) => calculation.value(&self.scope()),
            (_, Some(Entry::Given(answer))) if !answer.is_nothing() => answer.value(),
            _ => return,
        };
        self.values.insert(question.name.clone(), value);
    }

    fn scope(&self) -> Scope<'_> {
        Scope { answers: Some(&self.values), ..Scope::default() }
    }

    fn holds(&self, condition: Option<&Expression>) -> bool {
        condition.is_none_or(|it| it.value(&self.scope()).truth())
    }

    /// Whether the answer keeps the constraint of its question.
    #[must_use]
    pub fn keeps_constraint(&self, question: &Question) -> bool {
        let itself = self.values.get(&question.name);
        let scope = Scope { itself, ..self.scope() };
        question.constraint.as_ref().is_none_or(|it| it.value(&scope).truth())
    }

    /// Questions that are visible, with their groups, in order.
    #[must_use]
    pub fn visible(&self) -> &[(&'q Group, &'q Question)] {
        &self.visible
    }

    /// Whether a question is visible.
    #[must_use]
    pub fn shows(&self, name: &str) -> bool {
        self.visible.iter().any(|(_, question)| question.name == name)
    }

    /// What a question is worth: the answer, or what was computed; nothing when it is not visible or not answered.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.values.get(name)
    }

    /// Pages with something on them that a person sees, in order.
    #[must_use]
    pub fn pages(&self) -> Vec<Page<'q>> {
        let mut pages: Vec<Page<'q>> = Vec::new();
        for (group, question) in &self.visible {
            if !(question.kind.is_asked() || question.kind == Kind::Note) {
                continue;
            }
            match pages.last_mut() {
                Some(page) if std::ptr::eq(page.group, *group) => page.questions.push(question),
                _ => pages.push(Page { group, questions: vec![question] }),
            }
        }
        pages
    }

    /// The choices a question offers after its filter; none for kinds without a list.
    #[must_use]
    pub fn choices(&self, question: &Question) -> Vec<&'q Choice> {
        let list = self.list(question);
        let filter = question.kind.choosing().and_then(|it| it.filter.as_ref());
        let Some(filter) = filter else { return list.iter().collect() };
        let offered = |choice: &&Choice| {
            let mut columns = choice.tags.clone();
            columns.insert("name".to_owned(), choice.code.clone());
            // Kinds of missing are offered whatever the cascade says.
            let scope = Scope { columns: Some(&columns), ..self.scope() };
            choice.missing.is_some() || filter.value(&scope).truth()
        };
        list.iter().filter(offered).collect()
    }

    /// All choices of the list of a question.
    pub(crate) fn list(&self, question: &Question) -> &'q [Choice] {
        let list = question.kind.choosing().and_then(|it| self.questionnaire.list(&it.list));
        list.map(|it| it.choices.as_slice()).unwrap_or_default()
    }
}

/// Questions that are visible to a person with these answers.
#[must_use]
pub fn visible<'q>(questionnaire: &'q Questionnaire, answers: &Answers) -> Vec<&'q Question> {
    Progress::of(questionnaire, answers).visible.into_iter().map(|(_, question)| question).collect()
}
