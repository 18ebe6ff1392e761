//! Agencies of the register as they stood on a day, by what it means that they "operate" in the city.
//!
//! ```text
//!   snapshot of a day ─► difference with what is known ─► versions: seen from … to …      (slowly changing, kind 2)
//!   a day ─► the latest snapshot until then, or the first one ─► permits valid that day ─► counts, by definition
//! ```
//!
//! The file holds only what is valid on its day. Before the first snapshot permits that had ended are missing, so counts of
//! such days are a lower bound and say so. An agency that is no longer in the file is "no longer in the register": why, the
//! file does not say.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use official_statistics::agencies::{Agency, Municipality};
use official_statistics::{Count, Day, EndDay, Permit, count};

use crate::home::Home;

/// What it means that an agency operates in the city. The public register knows no "operates".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operates {
    /// Its seat is in the city.
    Seat,
    /// It has a workplace in the city.
    Workplace,
    /// It assigns people to users in the city. Nobody publishes that.
    Assigns,
}

impl Operates {
    /// All definitions.
    pub const ALL: [Operates; 3] = [Operates::Seat, Operates::Workplace, Operates::Assigns];

    /// Key in addresses and keys of texts.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Operates::Seat => "seat",
            Operates::Workplace => "workplace",
            Operates::Assigns => "assigns",
        }
    }

    /// Whether an agency operates in the city by this definition; `None` when the register does not tell.
    #[must_use]
    pub fn holds(self, agency: &Known, home: &Home) -> Option<bool> {
        let is_home = |place: &Municipality| place.is(&home.municipality, &home.name);
        match self {
            Operates::Seat => agency.seat.as_ref().map(is_home),
            Operates::Workplace => Some(agency.workplaces.iter().any(is_home)),
            Operates::Assigns => None,
        }
    }
}

/// An agency as the register said it in some snapshots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its number.
    pub ico: String,
    /// Its name.
    pub name: String,
    /// Municipality of its seat.
    pub seat: Option<Municipality>,
    /// Municipalities of its workplaces.
    pub workplaces: BTreeSet<Municipality>,
    /// First snapshot that said so.
    pub seen_from: NaiveDate,
    /// Last snapshot that said so; none while it does.
    pub seen_to: Option<NaiveDate>,
}

/// A permit as the register said it in some snapshots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPermit {
    /// Number of its agency.
    pub ico: String,
    /// What it says.
    pub permit: Permit,
    /// First snapshot that said so.
    pub seen_from: NaiveDate,
    /// Last snapshot that said so; none while it does.
    pub seen_to: Option<NaiveDate>,
}

/// What a snapshot changes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Difference {
    /// Agencies that were not known.
    pub new: usize,
    /// Agencies that are as before.
    pub same: usize,
    /// Agencies of which something is said otherwise.
    pub changed: usize,
    /// Numbers of agencies that are no longer in the register.
    pub vanished: Vec<String>,
    /// Versions of agencies to end, by number.
    pub ended: Vec<String>,
    /// Versions of agencies to begin.
    pub begun: Vec<Agency>,
    /// Versions of permits to end.
    pub ended_permits: Vec<(String, Permit)>,
    /// Versions of permits to begin.
    pub begun_permits: Vec<(String, Permit)>,
}

/// Compares what is known now with a snapshot. Agencies in `unclear` are in the file but in doubt: nothing is said of them.
#[must_use]
pub fn difference(
    known: &[Known],
    permits: &[KnownPermit],
    said: &[Agency],
    unclear: &BTreeSet<String>,
) -> Difference {
    let before: BTreeMap<&str, &Known> = known.iter().map(|it| (it.ico.as_str(), it)).collect();
    let mut held: BTreeMap<&str, BTreeSet<&Permit>> = BTreeMap::new();
    permits.iter().for_each(|it| {
        held.entry(&it.ico).or_default().insert(&it.permit);
    });
    let mut found = Difference::default();
    let nothing = BTreeSet::new();
    for agency in said {
        let old = before.get(agency.ico.as_str());
        let had = held.get(agency.ico.as_str()).unwrap_or(&nothing);
        let has: BTreeSet<&Permit> = agency.permits.iter().collect();
        let named_alike = old.is_some_and(|old| {
            old.name == agency.name && old.seat == agency.seat && old.workplaces == agency.workplaces
        });
        match old {
            None => found.new += 1,
            Some(_) if named_alike && *had == has => found.same += 1,
            Some(_) => found.changed += 1,
        }
        if !named_alike {
            found.ended.extend(old.map(|old| old.ico.clone()));
            found.begun.push(agency.clone());
        }
        let pair = |permit: &&Permit| (agency.ico.clone(), (*permit).clone());
        found.ended_permits.extend(had.difference(&has).map(pair));
        found.begun_permits.extend(has.difference(had).map(pair));
    }
    let said: BTreeSet<&str> = said.iter().map(|it| it.ico.as_str()).collect();
    for gone in known.iter().filter(|it| !said.contains(it.ico.as_str()) && !unclear.contains(&it.ico)) {
        found.vanished.push(gone.ico.clone());
        found.ended.push(gone.ico.clone());
        let permits = held.get(gone.ico.as_str()).unwrap_or(&nothing);
        found.ended_permits.extend(permits.iter().map(|permit| (gone.ico.clone(), (*permit).clone())));
    }
    found
}

/// The register as of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct AsOf {
    /// The day asked for.
    pub day: NaiveDate,
    /// The snapshot it is told from.
    pub snapshot: NaiveDate,
    /// Whether the day lies before the first snapshot: permits that had ended by then are missing.
    pub lower_bound: bool,
    /// All agencies of the country.
    pub everywhere: Count,
    /// By definition; `None` where the register does not tell.
    pub here: Vec<(Operates, Option<Count>)>,
}

