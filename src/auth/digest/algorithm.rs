//! The algorithms of Digest: which hash function, and whether the session is part of it (RFC 7616 3.2, 6.1).

use md5::Md5;
use sha2::{Digest, Sha256, Sha512_256};

/// A registered algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    Md5,
    Md5Sess,
    Sha256,
    Sha256Sess,
    /// SHA-512/256, which has start values of its own: SHA-512 cut to 256 bits is something else (FIPS 180-4 5.3.6).
    Sha512_256,
    Sha512_256Sess,
}

impl Algorithm {
    pub const ALL: [Self; 6] =
        [Self::Md5, Self::Md5Sess, Self::Sha256, Self::Sha256Sess, Self::Sha512_256, Self::Sha512_256Sess];

    /// The registered name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::Md5Sess => "MD5-sess",
            Self::Sha256 => "SHA-256",
            Self::Sha256Sess => "SHA-256-sess",
            Self::Sha512_256 => "SHA-512-256",
            Self::Sha512_256Sess => "SHA-512-256-sess",
        }
    }

    /// The algorithm with this name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let is_meant = |algorithm: &Self| algorithm.name().eq_ignore_ascii_case(name);
        Self::ALL.into_iter().find(is_meant)
    }

    /// True when nonce and cnonce are part of A1 (RFC 7616 3.4.2).
    #[must_use]
    pub fn is_session(self) -> bool {
        matches!(self, Self::Md5Sess | Self::Sha256Sess | Self::Sha512_256Sess)
    }

    /// H of the texts with a colon between each two, in lower-case hexadecimal digits (RFC 7616 3.1.1).
    #[must_use]
    pub fn hash(self, texts: &[&str]) -> String {
        self.hash_bytes(texts.join(":").as_bytes())
    }

    /// H of some bytes.
    #[must_use]
    pub fn hash_bytes(self, bytes: &[u8]) -> String {
        match self {
            Self::Md5 | Self::Md5Sess => hex(&Md5::digest(bytes)),
            Self::Sha256 | Self::Sha256Sess => hex(&Sha256::digest(bytes)),
            Self::Sha512_256 | Self::Sha512_256Sess => hex(&Sha512_256::digest(bytes)),
        }
    }
}

/// Two lower-case digits for each byte.
pub(super) fn hex(bytes: &[u8]) -> String {
    let digit = |number: u8| char::from(b"0123456789abcdef"[usize::from(number)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::Algorithm;

    #[test]
    fn an_algorithm_is_found_by_its_name_in_any_case() {
        for algorithm in Algorithm::ALL {
            assert_eq!(Algorithm::named(algorithm.name()), Some(algorithm));
            assert_eq!(Algorithm::named(&algorithm.name().to_lowercase()), Some(algorithm));
            assert_eq!(algorithm.is_session(), algorithm.name().ends_with("-sess"));
        }
        for unknown in ["", "MD4", "SHA", "SHA-512", "SHA256", "SHA-512/256", "MD5-SESSION", " MD5"] {
            assert_eq!(Algorithm::named(unknown), None, "{unknown}");
        }
    }
}
