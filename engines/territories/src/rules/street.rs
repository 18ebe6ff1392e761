//! One rule line: where the street name ends, Roman lists, filters, and lines about whole areas.
//!
//! ```text
//!  line ─► tokens ─► does it begin like an area?  yes ─► area_line: whole area, switch, rest, streetless, note
//!                                                 no  ─► street_line:
//!      Vzorová I – III (k. ú. Libuš) - lichá č. 1–7
//!      └── names ────┘ └─ filter ──┘   └ numbers.rs ┘
//! ```
//!
//! The hard question is where the name ends, for names hold dashes (`Frýdek-Místek`), digits (`28. října`) and
//! words that also begin a number part. The rule is to end early: text cut off from a name is either understood as
//! numbers or filter, or it makes the line unresolved; text swallowed by a name could widen the line to a whole street.

use super::ast::{AreaKind, Filter, Note, Numbers, Rule};
use super::numbers;
use super::reason::{Reason, What};
use super::roman;
use super::token::{Kind, Token, tokens};

/// What was read from a line so far.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) rule: Option<Rule>,
    pub(super) reasons: Vec<Reason>,
}

impl Reading {
    /// Nothing to show, one obstacle.
    fn stuck(column: u32, what: What) -> Reading {
        Reading { rule: None, reasons: vec![Reason { column, what }] }
    }
}

/// Reads one line without its `!`.
pub(super) fn read(line: &str) -> Reading {
    let toks = tokens(line);
    if toks.is_empty() {
        return Reading::stuck(1, What::StreetMissing);
    }
    area_line(line, &toks).unwrap_or_else(|| street_line(line, &toks))
}

/// The folded word at a position.
pub(super) fn word(toks: &[Token], i: usize) -> Option<&str> {
    match toks.get(i).map(|t| &t.kind) {
        Some(Kind::Word(w)) => Some(w),
        _ => None,
    }
}

/// The text of a run of tokens, blanks folded to one.
fn text_of(line: &str, toks: &[Token]) -> String {
    match (toks.first(), toks.last()) {
        (Some(a), Some(b)) => {
            line.get(a.start..b.end).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
        }
        _ => String::new(),
    }
}

/// A reason for text from token `i` on that the language does not know.
pub(super) fn not_understood(line: &str, toks: &[Token], i: usize) -> Reason {
    let column = toks.get(i).map_or(1, |t| t.column);
    let text = text_of(line, toks.get(i..).unwrap_or_default()).chars().take(60).collect();
    Reason { column, what: What::NotUnderstood { text } }
}

// ------------------------------------------------------------------ lines about areas

/// `městské části`, `část města`, `obce`, … at `i`: the kind and the next position.
fn area_kind(toks: &[Token], i: usize) -> Option<(AreaKind, usize)> {
    let second = word(toks, i + 1);
    Some(match (word(toks, i)?, second) {
        ("mestske" | "mestska", Some("casti" | "cast")) => (AreaKind::District, i + 2),
        ("mestskeho" | "mestsky", Some("obvodu" | "obvod")) => (AreaKind::District, i + 2),
        ("mc", _) => (AreaKind::District, i + 1),
        ("casti" | "cast", Some("obce" | "mesta")) => (AreaKind::Part, i + 2),
        ("sidelni", Some("casti" | "cast")) => (AreaKind::Part, i + 2),
        ("obce" | "obec" | "mesta" | "mesto", _) => (AreaKind::Municipality, i + 1),
        _ => return None,
    })
}

/// `Prahy 14` is said of Praha 14; other names stay as written.
fn nominative(name: &str) -> String {
    match name.strip_prefix("Prahy ").or_else(|| name.strip_prefix("Praze ")) {
        Some(rest) => format!("Praha {rest}"),
        None => name.to_owned(),
    }
}

