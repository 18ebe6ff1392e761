//! A drawing is taken apart and written anew from a list of what a chart is made of. What is not on the list (scripts,
//! pictures, links, styles, anything from elsewhere) is refused by name, never dropped in silence: a chart without one
//! of its parts could say something else.

mod vocabulary;

use std::fmt::Write as _;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use vocabulary::{ATTRIBUTES, ELEMENTS, SPOKEN, WORDED};

/// Longest drawing in bytes; a map of a city's precincts has about a tenth of it.
const MOST_BYTES: usize = 4 << 20;
/// Deepest nesting.
const MOST_DEEP: usize = 32;
const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// Why a drawing cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SvgError {
    /// It is not XML.
    #[error("byte {at}: {cause}")]
    Xml {
        /// Byte of the drawing.
        at: u64,
        /// What the parser said.
        cause: String,
    },
    /// It holds something a chart is not made of.
    #[error("byte {at}: {what} has no place in a chart")]
    Refused {
        /// Byte of the drawing.
        at: u64,
        /// The element, attribute or value.
        what: String,
    },
    /// It is not one `<svg>` with a `viewBox` of four numbers, or ends in the middle.
    #[error("not one <svg> with a viewBox")]
    Root,
    /// It is longer or deeper than any chart.
    #[error("too large for a chart")]
    Size,
}

/// A drawing that may stand in a page.
#[derive(Clone, Debug, PartialEq)]
pub struct CleanSvg {
    opening: String,
    inside: String,
    size: (f64, f64),
}

impl CleanSvg {
    /// The drawing as it stands in a page.
    #[must_use]
    pub fn plain(&self) -> String {
        format!("{}{}</svg>", self.opening, self.inside)
    }

    /// The drawing with rules for its classes in itself, where no stylesheet of a page reaches it.
    #[must_use]
    pub fn with_style(&self, css: &str) -> String {
        format!("{}<style>{css}</style>{}</svg>", self.opening, self.inside)
    }

    /// Width and height of the `viewBox`, both positive.
    #[must_use]
    pub fn size(&self) -> (f64, f64) {
        self.size
    }
}

/// Writes the drawing anew. Every `id` in it gets the `prefix`, so that two drawings fit on one page; `alternative` is
/// what it is called by a screen reader.
///
/// # Errors
/// [`SvgError`] for anything that a chart is not made of.
pub fn clean(svg: &str, prefix: &str, alternative: &str) -> Result<CleanSvg, SvgError> {
    if svg.len() > MOST_BYTES {
        return Err(SvgError::Size);
    }
    let mut reader = Reader::from_str(svg);
    let mut writer =
        Writer { prefix, alternative, root: None, out: String::new(), open: Vec::new(), unsaid: 0 };
    loop {
        let at = reader.buffer_position();
        let event = reader.read_event().map_err(|cause| SvgError::Xml { at, cause: cause.to_string() })?;
        if matches!(event, Event::Eof) {
            break;
        }
        writer.take(at, event)?;
    }
    match writer.root {
        Some((opening, size)) if writer.open.is_empty() => Ok(CleanSvg { opening, inside: writer.out, size }),
        _ => Err(SvgError::Root),
    }
}

struct Writer<'a> {
    prefix: &'a str,
    alternative: &'a str,
    /// Opening tag and size of the root, once it was met.
    root: Option<(String, (f64, f64))>,
    out: String,
    open: Vec<String>,
    /// How many of the open elements are inside a title or a description.
    unsaid: usize,
}

