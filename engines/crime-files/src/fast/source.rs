//! A file that is read by the threads that count it: whoever is free takes the next lines.
//!
//! No more of the file is in memory than a chunk for each thread. One thread reads at a time, into a buffer of its own, and
//! the others count meanwhile.

use std::io::{ErrorKind, Read};
use std::sync::{Mutex, PoisonError};

use super::{CHUNK, LONGEST, on_all_threads};
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

    /// Fills the buffer from its beginning with whole lines: the number of the chunk and its bytes; `None` after the last.
    pub(super) fn next<'b>(&mut self, buffer: &'b mut Vec<u8>) -> Option<(usize, &'b [u8])> {
        if self.ended {
            return None;
        }
        let mut filled = self.tail.len();
        let mut wanted = filled + CHUNK;
        buffer.resize(wanted.max(buffer.len()), 0);
        buffer.get_mut(..filled)?.copy_from_slice(&self.tail);
        loop {
            self.fill(buffer.get_mut(..wanted)?, &mut filled);
            let text = buffer.get(..filled)?;
            let last = memchr::memrchr(b'\n', text).map_or(0, |it| it + 1);
            let end = if self.ended && self.fault.is_none() { filled } else { last };
            if end > 0 || self.ended {
                self.tail.clear();
                self.tail.extend_from_slice(text.get(end..)?);
                self.chunks += 1;
                return (end > 0).then_some((self.chunks, buffer.get(..end)?));
            }
            if filled > LONGEST {
                self.ended = true;
                self.fault = Some(FaultKind::TooLarge("16 MiB without the end of a line"));
                return None;
            }
            wanted += CHUNK;
            buffer.resize(wanted.max(buffer.len()), 0);
        }
    }

    /// Reads until the buffer is full or the file ends.
    fn fill(&mut self, buffer: &mut [u8], filled: &mut usize) {
        while let Some(room @ [_, ..]) = buffer.get_mut(*filled..) {
            match self.reader.read(room) {
                Ok(0) => return self.ended = true,
                Ok(read) => *filled += read,
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
        let source = Mutex::new(self);
        let done = on_all_threads(|| {
            let (mut buffer, mut done) = (Vec::new(), Vec::new());
            while let Some((number, text)) = next_of(&source, &mut buffer) {
                done.push((number, work(text)));
            }
            done
        });
        let mut done: Vec<(usize, T)> = done.into_iter().flatten().collect();
        done.sort_by_key(|it| it.0);
        let fault = source.into_inner().unwrap_or_else(PoisonError::into_inner).fault;
        (done.into_iter().map(|it| it.1).collect(), fault)
    }
}

/// The next chunk; others wait only while it is read.
fn next_of<'b, R: Read + Send>(
    source: &Mutex<Source<R>>,
    buffer: &'b mut Vec<u8>,
) -> Option<(usize, &'b [u8])> {
    source.lock().unwrap_or_else(PoisonError::into_inner).next(buffer)
}
