//! Providers of identity: OpenID Connect, authorization code with PKCE.

use std::sync::Arc;

use store::Id;

use crate::{Access, AccessError, AccessSettings, Device, Entered, SignInError, SignInRefusal};

/// One provider, with what it has said of itself.
#[derive(Debug)]
pub(super) struct Provider {}

/// The providers of the settings.
pub(super) fn all(settings: &AccessSettings) -> Vec<Arc<Provider>> {
    let _ = settings;
    Vec::new()
}

impl Provider {
    pub(super) fn check(&self) -> Result<(), AccessError> {
        Ok(())
    }
}

/// What somebody goes to a provider for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// To sign in.
    SignIn,
    /// To show again, strongly, who they are; the token of their session.
    StepUp(String),
    /// To link the identity with the account of this session.
    Link(String),
    /// To accept an invitation with the identity instead of a password; the token of the link.
    Accept(String),
}

/// A journey to a provider that begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// Where the browser goes.
    pub url: String,
    /// What the browser keeps in a cookie until it comes back.
    pub binding: String,
}

/// A journey that has ended well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    /// The session.
    pub entered: Entered,
    /// Where the person wanted to go; a path of ours.
    pub next: String,
}

/// An identity linked with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedProvider {
    /// The credential.
    pub id: Id,
    /// What people read: the label of the provider.
    pub label: String,
}

impl Access {
    /// Name and label of each provider.
    #[must_use]
    pub fn providers(&self) -> Vec<(String, String)> {
        let providers = self.settings.providers.iter();
        providers.map(|provider| (provider.name.clone(), provider.label.clone())).collect()
    }

    /// Begins a journey to a provider. `next` is where the person wants to go afterwards.
    ///
    /// # Errors
    /// `ProviderSilent`, `NoSession`, `DeadLink`; the database.
    pub async fn begin_provider(
        &self,
        name: &str,
        purpose: Purpose,
        next: &str,
    ) -> Result<Begun, SignInError> {
        let _ = (name, purpose, next);
        Err(SignInRefusal::ProviderSilent.into())
    }

    /// Ends a journey: `state` and `code` from the address, `binding` from the cookie.
    ///
    /// # Errors
    /// `ProviderAnswer`, `ProviderSilent`, `NotLinked`, `IdentityTaken`; the database.
    pub async fn finish_provider(
        &self,
        state: &str,
        code: &str,
        binding: &str,
        device: &Device,
    ) -> Result<Finished, SignInError> {
        let _ = (state, code, binding, device);
        Err(SignInRefusal::ProviderAnswer.into())
    }

    /// Identities linked with an account.
    ///
    /// # Errors
    /// The database.
    pub async fn linked_providers(&self, person: Id) -> Result<Vec<LinkedProvider>, SignInError> {
        let _ = person;
        Ok(Vec::new())
    }

    /// Takes a link away. The last thing a person could sign in with stays.
    ///
    /// # Errors
    /// `NoFactor` when it is the last; the database.
    pub async fn unlink_provider(&self, token: &str, id: Id, device: &Device) -> Result<(), SignInError> {
        let _ = (token, id, device);
        Ok(())
    }
}
