//! The way from the browser to the server: one `fetch`, and the calls that the islands make with it.
//! Nothing below `/lab/` is ever asked with the browser's own credentials, or its login window would open.

use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestCredentials, RequestInit, RequestRedirect, Response, ResponseType};

use super::browser;
use super::draft::Draft;
use super::fault::Fault;
use super::fragment::encode;
use super::reading;
use crate::model::Exchange;

/// What came back, as far as a script may see it.
#[derive(Debug)]
struct Answer {
    status: u16,
    /// `Knock-Exchange`.
    exchange: Option<String>,
    /// A redirect, of which a script sees nothing.
    opaque: bool,
    retry_after_seconds: Option<u32>,
    text: String,
}

struct Call<'a> {
    method: &'a str,
    url: &'a str,
    headers: Headers,
    body: Option<&'a str>,
    credentials: RequestCredentials,
}

async fn fetch(call: Call<'_>) -> Result<Answer, Fault> {
    let init = RequestInit::new();
    init.set_method(call.method);
    init.set_headers(&call.headers);
    init.set_credentials(call.credentials);
    init.set_redirect(RequestRedirect::Manual);
    if let Some(body) = call.body {
        init.set_body(&JsValue::from_str(body));
    }
    let promise = leptos::prelude::window().fetch_with_str_and_init(call.url, &init);
    let response = JsFuture::from(promise).await.map_err(|_| no_answer())?;
    let response: Response = response.dyn_into().map_err(|_| Fault::Ours)?;
    let field = |name: &str| response.headers().get(name).ok().flatten();
    let mut answer = Answer {
        status: response.status(),
        exchange: field("knock-exchange"),
        opaque: response.type_() == ResponseType::Opaqueredirect,
        retry_after_seconds: field("retry-after").and_then(|value| value.parse().ok()),
        text: String::new(),
    };
    // Reading to the end: then the server has sent its last byte, and has recorded the exchange.
    if let Ok(promise) = response.text() {
        let text = JsFuture::from(promise).await.map_err(|_| no_answer())?;
        answer.text = text.as_string().unwrap_or_default();
    }
    Ok(answer)
}

fn no_answer() -> Fault {
    if browser::is_online() { Fault::Unreachable } else { Fault::Offline }
}

fn headers(fields: &[(&str, &str)]) -> Result<Headers, Fault> {
    let headers = Headers::new().map_err(|_| Fault::Ours)?;
    for (name, value) in fields {
        headers.append(name, value).map_err(|_| {
            let why = if crate::auth::grammar::is_token(name) {
                " has a value that a browser refuses: line ends, or characters beyond Latin-1."
            } else {
                " is no name for a header: letters, digits and hyphens, without blanks."
            };
            Fault::Unsendable(["“", name, "”", why].concat())
        })?;
    }
    Ok(headers)
}

/// What an answer of the API means when it is not a success.
fn refused(answer: &Answer) -> Fault {
    match answer.status {
        404 | 410 => Fault::Expired,
        429 => Fault::TooFast { seconds: answer.retry_after_seconds.unwrap_or(1) },
        status @ 400..=499 => Fault::TurnedAway { status },
        _ => Fault::Ours,
    }
}

async fn api(method: &str, url: &str, body: Option<&str>) -> Result<Value, Fault> {
    let fields: &[(&str, &str)] = if body.is_some() { &[("Content-Type", "application/json")] } else { &[] };
    let credentials = RequestCredentials::SameOrigin;
    let answer = fetch(Call { method, url, headers: headers(fields)?, body, credentials }).await?;
    if !(200..300).contains(&answer.status) {
        return Err(refused(&answer));
    }
    reading::json(&answer.text).ok_or(Fault::Ours)
}

/// The visitor's lab: the one that the cookie names, or a new one.
///
/// # Errors
/// Any `Fault` but `Expired`.
pub async fn open_lab() -> Result<String, Fault> {
    let lab = api("POST", "/api/labs", None).await?;
    reading::text(&lab, "lab").ok_or(Fault::Ours)
}

/// The recorded exchanges after `seq`, oldest first.
///
/// # Errors
/// `Expired` when the lab is gone; any other `Fault`.
pub async fn exchanges_after(lab: &str, seq: u64) -> Result<Vec<Exchange>, Fault> {
    let list = api("GET", &["/api/labs/", lab, "/exchanges?after=", &seq.to_string()].concat(), None).await?;
    reading::list(&list, reading::exchange).ok_or(Fault::Ours)
}

/// A part of an exchange's page, as HTML.
///
/// # Errors
/// Any `Fault`.
pub async fn part(id: &str, name: &str) -> Result<String, Fault> {
    let url = ["/x/", id, "/", name].concat();
    let credentials = RequestCredentials::SameOrigin;
    let answer =
        fetch(Call { method: "GET", url: &url, headers: headers(&[])?, body: None, credentials }).await?;
    if answer.status == 200 { Ok(answer.text) } else { Err(refused(&answer)) }
}

/// The record comes with the last byte of the response; these are for the moment between the two.
pub const RECORD_RETRIES: u32 = 6;
pub const RECORD_RETRY_MS: i32 = 80;

