//! An exchange as an HTTP archive (HAR 1.2), which the developer tools of every browser open.
//! The names are the format's own, and so is what may not be left out.

use base64ct::{Base64, Encoding};
use serde_json::{Value, json};

use crate::labs::Recorded;
use crate::labs::recorded::Kept;
use crate::model::{Capture, Exchange, Message};

/// What the format writes for a size that is not known.
const UNKNOWN: i64 = -1;

/// The archive of one exchange; `origin` is where the visitor sees this server.
#[must_use]
pub(super) fn archive(recorded: &Recorded, exchange: &Exchange, origin: &str) -> Value {
    let took_ms = exchange.timing.took_us as f64 / 1000.0;
    json!({ "log": {
        "version": "1.2",
        "creator": { "name": "Knock", "version": env!("CARGO_PKG_VERSION") },
        "entries": [{
            "startedDateTime": exchange.timing.received,
            "time": took_ms,
            "request": request(recorded, exchange, origin),
            "response": response(recorded, exchange),
            "cache": {},
            // The server's view: from the head of the request to the answer.
            "timings": { "send": 0, "wait": took_ms, "receive": 0 },
            "comment": comment(exchange),
        }],
    }})
}

fn comment(exchange: &Exchange) -> &'static str {
    match exchange.capture {
        Capture::Bytes => "As the server received and sent it, to the byte.",
        Capture::Decoded => "Over HTTP/2: the fields as the server decoded them.",
        Capture::Cut => "The connection ended before the whole answer was sent.",
    }
}

fn request(recorded: &Recorded, exchange: &Exchange, origin: &str) -> Value {
    let message = &exchange.request;
    let mut words = message.start_line.split(' ');
    let target = words.nth(1).unwrap_or_default();
    // RFC 9112 3.2.2: a target can be a whole address already.
    let url = if target.starts_with('/') { format!("{origin}{target}") } else { target.to_owned() };
    let mut request = json!({
        "method": exchange.method,
        "url": url,
        "httpVersion": words.next().unwrap_or_default(),
        "cookies": cookies(message.fields("cookie").flat_map(|line| line.split(';'))),
        "headers": headers(message),
        "queryString": pairs(target.split_once('?').map_or("", |(_, query)| query)),
        "headersSize": headers_size(recorded, &recorded.request_head),
        "bodySize": recorded.request_body.size_bytes,
    });
    if !recorded.request_body.bytes.is_empty() {
        let kind = message.field("content-type").unwrap_or_default();
        let is_form = kind.starts_with("application/x-www-form-urlencoded");
        request["postData"] = json!({
            "mimeType": kind,
            "params": pairs(if is_form { &message.body.text } else { "" }),
            "text": message.body.text,
            "comment": cut(&recorded.request_body),
        });
    }
    request
}

fn response(recorded: &Recorded, exchange: &Exchange) -> Value {
    let message = &exchange.response;
    let mut words = message.start_line.splitn(3, ' ');
    let body = &recorded.response_body;
    let mut content = json!({
        "size": body.size_bytes,
        "mimeType": message.field("content-type").unwrap_or("x-unknown"),
        "comment": cut(body),
    });
    match str::from_utf8(&body.bytes) {
        Ok(text) => content["text"] = text.into(),
        Err(_) => {
            content["text"] = Base64::encode_string(&body.bytes).into();
            content["encoding"] = "base64".into();
        }
    }
    json!({
        "httpVersion": words.next().unwrap_or_default(),
        "status": exchange.status,
        "statusText": words.nth(1).unwrap_or_default(),
        "cookies": cookies(message.fields("set-cookie").filter_map(|line| line.split(';').next())),
        "headers": headers(message),
        "content": content,
        "redirectURL": message.field("location").unwrap_or_default(),
        "headersSize": headers_size(recorded, &recorded.response_head),
        "bodySize": body.size_bytes,
    })
}

fn cut(body: &Kept) -> &'static str {
    if (body.bytes.len() as u64) < body.size_bytes { "Only the beginning was kept." } else { "" }
}

fn headers(message: &Message) -> Vec<Value> {
    message.fields.iter().map(|field| pair(&field.name, &field.value)).collect()
}

/// HTTP/2 compresses its heads, so theirs have no size of their own.
fn headers_size(recorded: &Recorded, head: &[u8]) -> i64 {
    match recorded.capture {
        Capture::Decoded => UNKNOWN,
        _ if recorded.has_cut_head => UNKNOWN,
        Capture::Bytes | Capture::Cut => i64::try_from(head.len()).unwrap_or(UNKNOWN),
    }
}

fn cookies<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<Value> {
    texts
        .map(|text| {
            let (name, value) = text.split_once('=').unwrap_or((text, ""));
            pair(name.trim(), value.trim())
        })
        .collect()
}

fn pairs(encoded: &str) -> Vec<Value> {
    let decoded: Vec<(String, String)> = serde_urlencoded::from_str(encoded).unwrap_or_default();
    decoded.iter().map(|(name, value)| pair(name, value)).collect()
}

fn pair(name: &str, value: &str) -> Value {
    json!({ "name": name, "value": value })
}
