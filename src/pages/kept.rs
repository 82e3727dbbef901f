//! The pages that are the same for everybody, by their address.

use std::sync::Arc;

use super::examples::{ExampleError, Executed};
use super::render::RenderError;
use super::theme::Theme;
use super::{code, codes, compare, exhibit, header, home, lint, museum, play, scheme};
use crate::assets::Assets;
use crate::content::Library;

/// What pages are made from.
#[derive(Clone)]
pub struct PageContext {
    pub library: Arc<Library>,
    pub assets: Arc<Assets>,
    /// For canonical addresses; absent when it is not known.
    pub origin: Option<String>,
    /// Where commands on pages send their requests, whether an origin is configured or not.
    pub reached_at: String,
    pub executed: Arc<Executed>,
}

/// Why the pages could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    #[error(transparent)]
    Example(#[from] ExampleError),
    #[error(transparent)]
    Render(#[from] RenderError),
    #[error("there is no page {0}")]
    Unknown(String),
}

/// The addresses of all kept pages.
#[must_use]
pub fn paths(library: &Library) -> Vec<String> {
    let fixed = ["/", museum::PATH, "/codes", "/lint", "/play"].map(str::to_owned);
    fixed.into_iter().chain(library.articles().map(|article| article.path.clone())).collect()
}

/// The HTML of a kept page.
///
/// # Errors
/// When there is no such page, or it cannot be rendered.
pub async fn kept_page(context: &PageContext, path: &str, theme: Theme) -> Result<String, PageError> {
    let unknown = || PageError::Unknown(path.to_owned());
    let library = &context.library;
    let mut segments = path.split('/').skip(1);
    let page = match (segments.next().unwrap_or_default(), segments.next()) {
        ("", None) => home::render(context, theme).await?,
        ("broken", None) => museum::render(context, theme).await?,
        ("codes", None) => codes::codes_page(context, theme, &codes::CodeFilter::default()).await?,
        ("lint", None) => lint::render(context, theme).await?,
        ("play", None) => play::render(context, theme, None).await?,
        ("codes", Some(name)) => {
            let code =
                name.parse().ok().filter(|code| library.statuses.contains_key(code)).ok_or_else(unknown)?;
            code::render(context, theme, code).await?
        }
        ("compare", Some(name)) if library.comparisons.contains_key(name) => {
            compare::render(context, theme, name.to_owned()).await?
        }
        (name, None) if library.guides.contains_key(name) => {
            compare::render(context, theme, name.to_owned()).await?
        }
        ("auth", Some(name)) if library.schemes.contains_key(name) => {
            scheme::render(context, theme, name.to_owned()).await?
        }
        ("broken", Some(name)) if library.exhibits.contains_key(name) => {
            exhibit::render(context, theme, name.to_owned()).await?
        }
        ("headers", Some(name)) if library.headers.contains_key(name) => {
            header::render(context, theme, name.to_owned()).await?
        }
        ("play", Some(name)) if library.scenario(name).is_some() => {
            play::render(context, theme, Some(name.to_owned())).await?
        }
        _ => return Err(unknown()),
    };
    Ok(page)
}
