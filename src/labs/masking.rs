//! Secrets that are not ours: people type real passwords. They are made unreadable before anything is kept;
//! scheme, first characters and length remain, so that what happened can still be explained.

use base64ct::{Base64, Base64UrlUnpadded, Encoding};
use bytes::Bytes;

use super::lab::Lab;
use super::masking_digest::mask_answer;
use super::masking_names::{is_password, is_secret, is_secret_field, mask_shapes};
use crate::auth::accounts::ACCOUNTS;
use crate::auth::jwt::Jwt;
use crate::auth::{Account, api_key};

/// So much of a secret may be seen.
const SHOWN_BYTES: usize = 4;
/// Shorter texts are typed by hand to try something out.
pub(super) const SHORT_BYTES: usize = 16;
/// Keys that open something real are longer.
const SHORT_KEY_BYTES: usize = 12;

/// The request's head with foreign secrets replaced by stars, its length kept.
#[must_use]
pub fn masked(head: &Bytes, lab: &Lab) -> Bytes {
    let mut bytes = head.to_vec();
    let mut start = 0;
    while start < bytes.len() {
        let end =
            bytes[start..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| start + at + 1);
        let line = &mut bytes[start..end];
        if start == 0 {
            mask_query(line, lab);
        } else if let Some(colon) = line.iter().position(|byte| *byte == b':') {
            let (name, value) = line.split_at_mut(colon);
            let is = |field: &str| name.eq_ignore_ascii_case(field.as_bytes());
            if is("cookie") {
                mask_cookies(&mut value[1..]);
            } else if is("authorization") || is("proxy-authorization") {
                mask_credentials(&mut value[1..], lab);
            } else if is("referer") {
                mask_query(value, lab);
            } else if is_secret_field(name) {
                mask_key(&mut value[1..]);
            }
        }
        start = end;
    }
    mask_shapes(&mut bytes);
    bytes.into()
}

/// A request target with a foreign token in its query replaced by stars.
#[must_use]
pub fn masked_target(target: &str, lab: &Lab) -> String {
    let mut bytes = target.as_bytes().to_vec();
    mask_query(&mut bytes, lab);
    mask_shapes(&mut bytes);
    // A star in the middle of a character leaves half of it.
    String::from_utf8(bytes).unwrap_or_else(|broken| String::from_utf8_lossy(broken.as_bytes()).into_owned())
}

pub(super) fn mask_query(line: &mut [u8], lab: &Lab) {
    let Some(query) = line.iter().position(|byte| *byte == b'?') else { return };
    let target = &mut line[query + 1..];
    let end = target.iter().position(|byte| *byte == b' ').unwrap_or(target.len());
    for pair in target[..end].split_mut(|byte| *byte == b'&') {
        let Some(equals) = pair.iter().position(|byte| *byte == b'=') else { continue };
        let (name, value) = pair.split_at_mut(equals + 1);
        mask_pair(&decoded_name(name).unwrap_or_default(), value, lab);
    }
}

/// The value of a parameter in a query or a form.
fn mask_pair(name: &str, value: &mut [u8], lab: &Lab) {
    if is_password(name) {
        mask_password(value);
    } else if is_secret(name) && !is_ours(value, lab) {
        stars(value, SHOWN_BYTES);
    } else if api_key::is_parameter(name) {
        mask_key(value);
    }
}

/// Cookies of other programs on the same host come along too, so no value is kept.
fn mask_cookies(value: &mut [u8]) {
    for pair in value.split_mut(|byte| *byte == b';') {
        // A cookie without a name is all value.
        let value = pair.iter().position(|byte| *byte == b'=').map_or(0, |equals| equals + 1);
        stars(&mut pair[value..], 0);
    }
}

fn mask_key(value: &mut [u8]) {
    let key = trimmed(value);
    if key.len() > SHORT_KEY_BYTES && !api_key::is_demo_key(key) {
        stars(key, SHOWN_BYTES);
    }
}

