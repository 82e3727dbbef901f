//! Many requests that nobody would write by hand: each must be on record exactly as it was sent, and so must its answer.

use knock::model::{Capture, Exchange};

use crate::client::Connection;
use crate::support::{Answer, Lab, with_server};

/// A small generator (xorshift), so that every run sends the same requests and a failure can be had again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides).expect("a few sides")).expect("a few sides")
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }

    fn text(&mut self, characters: &str, longest: usize) -> String {
        let characters: Vec<char> = characters.chars().collect();
        (0..self.roll(longest + 1)).map(|_| characters[self.roll(characters.len())]).collect()
    }
}

const TOKEN: &str = "abcXYZ019!#$%&'*+-.^_`|~";
const VALUE: &str = "ab Z  \t:;,=\"\\()<>@?{}/#%&'ë鍵\u{202E}";
/// Only what belongs to the demo is kept as it came; what becomes of other secrets is another test's question.
const CREDENTIALS: [&str; 8] = [
    "Basic YWxpY2U6d29uZGVybGFuZA==",
    "bASIC   Ym9iOmJ1aWxkZXI=",
    "Basic YWxpY2U6d3Jvbmc=",
    "Basic %%%",
    "Bearer x.y.z",
    "Bearer",
    "alice",
    "",
];
const QUERY: &str = "abc=&%20+?/:@!$'()*,;-._~";

/// The head of a request to a lab, and whether it is a HEAD request.
fn head(dice: &mut Dice, base: &str) -> String {
    let method = dice.pick(&["GET", "GET", "HEAD", "OPTIONS", "DELETE", "BREW", "get", "M-SEARCH"]);
    let door =
        dice.pick(&["", "basic/", "basic", "bearer/", "forbidden/documents/3/", "nowhere", "dialog/x/"]);
    let query = if dice.roll(2) == 0 { format!("?{}", dice.text(QUERY, 30)) } else { String::new() };
    let mut head = format!("{method} {base}{door}{query} HTTP/1.1\r\n");
    let mut lines = vec![format!("{}: localhost:3000", dice.pick(&["Host", "host", "HOST", "hOsT"]))];
    for _ in 0..dice.roll(20) {
        let name = match dice.roll(3) {
            0 => dice.pick(&["Accept", "accept", "ACCEPT", "User-Agent", "Referer", "X-Repeated"]).to_owned(),
            1 => dice.pick(&["Authorization", "authorization", "AuThOrIzAtIoN"]).to_owned(),
            _ => format!("X-{}", dice.text(TOKEN, 20)),
        };
        let is_secret = name.eq_ignore_ascii_case("authorization");
        let value = if is_secret { dice.pick(&CREDENTIALS).to_owned() } else { dice.text(VALUE, 40) };
        let blank = dice.pick(&["", " ", "  ", "\t", " \t "]);
        let trail = dice.pick(&["", "", " ", "\t "]);
        lines.push(format!("{name}:{blank}{value}{trail}"));
    }
    // The host does not have to stand first.
    let at = dice.roll(lines.len());
    lines.swap(0, at);
    for line in lines {
        head.push_str(&line);
        head.push_str("\r\n");
    }
    head.push_str("\r\n");
    head
}

fn assert_faithful(exchange: &Exchange, sent: &str, answer: &Answer) {
    assert_eq!(exchange.capture, Capture::Bytes, "{sent}");
    assert_eq!(exchange.request.head, sent);
    assert_eq!(exchange.response.head, answer.head, "{sent}");
    assert_eq!(exchange.status, answer.status, "{sent}");
    assert_eq!(exchange.response.body.text.as_bytes(), answer.body, "{sent}");
    for (message, head) in [(&exchange.request, sent), (&exchange.response, answer.head.as_str())] {
        let mut lines = head.split("\r\n");
        assert_eq!(Some(message.start_line.as_str()), lines.next());
        let expected: Vec<(&str, &str)> = lines
            .filter(|line| !line.is_empty())
            .map(|line| line.split_once(':').expect("a field"))
            .map(|(name, value)| (name, value.trim_matches([' ', '\t'])))
            .collect();
        let seen: Vec<(&str, &str)> =
            message.fields.iter().map(|field| (field.name.as_str(), field.value.as_str())).collect();
        assert_eq!(seen, expected, "order, case and repeats");
    }
}

