//! curl at the Digest doors: it answers the challenges with code that is not ours.

use super::curl::curl;
use crate::support::{message, with_server};

const ALICE: [&str; 3] = ["--digest", "-u", "alice:wonderland"];

#[test]
fn curl_gets_in_by_sha_256_and_by_md5() {
    with_server(async |server| {
        let lab = server.lab().await;
        for base in ["/demo/", &lab.base] {
            for (door, algorithm) in [
                ("digest/", "SHA-256"),
                ("digest-sha256/", "SHA-256"),
                ("digest-md5/", "MD5"),
                ("digest/?a=b%20c&d=%C3%AB", "SHA-256"),
                ("dialog-digest/1/", "SHA-256"),
            ] {
                let path = format!("{base}{door}");
                let (status, body) = curl(server, &path, &ALICE);
                assert!(status == 200 && body.contains("alice"), "{path}: {body}");
                if base != "/demo/" {
                    let log = lab.exchanges().await;
                    let [.., asked, answered] = log.as_slice() else { panic!("two exchanges") };
                    assert_eq!((asked.status, answered.status), (401, 200), "{door}");
                    let sent = answered.request.field("authorization").expect("an answer");
                    assert!(sent.contains(&format!("algorithm={algorithm}")), "{sent}");
                }
                assert_eq!(curl(server, &path, &["--digest", "-u", "alice:wrong"]).0, 401, "{path}");
                assert_eq!(curl(server, &path, &["--digest", "-u", "mallory:wonderland"]).0, 401, "{path}");
            }
            let door = format!("{base}digest/");
            assert_eq!(curl(server, &door, &[&ALICE[..], &["--head"]].concat()).0, 200);
            assert_eq!(curl(server, &door, &[&ALICE[..], &["-d", "sum=10"]].concat()).0, 200);
            assert_eq!(curl(server, &door, &["--digest", "-u", "zoë:pässwörd"]).0, 200);
            assert_eq!(curl(server, &door, &["--basic", "-u", "alice:wonderland"]).0, 401);
        }
    });
}

#[test]
fn curl_gets_in_at_the_addresses_of_httpbin() {
    with_server(async |server| {
        let user = ["--digest", "-u", "user:pass wd"];
        for path in [
            "auth/user/pass%20wd",
            "auth/user/pass%20wd/SHA-256",
            "x/user/pass%20wd/MD5/5",
            "auth/user/pass%20wd/MD5-sess",
        ] {
            let (status, body) = curl(server, &format!("/httpbin/digest-auth/{path}"), &user);
            assert!(status == 200 && body.contains("\"user\": \"user\""), "{path}: {body}");
            assert_eq!(curl(server, &format!("/httpbin/digest-auth/{path}"), &ALICE).0, 401, "{path}");
        }
    });
}

#[test]
fn curl_takes_digest_where_it_may_choose() {
    with_server(async |server| {
        let lab = server.lab().await;
        for (door, scheme) in [("digest/", "Digest "), ("basic/", "Basic ")] {
            let path = format!("{}{door}", lab.base);
            assert_eq!(curl(server, &path, &["--anyauth", "-u", "alice:wonderland"]).0, 200, "{door}");
            let log = lab.exchanges().await;
            let sent = log.last().and_then(|exchange| exchange.request.field("authorization"));
            assert!(sent.is_some_and(|sent| sent.starts_with(scheme)), "{door}: {sent:?}");
        }
    });
}

#[test]
fn a_recorded_answer_of_curl_is_good_for_nobody_else() {
    with_server(async |server| {
        let lab = server.lab().await;
        let path = format!("{}digest/", lab.base);
        assert_eq!(curl(server, &path, &ALICE).0, 200);
        let log = lab.exchanges().await;
        let sent =
            log.last().and_then(|exchange| exchange.request.field("authorization")).expect("an answer");
        let line = format!("Authorization: {sent}");
        let again = server.send(message("GET", &path, &[&line], "")).await;
        assert_eq!(again.status, 401, "{again:?}");
        let elsewhere = server.send(message("GET", "/demo/digest/", &[&line], "")).await;
        assert_eq!(elsewhere.status, 400, "made for another address: {elsewhere:?}");
    });
}
