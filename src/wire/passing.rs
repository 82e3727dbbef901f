//! A message as it passes: where its content ends, and what is kept of it.

use bytes::Bytes;

use super::framing::{BodyReader, Framing, head_length};
use crate::limits::SEEN_MAX_BYTES;

/// The bytes of a response; those of a request's body are the door's, which reads them.
#[derive(Debug, Default)]
pub struct WireBytes {
    pub response_head: Bytes,
    pub response_body: Bytes,
    pub response_body_size: u64,
    /// False when the connection ended first.
    pub complete: bool,
}

pub(super) type Finish = Box<dyn FnOnce(WireBytes) + Send>;

/// The content of a message.
pub(super) struct Body {
    reader: BodyReader,
    /// `None` when nobody wants the bytes.
    kept: Option<Vec<u8>>,
    size: u64,
}

impl Body {
    pub(super) fn new(framing: Framing, keep: bool) -> Self {
        Self { reader: BodyReader::new(framing), kept: keep.then(Vec::new), size: 0 }
    }

    /// How many of these bytes belong to the body.
    pub(super) fn consume(&mut self, bytes: &[u8]) -> usize {
        let taken = self.reader.consume(bytes);
        self.size += taken as u64;
        if let Some(kept) = &mut self.kept {
            let room = SEEN_MAX_BYTES - kept.len();
            kept.extend_from_slice(&bytes[..taken.min(room)]);
        }
        taken
    }

    /// True when nobody can say any more where the next message begins.
    pub(super) fn is_lost(&self) -> bool {
        self.reader.is_lost()
    }
}

/// A response that is kept.
pub(super) struct Response {
    to_head: bool,
    head: Vec<u8>,
    body: Option<Body>,
    /// What is to be done with it.
    pub finish: Option<Finish>,
}

impl Response {
    pub(super) fn new(to_head: bool) -> Self {
        Self { to_head, head: Vec::new(), body: None, finish: None }
    }

    /// Takes what is written next.
    pub(super) fn write(&mut self, mut bytes: &[u8]) {
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

    /// True when all of it passed, and somebody waits for it.
    pub(super) fn is_done(&self) -> bool {
        self.finish.is_some() && self.body.as_ref().is_some_and(|body| body.reader.is_done())
    }

    /// What is to be done, with what was kept.
    pub(super) fn end(self, complete: bool) -> Option<(Finish, WireBytes)> {
        let (body, response_body_size) =
            self.body.map_or((Vec::new(), 0), |body| (body.kept.unwrap_or_default(), body.size));
        // Kept for long, so no room beyond the bytes.
        let [response_head, response_body] = [self.head, body].map(|bytes| bytes.into_boxed_slice().into());
        let wire = WireBytes { response_head, response_body, response_body_size, complete };
        Some((self.finish?, wire))
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
