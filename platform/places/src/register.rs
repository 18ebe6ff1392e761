//! Importing an edition of the address register: read, compare, confirm.
//!
//! ```text
//!   files ─► read ─► Reading (register, refused rows) ─► compare ─► Difference, touched rules ─► save
//!                        nothing is written up to here ──────────────────────────────────────┘
//! ```

use std::path::PathBuf;
use std::sync::Arc;

use ::store::{BlobId, Value};
use addresses::ruian::{FileError, Reader, Refusal};
use addresses::{Date, Difference, Edition, Register, RegisterBuilder};

use crate::source::{self, Limits, Piece, SourceError};
use crate::{Places, PlacesError, REVISION, store};

/// The active edition, as the database knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterEdition {
    /// Its row.
    pub id: i64,
    /// ISO date: the day the register describes.
    pub vintage: String,
    /// The file as given.
    pub source: String,
    /// Addresses in it.
    pub addresses: i64,
    /// Municipalities in it.
    pub municipalities: i64,
    /// Rows of the files that were not taken over.
    pub refused: i64,
    /// Where its bytes are.
    pub blob: BlobId,
    /// When it was imported, milliseconds since 1970 UTC.
    pub imported_at: i64,
}

/// Why files cannot become a register. Nothing has been changed.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The file is not an official address file.
    #[error("{file}: {cause}")]
    File {
        /// The file, and the entry of an archive.
        file: String,
        /// What is wrong with it.
        cause: FileError,
    },
    /// The records do not fit a register.
    #[error(transparent)]
    Build(#[from] addresses::register::BuildError),
    /// Not one row was taken over.
    #[error("no address was taken over, {refused} rows were refused")]
    NothingLeft {
        /// How many.
        refused: u64,
        /// The first of them.
        first: Vec<RefusedRow>,
    },
}

/// A row that was not taken over, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct RefusedRow {
    /// The file.
    pub file: String,
    /// Line, column and reason.
    pub refusal: Refusal,
}

/// An edition that has been read and not yet saved.
#[derive(Debug)]
pub struct Reading {
    /// The register itself.
    pub register: Arc<Register>,
    /// The files as given.
    pub source: String,
    /// The first thousand refused rows.
    pub refused: Vec<RefusedRow>,
    /// How many rows were refused.
    pub refused_count: u64,
    /// Addresses that came more than once; the last record was taken.
    pub repeated: usize,
}

/// Refused rows that are kept to be shown; the rest is counted.
const SHOWN: usize = 1000;

/// Reads official address files into a register. `progress` hears the bytes read from disk so far.
///
/// # Errors
/// The first file that cannot be read or is not an official address file.
pub fn read(
    paths: &[PathBuf],
    as_of: Option<Date>,
    limits: Limits,
    progress: &dyn Fn(u64),
) -> Result<Reading, ImportError> {
    let mut intake = Intake::new(as_of);
    source::read(paths, limits, progress, &mut |piece| intake.take(&piece))?;
    let names: Vec<String> =
        paths.iter().filter_map(|p| Some(p.file_name()?.to_string_lossy().into_owned())).collect();
    intake.finish(names.join(", "))
}

/// Reads an official address file that is already in memory.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(name: &str, bytes: &[u8], as_of: Option<Date>) -> Result<Reading, ImportError> {
    let mut intake = Intake::new(as_of);
    for piece in [Piece::Begins(name), Piece::Bytes(bytes), Piece::Ends] {
        intake.take(&piece)?;
    }
    intake.finish(name.to_owned())
}

/// The state of one [`read`].
struct Intake {
    builder: RegisterBuilder,
    reader: Option<Reader>,
    file: String,
    refused: Vec<RefusedRow>,
    count: u64,
    as_of: Option<Date>,
    latest: Option<Date>,
}

impl Intake {
    fn new(as_of: Option<Date>) -> Self {
        let (builder, file, refused) = (RegisterBuilder::new(), String::new(), Vec::new());
        Self { builder, reader: None, file, refused, count: 0, as_of, latest: None }
    }

    fn finish(mut self, source: String) -> Result<Reading, ImportError> {
        let built = self.builder.finish(Edition { as_of: self.as_of.or(self.latest) })?;
        if built.register.is_empty() {
            self.refused.truncate(10);
            return Err(ImportError::NothingLeft { refused: self.count, first: self.refused });
        }
        Ok(Reading {
            register: Arc::new(built.register),
            source,
            refused: self.refused,
            refused_count: self.count,
            repeated: built.repeated.len(),
        })
    }

