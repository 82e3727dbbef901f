//! Who put each field into a request: what the site's own forms and script tell, and what is known of browsers and tools.
//! A server cannot know more, so what a tool never adds by itself counts as the person's.

use std::net::IpAddr;
use std::sync::OnceLock;

use crate::model::{Field, Hop, Message, SetBy, Standing};

/// How a request came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Author {
    /// A browser or a tool; its own fields tell which.
    #[default]
    Client,
    /// The same, through the proxy at this address, which the server was told to trust.
    Proxied(IpAddr),
    /// This site's form, which wrote the fields with these names itself.
    Form { wrote: Vec<&'static str> },
    /// The raw console: every byte is the person's.
    Raw,
}

/// Which fields of a request the visitor typed, as the playground's script tells it afterwards:
/// within the request it would change what crosses the wire.
#[derive(Debug, Default)]
pub struct Typed(OnceLock<u128>);

impl Typed {
    /// Marks the fields of a request that have one of these names. What was told once stays.
    pub fn tell(&self, fields: &[Field], names: &[String]) {
        let is_named = |field: &Field| names.iter().any(|name| name.eq_ignore_ascii_case(&field.name));
        // There are at most 100 fields, so each has its bit.
        let marked = fields.iter().take(128).enumerate().filter(|(_, field)| is_named(field));
        let _ = self.0.set(marked.fold(0, |bits, (at, _)| bits | 1 << at));
    }

    fn holds(&self, at: usize) -> bool {
        at < 128 && self.0.get().is_some_and(|bits| bits >> at & 1 == 1)
    }
}

impl Author {
    /// Says of each field of a request who set it.
    pub fn label(&self, fields: &mut [Field], typed: &Typed) {
        let client = Client::of(fields);
        let by_proxy = matches!(self, Self::Proxied(_))
            || fields.iter().any(|field| field.name.eq_ignore_ascii_case("via"));
        for (at, field) in fields.iter_mut().enumerate() {
            let name = field.name.to_ascii_lowercase();
            field.set_by = match self {
                Self::Raw => SetBy::You,
                Self::Form { wrote } if wrote.contains(&&*name) => SetBy::Page,
                Self::Form { .. } => SetBy::You,
                Self::Client | Self::Proxied(_) if by_proxy && PROXY_FIELDS.contains(&&*name) => SetBy::Proxy,
                Self::Client | Self::Proxied(_) => client.set_by(&name, &field.value, typed.holds(at)),
            };
        }
    }
}

impl Author {
    /// What stood between the client and this server, as far as it is known.
    #[must_use]
    pub fn hop(&self, request: &Message) -> Option<Hop> {
        match self {
            Self::Proxied(address) => {
                Some(Hop { standing: Standing::Trusted, named: address.to_canonical().to_string() })
            }
            _ => Hop::told_by(request),
        }
    }
}

/// A proxy says in `Via` that it is one (RFC 9110 7.6.3); the others anybody may write, so they count together with it.
const PROXY_FIELDS: &[&str] =
    &["via", "forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"];

/// What kind of client it was.
enum Client {
    /// A browser that opened an address or loaded a part of a page: nobody can add a field to that.
    Browser,
    /// A script in a page of this site, which is the playground.
    Script,
    Curl,
    /// A tool, or a browser that does not say what it is doing.
    Other,
}

impl Client {
    fn of(fields: &[Field]) -> Self {
        let value = |name: &str| {
            fields
                .iter()
                .find(|field| field.name.eq_ignore_ascii_case(name))
                .map(|field| field.value.as_str())
        };
        match (value("sec-fetch-site"), value("sec-fetch-mode"), value("user-agent")) {
            (Some("same-origin"), Some("cors" | "same-origin"), _) => Self::Script,
            (Some(_), Some(_), _) => Self::Browser,
            (_, _, Some(agent)) if agent.starts_with("curl/") => Self::Curl,
            _ => Self::Other,
        }
    }

    fn set_by(&self, name: &str, value: &str, is_typed: bool) -> SetBy {
        let by_itself = match (self, name) {
            (Self::Browser, _) => true,
            // `fetch` and curl say this much of their own accord; anything else they were told.
            (Self::Script | Self::Curl, "accept") => value == "*/*",
            (Self::Script, "content-type") => value == "text/plain;charset=UTF-8",
            (Self::Curl, "content-type") => value == "application/x-www-form-urlencoded",
            // The answer to a nonce is computed, not typed.
            (Self::Curl | Self::Other, "authorization") => {
                value.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("digest "))
            }
            _ => name.starts_with("sec-") || OWN_FIELDS.contains(&name),
        };
        match self {
            _ if by_itself => SetBy::Client,
            // What a script of ours sends is its own, unless it tells that it was typed.
            Self::Script if !is_typed => SetBy::Page,
            _ => SetBy::You,
        }
    }
}

/// Fields that browsers and command-line tools add by themselves.
const OWN_FIELDS: &[&str] = &[
    "host",
    "user-agent",
    "accept",
    "accept-encoding",
    "accept-language",
    "connection",
    "content-length",
    "origin",
    "referer",
    "dnt",
    "priority",
    "cookie",
    "pragma",
    "cache-control",
    "upgrade-insecure-requests",
    "te",
    "transfer-encoding",
    "expect",
    "access-control-request-method",
    "access-control-request-headers",
];

#[cfg(test)]
mod tests {
    use super::*;

    const YOU: SetBy = SetBy::You;
    const PAGE: SetBy = SetBy::Page;
    const TOOL: SetBy = SetBy::Client;
    const PROXY: SetBy = SetBy::Proxy;

