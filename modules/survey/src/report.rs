//! The report of a wave: the same figures, pictures and caveats as on the pages, as one value that becomes a page to print
//! or a PDF; and as a workbook with its codebook.

use documents::{Block, Cell, Column, Figure, Language, List, Report, Table, Text};
use web::tables::{self, Sheet};
use web::{Lang, Say};

use crate::pages::shown::{self, Cells};
use crate::results::{Headline, Item, Measure, Results};

/// The report of results.
///
/// - in: who issues it, the day, and what it is called elsewhere (the release)
pub(crate) fn report(
    t: &Say,
    results: &Results,
    issuer: &str,
    day: chrono::NaiveDate,
    reference: Option<String>,
) -> Report {
    let language = match t.lang() {
        Lang::Cs => Language::Cs,
        Lang::En => Language::En,
        Lang::Uk => Language::Uk,
    };
    let mut report = Report::new(language, results.wave.as_str(), issuer, day);
    report.subtitle = Some(t.say("survey-report-subtitle").into_owned());
    report.reference = reference;
    report.invented = results.facts.invented;
    report.push(Text::plain(shown::certainty(t, results)));
    report.push(Block::heading(1, t.say("survey-report-findings")));
    let findings = results.items.iter().filter_map(|item| {
        let headline = item.headline.as_ref()?;
        Some(Text::plain("").strong(shown::title(t, item)).and(" ").and(shown::finding(t, item, headline)))
    });
    report.push(List { ordered: false, items: findings.collect() });
    for item in &results.items {
        question(t, results, item, &mut report);
    }
    report.push(Block::heading(1, t.say("survey-method")));
    let mut method = Table::new(
        t.say("survey-method"),
        vec![Column::text(t.say("survey-fact")), Column::text(t.say("survey-said"))],
    );
    for (name, value) in shown::method(t, results) {
        method = method.row([Cell::from(name), Cell::from(value)]);
    }
    report.push(method);
    report.push(Text::plain(t.say("survey-protected-note")));
    report
}

fn question(t: &Say, results: &Results, item: &Item, report: &mut Report) {
    report.push(Block::heading(2, shown::title(t, item)));
    if let Some(headline) = &item.headline {
        let id = format!("chart-{}", report.blocks.len());
        report.push(Figure {
            title: shown::finding(t, item, headline),
            svg: shown::chart(t, item, headline, &id),
            alternative: t.say("survey-chart-description").into_owned(),
            caption: Some(Text::plain(shown::measure(t, item, &headline.measure))),
            source: None,
        });
        report.push(by_district(t, results, item, headline));
    }
    if !item.answers.is_empty() {
        report.push(answers(t, results, item));
    }
}

fn columns(t: &Say, results: &Results, first: &str) -> Vec<Column> {
    let mut columns = vec![Column::text(t.say(first)), Column::number(t.say("survey-value"))];
    if results.has_intervals() {
        columns.push(Column::number(t.say("survey-interval")));
    }
    columns.push(Column::number(t.say("survey-base")));
    columns.push(Column::text(t.say("survey-note")));
    columns
}

fn row(results: &Results, name: &str, cells: &Cells) -> Vec<Cell> {
    let mut row = vec![Cell::from(name.to_owned()), Cell::number(cells.value.as_str())];
    if results.has_intervals() {
        row.push(Cell::number(cells.interval.as_str()));
    }
    row.push(Cell::number(cells.base.as_str()));
    row.push(Cell::from(cells.note.clone()));
    row
}

fn by_district(t: &Say, results: &Results, item: &Item, headline: &Headline) -> Table {
    let caption = t.with1("survey-report-by-district", "question", shown::title(t, item));
    let mut table = Table::new(caption, columns(t, results, "survey-district"));
    for district in &headline.districts {
        let cells = shown::cells(t, &headline.measure, &district.figure);
        table = table.row(row(results, district.name.or(t.lang().tag(), "cs"), &cells));
    }
    let city = shown::cells(t, &headline.measure, &headline.city);
    table = table.total(row(results, &t.say("survey-whole-city"), &city));
    if results.has_intervals() && !headline.districts.is_empty() {
        table = table.note(t.with1("survey-family", "count", headline.compared()));
    }
    table
}

fn answers(t: &Say, results: &Results, item: &Item) -> Table {
    let share = Measure::Share { codes: Vec::new() };
    let caption = t.with1("survey-report-answers", "question", shown::title(t, item));
    let mut table = Table::new(caption, columns(t, results, "survey-answer"));
    for answer in &item.answers {
        table = table.row(row(results, &shown::answer(t, answer), &shown::cells(t, &share, &answer.share)));
    }
    let silence = item.silence;
    table.note(t.with(
        "survey-report-silence",
        &[
            ("dontknow", &silence.dont_know),
            ("refused", &silence.refused),
            ("notapplicable", &silence.not_applicable),
            ("nothing", &silence.nothing),
        ],
    ))
}

