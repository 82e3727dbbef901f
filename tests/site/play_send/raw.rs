//! The raw console: bytes that no editor would send, to the visitor's own lab and nowhere else.

use knock::model::{Capture, Exchange, SetBy};

use super::{follow, send};
use crate::html::{tags, text};
use crate::support::{Answer, Lab, with_server};

/// Sends the text, follows to the page, and returns its exchange with the page.
async fn sent(lab: &Lab<'_>, raw: &str) -> (Exchange, String) {
    let before = lab.exchanges().await.len();
    let answer = send(lab, &[("raw", raw)]).await;
    let page = follow(lab, &answer).await.text();
    let mut log = lab.exchanges().await;
    assert_eq!(log.len(), before + 1, "one exchange for {raw}");
    let exchange = log.pop().expect("an exchange");
    assert_eq!(answer.field("location"), Some(format!("/x/{}", exchange.id).as_str()));
    (exchange, page)
}

/// Nothing was sent, and the text stands in the form as it was.
async fn assert_refused(lab: &Lab<'_>, raw: &str, because: &str) -> Answer {
    let before = lab.exchanges().await.len();
    let answer = send(lab, &[("raw", raw)]).await;
    assert_eq!(answer.status, 422, "{raw}");
    let page = answer.text();
    assert!(text(&page).contains(because), "{raw}: {}", text(&page));
    let tags = tags(&page);
    let field = tags.iter().find(|tag| tag.attribute("name") == Some("raw")).expect("the form");
    assert_eq!(field.text.strip_prefix('\n'), Some(raw), "nothing is lost");
    assert_eq!(lab.exchanges().await.len(), before, "{raw}");
    answer
}

#[test]
fn what_no_editor_would_send_is_answered_by_the_doors() {
    with_server(async |server| {
        let lab = server.lab().await;
        for (raw, status, checks) in [
            (
                "GET /lab/{lab}/basic/ HTTP/1.1\nHost: localhost\nAuthorization: Basic YWxpY2U6d29uZGVybGFuZA==\nAuthorization: Basic Ym9iOmJ1aWxkZXI=\n\n",
                400,
                true,
            ),
            (
                "GET /lab/{lab}/basic/ HTTP/1.1\nhOsT:localhost\nauthorization:basic   YWxpY2U6d29uZGVybGFuZA==  \n",
                200,
                true,
            ),
            ("GET /lab/{lab}/basic/ HTTP/1.0\n\n", 401, true),
            ("BREW /lab/{lab}/basic/ HTTP/1.1\nHost: localhost", 405, true),
            ("TRACE /lab/{lab}/basic/ HTTP/1.1\nHost: localhost", 405, true),
            ("HEAD /lab/{lab}/basic/ HTTP/1.1\nHost: localhost", 401, true),
            ("\n\nGET /lab/{lab}/basic/ HTTP/1.1\nHost: localhost", 401, true),
            ("GET http://localhost:3000/lab/{lab}/basic/ HTTP/1.1\nHost: localhost", 401, true),
            ("GET /lab/{lab}/x/../basic/ HTTP/1.1\nHost: localhost", 404, true),
            (
                "POST /lab/{lab}/token HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\n\n9\nsub=alice\n0\n\n",
                200,
                true,
            ),
            (
                "POST /lab/{lab}/token HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\n\nnonsense\n",
                400,
                true,
            ),
            ("GET /lab/{lab}/basic/ HTTP/1.1\nHost: localhost\nAuthorization: Basic \\xFF\\xFE\n", 401, true),
        ] {
            let (exchange, page) = sent(&lab, raw).await;
            assert_eq!((exchange.status, !exchange.checks.is_empty()), (status, checks), "{raw}");
            assert_eq!(exchange.capture, Capture::Bytes, "{raw}");
            let by_no_door = exchange.notes.iter().any(|note| note.rule.starts_with("answered-"));
            assert!(!by_no_door, "{raw}: {:?}", exchange.notes);
            assert!(exchange.request.fields.iter().all(|field| field.set_by == SetBy::You), "{raw}");
            assert!(text(&page).contains(&exchange.checks.last().expect("a check").detail), "{raw}");
        }
    });
}

#[test]
fn the_bytes_are_those_of_the_text() {
    with_server(async |server| {
        let lab = server.lab().await;
        let raw = "POST /lab/{lab}/basic/?a=%zz HTTP/1.1\r\nX-Odd: \\xFF\tx \nhOsT: localhost\nX-Odd:\nContent-Length: 10\n\none\r\ntwo\n\\x41\\x0Athree";
        let (exchange, page) = sent(&lab, raw).await;
        let expected = format!(
            "POST {}basic/?a=%zz HTTP/1.1\r\nX-Odd: \\xFF\tx \r\nhOsT: localhost\r\nX-Odd:\r\nContent-Length: 10\r\n\r\n",
            lab.base
        );
        assert_eq!(exchange.request.head, expected);
        assert_eq!(
            (exchange.request.body.text.as_str(), exchange.request.body.size_bytes),
            ("one\r\ntwo\r\n", 10)
        );
        let tags = tags(&page);
        let form = tags.iter().find(|tag| tag.attribute("name") == Some("raw")).expect("the form again");
        let again = form.text.trim_start_matches('\n').replace("\r\n", "\n");
        assert_eq!(again, format!("{expected}one\r\ntwo\r\n").replace("\r\n", "\n"));
    });
}

