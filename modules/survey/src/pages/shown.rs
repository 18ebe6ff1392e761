//! Figures as people read them, the same on the analysis page, on the portal and in the report.

use web::charts::{self, Axis, Mark};
use web::maps::{SvgMap, Tone};
use web::tables::{Cell, Column, TableQuery};
use web::{PageContext, Say};

use crate::results::{Answer, District, Figure, Headline, Item, Measure, Results, Shown};

/// A figure ready for a table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cells {
    pub(crate) value: String,
    pub(crate) interval: String,
    pub(crate) base: String,
    pub(crate) weighted: String,
    pub(crate) effect: String,
    /// Why it is not to be relied on, or is not shown; may be empty.
    pub(crate) note: String,
}

/// A value of a measure: "68,2 %" or "3,4".
pub(crate) fn value(t: &Say, measure: &Measure, value: f64) -> String {
    match measure {
        Measure::Share { .. } => t.percent(value, 1),
        Measure::Mean => t.decimal(value, 2),
    }
}

/// A difference of a measure: "+4,1 bodu".
pub(crate) fn points(t: &Say, measure: &Measure, value: f64) -> String {
    let sign = if value < 0.0 { "−" } else { "+" };
    match measure {
        Measure::Share { .. } => {
            t.with1("survey-points", "points", format!("{sign}{}", t.decimal(value.abs() * 100.0, 1)))
        }
        Measure::Mean => format!("{sign}{}", t.decimal(value.abs(), 2)),
    }
}

/// A size of a difference, without a sign: "4,1 bodu".
pub(crate) fn size(t: &Say, measure: &Measure, value: f64) -> String {
    match measure {
        Measure::Share { .. } => t.with1("survey-points", "points", t.decimal(value * 100.0, 1)),
        Measure::Mean => t.decimal(value, 2),
    }
}

/// Two ends: "61,0 % až 74,8 %".
pub(crate) fn ends(t: &Say, measure: &Measure, (low, high): (f64, f64)) -> String {
    // An interval is read as one thing, so no line ends inside it.
    t.with2("survey-ends", "low", value(t, measure, low), "high", value(t, measure, high))
        .replace(' ', "\u{a0}")
}

/// A figure in the cells of a table.
pub(crate) fn cells(t: &Say, measure: &Measure, shown: &Shown) -> Cells {
    let figure = match shown {
        Shown::Figure(figure) => figure,
        Shown::Protected => {
            return Cells {
                value: "·".to_owned(),
                note: t.say("survey-protected").into_owned(),
                ..Cells::default()
            };
        }
        Shown::Nothing => {
            return Cells {
                value: "–".to_owned(),
                note: t.say("survey-nobody").into_owned(),
                ..Cells::default()
            };
        }
    };
    Cells {
        value: value(t, measure, figure.value),
        interval: figure.interval.map_or_else(String::new, |interval| ends(t, measure, interval)),
        base: t.number(figure.base),
        weighted: t.decimal(figure.weighted, 0),
        effect: figure.effect.map_or_else(String::new, |effect| t.decimal(effect, 2)),
        note: figure
            .doubt
            .map_or_else(String::new, |doubt| t.say(&format!("survey-doubt-{}", doubt.key())).into_owned()),
    }
}

/// An answer in words.
pub(crate) fn answer(t: &Say, answer: &Answer) -> String {
    match (answer.label.or(t.lang().tag(), "cs"), answer.code.as_str()) {
        ("", "1") => t.say("survey-chosen").into_owned(),
        ("", "0") => t.say("survey-not-chosen").into_owned(),
        ("", code) => code.to_owned(),
        (label, _) => label.to_owned(),
    }
}

/// The question in words.
pub(crate) fn title(t: &Say, item: &Item) -> String {
    let lang = t.lang().tag();
    let (label, part) = (item.label.or(lang, "cs"), item.part.or(lang, "cs"));
    match (label.is_empty(), part.is_empty()) {
        (true, _) => item.name.clone(),
        (false, true) => label.to_owned(),
        (false, false) => format!("{label} – {part}"),
    }
}

