//! Before and after handing in: everything that was answered on one page, and thanks.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ground::Ground;
use questionnaires::{Answer, Entry, Kind, Missing, Progress, Question, validate};
use web::{Error, Page, PageContext, Say};

use super::{Guest, HOME, number, private, sheet, sheet_href, to};
use crate::acts::answering::{self as acts, HandedIn, Sitting};
use crate::pages::field::language;

/// A page of the questionnaire in the summary.
struct Part {
    heading: String,
    href: String,
    lines: Vec<Line>,
}

/// A question with its answer in words.
struct Line {
    question: String,
    answer: String,
    /// What is wrong; empty when nothing is.
    wrong: String,
    href: String,
}

/// The view of `/pruzkum/ucast/souhrn`.
#[derive(Template)]
#[template(path = "answer_summary.html")]
struct Summary {
    page: PageContext,
    title: String,
    language: String,
    parts: Vec<Part>,
    wrong: usize,
    first_wrong: String,
    back: String,
}

/// `GET /pruzkum/ucast/souhrn`
pub(crate) async fn show(
    page: PageContext,
    guest: Guest,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let page = page.behind_no_door();
    let sitting = match guest.sit(&ground).await? {
        Ok(sitting) => sitting,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let form = &sitting.form;
    let answers = sitting.typed.answers(form);
    let progress = Progress::of(form, &answers);
    let problems = validate(form, &answers);
    let t = page.t();
    let language = language(form, t.lang().tag()).to_owned();
    let pages = progress.pages();
    let part = |sheet: &questionnaires::Page<'_>| {
        let href = sheet_href(number(form, sheet));
        let line = |question: &&Question| {
            let problem = problems.iter().find(|problem| problem.question == question.name);
            let wrong = sheet::sentence(t, &sitting, question, problem.map(|problem| &problem.kind));
            Line {
                question: question.label.or(&language, &form.default_language).to_owned(),
                answer: said(t, &language, &sitting, &progress, question, answers.get(&question.name)),
                wrong: wrong.unwrap_or_default(),
                href: format!("{href}#field-q-{}", question.name),
            }
        };
        let asked = sheet.questions.iter().filter(|question| question.kind.is_asked());
        Part {
            heading: sheet.group.label.or(&language, &form.default_language).to_owned(),
            lines: asked.map(line).collect(),
            href,
        }
    };
    let parts: Vec<Part> = pages.iter().map(part).filter(|part| !part.lines.is_empty()).collect();
    let wrong: Vec<&Line> =
        parts.iter().flat_map(|part| &part.lines).filter(|line| !line.wrong.is_empty()).collect();
    let (count, first_wrong) = (wrong.len(), wrong.first().map(|line| line.href.clone()));
    Ok(private(
        Page(Summary {
            title: form.title.or(&language, &form.default_language).to_owned(),
            wrong: count,
            first_wrong: first_wrong.unwrap_or_default(),
            back: pages.last().map_or_else(|| HOME.to_owned(), |sheet| sheet_href(number(form, sheet))),
            parts,
            language,
            page,
        })
        .into_response(),
    ))
}

/// An answer in words.
fn said(
    t: &Say,
    language: &str,
    sitting: &Sitting,
    progress: &Progress<'_>,
    question: &Question,
    entry: Option<&Entry>,
) -> String {
    let choices = progress.choices(question);
    let word = |code: &String| {
        let choice = choices.iter().find(|choice| choice.code == *code);
        choice
            .map_or(code.as_str(), |choice| choice.label.or(language, &sitting.form.default_language))
            .to_owned()
    };
    match entry {
        None => t.say("survey-not-answered").into_owned(),
        Some(Entry::Missing(Missing::DontKnow)) => t.say("survey-missing-dont-know").into_owned(),
        Some(Entry::Missing(_)) => t.say("survey-missing-refused").into_owned(),
        Some(Entry::Given(answer)) => match answer {
            Answer::Code(code) => word(code),
            Answer::Codes(codes) if matches!(question.kind, Kind::Rank(_)) => {
                let places = (1..).zip(codes).map(|(at, code): (usize, _)| format!("{at}. {}", word(code)));
                places.collect::<Vec<_>>().join(", ")
            }
            Answer::Codes(codes) => codes.iter().map(word).collect::<Vec<_>>().join(", "),
            Answer::Whole(number) => t.number(*number),
            Answer::Number(number) => number.to_string().replace('.', ","),
            Answer::Text(text) => text.clone(),
            Answer::Day(day) => web::day(&day.to_string()).map(|day| t.date(&day)).unwrap_or_default(),
            Answer::Place { latitude, longitude } => {
                let written = sitting.typed.of(&question.name);
                if written.address.is_empty() {
                    format!("{latitude} {longitude}")
                } else {
                    written.address.clone()
                }
            }
            Answer::Acknowledged => t.say("survey-acknowledged").into_owned(),
        },
    }
}

/// `POST /pruzkum/ucast/souhrn`
pub(crate) async fn hand_in(guest: Guest, State(ground): State<Ground>) -> Result<Response, Error> {
    let sitting = match guest.sit(&ground).await? {
        Ok(sitting) => sitting,
        Err(elsewhere) => return Ok(elsewhere),
    };
    Ok(match acts::hand_in(&ground, &sitting).await? {
        HandedIn::Kept => (guest.without_code(), to(&format!("{HOME}/hotovo"))).into_response(),
        HandedIn::Incomplete => to(&format!("{HOME}/souhrn")),
        // Handed in before, or the wave has closed: asked again, the door says which.
        HandedIn::Late => match guest.sit(&ground).await? {
            Ok(_) => to(&format!("{HOME}/souhrn")),
            Err(elsewhere) => elsewhere,
        },
    })
}

/// The view of `/pruzkum/ucast/hotovo`.
#[derive(Template)]
#[template(path = "answer_done.html")]
struct Done {
    page: PageContext,
}

/// `GET /pruzkum/ucast/hotovo`
pub(crate) async fn done(page: PageContext) -> Result<Response, Error> {
    let page = page.behind_no_door();
    Ok(private(Page(Done { page }).into_response()))
}