/// Counts agencies and permits on a day, told from what a snapshot said.
///
/// - in: agencies and permits of the snapshot
#[must_use]
pub fn as_of(
    (day, snapshot, first): (NaiveDate, NaiveDate, NaiveDate),
    agencies: &[Known],
    permits: &[KnownPermit],
    (home, end): (&Home, EndDay),
) -> Option<AsOf> {
    let on = Day::read(&day.to_string())?;
    let mut by_ico: BTreeMap<&str, Vec<Permit>> = BTreeMap::new();
    permits.iter().for_each(|it| by_ico.entry(&it.ico).or_default().push(it.permit.clone()));
    let counted = |wanted: &dyn Fn(&Known) -> bool| {
        let chosen = agencies.iter().filter(|it| wanted(it));
        let permits = chosen.map(|it| ((), by_ico.get(it.ico.as_str()).map_or(&[][..], Vec::as_slice)));
        count(permits, on, end)
    };
    let here = Operates::ALL.map(|operates| {
        let told = agencies.iter().any(|it| operates.holds(it, home).is_some());
        let told =
            told && (operates != Operates::Workplace || agencies.iter().any(|it| !it.workplaces.is_empty()));
        (operates, told.then(|| counted(&|it| operates.holds(it, home) == Some(true))))
    });
    Some(AsOf { day, snapshot, lower_bound: day < first, everywhere: counted(&|_| true), here: here.into() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use official_statistics::Forms;

    fn permit(forms: &str, from: &str, to: Option<&str>) -> Permit {
        Permit {
            forms: Forms::from_letters(forms),
            from: Day::read(from).unwrap(),
            to: to.map(|to| Day::read(to).unwrap()),
            work: "Bez omezení".to_owned(),
            territory: "neomez".to_owned(),
        }
    }

    fn agency(ico: &str, permits: &[Permit]) -> Agency {
        let seat = Some(Municipality { code: "554791".to_owned(), name: String::new() });
        Agency {
            ico: ico.to_owned(),
            name: ico.to_owned(),
            seat,
            workplaces: BTreeSet::new(),
            permits: permits.to_vec(),
        }
    }

    fn known(agencies: &[Agency], day: NaiveDate) -> (Vec<Known>, Vec<KnownPermit>) {
        let one = |it: &Agency| Known {
            ico: it.ico.clone(),
            name: it.name.clone(),
            seat: it.seat.clone(),
            workplaces: it.workplaces.clone(),
            seen_from: day,
            seen_to: None,
        };
        let permits = agencies.iter().flat_map(|it| {
            it.permits.iter().map(|permit| KnownPermit {
                ico: it.ico.clone(),
                permit: permit.clone(),
                seen_from: day,
                seen_to: None,
            })
        });
        (agencies.iter().map(one).collect(), permits.collect())
    }

    #[test]
    fn f1_as_of_a_day_by_definition() {
        let day: NaiveDate = "2018-09-12".parse().unwrap();
        let (alfa, gama) = (
            [permit("b", "2018-02-01", Some("2021-02-01")), permit("ac", "2018-02-01", None)],
            [permit("a", "2018-10-01", None), permit("a", "2017-01-01", None)],
        );
        let beta = [permit("b", "2015-05-01", Some("2018-05-01"))];
        let mut all = [agency("00000019", &alfa), agency("00000027", &beta), agency("00000035", &gama)];
        all[2].seat = Some(Municipality { code: "554782".to_owned(), name: String::new() });
        let (agencies, permits) = known(&all, day);
        let home = Home { municipality: "554791".into(), name: "Plzeň".into(), district: None };
        let found = as_of((day, day, day), &agencies, &permits, (&home, EndDay::Included)).unwrap();
        let whole = found.everywhere;
        assert_eq!(
            (whole.agencies, whole.permits, whole.searching, whole.employing, whole.advising),
            (2, 3, 2, 1, 1)
        );
        assert_eq!((whole.expired, whole.future), (1, 1));
        assert_eq!(found.here[0].1.unwrap().agencies, 1, "by seat: Alfa");
        assert_eq!(
            (found.here[1].1, found.here[2].1),
            (None, None),
            "workplaces are not in this file, assignments nowhere"
        );
        let earlier =
            as_of(("2016-01-01".parse().unwrap(), day, day), &agencies, &permits, (&home, EndDay::Included));
        assert!(earlier.unwrap().lower_bound);
    }

    #[test]
    fn a_snapshot_ends_what_it_does_not_repeat() {
        let day: NaiveDate = "2026-01-01".parse().unwrap();
        let old = permit("b", "2025-01-01", Some("2028-01-01"));
        let (agencies, permits) =
            known(&[agency("1", std::slice::from_ref(&old)), agency("2", &[]), agency("3", &[])], day);
        let mut renamed = agency("1", &[permit("b", "2025-01-01", Some("2027-01-01"))]);
        renamed.name = "Nové jméno".to_owned();
        let found = difference(&agencies, &permits, &[renamed, agency("4", &[])], &["3".to_owned()].into());
        assert_eq!((found.new, found.same, found.changed), (1, 0, 1));
        assert_eq!(found.vanished, ["2"], "what is in doubt has not vanished");
        assert_eq!(found.ended_permits, [("1".to_owned(), old)]);
        assert_eq!(found.begun_permits.len(), 1);
        let same =
            difference(&agencies, &permits, &[agency("1", &[permits[0].permit.clone()])], &BTreeSet::new());
        assert_eq!((same.same, same.ended_permits.len(), same.begun.len()), (1, 0, 0));
    }
}
