//! Providers of identity: OpenID Connect, authorization code with PKCE.
//!
//! ```text
//!   begin ─► state, nonce, verifier in the database, binding in a cookie ─► the provider
//!   finish ◄─ state (taken once) · binding ◄──────────────────────────────────┘
//!      └─► code for token ─► signature, issuer, audience, time, nonce ─► issuer + subject ─► whose account?
//! ```
//!
//! Of the identity we keep issuer and subject and nothing else. An identity opens an account only after an explicit
//! act of the person: signed in, on the page of the account, or with an invitation.

mod answer;
mod http;
mod known;

use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{CoreAuthPrompt, CoreAuthenticationFlow};
use openidconnect::{AuthenticationContextClass, CsrfToken, Nonce, PkceCodeChallenge, PkceCodeVerifier};
use store::Id;

pub(super) use known::{Provider, all};

use self::answer::Identity;
use super::sessions::Method;
use super::statements::{
    ACTIVATE, DROP_OLD_FLOWS, FLOW, FORGET_KIND, FlowRow, LINK, LINK_USED, LINKED, LINKED_OF, NEW_FLOW,
    SessionRow, TAKE_FLOW, TAKE_LINK, UNLINK,
};
use super::token;
use crate::trail::{self, Entry};
use crate::{ASSURANCE, Access, Actor, Device, Entered, SignInError, SignInRefusal};

/// Where providers send people back to.
pub const PROVIDER_RETURN: &str = "/prihlaseni/poskytovatel/navrat";

/// How long a journey may take.
const JOURNEY: TimeDelta = TimeDelta::minutes(10);
/// How long ago the person may have shown who they are, when they were asked to show it again.
const JUST_NOW: TimeDelta = TimeDelta::minutes(5);

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

impl Purpose {
    /// Name in the database, and the token that comes with it.
    fn parts(&self) -> (&'static str, &str) {
        match self {
            Purpose::SignIn => ("sign-in", ""),
            Purpose::StepUp(token) => ("step-up", token),
            Purpose::Link(token) => ("link", token),
            Purpose::Accept(token) => ("accept", token),
        }
    }
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
    /// Whether the session began with this journey.
    pub is_new: bool,
    /// Whether the provider is sure enough of the person; if not, a second factor of ours is asked.
    pub assured: bool,
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
    /// When it was last used.
    pub used_at: Option<DateTime<Utc>>,
}

impl Access {
    /// Name and label of each provider.
    #[must_use]
    pub fn providers(&self) -> Vec<(String, String)> {
        let providers = self.settings.providers.iter();
        providers.map(|provider| (provider.name.clone(), provider.label.clone())).collect()
    }

    fn provider(&self, name: &str) -> Result<&Provider, SignInError> {
        let found = self.signin.providers.iter().find(|provider| provider.settings.name == name);
        Ok(found.ok_or(SignInRefusal::ProviderSilent)?)
    }

    /// Begins a journey to a provider. `next` is where the person wants to go afterwards.
    ///
    /// # Errors
    /// `ProviderSilent`, `NoSession`, `DeadLink`, `NoFactor` for linking; the database.
    pub async fn begin_provider(
        &self,
        name: &str,
        purpose: Purpose,
        next: &str,
    ) -> Result<Begun, SignInError> {
        match purpose {
            // Only after the person has shown who they are, see `begin_link`.
            Purpose::Link(_) => Err(SignInRefusal::NoFactor.into()),
            purpose => self.journey(name, purpose, next).await,
        }
    }

    /// Begins to link an identity with one's own account. The password is asked again, so that neither a foreign page
    /// nor a stolen session makes a way in of its own; without one the second factor, or a sign-in, must be fresh.
    ///
    /// # Errors
    /// `Wrong`, `Wait`, `NoFactor` (to be shown first), `NoSession`, `ProviderSilent`; the database.
    pub async fn begin_link(
        &self,
        name: &str,
        token: &str,
        password: &str,
        next: &str,
        device: &Device,
    ) -> Result<Begun, SignInError> {
        let session = self.whole_session(token).await?;
        let (factors, now) = (self.factors(session.person).await?, self.clock.now());
        let assured = session.assured_at.is_some_and(|at| now - at <= ASSURANCE);
        if factors.totp && !assured {
            return Err(SignInRefusal::NoFactor.into());
        }
        if factors.password {
            self.password_again(&session.login, password, device).await?;
        } else if !assured && now - session.created_at > JOURNEY {
            return Err(SignInRefusal::NoFactor.into());
        }
        self.journey(name, Purpose::Link(token.to_owned()), next).await
    }

