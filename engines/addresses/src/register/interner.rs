//! What the builder has seen: every distinct key once, in order of appearance.

use std::collections::HashMap;

use super::{NONE, Names};

/// Gives every distinct key a number; remembers the last key, since files come street by street.
#[derive(Debug)]
pub(super) struct Interner<K, V> {
    index: HashMap<K, u32>,
    pub(super) keys: Vec<K>,
    pub(super) values: Vec<V>,
    last: Option<(K, u32)>,
}

impl<K, V> Default for Interner<K, V> {
    fn default() -> Self {
        Interner { index: HashMap::new(), keys: Vec::new(), values: Vec::new(), last: None }
    }
}

impl<K: Copy + Eq + std::hash::Hash, V> Interner<K, V> {
    pub(super) fn intern(&mut self, key: K, value: impl FnOnce() -> V) -> u32 {
        if let Some((last, index)) = self.last
            && last == key
        {
            return index;
        }
        let index = *self.index.entry(key).or_insert_with(|| {
            self.keys.push(key);
            self.values.push(value());
            self.keys.len() as u32 - 1
        });
        self.last = Some((key, index));
        index
    }
}

impl<K: Copy, V: Copy> Interner<K, V> {
    /// Drops what is not used; returns the new number of each, `NONE` for the dropped. Nothing may be interned
    /// afterwards.
    pub(super) fn keep(&mut self, used: &[bool]) -> Vec<u32> {
        let mut kept = 0;
        let number = |&used: &bool| {
            kept += u32::from(used);
            if used { kept - 1 } else { NONE }
        };
        let numbers: Vec<u32> = used.iter().map(number).collect();
        let is_kept = |at: usize| used.get(at).copied().unwrap_or(false);
        let old = std::mem::take(&mut self.keys).into_iter().zip(std::mem::take(&mut self.values));
        (self.keys, self.values) =
            old.enumerate().filter(|&(at, _)| is_kept(at)).map(|(_, pair)| pair).unzip();
        (self.index, self.last) = (HashMap::new(), None);
        numbers
    }
}

#[derive(Debug, Default)]
pub(super) struct NameTable {
    pub(super) names: Names,
    index: HashMap<String, u32>,
}

impl NameTable {
    pub(super) fn intern(&mut self, name: &str) -> u32 {
        if let Some(&index) = self.index.get(name) {
            return index;
        }
        let index = self.names.ends.len() as u32;
        self.names.text.push_str(name);
        self.names.ends.push(self.names.text.len() as u32);
        self.index.insert(name.to_owned(), index);
        index
    }
}
