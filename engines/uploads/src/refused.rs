//! Why a file is not kept.

/// Why a file is not kept. A value, never a sentence: how it is said, and in which language, is the caller's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It has no bytes.
    #[error("the file is empty")]
    Empty,
    /// It has more bytes than [`crate::Limits::bytes`].
    #[error("the file has more than {most} bytes")]
    TooLarge {
        /// Bytes, at most.
        most: usize,
    },
    /// It begins as something and does not go on as that.
    #[error("the file is damaged or cut off")]
    Broken,
    /// A picture larger than [`crate::PictureLimits`].
    #[error("the picture has more than {most} pixels or needs too much memory")]
    TooManyPixels {
        /// Pixels, at most.
        most: u64,
    },
    /// Something stands before or behind the document.
    #[error("the file is two things at once")]
    TwoKinds,
    /// Macros, scripts, actions.
    #[error("the file holds a program")]
    WithScripts,
    /// An archive that unpacks to more than a document ever is.
    #[error("the archive swells")]
    Bomb,
    /// Nothing that is kept here.
    #[error("the file is of no kind that is kept")]
    Kind,
}
