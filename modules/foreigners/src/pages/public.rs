//! What everybody sees: figures by concept, citizenships without small cells, agencies on a day.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use ground::Ground;
use indicators::{Answer, Audience, Granularity, Point, Question, Range, Territory};
use web::tables::{self, Cell, Column, Format, Table, TableQuery};
use web::{Error, Form, Page, PageContext};

use super::chart;
use super::police::{self, Share};
use crate::acts::{agencies as acts, kept, of_figures, sets::home};
use crate::home::Home;
use crate::stock::ALL;
use crate::store::sets::{self, Release};
use crate::words;

/// Where the module's pages of the portal begin.
pub(crate) const PUBLIC: &str = "/cizinci";

/// Concepts of people, in the order a reader meets them. Each is a section of its own.
pub(crate) const PEOPLE: [&str; 10] = [
    "foreigners-residence",
    "foreigners-residence-temporary",
    "foreigners-residence-permanent",
    "foreigners-temporary-protection",
    "foreigners-residence-police",
    "foreigners-employment-notified",
    "foreigners-agency-assigned",
    "foreigners-accommodated-reported",
    "foreigners-estimate-ambient",
    "foreigners-unstated",
];
/// Days of a concept that a chart shows.
const DAYS: usize = 8;

/// The view of `/cizinci`.
#[derive(Template)]
#[template(path = "public.html")]
struct Public {
    page: PageContext,
    concepts: Vec<ConceptShown>,
    missing: Vec<String>,
    shares: Vec<Share>,
    table: Table,
}

struct ConceptShown {
    name: String,
    finding: String,
    definition: String,
    chart: String,
    breaks: Vec<String>,
    source: String,
}

