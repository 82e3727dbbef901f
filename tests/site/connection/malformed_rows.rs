//! The ways in which a request can be wrong, each with the answer that it deserves.

/// What was sent, and the statuses of all that came back.
pub(super) type Row = (&'static str, Vec<u8>, &'static [u16]);

const CLOSED: &[u16] = &[];

/// A request with a good host, a line to be looked at, and nothing after its head.
pub(super) fn with(line: &[u8]) -> Vec<u8> {
    [b"GET /demo/basic/ HTTP/1.1\r\nHost: localhost\r\n", line, b"\r\n\r\n"].concat()
}

fn start(line: &[u8]) -> Vec<u8> {
    [line, b"\r\nHost: localhost\r\n\r\n"].concat()
}

fn host(lines: &[u8]) -> Vec<u8> {
    [b"GET /livez HTTP/1.1\r\n", lines, b"\r\n"].concat()
}

/// A request with these lines about its length, and this after its head.
pub(super) fn body(lines: &[u8], body: &[u8]) -> Vec<u8> {
    [b"POST /demo/token HTTP/1.1\r\nHost: localhost\r\n", lines, b"\r\n\r\n", body].concat()
}

pub(super) fn chunks(chunks: &[u8]) -> Vec<u8> {
    body(b"Transfer-Encoding: chunked", chunks)
}

pub(super) fn request_lines() -> Vec<Row> {
    vec![
        ("no target", b"GET\r\n\r\n".to_vec(), &[400]),
        ("no version, as in HTTP/0.9", b"GET /\r\n\r\n".to_vec(), &[400]),
        ("a word too many", start(b"GET / HTTP/1.1 extra"), &[400]),
        ("a version that is none", start(b"GET / HTTP/9.9"), &[400]),
        ("a version between two", start(b"GET / HTTP/1.2"), &[400]),
        ("a version of two digits", start(b"GET / HTTP/1.10"), &[400]),
        ("half a version", start(b"GET / HTTP/1"), &[400]),
        ("HTTP/2 as text", start(b"GET / HTTP/2.0"), &[400]),
        ("a version in lower case", start(b"GET / http/1.1"), &[400]),
        ("another protocol", start(b"GET / HTTPS/1.1"), &[400]),
        ("two spaces", start(b"GET  / HTTP/1.1"), &[400]),
        ("a space before", start(b" GET / HTTP/1.1"), &[400]),
        ("a space after", start(b"GET / HTTP/1.1 "), &[400]),
        ("a tab for a space", start(b"GET /\tHTTP/1.1"), &[400]),
        ("a NUL in the method", start(b"G\0T / HTTP/1.1"), &[400]),
        ("an empty method", start(b" / HTTP/1.1"), &[400]),
        ("a method in lower case", start(b"get /demo/basic/ HTTP/1.1"), &[405]),
        ("an unknown method", start(b"BREW /demo/basic/ HTTP/1.1"), &[405]),
        ("a method with a brace", start(b"GE{T / HTTP/1.1"), &[400]),
        ("a method that is not ASCII", start(b"G\xc3\x8bT / HTTP/1.1"), &[400]),
        ("a method without end", start(&[&[b'A'; 9000][..], b" /demo/basic/ HTTP/1.1"].concat()), &[405]),
        ("a bare CR for a line end", b"GET / HTTP/1.1\rHost: localhost\r\r".to_vec(), &[400]),
        ("bare LFs for line ends", b"GET /demo/basic/ HTTP/1.1\nHost: localhost\n\n".to_vec(), &[401]),
        ("a NUL alone", b"\0\r\n\r\n".to_vec(), &[400]),
        ("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n".to_vec(), &[400]),
        ("SSH", b"SSH-2.0-OpenSSH_9.2\r\n\r\n".to_vec(), &[400]),
        ("nothing but line ends", b"\r\n".repeat(50), CLOSED),
        ("line ends before a request", [b"\r\n".repeat(50), start(b"GET /livez HTTP/1.1")].concat(), &[200]),
    ]
}

