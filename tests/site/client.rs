//! A connection that stays open: what is sent and what comes back, to the byte.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::support::Answer;

/// Turns a test that would wait for ever into one that fails; far beyond every limit of the server.
const PATIENCE: Duration = Duration::from_secs(60);

/// Waits for something that must come.
pub(crate) async fn patiently<T>(what: &str, future: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, future).await.unwrap_or_else(|_| panic!("waited in vain for {what}"))
}

/// A connection to the server.
pub(crate) struct Connection {
    stream: TcpStream,
    /// Read, and not yet taken.
    buffer: Vec<u8>,
}

impl Connection {
    pub(crate) async fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.expect("a connection");
        stream.set_nodelay(true).expect("small pieces leave at once");
        Self { stream, buffer: Vec::new() }
    }

    pub(crate) async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.stream.write_all(bytes.as_ref()).await.expect("sent");
    }

    /// Sends what the server may not want any more; true when all of it left.
    pub(crate) async fn try_send(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        self.stream.write_all(bytes.as_ref()).await.is_ok()
    }

    /// Goes away at once, so that nothing more can be sent either way.
    pub(crate) fn reset(self) {
        self.stream.set_zero_linger().expect("an option of the socket");
    }

    /// Tells the server that nothing more comes; it may have closed already.
    pub(crate) async fn say_no_more(&mut self) {
        let _ = self.stream.shutdown().await;
    }

    /// Reads more; false when the server has closed, however it did.
    async fn fill(&mut self) -> bool {
        let read = patiently("more bytes", self.stream.read_buf(&mut self.buffer)).await;
        read.is_ok_and(|count| count > 0)
    }

    /// The bytes up to and including `end`; `None` when the connection ends first.
    pub(crate) async fn until(&mut self, end: &[u8]) -> Option<Vec<u8>> {
        loop {
            if let Some(at) = self.buffer.windows(end.len()).position(|window| window == end) {
                return Some(self.buffer.drain(..at + end.len()).collect());
            }
            if !self.fill().await {
                return None;
            }
        }
    }

    /// Exactly so many bytes.
    pub(crate) async fn exactly(&mut self, count: usize) -> Option<Vec<u8>> {
        while self.buffer.len() < count {
            if !self.fill().await {
                return None;
            }
        }
        Some(self.buffer.drain(..count).collect())
    }

    /// Everything until the server closes.
    pub(crate) async fn rest(&mut self) -> Vec<u8> {
        while self.fill().await {}
        std::mem::take(&mut self.buffer)
    }

    /// The next chunk of a chunked body; `None` at its end, or when the connection ends.
    pub(crate) async fn chunk(&mut self) -> Option<Vec<u8>> {
        let line = self.until(b"\r\n").await?;
        let size = usize::from_str_radix(String::from_utf8_lossy(&line).trim(), 16).expect("a chunk's size");
        let data = self.exactly(size + 2).await?;
        (size > 0).then(|| data[..size].to_vec())
    }

    /// The next response's head and status; its body is not read.
    pub(crate) async fn head(&mut self) -> Option<Answer> {
        let head = self.until(b"\r\n\r\n").await?;
        let head = String::from_utf8(head).expect("our heads are UTF-8");
        let status = head.get(9..12).and_then(|code| code.parse().ok()).expect("a status line");
        Some(Answer { status, head, body: Vec::new() })
    }

    /// The body that a head announces.
    pub(crate) async fn rest_of(&mut self, head: &Answer) -> Vec<u8> {
        let length = head.field("content-length").map_or(0, |length| length.parse().expect("a length"));
        self.exactly(length).await.expect("the whole body")
    }

    /// The next whole response, interim ones skipped; `None` when the connection ends first.
    pub(crate) async fn answer(&mut self, to_head: bool) -> Option<Answer> {
        let mut answer = self.head().await?;
        while answer.status < 200 {
            answer = self.head().await?;
        }
        let bodiless = to_head || matches!(answer.status, 204 | 304);
        let length = answer.field("content-length").map_or(0, |length| length.parse().expect("a length"));
        if !bodiless {
            answer.body = self.exactly(length).await?;
        }
        Some(answer)
    }
}
