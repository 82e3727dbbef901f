//! The Digest form without JavaScript: the server computes the proof for the very request that waits.

use super::credentials::{fields, has, last, send_fields};
use super::{follow, send};
use crate::html::Tag;
use crate::support::with_server;

fn is_form(form: &[Tag], value: &str) -> bool {
    has(form, "challenge") && form.iter().any(|tag| tag.attribute("value") == Some(value))
}

#[test]
fn the_forms_of_a_refusal_lead_into_the_digest_doors() {
    with_server(async |server| {
        let lab = server.lab().await;
        for (method, path, body) in [
            ("GET", "digest/", ""),
            ("GET", "digest-md5/?a=b%20c", ""),
            ("GET", "digest-sha512-256/", ""),
            ("GET", "digest/?a=\"<b>", ""),
            ("POST", "digest-int/", "sum=10"),
            ("GET", "several/", ""),
            ("GET", "several/?layout=oneline", ""),
        ] {
            let refused = async || {
                let form = [("method", method), ("path", path), ("body", body), ("headers", "X-Kept: 1")];
                let page = follow(&lab, &send(&lab, &form).await).await.text();
                assert_eq!(last(&lab).await.status, 401, "{path}");
                page
            };
            let typed = fields(
                &refused().await,
                |form| has(form, "challenge") && !is_form(form, "alice") && !is_form(form, "zoë"),
                &[("user", "bob"), ("password", "builder")],
            );
            for form in [typed, fields(&refused().await, |form| is_form(form, "zoë"), &[])] {
                follow(&lab, &send_fields(&lab, &form.expect("a form")).await).await;
                let exchange = last(&lab).await;
                assert_eq!((exchange.status, exchange.request.field("x-kept")), (200, Some("1")), "{path}");
                let sent = exchange.request.field("authorization").expect("credentials");
                assert!(sent.starts_with("Digest "), "{path}: {sent}");
            }
        }
    });
}

#[test]
fn the_same_form_twice_is_a_used_count() {
    with_server(async |server| {
        let lab = server.lab().await;
        let refused = follow(&lab, &send(&lab, &[("path", "digest/")]).await).await.text();
        let form = fields(&refused, |form| is_form(form, "alice"), &[]).expect("a form");
        for status in [200, 401] {
            follow(&lab, &send_fields(&lab, &form).await).await;
            assert_eq!(last(&lab).await.status, status);
        }
    });
}

#[test]
fn what_is_typed_beside_a_challenge_cannot_break_the_request() {
    with_server(async |server| {
        let lab = server.lab().await;
        let challenge = "Digest realm=\"r\", qop=\"auth\", nonce=\"n\"";
        let broken = ("user", "a\r\nX-Injected: 1");
        let answer =
            send(&lab, &[("path", "digest/"), ("challenge", challenge), broken, ("password", "b")]).await;
        assert_eq!(answer.status, 422);
        assert!(lab.exchanges().await.is_empty());
        // Without a challenge that can be answered it is Basic.
        for challenge in ["", "nonsense", "Digest realm=\"r\"", "Basic realm=\"r\""] {
            let form = [("path", "digest/"), ("challenge", challenge), ("user", "alice"), ("password", "b")];
            follow(&lab, &send(&lab, &form).await).await;
            let sent = last(&lab).await.request.field("authorization").map(str::to_owned);
            assert!(sent.is_some_and(|sent| sent.starts_with("Basic ")), "{challenge}");
        }
    });
}
