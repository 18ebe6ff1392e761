//! Second factors: one-time codes from an app, and recovery codes on paper.

use store::Id;

use crate::{Access, Device, Entered, SignInError, SignInRefusal};

/// What a person can show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Factors {
    /// A password.
    pub password: bool,
    /// An authenticator app.
    pub totp: bool,
    /// Recovery codes that are left.
    pub recovery: u32,
}

/// An authenticator app being set up. Nothing is stored until a code proves that the app has the key.
#[derive(Debug, Clone)]
pub struct Enrolment {
    /// `otpauth://…`, for the QR code.
    pub url: String,
    /// The key as a person types it.
    pub key: String,
    /// The key sealed for this person and session; comes back with the code.
    pub sealed: String,
}

impl Access {
    /// What a person can show.
    ///
    /// # Errors
    /// The database.
    pub async fn factors(&self, person: Id) -> Result<Factors, SignInError> {
        let _ = person;
        Ok(Factors::default())
    }

    /// Shows a one-time or a recovery code: a half session becomes whole, a whole one assured, under a new token.
    ///
    /// # Errors
    /// `WrongCode`, `Wait`, `NoFactor`, `NoSession`; the database.
    pub async fn show_code(&self, token: &str, code: &str, device: &Device) -> Result<Entered, SignInError> {
        let _ = (token, code, device);
        Err(SignInRefusal::NoSession.into())
    }

    /// Begins to set up an app; the password is asked again (an account without one shows that it came through a
    /// provider a moment ago). `issuer` is the name that the app shows.
    ///
    /// # Errors
    /// `Wrong`, `Wait`, `NoSession`; the database.
    pub async fn begin_totp(
        &self,
        token: &str,
        password: &str,
        issuer: &str,
        device: &Device,
    ) -> Result<Enrolment, SignInError> {
        let _ = (token, password, issuer, device);
        Err(SignInRefusal::NoSession.into())
    }

    /// Proves that the app has the key. The session is assured, under a new token; the recovery codes are shown this
    /// once.
    ///
    /// # Errors
    /// `WrongCode`, `NoSession`; the database.
    pub async fn confirm_totp(
        &self,
        token: &str,
        sealed: &str,
        code: &str,
        device: &Device,
    ) -> Result<(Entered, Vec<String>), SignInError> {
        let _ = (token, sealed, code, device);
        Err(SignInRefusal::NoSession.into())
    }

    /// New recovery codes instead of the old ones; the session must be assured.
    ///
    /// # Errors
    /// `NoFactor` when there is no app; `NoSession`; the database.
    pub async fn renew_recovery(&self, token: &str, device: &Device) -> Result<Vec<String>, SignInError> {
        let _ = (token, device);
        Err(SignInRefusal::NoSession.into())
    }
}