/// A line that does not begin with a street name; `None` when it does.
fn area_line(line: &str, toks: &[Token]) -> Option<Reading> {
    if is_stage(toks) {
        let reason = Reason { column: 1, what: What::StageDependent };
        return Some(Reading { rule: Some(Rule::Note(Note::Stage)), reasons: vec![reason] });
    }
    let first = word(toks, 0)?;
    match first {
        "uzemi" | "cele" if first == "uzemi" || word(toks, 1) == Some("uzemi") => {
            let (kind, at) = area_kind(toks, if first == "uzemi" { 1 } else { 2 })?;
            Some(whole_area(line, toks, kind, at))
        }
        "cast" => {
            let (kind, mut at) = area_kind(toks, 0)?;
            if matches!(toks.get(at).map(|t| &t.kind), Some(Kind::Colon)) {
                at += 1;
            }
            Some(whole_area(line, toks, kind, at))
        }
        "navic" | "dale" if word(toks, 1) == Some("ulice") => {
            let (kind, at) = area_kind(toks, 2)?;
            let end = toks.len() - usize::from(toks.last().is_some_and(|t| t.kind == Kind::Colon));
            Some(named(line, toks.get(at..end)?, |name| Rule::Switch { kind, name }))
        }
        "zbytek" => {
            let (kind, at) = area_kind(toks, 1)?;
            Some(named(line, toks.get(at..)?, |name| Rule::Rest { kind, name }))
        }
        "vsechny" if word(toks, 1) == Some("ostatni") && word(toks, 2) == Some("budovy") => {
            let said: Vec<_> = (3..toks.len()).filter_map(|i| word(toks, i)).collect();
            Some(match (said.as_slice(), toks.len()) {
                (["bez", "nazvu", "ulice"], 6) | (["bez", "ulice"], 5) => {
                    Reading { rule: Some(Rule::Streetless), reasons: vec![] }
                }
                _ => Reading { rule: None, reasons: vec![not_understood(line, toks, 3)] },
            })
        }
        _ => None,
    }
}

/// `1. stupeň`, `pro 2. stupeň …`, `l. stupeň` (a slip with the letter l), `třídy VI. – VIII. ročníku`.
fn is_stage(toks: &[Token]) -> bool {
    let stage = |i| word(toks, i).is_some_and(|w| w.starts_with("stupe") || w.starts_with("rocnik"));
    let lead = match toks.first().map(|t| &t.kind) {
        Some(Kind::Word(w)) => w == "pro" || w == "l" || w == "i",
        Some(Kind::Number(..)) => true,
        _ => false,
    };
    lead && (1..4).any(stage)
}

/// A rule made of nothing but an area's name.
fn named(line: &str, toks: &[Token], rule: impl Fn(String) -> Rule) -> Reading {
    let (name, used) = area_name(line, toks);
    if name.is_empty() {
        return Reading::stuck(toks.first().map_or(1, |t| t.column), What::AreaMissing);
    }
    let mut reading = Reading { rule: Some(rule(nominative(&name))), reasons: vec![] };
    if used < toks.len() {
        reading.reasons.push(not_understood(line, toks, used));
    }
    reading
}

/// The name at the front of `toks` and how many tokens it takes: words, numbers (`Praha 16`), dots.
fn area_name(line: &str, toks: &[Token]) -> (String, usize) {
    // "Plzeň 2-Slovany": a hyphen with no space on either side joins, one with spaces begins the numbers.
    let joins = |i: usize| {
        let glued = |a: Option<&Token>, b: Option<&Token>| matches!((a, b), (Some(a), Some(b)) if a.column + 1 == b.column);
        let before = line.chars().nth((toks[i].column as usize).saturating_sub(2));
        before.is_some_and(|c| !c.is_whitespace())
            && glued(toks.get(i), toks.get(i + 1))
            && matches!(toks.get(i + 1).map(|t| &t.kind), Some(Kind::Word(_)))
    };
    let used = toks
        .iter()
        .enumerate()
        .position(|(i, t)| match t.kind {
            Kind::Word(_) | Kind::Number(..) | Kind::Dot => false,
            Kind::Dash => !joins(i),
            _ => true,
        })
        .unwrap_or(toks.len());
    (text_of(line, toks.get(..used).unwrap_or_default()), used)
}

/// `území městské části X`, `část města X (ulice A, B)`, `část města X - č.p. 213`.
fn whole_area(line: &str, toks: &[Token], kind: AreaKind, at: usize) -> Reading {
    let rest = toks.get(at..).unwrap_or_default();
    let (name, used) = area_name(line, rest);
    if name.is_empty() {
        return Reading::stuck(rest.first().map_or(1, |t| t.column), What::AreaMissing);
    }
    let mut streets = Vec::new();
    let mut i = at + used;
    let mut reasons = Vec::new();
    if toks.get(i).is_some_and(|t| t.kind == Kind::Open) && word(toks, i + 1).is_some_and(|w| w == "ulice") {
        let close = toks.iter().position(|t| t.kind == Kind::Close).unwrap_or(toks.len());
        for piece in toks.get(i + 2..close).unwrap_or_default().split(|t| t.kind == Kind::Comma) {
            streets.push(text_of(line, piece));
        }
        if close == toks.len() || streets.iter().any(String::is_empty) {
            reasons.push(not_understood(line, toks, i));
        }
        i = close + 1;
    }
    let mut numbers = Numbers::Whole { stated: false };
    if toks.get(i).is_some_and(|t| t.kind == Kind::Dash) {
        let read = numbers::read(line, toks, i + 1);
        reasons.extend(read.reasons);
        if let Some((i, what)) = numbers::first_bare(&read.numbers).map(|_| (i, What::ReadAsDescriptive)) {
            reasons.push(Reason { column: toks.get(i + 1).map_or(1, |t| t.column), what });
        }
        numbers = numbers::bare_as_descriptive(read.numbers);
    } else if i < toks.len() {
        reasons.push(not_understood(line, toks, i));
    }
    Reading { rule: Some(Rule::Area { kind, name: nominative(&name), streets, numbers }), reasons }
}

