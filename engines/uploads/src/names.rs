//! Names of files: as a person wrote them, without what deceives people or programs.

/// Characters of a name, at most.
const LENGTH: usize = 120;
/// Names that mean devices to Windows.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com1", "lpt1"];

/// A safe name with an extension that says what the file is.
pub(crate) fn safe(name: &str, media: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().map(|c| if is_fine(c) { c } else { ' ' }).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = plain.trim_matches(['.', ' ']);
    let (stem, extension) = split(plain, media);
    let stem: String = stem.trim_end_matches(['.', ' ']).chars().take(LENGTH).collect();
    let device = DEVICES.contains(&stem.to_ascii_lowercase().split('.').next().unwrap_or_default());
    match stem.as_str() {
        "" => format!("soubor.{extension}"),
        _ if device => format!("_{stem}.{extension}"),
        _ => format!("{stem}.{extension}"),
    }
}

/// The name without its extension when that one fits; the whole name and the right extension otherwise, so that
/// `rozpis.exe` with a text in it becomes `rozpis.exe.txt`.
fn split<'a>(name: &'a str, media: &str) -> (&'a str, &'static str) {
    let fitting: &[&'static str] = match media {
        "image/jpeg" => &["jpg", "jpeg"],
        "image/png" => &["png"],
        "application/pdf" => &["pdf"],
        "text/csv" => &["csv"],
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => &["docx"],
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => &["xlsx"],
        "application/vnd.oasis.opendocument.text" => &["odt"],
        "application/vnd.oasis.opendocument.spreadsheet" => &["ods"],
        _ => &["txt", "md", "log"],
    };
    let default = fitting.first().copied().unwrap_or("txt");
    let Some((stem, extension)) = name.rsplit_once('.') else { return (name, default) };
    let lower = extension.to_ascii_lowercase();
    match fitting.iter().find(|fits| **fits == lower) {
        Some(fits) => (stem, fits),
        // A picture that came as WebP is none any more.
        None if media.starts_with("image/") && lower == "webp" => (stem, default),
        None => (name, default),
    }
}

/// No control characters, no marks that reorder or hide text, nothing that a file system reserves.
fn is_fine(c: char) -> bool {
    let hides = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{061c}'
        | '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}');
    !c.is_control()
        && !hides
        && !matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '/' | '\\' | ';' | '%')
}
