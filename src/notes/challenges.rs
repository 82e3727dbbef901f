//! Challenges as a whole: whether there is one, whether clients can use it, and what browsers make of it (RFC 9110 11).

use std::collections::HashSet;

use super::lenient::{Challenge, Line};
use super::rule::{Found, Rule};
use super::seen::Seen;
use crate::model::Level::{Info, Violation, Warning};
use crate::model::Side::Response;

/// IANA, HTTP Authentication Schemes, as of 2025-02-18.
const REGISTERED: [&str; 14] = [
    "Basic",
    "Bearer",
    "Concealed",
    "Digest",
    "DPoP",
    "GNAP",
    "HOBA",
    "Mutual",
    "Negotiate",
    "OAuth",
    "PrivateToken",
    "SCRAM-SHA-1",
    "SCRAM-SHA-256",
    "vapid",
];

/// They log in a connection, not a request.
const OF_THE_CONNECTION: [&str; 2] = ["Negotiate", "NTLM"];

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "challenge-missing",
        level: Violation,
        side: Response,
        section: "RFC 9110 15.5.2",
        text: "A 401 has to say how one could log in, and this one has no `WWW-Authenticate`.",
        remedy: "Send at least one challenge, such as `WWW-Authenticate: Bearer realm=\"…\"`, or choose another status.",
        find: |seen| seen.when(seen.is(401) && seen.lines.is_empty()),
    },
    Rule {
        name: "challenges-on-one-line",
        level: Warning,
        side: Response,
        section: "RFC 9110 11.6.1",
        text: "Several challenges stand on one line, of which some clients read only the first.",
        remedy: "Send one line of the field for each challenge.",
        find: |seen| {
            let crowded = seen.all_lines().filter(|line| line.challenges.len() > 1);
            crowded.map(|line| Found::part(line.field, line.challenges[1].range.clone())).collect()
        },
    },
    Rule {
        name: "challenge-repeated",
        level: Warning,
        side: Response,
        section: "RFC 9110 11.5",
        text: "The same `{}` challenge is sent twice, so a client has nothing to choose from.",
        remedy: "Send it once; two challenges of one scheme need different realms.",
        find: repeated,
    },
    Rule {
        name: "scheme-unregistered",
        level: Info,
        side: Response,
        section: "RFC 9110 16.4.1",
        text: "`{}` is not a registered scheme: legal, but no client knows what to do unless it was told.",
        remedy: "Say in your documentation what is expected, or use a registered scheme such as Bearer.",
        find: |seen| {
            let known = |scheme: &str| {
                REGISTERED.iter().chain(&OF_THE_CONNECTION).any(|name| name.eq_ignore_ascii_case(scheme))
            };
            seen.all_challenges().filter(|challenge| !known(challenge.scheme)).map(named).collect()
        },
    },
    Rule {
        name: "scheme-of-the-connection",
        level: Info,
        side: Response,
        section: "RFC 9110 16.4.2",
        text: "`{}` logs in the connection instead of the request, which HTTP/2 and proxies break.",
        remedy: "Offer a scheme beside it that carries its credentials in every request.",
        find: |seen| {
            let bound = |scheme: &str| OF_THE_CONNECTION.iter().any(|name| name.eq_ignore_ascii_case(scheme));
            seen.challenges().filter(|challenge| bound(challenge.scheme)).map(named).collect()
        },
    },
    Rule {
        name: "basic-beside-digest",
        level: Info,
        side: Response,
        section: "RFC 7616 5.6",
        text: "Basic is offered beside Digest, and together they are only as strong as Basic.",
        remedy: "Offer Digest alone if a password must never be sent as it is.",
        find: |seen| {
            let offered = |scheme| seen.challenges().find(move |challenge| challenge.is(scheme));
            offered("Basic").filter(|_| offered("Digest").is_some()).map(named).into_iter().collect()
        },
    },
    Rule {
        name: "challenge-without-401",
        level: Info,
        side: Response,
        section: "RFC 9110 11.6.1",
        text: "A challenge on a success says that credentials would change the answer.",
        remedy: "Keep it if that is what you mean, and leave it out otherwise.",
        find: |seen| {
            // RFC 4559 5: with a token it is the last step of a login that succeeded.
            let ends_login =
                |challenge: &&Challenge<'_>| challenge.is("Negotiate") && challenge.token68.is_some();
            let first = seen.challenges().find(|challenge| !ends_login(challenge));
            let first = first.filter(|_| seen.is_success());
            first.map(|challenge| Found::value(challenge.field)).into_iter().collect()
        },
    },
    Rule {
        name: "browser-prompts",
        level: Warning,
        side: Response,
        section: "Fetch #http-network-or-cache-fetch",
        text: "This `{}` challenge answers a script that sent cookies, so the browser opens its own login dialog over the page.",
        remedy: "For a cookie login, answer scripts without Basic, Digest or NTLM; for scripts of your own, use `credentials: 'omit'`.",
        find: prompts,
    },
    Rule {
        name: "proxy-challenge-missing",
        level: Violation,
        side: Response,
        section: "RFC 9110 15.5.8",
        text: "A 407 has to say how to log in at the proxy, and this one has no `Proxy-Authenticate`.",
        remedy: "Send `Proxy-Authenticate` with a challenge.",
        find: |seen| seen.when(seen.is(407) && seen.field("proxy-authenticate").is_none()),
    },
    Rule {
        name: "proxy-challenge-misplaced",
        level: Warning,
        side: Response,
        section: "RFC 9110 11.7.1",
        text: "`Proxy-Authenticate` belongs to a 407; on this status no client asks for credentials because of it.",
        remedy: "Send `WWW-Authenticate` if this server asks, or a 407 if a proxy does.",
        find: |seen| {
            let field = seen.field("proxy-authenticate").filter(|_| !seen.is(407));
            field.map(Found::value).into_iter().collect()
        },
    },
    Rule {
        name: "proxy-status-from-origin",
        level: Warning,
        side: Response,
        section: "RFC 9110 15.5.8",
        text: "This 407 answers a request that was made to a server and not to a proxy; browsers turn that into a network error.",
        remedy: "Answer 401 with `WWW-Authenticate`: only a proxy may ask for a login with 407.",
        find: |seen| seen.when(seen.is(407) && seen.target().starts_with('/')),
    },
];

