//! The sheet `survey`: groups and questions.

use super::columns::{Cells, Columns};
use super::fault::{FaultKind, Faults};
use super::settings::Form;
use super::sheets::{Row, Sheet};
use crate::kind::{Details, Range};
use crate::model::{Group, Missing, Question, Text};

const SAID: [&str; 4] = ["label", "hint", "required_message", "constraint_message"];
const PLAIN: [&str; 12] = [
    "type",
    "name",
    "required",
    "relevant",
    "constraint",
    "calculation",
    "choice_filter",
    "parameters",
    "appearance",
    "default",
    "sensitive",
    "in_base",
];
/// What a group can say.
const OF_GROUP: [&str; 4] = ["type", "name", "relevant", "appearance"];

/// What there is instead of kinds outside the subset.
const INSTEAD: [(&str, &str); 12] = [
    ("begin_repeat", "ask for each member in a questionnaire of its own"),
    ("end_repeat", "ask for each member in a questionnaire of its own"),
    ("select_one_from_file", "write the choices into the sheet choices"),
    ("select_multiple_from_file", "write the choices into the sheet choices"),
    ("dateTime", "use date"),
    ("time", "use integer for the hour"),
    ("geotrace", "use geopoint"),
    ("geoshape", "use geopoint"),
    ("image", "answers are words and numbers; remove the row"),
    ("audio", "answers are words and numbers; remove the row"),
    ("file", "answers are words and numbers; remove the row"),
    ("deviceid", "a device is not recorded; remove the row"),
];

pub(super) fn read(sheet: &Sheet, form: &mut Form, faults: &mut Faults) -> Vec<Group> {
    if !sheet.heads.iter().any(|(_, head)| head == "type") {
        faults.add(sheet.name, 1, "", FaultKind::NoColumn("type"));
        return Vec::new();
    }
    let columns = Columns::of(sheet, &PLAIN, &SAID, form, faults);
    let mut pages = Pages { groups: Vec::new(), open: None };
    for row in &sheet.rows {
        let mut cells = Cells { sheet, row, faults };
        for other in &columns.others {
            if cells.get(other).is_some() {
                cells.fault(other, FaultKind::UnknownColumn((*other).to_owned()));
            }
        }
        let kind = cells.must("type").split_whitespace().collect::<Vec<_>>().join(" ");
        match kind.as_str() {
            "" => {}
            "begin_group" | "begin group" => pages.begin(&columns, &mut cells),
            "end_group" | "end group" => pages.end(&mut cells),
            _ => {
                if let Some(question) = question(&kind, &columns, &mut cells) {
                    pages.add(question);
                }
            }
        }
    }
    if let Some(row) = pages.open {
        faults.add(sheet.name, row, "", FaultKind::BeginWithoutEnd);
    }
    pages.groups
}

struct Pages {
    groups: Vec<Group>,
    /// The row where the open group began.
    open: Option<u32>,
}

impl Pages {
    fn begin(&mut self, columns: &Columns<'_>, cells: &mut Cells<'_>) {
        if self.open.is_some() {
            cells.fault("type", FaultKind::GroupWithinGroup);
        }
        self.open = Some(cells.row.number);
        let allowed = || "field-list".to_owned();
        if let Some(found) = cells.get("appearance").filter(|it| *it != "field-list").map(str::to_owned) {
            cells.fault("appearance", FaultKind::NotOneOf { found, allowed: allowed() });
        }
        only(&OF_GROUP, &["label"], "begin_group", columns, cells);
        let name = Some(cells.must("name"));
        let label = columns.text(cells.row, "label");
        self.groups.push(Group {
            name,
            label,
            relevant: cells.expression("relevant"),
            questions: Vec::new(),
        });
    }

    fn end(&mut self, cells: &mut Cells<'_>) {
        if self.open.take().is_none() {
            cells.fault("type", FaultKind::EndWithoutBegin);
        }
        // Some forms repeat the name of the group where it ends.
        only(&["type", "name"], &[], "end_group", &Columns::none(), cells);
    }

