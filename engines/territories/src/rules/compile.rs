//! Document and gazetteer to number ranges per street, with findings where the two do not meet.

use std::collections::HashMap;

use super::ast::{AreaKind, Clause, Document, Filter, Item, Line, Numbers, Rule, State};
use super::gazetteer::{AreaId, Door, Gazetteer, StreetId};
use super::number::{HouseKind, Number, System};
use super::set::NumberSet;

/// What happens when lines of different territories name the same door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConflictPolicy {
    /// Numbers beat a bare street, a bare street beats a whole area: a bare name is read as "the rest".
    SpecificBeatsBare,
    /// Any two lines of different territories on one door are a conflict.
    Strict,
}

/// How specific a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Rest,
    Area,
    Street,
    Numbers,
}

/// A territory of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompiledTerritory {
    /// The title line of its block.
    pub title: String,
    /// The `#` line it stands under.
    pub area: Option<String>,
    /// Line number of the title.
    pub number: u32,
}

/// A line of the text that can cover doors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompiledLine {
    /// Line number in the text, from 1.
    pub number: u32,
    /// The line as written.
    pub text: String,
    /// Index of its territory.
    pub territory: usize,
    /// Whether the reading carries warnings.
    pub doubtful: bool,
    pub(super) rank: Rank,
}

/// Where text and register do not meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Line number in the text, from 1.
    pub number: u32,
    /// What was found.
    pub kind: FindingKind,
}

/// What was found; a line with a finding still covers what it can, and never more than it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// No street of this name; the nearest names are suggestions only.
    UnknownStreet {
        /// As written.
        name: String,
        /// Best first.
        nearest: Vec<String>,
    },
    /// The street exists, but not in the area the line stands under; the line does not cover it.
    StreetOutsideArea {
        /// As written.
        name: String,
    },
    /// Found under another spelling (case, accents, spaces, abbreviation).
    SpelledOtherwise {
        /// As written.
        name: String,
        /// As registered.
        registered: String,
    },
    /// Several streets of this name in the area; the line covers all of them.
    SameName {
        /// As written.
        name: String,
        /// How many.
        streets: usize,
    },
    /// The area is not in the register; the lines that depend on it cover nothing.
    UnknownArea {
        /// What sort of area the text names.
        kind: AreaKind,
        /// As written.
        name: String,
    },
    /// No door of the street has a č.o.: the bare "č." of the line is read as č.p.
    ReadAsDescriptive {
        /// The street.
        street: StreetId,
    },
    /// "č. o." in a street where no door has one: covers nothing there.
    NoOrientationNumbers {
        /// The street.
        street: StreetId,
    },
    /// A number above the street's highest č.o.
    AboveHighest {
        /// The street.
        street: StreetId,
        /// The number of the rule.
        number: Number,
        /// The street's highest č.o.
        highest: u32,
        /// Whether the street has a č.p. of that number: perhaps "č. p." was meant.
        descriptive_exists: bool,
    },
    /// č.p./č.o. do not occur together; the pair covers nothing, neither half is tried alone.
    PairNotInRegister {
        /// The first half.
        house: u32,
        /// The second half.
        orientation: Number,
        /// Whether the pair occurs the other way round: a suggestion, never used.
        turned_exists: bool,
    },
    /// The line was read, its streets exist, and yet it covers no door.
    MatchesNothing,
}

/// A compiled rule text. Indices of territories and lines are stable for one compilation.
#[derive(Clone, Debug)]
pub struct Compiled {
    pub(super) policy: ConflictPolicy,
    pub(super) territories: Vec<CompiledTerritory>,
    pub(super) lines: Vec<CompiledLine>,
    pub(super) findings: Vec<Finding>,
    pub(super) by_street: HashMap<StreetId, Vec<Entry>>,
    pub(super) by_area: HashMap<(AreaKind, AreaId), Vec<Entry>>,
    pub(super) streetless: Vec<Entry>,
}

impl Compiled {
    /// The territories, in text order.
    pub fn territories(&self) -> &[CompiledTerritory] {
        &self.territories
    }

    /// A territory by its index.
    ///
    /// # Panics
    /// Only for an index that did not come from this compilation.
    pub fn territory(&self, index: usize) -> &CompiledTerritory {
        &self.territories[index]
    }

    /// The lines that can cover doors, in text order.
    pub fn lines(&self) -> &[CompiledLine] {
        &self.lines
    }

    /// A line by its index.
    ///
    /// # Panics
    /// Only for an index that did not come from this compilation.
    pub fn line(&self, index: usize) -> &CompiledLine {
        &self.lines[index]
    }

    /// Where text and register do not meet, in text order.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// One line applied to one street or area.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) line: usize,
    /// Areas the door must lie in.
    limits: Vec<(AreaKind, AreaId)>,
    pub(super) test: Test,
}

