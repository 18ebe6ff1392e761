//! How an answer is held against what was expected.

use serde_json::{Map, Value};

/// Differences of one entry: the largest relative one, and what does not agree at all.
#[derive(Default)]
pub(crate) struct Agreement {
    pub(crate) largest: f64,
    pub(crate) faults: Vec<String>,
}

/// Compares every expected figure. `absolute` is what counts as nothing, on the scale of the data.
pub(crate) fn compare(
    expected: &Map<String, Value>,
    found: &Map<String, Value>,
    tolerance: f64,
) -> Agreement {
    let mut agreement = Agreement::default();
    let scale = scale(expected);
    for (key, value) in expected {
        // Words are no figures; another se is accepted where R's own is not the textbook's.
        if ["names", "df_names", "estimate_names", "method", "se_alternative", "r_result"]
            .contains(&key.as_str())
        {
            continue;
        }
        match found.get(key) {
            Some(found) => agreement.values(key, value, found, tolerance, scale),
            None => agreement.faults.push(format!("{key} is missing")),
        }
    }
    agreement
}

/// The largest estimate or standard error: zeros are held against it.
fn scale(expected: &Map<String, Value>) -> f64 {
    let mut largest = 0.0_f64;
    let mut stack: Vec<&Value> = ["estimate", "se"].iter().filter_map(|key| expected.get(*key)).collect();
    while let Some(value) = stack.pop() {
        match value {
            Value::Number(number) => largest = largest.max(number.as_f64().unwrap_or(0.0).abs()),
            Value::Array(values) => stack.extend(values),
            _ => {}
        }
    }
    if largest == 0.0 { 1.0 } else { largest }
}

impl Agreement {
    fn values(&mut self, key: &str, expected: &Value, found: &Value, tolerance: f64, scale: f64) {
        match (expected, found) {
            (Value::Array(expected), Value::Array(found)) if expected.len() == found.len() => {
                expected.iter().zip(found).for_each(|(a, b)| self.values(key, a, b, tolerance, scale));
            }
            (Value::Number(_), Value::Number(_)) => {
                let (a, b) = (expected.as_f64().unwrap_or(f64::NAN), found.as_f64().unwrap_or(f64::NAN));
                let squared = if key == "vcov" { scale } else { 1.0 };
                // A probability has no scale but its own.
                let floor = if key.starts_with("p_") { 0.0 } else { 1e-9 * scale * squared };
                // Below 1e-12 a p-value needs its order of magnitude only.
                let tiny =
                    key.starts_with("p_") && a < 1e-12 && b > 0.0 && (a.log10() - b.log10()).abs() < 1.0;
                let relative = (a - b).abs() / a.abs().max(b.abs());
                if a == b || tiny || (a - b).abs() <= floor && a.abs() <= floor {
                    return;
                }
                self.largest = self.largest.max(relative);
                if relative.is_nan() || relative > tolerance {
                    self.faults.push(format!("{key}: expected {a}, found {b} (relative {relative:.1e})"));
                }
            }
            _ if expected == found => {}
            // One figure in a list is one figure.
            (Value::Array(list), one) | (one, Value::Array(list)) if list.len() == 1 => {
                if let Some(first) = list.first() {
                    self.values(key, first, one, tolerance, scale);
                }
            }
            _ => self.faults.push(format!("{key}: expected {expected}, found {found}")),
        }
    }
}