    async fn journey(&self, name: &str, purpose: Purpose, next: &str) -> Result<Begun, SignInError> {
        let provider = self.provider(name)?;
        match &purpose {
            Purpose::SignIn | Purpose::Link(_) => {}
            Purpose::StepUp(token) => drop(self.whole_session(token).await?),
            Purpose::Accept(token) => {
                self.invitation(token).await?.ok_or(SignInRefusal::DeadLink)?;
            }
        }
        let known = provider.known(false).await?;
        let client = provider.client(&known, &self.settings.base_url)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (state, nonce, binding) = (token::new()?, token::new()?, token::new()?);
        let (csrf, asked) = (state.clone(), nonce.clone());
        let mut request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                || CsrfToken::new(csrf),
                || Nonce::new(asked),
            )
            .set_pkce_challenge(challenge);
        if matches!(purpose, Purpose::StepUp(_)) {
            request = request.set_max_age(std::time::Duration::ZERO).add_prompt(CoreAuthPrompt::Login);
            for acr in &provider.settings.high_acr {
                request = request.add_auth_context_value(AuthenticationContextClass::new(acr.clone()));
            }
        }
        let (url, _, _) = request.url();
        let (word, holder) = purpose.parts();
        let holder = if holder.is_empty() { String::new() } else { token::fingerprint(holder) };
        let now = self.clock.now();
        let flow = [
            token::fingerprint(&state).into(),
            name.into(),
            word.into(),
            holder.into(),
            nonce.into(),
            verifier.secret().into(),
            next.into(),
            token::fingerprint(&binding).into(),
            now.into(),
        ];
        self.store.execute(&DROP_OLD_FLOWS, &[(now - JOURNEY).into()]).await?;
        self.store.execute(&NEW_FLOW, &flow).await?;
        Ok(Begun { url: url.into(), binding })
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
        let flow = self.take_flow(state, binding).await?;
        let provider = self.provider(&flow.provider)?;
        let verifier = PkceCodeVerifier::new(flow.verifier.clone());
        let redeemed = provider.redeem(self, code, verifier, &Nonce::new(flow.nonce.clone())).await;
        let identity = match redeemed {
            Ok(identity) => identity,
            Err(error) => {
                let entry = Entry::new("sign-in", "provider").denied();
                self.note(&Actor::stranger(&device.client), entry).await?;
                return Err(error);
            }
        };
        let high = identity.is_high(&provider.settings.high_acr);
        match flow.purpose.as_str() {
            "sign-in" => self.sign_in_with(&identity, high, flow.next, device).await,
            "step-up" => {
                let now = self.clock.now();
                let fresh = identity.auth_time.is_some_and(|at| now - at <= JUST_NOW);
                self.step_up_with(&identity, high && fresh, flow, device).await
            }
            "link" => self.link(provider, &identity, flow, device).await,
            _ => self.accept_with(provider, &identity, high, flow, device).await,
        }
    }

    /// Takes a journey, once, and only for the browser that began it.
    async fn take_flow(&self, state: &str, binding: &str) -> Result<FlowRow, SignInError> {
        let refused = || SignInError::from(SignInRefusal::ProviderAnswer);
        let (Some(state), Some(binding)) = (token::hash(state), token::hash(binding)) else {
            return Err(refused());
        };
        let began = self.clock.now() - JOURNEY;
        let flow = self.store.row(&FLOW, &[state.as_str().into(), began.into()]).await?;
        let flow = flow.filter(|flow| flow.binding == binding).ok_or_else(refused)?;
        if self.store.execute(&TAKE_FLOW, &[state.into()]).await? == 0 {
            return Err(refused());
        }
        Ok(flow)
    }

    async fn sign_in_with(
        &self,
        identity: &Identity,
        high: bool,
        next: String,
        device: &Device,
    ) -> Result<Finished, SignInError> {
        let linked = self.store.row(&LINKED, &[identity.secret().into()]).await?;
        let active = linked.filter(|(_, _, _, state)| state == "active");
        let Some((credential, person, login, _)) = active else {
            let entry = Entry::new("sign-in", "provider").denied();
            self.note(&Actor::stranger(&device.client), entry).await?;
            return Err(SignInRefusal::NotLinked.into());
        };
        let now = self.clock.now();
        self.store.execute(&LINK_USED, &[credential.into(), now.into()]).await?;
        // A provider that is not sure enough is a first factor like a password.
        let half = !high && self.factors(person).await?.totp;
        let method = if half { Method::HalfProvider } else { Method::Provider };
        let entered = self.begin_session((person, &login), method, high.then_some(now), device).await?;
        Ok(Finished { entered, is_new: true, assured: high, next })
    }

    async fn step_up_with(
        &self,
        identity: &Identity,
        assured: bool,
        flow: FlowRow,
        device: &Device,
    ) -> Result<Finished, SignInError> {
        let session = self.holder(&flow).await?;
        let linked = self.store.row(&LINKED, &[identity.secret().into()]).await?;
        if linked.is_none_or(|(_, person, ..)| person != session.person) {
            return Err(SignInRefusal::ProviderAnswer.into());
        }
        let now = self.clock.now();
        let since = if assured { Some(now) } else { session.assured_at };
        let mut tx = self.store.begin().await?;
        let entered = self.rotate(&mut tx, &flow.holder, &session, since).await?;
        let entry = Entry::new("second-factor", "session").on(session.session);
        let entry = entry.detail(serde_json::json!({ "with": "provider" }));
        let entry = if assured { entry } else { entry.denied() };
        trail::record(&mut tx, now, &session.actor(device), entry).await?;
        tx.commit().await?;
        Ok(Finished { entered, is_new: false, assured, next: flow.next })
    }

    async fn link(
        &self,
        provider: &Provider,
        identity: &Identity,
        flow: FlowRow,
        device: &Device,
    ) -> Result<Finished, SignInError> {
        let session = self.holder(&flow).await?;
        if self.store.row(&LINKED, &[identity.secret().into()]).await?.is_some() {
            return Err(SignInRefusal::IdentityTaken.into());
        }
        let (now, secret, label) = (self.clock.now(), identity.secret(), &provider.settings.label);
        let mut tx = self.store.begin().await?;
        self.put_credential(&mut tx, session.person, "oidc", &secret, label, None, None).await?;
        let entered = self.rotate(&mut tx, &flow.holder, &session, session.assured_at).await?;
        let entry = Entry::new("link", "provider").on(session.person);
        trail::record(&mut tx, now, &session.actor(device), entry).await?;
        tx.commit().await?;
        Ok(Finished { entered, is_new: false, assured: true, next: flow.next })
    }

    async fn accept_with(
        &self,
        provider: &Provider,
        identity: &Identity,
        high: bool,
        flow: FlowRow,
        device: &Device,
    ) -> Result<Finished, SignInError> {
        let now = self.clock.now();
        let invited = self.store.row(&LINK, &[flow.holder.as_str().into(), now.into()]).await?;
        let (person, login, ..) = invited.ok_or(SignInRefusal::DeadLink)?;
        if self.store.row(&LINKED, &[identity.secret().into()]).await?.is_some() {
            return Err(SignInRefusal::IdentityTaken.into());
        }
        let half = !high && self.factors(person).await?.totp;
        let (secret, label) = (identity.secret(), &provider.settings.label);
        let mut tx = self.store.begin().await?;
        if tx.execute(&TAKE_LINK, &[flow.holder.as_str().into(), now.into()]).await? == 0 {
            return Err(SignInRefusal::DeadLink.into());
        }
        self.put_credential(&mut tx, person, "oidc", &secret, label, None, None).await?;
        tx.execute(&ACTIVATE, &[person.into()]).await?;
        Access::end_all(&mut tx, person, None, now).await?;
        tx.execute(&FORGET_KIND, &[person.into(), "feed".into()]).await?;
        let method = if half { Method::HalfProvider } else { Method::Provider };
        let assured = high.then_some(now);
        let entered = self.enter(&mut tx, (person, &login), method, assured, None, device).await?;
        let entry = Entry::new("accept", "invitation").on(person);
        trail::record(&mut tx, now, &Actor::person(person, &device.client), entry).await?;
        tx.commit().await?;
        Ok(Finished { entered, is_new: true, assured: high, next: flow.next })
    }

    /// The session that a journey was begun from.
    async fn holder(&self, flow: &FlowRow) -> Result<SessionRow, SignInError> {
        let row = self.session_by_hash(&flow.holder).await?.filter(|row| !row.is_half());
        Ok(row.ok_or(SignInRefusal::NoSession)?)
    }

    /// Identities linked with an account.
    ///
    /// # Errors
    /// The database.
    pub async fn linked_providers(&self, person: Id) -> Result<Vec<LinkedProvider>, SignInError> {
        let rows = self.store.rows(&LINKED_OF, &[person.into()]).await?;
        Ok(rows.into_iter().map(|(id, label, used_at)| LinkedProvider { id, label, used_at }).collect())
    }

    /// Takes a link away. The last thing a person could sign in with stays.
    ///
    /// # Errors
    /// `NoFactor` when it is the last; the database.
    pub async fn unlink_provider(&self, token: &str, id: Id, device: &Device) -> Result<(), SignInError> {
        let session = self.whole_session(token).await?;
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        if tx.execute(&UNLINK, &[session.person.into(), id.into()]).await? == 0 {
            return Err(SignInRefusal::NoFactor.into());
        }
        let entry = Entry::new("unlink", "provider").on(session.person);
        trail::record(&mut tx, now, &session.actor(device), entry).await?;
        Ok(tx.commit().await?)
    }
}
