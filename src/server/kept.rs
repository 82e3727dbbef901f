//! A representation that is made once and kept: its bytes in every coding, its validators, its fields.

use std::io::Write;
use std::sync::OnceLock;

use axum::body::Body;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

/// A kept representation.
pub struct Kept {
    identity: Coded,
    /// Absent until `compress` was called, and for what does not get smaller.
    brotli: OnceLock<Coded>,
    gzip: OnceLock<Coded>,
    compressible: bool,
}

/// The bytes in one coding, with all fields of their response.
struct Coded {
    bytes: Bytes,
    fields: HeaderMap,
    etag: String,
}

/// How long others may keep it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CachePolicy {
    /// For a year: the name changes with the content.
    Immutable,
    /// Asked for anew each time, with the validator.
    Revalidate,
}

impl CachePolicy {
    #[must_use]
    pub fn value(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Immutable => "public, max-age=31536000, immutable",
            Self::Revalidate => "public, max-age=0, must-revalidate",
        })
    }
}

/// Less is not worth a decoder's time.
const COMPRESS_FROM_BYTES: usize = 256;
/// Slow qualities are for release builds, where each page is compressed once.
const BROTLI_QUALITY: u32 = if cfg!(debug_assertions) { 1 } else { 11 };

impl Kept {
    /// Keeps these bytes; `fields` are those of every coding.
    #[must_use]
    pub fn new(
        bytes: Bytes,
        content_type: &'static str,
        policy: CachePolicy,
        vary: &'static str,
        mut fields: HeaderMap,
    ) -> Self {
        fields.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        fields.insert(CACHE_CONTROL, policy.value());
        if !vary.is_empty() {
            fields.insert(VARY, HeaderValue::from_static(vary));
        }
        let packed = ["font/", "image/png", "image/x-icon"].iter().any(|kind| content_type.starts_with(kind));
        let compressible = !packed && bytes.len() >= COMPRESS_FROM_BYTES;
        let hash: String = Sha256::digest(&bytes).iter().take(9).map(|byte| format!("{byte:02x}")).collect();
        Self {
            identity: Coded::new(bytes, "", &hash, fields),
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
            compressible,
        }
    }

    /// Makes the compressed codings; slow, so not on the threads that answer.
    pub fn compress(&self) {
        if !self.compressible {
            return;
        }
        let plain = &self.identity;
        let hash = plain.etag.trim_matches('"').to_owned();
        self.brotli
            .get_or_init(|| Coded::new(brotli(&plain.bytes).into(), "br", &hash, plain.fields.clone()));
        self.gzip.get_or_init(|| Coded::new(gzip(&plain.bytes).into(), "gzip", &hash, plain.fields.clone()));
    }

    /// The response to a request with these fields: 200, or 304 when the client has it already (RFC 9110 13.1.2).
    #[must_use]
    pub fn respond(&self, request: &HeaderMap) -> Response<Body> {
        let coded = self.choose(request);
        let mut response = if has_match(request, &coded.etag) {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response
        } else {
            Response::new(Body::from(coded.bytes.clone()))
        };
        *response.headers_mut() = coded.fields.clone();
        if response.status() == StatusCode::NOT_MODIFIED {
            response.headers_mut().remove(CONTENT_TYPE);
            response.headers_mut().remove(CONTENT_ENCODING);
        }
        response
    }

    /// The size in bytes with brotli, or without when there is none.
    #[must_use]
    pub fn compressed_bytes(&self) -> usize {
        self.brotli.get().unwrap_or(&self.identity).bytes.len()
    }

    fn choose(&self, request: &HeaderMap) -> &Coded {
        let accepted = request.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
        [("br", &self.brotli), ("gzip", &self.gzip)]
            .into_iter()
            .filter(|(coding, _)| accepts(accepted, coding))
            .find_map(|(_, coded)| coded.get())
            .unwrap_or(&self.identity)
    }
}

impl Coded {
    fn new(bytes: Bytes, coding: &'static str, hash: &str, mut fields: HeaderMap) -> Self {
        let etag = if coding.is_empty() { format!("\"{hash}\"") } else { format!("\"{hash}-{coding}\"") };
        fields.insert(ETAG, HeaderValue::try_from(&etag).expect("a hash is printable"));
        if !coding.is_empty() {
            fields.insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        Self { bytes, fields, etag }
    }
}

/// True when `Accept-Encoding` gives the coding a weight that is not 0; its own goes before that of `*` (RFC 9110 12.5.3).
fn accepts(accepted: &str, coding: &str) -> bool {
    weight(accepted, coding).or_else(|| weight(accepted, "*")).is_some_and(|weight| weight > 0.0)
}

/// The weight that is given to this very name; 1 when none is written or it cannot be read.
fn weight(accepted: &str, name: &str) -> Option<f32> {
    accepted.split(',').find_map(|item| {
        let mut parts = item.split(';').map(str::trim);
        let named = parts.next().is_some_and(|part| part.eq_ignore_ascii_case(name));
        let mut weights =
            parts.filter_map(|part| part.strip_prefix(['q', 'Q'])?.strip_prefix('=')?.parse().ok());
        named.then(|| weights.next().unwrap_or(1.0))
    })
}

fn has_match(request: &HeaderMap, etag: &str) -> bool {
    request.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok()).any(|list| {
        list.split(',').map(str::trim).any(|known| known == "*" || known.trim_start_matches("W/") == etag)
    })
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 64 * 1024, BROTLI_QUALITY, 22);
    writer.write_all(bytes).expect("writing to memory does not fail");
    drop(writer);
    packed
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(bytes).expect("writing to memory does not fail");
    writer.finish().expect("writing to memory does not fail")
}

#[cfg(test)]
mod tests {
    use super::accepts;

    #[test]
    fn a_coding_with_weight_zero_is_not_accepted() {
        for (accepted, expected) in [
            ("br", true),
            ("gzip, deflate, br, zstd", true),
            ("BR;q=0.5", true),
            ("*", true),
            ("gzip", false),
            ("br;q=0", false),
            ("br; q=0.0", false),
            ("br;q=0, *", false),
            ("*, br;Q=0", false),
            ("br, *;q=0", true),
            ("*;q=0", false),
            ("", false),
        ] {
            assert_eq!(accepts(accepted, "br"), expected, "{accepted}");
        }
    }
}
