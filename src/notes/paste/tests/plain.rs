//! Several messages in one text, as `curl -i` prints them: where each content ends.

use super::{row, short};

const SECOND: &str = "HTTP/1.1 401 Unauthorized\nContent-Length: 2\n\nno";

/// A response of nginx, with the length of its content as it was sent.
fn nginx() -> String {
    let body = "<html>\r\n<body>\r\n<h1>401</h1>\r\n</body>\r\n</html>\r\n";
    format!("HTTP/1.1 403 Forbidden\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

#[test]
fn a_response_behind_another_one_is_never_lost() {
    let nginx = nginx();
    for first in [
        nginx.clone(),
        nginx.replace('\r', ""),
        // A content that was made shorter by hand, by -I, by --compressed, and one that says nothing.
        "HTTP/1.1 403 Forbidden\nContent-Length: 612\n\n<html>...\n\n".into(),
        "HTTP/1.1 403 Forbidden\nContent-Length: 612\nA: b\n\n\n".into(),
        "HTTP/1.1 403 Forbidden\nContent-Encoding: gzip\nContent-Length: 600\n\nshort\n\n".into(),
        "HTTP/1.1 403 Forbidden\nContent-Length: 3\n\nmore than three\n".into(),
        "HTTP/1.1 403 Forbidden\n\ntext\n".into(),
        // A content without a line end.
        "HTTP/1.1 403 Forbidden\nContent-Length: 11\n\n{\"ok\":true}".into(),
        "HTTP/1.1 403 Forbidden\nContent-Length: 8\n\nno, and ".into(),
        "HTTP/1.1 403 Forbidden\n\n{\"ok\":true}".into(),
        "HTTP/1.1 403 Forbidden\nContent-Length: 13\n\n{\n\"ok\":true\n}".into(),
        "HTTP/1.1 403 Forbidden\nContent-Length: 0\n\n".into(),
    ] {
        let text = format!("{first}{SECOND}");
        for text in [text.clone(), text.replace("\r\n", "\n").replace('\n', "\r\n")] {
            let read = short(&text);
            let lines: Vec<&str> = read.iter().map(|(_, line, ..)| line.as_str()).collect();
            assert_eq!(lines, ["HTTP/1.1 403 Forbidden", "HTTP/1.1 401 Unauthorized"], "{text:?}");
            assert_eq!(read[1].3, "no", "{text:?}");
            assert!(!read[0].3.contains("HTTP/"), "{text:?}");
        }
    }
}

#[test]
fn a_length_that_closes_keeps_what_looks_like_a_message() {
    let body = "Like this:\r\n\r\nHTTP/1.1 401 Unauthorized\r\nA: b\r\n\r\nGET / HTTP/1.1\r\n";
    for behind in [
        "",
        "\n\n",
        "$ ",
        "me@laptop:~$ curl -i h\n",
        SECOND,
        "\nGET / HTTP/1.1\n\nHTTP/1.1 401 Unauthorized\n",
    ] {
        let text = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}{behind}", body.len());
        for text in [text.clone(), text.replace('\r', ""), text.replace('\r', "").replace('\n', "\r\n")] {
            let read = short(&text);
            assert_eq!(read[0].3, body.replace('\r', "").trim_end(), "{text:?}");
            assert_eq!(read.len(), 1 + usize::from(behind.contains("401")), "{text:?}");
        }
    }
}

#[test]
fn a_sentence_about_http_begins_no_message() {
    for body in [
        "HTTP/2 is faster.",
        "We say:\n\nWe speak HTTP/1.1\n\nand more",
        "see {\"a\":1}HTTP/1.1 401 for more\nand read on",
        "it says HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Basic",
        "Try:\n> GET /login HTTP/1.1\n> Host: h\n< HTTP/1.1 200 OK",
    ] {
        let text = format!("HTTP/1.1 404 Not Found\nA: b\n\n{body}\n");
        assert_eq!(short(&text), [row("", "HTTP/1.1 404 Not Found", 1, body)]);
    }
}

#[test]
fn what_a_shell_prints_is_no_content() {
    let json = "{\"status\":401}";
    let text = format!("HTTP/1.1 403 Forbidden\nA: b\n\n{json}");
    for behind in [
        "\n$ ",
        "\n$",
        "\n\n$ \n",
        "%\nme@mac ~ % ",
        "me@laptop:~$ ",
        "\n[root@web1 ~]# ",
        "\r\n\r\nC:\\Users\\me>",
        "\n$ curl -i \\\n  -H 'A: b' \\\n  http://h/\n",
        "\n  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n",
        "\r100    11  100    11    0     0   2634      0 --:--:-- --:--:-- --:--:--  2750\n",
        "\ncurl: (18) transfer closed with 3 bytes remaining to read\n",
    ] {
        let [(.., body)] = &short(&format!("{text}{behind}"))[..] else { panic!("{behind:?}") };
        assert_eq!(body.trim_end(), json, "{behind:?}");
        let both = short(&format!("{text}{behind}\n{SECOND}"));
        assert_eq!((both.len(), both[0].3.trim_end()), (2, json), "{behind:?}");
    }
    for body in ["costs:\n$ 5", "a\n# Heading\nb", "100 %", "it ends with\n> "] {
        let [(.., kept)] = &short(&format!("HTTP/1.1 200 OK\n\n{body}"))[..] else { panic!("{body:?}") };
        assert_eq!(kept, body);
    }
}

#[test]
fn what_stands_before_the_first_message_is_skipped() {
    let expected = [row("", "HTTP/1.1 401 Unauthorized", 1, "no")];
    for before in [
        "me@laptop:~$ curl -i http://h/",
        "[root@web1 ~]# curl -si http://h/",
        "C:\\Users\\me>curl -i http://h/",
        "PS C:\\> curl.exe -i http://h/",
        "➜  ~ curl -i http://h/",
        "❯ curl -i http://h/",
        "bash-5.1$ curl -i http://h/",
        "time curl -i http://h/",
        "$ http http://h/",
        "$ curl -i \\\n    -H 'Accept: text/html' \\\n    http://h/",
        "C:\\>curl -i ^\n  http://h/\n",
        "  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n\
                                          Dload  Upload   Total   Spent    Left  Speed\n\
         \r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0\
         \r100    11  100    11    0     0   2634      0 --:--:-- --:--:-- --:--:--  2750",
        "Warning: the header is odd",
    ] {
        assert_eq!(short(&format!("{before}\n{SECOND}")), expected, "{before:?}");
    }
}
