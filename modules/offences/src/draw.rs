//! Pictures drawn on the server: a series of months, a calendar, a clock. Each stands beside a table with its numbers.

use std::fmt::Write as _;

use chrono::{Datelike, Days, NaiveDate};
use web::charts::{LEFT, RIGHT, escaped, open};

use crate::month::Month;

/// A month of a series.
#[derive(Debug, Clone)]
pub(crate) struct Point {
    pub(crate) month: Month,
    /// None where nothing may be shown, or nothing was told.
    pub(crate) value: Option<f64>,
    /// Ends of its interval.
    pub(crate) ends: Option<(f64, f64)>,
    /// Still being told: drawn hollow.
    pub(crate) provisional: bool,
}

/// What a picture is called.
#[derive(Debug, Clone)]
pub(crate) struct Caption<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) description: &'a str,
    pub(crate) unit: &'a str,
}

const TOP: f64 = 16.0;
const BOTTOM: f64 = 176.0;

/// Counts by month, from zero, with their intervals; breaks are dashed lines.
pub(crate) fn months(caption: &Caption<'_>, points: &[Point], breaks: &[NaiveDate]) -> String {
    let highest =
        points.iter().filter_map(|it| it.ends.map(|(_, high)| high).or(it.value)).fold(0.0, f64::max);
    let (step, most) = scale(highest);
    let y = |value: f64| BOTTOM - (value / most).clamp(0.0, 1.0) * (BOTTOM - TOP);
    #[expect(clippy::cast_precision_loss, reason = "a few hundred months")]
    let (count, x0) = (points.len().max(2) as f64 - 1.0, LEFT + 30.0);
    #[expect(clippy::cast_precision_loss, reason = "a few hundred months")]
    let x = |at: usize| x0 + at as f64 / count * (RIGHT - 6.0 - x0);
    let mut out = open(caption.id, caption.title, caption.description, BOTTOM + 40.0);
    let mut tick = 0.0;
    while tick <= most + step / 2.0 {
        let _ = write!(
            out,
            "<line class=\"chart-grid\" x1=\"{x0}\" x2=\"{RIGHT}\" y1=\"{0:.1}\" y2=\"{0:.1}\"/>\
             <text class=\"chart-tick\" x=\"{1}\" y=\"{2:.1}\" text-anchor=\"end\">{tick}</text>",
            y(tick),
            x0 - 4.0,
            y(tick) + 4.0
        );
        tick += step;
    }
    years(points, &x, &mut out);
    for day in breaks {
        if let Some(at) = points.iter().position(|it| it.month == Month::of(*day)) {
            let _ = write!(
                out,
                "<line class=\"chart-break\" x1=\"{0:.1}\" x2=\"{0:.1}\" y1=\"{TOP}\" y2=\"{BOTTOM}\"/>",
                x(at)
            );
        }
    }
    for run in runs(points) {
        if run.len() > 1 {
            let upper = run.iter().map(|(at, it)| (x(*at), y(it.ends.map_or(0.0, |ends| ends.1))));
            let lower = run.iter().rev().map(|(at, it)| (x(*at), y(it.ends.map_or(0.0, |ends| ends.0))));
            if run.iter().all(|(_, it)| it.ends.is_some()) {
                let corners: Vec<String> =
                    upper.chain(lower).map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
                let _ = write!(out, "<polygon class=\"chart-band\" points=\"{}\"/>", corners.join(" "));
            }
            let line: Vec<String> = run
                .iter()
                .map(|(at, it)| format!("{:.1},{:.1}", x(*at), y(it.value.unwrap_or(0.0))))
                .collect();
            let _ = write!(out, "<polyline class=\"chart-line\" points=\"{}\"/>", line.join(" "));
        }
        for (at, it) in run {
            let hollow = if it.provisional { " chart-dot--hollow" } else { "" };
            let _ = write!(
                out,
                "<circle class=\"chart-dot{hollow}\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"2.2\"/>",
                x(at),
                y(it.value.unwrap_or(0.0))
            );
        }
    }
    let _ = write!(
        out,
        "<text class=\"chart-tick\" x=\"{LEFT}\" y=\"10\">{}</text></svg>",
        escaped(caption.unit)
    );
    out
}

/// A step of the axis and where it ends: at most five steps, on round numbers.
fn scale(highest: f64) -> (f64, f64) {
    let steps = (0..9).flat_map(|power| [1.0, 2.0, 5.0].map(|step| step * 10_f64.powi(power)));
    let step = steps.into_iter().find(|step| step * 5.0 >= highest).unwrap_or(1e9);
    (step, (highest / step).ceil().max(1.0) * step)
}

fn years(points: &[Point], x: &dyn Fn(usize) -> f64, out: &mut String) {
    for (at, it) in points.iter().enumerate() {
        if it.month.number() == 1 || at == 0 {
            let anchor = if at == 0 { "start" } else { "middle" };
            // The first year leaves room for the next one.
            if at == 0 && it.month.number() > 9 {
                continue;
            }
            let _ = write!(
                out,
                "<text class=\"chart-tick\" x=\"{:.1}\" y=\"{:.0}\" text-anchor=\"{anchor}\">{}</text>",
                x(at),
                BOTTOM + 16.0,
                it.month.year()
            );
        }
    }
}