impl Writer<'_> {
    fn take(&mut self, at: u64, event: Event) -> Result<(), SvgError> {
        let refused = |what: &str| Err(SvgError::Refused { at, what: what.to_owned() });
        match event {
            Event::Start(tag) => self.start(at, &tag, false),
            Event::Empty(tag) => self.start(at, &tag, true),
            Event::End(_) => {
                self.end();
                Ok(())
            }
            Event::Text(text) => {
                self.text(&text);
                Ok(())
            }
            Event::GeneralRef(reference) => {
                let named = match &*reference {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => None,
                };
                let Some(c) = named.or(reference.resolve_char_ref().ok().flatten()) else {
                    return refused("an entity");
                };
                self.text(c.encode_utf8(&mut [0; 4]));
                Ok(())
            }
            Event::Comment(_) | Event::Decl(_) | Event::Eof => Ok(()),
            Event::CData(_) => refused("CDATA"),
            Event::PI(_) => refused("an instruction"),
            Event::DocType(_) => refused("a document type"),
        }
    }

    fn start(&mut self, at: u64, tag: &BytesStart, empty: bool) -> Result<(), SvgError> {
        let name = tag.name().into_inner().to_owned();
        let root = self.open.is_empty();
        if root && (self.root.is_some() || name != "svg") {
            return Err(SvgError::Root);
        }
        if !ELEMENTS.contains(&name.as_str()) || (name == "svg" && !root) {
            return Err(SvgError::Refused { at, what: format!("<{name}>") });
        }
        if self.open.len() >= MOST_DEEP {
            return Err(SvgError::Size);
        }
        let attributes = self.attributes(at, tag, root)?;
        if root {
            self.root = Some(self.root(attributes)?);
        } else if self.unsaid == 0 && !SPOKEN.contains(&name.as_str()) {
            let _ = write!(self.out, "<{name}{}{}>", written(&attributes), if empty { "/" } else { "" });
        }
        if !empty {
            self.unsaid += usize::from(self.unsaid > 0 || SPOKEN.contains(&name.as_str()));
            self.open.push(name);
        }
        Ok(())
    }

    fn end(&mut self) {
        // The parser has compared the names.
        let Some(name) = self.open.pop() else { return };
        if self.unsaid > 0 {
            self.unsaid -= 1;
        } else if !self.open.is_empty() {
            let _ = write!(self.out, "</{name}>");
        }
    }

    fn text(&mut self, text: &str) {
        let read = self.open.last().is_some_and(|name| WORDED.contains(&name.as_str()));
        if read && self.unsaid == 0 {
            self.out.push_str(&escaped(text));
        }
    }

    /// The attributes that are kept, with ids and references to them prefixed.
    fn attributes(&self, at: u64, tag: &BytesStart, root: bool) -> Result<Vec<(String, String)>, SvgError> {
        let xml = |cause: String| SvgError::Xml { at, cause };
        let mut kept = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|cause| xml(cause.to_string()))?;
            let name = attribute.key.into_inner().to_owned();
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|cause| xml(cause.to_string()))?.into_owned();
            let refused = |what: String| Err(SvgError::Refused { at, what });
            match name.as_str() {
                "xmlns" if value == NAMESPACE => {}
                "role" | "focusable" | "version" | "xml:space" | "xml:lang" => {}
                _ if name.starts_with("aria-") || name.starts_with("data-") => {}
                "width" | "height" if root => {}
                "id" => kept.push((name, format!("{}{value}", self.prefix))),
                known if ATTRIBUTES.contains(&known) => match self.referring(&value) {
                    Some(value) => kept.push((name, value)),
                    None => return refused(format!("{name}=\"{}\"", beginning(&value))),
                },
                _ => return refused(format!("the attribute {}", beginning(&name))),
            }
        }
        Ok(kept)
    }

    /// The value, when it refers to nothing or to a part of this drawing.
    fn referring(&self, value: &str) -> Option<String> {
        let lower = value.to_ascii_lowercase();
        if !lower.contains("url") && !value.contains('\\') {
            return Some(value.to_owned());
        }
        let id = value.trim().strip_prefix("url(#")?.strip_suffix(')')?;
        let plain = !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        plain.then(|| format!("url(#{}{id})", self.prefix))
    }

    fn root(&self, mut attributes: Vec<(String, String)>) -> Result<(String, (f64, f64)), SvgError> {
        let view = attributes.iter().find(|(name, _)| name == "viewBox").ok_or(SvgError::Root)?;
        let size = size(&view.1).ok_or(SvgError::Root)?;
        attributes.push(("role".to_owned(), "img".to_owned()));
        attributes.push(("aria-label".to_owned(), self.alternative.to_owned()));
        Ok((format!("<svg xmlns=\"{NAMESPACE}\"{}>", written(&attributes)), size))
    }
}