async fn send_and_compare(lab: &Lab<'_>, connection: &mut Connection, sent: &str) {
    connection.send(sent).await;
    let answer =
        connection.answer(sent.starts_with("HEAD ")).await.unwrap_or_else(|| panic!("no answer to {sent}"));
    assert!(answer.field("knock-exchange").is_some(), "not taken as a request: {sent} {answer:?}");
    assert_faithful(&lab.record_of(&answer).await, sent, &answer);
}

#[test]
fn generated_requests_are_on_record_exactly_as_sent() {
    with_server(async |server| {
        let lab = server.lab().await;
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
        let mut connection = Connection::open(server.address).await;
        for _ in 0..300 {
            let sent = head(&mut dice, &lab.base);
            send_and_compare(&lab, &mut connection, &sent).await;
        }
    });
}

/// A body in chunks of the generator's own sizes, with extensions and trailers, and its content.
fn chunked(dice: &mut Dice) -> (String, String) {
    let (mut body, mut content) = (String::new(), String::new());
    for _ in 0..dice.roll(6) {
        let chunk = dice.text("ab \r\n0;=ë", 200);
        if chunk.is_empty() {
            continue;
        }
        let size = match dice.roll(3) {
            0 => format!("{:x}", chunk.len()),
            1 => format!("{:X}", chunk.len()),
            _ => format!("000{:x}", chunk.len()),
        };
        let extension = dice.pick(&["", "", ";a", ";a=b", ";a=\"b;c\"", " ;a=b"]);
        body.push_str(&format!("{size}{extension}\r\n{chunk}\r\n"));
        content.push_str(&chunk);
    }
    let last = dice.pick(&["0", "0000", "0;last"]);
    let trailers = dice.pick(&["", "", "X-Sum: 1\r\n", "X-Sum: 1\r\nX-Empty:\r\n"]);
    (format!("{body}{last}\r\n{trailers}\r\n"), content)
}

#[test]
fn generated_chunks_are_on_record_as_their_content() {
    with_server(async |server| {
        let lab = server.lab().await;
        let mut dice = Dice(0x2545_F491_4F6C_DD1D);
        let mut connection = Connection::open(server.address).await;
        for _ in 0..60 {
            let (body, content) = chunked(&mut dice);
            let head = format!(
                "POST {}basic/ HTTP/1.1\r\nHost: localhost:3000\r\nTransfer-Encoding: chunked\r\n\r\n",
                lab.base
            );
            connection.send(format!("{head}{body}")).await;
            let answer = connection.answer(false).await.unwrap_or_else(|| panic!("no answer to {body:?}"));
            assert_eq!(answer.status, 401, "{body:?}");
            let record = lab.record_of(&answer).await.request;
            assert_eq!((record.head, record.body.text), (head, content), "{body:?}");
        }
    });
}

#[test]
fn generated_requests_sent_in_pieces_are_on_record_whole() {
    with_server(async |server| {
        let lab = server.lab().await;
        let mut dice = Dice(0xD1B5_4A32_D192_ED03);
        for _ in 0..40 {
            let sent = head(&mut dice, &lab.base);
            let mut connection = Connection::open(server.address).await;
            let mut rest = sent.as_bytes();
            while !rest.is_empty() {
                let (piece, after) = rest.split_at(1 + dice.roll(rest.len().min(50)));
                connection.send(piece).await;
                tokio::task::yield_now().await;
                rest = after;
            }
            let answer = connection.answer(sent.starts_with("HEAD ")).await.expect("an answer");
            assert_faithful(&lab.record_of(&answer).await, &sent, &answer);
        }
    });
}

#[test]
fn generated_requests_sent_all_at_once_are_on_record_one_by_one() {
    with_server(async |server| {
        let lab = server.lab().await;
        let mut dice = Dice(0xA076_1D64_78BD_642F);
        for _ in 0..20 {
            let sent: Vec<String> = (0..8).map(|_| head(&mut dice, &lab.base)).collect();
            let mut connection = Connection::open(server.address).await;
            connection.send(sent.concat()).await;
            for request in &sent {
                let answer = connection.answer(request.starts_with("HEAD ")).await.expect("an answer");
                assert_faithful(&lab.record_of(&answer).await, request, &answer);
            }
        }
    });
}
