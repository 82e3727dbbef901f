//! Bodies on record: kept to 16 KiB, and said to be cut when they were.

use crate::support::{message, with_server};

const KEPT_BYTES: usize = 16 * 1024;
const MAX_BYTES: usize = 64 * 1024;

#[test]
fn a_long_body_is_cut_on_record_and_the_record_says_so() {
    with_server(async |server| {
        let lab = server.lab().await;
        for (size, truncated) in [
            (1, false),
            (KEPT_BYTES - 1, false),
            (KEPT_BYTES, false),
            (KEPT_BYTES + 1, true),
            (40_000, true),
            (MAX_BYTES, true),
        ] {
            let body: String = ('a'..='z').cycle().take(size).collect();
            let answer = server.send(message("POST", &format!("{}basic/", lab.base), &[], &body)).await;
            assert_eq!(answer.status, 401, "{size}");
            let record = lab.record_of(&answer).await.request.body;
            assert_eq!((record.size_bytes, record.truncated), (size as u64, truncated), "{size}");
            assert_eq!(record.text, body[..size.min(KEPT_BYTES)], "{size}");
        }
    });
}

#[test]
fn a_body_over_64_kib_is_a_413_and_the_record_tells_how_long_it_was() {
    with_server(async |server| {
        let lab = server.lab().await;
        let body: String = ('a'..='z').cycle().take(MAX_BYTES + 1).collect();
        for fields in [&[][..], &["Authorization: Basic YWxpY2U6d29uZGVybGFuZA=="]] {
            let answer = server.send(message("POST", &format!("{}basic/", lab.base), fields, &body)).await;
            assert_eq!((answer.status, answer.challenges().len()), (413, 0), "{answer:?}");
            let record = lab.record_of(&answer).await;
            assert_eq!(record.status, 413);
            let kept = record.request.body;
            assert_eq!((kept.size_bytes, kept.truncated), (body.len() as u64, true));
            assert_eq!(kept.text, body[..KEPT_BYTES]);
        }
        let shared = server.send(message("POST", "/demo/token", &[], &body)).await;
        assert_eq!((shared.status, shared.field("content-type")), (413, Some("application/problem+json")));
    });
}

#[test]
fn the_limit_counts_content_and_not_its_packing() {
    with_server(async |server| {
        let lab = server.lab().await;
        let head = format!(
            "POST {}basic/ HTTP/1.1\r\nHost: localhost:3000\r\nTransfer-Encoding: chunked\r\n\r\n",
            lab.base
        );
        for (chunks, status) in [(MAX_BYTES / 1024, 401), (MAX_BYTES / 1024 + 1, 413)] {
            let chunk = format!("400\r\n{}\r\n", "x".repeat(1024));
            let answer = server.send(format!("{head}{}0\r\n\r\n", chunk.repeat(chunks))).await;
            assert_eq!(answer.status, status, "{chunks} KiB");
        }
    });
}

#[test]
fn a_body_that_is_not_text_is_on_record_with_its_bytes_spelled_out() {
    with_server(async |server| {
        let lab = server.lab().await;
        let request = [
            format!("POST {}basic/ HTTP/1.1\r\nHost: localhost:3000\r\nContent-Length: 6\r\n\r\n", lab.base)
                .as_bytes(),
            b"a\x00\xff\xc3\xab\n",
        ]
        .concat();
        let answer = server.send(request).await;
        let body = lab.record_of(&answer).await.request.body;
        assert_eq!((body.text.as_str(), body.size_bytes), ("a\u{0}\\xFFë\n", 6));
    });
}

#[test]
fn a_body_in_broken_chunks_is_a_400_and_not_said_to_be_too_large() {
    with_server(async |server| {
        let lab = server.lab().await;
        for chunks in ["zz\r\n", "5\r\nab\r\n0\r\n\r\n", "-1\r\n\r\n"] {
            let head = format!(
                "POST {}basic/ HTTP/1.1\r\nHost: localhost:3000\r\nTransfer-Encoding: chunked\r\n\r\n",
                lab.base
            );
            let answer = server.send(format!("{head}{chunks}")).await;
            assert_eq!(answer.status, 400, "{chunks:?}: {answer:?}");
        }
    });
}

#[test]
fn a_body_that_never_ends_is_a_408() {
    with_server(async |server| {
        let lab = server.lab().await;
        let request = format!(
            "POST {}token HTTP/1.1\r\nHost: localhost:3000\r\nContent-Length: 9\r\n\r\nsub=",
            lab.base
        );
        let answer = server.send(request).await;
        assert_eq!((answer.status, answer.field("content-type")), (408, Some("application/problem+json")));
        let record = lab.record_of(&answer).await;
        assert_eq!((record.status, record.response.head.as_str()), (408, answer.head.as_str()));
    });
}
