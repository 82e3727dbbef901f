//! The raw console: a text becomes the bytes of one request, which reach the visitor's own lab and nothing else.
//! They need not be good HTTP. Whatever answers them is shown, and who it was: a door, a rule before all doors, or the parser.

use std::sync::{Arc, OnceLock};
use std::time::{Instant, SystemTime};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, Uri};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use tower::Layer;

use super::app::{App, gated};
use super::play_send::exchange_id;
use super::raw_text::{RawError, bytes};
use crate::labs::id::random_text;
use crate::labs::masking::{masked, masked_body, masked_target};
use crate::labs::recorded::{AnsweredBy, Kept};
use crate::labs::{Author, Climb, Lab, Recorded, Typed};
use crate::model::Capture;
use crate::model::message::visible;
use crate::notes::Past;
use crate::wire::framing::head_length;
use crate::wire::memory::{self, RawResponse};

/// Sends the request in the text to the lab, and returns the id of the exchange.
///
/// # Errors
/// When it must not be sent, or when nothing answered it.
pub(super) async fn send(app: &Arc<App>, lab: &Arc<Lab>, host: &str, text: &str) -> Result<String, RawError> {
    let request = bytes(text, lab.id.as_str())?;
    let guard = Arc::new(Guard { base: lab.base(), host: host.to_owned(), verdict: OnceLock::new() });
    // The guard lets nothing pass but doors.
    let doors = gated(Router::new(), Arc::clone(app));
    let guarded = from_fn_with_state(Arc::clone(&guard), confine).layer(doors);
    let (received, started) = (SystemTime::now(), Instant::now());
    let answer = memory::send(guarded, &app.config.limits.connections, &request).await;
    let answered_by = match guard.verdict.get() {
        Some(Err(error)) => return Err(error.clone()),
        Some(Ok(())) => AnsweredBy::Gate,
        None => AnsweredBy::Parser,
    };
    let answer = answer.map_err(|_| RawError::NoAnswer)?;
    if let Some(id) = exchange_id(&answer.head) {
        return Ok(id);
    }
    // No door was reached, so none has kept the exchange.
    let id = random_text(ID_CHARACTERS);
    let (head, body) = request.split_at(head_length(&request).unwrap_or(request.len()));
    let (method, path) = start_line(head, lab);
    let climb = Climb {
        id: id.clone(),
        method,
        path,
        status: answer.head.get(9..12).and_then(|code| str::from_utf8(code).ok()?.parse().ok()).unwrap_or(0),
        received,
        took: started.elapsed(),
        asked: Vec::new(),
        author: Author::Raw,
        answered_by,
        proof: None,
    };
    app.labs.record(lab, recorded(climb, head, body, answer, lab));
    Ok(id)
}

const ID_CHARACTERS: usize = 12;

/// Sees the request as the parser understood it, before anything else does, and lets it pass to the lab only.
struct Guard {
    /// The lab's address, with its last slash.
    base: String,
    host: String,
    /// Absent when the parser refused the request.
    verdict: OnceLock<Result<(), RawError>>,
}

async fn confine(State(guard): State<Arc<Guard>>, mut request: Request, next: Next) -> Response {
    let verdict = guard.judge(request.uri());
    let passes = verdict.is_ok();
    // One request only comes here, so there is one verdict.
    let _ = guard.verdict.set(verdict);
    if !passes {
        return StatusCode::MISDIRECTED_REQUEST.into_response();
    }
    request.extensions_mut().insert(Author::Raw);
    next.run(request).await
}

impl Guard {
    fn judge(&self, target: &Uri) -> Result<(), RawError> {
        if target.authority().is_some_and(|named| !named.as_str().eq_ignore_ascii_case(&self.host)) {
            return Err(RawError::OtherHost(self.host.clone()));
        }
        let path = target.path();
        let below =
            if path == self.base.trim_end_matches('/') { Some("") } else { path.strip_prefix(&self.base) };
        if below.is_some_and(|below| !climbs_out(below)) {
            Ok(())
        } else {
            Err(RawError::Outside(self.base.clone()))
        }
    }
}

/// True when dot segments lead out of the lab (RFC 3986 5.2.4), even such as only some servers take for them.
fn climbs_out(below: &str) -> bool {
    let plain = below.to_ascii_lowercase().replace("%2e", ".").replace("%2f", "/").replace("%5c", "\\");
    let mut depth = 0;
    plain.split(['/', '\\']).any(|segment| {
        depth += match segment {
            ".." => -1,
            "" | "." => 0,
            _ => 1,
        };
        depth < 0
    })
}

/// Method and path as far as the first line has them.
fn start_line(head: &[u8], lab: &Lab) -> (String, String) {
    let line = visible(head.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default());
    let mut words = line.splitn(3, ' ').map(str::to_owned);
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let path = masked_target(target.strip_prefix(&lab.base()).unwrap_or(&target), lab);
    (method, path)
}

fn recorded(climb: Climb, head: &[u8], body: &[u8], answer: RawResponse, lab: &Lab) -> Recorded {
    Recorded {
        seq: 0,
        climb,
        capture: Capture::Bytes,
        request_head: masked(&Bytes::copy_from_slice(head), lab),
        request_body: Kept::of(&masked_body(body, lab)),
        response_head: answer.head.into(),
        response_body: Kept::of(&answer.body),
        has_cut_head: false,
        typed: Typed::default(),
        past: Past::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_targets_in_the_lab_pass() {
        let guard = Guard { base: "/lab/a/".into(), host: "localhost:3000".into(), verdict: OnceLock::new() };
        for (target, expected) in [
            ("/lab/a/basic/", true),
            ("/lab/a/", true),
            ("/lab/a", true),
            ("/lab/a?b=c", true),
            ("/lab/a/?u=../../b/", true),
            ("/lab/a/x/../basic/", true),
            ("/lab/a/./%2e/", true),
            ("/lab/a/%252e%252e/b/", true),
            ("http://localhost:3000/lab/a/", true),
            ("http://LOCALHOST:3000/lab/a/", true),
            ("/", false),
            ("/lab/", false),
            ("/lab/ab/", false),
            ("/lab/b/basic/", false),
            ("/LAB/a/", false),
            ("//lab/a/", false),
            ("/lab//a/", false),
            ("/%6cab/a/", false),
            ("/lab/%61/", false),
            ("/demo/basic/", false),
            ("/api/labs", false),
            ("/lab/a/../b/", false),
            ("/lab/a/x/../../b/", false),
            ("/lab/a/%2e%2E/b/", false),
            ("/lab/a/..%2fb/", false),
            ("/lab/a/%2e.%5cb/", false),
            ("/lab/a/..", false),
            ("http://localhost/lab/a/", false),
            ("http://evil.example/lab/a/", false),
            ("http://localhost:3000@evil.example/lab/a/", false),
            ("http://localhost:3000/lab/b/", false),
            ("http://localhost:3000", false),
            ("localhost:3000", false),
            ("*", false),
        ] {
            let uri: Uri = target.parse().expect("a target that the parser takes");
            assert_eq!(guard.judge(&uri).is_ok(), expected, "{target}");
        }
    }
}
