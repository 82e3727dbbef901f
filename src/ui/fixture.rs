//! An exchange for the tests of the components.

use crate::model::{
    Body, Capture, Check, Exchange, Field, LookedAt, Message, Outcome, Part, Rung, SetBy, Timing,
};

/// A wrong password at a Basic door.
pub(super) fn wrong_password() -> Exchange {
    let head = "GET /lab/x/basic/ HTTP/1.1\r\nHost: h\r\nAuthorization: Basic YWxpY2U6b29wcw==\r\n\r\n";
    let start = head.find("YWxp").unwrap_or_default();
    let looked_at = Some(LookedAt { part: Part::Head, start, end: start + 16 });
    let passed = |rung| check(rung, Outcome::Passed, looked_at);
    Exchange {
        seq: 1,
        id: "abc".into(),
        method: "GET".into(),
        path: "basic/".into(),
        status: 401,
        request: message(
            "GET /lab/x/basic/ HTTP/1.1",
            &[("Host", "h"), ("Authorization", "Basic YWxpY2U6b29wcw==")],
            head,
        ),
        response: message(
            "HTTP/1.1 401 Unauthorized",
            &[
                ("WWW-Authenticate", "Basic realm=\"x/basic\", charset=\"UTF-8\""),
                ("X-Content-Type-Options", "nosniff"),
                ("X-Robots-Tag", "noindex"),
                ("Referrer-Policy", "no-referrer"),
                ("Content-Length", "0"),
            ],
            "",
        ),
        checks: vec![
            passed(Rung::Door),
            passed(Rung::CredentialsPresent),
            check(Rung::KnownIdentity, Outcome::Stopped, looked_at),
        ],
        notes: Vec::new(),
        timing: Timing { received: String::new(), took_us: 0 },
        capture: Capture::Bytes,
        hop: None,
    }
}

fn check(rung: Rung, outcome: Outcome, looked_at: Option<LookedAt>) -> Check {
    let would_pass = if outcome == Outcome::Stopped { "The right password." } else { "" };
    Check {
        rung,
        outcome,
        detail: "A finding.".into(),
        section: "RFC 9110 15.5.2".into(),
        would_pass: would_pass.into(),
        looked_at,
    }
}

pub(super) fn message(start_line: &str, fields: &[(&str, &str)], head: &str) -> Message {
    let field = |(name, value): &(&str, &str)| Field {
        name: (*name).into(),
        value: (*value).into(),
        set_by: SetBy::Client,
        about: None,
    };
    Message {
        start_line: start_line.into(),
        fields: fields.iter().map(field).collect(),
        body: Body::default(),
        head: head.into(),
    }
}
