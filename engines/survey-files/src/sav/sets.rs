//! Sets of answers: several variables that are one question.
//!
//! ```text
//!   $why=D2 11 4 Proč q1 q2 q3     a variable for each answer; 11 (of two bytes) means chosen
//!   $top=C 5 Které m1 m2           the variables hold the codes of the answers
//! ```
//! (`E` is `D` with a flag before.)

use super::dictionary::Dictionary;
use super::layout::Layout;
use crate::codepage::{Decoder, Doubts};
use crate::model::{ResponseSet, Variable};
use crate::note::Note;

/// All sets; what is not understood or refers to nothing is noted.
pub(super) fn read(
    dictionary: &Dictionary<'_>,
    layout: &Layout<'_>,
    variables: &[Variable],
    decoder: &Decoder,
    notes: &mut Vec<Note>,
) -> Vec<ResponseSet> {
    let mut sets = Vec::new();
    for line in &dictionary.extensions.sets {
        let Some(raw) = parse(line) else {
            notes.push(Note::PassedOver(format!("the set of answers {:?}", decoder.text(line))));
            continue;
        };
        let mut doubts = Doubts::default();
        let mut set = ResponseSet {
            name: decoder.text(raw.name),
            label: decoder.words(raw.label, &mut doubts),
            counted: raw.counted.map(|it| decoder.text(it).trim_end().to_owned()),
            variables: Vec::new(),
        };
        doubts.note(&set.name, decoder, notes);
        for name in raw.variables {
            let short = |at: &usize| {
                let laid = layout.variables.get(*at);
                laid.is_some_and(|it| it.record.name.eq_ignore_ascii_case(name) || it.name == name)
            };
            match (0..variables.len()).find(short).and_then(|at| variables.get(at)) {
                Some(variable) => set.variables.push(variable.name.clone()),
                None => {
                    let variable = decoder.text(name);
                    notes.push(Note::NoVariable { what: "a set of answers", variable });
                }
            }
        }
        sets.push(set);
    }
    sets
}

struct RawSet<'a> {
    name: &'a [u8],
    label: &'a [u8],
    counted: Option<&'a [u8]>,
    variables: Vec<&'a [u8]>,
}

fn parse(line: &[u8]) -> Option<RawSet<'_>> {
    let at = line.iter().position(|it| *it == b'=')?;
    let (name, rest) = line.split_at_checked(at)?;
    let (kind, mut rest) = rest.get(1..)?.split_first()?;
    let mut counted = None;
    match kind {
        b'C' => {}
        b'D' => counted = Some(text(&mut rest)?),
        b'E' => {
            // A flag between blanks: whether labels come from the counted values.
            rest = rest.strip_prefix(b" ")?;
            rest = rest.get(rest.iter().position(|it| *it == b' ')? + 1..)?;
            counted = Some(text(&mut rest)?);
        }
        _ => return None,
    }
    rest = rest.strip_prefix(b" ")?;
    let label = text(&mut rest)?;
    let variables = rest.split(u8::is_ascii_whitespace).filter(|it| !it.is_empty()).collect();
    Some(RawSet { name, label, counted, variables })
}

/// A text behind its length and a blank.
fn text<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let at = rest.iter().position(|it| *it == b' ')?;
    let length: usize = std::str::from_utf8(rest.get(..at)?).ok()?.parse().ok()?;
    let (text, after) = rest.get(at + 1..)?.split_at_checked(length)?;
    *rest = after;
    Some(text)
}
