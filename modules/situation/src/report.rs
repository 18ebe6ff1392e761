//! A paper as a report: the same blocks on the page to print, in the PDF and as data.
//!
//! Sentences about verdicts, values and periods are those of `indicators::words`, so that the paper says what every page
//! says.

use documents::{Block, Cell, Column, Figure, Language, List, Report, Table, Text};
use indicators::{Answer, Catalogue, Change, Period, Point, Unlike, chart, words};
use places::Atlas;
use web::{Lang, Say};

use crate::districts;
use crate::model::{Paper, Proven, Section, Since, Told};

/// Who a report is written for and from.
pub(crate) struct Frame<'a> {
    pub(crate) t: &'a Say,
    pub(crate) catalogue: &'a Catalogue,
    /// The city's territories, for the map; none in a paper that stands by itself.
    pub(crate) atlas: Option<&'a Atlas>,
    /// Who issues it.
    pub(crate) issuer: &'a str,
    /// The city is invented.
    pub(crate) invented: bool,
}

/// The report of a paper.
pub(crate) fn report(frame: &Frame<'_>, paper: &Paper) -> Report {
    let t = frame.t;
    let language = match t.lang() {
        Lang::Cs => Language::Cs,
        Lang::En => Language::En,
        Lang::Uk => Language::Uk,
    };
    let city = words::place(t, frame.catalogue, &paper.city);
    let mut report =
        Report::new(language, t.with1("situation-paper-title", "city", city), frame.issuer, paper.day);
    report.subtitle = Some(t.with1("situation-paper-day", "day", t.date(&paper.day)));
    report.invented = frame.invented;
    summary(frame, paper, &mut report);
    for section in &paper.sections {
        of_family(frame, paper, section, &mut report);
    }
    changes(frame, paper, &mut report);
    sources(frame, paper, &mut report);
    report
}

fn summary(frame: &Frame<'_>, paper: &Paper, report: &mut Report) {
    let t = frame.t;
    report.push(Block::heading(1, t.say("situation-summary")));
    let claims: Vec<Text> = paper.claims().map(|proven| verdict_line(frame, proven)).collect();
    if claims.is_empty() {
        report.push(Text::plain(t.say("situation-no-claims")));
    } else {
        report.push(List { ordered: false, items: claims });
    }
    if paper.sections.is_empty() {
        report.push(Block::note(t.say("situation-no-figures").into_owned()));
    }
    if later(paper) {
        report.push(Block::note(t.with1("situation-later", "day", t.date(&paper.day))));
    }
}

/// Whether anything in the paper came to be known only after its day.
fn later(paper: &Paper) -> bool {
    let told = paper.sections.iter().flat_map(|section| &section.concepts);
    let mut points = told.flat_map(|told| &told.answers).flat_map(|answer| answer.series.points());
    points.any(|point| point.value().is_some() && !paper.was_over(point.period))
}

fn verdict_line(frame: &Frame<'_>, proven: &Proven) -> Text {
    let t = frame.t;
    let verdict = words::verdict(t, proven.outcome.verdict);
    let sentence = words::sentence(t, frame.catalogue, &proven.draft.sentence, &proven.outcome);
    Text::plain("").strong(verdict).and(" – ").and(sentence)
}

fn of_family(frame: &Frame<'_>, paper: &Paper, section: &Section, report: &mut Report) {
    let t = frame.t;
    report.push(Block::heading(1, t.say(&format!("situation-family-{}", section.family))));
    for proven in &section.claims {
        proof(frame, proven, report);
    }
    for told in &section.concepts {
        concept(frame, paper, told, report);
    }
    match &section.map {
        Some(map) => districts::report(frame, map, report),
        None if section.is_mapped() => report.push(Text::plain("").emphasis(t.say("situation-no-map"))),
        None => {}
    }
}

