//! One questionnaire: as people will see it, as a file, and what changed in it.

use access::trail::Entry;
use access::{Action, Kind};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use ground::{Ground, Signed};
use questionnaires::{Answers, Expression, Progress, Questionnaire, xlsform};
use store::Id;
use web::{Error, Form, Page, PageContext, Say, percent_encoded};

use super::field::{Drawing, Field, language};
use super::id;
use super::questionnaires::QUESTIONNAIRES;
use crate::acts::{kept, questionnaires as acts, seen};
use crate::store::questionnaires::{self as stored, Kept};
use crate::typed::Typed;
use crate::{wording, words};

/// Address of a questionnaire's page.
pub(crate) fn href(id: Id) -> String {
    format!("{QUESTIONNAIRES}/{id}")
}

/// A page of the questionnaire in the preview.
struct Sheet {
    heading: String,
    /// Who sees it; empty when everybody does.
    condition: String,
    fields: Vec<(Field, String)>,
}

/// The view of `/staff/pruzkumy/dotazniky/{id}`.
#[derive(Template)]
#[template(path = "questionnaire.html")]
struct Preview {
    page: PageContext,
    title: String,
    name: String,
    language: String,
    languages: Vec<(String, String, bool)>,
    sheets: Vec<Sheet>,
    files: Vec<(String, &'static str)>,
    /// Other versions of the same questionnaire, to compare with.
    others: Vec<(String, String)>,
}

/// What the address of the preview says.
#[derive(serde::Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    jazyk: String,
    #[serde(default)]
    format: String,
    #[serde(default)]
    s: String,
}

/// `GET /staff/pruzkumy/dotazniky/{id}?jazyk=`
pub(crate) async fn show(
    page: PageContext,
    Path(wanted): Path<String>,
    axum::extract::Query(asked): axum::extract::Query<Asked>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let kept = acts::one(&ground, &who, id(&wanted)?).await?;
    seen(&ground, &who, Entry::of(Action::Read, Kind::Survey).on(kept.id).purpose("questionnaire")).await?;
    let form = &kept.questionnaire;
    let t = page.t();
    let wanted = if asked.jazyk.is_empty() { t.lang().tag() } else { &asked.jazyk };
    let language = language(form, wanted).to_owned();
    let here = href(kept.id);
    let option = |it: &questionnaires::Language| {
        (format!("{here}?jazyk={}", percent_encoded(&it.code)), it.name.clone(), it.code == language)
    };
    let others = versions(&ground, &kept).await?;
    let other = |it: &Kept| (format!("{here}/zmeny?s={}", it.id), words::questionnaire(t, &it.questionnaire));
    Ok(Page(Preview {
        title: form.title.or(&language, &form.default_language).to_owned(),
        name: words::questionnaire(t, form),
        languages: form.languages.iter().map(option).collect(),
        sheets: sheets(t, form, &language),
        files: vec![
            (format!("{here}/soubor?format=xlsx"), "survey-questionnaire-xlsx"),
            (format!("{here}/soubor?format=toml"), "survey-questionnaire-toml"),
        ],
        others: others.iter().map(other).collect(),
        language,
        page,
    })
    .into_response())
}

/// Every page with every question, whoever would see it: conditions stand beside in their own language.
fn sheets(t: &Say, form: &Questionnaire, language: &str) -> Vec<Sheet> {
    let (typed, errors) = (Typed::default(), Form::empty());
    let progress = Progress::of(form, &Answers::new());
    let drawing = Drawing { form, language, typed: &typed, progress: &progress };
    let condition = |it: Option<&Expression>| {
        it.map(|it| t.with1("survey-shown-when", "condition", it.source())).unwrap_or_default()
    };
    let shown = |question: &&questionnaires::Question| {
        question.kind.is_asked() || question.kind == questionnaires::Kind::Note
    };
    form.groups
        .iter()
        .map(|group| Sheet {
            heading: group.label.or(language, &form.default_language).to_owned(),
            condition: condition(group.relevant.as_ref()),
            fields: group
                .questions
                .iter()
                .filter(shown)
                .map(|question| (drawing.field(t, question, &errors), condition(question.relevant.as_ref())))
                .collect(),
        })
        .collect()
}

async fn versions(ground: &Ground, of: &Kept) -> Result<Vec<Kept>, Error> {
    let mut all = stored::list(&ground.store, of.owner).await.map_err(kept("list questionnaires"))?;
    all.retain(|other| other.questionnaire.id == of.questionnaire.id && other.id != of.id);
    Ok(all)
}

/// `GET /staff/pruzkumy/dotazniky/{id}/soubor?format=xlsx`
pub(crate) async fn file(
    Path(wanted): Path<String>,
    axum::extract::Query(asked): axum::extract::Query<Asked>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let kept = acts::one(&ground, &who, id(&wanted)?).await?;
    let form = &kept.questionnaire;
    let (bytes, media, ending) = match asked.format.as_str() {
        "xlsx" => {
            let bytes = xlsform::write(form).map_err(|error| Error::fault("write a workbook", error))?;
            (bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
        }
        "toml" => {
            let text = form.to_toml().map_err(|error| Error::fault("write a questionnaire", error))?;
            (text.into_bytes(), "application/toml; charset=utf-8", "toml")
        }
        _ => return Err(Error::Missing("form of a questionnaire")),
    };
    let entry = Entry::of(Action::Read, Kind::Survey).on(kept.id).purpose("questionnaire");
    seen(&ground, &who, entry.detail(serde_json::json!({ "format": ending }))).await?;
    let name = format!("{}-{}.{ending}", form.id, form.version);
    let disposition = format!("attachment; filename*=UTF-8''{}", percent_encoded(&name));
    let headers = [(header::CONTENT_TYPE, media.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, bytes).into_response())
}

/// The view of `/staff/pruzkumy/dotazniky/{id}/zmeny`.
#[derive(Template)]
#[template(path = "questionnaire_changes.html")]
struct Changes {
    page: PageContext,
    new: String,
    old: String,
    back: String,
    lines: Vec<Changed>,
}

/// One change in words.
struct Changed {
    place: String,
    what: String,
    language: String,
    before: String,
    after: String,
}

/// `GET /staff/pruzkumy/dotazniky/{id}/zmeny?s=`: from another version to this one.
pub(crate) async fn changes(
    page: PageContext,
    Path(wanted): Path<String>,
    axum::extract::Query(asked): axum::extract::Query<Asked>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let new = acts::one(&ground, &who, id(&wanted)?).await?;
    let old = acts::one(&ground, &who, id(&asked.s)?).await?;
    seen(&ground, &who, Entry::of(Action::Read, Kind::Survey).on(new.id).purpose("questionnaire")).await?;
    let t = page.t();
    let line = |change: wording::Change| Changed {
        what: t.say(&format!("survey-change-{}", change.what.key())).into_owned(),
        place: change.place,
        language: change.language,
        before: change.before,
        after: change.after,
    };
    let lines = wording::changes(&old.questionnaire, &new.questionnaire).into_iter().map(line).collect();
    Ok(Page(Changes {
        new: words::questionnaire(t, &new.questionnaire),
        old: words::questionnaire(t, &old.questionnaire),
        back: href(new.id),
        lines,
        page,
    })
    .into_response())
}
