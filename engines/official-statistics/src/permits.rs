//! Permits of employment agencies and how many are valid on a day (Act 435/2004, § 14 and § 60).

use serde::{Deserialize, Serialize};

use crate::Day;

/// Forms of mediation a permit is for (§ 14 (1)): a permit may be for several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Forms {
    /// a) searching for a job for people and for people for a job.
    pub searching: bool,
    /// b) employing people who work for a user.
    pub employing: bool,
    /// c) advice and information.
    pub advising: bool,
}

impl Forms {
    /// Letters of the forms: `ac`.
    #[must_use]
    pub fn letters(self) -> String {
        let all = [(self.searching, 'a'), (self.employing, 'b'), (self.advising, 'c')];
        all.into_iter().filter(|(is, _)| *is).map(|(_, letter)| letter).collect()
    }

    /// Reads letters.
    #[must_use]
    pub fn from_letters(letters: &str) -> Forms {
        Forms {
            searching: letters.contains('a'),
            employing: letters.contains('b'),
            advising: letters.contains('c'),
        }
    }
}

/// A permit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Permit {
    /// For which forms.
    pub forms: Forms,
    /// First day.
    pub from: Day,
    /// Last day; none for a permit without an end.
    pub to: Option<Day>,
    /// For which kinds of work, as the register words it: `Bez omezení`.
    pub work: String,
    /// Where: code of the register, `neomez` for everywhere.
    pub territory: String,
}

/// Whether a permit is valid on its last day. The register does not say; the city's setting does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndDay {
    /// It is: the default.
    #[default]
    Included,
    /// It is not.
    Excluded,
}

/// How a permit stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It has not begun.
    Future,
    /// It is valid.
    Valid,
    /// It has ended.
    Expired,
}

impl Permit {
    /// How it stands on a day.
    #[must_use]
    pub fn on(&self, day: Day, end: EndDay) -> Standing {
        let over = self.to.is_some_and(|to| match end {
            EndDay::Included => to < day,
            EndDay::Excluded => to <= day,
        });
        match () {
            () if day < self.from => Standing::Future,
            () if over => Standing::Expired,
            () => Standing::Valid,
        }
    }
}

/// How many agencies and permits there are on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Agencies with at least one valid permit.
    pub agencies: u64,
    /// Valid permits.
    pub permits: u64,
    /// Valid permits for form a). One for two forms counts in both.
    pub searching: u64,
    /// For form b).
    pub employing: u64,
    /// For form c).
    pub advising: u64,
    /// Permits that have ended.
    pub expired: u64,
    /// Permits that have not begun.
    pub future: u64,
}

/// Counts agencies, each with its permits, on a day.
pub fn count<'a, A>(agencies: impl IntoIterator<Item = (A, &'a [Permit])>, day: Day, end: EndDay) -> Count {
    let mut count = Count::default();
    for (_, permits) in agencies {
        let before = count.permits;
        for permit in permits {
            match permit.on(day, end) {
                Standing::Future => count.future += 1,
                Standing::Expired => count.expired += 1,
                Standing::Valid => {
                    count.permits += 1;
                    count.searching += u64::from(permit.forms.searching);
                    count.employing += u64::from(permit.forms.employing);
                    count.advising += u64::from(permit.forms.advising);
                }
            }
        }
        count.agencies += u64::from(count.permits > before);
    }
    count
}
