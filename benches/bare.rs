//! Bare axum handlers that answer like a door, shut and open, and do nothing else: what the framework alone costs.

use axum::Router;
use axum::http::StatusCode;
use axum::http::header::WWW_AUTHENTICATE;
use axum::routing::get;
use tokio::net::TcpListener;

const SHUT: &str = "{\"authenticated\":false}\n";
const OPEN: &str = "{\"authenticated\":true}\n";

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let listener = TcpListener::bind(address).await?;
    let routes = Router::new()
        .route(
            "/shut",
            get(async || (StatusCode::UNAUTHORIZED, [(WWW_AUTHENTICATE, "Basic realm=\"bare\"")], SHUT)),
        )
        .route("/open", get(async || OPEN));
    axum::serve(listener, routes).await
}
