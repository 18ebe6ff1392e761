//! The mail server: how to reach it, and what its answers mean.

use std::time::Duration;

use lettre::message::{Mailbox, header};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls as Wire, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{AsyncSmtpTransport, Error as SmtpError};
use lettre::{AsyncTransport, Message, Tokio1Executor};

use crate::outbox::Claimed;

/// How long a mail server may take for one letter.
const TIMEOUT: Duration = Duration::from_secs(60);
/// Answers that are about us and not about the letter: sign-in required, wrong, too weak, expired.
const ABOUT_US: [u16; 4] = [530, 534, 535, 538];

/// How the connection is kept from others' eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    /// In the clear; for a mail server on the same machine.
    None,
    /// Begins in the clear and must change to TLS before anything is said (port 587).
    Starttls,
    /// TLS from the first byte (port 465).
    Tls,
}

/// How to reach the mail server. With an empty `host` nothing is sent and letters wait.
#[derive(Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// Name or address of the server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub tls: Tls,
    /// A file in PEM with the authority that signed the server's certificate; empty: the public ones.
    pub authority: String,
    /// User name; empty: no sign-in.
    pub user: String,
    /// Password of the user.
    pub password: String,
    /// Who the letters come from: `Okrsek <okrsek@mesto.example>`.
    pub from: String,
    /// The name this machine says HELO with; empty: what the system says.
    pub hello: String,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Smtp({:?} {}:{} from {:?})", self.tls, self.host, self.port, self.from)
    }
}

/// Settings that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadSettings {
    /// `mail.from` cannot be read.
    #[error("mail.from: {0:?} is not an address such as Okrsek <okrsek@mesto.example>")]
    From(String),
    /// `mail.authority` cannot be read.
    #[error("mail.authority: {path}: {cause}")]
    Authority {
        /// The file.
        path: String,
        /// What is wrong with it.
        cause: String,
    },
    /// TLS cannot be set up for this host.
    #[error("mail.host: {0}")]
    Tls(String),
}

/// A mail server that can be asked.
pub(crate) struct Server {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// How an attempt ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Attempt {
    /// The server has taken the letter.
    Taken,
    /// It will never take this letter.
    Refused(String),
    /// Not this letter, not now.
    Later(String),
    /// It takes no letter at all now: it does not answer, or does not know us.
    NoServer(String),
}

impl Smtp {
    /// Whether letters are sent at all.
    #[must_use]
    pub fn is_on(&self) -> bool {
        !self.host.is_empty()
    }

    pub(crate) fn server(&self) -> Result<Server, BadSettings> {
        let from = self.from.parse().map_err(|_| BadSettings::From(self.from.clone()))?;
        let wire = match self.tls {
            Tls::None => Wire::None,
            Tls::Starttls => Wire::Required(self.parameters()?),
            Tls::Tls => Wire::Wrapper(self.parameters()?),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&self.host)
            .port(self.port)
            .timeout(Some(TIMEOUT))
            .tls(wire);
        if !self.hello.is_empty() {
            builder = builder.hello_name(ClientId::Domain(self.hello.clone()));
        }
        if !self.user.is_empty() {
            builder = builder.credentials(Credentials::new(self.user.clone(), self.password.clone()));
        }
        Ok(Server { transport: builder.build(), from })
    }

    fn parameters(&self) -> Result<TlsParameters, BadSettings> {
        let mut parameters = TlsParameters::builder(self.host.clone());
        if !self.authority.is_empty() {
            let fault = |cause: String| BadSettings::Authority { path: self.authority.clone(), cause };
            let pem = std::fs::read(&self.authority).map_err(|error| fault(error.to_string()))?;
            let authority = Certificate::from_pem(&pem).map_err(|error| fault(error.to_string()))?;
            parameters = parameters.add_root_certificate(authority);
        }
        parameters.build().map_err(|error| BadSettings::Tls(error.to_string()))
    }
}

impl Server {
    pub(crate) async fn send(&self, claimed: &Claimed) -> Attempt {
        let message = match self.message(claimed) {
            Ok(message) => message,
            Err(reason) => return Attempt::Refused(reason),
        };
        match self.transport.send(message).await {
            Ok(_) => Attempt::Taken,
            Err(error) => meaning(&error),
        }
    }

    fn message(&self, claimed: &Claimed) -> Result<Message, String> {
        let (letter, domain) = (&claimed.letter, self.from.email.domain());
        let to = letter.to.parse().map_err(|_| "the recipient is not an e-mail address".to_owned())?;
        let mut builder = Message::builder()
            .message_id(Some(format!("<letter-{}@{domain}>", claimed.id)))
            .date(claimed.written_at.into())
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(&letter.subject)
            .raw_header(raw("Auto-Submitted", "auto-generated"))
            .header(header::MIME_VERSION_1_0)
            .header(header::ContentType::TEXT_PLAIN);
        if !letter.thread.is_empty() {
            // The letter a thread begins with was never sent: every mail program then shows the others together.
            let first = format!("<thread-{}@{domain}>", letter.thread);
            builder = builder.in_reply_to(first.clone()).references(first);
        }
        builder.body(letter.text.clone()).map_err(|error| error.to_string())
    }
}

fn raw(name: &'static str, value: &str) -> header::HeaderValue {
    header::HeaderValue::new(header::HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// What an error says about the letter. RFC 5321, 4.2.1: 5yz is for good, 4yz for now.
fn meaning(error: &SmtpError) -> Attempt {
    let reason = told(error);
    match error.status().map(u16::from) {
        Some(code) if ABOUT_US.contains(&code) => Attempt::NoServer(reason),
        Some(_) if error.is_permanent() => Attempt::Refused(reason),
        Some(421) => Attempt::NoServer(reason),
        Some(_) => Attempt::Later(reason),
        None => Attempt::NoServer(reason),
    }
}

/// The error with its causes, one line, at most 500 characters: mail servers can be talkative.
fn told(error: &SmtpError) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let said = inner.to_string();
        if !text.contains(&said) {
            text = format!("{text}: {said}");
        }
        cause = inner.source();
    }
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(500).collect()
}
