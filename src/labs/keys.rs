//! The server's secret, and what is derived from it: one purpose, one key.

use base64ct::{Base64UrlUnpadded, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// Derives keys and signatures from one secret.
#[derive(Clone)]
pub struct Keys {
    /// The keyed hash of nothing yet: its beginning is the same for all data.
    begun: Hmac<Sha256>,
}

/// What a signature is for: a signature for one purpose is worthless for any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    LabId,
    Owner,
    AccessToken,
    ForeignToken,
    RefreshToken,
    Session,
    SignedLink,
    CsrfToken,
    Nonce,
}

impl Purpose {
    fn label(self) -> &'static [u8] {
        match self {
            Self::LabId => b"lab id\0",
            Self::Owner => b"owner\0",
            Self::AccessToken => b"access token\0",
            Self::ForeignToken => b"somebody else's token\0",
            Self::RefreshToken => b"refresh token\0",
            Self::Session => b"session\0",
            Self::SignedLink => b"signed link\0",
            Self::CsrfToken => b"csrf token\0",
            Self::Nonce => b"nonce\0",
        }
    }
}

impl Keys {
    /// Keys that last as long as the process.
    #[must_use]
    pub fn random() -> Self {
        Self::new(rand::random())
    }

    /// Keys that survive a restart.
    #[must_use]
    pub fn from_passphrase(passphrase: &str) -> Self {
        use sha2::Digest;
        Self::new(Sha256::digest(passphrase.as_bytes()).into())
    }

    fn new(secret: [u8; 32]) -> Self {
        Self { begun: Hmac::new_from_slice(&secret).expect("HMAC takes keys of any length") }
    }

    /// The keyed hash of `data` for one purpose (RFC 2104, with SHA-256).
    #[must_use]
    pub fn sign(&self, purpose: Purpose, data: &str) -> [u8; 32] {
        let mut mac = self.begun.clone();
        mac.update(purpose.label());
        mac.update(data.as_bytes());
        mac.finalize().into_bytes().into()
    }

    /// `data`, a dot, and a signature of 128 bits.
    #[must_use]
    pub fn seal(&self, purpose: Purpose, data: &str) -> String {
        let signature = self.sign(purpose, data);
        format!("{data}.{}", Base64UrlUnpadded::encode_string(&signature[..16]))
    }

    /// Several texts, none of which has a line end in it, in one seal; readable to whoever holds it.
    #[must_use]
    pub fn seal_lines(&self, purpose: Purpose, lines: &[&str]) -> String {
        self.seal(purpose, &Base64UrlUnpadded::encode_string(lines.join("\n").as_bytes()))
    }

    /// The texts in a seal, one a line; `None` when the seal is not ours.
    #[must_use]
    pub fn unseal_lines(&self, purpose: Purpose, sealed: &str) -> Option<String> {
        String::from_utf8(Base64UrlUnpadded::decode_vec(self.unseal(purpose, sealed)?).ok()?).ok()
    }

    /// The data of a sealed text; `None` when the seal is not ours.
    #[must_use]
    pub fn unseal<'a>(&self, purpose: Purpose, sealed: &'a str) -> Option<&'a str> {
        let (data, seal) = sealed.rsplit_once('.')?;
        let given = Base64UrlUnpadded::decode_vec(seal).ok()?;
        let ours = self.sign(purpose, data);
        bool::from(ours[..16].ct_eq(&given)).then_some(data)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_sealed_for_a_purpose_opens_for_it() {
        let keys = Keys::random();
        let sealed = keys.seal(Purpose::Owner, "amber-otter-1");
        assert_eq!(keys.unseal(Purpose::Owner, &sealed), Some("amber-otter-1"));
        assert_eq!(keys.unseal(Purpose::LabId, &sealed), None);
        assert_eq!(Keys::random().unseal(Purpose::Owner, &sealed), None);
        for bad in [
            "",
            ".",
            "amber-otter-1",
            "amber-otter-1.",
            &sealed.replace("otter", "badger"),
            &sealed[..sealed.len() - 1],
        ] {
            assert_eq!(keys.unseal(Purpose::Owner, bad), None, "{bad}");
        }
    }
}