/// Stretches of months that have a value.
fn runs(points: &[Point]) -> Vec<Vec<(usize, &Point)>> {
    let mut runs: Vec<Vec<(usize, &Point)>> = vec![Vec::new()];
    for (at, it) in points.iter().enumerate() {
        match (it.value, runs.last_mut()) {
            (Some(_), Some(run)) => run.push((at, it)),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// How dark a cell is, 0 to 5: five equal parts up to the highest.
fn shade(value: f64, highest: f64) -> u8 {
    if value <= 0.0 || highest <= 0.0 {
        return 0;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 5")]
    let shade = (5.0 * value / highest).ceil().clamp(1.0, 5.0) as u8;
    shade
}

/// Days as a calendar: a column for each week, Monday on top. At most three years fit.
pub(crate) fn calendar(
    caption: &Caption<'_>,
    days: [&str; 7],
    (from, to): (NaiveDate, NaiveDate),
    count: &dyn Fn(NaiveDate) -> u64,
) -> String {
    let monday = from - Days::new(u64::from(from.weekday().num_days_from_monday()));
    let weeks = (to - monday).num_days() / 7 + 1;
    let rows = (weeks + 52) / 53;
    #[expect(clippy::cast_precision_loss, reason = "at most 53 weeks a row")]
    let (side, height) = ((RIGHT - LEFT - 22.0) / 53.0, rows as f64);
    let block = side * 7.0 + 16.0;
    let all: Vec<NaiveDate> = from.iter_days().take_while(|day| *day <= to).collect();
    #[expect(clippy::cast_precision_loss, reason = "counts of a day")]
    let number = |day: NaiveDate| count(day) as f64;
    let highest = all.iter().map(|day| number(*day)).fold(0.0, f64::max);
    let mut out = open(caption.id, caption.title, caption.description, height * block + 8.0);
    for row in 0..rows {
        #[expect(clippy::cast_precision_loss, reason = "a few rows")]
        let top = row as f64 * block + 12.0;
        for (at, name) in days.iter().enumerate().step_by(2) {
            #[expect(clippy::cast_precision_loss, reason = "seven days")]
            let y = top + (at as f64 + 0.9) * side;
            let _ =
                write!(out, "<text class=\"chart-tick\" x=\"{LEFT}\" y=\"{y:.1}\">{}</text>", escaped(name));
        }
    }
    for day in all {
        let week = (day - monday).num_days() / 7;
        let (row, column) = (week / 53, week % 53);
        #[expect(clippy::cast_precision_loss, reason = "53 weeks")]
        let (x, top) = (LEFT + 22.0 + column as f64 * side, row as f64 * block + 12.0);
        let y = top + f64::from(day.weekday().num_days_from_monday()) * side;
        let _ = write!(
            out,
            "<rect class=\"heat heat--{}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{w:.1}\"/>",
            shade(number(day), highest),
            w = side - 0.6
        );
        if day.day() == 1 {
            let _ = write!(
                out,
                "<text class=\"chart-tick\" x=\"{x:.1}\" y=\"{:.1}\">{}</text>",
                top - 2.0,
                day.month()
            );
        }
    }
    out.push_str("</svg>");
    out
}

/// Hours of the week: a row for each day, a column for each hour.
pub(crate) fn clock(caption: &Caption<'_>, days: [&str; 7], hours: &[[f64; 24]; 7]) -> String {
    let side = (RIGHT - LEFT - 26.0) / 24.0;
    let highest = hours.iter().flatten().copied().fold(0.0, f64::max);
    let mut out = open(caption.id, caption.title, caption.description, side * 7.0 + 24.0);
    for (row, (name, hours)) in days.iter().zip(hours).enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "seven days")]
        let y = row as f64 * side;
        let _ = write!(
            out,
            "<text class=\"chart-tick\" x=\"{LEFT}\" y=\"{:.1}\">{}</text>",
            y + side * 0.75,
            escaped(name)
        );
        for (hour, value) in hours.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "24 hours")]
            let x = LEFT + 26.0 + hour as f64 * side;
            let _ = write!(
                out,
                "<rect class=\"heat heat--{}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{w:.1}\"/>",
                shade(*value, highest),
                w = side - 0.8
            );
        }
    }
    for hour in (0..24).step_by(3) {
        let x = LEFT + 26.0 + f64::from(hour) * side;
        let _ = write!(
            out,
            "<text class=\"chart-tick\" x=\"{x:.1}\" y=\"{:.1}\">{hour}</text>",
            side * 7.0 + 14.0
        );
    }
    out.push_str("</svg>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAPTION: Caption<'_> = Caption { id: "x", title: "<T>", description: "D", unit: "počet" };

    #[test]
    fn holes_break_the_line_and_nothing_draws_nothing() {
        let point =
            |at: i32, value| Point { month: Month(24_000 + at), value, ends: None, provisional: false };
        let svg = months(
            &CAPTION,
            &[point(0, Some(3.0)), point(1, None), point(2, Some(4.0)), point(3, Some(0.0))],
            &[],
        );
        assert_eq!(svg.matches("<polyline").count(), 1);
        assert_eq!(svg.matches("<circle").count(), 3);
        assert!(svg.contains("&lt;T&gt;") && !svg.contains("NaN"));
        assert!(months(&CAPTION, &[], &[]).ends_with("</svg>"));
    }

    #[test]
    fn every_day_and_hour_has_its_cell() {
        let days = ["po", "út", "st", "čt", "pá", "so", "ne"];
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let svg =
            calendar(&CAPTION, days, (day("2024-02-01"), day("2024-02-29")), &|day| u64::from(day.day()));
        assert_eq!(svg.matches("<rect").count(), 29);
        assert_eq!(clock(&CAPTION, days, &[[0.0; 24]; 7]).matches("heat--0").count(), 168);
    }

    #[test]
    fn axes_end_on_round_numbers() {
        assert_eq!(scale(0.0), (1.0, 1.0));
        assert_eq!(scale(23.0), (5.0, 25.0));
        assert_eq!(scale(412.0), (100.0, 500.0));
    }
}
