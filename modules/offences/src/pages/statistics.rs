//! Statistics of the police over years: crimes registered and cleared, of a group or a code, in a territory.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use crime_files::tsk::long_series;
use ground::{Ground, Signed};
use indicators::{Answer, Audience, Granularity, Holding, Period, Question, Range, Territory, chart, words};
use places::Layer;
use web::tables::{self, Cell, Column, Format, TableQuery};
use web::{Error, Form, Page, PageContext};

use super::look::{Section, Tab, tabs};
use super::{HOME, seen_as};
use crate::statistics::{CLEARED, CLEARED_LATER, LIST, REGISTERED};

const POPULATION: &str = "population";
const PER: u32 = 10_000;

/// The view of `/staff/prestupky/statistika`.
#[derive(Template)]
#[template(path = "figures.html")]
struct FiguresPage {
    page: PageContext,
    tabs: Vec<Tab>,
    action: String,
    form: Form,
    territories: Vec<(String, String)>,
    items: Vec<(String, String)>,
    section: Option<Section>,
}

/// What is known of a year.
#[derive(Default)]
struct Year {
    registered: Option<f64>,
    cleared: Option<f64>,
    later: Option<f64>,
    rate: Option<f64>,
}

/// `GET /staff/prestupky/statistika`
pub(crate) async fn show(
    page: PageContext,
    query: TableQuery,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    seen_as(&ground, &who, "statistics").await?;
    let t = page.t();
    let language = t.lang().tag();
    let catalogue = ground.indicators.catalogue();
    let held = ground.indicators.holdings(REGISTERED, None, Audience::Staff).await?;
    let mut places: Vec<(Territory, Range)> = Vec::new();
    for Holding { territory, first, last, .. } in held {
        match places.last_mut().filter(|(same, _)| *same == territory) {
            Some((_, range)) => *range = Range { from: range.from.min(first), to: range.to.max(last) },
            None => places.push((territory, Range { from: first, to: last })),
        }
    }
    // The town first, then the police of the town, and what lies around them; districts last.
    let rank = |territory: &Territory| {
        let order = ["municipality", "police-unit", "district", "region", "state"];
        order.iter().position(|system| *system == territory.system).unwrap_or(order.len())
    };
    places.sort_by_key(|(territory, _)| rank(territory));
    let asked = Form::from_encoded(page.query().as_bytes());
    let wanted = asked.text("territory").parse::<Territory>().ok();
    let found = places.iter().find(|(one, _)| Some(one) == wanted.as_ref());
    let Some((territory, range)) = found.or(places.first()).cloned() else {
        return Ok(Page(FiguresPage::empty(page)).into_response());
    };
    let item =
        Some(asked.text("item")).filter(|code| catalogue.item(LIST, code).is_some()).map(str::to_owned);
    let answer = ask(&ground, REGISTERED, item.as_deref(), &territory, range).await?;
    let years = years(&ground, item.as_deref(), &answer).await?;
    let title = title(&page, &ground, item.as_deref(), &territory);
    let columns = columns(&page);
    if let Some(format) = query.format() {
        return Ok(
            tables::export(format, "statistika", &title, &columns, rows(&page, &years))?.into_response()
        );
    }
    let mut section = Section::new(title.clone());
    section.notes = notes(&page, &ground, item.as_deref(), &answer);
    section.chart = chart::draw(t, catalogue, "statistics", &title, &[answer.series], &answer.breaks).svg;
    let section = section.table(&page, &query, columns, rows(&page, &years), Format::ALL);
    let view = FiguresPage {
        tabs: tabs(t, None, "/statistika"),
        action: format!("{HOME}/statistika"),
        form: Form::from_pairs([
            ("territory".to_owned(), territory.to_string()),
            ("item".to_owned(), item.unwrap_or_default()),
        ]),
        territories: places.iter().map(|(one, _)| (one.to_string(), place(&page, &ground, one))).collect(),
        items: catalogue
            .items(LIST)
            .map(|one| (one.code.clone(), format!("{} {}", one.code, one.name.in_language(language))))
            .collect(),
        section: Some(section),
        page,
    };
    Ok(Page(view).into_response())
}

impl FiguresPage {
    /// While nothing has been taken over.
    fn empty(page: PageContext) -> FiguresPage {
        let tabs = tabs(page.t(), None, "/statistika");
        let (action, form) = (String::new(), Form::empty());
        FiguresPage { page, tabs, action, form, territories: Vec::new(), items: Vec::new(), section: None }
    }
}

/// Name of a territory: as the figures know it, or as the city calls its own parts.
fn place(page: &PageContext, ground: &Ground, territory: &Territory) -> String {
    let (t, catalogue) = (page.t(), ground.indicators.catalogue());
    if catalogue.place(territory).is_some() {
        return words::place(t, catalogue, territory);
    }
    let atlas = ground.places.atlas();
    let district = || atlas.territories(Layer::District).iter().find(|one| one.code == territory.code);
    match territory.system.as_str() {
        "municipality" if atlas.home_code().is_some_and(|code| code.0.to_string() == territory.code) => {
            page.city().name.clone()
        }
        "city-district" => district().map_or_else(|| territory.to_string(), |one| one.name.clone()),
        _ => territory.to_string(),
    }
}