pub(super) fn targets() -> Vec<Row> {
    vec![
        ("no slash", start(b"GET noslash HTTP/1.1"), &[421]),
        ("a query alone", start(b"GET ?a=b HTTP/1.1"), &[400]),
        ("a space within", start(b"GET /a b HTTP/1.1"), &[400]),
        ("bytes beyond ASCII", start(b"GET /\xff HTTP/1.1"), &[400]),
        ("a NUL", start(b"GET /\0 HTTP/1.1"), &[400]),
        ("a bad percent sign", start(b"GET /demo/%zz HTTP/1.1"), &[404]),
        ("half a percent sign", start(b"GET /demo/% HTTP/1.1"), &[404]),
        ("an encoded NUL", start(b"GET /%00 HTTP/1.1"), &[404]),
        ("overlong UTF-8", start(b"GET /demo/%c0%ae%c0%ae/ HTTP/1.1"), &[404]),
        ("a surrogate", start(b"GET /%ed%a0%80 HTTP/1.1"), &[404]),
        ("no UTF-8 in the place of a lab", start(b"GET /lab/%ff/basic/ HTTP/1.1"), &[404]),
        ("no UTF-8 in the place of an exchange", start(b"GET /x/%ff HTTP/1.1"), &[404]),
        ("dots that climb out", start(b"GET /demo/../../../etc/passwd HTTP/1.1"), &[404]),
        ("dots in disguise", start(b"GET /demo/%2e%2e/%2e%2e/codes HTTP/1.1"), &[404]),
        ("two slashes", start(b"GET //demo/basic/ HTTP/1.1"), &[404]),
        ("a fragment", start(b"GET /livez#a HTTP/1.1"), &[200]),
        ("the whole server", start(b"OPTIONS * HTTP/1.1"), &[204]),
        ("the whole server, with GET", start(b"GET * HTTP/1.1"), &[404]),
        ("a tunnel", start(b"CONNECT localhost:3000 HTTP/1.1"), &[404]),
        ("an authority", start(b"GET localhost:3000 HTTP/1.1"), &[404]),
        ("a whole address", start(b"GET http://localhost:3000/livez HTTP/1.1"), &[200]),
        ("a whole address of somebody else", start(b"GET http://evil.example/livez HTTP/1.1"), &[421]),
        ("a whole address with a user", start(b"GET http://a:b@localhost/livez HTTP/1.1"), &[400]),
        ("a whole address without a host", start(b"GET http:///livez HTTP/1.1"), &[400]),
        ("a port beyond all", start(b"GET http://localhost:99999999999/livez HTTP/1.1"), &[200]),
        ("another scheme", start(b"GET gopher://localhost/livez HTTP/1.1"), &[200]),
        ("a query of nothing but signs", start(b"GET /codes?&&&===%%% HTTP/1.1"), &[200]),
    ]
}

pub(super) fn hosts() -> Vec<Row> {
    vec![
        ("no host", host(b""), &[400]),
        ("no host in HTTP/1.0", b"GET /livez HTTP/1.0\r\n\r\n".to_vec(), &[200]),
        ("a host in the target alone", b"GET http://localhost/livez HTTP/1.1\r\n\r\n".to_vec(), &[400]),
        ("two hosts", host(b"Host: localhost\r\nHost: localhost\r\n"), &[400]),
        ("two hosts in one line", host(b"Host: localhost, evil.example\r\n"), &[400]),
        ("an empty host", host(b"Host:\r\n"), &[400]),
        ("a host with a path", host(b"Host: localhost/x\r\n"), &[400]),
        ("a host with a user", host(b"Host: a@localhost\r\n"), &[400]),
        ("a host that is not ASCII", host(b"Host: l\xf6calhost\r\n"), &[400]),
        ("half an address", host(b"Host: [::1\r\n"), &[400]),
        ("an address that is none", host(b"Host: [::g]\r\n"), &[400]),
        ("a port of letters", host(b"Host: localhost:http\r\n"), &[400]),
        ("somebody else's host", host(b"Host: evil.example\r\n"), &[421]),
        ("a host in a folded line", host(b"Host:\r\n localhost\r\n"), &[400]),
    ]
}

