//! Where a request may say who is asking: HTTP knows `Authorization`, servers take keys and signatures in many other places.
//! Rules that speak of somebody unknown are silent when there is anything of this kind.

use super::seen::{Seen, query};
use crate::model::Message;

/// Parts of the names of what holds credentials, wherever it stands.
const PARTS: [&str; 17] = [
    "access-key",
    "access_key",
    "api-key",
    "api_key",
    "apikey",
    "assertion",
    "authorization",
    "client-cert",
    "credential",
    "jwt",
    "passw",
    "secret",
    "session",
    "signature",
    "subscription-key",
    "token",
    "x-auth",
];
/// Names of fields that no part gives away.
const FIELDS: [&str; 5] = ["cookie", "remote-user", "x-remote-user", "x-forwarded-user", "x-ssl-client-dn"];
/// Names in a query that no part gives away: keys, tickets, and signatures of storage services and caches.
const PARAMETERS: [&str; 10] =
    ["auth", "code", "hdnea", "hdnts", "hmac", "key", "md5", "sid", "sig", "ticket"];
/// So much of a request's content is looked at.
const CONTENT_BYTES: usize = 8 * 1024;

/// True when the request is known, and says nothing about who is asking.
pub(super) fn is_anonymous(seen: &Seen<'_>) -> bool {
    let Some(request) = seen.request else { return false };
    let in_field = request.fields.iter().any(|field| names_credentials(&field.name, &FIELDS));
    let in_query = query(seen.target()).any(|(name, _)| names_credentials(name, &PARAMETERS));
    !in_field && !in_query && !content_has_credentials(request)
}

/// True for a link that is its own proof: whoever holds it logs in nowhere.
pub(super) fn is_signed_link(seen: &Seen<'_>) -> bool {
    query(seen.target()).any(|(name, _)| {
        let name = name.to_ascii_lowercase();
        name.ends_with("signature") || name == "sig"
    })
}

fn names_credentials(name: &str, whole: &[&str]) -> bool {
    let name = name.trim_end().to_ascii_lowercase();
    // These prove which page asks, and not who.
    let of_page = name.contains("csrf") || name.contains("xsrf");
    !of_page && (whole.contains(&name.as_str()) || PARTS.iter().any(|part| name.contains(part)))
}

/// A form or an object with a password, or with the token of RFC 6750 2.2.
fn content_has_credentials(request: &Message) -> bool {
    let text = &request.body.text;
    let start = text[..text.floor_char_boundary(CONTENT_BYTES)].to_ascii_lowercase();
    PARTS.iter().any(|part| start.contains(part))
}

#[cfg(test)]
mod tests {
    use super::is_anonymous;
    use crate::notes::seen::Seen;
    use crate::notes::{Past, read};

    #[test]
    fn credentials_are_seen_wherever_servers_take_them() {
        let cases = [
            (true, "GET /a?page=1&design=2 HTTP/1.1\nHost: h\nAccept: */*\nX-CSRF-Token: a\n\n"),
            (true, "GET /token/key HTTP/2\n:authority: h\nuser-agent: curl\n\n"),
            (false, "GET / HTTP/1.1\nHost: h\nAuthorization : Basic YTpi\n\n"),
            (false, "GET / HTTP/1.1\nHost: h\nProxy-Authorization: Basic YTpi\n\n"),
            (false, "GET / HTTP/1.1\nHost: h\nCookie: a=b\n\n"),
            (false, "GET / HTTP/1.1\nHost: h\nX-API-Key: a\n\n"),
            (false, "GET / HTTP/1.1\nHost: h\napikey: a\n\n"),
            (false, "GET / HTTP/1.1\nHost: h\nPRIVATE-TOKEN: a\n\n"),
            (false, "GET / HTTP/1.1\nHost: h\nX-Vault-Token: a\n\n"),
            (false, "GET / HTTP/1.1\nHost: h\nX-Auth-Token: a\n\n"),
            (false, "GET / HTTP/1.1\nHost: h\nOcp-Apim-Subscription-Key: a\n\n"),
            (false, "GET /v1/me?access_token=a HTTP/1.1\nHost: h\n\n"),
            (false, "GET /v1/me?key=a HTTP/1.1\nHost: h\n\n"),
            (false, "GET /b/k?X-Amz-Date=b&X-Amz-Signature=a HTTP/1.1\nHost: h\n\n"),
            (false, "POST / HTTP/1.1\nHost: h\n\naccess_token=a\n\n"),
            (false, "POST / HTTP/1.1\nHost: h\n\n{\"user\":\"a\",\"password\":\"b\"}\n\n"),
        ];
        for (expected, request) in cases {
            let exchanges = read(&format!("{request}HTTP/1.1 403 Forbidden\n\nNo.")).expect("readable");
            let seen = Seen::new(exchanges[0].request.as_ref(), &exchanges[0].response, Past::Nothing);
            assert_eq!(is_anonymous(&seen), expected, "{request}");
        }
        let exchanges = read("HTTP/1.1 403 Forbidden\n\nNo.").expect("readable");
        assert!(!is_anonymous(&Seen::new(None, &exchanges[0].response, Past::Nothing)), "nobody knows");
    }
}
