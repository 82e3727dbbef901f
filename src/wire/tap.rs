//! What one HTTP/1.1 connection said, cut into exchanges. Memory per connection is bounded by the constants below.
//!
//! hyper answers the requests of a connection one after the other, so the bytes read belong to the next request
//! and the bytes written, once everything before was flushed, to the current response.

use std::future::poll_fn;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

use bytes::Bytes;

use super::framing::{BodyReader, Framing, head_length};
use crate::limits::SEEN_MAX_BYTES;

/// More unread bytes than hyper itself would buffer: the record is given up.
const AHEAD_MAX_BYTES: usize = 512 * 1024;
/// So much room a connection keeps between two requests.
const AHEAD_KEPT_BYTES: usize = 4 * 1024;

/// The bytes of a response; those of a request's body are the door's, which reads them.
#[derive(Debug, Default)]
pub struct WireBytes {
    pub response_head: Bytes,
    pub response_body: Bytes,
    pub response_body_size: u64,
    /// False when the connection ended first.
    pub complete: bool,
}

type Finish = Box<dyn FnOnce(WireBytes) + Send>;

/// The listener on one connection.
#[derive(Default)]
pub struct Tap(Mutex<State>);

#[derive(Default)]
struct State {
    /// HTTP/2, or too much unread: nothing more is kept.
    off: bool,
    /// Read, and not yet given to a request.
    ahead: Vec<u8>,
    request_body: Option<Body>,
    response: Option<Response>,
    /// A response was made and not yet flushed.
    unflushed: bool,
    waiting_for_flush: Option<Waker>,
}

struct Body {
    reader: BodyReader,
    /// `None` when nobody wants the bytes.
    kept: Option<Vec<u8>>,
    size: u64,
}

impl Body {
    fn new(framing: Framing, keep: bool) -> Self {
        Self { reader: BodyReader::new(framing), kept: keep.then(Vec::new), size: 0 }
    }

    /// How many of these bytes belong to the body.
    fn consume(&mut self, bytes: &[u8]) -> usize {
        let taken = self.reader.consume(bytes);
        self.size += taken as u64;
        if let Some(kept) = &mut self.kept {
            let room = SEEN_MAX_BYTES - kept.len();
            kept.extend_from_slice(&bytes[..taken.min(room)]);
        }
        taken
    }
}

struct Response {
    to_head: bool,
    head: Vec<u8>,
    body: Option<Body>,
    finish: Option<Finish>,
}

impl Tap {
    fn state(&self) -> MutexGuard<'_, State> {
        // A panic while the lock was held leaves at worst one exchange incomplete.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes what was read from the connection.
    pub(super) fn on_read(&self, bytes: &[u8]) {
        self.state().read(bytes);
    }

    /// Takes what is about to be written to the connection.
    pub(super) fn on_write(&self, bytes: &[u8]) {
        let mut state = self.state();
        if let Some(wire) = state.write(bytes) {
            drop(state);
            wire.0(wire.1);
        }
    }

    pub(super) fn on_flush(&self) {
        let mut state = self.state();
        state.unflushed = false;
        if let Some(waker) = state.waiting_for_flush.take() {
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

    /// Called once for each request, before it is answered. The bytes of its head, if they were kept.
    ///
    /// With `record`, the response is kept from here on, until `finish` is called with it.
    pub async fn begin(&self, framing: Framing, to_head: bool, record: bool) -> Option<Bytes> {
        poll_fn(|context| {
            let mut state = self.state();
            if !record || state.off || !state.unflushed {
                return Poll::Ready(());
            }
            state.waiting_for_flush = Some(context.waker().clone());
            Poll::Pending
        })
        .await;
        self.state().begin(framing, to_head, record)
    }

    /// Says what is to be done when the response has left; not called at all when nothing was recorded.
    pub fn finish(&self, finish: impl FnOnce(WireBytes) + Send + 'static) {
        if let Some(response) = &mut self.state().response {
            response.finish = Some(Box::new(finish));
        }
    }

    /// Called once for each request when its response is ready.
    pub fn answered(&self) {
        self.state().unflushed = true;
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
        self.request_body.as_ref().is_some_and(|body| body.reader.is_lost())
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
        self.response = record.then(|| Response { to_head, head: Vec::new(), body: None, finish: None });
        head
    }

    /// The finished exchange, when these bytes end it.
    fn write(&mut self, bytes: &[u8]) -> Option<(Finish, WireBytes)> {
        let response = self.response.as_mut()?;
        response.write(bytes);
        let ended =
            response.finish.is_some() && response.body.as_ref().is_some_and(|body| body.reader.is_done());
        if ended { self.finish(true) } else { None }
    }

    fn finish(&mut self, complete: bool) -> Option<(Finish, WireBytes)> {
        let response = self.response.take()?;
        let finish = response.finish?;
        let (body, response_body_size) =
            response.body.map_or((Vec::new(), 0), |body| (body.kept.unwrap_or_default(), body.size));
        // Kept for long, so no room beyond the bytes.
        let [response_head, response_body] =
            [response.head, body].map(|bytes| bytes.into_boxed_slice().into());
        let wire = WireBytes { response_head, response_body, response_body_size, complete };
        Some((finish, wire))
    }
}

impl Response {
    fn write(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            if let Some(body) = &mut self.body {
                body.consume(bytes);
                return;
            }
            // The head may arrive in pieces: look for its end in what is kept plus what is new.
            let before = self.head.len();
            let room = SEEN_MAX_BYTES.saturating_sub(before);
            self.head.extend_from_slice(&bytes[..bytes.len().min(room)]);
            let Some((start, end)) = self.final_head() else { return };
            self.head.truncate(end);
            // What is shown is the final response; an interim one only let the client go on.
            self.head.drain(..start);
            bytes = &bytes[end.saturating_sub(before).min(bytes.len())..];
            self.body = Some(Body::new(self.framing(), true));
        }
    }

    /// Where the final response's head begins and ends, after any interim ones (RFC 9110 15.2).
    fn final_head(&self) -> Option<(usize, usize)> {
        let mut start = 0;
        loop {
            let length = head_length(&self.head[start..])?;
            if self.head[start..].get(9) != Some(&b'1') {
                return Some((start, start + length));
            }
            start += length;
        }
    }

    fn framing(&self) -> Framing {
        // RFC 9112 6.3: no content follows these, whatever the fields say.
        if self.to_head || matches!(self.head.get(9..12), Some(b"204" | b"304")) {
            return Framing::Length(0);
        }
        let mut line_start = 0;
        for line_end in memchr::memchr_iter(b'\n', &self.head) {
            let line = &self.head[line_start..line_end];
            line_start = line_end + 1;
            if field_value(line, b"transfer-encoding:").is_some() {
                return Framing::Chunked;
            }
            if let Some(value) = field_value(line, b"content-length:") {
                let length = str::from_utf8(value).ok().and_then(|text| text.trim().parse().ok());
                return Framing::Length(length.unwrap_or(0));
            }
        }
        Framing::Length(0)
    }
}

/// What follows the name, its colon included, in a line that begins with it.
fn field_value<'a>(line: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let (start, value) = line.split_at_checked(name.len())?;
    start.eq_ignore_ascii_case(name).then_some(value)
}

#[cfg(test)]
#[path = "tap_tests.rs"]
mod tests;
