//! The trail: what was done, by whom, filtered; and its proof.

use access::trail::{Checkpoint, Entry, TrailFilter, TrailRow, fingerprint};
use access::{Action, Actor, Kind};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ground::{Ground, Signed};
use serde_json::json;
use web::tables::{self, Cell, Column, Format, Table, TableQuery};
use web::{Error, Form, Page, PageContext};

use super::{REVIEW_TRAIL, answer, may, may_export};
use crate::words;

/// Rows on a page.
const PER_PAGE: usize = 100;
/// Rows in a file; more are taken day by day.
const PER_FILE: usize = 100_000;

/// The view of the trail.
#[derive(Template)]
#[template(path = "trail.html")]
struct TrailPage {
    page: PageContext,
    form: Form,
    people: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
    table: Table,
    /// Where the older rows are; empty on the last page.
    older: String,
    may_prove: bool,
}

/// `GET /staff/sprava/audit`
pub(super) async fn list(
    page: PageContext,
    State(ground): State<Ground>,
    Signed(subject): Signed,
    asked: TableQuery,
) -> Result<Response, Error> {
    let t = page.t();
    let mut form = Form::from_encoded(page.query().as_bytes());
    let filter = read(&mut form);
    let actor = Actor::from(&subject);
    let query = json!({
        "person": form.text("person"), "kind": form.text("kind"), "resource": form.text("resource"),
        "day": form.text("day"),
    });
    if asked.csv {
        may_export(&ground, &subject, Kind::Trail)?;
        let rows = ground.access.trail(&filter, PER_FILE).await.map_err(answer)?;
        let caption = t.say("adm-trail").into_owned();
        let cells = rows.iter().map(|row| cells(&page, row));
        let file = tables::export(Format::Csv, "auditni-stopa", &caption, &columns(&page), cells)?;
        let detail = json!({ "query": query, "sha256": fingerprint(file.bytes()) });
        let entry = Entry::of(Action::Export, Kind::Trail).rows(rows.len()).detail(detail);
        ground.access.note(&actor, entry).await.map_err(answer)?;
        return Ok(file.into_response());
    }
    let rows = ground.access.trail(&filter, PER_PAGE).await.map_err(answer)?;
    let entry = Entry::of(Action::Read, Kind::Trail).rows(rows.len()).detail(json!({ "query": query }));
    ground.access.note(&actor, entry).await.map_err(answer)?;
    let last = rows.last().filter(|_| rows.len() == PER_PAGE);
    let older = last.map(|row| page.href_with("before", &row.seq.to_string())).unwrap_or_default();
    let mut people = ground.access.people().await.map_err(answer)?;
    people.sort_by_cached_key(|person| web::collation_key(t.lang(), &person.facts.name));
    let kinds = KINDS.map(|kind| (kind.to_owned(), words::trail_word(t, "kind", kind)));
    Ok(Page(TrailPage {
        people: people.into_iter().map(|person| (person.id.to_string(), person.facts.name)).collect(),
        kinds: kinds.to_vec(),
        table: table(&page, &asked, t.say("adm-trail").into_owned(), &rows),
        older,
        may_prove: may(&ground, &subject, REVIEW_TRAIL),
        form,
        page,
    })
    .into_response())
}

/// Kinds of things the trail knows, in the order of the filter.
const KINDS: [&str; 13] = [
    "case",
    "task",
    "measure",
    "lodging-object",
    "inspection",
    "offences",
    "person",
    "body",
    "post",
    "session",
    "account",
    "emergency",
    "trail",
];

/// What the address asks for; what cannot be read counts as open.
fn read(form: &mut Form) -> TrailFilter {
    let kind = Some(form.text("kind").to_owned()).filter(|kind| !kind.is_empty());
    TrailFilter {
        person: form.text("person").parse().ok(),
        kind,
        resource: form.text("resource").parse().ok(),
        day: super::edit::day(form, "day"),
        before: form.text("before").parse().ok(),
        ..TrailFilter::default()
    }
}

