//! Opens the files people bring: plain, `.gz`, `.zst`, `.zip`, or a folder of such files.
//!
//! ```text
//!   paths ──► expand folders ──► open by ending ──► bounded decompression ──► each(Piece)
//!                                                        │
//!                                                        └─ counts bytes read from disk (progress)
//! ```
//!
//! Nothing is unpacked to disk and nothing is held whole, so the country's register streams through a
//! fixed buffer. A file that swells beyond reason (a bomb) is refused before it fills the memory.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

/// How much a source may grow while it is being unpacked.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Most bytes one import may hold when unpacked.
    pub total: u64,
    /// Most unpacked bytes for one packed byte, looked at after the first 16 MiB.
    pub ratio: u64,
}

impl Default for Limits {
    /// 4 GiB and 200 : 1. The whole country's address CSV is about 0.4 GiB at 8 : 1.
    fn default() -> Self {
        Self { total: 4 << 30, ratio: 200 }
    }
}

/// Why a source could not be read. `file` is the path as given, with the entry's name for an archive.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "fields are named by the sentence above each")]
pub enum SourceError {
    #[error("{file}: cannot be opened: {cause}")]
    Open { file: String, cause: io::Error },
    #[error("{file}: damaged or cut off after {read} unpacked bytes: {cause}")]
    Damaged { file: String, read: u64, cause: io::Error },
    #[error("{file}: not a readable zip archive: {cause}")]
    Archive { file: String, cause: String },
    #[error("{file}: unpacks to more than {limit} bytes; refused as a decompression bomb")]
    Bomb { file: String, limit: u64 },
    #[error("{file}: the folder holds no .csv, .gz, .zst or .zip file")]
    EmptyFolder { file: String },
    #[error("{file}: the file is empty")]
    EmptyFile { file: String },
}

/// What a reader is given, in order: a file begins, its bytes in pieces, the file ends.
#[derive(Debug)]
pub enum Piece<'a> {
    /// A new file, named as a person would look for it.
    Begins(&'a str),
    /// The next unpacked bytes; pieces may end in the middle of a line.
    Bytes(&'a [u8]),
    /// The file is complete.
    Ends,
}

/// Reads every file under `paths` and hands its bytes to `each`; `progress` hears how many bytes of
/// the packed files have been read so far (see [`packed_size`] for the whole).
///
/// # Errors
/// The first file that cannot be read to its end; whatever `each` returns stops the reading.
pub fn read<E: From<SourceError>>(
    paths: &[PathBuf],
    limits: Limits,
    progress: &dyn Fn(u64),
    each: &mut dyn FnMut(Piece<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut flow = Flow { limits, progress, packed_before: 0, unpacked: 0 };
    for path in files(paths)? {
        let size = std::fs::metadata(&path).map_or(0, |m| m.len());
        flow.file(&path, each)?;
        flow.packed_before += size;
    }
    Ok(())
}

/// Reads one file whole into memory, unpacked; for territory files, which are small.
///
/// # Errors
/// As [`read`]; a zip must hold exactly the files that belong together, they are joined.
pub fn read_whole(path: &Path, limits: Limits) -> Result<Vec<u8>, SourceError> {
    let mut all = Vec::new();
    read(&[path.to_owned()], limits, &|_| (), &mut |piece| {
        if let Piece::Bytes(bytes) = piece {
            all.extend_from_slice(bytes);
        }
        Ok::<_, SourceError>(())
    })?;
    Ok(all)
}

/// Bytes on disk of everything [`read`] would read: the length of its progress.
///
/// # Errors
/// A path that does not exist or a folder without a readable file.
pub fn packed_size(paths: &[PathBuf]) -> Result<u64, SourceError> {
    Ok(files(paths)?.iter().filter_map(|path| std::fs::metadata(path).ok()).map(|m| m.len()).sum())
}

/// Folders replaced by the files in them, in order of name; other paths as they are.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, SourceError> {
    let mut all = Vec::new();
    for path in paths {
        let file = path.display().to_string();
        if !path.is_dir() {
            all.push(path.clone());
            continue;
        }
        let entries =
            std::fs::read_dir(path).map_err(|cause| SourceError::Open { file: file.clone(), cause })?;
        let mut inside: Vec<PathBuf> =
            entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|p| readable(p)).collect();
        if inside.is_empty() {
            return Err(SourceError::EmptyFolder { file });
        }
        inside.sort();
        all.append(&mut inside);
    }
    Ok(all)
}

