//! The lower level of the number part: one element, read from the tokens without knowing what it means for the list.
//!
//! ```text
//!  numbers.rs   clauses: which element goes on with which, what a parity and "bez" reach   ┐ asks for one after another
//!  items.rs     prefix [item], separator; the place in the line, the reasons so far        ┘
//! ```
//!
//! Whatever cannot be read stops the cursor: the rest of the line is given up, and with it the whole line.

use super::ast::Item;
use super::number::{Number, Parity, System};
use super::reason::{Reason, What};
use super::street::{not_understood, word};
use super::token::{Kind, Token};
use super::words::{Bound, is_filler, mark, open_word, parity};

/// What stands between two elements; the strongest sign of several wins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    /// Nothing: the element stands behind the one before without a sign, or it is the first.
    None,
    Comma,
    And,
    /// Ends an exception when a parity or a mark follows.
    Semicolon,
}

/// What stood in front of an item.
#[derive(Default)]
pub(super) struct Prefix {
    /// `Some(None)`: both parities, said so (`lichá i sudá`).
    pub(super) parity: Option<Option<Parity>>,
    /// The mark, when one stands there.
    pub(super) system: Option<System>,
    /// `od` or `do`.
    pub(super) bound: Option<Bound>,
}

/// A place in the number part of a line, and what was found to be the matter on the way there.
pub(super) struct Cursor<'a> {
    /// The line as written, for quoting what was not understood.
    pub(super) line: &'a str,
    pub(super) toks: &'a [Token],
    /// The next token.
    pub(super) i: usize,
    /// In the order they were met.
    pub(super) reasons: Vec<Reason>,
}

impl Cursor<'_> {
    /// The column of a token; behind the last one, that of the last.
    pub(super) fn column(&self, i: usize) -> u32 {
        self.toks.get(i).or(self.toks.last()).map_or(1, |t| t.column)
    }

    /// Records what a person should look at and reads on.
    pub(super) fn note(&mut self, column: u32, what: What) {
        self.reasons.push(Reason { column, what });
    }

    /// Records an obstacle and gives the rest of the line up.
    pub(super) fn stop(&mut self, at: usize, what: What) {
        let column = self.column(at);
        self.note(column, what);
        self.i = self.toks.len();
    }

    /// As [`Cursor::stop`], quoting the text from here on.
    pub(super) fn stop_unknown(&mut self) {
        self.reasons.push(not_understood(self.line, self.toks, self.i));
        self.i = self.toks.len();
    }

    /// Reads what stands between two elements; `, a` and `;` with anything count as the stronger sign.
    pub(super) fn separator(&mut self) -> Separator {
        let mut found = Separator::None;
        while let Some(token) = self.toks.get(self.i) {
            found = match &token.kind {
                Kind::Semicolon => Separator::Semicolon,
                Kind::Comma if found == Separator::None => Separator::Comma,
                Kind::Comma => found,
                Kind::Word(w) if w == "a" || w == "i" => match found {
                    Separator::Semicolon => found,
                    _ => Separator::And,
                },
                _ => return found,
            };
            self.i += 1;
        }
        found
    }

    /// Reads parity, mark, `od`/`do` and fillers in any order. A second parity or mark belongs to
    /// the next element, and the caller finds no item in between.
    pub(super) fn prefix(&mut self) -> Prefix {
        let mut prefix = Prefix::default();
        loop {
            if is_filler(self.toks, self.i) {
                self.i += 1;
            } else if let (Some(p), None) = (parity(self.toks, self.i), prefix.parity) {
                prefix.parity = Some(Some(p));
                self.i += 1;
                if word(self.toks, self.i) == Some("i")
                    && parity(self.toks, self.i + 1).is_some_and(|q| q != p)
                {
                    prefix.parity = Some(None);
                    self.i += 2;
                }
            } else if let (Some((system, next)), None) = (mark(self.toks, self.i), prefix.system) {
                prefix.system = Some(system);
                self.i = next;
            } else if let (Some(bound), None) = (open_word(self.toks, self.i), prefix.bound) {
                prefix.bound = Some(bound);
                self.i += 1;
            } else {
                return prefix;
            }
        }
    }

    /// Reads one number. Numbers above [`Number::MAX`] are an obstacle: no house has one, so it is a slip.
    fn number(&mut self) -> Option<Number> {
        let at = self.i;
        let Some(Kind::Number(value, letter)) = self.toks.get(at).map(|t| t.kind.clone()) else {
            self.stop(at, What::NumberMissing);
            return None;
        };
        self.i += 1;
        match value.and_then(|value| Number::new(value, letter)) {
            Some(number) => Some(number),
            None => {
                self.stop(at, What::NumberTooLarge);
                None
            }
        }
    }

    /// Reads one item behind its prefix.
    ///
    /// | Written | Item |
    /// |---|---|
    /// | `12`, `12a` | [`Item::One`] |
    /// | `503/2a` | [`Item::Pair`]; the č.p. has no letter |
    /// | `1–7`, `1 až 7`, `od 1 do 7`, `č. 1 – č. 7` | [`Item::Range`], never backwards |
    /// | `od 8`, `8 a výše` | [`Item::From`] |
    /// | `do 5`, `5 a nižší` | [`Item::UpTo`] |
    ///
    /// `od 8 a nižší` contradicts itself and is an obstacle, as is everything half written; `None` then.
    pub(super) fn item(&mut self, bound: Option<Bound>) -> Option<Item> {
        let at = self.i;
        let first = self.number()?;
        match self.toks.get(self.i).map(|t| &t.kind) {
            Some(Kind::Slash) if bound.is_none() && first.letter().is_none() => {
                self.i += 1;
                return Some(Item::Pair(first.value(), self.number()?));
            }
            Some(Kind::Slash) => {
                self.stop_unknown();
                return None;
            }
            _ => {}
        }
        let to = bound == Some(Bound::From) && word(self.toks, self.i) == Some("do");
        let dash = self.toks.get(self.i).is_some_and(|t| t.kind == Kind::Dash);
        if to || dash || word(self.toks, self.i) == Some("az") {
            if bound == Some(Bound::UpTo) {
                self.stop_unknown();
                return None;
            }
            self.i += 1;
            if let Some((System::Bare | System::Orientation, next)) = mark(self.toks, self.i) {
                self.i = next;
            }
            let last = self.number()?;
            if last < first {
                self.stop(at, What::RangeReversed { from: first, to: last });
                return None;
            }
            return Some(Item::Range(first, last));
        }
        match (bound, self.open_end()) {
            (None, None) => Some(Item::One(first)),
            (Some(Bound::From), None | Some(Bound::From)) | (None, Some(Bound::From)) => {
                Some(Item::From(first))
            }
            (Some(Bound::UpTo), None | Some(Bound::UpTo)) | (None, Some(Bound::UpTo)) => {
                Some(Item::UpTo(first))
            }
            _ => {
                self.stop(at, What::RangeReversed { from: first, to: first });
                None
            }
        }
    }

    /// `a výše`, `výše`, `a vyšší`, `a dále`, `a nižší`, `a níže`.
    fn open_end(&mut self) -> Option<Bound> {
        let skip = usize::from(word(self.toks, self.i) == Some("a"));
        let bound = match word(self.toks, self.i + skip)? {
            "vyse" | "vys" | "vyssi" | "dale" => Bound::From,
            "nizsi" | "nize" => Bound::UpTo,
            _ => return None,
        };
        self.i += skip + 1;
        Some(bound)
    }
}
