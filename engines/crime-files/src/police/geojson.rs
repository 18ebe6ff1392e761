//! GeoJSON of the map: a feature for each incident, its types in a list.

use serde::Deserialize;
use serde_json::Value;

use super::gathering::Gathering;
use super::{Download, Expected, Incident};
use crate::fault::{Fault, FaultKind, Place};
use crate::ingest::What;
use crate::point::Point;
use crate::time::Instant;

#[derive(Deserialize)]
struct Collection {
    r#type: String,
    features: Vec<Value>,
}

pub(super) fn read(bytes: &[u8], expected: &Expected<'_>) -> Result<Download, Fault> {
    let document: Collection = serde_json::from_slice(bytes).map_err(|why| Fault::json(&why))?;
    if document.r#type != "FeatureCollection" {
        let why = format!("a FeatureCollection is expected, this is {}", document.r#type);
        return Err(Fault { place: Place::Member("type".to_owned()), kind: FaultKind::Json(why) });
    }
    let mut gathering = Gathering::default();
    "UTF-8".clone_into(&mut gathering.report.code_page);
    for (at, feature) in document.features.iter().enumerate() {
        gathering.report.rows += 1;
        let place = |member: &str| Place::Member(format!("features[{at}]{member}"));
        match incident(feature) {
            Ok(incident) => gathering.take(incident, place("")),
            Err(member) => {
                let id = feature.pointer("/properties/id").and_then(Value::as_u64);
                let none =
                    feature.get("geometry").is_none_or(Value::is_null) && member == ".geometry.coordinates";
                let what = if none { What::NoPlace } else { What::Unreadable(name(member)) };
                gathering.refuse(what, id, place(member));
            }
        }
    }
    Ok(gathering.finish(expected))
}

/// An incident of a feature, or the member that cannot be read.
fn incident(feature: &Value) -> Result<Incident, &'static str> {
    let coordinates = feature.pointer("/geometry/coordinates").and_then(Value::as_array);
    let number = |at: usize| coordinates?.get(at)?.as_f64();
    let point = number(0).zip(number(1)).map(|(lon, lat)| Point { lon, lat });
    let point = point.ok_or(".geometry.coordinates")?;
    let property = |name: &str| feature.get("properties").and_then(|it| it.get(name));
    let code = |value: &Value| u32::try_from(value.as_u64()?).ok();
    let id = property("id").and_then(Value::as_u64).ok_or(".properties.id")?;
    let mp = property("mp").and_then(Value::as_bool);
    let date = property("date").and_then(Value::as_str);
    let reported = date.and_then(|it| Instant::parse(it.as_bytes())).ok_or(".properties.date")?;
    let state = property("state").and_then(code).ok_or(".properties.state")?;
    let relevance = property("relevance").and_then(code).ok_or(".properties.relevance")?;
    let types = property("types").and_then(Value::as_array).ok_or(".properties.types")?;
    let types: Option<Vec<u32>> = types.iter().map(code).collect();
    let mut types = types.filter(|it| !it.is_empty()).ok_or(".properties.types")?;
    types.sort_unstable();
    types.dedup();
    Ok(Incident { id, point, reported, mp, state, relevance: Some(relevance), types })
}

/// The last part of a member's path.
fn name(member: &str) -> String {
    member.rsplit('.').next().unwrap_or(member).to_owned()
}
