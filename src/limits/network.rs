//! Who counts as one visitor to the limits: an address of IPv4, or the part of an address of IPv6 that a household gets.

use std::net::IpAddr;

/// An address of IPv4, or the first 64 bits of one of IPv6 (RFC 6177 2: whoever has one such address has at least so many).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Network(u128);

const HOST_BITS: u32 = 64;

impl Network {
    #[must_use]
    pub fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => Self(address.to_ipv6_mapped().to_bits()),
            IpAddr::V6(address) => Self(address.to_bits() >> HOST_BITS << HOST_BITS),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_in_a_64_are_one_and_neighbours_in_ipv4_are_two() {
        for (one, other, same) in [
            ("192.0.2.1", "192.0.2.1", true),
            ("192.0.2.1", "192.0.2.2", false),
            ("192.0.2.1", "::ffff:192.0.2.1", true),
            ("2001:db8::1", "2001:db8::ffff:ffff:ffff:ffff", true),
            ("2001:db8::1", "2001:db8:0:1::1", false),
            ("::1", "127.0.0.1", false),
        ] {
            let network = |text: &str| Network::of(text.parse().expect("an address"));
            assert_eq!(network(one) == network(other), same, "{one} {other}");
        }
    }
}
