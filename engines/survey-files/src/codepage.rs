//! Letters of a file: its code page settled, and the doubts about it.
//!
//! ```text
//!   the caller says ─► Chosen      the file says ─► Declared
//!   neither: valid UTF-8 with accents, UTF-16 by its mark or zeros ─► Detected
//!            bytes only windows-1250 or only ISO 8859-2 has for š ž ť ─► Detected
//!            nothing to tell by ─► Assumed: windows-1250, what Czech offices write
//! ```

use encoding_rs::{Encoding as Page, UTF_8, WINDOWS_1250, WINDOWS_1252};
pub use separated_text::How;
use separated_text::{detect, page};

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

/// Letters of the bytes of one file.
#[derive(Debug)]
pub(crate) struct Decoder {
    page: &'static Page,
    /// The page of the file, when its texts were turned into another one before.
    outside: Option<&'static Page>,
    how: How,
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
