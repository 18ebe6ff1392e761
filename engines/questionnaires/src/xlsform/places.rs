//! Where in a workbook a finding of the lint stands: the person who wrote the form knows rows, not lists and groups.

use std::collections::BTreeMap;

use super::fault::Faults;
use super::sheets::{Sheet, Workbook};
use crate::lint::{Finding, Part, Place};

/// A place of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// Name of the sheet.
    pub sheet: &'static str,
    /// Row as a spreadsheet numbers it, from 1; 0 for the whole sheet.
    pub row: u32,
    /// Column as a spreadsheet letters it, with its name; empty for the whole row.
    pub column: String,
}

/// The rows of a workbook by what stands in them.
#[derive(Debug, Default)]
pub struct Spots {
    columns: BTreeMap<(&'static str, String), String>,
    questions: BTreeMap<String, u32>,
    groups: Vec<u32>,
    lists: BTreeMap<String, u32>,
    choices: BTreeMap<(String, String), u32>,
}

impl Spots {
    /// Reads the places of a workbook; of one that cannot be opened there are none.
    ///
    /// - in: the bytes of an `.xlsx` file, bounded as for [`read`](super::read)
    #[must_use]
    pub fn of(bytes: &[u8]) -> Spots {
        let mut spots = Spots::default();
        let Ok(workbook) = Workbook::open(bytes) else { return spots };
        let mut unsaid = Faults::default();
        if let Some(sheet) = workbook.sheet("survey", false, &mut unsaid) {
            spots.survey(&sheet);
        }
        if let Some(sheet) = workbook.sheet("choices", false, &mut unsaid) {
            spots.choices(&sheet);
        }
        if let Some(sheet) = workbook.sheet("settings", false, &mut unsaid) {
            spots.heads(&sheet);
        }
        spots
    }

    fn heads(&mut self, sheet: &Sheet) {
        for (_, head) in &sheet.heads {
            self.columns.entry((sheet.name, head.clone())).or_insert_with(|| sheet.letters(head));
        }
    }

    fn survey(&mut self, sheet: &Sheet) {
        self.heads(sheet);
        let mut open = false;
        let mut loose = false;
        for row in &sheet.rows {
            let cell = |head: &str| row.cells.get(head).map(String::as_str).unwrap_or_default();
            match cell("type").split_whitespace().next().unwrap_or_default() {
                "begin_group" | "begin" => {
                    self.groups.push(row.number);
                    (open, loose) = (true, false);
                }
                "end_group" | "end" if open => open = false,
                "" => {}
                _ => {
                    // Questions outside groups make a group of their own, which begins with the first of them.
                    if !open && !loose {
                        self.groups.push(row.number);
                        loose = true;
                    }
                    self.questions.entry(cell("name").to_owned()).or_insert(row.number);
                }
            }
        }
    }

    fn choices(&mut self, sheet: &Sheet) {
        self.heads(sheet);
        for row in &sheet.rows {
            let cell = |head: &str| row.cells.get(head).cloned().unwrap_or_default();
            self.lists.entry(cell("list_name")).or_insert(row.number);
            self.choices.entry((cell("list_name"), cell("name"))).or_insert(row.number);
        }
    }

    /// Where a finding stands.
    #[must_use]
    pub fn find(&self, finding: &Finding) -> Spot {
        let (sheet, row, head) = match &finding.place {
            Place::Whole => ("settings", 2, ""),
            Place::List(list) => ("choices", self.lists.get(list).copied().unwrap_or(0), "list_name"),
            Place::Choice { list, code } => {
                let row = self.choices.get(&(list.clone(), code.clone()));
                ("choices", row.copied().unwrap_or(0), "")
            }
            Place::Group(at) => ("survey", self.group(*at), ""),
            Place::GroupRelevant { group, .. } => ("survey", self.group(*group), "relevant"),
            Place::Question(name) => ("survey", self.question(name), ""),
            Place::Expression { question, part, .. } => ("survey", self.question(question), head_of(*part)),
        };
        let column = match self.columns.get(&(sheet, head.to_owned())) {
            Some(letters) if !letters.is_empty() => format!("{letters} ({head})"),
            _ => String::new(),
        };
        Spot { sheet, row, column }
    }

    fn group(&self, at: usize) -> u32 {
        at.checked_sub(1).and_then(|at| self.groups.get(at)).copied().unwrap_or(0)
    }

    fn question(&self, name: &str) -> u32 {
        self.questions.get(name).copied().unwrap_or(0)
    }
}

fn head_of(part: Part) -> &'static str {
    match part {
        Part::Relevant => "relevant",
        Part::Constraint => "constraint",
        Part::Calculation => "calculation",
        Part::Filter => "choice_filter",
    }
}
