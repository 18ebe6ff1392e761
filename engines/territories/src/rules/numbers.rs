//! The number part of a line: a recursive-descent reader over tokens.
//!
//! ```text
//!  numbers  := "celá ulice" | "bez" clauses | clauses
//!  clauses  := element { separator element }          separator := "," | ";" | "a" | "i"
//!  element  := prefix [item] [parity]                 prefix := any order of: parity, mark, "od"/"do", "pouze"
//!  item     := n | n "/" n | n ("-"|"až") n | n "a výše" | n "a nižší"
//!  mark     := "č." | "č. o." | "č. p." | "č. ev."
//! ```
//!
//! Where a parity may reach further than it stands, the reader decides by these rules and says when it did:
//!
//! | Written | Read as | Said |
//! |---|---|---|
//! | `č. o. lichá 9–17; sudá 48–62` | the system is kept | |
//! | `sudá č. 36–56, č. 29` | 29 of either parity | |
//! | `lichá č., č. 17–77` | 17–77 on both sides | `ParityEnds` |
//! | `č. 2–64 sudá, č. 1–57 lichá` | a parity behind belongs to the list since its mark | |
//! | `č. 1–21 lichá, 33–41` | 33–41 odd: the narrower reading | `ParityTakenOver` |
//! | `č. 1–9, 12–20 sudá` | nothing: 1–9 could be meant or not | `ParityReachUnclear` |
//! | `lichá č. bez 27–41, sudá č. 2` | the exception ends at the other parity | `ExceptionEnds` |
//! | `sudá č. bez č. p. 5` | nothing: taken out, or added? | `ExceptionReachUnclear` |
//!
//! A mark without a parity ends the parity before it; a parity without a mark keeps the system before it.
//! What cannot be read that way is an obstacle: the line then covers nothing.

use super::ast::{AreaKind, Clause, Item, Numbers};
use super::doubts::doubts;
use super::number::{Number, Parity, System};
use super::reason::{Reason, What};
use super::street::{filter, not_understood, word};
use super::token::{Kind, Token};
use super::words::{Bound, crossing, is_filler, mark, negation, open_word, parity, stated_whole};

/// What a number part says, and what is the matter with it.
pub(super) struct Read {
    pub(super) numbers: Numbers,
    pub(super) reasons: Vec<Reason>,
    pub(super) filter: Option<(AreaKind, String)>,
}

/// Whether a number part begins at token `i`.
pub(super) fn starts(toks: &[Token], i: usize) -> bool {
    if mark(toks, i).is_some() || parity(toks, i).is_some() {
        return true;
    }
    if matches!(toks.get(i).map(|t| &t.kind), Some(Kind::Number(..))) {
        return true;
    }
    if crossing(toks, i) || stated_whole(toks, i) {
        return true;
    }
    match negation(toks, i) {
        Some(next) => starts(toks, next),
        None => {
            is_filler(toks, i) && starts(toks, i + 1) || open_word(toks, i).is_some() && starts(toks, i + 1)
        }
    }
}

/// Reads the number part from token `i` to the end of the line.
pub(super) fn read(line: &str, toks: &[Token], i: usize) -> Read {
    if stated_whole(toks, i) {
        return Read { numbers: Numbers::Whole { stated: true }, reasons: vec![], filter: None };
    }
    let mut reader =
        Reader { line, toks, i, reasons: vec![], except: false, clauses: vec![], open: None, filter: None };
    if let Some(at) = (i..toks.len()).find(|i| crossing(toks, *i)) {
        reader.stop(at, What::SegmentByCrossings);
    } else {
        reader.run();
    }
    reader.close();
    let numbers = match (reader.except, reader.clauses) {
        (true, clauses) => Numbers::Except(clauses),
        (false, clauses) => Numbers::Only(clauses),
    };
    Read { numbers, reasons: reader.reasons, filter: reader.filter }
}

/// Whether a bare "č." occurs.
pub(super) fn first_bare(numbers: &Numbers) -> Option<()> {
    match numbers {
        Numbers::Whole { .. } => None,
        Numbers::Only(clauses) | Numbers::Except(clauses) => {
            clauses.iter().find(|c| c.system == System::Bare).map(|_| ())
        }
    }
}

/// Under a part of a municipality a bare "č." can only be a č.p.
pub(super) fn bare_as_descriptive(mut numbers: Numbers) -> Numbers {
    if let Numbers::Only(clauses) | Numbers::Except(clauses) = &mut numbers {
        for clause in clauses.iter_mut().filter(|c| c.system == System::Bare) {
            clause.system = System::Descriptive;
        }
    }
    numbers
}

