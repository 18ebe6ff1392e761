//! Sign-in: what proves that a person is who they say, and the session that remembers it.
//!
//! ```text
//!   login + password ─► brake ─► argon2id ─┬─ no second factor ────────────► session
//!                                          └─ TOTP or recovery code ───────► session, assured
//!   provider (OpenID Connect) ─► state, nonce, PKCE, signature, acr ───────► session, assured when acr is high
//!   invitation link ─► first password ─────────────────────────────────────► session
//!
//!   session ─► step-up ─► the same person, a new token, assured for half an hour
//! ```
//!
//! Invariants: the database holds no secret in the clear (passwords are argon2id, tokens and codes are hashes, TOTP
//! keys are sealed with a key that the database does not hold); every change of what a session may do changes its
//! token; a wrong login and a wrong password cost the same time and say the same; nobody's failures can keep
//! somebody else, at another address or in a browser that is already known, from signing in.

mod accounts;
mod attempts;
mod demonstration;
mod device;
mod factors;
mod keys;
mod links;
mod password;
mod provider;
mod refusal;
mod sessions;
mod statements;
mod token;
mod totp;

pub(crate) use attempts::QUERIES as ATTEMPTS;
pub use demonstration::DemoPerson;
pub use device::Device;
pub use factors::{Enrolment, Factors};
pub use keys::Keys;
pub use links::{Invitation, Link};
pub use password::{PASSWORD_FEWEST, PasswordFault};
pub use provider::{Begun, Finished, LinkedProvider, PROVIDER_RETURN, Purpose};
pub use refusal::{SignInError, SignInRefusal};
pub use sessions::{Entered, OwnSession};
pub(crate) use statements::QUERIES;

use std::sync::{Arc, OnceLock};

use crate::{Access, AccessError, AccessSettings};

/// What sign-in keeps in memory: the secret, the queue of the hashing, what providers have said of themselves.
#[derive(Debug)]
pub(crate) struct SignIn {
    keys: OnceLock<Keys>,
    hasher: password::Hasher,
    providers: Vec<Arc<provider::Provider>>,
}

impl SignIn {
    pub(crate) fn new(settings: &AccessSettings) -> SignIn {
        SignIn { keys: OnceLock::new(), hasher: password::Hasher::new(), providers: provider::all(settings) }
    }

    pub(crate) fn check_providers(&self) -> Result<(), AccessError> {
        self.providers.iter().try_for_each(|provider| provider.check())
    }
}

impl Access {
    /// The installation's keys; the file is read, or made, when they are first needed.
    ///
    /// # Errors
    /// The key file.
    pub fn keys(&self) -> Result<&Keys, AccessError> {
        if let Some(keys) = self.signin.keys.get() {
            return Ok(keys);
        }
        let keys = match &self.settings.secret {
            Some(path) => Keys::load(path)?,
            None => Keys::fresh()?,
        };
        Ok(self.signin.keys.get_or_init(|| keys))
    }
}
