//! What every request has to pass before anything answers it: its size, who sends it how often, and for whom it is meant.

use std::net::IpAddr;

use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::HOST;
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;

use super::app::App;
use super::fault::Fault;
use super::{host_gate, proxies};
use crate::demo;
use crate::doors::Doors;
use crate::labs::Author;
use crate::wire::Peer;

/// The colon, the blank, and the end of the line.
const FIELD_MARKS_BYTES: usize = 4;

/// Lets a request pass, from its visitor instead of from the proxies in between.
pub(super) async fn pass(app: &App, mut request: Request, routes: Router) -> Response {
    if let Some(peer) = address(&request)
        && !app.config.trusted_proxy.is_empty()
    {
        let visitor = proxies::visitor(&app.config.trusted_proxy, peer, request.headers());
        if proxies::is_trusted(&app.config.trusted_proxy, peer) {
            request.extensions_mut().insert(Author::Proxied(peer));
        }
        request.extensions_mut().insert(Peer::Address(visitor));
    }
    if let Err(fault) = judge(app, &request) {
        return refused(fault, request.uri().path());
    }
    // The host in the target goes before the field (RFC 9112 3.2.2), and in HTTP/2 there is no other (RFC 9113 8.3.1).
    let named = request.uri().authority().and_then(|host| HeaderValue::try_from(host.as_str()).ok());
    if let Some(host) = named {
        request.headers_mut().insert(HOST, host);
    }
    if Doors::has(request.uri().path()) {
        return app.doors.answer(request).await;
    }
    // What is kept needs no router either, which would cost a tenth of the answer.
    if let Some(response) = app.kept(request.method(), request.uri(), request.headers()).await {
        return response;
    }
    match routes.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

/// An answer before any door has a say; below the doors it has the fields of a door's answer.
pub(super) fn refused(fault: Fault, path: &str) -> Response {
    let mut response = fault.into_response();
    if Doors::has(path) {
        demo::add_common(&mut response, path);
    }
    response
}

fn judge(app: &App, request: &Request) -> Result<(), Fault> {
    let (uri, headers, limits) = (request.uri(), request.headers(), &app.config.limits);
    // RFC 9110 15.5.15
    let target_bytes = uri.path_and_query().map_or(0, |target| target.as_str().len());
    if target_bytes > limits.requests.target_bytes {
        return Err(Fault::TargetTooLong);
    }
    let mut head_bytes = target_bytes;
    for (name, value) in headers {
        // RFC 6585 5
        if value.len() > limits.requests.field_bytes {
            return Err(Fault::FieldTooLarge);
        }
        head_bytes += name.as_str().len() + value.len() + FIELD_MARKS_BYTES;
    }
    if head_bytes > usize::try_from(limits.connections.head_bytes).unwrap_or(usize::MAX) {
        return Err(Fault::HeadTooLarge);
    }
    app.visits.take(address(request)).map_err(Fault::TooOften)?;
    host_gate::judge(app.config.origin.as_deref(), request.version(), uri, headers)
}

/// Where a request comes from; nowhere, when this program sent it to itself.
fn address(request: &Request) -> Option<IpAddr> {
    request.extensions().get::<Peer>().and_then(|peer| peer.address())
}
