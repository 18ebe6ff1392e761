//! From typed text to atoms (words and figures) and the number expressions among them.
//!
//! ```text
//!  "Sady Petatricatniku 320/14, 301 00 Plzen 3"
//!   atoms    sady · petatricatniku ·            · plzen · 3
//!   numbers  Pair(320, 14) after atom 1           Plain(3) = atom 3, may still belong to a name
//!   postcode 30100
//! ```

use super::Ask;
use super::fold::{Folded, is_mark};
use super::language::{self, Class};
use super::types::NumberRead;
use crate::{Letter, Orientation, Postcode};

/// Atoms of a question that are looked at; sets of atoms are bits of a `u32`.
pub(crate) const MOST_ATOMS: usize = 24;

/// A word or a plain figure, which may be part of a name.
#[derive(Debug, Clone)]
pub(crate) struct Atom {
    pub(crate) folded: Folded,
    pub(crate) shown: String,
    pub(crate) class: Class,
    /// Whether a comma stands between this atom and the one before.
    pub(crate) after_comma: bool,
    /// Whether a dot follows, as after an abbreviation.
    pub(crate) dotted: bool,
}

/// A number expression.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Number {
    pub(crate) read: NumberRead,
    /// The atom, for a plain figure that a name may claim.
    pub(crate) atom: Option<usize>,
    /// The pair was written č.o. first because its first half carries the letter.
    pub(crate) reversed: bool,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Query {
    pub(crate) atoms: Vec<Atom>,
    pub(crate) numbers: Vec<Number>,
    pub(crate) postcode: Option<Postcode>,
    pub(crate) cut: bool,
    /// The last thing typed is a word: it may be unfinished.
    pub(crate) open: bool,
}

/// A run of letters or of digits, with what stands before it.
#[derive(Debug, Clone, Default)]
struct Lexeme {
    folded: Folded,
    shown: String,
    digits: bool,
    before: Gap,
    dotted: bool,
}

/// What separates a lexeme from the one before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Gap {
    any: bool,
    spaces: u8,
    slash: bool,
    dash: bool,
    comma: bool,
}

impl Gap {
    fn only_space(self) -> bool {
        self.any && !self.slash && !self.dash && !self.comma
    }
}

impl Query {
    /// Reads a question. Control, direction and zero-width characters count as nothing.
    pub(crate) fn read(ask: &Ask<'_>) -> Query {
        let (lexemes, cut) = lexemes(ask.text);
        let mut query = Query { cut, ..Query::default() };
        query.open = lexemes.last().is_some_and(|last| !last.digits);
        let mut at = 0;
        while at < lexemes.len() && query.atoms.len() < MOST_ATOMS {
            let rest = lexemes.get(at..).unwrap_or(&[]);
            at += query.take(rest);
        }
        query.cut |= at < lexemes.len();
        query
    }

    /// Takes the expression at the start of `rest`; returns how many lexemes it used, at least one.
    fn take(&mut self, rest: &[Lexeme]) -> usize {
        let Some(first) = rest.first() else { return 1 };
        if let Some((postcode, used)) = postcode(rest)
            && self.postcode.is_none()
        {
            self.postcode = Some(postcode);
            return used;
        }
        if let Some((read, used)) = marked_number(rest) {
            self.numbers.push(Number { read, atom: None, reversed: false });
            return used;
        }
        if first.digits {
            let (read, used, reversed) = figure(rest);
            let plain = used == 1 && matches!(read, NumberRead::Plain(_));
            let atom = plain.then_some(self.atoms.len());
            self.numbers.push(Number { read, atom, reversed });
            if plain {
                self.atom(first, Class::Number);
            }
            return used;
        }
        if let Some(words) = language::spelled_out(&first.folded.plain) {
            for word in words {
                let spelled = Lexeme { folded: super::fold::fold(word), dotted: true, ..first.clone() };
                self.atom(&spelled, language::class(word));
            }
            return 1;
        }
        self.atom(first, language::class(language::canonical(&first.folded.plain)));
        1
    }

    /// The same question with `old` atoms from `at` replaced by other words.
    pub(crate) fn with_atoms(&self, at: usize, old: usize, words: &[&str]) -> Query {
        let mut query = self.clone();
        let Some(first) = self.atoms.get(at) else { return query };
        let fresh = words.iter().enumerate().map(|(i, word)| {
            let folded = super::fold::fold(word);
            let class = language::class(language::canonical(&folded.plain));
            Atom {
                folded,
                shown: (*word).to_owned(),
                class,
                after_comma: first.after_comma && i == 0,
                dotted: false,
            }
        });
        query.atoms.splice(at..(at + old).min(self.atoms.len()), fresh);
        query.atoms.truncate(MOST_ATOMS);
        let moved = |position: usize| {
            if position > at { (position + words.len()).saturating_sub(old) } else { position }
        };
        for number in &mut query.numbers {
            number.atom = number.atom.map(moved);
        }
        query
    }

