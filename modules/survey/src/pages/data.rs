//! The data of a wave: the delivered file, what was found in it, and saying otherwise.

use std::collections::BTreeMap;

use access::trail::Entry;
use access::{Action, Kind};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use questionnaires::Direction;
use survey_files::{File, Format};
use web::tables::{Cell, Column, Table, TableQuery};
use web::{Error, Form, Page, PageContext, Say, Upload};

use super::{delivery_words, id, tabs, wave_href};
use crate::acts::{data as acts, must, seen, waves};
use crate::delivery::Reading;
use crate::wave::Wave;

/// Bytes of a delivered file with its codebook.
pub(crate) const MOST_BYTES: usize = 64 << 20;
const ROWS: usize = 100;

/// The view of `/staff/pruzkumy/{wave}/data`.
#[derive(Template)]
#[template(path = "data.html")]
struct DataPage {
    page: PageContext,
    label: String,
    tabs: Vec<(String, String, bool)>,
    action: String,
    again: String,
    form: Form,
    found: Vec<(String, String)>,
    notes: Vec<String>,
    table: Option<Table>,
    scales: Vec<(String, String)>,
    directions: Vec<(&'static str, String)>,
    encodings: Vec<(&'static str, &'static str)>,
    delimiters: Vec<(&'static str, String)>,
    decimals: Vec<(&'static str, String)>,
    fault: String,
    most: usize,
    may_change: bool,
}

const DIRECTIONS: [(&str, Direction); 4] = [
    ("none", Direction::None),
    ("better", Direction::Better),
    ("worse", Direction::Worse),
    ("more", Direction::More),
];

/// Encodings that Czech files come in.
const ENCODINGS: [&str; 4] = ["UTF-8", "windows-1250", "ISO-8859-2", "UTF-16LE"];
/// Separators of fields: value in the form, key of its text.
const DELIMITERS: [(&str, &str); 3] =
    [(";", "survey-delimiter-semicolon"), (",", "survey-delimiter-comma"), ("tab", "survey-delimiter-tab")];
/// Decimal marks: value in the form, key of its text.
const DECIMALS: [(&str, &str); 2] = [("comma", "survey-decimal-comma"), ("point", "survey-decimal-point")];

impl DataPage {
    fn new(page: PageContext, wave: &Wave, form: Form, may_change: bool) -> DataPage {
        let t = page.t();
        let direction = |(key, _): &(&'static str, Direction)| {
            (*key, t.say(&format!("survey-direction-{key}")).into_owned())
        };
        DataPage {
            label: wave.label.clone(),
            tabs: tabs(t, wave.id, "/data"),
            action: format!("{}/data", wave_href(wave.id)),
            again: format!("{}/data/znovu", wave_href(wave.id)),
            directions: DIRECTIONS.iter().map(direction).collect(),
            encodings: ENCODINGS.iter().map(|name| (*name, *name)).collect(),
            delimiters: DELIMITERS.iter().map(|(key, text)| (*key, t.say(text).into_owned())).collect(),
            decimals: DECIMALS.iter().map(|(key, text)| (*key, t.say(text).into_owned())).collect(),
            found: Vec::new(),
            notes: Vec::new(),
            table: None,
            scales: Vec::new(),
            fault: String::new(),
            most: MOST_BYTES,
            form,
            may_change,
            page,
        }
    }

    fn showing(mut self, query: &TableQuery, name: &str, file: &File) -> DataPage {
        let t = self.page.t().clone();
        self.found = found(&t, name, file);
        self.notes = file.notes.iter().map(|note| delivery_words::note(&t, note)).collect();
        let labelled = |variable: &&survey_files::Variable| !variable.labels.is_empty();
        let scale = |variable: &survey_files::Variable| {
            let label = if variable.label.is_empty() { &variable.name } else { &variable.label };
            (format!("direction-{}", variable.name), label.clone())
        };
        self.scales = file.variables.iter().filter(labelled).map(scale).collect();
        let rows: Vec<_> = file.variables.iter().map(|variable| row(&self.page, variable)).collect();
        let caption = t.with1("survey-variables-caption", "count", rows.len());
        let columns = vec![
            Column::text("name", t.say("survey-variable")).fixed(),
            Column::text("label", t.say("survey-variable-label")).fixed(),
            Column::number("answers", t.say("survey-variable-answers")).fixed(),
            Column::text("missing", t.say("survey-variable-missing")).fixed(),
            Column::number("nothing", t.say("survey-variable-nothing")).fixed(),
        ];
        let shown = query.cut(&rows, ROWS).to_vec();
        let count = rows.len();
        self.table =
            Some(Table::new(&self.page, query, caption, columns).files(&[]).rows(shown, count, ROWS));
        self
    }
}

fn row(page: &PageContext, variable: &survey_files::Variable) -> Vec<Cell> {
    let t = page.t();
    let tally = variable.tally();
    let kind = |(value, count): &(survey_files::Value, usize)| {
        let words =
            variable.label_of(value).map_or_else(|| value.to_string(), |words| format!("{value} {words}"));
        format!("{words}: {}", t.number(*count))
    };
    vec![
        Cell::text(variable.name.as_str()),
        Cell::text(variable.label.as_str()),
        Cell::number(page, tally.answers),
        Cell::text(tally.missing.iter().map(kind).collect::<Vec<_>>().join("; ")),
        Cell::number(page, tally.nothing),
    ]
}

/// What was found in a file, as pairs of names and values.
pub(crate) fn found(t: &Say, name: &str, file: &File) -> Vec<(String, String)> {
    let format = match &file.format {
        Format::Sav { .. } => "SPSS".to_owned(),
        Format::Dta { version } => format!("Stata {version}"),
        Format::Csv(_) => "CSV".to_owned(),
        Format::Xlsx { sheet } => t.with1("survey-format-xlsx", "sheet", sheet.as_str()),
    };
    let mut pairs = vec![
        ("survey-file", name.to_owned()),
        ("survey-format", format),
        ("survey-encoding", file.encoding.name.clone()),
    ];
    if let Format::Csv(dialect) = &file.format {
        let delimiter = match dialect.delimiter {
            b'\t' => t.say("survey-delimiter-tab").into_owned(),
            mark => char::from(mark).to_string(),
        };
        pairs.push(("survey-delimiter", delimiter));
        let mark = if dialect.decimal_comma { "survey-decimal-comma" } else { "survey-decimal-point" };
        pairs.push(("survey-decimal", t.say(mark).into_owned()));
    }
    pairs.push(("survey-rows", t.number(file.rows)));
    pairs.push(("survey-variables", t.number(file.variables.len())));
    if let Some(weight) = &file.weight {
        pairs.push(("survey-file-weight", weight.clone()));
    }
    pairs.into_iter().map(|(key, value)| (t.say(key).into_owned(), value)).collect()
}

/// `GET /staff/pruzkumy/{wave}/data`
pub(crate) async fn show(
    page: PageContext,
    query: TableQuery,
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let wave = waves::one(&ground, &who, Action::Read, id(&wave)?).await?;
    seen(&ground, &who, Entry::of(Action::Read, Kind::Survey).on(wave.id).purpose("data")).await?;
    let may_change = must(&ground, &who, Action::Change, wave.owner).is_ok();
    let Some((delivery, bytes)) = acts::delivered(&ground, &who, &wave).await? else {
        return Ok(Page(DataPage::new(page, &wave, Form::empty(), may_change)).into_response());
    };
    let form = filled(&delivery.reading);
    let view = DataPage::new(page, &wave, form, may_change);
    Ok(match acts::read(delivery.reading, bytes).await? {
        Ok(file) => Page(view.showing(&query, &delivery.name, &file)).into_response(),
        Err(fault) => {
            let fault = delivery_words::fault(view.page.t(), &fault);
            Page(DataPage { fault, ..view }).into_response()
        }
    })
}

fn filled(reading: &Reading) -> Form {
    let mut pairs = vec![
        ("encoding".to_owned(), reading.encoding.clone().unwrap_or_default()),
        ("delimiter".to_owned(), reading.delimiter.map(delimiter_key).unwrap_or_default()),
        ("decimal".to_owned(), decimal_key(reading.decimal_comma).to_owned()),
    ];
    for (name, direction) in &reading.directions {
        let key = DIRECTIONS.iter().find(|(_, it)| it == direction).map_or("none", |(key, _)| key);
        pairs.push((format!("direction-{name}"), key.to_owned()));
    }
    Form::from_pairs(pairs)
}

fn delimiter_key(mark: char) -> String {
    if mark == '\t' { "tab".to_owned() } else { mark.to_string() }
}

fn decimal_key(comma: Option<bool>) -> &'static str {
    match comma {
        None => "",
        Some(true) => "comma",
        Some(false) => "point",
    }
}

/// `POST /staff/pruzkumy/{wave}/data`
pub(crate) async fn upload(
    page: PageContext,
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut upload: Upload,
) -> Result<Response, Error> {
    let wave = waves::one(&ground, &who, Action::Change, id(&wave)?).await?;
    let file = upload.require("file", "survey-file-required");
    let codebook = upload.file("codebook").map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    let Some(file) = file else {
        let view = DataPage::new(page, &wave, upload.form, true);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response());
    };
    let reading = Reading { codebook, ..Reading::default() };
    if let Err(fault) = acts::read(reading.clone(), file.bytes.to_vec()).await? {
        let reason = delivery_words::fault(page.t(), &fault);
        upload.form.refuse_with("file", "survey-file-refused", &[("reason", &reason)]);
        let view = DataPage::new(page, &wave, upload.form, true);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response());
    }
    acts::deliver(&ground, &who, wave.id, &file.name, &file.bytes, reading).await?;
    Ok(Redirect::to(&format!("{}/data", wave_href(wave.id))).into_response())
}

