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
        decode::<Claims>(token, &self.opening, &self.validation).map(|data| data.claims).map_err(|error| {
            match error.kind() {
                ErrorKind::InvalidSignature => TokenFault::ForeignSignature,
                _ => TokenFault::NotAToken,
            }
        })
    }
}