/// What the one figure is, in words: "velmi bezpečně, spíše bezpečně", or the mean.
pub(crate) fn measure(t: &Say, item: &Item, measure: &Measure) -> String {
    let lang = t.lang().tag();
    let codes = match measure {
        Measure::Mean => return t.say("survey-measure-mean").into_owned(),
        Measure::Share { codes } => codes,
    };
    let chosen = item.answers.iter().filter(|answer| codes.contains(&answer.code));
    let words: Vec<&str> =
        chosen.map(|answer| answer.label.or(lang, "cs")).filter(|word| !word.is_empty()).collect();
    match words.as_slice() {
        [] => t.say("survey-measure-chosen").into_owned(),
        words => {
            let said = t.with1("survey-measure-share", "answers", words.join(" / "));
            let beside = item.answers.iter().filter(|answer| answer.beside);
            let beside: Vec<&str> = beside.map(|answer| answer.label.or(lang, "cs")).collect();
            if beside.is_empty() {
                return said;
            }
            t.with2("survey-measure-beside", "measure", said, "answers", beside.join(" / "))
        }
    }
}

/// The finding over a chart: the figure of the city, and which districts differ from the rest.
pub(crate) fn finding(t: &Say, item: &Item, headline: &Headline) -> String {
    let what = measure(t, item, &headline.measure);
    let Some(city) = headline.city.figure() else { return t.with1("survey-finding-none", "what", what) };
    let said = value(t, &headline.measure, city.value);
    let told: Vec<&str> = headline
        .districts
        .iter()
        .filter(|district| district.difference.is_some_and(|difference| difference.is_found()))
        .map(|district| district.name.or(t.lang().tag(), "cs"))
        .collect();
    match told.as_slice() {
        _ if headline.districts.is_empty() => t.with2("survey-finding-city", "what", what, "value", said),
        [] => t.with2("survey-finding-alike", "what", what, "value", said),
        told => t.with(
            "survey-finding-differ",
            &[("what", &what), ("value", &said), ("districts", &told.join(", "))],
        ),
    }
}

/// The chart of a headline: the city hollow, the districts below it.
pub(crate) fn chart(t: &Say, item: &Item, headline: &Headline, id: &str) -> String {
    let share = matches!(headline.measure, Measure::Share { .. });
    let all =
        || std::iter::once(&headline.city).chain(headline.districts.iter().map(|district| &district.figure));
    let most = all()
        .filter_map(Shown::figure)
        .map(|figure| figure.interval.map_or(figure.value, |(_, high)| high))
        .fold(0.0, f64::max);
    let scale = if share { 100.0 } else { 1.0 };
    let unit = if share {
        t.say("survey-unit-percent").into_owned()
    } else {
        t.say("survey-unit-mean").into_owned()
    };
    let axis = Axis::round(if share { 100.0 } else { most }, unit, |value| t.decimal(value, 0));
    let city = t.say("survey-whole-city").into_owned();
    let mut marks = vec![mark(t, &headline.measure, &city, &headline.city, scale, true)];
    let lang = t.lang().tag();
    marks.extend(headline.districts.iter().map(|district| {
        mark(t, &headline.measure, district.name.or(lang, "cs"), &district.figure, scale, false)
    }));
    charts::intervals(id, &finding(t, item, headline), &t.say("survey-chart-description"), &axis, &marks)
}

/// A figure as a mark of a chart.
pub(crate) fn mark(t: &Say, measure: &Measure, name: &str, shown: &Shown, scale: f64, hollow: bool) -> Mark {
    let figure = shown.figure();
    let label = match figure {
        Some(figure) => t.with2("survey-mark", "name", name, "base", figure.base),
        None => name.to_owned(),
    };
    let ends = |figure: &Figure| figure.interval.unwrap_or((figure.value, figure.value));
    Mark {
        label,
        said: figure
            .map_or_else(|| t.say("survey-too-few").into_owned(), |figure| value(t, measure, figure.value)),
        value: figure.map(|figure| figure.value * scale),
        low: figure.map(|figure| ends(figure).0 * scale),
        high: figure.map(|figure| ends(figure).1 * scale),
        hollow,
    }
}

