//! A bare axum handler that answers like a door, and does nothing else: what the framework alone costs.

use axum::Router;
use axum::http::StatusCode;
use axum::http::header::WWW_AUTHENTICATE;
use axum::routing::get;
use tokio::net::TcpListener;

const BODY: &str = "{\"authenticated\":false}\n";

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let listener = TcpListener::bind(address).await?;
    let routes = Router::new().route(
        "/",
        get(async || (StatusCode::UNAUTHORIZED, [(WWW_AUTHENTICATE, "Basic realm=\"bare\"")], BODY)),
    );
    axum::serve(listener, routes).await
}
