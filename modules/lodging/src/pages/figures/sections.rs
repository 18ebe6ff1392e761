//! Figures as sentences, charts and rows.

mod streets;

use case_statistics::proportion::Share;
use casework::Tally;
use ground::Ground;
use web::{Error, PageContext, Say};

use super::{Numbers, Section};
use crate::acts::figures::Figures;
use crate::acts::referral::{OUTREACH, REFERRAL};
use crate::chart::{self, Axis, Mark};
use crate::figures::{Followed, Referrals, StateTime, said};

/// All sections in the order of the page.
pub(super) fn all(ground: &Ground, page: &PageContext, figures: &Figures) -> Result<Vec<Section>, Error> {
    let t = page.t();
    let referrals = &figures.referrals;
    let mut sections = vec![
        confirmation(t, referrals),
        task_time(t, &referrals.task_time),
        times(ground, t, referrals),
        repeated(t, referrals.repeated),
        coverage(t, referrals.coverage),
    ];
    sections.extend(streets::all(t, figures)?);
    sections.extend(figures.outreach.iter().map(|(field, tally)| outreach(ground, t, field, tally)));
    Ok(sections)
}

/// An axis of shares, 0 to 100 %.
fn percents(t: &Say) -> Axis {
    let ticks = [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| (share, t.percent(share, 0)));
    Axis { most: 1.0, ticks: ticks.to_vec(), unit: String::new() }
}

/// A share as a mark of a chart.
fn mark(t: &Say, label: &str, share: Option<Share>, hollow: bool) -> Mark {
    let label = share.map_or_else(
        || label.to_owned(),
        |share| {
            t.with("lodging-with-base", &[("what", &label), ("hits", &share.hits), ("base", &share.trials)])
        },
    );
    Mark {
        label,
        said: share.map_or_else(|| t.say("lodging-no-value").into_owned(), |share| t.percent(share.value, 0)),
        value: share.map(|share| share.value),
        low: share.map(|share| share.interval.low),
        high: share.map(|share| share.interval.high),
        hollow,
    }
}

/// A share as the cells of a row after its name: value, interval, base.
fn cells(t: &Say, share: Option<Share>) -> Vec<String> {
    match share {
        Some(share) => vec![
            t.percent(share.value, 1),
            span(t, share.interval.low, share.interval.high),
            t.number(share.hits),
            t.number(share.trials),
        ],
        None => vec![t.say("lodging-no-value").into_owned(), String::new(), String::new(), t.number(0)],
    }
}

fn span(t: &Say, low: f64, high: f64) -> String {
    format!("{}–{} %", t.decimal(100.0 * low, 1), t.decimal(100.0 * high, 1))
}

#[expect(clippy::cast_precision_loss, reason = "counts lie far below 2^53")]
fn real(count: u64) -> f64 {
    count as f64
}

fn percent_numbers(what: &str, share: Option<Share>) -> Numbers {
    Numbers {
        what: what.to_owned(),
        unit: "%",
        value: share.map(|share| 100.0 * share.value),
        low: share.map(|share| 100.0 * share.interval.low),
        high: share.map(|share| 100.0 * share.interval.high),
        base: Some(share.map_or(0.0, |share| real(share.trials))),
    }
}

fn share_headings(t: &Say) -> Vec<String> {
    [
        "lodging-column-what",
        "lodging-column-share",
        "lodging-column-interval",
        "lodging-column-hits",
        "lodging-column-base",
    ]
    .map(|key| t.say(key).into_owned())
    .to_vec()
}

fn confirmation(t: &Say, referrals: &Referrals) -> Section {
    let name = t.say("lodging-figure-confirmation").into_owned();
    let share = referrals.confirmation;
    let finding = match share {
        Some(share) => t.with(
            "lodging-confirmation-finding",
            &[
                ("share", &t.percent(share.value, 0)),
                ("low", &t.percent(share.interval.low, 0)),
                ("high", &t.percent(share.interval.high, 0)),
                ("hits", &share.hits),
                ("base", &share.trials),
            ],
        ),
        None => t.say("lodging-confirmation-none").into_owned(),
    };
    let outcome = |(key, count): &(&'static str, u64)| {
        vec![t.say(&format!("lodging-outcome-{key}")).into_owned(), t.number(*count)]
    };
    let numbers = |(key, count): &(&'static str, u64)| Numbers {
        what: t.say(&format!("lodging-outcome-{key}")).into_owned(),
        unit: "n",
        value: Some(real(*count)),
        low: None,
        high: None,
        base: None,
    };
    let mut all = vec![percent_numbers(&name, share)];
    all.extend(referrals.outcomes.iter().map(numbers));
    Section {
        id: "confirmation",
        note: t.with1("lodging-confirmation-note", "open", referrals.open_tasks),
        svg: chart::intervals(
            "chart-confirmation",
            &finding,
            &name,
            &percents(t),
            &[mark(t, &name, share, false)],
        ),
        headings: vec![
            t.say("lodging-column-outcome").into_owned(),
            t.say("lodging-column-tasks").into_owned(),
        ],
        rows: referrals.outcomes.iter().map(outcome).collect(),
        numbers: all,
        finding,
    }
}

