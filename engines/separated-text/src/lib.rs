//! Text with separators, as offices send it: which letters do its bytes mean, and where does a field end?
//!
//! ```text
//!   bytes ─ codepage: UTF-8, UTF-16, windows-1250 or ISO 8859-2, and how sure that is
//!         └ record:   fields of one row (RFC 4180), borrowed unless a quotation mark is doubled in them
//! ```
//!
//! A ground of engines that read such files. What the fields mean, which separator it is and what is a fault is theirs.
//!
//! ```
//! use separated_text::{How, detect, record};
//!
//! let (page, how) = detect(b"\x8elut\xfd k\xf9\xf2;3\n");
//! assert_eq!((page.name(), how), ("windows-1250", How::Detected));
//! let (fields, next) = record(b"\"a \"\"b\"\"\";2\r\nc;3\n", 0, b';')?;
//! assert_eq!((fields[0].text.as_ref(), fields[0].quoted, next), (&b"a \"b\""[..], true, 13));
//! # Ok::<(), separated_text::OpenQuote>(())
//! ```

mod codepage;
mod record;

pub use codepage::{How, detect, page};
pub use record::{End, Field, OpenQuote, quoted, record, skip_blank, unquoted};
