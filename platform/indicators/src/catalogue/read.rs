//! The catalogue's files: what they look like, and errors that name file and entry.

use std::collections::BTreeMap;

use access::Words;
use chrono::NaiveDate;
use serde::Deserialize;

use super::Catalogue;
use crate::{Break, BreakKind, Concept, Counted, Course, Item, Place, Territory};

/// A mistake in a file of concepts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {place}: {what}")]
pub struct CatalogueError {
    /// Name of the file.
    pub file: String,
    /// Line and column, or the entry.
    pub place: String,
    /// What is wrong.
    pub what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "concept")]
    concepts: Vec<ConceptEntry>,
    #[serde(default, rename = "break")]
    breaks: Vec<BreakEntry>,
    #[serde(default, rename = "territory")]
    territories: Vec<TerritoryEntry>,
    #[serde(default, rename = "item")]
    items: Vec<ItemEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConceptEntry {
    key: String,
    name: Words,
    unit: Words,
    counts: Counted,
    course: Course,
    family: String,
    additive: bool,
    #[serde(default)]
    zero_filled: bool,
    definition: Option<Words>,
    #[serde(default)]
    definition_unknown: bool,
    list: Option<String>,
    #[serde(default)]
    list_grows: bool,
    #[serde(default)]
    breaks: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BreakEntry {
    key: String,
    on: NaiveDate,
    until: Option<NaiveDate>,
    kind: BreakKind,
    reason: Words,
    law: Option<String>,
    #[serde(default)]
    items: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TerritoryEntry {
    key: Territory,
    name: Words,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
    #[serde(default)]
    within: Vec<Territory>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemEntry {
    list: String,
    code: String,
    name: Words,
}

/// Where an entry stands, for messages.
struct At<'a> {
    file: &'a str,
    entry: String,
}

impl At<'_> {
    fn fault(&self, what: impl Into<String>) -> CatalogueError {
        CatalogueError { file: self.file.to_owned(), place: self.entry.clone(), what: what.into() }
    }

    fn all_languages(&self, what: &str, words: &Words) -> Result<(), CatalogueError> {
        let whole = [&words.cs, &words.en, &words.uk].into_iter().all(|text| !text.trim().is_empty());
        if whole { Ok(()) } else { Err(self.fault(format!("{what} is not said in all three languages"))) }
    }

    fn key(&self, key: &str) -> Result<(), CatalogueError> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let good = !key.is_empty() && key.len() <= 60 && key.chars().all(plain);
        if good { Ok(()) } else { Err(self.fault("the key is not of the form a-z0-9-")) }
    }

    /// Puts in what nobody has said yet.
    fn put<K: Ord, V>(&self, into: &mut BTreeMap<K, V>, key: K, value: V) -> Result<(), CatalogueError> {
        match into.insert(key, value) {
            None => Ok(()),
            Some(_) => Err(self.fault("is said twice")),
        }
    }
}

pub(super) fn catalogue(files: &[(&str, &str)]) -> Result<Catalogue, CatalogueError> {
    let mut catalogue = Catalogue::default();
    let mut origin = BTreeMap::new();
    for (name, text) in files {
        let file: File = toml::from_str(text).map_err(|cause| unread(name, text, &cause))?;
        take(&mut catalogue, &mut origin, name, file)?;
    }
    references(&catalogue, &origin)?;
    Ok(catalogue)
}

fn unread(file: &str, text: &str, cause: &toml::de::Error) -> CatalogueError {
    let before = cause.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    CatalogueError {
        file: file.to_owned(),
        place: format!("{line}:{column}"),
        what: cause.message().to_owned(),
    }
}

/// Takes the entries of one file; `origin` remembers which file a concept or territory came from.
fn take<'a>(
    catalogue: &mut Catalogue,
    origin: &mut BTreeMap<String, &'a str>,
    name: &'a str,
    file: File,
) -> Result<(), CatalogueError> {
    let at = |entry: String| At { file: name, entry };
    for entry in file.concepts {
        let at = at(format!("concept {}", entry.key));
        let concept = concept(&at, entry)?;
        origin.insert(format!("concept {}", concept.key), name);
        at.put(&mut catalogue.concepts, concept.key.clone(), concept)?;
    }
    for entry in file.breaks {
        let at = at(format!("break {}", entry.key));
        let BreakEntry { key, on, until, kind, reason, law, items } = entry;
        at.key(&key)?;
        at.all_languages("the reason", &reason)?;
        if until.is_some_and(|until| until < on) {
            return Err(at.fault("ends before it begins"));
        }
        let one = Break { key: key.clone(), on, until, kind, reason, law, items };
        at.put(&mut catalogue.breaks, key, one)?;
    }
    for entry in file.territories {
        let at = at(format!("territory {}", entry.key));
        at.all_languages("the name", &entry.name)?;
        let TerritoryEntry { key, name: said, valid_from, valid_to, within } = entry;
        origin.insert(format!("territory {key}"), name);
        let place = Place { territory: key.clone(), name: said, valid_from, valid_to, within };
        at.put(&mut catalogue.places, key, place)?;
    }
    for entry in file.items {
        let at = at(format!("item {} of {}", entry.code, entry.list));
        // Lists of offices are often published in one language only.
        if entry.name.cs.trim().is_empty() {
            return Err(at.fault("the name is not said in Czech"));
        }
        let ItemEntry { list, code, name } = entry;
        let into = catalogue.lists.entry(list.clone()).or_default();
        let item = Item { list, code: code.clone(), name };
        // Two files may need the same entry of a public list, as long as they agree.
        if into.get(&code) != Some(&item) {
            at.put(into, code, item)?;
        }
    }
    Ok(())
}

