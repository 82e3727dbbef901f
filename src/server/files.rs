//! Addresses that machines read: the sitemap and the rules for crawlers.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName};

use super::app::App;
use crate::demo::Origin;

type Text = ([(HeaderName, &'static str); 2], String);

fn text(content_type: &'static str, body: String) -> Text {
    ([(CONTENT_TYPE, content_type), (CACHE_CONTROL, "public, max-age=0, must-revalidate")], body)
}

pub(super) async fn robots(State(app): State<Arc<App>>, headers: HeaderMap) -> Text {
    let origin = Origin::of(app.config.origin.as_deref(), &headers);
    text(
        "text/plain; charset=utf-8",
        format!(
            "User-agent: *\nDisallow: /lab/\nDisallow: /demo/\nDisallow: /httpbin/\nDisallow: /x/\n\nSitemap: {origin}/sitemap.xml\n"
        ),
    )
}

pub(super) async fn sitemap(State(app): State<Arc<App>>, headers: HeaderMap) -> Text {
    let origin = Origin::of(app.config.origin.as_deref(), &headers);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for path in app.site().await.paths() {
        xml.push_str(&format!("<url><loc>{origin}{path}</loc></url>\n"));
    }
    xml.push_str("</urlset>\n");
    text("application/xml", xml)
}
