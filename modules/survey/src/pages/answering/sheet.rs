//! One page of questions.

use addresses::{Ask, Outcome, Place};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ground::Ground;
use places::Atlas;
use questionnaires::{Kind, ProblemKind, Progress, Question, validate};
use web::{Error, Form, Page, PageContext, Say};

use super::{Guest, HOME, number, private, sheet_href, to};
use crate::acts::answering::{self as acts, Saved, Sitting};
use crate::pages::field::{Drawing, Field, language};
use crate::typed::Fault;

/// The view of `/pruzkum/ucast/strana/{page}`.
#[derive(Template)]
#[template(path = "answer_sheet.html")]
struct Asking {
    page: PageContext,
    title: String,
    heading: String,
    language: String,
    at: usize,
    of: usize,
    fields: Vec<Field>,
    form: Form,
    action: String,
    /// Names of the questions that are on the page.
    shown: String,
    more: bool,
    languages: Vec<(String, String)>,
}

/// What the address says: whether answers have brought more questions.
#[derive(serde::Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    dale: String,
}

/// `GET /pruzkum/ucast/strana/{page}`
pub(crate) async fn show(
    page: PageContext,
    guest: Guest,
    Path(wanted): Path<String>,
    Query(asked): Query<Asked>,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let page = page.behind_no_door();
    let sitting = match guest.sit(&ground).await? {
        Ok(sitting) => sitting,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let Ok(at) = wanted.parse::<usize>() else { return Err(Error::Missing("page of the questionnaire")) };
    match view(page, &sitting, at, Form::empty(), !asked.dale.is_empty()) {
        Some(view) => Ok(private(Page(view).into_response())),
        // Answers given since then have taken the page away.
        None => Ok(to(&super::go_on(&sitting))),
    }
}

fn view(page: PageContext, sitting: &Sitting, at: usize, form: Form, more: bool) -> Option<Asking> {
    let questionnaire = &sitting.form;
    let answers = sitting.typed.answers(questionnaire);
    let progress = Progress::of(questionnaire, &answers);
    let pages = progress.pages();
    let place = pages.iter().position(|sheet| number(questionnaire, sheet) == at)?;
    let sheet = pages.get(place)?;
    let language = language(questionnaire, page.lang().tag()).to_owned();
    let drawing =
        Drawing { form: questionnaire, language: &language, typed: &sitting.typed, progress: &progress };
    let t = page.t();
    let fields = sheet.questions.iter().map(|question| drawing.field(t, question, &form)).collect();
    let shown: Vec<&str> = sheet.questions.iter().map(|question| question.name.as_str()).collect();
    let other =
        |it: &&questionnaires::Language| it.code != language && web::Lang::from_tag(&it.code).is_some();
    Some(Asking {
        title: questionnaire.title.or(&language, &questionnaire.default_language).to_owned(),
        heading: sheet.group.label.or(&language, &questionnaire.default_language).to_owned(),
        at: place + 1,
        of: pages.len(),
        fields,
        action: sheet_href(at),
        shown: shown.join(" "),
        languages: questionnaire
            .languages
            .iter()
            .filter(other)
            .map(|it| (format!("lang-{}", it.code), it.name.clone()))
            .collect(),
        language,
        form,
        more,
        page,
    })
}

/// `POST /pruzkum/ucast/strana/{page}`: keeps what was typed, whatever it is; then goes where the button leads.
pub(crate) async fn send(
    page: PageContext,
    guest: Guest,
    Path(wanted): Path<String>,
    State(ground): State<Ground>,
    form: Form,
) -> Result<Response, Error> {
    let page = page.behind_no_door();
    let Ok(at) = wanted.parse::<usize>() else { return Err(Error::Missing("page of the questionnaire")) };
    let mut sitting = match guest.sit(&ground).await? {
        Ok(sitting) => sitting,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let shown: Vec<String> = form.text("shown").split_whitespace().map(str::to_owned).collect();
    // Somebody may have the same questionnaire open elsewhere: what is typed here goes over what was typed there, question
    // by question, and nothing else is touched.
    for attempt in 0.. {
        take(&mut sitting, &ground.places.atlas(), at, &shown, &form);
        if acts::save(&ground, &sitting).await? == Saved::Kept {
            break;
        }
        sitting = match guest.sit(&ground).await? {
            Ok(sitting) if attempt < 4 => sitting,
            Ok(_) => return Err(Error::fault("keep a draft", "it changes faster than it can be read")),
            Err(elsewhere) => return Ok(elsewhere),
        };
    }
    let keep = guest.code.as_ref().map(|code| guest.with_code(code));
    Ok((keep, next(page, &sitting, at, &shown, form.text("go"))?).into_response())
}

fn take(sitting: &mut Sitting, atlas: &Atlas, at: usize, shown: &[String], form: &Form) {
    let group = at.checked_sub(1).and_then(|at| sitting.form.groups.get(at));
    let questions: Vec<&Question> = group
        .map(|group| group.questions.iter().filter(|question| shown.contains(&question.name)).collect())
        .unwrap_or_default();
    sitting.typed.take(form, &questions);
    for question in questions.iter().filter(|question| question.kind == Kind::Geopoint) {
        let mut written = sitting.typed.of(&question.name).clone();
        if sitting.typed.entry(question) != Err(Fault::Place) {
            continue;
        }
        if let Some((position, address)) = written.texts.first().and_then(|text| find(atlas, text)) {
            (written.texts, written.address) = (vec![position], address);
            sitting.typed.put(&question.name, written);
        }
    }
}

/// The place of an address that was written well enough to be certain, to ten metres.
fn find(atlas: &Atlas, text: &str) -> Option<(String, String)> {
    let found = atlas.search()?.find(&Ask { text, home: atlas.home_code() });
    let certain = matches!(found.outcome, Outcome::Exact | Outcome::ByDescriptiveAlone | Outcome::FormerName);
    let Some(Place::Address(index)) = found.hits.first().map(|hit| hit.place).filter(|_| certain) else {
        return None;
    };
    let address = atlas.register()?.address_at(index)?;
    let position = address.wgs84()?;
    Some((format!("{:.4} {:.4}", position.lat, position.lon), address.one_line()))
}

/// Where the button leads; the same page again when something on it is wrong.
fn next(
    page: PageContext,
    sitting: &Sitting,
    at: usize,
    shown: &[String],
    go: &str,
) -> Result<Response, Error> {
    if go == "later" {
        return Ok(to(&format!("{HOME}/pozdeji")));
    }
    if let Some(language) = go.strip_prefix("lang-").and_then(web::Lang::from_tag) {
        return Ok(to(&format!("{}?lang={}", sheet_href(at), language.tag())));
    }
    let answers = sitting.typed.answers(&sitting.form);
    let progress = Progress::of(&sitting.form, &answers);
    let pages = progress.pages();
    let numbers: Vec<usize> = pages.iter().map(|sheet| number(&sitting.form, sheet)).collect();
    if go == "back" {
        let before = numbers.iter().rev().find(|number| **number < at);
        return Ok(to(&before.map_or_else(|| format!("{HOME}/uvod"), |number| sheet_href(*number))));
    }
    let here = pages.iter().zip(&numbers).find(|(_, number)| **number == at).map(|(sheet, _)| sheet);
    let questions = here.map(|sheet| sheet.questions.as_slice()).unwrap_or_default();
    let mut form = Form::empty();
    let mut appeared = None;
    let problems = validate(&sitting.form, &answers);
    for question in questions {
        let problem = problems.iter().find(|problem| problem.question == question.name);
        let fault = sitting.typed.entry(question).err();
        if fault.is_none() && problem.is_none() {
            continue;
        }
        if shown.contains(&question.name) {
            let kind = problem.map(|problem| &problem.kind);
            refuse(&mut form, page.lang().tag(), sitting, question, fault, kind);
        } else {
            appeared = appeared.or(Some(&question.name));
        }
    }
    if !form.is_valid() {
        let view = view(page, sitting, at, form, false);
        let view = view.ok_or(Error::Missing("page of the questionnaire"))?;
        return Ok(private((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response()));
    }
    if let Some(name) = appeared {
        return Ok(to(&format!("{}?dale=1#field-q-{name}", sheet_href(at))));
    }
    let after = numbers.iter().find(|number| **number > at);
    Ok(to(&after.map_or_else(|| format!("{HOME}/souhrn"), |number| sheet_href(*number))))
}

/// Notes what is wrong at a question: in the questionnaire's own words where it has them.
fn refuse(
    form: &mut Form,
    lang: &str,
    sitting: &Sitting,
    question: &Question,
    fault: Option<Fault>,
    problem: Option<&ProblemKind>,
) {
    let field = format!("q-{}", question.name);
    let questionnaire = &sitting.form;
    let own = match problem {
        _ if fault.is_some() => "",
        Some(ProblemKind::Required) => {
            question.required_message.or(language(questionnaire, lang), &questionnaire.default_language)
        }
        Some(ProblemKind::Constraint) => {
            question.constraint_message.or(language(questionnaire, lang), &questionnaire.default_language)
        }
        _ => "",
    };
    if !own.is_empty() {
        form.refuse_with(field, "survey-wrong-own", &[("said", &own)]);
        return;
    }
    form.refuse(field, key(question, fault, problem));
}

/// The sentence of what is wrong.
fn key(question: &Question, fault: Option<Fault>, problem: Option<&ProblemKind>) -> &'static str {
    match (fault, problem) {
        (Some(Fault::Whole), _) => "survey-wrong-whole",
        (Some(Fault::Number), _) => "survey-wrong-number",
        (Some(Fault::Day), _) => "survey-wrong-day",
        (Some(Fault::Place), _) => "survey-wrong-place",
        (Some(Fault::Order), _) | (_, Some(ProblemKind::RankIncomplete)) => "survey-wrong-order",
        (Some(Fault::Long), _) => "survey-wrong-long",
        (_, Some(ProblemKind::Required)) => match question.kind {
            Kind::SelectOne(_) => "survey-wrong-choose",
            Kind::SelectMultiple(_) => "survey-wrong-choose-some",
            Kind::Acknowledge => "survey-wrong-read",
            _ => "survey-wrong-required",
        },
        (Some(Fault::Both), _) | (_, Some(ProblemKind::MissingBesideAnswers(_))) => {
            "survey-wrong-missing-beside"
        }
        (_, Some(ProblemKind::OffTheScale)) => "survey-wrong-scale",
        (_, Some(ProblemKind::OffTheEarth)) => "survey-wrong-place",
        _ => "survey-wrong-answer",
    }
}

/// The sentence of what is wrong with a question, for the summary.
pub(super) fn sentence(
    t: &Say,
    sitting: &Sitting,
    question: &Question,
    problem: Option<&ProblemKind>,
) -> Option<String> {
    let fault = sitting.typed.entry(question).err();
    if fault.is_none() && problem.is_none() {
        return None;
    }
    let mut form = Form::empty();
    refuse(&mut form, t.lang().tag(), sitting, question, fault, problem);
    form.errors().first().map(|error| error.sentence(t))
}
