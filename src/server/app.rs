//! What all requests share, the routes, and the program's life from start to stop.

use std::io;
use std::sync::Arc;
use std::time::SystemTime;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tower::service_fn;

use super::accept::accept;
use super::bodies::{self, BodyLimits};
use super::config::Config;
use super::fault::Fault;
use super::metrics::{self, Metrics};
use super::site::{Holder, Site, SiteError};
use super::streams::Streams;
use super::{api, cookies, files, health, lint, play_send, request_log, theme, visitor_pages};
use crate::content::Source;
use crate::demo::Demo;
use crate::doors::Doors;
use crate::httpbin::Httpbin;
use crate::labs::{Keys, Lab, Labs};
use crate::limits::{AddressRate, Limits, Network, Places};
use crate::pages::{Examples, PageContext};
use crate::wire::{Answering, Peer};

/// The state of the server.
pub struct App {
    pub config: Config,
    pub labs: Arc<Labs>,
    pub connections: Places<Network>,
    pub(super) streams: Streams,
    /// Present when they are asked for.
    pub(super) metrics: Option<Metrics>,
    /// How often somebody comes.
    pub(super) visits: AddressRate,
    new_labs: AddressRate,
    /// For visitors, and for requests that the server sends to itself.
    pub doors: Doors,
    /// Cancelled when the program is asked to stop.
    pub stop: CancellationToken,
    holder: Holder,
}

/// Why the program could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Site(#[from] SiteError),
    #[error("cannot listen on {address}: {source}; choose another address with {option}")]
    Listen { address: std::net::SocketAddr, source: io::Error, option: &'static str },
}

impl App {
    /// Prepares everything but the socket.
    ///
    /// # Errors
    /// When the content cannot be used.
    pub async fn new(config: Config) -> Result<Arc<Self>, StartError> {
        let Limits { connections, requests, rates, labs: bounds } = &config.limits;
        let keys = config.secret.as_deref().map_or_else(Keys::random, Keys::from_passphrase);
        let labs = Arc::new(Labs::new(keys, bounds.clone()));
        let httpbin = Httpbin::new(config.origin.clone(), requests.clone(), &labs);
        let demo = Demo::new(Arc::clone(&labs), config.origin.clone(), &config.limits);
        let doors = Doors::new(demo, httpbin);
        let (limits, origin) = (connections.clone(), config.reached_at());
        let examples = Examples { doors: doors.clone(), limits, origin };
        let source = config.content.clone().map_or(Source::Embedded, Source::Folder);
        let site = Arc::new(Site::build(&source, config.origin.clone(), &examples).await?);
        let holder = match source.changed() {
            None => Holder::Fixed(site),
            Some(changed) => Holder::Watched {
                source,
                origin: config.origin.clone(),
                examples: Box::new(examples),
                current: (changed.max(SystemTime::UNIX_EPOCH), site).into(),
            },
        };
        Ok(Arc::new(Self {
            labs,
            connections: Places::default(),
            streams: Streams::new(bounds),
            metrics: config.metrics_listen.map(|_| Metrics::new()),
            visits: rates.by_address(rates.address_rate),
            new_labs: rates.by_address(rates.new_lab_rate),
            doors,
            stop: CancellationToken::new(),
            holder,
            config,
        }))
    }

    /// The pages as they are now.
    pub async fn site(&self) -> Arc<Site> {
        self.holder.site().await
    }

    /// The answer to a request for what is kept, whoever asks: a page or a file, without a query. The API answers for itself, with
    /// fields of its own.
    pub(super) async fn kept(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Response> {
        let is_read = matches!(*method, Method::GET | Method::HEAD);
        if !is_read || uri.query().is_some() || uri.path().starts_with("/api/") {
            return None;
        }
        let site = self.site().await;
        Some(site.find(uri.path(), cookies::theme(headers))?.respond(headers))
    }

    /// What pages are made from.
    pub async fn page_context(&self) -> PageContext {
        self.site().await.context().clone()
    }

    /// A new lab, unless its visitor made too many of late.
    pub(super) fn new_lab(&self, peer: Peer) -> Result<Arc<Lab>, Fault> {
        self.new_labs.take(peer.address()).map_err(Fault::TooManyLabs)?;
        Ok(self.labs.create())
    }

    /// True when visitors come over TLS.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.config.origin.as_ref().is_some_and(|origin| origin.starts_with("https://"))
    }
}

