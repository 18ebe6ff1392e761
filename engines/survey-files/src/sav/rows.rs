//! The rows: elements of eight bytes, plain, as a bytecode, or as a bytecode within zlib blocks.
//!
//! ```text
//!   bytecode   8 codes, then what they need:   0 nothing · 1–251 the number code − bias · 252 the end
//!                                              253 eight bytes that follow · 254 eight blanks · 255 system-missing
//! ```

use std::io::Read;

use flate2::read::ZlibDecoder;

use crate::bytes::{Bytes, size};
use crate::fault::{Fault, FaultKind};

/// Codes of nothing, one after the other, before the file is taken for a trap: programs write seven at most.
const MOST_PADDING: u32 = 1 << 20;
/// Blocks unpack to 4 MB; some programs might take more.
const LARGEST_BLOCK: u64 = 64 << 20;

/// Eight bytes of a row.
#[derive(Debug, Clone, Copy)]
pub(super) enum Element {
    /// As they stand, in the file's order.
    Bytes([u8; 8]),
    /// A number that the bytecode says.
    Number(f64),
    /// System-missing.
    Missing,
}

/// Elements one after the other.
pub(super) struct Elements<'a> {
    stream: Stream<'a>,
    little: bool,
    packed: bool,
    bias: f64,
    codes: [u8; 8],
    next: usize,
    place: u64,
}

impl<'a> Elements<'a> {
    /// - `bytes`: what follows the dictionary
    /// - `compression`: 0 plain, 1 bytecode, 2 zlib
    pub(super) fn new(bytes: &mut Bytes<'a>, compression: i32, bias: f64) -> Result<Self, Fault> {
        let place = bytes.place() as u64;
        let stream = match compression {
            0 | 1 => Stream::Plain(bytes.rest()),
            2 => Stream::Packed { blocks: blocks(bytes)?.into_iter(), now: None },
            other => {
                let why = format!("rows are packed in the way {other}, which is not known");
                return Err(bytes.fault(FaultKind::Unsupported(why)));
            }
        };
        let packed = compression != 0;
        Ok(Self { stream, little: bytes.little, packed, bias, codes: [0; 8], next: 8, place })
    }

    /// The next element; `None` when the data end.
    pub(super) fn next(&mut self) -> Result<Option<Element>, Fault> {
        if !self.packed {
            return Ok(self.eight()?.map(Element::Bytes));
        }
        let mut padding = 0;
        loop {
            let Some(code) = self.codes.get(self.next).copied() else {
                match self.eight()? {
                    Some(codes) => self.codes = codes,
                    None => return Ok(None),
                }
                self.next = 0;
                continue;
            };
            self.next += 1;
            return match code {
                0 => {
                    padding += 1;
                    if padding > MOST_PADDING {
                        return Err(self.fault(FaultKind::Damaged("there is nothing but padding".to_owned())));
                    }
                    continue;
                }
                252 => {
                    self.next -= 1;
                    Ok(None)
                }
                253 => match self.eight()? {
                    Some(bytes) => Ok(Some(Element::Bytes(bytes))),
                    None => Err(self.fault(FaultKind::Cut)),
                },
                254 => Ok(Some(Element::Bytes(*b"        "))),
                255 => Ok(Some(Element::Missing)),
                number => Ok(Some(Element::Number(f64::from(number) - self.bias))),
            };
        }
    }

    /// The number of eight bytes.
    pub(super) fn number(&self, bytes: [u8; 8]) -> f64 {
        if self.little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) }
    }

    /// The bytes of a number, for texts that a program packed as if they were one.
    pub(super) fn bytes(&self, number: f64) -> [u8; 8] {
        if self.little { number.to_le_bytes() } else { number.to_be_bytes() }
    }

    fn eight(&mut self) -> Result<Option<[u8; 8]>, Fault> {
        let mut bytes = [0; 8];
        let mut filled = 0;
        while let Some(rest) = bytes.get_mut(filled..).filter(|it| !it.is_empty()) {
            let read =
                self.stream.read(rest).map_err(|fault| self.fault(FaultKind::Damaged(fault.to_string())))?;
            if read == 0 {
                break;
            }
            filled += read;
        }
        self.place += filled as u64;
        match filled {
            0 => Ok(None),
            8 => Ok(Some(bytes)),
            _ => Err(self.fault(FaultKind::Cut)),
        }
    }

    pub(super) fn fault(&self, kind: FaultKind) -> Fault {
        let mut fault = Fault::whole(kind);
        fault.place.part = "data".to_owned();
        fault.place.byte = Some(self.place);
        fault
    }
}

enum Stream<'a> {
    Plain(&'a [u8]),
    Packed { blocks: std::vec::IntoIter<Block<'a>>, now: Option<Box<Unpacking<'a>>> },
}

struct Block<'a> {
    bytes: &'a [u8],
    unpacked: u64,
}

struct Unpacking<'a> {
    block: std::io::Take<std::io::BufReader<ZlibDecoder<&'a [u8]>>>,
    left: u64,
}

impl Stream<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let (blocks, now) = match self {
            Stream::Plain(bytes) => return bytes.read(into),
            Stream::Packed { blocks, now } => (blocks, now),
        };
        loop {
            if let Some(unpacking) = now {
                let read = unpacking.block.read(into)?;
                unpacking.left = unpacking.left.saturating_sub(read as u64);
                if read > 0 {
                    return Ok(read);
                }
                if unpacking.left > 0 {
                    return Err(std::io::Error::other("a zlib block is shorter than the trailer says"));
                }
            }
            let Some(block) = blocks.next() else { return Ok(0) };
            let reader = std::io::BufReader::new(ZlibDecoder::new(block.bytes));
            *now = Some(Box::new(Unpacking { block: reader.take(block.unpacked), left: block.unpacked }));
        }
    }
}

/// The zlib blocks that the trailer at the end of the file lists.
fn blocks<'a>(bytes: &mut Bytes<'a>) -> Result<Vec<Block<'a>>, Fault> {
    bytes.part = "zlib header";
    let header = bytes.place();
    let base = bytes.u64()?;
    if base != header as u64 {
        return Err(bytes.damaged("it stands elsewhere than it says"));
    }
    let trailer = bytes.u64()?;
    let length = bytes.u64()?;
    let first = bytes.place();
    bytes.part = "zlib blocks";
    let packed = bytes.take(size(trailer.saturating_sub(first as u64)))?;
    bytes.part = "zlib trailer";
    let content = bytes.take(size(length))?;
    let mut bytes = bytes.within(content);
    bytes.i64()?;
    bytes.i64()?;
    bytes.i32()?;
    let count = bytes.u32()?;
    let mut blocks = Vec::new();
    let mut rest = packed;
    for _ in 0..count {
        bytes.i64()?;
        let start = bytes.u64()?;
        let unpacked = u64::from(bytes.u32()?);
        let length = size(u64::from(bytes.u32()?));
        let here = (first + packed.len() - rest.len()) as u64;
        if start != here || unpacked > LARGEST_BLOCK {
            return Err(bytes.damaged("a block is not where or not as large as it says"));
        }
        let (block, after) =
            rest.split_at_checked(length).ok_or_else(|| bytes.damaged("a block is longer than the data"))?;
        rest = after;
        blocks.push(Block { bytes: block, unpacked });
    }
    Ok(blocks)
}
