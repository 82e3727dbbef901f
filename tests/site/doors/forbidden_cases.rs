//! The cases of the doors below `forbidden/` that say no for other reasons than a role or an owner.

use knock::model::Reason;

use super::basic_cases::refused_by_basic;
use super::basic_line;
use super::cases::{Asks, Case, case};

const LISTED: &str = "X-Forwarded-For: 192.0.2.7";
const UNLISTED: &str = "X-Forwarded-For: 203.0.113.7";

fn plain(path: &str, name: &str, fields: &[&str], reason: Option<Reason>) -> Case {
    case(&format!("forbidden/{path}"), name, fields, reason, Asks::Nothing)
}

pub(super) fn all() -> Vec<Case> {
    let [alice, bob, carol, zoe] =
        [("alice", "wonderland"), ("bob", "builder"), ("carol", "looking-glass"), ("zoë", "pässwörd")]
            .map(|(user, password)| basic_line(user, password));
    let (alice, bob, carol, zoe) = (&*alice, &*bob, &*carol, &*zoe);
    let mut cases = refused_by_basic("forbidden/suspended/", "forbidden/suspended");
    cases.extend(refused_by_basic("forbidden/method/", "forbidden/method"));
    let deleting = refused_by_basic("forbidden/method/?code=403", "forbidden/method");
    cases.extend(deleting.into_iter().map(|case| case.by("DELETE")));
    cases.extend(refused_by_basic("forbidden/csrf/", "forbidden/csrf"));
    cases.extend(
        refused_by_basic("forbidden/csrf/", "forbidden/csrf").into_iter().map(|case| case.by("POST")),
    );
    cases.extend([
        plain("csrf/", "alice gets a token", &[alice], None),
        plain("csrf/", "alice without one", &[alice], Some(Reason::MissingCsrfToken)).by("POST"),
        plain("csrf/", "bob with a made-up one", &[bob, "X-CSRF-Token: 1.a"], Some(Reason::WrongCsrfToken))
            .by("POST"),
        plain("csrf/", "another site", &[zoe, "Sec-Fetch-Site: cross-site"], Some(Reason::CrossSite))
            .by("POST"),
        plain("suspended/", "carol", &[carol], Some(Reason::Suspended)),
        plain("suspended/", "alice", &[alice], None),
        plain("suspended/", "bob", &[bob], None),
        plain("suspended/", "zoë", &[zoe], None),
        plain("method/", "alice reads", &[alice], None),
        plain("method/?code=405", "alice reads where nobody deletes", &[alice], None),
        plain("method/", "alice", &[alice], Some(Reason::MissingRole)).by("DELETE"),
        plain("method/?code=403", "carol", &[carol], Some(Reason::MissingRole)).by("DELETE"),
        plain("method/", "bob", &[bob], None).by("DELETE"),
        plain("method/?code=403", "bob", &[bob], None).by("DELETE"),
        plain("method/?code=405", "nobody", &[], Some(Reason::MethodNotAllowed)).by("DELETE"),
        plain("method/?code=405", "alice", &[alice], Some(Reason::MethodNotAllowed)).by("DELETE"),
        plain("method/?code=405", "bob", &[bob], Some(Reason::MethodNotAllowed)).by("DELETE"),
        plain("method/", "no door takes PUT", &[bob], Some(Reason::MethodNotAllowed)).by("PUT"),
        plain("method/?code=404", "another code", &[bob], Some(Reason::InvalidParameter)).by("DELETE"),
        plain("method/?code=", "no code", &[bob], Some(Reason::InvalidParameter)),
        plain("ip/", "nobody", &[], Some(Reason::AddressNotListed)),
        plain("ip/", "bob", &[bob], Some(Reason::AddressNotListed)),
        plain("ip/?trust=0", "a made-up address", &[LISTED], Some(Reason::AddressNotListed)),
        plain("ip/?trust=1", "no address but its own", &[], Some(Reason::AddressNotListed)),
        plain("ip/?trust=1", "another address", &[UNLISTED], Some(Reason::AddressNotListed)),
        plain("ip/?trust=1", "a made-up address", &[LISTED], None),
        plain("ip/?trust=yes", "another word", &[LISTED], Some(Reason::InvalidParameter)),
        plain("region/", "nobody", &[], Some(Reason::ClosedRegion)),
        plain("region/?code=403", "bob", &[bob], Some(Reason::ClosedRegion)),
        plain("region/?code=451", "nobody", &[], Some(Reason::LegalDemand)),
        plain("region/?code=451", "bob", &[bob], Some(Reason::LegalDemand)),
        plain("region/?code=452", "another code", &[], Some(Reason::InvalidParameter)),
        plain("region/?code=0451", "a zero too many", &[], Some(Reason::InvalidParameter)),
        plain("quota/?spent=1", "used up", &[], Some(Reason::QuotaSpent)),
        plain("quota/?style=403&spent=1", "used up by bob", &[bob], Some(Reason::QuotaSpent)),
        plain("quota/?style=429&spent=1", "used up", &[], Some(Reason::TooManyRequests)),
        plain("quota/?style=420", "another style", &[], Some(Reason::InvalidParameter)),
        plain("quota/?spent=2", "neither 0 nor 1", &[], Some(Reason::InvalidParameter)),
        plain("signed/", "no signature", &[], Some(Reason::MissingSignature)),
        plain("signed/", "bob instead of a signature", &[bob], Some(Reason::MissingSignature)),
        plain("signed/?signature=a&signature=b", "two signatures", &[], Some(Reason::MissingSignature)),
        plain("signed/?expires=1&signature=", "an empty one", &[], Some(Reason::AlteredLink)),
        plain("signed/?expires=9999999999&signature=abc", "made up", &[], Some(Reason::AlteredLink)),
        plain("signed/?signature=%ff&expires", "nonsense", &[], Some(Reason::AlteredLink)),
        plain("signed/link", "sixty seconds", &[], None).by("POST"),
        plain("signed/link", "by no form", &["Content-Type: text/plain"], Some(Reason::UnsupportedContent))
            .by("POST"),
        plain("signed/link", "by GET", &[], Some(Reason::MethodNotAllowed)),
        plain("sticky/", "nobody was granted access", &[], Some(Reason::NotGranted)),
        plain("sticky/", "not even bob", &[bob], Some(Reason::NotGranted)),
        plain("sticky/grant", "by GET", &[bob], Some(Reason::MethodNotAllowed)),
        plain("waf/", "no question", &[], None),
        plain("waf/?q=../", "the way up", &[], Some(Reason::FirewallRule)).answered_with(403),
        plain("waf/?q=union+of+select+committees", "harmless words", &[], None),
    ]);
    cases
}
