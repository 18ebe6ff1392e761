//! PDF and office documents: kept as they are, so they must be one thing and nothing else.

use crate::Refused;
use crate::archive::{self, Entry};

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
    if !behind.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) || holds(content, archive::END) {
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
    let entries = archive::entries(content)?;
    let unpacked = entries.iter().fold(0_u64, |sum, entry| sum.saturating_add(entry.unpacked));
    if unpacked > UNPACKED {
        return Err(Refused::Bomb);
    }
    // A path out of the document has no business in one.
    if entries.iter().any(|entry| leads_out(&entry.name)) {
        return Err(Refused::Broken);
    }
    if entries.iter().any(|entry| has_macros(&entry.name)) {
        return Err(Refused::WithScripts);
    }
    shape(&entries).ok_or(Refused::Kind)
}

fn leads_out(name: &str) -> bool {
    name.starts_with(['/', '\\'])
        || name.contains(['\0', ':'])
        || name.split(['/', '\\']).any(|step| step == "..")
}

fn has_macros(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.contains("vbaproject")
        || lower.contains("vbadata")
        || lower.starts_with("basic/")
        || lower.starts_with("scripts/")
        || lower.contains("/activex/")
}

fn shape(entries: &[Entry<'_>]) -> Option<&'static str> {
    let has = |wanted: &str| entries.iter().any(|entry| entry.name == wanted);
    if has("[Content_Types].xml") && has("word/document.xml") {
        return Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    }
    if has("[Content_Types].xml") && has("xl/workbook.xml") {
        return Some("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    }
    // OpenDocument names itself in its first file, which is never compressed (ODF 1.3, part 2, 3.3).
    let first = entries.first().filter(|entry| entry.name == "mimetype" && has("content.xml"))?;
    let kinds = ["application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"];
    kinds.into_iter().find(|kind| first.plain.map(<[u8]>::trim_ascii) == Some(kind.as_bytes()))
}

fn holds(content: &[u8], wanted: &[u8]) -> bool {
    content.windows(wanted.len()).any(|window| window == wanted)
}

fn rfind(content: &[u8], wanted: &[u8]) -> Option<usize> {
    content.windows(wanted.len()).rposition(|window| window == wanted)
}
