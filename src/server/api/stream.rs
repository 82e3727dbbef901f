//! The live stream of a lab: every exchange as soon as it is on record.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt, iter};
use tokio_util::sync::CancellationToken;

use super::owned;
use crate::content::Library;
use crate::demo::is_same_origin;
use crate::labs::{Lab, Recorded};
use crate::server::App;
use crate::server::fault::Fault;
use crate::server::in_path::InPath;
use crate::server::streams::StreamPlace;
use crate::wire::Peer;

/// A client that lost the stream comes back after so long.
const RETRY: Duration = Duration::from_secs(2);

pub(super) async fn follow(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    InPath(lab): InPath<String>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    if !is_same_origin(&headers) {
        return Err(Fault::CrossSite);
    }
    let lab = owned(&app, &headers, &lab)?;
    let place = app.streams.take(&lab.id, peer.address())?;
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok()).unwrap_or(0);
    let library = app.site().await.library();
    let events = events(&lab, last, library, place, app.stop.clone());
    let comments = KeepAlive::new().interval(app.config.limits.labs.stream_comment.0);
    let mut response = Sse::new(events).keep_alive(comments).into_response();
    let fields = response.headers_mut();
    fields.insert(CACHE_CONTROL, HeaderValue::from_static("no-store, no-transform"));
    fields.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    Ok(response)
}

fn events(
    lab: &Lab,
    last: u64,
    library: Arc<Library>,
    place: StreamPlace,
    stop: CancellationToken,
) -> impl Stream<Item = Result<Event, Infallible>> + use<> {
    let (kept, live) = lab.log.follow(last);
    let hello = iter([Ok(Event::default().retry(RETRY))]);
    // A reader that fell behind is cut here; it comes back with the number of the last event it saw.
    let live = BroadcastStream::new(live).take_while(Result::is_ok).filter_map(Result::ok);
    let exchanges = iter(kept).chain(live).map(move |recorded| {
        // Free again when the stream is dropped.
        let _held = &place;
        Ok(event(&recorded, &library))
    });
    let until_stop = Box::pin(async move { stop.cancelled_owned().await });
    hello.chain(take_until(exchanges, until_stop))
}

fn event(recorded: &Recorded, library: &Library) -> Event {
    let data = serde_json::to_string(&recorded.exchange(&library.hints)).unwrap_or_default();
    Event::default().event("exchange").id(recorded.seq.to_string()).data(data)
}

/// The stream until the future is ready.
fn take_until<S, F>(stream: S, end: F) -> impl Stream<Item = S::Item>
where
    S: Stream,
    F: Future<Output = ()>,
{
    futures::StreamExt::take_until(stream, end)
}
