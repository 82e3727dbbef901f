//! What `curl -v` prints: its marks, its remarks, and a content that looks like either.

use super::{row, short};

const REQUEST: &str = "> GET /a HTTP/1.1\n> Host: h\n> \n";
const HEAD: &str = "< HTTP/1.1 401 Unauthorized\n< A: b\n< \n";

#[test]
fn a_content_with_marks_stays_content() {
    for body in [
        "Usage:\n> run this\n< and read that\ndone",
        "<\n>\n< a",
        "HTTP/1.1 403 Forbidden\n\nGET / HTTP/1.1",
        "> We use HTTP/1.1\n< HTTP/2 is faster",
        "a\n> ",
    ] {
        let text = format!("{REQUEST}{HEAD}{body}\n* Connection #0 to host h left intact\n");
        let expected = [row("GET /a HTTP/1.1", "HTTP/1.1 401 Unauthorized", 1, body)];
        for text in [text.clone(), text.replace('\n', "\r\n")] {
            assert_eq!(short(&text), expected, "{text:?}");
        }
    }
}

#[test]
fn what_curl_says_is_no_content() {
    let meter = "100    11  100    11    0     0   2634      0 --:--:-- --:--:-- --:--:--  2750";
    let json = "{\"status\":401}";
    let expected = [row("GET /a HTTP/1.1", "HTTP/1.1 401 Unauthorized", 1, json)];
    for remark in [
        "* Connection #0 to host h left intact",
        "* Closing connection 0",
        "* closing connection #0",
        "* shutting down connection #0",
        "* Hostname h was found in DNS cache",
    ] {
        for text in [
            format!("{REQUEST}{HEAD}{json}{remark}\n"),
            format!("{REQUEST}{HEAD}{json}\n{remark}\n"),
            format!("{REQUEST}{HEAD}{{ [11 bytes data]\n{remark}\n{json}\n"),
            format!("{REQUEST}{HEAD}{{ [11 bytes data]\n\r{meter}\n{remark}\n{json}\n$ "),
            format!(
                "$ curl -v h/a\n* Trying\n{REQUEST}* Request completely sent off\n{HEAD}{json}{remark}\n$ \n"
            ),
            format!("\r{meter}*   Trying 127.0.0.1:80...\n{REQUEST}{HEAD}{json}\n{remark}\nme@laptop:~$ "),
        ] {
            assert_eq!(short(&text), expected, "{text:?}");
        }
    }
}

#[test]
fn each_start_line_with_its_mark_begins_a_message() {
    let twice = format!("{REQUEST}{HEAD}no* Connection #0 to host h left intact\n{REQUEST}{HEAD}no\n");
    let first = row("GET /a HTTP/1.1", "HTTP/1.1 401 Unauthorized", 1, "no");
    assert_eq!(short(&twice), [first.clone(), first.clone()]);
    for text in [
        // Without the line that ends the head, without its blank, with an interim response, with a strange code.
        format!("> GET /a HTTP/1.1\n> Host: h\n{HEAD}no\n"),
        format!("{REQUEST}{HEAD}no\n").replace("> \n", ">\n").replace("< \n", "<\n"),
        format!("{REQUEST}< HTTP/1.1 100 Continue\n< \n{HEAD}no\n"),
        format!("{REQUEST}< HTTP/1.1 100 Continue\n{HEAD}no\n"),
    ] {
        assert_eq!(short(&text), std::slice::from_ref(&first), "{text:?}");
    }
    let odd = format!("{REQUEST}< HTTP/1.1 oh\n< A: b\n<\nno");
    assert_eq!(short(&odd), [row("GET /a HTTP/1.1", "HTTP/1.1 oh", 1, "no")]);
    assert_eq!(short(&HEAD.replace("< A", "* a remark\n< A")), [row("", "HTTP/1.1 401 Unauthorized", 1, "")]);
}
