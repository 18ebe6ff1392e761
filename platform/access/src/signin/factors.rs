//! Second factors: one-time codes from an app, and recovery codes on paper.

use chrono::TimeDelta;
use store::{Id, Transaction};

use super::keys::random;
use super::statements::{FACTORS, FORGET_KIND, SessionRow, TAKE_RECOVERY, TAKE_STEP, TOTP};
use super::{token, totp};
use crate::trail::{self, Entry};
use crate::{ASSURANCE, Access, AccessError, Device, Entered, SignInError, SignInRefusal};

/// How many recovery codes a person gets.
const RECOVERY_CODES: usize = 10;
/// Letters of recovery codes: Crockford's, which nobody mistakes for one another.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// How fresh a session must be to set up an app without a password.
const FRESH: TimeDelta = TimeDelta::minutes(10);

/// What a person can show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Factors {
    /// A password.
    pub password: bool,
    /// An authenticator app.
    pub totp: bool,
    /// Recovery codes that are left.
    pub recovery: i64,
}

/// An authenticator app being set up. Nothing is stored until a code proves that the app has the key.
#[derive(Clone)]
pub struct Enrolment {
    /// `otpauth://…`, for the QR code.
    pub url: String,
    /// The key as a person types it.
    pub key: String,
    /// The key sealed for this person and session; comes back with the code.
    pub sealed: String,
}

impl std::fmt::Debug for Enrolment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Enrolment(…)")
    }
}

impl Access {
    /// What a person can show.
    ///
    /// # Errors
    /// The database.
    pub async fn factors(&self, person: Id) -> Result<Factors, SignInError> {
        let mut factors = Factors::default();
        for (kind, count) in self.store.rows(&FACTORS, &[person.into()]).await? {
            match kind.as_str() {
                "password" => factors.password = true,
                "totp" => factors.totp = true,
                "recovery" => factors.recovery = count,
                _ => {}
            }
        }
        Ok(factors)
    }

    /// Shows a one-time or a recovery code: a half session becomes whole, a whole one assured, under a new token.
    ///
    /// # Errors
    /// `WrongCode`, `Wait`, `NoFactor`, `NoSession`; the database.
    pub async fn show_code(&self, token: &str, code: &str, device: &Device) -> Result<Entered, SignInError> {
        let session = self.session_of(token).await?.ok_or(SignInRefusal::NoSession)?;
        let app = self.store.row(&TOTP, &[session.person.into()]).await?.ok_or(SignInRefusal::NoFactor)?;
        let counters = self.code_counters(&session.login, device)?;
        self.count(&counters).await?;
        let now = self.clock.now();
        let step = self.step_of(&session, &app.1, code, app.2)?;
        let mut tx = self.store.begin().await?;
        let taken = match step {
            Some(step) => tx.execute(&TAKE_STEP, &[app.0.into(), step.into(), now.into()]).await?,
            None => {
                let named = self.recovery_name(session.person, code)?;
                tx.execute(&TAKE_RECOVERY, &[session.person.into(), named.into()]).await?
            }
        };
        if taken == 0 {
            tx.rollback().await?;
            let entry = Entry::new("second-factor", "session").on(session.session).denied();
            self.note(&session.actor(device), entry).await?;
            return Err(SignInRefusal::WrongCode.into());
        }
        let entered = self.rotate(&mut tx, &token::fingerprint(token), &session, Some(now)).await?;
        let how = if step.is_some() { "app" } else { "recovery" };
        let entry = Entry::new("second-factor", "session").on(session.session);
        let entry = entry.detail(serde_json::json!({ "with": how }));
        trail::record(&mut tx, now, &session.actor(device), entry).await?;
        tx.commit().await?;
        self.uncount(&counters).await?;
        Ok(entered)
    }

    fn step_of(
        &self,
        session: &SessionRow,
        sealed: &str,
        code: &str,
        used: Option<i64>,
    ) -> Result<Option<i64>, AccessError> {
        let key = self.keys()?.open(&about(session.person), sealed)?;
        Ok(totp::step_of(&key, code, self.clock.now().timestamp(), used))
    }

    /// Begins to set up an app. The password is asked again; an account without one must have signed in a moment
    /// ago. Where there is an app already, it must have been shown. `issuer` is the name that the new app shows.
    ///
    /// # Errors
    /// `Wrong`, `Wait`, `WrongCode` (the app of before was not shown), `NoSession`; the database.
    pub async fn begin_totp(
        &self,
        token: &str,
        password: &str,
        issuer: &str,
        device: &Device,
    ) -> Result<Enrolment, SignInError> {
        let session = self.whole_session(token).await?;
        let factors = self.factors(session.person).await?;
        let now = self.clock.now();
        let assured = session.assured_at.is_some_and(|at| now - at <= ASSURANCE);
        if factors.totp && !assured {
            return Err(SignInRefusal::WrongCode.into());
        }
        if factors.password {
            self.password_again(&session.login, password, device).await?;
        } else if !assured && now - session.created_at > FRESH {
            return Err(SignInRefusal::NoSession.into());
        }
        let key = totp::key()?;
        self.enrolment(&session, &key, issuer)
    }

