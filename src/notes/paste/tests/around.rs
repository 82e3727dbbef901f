//! What is around the messages: marks of files, of Markdown, of mails, of wget and of browsers.

use super::{row, short};
use crate::notes::paste::{PasteError, read, read_apart};

const MESSAGE: &str = "HTTP/1.1 401 Unauthorized\nA: b\n\n{\n  \"a\": 1\n}\n";
const VERBOSE: &str =
    "> GET / HTTP/1.1\n> Host: h\n> \n< HTTP/1.1 401 Unauthorized\n< A: b\n< \n{\n  \"a\": 1\n}\n";

fn before_each_line(text: &str, mark: &str) -> String {
    text.lines().map(|line| format!("{mark}{line}\n")).collect()
}

#[test]
fn what_was_put_around_a_message_is_taken_away() {
    for (message, request) in [(MESSAGE, ""), (VERBOSE, "GET / HTTP/1.1")] {
        let expected = [row(request, "HTTP/1.1 401 Unauthorized", 1, "{\n  \"a\": 1\n}")];
        let indented = before_each_line(message, "    ");
        for text in [
            format!("\u{FEFF}{message}"),
            format!("```http\n{message}```\n"),
            format!("What is wrong here?\n\n~~~\n{message}~~~\nThank you"),
            format!("```\n{message}"),
            format!("1. see\n   ```\n{}   ```\n", before_each_line(message, "   ")),
            indented.clone(),
            format!("What is wrong here?\n\n{indented}\nThank you").replace("}\n\n", "}\n"),
            indented.replace("    \n", "\n"),
            before_each_line(message, "\t"),
            before_each_line(message, "> "),
            before_each_line(message, ">"),
            format!("  {message}"),
        ] {
            for text in [text.clone(), text.replace('\n', "\r\n")] {
                assert_eq!(short(&text), expected, "{text:?}");
            }
        }
    }
    let two = "```http\nGET / HTTP/1.1\nHost: h\n```\nand\n```http\nHTTP/1.1 401 Unauthorized\nA: b\n```\n";
    assert_eq!(short(two), [row("GET / HTTP/1.1", "HTTP/1.1 401 Unauthorized", 1, "")]);
}

#[test]
fn a_content_keeps_its_own_fences_marks_and_indentation() {
    for body in
        ["```\n{}\n```", "    HTTP/1.1 200 OK", "> HTTP/1.1 200 OK", ":status: 200", "---request begin---"]
    {
        let text = format!("HTTP/1.1 404 Not Found\nA: b\n\n see\n{body}\n");
        assert_eq!(short(&text), [row("", "HTTP/1.1 404 Not Found", 1, &format!(" see\n{body}"))]);
    }
}

#[test]
fn what_wget_prints_is_read() {
    let start = "--2026-11-28 10:00:00--  http://h/\nConnecting to h:80... connected.\n\
                 HTTP request sent, awaiting response... \n";
    let server = format!(
        "{start}  HTTP/1.1 302 Found\n  Location: /a\nLocation: /a [following]\n{start}\
         \x20 HTTP/1.1 401 Unauthorized\n  A: b\n  C: d\n\nUsername/Password Authentication Failed.\n"
    );
    assert_eq!(
        short(&server),
        [row("", "HTTP/1.1 302 Found", 1, ""), row("", "HTTP/1.1 401 Unauthorized", 2, "")]
    );
    let debug = format!(
        "---request begin---\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n---request end---\n{start}\
         ---response begin---\nHTTP/1.1 401 Unauthorized\r\nA: b\r\n\r\n---response end---\n401 Unauthorized\n"
    );
    assert_eq!(short(&debug), [row("GET / HTTP/1.1", "HTTP/1.1 401 Unauthorized", 1, "")]);
}

#[test]
fn what_a_browser_shows_is_read() {
    let request = ":authority: h\n:method: GET\n:path: /a?b\n:scheme: https\naccept: */*\n";
    for (text, expected) in [
        (":status: 401\na: b\nc: d\n".to_owned(), row("", "HTTP/2 401", 2, "")),
        (":status:401\na: b\n\nno".to_owned(), row("", "HTTP/2 401", 1, "no")),
        ("Status Code: 401 Unauthorized\na: b\n".to_owned(), row("", "HTTP/2 401 Unauthorized", 1, "")),
        (
            "Request URL: https://h/\nRequest Method: GET\nStatus Code: 401 Unauthorized\nRemote Address: 1.2.3.4:443\n\
             Referrer Policy: no-referrer\nResponse Headers\na: b\n"
                .to_owned(),
            row("", "HTTP/2 401 Unauthorized", 1, ""),
        ),
        (format!("{request}\n:status: 401\na: b\n"), row("GET /a?b HTTP/2", "HTTP/2 401", 1, "")),
        (
            format!("General\nStatus Code: 401\nResponse Headers\na: b\nRequest Headers\n{request}"),
            row("GET /a?b HTTP/2", "HTTP/2 401", 1, ""),
        ),
    ] {
        for text in [text.replace('\n', "\r\n"), text] {
            assert_eq!(short(&text), std::slice::from_ref(&expected), "{text:?}");
        }
    }
    let twice = short(&format!("{request}:status: 401\na: b\n{request}:status: 200\na: b\n"));
    assert_eq!(
        twice.iter().map(|(_, line, ..)| line.as_str()).collect::<Vec<_>>(),
        ["HTTP/2 401", "HTTP/2 200"]
    );
    let apart = read_apart(request, ":status: 401\na: b\n").expect("one of each");
    let asked = apart[0].request.as_ref().expect("a request");
    assert_eq!((asked.field("host"), asked.field("accept"), asked.fields.len()), (Some("h"), Some("*/*"), 2));
}

#[test]
fn panes_without_a_response_or_a_request_are_refused() {
    for (text, expected) in [
        (":method: GET\n:path: /\naccept: */*\n", PasteError::NoResponse),
        ("Request URL: https://h/\nRequest Method: GET\n", PasteError::NoFields),
        (
            "Request URL: https://h/\nStatus Code: 401 Unauthorized\nRemote Address: 1.2.3.4:443\n",
            PasteError::NoFields,
        ),
        (":status: 401\n", PasteError::NoFields),
        ("Status Code:\nA: b\n", PasteError::NoStatusLine),
        (":status 401\nA: b\n", PasteError::NoStatusLine),
    ] {
        assert_eq!(read(text), Err(expected), "{text:?}");
    }
    for request in [":path: /\n", ":status: 401\n", "Request Method: GET\n"] {
        assert_eq!(
            read_apart(request, ":status: 401\na: b\n"),
            Err(PasteError::NoRequestLine),
            "{request:?}"
        );
    }
}
