use std::io::{Cursor, Write};

use image::{DynamicImage, ImageFormat, RgbImage};
use proptest::prelude::*;

use super::*;

const MOST: Limits = Limits { bytes: 20 * 1024 * 1024, picture: PictureLimits::CAMERA };

fn refusal(name: &str, content: &[u8]) -> Refused {
    clean(name, content.to_vec(), &MOST).map(|it| it.media).expect_err("refused")
}

fn picture(format: ImageFormat) -> Vec<u8> {
    let image = RgbImage::from_fn(40, 20, |x, y| {
        image::Rgb([u8::try_from(x).unwrap(), u8::try_from(y).unwrap(), 90])
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(image).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A JPEG with a comment or an EXIF segment right after its first marker.
fn jpeg_with(marker: u8, segment: &[u8]) -> Vec<u8> {
    let plain = picture(ImageFormat::Jpeg);
    let length = u16::try_from(segment.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xff, marker], &length, segment, &plain[2..]].concat()
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let options = zip::write::SimpleFileOptions::default();
        let plain = options.compression_method(zip::CompressionMethod::Stored);
        zip.start_file(*name, if *name == "mimetype" { plain } else { options }).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn contains(content: &[u8], wanted: &[u8]) -> bool {
    content.windows(wanted.len()).any(|window| window == wanted)
}

#[test]
fn images_are_made_anew_with_a_small_picture() {
    for (format, media, name) in [
        (ImageFormat::Jpeg, "image/jpeg", "foto.jpg"),
        (ImageFormat::Png, "image/png", "foto.png"),
        (ImageFormat::WebP, "image/jpeg", "foto.jpg"),
    ] {
        let sent = format!("foto.{}", format.extensions_str()[0]);
        let taken = clean(&sent, picture(format), &MOST).unwrap();
        assert_eq!((taken.media, taken.name.as_str()), (media, name));
        let kept = image::load_from_memory(&taken.content).unwrap();
        assert_eq!((kept.width(), kept.height()), (40, 20));
        assert!(image::load_from_memory(&taken.preview.unwrap()).is_ok());
    }
}

#[test]
fn neither_place_nor_script_survives_in_a_photograph() {
    let html = jpeg_with(0xfe, b"<html><script>alert(1)</script>");
    let taken = clean("a.jpg", html, &MOST).unwrap();
    assert!(!contains(&taken.content, b"script"));

    let behind = [picture(ImageFormat::Jpeg), archive(&[("tajne.txt", b"obsah")])].concat();
    let taken = clean("a.jpg", behind, &MOST).unwrap();
    assert!(!contains(&taken.content, b"PK\x05\x06") && !contains(&taken.content, b"tajne"));
}

#[test]
fn no_text_of_a_png_survives() {
    let plain = picture(ImageFormat::Png);
    let text = b"tEXtComment\0Zahradn\xed 12, <script>";
    let length = u32::try_from(text.len() - 4).unwrap().to_be_bytes();
    // Behind the signature and the header, 8 + 25 bytes.
    let bytes = [&plain[..33], &length, text, &crc32(text).to_be_bytes(), &plain[33..]].concat();
    let taken = clean("a.png", bytes, &MOST).unwrap();
    assert!(!contains(&taken.content, b"tEXt") && !contains(&taken.content, b"script"));
}

#[test]
fn a_photograph_is_one_jpeg_of_a_sensible_size() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        for (longest_side, size) in [(20, (20, 10)), (1_600, (40, 20))] {
            let kept = photograph(&picture(format), &MOST.picture, longest_side).unwrap();
            let back = image::load_from_memory_with_format(&kept, ImageFormat::Jpeg).unwrap();
            assert_eq!((back.width(), back.height()), size);
        }
    }
    let sent = jpeg_with(0xfe, b"<script>alert(1)</script>");
    assert!(!contains(&photograph(&sent, &MOST.picture, 1_600).unwrap(), b"script"));
}

#[test]
fn a_photograph_is_nothing_but_a_picture() {
    for other in [&b"GIF89a"[..], b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7\n%%EOF", b"text"] {
        assert_eq!(photograph(other, &MOST.picture, 1_600), Err(Refused::Kind));
    }
    assert_eq!(photograph(b"", &MOST.picture, 1_600), Err(Refused::Empty));
    assert_eq!(photograph(b"\xff\xd8\xff\xe1broken", &MOST.picture, 1_600), Err(Refused::Broken));
}

#[test]
fn every_limit_of_a_picture_holds() {
    let sent = picture(ImageFormat::Png);
    let all = PictureLimits { pixels: 800, side: 40, memory: 2_400 };
    assert!(photograph(&sent, &all, 1_600).is_ok());
    for less in [
        PictureLimits { pixels: 799, ..all },
        PictureLimits { side: 39, ..all },
        PictureLimits { memory: 2_399, ..all },
    ] {
        let refused = Err(Refused::TooManyPixels { most: less.pixels });
        assert_eq!(photograph(&sent, &less, 1_600), refused);
    }
}

#[test]
fn a_photograph_taken_sideways_is_turned_upright() {
    // EXIF, big endian, one entry: orientation (0x0112) = 6, "turn clockwise".
    let exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let taken = clean("a.jpg", jpeg_with(0xe1, exif), &MOST).unwrap();
    let kept = image::load_from_memory(&taken.content).unwrap();
    assert_eq!((kept.width(), kept.height()), (20, 40));
    assert!(!contains(&taken.content, b"Exif"));
}

#[test]
fn an_image_of_a_billion_pixels_is_not_even_decoded() {
    // The header of a PNG of 60,000 × 60,000 pixels, with its checksum.
    let mut header = b"IHDR".to_vec();
    header.extend([0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, 8, 2, 0, 0, 0]);
    let crc = crc32(&header);
    let bytes =
        [b"\x89PNG\r\n\x1a\n\0\0\0\x0d".as_slice(), &header, &crc.to_be_bytes(), b"\0\0\0\0IDAT"].concat();
    assert_eq!(refusal("a.png", &bytes), Refused::TooManyPixels { most: 50_000_000 });
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 },
        )
    })
}

