//! Days on which counts changed because counting did: they are drawn, and said under every series that crosses them.

use chrono::NaiveDate;
use web::Say;

/// Breaks of a source: day and end of the text's key. Source: domain notes on crime, § 1.2.
const BREAKS: [(&str, (i32, u32, u32), &str); 5] = [
    ("police-map", (2016, 1, 1), "method-2016"),
    ("police-map", (2020, 3, 12), "covid"),
    ("police-map", (2020, 10, 1), "damage-2020"),
    ("municipal", (2020, 3, 12), "covid"),
    ("municipal", (2020, 10, 1), "damage-2020"),
];

fn of(source: &str) -> impl Iterator<Item = (NaiveDate, &'static str)> + '_ {
    let own = BREAKS.iter().filter(move |(of, _, _)| *of == source);
    own.filter_map(|(_, (y, m, d), key)| Some((NaiveDate::from_ymd_opt(*y, *m, *d)?, *key)))
}

/// Days of the breaks of a source.
pub(crate) fn days(source: &str) -> Vec<NaiveDate> {
    of(source).map(|(day, _)| day).collect()
}

/// All breaks of a source in words.
pub(crate) fn said(t: &Say, source: &str) -> String {
    let one = |(day, key): (NaiveDate, &str)| {
        format!("{}: {}", t.date(&day), t.say(&format!("offences-break-{key}")))
    };
    let all: Vec<String> = of(source).map(one).collect();
    if all.is_empty() { t.say("offences-break-none").into_owned() } else { all.join("; ") }
}
