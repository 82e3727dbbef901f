//! The playground without JavaScript: a form is written out as a request, sent to the visitor's own lab
//! through an in-memory connection, and the visitor is led to the page of the exchange.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, HOST, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::app::App;
use super::cookies::{owned_lab, set_lab};
use super::fault::Fault;
use super::same_origin::is_same_origin;
use super::visitor_pages;
use crate::auth::grammar::is_token;
use crate::auth::{basic, bearer};
use crate::labs::{Access, Lab};
use crate::model::RequestDraft;
use crate::wire::memory;

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
    /// The request that waits for the token.
    pub then_method: String,
    pub then_path: String,
}

/// Why a form cannot become a request; each sentence says what to do.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    #[error("The method must be one word of letters, such as GET.")]
    Method,
    #[error("The path must not hold spaces, control characters or a #; write a space as %20.")]
    Path,
    #[error("Line {0} of the headers is not `Name: value`.")]
    Header(usize),
    #[error("The request is larger than a form may send; shorten the headers or the body.")]
    TooLarge,
}

const HEAD_MAX_BYTES: usize = 12 * 1024;
const BODY_MAX_BYTES: usize = 48 * 1024;

pub(super) async fn send(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Form(form): Form<SendForm>,
) -> Result<Response, Fault> {
    if !is_same_origin(&headers) {
        return Err(Fault::CrossSite);
    }
    let (lab, is_new) = match owned_lab(&app.labs, &headers) {
        Access::Open(lab) => (lab, false),
        Access::Expired | Access::Unknown => (app.labs.create(), true),
    };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let draft = draft(&form);
    let mut response = match request(&draft, &lab, host) {
        Ok(bytes) => {
            let answer = memory::send(app.doors.clone(), &app.limits, &bytes).await.map_err(|error| {
                tracing::error!(%error, "a form's request was not answered");
                Fault::Internal
            })?;
            match exchange_id(&answer.head) {
                Some(id) => to_exchange(&id, &form)?,
                // Refused before any door: the bytes were not HTTP.
                None => visitor_pages::refused_draft(&app, &headers, draft, &DraftError::Path).await,
            }
        }
        Err(error) => visitor_pages::refused_draft(&app, &headers, draft, &error).await,
    };
    if is_new {
        response.headers_mut().insert(SET_COOKIE, set_lab(&app.labs, &lab, app.is_secure()));
    }
    Ok(response)
}

/// The request that the form describes.
fn draft(form: &SendForm) -> RequestDraft {
    let mut draft = RequestDraft {
        method: if form.method.is_empty() { "GET".to_owned() } else { form.method.trim().to_owned() },
        path: form.path.trim().trim_start_matches('/').to_owned(),
        headers: form.headers.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        body: form.body.clone(),
    };
    let credentials = if !form.token.trim().is_empty() {
        Some(bearer::authorization(form.token.trim()))
    } else if !form.user.is_empty() || !form.password.is_empty() {
        Some(basic::authorization(&form.user, &form.password))
    } else {
        None
    };
    if let Some(credentials) = credentials {
        draft.headers.retain(|line| !line.to_ascii_lowercase().starts_with("authorization:"));
        draft.headers.push(format!("Authorization: {credentials}"));
    }
    if !form.token_sub.is_empty() {
        let fields = [
            ("sub", &form.token_sub),
            ("ttl", &form.token_ttl),
            ("scope", &form.token_scope),
            ("key", &form.token_key),
        ];
        draft.headers.push("Content-Type: application/x-www-form-urlencoded".to_owned());
        draft.body = serde_urlencoded::to_string(fields).unwrap_or_default();
    }
    draft
}

/// The bytes of a request to the lab.
fn request(draft: &RequestDraft, lab: &Lab, host: &str) -> Result<Vec<u8>, DraftError> {
    if !is_token(&draft.method) {
        return Err(DraftError::Method);
    }
    if !draft.path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#') {
        return Err(DraftError::Path);
    }
    let mut head = format!("{} {}{} HTTP/1.1\r\nHost: {host}\r\n", draft.method, lab.base(), draft.path);
    let mut has_length = false;
    for (index, line) in draft.headers.iter().enumerate() {
        let (name, value) = line.split_once(':').ok_or(DraftError::Header(index + 1))?;
        if !is_token(name) || value.contains(|c: char| c.is_control() && c != '\t') {
            return Err(DraftError::Header(index + 1));
        }
        has_length |= name.eq_ignore_ascii_case("content-length") || name.eq_ignore_ascii_case("transfer-encoding");
        if name.eq_ignore_ascii_case("host") {
            continue;
        }
        head.push_str(&format!("{name}: {}\r\n", value.trim()));
    }
    if !draft.body.is_empty() && !has_length {
        head.push_str(&format!("Content-Length: {}\r\n", draft.body.len()));
    }
    head.push_str("\r\n");
    if head.len() > HEAD_MAX_BYTES || draft.body.len() > BODY_MAX_BYTES {
        return Err(DraftError::TooLarge);
    }
    Ok([head.as_bytes(), draft.body.as_bytes()].concat())
}

fn exchange_id(head: &[u8]) -> Option<String> {
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