/// Everything that is answered here.
pub fn router(app: Arc<App>) -> impl Answering + Sync {
    let (gate, requests) = (Arc::clone(&app), app.config.limits.requests.clone());
    let forms = Router::new()
        .route("/play/send", post(play_send::send))
        .route("/lint", get(page).post(lint::look))
        .route("/theme", post(theme::choose))
        .layer(from_fn_with_state(
            BodyLimits { bytes: requests.form_bytes, seconds: requests.body_seconds },
            bodies::whole,
        ));
    let routes = Router::new()
        .route("/x/{exchange}", get(visitor_pages::exchange))
        .route("/x/{exchange}/{part}", get(visitor_pages::part))
        .route("/sitemap.xml", get(files::sitemap))
        .route("/robots.txt", get(files::robots))
        .route("/livez", get(health::live))
        .route("/readyz", get(health::ready))
        .merge(forms)
        .merge(api::router(&requests))
        .fallback(page)
        .method_not_allowed_fallback(async || Fault::OtherMethod)
        .with_state(app);
    gated(routes, gate)
}

/// What every request passes, whatever it asks for and however it came. Around the router, because as a layer it would be
/// around each route, and cost every request a few allocations more.
pub(super) fn gated(routes: Router, app: Arc<App>) -> impl Answering + Sync {
    service_fn(move |request| {
        let (routes, app) = (routes.clone(), Arc::clone(&app));
        async move { Ok(request_log::answer(&app, routes, request).await) }
    })
}

/// Pages and files that are not simply asked for; what is not found gets a page that helps.
async fn page(State(app): State<Arc<App>>, request: Request) -> Response {
    let site = app.site().await;
    let path = request.uri().path();
    let chosen = cookies::theme(request.headers());
    if let Some(kept) = site.find(path, chosen) {
        return match (request.method(), request.uri().query()) {
            (&Method::GET | &Method::HEAD, Some(query)) if path == "/codes" => {
                visitor_pages::codes(&app, chosen, query).await
            }
            (&Method::GET | &Method::HEAD, _) => kept.respond(request.headers()),
            _ => Fault::ReadOnly.into_response(),
        };
    }
    if let Some(about) = about_code(&site, path) {
        return Redirect::permanent(&about).into_response();
    }
    // Asked about the server and not about a resource (RFC 9110 9.3.7).
    if path == "*" && request.method() == Method::OPTIONS {
        return StatusCode::NO_CONTENT.into_response();
    }
    // Programs ask here, and a page does not help them.
    if ["/api/", "/assets/"].iter().any(|start| path.starts_with(start)) {
        return Fault::NotFound.into_response();
    }
    visitor_pages::not_found(&app, chosen, request.method(), path).await
}

/// Where a registered code is explained, for the addresses `/{code}` and `/codes/{code}`: its page, or its row in the list.
fn about_code(site: &Site, path: &str) -> Option<String> {
    let digits = path.strip_prefix("/codes/").or_else(|| path.strip_prefix('/'))?;
    let code = digits.parse().ok().filter(|code: &u16| code.to_string() == digits)?;
    let library = site.library();
    library.code(code)?;
    let separator = if library.statuses.contains_key(&code) { '/' } else { '#' };
    Some(format!("/codes{separator}{code}"))
}

/// Serves until the program is asked to stop.
///
/// # Errors
/// When the content cannot be used or the address is taken.
pub async fn run(config: Config) -> Result<(), StartError> {
    let address = config.listen;
    let app = App::new(config).await?;
    let listener = TcpListener::bind(address).await.map_err(|source| StartError::Listen {
        address,
        source,
        option: "--listen",
    })?;
    let for_metrics = metrics::listen(app.config.metrics_listen).await?;
    let site = app.site().await;
    tokio::task::spawn_blocking(move || site.compress());
    tracing::info!("listening on http://{address}");
    let stop = app.stop.clone();
    tokio::spawn(async move {
        asked_to_stop().await;
        tracing::info!("stopping");
        stop.cancel();
    });
    if let Some(listener) = for_metrics {
        tokio::spawn(metrics::serve(listener, Arc::clone(&app)));
    }
    accept(listener, router(Arc::clone(&app)), &app, &app.connections).await;
    Ok(())
}

async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