    fn atom(&mut self, lexeme: &Lexeme, class: Class) {
        if self.atoms.len() < MOST_ATOMS {
            self.atoms.push(Atom {
                folded: lexeme.folded.clone(),
                shown: lexeme.shown.clone(),
                class,
                after_comma: lexeme.before.comma,
                dotted: lexeme.dotted,
            });
        }
    }
}

fn lexemes(text: &str) -> (Vec<Lexeme>, bool) {
    let mut out: Vec<Lexeme> = Vec::with_capacity(12);
    let mut gap = Gap::default();
    let mut inside = false;
    let mut chars = text.chars();
    for c in chars.by_ref().take(Ask::LONGEST) {
        let digit = c.is_ascii_digit();
        if digit || c.is_alphabetic() || (is_mark(c) && inside) {
            let fresh = !inside || out.last().is_none_or(|last| last.digits != digit && !is_mark(c));
            if fresh {
                out.push(Lexeme { digits: digit, before: std::mem::take(&mut gap), ..Lexeme::default() });
            }
            if let Some(last) = out.last_mut() {
                last.folded.push(c);
                last.shown.push(c);
            }
            inside = true;
        } else if !invisible(c) {
            inside = false;
            gap.any = true;
            match c {
                '/' | '\\' => gap.slash = true,
                '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => gap.dash = true,
                ',' | ';' | '|' | '\n' => gap.comma = true,
                '.' => out.iter_mut().last().into_iter().for_each(|last| last.dotted = true),
                _ => gap.spaces = gap.spaces.saturating_add(1),
            }
        }
    }
    (out, chars.next().is_some())
}

/// Characters that people paste without seeing them.
fn invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || (c.is_control() && !c.is_whitespace())
}

fn value(lexeme: &Lexeme) -> u32 {
    lexeme.shown.parse().unwrap_or(u32::MAX)
}

/// No register number reaches this, so a longer figure simply finds nothing.
fn small(value: u32) -> u16 {
    u16::try_from(value).unwrap_or(u16::MAX)
}

fn postcode(rest: &[Lexeme]) -> Option<(Postcode, usize)> {
    let skip = usize::from(rest.first().is_some_and(|l| l.folded.plain == "psc"));
    let first = rest.get(skip).filter(|l| l.digits && !(l.before.slash && skip == 0))?;
    let second =
        rest.get(skip + 1).filter(|l| l.digits && !l.dotted && l.before.only_space() && l.before.spaces == 1);
    let third_slash = |at: usize| rest.get(at).is_some_and(|l| l.before.slash && l.digits);
    if first.shown.len() == 5 && !third_slash(skip + 1) {
        return Postcode::new(value(first)).map(|p| (p, skip + 1));
    }
    let second = second.filter(|s| first.shown.len() == 3 && s.shown.len() == 2 && !third_slash(skip + 2))?;
    Postcode::new(value(first) * 100 + value(second)).map(|p| (p, skip + 2))
}

/// `č.p. 83`, `ev. 15`, `č.o. 7a`, `č. 5`.
fn marked_number(rest: &[Lexeme]) -> Option<(NumberRead, usize)> {
    let word = |at: usize| rest.get(at).filter(|l| !l.digits).map(|l| l.folded.plain.as_str());
    let (mark, used) = match (word(0)?, word(1)) {
        ("c" | "cislo", Some("p" | "pop" | "popisne")) => ('p', 2),
        ("c" | "cislo", Some("ev" | "e" | "evid" | "evidencni")) => ('e', 2),
        ("c" | "cislo", Some("o" | "or" | "orientacni")) => ('o', 2),
        ("cp" | "popisne", _) => ('p', 1),
        ("cev" | "ev" | "evid" | "evidencni", _) => ('e', 1),
        ("co" | "orientacni", _) => ('o', 1),
        ("c" | "cislo", _) => ('n', 1),
        _ => return None,
    };
    let rest = rest.get(used..)?;
    rest.first().filter(|l| l.digits)?;
    let (read, more, _) = figure(rest);
    let read = match (mark, read) {
        ('p', NumberRead::Plain(o)) => NumberRead::Descriptive(o.number),
        ('e', NumberRead::Plain(o)) => NumberRead::Evidence(o.number),
        ('e', NumberRead::Pair(house, _)) => NumberRead::Evidence(house),
        ('o', NumberRead::Plain(o)) => NumberRead::Orientation(o),
        (_, other) => other,
    };
    Some((read, used + more))
}