#[test]
fn what_the_parser_refuses_is_shown_and_says_so() {
    with_server(async |server| {
        let lab = server.lab().await;
        let many: String = (0..200).map(|number| format!("X-{number}: 1\n")).collect();
        let many = format!("GET /lab/{{lab}}/basic/ HTTP/1.1\nHost: localhost\n{many}\n");
        for (raw, status, method, path) in [
            ("GET /lab/{lab}/ba sic/ HTTP/1.1\nHost: localhost\n", 400, "GET", "ba"),
            ("GET /lab/{lab}/basic/ HTTP/1.1\nNo colon here\n", 400, "GET", "basic/"),
            ("GET /lab/{lab}/basic/ HTTP/1.1\nName : blank before the colon\n", 400, "GET", "basic/"),
            ("GET /lab/{lab}/basic/ HTTP/9.1\nHost: localhost\n", 400, "GET", "basic/"),
            ("GET /lab/{lab}/basic/\nHost: localhost\n", 400, "GET", "basic/"),
            ("G@T /lab/{lab}/basic/ HTTP/1.1\n", 400, "G@T", "basic/"),
            ("GET /lab/{lab}/\\x01/ HTTP/1.1\n", 400, "GET", "\u{1}/"),
            (
                "POST /lab/{lab}/basic/ HTTP/1.1\nHost: localhost\nContent-Length: 1\nContent-Length: 2\n\nab",
                400,
                "POST",
                "basic/",
            ),
            ("hello", 400, "hello", ""),
            ("<script>alert(1)</script>", 400, "<script>alert(1)</script>", ""),
            (&many, 431, "GET", "basic/"),
        ] {
            let (exchange, page) = sent(&lab, raw).await;
            assert_eq!(exchange.status, status, "{raw}");
            assert_eq!((exchange.method.as_str(), exchange.path.as_str()), (method, path), "{raw}");
            assert!(exchange.checks.is_empty(), "{raw}");
            assert!(exchange.response.start_line.starts_with(&format!("HTTP/1.1 {status} ")), "{raw}");
            assert_eq!(exchange.notes[0].rule, "answered-by-the-parser", "{raw}");
            let shown = text(&page);
            assert!(shown.contains("Answered by the HTTP parser before any check"), "{raw}: {shown}");
            assert!(shown.contains("The server asked no questions about this request."), "{raw}: {shown}");
            assert!(!page.contains("<script>alert"), "{raw}");
        }
    });
}

#[test]
fn what_a_rule_before_the_doors_refuses_is_shown_and_says_so() {
    with_server(async |server| {
        let lab = server.lab().await;
        let long = format!("GET /lab/{{lab}}/{} HTTP/1.1\nHost: localhost\n", "x".repeat(5000));
        for (raw, status) in [
            ("GET /lab/{lab}/basic/ HTTP/1.1\n\n", 400),
            ("GET /lab/{lab}/basic/ HTTP/1.1\nHost: localhost\nHost: localhost\n", 400),
            ("GET /lab/{lab}/basic/ HTTP/1.1\nHost: a b\n", 400),
            ("GET /lab/{lab}/basic/ HTTP/1.1\nHost: evil.example\n", 421),
            (&long, 414),
        ] {
            let (exchange, page) = sent(&lab, raw).await;
            assert_eq!(exchange.status, status, "{raw}");
            assert!(exchange.checks.is_empty(), "{raw}");
            assert_eq!(exchange.notes[0].rule, "answered-before-the-door", "{raw}");
            assert!(exchange.response.body.text.contains("\"detail\""), "the problem that everybody gets");
            assert!(text(&page).contains("before any door"), "{raw}");
        }
    });
}

