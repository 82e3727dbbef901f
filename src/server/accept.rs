//! Accepting connections, a bounded number at a time, until the program is asked to stop.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_util::task::TaskTracker;

use super::app::App;
use super::proxies;
use crate::limits::{Network, Places};
use crate::wire::{Answering, Peer, serve};

/// What HTTP/2 begins with (RFC 9113 3.4).
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
/// While the bytes are only the beginning of the preface, they are looked at again after this time.
const PEEK_PAUSE: Duration = Duration::from_millis(20);
/// After a failed accept, so that a lack of file handles does not become a busy loop.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Accepts until the program is asked to stop, then lets what is under way end while it drains.
pub async fn accept(listener: TcpListener, routes: impl Answering, app: &App, connections: &Places<Network>) {
    let stop = app.stop.clone();
    let limits = Arc::new(app.config.limits.connections.clone());
    let places = Arc::new(Semaphore::new(usize::try_from(limits.max_connections).unwrap_or(usize::MAX)));
    let tracker = TaskTracker::new();
    loop {
        // The place is taken first: when all are taken, new connections wait with the system.
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            () = stop.cancelled() => break,
            next = next => next,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "could not accept");
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        // A proxy of ours brings many visitors. Nobody else's surplus can be answered: there is no request yet.
        let is_proxy = proxies::is_trusted(&app.config.trusted_proxy, peer.ip());
        let max = if is_proxy { u32::MAX } else { limits.max_connections_per_address };
        let Some(own_place) = connections.take(Network::of(peer.ip()), max) else { continue };
        let (routes, limits, stop) = (routes.clone(), Arc::clone(&limits), stop.clone());
        tracker.spawn(async move {
            let _places = (place, own_place);
            if begun(&stream, limits.first_bytes_seconds.0).await.is_ok() {
                serve(stream, Peer::Address(peer.ip()), routes, &limits, stop).await;
            }
        });
    }
    drop(listener);
    tracker.close();
    if tokio::time::timeout(limits.drain_seconds.0, tracker.wait()).await.is_err() {
        tracing::warn!(connections = tracker.len(), "stopped before these connections ended");
    }
}

/// Waits until it is clear which version of HTTP is spoken; the library behind would wait for ever.
async fn begun(stream: &TcpStream, patience: Duration) -> io::Result<()> {
    // Small answers must not wait for an acknowledgement.
    stream.set_nodelay(true)?;
    let told = async {
        let mut bytes = [0; PREFACE.len()];
        loop {
            match stream.peek(&mut bytes).await? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                seen if seen < PREFACE.len() && PREFACE.starts_with(&bytes[..seen]) => {
                    tokio::time::sleep(PEEK_PAUSE).await;
                }
                _ => return Ok(()),
            }
        }
    };
    tokio::time::timeout(patience, told).await?
}
