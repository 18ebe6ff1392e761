//! A whole rule text: areas (`# name`), blocks divided by blank lines, one rule a line.

use super::ast::{Area, AreaKind, Block, Document, Line, Rule, State};
use super::reason::{Reason, What};
use super::street;

/// Longer lines are refused: the longest real one has about 400 characters.
const LONGEST_LINE: usize = 4_000;

/// Reads a rule text ("Street Markdown").
///
/// `# name` opens an area, a blank line ends a block, the first line of a block is the title of the territory and
/// every further line is one rule. A line with `!` in front was marked by its drafter as not expressible: it is
/// read, kept, and covers nothing, with one exception: `!Část města: X` says clearly what it covers.
///
/// - in: text with LF or CRLF; a byte-order mark is ignored
/// - out: every line, in order, with its state; no line is dropped
/// - cost: linear in the text
///
/// # Errors
/// None: a line that is not understood is [`State::Unresolved`] with typed reasons.
pub fn parse(text: &str) -> Document {
    let mut document = Document::default();
    let mut in_block = false;
    for (i, raw) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let number = i as u32 + 1;
        let line = raw.trim();
        if line.is_empty() {
            in_block = false;
        } else if let Some(name) = line.strip_prefix('#') {
            let name = Some(name.trim_start_matches('#').trim().to_owned());
            document.areas.push(Area { name, number, blocks: vec![] });
            in_block = false;
        } else {
            add(&mut document, number, line, &mut in_block);
        }
    }
    document
}

/// Adds a title or a rule line to the last area, making what is not there yet.
fn add(document: &mut Document, number: u32, line: &str, in_block: &mut bool) {
    if document.areas.is_empty() {
        document.areas.push(Area { name: None, number, blocks: vec![] });
    }
    let Some(area) = document.areas.last_mut() else { return };
    let stray = line.starts_with('!');
    if !*in_block && !stray {
        area.blocks.push(Block { title: line.to_owned(), number, lines: vec![] });
        *in_block = true;
        return;
    }
    let mut read = parse_line(number, line);
    if !*in_block {
        // a marked line before any title of its block: kept, with a block of its own, covering nothing
        read.state = unresolved(&read.state, Reason { column: 1, what: What::RuleWithoutTitle });
        if area.blocks.last().is_none_or(|b| !b.title.is_empty()) {
            area.blocks.push(Block { title: String::new(), number, lines: vec![] });
        }
    }
    if let Some(block) = area.blocks.last_mut() {
        if block.lines.iter().any(is_stage_heading) && !matches!(read.rule, Some(Rule::Note(_))) {
            read.state = doubtful(&read.state, Reason { column: 1, what: What::UnderStageHeading });
        }
        block.lines.push(read);
    }
}

/// `1. stupeň` as a line of its own, not a remark such as `pro 2. stupeň také …`.
fn is_stage_heading(line: &Line) -> bool {
    let text = line.text.trim_start_matches('!').trim_start();
    matches!(line.rule, Some(Rule::Note(_))) && !text.to_lowercase().starts_with("pro ")
}

/// The state with one more thing to look at; what covers nothing stays as it is.
fn doubtful(state: &State, reason: Reason) -> State {
    match state {
        State::Resolved => State::Warning(vec![reason]),
        State::Warning(reasons) => State::Warning([vec![reason], reasons.clone()].concat()),
        State::Unresolved(reasons) => State::Unresolved(reasons.clone()),
    }
}

/// The state with an obstacle: covers nothing, whatever it was before.
fn unresolved(state: &State, reason: Reason) -> State {
    let mut reasons = state.reasons().to_vec();
    reasons.push(reason);
    State::Unresolved(reasons)
}

/// Reads one rule line by itself (for a clerk's form that checks while typing).
///
/// - in: the line number to record, the line with or without `!`
/// - out: the line with its rule and state; see [`parse`]
pub fn parse_line(number: u32, text: &str) -> Line {
    let text = text.trim();
    let marked = text.starts_with('!');
    let content = text.trim_start_matches('!').trim_start();
    let shift = (text.chars().count() - content.chars().count()) as u32;
    let mut reading = if text.len() > LONGEST_LINE {
        street::Reading { rule: None, reasons: vec![Reason { column: 1, what: What::LineTooLong }] }
    } else {
        street::read(content)
    };
    for reason in &mut reading.reasons {
        reason.column += shift;
    }
    let understood = !reading.reasons.iter().any(|r| r.what.is_obstacle());
    if marked {
        let part = matches!(reading.rule, Some(Rule::Area { kind: AreaKind::Part, .. }));
        let note = matches!(reading.rule, Some(Rule::Note(_)));
        let what = if understood && part { What::MarkedButUnderstood } else { What::Marked };
        if !note {
            reading.reasons.insert(0, Reason { column: 1, what });
        }
    }
    let state = if reading.reasons.is_empty() {
        State::Resolved
    } else if reading.reasons.iter().any(|r| r.what.is_obstacle()) {
        State::Unresolved(reading.reasons)
    } else {
        State::Warning(reading.reasons)
    };
    Line { number, text: text.to_owned(), marked, rule: reading.rule, state }
}

/// How a document was read, in numbers. Marked lines (`!`) are counted apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Counts {
    /// `#` lines.
    pub areas: usize,
    /// Blocks with a title.
    pub blocks: usize,
    /// Lines without `!`.
    pub lines: usize,
    /// Of these: with a number part.
    pub with_numbers: usize,
    /// Of the lines: resolved.
    pub resolved: usize,
    /// Of the lines: warning.
    pub warnings: usize,
    /// Of the lines: unresolved.
    pub unresolved: usize,
    /// Lines with `!`.
    pub marked: usize,
    /// Of these: understood (warning).
    pub marked_understood: usize,
}

impl Counts {
    /// Counts a document's lines.
    pub fn of(document: &Document) -> Counts {
        let mut counts = Counts {
            areas: document.areas.iter().filter(|a| a.name.is_some()).count(),
            blocks: document.areas.iter().flat_map(|a| &a.blocks).filter(|b| !b.title.is_empty()).count(),
            ..Counts::default()
        };
        for (_, _, line) in document.lines() {
            if line.marked {
                counts.marked += 1;
                counts.marked_understood += usize::from(!matches!(line.state, State::Unresolved(_)));
                continue;
            }
            counts.lines += 1;
            counts.with_numbers += usize::from(has_numbers(line.rule.as_ref()));
            match line.state {
                State::Resolved => counts.resolved += 1,
                State::Warning(_) => counts.warnings += 1,
                State::Unresolved(_) => counts.unresolved += 1,
            }
        }
        counts
    }
}

/// Whether the line says which numbers, in or out.
fn has_numbers(rule: Option<&Rule>) -> bool {
    use super::ast::Numbers::{Except, Only};
    matches!(
        rule,
        Some(
            Rule::Streets { numbers: Only(_) | Except(_), .. }
                | Rule::Area { numbers: Only(_) | Except(_), .. }
        )
    )
}
