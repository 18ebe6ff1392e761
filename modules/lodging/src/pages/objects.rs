//! The register as a list, and as a file.

use access::trail::Entry;
use access::{Action, Kind};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ground::{Ground, Signed};
use web::tables::{self, Cell, Column, Format, Table, TableQuery};
use web::{Error, Form, Page, PageContext};

use super::object_href;
use crate::acts::{kept, must, objects as acts, seen};
use crate::object::{ObjectKind, ObjectStatus};
use crate::store::objects::{self, Line};
use crate::words;

/// The view of `/staff/ubytovny`.
#[derive(Template)]
#[template(path = "objects.html")]
pub(crate) struct Objects {
    page: PageContext,
    table: Table,
    form: Form,
    kinds: Vec<(&'static str, String)>,
    statuses: Vec<(&'static str, String)>,
    may_add: bool,
}

const ROWS: usize = 50;

/// `GET /staff/ubytovny`
pub(crate) async fn list(
    page: PageContext,
    query: TableQuery,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let form = Form::from_encoded(page.query().as_bytes());
    let (kind, status) =
        (ObjectKind::from_key(form.text("kind")), ObjectStatus::from_key(form.text("status")));
    let lines = objects::list(&ground.store, who.body, kind, status).await;
    let mut lines = lines.map_err(kept("list lodging objects"))?;
    let wanted = crate::wording::folded(&query.filter);
    lines.retain(|line| {
        wanted.is_empty() || crate::wording::folded(&line.object.draft.site.label).contains(&wanted)
    });
    sort(&page, &query, &mut lines);
    let caption = page.t().with1("lodging-objects-caption", "count", lines.len());
    if let Some(format) = query.format() {
        let rows = lines.iter().map(|line| row(&page, line));
        let file = tables::export(format, "ubytovaci-objekty", &caption, &columns(&page), rows)?;
        acts::exported(&ground, &who, file.bytes(), lines.len()).await?;
        return Ok(file.into_response());
    }
    let shown = query.cut(&lines, ROWS).iter().map(|line| row(&page, line)).collect();
    let entry = Entry::of(Action::Read, Kind::LodgingObject).rows(query.cut(&lines, ROWS).len());
    let asked = serde_json::json!({ "q": query.filter, "page": query.page });
    seen(&ground, &who, entry.detail(asked)).await?;
    let may_export = must(&ground, &who, Action::Export, Kind::LodgingObject, who.body).is_ok();
    let table = Table::new(&page, &query, caption, columns(&page))
        .when_empty(page.t().say("lodging-objects-empty"))
        .files(if may_export { Format::ALL } else { &[] })
        .rows(shown, lines.len(), ROWS);
    Ok(Page(Objects {
        table,
        form,
        kinds: words::kinds(page.t()),
        statuses: words::statuses(page.t()),
        may_add: must(&ground, &who, Action::Create, Kind::LodgingObject, who.body).is_ok(),
        page,
    })
    .into_response())
}

fn columns(page: &PageContext) -> Vec<Column> {
    let t = page.t();
    vec![
        Column::text("place", t.say("lodging-place")),
        Column::text("kind", t.say("lodging-kind")),
        Column::text("status", t.say("lodging-status")),
        Column::number("declared", t.say("lodging-declared")),
        Column::number("computed", t.say("lodging-computed")),
        Column::text("operator", t.say("lodging-operator")),
        Column::text("changed", t.say("lodging-changed")),
    ]
}

fn row(page: &PageContext, line: &Line) -> Vec<Cell> {
    let (t, object) = (page.t(), &line.object);
    let number = |count: Option<i64>| count.map_or_else(|| Cell::text(""), |count| Cell::number(page, count));
    vec![
        Cell::link(object_href(object.id), object.draft.site.label.as_str()),
        Cell::text(words::kind(t, object.draft.kind)),
        Cell::text(words::status(t, object.draft.status)),
        number(object.draft.declared_capacity),
        // Without a room nothing is known; 0 would say that nobody may sleep there.
        number((line.computed_capacity > 0).then_some(line.computed_capacity)),
        Cell::text(object.draft.operator.name.as_str()),
        Cell::date(page, ::store::in_prague(object.changed_at).date_naive()),
    ]
}

fn sort(page: &PageContext, query: &TableQuery, lines: &mut [Line]) {
    let lang = page.t().lang();
    lines.sort_by_cached_key(|line| web::collation_key(lang, &line.object.draft.site.label));
    let Some(column) = query.sort.as_deref() else { return };
    match column {
        "place" => query.sort_by_key(lines, |line| web::collation_key(lang, &line.object.draft.site.label)),
        "kind" => query.sort_by_key(lines, |line| line.object.draft.kind),
        "status" => query.sort_by_key(lines, |line| line.object.draft.status),
        "declared" => query.sort_by_key(lines, |line| line.object.draft.declared_capacity),
        "computed" => query.sort_by_key(lines, |line| line.computed_capacity),
        "operator" => {
            query.sort_by_key(lines, |line| web::collation_key(lang, &line.object.draft.operator.name))
        }
        "changed" => query.sort_by_key(lines, |line| line.object.changed_at),
        _ => {}
    }
}