fn named(challenge: &Challenge<'_>) -> Found {
    Found::part(challenge.field, challenge.range.clone()).saying(challenge.scheme)
}

fn repeated(seen: &Seen<'_>) -> Vec<Found> {
    let key = |challenge: &Challenge<'_>| {
        let param = |name| challenge.param(name).unwrap_or_default().to_owned();
        // Digest may be offered once for each algorithm (RFC 7616 3.7); that has a rule of its own.
        (challenge.scheme.to_ascii_lowercase(), param("realm"), param("algorithm").to_ascii_lowercase())
    };
    let within = |lines: &[Line<'_>]| {
        let mut known = HashSet::new();
        let all = lines.iter().flat_map(|line| &line.challenges);
        let again = all.filter(|challenge| !known.insert(key(challenge)) && !challenge.is("Digest"));
        again.map(named).collect::<Vec<_>>()
    };
    let mut found = within(&seen.lines);
    found.extend(within(&seen.proxy_lines));
    found
}

/// Fetch: a 401 opens the dialog when credentials are included, which a script's cookies show.
fn prompts(seen: &Seen<'_>) -> Vec<Found> {
    let by_script = seen.asked("sec-fetch-dest").is_some_and(|field| field.value == "empty");
    let included = seen.asked("cookie").is_some();
    let native =
        |challenge: &&Challenge<'_>| ["Basic", "Digest", "NTLM"].iter().any(|name| challenge.is(name));
    let first = seen.challenges().find(native).filter(|_| seen.is(401) && by_script && included);
    first.map(named).into_iter().collect()
}
