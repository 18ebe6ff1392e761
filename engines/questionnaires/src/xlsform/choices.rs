//! The sheet `choices`: lists.

use super::columns::{Cells, Columns};
use super::fault::{FaultKind, Faults};
use super::settings::Form;
use super::sheets::Sheet;
use crate::model::{Choice, Direction, List, Missing};

const PLAIN: [&str; 4] = ["list_name", "name", "direction", "missing"];
/// Columns of XLSForm that would be lost as tags.
const OUTSIDE: [&str; 4] = ["media", "image", "audio", "video"];

pub(super) fn read(sheet: &Sheet, form: &mut Form, faults: &mut Faults) -> Vec<List> {
    for must in ["list_name", "name"] {
        if !sheet.heads.iter().any(|(_, head)| head == must) {
            faults.add(sheet.name, 1, "", FaultKind::NoColumn(must));
            return Vec::new();
        }
    }
    let columns = Columns::of(sheet, &PLAIN, &["label"], form, faults);
    let mut lists: Vec<List> = Vec::new();
    for row in &sheet.rows {
        let mut cells = Cells { sheet, row, faults };
        let name = cells.must("list_name");
        let mut choice = Choice {
            code: cells.must("name"),
            label: columns.text(row, "label"),
            missing: cells.word("missing", &Missing::WORDS),
            tags: std::collections::BTreeMap::new(),
        };
        for head in &columns.others {
            let Some(text) = cells.get(head).map(str::to_owned) else { continue };
            if OUTSIDE.iter().any(|it| head.starts_with(it)) || head.contains("::") {
                cells.fault(head, FaultKind::UnknownColumn((*head).to_owned()));
            } else {
                choice.tags.insert((*head).to_owned(), text);
            }
        }
        let direction = cells.word("direction", &Direction::WORDS);
        match lists.iter_mut().find(|list| list.name == name) {
            Some(list) => {
                if direction.is_some_and(|it| it != list.direction) {
                    cells.fault("direction", FaultKind::TwoDirections(name));
                }
                list.choices.push(choice);
            }
            None => {
                let direction = direction.unwrap_or_default();
                lists.push(List { name, direction, choices: vec![choice] });
            }
        }
    }
    lists
}