fn ending(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn readable(path: &Path) -> bool {
    path.is_file() && matches!(ending(path).as_str(), "csv" | "gz" | "zst" | "zip")
}

/// The state of one [`read`]: what has been unpacked so far, over all files.
struct Flow<'a> {
    limits: Limits,
    progress: &'a dyn Fn(u64),
    packed_before: u64,
    unpacked: u64,
}

impl Flow<'_> {
    fn file<E: From<SourceError>>(
        &mut self,
        path: &Path,
        each: &mut dyn FnMut(Piece<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let name = path.display().to_string();
        let open = |cause| SourceError::Open { file: name.clone(), cause };
        let file = File::open(path).map_err(open)?;
        let packed = file.metadata().map_err(open)?.len();
        if packed == 0 {
            return Err(SourceError::EmptyFile { file: name }.into());
        }
        match ending(path).as_str() {
            "gz" => {
                self.stream(&name, &mut flate2::read::MultiGzDecoder::new(BufReader::new(file)), packed, each)
            }
            "zst" => {
                let mut unpacked = zstd::Decoder::new(file).map_err(open)?;
                self.stream(&name, &mut unpacked, packed, each)
            }
            "zip" => self.archive(&name, file, each),
            _ => self.stream(&name, &mut BufReader::new(file), packed, each),
        }
    }

    fn archive<E: From<SourceError>>(
        &mut self,
        name: &str,
        file: File,
        each: &mut dyn FnMut(Piece<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let broken = |cause: zip::result::ZipError| SourceError::Archive {
            file: name.to_owned(),
            cause: cause.to_string(),
        };
        let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(broken)?;
        let start = self.packed_before;
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).map_err(broken)?;
            if entry.is_dir() {
                continue;
            }
            let inner = format!("{name} › {}", entry.name().map_err(broken)?);
            let packed = entry.compressed_size();
            self.stream(&inner, &mut entry, packed, each)?;
            self.packed_before += packed;
        }
        self.packed_before = start;
        Ok(())
    }

    /// Hands over one unpacked file, piece by piece, watching its growth.
    fn stream<E: From<SourceError>>(
        &mut self,
        name: &str,
        from: &mut dyn Read,
        packed: u64,
        each: &mut dyn FnMut(Piece<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        each(Piece::Begins(name))?;
        let mut buffer = vec![0_u8; 1 << 18];
        let mut read = 0_u64;
        loop {
            let got = match from.read(&mut buffer) {
                Ok(0) => break,
                Ok(got) => got,
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => continue,
                Err(cause) => return Err(SourceError::Damaged { file: name.to_owned(), read, cause }.into()),
            };
            read += got as u64;
            self.guard(name, read, packed)?;
            each(Piece::Bytes(buffer.get(..got).unwrap_or_default()))?;
            (self.progress)(self.packed_before + packed.min(read));
        }
        self.unpacked += read;
        each(Piece::Ends)
    }

    fn guard(&self, name: &str, read: u64, packed: u64) -> Result<(), SourceError> {
        let by_ratio = packed.max(1).saturating_mul(self.limits.ratio).max(16 << 20);
        let limit = by_ratio.min(self.limits.total.saturating_sub(self.unpacked));
        if read > limit {
            return Err(SourceError::Bomb { file: name.to_owned(), limit });
        }
        Ok(())
    }
}
