//! The register as bytes: there and back, cut anywhere, damaged anywhere.

use addresses::Register;
use addresses::register::BytesError;

use crate::town::{register, rows};

#[test]
fn what_is_written_is_read_however_it_is_cut() {
    let register = register(&rows());
    let stream = register.to_chunks(1 << 20).concat();
    for size in [1, 7, 4096, stream.len()] {
        let cut: Vec<&[u8]> = stream.chunks(size).collect();
        assert_eq!(Register::from_chunks(&cut).as_ref(), Ok(&register), "chunks of {size}");
    }
    assert!(register.to_chunks(0).iter().all(|chunk| chunk.len() <= 4096));
}

#[test]
fn an_empty_register_is_a_register() {
    let empty = register(&[]);
    assert_eq!(Register::from_chunks(&empty.to_chunks(1 << 20)).as_ref(), Ok(&empty));
}

#[test]
fn damage_is_named_and_never_panics() {
    let stream = register(&rows()).to_chunks(1 << 20).concat();
    let read = |bytes: &[u8]| Register::from_chunks(&[bytes]).map(|_| ());
    assert_eq!(read(b"PK\x03\x04"), Err(BytesError::NotARegister));
    assert_eq!(read(&[]), Err(BytesError::NotARegister));
    for length in 0..stream.len() {
        assert!(read(&stream[..length]).is_err(), "cut to {length}");
    }
    assert_eq!(read(&[stream.as_slice(), b"x"].concat()), Err(BytesError::Trailing));
    for at in 16..stream.len() {
        let mut damaged = stream.clone();
        damaged[at] ^= 0x40;
        assert!(read(&damaged).is_err(), "byte {at}");
    }
    let mut other = stream.clone();
    other[8] = 9;
    assert_eq!(read(&other), Err(BytesError::Version(9)));
}
