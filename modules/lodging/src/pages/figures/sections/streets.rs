//! Figures of the rounds: cleanliness beside controls, re-checks, agreement of inspectors.

use case_statistics::agreement::{Kappa, NoKappa};
use web::{Error, Say};

use super::{Numbers, Section, cells, mark, one_share, percent_numbers, percents, real, share_headings};
use crate::acts::figures::Figures;
use crate::chart::{self, Axis, Mark};
use crate::content;
use crate::figures::{Agreement, Cleanliness};

/// The sections of the rounds.
pub(super) fn all(t: &Say, figures: &Figures) -> Result<Vec<Section>, Error> {
    let rechecks = figures.rechecks;
    let note = t.with2("lodging-rechecks-note", "due", rechecks.due, "again", rechecks.again);
    Ok(vec![
        cleanliness(t, &figures.cleanliness),
        by_month(t, &figures.cleanliness),
        by_item(t, &figures.cleanliness)?,
        one_share(t, "rechecks", rechecks.right, "lodging-rechecks-finding", "lodging-rechecks-none", note),
        agreement(t, &figures.agreement)?,
    ])
}

fn names(t: &Say) -> (String, String) {
    (t.say("lodging-around").into_owned(), t.say("lodging-control").into_owned())
}

fn cleanliness(t: &Say, figures: &Cleanliness) -> Section {
    let (around, control) = names(t);
    let finding = match (figures.around, figures.control) {
        (Some(near), Some(far)) => t.with(
            // Whether the streets differ can only be said where the intervals lie apart.
            if near.interval.low > far.interval.high {
                "lodging-cleanliness-worse"
            } else if near.interval.high < far.interval.low {
                "lodging-cleanliness-better"
            } else {
                "lodging-cleanliness-same"
            },
            &[("around", &t.percent(near.value, 0)), ("control", &t.percent(far.value, 0))],
        ),
        _ => t.say("lodging-cleanliness-none").into_owned(),
    };
    let row = |name: &str, share| {
        let mut row = vec![name.to_owned()];
        row.extend(cells(t, share));
        row
    };
    Section {
        id: "cleanliness",
        note: t.with2("lodging-cleanliness-note", "rounds", figures.rounds, "checklists", figures.checklists),
        svg: chart::intervals(
            "chart-cleanliness",
            &finding,
            &t.say("lodging-cleanliness-description"),
            &percents(t),
            &[mark(t, &around, figures.around, false), mark(t, &control, figures.control, true)],
        ),
        headings: share_headings(t),
        rows: vec![row(&around, figures.around), row(&control, figures.control)],
        numbers: vec![percent_numbers(&around, figures.around), percent_numbers(&control, figures.control)],
        finding,
    }
}

/// Rows and numbers of pairs of streets under a name each.
fn pairs(
    t: &Say,
    all: &[(
        String,
        Option<case_statistics::proportion::Share>,
        Option<case_statistics::proportion::Share>,
    )],
) -> (Vec<Vec<String>>, Vec<Numbers>, Vec<Mark>) {
    let (around, control) = names(t);
    let (mut rows, mut numbers, mut marks) = (Vec::new(), Vec::new(), Vec::new());
    for (name, near, far) in all {
        for (street, share, hollow) in [(&around, near, false), (&control, far, true)] {
            let what = t.with2("lodging-pair", "what", name.as_str(), "street", street.as_str());
            let mut row = vec![what.clone()];
            row.extend(cells(t, *share));
            rows.push(row);
            numbers.push(percent_numbers(&what, *share));
            // The name stands over the first of the two only; bases are in the table.
            let label = if hollow { street } else { name };
            marks.push(Mark { label: label.clone(), ..mark(t, label, *share, hollow) });
        }
    }
    (rows, numbers, marks)
}

fn by_month(t: &Say, figures: &Cleanliness) -> Section {
    let month = |month: &crate::figures::MonthShare| {
        (format!("{}/{}", month.month.1, month.month.0), month.around, month.control)
    };
    let all: Vec<_> = figures.months.iter().map(month).collect();
    let (rows, numbers, _) = pairs(t, &all);
    Section {
        id: "months",
        finding: t.say("lodging-months-finding").into_owned(),
        note: t.say("lodging-months-note").into_owned(),
        svg: String::new(),
        headings: share_headings(t),
        rows,
        numbers,
    }
}

