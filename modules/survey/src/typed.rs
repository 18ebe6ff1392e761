//! What a person has typed into a questionnaire, and what answers it makes.
//!
//! ```text
//!   form ─► Typed: texts by the names of questions, right or wrong, kept as they are
//!              └─ entry: one question's texts ─► answer · nothing · a fault of the text
//!                   └─ answers: of the questions that are visible, and nothing else
//! ```
//!
//! | kind | fields of the form |
//! |---|---|
//! | one or several choices | `q-name`, its value a code |
//! | an order | `q-name` for each choice: `code=2` when it is the second |
//! | number, text, day, place | `q-name`, one text; a place is `49.74747 13.37759` or an address |
//! | "I have read this" | `q-name` is `OK` |
//! | a kind of missing without a choice for it | `m-name`: `dont-know` or `refused` |

use std::collections::BTreeMap;

use questionnaires::{Answer, Answers, Day, Entry, Kind, Missing, Progress, Question, Questionnaire};
use serde::{Deserialize, Serialize};
use web::Form;

/// Longest text of an answer, in characters.
pub const LONGEST: usize = 2_000;

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed(BTreeMap<String, Written>);

/// What was typed into one question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Written {
    /// Its texts.
    #[serde(rename = "q", skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<String>,
    /// The kind of missing that was chosen beside it.
    #[serde(rename = "m", skip_serializing_if = "Option::is_none")]
    pub missing: Option<Missing>,
    /// The address a place was found by, as it is shown.
    #[serde(rename = "a", skip_serializing_if = "String::is_empty")]
    pub address: String,
}

/// What is wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No whole number.
    Whole,
    /// No number.
    Number,
    /// No day.
    Day,
    /// Neither a place nor an address of the register.
    Place,
    /// Two choices have the same rank, or a rank is skipped.
    Order,
    /// Longer than anything that would be read.
    Long,
    /// A kind of missing was ticked, and something is written too.
    Both,
}

/// Kinds of missing that a form offers beside questions whose list has none.
pub const OFFERED: [(&str, Missing); 2] = [("dont-know", Missing::DontKnow), ("refused", Missing::Refused)];

/// Whether a form offers kinds of missing beside this question: one that must be answered and has no choice for them.
#[must_use]
pub fn offers_missing(question: &Question) -> bool {
    question.required && question.kind.choosing().is_none() && question.kind != Kind::Acknowledge
}

impl Typed {
    /// What was typed into a question.
    #[must_use]
    pub fn of(&self, name: &str) -> &Written {
        static NOTHING: Written = Written { texts: Vec::new(), missing: None, address: String::new() };
        self.0.get(name).unwrap_or(&NOTHING)
    }

    /// Takes over what a form says of these questions; what others have stays.
    pub fn take(&mut self, form: &Form, questions: &[&Question]) {
        for question in questions.iter().filter(|question| question.kind.is_asked()) {
            let field = format!("q-{}", question.name);
            let texts =
                form.all(&field).map(|text| cut(text, LONGEST + 1)).filter(|it| !it.is_empty()).collect();
            let said = form.text(&format!("m-{}", question.name));
            let missing = OFFERED.iter().find(|(key, _)| *key == said).map(|(_, kind)| *kind);
            let before = self.of(&question.name);
            // The address found stands as long as nobody writes another place.
            let address = if before.texts == texts { before.address.clone() } else { String::new() };
            self.put(&question.name, Written { texts, missing, address });
        }
    }

    /// Writes what stands in one question.
    pub fn put(&mut self, name: &str, written: Written) {
        if written == Written::default() {
            self.0.remove(name);
        } else {
            self.0.insert(name.to_owned(), written);
        }
    }

    /// The answers that count: of visible questions, without texts that cannot be read.
    #[must_use]
    pub fn answers(&self, questionnaire: &Questionnaire) -> Answers {
        let mut answers = Answers::new();
        for (_, question) in questionnaire.questions() {
            if let Ok(Some(entry)) = self.entry(question) {
                answers.insert(question.name.clone(), entry);
            }
        }
        let progress = Progress::of(questionnaire, &answers);
        let shown: Vec<String> =
            progress.visible().iter().map(|(_, question)| question.name.clone()).collect();
        answers.retain(|name, _| shown.contains(name));
        answers
    }

