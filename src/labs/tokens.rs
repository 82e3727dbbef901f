//! Access tokens: real JWTs, made and opened with the kept library. One algorithm, one key for each lab.

use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};

use crate::auth::bearer::{Claims, TokenFault};
use crate::auth::jwt::Jwt;

/// Signs and opens the tokens of one lab.
pub struct TokenKeys {
    signing: EncodingKey,
    /// Signs the tokens of somebody else, whom no door trusts.
    foreign: EncodingKey,
    opening: DecodingKey,
    validation: Validation,
}

/// Whose key signs a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signer {
    Lab,
    Other,
}

/// The only algorithm (RFC 8725 3.1: the verifier decides, not the token).
const ALGORITHM: Algorithm = Algorithm::HS256;

impl TokenKeys {
    #[must_use]
    pub fn new(secret: &[u8], foreign: &[u8]) -> Self {
        let mut validation = Validation::new(ALGORITHM);
        // The ladder asks about time and audience, one question at a time and by the lab's clock.
        validation.validate_exp = false;
        validation.validate_aud = false;
        validation.required_spec_claims.clear();
        Self {
            signing: EncodingKey::from_secret(secret),
            foreign: EncodingKey::from_secret(foreign),
            opening: DecodingKey::from_secret(secret),
            validation,
        }
    }

    /// The compact form of a token with these claims.
    ///
    /// # Errors
    /// When the library cannot sign, which would be our fault.
    pub fn issue(&self, claims: &Claims, signer: Signer) -> Result<String, jsonwebtoken::errors::Error> {
        let key = match signer {
            Signer::Lab => &self.signing,
            Signer::Other => &self.foreign,
        };
        encode(&Header::new(ALGORITHM), claims, key)
    }

    /// The claims of a token that this lab signed, whatever they say.
    ///
    /// # Errors
    /// Not a JWT, another algorithm, or another signature.
    pub fn open(&self, token: &str) -> Result<Claims, TokenFault> {
        let parts = Jwt::parse(token).ok_or(TokenFault::NotAToken)?;
        if parts.header.get("alg").and_then(|alg| alg.as_str()) != Some("HS256") {
            return Err(TokenFault::UnacceptedAlgorithm);
        }
        let opened = decode::<Claims>(token, &self.opening, &self.validation);
        let claims = opened.map(|data| data.claims).map_err(|error| match error.kind() {
            ErrorKind::InvalidSignature => TokenFault::ForeignSignature,
            _ => TokenFault::NotAToken,
        })?;
        // What it names has to be understood, and nothing of it is; other parameters are ignored (RFC 7515 4, 4.1.11).
        if parts.header.get("crit").is_some() { Err(TokenFault::NotAToken) } else { Ok(claims) }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn a_good_signature_does_not_help_a_token_that_asks_for_more_or_says_less_than_ours() {
        let keys = TokenKeys::new(b"secret", b"other");
        let claims = json!({
            "iss": "i", "sub": "s", "aud": "a", "exp": 2, "nbf": 1, "iat": 1, "jti": "j", "scope": "", "acr": "", "auth_time": 1,
        });
        let signed = |header: &Header, claims: &Value| {
            let token = encode(header, claims, &EncodingKey::from_secret(b"secret")).expect("signed");
            keys.open(&token).map(|claims| claims.sub)
        };
        let plain = Header::new(ALGORITHM);
        assert_eq!(signed(&plain, &claims).as_deref(), Ok("s"));
        assert_eq!(signed(&Header { kid: Some("k".into()), ..plain.clone() }, &claims).as_deref(), Ok("s"));
        let ignored = Header { jku: Some("https://keys.example".into()), ..plain.clone() };
        assert_eq!(signed(&ignored, &claims).as_deref(), Ok("s"));
        let critical = Header { crit: Some(vec!["exp".into()]), ..plain.clone() };
        assert_eq!(signed(&critical, &claims), Err(TokenFault::NotAToken));
        for name in ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"] {
            let mut less = claims.clone();
            less.as_object_mut().expect("an object").remove(name);
            assert_eq!(signed(&plain, &less), Err(TokenFault::NotAToken), "{name}");
        }
    }
}
