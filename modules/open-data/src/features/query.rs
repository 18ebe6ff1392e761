//! What a request asks for. Anything that is not understood is refused with its name: a filter that is silently passed
//! over would answer another question (OGC 17-069r4, requirement 22).

use axum::http::{HeaderMap, StatusCode, header};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use ground::open::{Ask, Bbox, Layer, Period};
use web::{Error, Refusal};

/// Parameters of a request in their order.
pub(crate) type Pairs = Vec<(String, String)>;

/// Features on a page when the request does not say.
pub(super) const PAGE: usize = 100;
/// Most features on a page; whoever asks for more gets so many.
pub(super) const MOST: usize = 1000;

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// JSON or GeoJSON.
    Json,
    /// A page.
    Html,
}

/// Reads a request that takes no parameters but the format.
pub(super) fn format(pairs: &Pairs, headers: &HeaderMap) -> Result<Format, Error> {
    match pairs.iter().find(|(name, _)| !matches!(name.as_str(), "f" | "lang")) {
        Some((name, _)) => Err(unknown(name)),
        None => wanted(pairs, headers),
    }
}

fn wanted(pairs: &Pairs, headers: &HeaderMap) -> Result<Format, Error> {
    match pairs.iter().find(|(name, _)| name == "f") {
        Some((_, format)) if format == "json" => Ok(Format::Json),
        Some((_, format)) if format == "html" => Ok(Format::Html),
        Some((_, format)) => Err(refused("bad-parameter", "f", format)),
        None => Ok(accepted(headers)),
    }
}

/// JSON unless a page is asked for first, as browsers do.
fn accepted(headers: &HeaderMap) -> Format {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match (accept.find("text/html"), accept.find("json")) {
        (Some(html), json) if json.is_none_or(|json| html < json) => Format::Html,
        _ => Format::Json,
    }
}

/// Reads a request for features: `bbox`, `datetime`, `limit`, `offset`, and any property of the layer by its name.
pub(super) fn items(layer: &Layer, pairs: &Pairs, headers: &HeaderMap) -> Result<(Ask, Format), Error> {
    let mut ask = Ask { limit: PAGE, ..Ask::default() };
    for (at, (name, value)) in pairs.iter().enumerate() {
        if pairs.iter().take(at).any(|(earlier, _)| earlier == name) {
            return Err(refused("twice-parameter", name, value));
        }
        let bad = || refused("bad-parameter", name, value);
        match name.as_str() {
            "f" | "lang" => {}
            "limit" => {
                // A number too large to count with is still a wish for as many as there are.
                let digits = !value.is_empty() && value.bytes().all(|digit| digit.is_ascii_digit());
                let limit = if digits { value.parse().unwrap_or(MOST) } else { 0 };
                ask.limit = if limit == 0 { return Err(bad()) } else { limit.min(MOST) };
            }
            "offset" => ask.offset = value.parse().map_err(|_| bad())?,
            "bbox" => ask.bbox = Some(bbox(value).ok_or_else(bad)?),
            "datetime" => ask.during = Some(period(value).ok_or_else(bad)?),
            property => {
                let column = layer.properties.iter().find(|column| column.name == property);
                ask.equal.push((column.ok_or_else(|| unknown(name))?.name, value.clone()));
            }
        }
    }
    Ok((ask, wanted(pairs, headers)?))
}

/// Four numbers, or six with heights, which nothing here has. West may be greater than east: then the frame crosses the
/// antimeridian, where no Czech city lies; what is left of it is on its eastern or western side.
fn bbox(text: &str) -> Option<Bbox> {
    let numbers: Vec<f64> =
        text.split(',').map(|number| number.trim().parse().ok()).collect::<Option<_>>()?;
    let (west, south, east, north) = match numbers.as_slice() {
        &[west, south, east, north] | &[west, south, _, east, north, _] => (west, south, east, north),
        _ => return None,
    };
    let on_earth = west.abs() <= 180.0 && east.abs() <= 180.0 && south.abs() <= 90.0 && north.abs() <= 90.0;
    let east = if west > east { 180.0 } else { east };
    (on_earth && south <= north).then_some(Bbox { west, south, east, north })
}

