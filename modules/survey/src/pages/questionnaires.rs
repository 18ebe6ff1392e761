//! Questionnaires of the body: the list, a workbook coming in, and the core battery.

use access::trail::Entry;
use access::{Action, Kind};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use questionnaires::{lint, xlsform};
use web::tables::{Cell, Column, Table, TableQuery};
use web::{Error, Page, PageContext, Upload};

use super::findings::{self, Line};
use super::questionnaire::href;
use crate::acts::{kept, must, questionnaires as acts, seen};
use crate::store::questionnaires::{self as stored, Kept};
use crate::words;

/// Where the questionnaires are.
pub(crate) const QUESTIONNAIRES: &str = "/staff/pruzkumy/dotazniky";
/// Largest workbook of a form.
pub(crate) const MOST_BYTES: usize = 16 * 1024 * 1024;
const ROWS: usize = 50;

/// The view of `/staff/pruzkumy/dotazniky`.
#[derive(Template)]
#[template(path = "questionnaires.html")]
struct Questionnaires {
    page: PageContext,
    table: Table,
    may_add: bool,
    form: web::Form,
    most: usize,
    /// What is wrong with the workbook that was sent.
    lines: Vec<Line>,
    file: String,
    doubts_only: bool,
}

impl Questionnaires {
    async fn new(
        page: PageContext,
        query: &TableQuery,
        ground: &Ground,
        who: &access::Subject,
    ) -> Result<Self, Error> {
        let mut kept_ones =
            stored::list(&ground.store, who.body).await.map_err(kept("list questionnaires"))?;
        kept_ones.sort_by_key(|kept| std::cmp::Reverse(kept.added_at));
        let t = page.t();
        let columns = vec![
            Column::text("title", t.say("survey-questionnaire")).fixed(),
            Column::text("key", t.say("survey-questionnaire-key")).fixed(),
            Column::text("languages", t.say("survey-questionnaire-languages")).fixed(),
            Column::number("questions", t.say("survey-questionnaire-questions")).fixed(),
            Column::text("added", t.say("survey-questionnaire-added")).fixed(),
        ];
        let rows = query.cut(&kept_ones, ROWS).iter().map(|kept| row(&page, kept)).collect();
        let caption = t.with1("survey-questionnaires-caption", "count", kept_ones.len());
        let table = Table::new(&page, query, caption, columns)
            .files(&[])
            .when_empty(t.say("survey-questionnaires-empty"))
            .rows(rows, kept_ones.len(), ROWS);
        let may_add = must(ground, who, Action::Create, who.body).is_ok();
        Ok(Questionnaires {
            table,
            may_add,
            form: web::Form::empty(),
            most: MOST_BYTES,
            lines: Vec::new(),
            file: String::new(),
            doubts_only: false,
            page,
        })
    }
}

fn row(page: &PageContext, kept: &Kept) -> Vec<Cell> {
    let form = &kept.questionnaire;
    let languages: Vec<&str> = form.languages.iter().map(|language| language.name.as_str()).collect();
    let asked = form.questions().filter(|(_, question)| question.kind.is_asked()).count();
    vec![
        Cell::link(href(kept.id), words::questionnaire(page.t(), form)),
        Cell::text(form.id.as_str()),
        Cell::text(languages.join(", ")),
        Cell::number(page, asked),
        Cell::moment(page, kept.added_at),
    ]
}

/// `GET /staff/pruzkumy/dotazniky`
pub(crate) async fn list(
    page: PageContext,
    query: TableQuery,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    must(&ground, &who, Action::Read, who.body)?;
    let view = Questionnaires::new(page, &query, &ground, &who).await?;
    let entry = Entry::of(Action::Read, Kind::Survey).purpose("questionnaires").rows(view.table.total());
    seen(&ground, &who, entry).await?;
    Ok(Page(view).into_response())
}

/// `POST /staff/pruzkumy/dotazniky`: a workbook. Nothing is kept of one that has a fault.
pub(crate) async fn upload(
    page: PageContext,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut upload: Upload,
) -> Result<Response, Error> {
    must(&ground, &who, Action::Create, who.body)?;
    let file = upload.require("workbook", "survey-workbook-missing");
    let accepts_doubts = upload.form.chose("doubts", "1");
    let mut view = Questionnaires::new(page, &TableQuery::read(""), &ground, &who).await?;
    view.form = upload.form;
    let Some(file) = file else {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response());
    };
    let bytes = file.bytes.clone();
    // A form of sixteen megabytes takes its time; other requests do not wait for it.
    let read = tokio::task::spawn_blocking(move || {
        let spots = xlsform::Spots::of(&bytes);
        let read = xlsform::read(&bytes);
        let findings = read.as_ref().map(lint).unwrap_or_default();
        (read, findings, spots)
    });
    let (read, found, spots) = read.await.map_err(|error| Error::fault("read a workbook", error))?;
    let t = view.page.t();
    view.lines = match &read {
        Err(faults) => faults.iter().map(|fault| findings::fault(t, fault)).collect(),
        Ok(_) => found.iter().map(|one| findings::finding(t, &spots, one)).collect(),
    };
    view.doubts_only = view.lines.iter().all(|line| line.doubt);
    match read {
        Ok(questionnaire) if view.lines.is_empty() || (view.doubts_only && accepts_doubts) => {
            let id = acts::add(&ground, &who, &questionnaire).await?;
            Ok(Redirect::to(&href(id)).into_response())
        }
        _ => {
            view.file = file.name;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response())
        }
    }
}

/// `POST /staff/pruzkumy/dotazniky/zaklad`: the core battery with the districts of the city.
pub(crate) async fn core(Signed(who): Signed, State(ground): State<Ground>) -> Result<Response, Error> {
    must(&ground, &who, Action::Create, who.body)?;
    let core = acts::core(&ground.places.atlas())?;
    let id = acts::add(&ground, &who, &core).await?;
    Ok(Redirect::to(&href(id)).into_response())
}
