//! Cases: filters in the address, lists to come back to, the same rows as CSV and XLSX.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use casework::{CaseRow, Filter, Sort};
use sha2::{Digest, Sha256};
use store::Id;
use web::parts::Tile;
use web::tables::{self, Cell, Column, Format};
use web::{Error, Form, Page, PageContext, Say};

use crate::desk::{Answer, Bodies, Desk, Stop, id, see};
use crate::words;

/// Most rows of a file.
const MOST_ROWS: usize = 50_000;

/// The view of `/staff/pripady`.
#[derive(Template)]
#[template(path = "list.html")]
struct List {
    page: PageContext,
    form: Form,
    lead: String,
    rows: Vec<Row>,
    filtered: bool,
    may_open: bool,
    next: String,
    first: String,
    files: Vec<(String, &'static str)>,
    choices: Choices,
    saved: Vec<Saved>,
    query: String,
    sort: &'static str,
}

/// What the filters offer.
pub(super) struct Choices {
    pub(super) kinds: Vec<(String, String)>,
    pub(super) states: Vec<(String, Vec<(String, String)>)>,
    pub(super) bodies: Vec<(String, String)>,
}

/// One case of the list.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) number: String,
    pub(super) title: String,
    pub(super) kind: String,
    pub(super) state: String,
    pub(super) place: String,
    pub(super) owner: String,
    pub(super) due: String,
    pub(super) late: bool,
    pub(super) changed: String,
}

struct Saved {
    id: String,
    name: String,
    href: String,
}

/// What the address asks for. Nonsense counts as absent: a link from a letter must not end in an error.
pub(crate) fn wanted(form: &Form) -> Filter {
    let text = |name: &str| Some(form.text(name).to_owned()).filter(|text| !text.is_empty());
    Filter {
        kind: text("typ"),
        state: text("stav"),
        open: match form.text("otevrene") {
            "vse" => None,
            "ne" => Some(false),
            _ => Some(true),
        },
        owner: form.text("organ").parse().ok(),
        overdue: form.text("po-terminu") == "ano",
        subject: form.text("predmet").parse().ok(),
        watched: form.text("moje") == "sledovane",
        mine: form.text("moje") == "ano",
        from: web::day(form.text("zapsano-od")),
        to: web::day(form.text("zapsano-do")),
        find: form.text("q").chars().take(200).collect(),
        sort: match form.text("razeni") {
            "termin" => Sort::Due,
            "zmena" => Sort::Changed,
            _ => Sort::Newest,
        },
        after: text("od"),
        size: 50,
    }
}

/// `GET /staff/pripady`
pub(crate) async fn show(desk: Desk) -> Answer {
    let form = Form::from_encoded(desk.page.query().as_bytes());
    let filter = wanted(&form);
    let bodies = desk.bodies().await?;
    let format = Format::ALL.iter().find(|format| format.ending() == form.text("format"));
    if let Some(format) = format {
        return export(&desk, &bodies, &filter, *format).await;
    }
    let casework = &desk.ground.casework;
    let list = casework.list(&desk.who, &filter).await.map_err(|error| desk.stop(error))?;
    let saved = casework.filters(&desk.who).await.map_err(|error| desk.stop(error))?;
    let t = desk.t();
    let count = if list.count.or_more { "cases-list-more" } else { "cases-list-count" };
    let page = &desk.page;
    let sort = match filter.sort {
        Sort::Newest => "",
        Sort::Due => "termin",
        Sort::Changed => "zmena",
    };
    Ok(Page(List {
        lead: t.with1(count, "count", list.rows.len().max(usize::try_from(list.count.rows).unwrap_or(0))),
        rows: list.rows.iter().map(|row| self::row(&desk, &bodies, row)).collect(),
        filtered: is_filtered(&form),
        may_open: super::kinds::may_open(&desk),
        next: list.next.map_or_else(String::new, |next| page.href_with("od", &next)),
        first: if filter.after.is_some() { page.href_with("od", "") } else { String::new() },
        files: Format::ALL
            .iter()
            .map(|format| (page.href_with("format", format.ending()), format.label()))
            .collect(),
        choices: choices(&desk, &bodies),
        saved: saved
            .into_iter()
            .map(|filter| Saved {
                id: filter.id.to_string(),
                href: format!("/staff/pripady?{}", clean(&filter.query)),
                name: filter.name,
            })
            .collect(),
        query: clean(page.query()),
        sort,
        form,
        page: desk.page.clone(),
    })
    .into_response())
}

/// Whether the list shows less than everything that is open.
fn is_filtered(form: &Form) -> bool {
    ["typ", "stav", "otevrene", "organ", "po-terminu", "predmet", "moje", "zapsano-od", "zapsano-do", "q"]
        .iter()
        .any(|name| !form.text(name).is_empty())
}

/// A query string as we keep it: without the place in the list, without the wish for a file, without empty values.
fn clean(query: &str) -> String {
    let kept = query.split('&').filter(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        !value.is_empty() && !["od", "format", "lang"].contains(&name)
    });
    kept.collect::<Vec<_>>().join("&")
}