/// How a district stands beside the rest: only where the difference is more than chance is it another tone.
pub(crate) fn tone(district: &District) -> Tone {
    match (&district.figure, district.difference) {
        (Shown::Protected | Shown::Nothing, _) => Tone::Unknown,
        (Shown::Figure(figure), _) if figure.doubt.is_some_and(|doubt| doubt.is_unreliable()) => {
            Tone::Unknown
        }
        (_, Some(difference)) if difference.is_found() && difference.value < 0.0 => Tone::Lower,
        (_, Some(difference)) if difference.is_found() => Tone::Higher,
        _ => Tone::Same,
    }
}

/// The map of a headline; `None` when no district of the city's layer has the code or name of one of the data.
pub(crate) fn map(t: &Say, atlas: &places::Atlas, item: &Item, headline: &Headline) -> Option<String> {
    let layer = places::Layer::District;
    let map = SvgMap::new(finding(t, item, headline), t.say("survey-map-description"), "survey-map");
    ground::maps::toned(atlas, layer, map, |territory| {
        let is = |district: &&District| {
            district.code == territory.code || district.name.iter().any(|(_, name)| name == territory.name)
        };
        headline.districts.iter().find(is).map(tone)
    })
}

/// The rows of a table in the order its address asks for: numbers by size, texts as the reader's language sorts them.
pub(crate) fn arranged(
    page: &PageContext,
    query: &TableQuery,
    columns: &[Column],
    mut rows: Vec<Vec<Cell>>,
) -> Vec<Vec<Cell>> {
    let wanted = |name: &str| columns.iter().position(|column| column.name == name);
    let Some(at) = query.sort.as_deref().and_then(wanted) else { return rows };
    let lang = page.t().lang();
    query.sort_by_key(&mut rows, |row| match row.get(at) {
        // Bits of a double keep the order of numbers that are not below zero; below it they are turned round.
        Some(Cell::Number(value, _)) => {
            let bits = value.to_bits();
            (1, if bits >> 63 == 0 { bits | 1 << 63 } else { !bits }, Vec::new())
        }
        Some(other) => (2, 0, web::collation_key(lang, other.shown())),
        None => (3, 0, Vec::new()),
    });
    rows
}

/// Facts under every figure: how it was asked, when, of whom, how it was weighted.
pub(crate) fn method(t: &Say, results: &Results) -> Vec<(String, String)> {
    let (facts, method) = (&results.facts, &results.method);
    let mut pairs = vec![
        ("survey-sample", crate::words::sample(t, facts.sample)),
        ("survey-modes", crate::words::all_modes(t, facts)),
        ("survey-days", crate::words::days(t, facts)),
        ("survey-population", facts.population.clone()),
        (
            "survey-contractor",
            if facts.contractor.is_empty() {
                t.say("survey-city-itself").into_owned()
            } else {
                facts.contractor.clone()
            },
        ),
        ("survey-rows", t.number(method.rows)),
    ];
    if results.has_intervals() {
        let design = t.with2("survey-design-said", "strata", method.strata, "clusters", method.clusters);
        pairs.push(("survey-design", design));
    }
    let steps = if method.steps.is_empty() {
        t.say("survey-unweighted").into_owned()
    } else {
        let step = |key: &String| t.say(&format!("survey-step-{key}")).into_owned();
        method.steps.iter().map(step).collect::<Vec<_>>().join(", ")
    };
    pairs.push(("survey-weighting", steps));
    pairs.push(("survey-weight-effect", t.decimal(method.weight_effect, 2)));
    pairs.into_iter().map(|(key, value)| (t.say(key).into_owned(), value)).collect()
}

/// The sentence about intervals that goes with every figure.
pub(crate) fn certainty(t: &Say, results: &Results) -> String {
    let key = match (results.has_intervals(), results.as_if()) {
        (false, _) => "survey-certainty-open",
        (true, true) => "survey-certainty-as-if",
        (true, false) => "survey-certainty-random",
    };
    t.say(key).into_owned()
}
