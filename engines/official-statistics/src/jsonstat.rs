//! JSON-stat 2.0 (json-stat.org/format): a cube of dimensions and one row of values, the last dimension running fastest.

use serde_json::{Map, Value};

use crate::records;
use crate::{Fault, FaultKind};

/// Values of a cube at most.
const MOST: usize = 5_000_000;

/// A dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    /// Its id: `Uz0`.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Codes of its categories with their labels, in order.
    pub categories: Vec<(String, String)>,
}

/// A cube.
#[derive(Debug, Clone, PartialEq)]
pub struct Cube {
    /// What it is.
    pub label: String,
    /// When it was updated, as it says.
    pub updated: String,
    /// Its dimensions, the slowest first.
    pub dimensions: Vec<Dimension>,
    /// Its values; `None` where there is none. As many as the product of the categories.
    pub values: Vec<Option<f64>>,
}

impl Cube {
    /// Every value with its categories (code and label), in the order of the dimensions.
    pub fn cells(&self) -> impl Iterator<Item = (Vec<(&str, &str)>, Option<f64>)> {
        self.values.iter().enumerate().map(|(number, value)| (self.place(number), *value))
    }

    fn place(&self, mut number: usize) -> Vec<(&str, &str)> {
        let mut place: Vec<(&str, &str)> = self
            .dimensions
            .iter()
            .rev()
            .map(|dimension| {
                let length = dimension.categories.len().max(1);
                let category = dimension.categories.get(number % length);
                number /= length;
                category.map_or(("", ""), |(code, label)| (code.as_str(), label.as_str()))
            })
            .collect();
        place.reverse();
        place
    }
}

/// Reads a cube.
///
/// # Errors
/// [`FaultKind::Json`] with what does not fit.
pub fn read(bytes: &[u8]) -> Result<Cube, Fault> {
    let text = records::text(bytes)?;
    let root: Value = serde_json::from_str(&text).map_err(|why| wrong(why.to_string()))?;
    let version = root.get("version").and_then(Value::as_str).unwrap_or_default();
    if version != "2.0" || root.get("class").and_then(Value::as_str) != Some("dataset") {
        return Err(wrong("no JSON-stat 2.0 dataset"));
    }
    let ids = root.get("id").and_then(Value::as_array).ok_or_else(|| wrong("no list `id`"))?;
    let sizes = root.get("size").and_then(Value::as_array).ok_or_else(|| wrong("no list `size`"))?;
    if ids.len() != sizes.len() || ids.is_empty() {
        return Err(wrong("`id` and `size` are of different lengths"));
    }
    let mut dimensions = Vec::new();
    let mut most = 1_usize;
    for (id, size) in ids.iter().zip(sizes) {
        let id = id.as_str().ok_or_else(|| wrong("an id is no text"))?;
        let size = size.as_u64().and_then(|size| usize::try_from(size).ok()).unwrap_or(0);
        most = most.saturating_mul(size);
        if most > MOST {
            return Err(Fault::whole(FaultKind::TooLarge { what: "values", most: MOST as u64 }));
        }
        dimensions.push(dimension(&root, id, size)?);
    }
    let values = values(root.get("value"), most)?;
    let word = |name: &str| root.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok(Cube { label: word("label"), updated: word("updated"), dimensions, values })
}

fn dimension(root: &Value, id: &str, size: usize) -> Result<Dimension, Fault> {
    let dimension =
        root.get("dimension").and_then(|it| it.get(id)).ok_or_else(|| wrong(format!("no dimension {id}")))?;
    let category = dimension.get("category").ok_or_else(|| wrong(format!("{id} has no categories")))?;
    let labels = category.get("label").and_then(Value::as_object);
    let codes: Vec<String> = match category.get("index") {
        Some(Value::Array(codes)) => codes.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Some(Value::Object(places)) => in_order(places, size),
        // A dimension of one category may do without an index.
        _ => labels.map(|labels| labels.keys().cloned().collect()).unwrap_or_default(),
    };
    if codes.len() != size || size == 0 {
        return Err(wrong(format!("{id} has {} categories, its size says {size}", codes.len())));
    }
    let label = |code: &String| {
        labels.and_then(|all| all.get(code)).and_then(Value::as_str).unwrap_or(code).to_owned()
    };
    let categories = codes.iter().map(|code| (code.clone(), label(code))).collect();
    let name = dimension.get("label").and_then(Value::as_str).unwrap_or(id);
    Ok(Dimension { id: id.to_owned(), label: name.to_owned(), categories })
}

/// Codes by the places an object gives them: 0 to `size` − 1, each once.
fn in_order(places: &Map<String, Value>, size: usize) -> Vec<String> {
    let mut codes = vec![None; size.min(places.len())];
    for (code, place) in places {
        let place = place.as_u64().and_then(|place| usize::try_from(place).ok());
        if let Some(slot) = place.and_then(|place| codes.get_mut(place)) {
            *slot = Some(code.clone());
        }
    }
    codes.into_iter().flatten().collect()
}

fn values(value: Option<&Value>, most: usize) -> Result<Vec<Option<f64>>, Fault> {
    match value {
        Some(Value::Array(values)) if values.len() == most => Ok(values.iter().map(Value::as_f64).collect()),
        Some(Value::Array(values)) => {
            Err(wrong(format!("{} values where the sizes make {most}", values.len())))
        }
        Some(Value::Object(some)) => {
            let mut values = vec![None; most];
            for (place, value) in some {
                let slot = place.parse::<usize>().ok().and_then(|place| values.get_mut(place));
                *slot.ok_or_else(|| wrong(format!("a value at {place}, outside of the cube")))? =
                    value.as_f64();
            }
            Ok(values)
        }
        _ => Err(wrong("no `value`")),
    }
}

fn wrong(why: impl Into<String>) -> Fault {
    Fault::whole(FaultKind::Json(why.into()))
}