/// A sentence with its verdict, the reasons, and what must be said beside it.
fn proof(frame: &Frame<'_>, proven: &Proven, report: &mut Report) {
    let t = frame.t;
    report.push(Block::heading(2, words::verdict(t, proven.outcome.verdict)));
    report.push(Text::plain(words::sentence(t, frame.catalogue, &proven.draft.sentence, &proven.outcome)));
    let reasons = proven.outcome.reasons.iter().map(|reason| words::reason(t, frame.catalogue, reason));
    report.push(List { ordered: false, items: reasons.map(Text::plain).collect() });
    if !proven.outcome.caveats.is_empty() {
        let caveats = proven.outcome.caveats.iter().map(|caveat| words::caveat(t, frame.catalogue, caveat));
        report.push(Text::plain("").strong(t.say("situation-caveats")));
        report.push(List { ordered: false, items: caveats.map(Text::plain).collect() });
    }
}

/// A concept: what it counts, its series as a picture, and the table behind it.
fn concept(frame: &Frame<'_>, paper: &Paper, told: &Told, report: &mut Report) {
    let t = frame.t;
    let Some(first) = told.answers.first() else { return };
    let concept = first.series.concept();
    let name = concept.name.in_language(t.lang().tag()).to_owned();
    report.push(Block::heading(2, name.clone()));
    match &concept.definition {
        Some(definition) => report.push(Text::plain(definition.in_language(t.lang().tag()).to_owned())),
        None if drawn_as_dots(first) => {}
        None => report.push(Block::warning(t.say("situation-undefined").into_owned())),
    }
    if is_drawn(first) {
        let id = format!("chart-{}", report.blocks.len());
        let own = std::slice::from_ref(&first.series);
        let drawn = chart::draw(t, frame.catalogue, &id, &name, own, &first.breaks);
        if let Some(warning) = drawn.warning {
            report.push(Block::warning(warning.as_str()));
        }
        report.push(Figure {
            title: name.clone(),
            svg: drawn.svg,
            alternative: t.with1("situation-chart-description", "concept", name.as_str()),
            caption: None,
            source: None,
        });
    }
    report.push(table(frame, paper, told, &name));
}

/// One value needs no picture.
fn is_drawn(answer: &Answer) -> bool {
    answer.series.points().iter().filter(|point| point.value().is_some()).count() > 1
}

/// The picture itself warns when its dots are not joined.
fn drawn_as_dots(answer: &Answer) -> bool {
    is_drawn(answer) && !answer.series.is_a_line()
}

fn table(frame: &Frame<'_>, paper: &Paper, told: &Told, name: &str) -> Table {
    let t = frame.t;
    let mut columns = vec![Column::text(t.say("situation-period"))];
    columns.extend(
        told.answers
            .iter()
            .map(|answer| Column::number(words::place(t, frame.catalogue, answer.series.territory()))),
    );
    columns.push(Column::text(t.say("situation-source")));
    let mut periods: Vec<Period> =
        told.answers.iter().flat_map(|answer| answer.series.points()).map(|point| point.period).collect();
    periods.sort_unstable();
    periods.dedup();
    let mut table = Table::new(t.with1("situation-table", "concept", name), columns);
    let mut after = false;
    for period in periods {
        let points: Vec<Option<&Point>> =
            told.answers.iter().map(|answer| answer.series.point(period)).collect();
        if points.iter().flatten().all(|point| matches!(point.state, indicators::State::Missing)) {
            continue;
        }
        let late = !paper.was_over(period);
        after |= late;
        let said = words::period(t, period);
        let mut row = vec![Cell::from(if late { format!("{said} *") } else { said })];
        row.extend(points.iter().map(|point| cell(t, *point)));
        row.push(Cell::from(numbers(paper, told, &points)));
        table = table.row(row);
    }
    let unit = told.answers.first().map(|answer| answer.series.concept().unit.in_language(t.lang().tag()));
    let table = table.note(t.with1("situation-unit", "unit", unit.unwrap_or_default()));
    if after { table.note(t.with1("situation-after", "day", t.date(&paper.day))) } else { table }
}

fn cell(t: &Say, point: Option<&Point>) -> Cell {
    match point {
        None => Cell::from("–"),
        Some(point) => Cell::number(words::point(t, point)),
    }
}

