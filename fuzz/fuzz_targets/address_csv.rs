//! The official address file: any bytes, in chunks of any size, behind a sound header or not. The first byte
//! chooses both; what is read must build a register that survives its own bytes.
#![no_main]

use addresses::ruian::{Column, Reader};
use addresses::{Edition, Register, RegisterBuilder};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&choice, bytes)) = data.split_first() else { return };
    let mut reader = Reader::new();
    let mut builder = RegisterBuilder::new();
    let mut take = |row: Result<addresses::Record<'_>, addresses::ruian::Refusal>| {
        if let Ok(record) = row {
            builder.push(&record).expect("what the reader accepts fits the register");
        }
    };
    if choice & 1 == 0 {
        let header: Vec<u8> = Column::ALL.map(Column::heading).join(";").chars().map(windows_1250).collect();
        reader.push(&header, &mut take).expect("the official header");
        reader.push(b"\n", &mut take).expect("the official header");
    }
    for chunk in bytes.chunks(usize::from(choice >> 1) + 1) {
        if reader.push(chunk, &mut take).is_err() {
            return;
        }
    }
    if reader.finish(&mut take).is_ok() {
        let register = builder.finish(Edition { as_of: None }).expect("a register").register;
        register.addresses().for_each(|address| drop(address.one_line()));
        let back = Register::from_chunks(&register.to_chunks(4096));
        assert_eq!(back.as_ref(), Ok(&register));
    }
});

/// The letters of the official headings in windows-1250.
fn windows_1250(c: char) -> u8 {
    match c {
        'ó' => 0xf3,
        'á' => 0xe1,
        'č' => 0xe8,
        'Č' => 0xc8,
        'í' => 0xed,
        'ř' => 0xf8,
        other => other as u8,
    }
}
