//! A draft as the fragment of an address, for sharing. Secrets never go in: a shared link ends up in chats and logs.

use super::draft::Draft;
use crate::model::SetBy;

/// Fields whose value stays at home.
const SECRET_FIELDS: &[&str] = &["authorization", "proxy-authorization", "cookie", "x-api-key"];
/// Query parameters whose value stays at home.
const SECRET_PARAMETERS: &[&str] = &["access_token", "token", "password", "refresh_token", "signature"];

/// The fragment without its `#`: `m` is the method, `p` the path, each `h` a header line, `b` the body.
#[must_use]
pub fn write(draft: &Draft) -> String {
    let mut text = ["m=", &encode(&draft.method), "&p=", &encode(&harmless(&draft.path))].concat();
    for (name, value) in draft.sent() {
        let secret = SECRET_FIELDS.iter().any(|secret| name.eq_ignore_ascii_case(secret));
        let value = if secret { "" } else { value };
        text.push_str(&["&h=", &encode(&[name, ": ", value].concat())].concat());
    }
    if !draft.sent_body().is_empty() && !has_secret_parameter(draft.sent_body()) {
        text.push_str(&["&b=", &encode(draft.sent_body())].concat());
    }
    text
}

/// Reads what `write` wrote; `None` for any other fragment, such as the name of a heading.
#[must_use]
pub fn read(fragment: &str) -> Option<Draft> {
    let fragment = fragment.trim_start_matches('#');
    if !fragment.starts_with("m=") {
        return None;
    }
    let mut draft = Draft::default();
    let mut lines = Vec::new();
    for pair in fragment.split('&') {
        let (name, value) = pair.split_once('=')?;
        let value = decode(value)?;
        match name {
            "m" => draft.method = value,
            "p" => draft.path = value,
            "h" => lines.push(value),
            "b" => draft.body = value,
            _ => {}
        }
    }
    draft.read_lines(lines.iter().map(String::as_str), SetBy::Page);
    // A header that lost its secret waits for a new one.
    for row in &mut draft.rows {
        row.on = !row.value.is_empty() || !SECRET_FIELDS.contains(&&*row.name.to_ascii_lowercase());
    }
    Some(draft)
}

fn has_secret_parameter(text: &str) -> bool {
    text.split('&').any(|pair| SECRET_PARAMETERS.contains(&pair.split('=').next().unwrap_or_default()))
}

fn harmless(path: &str) -> String {
    let Some((path, query)) = path.split_once('?') else { return path.to_owned() };
    let kept: Vec<&str> = query.split('&').filter(|pair| !has_secret_parameter(pair)).collect();
    if kept.is_empty() { path.to_owned() } else { [path, "?", &kept.join("&")].concat() }
}

/// Percent-encoding of everything but the unreserved characters (RFC 3986 2.3); also fit for a form's body.
#[must_use]
pub fn encode(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(DIGITS[usize::from(byte >> 4)]));
            out.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
    out
}

fn decode(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let mut digit = || char::from(bytes.next()?).to_digit(16);
        let value = digit()? * 16 + digit()?;
        out.push(u8::try_from(value).ok()?);
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Draft {
        let mut draft = Draft::new("POST", "basic/?q=ë&x");
        draft.read_lines(["Accept: a&b=c", "X-Note: it's 100% \"so\""], SetBy::Page);
        draft.body = "line\nzoë".to_owned();
        draft
    }

    #[test]
    fn what_is_written_can_be_read() {
        let draft = example();
        assert_eq!(read(&["#", &write(&draft)].concat()), Some(draft));
    }

    #[test]
    fn a_secret_is_never_written() {
        let mut draft = example();
        draft.set("Authorization", "Basic SECRET");
        draft.set("COOKIE", "SECRET");
        draft.path = "bearer/?access_token=SECRET&a=1".to_owned();
        draft.body = "token=SECRET".to_owned();
        let text = write(&draft);
        assert!(!text.contains("SECRET"), "{text}");
        let back = read(&text).expect("a draft");
        assert_eq!(back.path, "bearer/?a=1");
        assert!(back.rows.iter().any(|row| row.name == "Authorization" && !row.on));
    }

    #[test]
    fn other_fragments_are_left_alone() {
        for fragment in ["", "#", "#notice", "#main", "#m=%ZZ", "#m=%e4"] {
            assert_eq!(read(fragment), None, "{fragment}");
        }
    }
}
