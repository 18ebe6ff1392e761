//! Document and gazetteer to number ranges per street, with findings where the two do not meet.

use std::collections::HashMap;

use super::ast::{AreaKind, Clause, Document, Filter, Item, Line, Numbers, Rule, State};
use super::finding::{Finding, FindingKind};
use super::gazetteer::{AreaId, Door, Gazetteer, StreetId};
use super::number::{HouseKind, Number, System};
use super::rank::{Rank, rank};
use super::selection::{Entry, Selection, Test, pairs};

/// What happens when lines of different territories name the same door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConflictPolicy {
    /// Numbers beat a bare street, a bare street beats a whole area: a bare name is read as "the rest".
    SpecificBeatsBare,
    /// Any two lines of different territories on one door are a conflict; only "the rest" gives way.
    Strict,
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

/// Compiles a rule text against a register.
///
/// ```text
///  "# area"      ─► scope of the look-up, and a limit on every door below it
///  street line   ─► for each street of that name: limits + selection of numbers     by_street
///  area line     ─► limits + selection                                              by_area
///  "ostatní …"   ─► doors without a street that nothing else covers                 streetless
/// ```
///
/// A street that runs through two districts is covered only as far as its doors lie in the district of the heading.
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
    /// Walks the text in order. Blocks of one title under one heading are one territory; the scope a block's
    /// `navíc ulice …` line sets ends with the block.
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

    /// The scope of a `#` line: a district when it says so, else whatever area has that name.
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

    /// Looks an area up; an unknown one is a finding at the line at work.
    fn area(&mut self, kind: AreaKind, name: &str) -> Option<(AreaKind, AreaId)> {
        let found = self.gazetteer.area(kind, name);
        if found.is_none() {
            self.find(FindingKind::UnknownArea { kind, name: name.to_owned() });
        }
        found
    }

    /// Records a finding at the line at work.
    fn find(&mut self, kind: FindingKind) {
        self.compiled.findings.push(Finding { number: self.number, kind });
    }

    /// Takes one line in. An unresolved line gets no entry, so that nothing can make it cover a door by accident.
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

    /// Makes the entries of a rule; with an unknown area in it the rule has none.
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

    /// An entry for the doors of an area, whether they have a street or not.
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

    /// Entries for every street of a name (twins included), and what their registers have to say about the numbers.
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

    /// The number part against one street: a bare "č." means č.p. where `oriented` is false.
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
        let mut by_orientation = false;
        for clause in clauses {
            match (clause.system, highest) {
                (System::Bare, None) => as_descriptive = true,
                (System::Orientation, None) => self.find(FindingKind::NoOrientationNumbers { street }),
                (System::Bare | System::Orientation, Some(highest)) => {
                    by_orientation = true;
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
        let without = doors.iter().filter(|d| d.orientation.is_none()).count();
        if by_orientation && without > 0 && matches!(numbers, Numbers::Only(_)) {
            self.find(FindingKind::SomeWithoutOrientation { street, doors: without });
        }
        if as_descriptive {
            self.find(FindingKind::ReadAsDescriptive { street });
        }
    }

    /// Numbers above the highest č.o. of the street: a slip, or a č.p. that lost its mark (then the finding says that
    /// such a č.p. stands in the street).
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
