//! What does the year say? Each figure with its base, interval, period and source; a chart and the same as a table.

mod sections;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ground::{Ground, Signed};
use web::tables::{self, Cell, Column, TableQuery};
use web::{Error, Form, Page, PageContext};

use crate::acts::figures as acts;
use crate::acts::must;
use crate::figures::Period;

/// The view of `/staff/ubytovny/ukazatele`.
#[derive(Template)]
#[template(path = "figures.html")]
pub(crate) struct FiguresPage {
    page: PageContext,
    period: String,
    sections: Vec<Section>,
    may_export: bool,
    csv: String,
    xlsx: String,
}

/// One figure.
pub(crate) struct Section {
    pub(crate) id: &'static str,
    /// What it says.
    pub(crate) finding: String,
    /// Base, interval, source.
    pub(crate) note: String,
    pub(crate) svg: String,
    pub(crate) headings: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
    /// The same as plain numbers: what, value, low, high, base.
    pub(crate) numbers: Vec<Numbers>,
}

/// A line of the file.
pub(crate) struct Numbers {
    pub(crate) what: String,
    pub(crate) unit: &'static str,
    pub(crate) value: Option<f64>,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    pub(crate) base: Option<f64>,
}

/// `GET /staff/ubytovny/ukazatele?do=`
pub(crate) async fn show(
    page: PageContext,
    query: TableQuery,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let today = ground.access.clock().today();
    let asked = web::day(Form::from_encoded(page.query().as_bytes()).text("do"));
    let period = Period::year_to(asked.unwrap_or(today).min(today));
    let figures = acts::gather(&ground, &who, period).await?;
    let sections = sections::all(&ground, &page, &figures)?;
    let t = page.t();
    let said =
        t.with2("lodging-period", "from", t.date(&figures.period.from), "to", t.date(&figures.period.to));
    if let Some(format) = query.format() {
        let whole = figures.outreach.first().map(|(_, tally)| (tally.first, tally.last));
        let whole = whole.map_or_else(String::new, |(from, to)| {
            t.with2("lodging-period", "from", t.date(&from), "to", t.date(&to))
        });
        // Outreach is counted in whole months, and the file says so too.
        let of = |section: &Section| if section.id.starts_with("outreach") { whole.as_str() } else { &said };
        let rows: Vec<Vec<Cell>> = sections
            .iter()
            .flat_map(|section| {
                section.numbers.iter().map(|numbers| cells(&page, section, numbers, of(section)))
            })
            .collect();
        let count = rows.len();
        let caption = t.with1("lodging-figures-caption", "period", said.as_str());
        let file = tables::export(format, "ubytovny-ukazatele", &caption, &columns(&page), rows)?;
        acts::exported(&ground, &who, file.bytes(), count).await?;
        return Ok(file.into_response());
    }
    let may_export = must(&ground, &who, access::Action::Export, access::Kind::Figures, who.body).is_ok();
    let (csv, xlsx) = (page.href_with("format", "csv"), page.href_with("format", "xlsx"));
    Ok(Page(FiguresPage { period: said, sections, may_export, csv, xlsx, page }).into_response())
}

fn columns(page: &PageContext) -> Vec<Column> {
    let t = page.t();
    vec![
        Column::text("figure", t.say("lodging-column-figure")),
        Column::text("what", t.say("lodging-column-what")),
        Column::number("value", t.say("lodging-column-value")),
        Column::text("unit", t.say("lodging-column-unit")),
        Column::number("low", t.say("lodging-column-low")),
        Column::number("high", t.say("lodging-column-high")),
        Column::number("base", t.say("lodging-column-base")),
        Column::text("period", t.say("lodging-column-period")),
        Column::text("source", t.say("lodging-column-source")),
    ]
}

fn cells(page: &PageContext, section: &Section, numbers: &Numbers, period: &str) -> Vec<Cell> {
    let number = |value: Option<f64>| value.map_or_else(|| Cell::text(""), |value| Cell::number(page, value));
    vec![
        Cell::text(page.t().say(&format!("lodging-figure-{}", section.id))),
        Cell::text(numbers.what.as_str()),
        number(numbers.value),
        Cell::text(numbers.unit),
        number(numbers.low),
        number(numbers.high),
        number(numbers.base),
        Cell::text(period),
        Cell::text(page.t().say("lodging-source")),
    ]
}
