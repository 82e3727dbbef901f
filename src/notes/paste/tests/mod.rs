//! Texts as people paste them: what is read of each, and why others are not read.

mod around;
mod failures;
mod head;
mod plain;
mod verbose;

use super::{Pasted, read, read_apart};

/// Each exchange in short: request line, status line, number of the response's fields, the response's content.
fn short(text: &str) -> Vec<(String, String, usize, String)> {
    read(text).unwrap_or_else(|error| panic!("{error}: {text}")).iter().map(shortened).collect()
}

fn shortened(pasted: &Pasted) -> (String, String, usize, String) {
    let request = pasted.request.as_ref().map(|request| request.start_line.clone()).unwrap_or_default();
    let response = &pasted.response;
    (request, response.start_line.clone(), response.fields.len(), response.body.text.clone())
}

fn row(request: &str, response: &str, fields: usize, body: &str) -> (String, String, usize, String) {
    (request.into(), response.into(), fields, body.into())
}

#[test]
fn one_response_is_read_in_every_version_and_with_every_line_end() {
    let lf = "HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer\nX: y\n\nWho\nare you?\n";
    let expected = [row("", "HTTP/1.1 401 Unauthorized", 2, "Who\nare you?")];
    for text in
        [lf.to_owned(), lf.replace('\n', "\r\n"), format!("\n\n{lf}"), format!("$ curl -i http://h/\n{lf}")]
    {
        assert_eq!(short(&text), expected, "{text:?}");
    }
    for line in ["HTTP/1.0 401 Unauthorized", "HTTP/2 401", "HTTP/3 401", "HTTP/1.1 401", "HTTP/1.1 4O1 oh"] {
        assert_eq!(short(&format!("{line} \nA: b")), [row("", line, 1, "")], "{line}");
    }
}

#[test]
fn a_request_and_its_response_are_told_apart() {
    let expected = |body: &str| [row("POST /token HTTP/1.1", "HTTP/1.1 400 Bad Request", 1, body)];
    let head = "POST /token HTTP/1.1\r\nHost: h\r\n\r\n";
    let answer = "HTTP/1.1 400 Bad Request\r\nA: b\r\n\r\nno";
    for between in ["", "sub=nobody\n", "\n\n"] {
        assert_eq!(short(&format!("{head}{between}{answer}")), expected("no"), "{between:?}");
    }
    let apart = read_apart(head, answer).expect("one of each");
    assert_eq!(apart.iter().map(shortened).collect::<Vec<_>>(), expected("no"));
    let interim = format!("{head}HTTP/1.1 100 Continue\r\n\r\n{answer}");
    assert_eq!(short(&interim), expected("no"), "a 100 is not the answer");
}

#[test]
fn what_curl_i_prints_of_several_exchanges_is_cut_into_them() {
    let text = "HTTP/1.1 302 Found\r\nLocation: /a\r\n\r\nHTTP/1.1 401 Unauthorized\r\nX: y\r\nWWW-Authenticate: Digest realm=\"r\"\r\n\r\n\
                HTTP/1.1 200 OK\r\nA: b\r\n\r\n{\"authenticated\":true}";
    assert_eq!(
        short(text),
        [
            row("", "HTTP/1.1 302 Found", 1, ""),
            row("", "HTTP/1.1 401 Unauthorized", 2, ""),
            row("", "HTTP/1.1 200 OK", 1, "{\"authenticated\":true}"),
        ]
    );
}

const VERBOSE: &str = "* Trying 127.0.0.1:3000...\n* Connected to localhost (127.0.0.1) port 3000 (#0)\n\
    * Server auth using Digest with user 'alice'\n> GET /demo/digest/ HTTP/1.1\n> Host: localhost:3000\n> Accept: */*\n> \n\
    < HTTP/1.1 401 Unauthorized\n< WWW-Authenticate: Digest realm=\"r\"\n< Content-Length: 3\n< \n* Ignoring the response-body\n\
    { [3 bytes data]\n* Issue another request to this URL\n> GET /demo/digest/ HTTP/1.1\n> Host: localhost:3000\n\
    > Authorization: Digest username=\"alice\"\n>\n< HTTP/1.1 200 OK\n< A: b\n<\n{\"a\":\n 1}* Connection #0 to host localhost left intact\n";

#[test]
fn what_curl_v_prints_is_read_without_its_marks() {
    let expected = [
        row("GET /demo/digest/ HTTP/1.1", "HTTP/1.1 401 Unauthorized", 2, ""),
        row("GET /demo/digest/ HTTP/1.1", "HTTP/1.1 200 OK", 1, "{\"a\":\n 1}"),
    ];
    for text in [VERBOSE.to_owned(), VERBOSE.replace('\n', "\r\n")] {
        assert_eq!(short(&text), expected, "{text:?}");
    }
    let asked = read(VERBOSE).expect("read")[1].request.clone().expect("a request");
    assert_eq!(asked.field("authorization"), Some("Digest username=\"alice\""));
}

#[test]
fn curl_v_together_with_i_shows_each_line_twice_and_it_counts_once() {
    let text = "> GET / HTTP/2\n> host: h\n> \n< HTTP/2 401 \nHTTP/2 401 \n< www-authenticate: Bearer\nwww-authenticate: Bearer\n< \n\nno\n";
    let read = read(text).expect("read");
    assert_eq!(read.len(), 1);
    assert_eq!((read[0].response.fields.len(), read[0].response.body.text.trim()), (1, "no"));
}

#[test]
fn a_content_that_says_how_long_it_is_may_hold_whole_messages() {
    let body = "How to say no:\r\n\r\nHTTP/1.1 401 Unauthorized\r\nA: b\r\n\r\n";
    let text = format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}HTTP/1.1 404 Not Found\r\n\r\n",
        body.len()
    );
    let read = read(&text).expect("read");
    let lines: Vec<&str> = read.iter().map(|pasted| pasted.response.start_line.as_str()).collect();
    assert_eq!(lines, ["HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found"]);
}
