//! Images: decoded within limits, turned upright, encoded anew.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::refused;
use crate::Refusal;

/// Pixels of an image, at most: 50 megapixels, more than a phone's camera.
const PIXELS: u64 = 50_000_000;
/// Memory while decoding, at most.
const MEMORY: u64 = 300 * 1024 * 1024;
/// Longer side of the small picture.
const PREVIEW: u32 = 480;

type MadeAnew = (&'static str, Vec<u8>, Option<Vec<u8>>);

/// The image as it is kept, and a small picture of it.
pub(super) fn made_anew(content: &[u8], format: ImageFormat) -> Result<MadeAnew, Refusal> {
    let image = decoded(content, format)?;
    // Photographs stay JPEG; what may have transparent parts or sharp edges becomes PNG.
    let as_jpeg = format == ImageFormat::Jpeg || (format == ImageFormat::WebP && !image.color().has_alpha());
    let preview = jpeg(&image.thumbnail(PREVIEW, PREVIEW), 80)?;
    let (media, kept) = if as_jpeg { ("image/jpeg", jpeg(&image, 90)?) } else { ("image/png", png(image)?) };
    Ok((media, kept, Some(preview)))
}

fn decoded(content: &[u8], format: ImageFormat) -> Result<DynamicImage, Refusal> {
    let mut reader = ImageReader::with_format(Cursor::new(content), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| refused("file-broken"))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS || decoder.total_bytes() > MEMORY {
        return Err(refused("file-too-many-pixels").with("most", PIXELS / 1_000_000));
    }
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(|_| refused("file-broken"))?;
    image.apply_orientation(orientation);
    Ok(image)
}

fn jpeg(image: &DynamicImage, quality: u8) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    image.to_rgb8().write_with_encoder(encoder).map_err(|_| refused("file-broken"))?;
    Ok(bytes)
}

fn png(image: DynamicImage) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Cursor::new(Vec::new());
    // Sixteen bits a colour are for laboratories; eight take half the room.
    let image: DynamicImage =
        if image.color().has_alpha() { image.to_rgba8().into() } else { image.to_rgb8().into() };
    image.write_to(&mut bytes, ImageFormat::Png).map_err(|_| refused("file-broken"))?;
    Ok(bytes.into_inner())
}
