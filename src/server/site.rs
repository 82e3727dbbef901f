//! All pages and files, rendered once and kept. In development they are made anew when the content folder changes.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::SystemTime;

use axum::http::header::{CONTENT_SECURITY_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use bytes::Bytes;
use tokio::sync::Mutex;

use super::api::codes;
use super::csp::page_fields;
use super::kept::{CachePolicy, Kept};
use super::openapi;
use crate::assets::Assets;
use crate::content::{ContentError, Library, Source};
use crate::pages::{self, Examples, PageContext, PageError, Theme};

/// Everything that is kept.
pub struct Site {
    context: PageContext,
    /// By path, then by theme in the order of `Theme::ALL`.
    pages: BTreeMap<String, [Kept; 3]>,
    files: HashMap<String, Kept>,
}

/// Why the site could not be made.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    #[error(transparent)]
    Content(#[from] ContentError),
    #[error(transparent)]
    Page(#[from] PageError),
}

const HTML: &str = "text/html; charset=utf-8";
const MARKDOWN: &str = "text/markdown; charset=utf-8";

impl Site {
    /// Reads the content, renders every page, and keeps all of it.
    ///
    /// # Errors
    /// When a content file is wrong, or an example on a page cannot be executed.
    pub async fn build(
        source: &Source,
        origin: Option<String>,
        examples: &Examples,
    ) -> Result<Self, SiteError> {
        let library = Arc::new(Library::load(source, &examples.origin)?);
        let assets = Arc::new(Assets::load());
        let executed = Arc::new(examples.execute(&library).await.map_err(PageError::from)?);
        let context = PageContext {
            library: Arc::clone(&library),
            assets: Arc::clone(&assets),
            origin,
            reached_at: examples.origin.clone(),
            executed,
        };
        let mut kept = BTreeMap::new();
        for path in pages::paths(&library) {
            let mut themes = Vec::with_capacity(Theme::ALL.len());
            for theme in Theme::ALL {
                let html = pages::kept_page(&context, &path, theme).await?;
                let fields = page_fields(&html);
                themes.push(Kept::new(
                    html.into(),
                    HTML,
                    CachePolicy::Revalidate,
                    "Accept-Encoding, Cookie",
                    fields,
                ));
            }
            if let Ok(themes) = <[Kept; 3]>::try_from(themes) {
                kept.insert(path, themes);
            }
        }
        let mut files: HashMap<String, Kept> =
            assets.iter().map(|(path, asset)| (path.to_owned(), keep_asset(asset))).collect();
        for (path, markdown) in pages::markdown_shapes(&context) {
            let fields = file_fields("default-src 'none'; frame-ancestors 'none'");
            files.insert(
                path,
                Kept::new(markdown.into(), MARKDOWN, CachePolicy::Revalidate, "Accept-Encoding", fields),
            );
        }
        files.extend(codes::representations(&library));
        files.insert(openapi::PATH.to_owned(), openapi::representation());
        Ok(Self { context, pages: kept, files })
    }

    #[must_use]
    pub fn library(&self) -> Arc<Library> {
        Arc::clone(&self.context.library)
    }

    /// What the pages were made from.
    #[must_use]
    pub fn context(&self) -> &PageContext {
        &self.context
    }

    /// What is kept for a path.
    #[must_use]
    pub fn find(&self, path: &str, theme: Theme) -> Option<&Kept> {
        match self.pages.get(path) {
            Some(themes) => themes.get(theme.index()),
            None => self.files.get(path),
        }
    }

    /// The paths of all pages, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.pages.keys().map(String::as_str)
    }

    /// Makes every compressed coding. Takes seconds of one core.
    pub fn compress(&self) {
        let pages = self.pages.values().flatten();
        for kept in self.files.values().chain(pages) {
            kept.compress();
        }
    }
}

fn keep_asset(asset: &crate::assets::Asset) -> Kept {
    let policy = if asset.hashed { CachePolicy::Immutable } else { CachePolicy::Revalidate };
    let fields = file_fields("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    Kept::new(Bytes::from(asset.bytes.clone()), asset.content_type, policy, "Accept-Encoding", fields)
}

fn file_fields(policy: &'static str) -> HeaderMap {
    let mut fields = HeaderMap::new();
    fields.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    fields.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    for name in ["cross-origin-resource-policy", "cross-origin-embedder-policy"] {
        let value = if name.ends_with("resource-policy") { "same-origin" } else { "require-corp" };
        fields.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    fields
}

/// The site, and how it stays up to date.
pub enum Holder {
    /// From inside the program: never changes.
    Fixed(Arc<Site>),
    /// From a folder: looked at on every request.
    Watched {
        source: Source,
        origin: Option<String>,
        examples: Box<Examples>,
        current: Mutex<(SystemTime, Arc<Site>)>,
    },
}

impl Holder {
    /// The site as it is now. When a changed content file is wrong, the site as it was; the log says why.
    pub async fn site(&self) -> Arc<Site> {
        let (source, origin, examples, current) = match self {
            Self::Fixed(site) => return Arc::clone(site),
            Self::Watched { source, origin, examples, current } => (source, origin, examples, current),
        };
        let mut current = current.lock().await;
        let changed = source.changed().unwrap_or(SystemTime::UNIX_EPOCH);
        if changed > current.0 {
            current.0 = changed;
            match Site::build(source, origin.clone(), examples).await {
                Ok(site) => current.1 = Arc::new(site),
                Err(error) => tracing::error!(%error, "the changed content cannot be used"),
            }
        }
        Arc::clone(&current.1)
    }
}