    /// The entry of one question.
    ///
    /// # Errors
    /// The fault of its text.
    pub fn entry(&self, question: &Question) -> Result<Option<Entry>, Fault> {
        let written = self.of(&question.name);
        if let Some(kind) = written.missing.filter(|_| offers_missing(question)) {
            return if written.texts.is_empty() { Ok(Some(Entry::Missing(kind))) } else { Err(Fault::Both) };
        }
        if question.kind == Kind::Hidden {
            let text = question.default.clone();
            return Ok((!text.is_empty()).then_some(Entry::Given(Answer::Text(text))));
        }
        let Some(first) = written.texts.first().map(|text| text.trim()).filter(|text| !text.is_empty())
        else {
            return Ok(None);
        };
        let answer = match &question.kind {
            Kind::SelectOne(_) => Answer::Code(first.to_owned()),
            Kind::SelectMultiple(_) => Answer::Codes(written.texts.clone()),
            Kind::Rank(_) => return order(&written.texts).map(|codes| codes.map(Entry::Given)),
            Kind::Integer => Answer::Whole(number(first).parse().map_err(|_| Fault::Whole)?),
            Kind::Decimal => Answer::Number(finite(first)?),
            Kind::Range(range) => match number(first).parse::<i64>() {
                Ok(whole) if range.step.fract() == 0.0 => Answer::Whole(whole),
                _ => Answer::Number(finite(first)?),
            },
            Kind::Text if first.chars().count() > LONGEST => return Err(Fault::Long),
            Kind::Text => Answer::Text(first.to_owned()),
            Kind::Date => {
                let day = web::day(first).ok_or(Fault::Day)?;
                Answer::Day(Day::parse(&day.to_string()).ok_or(Fault::Day)?)
            }
            Kind::Acknowledge => Answer::Acknowledged,
            Kind::Geopoint => place(first).ok_or(Fault::Place)?,
            Kind::Hidden | Kind::Note | Kind::Calculate(_) | Kind::Metadata(_) => return Ok(None),
        };
        Ok(Some(Entry::Given(answer)))
    }
}

fn cut(text: &str, most: usize) -> String {
    text.trim().chars().take(most).collect()
}

/// A number as people write it: blanks between thousands, a comma or a point.
fn number(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect()
}

fn finite(text: &str) -> Result<f64, Fault> {
    let plain = number(text);
    let digits = plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    let value: f64 = plain.parse().map_err(|_| Fault::Number)?;
    if digits && value.is_finite() { Ok(value) } else { Err(Fault::Number) }
}

/// `code=2` for each choice that has a rank; every rank once, none skipped. A kind of missing comes as its bare code.
fn order(texts: &[String]) -> Result<Option<Answer>, Fault> {
    if let [text] = texts
        && !text.contains('=')
    {
        return Ok(Some(Answer::Codes(vec![text.clone()])));
    }
    let mut ranked: Vec<(usize, &str)> = Vec::new();
    for text in texts {
        let Some((code, rank)) = text.rsplit_once('=') else { continue };
        if rank.is_empty() {
            continue;
        }
        ranked.push((rank.parse().map_err(|_| Fault::Order)?, code));
    }
    ranked.sort_unstable();
    let whole = (1..).zip(&ranked).all(|(at, (rank, _))| at == *rank);
    match (ranked.is_empty(), whole) {
        (true, _) => Ok(None),
        (_, false) => Err(Fault::Order),
        _ => Ok(Some(Answer::Codes(ranked.into_iter().map(|(_, code)| code.to_owned()).collect()))),
    }
}

