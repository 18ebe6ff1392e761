//! The incidents themselves, for whoever may take them out of the building.

use std::sync::Arc;

use access::trail::Entry;
use access::{Action, Kind};
use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use ground::{Ground, Signed};
use places::{Layer, Places};
use web::tables::{self, Cell, Column, Format, TableQuery};
use web::{Error, PageContext};

use super::look::{Look, Section, cautions, look, period};
use super::{Work, empty, seen_as};
use crate::acts::memory::Memory;
use crate::acts::{must, seen};
use crate::counts::top;
use crate::events::{Event, NOWHERE};

/// Rows on the page; a file has all of them.
const ROWS: usize = 100;

/// `GET /staff/prestupky/udalosti`
pub(crate) async fn show(
    page: PageContext,
    query: TableQuery,
    Signed(who): Signed,
    State(ground): State<Ground>,
    Extension(memory): Extension<Arc<Memory>>,
) -> Result<Response, Error> {
    let Some(look) = look(&ground, &memory, &page).await? else { return Ok(empty(&page, "/udalosti")) };
    let t = page.t();
    let total = look.events.filtered(&look.filter).count();
    let title = t.with1("offences-events-title", "count", total);
    let may_export = must(&ground, &who, Action::Export).is_ok();
    let columns = vec![
        Column::text("at", t.say("offences-event-at")).fixed(),
        Column::text("category", t.say("offences-category")).fixed(),
        Column::text("district", t.say("offences-district")).fixed(),
        Column::text("precinct", t.say("offences-precinct")).fixed(),
        Column::text("discovery", t.say("offences-discovery")).fixed(),
        Column::text("place", t.say("offences-event-place")).fixed(),
    ];
    if let Some(format) = query.format() {
        must(&ground, &who, Action::Export)?;
        let entry = Entry::of(Action::Export, Kind::Offences).rows(total).purpose("events");
        seen(&ground, &who, entry).await?;
        let rows = rows(&page, &ground, &look, usize::MAX);
        return Ok(tables::export(format, "udalosti", &title, &columns, rows)?.into_response());
    }
    seen_as(&ground, &who, "events").await?;
    let formats = if may_export { Format::ALL } else { &[] };
    let rows = rows(&page, &ground, &look, ROWS);
    let mut section =
        Section::new(title).note(period(t, &look)).note(t.with1("offences-events-first", "count", ROWS));
    section.notes.extend(cautions(t, &look));
    let section = section.table(&page, &query, columns, rows, formats);
    Ok(Work::new(&page, &ground, look, "/udalosti", "offences-tab-events", vec![section]).page(page))
}

fn rows(page: &PageContext, ground: &Ground, look: &Look, most: usize) -> Vec<Vec<Cell>> {
    let t = page.t();
    let atlas = Places::atlas(&ground.places);
    let name = |layer: Layer, list: &[String], at: u16| {
        let code = (at != NOWHERE).then(|| list.get(usize::from(at))).flatten();
        let known = code.and_then(|code| atlas.territory(layer, code));
        known.map_or_else(|| code.cloned().unwrap_or_default(), |(_, territory)| territory.name.clone())
    };
    let row = |event: &&Event| {
        let at = event.day.and_time(chrono::NaiveTime::MIN) + chrono::TimeDelta::minutes(event.minute.into());
        let at = if look.filter.source.tells_hours() { t.date_time(&at) } else { t.date(&event.day) };
        let key =
            if event.reported { "offences-discovery-reported" } else { "offences-discovery-discovered" };
        let place = match event.spot {
            Some(_) if event.snapped => t.say("offences-event-snapped").into_owned(),
            Some(spot) => format!("{:.4}, {:.4}", spot.lat, spot.lon),
            None => "–".to_owned(),
        };
        vec![
            Cell::text(at),
            Cell::text(look.events.catalogue.name(top(&look.events, event), t.lang().tag())),
            Cell::text(name(Layer::District, &look.events.districts, event.district)),
            Cell::text(name(Layer::MunicipalPrecinct, &look.events.precincts, event.precinct)),
            Cell::text(t.say(key)),
            Cell::text(place),
        ]
    };
    let all: Vec<&Event> = look.events.filtered(&look.filter).collect();
    all.iter().rev().take(most).map(row).collect()
}
