//! The program from outside: what it takes, what it refuses and how, and what it never does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

use std::io::Write as _;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use documents::{Block, Cell, Column, Figure, Language, Report, Table, Text};

fn set(json: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_typesetter"))
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let json = json.to_owned();
    // It may refuse before it has read everything.
    let give = std::thread::spawn(move || drop(stdin.write_all(json.as_bytes())));
    let output = child.wait_with_output().unwrap();
    give.join().unwrap();
    output
}

fn report() -> Report {
    Report::new(Language::Cs, "Zkouška", "Ukázkové město", "2025-11-26".parse().unwrap())
}

#[track_caller]
fn pdf(report: &Report) -> Vec<u8> {
    let output = set(&report.to_json());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.starts_with(b"%PDF-1.7"));
    output.stdout
}

#[track_caller]
fn refused(json: &str, words: &str) {
    let output = set(json);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(words), "{said}");
    assert!(output.stdout.is_empty());
}

fn usage(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_typesetter")).args(words).stdin(Stdio::null()).output().unwrap()
}

#[test]
fn the_command_line_answers() {
    let help = usage(&["--help"]);
    assert!(help.status.success() && String::from_utf8_lossy(&help.stdout).contains("Exit codes"));
    let version = usage(&["--version"]);
    assert!(String::from_utf8_lossy(&version.stdout).contains("schema 1"));
    for wrong in [&["--frobnicate"][..], &["a.json", "b.json"], &["--output"]] {
        assert_eq!(usage(wrong).status.code(), Some(2), "{wrong:?}");
    }
    let missing = usage(&["/nowhere/report.json"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("/nowhere/report.json"));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let example = include_str!("../examples/pocit-bezpeci.json");
    let (first, second) = (set(example), set(example));
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
    assert_eq!(first.stdout, second.stdout);
}

#[test]
fn what_is_no_report_is_refused_with_its_place() {
    refused("", "EOF");
    refused("[1, 2", "line 1 column");
    refused("\u{feff}{}", "line 1 column 1");
    let json = report().to_json();
    refused(
        &json.replace("\"blocks\":[]", "\"blocks\":[{\"paragraph\":\"a\"},{\"poem\":\"b\"}]"),
        "blocks[1]",
    );
    refused(
        &json.replace("\"blocks\":[]", "\"blocks\":[{\"paragraph\":{\"bold\":\"a\"}}]"),
        "blocks[0].paragraph",
    );
    refused(&json.replace("\"schema\":1", "\"schema\":7"), "version 7");
    refused(&json.replace("\"language\":\"cs\"", "\"language\":\"de\""), "language");
    refused(&json.replace("2025-11-26", "2025-02-30"), "date");
    refused(&json.replace("\"title\":\"Zkouška\"", "\"title\":\" \""), "title: says nothing");
    refused(&json.replace('}', ",\"extra\":1}"), "extra");
    refused(&format!("{json} x"), "after the report");
    refused(&format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)), "line 1");
}

#[test]
fn flaws_are_all_named() {
    let mut report = report();
    report.push(Block::heading(2, "Přeskočený"));
    report.push(Table::new("Úzká", vec![Column::text("a"), Column::number("b")]).row(["x".into()]));
    refused(&report.to_json(), "blocks[0].heading.level: a heading of level 2 after one of level 0");
    refused(&report.to_json(), "blocks[1].table.rows[0]: 1 cells in 2 columns");
}

#[test]
fn a_drawing_that_is_none_is_refused_with_its_place() {
    for (svg, words) in [
        ("<svg viewBox='0 0 1 1'><script/></svg>", "<script>"),
        ("<svg viewBox='0 0 1 1'><image href='file:///etc/passwd'/></svg>", "<image>"),
        ("<svg viewBox='0 0 1 1'><g>", "not one <svg>"),
        ("<svg viewBox='0 0 1 1'></g></svg>", "byte"),
        ("", "not one <svg>"),
    ] {
        let mut report = report();
        report.push(Figure {
            title: "Nález".to_owned(),
            svg: svg.to_owned(),
            alternative: "Obrázek".to_owned(),
            caption: None,
            source: None,
        });
        refused(&report.to_json(), "blocks[0].figure.svg");
        refused(&report.to_json(), words);
    }
}

#[test]
fn text_is_never_markup() {
    let mut report = report();
    for text in [
        "#panic(\"markup\")",
        "#import \"@preview/evil:0.1.0\": *",
        "#read(\"/etc/passwd\") $x^2$ *a* _b_ `c` <label> @ref // line /* block",
        "] } ) \\ \u{22} \u{27} #[",
        "\u{202e}right to left\u{202c}",
    ] {
        report.title = text.to_owned();
        report.push(Block::heading(1, text));
        report.push(Text::plain(text).strong(text).emphasis(text));
        report.push(Table::new(text, vec![Column::text(text)]).row([text.into()]).note(text));
        report.push(Block::warning(text));
    }
    // The marks of direction have no glyph and need none; whether they are taken or refused, nothing else happens.
    let output = set(&report.to_json());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() || said.contains("no typeface has the character"), "{said}");
}

#[test]
fn a_character_that_no_typeface_has_is_named() {
    let mut report = report();
    report.push(Text::plain("dobře"));
    report.push(Text::plain("úsměv 😀"));
    refused(&report.to_json(), "blocks[1].paragraph: no typeface has the character U+1F600");
}

#[test]
fn empty_and_odd_reports_are_set() {
    pdf(&report());
    let mut odd = report();
    odd.push(Block::PageBreak);
    odd.push(Block::PageBreak);
    odd.push(Table::new("Bez řádků", vec![Column::text(""), Column::number("%")]));
    odd.push(
        Table::new("Jen čísla", vec![Column::number("a"), Column::number("b")])
            .row([Cell::Empty, Cell::number("1")]),
    );
    let wide = |n: usize| Column::number(format!("Sloupec {n}"));
    let many = Table::new("Široká", (0..30).map(wide).collect());
    odd.push(many.row((0..30).map(|n| Cell::number(format!("{n} 000,5")))));
    odd.push(Text::plain("Nejneobhospodařovávatelnějšího".repeat(400)));
    odd.push(
        Table::new("Slovo", vec![Column::text("a"), Column::text("b")])
            .row(["x".repeat(5000).into(), "y".into()]),
    );
    pdf(&odd);
}

#[test]
fn ten_thousand_rows_are_set_in_time() {
    let mut report = report();
    let columns = ["a", "b", "c", "d", "e"].map(Column::number);
    let columns = [Column::text("Obvod")].into_iter().chain(columns).collect();
    let table = (0..10_000).fold(Table::new("Velká tabulka", columns), |table, n| {
        let numbers = (1..6).map(|k| Cell::number(format!("{},{}", n * k, k)));
        table.row([Cell::from(format!("Obvod {n}"))].into_iter().chain(numbers))
    });
    report.push(table);
    let started = Instant::now();
    let pdf = pdf(&report);
    let took = started.elapsed();
    println!("10,000 rows of 6 columns: {:.1} s, {} kB", took.as_secs_f64(), pdf.len() / 1000);
    assert!(took < Duration::from_secs(60), "{took:?}");
}
