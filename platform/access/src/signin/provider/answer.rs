//! What a provider answers: a code, which is redeemed for a token, which is believed only after every check.
//!
//! A key set without `kid` is common (CAAIS has one), so the keys are tried one by one, by algorithm. What is never
//! accepted: a token without a signature, one signed with our own secret (HS256), one for somebody else, from
//! somebody else, of another journey, or out of date.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{
    CoreIdToken, CoreIdTokenClaims, CoreIdTokenVerifier, CoreJsonWebKey, CoreJsonWebKeySet,
    CoreJwsSigningAlgorithm, CoreProviderMetadata,
};
use openidconnect::{
    AuthorizationCode, ClaimsVerificationError, IssuerUrl, JsonWebKey, Nonce, PkceCodeVerifier, TokenResponse,
};

use super::Provider;
use crate::{Access, SignInError, SignInRefusal};

/// Signatures that are believed: those whose key the provider alone has.
const SIGNATURES: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// How far the clocks may differ.
const SKEW: TimeDelta = TimeDelta::seconds(60);

/// Who the provider says it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity {
    issuer: String,
    subject: String,
    acr: Option<String>,
    pub(super) auth_time: Option<DateTime<Utc>>,
}

impl Identity {
    /// What the database keeps. An issuer is an address and holds no space.
    pub(super) fn secret(&self) -> String {
        format!("{} {}", self.issuer, self.subject)
    }

    /// Whether the provider is as sure of the person as a second factor would make us.
    pub(super) fn is_high(&self, high: &[String]) -> bool {
        self.acr.as_ref().is_some_and(|acr| high.contains(acr))
    }
}

impl Provider {
    /// Redeems a code and checks the token.
    pub(super) async fn redeem(
        &self,
        access: &Access,
        code: &str,
        verifier: PkceCodeVerifier,
        nonce: &Nonce,
    ) -> Result<Identity, SignInError> {
        let known = self.known(false).await?;
        let client = self.client(&known, &access.settings.base_url)?;
        let request = client.exchange_code(AuthorizationCode::new(code.to_owned()));
        let request = request.map_err(|_| SignInRefusal::ProviderSilent)?.set_pkce_verifier(verifier);
        let answer = request.request_async(&self.http).await.map_err(|cause| self.refused(&cause))?;
        let token = answer.id_token().ok_or_else(|| self.refused(&"no identity token"))?;
        let now = access.clock.now();
        let claims = match self.believed(&known, token, nonce, now) {
            Err(Doubt::NoKey) => {
                // The provider may have changed its keys.
                let known = self.known(true).await?;
                self.believed(&known, token, nonce, now)
            }
            other => other,
        };
        let claims = claims.map_err(|doubt| self.refused(&doubt))?;
        Ok(Identity {
            issuer: claims.issuer().to_string(),
            subject: claims.subject().to_string(),
            acr: claims.auth_context_ref().map(|acr| acr.to_string()),
            auth_time: claims.auth_time(),
        })
    }

    /// The reason goes to the log; the person learns that it did not work.
    fn refused(&self, cause: &dyn std::fmt::Debug) -> SignInError {
        tracing::warn!(provider = self.settings.name, ?cause, "answer of a provider refused");
        SignInRefusal::ProviderAnswer.into()
    }

    /// The claims, if one of the provider's keys fits and everything else does too.
    fn believed(
        &self,
        known: &CoreProviderMetadata,
        token: &CoreIdToken,
        nonce: &Nonce,
        now: DateTime<Utc>,
    ) -> Result<CoreIdTokenClaims, Doubt> {
        let kid = kid_of(&token.to_string());
        let issuer = IssuerUrl::new(self.settings.issuer.clone()).map_err(|_| Doubt::NoKey)?;
        for key in candidates(known.jwks().keys(), kid.as_deref()) {
            // The public verifier knows no shared secret, so HS256 cannot pass either.
            let keys = CoreJsonWebKeySet::new(vec![key]);
            let verifier = CoreIdTokenVerifier::new_public_client(self.client_id(), issuer.clone(), keys)
                .set_allowed_algs(SIGNATURES)
                .set_time_fn(move || now - SKEW);
            match token.claims(&verifier, nonce) {
                Ok(claims) if claims.issue_time() > now + SKEW => return Err(Doubt::FromTheFuture),
                Ok(claims) => return Ok(claims.clone()),
                Err(ClaimsVerificationError::SignatureVerification(cause)) => {
                    tracing::debug!(?cause, "a key of the provider does not fit");
                }
                Err(cause) => return Err(Doubt::Claims(cause)),
            }
        }
        Err(Doubt::NoKey)
    }
}

/// Why a token is not believed.
#[derive(Debug)]
#[expect(dead_code, reason = "said in the log")]
enum Doubt {
    NoKey,
    FromTheFuture,
    Claims(ClaimsVerificationError),
}

/// Keys to try: the one with the token's `kid`; if there is none, those without a name; all for a token without one.
fn candidates(keys: &[CoreJsonWebKey], kid: Option<&str>) -> Vec<CoreJsonWebKey> {
    let Some(kid) = kid else { return keys.to_vec() };
    let named: Vec<CoreJsonWebKey> =
        keys.iter().filter(|key| key.key_id().is_some_and(|id| id.as_str() == kid)).cloned().collect();
    if !named.is_empty() {
        return named;
    }
    keys.iter().filter(|key| key.key_id().is_none()).filter_map(|key| named_as(key, kid)).collect()
}

/// The key under the name that the token uses, since the library compares names.
fn named_as(key: &CoreJsonWebKey, kid: &str) -> Option<CoreJsonWebKey> {
    let mut json = serde_json::to_value(key).ok()?;
    json.as_object_mut()?.insert("kid".to_owned(), kid.into());
    serde_json::from_value(json).ok()
}

/// The `kid` in the header of a token.
fn kid_of(token: &str) -> Option<String> {
    let header = URL_SAFE_NO_PAD.decode(token.split('.').next()?).ok()?;
    let header: serde_json::Value = serde_json::from_slice(&header).ok()?;
    Some(header.get("kid")?.as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(kid: Option<&str>) -> CoreJsonWebKey {
        let mut json = serde_json::json!({
            "kty": "EC", "crv": "P-256", "use": "sig",
            "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        });
        if let (Some(kid), Some(object)) = (kid, json.as_object_mut()) {
            object.insert("kid".into(), kid.into());
        }
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn keys_without_a_name_are_tried_and_a_named_one_is_preferred() {
        let set = [key(Some("a")), key(None), key(None)];
        assert_eq!(candidates(&set, Some("a")).len(), 1);
        assert_eq!(candidates(&set, Some("z")).len(), 2);
        assert_eq!(candidates(&set, Some("z")).first().unwrap().key_id().unwrap().as_str(), "z");
        assert_eq!(candidates(&set, None).len(), 3);
        assert!(candidates(&[key(Some("a"))], Some("z")).is_empty());
    }

    proptest! {
        #[test]
        fn any_text_may_come_as_a_token(text in ".{0,60}") {
            let _ = kid_of(&text);
            prop_assert!(text.parse::<CoreIdToken>().is_err());
        }
    }
}
