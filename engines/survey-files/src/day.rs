//! Days as ISO 8601 and as Czech offices write them.

/// Days in 400 years.
const ERA: i64 = 146_097;
const DAY: f64 = 86_400.0;

/// `2024-05-01` for days since 1970-01-01; a part of a day is not shown. What is no day of the years 1–9999 is written
/// as the number.
#[must_use]
pub fn date(days: f64) -> String {
    match civil(days.floor()) {
        Some((year, month, day)) => format!("{year:04}-{month:02}-{day:02}"),
        None => days.to_string(),
    }
}

/// `2024-05-01T12:30:00` for seconds since 1970-01-01; parts of a second as far as they go.
#[must_use]
pub fn date_time(seconds: f64) -> String {
    let days = (seconds / DAY).floor();
    let Some((year, month, day)) = civil(days) else { return seconds.to_string() };
    let rest = seconds - days * DAY;
    let (hour, minute) = ((rest / 3600.0).floor(), (rest / 60.0).floor() % 60.0);
    let second = rest - hour * 3600.0 - minute * 60.0;
    let filled = if second < 10.0 { "0" } else { "" };
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{filled}{second}")
}

/// Days since 1970-01-01 of `2024-05-01` or `1. 5. 2024`.
#[must_use]
pub fn parse_date(text: &str) -> Option<f64> {
    let text = text.trim();
    let czech = text.contains('.');
    let mut parts = text.split(if czech { '.' } else { '-' }).map(|it| it.trim().parse::<i64>().ok());
    let (first, month, last) = (parts.next()??, parts.next()??, parts.next()??);
    let (year, day) = if czech { (last, first) } else { (first, last) };
    let known = (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    if parts.next().is_some() || !known {
        return None;
    }
    let days = number(year, month, day);
    // 31 April would be 1 May.
    (civil(days as f64) == Some((year, month, day))).then_some(days as f64)
}

/// Seconds since 1970-01-01 of `2024-05-01T12:30:00`, with a blank for the `T` too, seconds being optional.
#[must_use]
pub fn parse_date_time(text: &str) -> Option<f64> {
    let text = text.trim();
    let (date, time) = text.split_once(['T', ' ']).filter(|(date, _)| date.contains('-'))?;
    let mut parts = time.split(':');
    let mut part = |below: f64| parts.next()?.parse::<f64>().ok().filter(|it| (0.0..below).contains(it));
    let (hour, minute) = (part(24.0)?, part(60.0)?);
    let second = if time.matches(':').count() > 1 { part(61.0)? } else { 0.0 };
    Some(parse_date(date)? * DAY + hour * 3600.0 + minute * 60.0 + second)
}

/// Number of a day (Howard Hinnant, "chrono-compatible low-level date algorithms", 2013).
fn number(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of a number; the inverse of [`number`].
fn civil(days: f64) -> Option<(i64, i64, i64)> {
    // The years 1 to 9999.
    if !(-719_162.0..=2_932_896.0).contains(&days) {
        return None;
    }
    let days = days as i64 + 719_468;
    let era = days.div_euclid(ERA);
    let of_era = days.rem_euclid(ERA);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    Some((year + era * 400 + i64::from(month <= 2), month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_there_and_back() {
        for (days, text) in [
            (0.0, "1970-01-01"),
            (19_844.0, "2024-05-01"),
            (-141_428.0, "1582-10-14"),
            (-3653.0, "1960-01-01"),
        ] {
            assert_eq!(date(days), text);
            assert_eq!(parse_date(text), Some(days));
        }
        assert_eq!(parse_date("1. 5. 2024"), Some(19_844.0));
        for none in ["31. 4. 2024", "2024-13-01", "2024", "1.5", "", "2024-05-01-02"] {
            assert_eq!(parse_date(none), None, "{none}");
        }
        assert_eq!(date_time(19_844.0 * DAY + 45_005.5), "2024-05-01T12:30:05.5");
        assert_eq!(parse_date_time("2024-05-01 12:30:05.5"), Some(19_844.0 * DAY + 45_005.5));
        assert_eq!(parse_date_time("2024-05-01T12:30"), Some(19_844.0 * DAY + 45_000.0));
        assert_eq!(date(f64::INFINITY), "inf");
    }
}