/// The results as data, with their method and their certainty in words.
pub(crate) fn json(t: &Say, results: &Results) -> Result<Vec<u8>, web::Error> {
    let method = shown::method(t, results).into_iter();
    let method: serde_json::Map<String, serde_json::Value> =
        method.map(|(name, value)| (name, serde_json::Value::from(value))).collect();
    let said = serde_json::json!({
        "certainty": shown::certainty(t, results), "method": method, "results": results
    });
    serde_json::to_vec_pretty(&said).map_err(|cause| web::Error::fault("write results", cause))
}

/// The workbook: figures of the city, of districts, of answers, the codebook, and the method.
///
/// # Errors
/// More rows than a sheet holds, or a workbook that cannot be written.
pub(crate) fn workbook(t: &Say, results: &Results) -> Result<Vec<u8>, web::Error> {
    let sheet = |name: &str, columns: Vec<tables::Column>, rows| {
        let name = t.say(name).into_owned();
        Sheet { caption: format!("{} – {name}", results.wave), name, columns, rows }
    };
    let text = |name: &'static str, key: &str| tables::Column::text(name, t.say(key));
    let number = |name: &'static str, key: &str| tables::Column::number(name, t.say(key));
    let figures = || {
        vec![
            number("value", "survey-value"),
            number("low", "survey-interval-low"),
            number("high", "survey-interval-high"),
            number("base", "survey-base"),
            number("weighted", "survey-weighted"),
            number("effect", "survey-effect"),
            text("note", "survey-note"),
        ]
    };
    let with = |first: Vec<tables::Column>| first.into_iter().chain(figures()).collect::<Vec<_>>();
    let (mut city, mut districts, mut answers, mut codebook) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for item in &results.items {
        let title = shown::title(t, item);
        let names = || vec![tables::Cell::text(item.name.as_str()), tables::Cell::text(title.as_str())];
        if let Some(headline) = &item.headline {
            let measure = shown::measure(t, item, &headline.measure);
            let mut row = names();
            row.push(tables::Cell::text(measure));
            row.extend(numbers(t, &headline.measure, &headline.city));
            city.push(row);
            for district in &headline.districts {
                let mut row = names();
                row.push(tables::Cell::text(district.name.or(t.lang().tag(), "cs")));
                row.extend(numbers(t, &headline.measure, &district.figure));
                districts.push(row);
            }
        }
        for answer in &item.answers {
            let words = shown::answer(t, answer);
            let mut row = names();
            row.push(tables::Cell::text(words.as_str()));
            row.extend(numbers(t, &Measure::Share { codes: Vec::new() }, &answer.share));
            answers.push(row);
            let mut row = names();
            row.extend([tables::Cell::text(answer.code.as_str()), tables::Cell::text(words)]);
            codebook.push(row);
        }
    }
    let method = shown::method(t, results).into_iter().chain([(String::new(), shown::certainty(t, results))]);
    let method =
        method.map(|(name, said)| vec![tables::Cell::text(name), tables::Cell::text(said)]).collect();
    let named = || vec![text("name", "survey-variable"), text("question", "survey-question")];
    let third = |column| named().into_iter().chain([column]).collect::<Vec<_>>();
    tables::workbook(
        &results.wave,
        [
            sheet("survey-sheet-city", with(third(text("measure", "survey-measure"))), city),
            sheet("survey-sheet-districts", with(third(text("district", "survey-district"))), districts),
            sheet("survey-sheet-answers", with(third(text("answer", "survey-answer"))), answers),
            sheet(
                "survey-sheet-codebook",
                named()
                    .into_iter()
                    .chain([text("code", "survey-answer-code"), text("words", "survey-code-words")])
                    .collect(),
                codebook,
            ),
            sheet(
                "survey-sheet-method",
                vec![text("fact", "survey-fact"), text("said", "survey-said")],
                method,
            ),
        ],
    )
}

fn numbers(t: &Say, measure: &Measure, shown: &crate::results::Shown) -> Vec<tables::Cell> {
    let cells = shown::cells(t, measure, shown);
    let number = |value: Option<f64>, said: &str| {
        value.map_or_else(|| tables::Cell::text(said), |value| tables::Cell::Number(value, said.to_owned()))
    };
    let figure = shown.figure();
    let ends = figure.and_then(|figure| figure.interval);
    #[expect(clippy::cast_precision_loss, reason = "people of a survey")]
    let base = figure.map(|figure| figure.base as f64);
    vec![
        number(figure.map(|figure| figure.value), &cells.value),
        number(ends.map(|(low, _)| low), ""),
        number(ends.map(|(_, high)| high), ""),
        number(base, &cells.base),
        number(figure.map(|figure| figure.weighted), &cells.weighted),
        number(figure.and_then(|figure| figure.effect), &cells.effect),
        tables::Cell::text(cells.note),
    ]
}
