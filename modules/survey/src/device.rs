//! A questionnaire as a tablet takes it along: JSON with its conditions as trees, so that the device evaluates what the
//! engine has read and needs no reader of its own.
//!
//! | a part of an expression | in JSON |
//! |---|---|
//! | number, text | `["number", 15]`, `["text", "1"]` |
//! | `${name}`, `.`, a column of a choice | `["answer", "name"]`, `["itself"]`, `["column", "city"]` |
//! | a function | `["selected", a, b]`, `["count-selected", a]`, `["coalesce", a, b]`, `["if", c, a, b]`, `["not", a]` |
//! | an operator | `["or", a, b]`, … `["mod", a, b]`, `["negative", a]` |
//!
//! The evaluator of the device is `assets/src/interview/evaluate.ts`; `tests/it/evaluation.json` holds the two together.

use questionnaires::expression::{Function, Node, Operator, Term};
use questionnaires::{Choice, Expression, Group, Kind, Question, Questionnaire, Text};
use serde_json::{Map, Value, json};

use crate::typed::offers_missing;

/// A questionnaire for a device.
#[must_use]
pub fn questionnaire(form: &Questionnaire) -> Value {
    let languages: Vec<Value> =
        form.languages.iter().map(|it| json!({ "code": it.code, "name": it.name })).collect();
    json!({
        "id": form.id,
        "version": form.version,
        "title": text(&form.title),
        "default": form.default_language,
        "languages": languages,
        "groups": form.groups.iter().map(|group| of_group(form, group)).collect::<Vec<_>>(),
    })
}

fn of_group(form: &Questionnaire, group: &Group) -> Value {
    json!({
        "label": text(&group.label),
        "relevant": group.relevant.as_ref().map(expression),
        "questions": group.questions.iter().map(|question| of_question(form, question)).collect::<Vec<_>>(),
    })
}

fn of_question(form: &Questionnaire, question: &Question) -> Value {
    let choosing = question.kind.choosing();
    let list = choosing.and_then(|it| form.list(&it.list));
    let choices: Vec<Value> =
        list.map(|list| list.choices.iter().map(of_choice).collect()).unwrap_or_default();
    let range = match question.kind {
        Kind::Range(range) => json!([range.start, range.end, range.step]),
        _ => Value::Null,
    };
    let calculation = match &question.kind {
        Kind::Calculate(calculation) => Some(calculation),
        _ => None,
    };
    json!({
        "name": question.name,
        "kind": question.kind.word(),
        "label": text(&question.label),
        "hint": text(&question.hint),
        "required": question.required,
        "requiredMessage": text(&question.required_message),
        "relevant": question.relevant.as_ref().map(expression),
        "constraint": question.constraint.as_ref().map(expression),
        "constraintMessage": text(&question.constraint_message),
        "calculation": calculation.map(expression),
        "filter": choosing.and_then(|it| it.filter.as_ref()).map(expression),
        "default": question.default,
        "choices": choices,
        "range": range,
        "offersMissing": offers_missing(question),
    })
}

fn of_choice(choice: &Choice) -> Value {
    let mut columns: Map<String, Value> =
        choice.tags.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
    columns.insert("name".to_owned(), json!(choice.code));
    json!({ "code": choice.code, "label": text(&choice.label), "missing": choice.missing, "columns": columns })
}

fn text(text: &Text) -> Value {
    Value::Object(text.iter().map(|(language, words)| (language.to_owned(), json!(words))).collect())
}

/// An expression as a tree.
#[must_use]
pub fn expression(expression: &Expression) -> Value {
    tree(expression.root())
}

fn tree(node: &Node) -> Value {
    match &node.term {
        Term::Number(number) => json!(["number", number]),
        Term::Text(text) => json!(["text", text]),
        Term::Answer(name) => json!(["answer", name]),
        Term::Itself => json!(["itself"]),
        Term::Column(name) => json!(["column", name]),
        Term::Negative(inner) => json!(["negative", tree(inner)]),
        Term::Binary(operator, left, right) => json!([operator_name(*operator), tree(left), tree(right)]),
        Term::Call(function, arguments) => {
            let mut call = vec![json!(function_name(*function))];
            call.extend(arguments.iter().map(tree));
            Value::Array(call)
        }
    }
}

fn function_name(function: Function) -> &'static str {
    match function {
        Function::Selected => "selected",
        Function::CountSelected => "count-selected",
        Function::Coalesce => "coalesce",
        Function::If => "if",
        Function::Not => "not",
    }
}

fn operator_name(operator: Operator) -> &'static str {
    match operator {
        Operator::Or => "or",
        Operator::And => "and",
        Operator::Equal => "=",
        Operator::Unequal => "!=",
        Operator::Less => "<",
        Operator::AtMost => "<=",
        Operator::More => ">",
        Operator::AtLeast => ">=",
        Operator::Plus => "+",
        Operator::Minus => "-",
        Operator::Times => "*",
        Operator::Div => "div",
        Operator::Mod => "mod",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_is_a_tree() {
        let read = |text: &str| expression(&Expression::parse(text).unwrap()).to_string();
        assert_eq!(
            read("${age} >= 15 and not(selected(., '98'))"),
            r#"["and",[">=",["answer","age"],["number",15.0]],["not",["selected",["itself"],["text","98"]]]]"#
        );
        assert_eq!(read("-city mod 2"), r#"["mod",["negative",["column","city"]],["number",2.0]]"#);
    }
}
