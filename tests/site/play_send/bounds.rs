//! The form reaches the visitor's own lab and nothing else, and only from our own pages.

use super::{follow, send};
use crate::support::{message, with_server};

#[test]
fn whatever_the_path_only_the_own_lab_is_reached() {
    with_server(async |server| {
        let (lab, other) = (server.lab().await, server.lab().await);
        let up = format!("../{}/basic/", other.name);
        let up_encoded = format!("%2e%2e/{}/basic/", other.name);
        let absolute = format!("http://localhost:3000{}basic/", other.base);
        let root = other.base.clone();
        let slashes = format!("//localhost{}basic/", other.base);
        let paths = [
            up.as_str(),
            &up_encoded,
            &absolute,
            &root,
            &slashes,
            "http://169.254.169.254/latest/",
            "//evil.example/",
            "../../codes",
            "../../api/labs",
            "..%2f..%2fdemo/basic/",
            "\\\\evil.example\\x",
            "@evil.example/",
            "basic/../../../demo/basic/",
            ":80/",
        ];
        for (sent, path) in paths.into_iter().enumerate() {
            let answer = send(&lab, &[("method", "GET"), ("path", path)]).await;
            follow(&lab, &answer).await;
            let log = lab.exchanges().await;
            assert_eq!(log.len(), sent + 1, "{path}");
            let target = log[sent].request.start_line.split(' ').nth(1).expect("a target").to_owned();
            assert!(target.starts_with(&lab.base), "{path} went to {target}");
            assert_eq!(log[sent].status, 404, "{path}");
        }
        assert!(other.exchanges().await.is_empty());
    });
}

#[test]
fn headers_reach_no_other_lab_either() {
    with_server(async |server| {
        let (lab, other) = (server.lab().await, server.lab().await);
        let smuggled = format!("GET {}basic/ HTTP/1.1\r\nHost: x\r\n\r\n", other.base);
        for (headers, body) in [
            (
                format!(
                    "Host: evil.example\nX-Forwarded-Host: evil.example\nX-Original-URL: {}basic/",
                    other.base
                ),
                String::new(),
            ),
            ("Content-Length: 0".to_owned(), smuggled.clone()),
            ("Transfer-Encoding: chunked".to_owned(), format!("0\r\n\r\n{smuggled}")),
            (format!("Cookie: {}", other.cookie), String::new()),
        ] {
            let answer =
                send(&lab, &[("method", "POST"), ("path", "basic/"), ("headers", &headers), ("body", &body)])
                    .await;
            assert!(matches!(answer.status, 303 | 422), "{headers}: {answer:?}");
            assert!(other.exchanges().await.is_empty(), "{headers} {body}");
        }
        for exchange in lab.exchanges().await {
            assert_eq!(exchange.path, "basic/");
            assert_eq!(exchange.request.fields("host").collect::<Vec<_>>(), ["localhost:3000"]);
        }
    });
}

#[test]
fn a_form_on_another_site_is_refused_and_sends_nothing() {
    with_server(async |server| {
        let lab = server.lab().await;
        for field in [
            "Origin: http://evil.example",
            "Origin: http://localhost:3001",
            "Origin: https://localhost:3000.evil.example",
            "Origin: null",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site",
        ] {
            for fields in [vec![field], vec![field, lab.cookie.as_str()]] {
                let answer = server.form("/play/send", &fields, &[("path", "basic/")]).await;
                assert_eq!((answer.status, answer.field("set-cookie")), (403, None), "{fields:?}");
                assert_eq!(answer.field("content-type"), Some("application/problem+json"));
            }
        }
        assert!(lab.exchanges().await.is_empty());
        for field in ["Origin: http://localhost:3000", "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: none"]
        {
            let answer = server.form("/play/send", &[field, &lab.cookie], &[("path", "basic/")]).await;
            assert_eq!(answer.status, 303, "{field}");
        }
    });
}

#[test]
fn what_is_not_a_form_is_refused() {
    with_server(async |server| {
        let lab = server.lab().await;
        for (content_type, body, status) in [
            ("application/json", "{\"path\":\"basic/\"}", 415),
            ("multipart/form-data; boundary=x", "--x--", 415),
            ("text/plain", "path=basic/", 415),
            ("application/x-www-form-urlencoded", "path=a&path=b", 422),
        ] {
            let field = format!("Content-Type: {content_type}");
            let answer = server.send(message("POST", "/play/send", &[&field, &lab.cookie], body)).await;
            assert_eq!(answer.status, status, "{content_type}: {answer:?}");
        }
        assert!(lab.exchanges().await.is_empty());
    });
}