async fn ask(
    ground: &Ground,
    concept: &str,
    item: Option<&str>,
    territory: &Territory,
    range: Range,
) -> Result<Answer, Error> {
    let question = Question {
        item: item.map(str::to_owned),
        ..Question::new(concept, territory.clone(), range, Granularity::Year)
    };
    // Only the whole is held against the number of people: a rate of a rare code says nothing.
    let question =
        if concept == REGISTERED && item.is_none() { question.per(PER, POPULATION) } else { question };
    Ok(ground.indicators.run(&question, Audience::Staff).await?)
}

/// What is known of each year in which anything was registered.
async fn years(
    ground: &Ground,
    item: Option<&str>,
    registered: &Answer,
) -> Result<BTreeMap<Period, Year>, Error> {
    let mut years: BTreeMap<Period, Year> = BTreeMap::new();
    let values = |answer: &Answer| -> Vec<(Period, f64)> {
        let points = answer.series.points().iter();
        points.filter_map(|point| Some((point.period, point.value()?.as_f64()))).collect()
    };
    for (period, value) in values(registered) {
        let rate = registered.rates.iter().find(|rate| rate.period == period).and_then(|rate| rate.rate);
        years.insert(period, Year { registered: Some(value), rate, ..Year::default() });
    }
    for concept in [CLEARED, CLEARED_LATER] {
        let Question { territory, range, .. } = &registered.question;
        let answer = ask(ground, concept, item, territory, *range).await?;
        for (period, value) in values(&answer) {
            let Some(year) = years.get_mut(&period) else { continue };
            if concept == CLEARED { year.cleared = Some(value) } else { year.later = Some(value) }
        }
    }
    Ok(years)
}

fn title(page: &PageContext, ground: &Ground, item: Option<&str>, territory: &Territory) -> String {
    let (t, catalogue) = (page.t(), ground.indicators.catalogue());
    let place = place(page, ground, territory);
    let what = item.and_then(|code| catalogue.item(LIST, code));
    let what = match what {
        Some(item) => format!("{} ({})", item.name.in_language(t.lang().tag()), item.code),
        None => words::concept(t, catalogue, REGISTERED),
    };
    format!("{what}, {place}")
}

/// Breaks, codes of the same deeds in other years, and the sources.
fn notes(page: &PageContext, ground: &Ground, item: Option<&str>, answer: &Answer) -> Vec<String> {
    let t = page.t();
    let mut notes: Vec<String> = answer.breaks.iter().map(|one| words::one_break(t, one)).collect();
    let catalogue = ground.indicators.catalogue();
    if let Some(code) = item.and_then(|item| item.parse::<u16>().ok()) {
        let others = long_series(code).into_iter().filter(|other| *other != code);
        let named = others.filter_map(|other| {
            let item = catalogue.item(LIST, &other.to_string())?;
            Some(format!("{other} {}", item.name.in_language(t.lang().tag())))
        });
        let named: Vec<String> = named.collect();
        if !named.is_empty() {
            notes.push(t.with1("offences-statistics-follows", "codes", named.join("; ")));
        }
    }
    let mut sources: Vec<&str> = answer.sources.iter().map(|edition| edition.source.title.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    notes.push(t.with1("offences-statistics-source", "source", sources.join("; ")));
    notes
}

fn columns(page: &PageContext) -> Vec<Column> {
    let t = page.t();
    let number = |name: &'static str, key: &str| Column::number(name, t.say(key)).fixed();
    vec![
        Column::text("year", t.say("offences-statistics-year")).fixed(),
        number("registered", "offences-statistics-registered"),
        number("rate", "offences-statistics-rate"),
        number("cleared", "offences-statistics-cleared"),
        number("later", "offences-statistics-later"),
        Column::text("same", t.say("offences-statistics-same")).fixed(),
        Column::text("all", t.say("offences-statistics-all")).fixed(),
    ]
}

fn rows(page: &PageContext, years: &BTreeMap<Period, Year>) -> Vec<Vec<Cell>> {
    let t = page.t();
    let count = |value: Option<f64>| value.map_or_else(|| Cell::text("–"), |it| Cell::number(page, it));
    // Both definitions divide by what was registered in the year; the second can pass 100 %.
    let share = |some: Option<f64>, of: Option<f64>| match some.zip(of.filter(|of| *of > 0.0)) {
        Some((some, of)) => Cell::text(t.percent(some / of, 1)),
        None => Cell::text("–"),
    };
    let row = |(period, year): (&Period, &Year)| {
        let both = year.cleared.zip(year.later).map(|(cleared, later)| cleared + later);
        vec![
            Cell::text(words::period(t, *period)),
            count(year.registered),
            year.rate.map_or_else(|| Cell::text("–"), |rate| Cell::text(t.decimal(rate, 1))),
            count(year.cleared),
            count(year.later),
            share(year.cleared, year.registered),
            share(both, year.registered),
        ]
    };
    years.iter().rev().map(row).collect()
}
