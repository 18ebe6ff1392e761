//! Files from outside: what they are is decided by their content, never by their name; what is kept of an image is
//! made anew, so that no metadata, no second file and no script hides in it. Pure, but for the time it takes.
//!
//! | kept as | taken | refused |
//! |---|---|---|
//! | JPEG, PNG | JPEG, PNG, WebP: decoded within limits, turned upright, encoded anew | what does not decode, too many pixels |
//! | PDF | begins and ends as PDF | with an archive behind it, with scripts or launch actions |
//! | DOCX, XLSX, ODT, ODS | archives of exactly that shape | macros, bombs, anything before or behind the archive |
//! | text, CSV | UTF-8 without control characters | markup and scripts (SVG, HTML, shell, RTF) |

mod documents;
mod images;
mod names;
mod texts;

use crate::Refusal;

/// A file that may be kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Accepted {
    /// Safe name with the extension of what it is.
    pub(crate) name: String,
    /// Media type.
    pub(crate) media: &'static str,
    /// What to keep.
    pub(crate) content: Vec<u8>,
    /// A small JPEG of an image.
    pub(crate) preview: Option<Vec<u8>>,
}

/// Decides about a file of at most `most` bytes.
///
/// # Errors
/// Refusals at the field `file`: `file-empty`, `file-too-large`, `file-broken`, `file-too-many-pixels`,
/// `file-two-kinds`, `file-with-scripts`, `file-bomb`, `file-kind`.
pub(crate) fn accept(name: &str, content: Vec<u8>, most: usize) -> Result<Accepted, Refusal> {
    if content.is_empty() {
        return Err(refused("file-empty"));
    }
    if content.len() > most {
        return Err(refused("file-too-large").with("most", most / (1024 * 1024)));
    }
    let kind = sniffed(&content).ok_or_else(|| refused("file-kind"))?;
    let (media, content, preview) = match kind {
        Sniffed::Image(format) => images::made_anew(&content, format)?,
        Sniffed::Pdf => (documents::pdf(&content)?, content, None),
        Sniffed::Archive => (documents::office(&content)?, content, None),
        Sniffed::Text => (texts::text(&content, name)?, content, None),
    };
    Ok(Accepted { name: names::safe(name, media), media, content, preview })
}

enum Sniffed {
    Image(image::ImageFormat),
    Pdf,
    Archive,
    Text,
}

/// What the first bytes say.
fn sniffed(content: &[u8]) -> Option<Sniffed> {
    let webp = content.starts_with(b"RIFF") && content.get(8..12) == Some(b"WEBP");
    Some(match content {
        [0xff, 0xd8, 0xff, ..] => Sniffed::Image(image::ImageFormat::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Sniffed::Image(image::ImageFormat::Png),
        _ if webp => Sniffed::Image(image::ImageFormat::WebP),
        [b'%', b'P', b'D', b'F', b'-', ..] => Sniffed::Pdf,
        [b'P', b'K', 3, 4, ..] => Sniffed::Archive,
        _ if std::str::from_utf8(content).is_ok() => Sniffed::Text,
        _ => return None,
    })
}

fn refused(code: &'static str) -> Refusal {
    Refusal::at(code, "file")
}

#[cfg(test)]
mod tests;
