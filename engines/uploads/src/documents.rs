//! PDF and office documents: kept as they are, so they must be one thing and nothing else.

use std::io::Cursor;

use crate::Refused;

const END_OF_ARCHIVE: &[u8] = b"PK\x05\x06";
/// Files in an office document, at most.
const FILES: usize = 5_000;
/// Unpacked size of an office document, at most.
const UNPACKED: u64 = 300 * 1024 * 1024;

/// A PDF: its header at the very beginning, its end at the very end, no archive behind it, no scripts.
pub(crate) fn pdf(content: &[u8]) -> Result<&'static str, Refused> {
    let versioned = matches!(content, [b'%', b'P', b'D', b'F', b'-', b'1' | b'2', b'.', b'0'..=b'9', ..]);
    let end = rfind(content, b"%%EOF").ok_or(Refused::Broken)?;
    if !versioned {
        return Err(Refused::Broken);
    }
    let behind = content.get(end + 5..).unwrap_or_default();
    if !behind.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) || holds(content, END_OF_ARCHIVE) {
        return Err(Refused::TwoKinds);
    }
    let scripts: [&[u8]; 4] = [b"/JavaScript", b"/Launch", b"/JS(", b"/JS ("];
    if scripts.iter().any(|name| holds(content, name)) {
        return Err(Refused::WithScripts);
    }
    Ok("application/pdf")
}

/// A document of Office or LibreOffice: an archive from the first byte to the last, of the right shape, without macros.
pub(crate) fn office(content: &[u8]) -> Result<&'static str, Refused> {
    let end = rfind(content, END_OF_ARCHIVE).ok_or(Refused::Broken)?;
    // 22 bytes of the end record without a comment, and nothing behind it.
    if end + 22 != content.len() {
        return Err(Refused::TwoKinds);
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(content)).map_err(|_| Refused::Broken)?;
    if archive.offset() != 0 {
        return Err(Refused::TwoKinds);
    }
    if archive.len() > FILES {
        return Err(Refused::Bomb);
    }
    let mut names = Vec::with_capacity(archive.len());
    let mut unpacked = 0_u64;
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(|_| Refused::Broken)?;
        unpacked = unpacked.saturating_add(file.size());
        // A path out of the document has no business in one.
        if file.enclosed_name().is_none() {
            return Err(Refused::Broken);
        }
        names.push(file.name().map_err(|_| Refused::Broken)?.into_owned());
    }
    if unpacked > UNPACKED {
        return Err(Refused::Bomb);
    }
    if names.iter().any(|name| has_macros(name)) {
        return Err(Refused::WithScripts);
    }
    shape(&names, &mut archive).ok_or(Refused::Kind)
}

fn has_macros(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.contains("vbaproject")
        || lower.contains("vbadata")
        || lower.starts_with("basic/")
        || lower.starts_with("scripts/")
        || lower.contains("/activex/")
}

fn shape(names: &[String], archive: &mut zip::ZipArchive<Cursor<&[u8]>>) -> Option<&'static str> {
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    if has("[Content_Types].xml") && has("word/document.xml") {
        return Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    }
    if has("[Content_Types].xml") && has("xl/workbook.xml") {
        return Some("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    }
    if names.first().is_some_and(|name| name == "mimetype") && has("content.xml") {
        let mut kind = String::new();
        let file = archive.by_index(0).ok()?;
        std::io::Read::read_to_string(&mut std::io::Read::take(file, 100), &mut kind).ok()?;
        return match kind.trim() {
            "application/vnd.oasis.opendocument.text" => Some("application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.spreadsheet" => {
                Some("application/vnd.oasis.opendocument.spreadsheet")
            }
            _ => None,
        };
    }
    None
}

fn holds(content: &[u8], wanted: &[u8]) -> bool {
    content.windows(wanted.len()).any(|window| window == wanted)
}

fn rfind(content: &[u8], wanted: &[u8]) -> Option<usize> {
    content.windows(wanted.len()).rposition(|window| window == wanted)
}
