//! Pictures: decoded within limits, turned upright, encoded anew.

use std::borrow::Cow;
use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

use crate::{Refused, Sniffed};

/// Longer side of the small picture.
const PREVIEW: u32 = 480;
/// Quality of a JPEG that is kept instead of the file it came in: nothing that a person sees is lost.
const FAITHFUL: u8 = 90;
/// Quality of a picture that is there to show how something looked.
const SENSIBLE: u8 = 75;
/// Quality of the small picture.
const SMALL: u8 = 80;

/// How large a picture may be before it is decoded. A few bytes can claim a billion pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureLimits {
    /// Pixels, at most.
    pub pixels: u64,
    /// Pixels of the longer side, at most.
    pub side: u32,
    /// Bytes of the unpacked picture, at most.
    pub memory: u64,
}

impl PictureLimits {
    /// More than a phone's camera makes: 50 megapixels.
    pub const CAMERA: PictureLimits =
        PictureLimits { pixels: 50_000_000, side: u32::MAX, memory: 300 * 1024 * 1024 };

    fn refused(&self) -> Refused {
        // Whichever of the three it was, a sentence can speak only of pixels.
        Refused::TooManyPixels { most: self.pixels }
    }
}

type MadeAnew = (&'static str, Vec<u8>, Option<Vec<u8>>);

/// A picture as one JPEG without transparency, its longer side `longest_side` pixels at most. Nothing of the file it
/// came in stays: no place, no camera, no preview, no second file.
///
/// # Errors
/// `Empty`; `Kind` for what is no JPEG, PNG or WebP; `Broken` for what does not decode; `TooManyPixels`.
pub fn photograph(content: &[u8], limits: &PictureLimits, longest_side: u32) -> Result<Vec<u8>, Refused> {
    if content.is_empty() {
        return Err(Refused::Empty);
    }
    let Some(Sniffed::Picture(format)) = crate::sniffed(content) else { return Err(Refused::Kind) };
    jpeg(&within(&decoded(content, format, limits)?, longest_side), SENSIBLE)
}

/// The picture as it is kept, and a small one of it.
pub(crate) fn made_anew(
    content: &[u8],
    format: ImageFormat,
    limits: &PictureLimits,
) -> Result<MadeAnew, Refused> {
    let picture = decoded(content, format, limits)?;
    // Photographs stay JPEG; what may have transparent parts or sharp edges becomes PNG.
    let as_jpeg =
        format == ImageFormat::Jpeg || (format == ImageFormat::WebP && !picture.color().has_alpha());
    let preview = jpeg(&within(&picture, PREVIEW), SMALL)?;
    let (media, kept) =
        if as_jpeg { ("image/jpeg", jpeg(&picture, FAITHFUL)?) } else { ("image/png", png(picture)?) };
    Ok((media, kept, Some(preview)))
}

/// The pixels, upright. What a picture claims to be is held against the limits before any memory is taken for it.
fn decoded(content: &[u8], format: ImageFormat, most: &PictureLimits) -> Result<DynamicImage, Refused> {
    let unreadable = |error| match error {
        ImageError::Limits(_) => most.refused(),
        _ => Refused::Broken,
    };
    let mut reader = ImageReader::with_format(Cursor::new(content), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(most.memory);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > most.pixels || width.max(height) > most.side || decoder.total_bytes() > most.memory {
        return Err(most.refused());
    }
    // A picture that does not say how it was held is taken as it lies.
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// The picture, made smaller if it must be; never larger.
fn within(picture: &DynamicImage, longest_side: u32) -> Cow<'_, DynamicImage> {
    if picture.width().max(picture.height()) > longest_side {
        Cow::Owned(picture.thumbnail(longest_side, longest_side))
    } else {
        Cow::Borrowed(picture)
    }
}

fn jpeg(picture: &DynamicImage, quality: u8) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    // JPEG knows neither transparency nor sixteen bits a colour.
    picture.to_rgb8().write_with_encoder(encoder).map_err(|_| Refused::Broken)?;
    Ok(bytes)
}

fn png(picture: DynamicImage) -> Result<Vec<u8>, Refused> {
    let mut bytes = Cursor::new(Vec::new());
    // Sixteen bits a colour are for laboratories; eight take half the room.
    let picture: DynamicImage =
        if picture.color().has_alpha() { picture.to_rgba8().into() } else { picture.to_rgb8().into() };
    picture.write_to(&mut bytes, ImageFormat::Png).map_err(|_| Refused::Broken)?;
    Ok(bytes.into_inner())
}
