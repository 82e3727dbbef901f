//! The server half against the client half: who gets in, and the reason why everybody else does not.

use std::cell::RefCell;
use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::*;
use crate::model::{Ladder, Outcome, Reason, Rung};

const REALM: &str = "demo/digest";
const TARGET: &str = "/demo/digest/?a=b%20c";
const NOW: i64 = 1_764_000_000;
const USERS: [(&str, &str); 2] = [("alice", "wonderland"), ("zoë", "pässwörd")];

fn sign(data: &str) -> [u8; 32] {
    Sha256::digest(data.as_bytes()).into()
}

/// A door with the memory of one nonce.
fn with_door<T>(qop: &[Qop], now: i64, test: impl FnOnce(&Policy<'_>) -> T) -> T {
    let seen = RefCell::new(BTreeSet::new());
    test(&Policy {
        realm: REALM,
        algorithms: &[Algorithm::Sha256, Algorithm::Md5],
        qop,
        opaque: "o",
        users: &USERS,
        method: "POST",
        is_target: &|target| target == TARGET,
        body: b"hello",
        now,
        nonce_seconds: 60,
        sign: &sign,
        spend: &|nonce, count| match count {
            99 => Spent::Forgotten,
            _ if seen.borrow_mut().insert((nonce, count)) => Spent::Now,
            _ => Spent::Before,
        },
    })
}

fn asked() -> Asked<'static> {
    let (user, password) = USERS[0];
    Asked { user, password, method: "POST", uri: TARGET, body: b"hello", count: 1, cnonce: "c" }
}

fn outcome(policy: &Policy<'_>, sent: &str) -> Result<usize, Reason> {
    let mut ladder = Ladder::default();
    let verified = policy.verify(&[sent.as_bytes()], &mut ladder);
    let rungs: Vec<Rung> = ladder.asked().iter().map(|(rung, _, _)| *rung).collect();
    assert!(rungs.windows(2).all(|pair| pair[0] < pair[1]), "{rungs:?}");
    let stopped = ladder.asked().iter().filter(|(_, outcome, _)| *outcome == Outcome::Stopped).count();
    assert_eq!(stopped, usize::from(verified.is_err()), "{rungs:?}");
    verified.map(|verified| verified.user).map_err(|refusal| refusal.reason)
}

fn offer(policy: &Policy<'_>, nth: usize) -> Offer {
    let fresh = || Nonce { issued: policy.now, serial: 7 + nth as u64 };
    policy.offers(false, fresh).nth(nth).expect("two algorithms")
}

#[test]
fn whoever_knows_the_password_gets_in_by_either_algorithm() {
    for (qop, algorithm) in [(Qop::Auth, 0), (Qop::Auth, 1), (Qop::AuthInt, 0), (Qop::AuthInt, 1)] {
        for (nth, (user, password)) in USERS.into_iter().enumerate() {
            for userhash in [false, true] {
                with_door(&[qop], NOW, |policy| {
                    let offer = Offer { userhash, ..offer(policy, algorithm) };
                    let sent = offer.answer(&Asked { user, password, ..asked() }).authorization;
                    assert_eq!(outcome(policy, &sent), Ok(nth), "{sent}");
                    assert_eq!(outcome(policy, &sent), Err(Reason::UsedCount), "{sent}");
                });
            }
        }
    }
}

