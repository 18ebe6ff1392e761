//! The installation's secret, and the keys made of it. The database never holds it.
//!
//! One file of 32 random bytes, written as base64. Each purpose has a key of its own, made by HMAC-SHA-256 of the
//! purpose's name, so that what leaks in one place opens no other.

use std::io::{self, Write};
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::{aead, hmac};

use crate::AccessError;

const LENGTH: usize = 32;

/// Keys of this installation.
#[derive(Clone)]
pub struct Keys {
    secret: [u8; LENGTH],
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl Keys {
    /// Reads the file, or makes it with a fresh secret, readable by its owner only.
    ///
    /// # Errors
    /// The file cannot be read or written, or holds no secret.
    pub fn load(path: &Path) -> Result<Keys, AccessError> {
        let keys = match std::fs::read_to_string(path) {
            Ok(text) => Keys::parse(&text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Keys::make(path),
            Err(error) => Err(error),
        };
        keys.map_err(|cause| AccessError::Secret { path: path.to_owned(), cause })
    }

    /// A secret that lives as long as the process.
    ///
    /// # Errors
    /// The system has no random numbers.
    pub fn fresh() -> Result<Keys, AccessError> {
        Ok(Keys { secret: random()? })
    }

    fn parse(text: &str) -> io::Result<Keys> {
        let bytes = STANDARD.decode(text.trim()).map_err(io::Error::other)?;
        let secret = bytes.try_into().map_err(|_| io::Error::other("not 32 bytes in base64"))?;
        Ok(Keys { secret })
    }

    /// Two processes that start at once agree: the file appears whole, and only if there is none.
    fn make(path: &Path) -> io::Result<Keys> {
        let secret: [u8; LENGTH] = random().map_err(io::Error::other)?;
        let name: [u8; 8] = random().map_err(io::Error::other)?;
        let draft = path.with_extension(format!("new-{}", URL_SAFE_NO_PAD.encode(name)));
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&draft)?;
        writeln!(file, "{}", STANDARD.encode(secret))?;
        file.sync_all()?;
        let linked = std::fs::hard_link(&draft, path);
        std::fs::remove_file(&draft)?;
        match linked {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
            _ => Keys::parse(&std::fs::read_to_string(path)?),
        }
    }

    /// The key for one purpose.
    #[must_use]
    pub fn derive(&self, purpose: &str) -> [u8; LENGTH] {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.secret);
        let mut derived = [0; LENGTH];
        derived.copy_from_slice(hmac::sign(&key, purpose.as_bytes()).as_ref());
        derived
    }

    /// A keyed name for something that must not be kept in the clear: URL-safe base64.
    pub(super) fn name(&self, purpose: &str, parts: &[&str]) -> String {
        URL_SAFE_NO_PAD.encode(self.tag(purpose, parts))
    }

    /// Whether `name` is what [`Keys::name`] says, in constant time.
    pub(super) fn is_name(&self, name: &str, purpose: &str, parts: &[&str]) -> bool {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.derive(purpose));
        let given = URL_SAFE_NO_PAD.decode(name).unwrap_or_default();
        hmac::verify(&key, &joined(parts), &given).is_ok()
    }

    fn tag(&self, purpose: &str, parts: &[&str]) -> hmac::Tag {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.derive(purpose));
        hmac::sign(&key, &joined(parts))
    }

    /// Seals bytes for the database; `about` is bound in, so that a sealed text of one person opens for no other.
    pub(super) fn seal(&self, about: &str, plain: &[u8]) -> Result<String, AccessError> {
        let nonce: [u8; aead::NONCE_LEN] = random()?;
        let mut bytes = plain.to_vec();
        self.sealing_key()?
            .seal_in_place_append_tag(
                aead::Nonce::assume_unique_for_key(nonce),
                aead::Aad::from(about.as_bytes()),
                &mut bytes,
            )
            .map_err(|_| AccessError::Sealed)?;
        Ok(STANDARD.encode([nonce.as_slice(), &bytes].concat()))
    }

    /// Opens what [`Keys::seal`] made.
    pub(super) fn open(&self, about: &str, sealed: &str) -> Result<Vec<u8>, AccessError> {
        let bytes = STANDARD.decode(sealed).map_err(|_| AccessError::Sealed)?;
        let (nonce, body) = bytes.split_at_checked(aead::NONCE_LEN).ok_or(AccessError::Sealed)?;
        let nonce = aead::Nonce::try_assume_unique_for_key(nonce).map_err(|_| AccessError::Sealed)?;
        let mut body = body.to_vec();
        let plain = self
            .sealing_key()?
            .open_in_place(nonce, aead::Aad::from(about.as_bytes()), &mut body)
            .map_err(|_| AccessError::Sealed)?;
        Ok(plain.to_vec())
    }

    fn sealing_key(&self) -> Result<aead::LessSafeKey, AccessError> {
        let key = aead::UnboundKey::new(&aead::CHACHA20_POLY1305, &self.derive("seal"));
        key.map(aead::LessSafeKey::new).map_err(|_| AccessError::Sealed)
    }
}

/// Parts with their lengths, so that ("a", "bc") and ("ab", "c") differ.
fn joined(parts: &[&str]) -> Vec<u8> {
    let mut all = Vec::new();
    for part in parts {
        all.extend_from_slice(&(part.len() as u64).to_be_bytes());
        all.extend_from_slice(part.as_bytes());
    }
    all
}

/// Random bytes from the system.
pub(super) fn random<const N: usize>() -> Result<[u8; N], AccessError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| AccessError::NoRandomness)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_made_once_for_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/okrsek.key");
        let first = Keys::load(&path).unwrap();
        let second = Keys::load(&path).unwrap();
        assert_eq!(first.derive("x"), second.derive("x"));
        assert_ne!(first.derive("x"), first.derive("y"));
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(std::fs::read_dir(folder.path().join("new")).unwrap().count(), 1);
        std::fs::write(&path, "short").unwrap();
        assert!(Keys::load(&path).is_err());
    }

    #[test]
    fn what_is_sealed_opens_only_whole_and_for_the_same_person() {
        let keys = Keys::fresh().unwrap();
        let sealed = keys.seal("jana", b"secret").unwrap();
        assert_eq!(keys.open("jana", &sealed).unwrap(), b"secret");
        assert!(keys.open("petr", &sealed).is_err());
        assert!(Keys::fresh().unwrap().open("jana", &sealed).is_err());
        assert!(keys.open("jana", sealed.get(4..).unwrap()).is_err());
        assert_ne!(sealed, keys.seal("jana", b"secret").unwrap());
    }

    #[test]
    fn a_name_is_told_from_a_forged_one() {
        let keys = Keys::fresh().unwrap();
        let name = keys.name("device", &["a", "bc"]);
        assert!(keys.is_name(&name, "device", &["a", "bc"]));
        assert!(!keys.is_name(&name, "device", &["ab", "c"]));
        assert!(!keys.is_name("!", "device", &["a", "bc"]));
    }
}
