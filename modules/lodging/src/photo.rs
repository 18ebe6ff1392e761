//! Pictures made anew from their pixels: nothing of the file they came in stays, no place, no camera, no preview.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use web::{Error, Refusal};

/// Longest side that is kept, in pixels.
const LONGEST_SIDE: u32 = 1_600;
/// Bytes a picture may take when unpacked.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;

/// A picture that may be kept.
pub(crate) struct Clean {
    /// Media type.
    pub(crate) media: &'static str,
    /// The new file.
    pub(crate) bytes: Vec<u8>,
}

/// Makes a picture anew.
///
/// # Errors
/// `lodging-photo-unreadable` for what is no JPEG, PNG or WebP, or is larger than a phone's camera makes.
pub(crate) fn clean(content: &[u8]) -> Result<Clean, Error> {
    let refused = || Error::from(Refusal::new("lodging-photo-unreadable"));
    let mut reader = ImageReader::new(Cursor::new(content)).with_guessed_format().map_err(|_| refused())?;
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) {
        return Err(refused());
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    (limits.max_image_width, limits.max_image_height) = (Some(20_000), Some(20_000));
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| refused())?;
    let orientation = decoder.orientation().map_err(|_| refused())?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| refused())?;
    picture.apply_orientation(orientation);
    if picture.width().max(picture.height()) > LONGEST_SIDE {
        picture = picture.thumbnail(LONGEST_SIDE, LONGEST_SIDE);
    }
    let mut bytes = Cursor::new(Vec::new());
    let picture = DynamicImage::from(picture.to_rgb8());
    picture.write_to(&mut bytes, ImageFormat::Jpeg).map_err(|cause| Error::fault("write a photo", cause))?;
    Ok(Clean { media: "image/jpeg", bytes: bytes.into_inner() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(format: ImageFormat, side: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(side, side / 2).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn pictures_come_out_as_new_jpegs_of_a_sensible_size() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let clean = clean(&picture(format, 2_000)).unwrap();
            let back = image::load_from_memory_with_format(&clean.bytes, ImageFormat::Jpeg).unwrap();
            assert_eq!((back.width(), back.height()), (1_600, 800));
        }
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let mut page_in_a_picture = picture(ImageFormat::Jpeg, 40);
        page_in_a_picture.extend(b"<script>alert(1)</script>");
        let kept = clean(&page_in_a_picture).unwrap().bytes;
        assert!(!kept.windows(7).any(|bytes| bytes == b"<script"));
        for wrong in
            [&b""[..], b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff\xe1broken"]
        {
            assert!(clean(wrong).is_err());
        }
    }
}
