//! Which figures prove it? The answer to a saved question: a picture, the table behind it, and a link to each source.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use ground::Ground;
use indicators::{Answer, Audience, Point, QuestionId, Series, Status, chart, words};
use web::tables::{self, Cell, Column, Format, Table, TableQuery};
use web::{Error, Page, PageContext};

use super::{DOOR, source};

/// Address of a question's figures.
pub(super) fn href(id: &QuestionId) -> String {
    format!("{DOOR}/udaje/{id}")
}

/// The view of `/jak-je-na-tom-mesto/udaje/{question}`.
#[derive(Template)]
#[template(path = "figures.html")]
struct Figures {
    page: PageContext,
    title: String,
    definition: String,
    undefined: bool,
    chart: String,
    warning: String,
    facts: Vec<(String, String)>,
    breaks: Vec<String>,
    table: Table,
    sources: Vec<(String, String)>,
}

/// `GET /jak-je-na-tom-mesto/udaje/{question}`
pub(crate) async fn show(
    page: PageContext,
    query: TableQuery,
    Path(question): Path<String>,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let id = QuestionId::read(&question).ok_or(Error::Missing("question"))?;
    let found = ground.indicators.question(&id).await?;
    let (question, _) = found.ok_or(Error::Missing("question"))?;
    let answer = ground.indicators.run(&question, Audience::Public).await?;
    let t = page.t();
    let catalogue = ground.indicators.catalogue();
    let concept = answer.series.concept();
    let title = format!(
        "{} – {}",
        concept.name.in_language(t.lang().tag()).to_owned(),
        words::place(t, catalogue, answer.series.territory())
    );
    let columns = columns(&page, &ground, &answer);
    let rows = rows(&page, &answer);
    if let Some(format) = query.format() {
        return Ok(tables::export(format, id.as_str(), &title, &columns, rows)?.into_response());
    }
    let count = rows.len();
    let table = Table::new(&page, &query, t.with1("situation-table", "concept", title.as_str()), columns)
        .files(Format::ALL)
        .rows(rows, count, count.max(1));
    let sources = answer.sources.iter();
    let sources = sources.map(|edition| (source::href(edition.id), edition.source.title.clone())).collect();
    let definition = concept.definition.as_ref().map(|text| text.in_language(t.lang().tag()).to_owned());
    let breaks = answer.breaks.iter().map(|one| words::one_break(t, one)).collect();
    let drawn = chart::draw(t, catalogue, "figures-chart", &title, &series(&answer), &answer.breaks);
    Ok(Page(Figures {
        undefined: definition.is_none(),
        definition: definition.unwrap_or_default(),
        chart: drawn.svg,
        warning: drawn.warning.unwrap_or_default(),
        facts: vec![
            (t.say("situation-unit-label").into_owned(), concept.unit.in_language(t.lang().tag()).to_owned()),
            (t.say("situation-n").into_owned(), t.number(answer.n)),
            (t.say("situation-data-hash").into_owned(), answer.data.clone()),
        ],
        breaks,
        sources,
        table,
        title,
        page,
    })
    .into_response())
}

/// The series of an answer: its own, and what it is held against.
fn series(answer: &Answer) -> Vec<Series> {
    std::iter::once(&answer.series).chain(&answer.comparator).cloned().collect()
}

fn columns(page: &PageContext, ground: &Ground, answer: &Answer) -> Vec<Column> {
    let t = page.t();
    let mut columns = vec![
        Column::text("period", t.say("situation-period")),
        Column::number("value", t.say("situation-value")),
        Column::text("note", t.say("situation-note")),
    ];
    if let Some(other) = &answer.comparator {
        let name = words::place(t, ground.indicators.catalogue(), other.territory());
        columns.push(Column::number("comparator", name));
    }
    columns.push(Column::text("source", t.say("situation-source")));
    columns
}

fn rows(page: &PageContext, answer: &Answer) -> Vec<Vec<Cell>> {
    let t = page.t();
    let number = |point: Option<&Point>| {
        let said = point.map_or_else(|| "–".to_owned(), |point| words::point(t, point));
        match point.and_then(Point::value) {
            Some(value) => Cell::Number(value.as_f64(), said),
            None => Cell::text(said),
        }
    };
    let row = |point: &Point| {
        let mut row =
            vec![Cell::text(words::period(t, point.period)), number(Some(point)), Cell::text(note(t, point))];
        if let Some(other) = &answer.comparator {
            row.push(number(other.point(point.period)));
        }
        let source = point.sources.first().and_then(|index| answer.sources.get(*index));
        row.push(source.map_or_else(
            || Cell::text(""),
            |edition| Cell::link(source::href(edition.id), edition.source.title.as_str()),
        ));
        row
    };
    answer.series.points().iter().map(row).collect()
}

/// What must be known of a point beside its value.
fn note(t: &web::Say, point: &Point) -> String {
    let said = |key: &str, so: bool| so.then(|| t.say(key).into_owned());
    let notes = [
        said("situation-provisional", point.status == Status::Provisional),
        said("situation-disputed", point.disputed),
    ];
    notes.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
