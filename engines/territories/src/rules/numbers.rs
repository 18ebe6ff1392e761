//! The number part of a line: a recursive-descent reader over tokens.
//!
//! ```text
//!  numbers   := "celá ulice" | "bez" clauses | clauses                              ┐ here
//!  clauses   := element { separator element }                                       │
//!  element   := prefix [item] [parity]                                              ┘
//!  prefix    := any order of: parity, mark, "od"/"do", "pouze"                      ┐ items.rs
//!  item      := n | n "/" n | n ("-"|"až") n | n "a výše" | n "a nižší"             │
//!  separator := "," | ";" | "a" | "i"                                               ┘
//!  mark      := "č." | "č. o." | "č. p." | "č. ev."                                 words.rs
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
use super::items::{Cursor, Prefix, Separator};
use super::number::{Parity, System};
use super::reason::{Reason, What};
use super::street::{filter, word};
use super::token::{Kind, Token};
use super::words::{crossing, is_filler, mark, negation, open_word, parity, stated_whole};

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
    let at = Cursor { line, toks, i, reasons: vec![] };
    let mut reader = Reader { at, except: false, clauses: vec![], open: None, filter: None };
    if let Some(at) = (i..toks.len()).find(|i| crossing(toks, *i)) {
        reader.at.stop(at, What::SegmentByCrossings);
    } else {
        reader.run();
    }
    reader.close();
    let numbers = match (reader.except, reader.clauses) {
        (true, clauses) => Numbers::Except(clauses),
        (false, clauses) => Numbers::Only(clauses),
    };
    Read { numbers, reasons: reader.at.reasons, filter: reader.filter }
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

// ------------------------------------------------------------------ clauses

/// A clause still being read.
struct Open {
    /// What is known of it so far.
    clause: Clause,
    /// Where it begins, for notes about the clause as a whole.
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
    at: Cursor<'a>,
    /// The part began with "bez": everything but the clauses.
    except: bool,
    /// Finished clauses.
    clauses: Vec<Clause>,
    /// The clause at work; `None` before the first element.
    open: Option<Open>,
    /// `pouze na území X` behind the numbers.
    filter: Option<(AreaKind, String)>,
}

