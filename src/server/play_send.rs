//! The playground without JavaScript: a form is written out as a request, sent to the visitor's own lab
//! through an in-memory connection, and the visitor is led to the page of the exchange.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, HOST, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form};
use serde::Deserialize;

use super::app::App;
use super::cookies::{owned_lab, set_lab};
use super::draft::{DraftError, request, target};
use super::fault::Fault;
use super::{raw_send, run_again, visitor_pages};
use crate::auth::{Challenge, basic, bearer, digest};
use crate::demo::is_same_origin;
use crate::labs::id::random_text;
use crate::labs::{Access, Author, Lab};
use crate::model::RequestDraft;
use crate::pages::Written;
use crate::wire::{Peer, memory};

/// What the forms send. The editor fills the first four; the credentials' forms add the rest.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SendForm {
    pub method: String,
    pub path: String,
    pub headers: String,
    pub body: String,
    pub user: String,
    pub password: String,
    pub token: String,
    pub token_sub: String,
    pub token_ttl: String,
    pub token_scope: String,
    pub token_key: String,
    pub token_acr: String,
    /// The Digest challenge that user and password are to answer.
    pub challenge: String,
    /// The request that waits for the token.
    pub then_method: String,
    pub then_path: String,
    /// Which example of a page this is, when it holds what only its own lab takes.
    pub example: String,
    /// The raw console sends this alone.
    pub raw: Option<String>,
}

const CNONCE_CHARACTERS: usize = 16;

pub(super) async fn send(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    Form(form): Form<SendForm>,
) -> Result<Response, Fault> {
    if !is_same_origin(&headers) {
        return Err(Fault::CrossSite);
    }
    let (lab, is_new) = match owned_lab(&app.labs, &headers, app.is_secure()) {
        Access::Open(lab) => (lab, false),
        Access::Expired(_) | Access::Unknown => (app.new_lab(peer)?, true),
    };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let mut response = match &form.raw {
        Some(text) => match raw_send::send(&app, &lab, host, text).await {
            Ok(id) => to_exchange(&id, &form)?,
            Err(error) => visitor_pages::not_sent(&app, &headers, Written::Raw(text.clone()), &error).await,
        },
        None => match send_fields(&app, &lab, host, &form).await? {
            Ok(id) => to_exchange(&id, &form)?,
            Err((draft, error)) => {
                visitor_pages::not_sent(&app, &headers, Written::Fields(draft), &error).await
            }
        },
    };
    if is_new {
        response.headers_mut().insert(SET_COOKIE, set_lab(&app.labs, &lab, app.is_secure()));
    }
    Ok(response)
}

/// Sends what the fields of the form describe, and returns the id of the exchange.
async fn send_fields(
    app: &App,
    lab: &Lab,
    host: &str,
    form: &SendForm,
) -> Result<Result<String, (RequestDraft, DraftError)>, Fault> {
    let draft = run_again::draft(app, lab, &form.example).await.unwrap_or_else(|| draft(form, lab));
    let request = match request(&draft, &lab.base(), host) {
        Ok(request) => request,
        Err(error) => return Ok(Err((draft, error))),
    };
    let doors = app.doors.for_author(Author::Form { wrote: wrote(form) });
    let answer = memory::send(doors, &app.config.limits.connections, &request).await.map_err(|error| {
        tracing::error!(%error, "a form's request was not answered");
        Fault::Internal
    })?;
    // Without an id no door was reached: the bytes were not HTTP, or came too often.
    Ok(exchange_id(&answer.head).ok_or_else(|| {
        let status = status(&answer.head);
        let error =
            if status.starts_with("429") { DraftError::TooOften } else { DraftError::Unreadable(status) };
        (draft, error)
    }))
}

/// The request that the form describes.
fn draft(form: &SendForm, lab: &Lab) -> RequestDraft {
    let mut draft = RequestDraft {
        method: if form.method.is_empty() { "GET".to_owned() } else { form.method.trim().to_owned() },
        path: form.path.trim().trim_start_matches('/').to_owned(),
        headers: form.headers.lines().map(str::to_owned).collect(),
        body: form.body.clone(),
    };
    if let Some(credentials) = credentials(form, &draft, lab) {
        draft.headers.retain(|line| !line.trim_start().to_ascii_lowercase().starts_with("authorization:"));
        draft.headers.push(format!("Authorization: {credentials}"));
    }
    if !form.token_sub.is_empty() {
        let fields = [
            ("sub", &form.token_sub),
            ("ttl", &form.token_ttl),
            ("scope", &form.token_scope),
            ("key", &form.token_key),
            ("acr", &form.token_acr),
        ];
        draft.headers.push("Content-Type: application/x-www-form-urlencoded".to_owned());
        draft.body = serde_urlencoded::to_string(fields).unwrap_or_default();
    }
    draft
}

/// What the credentials' forms make of what was typed.
fn credentials(form: &SendForm, draft: &RequestDraft, lab: &Lab) -> Option<String> {
    if !has_credentials(form) {
        None
    } else if !form.token.trim().is_empty() {
        Some(bearer::authorization(form.token.trim()))
    } else {
        Some(
            digest_answer(form, draft, lab)
                .unwrap_or_else(|| basic::authorization(&form.user, &form.password)),
        )
    }
}

/// The answer to the form's Digest challenge, if it has one and the request can be sent at all.
fn digest_answer(form: &SendForm, draft: &RequestDraft, lab: &Lab) -> Option<String> {
    let offer = digest::Offer::first(&Challenge::parse_list(&form.challenge))?;
    let asked = digest::Asked {
        user: &form.user,
        password: &form.password,
        method: &draft.method,
        uri: &format!("{}{}", lab.base(), target(&draft.path)?),
        body: draft.body.as_bytes(),
        count: 1,
        cnonce: &random_text(CNONCE_CHARACTERS),
    };
    Some(offer.answer(&asked).authorization)
}

fn has_credentials(form: &SendForm) -> bool {
    !form.token.trim().is_empty() || !form.user.is_empty() || !form.password.is_empty()
}

/// The fields that the form writes itself, by their names in lower case.
fn wrote(form: &SendForm) -> Vec<&'static str> {
    let typed = |name: &str| {
        form.headers
            .lines()
            .filter_map(|line| line.split_once(':'))
            .any(|(known, _)| known.trim().eq_ignore_ascii_case(name))
    };
    [
        ("host", true),
        ("content-length", !typed("content-length")),
        ("authorization", has_credentials(form)),
        ("content-type", !form.token_sub.is_empty() && !typed("content-type")),
    ]
    .into_iter()
    .filter_map(|(name, wrote)| wrote.then_some(name))
    .collect()
}

/// The status and the phrase of a response.
fn status(head: &[u8]) -> String {
    let line = head.split(|byte| *byte == b'\r').next().unwrap_or_default();
    String::from_utf8_lossy(line).trim_start_matches("HTTP/1.1 ").to_owned()
}

pub(super) fn exchange_id(head: &[u8]) -> Option<String> {
    String::from_utf8_lossy(head).lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("knock-exchange").then(|| value.trim().to_owned())
    })
}

fn to_exchange(id: &str, form: &SendForm) -> Result<Response, Fault> {
    let mut location = format!("/x/{id}");
    if !form.then_path.is_empty() {
        let waiting = [("then_method", &form.then_method), ("then_path", &form.then_path)];
        location = format!("{location}?{}", serde_urlencoded::to_string(waiting).unwrap_or_default());
    }
    let mut response = StatusCode::SEE_OTHER.into_response();
    response.headers_mut().insert(LOCATION, HeaderValue::try_from(location).map_err(|_| Fault::Internal)?);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
