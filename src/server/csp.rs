//! Content-Security-Policy and the other fields of pages, built up from nothing.

use axum::http::header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};

/// The fields of a page with this HTML. Inline scripts are allowed by their hash, so only those that we rendered run.
#[must_use]
pub fn page_fields(html: &str) -> HeaderMap {
    let hashes = inline_scripts(html)
        .map(|script| format!(" 'sha256-{}'", Base64::encode_string(&Sha256::digest(script))));
    // A module is compiled only where an island is.
    let wasm = if html.contains("<leptos-island") { " 'wasm-unsafe-eval'" } else { "" };
    let policy = format!(
        "default-src 'none'; script-src 'self'{}{wasm}; style-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        hashes.collect::<String>()
    );
    let mut fields = HeaderMap::new();
    fields.insert(CONTENT_SECURITY_POLICY, HeaderValue::try_from(policy).expect("a policy is printable"));
    for (name, value) in [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "strict-origin-when-cross-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        ),
    ] {
        fields.insert(name, HeaderValue::from_static(value));
    }
    fields
}

fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        (!attributes.contains("src=") && !script.is_empty()).then_some(script)
    })
}
