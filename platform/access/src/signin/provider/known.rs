//! What a provider has said of itself: endpoints and keys, asked once and kept for a while.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use openidconnect::core::{CoreClient, CoreClientAuthMethod, CoreProviderMetadata};
use openidconnect::{
    AuthType, ClientId, ClientSecret, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, RedirectUrl,
};
use tokio::sync::Mutex;

use super::PROVIDER_RETURN;
use super::http::Http;
use crate::{AccessError, AccessSettings, ProviderSettings, SignInError, SignInRefusal};

/// How long endpoints and keys are believed.
const BELIEVED: Duration = Duration::from_secs(3_600);
/// How soon they may be asked again because a signature fits no key.
const ASKED_AGAIN: Duration = Duration::from_secs(30);

/// A client of openidconnect with the endpoints a discovery document brings.
pub(super) type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// One provider.
#[derive(Debug)]
pub(crate) struct Provider {
    pub(super) settings: ProviderSettings,
    pub(super) http: Http,
    has_base_url: bool,
    known: Mutex<Option<(Instant, Arc<CoreProviderMetadata>)>>,
}

/// The providers of the settings.
pub(crate) fn all(settings: &AccessSettings) -> Vec<Arc<Provider>> {
    let provider = |of: &ProviderSettings| {
        Arc::new(Provider {
            http: Http::new(is_on_this_machine(&of.issuer)),
            settings: of.clone(),
            has_base_url: !settings.base_url.is_empty(),
            known: Mutex::new(None),
        })
    };
    settings.providers.iter().map(provider).collect()
}

/// `http://` without TLS is for a provider on this machine alone.
fn is_on_this_machine(issuer: &str) -> bool {
    let Ok(url) = openidconnect::url::Url::parse(issuer) else { return false };
    let Some(host) = url.host_str() else { return false };
    let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

impl Provider {
    /// Refuses settings that cannot work, or would not be safe.
    pub(crate) fn check(&self) -> Result<(), AccessError> {
        let ProviderSettings { name, issuer, client_id, .. } = &self.settings;
        let fault = |fault: &str| Err(AccessError::Provider { name: name.clone(), fault: fault.to_owned() });
        let simple = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if name.is_empty() || !name.chars().all(simple) {
            return fault("the name is not of the form a-z, 0-9, -");
        }
        match openidconnect::url::Url::parse(issuer) {
            Err(_) => return fault("the issuer is no address"),
            Ok(url) if url.scheme() != "https" && !is_on_this_machine(issuer) => {
                return fault("the issuer does not begin with https://");
            }
            Ok(_) => {}
        }
        if client_id.is_empty() {
            return fault("client_id is empty");
        }
        if !self.has_base_url {
            return fault(
                "web.base_url is empty, so the provider would not know where to send people back to",
            );
        }
        Ok(())
    }

    /// Endpoints and keys; `anew` asks again, though not all the time.
    pub(super) async fn known(&self, anew: bool) -> Result<Arc<CoreProviderMetadata>, SignInError> {
        // Whoever comes while one asks waits for the answer instead of asking too.
        let mut known = self.known.lock().await;
        if let Some((asked, metadata)) = known.as_ref() {
            let age = asked.elapsed();
            if age < ASKED_AGAIN || (age < BELIEVED && !anew) {
                return Ok(metadata.clone());
            }
        }
        let issuer =
            IssuerUrl::new(self.settings.issuer.clone()).map_err(|_| SignInRefusal::ProviderSilent)?;
        match CoreProviderMetadata::discover_async(issuer, &self.http).await {
            Ok(metadata) => {
                let metadata = Arc::new(metadata);
                *known = Some((Instant::now(), metadata.clone()));
                Ok(metadata)
            }
            Err(cause) => {
                tracing::warn!(provider = self.settings.name, %cause, ?cause, "provider of identity is silent");
                // What was known goes on while the provider's discovery has a bad day.
                let old = known.as_ref().map(|(_, metadata)| metadata.clone());
                Ok(old.ok_or(SignInRefusal::ProviderSilent)?)
            }
        }
    }

    /// The client that makes addresses and redeems codes.
    pub(super) fn client(&self, known: &CoreProviderMetadata, base_url: &str) -> Result<Client, SignInError> {
        let back = format!("{}{PROVIDER_RETURN}", base_url.trim_end_matches('/'));
        let back = RedirectUrl::new(back).map_err(|_| SignInRefusal::ProviderSilent)?;
        let methods = known.token_endpoint_auth_methods_supported();
        let basic = methods.is_none_or(|all| all.contains(&CoreClientAuthMethod::ClientSecretBasic));
        let client = CoreClient::from_provider_metadata(known.clone(), self.client_id(), self.secret());
        let how = if basic { AuthType::BasicAuth } else { AuthType::RequestBody };
        Ok(client.set_redirect_uri(back).set_auth_type(how))
    }

    pub(super) fn client_id(&self) -> ClientId {
        ClientId::new(self.settings.client_id.clone())
    }

    fn secret(&self) -> Option<ClientSecret> {
        let secret = &self.settings.client_secret;
        (!secret.is_empty()).then(|| ClientSecret::new(secret.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(issuer: &str, fine: bool) {
        let provider = ProviderSettings {
            name: "caais".into(),
            label: "CAAIS".into(),
            issuer: issuer.into(),
            client_id: "okrsek".into(),
            client_secret: "x".into(),
            high_acr: vec![],
        };
        let base_url = "https://okrsek.example".to_owned();
        let settings = AccessSettings { base_url, providers: vec![provider], ..AccessSettings::default() };
        assert_eq!(all(&settings).first().unwrap().check().is_ok(), fine, "{issuer}");
    }

    #[test]
    fn a_provider_is_asked_over_tls_unless_it_is_on_this_machine() {
        check("https://login.example", true);
        check("http://login.example", false);
        check("http://127.0.0.1:4000", true);
        check("http://[::1]:4000", true);
        check("http://localhost:4000", true);
        check("http://localhost.evil.example", false);
        check("http://127.0.0.1.evil.example", false);
        check("login.example", false);
    }
}