// ------------------------------------------------------------------ the reader

#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    None,
    Comma,
    And,
    Semicolon,
}

/// A clause still being read.
struct Open {
    clause: Clause,
    column: u32,
    /// Items now go to the exception.
    excepting: bool,
    /// A parity stood behind the last item: the next item opens a new clause.
    closed_by_parity: bool,
    /// A number mark was written.
    marked: bool,
    /// The parity of the clause before, when a mark without parity opened this one.
    parity_before: Option<Parity>,
    /// The parity that closed the clause before, when this one has neither mark nor parity.
    parity_behind: Option<Parity>,
}

struct Reader<'a> {
    line: &'a str,
    toks: &'a [Token],
    i: usize,
    reasons: Vec<Reason>,
    except: bool,
    clauses: Vec<Clause>,
    open: Option<Open>,
    filter: Option<(AreaKind, String)>,
}

/// What stood in front of an item.
#[derive(Default)]
struct Prefix {
    parity: Option<Option<Parity>>,
    system: Option<System>,
    bound: Option<Bound>,
}

impl Reader<'_> {
    fn column(&self, i: usize) -> u32 {
        self.toks.get(i).or(self.toks.last()).map_or(1, |t| t.column)
    }

    fn note(&mut self, column: u32, what: What) {
        self.reasons.push(Reason { column, what });
    }

    /// Records an obstacle and gives the rest of the line up.
    fn stop(&mut self, at: usize, what: What) {
        let column = self.column(at);
        self.note(column, what);
        self.i = self.toks.len();
    }

    fn stop_unknown(&mut self) {
        self.reasons.push(not_understood(self.line, self.toks, self.i));
        self.i = self.toks.len();
    }

    fn run(&mut self) {
        let mut separator = Separator::None;
        while self.i < self.toks.len() {
            if let Some(next) = negation(self.toks, self.i) {
                self.start_exception(next, separator);
                separator = Separator::None;
                continue;
            }
            if let Some((found, next)) = filter(self.line, self.toks, self.i) {
                if next < self.toks.len() || self.open.is_none() {
                    return self.stop_unknown();
                }
                self.filter = Some((found.kind, found.name));
                self.i = next;
                return;
            }
            self.element(separator);
            separator = self.separator();
            let goes_on = separator != Separator::None
                || negation(self.toks, self.i).is_some()
                || filter(self.line, self.toks, self.i).is_some();
            if self.i < self.toks.len() && !goes_on {
                return self.stop_unknown();
            }
        }
        let nothing = self.clauses.is_empty() && self.open.is_none() && self.reasons.is_empty();
        let unfinished = self.open.as_ref().is_some_and(|o| o.excepting && o.clause.except.is_empty());
        if nothing || unfinished {
            self.stop(self.toks.len(), What::NumberMissing);
        }
    }

    fn start_exception(&mut self, next: usize, separator: Separator) {
        let at = self.i;
        self.i = next;
        if self.i >= self.toks.len() {
            return self.stop(at, What::NumberMissing);
        }
        match &mut self.open {
            None if self.clauses.is_empty() && !self.except => self.except = true,
            Some(open) if !self.except && !open.excepting => {
                open.excepting = true;
                if separator == Separator::Semicolon {
                    self.stop(at, What::ExceptionReachUnclear);
                }
            }
            _ => self.stop(at, What::ExceptionInException),
        }
    }

    fn separator(&mut self) -> Separator {
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

    fn prefix(&mut self) -> Prefix {
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

    fn element(&mut self, separator: Separator) {
        let at = self.i;
        let prefix = self.prefix();
        let number_follows = matches!(self.toks.get(self.i).map(|t| &t.kind), Some(Kind::Number(..)));
        if !number_follows && (prefix.bound.is_some() || prefix.parity.is_none()) {
            if self.i == at {
                return self.stop_unknown();
            }
            return self.stop(self.i, What::NumberMissing);
        }
        if !self.place(at, &prefix, separator, number_follows) {
            return;
        }
        if number_follows {
            let Some(item) = self.item(prefix.bound) else { return };
            if let Some(open) = &mut self.open {
                if open.excepting { &mut open.clause.except } else { &mut open.clause.items }.push(item);
            }
        } else if self.open.as_ref().is_some_and(|o| o.excepting) {
            return self.stop(at, What::NumberMissing);
        }
        self.parity_behind();
    }

    /// Decides whether the element goes on with the open clause or opens a new one. `false` = obstacle.
    fn place(&mut self, at: usize, prefix: &Prefix, separator: Separator, number_follows: bool) -> bool {
        let typed = prefix.parity.is_some() || prefix.system.is_some();
        let column = self.column(at);
        if let Some(open) = &self.open {
            let went_on = open.excepting && !(typed && separator == Separator::Semicolon);
            if went_on {
                match exception_goes_on(open, prefix) {
                    Some(true) => return true,
                    Some(false) => self.note(column, What::ExceptionEnds),
                    None => {
                        self.stop(at, What::ExceptionReachUnclear);
                        return false;
                    }
                }
            } else if !typed && !open.closed_by_parity {
                return true;
            } else {
                let bare_parity =
                    open.clause.items.is_empty() && open.clause.parity.is_some() && !open.marked;
                if bare_parity
                    && separator != Separator::Semicolon
                    && prefix.parity.is_some()
                    && number_follows
                {
                    self.stop(at, What::ParityListUnclear);
                    return false;
                }
            }
        }
        self.open_clause(column, prefix, separator);
        true
    }

    fn open_clause(&mut self, column: u32, prefix: &Prefix, separator: Separator) {
        let before = self.open.as_ref().map(|o| (o.clause.system, o.clause.parity, o.closed_by_parity));
        self.close();
        let system = prefix.system.or(before.map(|b| b.0)).unwrap_or(System::Bare);
        if prefix.system.is_none()
            && prefix.parity.is_some()
            && matches!(system, System::Descriptive | System::Registration)
        {
            self.note(column, What::SystemTakenOver);
        }
        let untyped = prefix.system.is_none() && prefix.parity.is_none();
        let behind = before.filter(|b| b.2 && untyped).and_then(|b| b.1);
        let dropped = before.filter(|b| {
            prefix.parity.is_none() && prefix.system.is_some() && !b.2 && separator != Separator::Semicolon
        });
        self.open = Some(Open {
            clause: Clause { system, parity: prefix.parity.flatten(), items: vec![], except: vec![] },
            column,
            excepting: false,
            closed_by_parity: false,
            marked: prefix.system.is_some(),
            parity_before: dropped.and_then(|b| b.1),
            parity_behind: behind,
        });
    }

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

    fn item(&mut self, bound: Option<Bound>) -> Option<Item> {
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

    /// A parity directly behind an item: `č. 2 – 64 sudá`.
    fn parity_behind(&mut self) {
        let at = self.i;
        let Some(found) = parity(self.toks, at) else { return };
        let other = parity(self.toks, at + 2).filter(|q| *q != found && word(self.toks, at + 1) == Some("i"));
        let next = if other.is_some() { at + 3 } else { at + 1 };
        let more = matches!(self.toks.get(next).map(|t| &t.kind), Some(Kind::Number(..)));
        if more || mark(self.toks, next).is_some() {
            return; // not behind an item but in front of another one, without a separator: an obstacle
        }
        let Some(open) = &mut self.open else { return };
        let said = if other.is_some() { None } else { Some(found) };
        let earlier = open.clause.items.split_last().map_or(&[][..], |(_, earlier)| earlier);
        let fits = |item: &Item| matches!(item, Item::One(n) if said.is_none_or(|p| n.parity() == p));
        let clear = match open.clause.parity {
            Some(already) => said == Some(already),
            None => !open.excepting && earlier.iter().all(fits),
        };
        if !clear {
            return self.stop(at, What::ParityReachUnclear);
        }
        open.clause.parity = said;
        open.closed_by_parity = true;
        self.i = next;
    }

    /// Finishes the open clause and looks at what a person should look at.
    fn close(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        let ranged =
            open.clause.items.iter().any(|i| matches!(i, Item::Range(..) | Item::From(_) | Item::UpTo(_)));
        if open.clause.parity.is_none() && ranged && !open.closed_by_parity {
            if let Some(parity) = open.parity_behind {
                open.clause.parity = Some(parity);
                self.note(open.column, What::ParityTakenOver);
            } else if open.parity_before.is_some()
                && matches!(open.clause.system, System::Bare | System::Orientation)
            {
                self.note(open.column, What::ParityEnds);
            }
        }
        for what in doubts(&open.clause) {
            self.note(open.column, what);
        }
        self.clauses.push(open.clause);
    }
}

/// Whether an element after "bez" still belongs to the exception; `None` = that cannot be told.
fn exception_goes_on(open: &Open, prefix: &Prefix) -> Option<bool> {
    let same_system = prefix.system.is_none_or(|s| s == open.clause.system || s == System::Bare);
    match prefix.parity.filter(|p| *p != open.clause.parity) {
        None => same_system.then_some(true),
        Some(Some(_)) if open.clause.parity.is_some() && !open.clause.except.is_empty() => Some(false),
        Some(_) => None,
    }
}