#[test]
fn a_pdf_is_a_pdf_and_nothing_else() {
    let pdf = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n".to_vec();
    assert_eq!(clean("zpráva.PDF", pdf.clone(), &MOST).unwrap().name, "zpráva.pdf");
    assert_eq!(refusal("a.pdf", &[pdf.clone(), archive(&[("a", b"b")])].concat()), Refused::TwoKinds);
    assert_eq!(refusal("a.pdf", &[pdf.clone(), b"<html>".to_vec()].concat()), Refused::TwoKinds);
    assert_eq!(refusal("a.pdf", b"%PDF-1.7\n"), Refused::Broken);
    assert_eq!(refusal("a.pdf", b"%PDF-x\n%%EOF"), Refused::Broken);
    assert_eq!(
        refusal("a.pdf", b"%PDF-1.7\n<</S /JavaScript /JS (app.alert(1))>>\n%%EOF"),
        Refused::WithScripts
    );
    // Something before the header is not a PDF, whatever readers make of it.
    assert_eq!(refusal("a.pdf", &[b"<html>\n".to_vec(), pdf].concat()), Refused::Kind);
}

#[test]
fn office_documents_without_macros() {
    let types: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
    let docx = archive(&[types, ("word/document.xml", b"<w/>")]);
    let xlsx = archive(&[types, ("xl/workbook.xml", b"<w/>")]);
    let odt = archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<o/>")]);
    for (content, name) in [(&docx, "a.docx"), (&xlsx, "a.xlsx"), (&odt, "a.odt")] {
        assert_eq!(clean("a", content.clone(), &MOST).unwrap().name, name);
    }
    let macros = archive(&[types, ("word/document.xml", b"<w/>"), ("word/vbaProject.bin", b"x")]);
    assert_eq!(refusal("a.docx", &macros), Refused::WithScripts);
    assert_eq!(refusal("a.docx", &archive(&[("a.txt", b"x")])), Refused::Kind);
    assert_eq!(
        refusal("a.docx", &archive(&[types, ("word/document.xml", b""), ("../../etc/passwd", b"x")])),
        Refused::Broken
    );
    assert_eq!(refusal("a.docx", &[docx.clone(), b"#!/bin/sh".to_vec()].concat()), Refused::TwoKinds);
    assert_eq!(refusal("a.docx", b"PK\x03\x04"), Refused::Broken);
}

#[test]
fn an_archive_accounts_for_every_byte() {
    let types: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
    let docx = archive(&[types, ("word/document.xml", b"<w/>")]);
    for cut in 5..docx.len() {
        assert!(clean("a.docx", docx[..cut].to_vec(), &MOST).is_err(), "cut at {cut}");
    }
    // Another archive before it: the directory's places no longer fit.
    let two = [archive(&[("tajne.txt", b"obsah")]), docx].concat();
    assert_eq!(refusal("a.docx", &two), Refused::TwoKinds);
}

