//! The chart of how long things wait; others are [`web::charts`].

use std::fmt::Write as _;

use case_statistics::survival::Curve;
pub(crate) use web::charts::{Axis, Mark, intervals};
use web::charts::{LEFT, RIGHT, open};

/// A survival curve with its band: which share is still waiting after so many days.
pub(crate) fn waiting(id: &str, title: &str, description: &str, axis: &Axis, curve: &Curve) -> String {
    const TOP: f64 = 10.0;
    const BOTTOM: f64 = 170.0;
    let y = |share: f64| BOTTOM - share.clamp(0.0, 1.0) * (BOTTOM - TOP);
    let mut out = open(id, title, description, BOTTOM + 38.0);
    axis.draw(TOP, BOTTOM, &mut out);
    for (share, label) in [(1.0, "100 %"), (0.5, "50 %"), (0.0, "")] {
        let _ = write!(
            out,
            "<line class=\"chart-grid\" x1=\"{LEFT}\" x2=\"{RIGHT}\" y1=\"{:.1}\" y2=\"{:.1}\"/>\
             <text class=\"chart-tick\" x=\"{RIGHT}\" y=\"{:.1}\" text-anchor=\"end\">{label}</text>",
            y(share),
            y(share),
            y(share) - 3.0
        );
    }
    let (mut line, mut upper, mut lower) =
        (format!("M{LEFT},{:.1}", y(1.0)), Vec::new(), vec![(LEFT, y(1.0))]);
    upper.push((LEFT, y(1.0)));
    let mut before = (1.0, 1.0);
    for step in &curve.steps {
        #[expect(clippy::cast_precision_loss, reason = "days")]
        let x = axis.at(step.duration as f64);
        let _ = write!(line, " H{x:.1} V{:.1}", y(step.surviving));
        let band = step.interval.map_or((step.surviving, step.surviving), |band| (band.low, band.high));
        for (side, old, new) in [(&mut lower, before.0, band.0), (&mut upper, before.1, band.1)] {
            side.push((x, y(old)));
            side.push((x, y(new)));
        }
        before = band;
    }
    let corners = upper.iter().chain(lower.iter().rev());
    let band: Vec<String> = corners.map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let _ = write!(
        out,
        "<polygon class=\"chart-band\" points=\"{}\"/><path class=\"chart-line\" d=\"{line}\"/></svg>",
        band.join(" ")
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use case_statistics::Confidence;
    use case_statistics::survival::{Observation, kaplan_meier};

    #[test]
    fn a_chart_to_look_at() {
        let axis = Axis::round(30.0, "dní".to_owned(), |value| format!("{value}"));
        let curve = kaplan_meier(&[Observation::ended(3), Observation::open(9)], Confidence::P95);
        insta::assert_snapshot!(waiting("tasks", "Title", "Description", &axis, &curve));
    }
}
