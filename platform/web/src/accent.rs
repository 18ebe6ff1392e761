//! The city's one accent colour, made safe.
//!
//! The government tokens draw everything coloured from a scale `--color-primary-50 … 1050`. We replace that scale by
//! one of the city's hue whose steps have the *same relative luminance* (WCAG 2.2) as the original ones. Contrast
//! depends on luminance alone, so every pair of colours keeps the contrast the government system was checked for,
//! whatever colour a city picks. It is a stylesheet of its own, since the policy allows no inline style.

use std::fmt::Write as _;

/// The steps of the government scale (`@gov-design-system-ce/styles` 4.2.7) as sRGB.
const STEPS: [(u16, [u8; 3]); 13] = [
    (50, [243, 247, 252]),
    (100, [229, 238, 249]),
    (200, [197, 219, 242]),
    (300, [147, 189, 230]),
    (400, [89, 155, 215]),
    (500, [51, 127, 196]),
    (600, [35, 98, 162]),
    (700, [30, 80, 134]),
    (800, [29, 69, 111]),
    (900, [29, 60, 93]),
    (950, [19, 38, 62]),
    (1000, [15, 31, 51]),
    (1050, [1, 4, 9]),
];

/// The stylesheet and where it is served.
#[derive(Debug)]
pub struct Stylesheet {
    href: String,
    css: String,
}

impl Stylesheet {
    /// The stylesheet for `#rrggbb`; an unreadable colour leaves the government blue.
    #[must_use]
    pub fn new(accent: &str) -> Stylesheet {
        let mut css = String::new();
        if let Some(accent) = parse(accent) {
            css.push_str(":root{");
            for (step, original) in STEPS {
                let [r, g, b] = with_luminance(accent, luminance(original));
                let _ = write!(css, "--color-primary-{step}:rgb({r},{g},{b});");
            }
            css.push_str("}\n");
        }
        // FNV-1a: the name only has to change when the colour does.
        let hash = css.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Stylesheet { href: format!("/assets/city-{hash:016x}.css"), css }
    }

    /// Where it is served.
    #[must_use]
    pub fn href(&self) -> &str {
        &self.href
    }

    /// Its text.
    #[must_use]
    pub fn css(&self) -> &str {
        &self.css
    }
}

fn parse(text: &str) -> Option<[u8; 3]> {
    let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii())?;
    let byte = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
    Some([byte(0)?, byte(2)?, byte(4)?])
}

fn linear(channel: u8) -> f64 {
    let c = f64::from(channel) / 255.0;
    if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

/// Relative luminance, 0 black to 1 white (WCAG 2.2, definition).
fn luminance([r, g, b]: [u8; 3]) -> f64 {
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/// The accent mixed with white or black until it has the luminance. Found by halving: luminance grows with the mix.
fn with_luminance(accent: [u8; 3], wanted: f64) -> [u8; 3] {
    let target = if luminance(accent) < wanted { 255.0 } else { 0.0 };
    let mix = |share: f64| accent.map(|c| channel(f64::from(c) + (target - f64::from(c)) * share));
    let (mut less, mut more) = (0.0, 1.0);
    for _ in 0..20 {
        let middle = f64::midpoint(less, more);
        let lighter = luminance(mix(middle)) > wanted;
        if lighter == (target > 0.0) { more = middle } else { less = middle }
    }
    // `more` errs away from the accent: towards white for light steps, towards black for dark ones.
    mix(more)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn channel(value: f64) -> u8 {
    // `as` saturates.
    value.round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_unreadable_colour_changes_nothing() {
        for accent in ["", "red", "#12345", "#12345g", "#ěščř"] {
            assert_eq!(Stylesheet::new(accent).css(), "");
        }
    }

    proptest! {
        /// The sixth step on white carries text, so it must keep 4.5 : 1 for any city.
        #[test]
        fn any_accent_can_be_read(r: u8, g: u8, b: u8) {
            for (step, original) in STEPS {
                let got = luminance(with_luminance([r, g, b], luminance(original)));
                prop_assert!((got - luminance(original)).abs() < 0.012, "step {step}: {got}");
                if step >= 600 {
                    prop_assert!(1.05 / (got + 0.05) >= 4.5);
                }
            }
        }
    }
}
