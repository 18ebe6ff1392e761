//! Every name people search by, once, with its words and the places that bear it.
//!
//! ```text
//!  word ──postings──▶ entry: kind, tokens (word, registered form, class) ──targets──▶ runs / parts / towns / districts
//! ```
//! Targets rise, and since runs and parts are sorted by municipality, a town is a range of them.
//!
//! Entries are numbered by what is looked at first when there are too many: names of one telling word before
//! longer ones, the name of a large place before that of a small one. So the first *n* of any list of entries
//! are also the best *n* of it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::candidates::{Target, weight};
use super::fold::{Folded, fold};
use super::language::{self, Class};
use super::marks::Marks;
use super::types::FormerName;
use super::words::Words;
use crate::Register;
use crate::register::NONE;

/// What an entry's targets are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Runs that are streets.
    Street,
    /// Runs that are streets, under another name: the place in the list given to `Search::open`.
    Former(u32),
    /// Parts of municipalities.
    Part,
    /// Municipalities.
    Municipality,
    /// City districts (MOMC).
    District,
    /// Districts of Prague.
    Prague,
}

/// One word of a name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    /// Its canonical form in the dictionary.
    pub(crate) word: u32,
    /// Its registered form, accents kept, in the list of forms.
    pub(crate) form: u32,
    pub(crate) class: Class,
}

/// Words of a name that are kept; no registered name has more.
pub(crate) const MOST_TOKENS: usize = 16;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) kind: Kind,
    first_token: u32,
    tokens: u16,
    first_target: u32,
    targets: u32,
}

#[derive(Debug, Default)]
pub(crate) struct Entries {
    pub(crate) words: Words,
    entries: Vec<Entry>,
    tokens: Vec<Token>,
    targets: Vec<u32>,
    /// Registered forms: accents as marks, and as shown.
    forms: Vec<(Box<str>, Box<str>)>,
    posting_ends: Vec<u32>,
    postings: Vec<u32>,
    /// As `postings`, for names made of nothing but weak words.
    weak_ends: Vec<u32>,
    weak_postings: Vec<u32>,
    /// As `postings`, for every word of every name.
    every_ends: Vec<u32>,
    every_postings: Vec<u32>,
    /// The entry of each run that is a street, `NONE` for the others.
    of_run: Vec<u32>,
    /// Entries of other names: few.
    former: Vec<u32>,
    /// The entries that name each municipality, part and district: lists end to end.
    named: [NamesOf; 4],
    pub(crate) unresolved: Vec<usize>,
}

/// For every target of a kind the entries that lead to it.
#[derive(Debug, Default)]
struct NamesOf {
    ends: Vec<u32>,
    entries: Vec<u32>,
}

/// The words of a name: letters and digits apart, as the query is cut.
fn name_words(name: &str) -> Vec<(Folded, String)> {
    let mut out: Vec<(Folded, String)> = Vec::new();
    let (mut inside, mut digits) = (false, false);
    for c in name.chars() {
        let digit = c.is_ascii_digit();
        if !(c.is_alphanumeric() || super::fold::is_mark(c)) {
            inside = false;
            continue;
        }
        if !inside || digits != digit {
            out.push(Default::default());
        }
        (inside, digits) = (true, digit);
        if let Some((folded, shown)) = out.last_mut() {
            folded.push(c);
            shown.push(c);
        }
    }
    out
}

/// Names with their targets before they are put into tables.
type Named = BTreeMap<(Kind, String), Vec<u32>>;

impl Entries {
    pub(crate) fn new(register: &Register, former: &[FormerName]) -> Entries {
        let mut named = Named::new();
        let mut add = |kind, name: &str, target| match named.get_mut(&(kind, name.to_owned())) {
            Some(targets) => targets.push(target),
            None => {
                named.insert((kind, name.to_owned()), vec![target]);
            }
        };
        for street in register.streets() {
            add(Kind::Street, street.name(), street.index().0);
        }
        for part in register.parts() {
            add(Kind::Part, part.name(), part.index().0);
        }
        for town in register.municipalities() {
            add(Kind::Municipality, town.name(), town.index().0);
        }
        for (kind, areas) in [(Kind::District, &register.districts), (Kind::Prague, &register.prague)] {
            for (index, area) in areas.iter().enumerate() {
                let name = register.names.get(area.name);
                for name in district_names(name) {
                    add(kind, name, index as u32);
                }
            }
        }
        let mut unresolved = Vec::new();
        for (at, other) in former.iter().enumerate() {
            let streets = renamed_streets(register, other);
            if streets.is_empty() {
                unresolved.push(at);
            }
            for street in streets {
                add(Kind::Former(at as u32), &other.old, street);
            }
        }
        let mut entries = Entries::from_names(register, named);
        entries.unresolved = unresolved;
        entries
    }