impl Reader<'_> {
    /// Reads elements to the end of the line. After an element there must be a separator, "bez", a filter at the very
    /// end, or nothing; a word that is none of these makes the line unresolved, never shorter.
    fn run(&mut self) {
        let mut separator = Separator::None;
        while self.at.i < self.at.toks.len() {
            if let Some(next) = negation(self.at.toks, self.at.i) {
                self.start_exception(next, separator);
                separator = Separator::None;
                continue;
            }
            if let Some((found, next)) = filter(self.at.line, self.at.toks, self.at.i) {
                if next < self.at.toks.len() || self.open.is_none() {
                    return self.at.stop_unknown();
                }
                self.filter = Some((found.kind, found.name));
                self.at.i = next;
                return;
            }
            self.element(separator);
            separator = self.at.separator();
            let goes_on = separator != Separator::None
                || negation(self.at.toks, self.at.i).is_some()
                || filter(self.at.line, self.at.toks, self.at.i).is_some();
            if self.at.i < self.at.toks.len() && !goes_on {
                return self.at.stop_unknown();
            }
        }
        let nothing = self.clauses.is_empty() && self.open.is_none() && self.at.reasons.is_empty();
        let unfinished = self.open.as_ref().is_some_and(|o| o.excepting && o.clause.except.is_empty());
        if nothing || unfinished {
            self.at.stop(self.at.toks.len(), What::NumberMissing);
        }
    }

    /// "bez" at the front turns the whole part around (`mimo …`), behind a clause it takes numbers out of that clause.
    /// Behind a semicolon it could be either, and an exception of an exception has no agreed meaning: obstacles.
    fn start_exception(&mut self, next: usize, separator: Separator) {
        let at = self.at.i;
        self.at.i = next;
        if self.at.i >= self.at.toks.len() {
            return self.at.stop(at, What::NumberMissing);
        }
        match &mut self.open {
            None if self.clauses.is_empty() && !self.except => self.except = true,
            Some(open) if !self.except && !open.excepting => {
                open.excepting = true;
                if separator == Separator::Semicolon {
                    self.at.stop(at, What::ExceptionReachUnclear);
                }
            }
            _ => self.at.stop(at, What::ExceptionInException),
        }
    }

    /// Reads one element and puts its item where it belongs: into the open clause, its exception, or a new clause.
    fn element(&mut self, separator: Separator) {
        let at = self.at.i;
        let prefix = self.at.prefix();
        let number_follows = matches!(self.at.toks.get(self.at.i).map(|t| &t.kind), Some(Kind::Number(..)));
        if !number_follows && (prefix.bound.is_some() || prefix.parity.is_none()) {
            if self.at.i == at {
                return self.at.stop_unknown();
            }
            return self.at.stop(self.at.i, What::NumberMissing);
        }
        if !self.place(at, &prefix, separator, number_follows) {
            return;
        }
        if number_follows {
            let Some(item) = self.at.item(prefix.bound) else { return };
            if let Some(open) = &mut self.open {
                if open.excepting { &mut open.clause.except } else { &mut open.clause.items }.push(item);
            }
        } else if self.open.as_ref().is_some_and(|o| o.excepting) {
            return self.at.stop(at, What::NumberMissing);
        }
        self.parity_behind();
    }

    /// Decides whether the element goes on with the open clause or opens a new one. `false` = obstacle.
    fn place(&mut self, at: usize, prefix: &Prefix, separator: Separator, number_follows: bool) -> bool {
        let typed = prefix.parity.is_some() || prefix.system.is_some();
        let column = self.at.column(at);
        if let Some(open) = &self.open {
            let went_on = open.excepting && !(typed && separator == Separator::Semicolon);
            if went_on {
                match exception_goes_on(open, prefix) {
                    Some(true) => return true,
                    Some(false) => self.at.note(column, What::ExceptionEnds),
                    None => {
                        self.at.stop(at, What::ExceptionReachUnclear);
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
                    self.at.stop(at, What::ParityListUnclear);
                    return false;
                }
            }
        }
        self.open_clause(column, prefix, separator);
        true
    }

    /// Closes the open clause and begins the next one. It keeps the number system unless a mark changes it; it never
    /// keeps the parity, which only [`Reader::close`] may take over, and only with a note.
    fn open_clause(&mut self, column: u32, prefix: &Prefix, separator: Separator) {
        let before = self.open.as_ref().map(|o| (o.clause.system, o.clause.parity, o.closed_by_parity));
        self.close();
        let system = prefix.system.or(before.map(|b| b.0)).unwrap_or(System::Bare);
        if prefix.system.is_none()
            && prefix.parity.is_some()
            && matches!(system, System::Descriptive | System::Registration)
        {
            self.at.note(column, What::SystemTakenOver);
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

    /// A parity directly behind an item: `č. 2 – 64 sudá`.
    fn parity_behind(&mut self) {
        let at = self.at.i;
        let Some(found) = parity(self.at.toks, at) else { return };
        let other =
            parity(self.at.toks, at + 2).filter(|q| *q != found && word(self.at.toks, at + 1) == Some("i"));
        let next = if other.is_some() { at + 3 } else { at + 1 };
        let more = matches!(self.at.toks.get(next).map(|t| &t.kind), Some(Kind::Number(..)));
        if more || mark(self.at.toks, next).is_some() {
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
            return self.at.stop(at, What::ParityReachUnclear);
        }
        open.clause.parity = said;
        open.closed_by_parity = true;
        self.at.i = next;
    }

    /// Finishes the open clause and looks at what a person should look at.
    fn close(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        let ranged =
            open.clause.items.iter().any(|i| matches!(i, Item::Range(..) | Item::From(_) | Item::UpTo(_)));
        if open.clause.parity.is_none() && ranged && !open.closed_by_parity {
            if let Some(parity) = open.parity_behind {
                open.clause.parity = Some(parity);
                self.at.note(open.column, What::ParityTakenOver);
            } else if open.parity_before.is_some()
                && matches!(open.clause.system, System::Bare | System::Orientation)
            {
                self.at.note(open.column, What::ParityEnds);
            }
        }
        for what in doubts(&open.clause) {
            self.at.note(open.column, what);
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
