//! How we speak to a provider: HTTPS with the public roots, no redirects, small answers, little patience.

use std::future::Future;
use std::io::Cursor;
use std::pin::Pin;
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};

/// How long a provider may take for one answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// Most bytes of an answer.
const MOST: usize = 1_048_576;

/// Why there was no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unanswered {
    #[error("no answer within {} s", PATIENCE.as_secs())]
    TooLate,
    #[error("request: {0}")]
    Request(#[from] hyper_util::client::legacy::Error),
    #[error("answer: {0}")]
    Answer(Box<dyn std::error::Error + Send + Sync>),
}

/// A client for one provider.
#[derive(Debug, Clone)]
pub(super) struct Http {
    client: Client<HttpsConnector<HttpConnector>, Full<Cursor<Vec<u8>>>>,
}

impl Http {
    /// `plain` allows HTTP without TLS, which is for providers on this machine alone.
    pub(super) fn new(plain: bool) -> Http {
        let builder = HttpsConnectorBuilder::new().with_webpki_roots();
        let builder = if plain { builder.https_or_http() } else { builder.https_only() };
        Http { client: Client::builder(TokioExecutor::new()).build(builder.enable_http1().build()) }
    }

    /// One request, one answer.
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, Unanswered> {
        let request = request.map(|body| Full::new(Cursor::new(body)));
        let exchange = async {
            let (parts, body) = self.client.request(request).await?.into_parts();
            let body = Limited::new(body, MOST).collect().await.map_err(Unanswered::Answer)?;
            Ok(HttpResponse::from_parts(parts, body.to_bytes().to_vec()))
        };
        tokio::time::timeout(PATIENCE, exchange).await.map_err(|_| Unanswered::TooLate)?
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = Unanswered;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Unanswered>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}
