//! Waves compared: every question that other waves asked too, with what changed and how sure that is.

use access::trail::Entry;
use access::{Action, Kind};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use ground::{Ground, Signed};
use web::charts::{self, Axis, Mark};
use web::{Error, Page, PageContext, Say};

use super::shown;
use super::{id, tabs, wave_href};
use crate::acts::compare::{Waves, waves_of};
use crate::acts::seen;
use crate::compare::{Compared, Comparison, Pair};
use crate::results::{Difference, Headline, Item, Measure, Results, Shown};

/// The view of `/staff/pruzkumy/{wave}/rozdily`.
#[derive(Template)]
#[template(path = "compare.html")]
struct ComparePage {
    page: PageContext,
    label: String,
    tabs: Vec<(String, String, bool)>,
    unfit: String,
    notes: Vec<String>,
    family: String,
    items: Vec<Drawn>,
}

/// A question over waves as it is drawn, here and on the portal.
#[derive(Debug, Clone)]
pub(crate) struct Drawn {
    pub(crate) title: String,
    pub(crate) measure: String,
    pub(crate) href: String,
    pub(crate) chart: String,
    /// Waves that are not compared, and why.
    pub(crate) refused: Vec<String>,
    pub(crate) tables: Vec<DrawnPair>,
}

/// Two waves in a table.
#[derive(Debug, Clone)]
pub(crate) struct DrawnPair {
    pub(crate) caption: String,
    pub(crate) before: String,
    pub(crate) after: String,
    /// The break between them; empty when they were asked alike.
    pub(crate) broken: String,
    pub(crate) rows: Vec<DrawnRow>,
}

/// A place in the table.
#[derive(Debug, Clone)]
pub(crate) struct DrawnRow {
    pub(crate) name: String,
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) difference: String,
    pub(crate) interval: String,
    pub(crate) p: String,
    pub(crate) certain: String,
    pub(crate) detectable: String,
}

/// `GET /staff/pruzkumy/{wave}/rozdily`
pub(crate) async fn show(
    page: PageContext,
    Path(wave): Path<String>,
    Signed(who): Signed,
    State(ground): State<Ground>,
) -> Result<Response, Error> {
    let (wave, found) = waves_of(&ground, &who, id(&wave)?).await?;
    seen(&ground, &who, Entry::of(Action::Read, Kind::Survey).on(wave.id).purpose("compare")).await?;
    let t = page.t();
    let (unfit, notes, family, items) = match &found {
        Err(reason) => (super::unfit(t, reason), Vec::new(), String::new(), Vec::new()),
        Ok(waves) => {
            let others: Vec<&Results> = waves.others.iter().map(|other| &other.results).collect();
            let href =
                |item: &Item| format!("{}/vysledky/{}", wave_href(wave.id), web::percent_encoded(&item.name));
            let items = drawn(t, &waves.here, &others, &waves.comparison, href);
            (String::new(), notes(t, waves), family(t, &waves.comparison), items)
        }
    };
    let tabs = tabs(t, wave.id, "/rozdily");
    Ok(Page(ComparePage { label: wave.label, tabs, unfit, notes, family, items, page }).into_response())
}

/// What must be known of all comparisons of the page.
fn notes(t: &Say, waves: &Waves) -> Vec<String> {
    let mut notes = vec![t.say("survey-compare-independent").into_owned()];
    let shared = waves.others.iter().filter(|other| other.same_clusters);
    notes.extend(
        shared.map(|other| t.with1("survey-compare-same-clusters", "wave", other.results.wave.as_str())),
    );
    if waves.here.as_if() {
        notes.push(shown::certainty(t, &waves.here));
    }
    notes.extend(waves.unfit.iter().map(|(wave, reason)| {
        t.with2("survey-compare-unfit", "wave", wave.label.as_str(), "reason", super::unfit(t, reason))
    }));
    notes
}

/// The family by its name: so many questions in so many places.
pub(crate) fn family(t: &Say, comparison: &Comparison) -> String {
    if comparison.family == 0 {
        return String::new();
    }
    let rows = comparison.items.iter().flat_map(|item| &item.pairs).map(|pair| pair.rows.len());
    let places = rows.max().unwrap_or_default();
    t.with(
        "survey-compare-family",
        &[("count", &comparison.family), ("items", &comparison.items.len()), ("places", &places)],
    )
}

/// Every question of a comparison, ready to be shown.
pub(crate) fn drawn(
    t: &Say,
    here: &Results,
    others: &[&Results],
    comparison: &Comparison,
    href: impl Fn(&Item) -> String,
) -> Vec<Drawn> {
    let one = |(number, compared): (usize, &Compared)| {
        let item = &compared.item;
        let headline = item.headline.as_ref()?;
        let refused = compared.pairs.iter().filter_map(|pair| {
            let reason = pair.refused()?;
            let reason = t.say(&format!("survey-unlike-{}", reason.key())).into_owned();
            let wave = others.get(pair.other)?;
            Some(t.with2("survey-compare-refused", "wave", wave.wave.as_str(), "reason", reason))
        });
        let tables = compared.pairs.iter().filter(|pair| pair.refused().is_none());
        Some(Drawn {
            title: shown::title(t, item),
            measure: shown::measure(t, item, &headline.measure),
            href: href(item),
            chart: chart(t, here, others, compared, &format!("survey-waves-{number}")),
            refused: refused.collect(),
            tables: tables.filter_map(|pair| table(t, here, others, headline, pair)).collect(),
        })
    };
    comparison.items.iter().enumerate().filter_map(one).collect()
}

