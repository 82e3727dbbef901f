//! A form that can be sent: the request is made as it was written, and its page shows what came of it.

use knock::model::{Capture, SetBy};

use super::{follow, send};
use crate::html::text;
use crate::support::with_server;

#[test]
fn a_form_leads_to_the_page_of_its_exchange() {
    with_server(async |server| {
        let lab = server.lab().await;
        for (form, status) in [
            (vec![("method", "GET"), ("path", "basic/")], 401),
            (vec![("path", "basic/")], 401),
            (vec![("method", "HEAD"), ("path", "basic/")], 401),
            (vec![("method", "OPTIONS"), ("path", "bearer/")], 204),
            (vec![("method", "DELETE"), ("path", "basic/")], 405),
            (vec![("method", "BREW"), ("path", "basic/")], 405),
            (vec![("path", "basic")], 308),
            (vec![("path", "")], 200),
            (vec![("path", "/basic/")], 401),
            (vec![("path", "nowhere/?a=b%20c")], 404),
            (vec![("method", "POST"), ("path", "token"), ("body", "sub=alice")], 200),
            (
                vec![
                    ("method", "POST"),
                    ("path", "token"),
                    ("body", "{\"sub\":\"alice\"}"),
                    ("headers", "Content-Type: application/json"),
                ],
                200,
            ),
            (vec![("path", "basic/"), ("headers", "Authorization: Basic YWxpY2U6d29uZGVybGFuZA==")], 200),
            (vec![("path", "basic/"), ("headers", "Authorization: Basic a\r\nAuthorization: Basic b")], 400),
        ] {
            let answer = send(&lab, &form).await;
            assert_eq!(answer.fields("cache-control"), ["no-store"]);
            let page = text(&follow(&lab, &answer).await.text());
            let exchange = lab.exchanges().await.pop().expect("an exchange");
            assert_eq!(exchange.status, status, "{form:?}");
            assert_eq!(answer.field("location"), Some(format!("/x/{}", exchange.id).as_str()));
            assert!(page.contains(&status.to_string()), "{form:?}");
            assert!(page.contains(&exchange.checks.last().expect("a check").detail), "{form:?}: {page}");
        }
    });
}

#[test]
fn the_request_is_sent_as_it_was_written() {
    with_server(async |server| {
        let lab = server.lab().await;
        let headers = "x-CASE: A  b\r\n\r\n  X-Indented:   c\nX-Repeated: 1\nx-repeated: 2\nHost: evil.example\nX-Empty:\nX-Utf8: zoë";
        let form =
            [("method", "POST"), ("path", "basic/?q=1"), ("headers", headers), ("body", "line one\r\nzoë")];
        let answer = send(&lab, &form).await;
        follow(&lab, &answer).await;
        let exchange = lab.exchanges().await.pop().expect("an exchange");
        assert_eq!(exchange.capture, Capture::Bytes);
        let expected = format!(
            "POST {}basic/?q=1 HTTP/1.1\r\nHost: localhost:3000\r\nx-CASE: A  b\r\nX-Indented: c\r\nX-Repeated: 1\r\nx-repeated: 2\r\nX-Empty: \r\nX-Utf8: zoë\r\nContent-Length: 14\r\n\r\n",
            lab.base
        );
        assert_eq!(exchange.request.head, expected);
        assert_eq!(exchange.request.body.text, "line one\r\nzoë");
        let set_by = |name: &str| {
            exchange.request.fields.iter().find(|field| field.name == name).map(|field| field.set_by)
        };
        assert_eq!(
            (set_by("Host"), set_by("Content-Length"), set_by("x-CASE")),
            (Some(SetBy::Page), Some(SetBy::Page), Some(SetBy::You))
        );
    });
}

#[test]
fn what_a_path_may_not_hold_is_encoded_and_a_true_length_is_kept() {
    with_server(async |server| {
        let lab = server.lab().await;
        for (path, headers, body, recorded) in [
            ("<script>\"a\"</script>", "", "", "%3Cscript%3E%22a%22%3C/script%3E"),
            ("basic/?q=<b>\"c\"&d=%20", "", "", "basic/?q=%3Cb%3E%22c%22&d=%20"),
            ("basic/", "content-LENGTH: 3", "abc", "basic/"),
            ("basic/", "Content-Length: 0", "", "basic/"),
            ("basic/", "Transfer-Encoding: chunked", "3\r\nabc\r\n0\r\n\r\n", "basic/"),
        ] {
            let form = [("method", "POST"), ("path", path), ("headers", headers), ("body", body)];
            follow(&lab, &send(&lab, &form).await).await;
            let exchange = lab.exchanges().await.pop().expect("an exchange");
            assert_eq!(exchange.path, recorded);
            let content = if headers.is_empty() || body.is_empty() { "" } else { "abc" };
            assert_eq!(exchange.request.body.text, content, "{headers}");
        }
    });
}

#[test]
fn without_a_lab_the_form_makes_one() {
    with_server(async |server| {
        for cookie in ["X-No: cookie", "Cookie: knock_lab=nonsense", "Cookie: theme=dark"] {
            let answer = server.form("/play/send", &[cookie], &[("path", "basic/")]).await;
            assert_eq!(answer.status, 303, "{cookie}");
            let set = answer.field("set-cookie").expect("the lab's cookie");
            assert!(
                set.starts_with("knock_lab=") && set.contains("HttpOnly") && set.contains("SameSite=Lax"),
                "{set}"
            );
            let field = format!("Cookie: {}", set.split(';').next().expect("a pair"));
            let page = server.request("GET", answer.field("location").expect("a page"), &[&field]).await;
            assert_eq!(page.status, 200, "{cookie}");
            let again = server.form("/play/send", &[&field], &[("path", "basic/")]).await;
            assert_eq!((again.status, again.field("set-cookie")), (303, None), "the same lab");
        }
    });
}

#[test]
fn the_page_of_an_exchange_can_be_sent_again() {
    with_server(async |server| {
        let lab = server.lab().await;
        let form = [
            ("method", "POST"),
            ("path", "token?a=b"),
            ("headers", "X-Mine: \"quoted\" <b>\nX-Two: 2"),
            ("body", "sub=nobody\r\n&x=<y>"),
        ];
        let first = send(&lab, &form).await;
        let html = follow(&lab, &first).await.text();
        let tags = crate::html::tags(&html);
        let editor = tags
            .iter()
            .position(|tag| tag.name == "form" && tag.has_class("request-editor"))
            .expect("the editor");
        let of = |name: &str| {
            tags[editor..].iter().find(|tag| tag.attribute("name") == Some(name)).expect("a field")
        };
        assert_eq!(of("path").attribute("value"), Some("token?a=b"));
        // A line end right after the tag is not part of the text.
        assert_eq!(of("headers").text.trim_start_matches('\n'), "X-Mine: \"quoted\" <b>\nX-Two: 2");
        assert_eq!(of("body").text.trim_start_matches('\n').replace("\r\n", "\n"), "sub=nobody\n&x=<y>");
        let chosen = tags[editor..]
            .iter()
            .find(|tag| tag.name == "option" && tag.attribute("selected").is_some())
            .expect("a method");
        assert_eq!(chosen.text, "POST");
    });
}