// ------------------------------------------------------------------ lines about streets

/// `Name [Roman list] [filters] [- numbers]`.
fn street_line(line: &str, toks: &[Token]) -> Reading {
    if !matches!(toks.first().map(|t| &t.kind), Some(Kind::Word(_) | Kind::Number(..))) {
        return Reading::stuck(1, What::StreetMissing);
    }
    let end = name_end(line, toks);
    let (names, mut reasons) = names(line, toks.get(..end).unwrap_or_default());
    if names.iter().any(|name| !name.chars().any(char::is_alphabetic)) {
        return Reading::stuck(1, What::StreetMissing);
    }
    let mut filters = Vec::new();
    let mut i = end;
    let mut dashed = false;
    while let Some(token) = toks.get(i) {
        match token.kind {
            Kind::Dash if !dashed => {
                dashed = true;
                i += 1;
                continue;
            }
            Kind::Comma if !dashed && numbers::starts(toks, i + 1) => {
                dashed = true;
                i += 1;
                continue;
            }
            _ => {}
        }
        if says_missing(toks, i) {
            reasons.push(Reason { column: token.column, what: What::SaidMissing });
            return Reading {
                rule: Some(streets(names, Numbers::Whole { stated: false }, filters)),
                reasons,
            };
        }
        let Some((filter, next)) = filter(line, toks, i) else { break };
        filters.push(filter);
        i = next;
    }
    let numbers = if i >= toks.len() {
        if dashed && filters.is_empty() {
            reasons.push(Reason { column: toks.last().map_or(1, |t| t.column), what: What::NumberMissing });
        }
        Numbers::Whole { stated: false }
    } else {
        let read = numbers::read(line, toks, i);
        if !dashed && matches!(toks.get(i).map(|t| &t.kind), Some(Kind::Number(..))) {
            let column = toks.get(i).map_or(1, |t| t.column);
            reasons.push(Reason { column, what: What::NumbersWithoutMark });
        }
        reasons.extend(read.reasons);
        filters.extend(read.filter.map(|(kind, name)| Filter { kind, name: nominative(&name) }));
        read.numbers
    };
    Reading { rule: Some(streets(names, numbers, filters)), reasons }
}

/// The rule of a street line; one place, so that its two ways out cannot differ.
fn streets(names: Vec<String>, numbers: Numbers, filters: Vec<Filter>) -> Rule {
    Rule::Streets { names, numbers, filters }
}

/// Where the name ends: at a dash with a blank beside it, at the first number part, bracket or filter.
fn name_end(line: &str, toks: &[Token]) -> usize {
    let blank = |byte: usize| line.get(..byte).is_some_and(|s| s.ends_with(char::is_whitespace));
    for (i, token) in toks.iter().enumerate().skip(1) {
        let between_romans = is_roman(line, toks, i - 1) && is_roman(line, toks, i + 1);
        let ends = match &token.kind {
            Kind::Dash => {
                let spaced = blank(token.start)
                    || line
                        .get(token.end..)
                        .is_some_and(|s| s.starts_with(char::is_whitespace) || s.is_empty());
                !between_romans && (spaced || numbers::starts(toks, i + 1))
            }
            Kind::Comma => !between_romans,
            Kind::Semicolon | Kind::Colon | Kind::Slash | Kind::Open | Kind::Close => true,
            Kind::Number(..) => !toks
                .get(i + 1)
                .is_some_and(|next| next.kind == Kind::Dot && next.start == token.end && i + 2 < toks.len()),
            Kind::Word(_) => numbers::starts(toks, i) || filter(line, toks, i).is_some(),
            Kind::Dot | Kind::Other => false,
        };
        if ends {
            return i;
        }
    }
    toks.len()
}

