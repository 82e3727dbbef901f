//! The ways in which curl hands over a message, and what the record says of each.

use knock::model::{Capture, Exchange};

use super::Client;
use crate::support::with_server;

/// What is on record after curl was run once with these words at `basic/`.
async fn recorded(words: &[&str]) -> Exchange {
    let server = crate::support::shared();
    let lab = server.lab().await;
    let told = Client::Curl.ask(words, &format!("http://{}{}basic/", server.address, lab.base));
    let mut log = lab.exchanges().await;
    let record = log.pop().unwrap_or_else(|| panic!("{words:?}: nothing on record"));
    assert!(log.is_empty(), "{words:?}: {log:?}");
    assert_eq!((record.status, told), (401, 401), "{words:?}");
    record
}

#[test]
fn curl_over_http_2_is_on_record_as_decoded() {
    with_server(async |server| {
        let record = recorded(&["--http2-prior-knowledge", "--header", "X-Mine: 1"]).await;
        assert_eq!(record.capture, Capture::Decoded);
        assert!(record.request.start_line.ends_with(" HTTP/2"), "{}", record.request.start_line);
        assert_eq!(record.request.field("x-mine"), Some("1"));
        let lab = server.lab().await;
        let url = format!("http://{}{}basic/", server.address, lab.base);
        assert_eq!(Client::Curl.ask(&["--http2-prior-knowledge", "--user", "alice:wonderland"], &url), 200);
        let id = lab.exchanges().await.pop().expect("an exchange").id;
        let wire = server.request("GET", &format!("/x/{id}/wire"), &[&lab.cookie]).await.text();
        assert!(wire.contains("HTTP/2: the fields are compressed on the wire"), "{wire}");
    });
}

#[test]
fn what_curl_sends_in_chunks_or_after_waiting_is_on_record_as_its_content() {
    with_server(async |_| {
        let long = "x".repeat(3000);
        for (words, field) in [
            (&["--data", &*long][..], ("content-length", "3000")),
            (&["--header", "Transfer-Encoding: chunked", "--data", &long], ("transfer-encoding", "chunked")),
            (&["--header", "Expect: 100-continue", "--data", &long], ("expect", "100-continue")),
            (&["--http1.0", "--data", &long], ("content-length", "3000")),
        ] {
            let record = recorded(words).await;
            assert_eq!(record.capture, Capture::Bytes, "{words:?}");
            assert_eq!(record.request.field(field.0), Some(field.1), "{words:?}");
            let body = &record.request.body;
            assert_eq!((body.text.as_str(), body.size_bytes, body.truncated), (&*long, 3000, false));
            assert!(record.response.start_line.starts_with("HTTP/1."), "{}", record.response.start_line);
        }
    });
}
