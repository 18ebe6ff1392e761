//! Requests that were answered before they were read to their end.
//!
//! A connection of HTTP/1.1 can carry a next request only after the whole of the last one was read. A server that answers
//! early closes it, and must say so: otherwise the next request is sent into a connection that is going away.
//!
//! ```text
//!   body ──► Watched ──► handler        read to the end? ──► the connection stays
//!                                       anything left?   ──► `Connection: close` (RFC 9112, 9.6)
//! ```

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use http_body::{Frame, SizeHint};

/// How long, and how many times the limit, a body that is too large is read for nothing.
const SWALLOW: (Duration, usize) = (Duration::from_secs(20), 5);

/// Whether something of a request's body was left unread.
pub(crate) struct Unread(Option<Arc<AtomicBool>>);

impl Unread {
    /// Watches how far the body of a request is read; a request without one costs nothing.
    pub(crate) fn watch(request: &mut Request) -> Unread {
        if request.body().is_end_stream() {
            return Unread(None);
        }
        let left = Arc::new(AtomicBool::new(true));
        let body = std::mem::take(request.body_mut());
        *request.body_mut() = Body::new(Watched { body, left: Arc::clone(&left) });
        Unread(Some(left))
    }

    /// Tells the client that the connection ends here, when it does.
    pub(crate) fn announce(&self, response: &mut Response) {
        if self.0.as_ref().is_some_and(|left| left.load(Ordering::Acquire)) {
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
    }
}

/// Reads a body that is refused for its size and throws it away: a browser shows an answer only when it could send all
/// of its file. A body beyond measure, or one that does not come to its end, is left where it is.
///
/// - in: `announced` length and the `most` that is taken, in bytes
pub(crate) async fn swallow(request: Request, announced: usize, most: usize) {
    let (patience, times) = SWALLOW;
    if announced > most.saturating_mul(times) {
        return;
    }
    let mut body = request.into_body();
    let swallowed = async {
        while let Some(Ok(_)) = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await
        {
        }
    };
    if tokio::time::timeout(patience, swallowed).await.is_err() {
        tracing::debug!("a body that is too large did not come to its end");
    }
}

struct Watched {
    body: Body,
    left: Arc<AtomicBool>,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        if frame.is_none() {
            self.left.store(false, Ordering::Release);
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Watched {
    /// Readers that know the length stop at the last byte and do not ask for more.
    fn drop(&mut self) {
        if self.body.is_end_stream() {
            self.left.store(false, Ordering::Release);
        }
    }
}