/// What the filters of a list, or of the map, offer.
pub(super) fn choices(desk: &Desk, bodies: &Bodies) -> Choices {
    let (t, tag) = (desk.t(), desk.t().lang().tag());
    let types = || desk.ground.casework.types().iter();
    let states = types().map(|kind| {
        let each = kind.machine.states.iter();
        let each = each.map(|state| (state.key.clone(), state.name.in_language(tag).to_owned()));
        (kind.name.in_language(tag).to_owned(), each.collect())
    });
    Choices {
        kinds: types().map(|kind| (kind.key.clone(), kind.name.in_language(tag).to_owned())).collect(),
        states: states.collect(),
        bodies: bodies.options(t, None),
    }
}

/// A case as its line shows it.
pub(super) fn row(desk: &Desk, bodies: &Bodies, row: &CaseRow) -> Row {
    let (t, types) = (desk.t(), desk.ground.casework.types());
    Row {
        href: super::href(row.id),
        number: row.number.clone(),
        title: row.title.clone(),
        kind: words::kind(t, types, &row.kind).to_owned(),
        state: words::state(t, types, &row.kind, &row.state).to_owned(),
        place: row.place.clone(),
        owner: bodies.name(row.owner).to_owned(),
        due: row.due.map_or_else(String::new, |day| words::until(t, desk.today(), day)),
        late: row.overdue,
        changed: words::moment(t, row.changed_at),
    }
}

/// All rows as a file. Its SHA-256 goes into the trail before the first byte leaves.
async fn export(desk: &Desk, bodies: &Bodies, filter: &Filter, format: Format) -> Answer {
    let casework = &desk.ground.casework;
    let filter = Filter { after: None, ..filter.clone() };
    let rows = casework.export(&desk.who, &filter, MOST_ROWS).await.map_err(|error| desk.stop(error))?;
    let t = desk.t();
    let name = format!("{}-{}", t.say("cases-file-name"), desk.today());
    let cells = rows.iter().map(|row| cells(desk, bodies, row));
    let file = tables::export(format, &name, &t.say("cases-list-title"), &columns(t), cells)?;
    let sha256 =
        Sha256::digest(file.bytes()).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    let noted = casework.exported(&desk.who, &filter, format.ending(), &sha256, rows.len()).await;
    noted.map_err(|error| desk.stop(error))?;
    Ok(file.into_response())
}

fn columns(t: &Say) -> Vec<Column> {
    let column = |name: &'static str, key: &'static str| Column::text(name, t.say(key)).fixed();
    vec![
        column("number", "cases-number"),
        column("title", "cases-title"),
        column("kind", "cases-kind"),
        column("state", "cases-state"),
        column("place", "cases-place"),
        column("owner", "cases-owner"),
        column("due", "cases-due"),
        column("opened", "cases-opened"),
        column("changed", "cases-changed"),
    ]
}

fn cells(desk: &Desk, bodies: &Bodies, row: &CaseRow) -> Vec<Cell> {
    let (page, shown) = (&desk.page, self::row(desk, bodies, row));
    vec![
        Cell::text(shown.number),
        Cell::text(shown.title),
        Cell::text(shown.kind),
        Cell::text(shown.state),
        Cell::text(shown.place),
        Cell::text(shown.owner),
        Cell::date(page, row.due),
        Cell::moment(page, row.opened_at),
        Cell::moment(page, row.changed_at),
    ]
}

/// How many open cases there are in each state, and where to see them.
pub(super) async fn open_by_state(desk: &Desk) -> Result<Vec<Tile>, Stop> {
    let counts = desk.ground.casework.open_states(&desk.who).await.map_err(|error| desk.stop(error))?;
    let (t, types) = (desk.t(), desk.ground.casework.types());
    let several = types.iter().nth(1).is_some();
    let mut tiles = Vec::new();
    // In the order in which the types and their states are written.
    for kind in types.iter() {
        for state in &kind.machine.states {
            let Some(found) = counts.iter().find(|it| it.kind == kind.key && it.state == state.key) else {
                continue;
            };
            let (kind_key, state_key) = (web::percent_encoded(&kind.key), web::percent_encoded(&state.key));
            tiles.push(Tile {
                name: state.name.in_language(t.lang().tag()).to_owned(),
                value: t.number(found.cases),
                note: if several { words::kind(t, types, &kind.key).to_owned() } else { String::new() },
                href: format!("/staff/pripady?typ={kind_key}&stav={state_key}"),
            });
        }
    }
    Ok(tiles)
}

/// `POST /staff/pripady/filtry`
pub(crate) async fn save_filter(desk: Desk, form: Form) -> Answer {
    let (name, query) = (form.text("name"), clean(form.text("query")));
    let saved = desk.ground.casework.save_filter(&desk.who, name, &query).await;
    saved.map_err(|error| desk.stop(error))?;
    see(&format!("/staff/pripady?{query}"))
}

/// `POST /staff/pripady/filtry/{filter}/smazat`
pub(crate) async fn drop_filter(desk: Desk, Path(filter): Path<String>) -> Result<Response, Stop> {
    let filter: Id = id(&filter)?;
    desk.ground.casework.drop_filter(&desk.who, filter).await.map_err(|error| desk.stop(error))?;
    see("/staff/pripady")
}

impl Desk {
    /// The case with this number, when the person may see it.
    pub(super) async fn numbered(&self, number: &str) -> Result<Option<Id>, Stop> {
        match self.ground.casework.find_number(&self.who, number).await {
            Ok(case) => Ok(Some(case)),
            Err(casework::CaseError::Missing(_)) => Ok(None),
            Err(error) => match self.stop(error) {
                Stop::Web(Error::Missing(_)) => Ok(None),
                other => Err(other),
            },
        }
    }
}