#[test]
fn only_the_own_lab_is_reached_whatever_the_target() {
    with_server(async |server| {
        let (lab, other) = (server.lab().await, server.lab().await);
        let (mine, theirs) = (&lab.base, &other.base);
        let outside = "The target is not in your lab.";
        for (target, because) in [
            (theirs.as_str(), outside),
            (&format!("{theirs}basic/"), outside),
            (&format!("{mine}../{}/basic/", other.name), outside),
            (&format!("{mine}%2e%2E/{}/basic/", other.name), outside),
            (&format!("{mine}..%2f{}/basic/", other.name), outside),
            (&format!("{mine}x/../../{}/basic/", other.name), outside),
            (&format!("/%6cab/{}/basic/", lab.name), outside),
            (&format!("//localhost:3000{mine}"), outside),
            (&format!("http://localhost:3000{theirs}basic/"), outside),
            (&format!("http://evil.example{mine}basic/"), "The target names another host"),
            (&format!("http://a@localhost:3000{mine}basic/"), "The target names another host"),
            ("/demo/basic/", outside),
            ("/api/labs", outside),
            ("/play/send", outside),
            ("/", outside),
            ("*", outside),
            ("localhost:3000", outside),
        ] {
            for method in ["GET", "POST", "OPTIONS", "CONNECT"] {
                let raw = format!("{method} {target} HTTP/1.1\nHost: localhost:3000\n\n");
                let answer = send(&lab, &[("raw", &raw)]).await;
                // What is no target for this method is refused by the parser, which reaches nothing either.
                if answer.status == 303 {
                    let exchange = lab.exchanges().await.pop().expect("an exchange");
                    assert_eq!(exchange.notes[0].rule, "answered-by-the-parser", "{raw}");
                } else {
                    assert_refused(&lab, &raw, because).await;
                }
            }
        }
        assert!(other.exchanges().await.is_empty());
        assert!(lab.exchanges().await.iter().all(|exchange| exchange.checks.is_empty()));
    });
}

#[test]
fn what_follows_the_first_request_is_not_sent_on() {
    with_server(async |server| {
        let (lab, other) = (server.lab().await, server.lab().await);
        for first in [
            "GET /lab/{lab}/basic/ HTTP/1.1\nHost: localhost\n\n",
            "POST /lab/{lab}/basic/ HTTP/1.1\nHost: localhost\nContent-Length: 3\n\nabc",
            "POST /lab/{lab}/basic/ HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\n\n3\nabc\n0\n\n",
        ] {
            for second in [lab.base.as_str(), &other.base] {
                let (exchange, _) =
                    sent(&lab, &format!("{first}GET {second}basic/ HTTP/1.1\nHost: localhost\n\n")).await;
                assert_eq!(exchange.status, 401, "{first}");
                assert!(!exchange.request.head.contains("GET /lab/x"), "{first}");
            }
        }
        assert!(other.exchanges().await.is_empty());
        assert_eq!(lab.exchanges().await.len(), 6, "the first of each, and no second");
    });
}

#[test]
fn a_text_that_cannot_be_sent_is_given_back() {
    with_server(async |server| {
        let lab = server.lab().await;
        let large =
            format!("POST /lab/{{lab}}/basic/ HTTP/1.1\nHost: localhost\n\n{}", "x".repeat(16 * 1024));
        for (raw, because) in [
            ("", "There is no request in the text"),
            ("PRI * HTTP/2.0\n\nSM\n\n", "HTTP/2"),
            (&large, "more than 16 KiB"),
            (
                "GET /codes HTTP/1.1\nX: </textarea><script>alert(1)</script>\n\n",
                "The target is not in your lab.",
            ),
        ] {
            let page = assert_refused(&lab, raw, because).await.text();
            assert!(!page.contains("<script>alert"), "{raw}");
        }
    });
}

#[test]
fn the_console_stands_on_the_playground_and_needs_our_own_page() {
    with_server(async |server| {
        for path in ["/play", "/play/first-401"] {
            let answer = server.get(path).await;
            let tags = tags(&answer.text());
            let form = tags.iter().position(|tag| tag.name == "form" && tag.attribute("id") == Some("raw"));
            let form = &tags[form.unwrap_or_else(|| panic!("no form on {path}"))];
            assert_eq!(
                (form.attribute("method"), form.attribute("action")),
                (Some("post"), Some("/play/send"))
            );
        }
        let start = tags(&server.get("/play").await.text())
            .into_iter()
            .find(|tag| tag.attribute("name") == Some("raw"))
            .expect("the text")
            .text;
        let lab = server.lab().await;
        let (exchange, _) = sent(&lab, start.trim_start_matches('\n')).await;
        assert_eq!(exchange.status, 400, "what is offered to start with shows something");
        let foreign = server
            .form("/play/send", &["Origin: https://evil.example", &lab.cookie], &[("raw", start.as_str())])
            .await;
        assert_eq!(foreign.status, 403);
        assert_eq!(lab.exchanges().await.len(), 1);
    });
}

#[test]
fn secrets_are_masked_in_what_no_door_saw_too() {
    with_server(async |server| {
        let lab = server.lab().await;
        let canary = "canary-7f3e9a51c0d2b846";
        let raw = format!(
            "GET /lab/{{lab}}/bea rer/?access_token={canary} HTTP/1.1\nAuthorization: Bearer {canary}\nCookie: {}\n",
            lab.cookie.trim_start_matches("Cookie: ")
        );
        let (exchange, page) = sent(&lab, &raw).await;
        let kept = format!("{} {}", exchange.request.head, page);
        assert!(!kept.contains(canary) && !kept.contains(lab.cookie.split('=').nth(1).expect("a value")));
    });
}
