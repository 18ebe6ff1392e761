//! What a rule text says, as data. `Display` writes a rule in one canonical way that reads back to the same value.

use std::fmt;

use super::{Number, Parity, Reason, System};

/// A whole rule text.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Document {
    /// The areas in their order; text before the first `#` line lies in an area without a name.
    pub areas: Vec<Area>,
}

impl Document {
    /// Every rule line with the block and the area it stands in.
    pub fn lines(&self) -> impl Iterator<Item = (&Area, &Block, &Line)> {
        self.areas.iter().flat_map(|area| {
            area.blocks.iter().flat_map(move |block| block.lines.iter().map(move |line| (area, block, line)))
        })
    }
}

/// A `# name` line and the blocks under it: the district or municipality in which streets are looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// The name as written, without `#`; `None` before the first `#` line.
    pub name: Option<String>,
    /// Line number, from 1.
    pub number: u32,
    /// The territories of the area.
    pub blocks: Vec<Block>,
}

/// One territory: a title and its rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The first line of the block.
    pub title: String,
    /// Line number of the title, from 1.
    pub number: u32,
    /// The rules.
    pub lines: Vec<Line>,
}

/// One rule line and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Line number in the text, from 1.
    pub number: u32,
    /// The line as written, without surrounding blanks.
    pub text: String,
    /// Whether the drafter marked the line with `!` as not expressible.
    pub marked: bool,
    /// What was understood. An unresolved line may have a rule (for showing), but covers nothing.
    pub rule: Option<Rule>,
    /// How safely it was understood.
    pub state: State,
}

/// How safely a line was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Understood completely.
    Resolved,
    /// Understood; a person should look at the reasons. The line covers what its rule says.
    Warning(Vec<Reason>),
    /// Not understood completely, therefore covers nothing.
    Unresolved(Vec<Reason>),
}

impl State {
    /// The reasons for a warning or for not being resolved.
    pub fn reasons(&self) -> &[Reason] {
        match self {
            State::Resolved => &[],
            State::Warning(reasons) | State::Unresolved(reasons) => reasons,
        }
    }
}

/// What one line rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Streets, possibly only some of their numbers: `Vzorová I, II - lichá č. 1–7`.
    Streets {
        /// One name, or several made of a Roman list (`Vzorová I – III`).
        names: Vec<String>,
        /// Which numbers.
        numbers: Numbers,
        /// Limits to a part of the street.
        filters: Vec<Filter>,
    },
    /// A whole area, or listed streets or numbers of it: `území městské části Praha 16`,
    /// `část města: Dolní Libchava (ulice K Můstku, U Šporky)`, `část města Bohnice - č.p. 213`.
    Area {
        /// What sort of area.
        kind: AreaKind,
        /// Its name.
        name: String,
        /// When not empty: only these streets in it.
        streets: Vec<String>,
        /// Which numbers.
        numbers: Numbers,
    },
    /// `navíc ulice městské části X:` — the streets of the following lines of the block lie in X.
    Switch {
        /// What sort of area.
        kind: AreaKind,
        /// Its name.
        name: String,
    },
    /// `zbytek části obce X`: whatever no other line covers there.
    Rest {
        /// What sort of area.
        kind: AreaKind,
        /// Its name.
        name: String,
    },
    /// `všechny ostatní budovy bez názvu ulice`: doors without a street that no other line covers.
    Streetless,
    /// A remark that covers nothing.
    Note(Note),
}

/// A line that speaks about something else than who lives where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// Another catchment for some school years (`pro 2. stupeň …`): the time or stage is not modelled here.
    Stage,
}

/// A limit to a part of a street.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// What sort of area.
    pub kind: AreaKind,
    /// Its name.
    pub name: String,
}

/// What sort of area a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AreaKind {
    /// obec, město
    Municipality,
    /// městská část, městský obvod
    District,
    /// část obce, část města
    Part,
    /// katastrální území (k. ú.)
    Cadastre,
    /// Not said (the `# name` line): a district or a municipality.
    Any,
}

/// The number part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// No number part.
    Whole {
        /// Whether the text says so (`celá ulice`); a bare name often means "the rest".
        stated: bool,
    },
    /// Only these.
    Only(Vec<Clause>),
    /// Everything but these: `mimo lichá č. 5–11`.
    Except(Vec<Clause>),
}

/// Items that share a system and a parity: `lichá č. 1–9, 13 bez 5`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The number system.
    pub system: System,
    /// `None` = both.
    pub parity: Option<Parity>,
    /// Empty = all numbers of the system and parity.
    pub items: Vec<Item>,
    /// Items taken out again, of the same system and parity.
    pub except: Vec<Item>,
}

