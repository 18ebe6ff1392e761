//! A number as a source printed it, and how exactly it was meant.

use serde::{Deserialize, Serialize};

/// A decimal number, exact: `digits × 10^-scale`. Two numbers are equal when they are the same number, however many
/// zeros were printed behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    digits: i64,
    scale: u8,
}

/// Most decimals a number may have.
const MOST_SCALE: u8 = 9;

/// The text is no number of at most nine decimals that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a number like -12 or 54.1")]
pub struct NotANumber;

impl Number {
    /// Nothing counted.
    pub const ZERO: Number = Number { digits: 0, scale: 0 };

    /// A whole number.
    #[must_use]
    pub const fn count(value: i64) -> Number {
        Number { digits: value, scale: 0 }
    }

    /// `digits × 10^-scale`; `None` for more than nine decimals.
    #[must_use]
    pub fn decimal(digits: i64, scale: u8) -> Option<Number> {
        (scale <= MOST_SCALE).then(|| Number { digits, scale }.normal())
    }

    fn normal(mut self) -> Number {
        while self.scale > 0 && self.digits % 10 == 0 {
            self.digits /= 10;
            self.scale -= 1;
        }
        self
    }

    /// Its digits and the number of decimals among them, as the database keeps them.
    #[must_use]
    pub fn parts(self) -> (i64, u8) {
        (self.digits, self.scale)
    }

    /// Whether it is a whole number.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.scale == 0
    }

    /// The nearest double, for computing and drawing.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "no figure of a city reaches 2^53")]
    pub fn as_f64(self) -> f64 {
        self.digits as f64 / 10_f64.powi(self.scale.into())
    }

    /// The sum; `None` when it does not fit.
    #[must_use]
    pub fn plus(self, other: Number) -> Option<Number> {
        self.combined(other, i64::checked_add)
    }

    /// The difference; `None` when it does not fit.
    #[must_use]
    pub fn minus(self, other: Number) -> Option<Number> {
        self.combined(other, i64::checked_sub)
    }

    fn combined(self, other: Number, act: fn(i64, i64) -> Option<i64>) -> Option<Number> {
        let scale = self.scale.max(other.scale);
        let widened = |number: Number| {
            let ten = 10_i64.checked_pow((scale - number.scale).into())?;
            number.digits.checked_mul(ten)
        };
        Some(Number { digits: act(widened(self)?, widened(other)?)?, scale }.normal())
    }
}

impl std::fmt::Display for Number {
    /// As programs write it: `-12`, `54.1`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.scale == 0 {
            return write!(f, "{}", self.digits);
        }
        let ten = 10_u64.pow(self.scale.into());
        let (whole, fraction) = (self.digits.unsigned_abs() / ten, self.digits.unsigned_abs() % ten);
        let sign = if self.digits < 0 { "-" } else { "" };
        write!(f, "{sign}{whole}.{fraction:0width$}", width = usize::from(self.scale))
    }
}

impl std::str::FromStr for Number {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Number, NotANumber> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits_of = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let unsigned = whole.strip_prefix('-').unwrap_or(whole);
        let good = !unsigned.is_empty() && digits_of(unsigned) && digits_of(fraction);
        if !good || (fraction.is_empty() && text.contains('.')) {
            return Err(NotANumber);
        }
        let scale = u8::try_from(fraction.len()).map_err(|_| NotANumber)?;
        let digits = format!("{whole}{fraction}").parse().map_err(|_| NotANumber)?;
        Number::decimal(digits, scale).ok_or(NotANumber)
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> std::cmp::Ordering {
        let scale = self.scale.max(other.scale);
        let widened =
            |number: &Number| i128::from(number.digits) * 10_i128.pow((scale - number.scale).into());
        widened(self).cmp(&widened(other))
    }
}

impl From<Number> for String {
    fn from(number: Number) -> String {
        number.to_string()
    }
}

impl TryFrom<String> for Number {
    type Error = NotANumber;

    fn try_from(text: String) -> Result<Number, NotANumber> {
        text.parse()
    }
}

impl Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// How exactly a value was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// As counted.
    Exact,
    /// Rounded to a multiple of the step: "17 thousand" is 17 000 in steps of 1 000.
    Rounded(Number),
    /// "About": nobody says how far off.
    About,
    /// "More than".
    MoreThan,
}

