//! `/mapa`: the layers on a map, and the same as a list. A form says which layers; it works without scripts, where the
//! map is a picture drawn here.

use askama::Template;
use axum::extract::State;
use ground::Ground;
use ground::open::{Ask, Found, Geometry, GeometryKind, Layer};
use serde_json::json;
use web::maps::SvgMap;
use web::{Error, Form, Page, PageContext};

use crate::features::{cells, find, href, label, published};

/// Most features of a layer in the list; the whole layer is a link away.
const LISTED: usize = 200;
/// Layers shown when nothing was chosen: as many as can be told apart.
const FIRST: usize = 2;

/// The view of `/mapa`.
#[derive(Template)]
#[template(path = "map.html")]
pub(super) struct MapPage {
    page: PageContext,
    choices: Vec<Choice>,
    svg: String,
    caption: String,
    bounds: String,
    tiles: String,
    lists: Vec<List>,
}

struct Choice {
    id: &'static str,
    title: String,
    chosen: bool,
}

struct List {
    title: String,
    text: String,
    id: &'static str,
    headings: Vec<String>,
    rows: Vec<Row>,
    more: String,
}

struct Row {
    href: String,
    name: String,
    cells: Vec<String>,
}

pub(super) async fn show(page: PageContext, State(ground): State<Ground>) -> Result<Page<MapPage>, Error> {
    let page = page.behind_no_door();
    let all = published(&ground).await?;
    let form = Form::from_encoded(page.query().as_bytes());
    let asked = |layer: &Layer| form.all("vrstva").any(|id| id == layer.id);
    let any = all.iter().any(|(layer, _)| asked(layer));
    // What is drawn from afar and has shapes comes first.
    let first: Vec<&str> = all
        .iter()
        .filter(|(layer, found)| layer.from_zoom == 0 && found.extent.is_some())
        .map(|(layer, _)| layer.id)
        .take(FIRST)
        .collect();
    let chosen = |layer: &Layer| if any { asked(layer) } else { first.contains(&layer.id) };
    let t = page.t();
    let choices = all.iter().map(|(layer, _)| Choice {
        id: layer.id,
        title: t.say(layer.title).into_owned(),
        chosen: chosen(layer),
    });
    let choices: Vec<Choice> = choices.collect();
    let titles: Vec<&str> = choices.iter().filter(|c| c.chosen).map(|c| c.title.as_str()).collect();
    let caption = t.with1("data-map-caption", "layers", titles.join(", "));
    let mut picture = SvgMap::new(caption.clone(), caption.clone(), "open-map");
    let (mut lists, mut tiles) = (Vec::new(), Vec::new());
    for (layer, _) in all.iter().filter(|(layer, _)| chosen(layer)) {
        let found = find(&ground, layer, Ask { limit: LISTED, ..Ask::default() }).await?;
        draw(&mut picture, layer, &found);
        lists.push(list(&page, layer, &found));
        let kind = match layer.geometry {
            GeometryKind::Point => "point",
            GeometryKind::Line => "line",
            GeometryKind::Polygon => "polygon",
        };
        tiles.push(json!({ "id": layer.id, "kind": kind, "label": layer.label, "from": layer.from_zoom }));
    }
    let (svg, bounds) = (picture.svg(), picture.bounds());
    Ok(Page(MapPage { choices, svg, caption, bounds, tiles: json!(tiles).to_string(), lists, page }))
}

fn draw(picture: &mut SvgMap, layer: &Layer, found: &Found) {
    for feature in &found.features {
        match &feature.geometry {
            // A city has too many addresses for a picture; from close up the map shows them.
            Some(Geometry::Point([lon, lat])) if layer.from_zoom > 0 => picture.dot(*lon, *lat, false),
            Some(Geometry::Point([lon, lat])) => picture.point(*lon, *lat, label(layer, feature)),
            Some(Geometry::Lines(_)) | None => {}
            Some(Geometry::Polygons(polygons)) => {
                polygons.iter().for_each(|rings| picture.area(rings, false));
                if let Some(frame) = feature.geometry.as_ref().and_then(Geometry::bbox) {
                    let middle =
                        (f64::midpoint(frame.west, frame.east), f64::midpoint(frame.south, frame.north));
                    picture.label(middle.0, middle.1, label(layer, feature));
                }
            }
        }
    }
}

fn list(page: &PageContext, layer: &Layer, found: &Found) -> List {
    let t = page.t();
    let at = layer.label_at();
    let others = |values: Vec<String>| {
        values.into_iter().enumerate().filter(|(column, _)| Some(*column) != at).map(|(_, value)| value)
    };
    let headings = layer.properties.iter().map(|column| t.say(column.title).into_owned()).collect();
    let own = at.and_then(|at| layer.properties.get(at)).map(|column| t.say(column.title).into_owned());
    let row = |feature| Row {
        href: href(layer, feature),
        name: label(layer, feature),
        cells: others(cells(feature)).collect(),
    };
    let more = found.matched.saturating_sub(found.features.len());
    List {
        title: t.say(layer.title).into_owned(),
        text: t.say(layer.description).into_owned(),
        id: layer.id,
        headings: own.into_iter().chain(others(headings)).collect(),
        rows: found.features.iter().map(row).collect(),
        more: if more > 0 { t.with1("data-map-more", "count", more) } else { String::new() },
    }
}
