use std::io::{Cursor, Write};

use image::{DynamicImage, ImageFormat, RgbImage};
use proptest::prelude::*;

use super::*;

const MOST: usize = 20 * 1024 * 1024;

fn refusal(name: &str, content: &[u8]) -> &'static str {
    accept(name, content.to_vec(), MOST).map(|it| it.media).expect_err("refused").code
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
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
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
        let taken = accept(&sent, picture(format), MOST).unwrap();
        assert_eq!((taken.media, taken.name.as_str()), (media, name));
        let kept = image::load_from_memory(&taken.content).unwrap();
        assert_eq!((kept.width(), kept.height()), (40, 20));
        assert!(image::load_from_memory(&taken.preview.unwrap()).is_ok());
    }
}

#[test]
fn neither_place_nor_script_survives_in_a_photograph() {
    let html = jpeg_with(0xfe, b"<html><script>alert(1)</script>");
    let taken = accept("a.jpg", html, MOST).unwrap();
    assert!(!contains(&taken.content, b"script"));

    let behind = [picture(ImageFormat::Jpeg), archive(&[("tajne.txt", b"obsah")])].concat();
    let taken = accept("a.jpg", behind, MOST).unwrap();
    assert!(!contains(&taken.content, b"PK\x05\x06") && !contains(&taken.content, b"tajne"));
}

#[test]
fn a_photograph_taken_sideways_is_turned_upright() {
    // EXIF, big endian, one entry: orientation (0x0112) = 6, "turn clockwise".
    let exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let taken = accept("a.jpg", jpeg_with(0xe1, exif), MOST).unwrap();
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
    let code = refusal("a.png", &bytes);
    assert!(["file-too-many-pixels", "file-broken"].contains(&code), "{code}");
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
    assert_eq!(accept("zpráva.PDF", pdf.clone(), MOST).unwrap().name, "zpráva.pdf");
    assert_eq!(refusal("a.pdf", &[pdf.clone(), archive(&[("a", b"b")])].concat()), "file-two-kinds");
    assert_eq!(refusal("a.pdf", &[pdf.clone(), b"<html>".to_vec()].concat()), "file-two-kinds");
    assert_eq!(refusal("a.pdf", b"%PDF-1.7\n"), "file-broken");
    assert_eq!(refusal("a.pdf", b"%PDF-x\n%%EOF"), "file-broken");
    assert_eq!(
        refusal("a.pdf", b"%PDF-1.7\n<</S /JavaScript /JS (app.alert(1))>>\n%%EOF"),
        "file-with-scripts"
    );
    // Something before the header is not a PDF, whatever readers make of it.
    assert_eq!(refusal("a.pdf", &[b"<html>\n".to_vec(), pdf].concat()), "file-kind");
}

#[test]
fn office_documents_without_macros() {
    let types: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
    let docx = archive(&[types, ("word/document.xml", b"<w/>")]);
    let xlsx = archive(&[types, ("xl/workbook.xml", b"<w/>")]);
    let odt = archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<o/>")]);
    for (content, name) in [(&docx, "a.docx"), (&xlsx, "a.xlsx"), (&odt, "a.odt")] {
        assert_eq!(accept("a", content.clone(), MOST).unwrap().name, name);
    }
    let macros = archive(&[types, ("word/document.xml", b"<w/>"), ("word/vbaProject.bin", b"x")]);
    assert_eq!(refusal("a.docx", &macros), "file-with-scripts");
    assert_eq!(refusal("a.docx", &archive(&[("a.txt", b"x")])), "file-kind");
    assert_eq!(
        refusal("a.docx", &archive(&[types, ("word/document.xml", b""), ("../../etc/passwd", b"x")])),
        "file-broken"
    );
    assert_eq!(refusal("a.docx", &[docx.clone(), b"#!/bin/sh".to_vec()].concat()), "file-two-kinds");
    assert_eq!(refusal("a.docx", b"PK\x03\x04"), "file-broken");
}

#[test]
fn an_archive_that_swells_is_refused() {
    let zeros = vec![0_u8; 40 * 1024 * 1024];
    let types: (&str, &[u8]) = ("[Content_Types].xml", b"");
    let files: Vec<(String, &[u8])> = (0..10).map(|n| (format!("word/{n}.xml"), zeros.as_slice())).collect();
    let mut all = vec![types, ("word/document.xml", b"".as_slice())];
    all.extend(files.iter().map(|(name, content)| (name.as_str(), *content)));
    assert_eq!(refusal("a.docx", &archive(&all)), "file-bomb");
}

#[test]
fn texts_are_texts() {
    assert_eq!(accept("výpis.csv", "a;b\nč;ž\n".into(), MOST).unwrap().media, "text/csv");
    assert_eq!(accept("poznámka", "Dobrý den".into(), MOST).unwrap().name, "poznámka.txt");
    assert_eq!(accept("run.exe", "just text".into(), MOST).unwrap().name, "run.exe.txt");
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
        assert_eq!(refusal("a.txt", markup.as_bytes()), "file-kind", "{markup:?}");
    }
    assert_eq!(refusal("a.txt", b"\xff\xfe\x00"), "file-kind");
    assert_eq!(refusal("a.exe", b"MZ\x90\0\x03"), "file-kind");
    assert_eq!(refusal("a", b""), "file-empty");
    assert_eq!(accept("a", vec![b'a'; 11], 10).expect_err("too large").code, "file-too-large");
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
        let _ = accept(&name, [heads[head], &content].concat(), 1_000);
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
