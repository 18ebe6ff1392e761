//! Digits eight at a time: the bytes of a text as a word of 64 bits, the first byte lowest.
//!
//! A byte of a mask is `0x80` where something holds and nothing elsewhere. No sum below carries into the next byte.

const LOW_SEVEN: u64 = 0x7f7f_7f7f_7f7f_7f7f;
const HIGH: u64 = 0x8080_8080_8080_8080;
const ZEROS: u64 = 0x3030_3030_3030_3030;
/// Powers of ten that a double holds exactly.
pub(super) const POWERS: [f64; 16] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
const WHOLE_POWERS: [u64; 9] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/// The eight bytes at a place; nothing when there are fewer.
#[inline(always)]
pub(super) fn eight(text: &[u8], at: usize) -> Option<u64> {
    text.get(at..)?.first_chunk().map(|it| u64::from_le_bytes(*it))
}

/// Bytes that are no decimal digit.
#[inline(always)]
fn other_than_digits(word: u64) -> u64 {
    let digits = word ^ ZEROS;
    (((digits & LOW_SEVEN) + 0x7676_7676_7676_7676) | digits) & HIGH
}

/// The number of eight digits (after Johnny Lee and Daniel Lemire, "Quickly parsing eight digits", 2018).
#[inline(always)]
fn of_eight_digits(digits: u64) -> u64 {
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_ffff_0000_ffff;
    fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xffff_ffff
}

/// The digits that begin a word as a number, and how many they are.
#[inline(always)]
fn leading(word: u64) -> (u64, usize) {
    let count = other_than_digits(word).trailing_zeros() / 8;
    // Zeros before the first digit change nothing; no digit leaves no bits.
    let digits = (word & 0x0f0f_0f0f_0f0f_0f0f).checked_shl(64 - 8 * count).unwrap_or(0);
    (of_eight_digits(digits), count as usize)
}

