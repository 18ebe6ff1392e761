//! Figures, verdicts, reasons and caveats as sentences, so that every module says the same.

mod claims;
mod files;

use chrono::Datelike as _;
use web::{Lang, Say, Source};

pub use claims::{caveat, reason, sentence, state, turned, unlike, verdict};
pub use files::{fault, figure, note, refusal, report};

use crate::{
    Break, Catalogue, Comparator, Granularity, Number, Period, Point, Precision, Range, State, Territory,
};

/// Texts of this crate; the application joins them with those of the modules.
pub const TEXTS: [Source; 3] = [
    (Lang::Cs, "indicators/cs.ftl", include_str!("../locales/cs.ftl")),
    (Lang::En, "indicators/en.ftl", include_str!("../locales/en.ftl")),
    (Lang::Uk, "indicators/uk.ftl", include_str!("../locales/uk.ftl")),
];

/// A number as the language writes it.
#[must_use]
pub fn number(t: &Say, number: Number) -> String {
    t.decimal(number.as_f64(), usize::from(number.parts().1))
}

/// A number with how exactly it was meant: `asi 250`, `17 000 (zaokrouhleno na 1 000)`.
#[must_use]
pub fn value(t: &Say, value: Number, precision: Precision) -> String {
    let said = number(t, value);
    match precision {
        Precision::Exact => said,
        Precision::Rounded(step) => t.with2("indicators-rounded", "value", said, "step", number(t, step)),
        Precision::About => t.with1("indicators-about", "value", said),
        Precision::MoreThan => t.with1("indicators-more-than", "value", said),
    }
}

/// What is known of a period, in words.
#[must_use]
pub fn point(t: &Say, point: &Point) -> String {
    match point.state {
        State::Known { value: known, precision } => value(t, known, precision),
        State::Suppressed => t.say("indicators-suppressed").into_owned(),
        State::Missing => t.say("indicators-missing").into_owned(),
    }
}

/// A period: `2018`, `3. čtvrtletí 2018`, `září 2018`, `12. 9. 2018`, `k 31. 12. 2018`.
#[must_use]
pub fn period(t: &Say, period: Period) -> String {
    let first = period.first();
    let year = first.year().to_string();
    match period.granularity() {
        Granularity::Year => year,
        Granularity::Quarter => {
            t.with2("indicators-quarter", "quarter", (first.month0() / 3 + 1).to_string(), "year", year)
        }
        Granularity::Month => t.with2("indicators-month", "month", first.month(), "year", year),
        Granularity::Day => t.date(&first),
        Granularity::State => t.with1("indicators-as-of", "day", t.date(&first)),
    }
}

/// Days: the year, when they are a year.
#[must_use]
pub fn range(t: &Say, range: Range) -> String {
    for granularity in [Granularity::Year, Granularity::Quarter, Granularity::Month, Granularity::Day] {
        let whole = Period::holding(granularity, range.from);
        if Range::of(whole) == range {
            return period(t, whole);
        }
    }
    let (from, to) = (t.date(&range.from), t.date(&range.to));
    t.with2("indicators-days", "from", from, "to", to)
}

/// Several periods; after six the rest is counted.
#[must_use]
pub fn periods(t: &Say, periods: &[Period]) -> String {
    const SHOWN: usize = 6;
    let list: Vec<String> = periods.iter().take(SHOWN).map(|one| period(t, *one)).collect();
    let list = list.join(", ");
    match periods.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        Some(more) => t.with2("indicators-and-more", "list", list, "count", more),
        None => list,
    }
}

/// A change with its sign: `+0,9 %`, `−12,5 %`. In: 0.009 for 0.9 %.
#[must_use]
pub fn change(t: &Say, change: f64) -> String {
    let said = t.percent(change, 1);
    if change > 0.0 { format!("+{said}") } else { said }
}

/// Name of a territory; its key where nobody has named it here.
#[must_use]
pub fn place(t: &Say, catalogue: &Catalogue, territory: &Territory) -> String {
    let place = catalogue.place(territory);
    place.map_or_else(|| territory.to_string(), |place| place.name.in_language(t.lang().tag()).to_owned())
}

/// Name of what a series is held against.
#[must_use]
pub fn comparator(t: &Say, catalogue: &Catalogue, comparator: &Comparator) -> String {
    match comparator {
        Comparator::Territory(territory) => place(t, catalogue, territory),
        Comparator::RestOf(territory) => {
            t.with1("indicators-rest-of", "territory", place(t, catalogue, territory))
        }
    }
}

/// Name of a concept; its key where there is none.
#[must_use]
pub fn concept(t: &Say, catalogue: &Catalogue, key: &str) -> String {
    let concept = catalogue.concept(key);
    concept.map_or_else(|| key.to_owned(), |concept| concept.name.in_language(t.lang().tag()).to_owned())
}

/// A break, with its law where there is one.
#[must_use]
pub fn one_break(t: &Say, one: &Break) -> String {
    let reason = one.reason.in_language(t.lang().tag());
    match &one.law {
        Some(law) => t.with2("indicators-caveat-break-law", "reason", reason, "law", law.as_str()),
        None => t.with1("indicators-caveat-break", "reason", reason),
    }
}