#[test]
fn each_way_to_fail_has_its_own_reason() {
    with_door(&[Qop::Auth], NOW, |policy| {
        let (sha, md5) = (offer(policy, 0), offer(policy, 1));
        let good = sha.answer(&asked()).authorization;
        let by = |asked: Asked<'_>| sha.answer(&asked).authorization;
        let other = |change: &dyn Fn(Offer) -> Offer| change(sha.clone()).answer(&asked()).authorization;
        let named = |text: &str| text.to_owned();
        for (sent, reason) in [
            (by(Asked { password: "wrong", ..asked() }), Reason::WrongResponse),
            (by(Asked { user: "mallory", ..asked() }), Reason::WrongResponse),
            (by(Asked { user: "ALICE", ..asked() }), Reason::WrongResponse),
            (by(Asked { user: "zoë", ..asked() }), Reason::WrongResponse),
            (by(Asked { method: "GET", ..asked() }), Reason::WrongResponse),
            (good.replace("cnonce=\"c\"", "cnonce=\"d\""), Reason::WrongResponse),
            (good.replace("nc=00000001", "nc=00000002"), Reason::WrongResponse),
            (good.replace("response=\"", "response=\"0"), Reason::WrongResponse),
            (good.replace("username=\"alice\"", "username=\"alice\", userhash=true"), Reason::WrongResponse),
            (by(Asked { uri: "/demo/digest/?a=b c", ..asked() }), Reason::OtherTarget),
            (by(Asked { uri: "/demo/digest/", ..asked() }), Reason::OtherTarget),
            (by(Asked { uri: "/demo/digest/?a=b%20C", ..asked() }), Reason::OtherTarget),
            (by(Asked { uri: "", ..asked() }), Reason::OtherTarget),
            (good.replace("%20c\"", "%20c#d\""), Reason::OtherTarget),
            (
                other(&|offer| Offer { realm: "demo/digest-md5".to_owned(), ..offer }),
                Reason::ForeignChallenge,
            ),
            (other(&|offer| Offer { nonce: "n".to_owned(), ..offer }), Reason::ForeignChallenge),
            (other(&|offer| Offer { opaque: Some("p".to_owned()), ..offer }), Reason::ForeignChallenge),
            (other(&|offer| Offer { algorithm: Algorithm::Md5, ..offer }), Reason::OtherAlgorithm),
            (other(&|offer| Offer { algorithm: Algorithm::Sha256Sess, ..offer }), Reason::OtherAlgorithm),
            (other(&|offer| Offer { nonce: md5.nonce.clone(), ..offer }), Reason::OtherAlgorithm),
            // As wget 1.21 answers: MD5, and no algorithm at all.
            (
                other(&|offer| Offer { algorithm: Algorithm::Md5, ..offer }).replace("algorithm=MD5, ", ""),
                Reason::OtherAlgorithm,
            ),
            (good.replace("algorithm=SHA-256", "algorithm=SHA-1"), Reason::OtherAlgorithm),
            (other(&|offer| Offer { qop: vec![Qop::AuthInt], ..offer }), Reason::ImproperDigest),
            (good.replace("qop=auth, ", ""), Reason::ImproperDigest),
            (good.replace("qop=auth, ", "qop=auth, qop=auth, "), Reason::ImproperDigest),
            (by(Asked { count: 99, ..asked() }), Reason::StaleNonce),
            (named("Digest"), Reason::ImproperDigest),
            (named("Digest YWxpY2U6d29uZGVybGFuZA=="), Reason::ImproperDigest),
            (named("Basic YWxpY2U6d29uZGVybGFuZA=="), Reason::OtherScheme),
        ] {
            assert_eq!(outcome(policy, &sent), Err(reason), "{sent}");
        }
        assert_eq!(outcome(policy, &good), Ok(0), "nothing of all that has used up the count");
        assert_eq!(outcome(policy, &md5.answer(&asked()).authorization), Ok(0));
    });
}

#[test]
fn opaque_may_be_left_out() {
    with_door(&[Qop::Auth], NOW, |policy| {
        let sent = Offer { opaque: None, ..offer(policy, 0) }.answer(&asked()).authorization;
        assert_eq!(outcome(policy, &sent), Ok(0));
    });
}

#[test]
fn only_a_right_response_is_told_that_its_nonce_is_old() {
    let offer = with_door(&[Qop::Auth], NOW, |policy| offer(policy, 0));
    let good = offer.answer(&asked()).authorization;
    let wrong = offer.answer(&Asked { password: "wrong", ..asked() }).authorization;
    for (age, expected) in [
        (0, Ok(0)),
        (60, Ok(0)),
        (61, Err(Reason::StaleNonce)),
        (86_400, Err(Reason::StaleNonce)),
        // The lab's clock was set back.
        (-1, Err(Reason::StaleNonce)),
    ] {
        with_door(&[Qop::Auth], NOW + age, |policy| {
            assert_eq!(outcome(policy, &good), expected, "{age}");
            assert_eq!(outcome(policy, &wrong), Err(Reason::WrongResponse), "{age}");
        });
    }
}

#[test]
fn a_body_changed_after_signing_is_noticed_where_it_is_protected() {
    for (qop, expected) in [(Qop::Auth, Ok(0)), (Qop::AuthInt, Err(Reason::WrongResponse))] {
        with_door(&[qop], NOW, |policy| {
            let sent = offer(policy, 0).answer(&Asked { body: b"hello!", ..asked() }).authorization;
            assert_eq!(outcome(policy, &sent), expected, "{qop:?}");
        });
    }
}
