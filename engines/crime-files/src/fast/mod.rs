//! Large files counted by month, category and area, without a record for each row.
//!
//! ```text
//!   blocks of bytes ─┬─ chunk of lines ─┐  in parallel: a line is looked at once; rows of one incident that follow
//!                    ├─ chunk of lines ─┤  each other become one piece of 16 bytes: id, area, month and set of types
//!                    └─ …               │
//!                         pieces in the order of the file
//!                              │ ids ascend? then none comes twice; else a stable sort brings pieces of one id together
//!                         incidents, each once ─► month × area × set ─► month × area × node of the tree
//! ```
//!
//! An incident is counted once in a node however many of its types lie below it, and however far apart its rows stand.
//! Counts are sums and chunks are joined in the order of the file, so the result is the same for any number of threads.

mod chunk;
mod line;
mod pieces;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::fault::{ColumnDifference, Fault, FaultKind, Place};
use crate::ingest::{Fate, Ingest, What};
use crate::point::Point;
use crate::police::Codebook;
use crate::time::Month;
use pieces::Pieces;

/// An area that is none: the point lies in no area.
pub const NOWHERE: u32 = u32::MAX;
/// Bytes of a chunk.
const CHUNK: usize = 1 << 21;

/// Which file it is.
#[derive(Debug, Clone, Copy)]
pub enum Layout<'a> {
    /// The crime map of the Czech police, with its tree of types: categories are nodes by code, months those of Prague.
    Map(&'a Codebook),
    /// Streets of data.police.uk: categories are crime types, months as printed. Crimes without an id (anti-social
    /// behaviour) are an incident each; the others are told apart by the first 63 bits of the id.
    Streets,
}

/// From points to areas, many at once: writes the number of its area, or [`NOWHERE`], for each point.
pub type AreaOf<'a> = dyn Fn(&[Point], &mut [u32]) + Sync + 'a;

/// A cell of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// The month.
    pub month: Month,
    /// The area; [`NOWHERE`] for incidents without one.
    pub area: u32,
    /// Code of the node, or index of [`Counted::categories`].
    pub category: u32,
    /// Incidents.
    pub incidents: u64,
}

/// What was counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// Cells that hold something, by month, area and category.
    pub cells: Vec<Cell>,
    /// Names of categories for [`Layout::Streets`], in order; empty for the map.
    pub categories: Vec<String>,
    /// Different incidents.
    pub incidents: u64,
    /// What became of the rows: refused ones with their lines, unknown types, contradictions.
    pub report: Ingest,
}

/// Counting of a file that comes in blocks.
pub struct Counting<'a> {
    layout: Layout<'a>,
    area: &'a AreaOf<'a>,
    pieces: Pieces,
    report: Ingest,
    /// The line that the last block cut.
    tail: Vec<u8>,
    /// Lines before the next, the header among them; 0 until it was read.
    lines: u64,
}

/// Counts a file in memory.
///
/// # Errors
/// When its columns differ or it is empty.
pub fn count(bytes: &[u8], layout: Layout<'_>, area: &AreaOf<'_>) -> Result<Counted, Fault> {
    let mut counting = Counting::new(layout, area);
    counting.block(bytes)?;
    counting.finish()
}

impl<'a> Counting<'a> {
    /// A file of which nothing was seen yet.
    #[must_use]
    pub fn new(layout: Layout<'a>, area: &'a AreaOf<'a>) -> Self {
        let (pieces, report, tail, lines) = (Pieces::default(), Ingest::default(), Vec::new(), 0);
        Self { layout, area, pieces, report, tail, lines }
    }

    /// Takes the next bytes of the file, cut anywhere. Blocks of some ten MiB keep all cores busy.
    ///
    /// # Errors
    /// When the columns differ, or there are more kinds of incidents than any file has.
    pub fn block(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        let mut rest = bytes;
        if !self.tail.is_empty() {
            let Some(end) = memchr::memchr(b'\n', rest) else {
                self.tail.extend_from_slice(rest);
                return Ok(());
            };
            let (line, after) = rest.split_at(end + 1);
            let mut whole = std::mem::take(&mut self.tail);
            whole.extend_from_slice(line);
            self.lines(&whole)?;
            rest = after;
        }
        let end = memchr::memrchr(b'\n', rest).map_or(0, |it| it + 1);
        let (whole, cut) = rest.split_at(end);
        self.tail.extend_from_slice(cut);
        self.lines(whole)
    }

