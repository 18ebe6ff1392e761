//! The analysis page: every question with its one figure; and one question with everything that is known of it.

use access::trail::Entry;
use access::{Action, Kind};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use ground::{Ground, Signed};
use web::tables::{self, Cell, Column, Format, Table, TableQuery};
use web::{Error, Page, PageContext};

use super::shown::{self, Cells};
use super::{id, tabs, wave_href};
use crate::acts::data as acts;
use crate::acts::{must, seen};
use crate::results::{Answer, Headline, Item, Measure, Results, Shown};

/// The view of `/staff/pruzkumy/{wave}/vysledky`.
#[derive(Template)]
#[template(path = "results.html")]
struct ResultsPage {
    page: PageContext,
    label: String,
    tabs: Vec<(String, String, bool)>,
    certainty: String,
    method: Vec<(String, String)>,
    table: Option<Table>,
    files: Vec<(String, String)>,
    unfit: String,
}

/// The view of `/staff/pruzkumy/{wave}/vysledky/{item}`.
#[derive(Template)]
#[template(path = "result_question.html")]
struct QuestionPage {
    page: PageContext,
    label: String,
    back: String,
    certainty: String,
    method: Vec<(String, String)>,
    question: Question,
}

/// One question as it is drawn, here and on the portal.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    pub(crate) title: String,
    pub(crate) measure: String,
    pub(crate) finding: String,
    pub(crate) chart: String,
    pub(crate) map: String,
    pub(crate) silence: Vec<(String, String)>,
    pub(crate) answers: Vec<(String, Cells)>,
    pub(crate) city: Option<Cells>,
    pub(crate) districts: Vec<Row>,
    pub(crate) family: String,
    pub(crate) synthetic: bool,
    pub(crate) has_models: bool,
    pub(crate) has_intervals: bool,
}

/// A district in the table.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) cells: Cells,
    pub(crate) difference: String,
    pub(crate) certain: String,
    pub(crate) model: String,
}

/// A question for a reader.
pub(crate) fn question(
    page: &PageContext,
    atlas: &places::Atlas,
    results: &Results,
    item: &Item,
) -> Question {
    let t = page.t();
    let share = Measure::Share { codes: Vec::new() };
    let silence = [
        ("survey-silence-dont-know", item.silence.dont_know),
        ("survey-silence-refused", item.silence.refused),
        ("survey-silence-not-applicable", item.silence.not_applicable),
        ("survey-silence-nothing", item.silence.nothing),
    ];
    let answer = |answer: &Answer| (shown::answer(t, answer), shown::cells(t, &share, &answer.share));
    let headline = item.headline.as_ref();
    let rows = headline.map(|headline| rows(page, headline)).unwrap_or_default();
    Question {
        title: shown::title(t, item),
        measure: headline.map_or_else(String::new, |headline| shown::measure(t, item, &headline.measure)),
        finding: headline.map_or_else(String::new, |headline| shown::finding(t, item, headline)),
        chart: headline.map_or_else(String::new, |headline| shown::chart(t, item, headline, "survey-chart")),
        map: headline.and_then(|headline| shown::map(t, atlas, item, headline)).unwrap_or_default(),
        silence: silence.map(|(key, count)| (t.say(key).into_owned(), t.number(count))).into(),
        answers: item.answers.iter().map(answer).collect(),
        city: headline.map(|headline| shown::cells(t, &headline.measure, &headline.city)),
        family: t.with1("survey-family", "count", headline.map_or(0, Headline::compared)),
        synthetic: headline.is_some_and(|headline| headline.all_synthetic),
        has_models: rows.iter().any(|row| !row.model.is_empty()),
        has_intervals: results.has_intervals(),
        districts: rows,
    }
}

fn rows(page: &PageContext, headline: &Headline) -> Vec<Row> {
    let t = page.t();
    let row = |district: &crate::results::District| {
        let difference = district.difference;
        let certain = match difference {
            Some(difference) if difference.is_found() => "survey-differs",
            Some(_) => "survey-differs-not",
            None => "",
        };
        Row {
            name: district.name.or(t.lang().tag(), "cs").to_owned(),
            cells: shown::cells(t, &headline.measure, &district.figure),
            difference: difference
                .map_or_else(String::new, |it| shown::points(t, &headline.measure, it.value)),
            certain: if certain.is_empty() { String::new() } else { t.say(certain).into_owned() },
            model: district.model.map_or_else(String::new, |model| {
                let value = shown::value(t, &headline.measure, model.value);
                format!("{value} ({})", shown::ends(t, &headline.measure, model.interval))
            }),
        }
    };
    headline.districts.iter().map(row).collect()
}

/// The figure a question has in a list: its one figure, or the share of the answer most people gave.
fn main_figure<'a>(t: &web::Say, item: &'a Item) -> Option<(Measure, &'a Shown, String)> {
    if let Some(headline) = &item.headline {
        let words = shown::measure(t, item, &headline.measure);
        return Some((headline.measure.clone(), &headline.city, words));
    }
    let share = |answer: &Answer| answer.share.figure().map_or(-1.0, |figure| figure.value);
    let most = item.answers.iter().max_by(|a, b| share(a).total_cmp(&share(b)))?;
    let words = match most.share.figure() {
        Some(_) => t.with1("survey-measure-most", "answer", shown::answer(t, most)),
        None => t.say("survey-measure-answers").into_owned(),
    };
    Some((Measure::Share { codes: vec![most.code.clone()] }, &most.share, words))
}

