//! Any bytes as the register of agencies: a fault, or entries of which each is an agency or in quarantine, and whose marked
//! personal fields left no trace.
#![no_main]

use libfuzzer_sys::fuzz_target;
use official_statistics::{Day, EndDay, agencies, count, is_ico};

fuzz_target!(|data: &[u8]| {
    let Ok(register) = agencies::read(data) else { return };
    assert_eq!(register.entries, register.agencies.len() + register.quarantined.len());
    assert!(register.agencies.iter().all(|agency| is_ico(&agency.ico)));
    let Some(day) = Day::new(2018, 9, 12) else { return };
    let permits: usize = register.agencies.iter().map(|agency| agency.permits.len()).sum();
    let found = count(register.agencies.iter().map(|it| ((), it.permits.as_slice())), day, EndDay::Included);
    assert_eq!(found.permits + found.expired + found.future, permits as u64);
});
