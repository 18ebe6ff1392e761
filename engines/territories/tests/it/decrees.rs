//! Real decrees: how many lines are read, what is left, and that none is widened.

use territories::rules::{Counts, Document, Numbers, Rule, State, parse};

use crate::shared;

const DECREES: [&str; 4] = ["praha_2024", "praha_2025", "praha10_2022", "ceska_lipa"];

fn decree(name: &str) -> Option<Document> {
    shared::text(&format!("territory_rules/skolske_obvody_{name}.txt")).map(|text| parse(&text))
}

/// Every line that is not simply resolved, grouped by its reasons, one example each.
fn remarks(document: &Document) -> String {
    let mut groups: std::collections::BTreeMap<String, (usize, String)> = Default::default();
    for (_, _, line) in document.lines() {
        let (state, reasons) = match &line.state {
            State::Resolved => continue,
            State::Warning(reasons) => ("warning", reasons),
            State::Unresolved(reasons) => ("unresolved", reasons),
        };
        let kinds: Vec<String> = reasons
            .iter()
            .map(|r| format!("{:?}", r.what).split([' ', '{']).next().unwrap_or_default().to_owned())
            .collect();
        let key = format!("{state} {}{}", if line.marked { "!" } else { "" }, kinds.join("+"));
        let entry = groups.entry(key).or_insert((0, format!("{}: {}", line.number, line.text)));
        entry.0 += 1;
    }
    groups.into_iter().map(|(key, (n, example))| format!("{n:>4} {key} | {example}\n")).collect()
}

#[test]
fn counts_of_the_decrees() {
    let mut out = String::new();
    for name in DECREES {
        let Some(document) = decree(name) else { return };
        let counts = Counts::of(&document);
        out.push_str(&format!("{name}: {counts:#?}\n{}", remarks(&document)));
        let read = (counts.resolved + counts.warnings) as f64 / counts.lines as f64;
        assert!(read >= 0.995, "{name}: {read}");
    }
    eprintln!("{out}");
    insta::assert_snapshot!(out);
}

/// Whether a line speaks of numbers: a digit that is not a day of a street name (`28. října`), a parity, a "bez".
fn speaks_of_numbers(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.iter().enumerate().skip(1).any(|(i, word)| {
        let day = word.ends_with('.') && i + 1 < words.len() && !word.contains("č.");
        let digits = word.chars().any(|c| c.is_ascii_digit());
        let parity = ["lich", "sud"].iter().any(|p| word.starts_with(p) && word.len() <= 8);
        let mark = ["č.", "č.p.", "č.o.", "bez", "kromě", "vyjma", "mimo"].contains(word);
        digits && !day || parity || mark
    })
}

#[test]
fn a_line_with_a_number_part_never_becomes_a_whole_street() {
    for name in DECREES {
        let Some(document) = decree(name) else { return };
        for (_, _, line) in document.lines().filter(|(_, _, line)| speaks_of_numbers(&line.text)) {
            if let Some(Rule::Streets { numbers: Numbers::Whole { .. }, .. }) = &line.rule {
                assert!(matches!(line.state, State::Unresolved(_)), "{name} {}: {}", line.number, line.text);
            }
        }
    }
}

/// Every numbered line of the decrees, broken in ways a hand breaks it: each must stay a number rule or cover nothing.
#[test]
fn a_damaged_number_part_never_becomes_a_whole_street() {
    let damages: [fn(&str) -> String; 7] = [
        |s| s.replace("č.", "čís"),
        |s| s.replace("lichá", "lychá").replace("sudá", "sutá"),
        |s| s.replace([' ', '\u{a0}'], ""),
        |s| format!("{s} xyz"),
        |s| s.replace(" – ", " ~ ").replace(" - ", " ~ "),
        |s| s.chars().filter(|c| !matches!(c, '.' | ',')).collect(),
        |s| s.replace("bez", "pez").replace("vyjma", "výma"),
    ];
    for name in DECREES {
        let Some(document) = decree(name) else { return };
        for (_, _, line) in
            document.lines().filter(|(_, _, line)| !line.marked && speaks_of_numbers(&line.text))
        {
            for damage in damages {
                let text = damage(&line.text);
                let read = territories::rules::parse_line(1, &text);
                if let Some(Rule::Streets { numbers: Numbers::Whole { .. }, names, .. }) = &read.rule {
                    let swallowed = names.iter().any(|n| n.chars().filter(char::is_ascii_digit).count() > 0);
                    let covers = !matches!(read.state, State::Unresolved(_));
                    // a name with the digits in it names no street of any register, so it covers nothing
                    assert!(!covers || swallowed || !text.chars().any(|c| c.is_ascii_digit()), "{text}");
                }
            }
        }
    }
}