fn concept(at: &At<'_>, entry: ConceptEntry) -> Result<Concept, CatalogueError> {
    at.key(&entry.key)?;
    at.all_languages("the name", &entry.name)?;
    at.all_languages("the unit", &entry.unit)?;
    match &entry.definition {
        Some(words) if !entry.definition_unknown => at.all_languages("the definition", words)?,
        None if entry.definition_unknown => {}
        Some(_) => return Err(at.fault("is defined and said to be undefined")),
        None => return Err(at.fault("says neither its definition nor definition_unknown = true")),
    }
    if entry.counts == Counted::Share && entry.additive {
        return Err(at.fault("shares do not add up"));
    }
    let ConceptEntry { key, name, unit, counts, course, family, additive, zero_filled, .. } = entry;
    Ok(Concept {
        key,
        name,
        unit,
        counts,
        course,
        family,
        additive,
        zero_filled,
        definition: entry.definition,
        list: entry.list,
        list_grows: entry.list_grows,
        breaks: entry.breaks,
    })
}

/// Everything that is referred to is said somewhere.
fn references(catalogue: &Catalogue, origin: &BTreeMap<String, &str>) -> Result<(), CatalogueError> {
    let at = |entry: String| At { file: origin.get(&entry).copied().unwrap_or("?"), entry };
    for concept in catalogue.concepts.values() {
        let at = at(format!("concept {}", concept.key));
        if let Some(unknown) = concept.breaks.iter().find(|key| !catalogue.breaks.contains_key(*key)) {
            return Err(at.fault(format!("there is no break {unknown}")));
        }
    }
    for place in catalogue.places.values() {
        let at = at(format!("territory {}", place.territory));
        let known = |parent: &&Territory| !catalogue.places.contains_key(*parent);
        if let Some(unknown) = place.within.iter().find(known) {
            return Err(at.fault(format!("there is no territory {unknown}")));
        }
        if ancestors(catalogue, place).contains(&&place.territory) {
            return Err(at.fault("lies in itself"));
        }
    }
    Ok(())
}

/// All territories a place lies in, itself too when the files go round in a circle.
fn ancestors<'a>(catalogue: &'a Catalogue, place: &'a Place) -> Vec<&'a Territory> {
    let mut found: Vec<&Territory> = Vec::new();
    let mut open: Vec<&Territory> = place.within.iter().collect();
    while let Some(next) = open.pop() {
        if !found.contains(&next) {
            found.push(next);
            open.extend(catalogue.places.get(next).into_iter().flat_map(|place| &place.within));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::CONTENT;

    const NAMES: &str =
        "name = { cs = \"a\", en = \"b\", uk = \"c\" }\nunit = { cs = \"a\", en = \"b\", uk = \"c\" }";

    fn concept(more: &str) -> String {
        format!(
            "[[concept]]\nkey = \"k\"\n{NAMES}\ncounts = \"persons\"\ncourse = \"stock\"\nfamily = \"f\"\nadditive = true\n{more}"
        )
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let fault = Catalogue::read(&[("f.toml", text)]).unwrap_err();
        assert!(fault.to_string().contains(expected), "{fault}");
    }

    #[test]
    fn what_ships_can_be_read() {
        let catalogue = Catalogue::read(CONTENT).unwrap();
        assert!(catalogue.concept("crimes-registered").is_some());
        let (region, state) = (Territory::new("region", "CZ032"), Territory::new("state", "CZ"));
        assert!(catalogue.lies_in(&region, &state) && !catalogue.lies_in(&state, &region));
    }

    #[test]
    fn mistakes_name_their_place() {
        check("[[concept]]\nkey = 1", "f.toml: 2:7");
        check(&concept(""), "neither its definition nor");
        check(&concept("definition_unknown = true\nbreaks = [\"x\"]"), "there is no break x");
        check(&concept("definition_unknown = true\ntypo = 1"), "unknown field");
        let twice = format!("{0}\n{0}", concept("definition_unknown = true"));
        check(&twice, "concept k: is said twice");
        let item = |name: &str| {
            format!(
                "[[item]]\nlist = \"l\"\ncode = \"1\"\nname = {{ cs = \"{name}\", en = \"b\", uk = \"c\" }}\n"
            )
        };
        assert!(
            Catalogue::read(&[("f", &item("a")), ("g", &item("a"))]).is_ok(),
            "the same entry of a public list"
        );
        check(&(item("a") + &item("x")), "item 1 of l: is said twice");
        let place = |key: &str, within: &str| {
            format!(
                "[[territory]]\nkey = \"{key}\"\nname = {{ cs = \"a\", en = \"b\", uk = \"c\" }}\nwithin = [\"{within}\"]\n"
            )
        };
        check(&place("a:1", "b:1"), "there is no territory b:1");
        check(&(place("a:1", "b:1") + &place("b:1", "a:1")), "lies in itself");
    }
}