/// Numbers of the sources of a row in the list at the end.
fn numbers(paper: &Paper, told: &Told, points: &[Option<&Point>]) -> String {
    let mut numbers: Vec<usize> = Vec::new();
    for (point, answer) in points.iter().zip(&told.answers) {
        let used =
            point.iter().flat_map(|point| &point.sources).filter_map(|index| answer.sources.get(*index));
        numbers.extend(used.filter_map(|edition| {
            paper.sources.iter().position(|source| source.id == edition.id).map(|at| at + 1)
        }));
    }
    numbers.sort_unstable();
    numbers.dedup();
    let numbers: Vec<String> = numbers.iter().map(|number| format!("[{number}]")).collect();
    numbers.join(" ")
}

/// What happened since the last paper, or why it cannot be said.
fn changes(frame: &Frame<'_>, paper: &Paper, report: &mut Report) {
    let t = frame.t;
    report.push(Block::heading(1, t.say("situation-changes")));
    let since = paper.since.day();
    let key = match paper.since {
        Since::LastPaper(_) => "situation-since-paper",
        Since::YearBefore(_) => "situation-since-year",
        Since::Asked(_) => "situation-since-asked",
    };
    report.push(Text::plain(t.with1(key, "day", t.date(&since))));
    let told = paper.sections.iter().flat_map(|section| &section.concepts);
    let pairs = told.flat_map(|told| told.answers.iter().zip(&told.changes));
    let lines: Vec<Text> =
        pairs.filter_map(|(answer, change)| Some(change_line(frame, answer, change.as_ref()?))).collect();
    if lines.is_empty() {
        report.push(Text::plain(t.say("situation-nothing-new")));
    } else {
        report.push(List { ordered: false, items: lines });
    }
    for proven in paper.claims().filter(|proven| proven.was.is_some()) {
        let was = proven.was.map(|was| words::verdict(t, was)).unwrap_or_default();
        report.push(Block::warning(t.with2(
            "situation-turned",
            "was",
            was,
            "now",
            words::verdict(t, proven.outcome.verdict),
        )));
    }
}

fn change_line(frame: &Frame<'_>, answer: &Answer, change: &Result<Change, Unlike>) -> Text {
    let t = frame.t;
    let what = format!(
        "{}, {}",
        answer.series.concept().name.in_language(t.lang().tag()).to_owned(),
        words::place(t, frame.catalogue, answer.series.territory())
    );
    let said = match change {
        Ok(change) => moved(t, change),
        Err(unlike) => words::unlike(t, frame.catalogue, unlike),
    };
    Text::plain("").strong(what).and(": ").and(said)
}

fn sources(frame: &Frame<'_>, paper: &Paper, report: &mut Report) {
    let t = frame.t;
    report.push(Block::heading(1, t.say("situation-sources")));
    let mut table = Table::new(
        t.say("situation-sources"),
        vec![
            Column::number(t.say("situation-source-number")),
            Column::text(t.say("situation-source-title")),
            Column::text(t.say("situation-source-place")),
            Column::text(t.say("situation-source-fetched")),
            Column::text(t.say("situation-source-hash")),
        ],
    );
    for (index, edition) in paper.sources.iter().enumerate() {
        table = table.row([
            Cell::number(t.number(index + 1)),
            Cell::from(edition.source.title.clone()),
            Cell::from(edition.source.place.clone()),
            Cell::from(t.date(&store::in_prague(edition.fetched_at).date_naive())),
            Cell::from(edition.sha256.chars().take(16).collect::<String>()),
        ]);
    }
    report.push(table);
    report.push(Text::plain(t.say("situation-method")));
}

/// A change in words: both values, and the change in per cent where there is one.
fn moved(t: &Say, change: &Change) -> String {
    let values: [(&'static str, &dyn web::texts::Argument); 4] = [
        ("before", &words::number(t, change.before)),
        ("after", &words::number(t, change.after)),
        ("from", &words::period(t, change.from)),
        ("to", &words::period(t, change.to)),
    ];
    let said = t.with("situation-moved", &values);
    match change.ratio {
        Some(ratio) => format!("{said} ({})", words::change(t, ratio - 1.0)),
        None => said,
    }
}
