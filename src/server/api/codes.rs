//! The registry of status codes for programs: kept like the pages, and open to the scripts of every site.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ALLOW,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::get;
use serde::{Deserialize, Serialize};

use crate::content::Library;
use crate::content::registry::RegisteredCode;
use crate::model::StatusClass;
use crate::pages::Theme;
use crate::server::App;
use crate::server::fault::Fault;
use crate::server::in_path::InPath;
use crate::server::kept::{CachePolicy, Kept};

/// All codes.
const LIST: &str = "/api/codes";

/// One registered code.
#[derive(Serialize)]
struct Code<'a> {
    code: u16,
    phrase: &'a str,
    /// The first digit.
    class: u16,
    class_name: &'static str,
    spec: &'a str,
    spec_url: &'a str,
    heuristically_cacheable: bool,
    /// The registry's own remark, such as that an entry is temporary.
    #[serde(skip_serializing_if = "str::is_empty")]
    remark: &'a str,
    /// The page about it on this site.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
}

impl<'a> Code<'a> {
    fn of(registered: &'a RegisteredCode, library: &Library) -> Self {
        let code = registered.code;
        Self {
            code,
            phrase: &registered.phrase,
            class: registered.class.digit(),
            class_name: registered.class.name(),
            spec: &registered.spec,
            spec_url: &registered.spec_href,
            heuristically_cacheable: registered.heuristically_cacheable,
            remark: &registered.remark,
            page: library.statuses.contains_key(&code).then(|| format!("/codes/{code}")),
        }
    }
}

/// Every answer that these routes can give, by its address.
#[must_use]
pub fn representations(library: &Library) -> Vec<(String, Kept)> {
    let codes: Vec<Code<'_>> = library.codes.iter().map(|code| Code::of(code, library)).collect();
    let mut kept = vec![(LIST.to_owned(), json(&codes))];
    for class in StatusClass::ALL {
        let of_class: Vec<&Code<'_>> = codes.iter().filter(|code| code.class == class.digit()).collect();
        kept.push((of(class), json(&of_class)));
    }
    kept.extend(codes.iter().map(|code| (format!("{LIST}/{}", code.code), json(code))));
    kept
}

fn of(class: StatusClass) -> String {
    format!("{LIST}?class={}", class.digit())
}

fn json(value: &impl Serialize) -> Kept {
    let mut text = serde_json::to_vec_pretty(value).expect("texts and numbers serialise");
    text.push(b'\n');
    Kept::new(
        text.into(),
        "application/json",
        CachePolicy::Revalidate,
        "Accept-Encoding",
        super::common("cross-origin").into_iter().collect(),
    )
}

/// The routes of the registry.
pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .route(LIST, get(list).options(preflight))
        .route("/api/codes/{code}", get(one).options(preflight))
        .layer(map_response(open))
}

#[derive(Deserialize)]
struct Filter {
    class: Option<u16>,
}

async fn list(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    filter: Result<Query<Filter>, QueryRejection>,
) -> Result<Response, Fault> {
    let Query(filter) = filter.map_err(|_| Fault::BadClass)?;
    let address = match filter.class {
        None => LIST.to_owned(),
        Some(digit) => of(StatusClass::from_digit(digit).ok_or(Fault::BadClass)?),
    };
    respond(&app, &address, &headers).await
}

async fn one(
    State(app): State<Arc<App>>,
    InPath(code): InPath<String>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    // RFC 9110 15: three digits, of which the first is the class.
    let is_code = code.len() == 3 && code.parse().is_ok_and(|code| StatusClass::of(code).is_some());
    if !is_code {
        return Err(Fault::BadCode);
    }
    respond(&app, &format!("{LIST}/{code}"), &headers).await
}

async fn respond(app: &App, address: &str, headers: &HeaderMap) -> Result<Response<Body>, Fault> {
    let site = app.site().await;
    site.find(address, Theme::default()).map(|kept| kept.respond(headers)).ok_or(Fault::NoSuchCode)
}

/// Asked by browsers before a script may revalidate.
async fn preflight() -> (StatusCode, [(HeaderName, &'static str); 3]) {
    const METHODS: &str = "GET, HEAD, OPTIONS";
    (
        StatusCode::NO_CONTENT,
        [
            (ALLOW, METHODS),
            (ACCESS_CONTROL_ALLOW_METHODS, METHODS),
            (ACCESS_CONTROL_ALLOW_HEADERS, "If-None-Match"),
        ],
    )
}

/// Nothing here depends on who asks, so scripts of every site may read it.
async fn open(mut response: Response) -> Response {
    for (name, value) in [(ACCESS_CONTROL_ALLOW_ORIGIN, "*"), (ACCESS_CONTROL_EXPOSE_HEADERS, "ETag")] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