/// The exchange that was just answered; `typed` tells which headers the visitor typed, as a JSON array.
///
/// # Errors
/// `Unrecorded` when it does not come; any other `Fault`.
pub async fn recorded(lab: &str, id: &str, typed: &str) -> Result<Exchange, Fault> {
    let url = ["/api/labs/", lab, "/exchanges/", id].concat();
    let told = ["{\"typed\":", typed, "}"].concat();
    let (method, body) = if typed.is_empty() { ("GET", None) } else { ("PATCH", Some(&*told)) };
    for _ in 0..RECORD_RETRIES {
        match api(method, &url, body).await {
            Err(Fault::Expired) => browser::pause(RECORD_RETRY_MS).await,
            Err(fault) => return Err(fault),
            Ok(value) => return reading::exchange(&value).ok_or(Fault::Ours),
        }
    }
    Err(Fault::Unrecorded)
}

/// What a lab is asked for.
#[derive(Clone, Debug)]
pub enum Errand {
    /// Only an address.
    Arrive,
    /// The request in the editor, at the door it names.
    Send(Draft),
    /// A token; fields with an empty value are left out.
    Issue(Vec<(&'static str, String)>),
    /// The end of a token (RFC 7009).
    Revoke(String),
    /// Another position of the lab's clock.
    SetClock { offset_seconds: i64 },
}

/// What came of an errand.
#[derive(Debug)]
pub enum Outcome {
    Done,
    /// Recorded under this id.
    Recorded(String),
    /// Answered with a redirect, whose id a script cannot see.
    Redirected,
    Token(String),
    Clock {
        offset_seconds: i64,
    },
}

/// Runs an errand.
///
/// # Errors
/// `Expired` when there is no such lab any more; any other `Fault`.
pub async fn run(lab: &str, errand: &Errand) -> Result<Outcome, Fault> {
    match errand {
        Errand::Arrive => Ok(Outcome::Done),
        Errand::Send(draft) => send(lab, draft).await,
        Errand::Issue(fields) => issue_token(lab, fields).await,
        Errand::Revoke(token) => {
            let answer = post_form(lab, "token/revoke", &[("token", token.clone())]).await?;
            if answer.status == 200 { Ok(Outcome::Done) } else { Err(refused(&answer)) }
        }
        Errand::SetClock { offset_seconds } => {
            let body = ["{\"offset_seconds\":", &offset_seconds.to_string(), "}"].concat();
            let clock = api("PUT", &["/api/labs/", lab, "/clock"].concat(), Some(&body)).await?;
            let offset_seconds = clock.get("offset_seconds").and_then(Value::as_i64).ok_or(Fault::Ours)?;
            Ok(Outcome::Clock { offset_seconds })
        }
    }
}

async fn send(lab: &str, draft: &Draft) -> Result<Outcome, Fault> {
    if draft.leaves_the_lab() {
        return Err(Fault::Unsendable(
            "The path has to stay inside your lab: “..” would leave it.".to_owned(),
        ));
    }
    if draft.lacks_a_name() {
        return Err(Fault::Unsendable("A header has a value and no name: name it, or remove it.".to_owned()));
    }
    if ["CONNECT", "TRACE", "TRACK"].iter().any(|kept| draft.method.eq_ignore_ascii_case(kept)) {
        let why = " is a method that browsers keep from pages; curl can send it.";
        return Err(Fault::Unsendable([&draft.method, why].concat()));
    }
    let fields: Vec<(&str, &str)> = draft.sent().collect();
    let body = draft.sent_body();
    // A session lives in the browser's jar. Only doors that never open its login window may be asked this way.
    let by_cookie = draft.path.starts_with("session/");
    let answer = fetch(Call {
        method: &draft.method,
        url: &["/lab/", lab, "/", &draft.path].concat(),
        headers: headers(&fields)?,
        body: (!body.is_empty()).then_some(body),
        credentials: if by_cookie { RequestCredentials::SameOrigin } else { RequestCredentials::Omit },
    })
    .await?;
    match answer.exchange {
        Some(id) => Ok(Outcome::Recorded(id)),
        None if answer.opaque => Ok(Outcome::Redirected),
        None => Err(refused(&answer)),
    }
}

async fn issue_token(lab: &str, fields: &[(&str, String)]) -> Result<Outcome, Fault> {
    let answer = post_form(lab, "token", fields).await?;
    if answer.status != 200 && answer.status != 400 {
        return Err(refused(&answer));
    }
    let said = reading::json(&answer.text).ok_or(Fault::Ours)?;
    match reading::text(&said, "access_token") {
        Some(token) => Ok(Outcome::Token(token)),
        // The server says which field is wrong.
        None => Err(reading::text(&said, "detail").map_or(Fault::Ours, Fault::Unsendable)),
    }
}

async fn post_form(lab: &str, door: &str, fields: &[(&str, String)]) -> Result<Answer, Fault> {
    let mut form = String::new();
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        form.push_str(&[if form.is_empty() { "" } else { "&" }, name, "=", &encode(value)].concat());
    }
    fetch(Call {
        method: "POST",
        url: &["/lab/", lab, "/", door].concat(),
        headers: headers(&[("Content-Type", "application/x-www-form-urlencoded")])?,
        body: Some(&form),
        credentials: RequestCredentials::Omit,
    })
    .await
}
