//! `status/{codes}`: the status that was asked for, or one of several by their weights,
//! with the fields without which HTTP does not allow it.

use axum::body::Body;
use axum::http::header::{
    ALLOW, CONNECTION, CONTENT_RANGE, CONTENT_TYPE, LOCATION, PROXY_AUTHENTICATE, UPGRADE, WWW_AUTHENTICATE,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;

use super::refusal::Refusal;
use super::router::Asked;
use crate::model::Reason;
use crate::wire::phrase::reason_phrase;

const UNREADABLE: Refusal = Refusal::new(
    Reason::InvalidParameter,
    "A status has three digits, from 200 to 599; several stand with commas between them, and a weight follows a colon: 200:3,503:1.",
);
const INTERIM: Refusal = Refusal::new(
    Reason::InvalidParameter,
    "A status that begins with 1 only announces another one, so it cannot be the answer itself.",
);
const INVALID: Refusal =
    Refusal::new(Reason::InvalidParameter, "HTTP has no status below 100 and none above 599.");
const NOTHING_TO_PICK: Refusal =
    Refusal::new(Reason::InvalidParameter, "At least one weight must be larger than zero.");

const CHALLENGE: HeaderValue = HeaderValue::from_static("Basic realm=\"httpbin/status\", charset=\"UTF-8\"");
const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");

const TEAPOT: &str = r"
             _
          __( )__
    __   /       \__
    \ \_|  I am a   \ \
     \__|  teapot   |_/
         \_________/

";

pub(super) fn answer(asked: &Asked<'_>) -> Result<Response, Refusal> {
    Ok(response(pick(&asked.value("codes")?)?))
}

/// One of the choices, each with a chance in proportion to its weight.
fn pick(codes: &str) -> Result<StatusCode, Refusal> {
    let (mut picked, mut total) = (None, 0.0);
    for choice in codes.split(',') {
        let (code, weight) = choice.split_once(':').map_or((choice, Ok(1.0)), |(c, w)| (c, w.parse()));
        let status = status(code)?;
        let weight = weight.ok().filter(|weight: &f64| weight.is_finite() && *weight >= 0.0);
        let weight = weight.ok_or(UNREADABLE)?;
        total += weight;
        // Each choice takes the place of those before it with its share of the weight so far: a single one always.
        if weight > 0.0 && (total <= weight || rand::random::<f64>() * total < weight) {
            picked = Some(status);
        }
    }
    picked.ok_or(NOTHING_TO_PICK)
}

fn status(digits: &str) -> Result<StatusCode, Refusal> {
    if digits.len() != 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(UNREADABLE);
    }
    match digits.parse() {
        Ok(100..200) => Err(INTERIM),
        Ok(code @ 200..600) => StatusCode::from_u16(code).map_err(|_| INVALID),
        _ => Err(INVALID),
    }
}

fn response(status: StatusCode) -> Response {
    let body = body(status);
    let has_content = !body.is_empty();
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    add_fields(status, response.headers_mut());
    if has_content {
        response.headers_mut().insert(CONTENT_TYPE, TEXT);
    }
    response
}

/// Empty as httpbin's, but an error explains itself (RFC 9110 15.5).
fn body(status: StatusCode) -> String {
    match status.as_u16() {
        206 => "206\n".to_owned(),
        200..400 => String::new(),
        418 => TEAPOT.to_owned(),
        code if status.canonical_reason().is_none() => format!("{code} is not registered. What is: /codes\n"),
        _ => {
            let code = status.as_str();
            [code, " ", reason_phrase(status), ". What it means: /codes/", code, "\n"].concat()
        }
    }
}

/// The fields that belong to a status.
fn add_fields(status: StatusCode, fields: &mut HeaderMap) {
    let mut say = |name: HeaderName, value| _ = fields.insert(name, value);
    let fixed = HeaderValue::from_static;
    match status.as_u16() {
        // RFC 9110 15.3.7: the range that the content is.
        206 => say(CONTENT_RANGE, fixed("bytes 0-3/4")),
        304 => {}
        300..=399 => say(LOCATION, fixed("/httpbin/get")),
        // RFC 9110 15.5.2.
        401 => say(WWW_AUTHENTICATE, CHALLENGE),
        // RFC 9110 15.5.6: the only method that gets another answer.
        405 => say(ALLOW, fixed("OPTIONS")),
        // RFC 9110 15.5.8. A browser takes it for a failure of the network, because this is no proxy.
        407 => say(PROXY_AUTHENTICATE, CHALLENGE),
        // RFC 9110 15.5.17.
        416 => say(CONTENT_RANGE, fixed("bytes */0")),
        418 => say(HeaderName::from_static("x-more-info"), fixed("https://www.rfc-editor.org/rfc/rfc2324")),
        // RFC 9110 15.5.22, and 7.8 for the connection.
        426 => {
            say(UPGRADE, fixed("websocket"));
            say(CONNECTION, fixed("upgrade"));
        }
        _ => {}
    }
}
