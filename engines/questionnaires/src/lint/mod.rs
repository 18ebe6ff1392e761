//! What is wrong with a questionnaire before anybody is asked.
//!
//! ```text
//!   names ── languages, lists, codes, names of questions
//!   texts ── labels and translations
//!   expressions ── references, order, cycles, types, codes that are compared
//! ```
//!
//! A fault makes data wrong or the form unusable and must be put right; a doubt is shown and may stay.

mod cycles;
mod expressions;
mod names;
mod texts;

use crate::model::Questionnaire;

/// A flaw and its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {flaw}")]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// What.
    pub flaw: Flaw,
}

/// A place in a questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Place {
    /// The whole.
    #[error("questionnaire")]
    Whole,
    /// A list.
    #[error("list {0:?}")]
    List(String),
    /// A choice of a list.
    #[error("list {list:?}, choice {code:?}")]
    Choice {
        /// The list.
        list: String,
        /// Its code.
        code: String,
    },
    /// A group, by its place in the questionnaire, from 1.
    #[error("group {0}")]
    Group(usize),
    /// A question.
    #[error("question {0:?}")]
    Question(String),
    /// An expression of a question.
    #[error("question {question:?}, {part}, character {at}")]
    Expression {
        /// The question.
        question: String,
        /// Which expression of it.
        part: Part,
        /// Position in the expression, from 1.
        at: usize,
    },
    /// When a group is shown.
    #[error("group {group}, relevant, character {at}")]
    GroupRelevant {
        /// Place of the group, from 1.
        group: usize,
        /// Position in the expression, from 1.
        at: usize,
    },
}

/// Which expression of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Part {
    /// When it is shown.
    #[error("relevant")]
    Relevant,
    /// What must be true of the answer.
    #[error("constraint")]
    Constraint,
    /// What it is computed from.
    #[error("calculation")]
    Calculation,
    /// Which choices are offered.
    #[error("choice filter")]
    Filter,
}

/// A text of a question, group, choice or the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Said {
    /// The title of the questionnaire.
    #[error("title")]
    Title,
    /// The question, the heading, the words of a choice.
    #[error("label")]
    Label,
    /// The help.
    #[error("hint")]
    Hint,
    /// Said when an answer is missing.
    #[error("required message")]
    RequiredMessage,
    /// Said when an answer is refused.
    #[error("constraint message")]
    ConstraintMessage,
}

