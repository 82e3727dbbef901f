//! The demo server for somebody's own tests: inside their process, on a free port, and gone when it is dropped.
//! The doors are the very same; there are no pages, no content folder and no rate limits.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_util::sync::{CancellationToken, DropGuard};

use super::{Demo, service};
use crate::labs::{Keys, Labs};
use crate::limits::{Connections, Limits, Rates};
use crate::wire::{Answering, Peer, serve};

/// A demo server that runs; dropped, it stops and ends every connection.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    _stop: DropGuard,
}

/// After a failed accept, so that a lack of file handles does not become a busy loop.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Starts a demo server of your own, on the loopback interface and within the current Tokio runtime.
///
/// ```
/// # #[tokio::main] async fn main() -> std::io::Result<()> {
/// let server = knock::demo::spawn().await?;
/// let door = server.url("basic/");
/// assert!(door.starts_with("http://127.0.0.1:") && door.ends_with("/demo/basic/"));
/// # Ok(()) }
/// ```
///
/// The accounts are those of the site: `alice` with `wonderland` is a reader, `bob` with `builder` an admin.
/// `examples/client_under_test.rs` tests a whole client.
///
/// # Errors
/// When no port of the loopback interface is to be had.
pub async fn spawn() -> io::Result<Server> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    let limits = Limits { rates: Rates::off(), ..Limits::default() };
    let labs = Arc::new(Labs::new(Keys::random(), limits.labs.clone()));
    let doors = service(Arc::new(Demo::new(labs, None, &limits)));
    let stop = CancellationToken::new();
    tokio::spawn(accept(listener, doors, limits.connections, stop.clone()));
    Ok(Server { address, _stop: stop.drop_guard() })
}

impl Server {
    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of a door, by its path in `endpoints()`, such as `basic/`.
    #[must_use]
    pub fn url(&self, door: &str) -> String {
        format!("http://{}/demo/{}", self.address, door.trim_start_matches('/'))
    }
}

async fn accept(listener: TcpListener, doors: impl Answering, limits: Connections, stop: CancellationToken) {
    // Dropped at the end, it ends every connection.
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => return,
            Some(_) = connections.join_next() => continue,
            accepted = listener.accept() => accepted,
        };
        let Ok((stream, peer)) = accepted else {
            tokio::time::sleep(ACCEPT_PAUSE).await;
            continue;
        };
        let (doors, limits, stop) = (doors.clone(), limits.clone(), stop.clone());
        connections.spawn(async move { serve(stream, Peer::Address(peer.ip()), doors, &limits, stop).await });
    }
}
