//! Files as people bring them: packed, in folders, cut off, swollen.

use std::io::Write;
use std::path::{Path, PathBuf};

use places::source::{self, Limits, Piece, SourceError};

const TEXT: &[u8] = b"one\ntwo\nthree\n";

fn put(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Names of the files and all their bytes, in order.
fn read(path: &Path, limits: Limits) -> Result<(Vec<String>, Vec<u8>), SourceError> {
    let (mut names, mut bytes) = (Vec::new(), Vec::new());
    source::read(&[path.to_owned()], limits, &|_| (), &mut |piece| {
        match piece {
            Piece::Begins(name) => names.push(name.rsplit('/').next().unwrap_or_default().to_owned()),
            Piece::Bytes(more) => bytes.extend_from_slice(more),
            Piece::Ends => {}
        }
        Ok::<_, SourceError>(())
    })?;
    Ok((names, bytes))
}

#[test]
fn every_packing_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let check = |name: &str, bytes: &[u8], expected: &[&str]| {
        let (names, found) = read(&put(folder.path(), name, bytes), Limits::default()).unwrap();
        assert_eq!(
            (names.as_slice(), found.as_slice()),
            (&expected.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>()[..], TEXT)
        );
    };
    check("a.csv", TEXT, &["a.csv"]);
    check("a.csv.gz", &gz(TEXT), &["a.csv.gz"]);
    check("a.csv.zst", &zstd::encode_all(TEXT, 1).unwrap(), &["a.csv.zst"]);
    check("a.zip", &zip(&[("CSV/1.csv", &TEXT[..4]), ("CSV/2.csv", &TEXT[4..])]), &["1.csv", "2.csv"]);
}

#[test]
fn a_folder_is_read_in_the_order_of_names() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "b.csv.gz", &gz(&TEXT[4..]));
    put(folder.path(), "a.csv", &TEXT[..4]);
    put(folder.path(), "readme.txt", b"not read");
    let (names, bytes) = read(folder.path(), Limits::default()).unwrap();
    assert_eq!((names, bytes.as_slice()), (vec!["a.csv".to_owned(), "b.csv.gz".to_owned()], TEXT));
}

#[test]
fn what_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let check = |name: &str, bytes: &[u8], expected: fn(&SourceError) -> bool| {
        let error = read(&put(folder.path(), name, bytes), Limits::default()).unwrap_err();
        assert!(expected(&error) && error.to_string().contains(name), "{error}");
    };
    let packed = gz(&TEXT.repeat(1000));
    check("cut.csv.gz", &packed[..packed.len() - 12], |e| matches!(e, SourceError::Damaged { .. }));
    let archive = zip(&[("1.csv", TEXT)]);
    check("cut.zip", &archive[..archive.len() - 30], |e| matches!(e, SourceError::Archive { .. }));
    check("empty.csv", b"", |e| matches!(e, SourceError::EmptyFile { .. }));
    check("not.zst", TEXT, |e| matches!(e, SourceError::Damaged { .. } | SourceError::Open { .. }));
    let missing = read(&folder.path().join("missing.csv"), Limits::default()).unwrap_err();
    assert!(matches!(missing, SourceError::Open { .. }));
    let nothing = folder.path().join("nothing");
    std::fs::create_dir(&nothing).unwrap();
    assert!(matches!(read(&nothing, Limits::default()), Err(SourceError::EmptyFolder { .. })));
}

#[test]
fn a_bomb_is_refused_before_it_fills_the_memory() {
    let folder = tempfile::tempdir().unwrap();
    let swollen = gz(&vec![b'0'; 64 << 20]);
    let path = put(folder.path(), "bomb.csv.gz", &swollen);
    let error = read(&path, Limits::default()).unwrap_err();
    assert!(matches!(error, SourceError::Bomb { limit, .. } if limit <= 17 << 20), "{error}");
    let small = Limits { total: 8, ratio: 200 };
    assert!(matches!(
        read(&put(folder.path(), "a.csv", TEXT), small),
        Err(SourceError::Bomb { limit: 8, .. })
    ));
}
