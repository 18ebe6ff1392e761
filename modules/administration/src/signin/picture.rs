//! A QR code as inline SVG: attributes only, so that the strict content policy has nothing to forbid.

use qrcodegen::{QrCode, QrCodeEcc};

/// Modules of white around the code (ISO/IEC 18004 asks for four).
const QUIET: i32 = 4;

/// The picture of a text; empty when the text is too long for any code, since the key stands beside it in letters.
pub(super) fn of(text: &str, label: &str) -> String {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else { return String::new() };
    let side = code.size() + 2 * QUIET;
    let dark = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
    let dark = dark.filter(|(x, y)| code.get_module(*x, *y));
    let path: Vec<String> = dark.map(|(x, y)| format!("M{},{}h1v1h-1z", x + QUIET, y + QUIET)).collect();
    let label = label.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    format!(
        "<svg class=\"qr\" role=\"img\" aria-label=\"{label}\" viewBox=\"0 0 {side} {side}\" width=\"240\" \
         height=\"240\" shape-rendering=\"crispEdges\"><rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/>\
         <path fill=\"#000\" d=\"{}\"/></svg>",
        path.concat()
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_picture_needs_no_style_and_no_script() {
        let svg = super::of("otpauth://totp/Okrskov:jana?secret=GEZDGNBVGY3TQOJQ", "Kód <pro> aplikaci");
        assert!(svg.starts_with("<svg") && svg.contains("aria-label=\"Kód &lt;pro> aplikaci\""));
        assert!(!svg.contains("style") && !svg.contains("script"));
        assert_eq!(super::of(&"x".repeat(5_000), ""), "");
    }
}