    fn take(&mut self, piece: &Piece<'_>) -> Result<(), ImportError> {
        match piece {
            Piece::Begins(name) => {
                (*name).clone_into(&mut self.file);
                self.as_of = self.as_of.or_else(|| vintage_of(name));
                self.reader = Some(Reader::new());
                Ok(())
            }
            Piece::Bytes(bytes) => {
                let Some(mut reader) = self.reader.take() else { return Ok(()) };
                let outcome = self.rows(|each| reader.push(bytes, each));
                self.reader = Some(reader);
                outcome
            }
            Piece::Ends => {
                let Some(reader) = self.reader.take() else { return Ok(()) };
                self.rows(|each| reader.finish(each).map(|_| ()))
            }
        }
    }

    /// Runs the reader over a piece and takes in what it hands over.
    fn rows(
        &mut self,
        run: impl FnOnce(&mut dyn FnMut(Result<addresses::Record<'_>, Refusal>)) -> Result<(), FileError>,
    ) -> Result<(), ImportError> {
        let (mut full, file) = (None, self.file.clone());
        run(&mut |row| match row {
            Ok(record) => {
                self.latest = self.latest.max(record.valid_from);
                if let Err(cause) = self.builder.push(&record) {
                    full.get_or_insert(cause);
                }
            }
            Err(refusal) => {
                self.count += 1;
                if self.refused.len() < SHOWN {
                    self.refused.push(RefusedRow { file: file.clone(), refusal });
                }
            }
        })
        .map_err(|cause| ImportError::File { file: self.file.clone(), cause })?;
        full.map_or(Ok(()), |cause| Err(cause.into()))
    }
}

/// The day in an official file name, `20231231_OB_554791_ADR.csv`.
fn vintage_of(name: &str) -> Option<Date> {
    let last = name.rsplit(['/', '\\', ' ']).next()?;
    let digits = last.get(..8).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u16>().ok();
    Date::new(number(0..4)?, u8::try_from(number(4..6)?).ok()?, u8::try_from(number(6..8)?).ok()?)
}

impl Places {
    /// What an import would change; `None` when there is no edition to compare with.
    pub fn compare(&self, reading: &Reading) -> Option<Difference> {
        let atlas = self.atlas();
        Some(Difference::between(atlas.register()?, &reading.register))
    }

    /// Saves the edition and makes it the active one, in one transaction.
    ///
    /// # Errors
    /// When the database refuses; nothing is changed then.
    pub async fn save_register(&self, reading: &Reading) -> Result<RegisterEdition, PlacesError> {
        let register = reading.register.clone();
        let chunks = tokio::task::spawn_blocking(move || register.to_chunks(1 << 20))
            .await
            .map_err(|_| PlacesError::BrokenOff)?;
        let mut tx = self.store.begin().await?;
        let blob = tx.put_blob("address register", chunks.into_iter()).await?;
        let edition = RegisterEdition {
            id: self.store.new_id().0,
            vintage: reading.register.edition().as_of.map_or_else(String::new, |date| date.to_string()),
            source: reading.source.clone(),
            addresses: count(reading.register.len()),
            municipalities: count(reading.register.municipalities().len()),
            refused: i64::try_from(reading.refused_count).unwrap_or(i64::MAX),
            blob,
            imported_at: ::store::Clock::System.now().timestamp_millis(),
        };
        tx.execute(&store::SUPERSEDE_REGISTER, &[]).await?;
        tx.execute(&store::SAVE_REGISTER, &row(&edition)).await?;
        tx.bump(REVISION).await?;
        tx.commit().await?;
        self.refresh().await?;
        Ok(edition)
    }
}

fn row(edition: &RegisterEdition) -> Vec<Value> {
    vec![
        edition.id.into(),
        edition.vintage.clone().into(),
        edition.source.clone().into(),
        edition.addresses.into(),
        edition.municipalities.into(),
        edition.refused.into(),
        edition.blob.sha256.clone().into(),
        i64::try_from(edition.blob.bytes).unwrap_or(i64::MAX).into(),
        edition.imported_at.into(),
    ]
}

/// A length as the database counts.
pub(crate) fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_stands_in_the_official_file_name() {
        let check = |name: &str, expected: Option<&str>| {
            assert_eq!(vintage_of(name).map(|d| d.to_string()).as_deref(), expected, "{name}");
        };
        check("data/20231231_OB_554791_ADR.csv", Some("2023-12-31"));
        check("all.zip › CSV/20260731_OB_500011_ADR.csv", Some("2026-07-31"));
        check("20231331_OB_554791_ADR.csv", None);
        check("ruian_adr_plzen_554791.csv.gz", None);
    }
}
