//! Why a sign-in, or a change of what proves who one is, was refused.

use crate::{AccessError, PasswordFault};

/// Always something the person can put right, or must wait for. The sentence is in the Fluent files under its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignInRefusal {
    /// Login or password does not fit; which one is not said.
    #[error("login or password does not fit")]
    Wrong,
    /// Too many attempts: again in this many seconds.
    #[error("wait {seconds} s")]
    Wait {
        /// Seconds to wait.
        seconds: i64,
    },
    /// More people sign in at once than the machine can serve.
    #[error("busy")]
    Busy,
    /// The code does not fit, or was used already.
    #[error("code does not fit")]
    WrongCode,
    /// The password breaks a rule.
    #[error("password: {0:?}")]
    Password(PasswordFault),
    /// The link was used, has expired, or never was.
    #[error("link does not hold")]
    DeadLink,
    /// The session has ended, or is not in the state for this.
    #[error("no such session")]
    NoSession,
    /// There is no second factor to show.
    #[error("no second factor")]
    NoFactor,
    /// The person does not act for this body today.
    #[error("not for this body")]
    NotThatBody,
    /// The provider's answer cannot be trusted, or the browser is not the one that began.
    #[error("provider's answer refused")]
    ProviderAnswer,
    /// The provider does not answer.
    #[error("provider unreachable")]
    ProviderSilent,
    /// Nobody here is linked with this identity.
    #[error("identity not linked")]
    NotLinked,
    /// The identity is linked with another account already.
    #[error("identity taken")]
    IdentityTaken,
}

impl SignInRefusal {
    /// The key of its sentence.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            SignInRefusal::Wrong => "refusal-signin-wrong",
            SignInRefusal::Wait { .. } => "refusal-signin-wait",
            SignInRefusal::Busy => "refusal-signin-busy",
            SignInRefusal::WrongCode => "refusal-signin-wrong-code",
            SignInRefusal::Password(fault) => fault.key(),
            SignInRefusal::DeadLink => "refusal-signin-dead-link",
            SignInRefusal::NoSession => "refusal-signin-no-session",
            SignInRefusal::NoFactor => "refusal-signin-no-factor",
            SignInRefusal::NotThatBody => "refusal-signin-not-that-body",
            SignInRefusal::ProviderAnswer => "refusal-signin-provider-answer",
            SignInRefusal::ProviderSilent => "refusal-signin-provider-silent",
            SignInRefusal::NotLinked => "refusal-signin-not-linked",
            SignInRefusal::IdentityTaken => "refusal-signin-identity-taken",
        }
    }
}

/// How an act of sign-in ends besides success.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Something the person can put right.
    #[error(transparent)]
    Refused(#[from] SignInRefusal),
    /// We failed.
    #[error(transparent)]
    Failed(#[from] AccessError),
}

impl From<store::StoreError> for SignInError {
    fn from(cause: store::StoreError) -> Self {
        SignInError::Failed(cause.into())
    }
}
