//! Weights: the steps that were taken, how the weights looked after each, and the next one.

use std::collections::BTreeMap;

use access::trail::Entry;
use access::{Action, Kind};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Ground, Signed};
use web::tables::{Cell, Column, Table, TableQuery};
use web::{Error, Form, Page, PageContext, Say};

use super::{id, plain, tabs, wave_href};
use crate::acts::data::{self as acts, Prepared, Unfit};
use crate::acts::{must, seen};
use crate::weighting::{Control, Look, Step};

/// The view of `/staff/pruzkumy/{wave}/vahy`.
#[derive(Template)]
#[template(path = "weights.html")]
struct Weights {
    page: PageContext,
    label: String,
    tabs: Vec<(String, String, bool)>,
    action: String,
    back: String,
    last: i64,
    form: Form,
    table: Option<Table>,
    kinds: Vec<(&'static str, String)>,
    unfit: String,
    may_change: bool,
}

const KINDS: [&str; 4] = ["margins", "response", "trim", "scale"];

impl Weights {
    fn new(
        page: PageContext,
        query: &TableQuery,
        prepared: &Prepared,
        form: Form,
        may_change: bool,
    ) -> Weights {
        let t = page.t();
        let kind = |kind: &&'static str| (*kind, t.say(&format!("survey-step-{kind}")).into_owned());
        let (table, unfit) = match &prepared.weighted {
            Ok((_, looks)) => (Some(table(&page, query, prepared, looks)), String::new()),
            Err(reason) => (None, super::unfit(t, reason)),
        };
        Weights {
            label: prepared.wave.label.clone(),
            tabs: tabs(t, prepared.wave.id, "/vahy"),
            action: format!("{}/vahy", wave_href(prepared.wave.id)),
            back: format!("{}/vahy/zpet", wave_href(prepared.wave.id)),
            last: prepared.taken.last().map_or(0, |taken| taken.number),
            kinds: KINDS.iter().map(kind).collect(),
            form,
            table,
            unfit,
            may_change,
            page,
        }
    }
}

fn table(page: &PageContext, query: &TableQuery, prepared: &Prepared, looks: &[Look]) -> Table {
    let t = page.t();
    let columns = vec![
        Column::text("step", t.say("survey-step")).fixed(),
        Column::text("detail", t.say("survey-step-detail")).fixed(),
        Column::number("sum", t.say("survey-weight-sum")).fixed(),
        Column::number("least", t.say("survey-weight-least")).fixed(),
        Column::number("most", t.say("survey-weight-most")).fixed(),
        Column::number("effect", t.say("survey-weight-effect")).fixed(),
        Column::text("at", t.say("survey-step-at")).fixed(),
    ];
    let numbers = |look: &Look| {
        let number = |value: f64, places| Cell::Number(value, t.decimal(value, places));
        vec![number(look.sum, 0), number(look.least, 3), number(look.most, 3), number(look.effect, 3)]
    };
    let mut rows = Vec::new();
    if let Some(first) = looks.first() {
        let mut row = vec![Cell::text(t.say("survey-step-design")), Cell::text("")];
        row.extend(numbers(first));
        row.push(Cell::text(""));
        rows.push(row);
    }
    for (taken, look) in prepared.taken.iter().zip(looks.iter().skip(1)) {
        let name = t.say(&format!("survey-step-{}", taken.step.key())).into_owned();
        let mut row = vec![Cell::text(name), Cell::text(detail(t, &taken.step))];
        row.extend(numbers(look));
        row.push(Cell::moment(page, taken.at));
        rows.push(row);
    }
    let count = rows.len();
    Table::new(page, query, t.say("survey-weights-caption"), columns).files(&[]).rows(
        rows,
        count,
        count.max(1),
    )
}

fn detail(t: &Say, step: &Step) -> String {
    match step {
        Step::Response { column, .. } => column.clone(),
        Step::Margins { margins, source } => {
            let columns: Vec<&str> = margins.iter().map(|margin| margin.column.as_str()).collect();
            if source.is_empty() { columns.join(", ") } else { format!("{} ({source})", columns.join(", ")) }
        }
        Step::Trim { least, most } => format!("{} – {}", t.decimal(*least, 2), t.decimal(*most, 2)),
        Step::Scale { total } => t.decimal(*total, 0),
    }
}

/// `GET /staff/pruzkumy/{wave}/vahy`
pub(crate) async fn show(
    page: PageContext,
    query: TableQuery,
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let prepared = acts::prepare(&ground, &who, Action::Read, id(&wave)?).await?;
    seen(&ground, &who, Entry::of(Action::Read, Kind::Survey).on(prepared.wave.id).purpose("weighting"))
        .await?;
    let may_change = must(&ground, &who, Action::Change, prepared.wave.owner).is_ok();
    let form = Form::from_pairs([("kind", "margins")]);
    Ok(Page(Weights::new(page, &query, &prepared, form, may_change)).into_response())
}

/// `POST /staff/pruzkumy/{wave}/vahy`
pub(crate) async fn take(
    page: PageContext,
    query: TableQuery,
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    mut form: Form,
) -> Result<Response, Error> {
    let prepared = acts::prepare(&ground, &who, Action::Change, id(&wave)?).await?;
    if let Some(step) = read(&mut form) {
        let tried = match &prepared.weighted {
            Ok((design, _)) => step.taken(design, &prepared.data).map(|_| ()),
            Err(_) => Ok(()),
        };
        match tried {
            Ok(()) => {
                acts::take_step(&ground, &who, &prepared, step).await?;
                return Ok(Redirect::to(&format!("{}/vahy", wave_href(prepared.wave.id))).into_response());
            }
            Err(error) => {
                let said = super::unfit(page.t(), &Unfit::Step(prepared.taken.len(), error));
                form.refuse_with("totals", "survey-step-refused", &[("reason", &said)]);
            }
        }
    }
    let view = Weights::new(page, &query, &prepared, form, true);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(view)).into_response())
}

