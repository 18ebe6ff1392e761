//! Windows-1250, the encoding of the official files.
//!
//! Source: Unicode Consortium, `CP1250.TXT`; the five bytes it leaves undefined are refused.

/// The character of a byte from 0x80 up; `\0` where windows-1250 has none.
const HIGH: [char; 128] = [
    '\u{20ac}', '\0', '\u{201a}', '\0', '\u{201e}', '\u{2026}', '\u{2020}', '\u{2021}', '\0', '\u{2030}',
    'Š', '\u{2039}', 'Ś', 'Ť', 'Ž', 'Ź', '\0', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{2022}',
    '\u{2013}', '\u{2014}', '\0', '\u{2122}', 'š', '\u{203a}', 'ś', 'ť', 'ž', 'ź', '\u{a0}', 'ˇ', '\u{2d8}',
    'Ł', '\u{a4}', 'Ą', '\u{a6}', '\u{a7}', '\u{a8}', '\u{a9}', 'Ş', '\u{ab}', '\u{ac}', '\u{ad}', '\u{ae}',
    'Ż', '\u{b0}', '\u{b1}', '\u{2db}', 'ł', '\u{b4}', 'µ', '\u{b6}', '\u{b7}', '\u{b8}', 'ą', 'ş', '\u{bb}',
    'Ľ', '\u{2dd}', 'ľ', 'ż', 'Ŕ', 'Á', 'Â', 'Ă', 'Ä', 'Ĺ', 'Ć', 'Ç', 'Č', 'É', 'Ę', 'Ë', 'Ě', 'Í', 'Î', 'Ď',
    'Đ', 'Ń', 'Ň', 'Ó', 'Ô', 'Ő', 'Ö', '\u{d7}', 'Ř', 'Ů', 'Ú', 'Ű', 'Ü', 'Ý', 'Ţ', 'ß', 'ŕ', 'á', 'â', 'ă',
    'ä', 'ĺ', 'ć', 'ç', 'č', 'é', 'ę', 'ë', 'ě', 'í', 'î', 'ď', 'đ', 'ń', 'ň', 'ó', 'ô', 'ő', 'ö', '\u{f7}',
    'ř', 'ů', 'ú', 'ű', 'ü', 'ý', 'ţ', '\u{2d9}',
];

/// Appends `bytes` to `text`, or names the first byte that is not text (undefined, or a control character).
pub(crate) fn decode_into(bytes: &[u8], text: &mut String) -> Result<(), u8> {
    for &byte in bytes {
        let decoded = match byte {
            0x20..=0x7e => char::from(byte),
            0x80.. => HIGH.get(usize::from(byte) - 128).copied().unwrap_or('\0'),
            _ => '\0',
        };
        if decoded == '\0' {
            return Err(byte);
        }
        text.push(decoded);
    }
    Ok(())
}

/// Whether bytes are UTF-8 with Czech letters. `Ú`, `ž` in windows-1250 (Úžice) happen to be sound UTF-8 too,
/// but of another script, while the first bytes of Czech letters in UTF-8 are `Ã`, `Ä`, `Ĺ` in windows-1250,
/// which no Czech name has before a second such byte.
pub(crate) fn looks_like_utf8(bytes: &[u8]) -> bool {
    !bytes.is_ascii()
        && std::str::from_utf8(bytes)
            .is_ok_and(|text| text.chars().all(|c| c.is_ascii() || ('\u{a0}'..='\u{17f}').contains(&c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn czech_letters_and_holes() {
        let mut text = String::new();
        assert_eq!(decode_into(b"P\xf8\xedli\x9a \x9elu\x9dou\xe8k\xfd k\xf9\xf2", &mut text), Ok(()));
        assert_eq!(text, "Příliš žluťoučký kůň");
        assert!(!looks_like_utf8(b"\xda\x9eice") && looks_like_utf8("Úžice".as_bytes()));
        assert_eq!(decode_into(b"a\x81", &mut text), Err(0x81));
        assert_eq!(decode_into(b"a\0", &mut text), Err(0));
    }
}
