//! One-time codes (RFC 6238): six digits, 30 seconds, SHA-1, as every authenticator app knows them.

use totp_rs::{Builder, Secret, Totp};

use super::keys::random;
use crate::AccessError;

/// Seconds a code stands.
pub(super) const STEP: u64 = 30;
/// Steps before and after that are accepted too, for clocks that differ.
const WINDOW: u64 = 1;
/// Bytes of a key: as many as HMAC-SHA-1 gives (RFC 4226 §4).
const KEY: usize = 20;

/// A new key.
pub(super) fn key() -> Result<[u8; KEY], AccessError> {
    random()
}

fn totp(key: &[u8], account: &str, issuer: &str) -> Totp {
    // A colon parts issuer and account in the address, so neither may hold one.
    let clean = |text: &str| text.replace(':', " ");
    Builder::new()
        .with_secret(key.to_vec())
        .with_skew(0)
        .with_step_duration(STEP)
        .with_account_name(clean(account))
        .with_issuer(Some(clean(issuer)))
        .build_noncompliant()
}

/// The address in the QR code.
pub(super) fn url(key: &[u8], account: &str, issuer: &str) -> Result<String, AccessError> {
    totp(key, account, issuer).to_url().map_err(|_| AccessError::Sealed)
}

/// The key as a person types it.
pub(super) fn base32(key: &[u8]) -> String {
    Secret::from(key.to_vec()).to_base32()
}

/// The step that a code belongs to, if it fits one in the window that comes after `used`, the last step taken.
pub(super) fn step_of(key: &[u8], code: &str, now: i64, used: Option<i64>) -> Option<i64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    if code.len() != 6 || !code.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let totp = totp(key, "", "");
    let current = u64::try_from(now).ok()? / STEP;
    let steps = current.saturating_sub(WINDOW)..=current + WINDOW;
    // Every step is looked at, whichever fits, so that time says nothing.
    let fitting = steps.filter(|step| totp.check(&code, step * STEP).is_some());
    let fitting: Vec<i64> = fitting.filter_map(|step| i64::try_from(step).ok()).collect();
    fitting.into_iter().find(|step| used.is_none_or(|used| *step > used))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238 appendix B, SHA-1, the last six of its eight digits.
    #[test]
    fn the_vectors_of_the_norm() {
        let key = b"12345678901234567890";
        for (now, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            assert_eq!(step_of(key, code, now, None), Some(now / 30), "{now}");
        }
    }

    #[test]
    fn one_step_off_is_forgiven_and_no_code_works_twice() {
        let key = b"12345678901234567890";
        let (now, step) = (1_234_567_890, 1_234_567_890 / 30);
        assert_eq!(step_of(key, "005 924", now, None), Some(step));
        assert_eq!(step_of(key, "005924", now + 30, None), Some(step));
        assert_eq!(step_of(key, "005924", now - 30, None), Some(step));
        assert_eq!(step_of(key, "005924", now + 60, None), None);
        assert_eq!(step_of(key, "005924", now, Some(step)), None);
        assert_eq!(step_of(key, "005924", now, Some(step - 1)), Some(step));
        for broken in ["", "00592", "0059245", "00592x", "００５９２４"] {
            assert_eq!(step_of(key, broken, now, None), None);
        }
    }

    #[test]
    fn the_address_names_city_and_person() {
        let url = url(b"12345678901234567890", "jana", "Okrskov: zkouška").unwrap();
        assert!(url.starts_with("otpauth://totp/"), "{url}");
        assert!(url.contains(&base32(b"12345678901234567890")), "{url}");
    }
}
