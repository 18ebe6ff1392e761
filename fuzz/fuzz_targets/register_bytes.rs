//! The register as bytes: any damage is an error, and what is accepted can be walked and searched.
#![no_main]

use std::sync::Arc;

use addresses::{Ask, Register, Search};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (first, second) = data.split_at(data.len() / 2);
    let Ok(register) = Register::from_chunks(&[first, second]) else { return };
    for address in register.addresses() {
        assert!(register.address(address.code()).is_some());
        drop((address.lines(), address.wgs84(), address.part().addresses().count()));
    }
    let search = Search::open(Arc::new(register), &[]);
    search.find(&Ask::anywhere("Koterovská 83, Plzeň"));
});
