//! Texts that cannot be read: each cause has an error of its own, which says what to do.

use crate::notes::paste::{EXCHANGES_MAX, FIELDS_MAX, PasteError, read, read_apart};

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let many = |count: usize| "HTTP/1.1 401\nA: b\n\n".repeat(count);
    for (text, expected) in [
        (String::new(), PasteError::Empty),
        (" \n\t\n".into(), PasteError::Empty),
        ("WWW-Authenticate: Bearer".into(), PasteError::NoStatusLine),
        ("\u{7}<html>".into(), PasteError::NoStatusLine),
        ("GET / HTTP/1.1\nHost: h\n\n".into(), PasteError::NoResponse),
        ("> GET / HTTP/1.1\n> Host: h\n> \n".into(), PasteError::NoResponse),
        (format!("HTTP/1.1 200\n{}", "A: b\n".repeat(FIELDS_MAX + 1)), PasteError::TooManyFields),
        (many(EXCHANGES_MAX + 1), PasteError::TooManyExchanges),
    ] {
        assert_eq!(read(&text), Err(expected), "{}", &text[..text.len().min(80)]);
    }
    assert_eq!(read(&many(EXCHANGES_MAX)).map(|read| read.len()), Ok(EXCHANGES_MAX));
    for (request, response, expected) in [
        ("", "HTTP/1.1 401", PasteError::NoRequestLine),
        ("Host: h", "HTTP/1.1 401", PasteError::NoRequestLine),
        ("HTTP/1.1 401", "HTTP/1.1 401", PasteError::NoRequestLine),
        ("GET / HTTP/1.1", "", PasteError::Empty),
        ("GET / HTTP/1.1", "HTTP/1.1 302\n\nHTTP/1.1 200", PasteError::NotOneResponse),
        ("GET / HTTP/1.1", "GET / HTTP/1.1\n\nHTTP/1.1 200", PasteError::NotOneResponse),
    ] {
        assert_eq!(read_apart(request, response), Err(expected), "{request:?} {response:?}");
    }
}

#[test]
fn each_cause_has_its_own_error() {
    use PasteError as Error;
    let sent = "> GET / HTTP/1.1\n> Host: h\n> \n";
    for (text, expected) in [
        ("\u{FEFF}", Error::Empty),
        ("```http\n```\n", Error::Empty),
        ("$ curl -i http://h/\n", Error::OnlyCommand),
        ("me@laptop:~$ curl -i http://h/", Error::OnlyCommand),
        ("curl: (7) Failed to connect to h port 80", Error::NothingCame),
        ("$ curl -i h\ncurl: (6) Could not resolve host: h\n", Error::NothingCame),
        (&format!("{sent}* Empty reply from server\n* Closing connection 0"), Error::NothingCame),
        (&format!("{sent}* Recv failure: Connection reset by peer\n"), Error::NothingCame),
        ("curl: (22) The requested URL returned error: 401", Error::HiddenByFail),
        ("HTTP/1.1 100 Continue\r\n\r\n", Error::OnlyInterim),
        ("GET / HTTP/1.1\nHost: h\n\nHTTP/1.1 103 Early Hints\nA: b\n\n", Error::OnlyInterim),
        (&format!("{sent}< HTTP/1.1 100 Continue\n< \n"), Error::OnlyInterim),
        ("{\"error\":\"no\"}", Error::OnlyContent),
        ("[1, 2]", Error::OnlyContent),
        ("$ curl http://h/\n<!DOCTYPE html>\n<p>curl", Error::OnlyContent),
        ("{\"log\":{\"version\":\"1.2\",\"entries\":[]}}", Error::Har),
        ("http/1.1 401 Unauthorized\nA: b", Error::LowerCaseName),
        ("Http/2 401\n", Error::LowerCaseName),
        ("== Info: Connected\n=> Send header, 78 bytes (0x4e)\n0000: GET / HTTP/1.1\n", Error::Trace),
        ("<= Recv header, 27 bytes (0x1b)\n0000: HTTP/1.1 401 Unauthorized\n", Error::Trace),
        ("They wrote:\n> > GET / HTTP/1.1\n> > Host: h\n> < HTTP/1.1 401 Unauthorized\n", Error::Quoted),
        ("They wrote:\n> HTTP/1.1 401 Unauthorized\n", Error::Quoted),
        (
            "--2026-11-28--  http://h/\nHTTP request sent, awaiting response... 401 Unauthorized\n",
            Error::WgetWithoutHead,
        ),
        ("content-type: application/json\nwww-authenticate: Bearer\n", Error::NoStatusLine),
        ("SIP/2.0 401 Unauthorized\n", Error::NoStatusLine),
        ("http is a protocol", Error::NoStatusLine),
    ] {
        assert_eq!(read(text), Err(expected), "{text:?}");
        let sentence = expected.to_string();
        assert!(sentence.contains(": ") && !sentence.ends_with('.'), "{sentence}");
    }
}
