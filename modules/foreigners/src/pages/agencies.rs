//! The register of agencies in the workplace: search, counts of a day, the history of one, what is in doubt.

use std::collections::BTreeMap;

use access::Action;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use ground::{Ground, Signed};
use indicators::By;
use official_statistics::{Count, Day, Permit, Standing};
use web::tables::{self, Cell, Column, Format, Table, TableQuery};
use web::{Error, Form, Page, PageContext, Say};

use super::{HOME, tabs};
use crate::acts::{agencies as acts, must, seen, sets};
use crate::agencies::{AsOf, Known, Operates};
use crate::words;

/// The view of `/staff/cizinci/agentury`.
#[derive(Template)]
#[template(path = "agencies.html")]
struct Agencies {
    page: PageContext,
    tabs: Vec<(String, String, bool)>,
    form: Form,
    definitions: Vec<(&'static str, String)>,
    notes: Vec<String>,
    counted: Option<Table>,
    table: Option<Table>,
    quarantined: Vec<String>,
}

const ROWS: usize = 50;

/// `GET /staff/cizinci/agentury`
pub(crate) async fn list(
    page: PageContext,
    query: TableQuery,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let t = page.t();
    let mut form = Form::from_encoded(page.query().as_bytes());
    let day = form.date("den", "foreigners-date-expected").unwrap_or_else(|| ground.access.clock().today());
    let snapshots = acts::snapshots(&ground).await?;
    let newest = snapshots.first();
    let held = newest.map(|it| it.quarantined.clone()).unwrap_or_default();
    let mut view = Agencies {
        tabs: tabs(t, "/agentury"),
        definitions: [Operates::Seat, Operates::Workplace]
            .map(|it| (it.key(), words::operates(t, it)))
            .into(),
        notes: Vec::new(),
        counted: None,
        table: None,
        quarantined: held
            .iter()
            .map(|it| {
                let doubt = words::doubt(t, &it.doubt);
                t.with(
                    "foreigners-held-entry",
                    &[
                        ("entry", &it.entry),
                        ("name", &it.name.as_str()),
                        ("ico", &it.ico.as_str()),
                        ("doubt", &doubt.as_str()),
                    ],
                )
            })
            .collect(),
        form,
        page: page.clone(),
    };
    let Some(told) = acts::told(&ground, day).await? else { return Ok(Page(view).into_response()) };
    let (known, permits) = acts::said(&ground, told.snapshot).await?;
    let home = sets::home(&ground).await?;
    let operates =
        [Operates::Seat, Operates::Workplace].into_iter().find(|it| it.key() == view.form.text("kde"));
    let wanted = query.filter.to_lowercase();
    let fits = |it: &&Known| {
        let named = wanted.is_empty() || it.name.to_lowercase().contains(&wanted) || it.ico.contains(&wanted);
        named && operates.is_none_or(|operates| operates.holds(it, &home) == Some(true))
    };
    let mut by_ico: BTreeMap<&str, Vec<&Permit>> = BTreeMap::new();
    permits.iter().for_each(|it| by_ico.entry(&it.ico).or_default().push(&it.permit));
    let on = Day::read(&day.to_string());
    let end = sets::counting(&ground).await?.end_day;
    let row = |it: &Known| {
        let all = by_ico.get(it.ico.as_str()).map_or(&[][..], Vec::as_slice);
        let valid = all.iter().filter(|permit| on.is_some_and(|on| permit.on(on, end) == Standing::Valid));
        let valid: Vec<String> = valid.map(|permit| words::forms(permit.forms)).collect();
        let seat =
            it.seat.as_ref().map_or("", |seat| if seat.name.is_empty() { &seat.code } else { &seat.name });
        vec![
            Cell::link(format!("{HOME}/agentury/{}", it.ico), it.name.as_str()),
            Cell::text(it.ico.as_str()),
            Cell::text(seat),
            Cell::number(&page, valid.len()),
            Cell::text(valid.join("; ")),
            Cell::date(&page, it.seen_from),
        ]
    };
    let mut found: Vec<&Known> = known.iter().filter(fits).collect();
    found.sort_by_cached_key(|it| web::collation_key(t.lang(), &it.name));
    let columns = vec![
        Column::text("name", t.say("foreigners-agency")).fixed(),
        Column::text("ico", t.say("foreigners-ico")).fixed(),
        Column::text("seat", t.say("foreigners-seat")).fixed(),
        Column::number("permits", t.say("foreigners-valid-permits")).fixed(),
        Column::text("forms", t.say("foreigners-forms")).fixed(),
        Column::text("since", t.say("foreigners-seen-from")).fixed(),
    ];
    let caption = t.with2("foreigners-agencies-found", "count", found.len(), "day", t.date(&day));
    seen(&ground, &who, "agencies", found.len()).await?;
    let may_export = must(&ground, By::from(&who), Action::Export);
    if let Some(format) = query.format() {
        may_export?;
        let rows = found.iter().map(|it| row(it));
        return Ok(tables::export(format, "agentury", &caption, &columns, rows)?.into_response());
    }
    let shown = query.cut(&found, ROWS).iter().map(|it| row(it)).collect();
    let list = Table::new(&page, &query, caption, columns)
        .when_empty(t.say("foreigners-agencies-none"))
        .files(if may_export.is_ok() { Format::ALL } else { &[] })
        .rows(shown, found.len(), ROWS);
    view.table = Some(list);
    view.notes = notes(t, &told);
    let (columns, rows) = counted(&page, &told);
    let count = rows.len();
    let caption = t.with1("foreigners-agencies-caption", "day", t.date(&day));
    view.counted =
        Some(Table::new(&page, &query, caption, columns).files(&[]).rows(rows, count, count.max(1)));
    Ok(Page(view).into_response())
}

/// Counts of a day: a row a definition, and the country.
pub(super) fn counted(page: &PageContext, told: &AsOf) -> (Vec<Column>, Vec<Vec<Cell>>) {
    let t = page.t();
    let columns = vec![
        Column::text("definition", t.say("foreigners-definition")).fixed(),
        Column::number("agencies", t.say("foreigners-agencies")).fixed(),
        Column::number("permits", t.say("foreigners-valid-permits")).fixed(),
        Column::number("a", t.say("foreigners-form-a")).fixed(),
        Column::number("b", t.say("foreigners-form-b")).fixed(),
        Column::number("c", t.say("foreigners-form-c")).fixed(),
    ];
    let row = |name: String, count: Option<&Count>| {
        let number = |value: fn(&Count) -> u64| match count {
            Some(count) => Cell::number(page, value(count)),
            None => Cell::text(t.say("foreigners-not-told")),
        };
        vec![
            Cell::text(name),
            number(|it| it.agencies),
            number(|it| it.permits),
            number(|it| it.searching),
            number(|it| it.employing),
            number(|it| it.advising),
        ]
    };
    let mut rows: Vec<Vec<Cell>> = told
        .here
        .iter()
        .map(|(operates, count)| row(words::operates(t, *operates), count.as_ref()))
        .collect();
    rows.push(row(t.say("foreigners-whole-country").into_owned(), Some(&told.everywhere)));
    (columns, rows)
}

/// What must be said beside counts of a day.
pub(super) fn notes(t: &Say, told: &AsOf) -> Vec<String> {
    let mut notes = vec![t.with1("foreigners-told-from", "day", t.date(&told.snapshot))];
    if told.lower_bound {
        notes.push(t.say("foreigners-lower-bound").into_owned());
    }
    notes
}

/// The view of `/staff/cizinci/agentury/{ico}`.
#[derive(Template)]
#[template(path = "agency.html")]
struct AgencyPage {
    page: PageContext,
    name: String,
    facts: Vec<(String, String)>,
    permits: Table,
    versions: Table,
}

/// `GET /staff/cizinci/agentury/{ico}`
pub(crate) async fn one(
    page: PageContext,
    Path(ico): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let t = page.t();
    let (versions, permits) = acts::history(&ground, &ico).await?;
    seen(&ground, &who, "agency", permits.len()).await?;
    let Some(newest) = versions.first() else { return Err(Error::Missing("agency")) };
    let place = |it: &official_statistics::agencies::Municipality| {
        if it.name.is_empty() { it.code.clone() } else { it.name.clone() }
    };
    let seen_to = |to: Option<chrono::NaiveDate>| match to {
        Some(day) => Cell::date(&page, day),
        None => Cell::text(t.say("foreigners-still-there")),
    };
    let workplaces: Vec<String> = newest.workplaces.iter().map(place).collect();
    let state = newest.seen_to.map_or_else(
        || t.say("foreigners-in-register").into_owned(),
        |day| t.with1("foreigners-no-longer", "day", t.date(&day)),
    );
    let facts = vec![
        (t.say("foreigners-ico").into_owned(), ico.clone()),
        (
            t.say("foreigners-seat").into_owned(),
            newest.seat.as_ref().map_or_else(|| t.say("foreigners-not-told").into_owned(), place),
        ),
        (
            t.say("foreigners-workplaces").into_owned(),
            if workplaces.is_empty() {
                t.say("foreigners-not-told").into_owned()
            } else {
                workplaces.join(", ")
            },
        ),
        (t.say("foreigners-state").into_owned(), state),
    ];
    let rows: Vec<Vec<Cell>> = permits
        .iter()
        .map(|it| {
            let to = it.permit.to.map_or_else(
                || t.say("foreigners-without-end").into_owned(),
                |to| words::day(t, &to.to_string()),
            );
            vec![
                Cell::text(words::forms(it.permit.forms)),
                Cell::text(words::day(t, &it.permit.from.to_string())),
                Cell::text(to),
                Cell::text(it.permit.work.as_str()),
                Cell::date(&page, it.seen_from),
                seen_to(it.seen_to),
            ]
        })
        .collect();
    let columns = vec![
        Column::text("forms", t.say("foreigners-forms")).fixed(),
        Column::text("from", t.say("foreigners-valid-from")).fixed(),
        Column::text("to", t.say("foreigners-valid-to")).fixed(),
        Column::text("work", t.say("foreigners-work")).fixed(),
        Column::text("seen", t.say("foreigners-seen-from")).fixed(),
        Column::text("until", t.say("foreigners-seen-to")).fixed(),
    ];
    let query = TableQuery::default();
    let (count, caption) = (rows.len(), t.say("foreigners-permits").into_owned());
    let permits = Table::new(&page, &query, caption, columns).files(&[]).rows(rows, count, count.max(1));
    let rows: Vec<Vec<Cell>> = versions
        .iter()
        .map(|it| vec![Cell::text(it.name.as_str()), Cell::date(&page, it.seen_from), seen_to(it.seen_to)])
        .collect();
    let columns = vec![
        Column::text("name", t.say("foreigners-agency")).fixed(),
        Column::text("seen", t.say("foreigners-seen-from")).fixed(),
        Column::text("until", t.say("foreigners-seen-to")).fixed(),
    ];
    let (count, caption) = (rows.len(), t.say("foreigners-versions").into_owned());
    let versions = Table::new(&page, &query, caption, columns).files(&[]).rows(rows, count, count.max(1));
    let name = if newest.name.is_empty() { ico } else { newest.name.clone() };
    Ok(Page(AgencyPage { name, facts, permits, versions, page }).into_response())
}
