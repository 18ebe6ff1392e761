//! Names of Czech public holidays (Act 245/2000 Coll.); on which days they fall, casework decides.

use chrono::{Datelike, NaiveDate, Weekday};

/// Fluent key of the holiday's name.
pub(crate) fn name(day: NaiveDate) -> Option<&'static str> {
    if !casework::working_days::is_holiday(day) {
        return None;
    }
    Some(match (day.month(), day.day(), day.weekday()) {
        (1, 1, _) => "cases-holiday-new-year",
        (5, 1, _) => "cases-holiday-labour",
        (5, 8, _) => "cases-holiday-victory",
        (7, 5, _) => "cases-holiday-cyril",
        (7, 6, _) => "cases-holiday-hus",
        (9, 28, _) => "cases-holiday-wenceslas",
        (10, 28, _) => "cases-holiday-republic",
        (11, 17, _) => "cases-holiday-freedom",
        (12, 24, _) => "cases-holiday-christmas-eve",
        (12, 25, _) => "cases-holiday-christmas",
        (12, 26, _) => "cases-holiday-stephen",
        // The two that move are told apart by their day of the week.
        (_, _, Weekday::Fri) => "cases-holiday-good-friday",
        _ => "cases-holiday-easter-monday",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(day: &str, expected: Option<&str>) {
        assert_eq!(name(day.parse().unwrap()), expected, "{day}");
    }

    #[test]
    fn holidays_have_names() {
        check("2026-04-03", Some("cases-holiday-good-friday"));
        check("2026-04-06", Some("cases-holiday-easter-monday"));
        check("2026-04-05", None);
        check("2026-07-06", Some("cases-holiday-hus"));
        check("2026-11-17", Some("cases-holiday-freedom"));
        check("2026-11-18", None);
    }
}