fn by_item(t: &Say, figures: &Cleanliness) -> Result<Section, Error> {
    let list = content::checklist()?;
    let name = |key: &str| {
        let item = list.items.iter().find(|item| item.key == key);
        item.map_or_else(|| key.to_owned(), |item| item.name.say(t.lang()).to_owned())
    };
    let all: Vec<_> =
        figures.items.iter().map(|item| (name(&item.item), item.around, item.control)).collect();
    let (rows, numbers, marks) = pairs(t, &all);
    let finding = t.say("lodging-items-finding").into_owned();
    Ok(Section {
        id: "items",
        note: t.say("lodging-items-note").into_owned(),
        svg: chart::intervals(
            "chart-items",
            &finding,
            &t.say("lodging-cleanliness-description"),
            &percents(t),
            &marks,
        ),
        headings: share_headings(t),
        rows,
        numbers,
        finding,
    })
}

fn agreement(t: &Say, figures: &Agreement) -> Result<Section, Error> {
    let list = content::checklist()?;
    let overall = t.say("lodging-kappa-overall").into_owned();
    let mut all = vec![(overall, figures.overall)];
    for (key, kappa) in &figures.items {
        let item = list.items.iter().find(|item| &item.key == key);
        all.push((item.map_or_else(|| key.clone(), |item| item.name.say(t.lang()).to_owned()), *kappa));
    }
    let finding = match figures.overall {
        Ok(kappa) => t.with(
            "lodging-kappa-finding",
            &[
                ("kappa", &t.decimal(kappa.value, 2)),
                ("low", &t.decimal(kappa.interval.low, 2)),
                ("high", &t.decimal(kappa.interval.high, 2)),
            ],
        ),
        Err(why) => t.say(none(why)).into_owned(),
    };
    let ticks = [0.0, 0.25, 0.5, 0.75, 1.0].map(|value| (value, t.decimal(value, 2)));
    let axis = Axis { most: 1.0, ticks: ticks.to_vec(), unit: "κ".to_owned() };
    let mark = |(name, kappa): &(String, Result<Kappa, NoKappa>)| Mark {
        label: name.clone(),
        said: kappa.map_or_else(|why| t.say(none(why)).into_owned(), |kappa| t.decimal(kappa.value, 2)),
        value: kappa.ok().map(|kappa| kappa.value),
        low: kappa.ok().map(|kappa| kappa.interval.low),
        high: kappa.ok().map(|kappa| kappa.interval.high),
        hollow: false,
    };
    let row = |(name, kappa): &(String, Result<Kappa, NoKappa>)| match kappa {
        Ok(kappa) => vec![
            name.clone(),
            t.decimal(kappa.value, 2),
            format!("{}–{}", t.decimal(kappa.interval.low, 2), t.decimal(kappa.interval.high, 2)),
            t.percent(kappa.observed, 0),
            t.number(kappa.judged),
        ],
        Err(why) => {
            vec![name.clone(), t.say(none(*why)).into_owned(), String::new(), String::new(), t.number(0)]
        }
    };
    let numbers = |(name, kappa): &(String, Result<Kappa, NoKappa>)| Numbers {
        what: name.clone(),
        unit: "κ",
        value: kappa.ok().map(|kappa| kappa.value),
        low: kappa.ok().map(|kappa| kappa.interval.low),
        high: kappa.ok().map(|kappa| kappa.interval.high),
        base: kappa.ok().map(|kappa| real(kappa.judged)),
    };
    let headings = [
        "lodging-column-what",
        "lodging-column-kappa",
        "lodging-column-interval",
        "lodging-column-agreed",
        "lodging-column-base",
    ];
    Ok(Section {
        id: "agreement",
        note: t.with1("lodging-kappa-note", "segments", figures.segments),
        svg: chart::intervals(
            "chart-agreement",
            &finding,
            &t.say("lodging-kappa-description"),
            &axis,
            &all.iter().map(mark).collect::<Vec<_>>(),
        ),
        headings: headings.map(|key| t.say(key).into_owned()).to_vec(),
        rows: all.iter().map(row).collect(),
        numbers: all.iter().map(numbers).collect(),
        finding,
    })
}

fn none(why: NoKappa) -> &'static str {
    match why {
        NoKappa::Nothing => "lodging-kappa-nothing",
        NoKappa::NoVariation => "lodging-kappa-same",
    }
}