/// Days in words, with an open end where the data put none.
fn median_cells(t: &Say, time: &StateTime) -> Vec<String> {
    let days = |value: Option<u64>| value.map_or_else(|| "∞".to_owned(), |days| t.number(days));
    let (value, interval) = match time.median {
        Some(median) => (t.number(median.value), format!("{}–{}", days(median.low), days(median.high))),
        None => (t.say("lodging-no-median").into_owned(), String::new()),
    };
    let open = time.curve.watched - time.curve.ended;
    vec![value, interval, t.number(time.curve.watched), t.number(open)]
}

fn median_numbers(what: &str, time: &StateTime) -> Numbers {
    Numbers {
        what: what.to_owned(),
        unit: "d",
        value: time.median.map(|median| real(median.value)),
        low: time.median.and_then(|median| median.low).map(real),
        high: time.median.and_then(|median| median.high).map(real),
        base: Some(real(time.curve.watched)),
    }
}

fn median_headings(t: &Say) -> Vec<String> {
    [
        "lodging-column-what",
        "lodging-column-median",
        "lodging-column-interval",
        "lodging-column-base",
        "lodging-column-open",
    ]
    .map(|key| t.say(key).into_owned())
    .to_vec()
}

fn days_axis(t: &Say, most: f64) -> Axis {
    Axis::round(most, t.say("lodging-days").into_owned(), |value| t.number(value))
}

fn task_time(t: &Say, time: &StateTime) -> Section {
    let finding = match time.median {
        Some(median) => t.with1("lodging-task-time-finding", "days", median.value),
        None => t.say("lodging-task-time-none").into_owned(),
    };
    let name = t.say("lodging-figure-task-time").into_owned();
    let most = time.curve.steps.last().map_or(1.0, |step| real(step.duration));
    let mut row = vec![name.clone()];
    row.extend(median_cells(t, time));
    Section {
        id: "task-time",
        note: t
            .with("lodging-task-time-note", &[("base", &time.curve.watched), ("ended", &time.curve.ended)]),
        svg: chart::waiting(
            "chart-task-time",
            &finding,
            &t.say("lodging-task-time-description"),
            &days_axis(t, most),
            &time.curve,
        ),
        headings: median_headings(t),
        rows: vec![row],
        numbers: vec![median_numbers(&name, time)],
        finding,
    }
}

fn times(ground: &Ground, t: &Say, referrals: &Referrals) -> Section {
    let machine = ground.casework.types().get(REFERRAL).map(|kind| &kind.machine);
    let name = |state: &str| {
        let known = machine.and_then(|machine| machine.state(state));
        known.map_or_else(|| state.to_owned(), |known| known.name.in_language(t.lang().tag()).to_owned())
    };
    let times = &referrals.times;
    let high = |time: &StateTime| time.median.map_or(0, |median| median.high.unwrap_or(median.value * 2));
    let most = times.iter().map(high).max().unwrap_or(1).max(1);
    let finding = t.say("lodging-times-finding").into_owned();
    let mark = |time: &StateTime| Mark {
        label: t.with2("lodging-state-base", "state", name(&time.state), "base", time.curve.watched),
        said: time.median.map_or_else(
            || t.say("lodging-no-median").into_owned(),
            |median| t.with1("lodging-days-count", "days", median.value),
        ),
        value: time.median.map(|median| real(median.value)),
        low: time.median.and_then(|median| median.low).map(real),
        high: time.median.and_then(|median| median.high).map(real),
        hollow: false,
    };
    let marks: Vec<Mark> = times.iter().map(mark).collect();
    let row = |time: &StateTime| {
        let mut row = vec![name(&time.state)];
        row.extend(median_cells(t, time));
        row
    };
    Section {
        id: "times",
        note: t.say("lodging-times-note").into_owned(),
        svg: chart::intervals(
            "chart-times",
            &finding,
            &t.say("lodging-times-description"),
            &days_axis(t, real(most)),
            &marks,
        ),
        headings: median_headings(t),
        rows: times.iter().map(row).collect(),
        numbers: times.iter().map(|time| median_numbers(&name(&time.state), time)).collect(),
        finding,
    }
}