/// `POST /staff/pruzkumy/{wave}/vahy/zpet`: takes the last step back.
pub(crate) async fn back(
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
    form: Form,
) -> Result<Response, Error> {
    let wave = crate::acts::waves::one(&ground, &who, Action::Change, id(&wave)?).await?;
    acts::drop_step(&ground, &who, &wave, form.text("number").parse().unwrap_or(0)).await?;
    Ok(Redirect::to(&format!("{}/vahy", wave_href(wave.id))).into_response())
}

/// Reads a step; `None` when something is wrong with the form, which then stands at the fields.
fn read(form: &mut Form) -> Option<Step> {
    let step = match form.text("kind") {
        "margins" => {
            let margins = totals(form)?;
            let margins = margins.into_iter().map(|(column, totals)| Control { column, totals }).collect();
            Step::Margins { margins, source: plain(form.text("source")) }
        }
        "response" => {
            let mut margins = totals(form)?;
            let (Some((column, totals)), true) = (margins.pop_first(), margins.is_empty()) else {
                form.refuse("totals", "survey-totals-one");
                return None;
            };
            Step::Response { column, totals }
        }
        "trim" => Step::Trim { least: decimal(form, "least")?, most: decimal(form, "most")? },
        "scale" => Step::Scale { total: decimal(form, "total")? },
        _ => {
            form.refuse("kind", "survey-choose-one");
            return None;
        }
    };
    Some(step)
}

/// Lines `column; value; total`, as they are pasted from a sheet.
fn totals(form: &mut Form) -> Option<BTreeMap<String, BTreeMap<String, f64>>> {
    let text = plain(form.text("totals"));
    let mut margins: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split([';', '\t']).map(str::trim).collect();
        let total = match cells.as_slice() {
            [column, value, total] => number(total).map(|total| (*column, *value, total)),
            _ => None,
        };
        let Some((column, value, total)) = total else {
            form.refuse_with("totals", "survey-totals-line", &[("line", &line)]);
            return None;
        };
        let twice = margins.entry(column.to_owned()).or_default().insert(value.to_owned(), total);
        if twice.is_some() {
            form.refuse_with("totals", "survey-totals-twice", &[("line", &line)]);
            return None;
        }
    }
    if margins.is_empty() {
        form.refuse("totals", "survey-totals-none");
        return None;
    }
    Some(margins)
}

fn decimal(form: &mut Form, name: &'static str) -> Option<f64> {
    let found = number(form.text(name));
    if found.is_none() {
        form.refuse(name, "survey-number-expected");
    }
    found
}

/// A number as people write it: `1 234,5`.
fn number(text: &str) -> Option<f64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    text.replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_pasted_from_a_sheet() {
        let mut form = Form::from_pairs([
            ("kind", "margins"),
            ("totals", "sex; 1; 82 400\nsex\t2\t87 000,5\n\nage;15-29;30000"),
        ]);
        let Some(Step::Margins { margins, .. }) = read(&mut form) else { panic!("margins") };
        assert_eq!(margins.iter().map(|margin| margin.totals.len()).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(margins[1].totals["2"], 87_000.5);
        for wrong in ["sex;1", "sex;1;mnoho", "sex;1;2\nsex;1;3", ""] {
            let mut form = Form::from_pairs([("kind", "margins"), ("totals", wrong)]);
            assert!(read(&mut form).is_none() && form.error("totals").is_some(), "{wrong}");
        }
    }
}