/// A moment, or two with `/` between them; `..` or nothing is an open end. A day is its whole day (UTC).
fn period(text: &str) -> Option<Period> {
    let open = |text: &str| matches!(text, "" | "..");
    let Some((from, until)) = text.split_once('/') else {
        return Some(Period { from: Some(begin(text)?), until: Some(end(text)?) });
    };
    let period = Period {
        from: if open(from) { None } else { Some(begin(from)?) },
        until: if open(until) { None } else { Some(end(until)?) },
    };
    let sound = period.from.zip(period.until).is_none_or(|(from, until)| from <= until);
    (sound && (period.from.is_some() || period.until.is_some())).then_some(period)
}

fn begin(text: &str) -> Option<DateTime<Utc>> {
    let day = |text: &str| Some(text.parse::<NaiveDate>().ok()?.and_hms_opt(0, 0, 0)?.and_utc());
    DateTime::parse_from_rfc3339(text).map(|at| at.to_utc()).ok().or_else(|| day(text))
}

fn end(text: &str) -> Option<DateTime<Utc>> {
    let whole_day = text.parse::<NaiveDate>().is_ok();
    let begin = begin(text)?;
    if whole_day { begin.checked_add_signed(TimeDelta::milliseconds(86_399_999)) } else { Some(begin) }
}

fn unknown(name: &str) -> Error {
    refused("unknown-parameter", name, "")
}

fn refused(code: &'static str, name: &str, value: &str) -> Error {
    let short = |text: &str| text.chars().take(100).collect::<String>();
    let refusal = Refusal::new(code).with("parameter", short(name)).with("value", short(value));
    refusal.status(StatusCode::BAD_REQUEST).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_four_numbers_on_the_earth() {
        let check = |text: &str, expected: Option<[f64; 4]>| {
            let read = bbox(text).map(|b| [b.west, b.south, b.east, b.north]);
            assert_eq!(read, expected, "{text}");
        };
        check("13,49,14,50", Some([13.0, 49.0, 14.0, 50.0]));
        check("13,49,0,14,50,300", Some([13.0, 49.0, 14.0, 50.0]));
        check("170,-10,-170,10", Some([170.0, -10.0, 180.0, 10.0]));
        for wrong in [
            "",
            "13,49,14",
            "13,49,14,x",
            "13,50,14,49",
            "49,13,50,200",
            "NaN,1,2,3",
            "inf,1,2,3",
            "1,2,3,4,5",
        ] {
            check(wrong, None);
        }
    }

    #[test]
    fn times_are_moments_days_and_open_intervals() {
        let check = |text: &str, expected: Option<(Option<&str>, Option<&str>)>| {
            let written = |at: DateTime<Utc>| at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
            let read = period(text).map(|p| (p.from.map(written), p.until.map(written)));
            let read = read.as_ref().map(|(from, until)| (from.as_deref(), until.as_deref()));
            assert_eq!(read, expected, "{text}");
        };
        let moment = Some("2026-11-26T12:00:00Z");
        check("2026-11-26T13:00:00+01:00", Some((moment, moment)));
        check("2026-11-26", Some((Some("2026-11-26T00:00:00Z"), Some("2026-11-26T23:59:59Z"))));
        check("2026-11-26T12:00:00Z/..", Some((moment, None)));
        check("/2026-11-26T12:00:00Z", Some((None, moment)));
        for wrong in ["", "../..", "/", "2026-02-30", "2026-11-27/2026-11-26", "today", "2026-11-26/x"] {
            check(wrong, None);
        }
    }

    #[test]
    fn browsers_get_pages_and_programs_json() {
        let check = |accept: &str, expected: Format| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, accept.parse().unwrap());
            assert_eq!(accepted(&headers), expected, "{accept}");
        };
        check("text/html,application/xhtml+xml,*/*;q=0.8", Format::Html);
        check("application/geo+json, text/html", Format::Json);
        check("*/*", Format::Json);
    }
}
