//! What holds at every door at once: HEAD, OPTIONS, wrong methods, and the lines that every answer has.

use knock::demo::{Endpoint, Method, endpoints};

use super::Doors;
use crate::client::Connection;
use crate::support::{Answer, message, with_server};

/// An address at which the door is found.
pub(super) fn example(endpoint: &Endpoint) -> String {
    let path = endpoint.path.replace("{run}", "1").replace("{id}", "1");
    // Whether others have knocked must not matter here.
    if path == "forbidden/quota/" { format!("{path}?spent=1") } else { path }
}

fn allow(endpoint: &Endpoint) -> &'static str {
    match endpoint.methods {
        [Method::Get] => "GET, HEAD, OPTIONS",
        [Method::Post] => "POST, OPTIONS",
        [Method::Get, Method::Post] => "GET, HEAD, POST, OPTIONS",
        [Method::Get, Method::Delete] => "GET, HEAD, DELETE, OPTIONS",
        other => panic!("no door took these methods when this was written: {other:?}"),
    }
}

/// The lines without what differs from one exchange to the next.
fn lasting_lines(answer: &Answer) -> Vec<String> {
    let ids = answer.field("knock-exchange").unwrap_or("no id").to_owned();
    let lines = answer.lines().into_iter();
    let lines = lines.filter(|line| !line.starts_with("Date: ") && !line.starts_with("x-ratelimit-reset: "));
    lines.map(|line| super::cases::without_nonces(&line.replace(&ids, "{id}"))).collect()
}

/// The doors that go by a cookie are for this origin alone.
fn goes_by_cookie(path: &str) -> bool {
    ["session", "broken/soft-401", "broken/cookie-says-bearer"].iter().any(|start| path.starts_with(start))
}

