//! Charts as the server draws them: an SVG with a title and a description, read well at 320 px, styled by classes only.
//! Each stands beside a table with the same numbers; the same picture goes into reports.

pub mod course;

use std::fmt::Write as _;
/// Width of every chart; a phone shows it one to one.
pub const WIDTH: f64 = 360.0;
/// Height of a row.
const ROW: f64 = 46.0;
/// Where the axis begins.
pub const LEFT: f64 = 8.0;
/// Where the axis ends.
pub const RIGHT: f64 = 352.0;

/// A value with its interval.
#[derive(Debug, Clone)]
pub struct Mark {
    /// What it is of, with its base: "kolem ubytoven (n = 96)".
    pub label: String,
    /// The value as a person reads it.
    pub said: String,
    /// The value.
    pub value: Option<f64>,
    /// Lower end.
    pub low: Option<f64>,
    /// Upper end; with a value and none, the interval is open.
    pub high: Option<f64>,
    /// Drawn hollow: a control, a comparison.
    pub hollow: bool,
}

/// An axis from 0.
#[derive(Debug, Clone)]
pub struct Axis {
    /// Where it ends.
    pub most: f64,
    /// Values and their labels.
    pub ticks: Vec<(f64, String)>,
    /// Unit, written at the end.
    pub unit: String,
}

impl Axis {
    /// An axis that ends on a round number of at least `most`.
    #[must_use]
    pub fn round(most: f64, unit: String, label: impl Fn(f64) -> String) -> Axis {
        // 1, 2 or 5 with zeros, so that at most five steps reach the end.
        let ten = 10_f64.powf((most.max(1.0) / 5.0).log10().floor()).max(1.0);
        let step = [1.0, 2.0, 5.0, 10.0].map(|step| step * ten).into_iter().find(|step| step * 5.0 >= most);
        let step = step.unwrap_or(ten * 10.0);
        let count = (most / step).ceil().clamp(1.0, 10.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 10")]
        let ticks = (0..=count as u32).map(|n| f64::from(n) * step).map(|value| (value, label(value)));
        Axis { most: step * count, ticks: ticks.collect(), unit }
    }

    /// Where a value lies.
    #[must_use]
    pub fn at(&self, value: f64) -> f64 {
        LEFT + (value / self.most).clamp(0.0, 1.0) * (RIGHT - LEFT)
    }

    /// Draws the lines and labels of the axis between two heights.
    pub fn draw(&self, top: f64, bottom: f64, out: &mut String) {
        for (value, label) in &self.ticks {
            let x = self.at(*value);
            let anchor = if x < 20.0 {
                "start"
            } else if x > WIDTH - 20.0 {
                "end"
            } else {
                "middle"
            };
            let _ = write!(
                out,
                "<line class=\"chart-grid\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{top:.0}\" y2=\"{bottom:.0}\"/>\
                 <text class=\"chart-tick\" x=\"{x:.1}\" y=\"{:.0}\" text-anchor=\"{anchor}\">{}</text>",
                bottom + 16.0,
                escaped(label)
            );
        }
        let _ = write!(
            out,
            "<text class=\"chart-tick\" x=\"{RIGHT}\" y=\"{:.0}\" text-anchor=\"end\">{}</text>",
            bottom + 32.0,
            escaped(&self.unit)
        );
    }
}

/// Values with their intervals, one under another.
#[must_use]
pub fn intervals(id: &str, title: &str, description: &str, axis: &Axis, marks: &[Mark]) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a chart has a dozen rows")]
    let bottom = marks.len() as f64 * ROW + 4.0;
    let mut out = open(id, title, description, bottom + 38.0);
    axis.draw(0.0, bottom, &mut out);
    for (at, mark) in marks.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a chart has a dozen rows")]
        draw(mark, at as f64 * ROW, axis, &mut out);
    }
    out.push_str("</svg>");
    out
}

fn draw(mark: &Mark, top: f64, axis: &Axis, out: &mut String) {
    let _ = write!(
        out,
        "<text class=\"chart-label\" x=\"{LEFT}\" y=\"{:.0}\">{}</text>\
         <text class=\"chart-value\" x=\"{RIGHT}\" y=\"{:.0}\" text-anchor=\"end\">{}</text>",
        top + 15.0,
        escaped(&cut(&mark.label)),
        top + 15.0,
        escaped(&mark.said)
    );
    let Some(value) = mark.value else { return };
    let (y, x) = (top + 29.0, axis.at(value));
    let (low, high) = (mark.low.map_or(x, |low| axis.at(low)), mark.high.map_or(RIGHT, |high| axis.at(high)));
    let kind = if mark.hollow { " chart-dot--hollow" } else { "" };
    let _ = write!(
        out,
        "<line class=\"chart-range\" x1=\"{low:.1}\" x2=\"{high:.1}\" y1=\"{y:.0}\" y2=\"{y:.0}\"/>"
    );
    if mark.high.is_none() {
        // An open end is an arrow: the data put no upper bound.
        let (tip, back) = (RIGHT, RIGHT - 7.0);
        let _ = write!(
            out,
            "<path class=\"chart-range\" d=\"M{back:.1},{:.0} L{tip:.1},{y:.0} L{back:.1},{:.0}\"/>",
            y - 5.0,
            y + 5.0
        );
    }
    let _ = write!(out, "<circle class=\"chart-dot{kind}\" cx=\"{x:.1}\" cy=\"{y:.0}\" r=\"5.5\"/>");
}

/// A label that leaves room for the value beside it.
fn cut(label: &str) -> String {
    const MOST: usize = 46;
    if label.chars().count() <= MOST {
        return label.to_owned();
    }
    let kept: String = label.chars().take(MOST - 1).collect();
    format!("{}…", kept.trim_end())
}

/// The beginning of a chart: its title, what it shows in words, and its height; the caller ends it with `</svg>`.
#[must_use]
pub fn open(id: &str, title: &str, description: &str, height: f64) -> String {
    format!(
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {height:.0}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>",
        escaped(title),
        escaped(description)
    )
}

/// A text inside the picture.
#[must_use]
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_end_on_round_numbers() {
        let most = |most: f64| Axis::round(most, String::new(), |value| value.to_string()).most;
        assert_eq!(
            [0.0, 3.0, 7.0, 23.0, 41.0, 400.0, 5_057.0, 192_405.0].map(most),
            [1.0, 3.0, 8.0, 25.0, 50.0, 400.0, 6_000.0, 200_000.0]
        );
    }

    #[test]
    fn a_chart_to_look_at() {
        let axis = Axis::round(30.0, "dní".to_owned(), |value| format!("{value}"));
        let mark = |label: &str, high| Mark {
            label: label.to_owned(),
            said: "8 dní".to_owned(),
            value: Some(8.0),
            low: Some(4.0),
            high,
            hollow: false,
        };
        let marks = [mark("přijato (n = 21)", Some(11.0)), mark("<řízení> (n = 4)", None)];
        insta::assert_snapshot!(intervals("times", "Title", "Description", &axis, &marks));
    }
}
