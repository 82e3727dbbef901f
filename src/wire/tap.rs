//! What one HTTP/1.1 connection said, cut into exchanges. Memory per connection is bounded by the constants below.
//!
//! hyper answers the requests of a connection one after the other, so the bytes read belong to the next request
//! and the bytes written, once everything before was flushed, to the current response.

use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

use bytes::Bytes;

use super::common_fields::CommonFields;
use super::framing::{Framing, head_length};
use super::passing::{Body, Finish, Response, WireBytes};

/// More unread bytes than hyper itself would buffer: the record is given up.
const AHEAD_MAX_BYTES: usize = 512 * 1024;
/// So much room a connection keeps between two requests.
const AHEAD_KEPT_BYTES: usize = 4 * 1024;

/// The listener on one connection. What is asked at every write does not wait for the rest.
pub struct Tap {
    head: Mutex<NextHead>,
    /// A response was made and not yet flushed.
    unflushed: AtomicBool,
    /// The response under way is kept.
    keeps: AtomicBool,
    state: Mutex<State>,
}

/// What is written next.
pub(super) enum NextHead {
    /// The head of a response, with these fields. What is written first is one, whatever became of the request.
    Due(Option<&'static CommonFields>),
    /// The rest of a response.
    Begun,
}

impl Default for Tap {
    fn default() -> Self {
        Self {
            head: NextHead::Due(None).into(),
            unflushed: false.into(),
            keeps: false.into(),
            state: Mutex::default(),
        }
    }
}

#[derive(Default)]
struct State {
    /// HTTP/2, or too much unread: nothing more is kept.
    off: bool,
    /// Read, and not yet given to a request.
    ahead: Vec<u8>,
    request_body: Option<Body>,
    response: Option<Response>,
    waiting_for_flush: Option<Waker>,
}

impl Tap {
    fn state(&self) -> MutexGuard<'_, State> {
        // A panic while the lock was held leaves at worst one exchange incomplete.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes what was read from the connection.
    pub(super) fn on_read(&self, bytes: &[u8]) {
        self.state().read(bytes);
    }

    /// Due once for each response in HTTP/1, when its first bytes are about to be written.
    pub(super) fn next_head(&self) -> NextHead {
        std::mem::replace(&mut *self.head.lock().unwrap_or_else(PoisonError::into_inner), NextHead::Begun)
    }

    /// Takes what is about to be written to the connection.
    pub(super) fn on_write(&self, bytes: &[u8]) {
        if !self.keeps.load(Ordering::Relaxed) {
            return;
        }
        let mut state = self.state();
        if let Some(wire) = state.write(bytes) {
            drop(state);
            wire.0(wire.1);
        }
    }

    pub(super) fn on_flush(&self) {
        if !self.unflushed.load(Ordering::Relaxed) {
            return;
        }
        self.unflushed.store(false, Ordering::Relaxed);
        if let Some(waker) = self.state().waiting_for_flush.take() {
            waker.wake();
        }
    }

    /// Ends what is still open: the connection is gone.
    pub(super) fn on_close(&self) {
        let mut state = self.state();
        state.off = true;
        let finished = state.finish(false);
        drop(state);
        if let Some((finish, wire)) = finished {
            finish(wire);
        }
    }

    /// Called once for each request, before it is answered: waits until the response before has left. The bytes of the request's
    /// head, if they were kept.
    ///
    /// With `record`, the response is kept from here on, until `finish` is called with it.
    pub async fn begin(&self, framing: Framing, to_head: bool, record: bool) -> Option<Bytes> {
        poll_fn(|context| {
            let mut state = self.state();
            if self.unflushed.load(Ordering::Relaxed) {
                state.waiting_for_flush = Some(context.waker().clone());
                return Poll::Pending;
            }
            let head = state.begin(framing, to_head, record);
            self.keeps.store(state.response.is_some(), Ordering::Relaxed);
            Poll::Ready(head)
        })
        .await
    }

    /// Says what is to be done when the response has left; not called at all when nothing was recorded.
    pub fn finish(&self, finish: impl FnOnce(WireBytes) + Send + 'static) {
        if let Some(response) = &mut self.state().response {
            response.finish = Some(Box::new(finish));
        }
    }

    /// Called once for each request in HTTP/1 when its response is ready, with fields that go with it.
    pub(super) fn answered(&self, common: Option<&'static CommonFields>) {
        *self.head.lock().unwrap_or_else(PoisonError::into_inner) = NextHead::Due(common);
        self.unflushed.store(true, Ordering::Relaxed);
    }
}

impl State {
    fn read(&mut self, bytes: &[u8]) {
        if self.off {
            return;
        }
        let taken = self.request_body.as_mut().map_or(0, |body| body.consume(bytes));
        if self.is_lost() {
            self.give_up();
            return;
        }
        self.ahead.extend_from_slice(&bytes[taken..]);
        // The first bytes of HTTP/2 (RFC 9113 3.4), or a flood.
        if self.ahead.starts_with(b"PRI * HTTP/2") || self.ahead.len() > AHEAD_MAX_BYTES {
            self.give_up();
        }
    }

    /// Nothing more is kept of this connection.
    fn give_up(&mut self) {
        self.off = true;
        self.ahead = Vec::new();
    }

    /// True when nobody can say any more where the next request begins.
    fn is_lost(&self) -> bool {
        self.request_body.as_ref().is_some_and(Body::is_lost)
    }

    fn begin(&mut self, framing: Framing, to_head: bool, record: bool) -> Option<Bytes> {
        self.response = None;
        if self.off {
            return None;
        }
        // Empty lines before a request are skipped (RFC 9112 2.2).
        let start = self.ahead.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let Some(length) = head_length(&self.ahead[start..]) else {
            self.give_up();
            return None;
        };
        let end = start + length;
        let head = record.then(|| Bytes::copy_from_slice(&self.ahead[start..end]));
        let body = self.request_body.insert(Body::new(framing, false));
        let taken = body.consume(&self.ahead[end..]);
        self.ahead.drain(..end + taken);
        self.ahead.shrink_to(AHEAD_KEPT_BYTES);
        if self.is_lost() {
            self.give_up();
        }
        self.response = record.then(|| Response::new(to_head));
        head
    }

    /// The finished exchange, when these bytes end it.
    fn write(&mut self, bytes: &[u8]) -> Option<(Finish, WireBytes)> {
        let response = self.response.as_mut()?;
        response.write(bytes);
        if response.is_done() { self.finish(true) } else { None }
    }

    fn finish(&mut self, complete: bool) -> Option<(Finish, WireBytes)> {
        self.response.take()?.end(complete)
    }
}

#[cfg(test)]
#[path = "tap_tests.rs"]
mod tests;
