//! Which names this server answers to. A copy run at home must not be reached under a name that somebody else's
//! page made up for its address (DNS rebinding); and a request must say its host once (RFC 9112 3.2).

use std::net::{IpAddr, Ipv6Addr};

use axum::http::header::HOST;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Uri, Version};

use super::fault::Fault;
use crate::content;

/// Lets pass what is meant for us; `origin` is the configured one.
pub(super) fn judge(
    origin: Option<&str>,
    version: Version,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<(), Fault> {
    let mut hosts = headers.get_all(HOST).iter();
    let said = match (hosts.next(), hosts.next()) {
        (Some(host), None) => Some(host.to_str().map_err(|_| Fault::BadHost)?),
        (None, _) => None,
        _ => return Err(Fault::BadHost),
    };
    // A target that names a host goes before the field (RFC 9112 3.2.2); both must be good.
    for host in [said, uri.authority().map(Authority::as_str)].into_iter().flatten() {
        if !is_ours(origin, name(host).ok_or(Fault::BadHost)?) {
            return Err(Fault::Misdirected);
        }
    }
    // HTTP/1.0 knew no hosts, and HTTP/2 names them in the target.
    let may_lack = match version {
        Version::HTTP_10 => true,
        Version::HTTP_2 => uri.authority().is_some(),
        _ => false,
    };
    if said.is_some() || may_lack { Ok(()) } else { Err(Fault::BadHost) }
}

fn is_ours(origin: Option<&str>, name: &str) -> bool {
    let configured = origin.map(content::host);
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<IpAddr>().is_ok()
        || name.starts_with('[')
        || configured.and_then(self::name).is_some_and(|known| known.eq_ignore_ascii_case(name))
}

/// The host without its port; `None` for what is neither a name nor an address (RFC 3986 3.2.2).
fn name(host: &str) -> Option<&str> {
    let end = match host.strip_prefix('[') {
        Some(rest) => rest.find(']').filter(|end| rest[..*end].parse::<Ipv6Addr>().is_ok())? + 2,
        None => host.find(':').unwrap_or(host.len()),
    };
    let (name, port) = host.split_at(end);
    let good_port = port.is_empty()
        || port.strip_prefix(':').is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
    let good_name = name.starts_with('[')
        || (!name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b)));
    (good_port && good_name).then_some(name)
}