fn assert_common_lines(doors: &Doors<'_>, answer: &Answer, path: &str, what: &str) {
    let closed = goes_by_cookie(path);
    // Its form has to be sent, which the sandbox of the other pages forbids.
    let is_form = matches!(path, "session/login" | "broken/soft-401/") && answer.status == 200;
    // The one door where keeping the answer is the lesson.
    let may_be_kept = path == "forbidden/sticky/" && answer.status == 403;
    let caching = if may_be_kept { "Cache-Control: private, max-age=60" } else { "Cache-Control: no-store" };
    let name = path.strip_prefix("broken/").and_then(|rest| rest.split('/').next());
    assert_eq!(
        answer.fields("knock-broken"),
        Vec::from_iter(name),
        "{what}: exhibits say so, and nobody else"
    );
    let hides_challenge = path == "broken/cors-hidden/" && matches!(answer.status, 400 | 401);
    for line in [
        caching,
        "X-Content-Type-Options: nosniff",
        "X-Robots-Tag: noindex",
        "Access-Control-Allow-Origin: *",
        "Access-Control-Allow-Headers: Authorization, Content-Type, X-API-Key",
        "Access-Control-Expose-Headers: WWW-Authenticate, Authentication-Info, Retry-After, Location, Link, Knock-Exchange",
        "Content-Security-Policy: default-src 'none'; sandbox; frame-ancestors 'none'",
        "Referrer-Policy: no-referrer",
        "Cross-Origin-Resource-Policy: cross-origin",
    ] {
        let name = line.split(':').next().expect("a name");
        if closed && (name.starts_with("Access-Control") || name.starts_with("Cross-Origin"))
            || is_form && matches!(name, "Content-Security-Policy" | "Referrer-Policy")
            || hides_challenge && name == "Access-Control-Expose-Headers"
        {
            continue;
        }
        assert_eq!(
            answer.lines().iter().filter(|seen| **seen == line).count(),
            1,
            "{what}: {line} in {answer:?}"
        );
        assert_eq!(answer.fields(name).len(), 1, "{what}: {name} once in {answer:?}");
    }
    for absent in ["Server", "Set-Cookie", "Access-Control-Allow-Credentials", "X-Powered-By"] {
        if absent == "Set-Cookie" && path == "session/logout" {
            continue;
        }
        assert_eq!(answer.field(absent), None, "{what}");
    }
    let ids = answer.fields("knock-exchange");
    let links = answer.fields("link");
    if doors.is_demo() {
        assert!(ids.is_empty() && links.is_empty(), "{what}: {answer:?}");
    } else {
        let [id] = ids[..] else { panic!("{what}: one id, not {ids:?}") };
        assert!(id.len() >= 10 && id.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{what}: {id}");
        assert_eq!(links, [format!("</x/{id}>; rel=\"describedby\"")], "{what}");
    }
    let length = answer.field("content-length");
    if answer.status == 204 {
        assert_eq!(length, None, "{what}: RFC 9110 8.6 forbids it");
    } else {
        assert!(length.is_some_and(|length| length.parse::<usize>().is_ok()), "{what}: {answer:?}");
    }
    assert_eq!(answer.field("transfer-encoding"), None, "{what}");
}

async fn for_each_door(test: impl AsyncFn(&Doors<'_>, &Endpoint, &str)) {
    let server = crate::support::shared();
    let lab = server.lab().await;
    for doors in [Doors::demo(server), Doors::of(&lab)] {
        for endpoint in endpoints() {
            test(&doors, endpoint, &example(endpoint)).await;
        }
    }
}

fn takes(endpoint: &Endpoint, method: &str) -> bool {
    let asked = if method == "HEAD" { "GET" } else { method };
    endpoint.methods.iter().any(|known| known.name() == asked)
}

#[test]
fn head_has_the_fields_of_get_and_no_content() {
    with_server(async |_| {
        for_each_door(async |doors, endpoint, path| {
            if !takes(endpoint, "GET") {
                return;
            }
            for credentials in
                [&[][..], &["Authorization: Basic YWxpY2U6d29uZGVybGFuZA=="], &["Accept: text/html"]]
            {
                let target = format!("{}{path}", doors.base);
                let mut connection = Connection::open(doors.server.address).await;
                connection.send(message("HEAD", &target, credentials, "")).await;
                let head = connection.answer(true).await.expect("an answer to HEAD");
                // Content after the head would be taken for the beginning of this answer.
                connection.send(message("GET", &target, credentials, "")).await;
                let get = connection.answer(false).await.expect("an answer to GET");
                assert_eq!(head.status, get.status, "{target}");
                assert_eq!(lasting_lines(&head), lasting_lines(&get), "{target}");
                assert_eq!(
                    get.field("content-length"),
                    Some(get.body.len().to_string().as_str()),
                    "{target}"
                );
                assert!(!get.body.is_empty(), "{target}");
            }
        })
        .await;
    });
}

#[test]
fn options_says_what_a_door_takes_and_never_asks_who_you_are() {
    with_server(async |_| {
        for_each_door(async |doors, endpoint, path| {
            for fields in [
                &[][..],
                &["Authorization: Basic wrong"],
                &["Authorization: Bearer a", "Authorization: Bearer b"],
                &[
                    "Origin: http://elsewhere",
                    "Access-Control-Request-Method: GET",
                    "Access-Control-Request-Headers: authorization",
                ],
            ] {
                let answer = doors.knock("OPTIONS", path, fields).await;
                let what = format!("OPTIONS {path} {fields:?}");
                assert_eq!(answer.status, 204, "{what}");
                assert_eq!(answer.fields("allow"), [allow(endpoint)], "{what}");
                let open = if goes_by_cookie(path) { vec![] } else { vec![allow(endpoint)] };
                assert_eq!(answer.fields("access-control-allow-methods"), open, "{what}");
                assert!(answer.challenges().is_empty(), "{what}: {answer:?}");
                assert_common_lines(doors, &answer, path, &what);
            }
        })
        .await;
    });
}

#[test]
fn a_wrong_method_is_a_405_that_names_the_right_ones() {
    with_server(async |_| {
        for_each_door(async |doors, endpoint, path| {
            for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "TRACE", "QUERY", "BREW", "get"] {
                if takes(endpoint, method) {
                    continue;
                }
                let answer =
                    doors.knock(method, path, &["Authorization: Basic YWxpY2U6d29uZGVybGFuZA=="]).await;
                let what = format!("{method} {path}");
                assert_eq!(answer.status, 405, "{what}: {answer:?}");
                assert_eq!(answer.fields("allow"), [allow(endpoint)], "{what}");
                assert!(answer.challenges().is_empty(), "{what}");
                assert_eq!(answer.field("content-type"), Some("application/problem+json"), "{what}");
                assert_common_lines(doors, &answer, path, &what);
            }
        })
        .await;
    });
}

#[test]
fn every_answer_has_the_common_lines_each_once() {
    with_server(async |_| {
        for_each_door(async |doors, endpoint, path| {
            let first = endpoint.methods.first().expect("a method").name();
            for (method, fields) in [
                (first, &[][..]),
                (first, &["Authorization: Basic YWxpY2U6d29uZGVybGFuZA=="]),
                (first, &["Accept: text/html"]),
                (first, &["Authorization: Basic x", "Authorization: Basic y"]),
                ("PUT", &["Accept: text/html"]),
            ] {
                let answer = doors.knock(method, path, fields).await;
                assert_common_lines(doors, &answer, path, &format!("{method} {path} {fields:?}"));
            }
        })
        .await;
        let lab = crate::support::shared().lab().await;
        for doors in [Doors::demo(crate::support::shared()), Doors::of(&lab)] {
            for (path, status) in
                [("nowhere/", 404), ("basic", 308), ("basic/x", 404), ("forbidden/documents/1/?hide=2", 400)]
            {
                let answer = doors.knock("GET", path, &[]).await;
                assert_eq!(answer.status, status, "{path}");
                assert_common_lines(&doors, &answer, path, path);
            }
        }
    });
}

#[test]
fn a_missing_last_slash_leads_to_the_door() {
    with_server(async |_| {
        for_each_door(async |doors, _, path| {
            if !path.ends_with('/') {
                return;
            }
            for query in ["", "?hide=1&x=%C3%AB"] {
                for method in ["GET", "POST", "OPTIONS"] {
                    let bare = path.trim_end_matches('/');
                    let answer = doors.knock(method, &format!("{bare}{query}"), &[]).await;
                    assert_eq!(answer.status, 308, "{method} {bare}{query}");
                    assert_eq!(answer.fields("location"), [format!("{}{path}{query}", doors.base)]);
                    assert!(answer.body.is_empty() && answer.challenges().is_empty());
                }
            }
        })
        .await;
    });
}

#[test]
fn where_there_is_no_door_there_is_a_404() {
    with_server(async |server| {
        let lab = server.lab().await;
        for doors in [Doors::demo(server), Doors::of(&lab)] {
            for path in [
                "nowhere/",
                "basic/deeper/",
                "basic//",
                "/basic/",
                "../basic/",
                "BASIC/",
                "%62asic/",
                "dialog/",
                "dialog//",
                "forbidden/",
                "token/",
            ] {
                for method in ["GET", "POST", "OPTIONS", "BREW"] {
                    let answer = doors.knock(method, path, &[]).await;
                    assert_eq!(answer.status, 404, "{method} {path}: {answer:?}");
                    assert!(answer.challenges().is_empty(), "{path}");
                }
            }
        }
    });
}
