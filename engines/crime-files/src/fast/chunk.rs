//! Lines of a chunk become pieces.

use std::collections::HashMap;

use super::line::{self, Kind, Line};
use super::{AreaOf, Layout};
use crate::ingest::{FIRST, What};
use crate::point::Point;
use crate::time::Month;

/// A chunk that was read.
#[derive(Default)]
pub(super) struct Chunk {
    pub(super) pieces: Vec<Part>,
    /// Area of each piece.
    pub(super) areas: Vec<u32>,
    /// Sets of types that pieces name by index; ascending within a set.
    pub(super) sets: Vec<Vec<u32>>,
    /// Names that types of [`Layout::Streets`] are indices of.
    pub(super) names: Vec<Vec<u8>>,
    pub(super) rows: u64,
    pub(super) lines: u64,
    /// What could not be read: how often, and on which lines of the chunk, from 1.
    pub(super) refused: Vec<(What, u64, Vec<u64>)>,
}

/// Rows of one incident that follow each other.
pub(super) struct Part {
    /// `None`: it has no id; it is an incident of its own.
    pub(super) id: Option<u64>,
    pub(super) month: Month,
    pub(super) set: usize,
    /// Line of the chunk, from 1.
    pub(super) line: u64,
}

/// What is remembered from line to line.
#[derive(Default)]
struct Reading<'a> {
    chunk: Chunk,
    points: Vec<Point>,
    of_set: HashMap<Vec<u32>, usize>,
    /// Set of each small code alone.
    of_code: Vec<usize>,
    /// Types of the piece that is open.
    types: Vec<u32>,
    last: Option<Line<'a>>,
    /// The line it began in.
    began: u64,
    /// What stands in the line of the open piece before its type.
    before_type: &'a [u8],
}

const UNKNOWN: usize = usize::MAX;

pub(super) fn read(text: &[u8], layout: Layout<'_>, area: &AreaOf<'_>) -> Chunk {
    let mut reading = Reading { of_code: vec![UNKNOWN; 1024], ..Reading::default() };
    let mut rest = text;
    while !rest.is_empty() {
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        rest = after.get(1..).unwrap_or_default();
        reading.chunk.lines += 1;
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            continue;
        }
        reading.chunk.rows += 1;
        match layout {
            Layout::Map(_) => reading.map(line),
            Layout::Streets => reading.street(line),
        }
    }
    reading.close();
    let mut chunk = reading.chunk;
    chunk.areas = vec![super::NOWHERE; reading.points.len()];
    area(&reading.points, &mut chunk.areas);
    for (area, point) in chunk.areas.iter_mut().zip(&reading.points) {
        if point.lon.is_nan() {
            *area = super::NOWHERE;
        }
    }
    chunk
}

impl<'a> Reading<'a> {
    fn map(&mut self, line: &'a [u8]) {
        let comma = memchr::memrchr(b',', line).unwrap_or(0);
        let (before, code) = line.split_at(comma);
        // Most incidents with several types stand in rows that differ in nothing else.
        if before == self.before_type
            && self.last.is_some()
            && let Some(code) = std::str::from_utf8(code).ok().and_then(|it| it.get(1..)?.parse().ok())
        {
            return self.types.push(code);
        }
        match line::of_map(line) {
            Ok(found) => self.take(found, before),
            // Quotes are allowed and rare.
            Err(column) if line.contains(&b'"') => match unquoted(line) {
                Some(plain) => match line::of_map(&plain) {
                    Ok(found) => self.take(found, b""),
                    Err(column) => self.refuse(column),
                },
                None => self.refuse(column),
            },
            Err(column) => self.refuse(column),
        }
    }

    fn street(&mut self, line: &'a [u8]) {
        if !line.contains(&b'"') {
            return match line::of_streets(line) {
                Ok(found) => self.take(found, b""),
                Err(column) => self.refuse(column),
            };
        }
        let Ok((fields, _)) = separated_text::record(line, 0, b',') else { return self.refuse("Crime ID") };
        let [id, month, _, _, lon, lat, _, _, _, kind, ..] = fields.as_slice() else {
            return self.refuse("Crime ID");
        };
        let Some(month) = Month::starting(&month.text) else { return self.refuse("Month") };
        let kind = kind.text.to_vec();
        match line::street(&id.text, month, &lon.text, &lat.text, &kind) {
            Ok(found) => {
                let code = self.name(&kind);
                let found = Line { kind: Kind::Code(code), ..found };
                self.take(found, b"");
            }
            Err(column) => self.refuse(column),
        }
    }

    /// Begins a piece, or adds to the one that is open.
    fn take(&mut self, line: Line<'_>, before_type: &'a [u8]) {
        let code = match line.kind {
            Kind::Code(code) => code,
            Kind::Name(name) => self.name(name),
        };
        self.close();
        self.types.push(code);
        let line = Line { id: line.id, point: line.point, month: line.month, kind: Kind::Code(code) };
        self.last = Some(line);
        self.began = self.chunk.lines;
        self.before_type = before_type;
    }

    fn close(&mut self) {
        let Some(line) = self.last.take() else { return };
        let set = match self.types.as_slice() {
            [code] => {
                let code = *code;
                let small = usize::try_from(code).ok().and_then(|it| self.of_code.get(it)).copied();
                match small {
                    Some(set) if set != UNKNOWN => set,
                    _ => {
                        let set = self.set();
                        if let Some(place) =
                            usize::try_from(code).ok().and_then(|it| self.of_code.get_mut(it))
                        {
                            *place = set;
                        }
                        set
                    }
                }
            }
            _ => {
                self.types.sort_unstable();
                self.types.dedup();
                self.set()
            }
        };
        self.types.clear();
        self.points.push(line.point);
        self.chunk.pieces.push(Part { id: line.id, month: line.month, set, line: self.began });
    }

    /// The index of the set of types of the open piece.
    fn set(&mut self) -> usize {
        if let Some(set) = self.of_set.get(self.types.as_slice()) {
            return *set;
        }
        let set = self.chunk.sets.len();
        self.chunk.sets.push(self.types.clone());
        self.of_set.insert(self.types.clone(), set);
        set
    }

    /// The index of a name; there are few.
    fn name(&mut self, name: &[u8]) -> u32 {
        let at = self.chunk.names.iter().position(|it| it == name);
        let at = at.unwrap_or_else(|| {
            self.chunk.names.push(name.to_vec());
            self.chunk.names.len() - 1
        });
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    fn refuse(&mut self, column: &'static str) {
        let line = self.chunk.lines;
        let what = What::Unreadable(column.to_owned());
        let found = self.chunk.refused.iter_mut().find(|it| it.0 == what);
        match found {
            Some((_, count, lines)) => {
                *count += 1;
                if lines.len() < FIRST {
                    lines.push(line);
                }
            }
            None => self.chunk.refused.push((what, 1, vec![line])),
        }
    }
}

/// A line of the map without its quotes.
fn unquoted(line: &[u8]) -> Option<Vec<u8>> {
    let (fields, _) = separated_text::record(line, 0, b',').ok()?;
    let fields: Vec<&[u8]> = fields.iter().map(|it| it.text.as_ref()).collect();
    Some(fields.join(&b','))
}