fn mask_credentials(value: &mut [u8], lab: &Lab) {
    let value = trimmed(value);
    let space = value.iter().position(|byte| *byte == b' ');
    let (scheme, secret) = match space {
        Some(space) => value.split_at_mut(space + 1),
        None => value.split_at_mut(0),
    };
    let secret = trimmed(secret);
    let known = match scheme.trim_ascii().to_ascii_lowercase().as_slice() {
        b"digest" if mask_answer(secret, lab) => return,
        b"basic" => is_demo_account(secret),
        b"bearer" => is_demo_token(secret, lab),
        _ => (secret.len() <= SHORT_BYTES && !secret.contains(&b':')) || is_demo_account(secret),
    };
    if !known && !api_key::is_demo_key(secret) {
        stars(secret, SHOWN_BYTES);
    }
}

/// A user of the guest list, whatever the password; or no pair at all, and too short to be a secret.
fn is_demo_account(encoded: &[u8]) -> bool {
    let decoded = str::from_utf8(encoded).ok().and_then(|text| Base64::decode_vec(text).ok());
    let pair = match decoded {
        Some(pair) => pair,
        // Somebody typed the pair as it is.
        None if encoded.contains(&b':') => encoded.to_vec(),
        None => return encoded.len() <= SHORT_BYTES,
    };
    let user = pair.split(|byte| *byte == b':').next().unwrap_or_default();
    str::from_utf8(user).is_ok_and(|user| Account::named(user).is_some())
}

/// A token that was made here, even if it was altered afterwards.
fn is_demo_token(token: &[u8], lab: &Lab) -> bool {
    let Ok(token) = str::from_utf8(token) else { return false };
    let ours =
        |jwt: Jwt| jwt.claims.get("iss").and_then(|iss| iss.as_str()) == Some(crate::auth::bearer::ISSUER);
    token.len() <= SHORT_BYTES || Jwt::parse(token).is_some_and(ours) || lab.tokens.open(token).is_ok()
}

fn trimmed(bytes: &mut [u8]) -> &mut [u8] {
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(bytes.len());
    let end = bytes.iter().rposition(|byte| !byte.is_ascii_whitespace()).map_or(start, |at| at + 1);
    &mut bytes[start..end]
}

pub(super) fn stars(secret: &mut [u8], shown: usize) {
    for byte in secret.iter_mut().skip(shown).filter(|byte| !byte.is_ascii_whitespace()) {
        *byte = b'*';
    }
}

/// The recorded response's head: a redirect repeats the visitor's query, and a new cookie is nobody else's.
#[must_use]
pub fn masked_response(head: Vec<u8>, lab: &Lab) -> Bytes {
    let mut head = head;
    for line in head.split_mut(|byte| *byte == b'\n') {
        if has_name(line, "location:") {
            mask_query(line, lab);
        } else if has_name(line, "set-cookie:") {
            // The attributes stay: they are what there is to learn.
            let end = line.iter().position(|byte| *byte == b';').unwrap_or(line.len());
            mask_cookies(&mut line["set-cookie:".len()..end]);
        }
    }
    head.into()
}

fn has_name(line: &[u8], name: &str) -> bool {
    line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
}

/// A form or a JSON text with foreign secrets replaced by stars, its length kept.
#[must_use]
pub fn masked_body(body: &[u8], lab: &Lab) -> Vec<u8> {
    let mut masked = body.to_vec();
    if matches!(body.trim_ascii_start().first(), Some(b'{' | b'[')) {
        mask_json(&mut masked, lab);
    } else {
        for pair in masked.split_mut(|byte| *byte == b'&') {
            let Some(equals) = pair.iter().position(|byte| *byte == b'=') else { continue };
            let (name, value) = pair.split_at_mut(equals + 1);
            mask_pair(&decoded_name(name).unwrap_or_default(), value, lab);
        }
    }
    mask_shapes(&mut masked);
    masked
}

/// A real password may be short, so only those that stand on the pages of this site stay readable.
fn mask_password(value: &mut [u8]) {
    let pair = [b"=", &*value].concat();
    let decoded = serde_urlencoded::from_bytes::<Vec<(String, String)>>(&pair).unwrap_or_default();
    let is_demo = |given: &[u8]| ACCOUNTS.iter().any(|account| account.password.as_bytes() == given);
    if !is_demo(value) && !decoded.first().is_some_and(|(_, given)| is_demo(given.as_bytes())) {
        stars(value, 0);
    }
}

