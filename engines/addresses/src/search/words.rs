//! The dictionary: every distinct folded word once, sorted, found exactly, by beginning, by stem, or with typos.
//!
//! Typos are found through deletions (the symmetric-delete method): two words within *k* edits share a form
//! that both reach by deleting at most *k* letters. Forms of the first seven letters of every word are hashed
//! into buckets; a look-up visits at most 29 buckets and measures the few words in them.

use std::ops::Range;

/// Letters of a word whose deletions are indexed.
const HEAD: usize = 7;

/// Sorted words with their deletion index.
#[derive(Debug, Default)]
pub(crate) struct Words {
    text: String,
    ends: Vec<u32>,
    bucket_ends: Vec<u32>,
    bucket_words: Vec<u32>,
}

impl Words {
    /// Takes distinct words in sorted order.
    pub(crate) fn new<'a>(sorted: impl Iterator<Item = &'a str>) -> Words {
        let mut words = Words::default();
        for word in sorted {
            words.text.push_str(word);
            words.ends.push(words.text.len() as u32);
        }
        words.index_deletions();
        words
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, word: u32) -> &str {
        let i = word as usize;
        let start = i.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |&e| e as usize);
        let end = self.ends.get(i).map_or(start, |&e| e as usize);
        self.text.get(start..end).unwrap_or("")
    }

    /// Bytes held.
    pub(crate) fn memory_bytes(&self) -> usize {
        self.text.len() + 4 * (self.ends.len() + self.bucket_ends.len() + self.bucket_words.len())
    }

    /// First word not before `word` in sorted order, within `range`.
    fn lower_bound(&self, range: Range<u32>, before: impl Fn(&str) -> bool) -> u32 {
        let (mut low, mut high) = (range.start, range.end);
        while low < high {
            let middle = low + (high - low) / 2;
            if before(self.get(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }

    pub(crate) fn exact(&self, word: &str) -> Option<u32> {
        let at = self.lower_bound(0..self.len() as u32, |w| w < word);
        ((at as usize) < self.len() && self.get(at) == word).then_some(at)
    }

    /// Words that begin with `head`.
    pub(crate) fn beginning(&self, head: &str) -> Range<u32> {
        self.beginning_within(0..self.len() as u32, head)
    }

    fn beginning_within(&self, range: Range<u32>, head: &str) -> Range<u32> {
        let start = self.lower_bound(range.clone(), |w| w < head);
        let end = self.lower_bound(start..range.end, |w| w.starts_with(head));
        start..end
    }

    /// Words that begin with `head` but for one edit; ranges, possibly overlapping.
    pub(crate) fn beginning_with_typo(&self, head: &str, out: &mut Vec<Range<u32>>) {
        if !head.is_ascii() {
            return;
        }
        let all = 0..self.len() as u32;
        let mut keep = |changed: String| {
            let range = self.beginning(&changed);
            if !range.is_empty() {
                out.push(range);
            }
        };
        for at in 0..head.len() {
            let (before, rest) = head.split_at(at);
            if self.beginning_within(all.clone(), before).is_empty() {
                break;
            }
            let after = rest.get(1..).unwrap_or("");
            keep(format!("{before}{after}"));
            if let (Some(a), Some(b)) = (rest.get(0..1), rest.get(1..2)) {
                keep(format!("{before}{b}{a}{}", rest.get(2..).unwrap_or("")));
            }
            for letter in 'a'..='z' {
                let stub = format!("{before}{letter}");
                if self.beginning_within(all.clone(), &stub).is_empty() {
                    continue;
                }
                keep(format!("{stub}{after}"));
                keep(format!("{stub}{rest}"));
            }
        }
    }

    /// Words within `most` typing errors (inserted, dropped, changed or exchanged letters).
    pub(crate) fn similar(&self, word: &str, most: usize, out: &mut Vec<(u32, u8)>) {
        let start = out.len();
        let mut tried = Vec::with_capacity(32);
        deletions(word, most, &mut tried);
        tried.sort_unstable();
        tried.dedup();
        for hash in tried {
            let bucket = self.bucket(hash);
            let first =
                bucket.checked_sub(1).and_then(|b| self.bucket_ends.get(b)).map_or(0, |&e| e as usize);
            let end = self.bucket_ends.get(bucket).map_or(first, |&e| e as usize);
            for &candidate in self.bucket_words.get(first..end).unwrap_or(&[]) {
                let other = self.get(candidate);
                if other.len().abs_diff(word.len()) <= most
                    && let Some(edits @ 1..) = distance(word, other, most)
                    && !out.get(start..).unwrap_or(&[]).iter().any(|&(seen, _)| seen == candidate)
                {
                    out.push((candidate, edits as u8));
                }
            }
        }
    }

    fn bucket(&self, hash: u64) -> usize {
        // The number of buckets is a power of two.
        (hash >> 20) as usize & (self.bucket_ends.len().max(1) - 1)
    }

    fn index_deletions(&mut self) {
        let buckets = (self.len() * 16).next_power_of_two();
        self.bucket_ends = vec![0; buckets];
        let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(self.len() * 20);
        let mut forms = Vec::new();
        for word in 0..self.len() as u32 {
            let text = self.get(word);
            if text.len() < 4 || text.bytes().all(|b| b.is_ascii_digit()) {
                continue;
            }
            forms.clear();
            deletions(text, if text.len() < 6 { 1 } else { 2 }, &mut forms);
            forms.sort_unstable();
            forms.dedup();
            pairs.extend(forms.iter().map(|&hash| (self.bucket(hash) as u32, word)));
        }
        pairs.sort_unstable();
        pairs.dedup();
        for &(bucket, _) in &pairs {
            if let Some(count) = self.bucket_ends.get_mut(bucket as usize) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for end in &mut self.bucket_ends {
            sum += *end;
            *end = sum;
        }
        self.bucket_words = pairs.into_iter().map(|(_, word)| word).collect();
    }
}

/// Hashes of the first letters of a word with up to `most` of them deleted.
fn deletions(word: &str, most: usize, out: &mut Vec<u64>) {
    let mut head = [0u8; HEAD];
    let mut length = 0;
    for (slot, byte) in head.iter_mut().zip(word.bytes()) {
        *slot = byte;
        length += 1;
    }
    let hash = |skip_a: usize, skip_b: usize| {
        let kept = head.iter().take(length).enumerate().filter(|&(i, _)| i != skip_a && i != skip_b);
        kept.fold(0xcbf2_9ce4_8422_2325u64, |h, (_, &b)| {
            (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3).rotate_left(5)
        })
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
    };
    out.push(hash(HEAD, HEAD));
    for a in 0..length.min(if most > 0 { HEAD } else { 0 }) {
        out.push(hash(a, HEAD));
        for b in a + 1..if most > 1 { length } else { 0 } {
            out.push(hash(a, b));
        }
    }
}

/// Optimal string alignment distance in bytes, or `None` above `most`.
pub(crate) fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    const WIDEST: usize = 40;
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() >= WIDEST || b.len() >= WIDEST || a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut rows = [[0u8; WIDEST + 1]; 3];
    for (j, cell) in rows[1].iter_mut().enumerate().take(b.len() + 1) {
        *cell = j as u8;
    }
    for (i, &letter) in a.iter().enumerate() {
        let [older, old, new] = &mut rows;
        new[0] = i as u8 + 1;
        let mut best = new[0];
        for (j, &other) in b.iter().enumerate() {
            let mut cost = (old[j] + u8::from(letter != other)).min(old[j + 1] + 1).min(new[j] + 1);
            if i > 0 && j > 0 && letter == b[j - 1] && a[i - 1] == other {
                cost = cost.min(older[j - 1] + 1);
            }
            new[j + 1] = cost;
            best = best.min(cost);
        }
        if usize::from(best) > most {
            return None;
        }
        rows.rotate_left(1);
    }
    let edits = usize::from(rows[1][b.len()]);
    (edits <= most).then_some(edits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words::new(["koterov", "koterovska", "polni", "prvomajova", "zelena", "zeleznicni"].into_iter())
    }

    #[test]
    fn typos_are_found_within_their_number() {
        let check = |word: &str, most, expected: &[&str]| {
            let words = words();
            let mut out = Vec::new();
            words.similar(word, most, &mut out);
            let mut found: Vec<&str> = out.iter().map(|&(w, _)| words.get(w)).collect();
            found.sort_unstable();
            assert_eq!(found, expected, "{word}");
        };
        check("kotrovska", 1, &["koterovska"]);
        check("okterovska", 1, &["koterovska"]);
        check("koterovksa", 1, &["koterovska"]);
        check("koteroxska", 1, &["koterovska"]);
        check("xoterovskk", 2, &["koterovska"]);
        check("ponli", 1, &["polni"]);
        check("polni", 1, &[]);
    }

    #[test]
    fn beginnings_are_ranges() {
        let words = words();
        assert_eq!(words.beginning("kote"), 0..2);
        assert_eq!(words.beginning("x"), 4..4);
        let mut out = Vec::new();
        words.beginning_with_typo("kotre", &mut out);
        assert!(out.contains(&(0..2)), "{out:?}");
    }

    #[test]
    fn distance_counts_exchanged_neighbours_once() {
        assert_eq!(distance("abcd", "abdc", 2), Some(1));
        assert_eq!(distance("abcd", "badc", 2), Some(2));
        assert_eq!(distance("abcd", "xyzw", 2), None);
    }
}
