//! A form that cannot become a request: what is wrong is said, nothing is sent, and nothing that was written is lost.

use super::send;
use crate::html::{tags, text};
use crate::support::{Answer, with_server};

/// The fields of the editor on a page: method, path, headers, body.
fn draft(answer: &Answer) -> [String; 4] {
    let html = answer.text();
    let tags = tags(&html);
    let editor = tags
        .iter()
        .position(|tag| tag.name == "form" && tag.has_class("request-editor"))
        .expect("the editor");
    let of =
        |name: &str| tags[editor..].iter().find(|tag| tag.attribute("name") == Some(name)).expect("a field");
    let chosen =
        tags[editor..].iter().find(|tag| tag.name == "option" && tag.attribute("selected").is_some());
    [
        chosen.map(|option| option.text.clone()).unwrap_or_default(),
        of("path").attribute("value").unwrap_or_default().to_owned(),
        of("headers").text.trim_start_matches('\n').to_owned(),
        of("body").text.trim_start_matches('\n').to_owned(),
    ]
}

#[test]
fn an_empty_editor_begins_with_get() {
    with_server(async |server| {
        assert_eq!(draft(&server.get("/play").await), ["GET", "", "", ""]);
    });
}

#[test]
fn every_error_says_what_to_do_and_keeps_the_draft() {
    with_server(async |server| {
        let lab = server.lab().await;
        let good = ["POST", "basic/?a=b", "X-A: 1\nX-B: \"two\" & <three>", "the body\nin two lines"];
        let long_header = format!("X-Long: {}", "x".repeat(13 * 1024));
        let long_body = "y".repeat(49 * 1024);
        let long_path = format!("basic/?{}", "z".repeat(13 * 1024));
        let wrong: &[(usize, &str, &str)] = &[
            (0, "GE T", "method"),
            (0, "GET\r\nX-Injected: 1", "method"),
            (0, "GÉT", "method"),
            (0, "GET/", "method"),
            (1, "basic/ HTTP/1.1", "path"),
            (1, "basic/#fragment", "path"),
            (1, "basic/\r\nX-Injected: 1", "path"),
            (1, "zoë/", "path"),
            (1, "a\tb", "path"),
            (2, "no colon", "Line 1"),
            (2, "X-A: 1\nX B: 2", "Line 2"),
            (2, "X-A: 1\n\nX-C : 3", "Line 3"),
            (2, ": no name", "Line 1"),
            (2, "X-Ü: 1", "Line 1"),
            (2, "X-A: a\u{0}b", "Line 1"),
            (2, "X-A: a\u{7f}b", "Line 1"),
            (2, "Content-Length: 3", "Content-Length"),
            (2, "content-length: 26\nContent-Length: 1", "Content-Length"),
            (2, "Content-Length: +26", "Content-Length"),
            (2, "Transfer-Encoding: chunked", "Transfer-Encoding"),
            (2, &long_header, "larger"),
            (3, &long_body, "larger"),
            (1, &long_path, "larger"),
        ];
        for (place, value, says) in wrong {
            let mut fields = good;
            fields[*place] = value;
            let form =
                [("method", fields[0]), ("path", fields[1]), ("headers", fields[2]), ("body", fields[3])];
            let answer = send(&lab, &form).await;
            let what = format!("field {place}: {}", &value[..value.floor_char_boundary(40)]);
            assert_eq!(answer.status, 422, "{what}: {}", answer.head);
            let page = text(&answer.text());
            assert!(page.contains(says) && page.contains("Nothing was sent"), "{what}: {page}");
            let kept = draft(&answer);
            for (index, (kept, written)) in kept.iter().zip(fields).enumerate() {
                let same = |text: &str| text.replace("\r\n", "\n");
                assert_eq!(same(kept), same(written), "{what}: field {index} was lost");
            }
        }
        assert!(lab.exchanges().await.is_empty(), "nothing was sent");
    });
}

#[test]
fn what_the_parser_refuses_keeps_the_draft_too() {
    with_server(async |server| {
        let lab = server.lab().await;
        for (path, headers, body) in [
            ("basic/", "Content-Length: one", "abc"),
            ("basic/", "Content-Length: 1\nContent-Length: 2", "abc"),
            ("basic/", "Transfer-Encoding: gzip", "abc"),
            ("basic/?a=^`|\\{}", "X-Odd: \"", ""),
        ] {
            let answer =
                send(&lab, &[("method", "POST"), ("path", path), ("headers", headers), ("body", body)]).await;
            if answer.status == 303 {
                assert_eq!(lab.exchanges().await.pop().expect("an exchange").path, path);
                continue;
            }
            assert_eq!(answer.status, 422, "{headers}: {answer:?}");
            assert_eq!(draft(&answer), ["POST", path, headers, body]);
            let page = text(&answer.text());
            assert!(!page.contains("must not hold spaces"), "the path is not what is wrong: {page}");
        }
    });
}

#[test]
fn credentials_and_a_draft_that_fails_do_not_show_the_password() {
    with_server(async |server| {
        let lab = server.lab().await;
        let form = [("path", "a b"), ("user", "me"), ("password", "canary-9b1c"), ("token", "")];
        let answer = send(&lab, &form).await;
        assert_eq!(answer.status, 422);
        assert!(!answer.text().contains("canary-9b1c"), "{}", answer.text());
    });
}
