//! Answers to Digest challenges on record: those of the demo's accounts stay readable, those of real people do not.

use knock::auth::digest::{Algorithm, Asked, Offer, Qop};

use super::secrets::assert_unreadable;
use crate::support::with_server;

fn offer() -> Offer {
    Offer {
        realm: "somewhere else".to_owned(),
        qop: vec![Qop::Auth],
        algorithm: Algorithm::Sha256,
        nonce: "their-nonce".to_owned(),
        opaque: None,
        stale: false,
        userhash: false,
    }
}

fn line(offer: &Offer, user: &str, uri: &str) -> (String, String) {
    let (password, cnonce) = ("a real one", "canary-cnonce");
    let answered = offer.answer(&Asked { user, password, method: "GET", uri, body: b"", count: 1, cnonce });
    (format!("Authorization: {}", answered.authorization), answered.response)
}

#[test]
fn who_is_no_account_of_the_demo_becomes_unreadable_with_the_proof() {
    with_server(async |server| {
        let lab = server.lab().await;
        for user in ["canary@example.org", "canary zoë", "Alice-canary"] {
            for userhash in [false, true] {
                let offer = Offer { userhash, ..offer() };
                let (line, response) = line(&offer, user, "/");
                let hash = Algorithm::Sha256.hash(&[user, "somewhere else"]);
                for sent in [line.clone(), line.replace("Authorization", "Proxy-Authorization")] {
                    for door in ["digest/", "basic/", "nowhere/"] {
                        let answer = lab.knock("GET", door, &[&sent]).await;
                        let secrets = ["canary", &response, &hash];
                        assert_unreadable(&lab, &answer, &secrets, &format!("{sent} at {door}")).await;
                        let head = lab.record_of(&answer).await.request.head;
                        for kept in [
                            "Digest username",
                            "realm=\"somewhere else\"",
                            "nonce=\"their-nonce\"",
                            "nc=00000001",
                            "uri=\"/\"",
                        ] {
                            assert!(head.contains(kept), "{kept} in {head}");
                        }
                        assert!(
                            head.lines().any(|seen| seen.len() == sent.len()),
                            "the length stays: {head}"
                        );
                    }
                }
            }
        }
    });
}

#[test]
fn a_secret_in_an_unusual_place_is_unreadable_too() {
    with_server(async |server| {
        let lab = server.lab().await;
        for value in [
            "username=\"alice\", username=\"canary\", response=\"canary\"",
            "username=\"alice\", username*=UTF-8''canary",
            "response=\"canary-canary-canary\"",
            "username=\"alice\", password=\"canary\"",
            "username=\"alice\", uri=\"/?access_token=canary-canary-canary\"",
            "username=\"alice\", canary canary canary canary",
            "username=\"alice\", response=\"canary-canary-canary",
            "canary-canary-canary",
        ] {
            let answer = lab.knock("GET", "digest/", &[&format!("Authorization: Digest {value}")]).await;
            assert_unreadable(&lab, &answer, &["canary", "nary-canary"], value).await;
        }
    });
}

#[test]
fn the_answers_of_the_demos_accounts_stay_readable() {
    with_server(async |server| {
        let lab = server.lab().await;
        for user in ["alice", "zoë"] {
            for userhash in [false, true] {
                for algorithm in [Algorithm::Sha256, Algorithm::Md5, Algorithm::Sha512_256Sess] {
                    let (line, _) = line(&Offer { userhash, algorithm, ..offer() }, user, "/?a=b");
                    let answer = lab.knock("GET", "digest/", &[&line]).await;
                    let head = lab.record_of(&answer).await.request.head;
                    assert!(head.contains(&line), "{line} in {head}");
                }
            }
        }
        for value in ["username=\"alice\", opaque", "username=\"alice\", NC=1, nc=2", ""] {
            let line = format!("Authorization: Digest {value}");
            let answer = lab.knock("GET", "digest/", &[&line]).await;
            let head = lab.record_of(&answer).await.request.head;
            assert!(head.contains(line.trim_end()), "{line} in {head}");
        }
    });
}
