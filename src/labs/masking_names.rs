//! By what secrets are recognised that came to no place for secrets: their names, and the shapes of keys of well-known services.

use super::masking::stars;

const PASSWORDS: [&str; 5] = ["password", "passwd", "pwd", "passphrase", "pin"];

const SECRETS: [&str; 13] = [
    "access_token",
    "refresh_token",
    "id_token",
    "token",
    "auth_token",
    "authtoken",
    "client_secret",
    "secret",
    "assertion",
    "sessionid",
    "session_id",
    "jsessionid",
    "authorization",
];

/// True for the name of a parameter or of a member whose value is a password.
pub(super) fn is_password(name: &str) -> bool {
    PASSWORDS.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// True for the name of a parameter whose value is some other secret.
pub(super) fn is_secret(name: &str) -> bool {
    SECRETS.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// True for the name of a header field that carries a secret of its own making.
pub(super) fn is_secret_field(name: &[u8]) -> bool {
    // What this server hands out against forgery is its own.
    const OURS: &[u8] = b"x-csrf-token";
    const WORDS: [&[u8]; 6] = [b"token", b"secret", b"password", b"api-key", b"apikey", b"x-auth"];
    let holds = |word: &[u8]| name.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word));
    !name.eq_ignore_ascii_case(OURS) && WORDS.into_iter().any(holds)
}

/// How keys of well-known services begin.
const SHAPES: [&str; 21] = [
    "AIza",
    "AKIA",
    "ASIA",
    "SG.",
    "dop_v1_",
    "ghp_",
    "gho_",
    "ghr_",
    "ghs_",
    "ghu_",
    "github_pat_",
    "glpat-",
    "hf_",
    "npm_",
    "pypi-",
    "rk_live_",
    "sk-",
    "sk_live_",
    "xapp-",
    "xox",
    "ya29.",
];
/// A shorter word is no such key.
const KEY_MIN_BYTES: usize = 16;

/// Makes every word unreadable that has the shape of such a key; its beginning stays, so that one sees what it was.
pub(super) fn mask_shapes(text: &mut [u8]) {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    for word in text.split_mut(|byte| !is_part(*byte)).filter(|word| word.len() >= KEY_MIN_BYTES) {
        if let Some(shape) = SHAPES.iter().find(|shape| word.starts_with(shape.as_bytes())) {
            stars(word, shape.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_well_known_services_are_made_unreadable_wherever_they_stand() {
        for (text, expected) in [
            ("X-Mine: ghp_0123456789abcdef", "X-Mine: ghp_****************"),
            ("GET /v1/AKIAIOSFODNN7EXAMPLE/x", "GET /v1/AKIA****************/x"),
            ("{\"a\":\"sk_live_abcdefghij\"}", "{\"a\":\"sk_live_**********\"}"),
            ("ghp_short", "ghp_short"),
            ("my-ghp_0123456789abcdef", "my-ghp_0123456789abcdef"),
            ("live_alice_reader", "live_alice_reader"),
        ] {
            let mut bytes = text.as_bytes().to_vec();
            mask_shapes(&mut bytes);
            assert_eq!(String::from_utf8_lossy(&bytes), expected);
        }
    }

    #[test]
    fn names_tell_what_is_a_secret() {
        for (name, expected) in [
            ("private-token", true),
            ("X-Auth-Token", true),
            ("api-key", true),
            ("x-csrf-token", false),
            ("accept", false),
            ("x-request-id", false),
        ] {
            assert_eq!(is_secret_field(name.as_bytes()), expected, "{name}");
        }
        assert!(is_password("Passwd") && is_secret("ID_TOKEN") && !is_secret("sub"));
    }
}