    /// Ends the file and counts.
    ///
    /// # Errors
    /// When it was empty.
    pub fn finish(mut self) -> Result<Counted, Fault> {
        let tail = std::mem::take(&mut self.tail);
        self.lines(&tail)?;
        if self.lines == 0 {
            return Err(Fault::file(FaultKind::Empty));
        }
        "UTF-8".clone_into(&mut self.report.code_page);
        let by_set = self.pieces.count(&mut self.report);
        let incidents = by_set.iter().map(|(_, it)| it).sum();
        self.report.kept = incidents;
        let (nodes, categories) = self.nodes();
        let mut cells: pieces::Counts<(i32, u32, u32)> = pieces::Counts::default();
        for ((month, area, set), incidents) in by_set {
            for node in nodes.get(set).into_iter().flatten() {
                *cells.entry((month, area, *node)).or_default() += incidents;
            }
        }
        let cell = |((month, area, category), incidents)| Cell {
            month: Month::from_index(month),
            area,
            category,
            incidents,
        };
        let mut cells: Vec<Cell> = cells.into_iter().map(cell).collect();
        cells.sort_unstable();
        Ok(Counted { cells, categories, incidents, report: self.report })
    }

    /// Whole lines.
    fn lines(&mut self, mut text: &[u8]) -> Result<(), Fault> {
        if text.is_empty() {
            return Ok(());
        }
        if self.lines == 0 {
            let end = memchr::memchr(b'\n', text).map_or(text.len(), |it| it + 1);
            let (header, rest) = text.split_at(end);
            self.header(header)?;
            self.lines = 1;
            text = rest;
        }
        let mut starts = Vec::new();
        let mut at = 0;
        while at < text.len() {
            starts.push(at);
            let next = text.get(at + CHUNK..).and_then(|it| memchr::memchr(b'\n', it));
            at = next.map_or(text.len(), |it| at + CHUNK + it + 1);
        }
        let ends = starts.iter().copied().skip(1).chain([text.len()]);
        let parts: Vec<&[u8]> =
            starts.iter().zip(ends).filter_map(|(from, to)| text.get(*from..to)).collect();
        let read = |part: &&[u8]| chunk::read(part, self.layout, self.area);
        let chunks: Vec<chunk::Chunk> = parts.par_iter().map(read).collect();
        for chunk in chunks {
            self.report.rows += chunk.rows;
            for (what, count, lines) in &chunk.refused {
                self.report.refused += count;
                let places = lines.iter().map(|it| Place::Line(self.lines + it));
                self.report.note_many(what.clone(), Fate::Refused, *count, places);
            }
            self.pieces.add(&chunk, self.lines)?;
            self.lines += chunk.lines;
        }
        Ok(())
    }

    fn header(&self, line: &[u8]) -> Result<(), Fault> {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii();
        let found: Vec<String> = line
            .split(|it| *it == b',')
            .map(|it| String::from_utf8_lossy(it).trim_matches('"').to_owned())
            .collect();
        let (format, columns): (_, &[&str]) = match self.layout {
            Layout::Map(_) => ("the crime map", &crate::police::COLUMNS),
            Layout::Streets => ("streets of data.police.uk", &line::STREETS),
        };
        let difference = Box::new(ColumnDifference::of(columns, &found));
        match difference.is_none() {
            true => Ok(()),
            false => Err(Fault { place: Place::Line(1), kind: FaultKind::Columns { format, difference } }),
        }
    }

    /// Categories of each set of types, and their names if they have any.
    fn nodes(&mut self) -> (Vec<Vec<u32>>, Vec<String>) {
        let sets = self.pieces.sets();
        match self.layout {
            Layout::Map(types) => {
                let mut unknown: BTreeMap<u32, ()> = BTreeMap::new();
                let mut nodes = Vec::new();
                for set in sets {
                    unknown.extend(set.iter().filter(|it| !types.has(**it)).map(|it| (*it, ())));
                    let mut of_set: Vec<u32> = set.iter().flat_map(|it| types.lineage(*it)).collect();
                    of_set.sort_unstable();
                    of_set.dedup();
                    nodes.push(of_set);
                }
                for code in unknown.keys() {
                    let what = What::UnknownCode { codebook: "types".to_owned(), code: code.to_string() };
                    self.report.note(what, Fate::Kept, Place::File);
                }
                (nodes, Vec::new())
            }
            Layout::Streets => {
                let names = self.pieces.names();
                let mut sorted: Vec<String> = names.to_vec();
                sorted.sort_unstable();
                let place = |at: &u32| {
                    let name = usize::try_from(*at).ok().and_then(|it| names.get(it));
                    let at = name.and_then(|it| sorted.binary_search(it).ok());
                    at.and_then(|it| u32::try_from(it).ok()).unwrap_or(u32::MAX)
                };
                let nodes = sets.iter().map(|set| set.iter().map(place).collect()).collect();
                (nodes, sorted)
            }
        }
    }
}
