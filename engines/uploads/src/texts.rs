//! Plain text and CSV.

use crate::Refused;

/// Beginnings of what is text to a person and a program to a machine.
const MARKUP: [&str; 8] = ["<!doctype", "<html", "<script", "<svg", "<?xml", "<?php", "#!", "{\\rtf"];

/// UTF-8 without control characters, and no markup that a browser or a shell would run.
pub(crate) fn text(content: &[u8], name: &str) -> Result<&'static str, Refused> {
    let text = std::str::from_utf8(content).map_err(|_| Refused::Kind)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')) {
        return Err(Refused::Kind);
    }
    let beginning: String = text.trim_start().chars().take(1_000).collect::<String>().to_ascii_lowercase();
    let runs = ["<script", "<svg", "<html"].iter().any(|tag| beginning.contains(tag));
    if runs || MARKUP.iter().any(|mark| beginning.starts_with(mark)) {
        return Err(Refused::Kind);
    }
    Ok(if name.to_ascii_lowercase().ends_with(".csv") { "text/csv" } else { "text/plain" })
}