    fn from_names(register: &Register, named: Named) -> Entries {
        let mut names: Vec<Name> = named.into_iter().map(|named| Name::of(register, named)).collect();
        names.sort_by_key(|name| (name.telling, std::cmp::Reverse(name.weight)));
        let mut vocabulary: Vec<&str> = names
            .iter()
            .flat_map(|name| &name.words)
            .map(|(folded, _)| language::canonical(&folded.plain))
            .collect();
        vocabulary.sort_unstable();
        vocabulary.dedup();
        let mut out = Entries { words: Words::new(vocabulary.iter().copied()), ..Entries::default() };
        out.of_run = vec![NONE; register.runs.len()];
        let mut forms: BTreeMap<&str, u32> = BTreeMap::new();
        for (index, name) in names.iter().enumerate() {
            let first_token = out.tokens.len() as u32;
            for (folded, shown) in name.words.iter().take(MOST_TOKENS) {
                let form = *forms.entry(shown.as_str()).or_insert_with(|| {
                    out.forms.push((folded.marked.as_str().into(), shown.as_str().into()));
                    out.forms.len() as u32 - 1
                });
                let canonical = language::canonical(&folded.plain);
                let word = vocabulary.binary_search(&canonical).unwrap_or_default() as u32;
                out.tokens.push(Token { word, form, class: language::class(canonical) });
            }
            match name.kind {
                Kind::Street => name.targets.iter().for_each(|&run| out.of_run[run as usize] = index as u32),
                Kind::Former(_) => out.former.push(index as u32),
                _ => {}
            }
            out.entries.push(Entry {
                kind: name.kind,
                first_token,
                tokens: (out.tokens.len() as u32 - first_token) as u16,
                first_target: out.targets.len() as u32,
                targets: name.targets.len() as u32,
            });
            out.targets.extend(&name.targets);
        }
        out.post();
        out
    }

    fn post(&mut self) {
        let (mut strong, mut weak, mut every) = (Vec::new(), Vec::new(), Vec::new());
        for index in 0..self.entries.len() as u32 {
            let tokens = self.tokens(index);
            let only_weak = !tokens.iter().any(|t| t.class == Class::Strong);
            strong.extend(tokens.iter().filter(|t| t.class == Class::Strong).map(|t| (t.word, index)));
            weak.extend(tokens.iter().filter(|_| only_weak).map(|t| (t.word, index)));
            every.extend(tokens.iter().map(|t| (t.word, index)));
        }
        (self.posting_ends, self.postings) = lists(strong, self.words.len());
        (self.weak_ends, self.weak_postings) = lists(weak, self.words.len());
        (self.every_ends, self.every_postings) = lists(every, self.words.len());
        let kinds = [Kind::Municipality, Kind::Part, Kind::District, Kind::Prague];
        let named = kinds.map(|kind| {
            let of_kind =
                (0..self.entries.len() as u32).filter(|&e| self.get(e).is_some_and(|e| e.kind == kind));
            let pairs: Vec<(u32, u32)> =
                of_kind.flat_map(|e| self.targets(e).iter().map(move |&target| (target, e))).collect();
            let most = pairs.iter().map(|&(target, _)| target as usize + 1).max().unwrap_or(0);
            let (ends, entries) = lists(pairs, most);
            NamesOf { ends, entries }
        });
        self.named = named;
    }

    /// The entries that name a municipality, part or district.
    pub(crate) fn naming(&self, kind: Kind, target: u32) -> &[u32] {
        let at = match kind {
            Kind::Municipality => 0,
            Kind::Part => 1,
            Kind::District => 2,
            Kind::Prague => 3,
            Kind::Street | Kind::Former(_) => return &[],
        };
        let valid = |n: &&NamesOf| (target as usize) < n.ends.len();
        self.named.get(at).filter(valid).map_or(&[], |n| list(&n.ends, &n.entries, target..target + 1))
    }

    pub(crate) fn get(&self, entry: u32) -> Option<&Entry> {
        self.entries.get(entry as usize)
    }

    pub(crate) fn tokens(&self, entry: u32) -> &[Token] {
        let range = self.get(entry).map_or(0..0, |e| {
            let first = e.first_token as usize;
            first..first + usize::from(e.tokens)
        });
        self.tokens.get(range).unwrap_or(&[])
    }

    pub(crate) fn targets(&self, entry: u32) -> &[u32] {
        let range =
            self.get(entry).map_or(0..0, |e| e.first_target as usize..(e.first_target + e.targets) as usize);
        self.targets.get(range).unwrap_or(&[])
    }

    /// A registered form with its accents as marks.
    pub(crate) fn marked(&self, form: u32) -> &str {
        self.forms.get(form as usize).map_or("", |(marked, _)| marked)
    }

    /// A registered form as it is shown.
    pub(crate) fn shown(&self, form: u32) -> &str {
        self.forms.get(form as usize).map_or("", |(_, shown)| shown)
    }

    /// Entries whose names contain any of a range of words.
    pub(crate) fn with_words(&self, words: Range<u32>) -> &[u32] {
        list(&self.posting_ends, &self.postings, words)
    }

    /// Entries made of weak words only that contain a word.
    pub(crate) fn weak_with_words(&self, words: Range<u32>) -> &[u32] {
        list(&self.weak_ends, &self.weak_postings, words)
    }

    /// Entries that contain any of a range of words, weak or strong.
    pub(crate) fn with_any_words(&self, words: Range<u32>) -> &[u32] {
        list(&self.every_ends, &self.every_postings, words)
    }

