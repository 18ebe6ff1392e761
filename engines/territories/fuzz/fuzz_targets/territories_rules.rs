//! Any text: read, write canonically, read again; a line that covers something reads back to the same rule.
#![no_main]

use libfuzzer_sys::fuzz_target;
use territories::rules::{ConflictPolicy, Note, Rule, State, Town, compile, parse, parse_line};

fuzz_target!(|text: &str| {
    let document = parse(text);
    for (_, _, line) in document.lines() {
        let covers = !matches!(line.state, State::Unresolved(_));
        let Some(rule) = line.rule.as_ref().filter(|_| covers) else { continue };
        if !matches!(rule, Rule::Note(Note::Stage)) {
            let again = parse_line(line.number, &rule.to_string());
            assert_eq!(again.rule.as_ref(), Some(rule), "{} -> {rule}", line.text);
            assert!(!matches!(again.state, State::Unresolved(_)), "{} -> {rule}", line.text);
        }
    }
    let mut town = Town::new("Vzorov");
    town.add("Vzorová", "č.p. 501", "1a");
    compile(&document, &town, ConflictPolicy::SpecificBeatsBare).report(&town);
});
