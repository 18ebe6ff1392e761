//! A file that is read by the threads that count it: whoever is free takes the next lines.
//!
//! No more of the file is in memory than a chunk for each thread. One thread reads at a time, and the others count meanwhile.

use std::io::{ErrorKind, Read};

use rayon::prelude::*;

use super::{CHUNK, LONGEST};
use crate::fault::FaultKind;

/// What is left of a file.
pub(super) struct Source<R> {
    reader: R,
    /// The line that the last chunk cut.
    tail: Vec<u8>,
    chunks: usize,
    ended: bool,
    fault: Option<FaultKind>,
}

impl<R: Read + Send> Source<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, tail: Vec::new(), chunks: 0, ended: false, fault: None }
    }

    /// The next whole lines with the number of their chunk; `None` after the last.
    pub(super) fn next(&mut self) -> Option<(usize, Vec<u8>)> {
        if self.ended {
            return None;
        }
        let mut buffer = Vec::with_capacity(self.tail.len() + CHUNK);
        buffer.append(&mut self.tail);
        loop {
            self.fill(&mut buffer);
            let last = memchr::memrchr(b'\n', &buffer).map_or(0, |it| it + 1);
            let end = if self.ended && self.fault.is_none() { buffer.len() } else { last };
            if end > 0 || self.ended {
                self.tail.extend_from_slice(buffer.get(end..)?);
                buffer.truncate(end);
                self.chunks += 1;
                return (end > 0).then_some((self.chunks, buffer));
            }
            if buffer.len() > LONGEST {
                self.ended = true;
                self.fault = Some(FaultKind::TooLarge("16 MiB without the end of a line"));
                return None;
            }
        }
    }

    /// Reads a chunk more, or what is left of the file.
    fn fill(&mut self, buffer: &mut Vec<u8>) {
        let wanted = buffer.len() + CHUNK;
        while let Some(room) = wanted.checked_sub(buffer.len()).filter(|room| *room > 0) {
            match self.reader.by_ref().take(room as u64).read_to_end(buffer) {
                Ok(0) => return self.ended = true,
                Ok(_) => {}
                Err(why) if why.kind() == ErrorKind::Interrupted => {}
                Err(why) => {
                    self.fault = Some(FaultKind::Source(why.to_string()));
                    return self.ended = true;
                }
            }
        }
    }

    /// Applies `work` to all chunks on all threads: its results in the order of the file, and what ended it too early.
    pub(super) fn chunks<T: Send>(self, work: impl Fn(&[u8]) -> T + Sync) -> (Vec<T>, Option<FaultKind>) {
        let mut source = self;
        let chunks = std::iter::from_fn(|| source.next()).par_bridge();
        let mut done: Vec<(usize, T)> = chunks.map(|(number, text)| (number, work(&text))).collect();
        done.sort_by_key(|it| it.0);
        (done.into_iter().map(|it| it.1).collect(), source.fault)
    }
}