fn table(
    t: &Say,
    here: &Results,
    others: &[&Results],
    headline: &Headline,
    pair: &Pair,
) -> Option<DrawnPair> {
    let other = *others.get(pair.other)?;
    let (before, after) = if pair.other_is_later { (here, other) } else { (other, here) };
    let measure = &headline.measure;
    let rows = pair.rows.iter().map(|row| {
        let change = row.change;
        let said = |say: &dyn Fn(&Difference) -> String| change.as_ref().map_or_else(String::new, say);
        let name = match &row.district {
            Some(name) => name.or(t.lang().tag(), "cs").to_owned(),
            None => t.say("survey-whole-city").into_owned(),
        };
        DrawnRow {
            name,
            before: figure(t, measure, &row.before),
            after: figure(t, measure, &row.after),
            difference: said(&|it| shown::points(t, measure, it.value)),
            interval: said(&|it| {
                let (low, high) = it.interval;
                let ends = (shown::points(t, measure, low), shown::points(t, measure, high));
                t.with2("survey-ends", "low", ends.0, "high", ends.1)
            }),
            p: said(&|it| t.probability(it.p)),
            certain: match change {
                Some(it) if it.is_found() => t.say("survey-differs").into_owned(),
                Some(_) => t.say("survey-differs-not").into_owned(),
                None => t.say("survey-compare-not").into_owned(),
            },
            detectable: said(&|it| shown::size(t, measure, it.detectable)),
        }
    });
    Some(DrawnPair {
        caption: t.with2(
            "survey-compare-caption",
            "before",
            before.wave.as_str(),
            "after",
            after.wave.as_str(),
        ),
        before: before.wave.clone(),
        after: after.wave.clone(),
        broken: broken(t, pair),
        rows: rows.collect(),
    })
}

/// The break between two waves: what was different, so that not all of a change need be one.
fn broken(t: &Say, pair: &Pair) -> String {
    if pair.unlike.is_empty() {
        return String::new();
    }
    let what = pair.unlike.iter().map(|what| t.say(&format!("survey-unlike-{}", what.key())).into_owned());
    t.with1("survey-compare-break", "what", what.collect::<Vec<_>>().join(", "))
}

fn figure(t: &Say, measure: &Measure, shown: &Shown) -> String {
    let cells = shown::cells(t, measure, shown);
    if cells.interval.is_empty() { cells.value } else { format!("{} ({})", cells.value, cells.interval) }
}

/// The figure of the city in every wave that is compared, over time; then each district so. The wave that is looked at is
/// full, the others are hollow, and a line in words stands where the series breaks.
fn chart(t: &Say, here: &Results, others: &[&Results], compared: &Compared, id: &str) -> String {
    let Some(headline) = &compared.item.headline else { return String::new() };
    let pairs: Vec<&Pair> = compared.pairs.iter().filter(|pair| pair.refused().is_none()).collect();
    let places = pairs.iter().map(|pair| pair.rows.len()).max().unwrap_or_default();
    if places == 0 {
        return String::new();
    }
    let measure = &headline.measure;
    let scale = if matches!(measure, Measure::Share { .. }) { 100.0 } else { 1.0 };
    let mut marks = Vec::new();
    for place in std::iter::once(None).chain(headline.districts.iter().map(Some)) {
        let (name, now) = match place {
            None => (t.say("survey-whole-city").into_owned(), &headline.city),
            Some(district) => (district.name.or(t.lang().tag(), "cs").to_owned(), &district.figure),
        };
        let here_at = pairs.iter().filter(|pair| !pair.other_is_later).count();
        for (at, pair) in pairs.iter().enumerate() {
            if at == here_at {
                marks.push(mark(t, measure, &name, here, now, scale, false));
            }
            let Some(other) = others.get(pair.other) else { continue };
            let row = pair.rows.iter().find(|row| row.district.as_ref() == place.map(|place| &place.name));
            let Some(row) = row else { continue };
            let figure = if pair.other_is_later { &row.after } else { &row.before };
            if pair.other_is_later && !pair.unlike.is_empty() {
                marks.push(gap(t, pair));
            }
            marks.push(mark(t, measure, &name, other, figure, scale, true));
            // Between this wave and the one before it, or after it.
            if !pair.other_is_later && !pair.unlike.is_empty() {
                marks.push(gap(t, pair));
            }
        }
        if here_at == pairs.len() {
            marks.push(mark(t, measure, &name, here, now, scale, false));
        }
    }
    let most = marks.iter().filter_map(|mark| mark.high.or(mark.value)).fold(0.0, f64::max);
    let unit = if scale > 1.0 { "survey-unit-percent" } else { "survey-unit-mean" };
    let most = if scale > 1.0 { 100.0 } else { most };
    let axis = Axis::round(most, t.say(unit).into_owned(), |value| t.decimal(value, 0));
    let title = shown::title(t, &compared.item);
    charts::intervals(id, &title, &t.say("survey-compare-chart"), &axis, &marks)
}

fn mark(
    t: &Say,
    measure: &Measure,
    place: &str,
    wave: &Results,
    shown: &Shown,
    scale: f64,
    hollow: bool,
) -> Mark {
    let name = t.with2("survey-compare-mark", "place", place, "wave", wave.wave.as_str());
    shown::mark(t, measure, &name, shown, scale, hollow)
}

/// A row of the chart without a figure, which says that the series breaks.
fn gap(t: &Say, pair: &Pair) -> Mark {
    Mark { label: broken(t, pair), said: String::new(), value: None, low: None, high: None, hollow: false }
}
