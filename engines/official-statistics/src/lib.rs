//! What offices publish about foreigners and employment agencies, as figures that add up.
//!
//! ```text
//!   csu.rs       290038 districts × sex × citizenship × age (CSV, ZIP) ─┐
//!   population.rs 130149 inhabitants of municipalities                  ├─ margins.rs: what is printed as a sum must be one
//!   datastat.rs  DataStat CSV by aliases · jsonstat.rs JSON-stat 2.0   ─┘
//!   national.rs  tables people made of them ─► plausible.rs: known totals catch what was added up twice
//!   mapping.rs   a ministry's workbook, read as it was mapped once; a changed layout is named, not guessed
//!   agencies.rs  the register of agencies ─► permits.rs: how many are valid on a day
//!   lists.rs     code lists
//! ```
//!
//! Every fault names its row. Totals are never added to what they are totals of. Of the register of agencies no field
//! about a person is read: the reader passes over it without making a value of it.
//!
//! ```
//! use official_statistics::{agencies, Day, EndDay};
//!
//! let file = br#"{"polozky":[{"ico":"27074358","nazev":"Alfa","odpovednyZastupce":{"jmeno":"X"},"povoleni":[
//!     {"platnostOd":"2018-02-01","platnostDo":"2021-02-01","zamestnavaniOsob":true}]}]}"#;
//! let register = agencies::read(file)?;
//! let permits = register.agencies.iter().map(|it| (it.ico.as_str(), it.permits.as_slice()));
//! let count = official_statistics::count(permits, Day::new(2021, 2, 1).unwrap(), EndDay::Included);
//! assert_eq!((count.agencies, count.permits, count.employing), (1, 1, 1));
//! # Ok::<(), official_statistics::Fault>(())
//! ```

pub mod agencies;
pub mod csu;
pub mod datastat;
mod day;
mod fault;
mod ico;
pub mod jsonstat;
pub mod lists;
pub mod mapping;
mod margins;
pub mod national;
mod permits;
pub mod plausible;
pub mod population;
mod records;

pub use day::Day;
pub use fault::{Fault, FaultKind};
pub use ico::is_ico;
pub use margins::Mismatch;
pub use permits::{Count, EndDay, Forms, Permit, Standing, count};

/// Sex as official tables divide people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    /// Men.
    Men,
    /// Women.
    Women,
}

impl Sex {
    /// `1` men, `2` women, as in the code list 102 of the Czech Statistical Office.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Sex::Men => "1",
            Sex::Women => "2",
        }
    }
}

/// What a file is, seen by how it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Set 290038.
    Districts,
    /// Set 130149.
    Population,
    /// CSV of DataStat.
    DataStat,
    /// JSON-stat 2.0.
    JsonStat,
    /// Country, year, count.
    CountriesByYear,
    /// Districts with a column a year.
    DistrictsByYear,
    /// A code list.
    CodeList,
    /// The register of agencies.
    Agencies,
    /// An Excel workbook, to be read by a mapping.
    Workbook,
}

/// Finds out what a file is.
///
/// # Errors
/// When it is none of the known forms: [`FaultKind::UnknownForm`] with its first line, or it cannot be read as text at all.
pub fn recognise(bytes: &[u8]) -> Result<Form, Fault> {
    // Excel 97–2003 is a compound file, the newer one an archive.
    let compound = bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    if compound || (bytes.starts_with(b"PK\x03\x04") && records::is_workbook(bytes)) {
        return Ok(Form::Workbook);
    }
    let text = records::text(bytes)?;
    let start = text.trim_start();
    if start.starts_with('{') {
        let head: String = start.chars().take(4096).collect();
        return Ok(if head.contains("\"polozky\"") { Form::Agencies } else { Form::JsonStat });
    }
    let header = records::Records::new(&text)?.header;
    let has = |name: &str| header.iter().any(|it| it == name);
    Ok(match () {
        () if has("stobcan_kod") => Form::Districts,
        () if has("casref_do") && has("vuzemi_kod") => Form::Population,
        () if has("kodcis") && has("chodnota") => Form::CodeList,
        () if national::is_countries(&header) => Form::CountriesByYear,
        () if national::is_districts(&header) => Form::DistrictsByYear,
        () if datastat::is_datastat(&header) => Form::DataStat,
        () => {
            return Err(Fault::whole(FaultKind::UnknownForm(header.join(", ").chars().take(200).collect())));
        }
    })
}
