//! Which letters do these bytes mean? Code pages of files, and how sure one can be of them.
//!
//! ```text
//!   the caller says ─► Chosen      the file says ─► Declared
//!   neither: valid UTF-8 with accents, UTF-16 by its mark or zeros ─► Detected
//!            bytes only windows-1250 or only ISO 8859-2 has for š ž ť ─► Detected
//!            nothing to tell by ─► Assumed: windows-1250, what Czech offices write
//! ```

use encoding_rs::{Encoding as Page, ISO_8859_2, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252};

use crate::column::{Column, RawTexts, Texts};
use crate::note::Note;

/// How bytes became letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoding {
    /// Name, as the Encoding Standard of the WHATWG has it: `UTF-8`, `windows-1250`.
    pub name: String,
    /// How it was found.
    pub how: How,
}

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

/// Letters of the bytes of one file.
#[derive(Debug)]
pub(crate) struct Decoder {
    page: &'static Page,
    /// The page of the file, when its texts were turned into another one before.
    outside: Option<&'static Page>,
    how: How,
}

/// The page of a name as programs write it: `UTF-8`, `windows-1250`, `cp1250`, `1250`.
pub(crate) fn page(name: &str) -> Option<&'static Page> {
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
pub(crate) fn detect(bytes: &[u8]) -> (&'static Page, How) {
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

impl Decoder {
    /// Settles the encoding of a file by what the caller chose, what the file declares and what its texts look like.
    pub(crate) fn settle<'a>(
        chosen: Option<&'static Page>,
        declared: Option<&str>,
        texts: impl Iterator<Item = &'a [u8]>,
        notes: &mut Vec<Note>,
    ) -> Self {
        if let Some(page) = chosen {
            return Self::of(page, How::Chosen);
        }
        let known = declared.and_then(page);
        if let Some(page) = known {
            return Self::of(page, How::Declared);
        }
        let mut sample = Vec::new();
        for text in texts.filter(|it| !it.is_ascii()) {
            sample.extend_from_slice(text);
            sample.push(b'\n');
        }
        let (page, how) = detect(&sample);
        let encoding = page.name().to_owned();
        match declared {
            Some(declared) => notes.push(Note::EncodingUnknown { declared: declared.to_owned(), encoding }),
            // Nothing but ASCII reads the same in all of them.
            None if sample.is_empty() => {}
            None => notes.push(Note::EncodingAssumed { encoding, how }),
        }
        Self::of(page, how)
    }

    pub(crate) fn of(page: &'static Page, how: How) -> Self {
        Self { page, outside: None, how }
    }

    /// The same file, whose texts are now in another page.
    pub(crate) fn inside(self, page: &'static Page) -> Self {
        Self { page, outside: Some(self.page), how: self.how }
    }

    pub(crate) fn utf8() -> Self {
        Self::of(UTF_8, How::Declared)
    }

    pub(crate) fn encoding(&self) -> Encoding {
        Encoding { name: self.outside.unwrap_or(self.page).name().to_owned(), how: self.how }
    }

    /// Text of bytes, and whether all of them are letters.
    fn try_text(&self, bytes: &[u8]) -> (String, bool) {
        if bytes.is_ascii() {
            return (bytes.iter().copied().map(char::from).collect(), true);
        }
        let (text, faulty) = self.page.decode_without_bom_handling(bytes);
        // Places that windows-125x leaves empty become control characters by the standard, and letters of nobody.
        let faulty = faulty || text.chars().any(|it| ('\u{80}'..'\u{a0}').contains(&it));
        (text.into_owned(), !faulty)
    }

    /// A name or label, without a word on what could not be read.
    pub(crate) fn text(&self, bytes: &[u8]) -> String {
        self.try_text(bytes).0
    }

    /// A name or a label of a variable; what cannot be read is noted with the variable.
    pub(crate) fn words(&self, bytes: &[u8], doubts: &mut Doubts) -> String {
        let (text, whole) = self.try_text(bytes);
        if !whole {
            doubts.undecodable(&text);
        } else if doubts.looks.is_none() {
            doubts.looks = self.other_sense(bytes, &text);
        }
        text
    }

    /// The texts of a variable.
    pub(crate) fn column(&self, raw: RawTexts, doubts: &mut Doubts) -> Column {
        let mut texts = Texts { places: raw.places, ..Texts::default() };
        for (place, bytes) in (0_u32..).zip(raw.words) {
            let before = doubts.count;
            texts.words.push(self.words(&bytes, doubts));
            if doubts.count > before {
                texts.undecoded.insert(place, bytes);
            }
        }
        Column::Texts(texts)
    }

    /// What bytes would be in an encoding that makes more sense of them.
    fn other_sense(&self, bytes: &[u8], text: &str) -> Option<(&'static Page, String, String)> {
        if bytes.is_ascii() || self.page == UTF_8 {
            return None;
        }
        let sense = |page: &'static Page, sense: String| Some((page, text.to_owned(), sense));
        if let Ok(utf8) = std::str::from_utf8(bytes) {
            return sense(UTF_8, utf8.to_owned());
        }
        // ě ř č ů of windows-1250 are ì ø è ù in the West; ì and ø stand in no language of the West with the others.
        if self.page == WINDOWS_1252 && text.contains(['ì', 'ø', 'Ø', 'Ì']) {
            let (other, _) = WINDOWS_1250.decode_without_bom_handling(bytes);
            return sense(WINDOWS_1250, other.into_owned());
        }
        None
    }
}

/// What was found doubtful in the texts of one variable.
#[derive(Debug, Default)]
pub(crate) struct Doubts {
    count: usize,
    example: String,
    looks: Option<(&'static Page, String, String)>,
}

impl Doubts {
    fn undecodable(&mut self, text: &str) {
        self.count += 1;
        if self.example.is_empty() {
            self.example = text.chars().take(60).collect();
        }
    }

    /// Notes them with the name of the variable, once for each variable.
    pub(crate) fn note(self, variable: &str, decoder: &Decoder, notes: &mut Vec<Note>) {
        let (variable, encoding) = (variable.to_owned(), decoder.page.name().to_owned());
        if self.count > 0 {
            for note in notes.iter_mut() {
                match note {
                    Note::Undecodable { variable: same, count, .. } if *same == variable => {
                        *count += self.count;
                        return;
                    }
                    _ => {}
                }
            }
            let (count, example) = (self.count, self.example);
            notes.push(Note::Undecodable { variable, encoding, count, example });
        } else if let Some((other, example, sense)) = self.looks {
            let other = other.name().to_owned();
            notes.push(Note::LooksLike { variable, encoding, other, example, sense });
        }
    }
}

#[cfg(test)]
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
