//! More results of R than the battery holds (`tests/more`).

use survey_estimation::run::{Document, run};

use crate::reference::judge;
use crate::shared;

#[test]
fn more_results_of_r() {
    let Some(folder) = shared::reference() else { return };
    let document: Document = serde_json::from_str(include_str!("../more/results.json")).expect("a document");
    let load = |name: &str| {
        let text = std::fs::read_to_string(folder.join(name)).map_err(|fault| fault.to_string())?;
        Ok(shared::table(&text))
    };
    let answered = run(document, load);
    assert!(answered.entries.len() > 150, "{} entries", answered.entries.len());
    let judged = answered.entries.iter().map(|entry| (&entry.id, judge(entry).faults));
    let faults: Vec<String> = judged
        .filter(|(_, faults)| !faults.is_empty())
        .map(|(id, faults)| format!("{id}: {}", faults.join("; ")))
        .collect();
    assert!(faults.is_empty(), "{} entries differ:\n{}", faults.len(), faults.join("\n"));
}
