//! Do the answers fit the questionnaire?

use crate::answers::{Answer, Answers, Entry};
use crate::kind::Kind;
use crate::model::{Choice, Question, Questionnaire};
use crate::progress::Progress;

/// What is wrong with an answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{question}: {kind}")]
pub struct Problem {
    /// Name of the question.
    pub question: String,
    /// What is wrong. The sentence for people of `Required` and `Constraint` is with the question.
    pub kind: ProblemKind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    /// An answer to no question.
    #[error("there is no such question")]
    UnknownQuestion,
    /// An answer to what nobody is asked: a note, a calculation, metadata.
    #[error("this is not answered by a person")]
    NotAsked,
    /// An answer to a question that is not visible; drop it before it is stored.
    #[error("the question is not visible")]
    NotVisible,
    /// Nothing, where something is required.
    #[error("an answer is required")]
    Required,
    /// An answer of another kind.
    #[error("the answer is of another kind; expected {0}")]
    WrongKind(&'static str),
    /// A code the list does not have.
    #[error("there is no choice {0:?}")]
    UnknownCode(String),
    /// A code the filter does not offer after these answers.
    #[error("the choice {0:?} is not offered")]
    NotOffered(String),
    /// A code twice.
    #[error("the choice {0:?} is there twice")]
    CodeTwice(String),
    /// A kind of missing among answers.
    #[error("{0:?} cannot stand beside other choices")]
    MissingBesideAnswers(String),
    /// A ranking that leaves choices out.
    #[error("the order leaves choices out")]
    RankIncomplete,
    /// A number off the scale, or none at all.
    #[error("the number is not on the scale")]
    OffTheScale,
    /// A place that is not on the earth.
    #[error("the place is not on the earth")]
    OffTheEarth,
    /// The constraint is not kept.
    #[error("the constraint is not kept")]
    Constraint,
}

/// All that is wrong: questions in order first, then answers to unknown questions by name.
///
/// An empty answer (no codes, a text of blanks) counts as none. A kind of missing fulfils `required` and is not held
/// against the constraint.
#[must_use]
pub fn validate(questionnaire: &Questionnaire, answers: &Answers) -> Vec<Problem> {
    let progress = Progress::of(questionnaire, answers);
    let mut problems = Vec::new();
    for (_, question) in questionnaire.questions() {
        let entry = answers.get(&question.name);
        if let Some(kind) = problem(question, entry, &progress) {
            problems.push(Problem { question: question.name.clone(), kind });
        }
    }
    for name in answers.keys().filter(|name| questionnaire.question(name).is_none()) {
        problems.push(Problem { question: name.clone(), kind: ProblemKind::UnknownQuestion });
    }
    problems
}

fn problem(question: &Question, entry: Option<&Entry>, progress: &Progress<'_>) -> Option<ProblemKind> {
    let visible = progress.shows(&question.name);
    if matches!(entry, Some(Entry::Given(answer)) if answer.is_nothing()) || entry.is_none() {
        return (visible && question.required).then_some(ProblemKind::Required);
    }
    if !question.kind.is_asked() && question.kind != Kind::Hidden {
        return Some(ProblemKind::NotAsked);
    }
    if !visible {
        return Some(ProblemKind::NotVisible);
    }
    let Some(Entry::Given(answer)) = entry else { return None };
    if let Some(kind) = misfit(question, answer, progress) {
        return Some(kind);
    }
    let missing = says_missing(question, answer, progress);
    (!missing && !progress.keeps_constraint(question)).then_some(ProblemKind::Constraint)
}

/// Whether the one code given is a kind of missing.
fn says_missing(question: &Question, answer: &Answer, progress: &Progress<'_>) -> bool {
    let code = match answer {
        Answer::Code(code) => code,
        Answer::Codes(codes) => match codes.as_slice() {
            [code] => code,
            _ => return false,
        },
        _ => return false,
    };
    progress.choices(question).iter().any(|choice| choice.code == *code && choice.missing.is_some())
}

fn misfit(question: &Question, answer: &Answer, progress: &Progress<'_>) -> Option<ProblemKind> {
    match (&question.kind, answer) {
        (Kind::SelectOne(_), Answer::Code(code)) => codes(question, std::slice::from_ref(code), progress),
        (Kind::SelectMultiple(_), Answer::Codes(chosen)) => codes(question, chosen, progress),
        (Kind::Rank(_), Answer::Codes(order)) => codes(question, order, progress).or_else(|| {
            let all = progress.choices(question).iter().filter(|it| it.missing.is_none()).count();
            let whole = order.len() == all || says_missing(question, answer, progress);
            (!whole).then_some(ProblemKind::RankIncomplete)
        }),
        (Kind::Integer, Answer::Whole(_))
        | (Kind::Text | Kind::Hidden, Answer::Text(_))
        | (Kind::Date, Answer::Day(_))
        | (Kind::Acknowledge, Answer::Acknowledged) => None,
        (Kind::Decimal, Answer::Number(number)) => (!number.is_finite()).then_some(ProblemKind::OffTheScale),
        (Kind::Decimal, Answer::Whole(_)) => None,
        (Kind::Range(range), Answer::Whole(_) | Answer::Number(_)) => {
            (!range.holds(answer.value().number())).then_some(ProblemKind::OffTheScale)
        }
        (Kind::Geopoint, Answer::Place { latitude, longitude }) => {
            let on_earth = (-90.0..=90.0).contains(latitude) && (-180.0..=180.0).contains(longitude);
            (!on_earth).then_some(ProblemKind::OffTheEarth)
        }
        (kind, _) => Some(ProblemKind::WrongKind(kind.word())),
    }
}

fn codes(question: &Question, chosen: &[String], progress: &Progress<'_>) -> Option<ProblemKind> {
    let all = progress.list(question);
    let offered = progress.choices(question);
    for (at, code) in chosen.iter().enumerate() {
        let is = |choice: &&Choice| choice.code == *code;
        if !all.iter().any(|it| is(&it)) {
            return Some(ProblemKind::UnknownCode(code.clone()));
        }
        let Some(choice) = offered.iter().find(|it| is(it)) else {
            return Some(ProblemKind::NotOffered(code.clone()));
        };
        if chosen.iter().take(at).any(|earlier| earlier == code) {
            return Some(ProblemKind::CodeTwice(code.clone()));
        }
        if choice.missing.is_some() && chosen.len() > 1 {
            return Some(ProblemKind::MissingBesideAnswers(code.clone()));
        }
    }
    None
}
