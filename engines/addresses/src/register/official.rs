//! The official way to write an address: Decree 359/2011 Coll. § 6 (domain note §3.7).
//!
//! | case | lines |
//! |---|---|
//! | street, part ≠ town | `Lhenická 1120/1` · `České Budějovice 2` · `37005 České Budějovice` |
//! | street, part = town | `Žamberecká 339` · `51601 Vamberk` |
//! | no street, part ≠ town | `Dražkovice 106` · `53333 Pardubice` |
//! | no street, part = town | `č.p. 111` · `50333 Praskačka` |
//!
//! In Prague the last line carries the Prague district: `18200 Praha 8`. The city district (MOMC) is not part
//! of an official address.

use std::fmt::Write;

use super::Address;
use crate::HouseKind;

impl Address<'_> {
    /// The lines of the official address, one to three.
    pub fn lines(self) -> Vec<String> {
        let town = self.municipality().name();
        let part = self.part().name();
        let mut lines = Vec::with_capacity(3);
        match self.street() {
            Some(street) => {
                lines.push(format!("{} {}", street.name(), self.numbers()));
                if part != town {
                    lines.push(part.to_owned());
                }
            }
            None if part != town => lines.push(format!("{part} {}", self.numbers())),
            None if self.house().kind == HouseKind::Descriptive => {
                lines.push(format!("č.p. {}", self.numbers()))
            }
            None => lines.push(self.numbers()),
        }
        let last = self.prague_district().map_or(town, |district| district.name);
        lines.push(match self.postcode() {
            Some(postcode) => format!("{postcode} {last}"),
            None => last.to_owned(),
        });
        lines
    }

    /// The official address on one line, parts joined by `, `.
    pub fn one_line(self) -> String {
        self.lines().join(", ")
    }

    /// The numbers alone, as they stand behind a street name: `1120/1`, `339`, `č.ev. 97`.
    pub fn numbers(self) -> String {
        let mut text = self.house().to_string();
        if let Some(orientation) = self.orientation() {
            // Writing into a String cannot fail.
            let _ = write!(text, "/{orientation}");
        }
        text
    }
}