/// The values that a published one may stand for; an end that is not there is not known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Least possible value.
    pub low: Option<f64>,
    /// Greatest possible value; of a count the last whole number that is rounded to the published one, of a decimal the
    /// bound itself.
    pub high: Option<f64>,
}

impl Interval {
    /// Whether `value` may be what the published one stands for. An end nobody knows refuses nothing.
    #[must_use]
    pub fn holds(self, value: f64) -> bool {
        self.low.is_none_or(|low| low <= value) && self.high.is_none_or(|high| value <= high)
    }
}

impl Precision {
    /// What a value published with this precision may stand for: 17 000 in steps of 1 000 is 16 500–17 499.
    #[must_use]
    pub fn interval(self, value: Number, whole: bool) -> Interval {
        let middle = value.as_f64();
        let (low, high) = match self {
            Precision::Exact => (Some(middle), Some(middle)),
            Precision::Rounded(step) => {
                let half = step.as_f64() / 2.0;
                let (low, high) = (middle - half, middle + half);
                // Halves are rounded up, so the upper bound itself would have become the next step.
                if whole { (Some(low.ceil()), Some(high.ceil() - 1.0)) } else { (Some(low), Some(high)) }
            }
            Precision::About => (None, None),
            Precision::MoreThan => (Some(if whole { middle + 1.0 } else { middle }), None),
        };
        Interval { low, high }
    }

    /// Name in the database and in files: `exact`, `rounded`, `about`, `more-than`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Precision::Exact => "exact",
            Precision::Rounded(_) => "rounded",
            Precision::About => "about",
            Precision::MoreThan => "more-than",
        }
    }

    /// Reads a key; `rounded` needs its step.
    #[must_use]
    pub fn from_key(key: &str, step: Option<Number>) -> Option<Precision> {
        match (key, step) {
            ("exact", None) => Some(Precision::Exact),
            ("rounded", Some(step)) if step > Number::ZERO => Some(Precision::Rounded(step)),
            ("about", None) => Some(Precision::About),
            ("more-than", None) => Some(Precision::MoreThan),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_are_read_as_programs_write_them() {
        for (text, written) in
            [("15384", "15384"), ("-3", "-3"), ("4.90", "4.9"), ("-0.05", "-0.05"), ("0.0", "0")]
        {
            assert_eq!(number(text).to_string(), written);
        }
        for text in ["", "-", ".5", "5.", "1 000", "1e3", "0.1234567890", "9223372036854775808", "+1", "٣"] {
            assert_eq!(text.parse::<Number>(), Err(NotANumber), "{text}");
        }
    }

    #[test]
    fn decimals_add_up_exactly() {
        assert_eq!(number("0.1").plus(number("0.2")), Some(number("0.3")));
        assert_eq!(number("27291").minus(number("8935")), Some(number("18356")), "not 18 365 as printed");
        assert_eq!(Number::count(i64::MAX).plus(Number::count(1)), None);
        assert!(number("-0.1") < Number::ZERO && number("54.1") < Number::count(55));
    }

    #[test]
    fn seventeen_thousand_is_an_interval() {
        let rounded = |step| Precision::Rounded(Number::count(step));
        let check = |precision: Precision, value, low, high| {
            assert_eq!(
                precision.interval(Number::count(value), true),
                Interval { low, high },
                "{precision:?}"
            );
        };
        check(rounded(1_000), 17_000, Some(16_500.0), Some(17_499.0));
        check(rounded(5), 15, Some(13.0), Some(17.0));
        check(rounded(1), 7, Some(7.0), Some(7.0));
        check(Precision::Exact, 15_384, Some(15_384.0), Some(15_384.0));
        check(Precision::MoreThan, 17_000, Some(17_001.0), None);
        check(Precision::About, 250, None, None);
        let share = Precision::Rounded(number("0.1")).interval(number("54.1"), false);
        assert!(share.holds(54.149) && !share.holds(54.16));
    }

    #[test]
    fn rounding_names_its_step() {
        assert_eq!(Precision::from_key("rounded", None), None);
        assert_eq!(Precision::from_key("exact", Some(Number::count(1))), None);
        assert_eq!(Precision::from_key("rounded", Some(Number::ZERO)), None);
        let step = Number::count(1_000);
        assert_eq!(Precision::from_key("rounded", Some(step)), Some(Precision::Rounded(step)));
    }
}
