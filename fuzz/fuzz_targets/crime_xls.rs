//! Any bytes as a binary workbook, and any records as the stream of one: a fault or cells, and statistics whose sums were
//! held against their parts.
#![no_main]

use crime_files::tsk;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let magic = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    let _ = tsk::read(&[&magic, data].concat());
    if let Ok(statistics) = tsk::read(&container(data)) {
        let _ = tsk::country_against_regions(&statistics);
        let _ = tsk::monthly(&statistics.sheets);
    }
});

/// The fuzzer finds no chains of sectors; so its records are packed into a file of one stream.
fn container(stream: &[u8]) -> Vec<u8> {
    let sectors = stream.len().max(4096).div_ceil(512) as u32;
    let mut file = vec![0; 512];
    file[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    let mut put = |at: usize, value: u32| file[at..at + 4].copy_from_slice(&value.to_le_bytes());
    let tables = (sectors + 1).div_ceil(127);
    put(30, 9);
    put(44, tables);
    put(48, tables);
    put(56, 4096);
    put(60, 0xffff_fffe);
    put(68, 0xffff_fffe);
    for at in 0..109 {
        put(76 + at as usize * 4, if at < tables { at } else { u32::MAX });
    }
    let mut next: Vec<u32> = vec![0xffff_fffd; tables as usize];
    next.push(0xffff_fffe);
    next.extend((1..sectors).map(|it| tables + 1 + it));
    next.push(0xffff_fffe);
    next.resize(tables as usize * 128, u32::MAX);
    file.extend(next.iter().flat_map(|it| it.to_le_bytes()));
    let mut directory = vec![0; 512];
    directory[66] = 5;
    for (at, letter) in "Workbook".encode_utf16().enumerate() {
        directory[128 + at * 2..130 + at * 2].copy_from_slice(&letter.to_le_bytes());
    }
    directory[128 + 64] = 18;
    directory[128 + 66] = 2;
    directory[128 + 116..128 + 120].copy_from_slice(&(tables + 1).to_le_bytes());
    directory[128 + 120..128 + 124].copy_from_slice(&(sectors * 512).to_le_bytes());
    file.extend(directory);
    file.extend_from_slice(stream);
    file.resize(512 * (2 + tables + sectors) as usize, 0);
    file
}
