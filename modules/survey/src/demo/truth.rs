//! What the invented city really feels. Figures of the waves can be held against it.

/// One of the two waves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    /// A year ago.
    Before,
    /// This year.
    Now,
}

/// Questions whose figures the waves publish: the core of the battery.
pub(super) const ITEMS: [&str; 16] = [
    "safe_alone_dark",
    "safe_street_day",
    "safe_street_dark",
    "safe_stop_dark",
    "safe_park_dark",
    "safe_underpass_dark",
    "safe_home_dark",
    "worry_pickpocketing",
    "worry_attack",
    "worry_burglary",
    "worry_fraud",
    "trend_city",
    "disorder_litter",
    "disorder_noise",
    "trust_municipal_police",
    "trust_state_police",
];

/// How far a district lies from the city on the scale of the answers, in standard deviations; above zero is worse. The
/// districts of the demonstration are numbered; the second is the worst, the fourth and the ninth are the best.
pub(super) fn district(number: usize) -> f64 {
    const SHIFTS: [f64; 10] = [0.10, 0.55, 0.0, -0.45, 0.05, -0.10, 0.15, 0.0, -0.50, -0.05];
    SHIFTS.get(number % SHIFTS.len()).copied().unwrap_or(0.0)
}

/// How a question lies: where between its answers people stand (standard deviations; above zero is worse or more), how
/// much a district matters, and what changed in a year.
pub(super) fn question(name: &str, year: Year) -> (f64, f64) {
    let (level, weight, change) = match name {
        "safe_alone_dark" => (-0.15, 1.0, -0.18),
        "safe_street_dark" | "safe_stop_dark" => (0.0, 1.0, -0.15),
        "safe_park_dark" => (0.55, 0.8, 0.0),
        "safe_underpass_dark" => (0.75, 0.6, 0.0),
        name if name.starts_with("safe_home") => (-1.2, 0.5, 0.0),
        name if name.starts_with("safe_") => (-0.9, 0.6, 0.0),
        "worry_fraud" => (0.35, 0.0, 0.25),
        name if name.starts_with("worry_") => (-0.2, 0.6, -0.05),
        name if name.starts_with("trend_") => (0.2, 0.3, -0.1),
        name if name.starts_with("disorder_") => (-0.1, 0.8, 0.0),
        // Trust and satisfaction run the other way: more is better.
        name if name.starts_with("trust_") || name.starts_with("satisfied_") => (0.2, -0.4, 0.1),
        _ => (0.0, 0.0, 0.0),
    };
    (if year == Year::Now { level + change } else { level }, weight)
}
