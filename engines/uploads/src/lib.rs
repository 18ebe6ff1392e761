//! What is this file really, and what of it may be kept?
//!
//! ```text
//!   name, bytes ─► first bytes ─┬─► picture   decoded within limits, turned upright, encoded anew ──┐
//!                               ├─► PDF       one document, no scripts, nothing behind it ──────────┤
//!                               ├─► archive   an office document's shape, no macros, no bomb ───────┼─► Clean
//!                               ├─► text      UTF-8, no control characters, no markup ──────────────┤
//!                               └─► else      Refused::Kind                                         │
//!                      name ────────────────► without paths and tricks, the ending of what it is ───┘
//! ```
//!
//! What a file is, its content says, never its name. What is kept of a picture is made anew from its pixels, so that
//! no place, no camera, no second file and no script hides in it.
//!
//! | kept as | taken | refused |
//! |---|---|---|
//! | JPEG, PNG | JPEG, PNG, WebP | what does not decode, too many pixels |
//! | PDF | begins and ends as PDF | with an archive behind it, with scripts or launch actions |
//! | DOCX, XLSX, ODT, ODS | archives of exactly that shape | macros, bombs, anything before or behind the archive |
//! | text, CSV | UTF-8 without control characters | markup and scripts (SVG, HTML, shell, RTF) |
//!
//! # Two questions
//! [`clean`] takes any of them, as an attachment does. [`photograph`] takes pictures only and gives one JPEG of a
//! sensible size, as a picture from a round does. Both read pictures by the same code within [`PictureLimits`].
//!
//! ```
//! use uploads::{Limits, PictureLimits, Refused};
//!
//! let limits = Limits { bytes: 1 << 20, picture: PictureLimits::CAMERA };
//! let kept = uploads::clean("../výpis.CSV", "dům;lůžka\n12;8\n".into(), &limits)?;
//! assert_eq!((kept.name.as_str(), kept.media), ("výpis.csv", "text/csv"));
//!
//! let page = b"<html><script>alert(1)</script>".to_vec();
//! assert_eq!(uploads::clean("foto.jpg", page, &limits), Err(Refused::Kind));
//! # Ok::<(), Refused>(())
//! ```
//!
//! # Invariants
//! 1. No bytes and no name make it panic, or unpack more than the limits say (`fuzz/fuzz_targets/upload.rs`).
//! 2. A kept picture holds pixels and what is needed to read them; no byte of the file it came in.
//! 3. A document is kept as it came, byte for byte, or not at all: nothing is repaired.
//! 4. The kept name has no path, and its ending says what the content is.
//!
//! It does not look for viruses, and does not say that a document tells the truth.

mod archive;
mod documents;
mod names;
mod pictures;
mod refused;
mod texts;

pub use pictures::{PictureLimits, photograph};
pub use refused::Refused;

/// How much a file may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file as it came, at most. A picture that is made anew may be larger or smaller.
    pub bytes: usize,
    /// Size of a picture, at most.
    pub picture: PictureLimits,
}

/// A file that may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clean {
    /// Safe name with the extension of what it is.
    pub name: String,
    /// Media type.
    pub media: &'static str,
    /// What to keep.
    pub content: Vec<u8>,
    /// A small JPEG of a picture.
    pub preview: Option<Vec<u8>>,
}

/// Decides about a file, and gives back what of it may be kept.
///
/// # Errors
/// The first reason why it may not be kept.
pub fn clean(name: &str, content: Vec<u8>, limits: &Limits) -> Result<Clean, Refused> {
    if content.is_empty() {
        return Err(Refused::Empty);
    }
    if content.len() > limits.bytes {
        return Err(Refused::TooLarge { most: limits.bytes });
    }
    let (media, content, preview) = match sniffed(&content).ok_or(Refused::Kind)? {
        Sniffed::Picture(format) => pictures::made_anew(&content, format, &limits.picture)?,
        Sniffed::Pdf => (documents::pdf(&content)?, content, None),
        Sniffed::Archive => (documents::office(&content)?, content, None),
        Sniffed::Text => (texts::text(&content, name)?, content, None),
    };
    Ok(Clean { name: names::safe(name, media), media, content, preview })
}

enum Sniffed {
    Picture(image::ImageFormat),
    Pdf,
    Archive,
    Text,
}

/// What the first bytes say.
fn sniffed(content: &[u8]) -> Option<Sniffed> {
    let webp = content.starts_with(b"RIFF") && content.get(8..12) == Some(b"WEBP");
    Some(match content {
        [0xff, 0xd8, 0xff, ..] => Sniffed::Picture(image::ImageFormat::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Sniffed::Picture(image::ImageFormat::Png),
        _ if webp => Sniffed::Picture(image::ImageFormat::WebP),
        [b'%', b'P', b'D', b'F', b'-', ..] => Sniffed::Pdf,
        [b'P', b'K', 3, 4, ..] => Sniffed::Archive,
        _ if std::str::from_utf8(content).is_ok() => Sniffed::Text,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
