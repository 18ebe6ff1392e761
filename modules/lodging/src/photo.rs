//! Pictures that inspectors and people in the street send: kept as the uploads engine makes them anew, or refused.

use uploads::PictureLimits;
use web::{Error, Refusal};

/// Media type of every picture that is kept.
pub(crate) const MEDIA: &str = "image/jpeg";
/// Longest side that is kept, in pixels.
const LONGEST_SIDE: u32 = 1_600;
/// More than a phone's camera makes. A long panorama has few pixels and is bounded by its side, any other by memory.
const MOST: PictureLimits = PictureLimits { pixels: u64::MAX, side: 20_000, memory: 256 * 1024 * 1024 };

/// Makes a picture anew.
///
/// # Errors
/// `lodging-photo-unreadable` for what is no JPEG, PNG or WebP, or is larger than a phone's camera makes.
pub(crate) fn clean(content: &[u8]) -> Result<Vec<u8>, Error> {
    // Whatever the reason, the person does the same about it: takes another picture.
    uploads::photograph(content, &MOST, LONGEST_SIDE)
        .map_err(|_| Refusal::new("lodging-photo-unreadable").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One grey pixel.
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\n\
        IDATx\x9cc\xa8\x07\0\0\x81\0\x80\xd3\x94SJ\0\0\0\0IEND\xaeB`\x82";

    #[test]
    fn a_picture_comes_out_as_a_new_jpeg() {
        assert!(clean(PNG).unwrap().starts_with(b"\xff\xd8\xff"));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        for wrong in
            [&b""[..], b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff\xe1broken"]
        {
            assert!(clean(wrong).is_err());
        }
    }
}