/// The name of a field in a query or a form, which may be written with percent signs.
fn decoded_name(pair: &[u8]) -> Option<String> {
    serde_urlencoded::from_bytes::<Vec<(String, String)>>(pair).ok()?.into_iter().next().map(|(name, _)| name)
}

/// In JSON a name can be spelled in many ways and stand at any depth, so every long word that is a value is taken for a secret.
fn mask_json(text: &mut [u8], lab: &Lab) {
    let mut at = 0;
    let mut after_password = false;
    while let Some(open) = text[at..].iter().position(|byte| *byte == b'"') {
        let start = at + open + 1;
        let mut end = start;
        while end < text.len() && text[end] != b'"' {
            end += if text[end] == b'\\' { 2 } else { 1 };
        }
        let end = end.min(text.len());
        let rest = text.get(end + 1..).unwrap_or_default();
        let is_name = rest.trim_ascii_start().starts_with(b":");
        let word = &mut text[start..end];
        if is_name {
            // A name with an escape may spell anything.
            after_password = str::from_utf8(word).is_ok_and(is_password) || word.contains(&b'\\');
            if after_password {
                mask_bare(&mut text[end + 1..]);
            }
        } else if after_password {
            mask_password(word);
        } else if word.len() > SHORT_BYTES && !word.contains(&b' ') && !is_ours(word, lab) {
            stars(word, SHOWN_BYTES);
        }
        at = (end + 1).min(text.len());
    }
}

/// What follows a name, when it is a number.
fn mask_bare(rest: &mut [u8]) {
    let Some(colon) = rest.iter().position(|byte| *byte == b':') else { return };
    for byte in rest[colon + 1..].iter_mut().skip_while(|byte| byte.is_ascii_whitespace()) {
        if !byte.is_ascii_digit() && !matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E') {
            return;
        }
        *byte = b'*';
    }
}

/// An access token or a refresh token of this lab.
fn is_ours(token: &[u8], lab: &Lab) -> bool {
    let data = token.split(|byte| *byte == b'.').next().unwrap_or_default();
    let decoded = str::from_utf8(data).ok().and_then(|data| Base64UrlUnpadded::decode_vec(data).ok());
    let refresh = decoded.is_some_and(|text| text.starts_with(lab.id.as_str().as_bytes()));
    refresh || is_demo_token(token, lab)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::basic;
    use crate::labs::{Bounds, Keys, LabId};

    #[test]
    fn only_what_belongs_to_the_demo_is_kept_readable() {
        let keys = Keys::random();
        let lab = Lab::new(LabId::demo(), &keys, &Bounds::default());
        let canary = "canary-3f9a17c2d4";
        let real = basic::authorization("me@example.org", canary);
        let with =
            |line: &str| Bytes::from(format!("GET /lab/x/basic/ HTTP/1.1\r\nHost: h\r\n{line}\r\n\r\n"));
        for line in [
            format!("Authorization: {real}"),
            format!("authorization:   {real}  "),
            format!("Authorization: Bearer {canary}{canary}"),
            format!("Authorization: Token {canary}"),
            format!("Authorization: {canary}"),
            format!("Cookie: a={canary}; knock_lab={canary}"),
            format!("Proxy-Authorization: {real}"),
        ] {
            let head = masked(&with(&line), &lab);
            let text = String::from_utf8_lossy(&head);
            assert_eq!(head.len(), with(&line).len(), "{line}");
            assert!(!text.contains("canary-3f9a17c2d4") && !text.contains(&real[10..]), "{text}");
        }
        for line in [
            format!("Authorization: {}", basic::authorization("alice", "whatever")),
            "Authorization: YWxpY2U6d29uZGVybGFuZA==".to_owned(),
            "Authorization: Basic %%%".to_owned(),
            "Authorization: Bearer abc".to_owned(),
            "X-Other: canary".to_owned(),
        ] {
            assert_eq!(masked(&with(&line), &lab), with(&line), "{line}");
        }
        let query = Bytes::from(format!("GET /lab/x/bearer/?access_token={canary}&a=b HTTP/1.1\r\n\r\n"));
        assert!(!String::from_utf8_lossy(&masked(&query, &lab)).contains(canary));
    }
}