/// Width and height of a `viewBox`.
fn size(view: &str) -> Option<(f64, f64)> {
    let numbers: Vec<f64> = view
        .split([' ', ',', '\n', '\t'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok().filter(|number: &f64| number.is_finite() && number.abs() < 1e6))
        .collect::<Option<_>>()?;
    match numbers.as_slice() {
        [_, _, width, height] if *width > 0.0 && *height > 0.0 => Some((*width, *height)),
        _ => None,
    }
}

fn written(attributes: &[(String, String)]) -> String {
    attributes.iter().fold(String::new(), |mut out, (name, value)| {
        let _ = write!(out, " {name}=\"{}\"", escaped(value));
        out
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Enough of a foreign text to know it again.
fn beginning(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(inside: &str, expected: Result<&str, &str>) {
        let svg = format!("<svg xmlns=\"{NAMESPACE}\" viewBox=\"0 0 10 5\" width=\"99\">{inside}</svg>");
        let got = clean(&svg, "f1-", "Dvě \"tyče\"").map_err(|error| error.to_string());
        let opening = format!(
            "<svg xmlns=\"{NAMESPACE}\" viewBox=\"0 0 10 5\" role=\"img\" aria-label=\"Dvě &quot;tyče&quot;\">"
        );
        match (got, expected) {
            (Ok(got), Ok(expected)) => assert_eq!(got.plain(), format!("{opening}{expected}</svg>")),
            (Err(got), Err(expected)) => assert!(got.contains(expected), "{got}"),
            (got, expected) => panic!("{got:?} instead of {expected:?}"),
        }
    }

    #[test]
    fn a_chart_is_kept() {
        check("<g class=\"a\"><path d=\"M0,0\"/></g>", Ok("<g class=\"a\"><path d=\"M0,0\"/></g>"));
        check("<text x=\"1\">a &lt; b &amp; &#x10D;</text>", Ok("<text x=\"1\">a &lt; b &amp; č</text>"));
        check("<title>a<tspan>b</tspan></title><!-- c --> x <rect/>", Ok("<rect/>"));
    }

    #[test]
    fn ids_are_its_own() {
        check(
            "<clipPath id=\"c\"/><g clip-path=\"url(#c)\"/>",
            Ok("<clipPath id=\"f1-c\"/><g clip-path=\"url(#f1-c)\"/>"),
        );
    }

    #[test]
    fn what_is_no_chart_is_refused_by_name() {
        check("<script>1</script>", Err("<script>"));
        check("<style>a{}</style>", Err("<style>"));
        check("<image href=\"x\"/>", Err("<image>"));
        check("<foreignObject/>", Err("<foreignObject>"));
        check("<svg/>", Err("<svg>"));
        check("<rect onclick=\"x\"/>", Err("attribute onclick"));
        check("<rect style=\"fill:red\"/>", Err("attribute style"));
        check("<rect fill=\"url(http://a.example/#a)\"/>", Err("fill=\"url(http"));
        check("<rect fill=\"\\75rl(//a.example)\"/>", Err("fill="));
        check("<text>&a;</text>", Err("an entity"));
        check("<![CDATA[<script>]]>", Err("CDATA"));
        check("<?php 1 ?>", Err("an instruction"));
    }

    #[test]
    fn what_is_no_drawing_is_refused() {
        for svg in ["", "x", "<g/>", "<svg/>", "<svg viewBox='0 0 0 1'/>", "<svg viewBox='0 0 1 nan'/>"] {
            assert_eq!(clean(svg, "", "a"), Err(SvgError::Root), "{svg}");
        }
        let view = "<svg viewBox='0 0 1 1'>";
        for svg in
            [format!("{view}<g>"), format!("{view}</g>"), format!("{view}</svg>{view}</svg>"), view.into()]
        {
            assert!(clean(&svg, "", "a").is_err(), "{svg}");
        }
        let bomb = "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg viewBox='0 0 1 1'><text>&a;</text></svg>";
        assert!(matches!(clean(bomb, "", "a"), Err(SvgError::Refused { .. })));
        assert_eq!(clean(&format!("{view}{}", "<g>".repeat(100_000)), "", "a"), Err(SvgError::Size));
    }
}
