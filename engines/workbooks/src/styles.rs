//! Which numbers are shown as days (ECMA-376 part 1, 18.8.30): a cell names a style, the style a format.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::xml::attribute;
use crate::{Fault, Shown, broken};

/// What numbers of each style are shown as.
#[derive(Debug, Default)]
pub(crate) struct Styles(Vec<Shown>);

impl Styles {
    pub(crate) fn read(xml: &str) -> Result<Self, Fault> {
        let mut reader = Reader::from_str(xml);
        let (mut own, mut styles, mut inside) = (BTreeMap::new(), Vec::new(), false);
        loop {
            let event = reader.read_event().map_err(broken)?;
            match &event {
                Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                    "numFmt" => {
                        if let (Some(id), Some(code)) =
                            (attribute(element, "numFmtId"), attribute(element, "formatCode"))
                        {
                            own.insert(id, of_code(&code));
                        }
                    }
                    "cellXfs" => inside = true,
                    "xf" if inside => {
                        let id = attribute(element, "numFmtId").unwrap_or_default();
                        styles.push(own.get(&id).copied().unwrap_or_else(|| built_in(&id)));
                    }
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "cellXfs" => inside = false,
                Event::Eof => return Ok(Self(styles)),
                _ => {}
            }
        }
    }

    /// Styles by what each shows numbers as.
    pub(crate) fn of(shown: Vec<Shown>) -> Self {
        Self(shown)
    }

    /// What a style shows a number as, by its number.
    pub(crate) fn at(&self, style: u16) -> Option<Shown> {
        self.0.get(usize::from(style)).copied()
    }

    /// What a style shows a number as.
    pub(crate) fn shown(&self, style: &str) -> Option<Shown> {
        self.0.get(style.parse::<usize>().ok()?).copied()
    }
}

/// Formats that every program knows by number.
pub(crate) fn built_in(id: &str) -> Shown {
    match id.parse() {
        Ok(14..=17 | 27..=31 | 34..=36 | 50..=58) => Shown::Date,
        Ok(22_u32) => Shown::DateTime,
        Ok(18..=21 | 32 | 33 | 45..=47) => Shown::Time,
        _ => Shown::Number,
    }
}

/// A format by its letters, without what stands in quotes, in brackets or behind a backslash.
pub(crate) fn of_code(code: &str) -> Shown {
    let (mut day, mut hour) = (false, false);
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter.to_ascii_lowercase() {
            '"' => drop(letters.by_ref().find(|it| *it == '"')),
            '[' => {
                // [h] counts hours; [Red] and [$-405] do not.
                let inside: String = letters.by_ref().take_while(|it| *it != ']').collect();
                hour |= matches!(inside.to_ascii_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss");
            }
            '\\' | '_' | '*' => drop(letters.next()),
            'y' | 'd' => day = true,
            'h' | 's' => hour = true,
            ';' => break,
            // General and numbers with exponents.
            'g' => return Shown::Number,
            _ => {}
        }
    }
    match (day, hour) {
        (true, true) => Shown::DateTime,
        (true, false) => Shown::Date,
        (false, true) => Shown::Time,
        (false, false) => Shown::Number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_days_and_of_numbers() {
        for (code, expected) in [
            ("d. m. yyyy", Shown::Date),
            ("yyyy\\-mm\\-dd hh:mm", Shown::DateTime),
            ("[$-405]d. mmmm yyyy;@", Shown::Date),
            ("[h]:mm:ss", Shown::Time),
            ("0.00", Shown::Number),
            ("#,##0 \"days\"", Shown::Number),
            ("[Red]0", Shown::Number),
            ("General", Shown::Number),
            ("0.00E+00", Shown::Number),
        ] {
            assert_eq!(of_code(code), expected, "{code}");
        }
        assert_eq!(built_in("14"), Shown::Date);
        assert_eq!(built_in("0"), Shown::Number);
    }
}
