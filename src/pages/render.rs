//! From a view to HTML, by leptos_axum, without a request of anybody's.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use leptos::nonce::Nonce;
use leptos::prelude::{IntoView, take_context};

/// A page that could not be rendered.
#[derive(Debug, thiserror::Error)]
#[error("a page could not be rendered: {0}")]
pub struct RenderError(#[from] axum::Error);

const PAGE_MAX_BYTES: usize = 4 * 1024 * 1024;

/// The HTML of a view.
///
/// # Errors
/// When the renderer's output breaks off.
pub(super) async fn html<V>(
    view: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> Result<String, RenderError>
where
    V: IntoView + 'static,
{
    // Leptos wants to know its executor; all but the first call are told that it does already.
    let _ = any_spawner::Executor::init_tokio();
    let render = leptos_axum::render_app_async(move || {
        // A kept page is the same for everybody, so its scripts are allowed by their hash, not by a nonce.
        let _ = take_context::<Nonce>();
        view()
    });
    let response = render(Request::new(Body::empty())).await;
    let bytes = to_bytes(response.into_body(), PAGE_MAX_BYTES).await?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
