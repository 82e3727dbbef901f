//! A stream that tells a tap what passes through it.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::tap::Tap;

/// A stream with its tap. What is written is told before it leaves, so an exchange is on record before the client can ask for it.
pub(super) struct Tapped<S> {
    stream: S,
    tap: Arc<Tap>,
    /// Bytes that were told already, because the stream did not take them the first time.
    told: usize,
}

impl<S> Tapped<S> {
    pub(super) fn new(stream: S, tap: Arc<Tap>) -> Self {
        Self { stream, tap, told: 0 }
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
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        self.tell(&[IoSlice::new(buf)]);
        let written = ready!(Pin::new(&mut self.stream).poll_write(cx, buf))?;
        self.told = self.told.saturating_sub(written);
        Poll::Ready(Ok(written))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.tell(bufs);
        let written = ready!(Pin::new(&mut self.stream).poll_write_vectored(cx, bufs))?;
        self.told = self.told.saturating_sub(written);
        Poll::Ready(Ok(written))
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.stream).poll_flush(cx))?;
        self.tap.on_flush();
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

impl<S> Drop for Tapped<S> {
    fn drop(&mut self) {
        self.tap.on_close();
    }
}
