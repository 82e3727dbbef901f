//! The character classes of the authentication framework (RFC 9110 5.6.2, 11.2), shared by challenges and credentials.

/// True for a character of `token` (RFC 9110 5.6.2).
#[must_use]
pub fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// True for a non-empty `token`.
#[must_use]
pub fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(is_token_byte)
}

/// True for `token68`: at least one character of its alphabet, then only `=` (RFC 9110 11.2).
#[must_use]
pub fn is_token68(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    !body.is_empty() && body.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte))
}

/// Text as a quoted-string, with `"` and `\` escaped (RFC 9110 5.6.4).
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        if matches!(character, '"' | '\\') {
            out.push('\\');
        }
        out.push(character);
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn token68_takes_padding_only_at_the_end() {
        for good in ["YWxpY2U6d29uZGVybGFuZA==", "abc", "a-._~+/9", "a==="] {
            assert!(is_token68(good), "{good}");
        }
        for bad in ["", "=", "a=b", "a b", "ä", "a\"", "a,b"] {
            assert!(!is_token68(bad), "{bad}");
        }
    }
}
