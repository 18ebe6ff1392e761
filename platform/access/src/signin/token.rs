//! Tokens: random, given once to the browser or the person, kept only as SHA-256.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::keys::random;
use crate::AccessError;

/// Length of a token as text: 256 bits in base64 without padding.
pub(super) const LENGTH: usize = 43;

/// A new token of 256 random bits.
pub(super) fn new() -> Result<String, AccessError> {
    Ok(URL_SAFE_NO_PAD.encode(random::<32>()?))
}

/// A short random text that need not be secret.
pub(super) fn short() -> Result<String, AccessError> {
    Ok(URL_SAFE_NO_PAD.encode(random::<12>()?))
}

/// What the database keeps of a token. `None` for what cannot be one, so that nobody asks the database for it.
pub(super) fn hash(token: &str) -> Option<String> {
    let fits =
        token.len() == LENGTH && token.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    fits.then(|| fingerprint(token))
}

/// SHA-256 of any text, hexadecimal.
pub(super) fn fingerprint(text: &str) -> String {
    use std::fmt::Write;
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_token_is_long_random_and_safe_in_a_cookie() {
        let token = new().unwrap();
        assert_eq!(token.len(), LENGTH);
        assert_ne!(token, new().unwrap());
        assert_eq!(hash(&token).unwrap().len(), 64);
    }

    proptest! {
        #[test]
        fn whatever_a_cookie_says_is_read_without_panic(text in ".{0,60}") {
            let fits = text.len() == LENGTH && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
            prop_assert_eq!(hash(&text).is_some(), fits);
        }
    }
}
