//! Collecting: how a wave fares, and the invitations that let people in.

use std::collections::BTreeMap;

use access::trail::Entry;
use access::{Action, Kind};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use places::Layer;
use web::tables::{Cell, Column, Format, Table, TableQuery, export};
use web::{Error, Form, Page, PageContext, percent_encoded};

use super::{id, tabs, wave_href};
use crate::acts::invitations::{self as acts, Fare, Letter, MOST};
use crate::acts::{must, seen, waves};
use crate::code::Code;
use crate::sampling::SampleInfo;
use crate::store::codes::CodeState;
use crate::wave::{Sample, State as Stand, Wave};
use crate::words;

/// The view of `/staff/pruzkumy/{wave}/sber`.
#[derive(Template)]
#[template(path = "invitations.html")]
struct Collecting {
    page: PageContext,
    label: String,
    tabs: Vec<(String, String, bool)>,
    note: String,
    table: Table,
    answers: Vec<(String, String)>,
    form: Form,
    /// Whether invitations may be made, and addresses drawn.
    may_make: bool,
    may_draw: bool,
    strata: Vec<(String, String)>,
    outside: usize,
    formats: Vec<(&'static str, String)>,
    here: String,
    poll: String,
    interview: String,
}

/// `GET /staff/pruzkumy/{wave}/sber`
pub(crate) async fn show(
    page: PageContext,
    query: TableQuery,
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let wave = waves::one(&ground, &who, Action::Read, id(&wave)?).await?;
    seen(&ground, &who, Entry::of(Action::Read, Kind::Survey).on(wave.id).purpose("invitations")).await?;
    let form = Form::from_pairs([("format", "csv")]);
    let view = view(page, &query, &ground, &who, &wave, form).await?;
    Ok(Page(view).into_response())
}

async fn view(
    page: PageContext,
    query: &TableQuery,
    ground: &Ground,
    who: &access::Subject,
    wave: &Wave,
    form: Form,
) -> Result<Collecting, Error> {
    let fare = acts::fare(ground, who, wave).await?;
    let may_make = must(ground, who, Action::Change, wave.owner).is_ok()
        && wave.facts.sample != Sample::OptIn
        && wave.questionnaire.is_some()
        && matches!(wave.state, Stand::Draft | Stand::Collecting);
    let drawn = |(sample, states): &(SampleInfo, BTreeMap<CodeState, i64>)| {
        !sample.stratum.is_empty() && states.keys().any(|state| *state != CodeState::Void)
    };
    let may_draw = may_make && !fare.strata.iter().any(drawn);
    let frame = if may_draw { acts::frame(ground).await? } else { crate::sampling::Frame::default() };
    let t = page.t();
    let stratum = |stratum: &crate::sampling::Stratum| {
        let label =
            t.with2("survey-draw-stratum", "name", stratum.name.as_str(), "count", stratum.addresses.len());
        (format!("n-{}", stratum.code), label)
    };
    let collecting = wave.state == Stand::Collecting;
    let poll = wave.facts.sample == Sample::OptIn && collecting;
    let may_ask = must(ground, who, Action::Work, wave.owner).is_ok();
    let interview = wave.questionnaire.is_some() && collecting && may_ask;
    Ok(Collecting {
        label: wave.label.clone(),
        tabs: tabs(t, wave.id, "/sber"),
        note: t.say(if collecting { "survey-collecting-now" } else { "survey-collecting-not" }).into_owned(),
        answers: fare.answers.iter().map(|(mode, count)| (words::mode(t, *mode), t.number(*count))).collect(),
        table: table(&page, query, ground, &fare),
        strata: frame.strata.iter().map(stratum).collect(),
        outside: frame.outside,
        formats: Format::ALL.iter().map(|it| (it.ending(), it.ending().to_uppercase())).collect(),
        here: format!("{}/sber", wave_href(wave.id)),
        poll: if poll { format!("/pruzkum/anketa/{}", wave.id) } else { String::new() },
        interview: if interview { format!("{}/rozhovor", wave_href(wave.id)) } else { String::new() },
        may_make,
        may_draw,
        form,
        page,
    })
}

fn table(page: &PageContext, query: &TableQuery, ground: &Ground, fare: &Fare) -> Table {
    let t = page.t();
    let mut columns = vec![Column::text("stratum", t.say("survey-stratum")).fixed()];
    columns.push(Column::number("population", t.say("survey-stratum-population")).fixed());
    for state in CodeState::ALL {
        columns.push(Column::number(state.key(), t.say(&format!("survey-code-{}", state.key()))).fixed());
    }
    columns.push(Column::number("share", t.say("survey-response-so-far")).fixed());
    let atlas = ground.places.atlas();
    let name = |sample: &SampleInfo| {
        let district = atlas.territory(Layer::District, &sample.stratum);
        let known = district.map_or(sample.stratum.clone(), |(_, district)| district.name.clone());
        if sample.stratum.is_empty() { t.say("survey-stratum-none").into_owned() } else { known }
    };
    let rows: Vec<Vec<Cell>> = fare
        .strata
        .iter()
        .map(|(sample, states)| {
            let count = |state: CodeState| states.get(&state).copied().unwrap_or(0);
            let mut row = vec![Cell::text(name(sample))];
            row.push(sample.population.map_or_else(|| Cell::text(""), |count| Cell::number(page, count)));
            row.extend(CodeState::ALL.map(|state| Cell::number(page, count(state))));
            let sent = count(CodeState::Free) + count(CodeState::Started) + count(CodeState::Done);
            row.push(share(page, count(CodeState::Done), sent));
            row
        })
        .collect();
    let total = rows.len();
    Table::new(page, query, t.say("survey-fare-caption"), columns)
        .files(&[])
        .when_empty(t.say("survey-fare-empty"))
        .rows(rows, total, usize::MAX)
}

#[expect(clippy::cast_precision_loss, reason = "counts of invitations")]
fn share(page: &PageContext, done: i64, sent: i64) -> Cell {
    if sent == 0 {
        return Cell::text("");
    }
    let share = done as f64 / sent as f64;
    Cell::Number(share, page.t().percent(share, 1))
}

/// `POST /staff/pruzkumy/{wave}/sber`: makes invitations and answers with the file for the printer. What is in it is not
/// kept, so it cannot be had a second time.
pub(crate) async fn make(
    page: PageContext,
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Error> {
    let wave = waves::one(&ground, &who, Action::Change, id(&wave)?).await?;
    let letters = if form.text("what") == "plain" {
        let count = form.parse::<usize>("count", "survey-count-expected");
        if !count.is_some_and(|count| (1..=MOST).contains(&count)) && form.error("count").is_none() {
            form.refuse_with("count", "survey-count-range", &[("most", &MOST)]);
        }
        match count.filter(|_| form.is_valid()) {
            Some(count) => Some(acts::plain(&ground, &who, wave.id, count).await?),
            None => None,
        }
    } else {
        match wanted(&mut form, &ground) {
            Some(wanted) => Some(acts::draw(&ground, &who, wave.id, &wanted).await?),
            None => None,
        }
    };
    let Some(letters) = letters else {
        let view = view(page, &TableQuery::read(""), &ground, &who, &wave, form).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response());
    };
    file(&page, &origin(&ground, &headers), &wave, &form, &letters)
}

/// The address of this installation as a letter prints it: the one in the settings, or the one it was asked under.
fn origin(ground: &Ground, headers: &HeaderMap) -> String {
    let settings = ground.web.settings();
    if !settings.base_url.is_empty() {
        return settings.base_url.trim_end_matches('/').to_owned();
    }
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    format!("{}://{host}", if settings.secure() { "https" } else { "http" })
}

/// How many addresses of each district; the same number everywhere unless a district has its own.
fn wanted(form: &mut Form, ground: &Ground) -> Option<BTreeMap<String, usize>> {
    let everywhere = form.parse::<usize>("n", "survey-count-expected").unwrap_or(0);
    let atlas = ground.places.atlas();
    let mut wanted = BTreeMap::new();
    for district in atlas.territories(Layer::District) {
        let field = format!("n-{}", district.code);
        let text = form.text(&field).to_owned();
        let count = if text.is_empty() { Ok(everywhere) } else { text.parse() };
        match count {
            Ok(count) => drop(wanted.insert(district.code.clone(), count)),
            Err(_) => form.refuse(field, "survey-count-expected"),
        }
    }
    if form.is_valid() && wanted.values().all(|count| *count == 0) {
        form.refuse("n", "survey-draw-how-many");
    }
    form.is_valid().then_some(wanted)
}

fn file(
    page: &PageContext,
    origin: &str,
    wave: &Wave,
    form: &Form,
    letters: &[Letter],
) -> Result<Response, Error> {
    let t = page.t();
    let format = Format::ALL.iter().find(|it| it.ending() == form.text("format")).copied();
    let columns = [
        Column::text("code", t.say("survey-letter-code")),
        Column::text("address", t.say("survey-letter-address")),
        Column::text("stratum", t.say("survey-stratum")),
        Column::text("url", t.say("survey-letter-url")),
    ];
    let row = |letter: &Letter| {
        vec![
            Cell::text(letter.code.to_string()),
            Cell::text(letter.address.as_str()),
            Cell::text(letter.stratum.as_str()),
            Cell::text(format!("{origin}/pruzkum/ucast?kod={}", percent_encoded(&letter.code.to_string()))),
        ]
    };
    let name = t.say("survey-letters-file").into_owned();
    let rows = letters.iter().map(row);
    let file = export(format.unwrap_or(Format::Csv), &name, &wave.label, &columns, rows)?;
    Ok(file.into_response())
}

/// `POST /staff/pruzkumy/{wave}/sber/zrusit`: takes one code, or all unused ones, out of use.
pub(crate) async fn void(
    page: PageContext,
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut form: Form,
) -> Result<Response, Error> {
    let wave = waves::one(&ground, &who, Action::Change, id(&wave)?).await?;
    let code = if form.text("what") == "free" { None } else { Some(Code::parse(form.text("code"))) };
    let refused = match code {
        None => {
            acts::void(&ground, &who, wave.id, None).await?;
            None
        }
        Some(Ok(code)) => {
            let count = acts::void(&ground, &who, wave.id, Some(&code)).await?;
            (count == 0).then_some("survey-void-unknown")
        }
        Some(Err(_)) => Some("survey-code-typo"),
    };
    if let Some(key) = refused {
        form.refuse("code", key);
        let view = view(page, &TableQuery::read(""), &ground, &who, &wave, form).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response());
    }
    Ok(Redirect::to(&format!("{}/sber", wave_href(wave.id))).into_response())
}
