//! Lines of a chunk become pieces.

use super::kinds::Kinds;
use super::line::{self, Kind, Line};
use super::pieces::{FIRST_MONTH, MADE, Parts, Piece};
use super::{AreaOf, Layout};
use crate::ingest::{FIRST, What};
use crate::point::Point;
use crate::time::Month;

/// A chunk that was read.
#[derive(Default)]
pub(super) struct Chunk {
    pub(super) pieces: Parts,
    /// Types that pieces name by number.
    pub(super) kinds: Kinds,
    pub(super) rows: u64,
    pub(super) lines: u64,
    /// What could not be read: how often, and on which lines of the chunk, from 1.
    pub(super) refused: Vec<(What, u64, Vec<u64>)>,
    /// The first line with a month that pieces do not hold.
    pub(super) too_early_or_late: Option<u64>,
}

/// What is remembered from line to line.
struct Reading<'a> {
    text: &'a [u8],
    chunk: Chunk,
    /// In the order of the lines; their areas are indices of points until these are looked up.
    pieces: Vec<Piece>,
    points: Vec<Point>,
    /// What stands before the type in the line of the map that was read last.
    before_type: &'a [u8],
}

pub(super) fn read(text: &[u8], layout: Layout<'_>, area: &AreaOf<'_>) -> Chunk {
    let (pieces, points) = (Vec::with_capacity(text.len() / 48), Vec::with_capacity(text.len() / 48));
    let mut reading = Reading { text, chunk: Chunk::default(), pieces, points, before_type: b"" };
    match layout {
        Layout::Map(_) => reading.map(),
        Layout::Streets => reading.streets(),
    }
    let Reading { mut chunk, mut pieces, points, .. } = reading;
    let mut areas = vec![super::NOWHERE; points.len()];
    area(&points, &mut areas);
    for (area, point) in areas.iter_mut().zip(&points) {
        if point.lon.is_nan() {
            *area = super::NOWHERE;
        }
    }
    for piece in &mut pieces {
        let at = usize::try_from(piece.area).ok();
        piece.area = at.and_then(|it| areas.get(it)).copied().unwrap_or(super::NOWHERE);
    }
    chunk.pieces = Parts::of(&pieces);
    chunk
}

impl<'a> Reading<'a> {
    fn map(&mut self) {
        let mut at = 0;
        while at < self.text.len() {
            self.chunk.lines += 1;
            let next = self.same_but_type(at).or_else(|| self.quickly(at));
            at = next.unwrap_or_else(|| {
                let (line, next) = self.line(at);
                self.carefully(line);
                next
            });
        }
    }

    /// Most incidents with several types stand in rows that differ in nothing else.
    fn same_but_type(&mut self, at: usize) -> Option<usize> {
        let here = self.text.get(at..)?.starts_with(self.before_type) && !self.before_type.is_empty();
        let (code, next) = here.then(|| line::quick_type(self.text, at + self.before_type.len()))??;
        let kind = self.chunk.kinds.code(code);
        let last = *self.pieces.last()?;
        self.chunk.rows += 1;
        self.pieces.push(last.of_kind(kind));
        Some(next)
    }

    fn quickly(&mut self, at: usize) -> Option<usize> {
        let (line, types_at, next) = line::quick_of_map(self.text, at)?;
        self.chunk.rows += 1;
        self.take(line);
        self.before_type = self.text.get(at..types_at)?;
        Some(next)
    }

    fn carefully(&mut self, line: &[u8]) {
        if line.is_empty() {
            return;
        }
        self.chunk.rows += 1;
        // The piece of before is not the last one any more.
        self.before_type = b"";
        match line::of_map(line) {
            Ok(found) => self.take(found),
            // Quotes are allowed and rare.
            Err(column) if memchr::memchr(b'"', line).is_some() => match unquoted(line) {
                Some(plain) => match line::of_map(&plain) {
                    Ok(found) => self.take(found),
                    Err(column) => self.refuse(column),
                },
                None => self.refuse(column),
            },
            Err(column) => self.refuse(column),
        }
    }

    /// The line at a place without its end, and where the next begins.
    fn line(&self, at: usize) -> (&'a [u8], usize) {
        let rest = self.text.get(at..).unwrap_or_default();
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let line = rest.get(..end).unwrap_or_default();
        (line.strip_suffix(b"\r").unwrap_or(line), at + end + 1)
    }

    fn streets(&mut self) {
        // Most chunks have no quote at all; one look is cheaper than one for each line.
        let quotes = memchr::memchr(b'"', self.text).is_some();
        let mut at = 0;
        while at < self.text.len() {
            let (line, next) = self.line(at);
            at = next;
            self.chunk.lines += 1;
            if line.is_empty() {
                continue;
            }
            self.chunk.rows += 1;
            if quotes && memchr::memchr(b'"', line).is_some() {
                self.quoted_street(line);
                continue;
            }
            match line::quick_of_streets(line).map_or_else(|| line::of_streets(line), Ok) {
                Ok(found) => self.take(found),
                Err(column) => self.refuse(column),
            }
        }
    }

    fn quoted_street(&mut self, line: &[u8]) {
        let Ok((fields, _)) = separated_text::record(line, 0, b',') else { return self.refuse("Crime ID") };
        let [id, month, _, _, lon, lat, _, _, _, kind, ..] = fields.as_slice() else {
            return self.refuse("Crime ID");
        };
        let Some(month) = Month::starting(&month.text) else { return self.refuse("Month") };
        match line::street(&id.text, month, &lon.text, &lat.text, &kind.text) {
            Ok(found) => self.take(found),
            Err(column) => self.refuse(column),
        }
    }

    fn take(&mut self, line: Line<'_>) {
        let kind = match line.kind {
            Kind::Code(code) => self.chunk.kinds.code(code),
            Kind::Name(name) => self.chunk.kinds.name(name),
        };
        // A crime without an id is an incident of its own; the line spreads them over the parts.
        let id = line.id.unwrap_or(MADE | self.chunk.lines);
        let point = u32::try_from(self.points.len()).unwrap_or(super::NOWHERE);
        let Some(piece) = u32::try_from(line.month.index() - FIRST_MONTH)
            .ok()
            .and_then(|month| Piece::new(id, point, month, kind))
        else {
            self.chunk.too_early_or_late.get_or_insert(self.chunk.lines);
            return;
        };
        self.points.push(line.point);
        self.pieces.push(piece);
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