    fn enrolment(&self, session: &SessionRow, key: &[u8], issuer: &str) -> Result<Enrolment, SignInError> {
        Ok(Enrolment {
            url: totp::url(key, &session.login, issuer)?,
            key: totp::base32(key),
            sealed: self.keys()?.seal(&about_enrolment(session), key)?,
        })
    }

    /// The same enrolment again, for a page that shows what was wrong.
    ///
    /// # Errors
    /// `NoSession`; the database.
    pub async fn again_totp(
        &self,
        token: &str,
        sealed: &str,
        issuer: &str,
    ) -> Result<Enrolment, SignInError> {
        let session = self.whole_session(token).await?;
        let key =
            self.keys()?.open(&about_enrolment(&session), sealed).map_err(|_| SignInRefusal::NoSession)?;
        self.enrolment(&session, &key, issuer)
    }

    /// Proves that the app has the key. The session is assured, under a new token; the recovery codes are shown this
    /// once.
    ///
    /// # Errors
    /// `WrongCode`, `Wait`, `NoSession`; the database.
    pub async fn confirm_totp(
        &self,
        token: &str,
        sealed: &str,
        code: &str,
        device: &Device,
    ) -> Result<(Entered, Vec<String>), SignInError> {
        let session = self.whole_session(token).await?;
        let keys = self.keys()?;
        let key = keys.open(&about_enrolment(&session), sealed).map_err(|_| SignInRefusal::NoSession)?;
        let now = self.clock.now();
        let step = totp::step_of(&key, code, now.timestamp(), None).ok_or(SignInRefusal::WrongCode)?;
        let kept = keys.seal(&about(session.person), &key)?;
        let mut tx = self.store.begin().await?;
        tx.execute(&FORGET_KIND, &[session.person.into(), "totp".into()]).await?;
        self.put_credential(&mut tx, session.person, "totp", &kept, "", Some(step), None).await?;
        let codes = self.put_recovery(&mut tx, session.person).await?;
        let entered = self.rotate(&mut tx, &token::fingerprint(token), &session, Some(now)).await?;
        let entry = Entry::new("set-up", "second-factor").on(session.person);
        trail::record(&mut tx, now, &session.actor(device), entry).await?;
        tx.commit().await?;
        Ok((entered, codes))
    }

    /// New recovery codes instead of the old ones; the session must be assured.
    ///
    /// # Errors
    /// `NoFactor` when there is no app, or it was not shown lately; `NoSession`; the database.
    pub async fn renew_recovery(&self, token: &str, device: &Device) -> Result<Vec<String>, SignInError> {
        let session = self.whole_session(token).await?;
        let now = self.clock.now();
        let assured = session.assured_at.is_some_and(|at| now - at <= ASSURANCE);
        if !assured || !self.factors(session.person).await?.totp {
            return Err(SignInRefusal::NoFactor.into());
        }
        let mut tx = self.store.begin().await?;
        let codes = self.put_recovery(&mut tx, session.person).await?;
        let entry = Entry::new("renew", "recovery-codes").on(session.person);
        trail::record(&mut tx, now, &session.actor(device), entry).await?;
        tx.commit().await?;
        Ok(codes)
    }

    async fn put_recovery(&self, tx: &mut Transaction, person: Id) -> Result<Vec<String>, SignInError> {
        tx.execute(&FORGET_KIND, &[person.into(), "recovery".into()]).await?;
        let mut codes = Vec::with_capacity(RECOVERY_CODES);
        for _ in 0..RECOVERY_CODES {
            let code = recovery_code()?;
            let named = self.recovery_name(person, &code)?;
            self.put_credential(tx, person, "recovery", &named, "", None, None).await?;
            codes.push(code);
        }
        Ok(codes)
    }

    /// What the database keeps of a recovery code: a keyed name, bound to the person.
    fn recovery_name(&self, person: Id, code: &str) -> Result<String, AccessError> {
        Ok(self.keys()?.name("recovery", &[&person.to_string(), &clean_code(code)]))
    }
}

fn about(person: Id) -> String {
    format!("totp {person}")
}

fn about_enrolment(session: &SessionRow) -> String {
    format!("totp set-up {} {}", session.person, session.session)
}

/// Twelve letters in three groups: 60 bits.
fn recovery_code() -> Result<String, AccessError> {
    let letters = random::<12>()?.map(|byte| LETTERS.get(usize::from(byte & 31)).copied().unwrap_or(b'0'));
    let groups: Vec<String> =
        letters.chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect();
    Ok(groups.join("-"))
}

/// A code as it was printed, however it was typed: capitals, spaces, O for 0 and I or L for 1.
fn clean_code(code: &str) -> String {
    let letters = code.to_lowercase();
    let letters = letters.chars().filter(char::is_ascii_alphanumeric);
    letters
        .map(|letter| match letter {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_recovery_code_survives_being_copied_by_hand() {
        let code = recovery_code().unwrap();
        assert_eq!(code.len(), 14);
        assert_eq!(clean_code(&code), clean_code(&code.to_uppercase().replace('-', " ").replace('0', "O")));
    }

    proptest! {
        #[test]
        fn any_code_is_read(text in ".{0,40}") {
            prop_assert!(clean_code(&text).is_ascii());
            prop_assert!(totp::step_of(b"12345678901234567890", &text, i64::MIN, None).is_none());
        }
    }
}