pub(super) fn fields() -> Vec<Row> {
    vec![
        ("no colon", with(b"No colon"), &[400]),
        ("no name", with(b": empty"), &[400]),
        ("a space before the colon", with(b"A : b"), &[400]),
        ("a line that begins with a space", b"GET / HTTP/1.1\r\n Host: localhost\r\n\r\n".to_vec(), &[400]),
        ("a folded line", with(b"A: b\r\n folded"), &[400]),
        ("a folded line with a tab", with(b"A: b\r\n\tfolded"), &[400]),
        ("a NUL in a value", with(b"A: b\0c"), &[400]),
        ("a bare CR in a value", with(b"A: b\rc"), &[400]),
        ("a bell in a value", with(b"A: b\x07c"), &[400]),
        ("a DEL in a value", with(b"A: b\x7fc"), &[400]),
        ("a NUL in a name", with(b"A\0: b"), &[400]),
        ("a name with brackets", with(b"A(b): c"), &[400]),
        ("a name that is not ASCII", with(b"H\xc3\xa9: c"), &[400]),
        ("a value that is not ASCII", with(b"A: \xff\xfe"), &[401]),
        ("credentials that are not ASCII", with(b"Authorization: Basic \xff\xfe"), &[401]),
        ("credentials of nothing", with(b"Authorization:"), &[401]),
        ("fifty credentials", with(&b"Authorization: Basic YTpi\r\n".repeat(50)[..1348]), &[400]),
        ("weights that are no numbers", with(b"Accept: text/html;q=nan, */*;q=1e999"), &[401]),
        ("a cookie of signs", with(b"Cookie: ;;;===;,;\"=\"; knock_lab"), &[401]),
        ("a date from nowhere", with(b"If-Modified-Since: Thu, 99 Foo 99999 99:99:99 GMT"), &[401]),
        ("ranges without end", with(b"Range: bytes=0-18446744073709551616,-,--1"), &[401]),
        ("hop-by-hop tricks", with(b"Connection: close, Host, Authorization"), &[401]),
        ("an upgrade to a socket", with(b"Connection: Upgrade\r\nUpgrade: websocket"), &[401]),
        (
            "an upgrade to HTTP/2",
            with(b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAM"),
            &[401],
        ),
        ("too many fields", with(&b"A: b\r\n".repeat(120)[..718]), &[431]),
        ("a field without end", with(&[b"A: ".to_vec(), vec![b'x'; 20_000]].concat()), &[431]),
    ]
}

pub(super) fn lengths() -> Vec<Row> {
    let good = b"sub=alice";
    vec![
        ("a length of letters", body(b"Content-Length: x", good), &[400]),
        ("a negative length", body(b"Content-Length: -1", good), &[400]),
        ("a length with a sign", body(b"Content-Length: +9", good), &[400]),
        ("a length with a fraction", body(b"Content-Length: 9.0", good), &[400]),
        ("a hexadecimal length", body(b"Content-Length: 0x9", good), &[400]),
        ("an empty length", body(b"Content-Length:", good), &[400]),
        ("two lengths in one line", body(b"Content-Length: 9, 9", good), &[400]),
        ("two lengths that differ", body(b"Content-Length: 9\r\nContent-Length: 8", good), &[400]),
        ("a length beyond 64 bits", body(b"Content-Length: 18446744073709551616", good), &[400]),
        ("a length of 64 bits", body(b"Content-Length: 18446744073709551614", good), &[431]),
        ("a length longer than what comes", body(b"Content-Length: 10", good), &[408]),
        ("a length shorter than what comes", body(b"Content-Length: 9", b"sub=aliceGET"), &[200]),
        (
            "both lengths at once",
            body(b"Content-Length: 9\r\nTransfer-Encoding: chunked", b"0\r\n\r\n"),
            &[400],
        ),
        (
            "both, the other way",
            body(b"Transfer-Encoding: chunked\r\nContent-Length: 9", b"0\r\n\r\n"),
            &[400],
        ),
        (
            "chunks in HTTP/1.0",
            b"POST /demo/token HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n".to_vec(),
            &[400],
        ),
        ("an unknown coding", body(b"Transfer-Encoding: gzip", good), &[400]),
        ("chunked and then something", body(b"Transfer-Encoding: chunked, gzip", b"0\r\n\r\n"), &[400]),
        ("a coding that looks like chunked", body(b"Transfer-Encoding: xchunked", b"0\r\n\r\n"), &[400]),
        ("chunked with a space before the colon", body(b"Transfer-Encoding : chunked", b"0\r\n\r\n"), &[400]),
        ("chunked in a folded line", body(b"Transfer-Encoding:\r\n chunked", b"0\r\n\r\n"), &[400]),
        (
            "a smuggled request behind both",
            body(
                b"Content-Length: 4\r\nTransfer-Encoding: chunked",
                b"0\r\n\r\nGET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n",
            ),
            &[400],
        ),
        ("waiting for a body of nothing", body(b"Expect: 100-continue", b""), &[400]),
        ("expecting what nobody knows", body(b"Expect: the-unexpected\r\nContent-Length: 9", good), &[200]),
        ("a body that is never sent", body(b"Expect: 100-continue\r\nContent-Length: 9", b""), &[100, 408]),
    ]
}

pub(super) fn bad_chunks() -> Vec<Row> {
    let long = [b"9;".to_vec(), vec![b'x'; 40_000], b"\r\nsub=alice\r\n0\r\n\r\n".to_vec()].concat();
    let trailers = [b"9\r\nsub=alice\r\n0\r\n".to_vec(), b"A: b\r\n".repeat(2000), b"\r\n".to_vec()].concat();
    vec![
        ("a chunk without a size", chunks(b"\r\nsub=alice\r\n0\r\n\r\n"), &[400]),
        ("a chunk size of letters", chunks(b"zz\r\n"), &[400]),
        ("a negative chunk size", chunks(b"-1\r\n"), &[400]),
        ("a chunk size with 0x", chunks(b"0x9\r\nsub=alice\r\n0\r\n\r\n"), &[400]),
        ("a chunk size beyond 64 bits", chunks(b"fffffffffffffffff\r\nsub=alice"), &[400]),
        ("a chunk size of 63 bits", chunks(b"7fffffffffffffff\r\nsub=alice"), &[408]),
        ("a chunk longer than its size", chunks(b"3\r\nsub=alice\r\n0\r\n\r\n"), &[400]),
        ("a chunk shorter than its size", chunks(b"a\r\nsub=alice\r\n0\r\n\r\n"), &[400]),
        ("bare LFs in chunks", chunks(b"9\nsub=alice\n0\n\n"), &[400]),
        ("a bare CR in chunks", chunks(b"9\rsub=alice\r0\r\r"), &[400]),
        ("an extension with a line end", chunks(b"9;a\nb\r\nsub=alice\r\n0\r\n\r\n"), &[400]),
        ("an extension without end", chunks(&long), &[400]),
        ("trailers without end", chunks(&trailers), &[400]),
        ("a trailer that is no field", chunks(b"9\r\nsub=alice\r\n0\r\nno colon\r\n\r\n"), &[400]),
        ("no last chunk", chunks(b"9\r\nsub=alice\r\n"), &[408]),
        ("half a last chunk", chunks(b"9\r\nsub=alice\r\n0\r\n"), &[408]),
    ]
}

pub(super) fn connections() -> Vec<Row> {
    let good = start(b"GET /livez HTTP/1.1");
    vec![
        ("garbage behind a request", [&good[..], b"garbage\r\n\r\n"].concat(), &[200, 400]),
        ("a request behind garbage", [b"garbage\r\n\r\n", &good[..]].concat(), &[400]),
        ("a request behind one that closes", [with(b"Connection: close"), good.clone()].concat(), &[401]),
        ("a hundred requests at once", good.repeat(100), &[200; 100]),
        ("the beginning of HTTP/2", b"PRI * HTTP/2.0\r\n\r\n".to_vec(), CLOSED),
        ("the beginning of HTTP/2, altered", b"PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n".to_vec(), &[400]),
        ("its method in HTTP/1.1", start(b"PRI /livez HTTP/1.1"), &[405]),
        ("an empty connection", Vec::new(), CLOSED),
    ]
}