/// The place in a text where the next field begins. Every step is `None` when the text there has another shape, or ends within
/// the next words: then the line is read the careful way, which also knows what is wrong with it.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a [u8], at: usize) -> Self {
        Self { text, at }
    }

    /// Exactly this byte.
    #[inline(always)]
    pub(super) fn byte(&mut self, byte: u8) -> Option<()> {
        (*self.text.get(self.at)? == byte).then(|| self.at += 1)
    }

    /// The end of the line.
    #[inline(always)]
    pub(super) fn end_of_line(&mut self) -> Option<()> {
        if self.text.get(self.at) == Some(&b'\r') {
            self.at += 1;
        }
        self.byte(b'\n')
    }

    /// Up to fifteen digits, maybe none, and how many.
    #[inline(always)]
    fn digits(&mut self) -> Option<(u64, usize)> {
        let (high, count) = leading(eight(self.text, self.at)?);
        self.at += count;
        if count < 8 {
            return Some((high, count));
        }
        let (low, more) = leading(eight(self.text, self.at)?);
        self.at += more;
        let power = WHOLE_POWERS.get(more).filter(|_| more < 8)?;
        Some((high * power + low, 8 + more))
    }

    /// A whole number without a sign.
    #[inline(always)]
    pub(super) fn whole(&mut self) -> Option<u64> {
        self.digits().filter(|it| it.1 > 0).map(|it| it.0)
    }

    /// A decimal number to the last bit: one division of whole numbers that doubles hold exactly (Clinger 1990).
    #[inline(always)]
    pub(super) fn decimal(&mut self) -> Option<f64> {
        let negative = self.byte(b'-').is_some();
        let (mut whole, mut digits) = (0, 0);
        // Degrees have few digits before the point.
        while let Some(digit @ b'0'..=b'9') = self.text.get(self.at) {
            whole = whole * 10 + u64::from(digit - b'0');
            (digits, self.at) = (digits + 1, self.at + 1);
            if digits > 8 {
                return None;
            }
        }
        let (part, decimals) = if self.byte(b'.').is_some() { self.digits()? } else { (0, 0) };
        let power = WHOLE_POWERS.get(decimals)?;
        if digits + decimals == 0 {
            return None;
        }
        let mantissa = Some(whole * power + part).filter(|it| *it <= 1 << 53)?;
        let value = mantissa as f64 / POWERS.get(decimals)?;
        Some(if negative { -value } else { value })
    }

    /// `2018-09-`, whose last byte is this one: the year, and the month from 1.
    #[inline(always)]
    pub(super) fn month(&mut self, last: u8) -> Option<(i32, u32)> {
        let word = eight(self.text, self.at)?;
        let pairs = pairs(word, 0x00ff_ff00_ffff_ffff, 0x0000_002d_0000_0000 | u64::from(last) << 56)?;
        let (year, month) = (byte_of(pairs, 0) * 100 + byte_of(pairs, 2), byte_of(pairs, 5));
        self.at += 8;
        (year >= 1 && (1..=12).contains(&month)).then_some((year.cast_signed(), month))
    }

    /// `12T21:40:00+02:00,` after the month: the day, when every clock on earth shows the same month then.
    #[inline(always)]
    pub(super) fn day_and_clock(&mut self) -> Option<u32> {
        // `12T21:40`, `:00+02:0` and `0,`.
        let day = pairs(eight(self.text, self.at)?, 0xffff_00ff_ff00_ffff, 0x0000_3a00_0054_0000)?;
        let zone = eight(self.text, self.at + 8)?;
        let sign = zone & 0xff00_0000;
        let zone = pairs(zone, 0xff00_ffff_00ff_ff00, 0x003a_0000_0000_003a | sign)?;
        let [last, b','] = self.text.get(self.at + 16..self.at + 18)? else { return None };
        let good = (sign == 0x2b00_0000 || sign == 0x2d00_0000)
            && last.is_ascii_digit()
            && byte_of(day, 3) < 24
            && byte_of(day, 6) < 60
            && byte_of(zone, 1) < 61
            && byte_of(zone, 4) < 15
            && byte_of(zone, 7) < 60;
        self.at += 18;
        Some(byte_of(day, 0)).filter(|it| good && (2..=27).contains(it))
    }

    /// Sixteen hexadecimal digits.
    #[inline(always)]
    pub(super) fn hexadecimal(&mut self) -> Option<u64> {
        let high = hexadecimal(eight(self.text, self.at)?)?;
        let low = hexadecimal(eight(self.text, self.at + 8)?)?;
        self.at += 16;
        Some(high << 32 | low)
    }

    /// What stands before the next comma, which is left behind too.
    #[inline(always)]
    pub(super) fn field(&mut self) -> Option<&'a [u8]> {
        let rest = self.text.get(self.at..)?;
        let end = memchr::memchr(b',', rest)?;
        self.at += end + 1;
        rest.get(..end)
    }

    /// Whether a text stands here, which is left behind then.
    pub(super) fn text(&mut self, text: &[u8]) -> Option<()> {
        self.text.get(self.at..)?.starts_with(text).then(|| self.at += text.len())
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.text.get(self.at..).unwrap_or_default()
    }
}

/// Numbers of two digits, each in the byte of its first: digits where the first mask has bytes, and elsewhere the bytes of the
/// second. A digit without a second is tens; a byte before a digit is not to be looked at.
#[inline(always)]
fn pairs(word: u64, digits: u64, between: u64) -> Option<u64> {
    if word & !digits != between || other_than_digits(word) & digits != 0 {
        return None;
    }
    let digits = word & digits & 0x0f0f_0f0f_0f0f_0f0f;
    Some(digits * 10 + (digits >> 8))
}

fn byte_of(word: u64, at: u32) -> u32 {
    (word >> (8 * at) & 0xff) as u32
}

/// Eight hexadecimal digits as a number.
#[inline(always)]
fn hexadecimal(word: u64) -> Option<u64> {
    // `a` to `f` of either case are 1 to 6 here.
    let letters = (word | 0x2020_2020_2020_2020) ^ 0x6060_6060_6060_6060;
    let small = letters & LOW_SEVEN;
    let letter = (small + LOW_SEVEN) & !(small + 0x7979_7979_7979_7979) & !letters & HIGH;
    if other_than_digits(word) & !letter != 0 {
        return None;
    }
    let digits = (word & 0x0f0f_0f0f_0f0f_0f0f) + (letter >> 7) * 9;
    let pairs = (digits << 4 | digits >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs << 8 | pairs >> 16) & 0x0000_ffff_0000_ffff;
    Some((fours << 16 | fours >> 32) & 0xffff_ffff)
}
