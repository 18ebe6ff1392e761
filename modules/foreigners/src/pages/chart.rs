//! Charts of one concept over time: a dot a day, never two concepts together.

use web::charts::{Axis, Mark, intervals};

/// An axis from 0 to a round number of at least `most`.
pub(super) fn axis(most: f64, unit: String, label: impl Fn(f64) -> String) -> Axis {
    let most = most.max(1.0);
    let magnitude = 10_f64.powf((most / 4.0).log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|it| it * magnitude).into_iter().find(|step| step * 4.0 >= most);
    let step = step.unwrap_or(magnitude * 10.0).max(1.0);
    let count = (most / step).ceil().clamp(1.0, 5.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 5")]
    let ticks = (0..=count as u32).map(|n| f64::from(n) * step).map(|value| (value, label(value)));
    Axis { ticks: ticks.collect(), most: step * count, unit }
}

/// Values of days, one under another.
pub(super) fn days(
    id: &str,
    title: &str,
    description: &str,
    axis: &Axis,
    days: Vec<(String, f64, String)>,
) -> String {
    let mark = |(label, value, said): (String, f64, String)| Mark {
        label,
        said,
        value: Some(value),
        low: Some(0.0),
        high: Some(value),
        hollow: false,
    };
    let marks: Vec<Mark> = days.into_iter().map(mark).collect();
    intervals(id, title, description, axis, &marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_end_on_round_numbers() {
        let most = |most: f64| axis(most, String::new(), |value| value.to_string()).most;
        assert_eq!(
            [0.0, 7.0, 41.0, 400.0, 15_384.0, 78_199.0].map(most),
            [1.0, 8.0, 60.0, 400.0, 20_000.0, 80_000.0]
        );
    }
}