    /// An empty set of entries.
    pub(crate) fn none(&self) -> Marks {
        Marks::none_of(self.entries.len())
    }

    /// Marks what lies in a municipality: its streets, its parts, itself; and all other names, which are few.
    pub(crate) fn mark_town(&self, register: &Register, town: u32, marks: &mut Marks) {
        let runs = register.municipality_runs(town);
        let streets = self.of_run.get(runs.start as usize..runs.end as usize).unwrap_or(&[]);
        streets.iter().for_each(|&entry| marks.set(entry));
        let first = register.parts.partition_point(|p| p.municipality < town);
        let parts = register.parts.iter().enumerate().skip(first).take_while(|(_, p)| p.municipality == town);
        for (part, _) in parts {
            self.naming(Kind::Part, part as u32).iter().for_each(|&entry| marks.set(entry));
        }
        self.naming(Kind::Municipality, town).iter().for_each(|&entry| marks.set(entry));
        self.former.iter().for_each(|&entry| marks.set(entry));
    }

    /// Bytes held, roughly.
    pub(crate) fn memory_bytes(&self) -> usize {
        let forms: usize = self.forms.iter().map(|(a, b)| a.len() + b.len() + 32).sum();
        self.words.memory_bytes()
            + forms
            + self.entries.len() * size_of::<Entry>()
            + self.tokens.len() * size_of::<Token>()
            + 4 * (self.targets.len() + self.postings.len() + self.posting_ends.len())
            + 4 * (self.weak_postings.len() + self.weak_ends.len())
            + 4 * (self.every_postings.len() + self.every_ends.len() + self.of_run.len())
    }
}

/// A name cut into words, with what decides when it is looked at.
struct Name {
    kind: Kind,
    words: Vec<(Folded, String)>,
    targets: Vec<u32>,
    /// Words that tell which name it is; a question rarely holds more than one or two of them.
    telling: usize,
    /// Addresses of the largest place that bears it.
    weight: u32,
}

impl Name {
    fn of(register: &Register, ((kind, name), mut targets): ((Kind, String), Vec<u32>)) -> Name {
        targets.sort_unstable();
        targets.dedup();
        let words = name_words(&name);
        let tells = |folded: &Folded| {
            let class = language::class(language::canonical(&folded.plain));
            matches!(class, Class::Strong | Class::Number)
        };
        let telling = words.iter().filter(|(folded, _)| tells(folded)).count();
        let weight = |&target: &u32| match kind {
            Kind::Street | Kind::Former(_) => weight(register, Target::Run(target)),
            Kind::Part => weight(register, Target::Part(target)),
            Kind::Municipality => weight(register, Target::Town(target)),
            // Only named beside a street, never an answer.
            Kind::District | Kind::Prague => 1000,
        };
        let weight = targets.iter().map(weight).max().unwrap_or(0);
        Name { kind, words, targets, telling, weight }
    }
}

/// A list of entries per word, end to end.
fn lists(mut pairs: Vec<(u32, u32)>, words: usize) -> (Vec<u32>, Vec<u32>) {
    pairs.sort_unstable();
    pairs.dedup();
    let ends = (0..words as u32).map(|word| pairs.partition_point(|&(w, _)| w <= word) as u32).collect();
    (ends, pairs.into_iter().map(|(_, entry)| entry).collect())
}

fn list<'a>(ends: &[u32], entries: &'a [u32], words: Range<u32>) -> &'a [u32] {
    if words.is_empty() {
        return &[];
    }
    let end_of = |word: u32| ends.get(word as usize).map_or(0, |&end| end as usize);
    let first = words.start.checked_sub(1).map_or(0, end_of);
    entries.get(first..end_of(words.end - 1)).unwrap_or(&[])
}

/// A district is known whole (`Plzeň 2-Slovany`), by town and number (`Plzeň 2`), and by its own name (`Slovany`).
fn district_names(name: &str) -> impl Iterator<Item = &str> {
    let digits_end = name
        .find(|c: char| c.is_ascii_digit())
        .map(|start| name[start..].find(|c: char| !c.is_ascii_digit()).map_or(name.len(), |n| start + n));
    let (head, tail) = match digits_end {
        Some(end) => name.split_at(end),
        None => name.split_once('-').map_or((name, ""), |(_, tail)| (name, tail)),
    };
    let tail = tail.trim_start_matches([' ', '-', '–']);
    [Some(name), (head != name).then_some(head), (!tail.is_empty()).then_some(tail)].into_iter().flatten()
}

/// The streets that bear the present name, in the municipality and the district it was given for.
fn renamed_streets(register: &Register, former: &FormerName) -> Vec<u32> {
    let now = fold(&former.now).plain;
    let Some(town) = register.municipality(former.municipality) else { return Vec::new() };
    let there = |street: crate::Street<'_>| {
        former.district.is_none_or(|code| street.districts().any(|district| district.code == code))
    };
    town.streets().filter(|s| fold(s.name()).plain == now && there(*s)).map(|s| s.index().0).collect()
}
