//! What a visitor sent is text on our pages, and what cannot be seen is written out.

use crate::html::tags;
use crate::support::{Answer, with_server};

const SCRIPT: &str = "<script>alert(1)</script>";
const ATTRIBUTE: &str = "\"onfocus=\"alert(2)\" autofocus x=\"";

fn assert_harmless(answer: &Answer, what: &str) {
    let html = answer.text();
    assert!(!html.contains("<script>alert"), "{what}");
    for tag in tags(&html) {
        assert!(tag.attributes.iter().all(|(name, _)| !name.starts_with("on")), "{what}: {tag:?}");
        assert_eq!(tag.attribute("autofocus"), None, "{what}: {tag:?}");
        assert!(tag.name != "script" || !tag.text.contains("alert"), "{what}: {tag:?}");
        let href = tag.attribute("href").unwrap_or("/");
        assert!(!href.to_ascii_lowercase().starts_with("javascript:"), "{what}: {tag:?}");
    }
    // What can be edited and sent again must be the very text.
    let shown: String =
        tags(&html).iter().filter(|tag| tag.name != "textarea").map(|tag| tag.text.as_str()).collect();
    for unseen in ['\u{202E}', '\u{2066}', '\u{200B}', '\u{7}', '\u{0}'] {
        assert!(!shown.contains(unseen), "{what}: {unseen:?} can turn the text around it");
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[test]
fn addresses_that_hold_html_are_shown_as_text() {
    with_server(async |server| {
        let turned = "a\u{202E}b\u{2066}c\u{200B}d\u{7}e";
        for text in [
            SCRIPT,
            ATTRIBUTE,
            turned,
            "</title><b>",
            "'><img src=x onerror=alert(1)>",
            "{{7*7}}${7*7}",
            "javascript:alert(1)",
        ] {
            for target in [
                format!("/x/{}", encoded(text)),
                format!("/{}", encoded(text)),
                format!("/codes/{}", encoded(text)),
                format!("/play/{}", encoded(text)),
                format!("/codes?q={}", encoded(text)),
                format!("/codes?class={}", encoded(text)),
                format!("/x/abc?then_path={0}&then_method={0}", encoded(text)),
            ] {
                let answer = server.get(&target).await;
                assert!(matches!(answer.status, 200 | 404), "{target}: {answer:?}");
                assert_harmless(&answer, &target);
            }
        }
        for raw in ["/a\"onfocus=\"alert(2)", "/a'b\"c{d}", "/\u{202E}code", "/zoë/鍵"] {
            let answer = server.get(raw).await;
            assert_eq!(answer.status, 404, "{raw}");
            assert_harmless(&answer, raw);
        }
    });
}

#[test]
fn the_page_of_an_exchange_shows_everything_as_text() {
    with_server(async |server| {
        let lab = server.lab().await;
        let hostile = [
            format!("X-Script: {SCRIPT}"),
            format!("X-Attribute: {ATTRIBUTE}"),
            "X-Turned: a\u{202E}b\u{2066}c\u{200B}d".to_owned(),
            format!("Authorization: Bearer {SCRIPT}"),
            "Referer: javascript:alert(1)".to_owned(),
            format!("User-Agent: {SCRIPT}{ATTRIBUTE}"),
        ];
        let fields: Vec<&str> = hostile.iter().map(String::as_str).collect();
        let body = format!("sub={SCRIPT}&scope={ATTRIBUTE}\u{202E}\u{7}\r\n</textarea>{SCRIPT}");
        let path = format!("{}token?q=%3Cscript%3E&a'b%22c&turned=\u{202E}", lab.base);
        let answer = server.send(crate::support::message("POST", &path, &fields, &body)).await;
        let id = answer.field("knock-exchange").expect("an id");
        for query in ["", "?then_method=%22onfocus=&then_path=%3Cscript%3Ealert(1)%3C/script%3E%E2%80%AE"] {
            let page = server.request("GET", &format!("/x/{id}{query}"), &[&lab.cookie]).await;
            assert_eq!(page.status, 200, "{page:?}");
            assert_harmless(&page, &format!("/x/{{id}}{query}"));
            let text = crate::html::text(&page.text());
            assert!(text.contains(SCRIPT), "what was sent is there to be read");
            assert!(text.contains("\\u{202E}"), "what turns text is written out");
        }
    });
}

#[test]
fn a_draft_that_cannot_be_sent_is_shown_as_text() {
    with_server(async |server| {
        let form = [
            ("method", SCRIPT),
            ("path", ATTRIBUTE),
            ("headers", "</textarea><script>alert(1)</script>"),
            ("body", SCRIPT),
        ];
        let answer = server.form("/play/send", &[], &form).await;
        assert_eq!(answer.status, 422, "{answer:?}");
        assert_harmless(&answer, "a refused draft");
    });
}