fn columns(page: &PageContext) -> Vec<Column> {
    let t = page.t();
    let column = |name, key: &str| Column::text(name, t.say(key)).fixed();
    vec![
        Column::number("seq", t.say("adm-trail-number")).fixed(),
        column("at", "adm-trail-at"),
        column("person", "adm-person"),
        column("body", "adm-body"),
        column("action", "adm-trail-action"),
        column("kind", "adm-trail-kind"),
        column("resource", "adm-trail-resource"),
        column("allowed", "adm-trail-allowed"),
        column("purpose", "adm-trail-purpose"),
        Column::number("rows", t.say("adm-trail-rows")).fixed(),
        column("detail", "adm-trail-detail"),
    ]
}

fn cells(page: &PageContext, row: &TrailRow) -> Vec<Cell> {
    let t = page.t();
    let nobody = || t.say("adm-trail-program").into_owned();
    vec![
        Cell::number(page, row.seq),
        Cell::moment(page, row.at),
        Cell::text(row.name.clone().unwrap_or_else(nobody)),
        Cell::text(row.body_name.as_ref().map(|name| words::name(t, name)).unwrap_or_default()),
        Cell::text(words::trail_word(t, "action", &row.action)),
        Cell::text(words::trail_word(t, "kind", &row.kind)),
        Cell::text(row.resource.map(|id| id.to_string()).unwrap_or_default()),
        Cell::text(t.say(if row.allowed { "adm-yes" } else { "adm-no" })),
        Cell::text(&row.purpose),
        Cell::number(page, row.rows),
        Cell::text(&row.detail),
    ]
}

/// Rows of the trail as a table.
pub(super) fn table(page: &PageContext, asked: &TableQuery, caption: String, rows: &[TrailRow]) -> Table {
    let cells = rows.iter().map(|row| cells(page, row)).collect();
    Table::new(page, asked, caption, columns(page)).rows(cells, rows.len(), rows.len().max(1))
}

/// The view of the proof.
#[derive(Template)]
#[template(path = "proof.html")]
struct Proof {
    page: PageContext,
    /// What was found, the verdict first; empty before it was asked for.
    lines: Vec<String>,
    whole: bool,
    checkpoints: Vec<(String, String, String)>,
}

/// `GET /staff/sprava/audit/overeni`
pub(super) async fn proof(page: PageContext, State(ground): State<Ground>) -> Result<Response, Error> {
    let checkpoints = checkpoints(&page, &ground).await?;
    Ok(Page(Proof { page, lines: Vec::new(), whole: false, checkpoints }).into_response())
}

/// `POST /staff/sprava/audit/overeni`
pub(super) async fn prove(
    page: PageContext,
    State(ground): State<Ground>,
    Signed(subject): Signed,
) -> Result<Response, Error> {
    let verified = ground.access.verify(&[], |_| ()).await.map_err(answer)?;
    let (lines, whole) = (words::verified(page.t(), &verified), verified.fault.is_none());
    let rows = usize::try_from(verified.rows).unwrap_or_default();
    let entry = Entry::new("verify", "trail").rows(rows).detail(json!({ "whole": whole }));
    ground.access.note(&Actor::from(&subject), entry).await.map_err(answer)?;
    let checkpoints = checkpoints(&page, &ground).await?;
    Ok(Page(Proof { page, lines, whole, checkpoints }).into_response())
}

/// Signed heads, the newest first: day, row, when.
async fn checkpoints(page: &PageContext, ground: &Ground) -> Result<Vec<(String, String, String)>, Error> {
    let t = page.t();
    let mut all = ground.access.checkpoints().await.map_err(answer)?;
    all.reverse();
    let row = |point: Checkpoint| {
        let day = point.day.parse::<chrono::NaiveDate>().map(|day| t.date(&day));
        (day.unwrap_or(point.day.clone()), t.number(point.seq), t.moment(&point.time()))
    };
    Ok(all.into_iter().take(100).map(row).collect())
}
