//! How often somebody may come: for a lab, for an address, for new labs; and that a class behind one address does not notice.

use std::time::Duration;

use knock::limits::{Limits, Rate};

use super::assert_told_to_wait;
use crate::support::{RUNTIME, Server, message, with_server};

#[test]
fn the_rates_are_those_of_the_handbook() {
    let rates = Limits::default().rates;
    assert_eq!((rates.lab_rate, rates.address_rate), (Rate::per_second(10, 40), Rate::per_second(200, 600)));
    assert_eq!((rates.demo_rate, rates.new_lab_rate), (Rate::per_second(50, 200), Rate::per_minute(30, 120)));
    assert_eq!(rates.new_lab_rate.interval(), Duration::from_secs(2));
}

#[test]
fn a_lab_that_is_knocked_at_too_often_answers_429_and_no_other_does() {
    RUNTIME.block_on(async {
        let server = Server::start_limited(&["--lab-rate", "1/min,3"]).await;
        let (lab, other) = (server.lab().await, server.lab().await);
        for path in ["basic/", "bearer/", "nowhere"] {
            assert!(matches!(lab.knock("GET", path, &[]).await.status, 401 | 404), "{path}");
        }
        for method in ["GET", "POST", "OPTIONS", "DELETE"] {
            let refused =
                lab.knock(method, "basic/", &["Authorization: Basic YWxpY2U6d29uZGVybGFuZA=="]).await;
            assert_told_to_wait(&refused, 429);
            assert_eq!((refused.challenges().len(), refused.field("knock-exchange")), (0, None));
            assert_eq!(refused.field("access-control-allow-origin"), Some("*"), "a script may read why");
        }
        let page = lab.knock("GET", "basic/", &["Accept: text/html"]).await;
        assert_eq!((page.status, page.field("content-type")), (429, Some("text/html; charset=utf-8")));
        assert_eq!(lab.exchanges().await.len(), 3, "its owner still reads, and sees what was let in");
        assert_eq!(other.knock("GET", "basic/", &[]).await.status, 401);
        assert_eq!(server.get("/demo/basic/").await.status, 401);
    });
}

#[test]
fn a_form_to_a_lab_that_is_too_busy_loses_nothing_that_was_typed() {
    RUNTIME.block_on(async {
        let server = Server::start_limited(&["--lab-rate", "1/min,1"]).await;
        let lab = server.lab().await;
        let form = [("method", "GET"), ("path", "basic/?kept")];
        assert_eq!(server.form("/play/send", &[&lab.cookie], &form).await.status, 303);
        let page = server.form("/play/send", &[&lab.cookie], &form).await;
        assert_eq!(page.status, 422);
        assert!(page.text().contains("wait a few seconds") && page.text().contains("basic/?kept"));
        assert_eq!(lab.exchanges().await.len(), 1);
    });
}

#[test]
fn an_address_that_comes_too_often_gets_429_whatever_it_asks_for() {
    RUNTIME.block_on(async {
        let server = Server::start_limited(&["--address-rate", "1/min,5"]).await;
        for target in ["/", "/codes", "/demo/basic/", "/nowhere", "/livez"] {
            assert!(matches!(server.get(target).await.status, 200 | 401 | 404), "{target}");
        }
        for target in ["/", "/codes", "/demo/basic/", "/api/labs", "/httpbin/get", "/nowhere", "/assets/x"] {
            let refused = server.get(target).await;
            assert_told_to_wait(&refused, 429);
            assert_eq!(refused.field("cache-control"), Some("no-store"), "{target}");
        }
    });
}

#[test]
fn the_shared_doors_have_a_rate_of_their_own() {
    RUNTIME.block_on(async {
        let server = Server::start_limited(&["--demo-rate", "1/min,2"]).await;
        let lab = server.lab().await;
        assert_eq!(server.get("/demo/").await.status, 200);
        assert_eq!(server.get("/demo/basic/").await.status, 401);
        let refused = server.get("/demo/basic/").await;
        assert_told_to_wait(&refused, 429);
        assert!(refused.text().contains("POST /api/labs"), "what to do instead: {}", refused.text());
        assert_eq!(lab.knock("GET", "basic/", &[]).await.status, 401);
        assert_eq!(server.get("/codes").await.status, 200);
    });
}

#[test]
fn new_labs_have_a_rate_however_they_are_made() {
    RUNTIME.block_on(async {
        let server = Server::start_limited(&["--new-lab-rate", "1/min,2"]).await;
        let lab = server.lab().await;
        let made = server.form("/play/send", &[], &[("path", "basic/")]).await;
        assert_eq!((made.status, made.fields("set-cookie").len()), (303, 1));
        for refused in [
            server.request("POST", "/api/labs", &[]).await,
            server.form("/play/send", &[], &[("path", "basic/")]).await,
            server.request("POST", "/api/labs", &["Cookie: knock_lab=forged"]).await,
        ] {
            assert_told_to_wait(&refused, 429);
            assert_eq!(refused.field("set-cookie"), None);
        }
        // Whoever has a lab keeps it.
        assert_eq!(server.request("POST", "/api/labs", &[&lab.cookie]).await.status, 200);
        assert_eq!(server.form("/play/send", &[&lab.cookie], &[("path", "basic/")]).await.status, 303);
    });
}

#[test]
fn a_class_of_sixty_behind_one_address_does_not_notice() {
    RUNTIME.block_on(async {
        let server = std::sync::Arc::new(Server::start_limited(&[]).await);
        let pupils = (0..60).map(|_| {
            let server = std::sync::Arc::clone(&server);
            tokio::spawn(async move {
                let mut statuses = vec![server.get("/").await.status, server.get("/codes").await.status];
                let lab = server.lab().await;
                for path in ["basic/", "bearer/", "forbidden/role/"] {
                    statuses.push(lab.knock("GET", path, &[]).await.status);
                }
                statuses.push(lab.api("GET", "/exchanges", "").await.status);
                statuses.push(server.get("/demo/basic/").await.status);
                statuses
            })
        });
        for statuses in futures::future::join_all(pupils).await {
            assert_eq!(statuses.expect("a lab and no panic"), [200, 200, 401, 401, 401, 200, 401]);
        }
    });
}

#[test]
fn without_rates_nobody_is_held_back() {
    with_server(async |server| {
        let lab = server.lab().await;
        let mut connection = crate::client::Connection::open(server.address).await;
        for target in ["/demo/basic/".to_owned(), format!("{}basic/", lab.base)] {
            for number in 0..700 {
                connection.send(message("GET", &target, &[], "")).await;
                assert_eq!(
                    connection.answer(false).await.expect("an answer").status,
                    401,
                    "{target} {number}"
                );
            }
        }
    });
}

#[test]
fn a_refusal_before_the_doors_can_be_read_by_scripts_as_a_door_s_can() {
    RUNTIME.block_on(async {
        let server = Server::start_limited(&["--address-rate", "1/min,1"]).await;
        assert_eq!(server.get("/livez").await.status, 200);
        for (target, origin) in [
            ("/demo/basic/", Some("*")),
            ("/lab/x/basic/", Some("*")),
            ("/demo/session/", None),
            ("/codes", None),
        ] {
            let refused = server.request("GET", target, &["Origin: https://elsewhere.example"]).await;
            assert_told_to_wait(&refused, 429);
            assert_eq!(refused.field("access-control-allow-origin"), origin, "{target}");
        }
    });
}