/// `49.74747 13.37759`, also with a comma between them.
fn place(text: &str) -> Option<Answer> {
    let mut parts = text.split([' ', ',', ';']).filter(|part| !part.is_empty());
    let (latitude, longitude) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    parts.next().is_none().then_some(Answer::Place { latitude, longitude })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Questionnaire {
        Questionnaire::from_toml(
            r#"
            id = "t"
            version = "1"
            title = { cs = "T" }
            default_language = "cs"
            language = [{ code = "cs", name = "Čeština" }]
            [[list]]
            name = "abc"
            choices = [
                { code = "a", label = { cs = "A" } }, { code = "b", label = { cs = "B" } },
                { code = "98", label = { cs = "nevím" }, missing = "dont-know" },
            ]
            [[group]]
            question = [
                { name = "one", kind = "select_one", list = "abc" },
                { name = "many", kind = "select_multiple", list = "abc", relevant = "${one} = 'a'" },
                { name = "rank", kind = "rank", list = "abc" },
                { name = "whole", kind = "integer", required = true },
                { name = "number", kind = "decimal" },
                { name = "scale", kind = "range", start = 0, end = 10, step = 1 },
                { name = "half", kind = "range", start = 0, end = 1, step = 0.5 },
                { name = "text", kind = "text" },
                { name = "day", kind = "date" },
                { name = "read", kind = "acknowledge" },
                { name = "where", kind = "geopoint" },
                { name = "from", kind = "hidden", default = "letter" },
            ]
            "#,
        )
        .unwrap()
    }

    #[track_caller]
    fn check(name: &str, texts: &[&str], expected: Result<Option<Entry>, Fault>) {
        let form = form();
        let mut typed = Typed::default();
        let field = format!("q-{name}");
        let pairs = texts.iter().map(|text| (field.as_str(), *text));
        let question = form.question(name).unwrap();
        typed.take(&Form::from_pairs(pairs), &[question]);
        assert_eq!(typed.entry(question), expected, "{name} {texts:?}");
    }

    fn given(answer: Answer) -> Result<Option<Entry>, Fault> {
        Ok(Some(Entry::Given(answer)))
    }

    #[test]
    fn every_kind_is_read_as_people_write_it() {
        check("one", &["a"], given(Answer::Code("a".into())));
        check("one", &[" "], Ok(None));
        check("many", &["b", "a"], given(Answer::Codes(vec!["b".into(), "a".into()])));
        check("rank", &["a=2", "b=1"], given(Answer::Codes(vec!["b".into(), "a".into()])));
        check("rank", &["a=", "b="], Ok(None));
        check("rank", &["98"], given(Answer::Codes(vec!["98".into()])));
        check("whole", &["1 200"], given(Answer::Whole(1_200)));
        check("number", &["0,5"], given(Answer::Number(0.5)));
        check("scale", &["7"], given(Answer::Whole(7)));
        check("half", &["0.5"], given(Answer::Number(0.5)));
        check("text", &["  u parku "], given(Answer::Text("u parku".into())));
        check("day", &["1. 3. 2026"], given(Answer::Day(Day::new(2026, 3, 1).unwrap())));
        check("read", &["OK"], given(Answer::Acknowledged));
        check("where", &["49.5, 13.25"], given(Answer::Place { latitude: 49.5, longitude: 13.25 }));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        check("rank", &["a=1", "b=1"], Err(Fault::Order));
        check("rank", &["a=1", "b=3"], Err(Fault::Order));
        check("whole", &["pět"], Err(Fault::Whole));
        check("whole", &["99999999999999999999"], Err(Fault::Whole));
        check("number", &["inf"], Err(Fault::Number));
        check("number", &["1e9"], Err(Fault::Number));
        check("day", &["31. 2. 2026"], Err(Fault::Day));
        check("where", &["u radnice"], Err(Fault::Place));
        check("text", &["x".repeat(LONGEST + 5).as_str()], Err(Fault::Long));
    }

    #[test]
    fn answers_are_those_of_visible_questions() {
        let form = form();
        let mut typed = Typed::default();
        let all: Vec<&Question> = form.questions().map(|(_, question)| question).collect();
        let pairs = [("q-one", "b"), ("q-many", "a"), ("m-whole", "refused"), ("q-day", "x")];
        typed.take(&Form::from_pairs(pairs), &all);
        let answers = typed.answers(&form);
        // What was typed into a question that went out of sight stays typed, and is no answer.
        assert_eq!(typed.of("many").texts, ["a"]);
        assert_eq!(answers.keys().collect::<Vec<_>>(), ["from", "one", "whole"]);
        assert_eq!(answers["whole"], Entry::Missing(Missing::Refused));
        assert!(questionnaires::validate(&form, &answers).is_empty());
        typed.take(&Form::from_pairs([("m-whole", "refused"), ("q-whole", "5")]), &all);
        assert_eq!(typed.entry(form.question("whole").unwrap()), Err(Fault::Both));
        let json = serde_json::to_string(&typed).unwrap();
        assert_eq!(serde_json::from_str::<Typed>(&json).unwrap(), typed);
    }
}