/// One element of a number list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// 12, 12a: exactly that number and letter.
    One(Number),
    /// From–to. The lower bound includes lettered numbers; an upper bound without a letter excludes them.
    Range(Number, Number),
    /// 12 a výše
    From(Number),
    /// do 12
    UpTo(Number),
    /// 325/12a: č.p. (or č.ev.) and č.o. with letter, all equal.
    Pair(u32, Number),
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Item::One(n) => write!(f, "{n}"),
            Item::Range(a, b) => write!(f, "{a}–{b}"),
            Item::From(n) => write!(f, "{n} a výše"),
            Item::UpTo(n) => write!(f, "{n} a nižší"),
            Item::Pair(house, n) => write!(f, "{house}/{n}"),
        }
    }
}

/// Writes values with a separator between them.
fn joined<T: fmt::Display>(f: &mut fmt::Formatter<'_>, values: &[T], between: &str) -> fmt::Result {
    for (i, value) in values.iter().enumerate() {
        if i > 0 {
            f.write_str(between)?;
        }
        write!(f, "{value}")?;
    }
    Ok(())
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parity {
            Some(Parity::Odd) => f.write_str("lichá ")?,
            Some(Parity::Even) => f.write_str("sudá ")?,
            None if self.items.is_empty() => f.write_str("lichá i sudá ")?,
            None => {}
        }
        f.write_str(match self.system {
            System::Bare => "č.",
            System::Orientation => "č. o.",
            System::Descriptive => "č. p.",
            System::Registration => "č. ev.",
        })?;
        if !self.items.is_empty() {
            f.write_str(" ")?;
            joined(f, &self.items, ", ")?;
        }
        if !self.except.is_empty() {
            f.write_str(" bez ")?;
            joined(f, &self.except, ", ")?;
        }
        Ok(())
    }
}

impl fmt::Display for Numbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Numbers::Whole { stated: false } => Ok(()),
            Numbers::Whole { stated: true } => f.write_str("celá ulice"),
            Numbers::Only(clauses) => joined(f, clauses, "; "),
            Numbers::Except(clauses) => {
                f.write_str("mimo ")?;
                joined(f, clauses, "; ")
            }
        }
    }
}

impl fmt::Display for AreaKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            AreaKind::Municipality => "obce",
            AreaKind::District => "městské části",
            AreaKind::Part => "části obce",
            AreaKind::Cadastre => "k. ú.",
            AreaKind::Any => "",
        })
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::Streets { names, numbers, filters } => {
                write_names(f, names)?;
                for filter in filters {
                    match filter.kind {
                        AreaKind::Cadastre => write!(f, " (k. ú. {})", filter.name)?,
                        AreaKind::Any => write!(f, " (pouze na území {})", filter.name)?,
                        kind => write!(f, " (pouze na území {kind} {})", filter.name)?,
                    }
                }
                write_numbers(f, numbers)
            }
            Rule::Area { kind, name, streets, numbers } => {
                match kind {
                    AreaKind::Part => write!(f, "část obce {name}")?,
                    kind => write!(f, "území {kind} {name}")?,
                }
                if !streets.is_empty() {
                    f.write_str(" (ulice ")?;
                    joined(f, streets, ", ")?;
                    f.write_str(")")?;
                }
                write_numbers(f, numbers)
            }
            Rule::Switch { kind, name } => write!(f, "navíc ulice {kind} {name}:"),
            Rule::Rest { kind, name } => write!(f, "zbytek {kind} {name}"),
            Rule::Streetless => f.write_str("všechny ostatní budovy bez názvu ulice"),
            Rule::Note(Note::Stage) => f.write_str("pro 2. stupeň"),
        }
    }
}

/// `Jasná I, II` for names that differ only in their Roman end, else the single name.
fn write_names(f: &mut fmt::Formatter<'_>, names: &[String]) -> fmt::Result {
    let Some((first, rest)) = names.split_first() else { return Ok(()) };
    f.write_str(first)?;
    for name in rest {
        write!(f, ", {}", name.rsplit(' ').next().unwrap_or_default())?;
    }
    Ok(())
}

fn write_numbers(f: &mut fmt::Formatter<'_>, numbers: &Numbers) -> fmt::Result {
    match numbers {
        Numbers::Whole { stated: false } => Ok(()),
        numbers => write!(f, " - {numbers}"),
    }
}