/// A figure with what belongs to it: letter, second half of a pair, second entrance. Starts with digits.
fn figure(rest: &[Lexeme]) -> (NumberRead, usize, bool) {
    let first = rest.first().map_or(0, value);
    let (letter, used) = letter_after(rest, 1);
    let own = Orientation { number: small(first), letter };
    let Some(next) = rest.get(used).filter(|l| l.digits) else {
        return (NumberRead::Plain(own), used, false);
    };
    let (second_letter, more) = letter_after(rest, used + 1);
    let second = Orientation { number: small(value(next)), letter: second_letter };
    if next.before.slash {
        return match (letter, second_letter) {
            // Only an orientation number has a letter, so this pair stands the other way round.
            (Some(_), None) => (NumberRead::Pair(second.number, own), more, true),
            _ => (NumberRead::Pair(own.number, second), more, false),
        };
    }
    if next.before.dash && !next.before.comma {
        let read = if own < second {
            NumberRead::Entrances(own, second)
        } else {
            NumberRead::Pair(own.number, second)
        };
        return (read, more, false);
    }
    (NumberRead::Plain(own), used, false)
}

/// A letter behind the figure that ends before `at`: `10a`, `10/A`, `10 A`.
fn letter_after(rest: &[Lexeme], at: usize) -> (Option<Letter>, usize) {
    let none = (None, at);
    let Some(lexeme) = rest.get(at).filter(|l| !l.digits) else { return none };
    let mut letters = lexeme.shown.chars();
    let (Some(letter), None) = (letters.next().and_then(Letter::new), letters.next()) else { return none };
    let next = rest.get(at + 1);
    let ends = next.is_none_or(|n| n.before.comma || n.digits);
    let glued = !lexeme.before.any || (lexeme.before.slash && !lexeme.before.comma);
    let apart = lexeme.before.only_space()
        && (ends
            || !matches!(
                letter.as_char().to_ascii_lowercase(),
                'k' | 's' | 'u' | 'v' | 'z' | 'o' | 'i' | 'n' | 't'
            ))
        && !lexeme.dotted;
    if glued || apart { (Some(letter), at + 1) } else { none }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, atoms: &str, numbers: &[NumberRead], postcode: Option<u32>) {
        let query = Query::read(&Ask::anywhere(text));
        let words: Vec<&str> = query.atoms.iter().map(|a| a.folded.plain.as_str()).collect();
        assert_eq!(words.join(" "), atoms, "{text}");
        let reads: Vec<NumberRead> = query.numbers.iter().map(|n| n.read).collect();
        assert_eq!(reads, numbers, "{text}");
        assert_eq!(query.postcode.map(|p| p.digits()), postcode, "{text}");
    }

    #[test]
    fn numbers_postcodes_and_words_are_told_apart() {
        use NumberRead::{Descriptive, Entrances, Evidence, Pair, Plain};
        let o = Orientation::plain;
        let a = |n| Orientation::with_letter(n, 'a');
        check("nám. Republiky 16, 301 00 Plzeň", "nam republiky 16 plzen", &[Plain(o(16))], Some(30100));
        check("KOTEROVSKÁ83", "koterovska 83", &[Plain(o(83))], None);
        check("Koterovská č.p. 83", "koterovska", &[Descriptive(83)], None);
        check("Bolevec ev. 15", "bolevec", &[Evidence(15)], None);
        check("č. ev. 97", "", &[Evidence(97)], None);
        check("Zahradní 173/2", "zahradni", &[Pair(173, o(2))], None);
        check("k. steinera 10 a", "k steinera", &[Plain(a(10))], None);
        check("k. steinera 10/A", "k steinera", &[Plain(a(10))], None);
        check("Steinera 10a", "steinera", &[Plain(a(10))], None);
        check("Lidická 2858/49F", "lidicka", &[Pair(2858, Orientation::with_letter(49, 'f'))], None);
        check("sady Pětatřicátníků 7-9", "sady petatricatniku", &[Entrances(o(7), o(9))], None);
        check("sady Pětatřicátníků 7–9", "sady petatricatniku", &[Entrances(o(7), o(9))], None);
        check("28. rijna 5", "28 rijna 5", &[Plain(o(28)), Plain(o(5))], None);
        check("83 K Zahradnictví", "83 k zahradnictvi", &[Plain(o(83))], None);
        check("301 00", "", &[], Some(30100));
        check("PSČ 30100", "", &[], Some(30100));
        check("tgm 5", "t g masaryka 5", &[Plain(o(5))], None);
    }

    #[test]
    fn what_is_not_text_is_passed_over() {
        check(
            "\0Kote\u{202e}rov\u{200f}ská\0 83",
            "koterovska 83",
            &[NumberRead::Plain(Orientation::plain(83))],
            None,
        );
        check("", "", &[], None);
        check("Koterovska\u{301} 83", "koterovska 83", &[NumberRead::Plain(Orientation::plain(83))], None);
        let long = Query::read(&Ask::anywhere(&"Koterovská 83 ".repeat(1000)));
        assert!(long.cut && long.atoms.len() <= MOST_ATOMS);
    }
}
