//! Do the expressions fit this questionnaire? Names, order, types, and codes that are compared.

use std::collections::{BTreeMap, BTreeSet};

use super::{Flaw, Part, Place, Report, Type};
use crate::expression::{Expression, Function, Node, Operator, Term};
use crate::kind::Kind;
use crate::model::{Question, Questionnaire};

pub(super) fn lint(questionnaire: &Questionnaire, report: &mut Report) {
    let later = questionnaire.questions().map(|(_, question)| (question.name.as_str(), question)).collect();
    let mut checker = Checker { questionnaire, known: BTreeMap::new(), later, report };
    for (at, group) in (1..).zip(&questionnaire.groups) {
        if let Some(relevant) = &group.relevant {
            let place = |position| Place::GroupRelevant { group: at, at: position };
            checker.expression(relevant, Some(Type::Truth), None, &place);
        }
        for question in &group.questions {
            checker.question(question);
        }
    }
}

struct Checker<'a> {
    questionnaire: &'a Questionnaire,
    /// Questions that came before, with what their answers are worth; nothing for those without an answer.
    known: BTreeMap<&'a str, Option<Type>>,
    later: BTreeMap<&'a str, &'a Question>,
    report: &'a mut Report,
}

/// What `.` and bare names mean in this expression.
#[derive(Clone, Copy)]
enum Inside<'a> {
    Constraint(&'a Question),
    Filter(&'a str),
}

type Placing<'p> = &'p dyn Fn(usize) -> Place;

impl<'a> Checker<'a> {
    fn question(&mut self, question: &'a Question) {
        let name = question.name.clone();
        let place = |part| {
            let question = name.clone();
            move |at| Place::Expression { question: question.clone(), part, at }
        };
        if let Some(relevant) = &question.relevant {
            self.expression(relevant, Some(Type::Truth), None, &place(Part::Relevant));
        }
        if let Some(choosing) = question.kind.choosing()
            && let Some(filter) = &choosing.filter
        {
            let inside = Inside::Filter(&choosing.list);
            self.expression(filter, Some(Type::Truth), Some(inside), &place(Part::Filter));
        }
        let mut computed = None;
        if let Kind::Calculate(calculation) = &question.kind {
            computed = Some(self.expression(calculation, None, None, &place(Part::Calculation)));
        }
        let worth = worth(&question.kind).or(computed);
        if self.later.get(question.name.as_str()).is_some_and(|it| std::ptr::eq(*it, question)) {
            self.later.remove(question.name.as_str());
        }
        self.known.insert(&question.name, worth);
        if let Some(constraint) = &question.constraint {
            let inside = Inside::Constraint(question);
            self.expression(constraint, Some(Type::Truth), Some(inside), &place(Part::Constraint));
        }
    }

    fn expression(
        &mut self,
        expression: &Expression,
        expected: Option<Type>,
        inside: Option<Inside<'_>>,
        place: Placing<'_>,
    ) -> Type {
        let found = self.worth(expression.root(), inside, place);
        if let Some(expected) = expected {
            self.fits(expression.root(), expected, found, place);
        }
        found
    }

    fn fits(&mut self, node: &Node, expected: Type, found: Type, place: Placing<'_>) {
        // A code that is digits serves as a number, and any single value as a text.
        let fine = found == expected || (expected, found) == (Type::Number, Type::Codes);
        if !fine {
            self.report.add(place(node.at), Flaw::TypeMismatch { expected, found });
        }
    }

    /// The type of a node; tells of everything below that does not fit.
    fn worth(&mut self, node: &Node, inside: Option<Inside<'_>>, place: Placing<'_>) -> Type {
        match &node.term {
            Term::Number(_) => Type::Number,
            Term::Text(_) => Type::Text,
            Term::Answer(name) => self.answer(name, node.at, place),
            Term::Itself => match inside {
                Some(Inside::Constraint(question)) => worth(&question.kind).unwrap_or(Type::Text),
                _ => {
                    self.report.add(place(node.at), Flaw::ItselfOutside);
                    Type::Text
                }
            },
            Term::Column(name) => {
                self.column(name, node.at, inside, place);
                Type::Codes
            }
            Term::Negative(inner) => {
                let found = self.worth(inner, inside, place);
                self.fits(inner, Type::Number, found, place);
                Type::Number
            }
            Term::Call(function, arguments) => self.call(*function, arguments, inside, place),
            Term::Binary(operator, left, right) => {
                let sides = (self.worth(left, inside, place), self.worth(right, inside, place));
                self.binary(*operator, (left, right), sides, inside, place)
            }
        }
    }

    fn answer(&mut self, name: &str, at: usize, place: Placing<'_>) -> Type {
        if let Some(known) = self.known.get(name) {
            if known.is_none() {
                self.report.add(place(at), Flaw::ValuelessReference(name.to_owned()));
            }
            return known.unwrap_or(Type::Text);
        }
        match self.later.get(name).map(|question| worth(&question.kind)) {
            Some(worth) => {
                self.report.add(place(at), Flaw::ForwardReference(name.to_owned()));
                worth.unwrap_or(Type::Text)
            }
            None => {
                self.report.add(place(at), Flaw::UnknownReference(name.to_owned()));
                Type::Codes
            }
        }
    }

    fn column(&mut self, name: &str, at: usize, inside: Option<Inside<'_>>, place: Placing<'_>) {
        let Some(Inside::Filter(list)) = inside else {
            self.report.add(place(at), Flaw::ColumnOutside(name.to_owned()));
            return;
        };
        let Some(list) = self.questionnaire.list(list) else { return };
        if name != "name" && !list.choices.iter().any(|choice| choice.tags.contains_key(name)) {
            self.report.add(place(at), Flaw::UnknownColumn(name.to_owned()));
        }
    }

    fn call(
        &mut self,
        function: Function,
        arguments: &[Node],
        inside: Option<Inside<'_>>,
        place: Placing<'_>,
    ) -> Type {
        let found: Vec<Type> = arguments.iter().map(|it| self.worth(it, inside, place)).collect();
        let mut expect = |at: usize, expected| {
            if let (Some(node), Some(found)) = (arguments.get(at), found.get(at)) {
                self.fits(node, expected, *found, place);
            }
        };
        match function {
            Function::Selected => {
                expect(0, Type::Codes);
                if let [chosen, code] = arguments {
                    self.code(chosen, code, inside, place);
                }
                Type::Truth
            }
            Function::CountSelected => {
                expect(0, Type::Codes);
                Type::Number
            }
            Function::Not => {
                expect(0, Type::Truth);
                Type::Truth
            }
            Function::If => {
                expect(0, Type::Truth);
                found.get(1).copied().unwrap_or(Type::Text)
            }
            Function::Coalesce => found.first().copied().unwrap_or(Type::Text),
        }
    }

    fn binary(
        &mut self,
        operator: Operator,
        (left, right): (&Node, &Node),
        sides: (Type, Type),
        inside: Option<Inside<'_>>,
        place: Placing<'_>,
    ) -> Type {
        let expected = match operator {
            Operator::Or | Operator::And => Type::Truth,
            Operator::Equal | Operator::Unequal => {
                if (sides.0 == Type::Truth) != (sides.1 == Type::Truth) {
                    self.fits(right, sides.0, sides.1, place);
                }
                self.code(left, right, inside, place);
                self.code(right, left, inside, place);
                return Type::Truth;
            }
            _ => Type::Number,
        };
        self.fits(left, expected, sides.0, place);
        self.fits(right, expected, sides.1, place);
        match operator {
            Operator::Plus | Operator::Minus | Operator::Times | Operator::Div | Operator::Mod => {
                Type::Number
            }
            _ => Type::Truth,
        }
    }

    /// A choice that is compared with a literal: does its list have that code?
    fn code(&mut self, chosen: &Node, code: &Node, inside: Option<Inside<'_>>, place: Placing<'_>) {
        let question = match (&chosen.term, inside) {
            (Term::Answer(name), _) => self.questionnaire.question(name),
            (Term::Itself, Some(Inside::Constraint(question))) => Some(question),
            _ => None,
        };
        let literal = match &code.term {
            Term::Text(text) => text.clone(),
            Term::Number(number) => number.to_string(),
            _ => return,
        };
        let Some((question, choosing)) = question.and_then(|it| Some((it, it.kind.choosing()?))) else {
            return;
        };
        let Some(list) = self.questionnaire.list(&choosing.list) else { return };
        let codes: BTreeSet<&str> = list.choices.iter().map(|choice| choice.code.as_str()).collect();
        if !literal.is_empty() && !codes.contains(literal.as_str()) {
            let question = question.name.clone();
            self.report.add(place(code.at), Flaw::UnknownCode { question, code: literal });
        }
    }
}

/// What the answer of a kind is worth; nothing for notes and metadata, and for calculations, which say it themselves.
fn worth(kind: &Kind) -> Option<Type> {
    match kind {
        Kind::SelectOne(_) | Kind::SelectMultiple(_) | Kind::Rank(_) => Some(Type::Codes),
        Kind::Integer | Kind::Decimal | Kind::Range(_) => Some(Type::Number),
        Kind::Text | Kind::Date | Kind::Acknowledge | Kind::Geopoint | Kind::Hidden => Some(Type::Text),
        Kind::Note | Kind::Calculate(_) | Kind::Metadata(_) => None,
    }
}