#[derive(Clone, Debug)]
pub(super) enum Test {
    All,
    Only(Selection),
    Except(Selection),
}

impl Entry {
    pub(super) fn covers(&self, door: &Door) -> bool {
        self.limits.iter().all(|(kind, id)| door.areas.of(*kind) == Some(*id))
            && match &self.test {
                Test::All => true,
                Test::Only(selection) => selection.holds(door),
                Test::Except(selection) => !selection.holds(door),
            }
    }
}

/// Doors by number: the union of clauses, one set for each system.
#[derive(Clone, Debug, Default)]
pub(super) struct Selection {
    pub(super) orientation: NumberSet,
    descriptive: NumberSet,
    registration: NumberSet,
    pairs: Vec<(HouseKind, u32, Number)>,
    without: Vec<(HouseKind, u32, Number)>,
    /// Lettered numbers that the text names itself, as a single number, a pair or a bound.
    named: Vec<Number>,
    /// Whether some clause speaks of one parity only.
    pub(super) by_parity: bool,
}

impl Selection {
    /// Whether the text names this lettered number itself.
    pub(super) fn names(&self, number: Number) -> bool {
        self.named.contains(&number)
    }

    fn holds(&self, door: &Door) -> bool {
        let pair = door.orientation.map(|o| (door.house.kind, door.house.number, o));
        if pair.is_some_and(|pair| self.pairs.contains(&pair)) {
            return true;
        }
        if pair.is_some_and(|pair| self.without.contains(&pair)) {
            return false;
        }
        let house = match door.house.kind {
            HouseKind::Descriptive => &self.descriptive,
            HouseKind::Registration => &self.registration,
        };
        door.orientation.is_some_and(|o| self.orientation.contains(o))
            || Number::plain(door.house.number).is_some_and(|n| house.contains(n))
    }

    /// Builds the selection; a bare "č." is č.p. where `oriented` is false.
    fn of(clauses: &[Clause], oriented: bool) -> Selection {
        let mut selection = Selection::default();
        for clause in clauses {
            let set = NumberSet::of_clause(clause);
            let target = match clause.system {
                System::Bare if !oriented => &mut selection.descriptive,
                System::Bare | System::Orientation => &mut selection.orientation,
                System::Descriptive => &mut selection.descriptive,
                System::Registration => &mut selection.registration,
            };
            *target = target.or(&set);
            selection.pairs.extend(pairs(clause, &clause.items));
            selection.without.extend(pairs(clause, &clause.except));
            selection.by_parity |= clause.parity.is_some();
            selection.named.extend(clause.items.iter().chain(&clause.except).flat_map(named));
        }
        selection
    }
}

/// The lettered numbers an item names.
fn named(item: &Item) -> impl Iterator<Item = Number> + use<> {
    let (a, b) = match *item {
        Item::One(n) | Item::From(n) | Item::UpTo(n) | Item::Pair(_, n) => (n, n),
        Item::Range(a, b) => (a, b),
    };
    [a, b].into_iter().filter(|n| n.letter().is_some())
}

/// The pairs among the items; one against the clause's parity is left out, as its warning says.
fn pairs<'a>(clause: &'a Clause, items: &'a [Item]) -> impl Iterator<Item = (HouseKind, u32, Number)> + 'a {
    let kind = match clause.system {
        System::Registration => HouseKind::Registration,
        _ => HouseKind::Descriptive,
    };
    items.iter().filter_map(move |item| match item {
        Item::Pair(house, n) if clause.parity.is_none_or(|p| n.parity() == p) => Some((kind, *house, *n)),
        _ => None,
    })
}

/// Compiles a rule text against a register.
///
/// Only lines that were resolved or carry warnings take part; unresolved ones cover nothing. A street is looked up
/// in the area its line stands under: first as written, then folded; never by likeness.
///
/// - out: ranges per street, and a finding for every place where text and register do not meet
/// - cost: one look-up a name and one pass over the doors of each named street
pub fn compile(document: &Document, gazetteer: &impl Gazetteer, policy: ConflictPolicy) -> Compiled {
    let compiled = Compiled {
        policy,
        territories: vec![],
        lines: vec![],
        findings: vec![],
        by_street: HashMap::new(),
        by_area: HashMap::new(),
        streetless: vec![],
    };
    let mut compiler = Compiler { gazetteer, compiled, line: 0, number: 0 };
    compiler.document(document);
    compiler.compiled
}

struct Compiler<'a, G> {
    gazetteer: &'a G,
    compiled: Compiled,
    /// Index and text number of the line at work.
    line: usize,
    number: u32,
}

/// Where streets are looked up: everywhere, in an area, or nowhere because the area is unknown.
#[derive(Clone, Copy)]
enum Scope {
    Everywhere,
    Within((AreaKind, AreaId)),
    Unknown,
}