/// `GET /cizinci`
pub(crate) async fn show(
    page: PageContext,
    query: TableQuery,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let t = page.t();
    let home = home(&ground).await?;
    let (mut concepts, mut missing, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for key in PEOPLE {
        let answers = answers(&ground, &home, key).await?;
        if answers.iter().all(|(_, answer)| answer.n == 0) {
            missing.push(words::concept(t, &ground.indicators, key));
        }
        for (place, answer) in &answers {
            rows.extend(
                answer.series.points().iter().filter_map(|point| row(&page, &ground, place, answer, point)),
            );
            concepts.extend(shown(&page, concepts.len(), place, answer));
        }
    }
    let columns = vec![
        Column::text("concept", t.say("foreigners-concept")).fixed(),
        Column::text("place", t.say("foreigners-place")).fixed(),
        Column::text("day", t.say("foreigners-day")).fixed(),
        Column::number("count", t.say("foreigners-count")).fixed(),
        Column::text("precision", t.say("foreigners-precision")).fixed(),
        Column::text("source", t.say("foreigners-source")).fixed(),
    ];
    let caption = t.say("foreigners-concepts-caption").into_owned();
    if let Some(format) = query.format() {
        return Ok(tables::export(format, "cizinci", &caption, &columns, rows)?.into_response());
    }
    let count = rows.len();
    let table = Table::new(&page, &query, caption, columns)
        .when_empty(t.say("foreigners-concepts-empty"))
        .files(Format::ALL)
        .rows(rows, count, count.max(1));
    let shares = police::shares(&ground, t).await?;
    Ok(Page(Public { concepts, missing, shares, table, page }).into_response())
}

/// What was said of a concept in the city and in its district, each by itself, be it that it is held back.
pub(crate) async fn answers(
    ground: &Ground,
    home: &Home,
    concept: &str,
) -> Result<Vec<(String, Answer)>, Error> {
    if ground.indicators.catalogue().concept(concept).is_none() {
        return Ok(Vec::new());
    }
    let district = home.district.as_ref().map(|district| district.name.clone()).unwrap_or_default();
    let places = [(Some(home.municipality_key()), home.name.clone()), (home.district_key(), district)];
    let mut answers = Vec::new();
    for (key, name) in places {
        let Some(Ok(territory)) = key.map(|key| key.parse::<Territory>()) else { continue };
        let today = ground.access.clock().today();
        let range = Range { from: NaiveDate::from_ymd_opt(1990, 1, 1).unwrap_or(today), to: today };
        let question = Question::new(concept, territory, range, Granularity::State);
        let answer = ground.indicators.run(&question, Audience::Public).await.map_err(of_figures)?;
        if answer.series.points().iter().any(|point| point.state != indicators::State::Missing) {
            answers.push((name, answer));
        }
    }
    Ok(answers)
}

fn row(
    page: &PageContext,
    ground: &Ground,
    place: &str,
    answer: &Answer,
    point: &Point,
) -> Option<Vec<Cell>> {
    let t = page.t();
    let value = point.value()?;
    Some(vec![
        Cell::text(words::concept(t, &ground.indicators, &answer.question.concept)),
        Cell::text(place),
        Cell::date(page, point.period.last()),
        Cell::number(page, value.as_f64()),
        Cell::text(precision(page, point)),
        Cell::text(sources(answer, point)),
    ])
}

fn precision(page: &PageContext, point: &Point) -> String {
    let indicators::State::Known { value, precision } = point.state else { return String::new() };
    let t = page.t();
    match precision {
        indicators::Precision::Exact => t.say("foreigners-precision-exact").into_owned(),
        indicators::Precision::Rounded(_) => {
            let between = precision.interval(value, true);
            let (low, high) = (between.low.unwrap_or_default(), between.high.unwrap_or_default());
            t.with2("foreigners-precision-rounded", "low", t.number(low), "high", t.number(high))
        }
        indicators::Precision::About => t.say("foreigners-precision-about").into_owned(),
        indicators::Precision::MoreThan => t.say("foreigners-precision-more").into_owned(),
    }
}

fn sources(answer: &Answer, point: &Point) -> String {
    let titles = point.sources.iter().filter_map(|at| answer.sources.get(*at));
    titles.map(|edition| edition.source.title.as_str()).collect::<Vec<_>>().join("; ")
}

fn shown(page: &PageContext, number: usize, place: &str, answer: &Answer) -> Option<ConceptShown> {
    let t = page.t();
    let language = t.lang().tag();
    let concept = answer.series.concept();
    let points: Vec<_> = answer.series.points().iter().filter(|point| point.value().is_some()).collect();
    let last = points.last()?;
    let value = |point: &Point| point.value().map_or(0.0, indicators::Number::as_f64);
    let name = concept.name.in_language(language).to_owned();
    let finding = t.with(
        "foreigners-finding",
        &[
            ("place", &place),
            ("day", &t.date(&last.period.last()).as_str()),
            ("count", &t.number(value(last)).as_str()),
            ("unit", &concept.unit.in_language(language)),
        ],
    );
    let recent = points.get(points.len().saturating_sub(DAYS)..).unwrap_or_default();
    let most = recent.iter().map(|point| value(point)).fold(0.0, f64::max);
    let axis = chart::axis(most, concept.unit.in_language(language).to_owned(), |value| t.number(value));
    let dot = |point: &&Point| {
        let value = value(point);
        (t.date(&point.period.last()), value, t.number(value))
    };
    let marks = recent.iter().map(dot).collect();
    let description = t.say("foreigners-chart-description").into_owned();
    let breaks = answer.breaks.iter().map(|one| one.reason.in_language(language).to_owned()).collect();
    let undefined = t.say("foreigners-undefined").into_owned();
    Some(ConceptShown {
        chart: chart::days(&format!("concept-{number}"), &finding, &description, &axis, marks),
        definition: concept
            .definition
            .as_ref()
            .map_or(undefined, |words| words.in_language(language).to_owned()),
        source: t.with1("foreigners-source-is", "source", sources(answer, last)),
        breaks,
        name,
        finding,
    })
}

/// The view of `/cizinci/obcanstvi`.
#[derive(Template)]
#[template(path = "citizenships.html")]
struct Citizenships {
    page: PageContext,
    form: Form,
    releases: Vec<(String, String)>,
    about: Vec<(String, String)>,
    chart: String,
    table: Option<Table>,
}

/// `GET /cizinci/obcanstvi`
pub(crate) async fn citizenships(
    page: PageContext,
    query: TableQuery,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let t = page.t();
    let all = ground.store.rows(&sets::RELEASED, &[]).await.map_err(kept("list releases"))?;
    let asked = Form::from_encoded(page.query().as_bytes()).text("vydani").to_owned();
    let chosen = match asked.is_empty() {
        true => all.iter().find(|it| it.stock.concept == PEOPLE[0]).or(all.first()),
        false => Some(all.iter().find(|it| it.id.to_string() == asked).ok_or(Error::Missing("release"))?),
    };
    let named = |it: &Release| {
        let concept = words::concept(t, &ground.indicators, &it.stock.concept);
        format!("{concept}, {}", t.date(&it.stock.day))
    };
    let releases = all.iter().map(|it| (it.id.to_string(), named(it))).collect();
    let form = Form::from_pairs(chosen.map(|it| ("vydani", it.id.to_string())));
    let (mut table, mut about, mut chart) = (None, Vec::new(), String::new());
    if let Some(release) = chosen {
        let columns = vec![
            Column::text("citizenship", t.say("foreigners-citizenship")).fixed(),
            Column::number("all", t.say("foreigners-all")).fixed(),
            Column::number("men", t.say("foreigners-men")).fixed(),
            Column::number("women", t.say("foreigners-women")).fixed(),
        ];
        let rows = rows(&page, &ground, release);
        let caption = named(release);
        if let Some(format) = query.format() {
            return Ok(tables::export(format, "cizinci-obcanstvi", &caption, &columns, rows)?.into_response());
        }
        about = self::about(&page, &ground, release);
        chart = drawn(&page, &caption, &rows);
        let count = rows.len();
        table = Some(Table::new(&page, &query, caption, columns).files(Format::ALL).rows(
            rows,
            count,
            count.max(1),
        ));
    }
    Ok(Page(Citizenships { form, releases, about, chart, table, page }).into_response())
}

/// Rows by size; what is held back is a dot, and the whole comes last.
fn rows(page: &PageContext, ground: &Ground, release: &Release) -> Vec<Vec<Cell>> {
    let (t, cells) = (page.t(), &release.released);
    let mut names: Vec<&str> = Vec::new();
    for cell in &cells.cells {
        if cell.sex == ALL && cell.citizenship != ALL && cell.count != Some(0) {
            names.push(&cell.citizenship);
        }
    }
    names.sort_by_key(|name| (std::cmp::Reverse(cells.count(name, ALL)), *name == crate::stock::OTHER));
    names.push(ALL);
    let divided = cells.cells.iter().any(|cell| cell.sex != ALL);
    let count = |name: &str, sex: &str| match cells.count(name, sex) {
        Some(count) => Cell::number(page, count),
        None if !divided && sex != ALL => Cell::text(t.say("foreigners-undivided")),
        None => Cell::text(t.say("foreigners-held-back")),
    };
    let row = |name: &&str| {
        let label = words::citizenship(t, &ground.indicators, name);
        vec![Cell::text(label), count(name, ALL), count(name, "1"), count(name, "2")]
    };
    names.iter().map(row).collect()
}

/// The largest rows that are shown, without the whole.
fn drawn(page: &PageContext, caption: &str, rows: &[Vec<Cell>]) -> String {
    let t = page.t();
    let shown = rows.iter().take(rows.len().saturating_sub(1)).filter_map(|row| match row.as_slice() {
        [name, Cell::Number(count, said), ..] => Some((name.shown().to_owned(), *count, said.clone())),
        _ => None,
    });
    let marks: Vec<_> = shown.take(DAYS).collect();
    let most = marks.iter().map(|mark| mark.1).fold(0.0, f64::max);
    let axis = chart::axis(most, t.say("foreigners-people").into_owned(), |value| t.number(value));
    let description = t.say("foreigners-largest").into_owned();
    chart::days("citizenships", caption, &description, &axis, marks)
}

fn about(page: &PageContext, ground: &Ground, release: &Release) -> Vec<(String, String)> {
    let t = page.t();
    let pair = |key: &str, value: String| (t.say(key).into_owned(), value);
    let concept = ground.indicators.catalogue().concept(&release.stock.concept);
    let definition = concept.and_then(|concept| concept.definition.as_ref());
    vec![
        pair("foreigners-day", t.date(&release.stock.day)),
        pair(
            "foreigners-what",
            definition.map_or_else(String::new, |it| it.in_language(t.lang().tag()).to_owned()),
        ),
        pair("foreigners-source", release.source.clone()),
        pair("foreigners-held", t.number(release.released.held_back())),
        pair("foreigners-released", t.moment(&release.at)),
    ]
}

/// The view of `/cizinci/agentury`.
#[derive(Template)]
#[template(path = "public_agencies.html")]
struct Agencies {
    page: PageContext,
    form: Form,
    notes: Vec<String>,
    breaks: Vec<String>,
    over_time: Vec<ConceptShown>,
    table: Option<Table>,
}

/// `GET /cizinci/agentury`
pub(crate) async fn agencies(
    page: PageContext,
    query: TableQuery,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let t = page.t();
    let mut form = Form::from_encoded(page.query().as_bytes());
    let today = ground.access.clock().today();
    let day = form.date("den", "foreigners-date-expected").unwrap_or(today);
    let told = if form.is_valid() { acts::told(&ground, day).await? } else { None };
    let (mut table, mut notes) = (None, Vec::new());
    if let Some(told) = &told {
        let caption = t.with1("foreigners-agencies-caption", "day", t.date(&day));
        let (columns, rows) = super::agencies::counted(&page, told);
        if let Some(format) = query.format() {
            return Ok(tables::export(format, "agentury", &caption, &columns, rows)?.into_response());
        }
        notes = super::agencies::notes(t, told);
        let count = rows.len();
        table = Some(Table::new(&page, &query, caption, columns).files(Format::ALL).rows(
            rows,
            count,
            count.max(1),
        ));
    }
    let catalogue = ground.indicators.catalogue();
    let breaks = ["agency-deposit-2017", "agency-deposit-2024"]
        .into_iter()
        .filter_map(|key| catalogue.named_break(key));
    let breaks = breaks
        .map(|one| format!("{}: {}", t.date(&one.on), one.reason.in_language(t.lang().tag())))
        .collect();
    if form.text("den").is_empty() {
        form = Form::from_pairs([("den", day.to_string())]);
    }
    let answers = answers(&ground, &home(&ground).await?, "agencies-registered").await?;
    let over_time = answers.iter().filter_map(|(place, answer)| shown(&page, 0, place, answer)).collect();
    Ok(Page(Agencies { form, notes, breaks, over_time, table, page }).into_response())
}
