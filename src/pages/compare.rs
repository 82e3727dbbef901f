//! Two codes against each other, and the guides: an article across the whole width.

use leptos::prelude::*;

use super::article;
use super::document::{Document, Meta};
use super::kept::PageContext;
use super::render::{self, RenderError};
use super::theme::Theme;
use super::try_next::try_next;
use crate::ui::{Contents, ContentsPlace, Masthead, MastheadAgainst};

pub(super) async fn render(context: &PageContext, theme: Theme, slug: String) -> Result<String, RenderError> {
    let context = context.clone();
    render::html(move || view(&context, theme, &slug)).await
}

fn view(context: &PageContext, theme: Theme, slug: &str) -> impl IntoView + use<> {
    let library = &context.library;
    let article = library.comparisons.get(slug).or_else(|| library.guides.get(slug))?;
    let meta = Meta::article(context, theme, article, &article.title);
    let anchors = article::anchors(article);
    // The file's name holds the codes: `401-vs-403`.
    let codes: Vec<u16> = slug.split("-vs-").filter_map(|code| code.parse().ok()).collect();
    let sentence = article.summary.clone();
    let masthead = match codes.as_slice() {
        [left, right] => view! { <MastheadAgainst left=*left right=*right sentence=sentence/> }.into_any(),
        _ => view! { <Masthead title=article.title.clone() sentence=sentence/> }.into_any(),
    };
    let (body, next) = (article::body(context, article), try_next(context, article));
    Some(view! {
        <Document meta=meta>
            <div class="page page--wide frame">
                <div class="page__margin">
                    <Contents anchors=anchors.clone() place=ContentsPlace::Margin/>
                </div>
                <main class="page__main thread" id="main" tabindex="-1">
                    {masthead}
                    <Contents anchors=anchors place=ContentsPlace::Folded/>
                    <article class="prose">{body}{next}</article>
                </main>
            </div>
        </Document>
    })
}