fn repeated(t: &Say, repeated: Option<Followed>) -> Section {
    let name = t.say("lodging-figure-repeated").into_owned();
    let finding = match repeated {
        Some(found) => t.with(
            "lodging-repeated-finding",
            &[("share", &t.percent(found.value, 0)), ("happened", &found.happened), ("base", &found.watched)],
        ),
        None => t.say("lodging-repeated-none").into_owned(),
    };
    let interval = repeated.and_then(|found| found.interval);
    let mark = Mark {
        label: name.clone(),
        said: repeated.map_or_else(String::new, |found| t.percent(found.value, 0)),
        value: repeated.map(|found| found.value),
        low: interval.map(|span| span.low),
        high: interval.map(|span| span.high).or(repeated.map(|found| found.value)),
        hollow: false,
    };
    let row = repeated.map(|found| {
        vec![
            name.clone(),
            t.percent(found.value, 1),
            interval.map_or_else(String::new, |interval| span(t, interval.low, interval.high)),
            t.number(found.happened),
            t.number(found.watched),
        ]
    });
    Section {
        id: "repeated",
        note: t.say("lodging-repeated-note").into_owned(),
        svg: chart::intervals("chart-repeated", &finding, &name, &percents(t), &[mark]),
        headings: share_headings(t),
        rows: row.into_iter().collect(),
        numbers: vec![Numbers {
            what: name,
            unit: "%",
            value: repeated.map(|found| 100.0 * found.value),
            low: interval.map(|span| 100.0 * span.low),
            high: interval.map(|span| 100.0 * span.high),
            base: repeated.map(|found| real(found.watched)),
        }],
        finding,
    }
}

/// A section about one share.
fn one_share(
    t: &Say,
    id: &'static str,
    share: Option<Share>,
    sentence: &str,
    none: &str,
    note: String,
) -> Section {
    let name = t.say(&format!("lodging-figure-{id}")).into_owned();
    let finding = share.map_or_else(
        || t.say(none).into_owned(),
        |share| {
            let share_said = t.percent(share.value, 0);
            t.with(sentence, &[("share", &share_said), ("hits", &share.hits), ("base", &share.trials)])
        },
    );
    let mut row = vec![name.clone()];
    row.extend(cells(t, share));
    Section {
        id,
        note,
        svg: chart::intervals(
            &format!("chart-{id}"),
            &finding,
            &name,
            &percents(t),
            &[mark(t, &name, share, false)],
        ),
        headings: share_headings(t),
        rows: vec![row],
        numbers: vec![percent_numbers(&name, share)],
        finding,
    }
}

fn coverage(t: &Say, share: Option<Share>) -> Section {
    let note = t.say("lodging-coverage-note").into_owned();
    one_share(t, "coverage", share, "lodging-coverage-finding", "lodging-coverage-none", note)
}

fn outreach(ground: &Ground, t: &Say, field: &str, tally: &Tally) -> Section {
    let known = ground.casework.types().get(OUTREACH).and_then(|kind| kind.field(field));
    let tag = t.lang().tag();
    let name = |key: &str| {
        let Some(casework::FieldKind::Choice(choices)) = known.map(|field| &field.kind) else {
            return key.to_owned();
        };
        let choice = choices.iter().find(|choice| choice.key == key);
        choice.map_or_else(|| key.to_owned(), |choice| choice.name.in_language(tag).to_owned())
    };
    let question = known.map_or_else(|| field.to_owned(), |field| field.name.in_language(tag).to_owned());
    let counts: Vec<u64> = tally.counts.iter().map(|(_, count)| *count).collect();
    let shown: Vec<(String, Option<u64>)> =
        tally.counts.iter().map(|(key, _)| name(key)).zip(said(&counts)).collect();
    let hidden = || t.say("lodging-too-few").into_owned();
    let finding = t.with1("lodging-outreach-finding", "question", question.as_str());
    let mark = |(name, count): &(String, Option<u64>)| Mark {
        label: name.clone(),
        said: count.map_or_else(hidden, |count| t.number(count)),
        value: count.map(real),
        low: count.map(real),
        high: count.map(real),
        hollow: false,
    };
    let most = shown.iter().filter_map(|(_, count)| *count).max().unwrap_or(1);
    let marks: Vec<Mark> = shown.iter().map(mark).collect();
    let axis = Axis::round(real(most), t.say("lodging-cases-unit").into_owned(), |value| t.number(value));
    let id = match field {
        "cause" => "outreach-cause",
        "need" => "outreach-need",
        _ => "outreach-part",
    };
    Section {
        id,
        note: t.with2("lodging-outreach-note", "from", t.date(&tally.first), "to", t.date(&tally.last)),
        svg: chart::intervals(&format!("chart-{id}"), &finding, &question, &axis, &marks),
        headings: vec![question, t.say("lodging-column-cases").into_owned()],
        rows: shown
            .iter()
            .map(|(name, count)| vec![name.clone(), count.map_or_else(hidden, |count| t.number(count))])
            .collect(),
        numbers: shown
            .iter()
            .map(|(name, count)| Numbers {
                what: name.clone(),
                unit: "n",
                value: count.map(real),
                low: None,
                high: None,
                base: None,
            })
            .collect(),
        finding,
    }
}