    fn add(&mut self, question: Question) {
        let loose = self.open.is_none();
        let begins = self.groups.last().is_none_or(|it| loose && it.name.is_some());
        if begins {
            self.groups.push(Group {
                name: None,
                label: Text::default(),
                relevant: None,
                questions: Vec::new(),
            });
        }
        if let Some(group) = self.groups.last_mut() {
            group.questions.push(question);
        }
    }
}

/// Cells that a row of this type does not have.
fn only(plain: &[&str], said: &[&str], kind: &str, columns: &Columns<'_>, cells: &mut Cells<'_>) {
    let row: &Row = cells.row;
    for head in row.cells.keys() {
        let (base, _) = super::columns::split(head);
        if !plain.contains(&head.as_str())
            && !said.contains(&base)
            && !columns.others.contains(&head.as_str())
        {
            cells.fault(head, FaultKind::Superfluous { kind: kind.to_owned(), column: head.clone() });
        }
    }
}

fn question(kind: &str, columns: &Columns<'_>, cells: &mut Cells<'_>) -> Option<Question> {
    let mut words = kind.split(' ');
    let word = words.next().unwrap_or_default();
    let list = words.next().map(str::to_owned);
    if let Some(more) = words.next() {
        let instead = "add the choice \"other\" to the list and a text question after it";
        let instead = if more == "or_other" { instead } else { "write the kind and the list only" };
        cells.fault("type", FaultKind::Unsupported { found: kind.to_owned(), instead });
        return None;
    }
    if let Some((_, instead)) = INSTEAD.iter().find(|(known, _)| *known == word) {
        cells.fault("type", FaultKind::Unsupported { found: word.to_owned(), instead });
        return None;
    }
    let details = Details {
        list,
        filter: cells.expression("choice_filter"),
        calculation: cells.expression("calculation"),
        range: parameters(cells),
    };
    // An expression that could not be read is told of already; its absence is not a second fault.
    let unread = ["choice_filter", "calculation", "parameters"].iter().any(|head| cells.get(head).is_some());
    let bare = details.is_bare();
    let kind = details.kind(word).map_err(|error| {
        if !(unread && bare) {
            cells.fault("type", error);
        }
    });
    // The rest of the row is read all the same, so that one look finds every fault.
    let said = |base| columns.text(cells.row, base);
    let (label, hint) = (said("label"), said("hint"));
    let (required_message, constraint_message) = (said("required_message"), said("constraint_message"));
    let name = cells.must("name");
    let (required, sensitive) = (cells.yes("required"), cells.yes("sensitive"));
    let in_base = cells.word("in_base", &Missing::WORDS);
    let (relevant, constraint) = (cells.expression("relevant"), cells.expression("constraint"));
    Some(Question {
        name,
        kind: kind.ok()?,
        label,
        hint,
        required,
        required_message,
        relevant,
        constraint,
        constraint_message,
        appearance: cells.get("appearance").unwrap_or_default().to_owned(),
        default: cells.get("default").unwrap_or_default().to_owned(),
        sensitive,
        in_base,
    })
}

/// `start=0 end=10 step=1`, in any order, all three.
fn parameters(cells: &mut Cells<'_>) -> Option<Range> {
    let written = cells.get("parameters")?;
    let mut range = (None, None, None);
    let mut good = true;
    for pair in written.split_whitespace() {
        let value = |text: &str| text.parse::<f64>().ok().filter(|it| it.is_finite());
        match pair.split_once('=') {
            Some(("start", text)) => range.0 = value(text),
            Some(("end", text)) => range.1 = value(text),
            Some(("step", text)) => range.2 = value(text),
            _ => good = false,
        }
    }
    match range {
        (Some(start), Some(end), Some(step)) if good => Some(Range { start, end, step }),
        _ => {
            cells.fault("parameters", FaultKind::Parameters);
            None
        }
    }
}
