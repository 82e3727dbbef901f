//! A JWT taken apart for reading (RFC 7519 3, RFC 7515 3). Nothing is verified here: whoever trusts this is wrong.

use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::Value;

/// The three parts of a compact JWT.
#[derive(Clone, Debug, PartialEq)]
pub struct Jwt {
    pub header: Value,
    pub claims: Value,
    /// The three parts as they stand in the token.
    pub parts: [String; 3],
}

impl Jwt {
    /// Takes a token apart; `None` when it is not three Base64url parts, of which the first two are JSON objects.
    #[must_use]
    pub fn parse(token: &str) -> Option<Self> {
        let mut parts = token.split('.');
        let (Some(header), Some(claims), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return None;
        };
        Base64UrlUnpadded::decode_vec(signature).ok()?;
        Some(Self {
            header: object(header)?,
            claims: object(claims)?,
            parts: [header.to_owned(), claims.to_owned(), signature.to_owned()],
        })
    }
}

fn object(part: &str) -> Option<Value> {
    let bytes = Base64UrlUnpadded::decode_vec(part).ok()?;
    serde_json::from_slice::<Value>(&bytes).ok().filter(Value::is_object)
}

/// What a registered claim or header parameter means, in a few words; `None` for names this site does not use.
#[must_use]
pub fn meaning(name: &str) -> Option<&'static str> {
    Some(match name {
        "alg" => "how it is signed",
        "typ" => "what kind of token it is",
        "kid" => "which key signed it",
        "iss" => "who issued it",
        "sub" => "whom it speaks for",
        "aud" => "which server it is meant for",
        "exp" => "not accepted after",
        "nbf" => "not accepted before",
        "iat" => "issued at",
        "jti" => "its own number, used to revoke it",
        "scope" => "what it may do",
        "acr" => "how strong the login was",
        "auth_time" => "when the login happened",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Jwt;

    #[test]
    fn only_three_parts_with_two_json_objects_are_a_jwt() {
        // The example of RFC 7519 3.1.
        let token = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(Jwt::parse(token).expect("the RFC's example").claims["iss"], "joe");
        for bad in ["", "a", "a.b", "a.b.c.d", "....", "e30.e30.*", "W10.e30.", "e30.bm8.e30"] {
            assert_eq!(Jwt::parse(bad), None, "{bad}");
        }
    }
}