/// What an expression is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Type {
    /// A number.
    #[error("a number")]
    Number,
    /// A text or a day.
    #[error("a text")]
    Text,
    /// Yes or no.
    #[error("a condition")]
    Truth,
    /// One or more codes; codes that are digits serve as numbers.
    #[error("a choice")]
    Codes,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// The default language is none of the languages.
    #[error("the default language {0:?} is not among the languages")]
    UnknownDefaultLanguage(String),
    /// A language twice.
    #[error("the language {0:?} is there twice")]
    LanguageTwice(String),
    /// A text in a language that is not declared.
    #[error("the {said} has words in {language:?}, which is not among the languages")]
    UndeclaredLanguage {
        /// Which text.
        said: Said,
        /// The language.
        language: String,
    },
    /// A text that other languages have and this one lacks.
    #[error("the {said} is not translated into {language:?}")]
    Untranslated {
        /// Which text.
        said: Said,
        /// The language.
        language: String,
    },
    /// Nothing is shown.
    #[error("there is no label")]
    NoLabel,
    /// A text whose condition is never written.
    #[error("a {0} is written, and nothing would ever say it")]
    MessageWithoutReason(Said),
    /// A name that XLSForm cannot carry.
    #[error("a name begins with a letter or _ and goes on with letters, digits, _, - and .")]
    BadName,
    /// A name that is taken, whatever the case of its letters.
    #[error("the name is taken already by {0}")]
    NameTaken(Place),
    /// Two lists of one name, whatever the case of its letters.
    #[error("the name of the list clashes with list {0:?}")]
    ListClash(String),
    /// A list without choices.
    #[error("the list has no choices")]
    EmptyList,
    /// A list with kinds of missing only: it waits to be filled.
    #[error("the list has no answers yet, only kinds of missing")]
    NothingButMissing,
    /// A list nobody uses.
    #[error("no question uses the list")]
    UnusedList,
    /// A code twice in a list.
    #[error("the code is there twice")]
    CodeTwice,
    /// A code with blanks (data of several choices are separated by blanks) or without anything.
    #[error("a code must not be empty nor have blanks; write - or _ instead")]
    CodeWithBlank,
    /// A scale whose codes are not numbers.
    #[error("the list has a direction, so the code must be a number")]
    CodeOfScale,
    /// A tag that XLSForm could not carry as a column of its own, or one without a value.
    #[error("the tag {0:?} must be a name that no column of the sheet has, and have a value")]
    BadTag(String),
    /// A list that does not exist.
    #[error("there is no list {0:?}")]
    NoList(String),
    /// A range that leads nowhere.
    #[error("start, end and step must be numbers, start below end, step above 0 and no larger than the way")]
    BadRange,
    /// A group without questions.
    #[error("the group has no questions")]
    EmptyGroup,
    /// Two runs of questions outside groups, one after the other: they are one.
    #[error("questions outside groups follow others outside groups; join them")]
    LooseAfterLoose,
    /// A question of a kind nobody answers, with what only answers have.
    #[error("nobody answers it, so it can be neither required nor constrained")]
    NothingToConstrain,
    /// `${name}` of no question.
    #[error("there is no question {0:?}")]
    UnknownReference(String),
    /// `${name}` of something without a value.
    #[error("{0:?} has no answer to refer to")]
    ValuelessReference(String),
    /// `${name}` of a question that comes later: it has no answer yet.
    #[error("{0:?} comes later and has no answer yet")]
    ForwardReference(String),
    /// Questions that wait for each other.
    #[error("they wait for each other: {}", .0.join(" → "))]
    Cycle(Vec<String>),
    /// `.` where there is no answer.
    #[error(". means the answer and can stand in a constraint only")]
    ItselfOutside,
    /// A bare name where there is no choice.
    #[error("{0:?} is a column of choices and can stand in a choice filter only; a question is ${{{0}}}")]
    ColumnOutside(String),
    /// A column that no choice of the list has.
    #[error("no choice of the list has a column {0:?}")]
    UnknownColumn(String),
    /// A value of the wrong type.
    #[error("{expected} is expected here, and this is {found}")]
    TypeMismatch {
        /// What fits.
        expected: Type,
        /// What is written.
        found: Type,
    },
    /// An answer is compared with a code its list does not have.
    #[error("{question:?} has no choice {code:?}")]
    UnknownCode {
        /// The question.
        question: String,
        /// The code.
        code: String,
    },
}

impl Flaw {
    /// Whether it may stay: the form works, though somebody will miss something.
    #[must_use]
    pub fn is_doubt(&self) -> bool {
        matches!(
            self,
            Flaw::Untranslated { .. }
                | Flaw::NothingButMissing
                | Flaw::UnusedList
                | Flaw::MessageWithoutReason(_)
                | Flaw::EmptyGroup
        )
    }
}

/// All that is wrong, in the order of the questionnaire: names, then texts, then expressions.
#[must_use]
pub fn lint(questionnaire: &Questionnaire) -> Vec<Finding> {
    let mut report = Report(Vec::new());
    names::lint(questionnaire, &mut report);
    texts::lint(questionnaire, &mut report);
    expressions::lint(questionnaire, &mut report);
    cycles::lint(questionnaire, &mut report);
    report.0
}

/// Findings so far.
struct Report(Vec<Finding>);

impl Report {
    fn add(&mut self, place: Place, flaw: Flaw) {
        self.0.push(Finding { place, flaw });
    }
}
