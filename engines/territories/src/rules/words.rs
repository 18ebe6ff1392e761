//! The words of the number part: marks, parities, negations, open ends.
//!
//! Words are compared folded (lower case, no accents), because decrees write `č.`, `Č.`, `c.` and lose accents in
//! conversion. Each list holds the forms met in real decrees, in every case they stand in; a form that is missing makes a
//! line unresolved, so the lists may grow but need not be complete to be safe.

use super::number::{Parity, System};
use super::street::word;
use super::token::{Kind, Token};

/// `lichá`, `sudých`, …: the parity that is named at `i`.
pub(super) fn parity(toks: &[Token], i: usize) -> Option<Parity> {
    match word(toks, i)? {
        "licha" | "liche" | "lichych" | "lichymi" | "lichou" | "licho" => Some(Parity::Odd),
        "suda" | "sude" | "sudych" | "sudymi" | "sudou" | "sudo" => Some(Parity::Even),
        _ => None,
    }
}

/// A number mark at `i`: its system and the position behind it.
pub(super) fn mark(toks: &[Token], i: usize) -> Option<(System, usize)> {
    let dot = |i: usize| usize::from(toks.get(i).is_some_and(|t| t.kind == Kind::Dot));
    let short = word(toks, i)?;
    let system = match short {
        "c" if dot(i + 1) == 1 || matches!(toks.get(i + 1).map(|t| &t.kind), Some(Kind::Number(..))) => None,
        "cislo" | "cisla" | "cisel" | "cisly" => None,
        "cp" => Some(System::Descriptive),
        "cev" => Some(System::Registration),
        "co" if dot(i + 1) == 1 => Some(System::Orientation),
        _ => return None,
    };
    let mut at = i + 1 + dot(i + 1);
    if let Some(system) = system {
        return Some((system, at));
    }
    let system = match word(toks, at) {
        Some("o") => System::Orientation,
        Some("p") => System::Descriptive,
        Some("ev" | "e") => System::Registration,
        Some(w) if w.starts_with("orientacn") => System::Orientation,
        Some(w) if w.starts_with("popisn") => System::Descriptive,
        Some(w) if w.starts_with("evidencn") => System::Registration,
        _ => return Some((System::Bare, at)),
    };
    at += 1;
    Some((system, at + dot(at)))
}

/// `bez`, `kromě`, `vyjma`, `mimo`, `s výjimkou`: the position behind it.
pub(super) fn negation(toks: &[Token], i: usize) -> Option<usize> {
    match word(toks, i)? {
        "bez" | "krome" | "vyjma" | "mimo" => Some(i + 1),
        "s" if word(toks, i + 1) == Some("vyjimkou") => Some(i + 2),
        _ => None,
    }
}

/// Words that say nothing about which numbers are meant.
pub(super) fn is_filler(toks: &[Token], i: usize) -> bool {
    matches!(word(toks, i), Some("vsechna" | "vsechny" | "vsech" | "pouze" | "jen"))
}

/// To which side an open range reaches.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// That number and above.
    From,
    /// That number and below.
    UpTo,
}

/// `od`, `do` in front of a number.
pub(super) fn open_word(toks: &[Token], i: usize) -> Option<Bound> {
    match word(toks, i)? {
        "od" => Some(Bound::From),
        "do" => Some(Bound::UpTo),
        _ => None,
    }
}

/// `celá`, `celá ulice`, `všechna čísla` up to the end of the line.
pub(super) fn stated_whole(toks: &[Token], i: usize) -> bool {
    let left: Option<Vec<&str>> = (i..toks.len())
        .filter(|i| toks.get(*i).is_some_and(|t| t.kind != Kind::Dot))
        .map(|i| word(toks, i))
        .collect();
    matches!(
        left.as_deref(),
        Some(["cela" | "cele" | "cely"])
            | Some(["cela", "ulice"])
            | Some(["cele", "namesti"])
            | Some(["vsechna", "cisla" | "c"])
    )
}

/// `křižovatky`, `od ulice X`, `po ul. Y`: a segment by crossings.
pub(super) fn crossing(toks: &[Token], i: usize) -> bool {
    match word(toks, i) {
        Some(w) if w.starts_with("krizovat") => true,
        Some("od" | "po" | "mezi") => {
            word(toks, i + 1).is_some_and(|w| w.starts_with("krizovat") || w == "ul" || w.starts_with("ulic"))
        }
        _ => false,
    }
}