impl<G: Gazetteer> Compiler<'_, G> {
    fn document(&mut self, document: &Document) {
        let mut known: HashMap<(Option<&str>, &str), usize> = HashMap::new();
        for area in &document.areas {
            self.number = area.number;
            let scope = self.heading(area.name.as_deref());
            for block in &area.blocks {
                let territory = *known.entry((area.name.as_deref(), &block.title)).or_insert_with(|| {
                    self.compiled.territories.push(CompiledTerritory {
                        title: block.title.clone(),
                        area: area.name.clone(),
                        number: block.number,
                    });
                    self.compiled.territories.len() - 1
                });
                let mut scope = scope;
                for line in &block.lines {
                    self.line(line, territory, &mut scope);
                }
            }
        }
    }

    fn heading(&mut self, name: Option<&str>) -> Scope {
        let Some(name) = name else { return Scope::Everywhere };
        let words: Vec<&str> = name.split_whitespace().collect();
        let (kind, rest) = match words.as_slice() {
            ["Městská" | "městská", "část", rest @ ..] => (AreaKind::District, rest.join(" ")),
            ["Městský" | "městský", "obvod", rest @ ..] => (AreaKind::District, rest.join(" ")),
            rest => (AreaKind::Any, rest.join(" ")),
        };
        self.area(kind, &rest).map_or(Scope::Unknown, Scope::Within)
    }

    fn area(&mut self, kind: AreaKind, name: &str) -> Option<(AreaKind, AreaId)> {
        let found = self.gazetteer.area(kind, name);
        if found.is_none() {
            self.find(FindingKind::UnknownArea { kind, name: name.to_owned() });
        }
        found
    }

    fn find(&mut self, kind: FindingKind) {
        self.compiled.findings.push(Finding { number: self.number, kind });
    }

    fn line(&mut self, line: &Line, territory: usize, scope: &mut Scope) {
        self.number = line.number;
        let covers = !matches!(line.state, State::Unresolved(_));
        match &line.rule {
            Some(Rule::Switch { kind, name }) if covers => {
                *scope = self.area(*kind, name).map_or(Scope::Unknown, Scope::Within);
            }
            Some(Rule::Note(_)) | None => {}
            Some(Rule::Streets { names, .. }) if !covers => {
                // covers nothing, but a name that the register lacks is worth saying
                for name in names {
                    self.streets(name, *scope);
                }
            }
            Some(rule) if covers => {
                let rank = rank(rule);
                self.line = self.compiled.lines.len();
                self.compiled.lines.push(CompiledLine {
                    number: line.number,
                    text: line.text.clone(),
                    territory,
                    doubtful: !line.state.reasons().is_empty(),
                    rank,
                });
                self.rule(rule, *scope);
            }
            Some(_) => {}
        }
    }

    fn rule(&mut self, rule: &Rule, scope: Scope) {
        match rule {
            Rule::Streets { names, numbers, filters } => {
                let Some(limits) = self.limits(filters, scope) else { return };
                for name in names {
                    self.named_street(name, numbers, &limits, scope);
                }
            }
            Rule::Area { kind, name, streets, numbers } => {
                let Some(area) = self.area(*kind, name) else { return };
                for street in streets {
                    self.named_street(street, numbers, &[area], Scope::Within(area));
                }
                if streets.is_empty() {
                    let test = self.test(numbers, false);
                    self.put_area(area, test);
                }
            }
            Rule::Rest { kind, name } => {
                let Some(area) = self.area(*kind, name) else { return };
                self.put_area(area, Test::All);
            }
            Rule::Streetless => {
                let limits = match scope {
                    Scope::Everywhere => vec![],
                    Scope::Within(area) => vec![area],
                    Scope::Unknown => return,
                };
                self.compiled.streetless.push(Entry { line: self.line, limits, test: Test::All });
            }
            Rule::Switch { .. } | Rule::Note(_) => {}
        }
    }

    fn put_area(&mut self, area: (AreaKind, AreaId), test: Test) {
        let entry = Entry { line: self.line, limits: vec![], test };
        self.compiled.by_area.entry(area).or_default().push(entry);
    }

    /// The areas a door must lie in: the heading's and the filters'. `None` when one is unknown.
    fn limits(&mut self, filters: &[Filter], scope: Scope) -> Option<Vec<(AreaKind, AreaId)>> {
        let mut limits = match scope {
            Scope::Everywhere => vec![],
            Scope::Within(area) => vec![area],
            Scope::Unknown => return None,
        };
        for filter in filters {
            limits.push(self.area(filter.kind, &filter.name)?);
        }
        Some(limits)
    }

    /// The streets of a name: as written, else folded. Findings say what is unusual.
    fn streets(&mut self, name: &str, scope: Scope) -> Vec<StreetId> {
        let within = match scope {
            Scope::Everywhere => None,
            Scope::Within(area) => Some(area),
            Scope::Unknown => return vec![],
        };
        let mut found = self.gazetteer.streets(name, within);
        if found.is_empty() {
            found = self.gazetteer.streets_folded(name, within);
            if let Some(registered) = found.first().and_then(|s| self.gazetteer.street_name(*s)) {
                self.find(FindingKind::SpelledOtherwise { name: name.to_owned(), registered });
            }
        }
        match found.len() {
            0 if within.is_some() && !self.gazetteer.streets_folded(name, None).is_empty() => {
                self.find(FindingKind::StreetOutsideArea { name: name.to_owned() });
            }
            0 => {
                let nearest = self.gazetteer.nearest(name, 3);
                self.find(FindingKind::UnknownStreet { name: name.to_owned(), nearest });
            }
            1 => {}
            streets => self.find(FindingKind::SameName { name: name.to_owned(), streets }),
        }
        found
    }

    fn named_street(&mut self, name: &str, numbers: &Numbers, limits: &[(AreaKind, AreaId)], scope: Scope) {
        let streets = self.streets(name, scope);
        let mut hits = streets.is_empty(); // an unknown street has its own finding
        for street in streets {
            let doors = self.gazetteer.doors_of(street);
            let highest = self.gazetteer.highest_orientation(street);
            self.compare(street, numbers, &doors, highest);
            let test = self.test(numbers, highest.is_some());
            let entry = Entry { line: self.line, limits: limits.to_vec(), test };
            hits |= doors.iter().any(|door| entry.covers(door));
            self.compiled.by_street.entry(street).or_default().push(entry);
        }
        if !hits {
            self.find(FindingKind::MatchesNothing);
        }
    }

    fn test(&self, numbers: &Numbers, oriented: bool) -> Test {
        match numbers {
            Numbers::Whole { .. } => Test::All,
            Numbers::Only(clauses) => Test::Only(Selection::of(clauses, oriented)),
            Numbers::Except(clauses) => Test::Except(Selection::of(clauses, oriented)),
        }
    }

    /// Findings about the numbers of a rule in one street.
    fn compare(&mut self, street: StreetId, numbers: &Numbers, doors: &[Door], highest: Option<u32>) {
        let clauses: &[Clause] = match numbers {
            Numbers::Whole { .. } => return,
            Numbers::Only(clauses) | Numbers::Except(clauses) => clauses,
        };
        let mut as_descriptive = false;
        for clause in clauses {
            match (clause.system, highest) {
                (System::Bare, None) => as_descriptive = true,
                (System::Orientation, None) => self.find(FindingKind::NoOrientationNumbers { street }),
                (System::Bare | System::Orientation, Some(highest)) => {
                    self.too_high(street, clause, doors, highest);
                }
                _ => {}
            }
            for (kind, house, orientation) in
                pairs(clause, &clause.items).chain(pairs(clause, &clause.except))
            {
                let here = |h: u32, o: Number| {
                    doors
                        .iter()
                        .any(|d| d.house.kind == kind && d.house.number == h && d.orientation == Some(o))
                };
                if !here(house, orientation) {
                    let turned = Number::plain(house).filter(|_| orientation.letter().is_none());
                    let turned_exists = turned.is_some_and(|o| here(orientation.value(), o));
                    self.find(FindingKind::PairNotInRegister { house, orientation, turned_exists });
                }
            }
        }
        if as_descriptive {
            self.find(FindingKind::ReadAsDescriptive { street });
        }
    }

    fn too_high(&mut self, street: StreetId, clause: &Clause, doors: &[Door], highest: u32) {
        for item in clause.items.iter().chain(&clause.except) {
            let (Item::One(number) | Item::Range(_, number) | Item::From(number)) = *item else { continue };
            if number.value() > highest {
                let same =
                    |d: &Door| d.house.kind == HouseKind::Descriptive && d.house.number == number.value();
                let descriptive_exists = doors.iter().any(same);
                self.find(FindingKind::AboveHighest { street, number, highest, descriptive_exists });
            }
        }
    }
}

/// How specific a rule is.
fn rank(rule: &Rule) -> Rank {
    match rule {
        Rule::Streets { numbers: Numbers::Whole { stated: false }, filters, .. } if filters.is_empty() => {
            Rank::Street
        }
        Rule::Streets { .. } => Rank::Numbers,
        Rule::Area { numbers: Numbers::Whole { .. }, streets, .. } if streets.is_empty() => Rank::Area,
        Rule::Area { numbers: Numbers::Whole { .. }, .. } => Rank::Street,
        Rule::Area { .. } => Rank::Numbers,
        Rule::Rest { .. } | Rule::Streetless | Rule::Switch { .. } | Rule::Note(_) => Rank::Rest,
    }
}