#[test]
fn an_archive_with_64_bit_numbers_is_an_archive() {
    let plain = archive(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]);
    let (body, end) = plain.split_at(plain.len() - 22);
    let number = |at: usize| u64::from(u32::from_le_bytes(end[at..at + 4].try_into().unwrap())).to_le_bytes();
    let two = 2_u64.to_le_bytes();
    let large_end = [
        b"PK\x06\x06\x2c\0\0\0\0\0\0\0\x2d\0\x2d\0\0\0\0\0\0\0\0\0",
        &two[..],
        &two,
        &number(12),
        &number(16),
    ]
    .concat();
    let place = u64::try_from(body.len()).unwrap().to_le_bytes();
    let locator = [b"PK\x06\x07\0\0\0\0", &place[..], b"\x01\0\0\0"].concat();
    let taken = clean("a.docx", [body, &large_end, &locator, end].concat(), &MOST).unwrap();
    assert_eq!(taken.name, "a.docx");
}

#[test]
fn an_archive_that_swells_is_refused() {
    let zeros = vec![0_u8; 40 * 1024 * 1024];
    let types: (&str, &[u8]) = ("[Content_Types].xml", b"");
    let files: Vec<(String, &[u8])> = (0..10).map(|n| (format!("word/{n}.xml"), zeros.as_slice())).collect();
    let mut all = vec![types, ("word/document.xml", b"".as_slice())];
    all.extend(files.iter().map(|(name, content)| (name.as_str(), *content)));
    assert_eq!(refusal("a.docx", &archive(&all)), Refused::Bomb);
}

#[test]
fn texts_are_texts() {
    assert_eq!(clean("výpis.csv", "a;b\nč;ž\n".into(), &MOST).unwrap().media, "text/csv");
    assert_eq!(clean("poznámka", "Dobrý den".into(), &MOST).unwrap().name, "poznámka.txt");
    assert_eq!(clean("run.exe", "just text".into(), &MOST).unwrap().name, "run.exe.txt");
    for markup in [
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "  <!DOCTYPE html><p>",
        "\u{feff}<?xml version='1.0'?><svg/>",
        "hello <script>alert(1)</script>",
        "#!/bin/sh\nrm",
        "{\\rtf1 }",
        "a\0b",
        "\u{1b}[2J",
    ] {
        assert_eq!(refusal("a.txt", markup.as_bytes()), Refused::Kind, "{markup:?}");
    }
    assert_eq!(refusal("a.txt", b"\xff\xfe\x00"), Refused::Kind);
    assert_eq!(refusal("a.exe", b"MZ\x90\0\x03"), Refused::Kind);
    assert_eq!(refusal("a", b""), Refused::Empty);
    let ten = Limits { bytes: 10, ..MOST };
    assert_eq!(clean("a", vec![b'a'; 11], &ten), Err(Refused::TooLarge { most: 10 }));
}

#[test]
fn names_do_not_deceive() {
    for (name, safe) in [
        ("../../etc/passwd", "passwd.txt"),
        ("C:\\Users\\eva\\foto.txt", "foto.txt"),
        ("fak\u{202e}tura\u{2066}.txt", "fak tura.txt"),
        ("a\r\nContent-Type: text/html.txt", "html.txt"),
        ("", "soubor.txt"),
        ("...", "soubor.txt"),
        ("nul.txt", "_nul.txt"),
        ("žluťoučký kůň.txt", "žluťoučký kůň.txt"),
    ] {
        assert_eq!(super::names::safe(name, "text/plain"), safe, "{name:?}");
    }
    assert!(super::names::safe(&"ž".repeat(500), "text/plain").chars().count() <= 124);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn nothing_panics(name in ".*", content in proptest::collection::vec(any::<u8>(), 0..400), head in 0_usize..6) {
        let heads: [&[u8]; 6] = [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b"%PDF-1.4", b"PK\x03\x04"];
        let content = [heads[head], &content].concat();
        let taken = clean(&name, content.clone(), &Limits { bytes: 300, ..MOST });
        prop_assert_eq!(content.len() > 300, matches!(taken, Err(Refused::TooLarge { most: 300 })));
    }

    #[test]
    fn every_name_is_safe(name in ".*") {
        let safe = super::names::safe(&name, "application/pdf");
        prop_assert!(safe.ends_with(".pdf") && !safe.starts_with('.'));
        let bad = safe.contains(['/', '\\', '\n', '\r', '\0', '"', '\u{202e}']);
        prop_assert!(!bad);
        prop_assert!(safe.chars().count() <= 125);
    }
}
