//! Figures as a picture and as the table behind it: dots, intervals of rounded values, hollow marks where a figure may still
//! change, breaks, an axis from 0. What does not compare is not joined, and the warning says why.

use chrono::{Datelike as _, NaiveDate};
use web::Say;
use web::charts::Axis;
use web::charts::course::{Course, Dot, Line};

use crate::{
    Answer, Break, Catalogue, Interval, Origin, Panel, Period, Point, Series, State, Status, Unlike, words,
};

/// A chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The SVG.
    pub svg: String,
    /// Why its dots are not joined; a sentence that stands above the picture.
    pub warning: Option<String>,
}

/// Draws series on one picture. `title` is the finding, in a sentence.
///
/// Series that do not compare, and figures of a concept that nobody has defined, come out as dots that nothing joins, with
/// the warning.
#[must_use]
pub fn draw(
    t: &Say,
    catalogue: &Catalogue,
    id: &str,
    title: &str,
    series: &[Series],
    breaks: &[Break],
) -> Drawn {
    let unlike = Panel::of(series.to_vec()).err().or_else(|| undefined(series));
    let highest = series.iter().flat_map(Series::points).filter_map(|point| {
        let interval = interval(point, series)?;
        interval
            .high
            .or(interval.low)
            .into_iter()
            .chain(point.value().map(crate::Number::as_f64))
            .reduce(f64::max)
    });
    let unit = series.first().map(|one| one.concept().unit.in_language(t.lang().tag()).to_owned());
    let most = highest.fold(1.0, f64::max);
    let several = series.len() > 1;
    let lines = series.iter().enumerate().map(|(at, one)| Line {
        label: if several { label(t, catalogue, one, unlike.as_ref()) } else { String::new() },
        dots: one.points().iter().map(|point| dot(point, series)).collect(),
        pale: at > 0,
    });
    let lines: Vec<Line> = lines.collect();
    let course = Course {
        joined: unlike.is_none(),
        axis: Axis::round(most, unit.unwrap_or_default(), |value| t.number(value)),
        ticks: ticks(series),
        breaks: breaks.iter().map(|one| days(one.on)).filter(|at| within(*at, &lines)).collect(),
        lines,
    };
    let mut description = t.say("indicators-chart-description").into_owned();
    let warning = unlike.map(|unlike| {
        let apart = t.say("indicators-chart-apart");
        format!("{apart} {}", words::unlike(t, catalogue, &unlike))
    });
    if let Some(warning) = &warning {
        description = format!("{warning} {description}");
    }
    Drawn { svg: course.draw(id, title, &description), warning }
}

/// Several figures of a concept that nobody has defined.
fn undefined(series: &[Series]) -> Option<Unlike> {
    let alone = series.iter().find(|one| !one.is_a_line() && one.points().len() > 1)?;
    Some(Unlike::Undefined { concept: alone.concept().key.clone() })
}

fn label(t: &Say, catalogue: &Catalogue, series: &Series, unlike: Option<&Unlike>) -> String {
    match unlike {
        Some(Unlike::Concepts { .. }) => words::concept(t, catalogue, &series.concept().key),
        _ => words::place(t, catalogue, series.territory()),
    }
}

/// What a value may stand for.
fn interval(point: &Point, series: &[Series]) -> Option<Interval> {
    let State::Known { value, precision } = point.state else { return None };
    let whole = series.first().is_none_or(|one| one.concept().counts.is_whole());
    Some(precision.interval(value, whole))
}

fn dot(point: &Point, series: &[Series]) -> Dot {
    let interval = interval(point, series);
    Dot {
        at: middle(point.period),
        value: point.value().map(crate::Number::as_f64),
        low: interval.and_then(|interval| interval.low),
        high: interval.and_then(|interval| interval.high),
        hollow: point.status == Status::Provisional,
    }
}

fn days(day: NaiveDate) -> f64 {
    f64::from(day.num_days_from_ce())
}

fn middle(period: Period) -> f64 {
    f64::midpoint(days(period.first()), days(period.last()))
}

fn within(at: f64, lines: &[Line]) -> bool {
    let times = || lines.iter().flat_map(|line| &line.dots).map(|dot| dot.at);
    times().any(|time| time < at) && times().any(|time| at <= time)
}

/// A label for each year, or for every second, fifth … so that six or so stand side by side.
fn ticks(series: &[Series]) -> Vec<(f64, String)> {
    let periods = || series.iter().flat_map(Series::points).map(|point| point.period);
    let years = || periods().map(|period| period.first().year());
    let (Some(first), Some(last)) = (years().min(), years().max()) else { return Vec::new() };
    let step = [1, 2, 5, 10, 20, 50, 100].into_iter().find(|step| (last - first) / step < 7).unwrap_or(500);
    (first..=last)
        .filter(|year| (last - year) % step == 0)
        .filter_map(|year| {
            let at = periods().find(|period| period.first().year() == year).map(middle);
            Some((at?, year.to_string()))
        })
        .collect()
}

/// The table behind a chart: header and rows of the figures of an answer, with sources by number.
#[must_use]
pub fn table(t: &Say, answer: &Answer) -> (Vec<String>, Vec<Vec<String>>) {
    let header = ["period", "value", "interval", "note", "source"]
        .map(|column| t.say(&format!("indicators-column-{column}")).into_owned());
    let series = std::slice::from_ref(&answer.series);
    let row = |point: &Point| {
        let bound = |value: Option<f64>| value.map(|value| t.number(value));
        let meant = interval(point, series).map_or_else(String::new, |interval| {
            match (bound(interval.low), bound(interval.high)) {
                (Some(low), Some(high)) if low != high => format!("{low}–{high}"),
                (Some(low), None) => format!("≥ {low}"),
                _ => String::new(),
            }
        });
        let cited: Vec<&str> = point
            .sources
            .iter()
            .filter_map(|at| answer.sources.get(*at))
            .map(|edition| edition.source.title.as_str())
            .collect();
        vec![
            words::period(t, point.period),
            words::point(t, point),
            meant,
            notes(t, point).join(", "),
            cited.join("; "),
        ]
    };
    (header.to_vec(), answer.series.points().iter().map(row).collect())
}

fn notes(t: &Say, point: &Point) -> Vec<String> {
    let notes = [
        (point.status == Status::Provisional).then_some("indicators-provisional"),
        (point.origin == Origin::Summed).then_some("indicators-note-summed"),
        (point.origin == Origin::LeftOut).then_some("indicators-note-left-out"),
        point.disputed.then_some("indicators-note-disputed"),
    ];
    notes.into_iter().flatten().map(|key| t.say(key).into_owned()).collect()
}