    fn assert_labels(author: &Author, table: &[(&str, &str, SetBy)], typed: &[&str]) {
        let field = |(name, value, _): &(&str, &str, SetBy)| Field {
            name: (*name).into(),
            value: (*value).into(),
            set_by: SetBy::Server,
            about: None,
        };
        let mut fields: Vec<Field> = table.iter().map(field).collect();
        let told = Typed::default();
        told.tell(&fields, &typed.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        author.label(&mut fields, &told);
        for (field, (name, value, expected)) in fields.iter().zip(table) {
            assert_eq!(field.set_by, *expected, "{name}: {value} of {table:?}");
        }
    }

    #[test]
    fn who_set_a_field_follows_from_how_the_request_came_about() {
        for table in [
            // curl -u, -H, -d, --digest
            &[
                ("Host", "h", TOOL),
                ("User-Agent", "curl/8.5.0", TOOL),
                ("Accept", "*/*", TOOL),
                ("Authorization", "Basic YTpi", YOU),
                ("X-Mine", "1", YOU),
                ("Content-Length", "3", TOOL),
                ("Content-Type", "application/x-www-form-urlencoded", TOOL),
            ][..],
            &[
                ("User-Agent", "curl/8.5.0", TOOL),
                ("Accept", "text/html", YOU),
                ("Content-Type", "application/json", YOU),
                ("Authorization", "Digest username=\"a\"", TOOL),
                ("X-Forwarded-For", "10.0.0.1", YOU),
            ],
            // Another tool
            &[
                ("user-agent", "python-requests/2.32", TOOL),
                ("accept-encoding", "gzip", TOOL),
                ("Connection", "keep-alive", TOOL),
                ("Authorization", "Bearer x", YOU),
                ("Forwarded", "for=10.0.0.1", YOU),
            ],
            // The playground's script
            &[
                ("Host", "h", TOOL),
                ("Sec-Fetch-Site", "same-origin", TOOL),
                ("Sec-Fetch-Mode", "cors", TOOL),
                ("Accept", "*/*", TOOL),
                ("Content-Type", "text/plain;charset=UTF-8", TOOL),
                ("Authorization", "Basic YTpi", PAGE),
                ("X-Typed", "1", YOU),
                ("Referer", "http://h/play", TOOL),
            ],
            &[
                ("Sec-Fetch-Site", "same-origin", TOOL),
                ("Sec-Fetch-Mode", "cors", TOOL),
                ("Accept", "application/json", PAGE),
                ("Content-Type", "application/json", PAGE),
                ("x-typed", "Digest username=\"a\"", YOU),
            ],
            // An address opened in a tab, with the browser's own login window
            &[
                ("Sec-Fetch-Site", "none", TOOL),
                ("Sec-Fetch-Mode", "navigate", TOOL),
                ("Accept", "text/html", TOOL),
                ("Authorization", "Basic YTpi", TOOL),
                ("Cookie", "a=b", TOOL),
            ],
            // A script of another site
            &[
                ("Sec-Fetch-Site", "cross-site", TOOL),
                ("Sec-Fetch-Mode", "cors", TOOL),
                ("Authorization", "Basic YTpi", TOOL),
            ],
            // Behind a proxy that says so
            &[
                ("Via", "1.1 proxy", PROXY),
                ("X-Forwarded-For", "10.0.0.1", PROXY),
                ("Forwarded", "for=10.0.0.1", PROXY),
                ("User-Agent", "curl/8.5.0", TOOL),
                ("X-Mine", "1", YOU),
            ],
        ] {
            assert_labels(&Author::Client, table, &["x-tYPED", "Host", "X-Absent"]);
        }
    }

    #[test]
    fn a_trusted_proxy_needs_no_via() {
        let table =
            [("X-Forwarded-For", "10.0.0.1", PROXY), ("User-Agent", "curl/8", TOOL), ("X-Mine", "1", YOU)];
        let address = IpAddr::from([10, 0, 0, 9]);
        assert_labels(&Author::Proxied(address), &table, &[]);
        let request = Message {
            start_line: String::new(),
            fields: vec![],
            body: crate::model::Body::default(),
            head: String::new(),
        };
        let hop = Author::Proxied(address).hop(&request).map(|hop| (hop.standing, hop.named));
        assert_eq!(hop, Some((Standing::Trusted, "10.0.0.9".to_owned())));
    }

    #[test]
    fn our_own_forms_know_what_they_wrote() {
        let form = Author::Form { wrote: vec!["host", "content-length", "authorization"] };
        let table = [
            ("Host", "h", PAGE),
            ("Authorization", "Basic YTpi", PAGE),
            ("X-Mine", "1", YOU),
            ("User-Agent", "curl/8.5.0", YOU),
            ("Via", "1.1 typed", YOU),
            ("Content-Length", "3", PAGE),
        ];
        assert_labels(&form, &table, &["Host"]);
        let typed: Vec<_> = table.iter().map(|(name, value, _)| (*name, *value, YOU)).collect();
        assert_labels(&Author::Raw, &typed, &[]);
    }

    #[test]
    fn what_was_told_first_stays() {
        let field = |name: &str| Field { name: name.into(), value: String::new(), set_by: YOU, about: None };
        let (fields, told) = ([field("A"), field("B")], Typed::default());
        told.tell(&fields, &["b".to_owned()]);
        told.tell(&fields, &["a".to_owned()]);
        assert_eq!((told.holds(0), told.holds(1), told.holds(500)), (false, true, false));
    }
}
