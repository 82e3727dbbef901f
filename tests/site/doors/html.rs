//! What a person gets who opens a door in a browser: a small page of fixed text, with nothing in it that was sent.

use super::{Doors, basic_line, cases};
use crate::html::tags;
use crate::support::{message, with_server};

const NAVIGATION: &str = "Accept: text/html,application/xhtml+xml,*/*;q=0.8";

#[test]
fn every_refusal_is_also_a_page_with_the_same_status_and_challenge() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            for case in cases::all(&doors).await {
                let Some(reason) = case.reason.filter(|_| case.own_status.is_none()) else { continue };
                let problem = case.problem(&case.send(&doors, &[]).await).expect("a problem");
                let page = case.send(&doors, &[NAVIGATION]).await;
                let what = &case.name;
                assert_eq!(page.status, case.status(), "{what}");
                assert_eq!(cases::challenges(&page), case.challenges(&doors, &problem.detail), "{what}");
                assert_eq!(page.field("content-type"), Some("text/html; charset=utf-8"), "{what}");
                let html = page.text();
                let heading = format!("<h1>{} {}</h1>", page.status, knock::error::title(reason));
                assert!(html.starts_with("<!doctype html>") && html.contains(&heading), "{what}: {html}");
                assert!(html.contains(&*problem.detail) && html.contains(&*problem.kind), "{what}: {html}");
                let link = page.field("knock-exchange").map(|id| format!("href=\"/x/{id}\""));
                assert_eq!(html.contains("href=\"/x/"), link.is_some(), "{what}");
                assert!(link.is_none_or(|link| html.contains(&link)), "{what}: {html}");
                let active = ["script", "form", "img", "iframe", "style", "link", "base"];
                assert!(tags(&html).iter().all(|tag| !active.contains(&tag.name.as_str())), "{what}: {html}");
            }
        }
    });
}

#[test]
fn only_who_asks_for_html_first_gets_it() {
    with_server(async |server| {
        let doors = Doors::demo(server);
        for (accept, expected) in [
            (NAVIGATION, "text/html; charset=utf-8"),
            ("Accept: text/html", "text/html; charset=utf-8"),
            ("accept: text/html;q=0.9, */*", "text/html; charset=utf-8"),
            ("Accept: */*", "application/problem+json"),
            ("Accept: application/json, text/html", "application/problem+json"),
            ("Accept: image/avif,image/webp,*/*", "application/problem+json"),
            ("X-Nothing: here", "application/problem+json"),
        ] {
            for path in ["basic/", "bearer/", "nowhere/", "token"] {
                let answer = doors.knock("GET", path, &[accept]).await;
                assert_eq!(answer.field("content-type"), Some(expected), "{accept} {path}");
            }
        }
    });
}

/// A text that stands nowhere on this site, in the spellings in which it might come back.
const MARKER: &str = "zqmarkerzq";

fn assert_no_marker(answer: &crate::support::Answer, what: &str) {
    let seen = answer.text().to_ascii_lowercase();
    assert!(!seen.contains(MARKER), "{what}: {seen}");
    for line in answer.challenges() {
        assert!(!line.to_ascii_lowercase().contains(MARKER), "{what}: {line}");
    }
}

#[test]
fn nothing_that_was_sent_comes_back_in_a_page_or_a_challenge() {
    with_server(async |server| {
        let lab = server.lab().await;
        let password = basic_line("alice", MARKER);
        let user = basic_line(MARKER, "wonderland");
        let query = format!("?{MARKER}={MARKER}&access_token={MARKER}&hide={MARKER}&q=%3Cb%3E{MARKER}");
        let lines: Vec<String> = [
            format!("Authorization: {MARKER}"),
            format!("Authorization: {MARKER} x"),
            format!("Authorization: Basic {MARKER}"),
            format!("Authorization: Bearer {MARKER}"),
            format!("Authorization: Bearer {MARKER}.{MARKER}.{MARKER}"),
            format!("Authorization: Basic realm=\"{MARKER}\""),
            format!("Cookie: {MARKER}={MARKER}"),
            format!("User-Agent: {MARKER}"),
            format!("Referer: http://{MARKER}/"),
            format!("X-Forwarded-Host: {MARKER}"),
            format!("Forwarded: host={MARKER}"),
            format!("Origin: http://{MARKER}"),
            password,
            user,
        ]
        .into();
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            for endpoint in knock::demo::endpoints() {
                let path = super::common::example(endpoint);
                for line in &lines {
                    for method in ["GET", "POST", MARKER] {
                        for accept in [NAVIGATION, "Accept: */*"] {
                            let answer =
                                doors.knock(method, &format!("{path}{query}"), &[line, accept]).await;
                            assert_no_marker(&answer, &format!("{method} {path} {line}"));
                        }
                    }
                }
            }
            for path in [
                format!("{MARKER}/"),
                format!("dialog/{MARKER}%3Cb%3E/"),
                format!("forbidden/documents/{MARKER}/"),
                format!("basic/{MARKER}"),
            ] {
                let alice = basic_line("alice", "wonderland");
                let answer = doors.knock("GET", &path, &[NAVIGATION, &alice]).await;
                assert_eq!(answer.status, 404, "{path}");
                assert_no_marker(&answer, &path);
            }
        }
        for body in
            [format!("sub={MARKER}"), format!("sub=alice&key={MARKER}"), format!("refresh_token={MARKER}")]
        {
            for path in ["token", "token/refresh", "token/revoke"] {
                let fields = [NAVIGATION, "Content-Type: application/x-www-form-urlencoded"];
                let answer = server.send(message("POST", &format!("/demo/{path}"), &fields, &body)).await;
                assert_no_marker(&answer, &format!("{path} {body}"));
            }
        }
    });
}

#[test]
fn a_lab_that_does_not_exist_says_so_in_a_page_without_its_name() {
    with_server(async |server| {
        let answer = server.request("GET", &format!("/lab/{MARKER}/basic/"), &[NAVIGATION]).await;
        assert_eq!((answer.status, answer.field("content-type")), (404, Some("text/html; charset=utf-8")));
        assert_no_marker(&answer, "an unknown lab");
    });
}