/// Every question with its one figure, as a table that is also a file.
pub(crate) fn overview(
    page: &PageContext,
    results: &Results,
    href: impl Fn(&Item) -> String,
) -> (Vec<Column>, Vec<Vec<Cell>>) {
    let t = page.t();
    let mut columns = vec![
        Column::text("question", t.say("survey-question")),
        Column::text("measure", t.say("survey-measure")),
        Column::number("value", t.say("survey-value")),
    ];
    if results.has_intervals() {
        columns.push(Column::text("interval", t.say("survey-interval")));
    }
    columns.push(Column::number("base", t.say("survey-base")));
    columns.push(Column::number("weighted", t.say("survey-weighted")));
    if results.has_intervals() {
        columns.push(Column::number("effect", t.say("survey-effect")));
    }
    columns.push(Column::text("note", t.say("survey-note")));
    let row = |item: &Item| {
        let (measure, shown, words) = main_figure(t, item)?;
        let cells = shown::cells(t, &measure, shown);
        let figure = shown.figure();
        let number = |value: Option<f64>, said: &str| {
            value.map_or_else(|| Cell::text(said), |value| Cell::Number(value, said.to_owned()))
        };
        let mut row = vec![
            match href(item) {
                href if href.is_empty() => Cell::text(shown::title(t, item)),
                href => Cell::link(href, shown::title(t, item)),
            },
            Cell::text(words),
            number(figure.map(|figure| figure.value), &cells.value),
        ];
        if results.has_intervals() {
            row.push(Cell::text(cells.interval.as_str()));
        }
        #[expect(clippy::cast_precision_loss, reason = "people of a survey")]
        row.push(number(figure.map(|figure| figure.base as f64), &cells.base));
        row.push(number(figure.map(|figure| figure.weighted), &cells.weighted));
        if results.has_intervals() {
            row.push(number(figure.and_then(|figure| figure.effect), &cells.effect));
        }
        row.push(Cell::text(cells.note));
        Some(row)
    };
    (columns, results.items.iter().filter_map(row).collect())
}

/// `GET /staff/pruzkumy/{wave}/vysledky`
pub(crate) async fn list(
    page: PageContext,
    query: TableQuery,
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let prepared = acts::prepare(&ground, &who, Action::Read, id(&wave)?).await?;
    let (wave, owner) = (prepared.wave.clone(), prepared.wave.owner);
    let tabs = tabs(page.t(), wave.id, "/vysledky");
    if let Err(reason) = &prepared.weighted {
        let unfit = super::unfit(page.t(), reason);
        let (certainty, method) = (String::new(), Vec::new());
        let view = ResultsPage {
            label: wave.label,
            tabs,
            certainty,
            method,
            table: None,
            files: Vec::new(),
            unfit,
            page,
        };
        return Ok(Page(view).into_response());
    }
    let items = prepared.items();
    let (results, _) = prepared.results(items).await?;
    let t = page.t();
    let (columns, rows) = overview(&page, &results, |item| {
        format!("{}/vysledky/{}", wave_href(wave.id), web::percent_encoded(&item.name))
    });
    let rows = shown::arranged(&page, &query, &columns, rows);
    let caption = t.with1("survey-results-caption", "count", rows.len());
    let may_export = must(&ground, &who, Action::Export, owner).is_ok();
    if let Some(format) = query.format().filter(|_| may_export) {
        let file = tables::export(format, "vysledky-pruzkumu", &caption, &columns, rows)?;
        let entry = Entry::of(Action::Export, Kind::Survey).on(wave.id).rows(results.items.len());
        seen(&ground, &who, entry).await?;
        return Ok(file.into_response());
    }
    seen(&ground, &who, Entry::of(Action::Read, Kind::Survey).on(wave.id).purpose("results")).await?;
    let count = rows.len();
    let table = Table::new(&page, &query, caption, columns)
        .when_empty(t.say("survey-results-empty"))
        .files(if may_export { Format::ALL } else { &[] })
        .rows(rows, count, count.max(1));
    Ok(Page(ResultsPage {
        label: wave.label,
        tabs,
        certainty: shown::certainty(t, &results),
        method: shown::method(t, &results),
        table: Some(table),
        files: if may_export { super::files::links(&page, &ground, &wave_href(wave.id)) } else { Vec::new() },
        unfit: String::new(),
        page,
    })
    .into_response())
}

/// `GET /staff/pruzkumy/{wave}/vysledky/{item}`
pub(crate) async fn one(
    page: PageContext,
    Path((wave, item)): Path<(String, String)>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let prepared = acts::prepare(&ground, &who, Action::Read, id(&wave)?).await?;
    let wave = prepared.wave.clone();
    let entry = Entry::of(Action::Read, Kind::Survey).on(wave.id).purpose("results");
    seen(&ground, &who, entry.detail(serde_json::json!({ "item": item }))).await?;
    let (results, _) = prepared.results(vec![item]).await?;
    let item = results.items.first().ok_or(Error::Missing("question of a wave"))?;
    let atlas = places::Places::atlas(&ground.places);
    Ok(Page(QuestionPage {
        label: wave.label,
        back: format!("{}/vysledky", wave_href(wave.id)),
        certainty: shown::certainty(page.t(), &results),
        method: shown::method(page.t(), &results),
        question: question(&page, &atlas, &results, item),
        page,
    })
    .into_response())
}
