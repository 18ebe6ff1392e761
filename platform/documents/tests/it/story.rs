//! One report with everything in it.

use documents::{
    Block, Cell, Column, Figure, HeaderCell, Language, List, Notice, NoticeKind, Report, Table, Text,
};

/// Everything once, with texts that would be markup if they were taken for it.
pub(crate) fn report() -> Report {
    let mut report =
        Report::new(Language::Cs, "Pocit <bezpečí>", "Ukázkové město", "2025-11-26".parse().unwrap());
    report.subtitle = Some("Vlna 2025".to_owned());
    report.reference = Some("Výběr 912 osob & váhy".to_owned());
    report.invented = true;
    report.keywords = vec!["bezpečí".to_owned()];
    report.push(Block::heading(1, "Co jsme zjistili"));
    report.push(
        Text::plain("Bezpečně se cítí ").strong("68,2 %").and(" lidí, #i ").emphasis("*v noci*").and("."),
    );
    report.push(List { ordered: true, items: vec!["první".into(), "druhý".into()] });
    report.push(Notice {
        kind: NoticeKind::Warning,
        title: Some("Pozor".to_owned()),
        text: vec!["Jiný sběr.".into()],
    });
    report.push(Block::note("Nevím se nepočítá."));
    report.push(Figure {
        title: "Střed je nejhůř".to_owned(),
        svg: "<svg viewBox='0 0 10 5'><title>x</title><text class='chart-tick'>a</text></svg>".to_owned(),
        alternative: "Dva sloupce".to_owned(),
        caption: Some("Základ 912".into()),
        source: Some("průzkum".to_owned()),
    });
    let columns = vec![Column::text("Obvod"), Column::number("osob"), Column::number("%")];
    let mut table = Table::new("Podle obvodu", columns)
        .group("Velké")
        .row(["Střed".into(), Cell::number("214"), Cell::number("61,4")])
        .group("Malé")
        .row(["Lhotka".into(), Cell::mark("c", "málo odpovědí"), Cell::Empty])
        .total(["Město".into(), Cell::number("912"), Cell::number("68,2")])
        .note("Vážené podíly.")
        .source("průzkum");
    table.header.push(vec![
        HeaderCell { text: String::new(), span: 1 },
        HeaderCell { text: "Výsledek".to_owned(), span: 2 },
    ]);
    report.push(Block::PageBreak);
    report.push(table);
    report
}

#[test]
fn it_is_the_same_after_json() {
    let report = report();
    assert_eq!(report.check(), []);
    assert_eq!(Report::from_json(&report.to_json()).unwrap(), report);
    insta::assert_snapshot!(report.to_json());
}

#[track_caller]
fn check(change: impl FnOnce(&mut Report), expected: &str) {
    let mut report = report();
    change(&mut report);
    let faults: Vec<String> = report.check().iter().map(ToString::to_string).collect();
    assert_eq!(faults.join("; "), expected);
}

#[test]
fn flaws_are_found_with_their_place() {
    check(|report| report.title = " ".to_owned(), "title: says nothing");
    check(|report| report.push(Text::plain("")), "blocks[8].paragraph: says nothing");
    check(
        |report| report.push(Block::heading(4, "a")),
        "blocks[8].heading.level: a heading of level 4; there are 1, 2 and 3",
    );
    check(
        |report| report.push(Block::heading(3, "a")),
        "blocks[8].heading.level: a heading of level 3 after one of level 1",
    );
    check(|report| report.push(List { ordered: false, items: vec![] }), "blocks[8].list.items: says nothing");
    check(
        |report| report.push(Table::new("a", vec![Column::text(""), Column::text("b")]).row(["x".into()])),
        "blocks[8].table.rows[0]: 1 cells in 2 columns",
    );
    check(
        |report| report.push(Table::new("a", vec![])),
        "blocks[8].table.columns: 1 row headers in 0 columns",
    );
    check(
        |report| {
            let mut table = Table::new("a", vec![Column::text("b")]);
            table.header.push(vec![HeaderCell { text: "c".to_owned(), span: 2 }]);
            report.push(table);
        },
        "blocks[8].table.header[0]: 2 cells in 1 columns",
    );
}

#[test]
fn what_is_not_understood_is_refused_with_its_place() {
    let json = report().to_json();
    let refused = |from: &str, to: &str| {
        assert!(json.contains(from), "{from}");
        Report::from_json(&json.replacen(from, to, 1)).unwrap_err().to_string()
    };
    let unknown = refused("{\"list\":", "{\"poem\":");
    assert!(unknown.starts_with("blocks[2]: unknown variant `poem`"), "{unknown}");
    let inner = refused("{\"strong\":", "{\"bold\":");
    assert!(inner.contains("blocks[1].paragraph") && inner.contains("bold"), "{inner}");
    assert!(refused("\"schema\":1", "\"schema\":2").contains("version 2"));
    assert!(refused("\"invented\":true", "\"invented\":true,\"x\":1").contains("unknown field `x`"));
    assert!(Report::from_json(&format!("{json}x")).unwrap_err().to_string().starts_with("after the report"));
}
