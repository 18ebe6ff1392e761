//! Elements, their attributes and texts.

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

use crate::{Fault, broken};

/// Shows every element with a way to ask for its attributes by local name.
pub(crate) fn each_element(
    xml: &str,
    mut seen: impl FnMut(&str, &dyn Fn(&str) -> Option<String>),
) -> Result<(), Fault> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(element) | Event::Empty(element) => {
                let name = element.local_name();
                seen(name.as_ref(), &|wanted| attribute(&element, wanted));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

pub(crate) fn attribute(element: &BytesStart<'_>, wanted: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|it| it.key.local_name().as_ref() == wanted)?;
    unescape(found.value.as_ref()).ok().map(std::borrow::Cow::into_owned)
}

/// The texts that cells share, by index. A text may come in runs of different fonts; phonetic runs are left out.
pub(crate) fn shared_texts(xml: &str, most: usize) -> Result<Vec<String>, Fault> {
    let mut reader = Reader::from_str(xml);
    let (mut texts, mut text, mut inside, mut phonetic) = (Vec::new(), String::new(), false, false);
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "si" => text.clear(),
                "t" => inside = true,
                "rPh" => phonetic = true,
                _ => {}
            },
            Event::Empty(element) if element.local_name().as_ref() == "si" => texts.push(String::new()),
            Event::End(element) => match element.local_name().as_ref() {
                "si" => texts.push(unfold(&std::mem::take(&mut text))),
                "t" => inside = false,
                "rPh" => phonetic = false,
                _ => {}
            },
            Event::Eof => return Ok(texts),
            other if inside && !phonetic => push(&other, &mut text)?,
            _ => {}
        }
        if texts.len() > most {
            return Err(Fault::TooLarge(format!("{most} texts at most")));
        }
    }
}

/// Adds what an event says to a text.
pub(crate) fn push(event: &Event<'_>, text: &mut String) -> Result<(), Fault> {
    match event {
        Event::Text(chunk) => text.push_str(chunk),
        Event::CData(chunk) => text.push_str(chunk),
        Event::GeneralRef(entity) => {
            let known = resolve_predefined_entity(entity).map(str::to_owned);
            let letter = || entity.resolve_char_ref().ok().flatten().map(String::from);
            text.push_str(&known.or_else(letter).ok_or_else(|| broken("an unknown entity"))?);
        }
        _ => {}
    }
    Ok(())
}

/// Writes `_x000D_` as the letter it stands for (ECMA-376 part 1, 22.4.2.4).
pub(crate) fn unfold(text: &str) -> String {
    let mut unfolded = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, after) = rest.split_at(at);
        unfolded.push_str(before);
        let digits = after.get(2..6).filter(|it| it.bytes().all(|b| b.is_ascii_hexdigit()));
        let letter = digits
            .filter(|_| after.get(6..7) == Some("_"))
            .and_then(|it| u32::from_str_radix(it, 16).ok())
            .and_then(char::from_u32);
        let taken = if letter.is_some() { 7 } else { 2 };
        unfolded.push_str(&letter.map_or_else(|| "_x".to_owned(), String::from));
        rest = after.get(taken..).unwrap_or_default();
    }
    unfolded.push_str(rest);
    unfolded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_xml_cannot_hold_are_folded() {
        assert_eq!(unfold("a_x000D_b"), "a\rb");
        assert_eq!(unfold("_x005F_x000D_"), "_x000D_");
        let plain = "max_x and _x12 and _xZZZZ_ and _x+00D_ and _x00D__";
        assert_eq!(unfold(plain), plain);
        assert_eq!(unfold("_xčč_"), "_xčč_");
    }
}
