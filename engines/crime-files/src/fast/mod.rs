//! Large files counted by month, category and area, without a record for each row.
//!
//! ```text
//!   file ─► whole lines, about 4 MiB ─┐  on all threads: whoever is free reads the next chunk and takes it apart; each row
//!           whole lines, about 4 MiB ─┤  becomes a piece of 16 bytes: id, area, month and type, put down in one of 256
//!           …                         ┘  parts by its id
//!                    parts, side by side: the pieces of all chunks in the order of the file, sorted by id
//!                    incidents, each once ─► month × area × node of the tree
//! ```
//!
//! An incident is counted once in a node however many of its types lie below it, and however far apart its rows stand.
//! Counts are sums and chunks are joined in the order of the file, so the result is the same for any number of threads.
//! Memory grows with the rows, 16 bytes each, and not with the bytes of the file.

mod cells;
mod chunk;
mod kinds;
mod line;
mod pieces;
mod source;
mod tally;
mod words;

use std::collections::BTreeSet;
use std::io::Read;

use rayon::prelude::*;

use crate::fault::{ColumnDifference, Fault, FaultKind, Place};
use crate::ingest::{Fate, Ingest, What};
use crate::point::Point;
use crate::police::Codebook;
use crate::time::Month;
use chunk::Chunk;
use kinds::Kind;
use pieces::{FIRST_MONTH, Pieces};
use source::Source;

/// An area that is none: the point lies in no area.
pub const NOWHERE: u32 = u32::MAX;
/// Bytes of a chunk.
const CHUNK: usize = 1 << 22;
/// The longest line that is waited for.
const LONGEST: usize = 1 << 24;

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

/// Categories that are counted.
struct Categories {
    all: Vec<u32>,
    /// In which of all, by place, each type counts.
    of_kind: Vec<Vec<u32>>,
    names: Vec<String>,
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

/// Counts a file while it is read, a chunk for each thread in memory at once. The threads are those of the `rayon` pool in
/// which it is called.
///
/// # Errors
/// When its columns differ, it is empty, or it cannot be read to its end.
pub fn count_from(file: impl Read + Send, layout: Layout<'_>, area: &AreaOf<'_>) -> Result<Counted, Fault> {
    let mut counting = Counting::new(layout, area);
    let mut source = Source::new(file);
    if let Some((_, text)) = source.next() {
        counting.lines(&text)?;
    }
    let (chunks, fault) = source.chunks(|text| chunk::read(text, layout, area));
    for chunk in chunks {
        counting.add(chunk)?;
    }
    match fault {
        Some(kind) => Err(Fault { place: Place::Line(counting.lines + 1), kind }),
        None => counting.finish(),
    }
}

impl<'a> Counting<'a> {
    /// A file of which nothing was seen yet.
    #[must_use]
    pub fn new(layout: Layout<'a>, area: &'a AreaOf<'a>) -> Self {
        let (pieces, report, tail, lines) = (Pieces::default(), Ingest::default(), Vec::new(), 0);
        Self { layout, area, pieces, report, tail, lines }
    }

    /// Takes the next bytes of the file, cut anywhere. Blocks of 4 MiB for each core keep all busy.
    ///
    /// # Errors
    /// When the columns differ, or there are more kinds of incidents than any file has.
    pub fn block(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        let mut rest = bytes;
        if !self.tail.is_empty() {
            let Some(end) = memchr::memchr(b'\n', rest) else {
                self.tail.extend_from_slice(rest);
                return self.not_too_long();
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
        self.lines(whole)?;
        self.not_too_long()
    }

    fn not_too_long(&self) -> Result<(), Fault> {
        match self.tail.len() > LONGEST {
            true => Err(Fault {
                place: Place::Line(self.lines + 1),
                kind: FaultKind::TooLarge("16 MiB without the end of a line"),
            }),
            false => Ok(()),
        }
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
        let Categories { all, of_kind, names } = self.categories()?;
        let tally = tally::count(&self.pieces, &of_kind);
        let incidents = tally.incidents;
        self.report.kept = incidents;
        for (what, count) in
            [(What::Duplicate, tally.duplicates), (What::Contradiction, tally.contradictions)]
        {
            if count > 0 {
                self.report.note_many(what, Fate::Kept, count, [Place::File]);
            }
        }
        let cell = |(month, area, node, incidents)| Cell {
            month: Month::from_index(i32::try_from(month).unwrap_or(0) + FIRST_MONTH),
            area,
            category: all.get(node).copied().unwrap_or(u32::MAX),
            incidents,
        };
        let mut cells: Vec<Cell> = tally.cells().map(cell).collect();
        cells.par_sort_unstable();
        Ok(Counted { cells, categories: names, incidents, report: self.report })
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
        let chunks: Vec<Chunk> = parts.par_iter().map(read).collect();
        chunks.into_iter().try_for_each(|it| self.add(it))
    }

    /// Adds the next chunk of the file.
    fn add(&mut self, chunk: Chunk) -> Result<(), Fault> {
        self.report.rows += chunk.rows;
        for (what, count, lines) in &chunk.refused {
            self.report.refused += count;
            let places = lines.iter().map(|it| Place::Line(self.lines + it));
            self.report.note_many(what.clone(), Fate::Refused, *count, places);
        }
        let lines = chunk.lines;
        self.pieces.add(chunk, self.lines)?;
        self.lines += lines;
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

    fn categories(&mut self) -> Result<Categories, Fault> {
        let kinds = self.pieces.kinds().all();
        let mut names: Vec<String> = kinds.iter().filter_map(Kind::name).collect();
        names.sort_unstable();
        let mut unknown = BTreeSet::new();
        let mut categories = |kind: &Kind| -> Vec<u32> {
            match (kind, self.layout) {
                (Kind::Code(code), Layout::Map(types)) => {
                    if !types.has(*code) {
                        unknown.insert(*code);
                    }
                    types.lineage(*code).collect()
                }
                _ => kind.name().and_then(|it| place(&names, &it)).into_iter().collect(),
            }
        };
        let of_kind: Vec<Vec<u32>> = kinds.iter().map(&mut categories).collect();
        for code in unknown {
            let what = What::UnknownCode { codebook: "types".to_owned(), code: code.to_string() };
            self.report.note(what, Fate::Kept, Place::File);
        }
        let all: BTreeSet<u32> = of_kind.iter().flatten().copied().collect();
        let all: Vec<u32> = all.into_iter().collect();
        if all.len() > tally::MOST_NODES {
            return Err(Fault::file(FaultKind::TooLarge("a million categories")));
        }
        let numbered = |it: &Vec<u32>| it.iter().filter_map(|category| place(&all, category)).collect();
        let of_kind = of_kind.iter().map(numbered).collect();
        Ok(Categories { all, of_kind, names })
    }
}

/// Does the same on every thread of the pool, until each of them finds no more to do.
fn on_all_threads<T: Send>(work: impl Fn() -> T + Sync) -> Vec<T> {
    let threads = (0..rayon::current_num_threads()).into_par_iter().with_max_len(1);
    threads.map(|_| work()).collect()
}

/// Where something stands in a sorted list.
fn place<T: Ord>(sorted: &[T], wanted: &T) -> Option<u32> {
    sorted.binary_search(wanted).ok().and_then(|it| u32::try_from(it).ok())
}