/// `POST /staff/pruzkumy/{wave}/data/znovu`: the same file read another way.
pub(crate) async fn again(
    page: PageContext,
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut form: Form,
) -> Result<Response, Error> {
    let wave = waves::one(&ground, &who, Action::Change, id(&wave)?).await?;
    let Some((delivery, bytes)) = acts::delivered(&ground, &who, &wave).await? else {
        return Err(Error::Missing("delivered file"));
    };
    let mut reading = Reading { codebook: delivery.reading.codebook.clone(), ..Reading::default() };
    reading.encoding = Some(form.text("encoding").to_owned()).filter(|name| !name.is_empty());
    reading.delimiter = match form.text("delimiter") {
        "tab" => Some('\t'),
        mark => mark.chars().next(),
    };
    reading.decimal_comma = match form.text("decimal") {
        "comma" => Some(true),
        "point" => Some(false),
        _ => None,
    };
    let file = match acts::read(reading.clone(), bytes.clone()).await? {
        Ok(file) => file,
        Err(fault) => {
            let reason = delivery_words::fault(page.t(), &fault);
            form.refuse_with("encoding", "survey-file-refused", &[("reason", &reason)]);
            let view = DataPage::new(page, &wave, form, true);
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response());
        }
    };
    let direction = |variable: &survey_files::Variable| {
        let said = form.text(&format!("direction-{}", variable.name));
        let (_, direction) = DIRECTIONS.iter().find(|(key, _)| *key == said)?;
        (*direction != Direction::None).then(|| (variable.name.clone(), *direction))
    };
    reading.directions = file.variables.iter().filter_map(direction).collect::<BTreeMap<_, _>>();
    acts::deliver(&ground, &who, wave.id, &delivery.name, &bytes, reading).await?;
    Ok(Redirect::to(&format!("{}/data", wave_href(wave.id))).into_response())
}
