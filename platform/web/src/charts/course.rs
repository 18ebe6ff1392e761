//! The course of figures over time: dots with their intervals, joined only where the caller says that they compare, on an
//! axis from 0, with the days from which things are counted otherwise.

use std::fmt::Write as _;

use super::{Axis, LEFT, RIGHT, escaped, open};

/// Height of the drawing above the labels of time.
const HEIGHT: f64 = 190.0;
/// Room above for labels.
const TOP: f64 = 18.0;

/// One figure.
#[derive(Debug, Clone, Default)]
pub struct Dot {
    /// When, in any unit that grows with time; days.
    pub at: f64,
    /// The value; `None` leaves a gap in the line.
    pub value: Option<f64>,
    /// The least it may stand for.
    pub low: Option<f64>,
    /// The most it may stand for.
    pub high: Option<f64>,
    /// Drawn hollow: it may still change.
    pub hollow: bool,
}

/// Figures under one name.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its name, written at its last dot; empty when the title says it.
    pub label: String,
    /// Its dots, earliest first.
    pub dots: Vec<Dot>,
    /// Drawn pale: something to compare with.
    pub pale: bool,
}

/// A course to draw.
#[derive(Debug, Clone)]
pub struct Course {
    /// Its lines.
    pub lines: Vec<Line>,
    /// Whether dots of a line are joined: only when they compare.
    pub joined: bool,
    /// The axis of values. It begins at 0; what lies below (corrections) is drawn at 0 and read in the table.
    pub axis: Axis,
    /// Marks of time and their labels.
    pub ticks: Vec<(f64, String)>,
    /// Days from which things are counted otherwise.
    pub breaks: Vec<f64>,
}

impl Course {
    /// Draws it.
    #[must_use]
    pub fn draw(&self, id: &str, title: &str, description: &str) -> String {
        let mut out = open(id, title, description, TOP + HEIGHT + 24.0);
        self.draw_axis(&mut out);
        for at in &self.breaks {
            let x = self.x(*at);
            let _ = write!(
                out,
                "<line class=\"chart-break\" stroke-dasharray=\"4 3\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{TOP:.0}\" y2=\"{:.0}\"/>",
                TOP + HEIGHT
            );
        }
        for line in &self.lines {
            self.draw_line(line, &mut out);
        }
        out.push_str("</svg>");
        out
    }

    fn draw_axis(&self, out: &mut String) {
        for (value, label) in &self.axis.ticks {
            let y = self.y(*value);
            let _ = write!(
                out,
                "<line class=\"chart-grid\" x1=\"{LEFT}\" x2=\"{RIGHT}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>\
                 <text class=\"chart-tick\" x=\"{LEFT}\" y=\"{:.1}\">{}</text>",
                y - 3.0,
                escaped(label)
            );
        }
        let _ = write!(
            out,
            "<text class=\"chart-tick\" x=\"{RIGHT}\" y=\"12\" text-anchor=\"end\">{}</text>",
            escaped(&self.axis.unit)
        );
        for (at, label) in &self.ticks {
            let x = self.x(*at);
            let _ = write!(
                out,
                "<text class=\"chart-tick\" x=\"{x:.1}\" y=\"{:.0}\" text-anchor=\"middle\">{}</text>",
                TOP + HEIGHT + 16.0,
                escaped(label)
            );
        }
    }

    fn draw_line(&self, line: &Line, out: &mut String) {
        let pale = if line.pale { " chart-line--pale" } else { "" };
        if self.joined {
            for run in line.dots.split(|dot| dot.value.is_none()).filter(|run| run.len() > 1) {
                let corners: Vec<String> = run
                    .iter()
                    .filter_map(|dot| Some(format!("{:.1},{:.1}", self.x(dot.at), self.y(dot.value?))))
                    .collect();
                let _ =
                    write!(out, "<polyline class=\"chart-line{pale}\" points=\"{}\"/>", corners.join(" "));
            }
        }
        for dot in &line.dots {
            let Some(value) = dot.value else { continue };
            let (x, y) = (self.x(dot.at), self.y(value));
            let (low, high) = (dot.low.map_or(y, |low| self.y(low)), dot.high.map_or(y, |high| self.y(high)));
            if (low - high).abs() > 0.05 {
                let _ = write!(
                    out,
                    "<line class=\"chart-range\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{low:.1}\" y2=\"{high:.1}\"/>"
                );
            }
            let hollow = if dot.hollow { " chart-dot--hollow" } else { "" };
            let _ = write!(
                out,
                "<circle class=\"chart-dot{hollow}{pale}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>"
            );
        }
        let last = line.dots.iter().rev().find_map(|dot| Some((dot.at, dot.value?)));
        if let Some((at, value)) = last.filter(|_| !line.label.is_empty()) {
            let (x, y) = (self.x(at) + 4.0, (self.y(value) - 9.0).max(12.0));
            let _ = write!(
                out,
                "<text class=\"chart-label\" x=\"{:.1}\" y=\"{y:.1}\" text-anchor=\"end\">{}</text>",
                x.min(RIGHT),
                escaped(&line.label)
            );
        }
    }

    fn y(&self, value: f64) -> f64 {
        TOP + HEIGHT * (1.0 - (value / self.axis.most).clamp(0.0, 1.0))
    }

    /// Where a time lies; a single time lies in the middle.
    fn x(&self, at: f64) -> f64 {
        let times = || self.lines.iter().flat_map(|line| &line.dots).map(|dot| dot.at);
        let (first, last) =
            (times().fold(f64::INFINITY, f64::min), times().fold(f64::NEG_INFINITY, f64::max));
        // Room for labels of the axis on the left.
        let (left, right) = (LEFT + 44.0, RIGHT - 12.0);
        if last > first {
            left + (at - first) / (last - first) * (right - left)
        } else {
            f64::midpoint(left, right)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_course_to_look_at() {
        let dot = |at: f64, value: Option<f64>| Dot { at, value, ..Dot::default() };
        let course = Course {
            lines: vec![Line {
                label: "Město & okolí".to_owned(),
                dots: vec![
                    dot(0.0, Some(4_898.0)),
                    dot(365.0, Some(4_942.0)),
                    dot(730.0, None),
                    Dot {
                        low: Some(4_500.0),
                        high: Some(5_499.0),
                        hollow: true,
                        ..dot(1_095.0, Some(5_000.0))
                    },
                ],
                pale: false,
            }],
            joined: true,
            axis: Axis::round(5_499.0, "skutků".to_owned(), |value| value.to_string()),
            ticks: vec![(0.0, "2017".to_owned()), (1_095.0, "2020".to_owned())],
            breaks: vec![1_000.0],
        };
        insta::assert_snapshot!(course.draw("crimes", "Title", "Description"));
        let apart = Course { joined: false, ..course };
        assert!(
            !apart.draw("crimes", "Title", "Description").contains("<polyline"),
            "what does not compare is not joined"
        );
    }
}
