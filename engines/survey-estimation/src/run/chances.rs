//! Samples drawn with unequal chances: which column holds them, and how likely pairs were drawn together.

use super::document::{DesignText, Entry};
use super::{Library, RunError};
use crate::design::{Joint, Pairs, PairsFormula, Plan, Population};

/// The column of chances of a design that says "pps" in its own words.
pub(super) fn column(said: &DesignText, entry: &Entry) -> Option<String> {
    let setup = entry.setup();
    let own = setup.lines().find(|line| line.contains("svydesign(") && line.contains("pps="));
    let named = said.rest.get("pps").is_some_and(|value| !value.is_null());
    if own.is_none() && !named {
        return None;
    }
    said.fpc.as_ref().and_then(|names| names.first()).cloned()
}

/// How likely pairs were drawn together, when the entry or its R call says so: "overton", "HR", or a table of them.
pub(super) fn pairs(
    entry: &Entry,
    plan: &Plan,
    library: &mut Library<'_>,
) -> Result<Option<Pairs>, RunError> {
    let chances = plan.stages.iter().any(|stage| matches!(stage.population, Population::Inclusion(_)));
    if !chances {
        return Ok(None);
    }
    let of_design =
        |key: &str| entry.design.rest.get(key).and_then(serde_json::Value::as_str).map(str::to_owned);
    let lines = format!("{}\n{}", entry.setup(), entry.call());
    let said = entry.text("pps").or_else(|| of_design("pps"));
    let says = |word: &str| {
        said.as_ref().is_some_and(|text| text.to_ascii_lowercase().contains(&word.to_ascii_lowercase()))
            || (said.is_none() && lines.contains(&format!("pps={word}")))
            || (said.is_none() && lines.contains(&format!("pps='{word}'")))
    };
    let variance = entry.text("variance").or_else(|| of_design("variance"));
    let grundy = variance.is_some_and(|text| text.contains("YG") || text.contains("Grundy"))
        || lines.contains("variance='YG'")
        || lines.contains("variance=\"YG\"");
    let formula = if grundy { PairsFormula::YatesGrundy } else { PairsFormula::HorvitzThompson };
    if let Some(name) = entry.text("joint").or_else(|| of_design("joint")) {
        return Ok(Some(Pairs { joint: Joint::Known(square(&name, library)?), formula }));
    }
    if says("overton") {
        return Ok(Some(Pairs { joint: Joint::Overton, formula }));
    }
    if says("HR") || says("hartley") {
        let in_call =
            lines.split("pps=HR(").nth(1).and_then(|rest| rest.split(')').next()?.trim().parse().ok());
        let squares = entry.numbers("sum_p2").first().copied().or(in_call);
        return Ok(Some(Pairs { joint: Joint::HartleyRao(squares), formula }));
    }
    Ok(None)
}

/// A table of numbers only, row by row.
fn square(name: &str, library: &mut Library<'_>) -> Result<Vec<f64>, RunError> {
    let table = library.table(name)?;
    let columns: Result<Vec<&[f64]>, _> = table.names().iter().map(|name| table.numbers(name)).collect();
    let columns = columns?;
    Ok((0..table.rows())
        .flat_map(|row| columns.iter().map(move |column| column[row]).collect::<Vec<_>>())
        .collect())
}
