//! Sums that are printed beside what they are sums of. A table of an office has both in one file; adding up all of it
//! counts each person up to eight times. Here sums are only held against what they should be.

use std::collections::HashMap;

/// Largest count a table may hold; sums of as many as a file can have stay exact.
pub(crate) const MOST: u64 = 1 << 40;

/// Where a figure stands: time, territory, and three divisions; [`ALL`] where it is a sum over one.
pub(crate) type Place = [u32; 5];

/// The number of "all of them".
pub(crate) const ALL: u32 = 0;

/// A sum that is printed and is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// Row of the printed sum.
    pub row: u64,
    /// What it is the sum of, in words of the file: `2018 · Plzeň-město · muž`.
    pub what: String,
    /// What is printed.
    pub printed: u64,
    /// What its parts add up to.
    pub summed: u64,
}

/// Parts with their sums, and the sums that are printed.
#[derive(Debug, Default)]
pub(crate) struct Margins {
    sums: HashMap<Place, u64>,
    printed: Vec<(Place, u64, u64)>,
}

/// Codes as small numbers from 1, with their texts.
#[derive(Debug, Default)]
pub(crate) struct Codes {
    numbers: HashMap<String, u32>,
    texts: Vec<String>,
}

impl Codes {
    /// The number of a code; the first text it comes with is kept.
    pub(crate) fn number(&mut self, code: &str, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(code) {
            return *number;
        }
        self.texts.push(if text.is_empty() { code.to_owned() } else { text.to_owned() });
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.numbers.insert(code.to_owned(), number);
        number
    }

    fn text(&self, number: u32) -> Option<&str> {
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        self.texts.get(at).map(String::as_str)
    }
}

impl Margins {
    /// Adds a part to every sum it belongs to: over the three divisions, and with `everywhere` over territories too.
    pub(crate) fn part(&mut self, place: Place, everywhere: bool, value: u64) {
        let axes = [2, 3, 4, 1].into_iter().take(if everywhere { 4 } else { 3 });
        // Only what is divided can be summed over: what is undivided already would be added twice.
        let axes: Vec<usize> = axes.filter(|axis| place.get(*axis).is_some_and(|it| *it != ALL)).collect();
        for over in 1..(1_u32 << axes.len()) {
            let mut sum = place;
            for (bit, axis) in axes.iter().enumerate() {
                if over & (1 << bit) != 0
                    && let Some(slot) = sum.get_mut(*axis)
                {
                    *slot = ALL;
                }
            }
            let slot = self.sums.entry(sum).or_insert(0);
            *slot = slot.saturating_add(value);
        }
    }

    /// Notes a printed sum.
    pub(crate) fn printed(&mut self, place: Place, value: u64, row: u64) {
        self.printed.push((place, value, row));
    }

    /// Everything that was noted as printed.
    pub(crate) fn all(&self) -> &[(Place, u64, u64)] {
        &self.printed
    }

    /// How many printed sums there are.
    pub(crate) fn checked(&self) -> usize {
        self.printed.len()
    }

    /// Printed sums that are none, by row.
    pub(crate) fn mismatches(&self, codes: &Codes) -> Vec<Mismatch> {
        let wrong = self.printed.iter().filter_map(|(place, printed, row)| {
            let summed = self.sums.get(place).copied().unwrap_or(0);
            let words: Vec<&str> = place.iter().filter_map(|number| codes.text(*number)).collect();
            (summed != *printed).then(|| Mismatch {
                row: *row,
                what: words.join(" · "),
                printed: *printed,
                summed,
            })
        });
        wrong.collect()
    }
}
