//! Nonces that need no memory: each carries its time, and a keyed hash that says who made it and for what (RFC 7616 3.3).

use base64ct::{Base64UrlUnpadded, Encoding};
use subtle::ConstantTimeEq;

use super::Algorithm;

/// A keyed hash over a text. The key says whose nonces they are: another lab's key makes other nonces.
pub type Sign<'a> = &'a dyn Fn(&str) -> [u8; 32];

/// What a nonce says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Nonce {
    /// When it was made, in seconds since 1970.
    pub issued: i64,
    /// No two of the same second are the same; a later one is greater.
    pub serial: u64,
}

/// So much of the keyed hash is part of a nonce: 128 bits.
const SIGNATURE_BYTES: usize = 16;

impl Nonce {
    /// The text of the nonce, for one realm and one algorithm.
    #[must_use]
    pub fn seal(self, realm: &str, algorithm: Algorithm, sign: Sign<'_>) -> String {
        let data = format!("{:x}.{:016x}", self.issued, self.serial);
        let signature = signature(&data, realm, algorithm, sign);
        format!("{data}.{}", Base64UrlUnpadded::encode_string(&signature))
    }

    /// Reads a nonce that was made for this realm; says for which of the algorithms it was.
    #[must_use]
    pub fn open(
        text: &str,
        realm: &str,
        algorithms: &[Algorithm],
        sign: Sign<'_>,
    ) -> Option<(Self, Algorithm)> {
        let (data, given) = text.rsplit_once('.')?;
        let given = Base64UrlUnpadded::decode_vec(given).ok()?;
        let algorithm = algorithms
            .iter()
            .find(|algorithm| bool::from(signature(data, realm, **algorithm, sign).ct_eq(&given)))?;
        let (issued, serial) = data.split_once('.')?;
        let nonce = Self {
            issued: i64::from_str_radix(issued, 16).ok()?,
            serial: u64::from_str_radix(serial, 16).ok()?,
        };
        Some((nonce, *algorithm))
    }
}

fn signature(data: &str, realm: &str, algorithm: Algorithm, sign: Sign<'_>) -> [u8; SIGNATURE_BYTES] {
    let signature = sign(&[data, algorithm.name(), realm].join("\n"));
    let mut kept = [0; SIGNATURE_BYTES];
    kept.copy_from_slice(&signature[..SIGNATURE_BYTES]);
    kept
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    const BOTH: [Algorithm; 2] = [Algorithm::Sha256, Algorithm::Md5];

    fn sign(key: &'static str) -> impl Fn(&str) -> [u8; 32] {
        move |data| Sha256::digest([key, data].concat().as_bytes()).into()
    }

    #[test]
    fn a_nonce_is_known_by_its_maker_for_its_realm_and_its_algorithm() {
        let nonce = Nonce { issued: 1_764_000_000, serial: 7 };
        let text = nonce.seal("demo/digest", Algorithm::Md5, &sign("ours"));
        let open = |text: &str, realm, algorithms: &[Algorithm], key| {
            Nonce::open(text, realm, algorithms, &sign(key))
        };
        assert_eq!(open(&text, "demo/digest", &BOTH, "ours"), Some((nonce, Algorithm::Md5)));
        assert_eq!(open(&text, "demo/digest", &BOTH[..1], "ours"), None, "another algorithm");
        assert_eq!(open(&text, "demo/digest-md5", &BOTH, "ours"), None, "another realm");
        assert_eq!(open(&text, "demo/digest", &BOTH, "theirs"), None, "another maker");
        for bad in [
            "",
            ".",
            "..",
            "a",
            &text[1..],
            &text[..text.len() - 1],
            &text.replacen("69", "70", 1),
            &text.replace("0007.", "0008."),
            &format!("{text}A"),
            &text.to_uppercase(),
        ] {
            assert_eq!(open(bad, "demo/digest", &BOTH, "ours"), None, "{bad}");
        }
    }

    #[test]
    fn two_nonces_of_one_second_differ() {
        let seal = |serial| Nonce { issued: 1, serial }.seal("r", Algorithm::Md5, &sign("k"));
        assert_ne!(seal(1), seal(2));
    }
}
