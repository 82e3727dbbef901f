//! Whose word counts about where a request comes from: that of the configured proxies, and of nobody else.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, HeaderName};
use ipnet::IpNet;

const FORWARDED: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Reads a network; an address alone is a network of one.
pub(super) fn network(text: &str) -> Result<IpNet, &'static str> {
    let network = text.parse().or_else(|_| text.parse::<IpAddr>().map(IpNet::from));
    network.map_err(|_| "a network is an address and a number of bits, such as 10.0.0.0/8")
}

/// True for an address of a proxy that was configured.
#[must_use]
pub fn is_trusted(proxies: &[IpNet], address: IpAddr) -> bool {
    proxies.iter().any(|network| network.contains(&address.to_canonical()))
}

/// The visitor behind the proxies: each proxy adds at the right end whom it saw, so the list is read from there,
/// up to the first address that is no proxy of ours. What stands further left anybody may have written.
#[must_use]
pub fn visitor(proxies: &[IpNet], peer: IpAddr, headers: &HeaderMap) -> IpAddr {
    let mut visitor = peer;
    let lines = headers.get_all(FORWARDED).iter().rev();
    for told in lines.flat_map(|line| line.as_bytes().rsplit(|byte| *byte == b',')) {
        if !is_trusted(proxies, visitor) {
            break;
        }
        let Some(address) = str::from_utf8(told).ok().and_then(|told| address(told.trim())) else { break };
        visitor = address;
    }
    visitor
}

/// An address, which some proxies write with its port.
fn address(told: &str) -> Option<IpAddr> {
    let bare = told.strip_prefix('[').and_then(|told| told.strip_suffix(']')).unwrap_or(told);
    bare.parse().ok().or_else(|| told.parse().ok().map(|with_port: SocketAddr| with_port.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn the_list_is_read_from_the_right_up_to_the_first_stranger() {
        let proxies = ["10.0.0.0/8", "192.0.2.1", "fd00::/8"].map(|text| network(text).expect("a network"));
        for (peer, lines, expected) in [
            // A stranger's word is not believed.
            ("203.0.113.9", &["198.51.100.7"][..], "203.0.113.9"),
            ("10.1.2.3", &[], "10.1.2.3"),
            ("10.1.2.3", &["198.51.100.7"], "198.51.100.7"),
            ("::ffff:10.1.2.3", &["198.51.100.7"], "198.51.100.7"),
            // What the client wrote itself stands to the left.
            ("10.1.2.3", &["1.1.1.1, 198.51.100.7"], "198.51.100.7"),
            ("10.1.2.3", &["1.1.1.1", "198.51.100.7"], "198.51.100.7"),
            ("10.1.2.3", &["198.51.100.7, 10.9.9.9,192.0.2.1"], "198.51.100.7"),
            ("10.1.2.3", &["10.0.0.1, 10.0.0.2"], "10.0.0.1"),
            ("10.1.2.3", &["198.51.100.7, unknown"], "10.1.2.3"),
            ("10.1.2.3", &["198.51.100.7, unknown, 10.0.0.2"], "10.0.0.2"),
            ("10.1.2.3", &[""], "10.1.2.3"),
            ("10.1.2.3", &["198.51.100.7:4711"], "198.51.100.7"),
            ("fd00::1", &["[2001:db8::1]:443"], "2001:db8::1"),
            ("fd00::1", &["[2001:db8::1]"], "2001:db8::1"),
            ("fd00::1", &["2001:db8::1"], "2001:db8::1"),
        ] {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(FORWARDED, HeaderValue::from_static(line));
            }
            let peer = peer.parse().expect("an address");
            assert_eq!(visitor(&proxies, peer, &headers).to_string(), expected, "{peer} {lines:?}");
        }
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for bad in ["", "10.0.0.0/33", "10.0.0/8", "proxy.example", "10.0.0.0/-1", "::/129"] {
            assert!(network(bad).is_err(), "{bad}");
        }
    }
}
