//! `forbidden/ip/`: a list of addresses decides before anybody is asked for a name, so it is 403 and never 401.

use std::net::{IpAddr, Ipv4Addr};

use serde_json::json;

use super::{Knock, Reply};
use crate::model::{Evidence, Finding, Ladder, Reason, Refusal, Rung};

/// The list: 192.0.2.0/24, which is kept for documentation, so nobody really comes from there (RFC 5737 3).
const LISTED: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 0);
const LISTED_BITS: u32 = 24;
const FORWARDED: &str = "x-forwarded-for";

/// Whom the door takes for the visitor.
#[derive(Clone, Copy)]
enum Believes {
    /// The connection: that address cannot be made up.
    Connection,
    /// What `X-Forwarded-For` says first, which is the lesson's mistake.
    Field,
}

pub(super) fn answer(knock: &Knock<'_>, ladder: &mut Ladder) -> Result<Reply, Refusal> {
    let trusts = knock.query_switch("trust", ladder)?;
    ladder.pass(
        Rung::Protected,
        Finding::new("It is: only addresses of 192.0.2.0/24 may knock.", "RFC 9110 15.5.4"),
    );
    let forwarded = knock.headers.get(FORWARDED).filter(|_| trusts);
    let (believes, address) = match forwarded {
        Some(value) => (Believes::Field, value.to_str().ok().and_then(first_address)),
        None => (Believes::Connection, knock.address),
    };
    let is_listed = address.is_some_and(is_listed);
    let finding = match believes {
        Believes::Field => Finding::new(told(is_listed), "RFC 7239 8.1").at(Evidence::field(FORWARDED)),
        Believes::Connection => Finding::new(seen(is_listed, address, trusts), "RFC 9110 15.5.4"),
    };
    if !is_listed {
        return Err(ladder.stop(
            Rung::NetworkRule,
            Reason::AddressNotListed,
            finding.remedy(
                "A connection from 192.0.2.0/24, which nobody has; with trust=1 a made-up X-Forwarded-For does it.",
            ),
        ));
    }
    ladder.pass(Rung::NetworkRule, finding);
    ladder.pass(Rung::Handler, Finding::new("The door opens.", "RFC 9110 15.3.1"));
    Ok(Reply::json(&match believes {
        Believes::Field => {
            json!({ "authenticated": false, "believed": "X-Forwarded-For", "warning": told(true) })
        }
        Believes::Connection => json!({ "authenticated": false, "believed": "connection" }),
    }))
}

/// What is said of an address that the request names itself.
fn told(is_listed: bool) -> &'static str {
    if is_listed {
        "X-Forwarded-For names an address of the list, and trust=1 believes it. That is a mistake: whoever sends a request can write this line."
    } else {
        "With trust=1 this door believes X-Forwarded-For, which is a mistake, and even there no address of the list comes first."
    }
}

/// What is said of the connection's own address.
fn seen(is_listed: bool, address: Option<IpAddr>, trusts: bool) -> &'static str {
    match (is_listed, address, trusts) {
        (true, ..) => "The connection comes from an address of the list.",
        (false, None, _) => "This knock came through our own form and has no address, so it is on no list.",
        (false, Some(_), true) => {
            "There is no X-Forwarded-For to believe, and the connection's own address is not on the list."
        }
        (false, Some(_), false) => {
            "The connection's address is not on the list. Who you are was not looked at, and would change nothing."
        }
    }
}

/// The first address of the list in the field, which a client writes and proxies only add to.
fn first_address(value: &str) -> Option<IpAddr> {
    value.split(',').next()?.trim().parse().ok()
}

fn is_listed(address: IpAddr) -> bool {
    let IpAddr::V4(address) = address.to_canonical() else { return false };
    (address.to_bits() ^ LISTED.to_bits()) >> (u32::BITS - LISTED_BITS) == 0
}
