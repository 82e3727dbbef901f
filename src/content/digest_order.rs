//! The placeholder for an answer by the Digest scheme: it depends on a challenge, so it says how the answer is to be made.

use crate::auth::Challenge;
use crate::auth::digest::{Algorithm, Asked, Offer, SCHEME};

/// How an answer is made: `digest user:password`, then what is out of the ordinary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DigestOrder<'a> {
    /// User, colon, password.
    pub pair: &'a str,
    /// `algorithm=`: not the one that the server likes best.
    algorithm: Option<Algorithm>,
    /// `body=`: another body than the one that is sent.
    body: Option<&'a str>,
    /// `age=`: made so many seconds ago, by the lab's clock.
    pub age_seconds: i64,
    /// `used`: a request with the very same answer comes before.
    pub is_used: bool,
}

/// The client's nonce in every answer: a page has no secrets.
const CNONCE: &str = "0a4f113b";

impl<'a> DigestOrder<'a> {
    /// Reads the words after `digest`.
    ///
    /// # Errors
    /// A sentence that says what cannot be read.
    pub fn read(words: impl Iterator<Item = &'a str>) -> Result<Self, String> {
        let mut order = Self::default();
        for word in words {
            match word.split_once('=') {
                None if word == "used" => order.is_used = true,
                None if order.pair.is_empty() && word.contains(':') => order.pair = word,
                Some(("body", body)) => order.body = Some(body),
                Some(("algorithm", name)) if Algorithm::named(name).is_some() => {
                    order.algorithm = Algorithm::named(name);
                }
                Some(("age", age)) => {
                    order.age_seconds =
                        age.parse().map_err(|_| format!("`{age}` is no number of seconds"))?;
                }
                _ => {
                    return Err(format!(
                        "digest takes user:password, algorithm=, body=, age= and used, not `{word}`"
                    ));
                }
            }
        }
        if order.pair.is_empty() {
            return Err("digest needs user:password".to_owned());
        }
        Ok(order)
    }

    /// The parameters of the answer to one of the challenges, each the value of a field line; `None` when none can be answered.
    pub fn answer<'c>(
        &self,
        challenges: impl Iterator<Item = &'c str>,
        method: &str,
        target: &str,
        body: &str,
    ) -> Option<String> {
        let offers: Vec<Offer> = challenges
            .flat_map(Challenge::parse_list)
            .filter_map(|challenge| Offer::read(&challenge))
            .collect();
        let wanted = |offer: &&Offer| self.algorithm.is_none_or(|algorithm| algorithm == offer.algorithm);
        let (user, password) = self.pair.split_once(':')?;
        let body = self.body.unwrap_or(body).as_bytes();
        let asked = Asked { user, password, method, uri: target, body, count: 1, cnonce: CNONCE };
        let authorization = offers.iter().find(wanted)?.answer(&asked).authorization;
        authorization.strip_prefix(SCHEME).map(|rest| rest.trim_start().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::DigestOrder;

    fn read(text: &str) -> Result<DigestOrder<'_>, String> {
        DigestOrder::read(text.split(' '))
    }

    #[test]
    fn an_order_is_read_word_by_word() {
        let order = read("alice:a:b algorithm=md5 age=61 body=x=y used").expect("readable");
        assert_eq!(
            (order.pair, order.age_seconds, order.is_used, order.body),
            ("alice:a:b", 61, true, Some("x=y"))
        );
        for bad in [
            "",
            "used",
            "alice",
            "alice:b x",
            "alice:b age=x",
            "alice:b algorithm=SHA-1",
            "alice:b ttl=1",
            "a:b c:d",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_first_challenge_of_the_wanted_algorithm_is_answered() {
        let lines = [
            "Digest realm=\"r\", qop=\"auth\", algorithm=SHA-256, nonce=\"n\"",
            "Digest realm=\"r\", qop=\"auth\", algorithm=MD5, nonce=\"m\"",
        ];
        for (order, nonce) in [
            ("alice:b", Some("n")),
            ("alice:b algorithm=MD5", Some("m")),
            ("alice:b algorithm=MD5-sess", None),
        ] {
            let answer = read(order).expect("readable").answer(lines.into_iter(), "GET", "/", "");
            assert_eq!(answer.is_some(), nonce.is_some(), "{order}");
            let expected = format!(
                "username=\"alice\", realm=\"r\", nonce=\"{}\", uri=\"/\"",
                nonce.unwrap_or_default()
            );
            assert!(answer.is_none_or(|answer| answer.starts_with(&expected)), "{order}");
        }
    }
}