/// Whether the token is a Roman numeral in capitals.
fn is_roman(line: &str, toks: &[Token], i: usize) -> bool {
    roman_at(line, toks, i).is_some()
}

/// The value of a Roman numeral in capitals; `i` (the conjunction) and `vi` in a word are none.
fn roman_at(line: &str, toks: &[Token], i: usize) -> Option<u32> {
    let token = toks.get(i)?;
    roman::value(line.get(token.start..token.end)?)
}

/// One name, or the names of a Roman list: `Jasná I, II`, `Jihozápadní I – VI`.
fn names(line: &str, toks: &[Token]) -> (Vec<String>, Vec<Reason>) {
    let whole = vec![text_of(line, toks)];
    let odd = |t: &Token| !matches!(t.kind, Kind::Word(_) | Kind::Number(..) | Kind::Dot);
    let Some(mark) = toks.iter().position(odd) else { return (whole, vec![]) };
    let Some(first) = mark.checked_sub(1).filter(|first| *first > 0 && is_roman(line, toks, *first)) else {
        return (whole, vec![not_understood(line, toks, mark)]);
    };
    let base = text_of(line, toks.get(..first).unwrap_or_default());
    let mut members: Vec<u32> = Vec::new();
    let mut range = false;
    for i in first..toks.len() {
        match (roman_at(line, toks, i), toks.get(i).map(|t| &t.kind)) {
            (Some(n), _) if range => {
                let from = members.last().copied().unwrap_or(n);
                if from >= n {
                    let column = toks.get(i).map_or(1, |t| t.column);
                    return (whole, vec![Reason { column, what: What::RomanRange }]);
                }
                members.extend(from + 1..=n);
                range = false;
            }
            (Some(n), _) => members.push(n),
            (None, Some(Kind::Dash)) => range = true,
            (None, Some(Kind::Comma)) => {}
            (None, _) => return (whole, vec![not_understood(line, toks, i)]),
        }
    }
    (members.into_iter().map(|n| format!("{base} {}", roman::numeral(n))).collect(), vec![])
}

/// `neexistuje`, `ulice neexistuje`, `existuje, není v datasetu`, also in brackets.
fn says_missing(toks: &[Token], i: usize) -> bool {
    (i..toks.len().min(i + 4))
        .any(|i| word(toks, i).is_some_and(|w| w.starts_with("neexist") || w == "datasetu" || w == "zrusena"))
        || (word(toks, i) == Some("existuje") && word(toks, i + 1).is_none())
}

/// `k. ú. X`, `pouze na území X`, `pouze v sídelní části X`, `část města X`, with or without brackets.
pub(super) fn filter(line: &str, toks: &[Token], at: usize) -> Option<(Filter, usize)> {
    let open = toks.get(at).is_some_and(|t| t.kind == Kind::Open);
    let mut i = at + usize::from(open);
    let kind = if word(toks, i) == Some("k") && cadastre_mark(toks, i).is_some() {
        i = cadastre_mark(toks, i)?;
        AreaKind::Cadastre
    } else if word(toks, i) == Some("katastralni") && word(toks, i + 1) == Some("uzemi") {
        i += 2;
        AreaKind::Cadastre
    } else {
        let only = matches!(word(toks, i), Some("pouze" | "jen"));
        i += usize::from(only);
        let on_territory = word(toks, i) == Some("na") && word(toks, i + 1) == Some("uzemi");
        i += if on_territory { 2 } else { usize::from(matches!(word(toks, i), Some("v" | "ve"))) };
        match area_kind(toks, i) {
            Some((kind, next)) if only || on_territory || kind == AreaKind::Part => {
                i = next;
                kind
            }
            _ if on_territory => AreaKind::Any,
            _ => return None,
        }
    };
    let rest = toks.get(i..)?;
    let stop = rest.iter().position(|t| t.kind == Kind::Close).unwrap_or(rest.len());
    let (name, used) = area_name(line, rest.get(..stop)?);
    let close = rest.get(used).is_some_and(|t| t.kind == Kind::Close);
    if name.is_empty() || open != close {
        return None;
    }
    let name = nominative(&name);
    Some((Filter { kind, name }, i + used + usize::from(close)))
}

/// `k. ú.`, `k.ú.`, `k ú`: the position behind it.
fn cadastre_mark(toks: &[Token], i: usize) -> Option<usize> {
    let dot = |i: usize| usize::from(toks.get(i).is_some_and(|t| t.kind == Kind::Dot));
    let i = i + 1 + dot(i + 1);
    (word(toks, i) == Some("u")).then(|| i + 1 + dot(i + 1))
}
