//! A file from outside, any bytes under any name: no panic, nothing beyond the limits, and of a kept picture nothing
//! but pixels. The first byte chooses: the bytes as they are, behind the beginning of a kind, or as a segment of a
//! picture that is sound without it, where metadata sit.
#![no_main]

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use libfuzzer_sys::fuzz_target;
use uploads::{Clean, Limits, PictureLimits};

/// Small, so that a round takes no time.
const MOST: Limits =
    Limits { bytes: 64 * 1024, picture: PictureLimits { pixels: 1 << 16, side: 1 << 10, memory: 1 << 20 } };
const LONGEST_SIDE: u32 = 100;
const HEADS: [&[u8]; 5] = [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b"%PDF-1.7\n", b"PK\x03\x04"];
/// Segments of a JPEG where metadata and comments sit.
const SEGMENTS: [u8; 4] = [0xe1, 0xe2, 0xed, 0xfe];
/// Likewise of a PNG.
const CHUNKS: [&[u8; 4]; 4] = [b"eXIf", b"tEXt", b"iCCP", b"zTXt"];

fuzz_target!(|input: (u8, &str, &[u8])| {
    let (choice, name, bytes) = input;
    let content = made(choice, bytes);
    if let Ok(photograph) = uploads::photograph(&content, &MOST.picture, LONGEST_SIDE) {
        let (width, height) = pixels_only(&photograph, "image/jpeg");
        assert!(width.max(height) <= LONGEST_SIDE);
    }
    let Ok(kept) = uploads::clean(name, content.clone(), &MOST) else { return };
    assert!(content.len() <= MOST.bytes, "a file that is too large was kept");
    named_soundly(&kept);
    let Some(preview) = &kept.preview else {
        return assert_eq!(kept.content, content, "a document was changed");
    };
    let (width, height) = pixels_only(&kept.content, kept.media);
    assert!(u64::from(width) * u64::from(height) <= MOST.picture.pixels);
    let (small_width, small_height) = pixels_only(preview, "image/jpeg");
    assert!(small_width <= width && small_height <= height);
    // What was kept once is kept again as the same thing under the same name.
    let wide = Limits { bytes: usize::MAX, ..MOST };
    let again = uploads::clean(&kept.name, kept.content, &wide).expect("a kept picture is kept again");
    assert_eq!((again.name, again.media), (kept.name, kept.media));
});

fn made(choice: u8, bytes: &[u8]) -> Vec<u8> {
    let which = usize::from(choice / 4);
    match choice % 4 {
        0 => bytes.to_vec(),
        1 => [HEADS[which % HEADS.len()], bytes].concat(),
        2 => {
            let plain = sound(ImageFormat::Jpeg);
            let segment = &bytes[..bytes.len().min(65_000)];
            let length = (segment.len() as u16 + 2).to_be_bytes();
            let exif: &[u8] = if which & 4 == 0 { b"" } else { b"Exif\0\0" };
            let length = if exif.is_empty() { length } else { (segment.len() as u16 + 8).to_be_bytes() };
            [&plain[..2], &[0xff, SEGMENTS[which % 4]], &length, exif, segment, &plain[2..]].concat()
        }
        _ => {
            let plain = sound(ImageFormat::Png);
            let chunk = [CHUNKS[which % 4].as_slice(), bytes].concat();
            let length = (bytes.len() as u32).to_be_bytes();
            // Behind the signature and the header, 8 + 25 bytes.
            [&plain[..33], &length, &chunk, &crc32(&chunk).to_be_bytes(), &plain[33..]].concat()
        }
    }
}

fn sound(format: ImageFormat) -> Vec<u8> {
    let picture = DynamicImage::from(RgbaImage::from_fn(9, 5, |x, y| Rgba([x as u8 * 20, y as u8 * 40, 9, 200])));
    let picture = if format == ImageFormat::Jpeg { picture.to_rgb8().into() } else { picture };
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("a picture in memory");
    bytes.into_inner()
}

fn named_soundly(kept: &Clean) {
    let name = &kept.name;
    assert!(!name.starts_with('.') && name.contains('.') && name.chars().count() <= 126, "{name:?}");
    assert!(!name.contains(['/', '\\', '\0', '\r', '\n', '"', '\u{202e}']), "{name:?}");
}

/// The picture's size; it must decode, and hold nothing besides its pixels.
fn pixels_only(content: &[u8], media: &str) -> (u32, u32) {
    let format = if media == "image/jpeg" { ImageFormat::Jpeg } else { ImageFormat::Png };
    let picture = image::load_from_memory_with_format(content, format).expect("a kept picture decodes");
    match format {
        ImageFormat::Jpeg => only_needed_segments(content),
        _ => only_needed_chunks(content),
    }
    (picture.width(), picture.height())
}

/// A JPEG's header segments: JFIF, tables, frame, scan, and the end mark at the very end.
fn only_needed_segments(content: &[u8]) {
    assert!(content.starts_with(b"\xff\xd8") && content.ends_with(b"\xff\xd9"));
    let mut at = 2;
    loop {
        let [0xff, marker, high, low] = content[at..at + 4] else { panic!("no segment at {at}") };
        let fine = matches!(marker, 0xe0 | 0xdb | 0xc0 | 0xc4 | 0xda);
        assert!(fine, "segment {marker:02x} was kept");
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
        if marker == 0xda {
            break;
        }
    }
    // In the scan a mark is followed by a zero; the only other one is the end.
    let scan = &content[at..content.len() - 2];
    assert!(scan.windows(2).all(|pair| pair[0] != 0xff || pair[1] == 0), "something stands behind the scan");
}

/// A PNG's chunks: header, pixels, end.
fn only_needed_chunks(content: &[u8]) {
    let mut at = 8;
    while at < content.len() {
        let length = u32::from_be_bytes(content[at..at + 4].try_into().expect("four bytes"));
        let kind = &content[at + 4..at + 8];
        assert!([b"IHDR", b"IDAT", b"IEND"].iter().any(|fine| fine.as_slice() == kind), "chunk {kind:?} was kept");
        at += 12 + length as usize;
    }
    assert!(content[content.len() - 8..].starts_with(b"IEND"), "something stands behind the end");
}

fn crc32(bytes: &[u8]) -> u32 {
    let eight = |crc: u32, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), eight))
}
