//! What is in this file a survey company delivered? SPSS, Stata, CSV and Excel as one table whose missing answers are
//! told apart.
//!
//! ```text
//!   .sav .zsav ─ sav ──┐
//!   .dta ─────── dta ──┤              ┌─ variables: name, label, kind, scale, words for values, declared missing
//!   .csv ─────── csv ──┼─► File ──────┤      └─ column: values, and what stands where there are none
//!   .xlsx ────── xlsx ─┘     ▲        ├─ encoding and dialect: how it was read, and how sure that is
//!   codebook (CSV, TOML, sheet)       └─ notes: what a person should look at before trusting it
//! ```
//!
//! Nothing is decided silently: what a file does not say is found out, told, and can be overridden by [`Options`] when
//! the file is read again. A code that is declared missing (98 *nevím*) stays in its column; only what asks for
//! [`Variable::numbers`] or [`Variable::categories`] leaves it out. A file that was cut is refused with the place, never
//! read to where it ends. Counts of a file do not decide how much memory is taken.
//!
//! ```
//! use survey_files::{Cell, Codebook, Missing, Options, Reason, read};
//!
//! let codebook = Codebook::from_csv(
//!     "proměnná;otázka;kód;význam;chybějící\n\
//!      tma;Bezpečí po setmění;1;bezpečně;\n\
//!      ;;2;nebezpečně;\n\
//!      ;;98;nevím;dont-know\n".as_bytes())?;
//! let data = "vaha;tma\n1,25;1\n0,8;98\n1;\n".as_bytes();
//! let file = read(data, &Options { codebook: Some(codebook), ..Options::default() })?;
//!
//! let dark = file.variable("tma").unwrap();
//! assert_eq!(dark.cell(1), Cell::Missing(Missing::Number(98.0)));
//! assert_eq!(dark.cell(2), Cell::Missing(Missing::Empty));
//! assert_eq!(dark.reason_of(Missing::Number(98.0)), Some(Reason::DontKnow));
//! assert_eq!(dark.numbers().unwrap()[0], 1.0);
//! assert!(dark.numbers().unwrap()[1].is_nan());
//! assert_eq!(dark.categories().levels[0].label, "bezpečně");
//! assert_eq!(file.variable("vaha").unwrap().numbers().unwrap(), [1.25, 0.8, 1.0]);
//! # Ok::<(), survey_files::Fault>(())
//! ```

mod bytes;
mod codebook;
mod codepage;
mod column;
pub mod csv;
pub mod day;
mod dta;
mod fault;
mod model;
mod note;
mod options;
mod sav;
mod xlsx;

pub use codebook::{Code, Codebook, Entry, NoAnswer};
pub use codepage::{Encoding, How};
pub use column::{Categories, Cell, Column, Gap, Level, Missing, NONE, Numbers, Tally, Texts};
pub use fault::{Fault, FaultKind, Place};
pub use model::{
    Declared, File, Format, Kind, Measure, Packing, Reason, ResponseSet, Value, ValueLabel, Values, Variable,
};
pub use note::Note;
pub use options::Options;

/// Reads a file; which kind it is, its first bytes say.
///
/// - in: the whole file
/// - out: its variables with all rows; at most 100 million cells
/// - cost: one pass for SPSS and Stata; CSV is read in parallel, columns of texts twice
///
/// # Errors
/// What is wrong and where: the byte, the row, the variable, as far as each is known.
pub fn read(bytes: &[u8], options: &Options) -> Result<File, Fault> {
    if bytes.is_empty() {
        return Err(Fault::whole(FaultKind::Empty));
    }
    let mut file = match bytes {
        _ if sav::is(bytes) => sav::read(bytes, options)?,
        _ if dta::is(bytes) => dta::read(bytes, options)?,
        _ if xlsx::is(bytes) => return xlsx::read(bytes, options),
        _ => return csv::read(bytes, options),
    };
    if let Some(codebook) = &options.codebook {
        codebook.apply(&mut file, false);
    }
    Ok(file)
}
