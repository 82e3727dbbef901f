//! Figures about the server, for a collector that speaks Prometheus' text format; on a listener of their own.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use metrics::{Counter, Gauge, Histogram, counter, gauge, histogram, with_local_recorder};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;

use super::accept::accept;
use super::app::{App, StartError};
use super::{floor, host_gate};

/// Only this machine can reach it there.
pub const LISTEN: &str = "127.0.0.1:9464";

/// What is measured, with every figure looked up once: to count a request is an addition.
pub struct Metrics {
    handle: PrometheusHandle,
    /// By the first digit of the status, from 1 on.
    answers: [Counter; 5],
    limited: Counter,
    seconds: Histogram,
    connections: Gauge,
    streams: Gauge,
    labs: Gauge,
    labs_bytes: Gauge,
}

const SECONDS: &str = "knock_answer_seconds";
/// The upper ends of the histogram's buckets, in seconds.
const BUCKETS: [f64; 8] = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.1, 1.0, 10.0];
/// So often are new times put into their buckets, so that they do not pile up when nobody asks.
const UPKEEP: Duration = Duration::from_secs(5);

impl Metrics {
    /// Begins to measure.
    #[must_use]
    pub fn new() -> Self {
        let builder =
            PrometheusBuilder::new().set_buckets_for_metric(Matcher::Full(SECONDS.to_owned()), &BUCKETS);
        let recorder = builder.expect("there are buckets").build_recorder();
        with_local_recorder(&recorder, || Self {
            handle: recorder.handle(),
            answers: ["1xx", "2xx", "3xx", "4xx", "5xx"]
                .map(|class| counter!("knock_answers_total", "status" => class)),
            limited: counter!("knock_limited_total"),
            seconds: histogram!(SECONDS),
            connections: gauge!("knock_connections"),
            streams: gauge!("knock_streams"),
            labs: gauge!("knock_labs"),
            labs_bytes: gauge!("knock_labs_bytes"),
        })
    }

    /// Counts an answer.
    pub(super) fn answered(&self, status: StatusCode, took: Duration) {
        let class = usize::from(status.as_u16() / 100);
        if let Some(answers) = class.checked_sub(1).and_then(|class| self.answers.get(class)) {
            answers.increment(1);
        }
        if status == StatusCode::TOO_MANY_REQUESTS {
            self.limited.increment(1);
        }
        self.seconds.record(took);
    }

    #[expect(clippy::cast_precision_loss, reason = "a gauge is a float, and none of these comes near 2^52")]
    fn render(&self, app: &App) -> String {
        self.connections.set(app.connections.count() as f64);
        self.streams.set(app.streams.count() as f64);
        self.labs.set(app.labs.count() as f64);
        self.labs_bytes.set(app.labs.size_bytes() as f64);
        self.handle.render()
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

/// Opens the listener, when one is asked for.
///
/// # Errors
/// When the address is taken.
pub(super) async fn listen(address: Option<SocketAddr>) -> Result<Option<TcpListener>, StartError> {
    let Some(address) = address else { return Ok(None) };
    let bound = TcpListener::bind(address).await;
    bound.map(Some).map_err(|source| StartError::Listen { address, source, option: "--metrics-listen" })
}

/// Serves the figures until the program is asked to stop.
pub(super) async fn serve(listener: TcpListener, app: Arc<App>) {
    let upkeep = tokio::spawn({
        let app = Arc::clone(&app);
        async move {
            while let Some(metrics) = &app.metrics {
                metrics.handle.run_upkeep();
                tokio::time::sleep(UPKEEP).await;
            }
        }
    });
    let routes = Router::new()
        .route("/metrics", get(figures))
        .layer(from_fn_with_state(Arc::clone(&app), guarded))
        .with_state(Arc::clone(&app));
    accept(listener, routes, &app, &Default::default()).await;
    upkeep.abort();
}

/// For this machine's own names alone: a page elsewhere must not reach it under one of its own.
async fn guarded(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let judged = host_gate::judge(None, request.version(), request.uri(), request.headers());
    let mut response = match judged {
        Ok(()) => next.run(request).await,
        Err(fault) => fault.into_response(),
    };
    floor::add(&app, response.headers_mut());
    response
}

async fn figures(State(app): State<Arc<App>>) -> ([(HeaderName, &'static str); 1], String) {
    let figures = app.metrics.as_ref().map_or(String::new(), |metrics| metrics.render(&app));
    ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], figures)
}
