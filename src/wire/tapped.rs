//! A stream that tells a tap what passes through it, and finishes the heads of responses: their names are spelled, and the fields
//! that go with many are added.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::common_fields::CommonFields;
use super::spelling;
use super::tap::{NextHead, Tap};

/// So much of a response leaves with its head as one piece; to gather more would cost more than it saves.
const GATHERED_BYTES: usize = 4 * 1024;

/// A stream with its tap. What is written is told before it leaves, so an exchange is on record before the client can ask for it.
pub(super) struct Tapped<S> {
    stream: S,
    tap: Arc<Tap>,
    /// A head with its names spelled, and the small content behind it: taken from hyper, told, and not yet taken by the stream.
    begun: Vec<u8>,
    /// So much of it the stream took.
    left: usize,
    /// Bytes of the rest that were told already, because the stream did not take them the first time.
    told: usize,
}

impl<S> Tapped<S> {
    pub(super) fn new(stream: S, tap: Arc<Tap>) -> Self {
        Self { stream, tap, begun: Vec::new(), left: 0, told: 0 }
    }

    fn tell(&mut self, buffers: &[IoSlice<'_>]) {
        let mut skip = self.told;
        for buffer in buffers {
            let known = skip.min(buffer.len());
            skip -= known;
            if known < buffer.len() {
                self.tap.on_write(&buffer[known..]);
                self.told += buffer.len() - known;
            }
        }
    }

    /// Takes the beginning of a response: its head, and what follows while it is small. How many buffers these were.
    fn take(&mut self, buffers: &[IoSlice<'_>], common: Option<&CommonFields>) -> usize {
        let mut taken = 0;
        for buffer in buffers {
            if taken > 0 && self.begun.len() + buffer.len() > GATHERED_BYTES {
                break;
            }
            self.begun.extend_from_slice(buffer);
            taken += 1;
            if taken == 1
                && let Some(end) = spelling::apply(&mut self.begun)
                && let Some(common) = common
            {
                self.begun.truncate(end);
                self.begun.extend_from_slice(common.lines());
                self.begun.extend_from_slice(&buffer[end..]);
            }
        }
        self.tap.on_write(&self.begun);
        taken
    }

    /// Counts what the stream took of the beginning and of what follows it; the bytes of the latter.
    fn took(&mut self, written: usize) -> usize {
        self.left += written;
        let Some(beyond) = self.left.checked_sub(self.begun.len()) else { return 0 };
        self.begun.clear();
        self.begun.shrink_to(GATHERED_BYTES);
        self.left = 0;
        self.told = self.told.saturating_sub(beyond);
        beyond
    }
}

impl<S: AsyncWrite + Unpin> Tapped<S> {
    /// Writes what is left of the beginning.
    fn poll_begun(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.begun.is_empty() {
            match ready!(Pin::new(&mut self.stream).poll_write(cx, &self.begun[self.left..]))? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                written => self.took(written),
            };
        }
        Poll::Ready(Ok(()))
    }

    /// Writes a response's beginning, and what is at hand of the rest. What the stream does not take of the beginning now, it takes
    /// at the next write or flush.
    fn poll_first(
        &mut self,
        cx: &mut Context<'_>,
        buffers: &[IoSlice<'_>],
        common: Option<&CommonFields>,
    ) -> Poll<io::Result<usize>> {
        let (beginning, rest) = buffers.split_at(self.take(buffers, common));
        let taken = beginning.iter().map(|buffer| buffer.len()).sum::<usize>();
        if rest.is_empty() {
            return match self.poll_begun(cx) {
                Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
                _ => Poll::Ready(Ok(taken)),
            };
        }
        self.tell(rest);
        let all = std::iter::once(&*self.begun).chain(rest.iter().map(|buffer| &**buffer));
        let all = all.map(IoSlice::new).collect::<Vec<_>>();
        match Pin::new(&mut self.stream).poll_write_vectored(cx, &all) {
            Poll::Ready(Ok(written)) => Poll::Ready(Ok(taken + self.took(written))),
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => Poll::Ready(Ok(taken)),
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Tapped<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(cx, buf))?;
        self.tap.on_read(&buf.filled()[before..]);
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Tapped<S> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        self.poll_write_vectored(cx, &[IoSlice::new(buf)])
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_begun(cx))?;
        if let NextHead::Due(common) = self.tap.next_head() {
            return self.poll_first(cx, bufs, common);
        }
        self.tell(bufs);
        let written = ready!(Pin::new(&mut self.stream).poll_write_vectored(cx, bufs))?;
        self.told = self.told.saturating_sub(written);
        Poll::Ready(Ok(written))
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_begun(cx))?;
        ready!(Pin::new(&mut self.stream).poll_flush(cx))?;
        self.tap.on_flush();
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_begun(cx))?;
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

impl<S> Drop for Tapped<S> {
    fn drop(&mut self) {
        self.tap.on_close();
    }
}

#[cfg(test)]
#[path = "tapped_tests.rs"]
mod tests;
