//! Which letters do these bytes mean? Code pages, and how sure one can be of them.
//!
//! ```text
//!   the caller says ─► Chosen      the file says ─► Declared
//!   neither: valid UTF-8 with accents, UTF-16 by its mark or zeros ─► Detected
//!            bytes only windows-1250 or only ISO 8859-2 has for š ž ť ─► Detected
//!            nothing to tell by ─► Assumed: windows-1250, what Czech offices write
//! ```

use encoding_rs::{Encoding as Page, ISO_8859_2, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250};

/// How an encoding was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The caller named it.
    Chosen,
    /// The file says so.
    Declared,
    /// The bytes are such that hardly anything else is possible.
    Detected,
    /// By habit: the bytes do not tell.
    Assumed,
}

impl std::fmt::Display for How {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            How::Chosen => "as chosen",
            How::Declared => "as the file says",
            How::Detected => "by its bytes",
            How::Assumed => "by habit",
        })
    }
}

/// The page of a name as programs write it: `UTF-8`, `windows-1250`, `cp1250`, `1250`.
#[must_use]
pub fn page(name: &str) -> Option<&'static Page> {
    let name = name.trim().to_ascii_lowercase();
    let number = name.trim_start_matches("windows").trim_start_matches("cp").trim_start_matches(['-', '_']);
    match number {
        "65001" | "utf8" | "us-ascii" | "ascii" => return Some(UTF_8),
        "28592" => return Some(ISO_8859_2),
        _ => {}
    }
    let windows = format!("windows-{number}");
    Page::for_label(name.as_bytes()).or_else(|| Page::for_label(windows.as_bytes()))
}

/// What bytes without a declared encoding are.
#[must_use]
pub fn detect(bytes: &[u8]) -> (&'static Page, How) {
    if let Some((page, _)) = Page::for_bom(bytes) {
        return (page, How::Detected);
    }
    if let Some(page) = wide(bytes) {
        return (page, How::Detected);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.is_ascii() => (UTF_8, How::Detected),
        Ok(_) => (UTF_8, How::Detected),
        // Cut in the middle of a letter by whoever took a sample.
        Err(fault) if fault.error_len().is_none() && fault.valid_up_to() > 0 => (UTF_8, How::Detected),
        Err(_) => eight_bits(bytes),
    }
}

/// UTF-16 without its mark: Latin letters have a zero in every other byte.
fn wide(bytes: &[u8]) -> Option<&'static Page> {
    let sample = bytes.get(..bytes.len().min(4096) & !1).unwrap_or_default();
    let pairs = sample.len() / 2;
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match pairs >= 2 {
        true if odd * 10 > pairs * 7 && even == 0 => Some(UTF_16LE),
        true if even * 10 > pairs * 7 && odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// š ž ť Š Ž Ť stand elsewhere in windows-1250 and in ISO 8859-2; all other Czech letters stand in the same places.
fn eight_bits(bytes: &[u8]) -> (&'static Page, How) {
    let (mut windows, mut iso) = (0_usize, 0_usize);
    for byte in bytes {
        match byte {
            0x9a | 0x9e | 0x9d | 0x8a | 0x8e | 0x8d => windows += 1,
            0xb9 | 0xbe | 0xbb | 0xa9 | 0xae | 0xab => iso += 1,
            _ => {}
        }
    }
    match windows.cmp(&iso) {
        std::cmp::Ordering::Greater => (WINDOWS_1250, How::Detected),
        std::cmp::Ordering::Less => (ISO_8859_2, How::Detected),
        std::cmp::Ordering::Equal => (WINDOWS_1250, How::Assumed),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn names_that_programs_write() {
        for (name, expected) in [
            ("UTF-8", "UTF-8"),
            ("windows-1250", "windows-1250"),
            ("cp1250", "windows-1250"),
            ("1250", "windows-1250"),
            ("CP_1252", "windows-1252"),
            ("iso-8859-2", "ISO-8859-2"),
            ("28592", "ISO-8859-2"),
            ("65001", "UTF-8"),
        ] {
            assert_eq!(page(name).map(Page::name), Some(expected), "{name}");
        }
        assert_eq!(page("klingon"), None);
    }

    #[test]
    fn bytes_that_tell_and_bytes_that_do_not() {
        let check = |bytes: &[u8], name: &str, how| {
            assert_eq!(detect(bytes), (page(name).unwrap(), how), "{bytes:?}");
        };
        check("příliš žluťoučký".as_bytes(), "UTF-8", How::Detected);
        check(&WINDOWS_1250.encode("příliš žluťoučký").0, "windows-1250", How::Detected);
        check(&ISO_8859_2.encode("příliš žluťoučký").0, "iso-8859-2", How::Detected);
        check(&WINDOWS_1250.encode("černý").0, "windows-1250", How::Assumed);
        check(b"a\0;\0b\0\n\0", "utf-16le", How::Detected);
        check(b"\0a\0;\0b\0\n", "utf-16be", How::Detected);
        check(b"\xff\xfea\0", "utf-16le", How::Detected);
        check(b"plain", "UTF-8", How::Detected);
    }
}
