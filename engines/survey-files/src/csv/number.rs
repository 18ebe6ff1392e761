//! Numbers as texts, to the last bit.

/// Powers of ten that a double holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// A short number at the beginning of bytes, and how many bytes it takes: a sign, digits, a decimal mark, digits.
///
/// When the digits fit in 2⁵³ and the power of ten is exact, their quotient is the nearest double (Clinger 1990), so this
/// is what the slower reader would find. Anything longer is left to it.
pub(super) fn scan(bytes: &[u8], decimal: u8) -> Option<(f64, usize)> {
    let negative = bytes.first() == Some(&b'-');
    let mut used = usize::from(negative);
    let (mut digits, mut mantissa, mut mark) = (0_usize, 0_u64, None);
    while let Some(byte) = bytes.get(used) {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            // Eighteen digits do not overflow; more are refused below.
            mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit));
            digits += 1;
        } else if *byte == decimal && mark.is_none() {
            mark = Some(digits);
        } else {
            break;
        }
        used += 1;
    }
    if digits == 0 || digits > 18 || mantissa > (1 << 53) {
        return None;
    }
    let whole = mantissa as f64;
    let value = match mark {
        Some(before) => whole / POWERS.get(digits - before)?,
        None => whole,
    };
    Some((if negative { -value } else { value }, used))
}

/// A number that is the whole text, exponents too. Words that only programs take for numbers (`inf`, `nan`) are none.
pub(crate) fn parse(text: &[u8], decimal_comma: bool) -> Option<f64> {
    let text = text.trim_ascii();
    let decimal = if decimal_comma { b',' } else { b'.' };
    if let Some((value, used)) = scan(text, decimal)
        && used == text.len()
    {
        return Some(value);
    }
    let plain = |it: &u8| it.is_ascii_digit() || matches!(it, b'+' | b'-' | b'e' | b'E') || *it == decimal;
    if !text.iter().all(plain) || !text.iter().any(u8::is_ascii_digit) {
        return None;
    }
    let text = std::str::from_utf8(text).ok()?;
    let value: f64 = if decimal_comma { text.replace(',', ".").parse() } else { text.parse() }.ok()?;
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_what_is_none() {
        for (text, comma, expected) in [
            ("1", false, Some(1.0)),
            ("-0.5", false, Some(-0.5)),
            ("0.1", false, Some(0.1)),
            ("1,5", true, Some(1.5)),
            ("1,5", false, None),
            ("1.5", true, None),
            ("1e-3", false, Some(0.001)),
            (".5", false, Some(0.5)),
            ("+3", false, Some(3.0)),
            ("123456789012345678901", false, Some(123_456_789_012_345_678_901.0)),
            ("0.30000000000000004", false, Some(0.300_000_000_000_000_04)),
            ("nan", false, None),
            ("inf", false, None),
            ("-", false, None),
            (".", false, None),
            ("", false, None),
            ("1 000", false, None),
            ("1e999", false, None),
        ] {
            assert_eq!(parse(text.as_bytes(), comma), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_fast_way_finds_the_same_double(text in "-?[0-9]{1,18}(\\.[0-9]{0,18})?") {
            if let Some((value, used)) = scan(text.as_bytes(), b'.') {
                proptest::prop_assert_eq!(used, text.len());
                proptest::prop_assert_eq!(value.to_bits(), text.parse::<f64>().unwrap().to_bits());
            }
        }
    }
}
