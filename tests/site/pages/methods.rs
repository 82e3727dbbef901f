//! Pages are for reading: other methods are refused, with the ones that work.

use std::collections::BTreeSet;

use super::sitemap;
use crate::support::with_server;

const METHODS: [&str; 8] = ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW", "get"];

#[test]
fn a_page_takes_get_and_head_and_says_so() {
    with_server(async |server| {
        let mut targets = sitemap(server).await;
        targets
            .extend(["/codes?class=4", "/codes?q=auth", "/favicon.svg", "/codes/401.md"].map(str::to_owned));
        for target in targets {
            for method in METHODS {
                // The one page with a form that is answered in place.
                if target == "/lint" && method == "POST" {
                    continue;
                }
                let answer = server.request(method, &target, &[]).await;
                assert_eq!(answer.status, 405, "{method} {target}");
                let allow = answer.field("allow").unwrap_or_else(|| panic!("{method} {target}: no Allow"));
                let allowed: Vec<&str> = allow.split(',').map(str::trim).collect();
                assert!(allowed.contains(&"GET") && allowed.contains(&"HEAD"), "{method} {target}: {allow}");
            }
        }
    });
}

#[test]
fn addresses_that_are_not_pages_say_what_they_take() {
    with_server(async |server| {
        for (target, takes) in [
            ("/sitemap.xml", "GET"),
            ("/robots.txt", "GET"),
            ("/livez", "GET"),
            ("/readyz", "GET"),
            ("/x/abcdefghjkmn", "GET"),
            ("/play/send", "POST"),
            ("/theme", "POST"),
            ("/lint", "GET"),
            ("/api/labs", "POST"),
            ("/api/labs/nobody/reset", "POST"),
            ("/api/labs/nobody/clock", "PUT"),
            ("/api/labs/nobody/exchanges", "GET"),
            ("/api/lint", "POST"),
            ("/api/codes", "GET"),
            ("/openapi.json", "GET"),
        ] {
            for method in ["GET", "HEAD", "POST", "PUT", "BREW"] {
                if method == takes
                    || (method == "HEAD" && takes == "GET")
                    || (method, target) == ("POST", "/lint")
                {
                    continue;
                }
                let answer = server.request(method, target, &[]).await;
                assert_eq!(answer.status, 405, "{method} {target}");
                let allow = answer.field("allow").unwrap_or_else(|| panic!("{method} {target}: no Allow"));
                assert!(allow.split(',').any(|one| one.trim() == takes), "{method} {target}: {allow}");
                let kind = (method != "HEAD").then_some("application/problem+json");
                assert_eq!(
                    answer.field("content-type").filter(|_| kind.is_some()),
                    kind,
                    "{method} {target}"
                );
            }
        }
    });
}

#[test]
fn options_of_the_server_as_a_whole_is_a_204() {
    with_server(async |server| {
        let answer = server.request("OPTIONS", "*", &[]).await;
        assert_eq!((answer.status, answer.text()), (204, String::new()), "RFC 9110 9.3.7: {answer:?}");
        assert_eq!(server.request("GET", "*", &[]).await.status / 100, 4);
    });
}

#[test]
fn head_of_a_page_has_its_fields_and_no_content() {
    with_server(async |server| {
        for target in [
            "/",
            "/codes",
            "/codes?q=auth",
            "/codes/401",
            "/codes/401.md",
            "/no/such/page",
            "/favicon.svg",
            "/robots.txt",
            "/401",
        ] {
            let mut connection = crate::client::Connection::open(server.address).await;
            let mut answers = Vec::new();
            for method in ["HEAD", "GET"] {
                connection.send(crate::support::message(method, target, &[], "")).await;
                answers.push(connection.answer(method == "HEAD").await.expect("an answer"));
            }
            // The order of fields with different names says nothing (RFC 9110 5.3).
            let lines = |answer: &crate::support::Answer| -> BTreeSet<String> {
                let lines = answer.lines().into_iter().filter(|line| !line.starts_with("Date:"));
                lines.map(str::to_owned).collect()
            };
            assert_eq!(answers[0].status, answers[1].status, "{target}");
            let (head, mut get) = (lines(&answers[0]), lines(&answers[1]));
            if target == "/no/such/page" {
                // The page shows the method, so its length differs by one.
                get.retain(|line| !line.starts_with("Content-Length"));
                assert!(get.iter().all(|line| head.contains(line)), "{target}");
            } else {
                assert_eq!(head, get, "{target}");
            }
        }
    });
}
