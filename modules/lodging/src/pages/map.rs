//! Where the places are: a picture, and the same as a table on the list.

use access::trail::Entry;
use access::{Action, Kind};
use askama::Template;
use axum::extract::State;
use ground::{Ground, Signed};
use places::{Layer, Places};
use web::maps::{Position, SvgMap};
use web::{Error, Page, PageContext};

use super::object_href;
use crate::acts::{kept, seen};
use crate::store::objects;
use crate::words;

/// The view of `/staff/ubytovny/mapa`.
#[derive(Template)]
#[template(path = "map.html")]
pub(crate) struct MapPage {
    page: PageContext,
    svg: String,
    caption: String,
    without: usize,
    rows: Vec<(String, String, String)>,
}

/// `GET /staff/ubytovny/mapa`
pub(crate) async fn show(
    page: PageContext,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Page<MapPage>, Error> {
    let lines = objects::list(&ground.store, who.body, None, None).await;
    let mut lines = lines.map_err(kept("list lodging objects"))?;
    seen(&ground, &who, Entry::of(Action::Read, Kind::LodgingObject).rows(lines.len()).purpose("map"))
        .await?;
    let t = page.t();
    lines.sort_by_cached_key(|line| web::collation_key(t.lang(), &line.object.draft.site.label));
    let caption = t.with1("lodging-map-caption", "count", lines.len());
    let mut map = SvgMap::new(caption.clone(), t.say("lodging-map-description"), "map");
    let atlas = Places::atlas(&ground.places);
    for shape in Layer::ALL.into_iter().flat_map(|layer| atlas.shapes(layer)) {
        for polygon in &territories::polygons::simplified(&shape.shape, 10.0).polygons {
            let rings: Vec<Vec<Position>> =
                vec![polygon.exterior.0.iter().map(|point| [point.lon, point.lat]).collect()];
            map.area(&rings, false);
        }
    }
    for (at, line) in lines.iter().enumerate() {
        if let Some((lon, lat)) = line.object.draft.site.position {
            map.point(lon, lat, (at + 1).to_string());
        }
    }
    let row = |line: &objects::Line| {
        let draft = &line.object.draft;
        let what = format!("{}, {}", words::kind(t, draft.kind), words::status(t, draft.status));
        (object_href(line.object.id), draft.site.label.clone(), what)
    };
    let rows = lines.iter().map(row).collect();
    let without = lines.iter().filter(|line| line.object.draft.site.position.is_none()).count();
    Ok(Page(MapPage { svg: map.svg(), caption, without, rows, page }))
}
